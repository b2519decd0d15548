"""Tallies whose heading names their day: one or several of a table are entries of those days; what is no result is none."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

import ntmrules
from ntmrules.figures.tally_headings import OfTime, behind_tally, tally_of_time

LIBRARY = ntmrules.Library(plugins=())


@pytest.mark.parametrize(
    ("heading", "day", "year"),
    [
        ("Số tiêu chí đạt (đến 30/9/2023)", "2023-09-30", None),
        ("Số tiêu chí đạt 31/01/2023", "2023-01-31", None),
        ("Số tiêu chí đạt - 30/9/2023", "2023-09-30", None),
        ("Số tiêu chí đạt: tính đến hết ngày 30/9/2023", "2023-09-30", None),
        ("Tổng số tiêu chí đạt được lũy kế đến tháng 9/2023", "2023-09-30", None),
        ("Số TC đạt (quý III/2023)", "2023-09-30", None),
        ("Số tiêu chí đạt 6 tháng đầu năm 2023", "2023-06-30", None),
        ("Số tiêu chí đạt cuối năm 2022", "2022-12-31", None),
        ("Số tiêu chí đạt (19) 2023-09-30", "2023-09-30", None),
        ("Số tiêu chí đạt năm 2022", None, 2022),
        ("Số tiêu chí đạt (2022)", None, 2022),
    ],
)
def test_the_time_of_a_heading(heading: str, day: str | None, year: int | None) -> None:
    assert tally_of_time(heading) == OfTime("tieu-chi", day, year)


@pytest.mark.parametrize(
    "heading",
    ["Số tiêu chí đạt", "Số tiêu chí đạt (19)", "Số tiêu chí đạt (kế hoạch 2023)", "Số tiêu chí đạt dự kiến đến 31/12/2023",
     "Số tiêu chí đạt ước năm 2023", "Số tiêu chí đạt tăng so với 2022", "Số tiêu chí đạt giai đoạn 2021-2025",
     "Số tiêu chí đạt vùng cao 30/9/2023", "Số tiêu chí đạt 31/2/2023", "Số tiêu chí chưa đạt 30/9/2023",
     "Số tiêu chí đạt đầu năm 2023"],
)  # fmt: skip
def test_what_names_no_time_or_more_than_one_is_no_tally_of_a_time(heading: str) -> None:
    assert tally_of_time(heading) is None
    assert behind_tally(heading) or heading in (
        "Số tiêu chí đạt",
        "Số tiêu chí đạt (19)",
        "Số tiêu chí chưa đạt 30/9/2023",
    )


def history(tmp: Path, text: str, **options: object) -> ntmrules.History:
    file = tmp / "a.csv"
    file.write_text(text, "utf-8")
    return ntmrules.read_history(file, **options)  # type: ignore[arg-type]


def workbook(tmp: Path, *below: object) -> Path:
    """«Số tiêu chí đạt» over merged cells, below it what the columns say."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["STT", "Tên xã", "Số tiêu chí đạt", None])
    sheet.append([None, None, *below])
    for cells in ("A1:A2", "B1:B2", "C1:D1"):
        sheet.merge_cells(cells)
    sheet.append([1, "Xã A", "10/19", "12/19"])
    sheet.append([2, "Xã B", "12/19", "13/19"])
    file = tmp / "b.xlsx"
    book.save(file)
    return file


def said(found: ntmrules.History) -> list[tuple[str, object, object]]:
    return sorted((str(entry.as_of or entry.period), entry.subject, entry.value) for unit in found.units[:1]
                  for entry in unit.entries)  # fmt: skip


TWO = [("2023-01-31", "tieu-chi", (10, 19)), ("2023-09-30", "tieu-chi", (12, 19))]


@pytest.mark.parametrize("as_of", [None, "2023-09-30"])
def test_two_days_in_one_table_are_two_entries(tmp_path: Path, as_of: str | None) -> None:
    text = "Xã,Số tiêu chí đạt 31/01/2023,Số tiêu chí đạt 30/9/2023\nXã A,10/19,12/19\nXã B,12/19,13/19\n"
    found = history(tmp_path, text, as_of=as_of)
    assert said(found) == TWO
    units = LIBRARY.progress(found, "xa-ntm", from_="2023-01-31", to="2023-09-30").units
    assert [(unit.then["criteria"].low, unit.now["criteria"].low) for unit in units] == [(10, 12), (12, 13)]
    summary = LIBRARY.summary(ntmrules.read_figures(tmp_path / "a.csv"), "xa-ntm", on="2023-09-30")
    assert [row.low for row in summary.rows] == [12, 13]


