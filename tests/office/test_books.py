"""Workbooks of progress, summaries, capital, dossiers and products: by the ending of the file, real numbers and days, A4."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from ntmrules.cli import run
from ntmrules.office.tables import Table, write_workbook

openpyxl = pytest.importorskip("openpyxl")
ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "quang-ninh-2023"
PROGRESS = ("progress", EXAMPLE / "tien-do.csv", "--set", "huyen-ntm-nang-cao", "--from", "2023-01-01", "--to", "2023-10-31",
            "--no-plugins")  # fmt: skip
COMMANDS = {
    "progress": PROGRESS,
    "summary": ("summary", ROOT / "examples" / "mau.csv", "--on", "2023-12-31", "--no-plugins"),
    "capital": ("capital", ROOT / "examples" / "ho-so" / "von.csv", "--on", "2023-10-31"),
    "dossiers": ("dossier", "list", EXAMPLE / "ho-so", "--on", "2023-10-31", "--no-plugins"),
    "ocop": ("ocop", "report", ROOT / "examples" / "ocop" / "san-pham.csv", "--on", "2023-12-31", "--no-plugins"),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_ending_of_the_file_makes_a_workbook(name: str, tmp_path: Path) -> None:
    out = tmp_path / "o.xlsx"
    assert run([*map(str, COMMANDS[name]), "--out", str(out)]) in (0, 1, 2)
    for sheet in openpyxl.load_workbook(out).worksheets:
        assert (int(sheet.page_setup.paperSize), sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref is not None
        assert sheet.print_title_rows == "$1:$1"
        assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)


def test_days_and_numbers_are_real_and_text_that_looks_like_them_stays_text(tmp_path: Path) -> None:
    out = tmp_path / "o.xlsx"
    rows = (("=1+1", "31/10/2023", 5), ("01/02/2023", "chưa rõ", None))
    write_workbook([Table(title="T", head=("a", "b", "c"), rows=rows, days=(1,))], out)
    found = [[cell.value for cell in row] for row in openpyxl.load_workbook(out).active.iter_rows(min_row=2)]
    assert found == [["=1+1", datetime(2023, 10, 31), 5], ["01/02/2023", "chưa rõ", None]]  # noqa: DTZ001 - a workbook's days have no zone
    again = tmp_path / "2.xlsx"
    write_workbook([Table(title="T", head=("a", "b", "c"), rows=rows, days=(1,))], again)
    assert out.read_bytes() == again.read_bytes()


def test_an_ending_and_a_format_that_disagree_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [*map(str, PROGRESS), "--lang", "en"]
    assert run([*words, "--format", "csv", "--out", str(tmp_path / "o.xlsx")]) == 3
    assert "NTM043" in capsys.readouterr().err
    assert run([*words, "--out", str(tmp_path / "o.html")]) == 3
    assert "NTM043" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []
    assert run([*words, "--out", str(tmp_path / "o.json")]) == 1
    assert (tmp_path / "o.json").read_text("utf-8").startswith("[")
    assert run([*words, "--format", "csv", "--out", str(tmp_path / "o.tsv")]) == 1
