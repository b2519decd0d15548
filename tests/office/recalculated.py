"""LibreOffice as an engine: workbooks are filled by us, calculated anew by soffice without its window, and read again."""

from __future__ import annotations

import re
import shutil
import subprocess
import zipfile
from collections.abc import Sequence
from pathlib import Path

from ntmrules.figures.workbook import SheetGrid, read_workbook

_LOAD = "/org.openoffice.Office.Calc/Formula/Load"
_ITEM = '<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>0</value></prop></item>'
ALWAYS = (
    '<?xml version="1.0" encoding="UTF-8"?><oor:items xmlns:oor="http://openoffice.org/2001/registry">'
    + "".join(_ITEM.format(path=_LOAD, name=name) for name in ("OOXMLRecalcMode", "ODFRecalcMode"))
    + "</oor:items>"
)
"""Settings of LibreOffice that calculate every formula when a file is opened."""


def soffice() -> str | None:
    """Return LibreOffice's program, or nothing."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def recalculated(books: Sequence[Path], folder: Path, *, kind: str = "xlsx") -> list[Path]:
    """Return the workbooks as LibreOffice saves them after calculating every formula anew; one start for all of them."""
    program = soffice()
    assert program is not None
    profile, out = folder / "profile", folder / "out"
    (profile / "user").mkdir(parents=True, exist_ok=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, encoding="utf-8")
    words = [
        program,
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--convert-to",
        kind,
        "--outdir",
        str(out),
    ]
    ran = subprocess.run([*words, *map(str, books)], capture_output=True, text=True, check=False, timeout=600)
    found = [out / f"{book.stem}.{kind}" for book in books]
    assert all(path.exists() for path in found), ran.stderr[-2000:]
    return found


def forget(path: Path) -> None:
    """Take from a workbook what its formulas come to, so that nothing but a calculation can show it."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            kept = re.sub(rb"</f><v>[^<]*</v>", b"</f>", data) if name.startswith("xl/worksheets/") else data
            archive.writestr(name, kept)


def sheet(path: Path, name: str) -> SheetGrid:
    """Return a sheet by its name."""
    return next(grid for grid in read_workbook(path) if grid.name == name)
