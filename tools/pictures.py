"""Makes the pictures of README and of the docs' first page, each from a real run: ``python tools/pictures.py PYODIDE``.

One for each way in (command, Excel form, page, report) and language, into ``docs/pictures``. Needs Chromium and playwright,
LibreOffice, ``pdftoppm`` (Debian: poppler-utils), a monospaced font with Vietnamese letters (fonts-noto-mono) and the folder
with Pyodide of ``ntmrules page build``. The figures are those of the made-up communes of ``examples/hai-xa.csv``; the report has
two dozen more of that kind, which say so by their names.
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
from playwright.sync_api import sync_playwright
from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

ROOT = Path(__file__).resolve().parents[1]
OUT = ROOT / "docs" / "pictures"
FIGURES = ROOT / "examples" / "hai-xa.csv"
UNIT = "xã Đầu Nguồn"
SAYS = ("--province", "Hải Dương", "--on", "2023-10-31", "--no-plugins")
WIDE, HIGH = 960, 640
LOCALES = {"vi": "vi-VN", "en": "en-GB"}
ANSWERS = {"vi": {"đạt": "có"}, "en": {"đạt": "yes", "có": "yes", "không": "no", "không áp dụng": "not applicable"}}
LARGEST = 150_000
COLUMNS = 112
COLOURS = TerminalTheme((30, 30, 30), (225, 225, 225), [
    (30, 30, 30), (255, 110, 110), (120, 210, 120), (235, 200, 90), (120, 170, 255), (215, 140, 225), (110, 210, 215),
    (225, 225, 225)])  # fmt: skip
TERMINAL = (
    "<!doctype html><meta charset='utf-8'><style>body{{margin:0;background:#1e1e1e;color:#e1e1e1}}"
    "pre{{margin:16px 18px;font:13px/1.5 'Noto Sans Mono',monospace}}{stylesheet}</style>"
    "<pre>{code}</pre>"
)


def run(*words: object, folder: Path = ROOT, **environment: str) -> str:
    """Run the command and return what it prints; its verdict is in the exit code, only bad input ends this."""
    done = subprocess.run([sys.executable, "-m", "ntmrules", *map(str, words)], check=False, capture_output=True, text=True,
                          cwd=folder, env={**os.environ, **environment})  # fmt: skip
    if done.returncode > 2:
        raise SystemExit(done.stderr)
    return done.stdout


def command(browser: Any, folder: Path, lang: str) -> bytes:
    """The command's answer to the filled form, as a terminal shows it."""
    words = ("evaluate", filled_form(folder, lang).name, "--unit", UNIT, "--view", "summary", "--lang", lang)
    said = run(*words, "--no-plugins", folder=folder, FORCE_COLOR="1", COLUMNS=str(COLUMNS), TERM="xterm-256color")
    shown = [f'"{each}"' if " " in each else each for each in words]
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True, color_system="truecolor")
    console.print(Text(f"$ ntmrules {' '.join(shown)}\n"))
    console.print(Text.from_ansi(said))
    path = folder / "terminal.html"
    path.write_text(console.export_html(theme=COLOURS, code_format=TERMINAL, inline_styles=True), encoding="utf-8")
    made = browser.new_page(viewport={"width": WIDE, "height": HIGH})
    made.goto(path.as_uri())
    return bytes(made.screenshot())


def form(_: Any, folder: Path, lang: str) -> bytes:
    """The live form with the figures of a commune, calculated by LibreOffice."""
    path = filled_form(folder, lang)
    profile = folder / "profile"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(settings(lang), encoding="utf-8")
    office = shutil.which("soffice") or "soffice"
    for words in (
        [office, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--convert-to", "pdf", "--outdir", str(folder),
         str(path)],
        ["pdftoppm", "-png", "-singlefile", "-r", "88", "-H", "640", str(path.with_suffix(".pdf")), str(folder / "form")],
    ):  # fmt: skip
        subprocess.run(words, check=True, capture_output=True, timeout=300)
    return (folder / "form.png").read_bytes()


