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


def test_communes_without_the_word_for_their_kind_over_plan_and_result(tmp_path: Path) -> None:
    rows = [["TT", "Chỉ tiêu", "ĐVT", "Hà Lâu", None, "Hải Lạng", None], [None, None, None, "KH", "TH", "KH", "TH"],
            [1, "10.1. Thu nhập bình quân đầu người", "triệu đồng/người/năm", 61, 48, 58, 50]]  # fmt: skip
    page = Page(rows=rows, merged=[(0, 3, 0, 4), (0, 5, 0, 6)])
    assert read(made_at(tmp_path, "a.xlsx", page)) == {"Hà Lâu": {"10.1": "48"}, "Hải Lạng": {"10.1": "50"}}


@pytest.mark.parametrize(
    "over", ["Kết quả thực hiện qua các năm", "Kết quả các năm", "Kết quả giai đoạn 2021-2023", "Thực hiện từng năm"]
)
def test_results_over_several_years(tmp_path: Path, over: str) -> None:
    rows = [["TT", "Chỉ tiêu", "ĐVT", over, None, None], [None, None, None, "Năm 2021", "Năm 2022", "Năm 2023"],
            [1, "10.1. Thu nhập bình quân đầu người", "triệu đồng/người/năm", 48, 50, 61]]  # fmt: skip
    found = table(made_at(tmp_path, "a.xlsx", Page(rows=rows, merged=[(0, 3, 0, 5)])), unit="xã Hà Lâu")
    entries = [(str(each.value), each.period) for unit in found.units for each in unit.entries]
    assert entries == [("48", 2021), ("50", 2022), ("61", 2023)]


def test_plan_and_result_below_labels_in_a_text(tmp_path: Path) -> None:
    text = "Xã,10.1 Thu nhập,,17.6,\n,KH,TH,KH,TH\nHà Lâu,60,61,80,90\n"
    assert read(made_at(tmp_path, "a.csv", text)) == {"Hà Lâu": {"10.1": "61", "17.6": "90"}}


def test_levels_of_several_tiers_below_one_heading(tmp_path: Path) -> None:
    rows = [["TT", "Chỉ tiêu", "Mức đạt", None, "Kết quả"], [None, None, "NTM", "NTM nâng cao", None],
            [1, "10.1. Thu nhập bình quân đầu người", 56, 70, 61]]  # fmt: skip
    merged = [(0, 2, 0, 3), (0, 0, 1, 0), (0, 1, 1, 1), (0, 4, 1, 4)]
    assert read(made_at(tmp_path, "a.xlsx", Page(rows=rows, merged=merged)), unit="xã Hà Lâu") == {
        "xã Hà Lâu": {"10.1": "61"}
    }


@pytest.mark.parametrize("heading", [
    "Tiêu chí, chỉ tiêu", "Tiêu chí/chỉ tiêu", "Tên tiêu chí, chỉ tiêu", "Các tiêu chí", "Danh mục tiêu chí",
    "Tiêu chí và chỉ tiêu",
    "Nội dung đánh giá", "Tiêu chí xã nông thôn mới", "Tên các tiêu chí, chỉ tiêu",
])  # fmt: skip
def test_headings_of_criteria_in_other_words(tmp_path: Path, heading: str) -> None:
    rows = [["TT", heading, "Kết quả"], [1, "10.1. Thu nhập bình quân đầu người", 61],
            [2, "15.1. Tỷ lệ người dân tham gia BHYT", 96]]  # fmt: skip
    assert read(made_at(tmp_path, "a.xlsx", rows), unit="xã Hà Lâu") == {"xã Hà Lâu": {"10.1": "61", "15.1": "96"}}
    other = [
        ["TT", heading, "Đánh giá"],
        [1, "Thu nhập", "Đạt"],
        [2, "Y tế", "Đạt"],
    ]  # numbers of the list, not of the criteria
    assert set(codes(made_at(tmp_path, "b.xlsx", other), unit="xã Hà Lâu")) == {"NTM503"}


def test_a_file_of_which_every_row_is_left_out_says_so(tmp_path: Path) -> None:
    text = "Huyện,Xã,Chỉ tiêu,Kết quả,Tính chất\nTiên Yên,Hà Lâu,10.1,61,đăng ký\n"
    assert read(made_at(tmp_path, "a.csv", text)) == {}