@pytest.mark.parametrize(
    "below",
    [("31/01/2023", "30/9/2023"), (date(2023, 1, 31), date(2023, 9, 30)), ("Đến 31/01/2023", "Đến 30/9/2023"),
     ("Tháng 1/2023", "9 tháng năm 2023")],
)  # fmt: skip
def test_days_below_a_heading_over_both(tmp_path: Path, below: tuple[object, object]) -> None:
    assert said(ntmrules.read_history(workbook(tmp_path, *below))) == TWO


def test_years_below_a_heading_over_both(tmp_path: Path) -> None:
    found = ntmrules.read_history(workbook(tmp_path, "Năm 2022", "2023"))
    assert said(found) == [("2022", "tieu-chi", (10, 19)), ("2023", "tieu-chi", (12, 19))]


def test_a_plan_below_a_heading_over_both_is_left_out(tmp_path: Path) -> None:
    assert said(ntmrules.read_history(workbook(tmp_path, "Kế hoạch 2023", "Đến 30/9/2023"))) == TWO[1:]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Xã,Ngày,Số tiêu chí đạt 31/01/2023\nXã A,30/9/2023,10/19\n", "NTM507"),
        ("Xã,Năm,Số tiêu chí đạt 31/01/2023\nXã A,2022,10/19\n", "NTM507"),
        ("Xã,Số tiêu chí đạt 31/2/2023\nXã A,10/19\n", "NTM503"),
        ("Xã,Số tiêu chí đạt 30/9/2023,Số tiêu chí đạt (30/9/2023)\nXã A,10/19,11/19\n", "NTM507"),
    ],
)
def test_what_contradicts_the_day_of_a_heading_is_refused(tmp_path: Path, text: str, code: str) -> None:
    with pytest.raises(ntmrules.FiguresError, match=code):
        history(tmp_path, text)


def test_a_day_for_each_file_has_to_be_that_of_its_headings(tmp_path: Path) -> None:
    text = "Xã,Số tiêu chí đạt (31/12/2022)\nXã A,12/19\n"
    for day in ("2023-09-30", ["2023-09-30"]):
        with pytest.raises(ntmrules.FiguresError, match="NTM574"):
            history(tmp_path, text, as_of=day)
    assert said(history(tmp_path, text, as_of=["2022-12-31"])) == [("2022-12-31", "tieu-chi", (12, 19))]


def test_a_day_for_the_rest_of_a_table_is_one_of_its_headings(tmp_path: Path) -> None:
    text = "Xã,17,Số tiêu chí đạt 31/01/2023,Số tiêu chí đạt 30/9/2023\nXã A,đạt,10/19,12/19\n"
    found = history(tmp_path, text, as_of="2023-09-30")
    assert ("2023-09-30", "17") in [each[:2] for each in said(found)]
    with pytest.raises(ntmrules.FiguresError, match="NTM574"):
        history(tmp_path, text, as_of="2023-06-30")


def test_the_same_day_in_the_row_and_the_heading_is_one(tmp_path: Path) -> None:
    found = history(tmp_path, "Xã,Ngày,Số tiêu chí đạt (đến 30/9/2023)\nXã A,30/9/2023,12/19\n")
    assert said(found) == TWO[1:]


@pytest.mark.parametrize("behind", ["dự kiến đến 31/12/2023", "ước 2023", "(kế hoạch 2023)", "kế hoạch 2023"])
def test_what_is_no_result_is_left_out_with_brackets_or_without(tmp_path: Path, behind: str) -> None:
    found = history(tmp_path, f"Xã,17,Ngày,Số tiêu chí đạt {behind}\nXã A,đạt,30/9/2023,12/19\n")
    assert [entry.subject for unit in found.units for entry in unit.entries] == ["17"]
    assert any(behind in str(remark.values) for remark in found.left_out)


@pytest.mark.parametrize(
    ("headings", "from_", "to"),
    [
        (("31/01/2023", "năm 2023"), "2023-01-31", "2023-12-31"),
        (("năm 2022", "6 tháng đầu năm 2023"), "2022-12-31", "2023-06-30"),
        (("năm 2022", "năm 2023"), "2022-12-31", "2023-12-31"),
        (("năm 2022", "30/9/2023"), "2022-12-31", "2023-12-31"),
    ],
)
def test_a_tally_of_a_year_is_one_of_its_last_day_beside_tallies_of_days(
    tmp_path: Path, headings: tuple[str, str], from_: str, to: str
) -> None:
    for one, two in ((0, 1), (1, 0)):
        counts = ("10/19", "14/19")
        text = f"Xã,Số tiêu chí đạt {headings[one]},Số tiêu chí đạt {headings[two]}\nXã A,{counts[one]},{counts[two]}\n"
        unit = LIBRARY.progress(history(tmp_path, text), "xa-ntm", from_=from_, to=to).unit("Xã A")
        assert (unit.then["criteria"].low, unit.then["criteria"].high) == (10, 10)
        assert (unit.now["criteria"].low, unit.now["criteria"].high) == (14, 14)
