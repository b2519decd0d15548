"""Results as a workbook: the five sheets, words beside colours, real numbers, nothing that acts, little memory."""

from __future__ import annotations

import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

import ntmrules
from ntmrules.model.verdicts import Verdict

openpyxl = pytest.importorskip("openpyxl")
LIBRARY = ntmrules.Library(plugins=())
FIGURES = """unit,subject,value
=cmd|'/c calc'!A1,17.2,81
=cmd|'/c calc'!A1,18,đạt
xã B,17.2,95
xã B,10.1,70
"""


def run(tmp_path: Path, *words: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ntmrules", "evaluate", "so-lieu.csv", *map(str, words)]
    return subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.fixture
def book(tmp_path: Path) -> object:
    (tmp_path / "so-lieu.csv").write_text(FIGURES, "utf-8")
    options = ("--province", "An Giang", "--on", "2024-03-31", "--no-plugins", "--out", "ket-qua.xlsx")
    done = run(tmp_path, *options)
    assert done.returncode == 1, done.stderr
    assert run(tmp_path, *options).returncode == 1  # one of ours is replaced
    return openpyxl.load_workbook(tmp_path / "ket-qua.xlsx")


def test_five_sheets_with_filters_and_frozen_heads_on_a4(book: object) -> None:
    assert book.sheetnames == ["Tổng hợp", "Tiêu chí", "Chỉ tiêu", "Lý do", "Văn bản"]  # type: ignore[attr-defined]
    for sheet in book.worksheets:  # type: ignore[attr-defined]
        assert sheet.freeze_panes == ("C2" if sheet.title in ("Tiêu chí", "Chỉ tiêu") else "B2")
        assert sheet.row_dimensions[1].height > 25 or sheet.title == "Văn bản"  # heads of several lines are not cut
        assert sheet.auto_filter.ref
        assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
        assert sheet.print_area


def test_a_name_that_looks_like_a_formula_is_text_and_figures_are_numbers(book: object) -> None:
    totals, reasons = book["Tổng hợp"], book["Lý do"]  # type: ignore[index]
    assert (totals["A2"].value, totals["A2"].data_type) == ("=cmd|'/c calc'!A1", "s")
    assert totals["I2"].data_type == "n"
    assert isinstance(totals["E2"].value, datetime)
    assert book["Chỉ tiêu"].page_setup.fitToWidth == 5  # type: ignore[index]  # 57 columns cannot be read on one page
    figures = {row[2].value: row[6].value for row in reasons.iter_rows(min_row=2) if row[0].value.startswith("=cmd")}
    assert figures["17.2"] == 81


def test_verdicts_are_the_units_own_in_words(book: object) -> None:
    rulebook = LIBRARY.rulebook("xa-ntm", province="an-giang", on="2024-03-31")
    unit = ntmrules.UnitFigures.of("xã B", {"17.2": 95, "10.1": 70})
    told = {row.number: row for row in rulebook.evaluate(unit).rows()}
    sheet = book["Chỉ tiêu"]  # type: ignore[index]
    heads = [cell.value for cell in sheet[1]]
    mine = next(row for row in sheet.iter_rows(min_row=2) if row[0].value == "xã B")
    words = {Verdict.MET: "đạt", Verdict.NOT_MET: "chưa đạt", Verdict.UNDETERMINED: "chưa xác định"}
    for head, cell in zip(heads[2:], mine[2:], strict=True):
        number = head.partition(". ")[0]
        assert cell.value == words.get(told[number].verdict, "không áp dụng")
        assert cell.fill.fgColor.rgb != "00000000"


def test_what_is_open_says_why_and_who_can_cure_it(book: object) -> None:
    rows = list(book["Lý do"].iter_rows(min_row=2, values_only=True))  # type: ignore[index]
    assert all(row[4].startswith(("chưa đạt", "chưa xác định")) for row in rows)
    first = next(row for row in rows if row[2] == "17.2" and row[0].startswith("=cmd"))
    assert first[7] == "từ 90% trở lên"
    assert first[8] == "9 điểm %" or "9" in first[8]
    missing = next(row for row in rows if row[0] == "xã B" and row[2] == "13.2")
    assert "chưa có" in missing[9]
    assert missing[12] == "xã bổ sung"


def test_another_file_is_not_replaced_without_force(tmp_path: Path) -> None:
    (tmp_path / "so-lieu.csv").write_text(FIGURES, "utf-8")
    (tmp_path / "cua-toi.xlsx").write_bytes(b"PK\x03\x04 mine")
    done = run(tmp_path, "--province", "An Giang", "--on", "2024-03-31", "--no-plugins", "--out", "cua-toi.xlsx")
    assert done.returncode == 3
    assert "NTM043" in done.stderr
    assert (tmp_path / "cua-toi.xlsx").read_bytes() == b"PK\x03\x04 mine"


def test_rows_are_finished_words_in_both_languages() -> None:
    rulebook = LIBRARY.rulebook("xa-ntm", province="an-giang", on="2024-03-31")
    found = rulebook.evaluate(ntmrules.UnitFigures.of("xã B", {"17.2": 81, "18": Verdict.MET}))
    for lang, asked in (("vi", "từ 90% trở lên"), ("en", "at least 90%")):
        rows = {row.number: row for row in found.rows(lang=lang)}
        assert rows["17.2"].asked == asked
        assert rows["17.2"].observed == 81
        assert rows["17.2"].decisions == ("318/QĐ-TTg",)
        assert len(rows) == len({row.id for row in found.rows()})
        assert all(row.said for row in rows.values())