def filled_form(folder: Path, lang: str) -> Path:
    """Make the live form for both communes and write their figures into its cells, as somebody who types."""
    path = folder / {"vi": "bieu.xlsx", "en": "form.xlsx"}[lang]
    units = communes()
    run(
        "form",
        "live",
        "xa-ntm",
        *SAYS,
        *(word for unit in units for word in ("--unit", unit)),
        "--lang",
        lang,
        "-o",
        path,
    )
    book = openpyxl.load_workbook(path)
    told = [[cell.value for cell in row] for row in book["ntmrules"].iter_rows()]
    number_of = {row[2]: row[1] for row in told if row[0] == "cell"}
    for _, name, where, *_ in (row for row in told if row[0] == "sheet"):
        sheet = book[name]
        at = {str(sheet.cell(row, 1).value): row for row in range(1, sheet.max_row + 1)}
        for subject, value in units[sheet[json.loads(where)["unit"]].value].items():
            if subject in number_of:
                text = value.replace(",", ".")
                number = float(text) if text.replace(".", "").isdigit() else None
                sheet.cell(at[number_of[subject]], 6).value = (
                    ANSWERS[lang].get(value, value) if number is None else number
                )
    book.save(path)
    return path


def settings(lang: str) -> str:
    """Return the settings of LibreOffice that calculate what it opens, and write numbers as the language does."""
    said = {
        "/org.openoffice.Office.Calc/Formula/Load": ("OOXMLRecalcMode", "0"),
        "/org.openoffice.Setup/L10N": ("ooSetupSystemLocale", LOCALES[lang]),
    }
    items = "".join(
        f'<item oor:path="{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, (name, value) in said.items()
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?>'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>'
    )


def communes() -> dict[str, dict[str, str]]:
    """Return the figures of the made-up communes by their names."""
    rows = csv.DictReader((line for line in FIGURES.read_text("utf-8").splitlines() if line[:1] != "#"), delimiter=";")
    found: dict[str, dict[str, str]] = {}
    for row in rows:
        found.setdefault(row["unit"], {})[row["subject"]] = row["value"]
    return found


def page(browser: Any, folder: Path, lang: str) -> bytes:
    """The page that judges, with both communes in it, looking at one commune's indicators."""
    path = folder / "page.html"
    run("page", "build", "--set", "xa-ntm", *SAYS, "--pyodide", Path(sys.argv[1]).resolve(),
        "--figures", filled_form(folder, lang), "--lang", lang, "-o", path)  # fmt: skip
    made = browser.new_page(viewport={"width": 1180, "height": 1160}, device_scale_factor=0.7)
    made.goto(path.as_uri())
    made.wait_for_selector("body[data-ready]", timeout=120_000)
    made.wait_for_selector(".group")
    return bytes(made.screenshot())


def report(browser: Any, folder: Path, lang: str) -> bytes:
    """The report as a leader opens it, at its table of communes."""
    path = folder / "report.html"
    run("report", "html", many(folder), "--set", "xa-ntm", *SAYS, "--lang", lang, "-o", path)
    made = browser.new_page(viewport={"width": 1180, "height": 900}, device_scale_factor=0.7)
    made.goto(path.as_uri() + "#v=heat")
    made.wait_for_timeout(1500)
    return bytes(made.screenshot())


def many(folder: Path) -> Path:
    """Write the figures of two dozen communes that nobody will take for real: those of the two, drawn anew a little."""
    draw = random.Random(19)
    path = folder / "xa-mau.csv"
    with path.open("w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, delimiter=";")
        rows.writerow(["unit", "subject", "value", "period", "source"])
        for at in range(1, 25):
            for subject, value in draw.choice(list(communes().values())).items():
                if draw.random() < 0.9:
                    rows.writerow([f"xã Mẫu {at:02}", subject, drawn(draw, value), "2023", "made up"])
    return path


def drawn(draw: random.Random, value: str) -> str:
    """Return a share a little lower, and an answer mostly as it is."""
    if value == "đạt":
        return draw.choice(["đạt"] * 19 + ["chưa đạt"])
    number = value.replace(",", ".")
    if "." in number and number.replace(".", "").isdigit():
        return str(round(float(number) * draw.uniform(0.93, 1), 1)).replace(".", ",")
    return value


WAYS: dict[str, Callable[[Any, Path, str], bytes]] = {"command": command, "form": form, "page": page, "report": report}


def main() -> None:
    """Write every picture."""
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    OUT.mkdir(exist_ok=True)
    with sync_playwright() as running:
        for lang in LOCALES:
            browser = running.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
            for name, draw in WAYS.items():
                with tempfile.TemporaryDirectory() as folder:
                    data = draw(browser, Path(folder), lang)
                if len(data) >= LARGEST:
                    raise SystemExit(f"{name}-{lang}.png: {len(data)} bytes, {LARGEST} are too many")
                (OUT / f"{name}-{lang}.png").write_bytes(data)
                print(f"{name}-{lang}.png {len(data)}")
            browser.close()


if __name__ == "__main__":
    main()
