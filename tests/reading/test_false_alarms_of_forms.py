"""Ordinary forms that were refused: bare names of communes above columns and on sheets, signatures, a number with its unit."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import Page, codes, left_out, made_at, places, read, table

from ntmrules import FiguresError

HEAD = ["Chỉ tiêu", "Kết quả"]
ASKED = {"unit": "xã Hà Lâu"}


def test_communes_are_columns_by_their_bare_names(tmp_path: Path) -> None:
    rows = [["Chỉ tiêu", "ĐVT", "Hà Lâu", "Hải Lạng", "Toàn huyện"], ["10.1", "triệu đồng", 57, 58, 57.5]]
    path = made_at(tmp_path, "a.xlsx", rows)
    assert read(path) == {"Hà Lâu": {"10.1": "57"}, "Hải Lạng": {"10.1": "58"}}
    assert ("columns", "E 'Toàn huyện'") in left_out(path)


@pytest.mark.parametrize("names", [["Văn Hóa", "Giao Thông"], ["Hà Lâu", "Kết luận khác"], ["Hà Lâu", "Hải Minh"]])
def test_other_columns_are_asked_about_as_before(tmp_path: Path, names: list[str]) -> None:
    """Names of criteria, words, and communes of two provinces are no columns of units."""
    assert codes(made_at(tmp_path, "a.xlsx", [["Chỉ tiêu", "ĐVT", *names], ["10.1", "triệu đồng", 57, 58]])) == [
        "NTM508"
    ]


def test_a_sheet_a_commune_by_its_bare_name(tmp_path: Path) -> None:
    pages = {"Hà Lâu": Page(rows=[HEAD, ["10.1", 57]]), "Hải Lạng": Page(rows=[HEAD, ["10.1", 58]])}
    path = made_at(tmp_path, "a.xlsx", pages)
    assert read(path, sheets="all") == {"Hà Lâu": {"10.1": "57"}, "Hải Lạng": {"10.1": "58"}}
    elsewhere = {"Hải Minh": pages["Hà Lâu"], "Hải Anh": pages["Hải Lạng"]}  # of Nam Định
    assert codes(made_at(tmp_path, "b.xlsx", elsewhere), sheets="all") == ["NTM508"]


@pytest.mark.parametrize("end", [
    ["Hà Lâu, ngày 5 tháng 1 năm 2024", "TM. UBND XÃ HÀ LÂU"], ["NGƯỜI LẬP BIỂU", "CHỦ TỊCH"],
    ["Hà Lâu, ngày … tháng … năm 2024", "T/M UBND XÃ"],
])  # fmt: skip
def test_the_end_of_a_paper_is_no_figure(tmp_path: Path, end: list[str]) -> None:
    path = made_at(tmp_path, "a.xlsx", [HEAD, ["10.1", 57], end])
    assert read(path, **ASKED) == {"xã Hà Lâu": {"10.1": "57"}}
    assert ("row", 3) in left_out(path, **ASKED)


@pytest.mark.parametrize("cell", ["57 triệu đồng/người/năm", "57 triệu đồng", "57triệu đồng/người", "57 km"])
def test_a_number_with_its_unit_is_refused_with_the_number_to_write(tmp_path: Path, cell: str) -> None:
    path = made_at(tmp_path, "a.xlsx", [HEAD, ["10.1", cell]])
    assert places(path, **ASKED) == ["2:2 NTM502"]
    with pytest.raises(FiguresError, match="write 57 alone where the measure is in"):
        table(path, **ASKED)


def test_a_table_of_villages_is_named(tmp_path: Path) -> None:
    path = made_at(
        tmp_path, "a.xlsx", [["STT", "Thôn", "10.1", "15.1"], [1, "Thôn Đông", 57, 90], [2, "Thôn Tây", 50, 95]]
    )
    with pytest.raises(FiguresError, match="village"):
        table(path)
