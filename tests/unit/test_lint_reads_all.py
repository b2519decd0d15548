"""``lint`` reads every file of a pack as its own reader does: a slip in a file that is read later is found before."""

from __future__ import annotations

import shutil
from pathlib import Path

from ntmrules.catalog.pack import catalog_root
from ntmrules.check.lint import lint

SLIPS = {
    "bodies.yaml": ('from: "2025-03-01"', 'from: "30/09/2024"', "NTM118"),
    "capital.yaml": ("every: year", "every: yaer", "NTM1"),
    "crosswalk.yaml": ("kind: phuong", "kind: phuongg", "NTM112"),
    "forms/bieu-05.yaml": ("level: tinh", "level: tinhh", "NTM112"),
    "forms/bieu-06.yaml": ("shows: tt", "shows: ttx", "NTM1"),
    "working-days.yaml": ("2019-11-20", "2024-13-01", "NTM1"),
}


def test_a_slip_in_a_file_that_is_read_later_is_found(tmp_path: Path) -> None:
    catalogs = tmp_path / "catalogs"
    shutil.copytree(catalog_root(), catalogs, ignore=shutil.ignore_patterns("national", "units"))
    (catalogs / "national").mkdir()
    for file, (old, new, _) in SLIPS.items():
        before = (catalogs / file).read_text(encoding="utf-8")
        assert old in before, f"{file}: the slip can be made"
        (catalogs / file).write_text(before.replace(old, new, 1), encoding="utf-8")
    found = [each.problem for each in lint(catalogs)]
    missing = [file for file, (_, _, code) in SLIPS.items()
               if not any(each.code.startswith(code) and file in each.where for each in found)]  # fmt: skip
    assert not missing, found
