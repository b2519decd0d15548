"""Tallies and times as offices write them: read alike in figures, plans, published tables and reports."""

from __future__ import annotations

from pathlib import Path

import pytest

import ntmrules
from ntmrules.errors import FiguresError
from ntmrules.figures.cells import read_day, read_last_day, read_value
from ntmrules.model.written import BadCellError
from ntmrules.model.written_tally import written_tally
from ntmrules.model.written_time import days_of, within_a_year
from ntmrules.progress.plan_file import read_plan

LIBRARY = ntmrules.Library(plugins=())


@pytest.mark.parametrize(
    ("text", "low", "high", "total", "what"),
    [
        ("10/19", 10, 10, 19, None),
        ("10 / 19", 10, 10, 19, None),
        ("đạt 10/19", 10, 10, 19, None),
        ("Đạt: 10/19", 10, 10, 19, None),
        ("Đã đạt 10/19 tiêu chí", 10, 10, 19, "tieu-chi"),
        ("10/19 TC", 10, 10, 19, "tieu-chi"),
        ("10/19 tiêu chí đạt", 10, 10, 19, "tieu-chi"),
        ("đạt 46/57 chỉ tiêu", 46, 46, 57, "chi-tieu"),
        ("10 tiêu chí/19 tiêu chí", 10, 10, 19, "tieu-chi"),
        ("16 tiêu chí", 16, 16, None, "tieu-chi"),
        ("16", 16, 16, None, None),
        ("7-9/19", 7, 9, 19, None),
        ("7 – 9/19 tiêu chí", 7, 9, 19, "tieu-chi"),
        (">=6/9", 6, None, 9, None),
        ("từ 6/9", 6, None, 9, None),
        ("6/9 trở lên", 6, None, 9, None),
        ("met 10/19 criteria", 10, 10, 19, "tieu-chi"),
    ],
)
def test_a_tally_as_it_is_written(text: str, low: int, high: int | None, total: int | None, what: str | None) -> None:
    found = written_tally(text)
    assert found is not None
    assert (found.low, found.high, found.total, found.what) == (low, high, total, what)


@pytest.mark.parametrize(
    "text",
    ["", "9-7/19", "9-9/19", "chưa đạt 10/19", "cơ bản đạt 10/19", "10/19 xã", "19/19/2023", "10/19 tiêu chí, 46/57 chỉ tiêu",
     "10 tiêu chí/57 chỉ tiêu", "từ 7-9/19", "12,5/19", "-3/19", "đạt", "10/19 (52%)", "１０/19"],
)  # fmt: skip
def test_what_is_no_tally(text: str) -> None:
    assert written_tally(text) is None


def test_a_cell_of_figures_takes_one_number_of_all_and_says_what_it_counts() -> None:
    assert read_value("đạt 10/19") == ((10, 19), None)
    assert read_value("10/19 TC") == ((10, 19), "tieu-chi")
    for text in ("7-9/19", "20/19", "9-7/19", ">=6/9"):
        with pytest.raises(BadCellError):
            read_value(text)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022-12-31", "2022-12-31", "2022-12-31"),
        ("31/12/2022", "2022-12-31", "2022-12-31"),
        ("31-12-2022", "2022-12-31", "2022-12-31"),
        ("31.12.2022", "2022-12-31", "2022-12-31"),
        ("31/12/22", "2022-12-31", "2022-12-31"),
        ("ngày 31 tháng 12 năm 2022", "2022-12-31", "2022-12-31"),
        ("đến hết ngày 31/12/2022", "2022-12-31", "2022-12-31"),
        ("tính đến 31/12/2022", "2022-12-31", "2022-12-31"),
        ("6/2023", "2023-06-01", "2023-06-30"),
        ("tháng 6/2023", "2023-06-01", "2023-06-30"),
        ("Tháng 02 năm 2024", "2024-02-01", "2024-02-29"),
        ("T6/2023", "2023-06-01", "2023-06-30"),
        ("2023-06", "2023-06-01", "2023-06-30"),
        ("quý IV/2022", "2022-10-01", "2022-12-31"),
        ("Quý 1 năm 2023", "2023-01-01", "2023-03-31"),
        ("6 tháng đầu năm 2023", "2023-01-01", "2023-06-30"),
        ("6 tháng cuối năm 2023", "2023-07-01", "2023-12-31"),
        ("9 tháng năm 2023", "2023-01-01", "2023-09-30"),
        ("năm 2023", "2023-01-01", "2023-12-31"),
        ("cuối năm 2023", "2023-12-31", "2023-12-31"),
        ("2023", "2023-01-01", "2023-12-31"),
    ],
)
def test_a_time_as_it_is_written(text: str, first: str, last: str) -> None:
    found = days_of(text)
    assert found is not None
    assert [each.isoformat() for each in found] == [first, last]
    assert read_last_day(text) == last


@pytest.mark.parametrize("text", ["31/11/2023", "13/2023", "31/11/23", "ngày 30 tháng 2 năm 2024"])
def test_a_time_that_does_not_exist(text: str) -> None:
    with pytest.raises(ValueError, match=r"day|month|year"):
        days_of(text)
    with pytest.raises(BadCellError, match=r"NTM509|date"):
        read_last_day(text)


