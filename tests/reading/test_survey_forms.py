"""Forms by which a commune surveys itself (biểu rà soát): columns of evidence and remedies beside the results."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from officefiles import made_at, places, read, table

from ntmrules.errors import FiguresError
from ntmrules.figures import headings
from ntmrules.model.unit_names import WRITTEN_KINDS

ASKED = {"unit": "xã A"}
HEAD = ["TT", "Tên tiêu chí", "Nội dung tiêu chí", "Chỉ tiêu phải đạt", "Kết quả", "Tự đánh giá"]
ROWS = [
    [10, "Thu nhập", "10.1. Thu nhập bình quân", ">= 59", 60, "Đạt"],
    [11, "Nghèo", "11.1. Tỷ lệ nghèo", "<= 5", 4, "Đạt"],
]


def test_columns_that_tell_something_in_words_are_left_out_and_said(tmp_path: Path) -> None:
    rows = [[*HEAD, "Minh chứng", "Giải pháp"], [*ROWS[0], "Có xác nhận của Chi cục", ""], [*ROWS[1], "", "Duy trì"]]
    found = table(made_at(tmp_path, "a.xlsx", rows), **ASKED)
    said = [str(each.values["columns"]) for each in found.left_out if each.name == "columns"]
    assert said == ["A 'TT', B 'Tên tiêu chí', D 'Chỉ tiêu phải đạt', G 'Minh chứng', H 'Giải pháp'"]
    assert sorted(entry.subject for entry in found.units[0].entries) == ["10.1", "10.1", "11.1", "11.1"]


@pytest.mark.parametrize("cell", ["61", "Chưa đạt", "x", "tăng 2", 12])
def test_a_column_that_may_hold_results_is_asked_about(tmp_path: Path, cell: object) -> None:
    rows = [[*HEAD, "Huyện thẩm định"], [*ROWS[0], cell], [*ROWS[1], ""]]
    path = made_at(tmp_path, "a.xlsx", rows)
    assert places(path, **ASKED) == ["1:7 NTM508"]
    with pytest.raises(FiguresError, match='--columns "G='):
        table(path, **ASKED)
    assert read(path, columns={"G": "ignored"}, **ASKED) == {"xã A": {"10.1": "60 | met", "11.1": "4 | met"}}


def test_two_columns_of_one_kind_are_named_as_the_file_writes_them(tmp_path: Path) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Chỉ tiêu", "Số liệu", "Số liệu"], ["10.1", 60, 57]])
    with pytest.raises(FiguresError, match="Số liệu"):
        table(path, **ASKED)
    assert read(path, columns={"B": "ignored"}, **ASKED) == {"xã A": {"10.1": "57"}}


def test_no_row_of_a_table_that_is_no_unit_is_surely_a_name() -> None:
    """Whole columns are looked at by two patterns first; a row that they pass over is never a total, a mean or a zone."""
    polars = pytest.importorskip("polars")
    words = tomllib.loads((Path(headings.__file__).parent / "headings.toml").read_text(encoding="utf-8"))
    begun = [word for kind in ("rows", "groups") for each in words[kind].values() for word in each]
    said = [f"{before}{word}{after}" for word in begun for before in ("", "Xã ") for after in ("", " II", " vùng cao")]
    said += [f"{before}{word}" for word in words["columns"]["unit"] for before in ("", "Xã ", "Tên ")]
    said += [
        f"{one}{between}{other}" for one in WRITTEN_KINDS for other in WRITTEN_KINDS for between in (" ", ", ", "/")
    ]
    rows = polars.Series([*said, *(each.upper() for each in said), *(each.capitalize() for each in said)])
    like, unlike = headings.surely_names()
    sure = rows.filter(rows.str.contains(like) & ~rows.str.contains(unlike))
    assert [each for each in sure if headings.not_a_unit(each, ("x",)) or headings.role(each) == "unit"] == []
    assert len(sure) > 100


def test_names_are_looked_at_by_the_column_and_no_row_is_missed() -> None:
    polars = pytest.importorskip("polars")
    from ntmrules.figures.frames.names import odd_names

    odd = ["Tổng cộng", "Toàn huyện", "Tên xã", "Xã phường", "Ghi chú: số liệu ước"]
    names = polars.Series(["xã Quảng La", None, "Phường Hồng Hải", *odd, "xã 000000001", "Vũng Tàu"])
    assert set(odd_names(names)) == {
        each for each in odd if headings.not_a_unit(each, ("x",)) or headings.role(each) == "unit"
    }
    assert {"Tổng cộng", "Tên xã"} <= set(odd_names(names))
