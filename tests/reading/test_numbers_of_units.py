"""Tables of units in which STT counts the units, a column says what came of all, and rows are numbered and not filled in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from officefiles import codes, made_at, read, rulebook

from ntmrules import FiguresError

polars = pytest.importorskip("polars")
from ntmrules.tables import evaluate_file  # noqa: E402

HEAD = ["TT", "Xã", "10.1", "17.2"]
ROWS: Sequence[Sequence[object]] = [HEAD, [1, "Hà Lâu", 61, 98], [2, "Hải Lạng", 58, 99]]
OWN = {"Hà Lâu": {"10.1": "61", "17.2": "98"}, "Hải Lạng": {"10.1": "58", "17.2": "99"}}


def at(folder: Path, rows: Sequence[Sequence[object]], suffix: str = "xlsx") -> Path:
    if suffix == "xlsx":
        return made_at(folder, "a.xlsx", rows)
    text = "\n".join(",".join("" if cell is None else str(cell) for cell in row) for row in rows) + "\n"
    return made_at(folder, "a.csv", text)


def by_parts(path: Path) -> list[str] | int:
    try:
        return evaluate_file(path, rulebook(), out=path.with_name("x.parquet"), force=True).units
    except FiguresError as error:
        return [each.code for each in error.problems]


@pytest.mark.parametrize("heading", ["Kết quả", "Kết luận", "Đánh giá"])
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_numbers_of_units_are_no_labels_of_criteria(tmp_path: Path, heading: str, suffix: str) -> None:
    path = at(tmp_path, [["TT", "Xã", heading], [1, "Hà Lâu", "đạt"], [2, "Hải Lạng", "chưa đạt"]], suffix)
    assert codes(path) == ["NTM508"]
    assert isinstance(by_parts(path), list)


def test_labels_beside_units_are_labels_all_the_same(tmp_path: Path) -> None:
    rows: Sequence[Sequence[object]] = [
        ["TT", "Xã", "Kết quả"],
        [1, "Hà Lâu", "đạt"],
        [2, "Hà Lâu", "đạt"],
        [1, "Hải Lạng", "đạt"],
    ]
    assert read(at(tmp_path, rows)) == {"Hà Lâu": {"1": "met", "2": "met"}, "Hải Lạng": {"1": "met"}}
    rows = [["TT", "Xã", "Kết quả"], ["10.1", "Hà Lâu", 61], ["17.2", "Hải Lạng", 99]]
    assert read(at(tmp_path, rows)) == {"Hà Lâu": {"10.1": "61"}, "Hải Lạng": {"17.2": "99"}}


@pytest.mark.parametrize("heading", ["Kết luận", "Kết quả", "Đánh giá"])
def test_what_came_of_all_figures_stands_beside_them(tmp_path: Path, heading: str) -> None:
    path = at(tmp_path, [[*HEAD, heading], [*ROWS[1], "đạt"], [*ROWS[2], "chưa đạt"]])
    assert read(path) == OWN
    assert by_parts(path) == 2


@pytest.mark.parametrize("heading", ["Tổng", "Cộng", "Tổng TC đạt", "Điện thoại"])
def test_columns_of_totals_stand_beside_the_figures(tmp_path: Path, heading: str) -> None:
    path = at(tmp_path, [[*HEAD, heading], [*ROWS[1], 17], [*ROWS[2], 16]])
    assert read(path) == OWN
    assert by_parts(path) == 2


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("tail", [
    [[3, None, None, None], [4, None, None, None]], [["Tổng cộng", None, 119, 197]], [["Bình quân", None, 59, 98]],
    [["Ghi chú: số liệu do xã cung cấp", None, None, None]], [["Người lập biểu", None, "TM. UBND HUYỆN", None]],
])  # fmt: skip
def test_rows_below_that_are_no_unit_are_left_out_at_every_door(
    tmp_path: Path, tail: Sequence[Sequence[object]], suffix: str
) -> None:
    path = at(tmp_path, [*ROWS, *tail], suffix)
    assert read(path) == OWN
    assert by_parts(path) == 2


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize(("tail", "code"), [
    (["Ghi chú: số liệu trên là số ước thực hiện", None, None, None], "NTM503"),
    (["(*) Số liệu ước thực hiện", None, None, None], "NTM503"), ([3, None, 60, 97], "NTM510"), ([None, None, 60, 97], "NTM510"),
])  # fmt: skip
def test_notes_below_and_figures_of_nobody_are_asked_about_at_every_door(
    tmp_path: Path, tail: Sequence[object], code: str, suffix: str
) -> None:
    path = at(tmp_path, [*ROWS, tail], suffix)
    assert codes(path) == [code]
    assert by_parts(path) == [code]


def test_a_legend_says_what_signs_mean_in_a_table_that_is_judged_by_parts_too(tmp_path: Path) -> None:
    rows: Sequence[Sequence[object]] = [
        ["Ghi chú: Đ: đạt; CĐ: chưa đạt"],
        ["TT", "Xã", "1", "2"],
        [1, "Hà Lâu", "Đ", "CĐ"],
        [2, "Hải Lạng", "Đ", ""],
    ]
    path = at(tmp_path, rows)
    assert read(path) == {"Hà Lâu": {"1": "met", "2": "not_met"}, "Hải Lạng": {"1": "met"}}
    evaluate_file(path, rulebook(), out=tmp_path / "x.parquet")
    judged = polars.read_parquet(tmp_path / "x.parquet")
    assert judged["verdict:1"].to_list() == [1, 1]
    assert judged["verdict:2"][0] == 0


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("row", ["- Hộ nghèo", "+ Nữ", "– Lao động nông nghiệp"])
def test_a_part_of_the_row_above_is_no_unit(tmp_path: Path, row: str, suffix: str) -> None:
    path = at(tmp_path, [*ROWS[:2], [None, row, 30, 40], ROWS[2]], suffix)
    assert read(path) == OWN
    assert by_parts(path) == 2


@pytest.mark.parametrize("bullet", ["- ", "• ", "+ "])
def test_a_bulleted_commune_is_one(tmp_path: Path, bullet: str) -> None:
    path = at(tmp_path, [HEAD, [1, f"{bullet}Hà Lâu", 61, 98], [2, f"{bullet}xã Hải Lạng", 58, 99]])
    assert read(path) == {"Hà Lâu": OWN["Hà Lâu"], "xã Hải Lạng": OWN["Hải Lạng"]}