@pytest.mark.parametrize(
    "text", ["", "22-12-31", "31/12/99", "44926", "quý V/2022", "đầu năm 2023", "12.2023", "２０２３-12-31"]
)
def test_what_is_no_time(text: str) -> None:
    assert days_of(text) is None


def test_a_year_alone_may_be_a_number_and_a_month_is_no_day() -> None:
    assert within_a_year("2023") is within_a_year("năm 2023") is None
    with pytest.raises(BadCellError):
        read_day("tháng 6/2023")
    assert read_day("31/12/22") == read_day("ngày 31 tháng 12 năm 2022") == "2022-12-31"


TALLIES = ("10/19", "đạt 10/19", "10/19 tiêu chí", "10/19 TC")
TIMES = ("31/12/2022", "31/12/22", "quý IV/2022", "tháng 12/2022", "tháng 12 năm 2022", "năm 2022")


@pytest.mark.parametrize("tally", TALLIES)
@pytest.mark.parametrize("time", TIMES)
def test_every_door_reads_the_same(tmp_path: Path, tally: str, time: str) -> None:
    file, plan, published = tmp_path / "f.csv", tmp_path / "p.csv", tmp_path / "t.csv"
    file.write_text(f"Đơn vị,Số tiêu chí đạt,Ngày\nxã A,{tally},{time}\n", "utf-8")
    plan.write_text(f"Đơn vị,Mục tiêu,Hạn\nxã A,{tally},{time}\n", "utf-8")
    published.write_text(
        f"Đơn vị,Bộ tiêu chí,Ngày,Số tiêu chí đạt,Số chỉ tiêu đạt\nxã A,xa-ntm,{time},{tally},46/57\n", "utf-8"
    )
    for unit in (ntmrules.read_figures(file).unit("xã A"), ntmrules.read_history(file).units[0]):
        (entry,) = unit.entries
        assert (entry.value, entry.as_of) == ((10, 19), "2022-12-31")
    (row,) = read_plan(plan)
    assert (row.target.kind, row.target.number, row.target.of, row.due) == ("criteria", 10, 19, "2022-12-31")
    found = ntmrules.audit(published, library=LIBRARY)
    assert found.clean, found.text()
    found = LIBRARY.summary(ntmrules.read_figures(file), "xa-ntm", on="2023-01-31")
    assert [(row.low, row.high) for row in found.rows] == [(10, 10)]


@pytest.mark.parametrize(
    ("head", "cells"), [("tieu-chi", "10/19 chỉ tiêu"), ("Số chỉ tiêu đạt", "46/57 tiêu chí"), ("chi-tieu", "46/57 TC")]
)
def test_a_tally_in_the_column_of_the_other_is_refused(tmp_path: Path, head: str, cells: str) -> None:
    file = tmp_path / "f.csv"
    file.write_text(f"unit,{head}\nxã A,{cells}\n", "utf-8")
    with pytest.raises(FiguresError) as caught:
        LIBRARY.summary(ntmrules.read_figures(file), "xa-ntm", on="2023-01-31")
    assert caught.value.code == "NTM505"
    other = "tieu-chi" if head != "tieu-chi" else "chi-tieu"
    file.write_text(f"unit,set,as_of,{head},{other}\nxã A,xa-ntm,2023,{cells},1/19\n", "utf-8")
    with pytest.raises(FiguresError) as caught:
        ntmrules.audit(file, library=LIBRARY)
    assert caught.value.code == "NTM573"


@pytest.mark.parametrize("text", ["9-7/19", "7-9/19"])
def test_a_range_is_no_single_figure_and_no_target(tmp_path: Path, text: str) -> None:
    file = tmp_path / "f.csv"
    file.write_text(f"unit,tieu-chi\nxã A,{text}\n", "utf-8")
    with pytest.raises(FiguresError, match="NTM505"):
        ntmrules.read_figures(file)


def test_how_many_units_in_the_place_of_a_name_is_a_total(tmp_path: Path) -> None:
    file = tmp_path / "f.csv"
    file.write_text("Huyện,Xã,Số tiêu chí đạt\nVân Đồn,Hạ Long,10/19\n,Đông Xá,12/19\nCộng,2,22/38\n", "utf-8")
    table = ntmrules.read_figures(file)
    assert {unit.unit for unit in table.units if unit.entries} == {"Hạ Long", "Đông Xá"}


@pytest.mark.parametrize("total", ["Tổng cộng,,,,", ",Cộng,,,", "Cộng,2,,,"])
def test_a_total_row_is_no_row_of_a_plan_and_of_no_published_table(tmp_path: Path, total: str) -> None:
    plan, published = tmp_path / "p.csv", tmp_path / "t.csv"
    plan.write_text(f"STT,Đơn vị,Mục tiêu,Hạn,Ghi chú\n1,xã A,16/19,2023,\n2,xã B,19/19,2023,\n{total}\n", "utf-8")
    assert [row.unit for row in read_plan(plan)] == ["xã A", "xã B"]
    published.write_text(f"STT,Đơn vị,Bộ tiêu chí,Ngày,Số tiêu chí đạt\n1,xã A,xa-ntm,2023,16/19\n{total}\n", "utf-8")
    found = ntmrules.audit(published, library=LIBRARY)
    assert found.clean
    assert len(found.remarks) == 1
