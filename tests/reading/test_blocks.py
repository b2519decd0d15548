"""Several tables in one sheet: other headings further down head another table, and a row may begin another unit's part."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from officefiles import Page, codes, left_out, made_at, read, rulebook, workbook

from ntmrules import FiguresError

Rows = Sequence[Sequence[Any]]
KINDS = ("xlsx", "csv")


def file(folder: Path, rows: Rows, kind: str) -> Path:
    if kind == "xlsx":
        return workbook(folder / "a.xlsx", {"S": Page(rows=rows)})
    text = "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in rows)
    return made_at(folder, "a.csv", text + "\n")


BELOW: Rows = [["Biểu 1", None, None], ["Tên xã", "17.2", "10.1"], ["xã A", 95, 60], ["xã B", 80, 50], [None, None, None],
               ["Biểu 2", None, None], ["Tên xã", "4.2", "18.2"], ["xã A", 98, "đạt"], ["xã C", 99, None]]  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_other_headings_further_down_head_a_table_of_their_own(tmp_path: Path, kind: str) -> None:
    assert read(file(tmp_path, BELOW, kind)) == {
        "xã A": {"17.2": "95", "10.1": "60", "4.2": "98", "18.2": "met"},
        "xã B": {"17.2": "80", "10.1": "50"},
        "xã C": {"4.2": "99"},
    }


@pytest.mark.parametrize("kind", KINDS)
def test_columns_that_change_their_places_are_read_where_they_stand(tmp_path: Path, kind: str) -> None:
    rows: Rows = [["Đơn vị", "Chỉ tiêu", "Kết quả"], ["xã A", "17.2", 95], [None, None, None],
                  ["Đơn vị", "Kết quả", "Chỉ tiêu"], ["xã A", 60, "10.1"]]  # fmt: skip
    assert read(file(tmp_path, rows, kind)) == {"xã A": {"17.2": "95", "10.1": "60"}}


@pytest.mark.parametrize("kind", KINDS)
def test_the_same_headings_again_are_those_of_a_page(tmp_path: Path, kind: str) -> None:
    rows: Rows = [["Tên xã", "17.2"], ["xã A", 95], ["Tên xã", "17.2"], ["xã B", 80]]
    assert read(file(tmp_path, rows, kind)) == {"xã A": {"17.2": "95"}, "xã B": {"17.2": "80"}}


def test_hundreds_of_tables_below_each_other_are_read(tmp_path: Path) -> None:
    rows: list[list[Any]] = []
    for number in range(1200):
        rows += [["Tên xã", "17.2" if number % 2 else "4.2"], [f"xã Số {number}", 95]]
    found = read(file(tmp_path, rows, "xlsx"))
    assert len(found) == 1200
    assert found["xã Số 1"] == {"17.2": "95"}
    assert found["xã Số 1198"] == {"4.2": "95"}


@pytest.mark.parametrize("heading", ["UBND XÃ BÌNH AN", "Xã Bình An", "xã Bình An"])
@pytest.mark.parametrize("again", [True, False])
def test_the_part_of_another_unit_is_never_counted_for_the_first(tmp_path: Path, heading: str, *, again: bool) -> None:
    more = [["Chỉ tiêu", "Kết quả"]] if again else []
    rows: Rows = [["UBND XÃ AN BÌNH"], ["Chỉ tiêu", "Kết quả"], ["17.2", 95], [heading], *more, ["10.1", 60]]
    path = workbook(tmp_path / "a.xlsx", {"S": Page(rows=rows)})
    assert codes(path, unit="xã An Bình") == ["NTM610"]


@pytest.mark.parametrize("heading", ["UBND XÃ AN BÌNH", "Xã hội", "II. Kinh tế - Xã hội", "Xã đặc biệt khó khăn"])
def test_what_names_no_other_unit_begins_none(tmp_path: Path, heading: str) -> None:
    rows: Rows = [["Chỉ tiêu", "Kết quả"], ["17.2", 95], [heading], ["10.1", 60]]
    path = workbook(tmp_path / "a.xlsx", {"S": Page(rows=rows)})
    assert read(path, unit="xã An Bình") == {"xã An Bình": {"17.2": "95", "10.1": "60"}}


def test_headings_with_nothing_below_them_head_no_table(tmp_path: Path) -> None:
    rows: Rows = [["Tên xã", "17.2"], ["xã A", 95], ["Tên xã", "4.2"]]
    assert read(workbook(tmp_path / "a.xlsx", {"S": Page(rows=rows)})) == {"xã A": {"17.2": "95"}}


def test_a_coarser_heading_row_above_the_headings_is_none(tmp_path: Path) -> None:
    rows: Rows = [["Tên xã", "Môi trường", "Kinh tế"], ["Tên xã", "17.2", "10.1"], ["xã A", 95, 60]]
    assert read(workbook(tmp_path / "a.xlsx", {"S": Page(rows=rows)})) == {"xã A": {"17.2": "95", "10.1": "60"}}


@pytest.mark.parametrize("again", ["unit,17.2,10.1", "Tên xã,17.2,10.1"])
def test_the_headings_again_are_no_unit_of_a_long_table(tmp_path: Path, again: str) -> None:
    pytest.importorskip("polars")
    from ntmrules.tables import evaluate_file

    found = evaluate_file(long_table(tmp_path, [again]), rulebook(), out=tmp_path / "ra.csv")
    assert (found.units, dict(found.verdicts).get(0)) == (40, None)
    assert [each.values["row"] for each in found.left_out if each.name == "row"] == [22]


def test_other_headings_in_a_long_table_are_refused(tmp_path: Path) -> None:
    pytest.importorskip("polars")
    from ntmrules.tables import evaluate_file

    with pytest.raises(FiguresError) as error:
        evaluate_file(long_table(tmp_path, ["unit,4.2,10.1", "xã Mới,99,60"]), rulebook(), out=tmp_path / "ra.csv")
    assert [(each.identity, each.where) for each in error.value.problems] == [("NTM508.headed-anew", "dai.csv:22")]
    sheet = workbook(tmp_path / "a.xlsx", {"S": Page(rows=BELOW)})
    with pytest.raises(FiguresError) as error:
        evaluate_file(sheet, rulebook(), out=tmp_path / "ra.csv")
    assert [(each.identity, each.where) for each in error.value.problems] == [("NTM508.headed-anew", "a.xlsx:7")]


def long_table(folder: Path, between: list[str]) -> Path:
    """Write a CSV of forty communes with some lines in its middle."""
    rows = [f"xã Số {number},95,60" for number in range(40)]
    return made_at(folder, "dai.csv", "\n".join(["unit,17.2,10.1", *rows[:20], *between, *rows[20:]]) + "\n")


@pytest.mark.parametrize("unnamed", ["xã (ghi tên xã)", "commune (write its name)"])
def test_figures_in_a_form_whose_unit_nobody_named_are_refused(tmp_path: Path, unnamed: str) -> None:
    rows = ["unit;subject;value;period;source;note", f"{unnamed};17.2;95;2023;;17.2 Bao nhiêu %?",
            f"{unnamed};10.1;60;2023;;10.1 Thu nhập?", f"{unnamed};4.2;98;2023;;4.2 Điện?"]  # fmt: skip
    with pytest.raises(FiguresError, match=r"a\.csv:2:1: NTM510"):
        read(made_at(tmp_path, "a.csv", "\n".join(rows)))


def test_a_sum_that_is_called_as_its_column_heads_no_table(tmp_path: Path) -> None:
    path = made_at(tmp_path, "a.csv", "Huyện;17.2;10.1\nA;95;60\nHuyện;88;55,5\nB;80;50\n")
    assert set(read(path)) == {"A", "B"}
    assert [place for _, place in left_out(path)] == [3]
