"""Cells in which a tally ought to stand: what is one is read, every other says what to write there, and obeyed it is read."""

from __future__ import annotations

from pathlib import Path

import pytest

import ntmrules

pytestmark = pytest.mark.vietnamese
LIBRARY = ntmrules.Library(plugins=())


def refused(tmp: Path, cell: str, *, what: str = "Số tiêu chí đạt", other: str = "10/19") -> str:
    file = tmp / "a.csv"
    file.write_text(f'Xã,{what}\nXã B,{other}\nXã A,"{cell}"\n', "utf-8")
    try:
        table = ntmrules.read_figures(file)
        LIBRARY.summary(table, "xa-ntm", on="2023-09-30")
    except ntmrules.FiguresError as error:
        (problem,) = error.problems
        assert problem.where == "a.csv:3:2"
        assert problem.code == "NTM505"
        return str(error)
    return ""


@pytest.mark.parametrize("cell", ["19/19", "19/19 (đạt)", "19/19 đạt", "Đạt 19/19", "19/19 (đã đạt)", "19/19TC",
                                  "19 / 19 tiêu chí", "19/19 (đạt chuẩn)"])  # fmt: skip
def test_a_tally_in_the_words_of_offices_is_read(tmp_path: Path, cell: str) -> None:
    assert not refused(tmp_path, cell)
    (row,) = [row for row in LIBRARY.summary(ntmrules.read_figures(tmp_path / "a.csv"), "xa-ntm", on="2023-09-30").rows
              if row.unit == "Xã A"]  # fmt: skip
    assert (row.low, row.high) == (19, 19)


@pytest.mark.parametrize(
    ("cell", "said"),
    [
        ("20/19", "số đạt lớn hơn tổng số"),
        ("19/0", "số đạt lớn hơn tổng số"),
        ("15-16/19", "là một khoảng"),
        ("từ 15 đến 16/19", "là một khoảng"),
        (">=15/19", "là một khoảng"),
        ("15/19 (thiếu TC 17, 18)", "chỉ ghi 15/19"),
        ("khoảng 15/19", "còn là số ước thì để trống ô"),
        ("15/19*", "chỉ ghi 15/19"),
        ("19/19 tiêu chí, 57/57 chỉ tiêu", "nhiều số đếm trong một ô"),
        ("15", "nếu là 15 trên 19 thì ghi 15/19"),
        ("15,0", "nếu là 15 trên 19 thì ghi 15/19"),
        ("0,526315789473684", "nếu ô hiện 10/19"),
        ("25", "không nhận 25"),
        ("16,33", "không nhận 16.33"),
        ("17.10", "không nhận 17.10"),
        ("chưa có", "để trống ô"),
        ("-1/19", "không nhận '-1/19'"),
        ("15 tiêu chí", "không nhận '15 tiêu chí'"),
        ("CB đạt", "không nhận 'CB đạt'"),
        ("đạt cơ bản", "không nhận 'đạt cơ bản'"),
        ("cơ bản đạt", "không nhận 'cơ bản đạt'"),
    ],
)
def test_what_is_no_tally_says_what_to_write(tmp_path: Path, cell: str, said: str) -> None:
    told = refused(tmp_path, cell)
    assert said in told
    assert "0.526" not in told


@pytest.mark.parametrize("cell", ["20/57", "chưa có", "40"])
def test_indicators_are_told_as_criteria_are(tmp_path: Path, cell: str) -> None:
    told = refused(tmp_path, cell, what="Số chỉ tiêu đạt", other="40/57")
    assert told == "" if cell == "20/57" else "chi-tieu" in told


def test_a_fraction_of_a_workbook_is_told_as_the_tally_that_it_shows(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Xã", "Số tiêu chí đạt"])
    sheet.append(["Xã A", 10 / 19])
    sheet.append(["Xã B", "12/19"])
    sheet["B2"].number_format = "# ??/??"
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(ntmrules.FiguresError, match="gõ lại 10/19"):
        LIBRARY.summary(ntmrules.read_figures(tmp_path / "a.xlsx"), "xa-ntm", on="2023-09-30")


@pytest.mark.parametrize("word", ["cơ bản đạt", "đạt cơ bản", "CB đạt", "Cơ bản đạt"])
def test_basically_met_in_the_words_of_offices_is_kept_as_said_and_is_not_met(tmp_path: Path, word: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"Xã,Nội dung,Kết quả,Ngày\nXã A,17,{word},31/1/2023\n", "utf-8")
    (unit,) = LIBRARY.progress(ntmrules.read_history(file), "xa-ntm", from_="2023-01-31", to="2023-09-30").units
    assert (unit.now["criteria"].low, unit.now["criteria"].high) == (0, 18)
    assert any("cơ bản đạt" in remark.vi for remark in unit.remarks)
