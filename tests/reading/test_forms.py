"""Forms that offices draw themselves: heading rows, numbered texts, years in headings, subtotals, signatures."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from officefiles import Page, codes, left_out, made_at, places, read, table

SHARE = "ty-le-co-so-san-xuat-dam-bao-moi-truong"
OF_A = {"unit": "xã A"}


def test_three_heading_rows_are_one_heading(tmp_path: Path) -> None:
    rows = [
        ["STT", "Tên xã", "Tiêu chí", None, None],
        [None, None, "Môi trường", None, "Thu nhập"],
        [None, None, "17.1", "17.2", "10.1"],
        [1, "xã A", "đạt", 95, 60],
    ]
    page = Page(rows=rows, merged=[(0, 0, 2, 0), (0, 1, 2, 1), (0, 2, 0, 4), (1, 2, 1, 3)])
    assert read(made_at(tmp_path, "bieu.xlsx", page)) == {"xã A": {"17.1": "met", "17.2": "95", "10.1": "60"}}


def test_a_merged_heading_takes_no_row_of_figures_with_it(tmp_path: Path) -> None:
    page = Page(rows=[["STT", "Chỉ tiêu", "Kết quả", None], [1, "17.2", 95, None], [2, "10.1", 60, None]],
                merged=[(0, 2, 0, 3)])  # fmt: skip
    assert read(made_at(tmp_path, "bieu.xlsx", page), **OF_A) == {"xã A": {"17.2": "95", "10.1": "60"}}


def test_texts_that_begin_with_their_number_are_labels(tmp_path: Path) -> None:
    rows = [
        ["TT", "Tên tiêu chí", "Nội dung tiêu chí", "ĐVT", "Mức đạt", "Kết quả", "Đánh giá"],
        [1, "Quy hoạch", "1.1. Có quy hoạch chung", None, "Đạt", "Đạt", None],
        [17, "Môi trường", "17.2. Tỷ lệ cơ sở", "%", 90.5, 95, "Đạt"],
    ]
    path = made_at(tmp_path, "bieu.xlsx", rows)
    assert read(path, **OF_A) == {"xã A": {"1.1": "met", "17.2": "95 | met"}}
    said = dict(left_out(path, **OF_A))
    assert said["columns"] == "A 'TT', B 'Tên tiêu chí', E 'Mức đạt'"
    assert "C 'Nội dung tiêu chí' = subject" in str(said["taken"])


@pytest.mark.parametrize(
    ("text", "label"),
    [("17.2. Tỷ lệ cơ sở", "17.2"), ("17.2 Tỷ lệ", "17.2"), ("Chỉ tiêu 17.2", "17.2"), ("TC 17.2: cơ sở", "17.2"),
     ("tiêu chí số 17.2 – Cơ sở", "17.2"), ("17.2)  cơ sở", "17.2")],
)  # fmt: skip
def test_a_label_at_the_head_of_a_text(tmp_path: Path, text: str, label: str) -> None:
    assert read(made_at(tmp_path, "x.csv", f"unit;subject;value\nxã A;{text};95\n")) == {"xã A": {label: "95"}}


@pytest.mark.parametrize("text", ["17.2,", "17,2", "2 nhà", "17.2 (2022)", "17.2 %", "17.2-17.3"])
def test_a_number_with_something_else_is_no_label(tmp_path: Path, text: str) -> None:
    assert codes(made_at(tmp_path, "x.csv", f"unit;subject;value\nxã A;{text};95\n")) == ["NTM503"]


def test_the_column_of_numbers_holds_the_labels_where_no_other_does(tmp_path: Path) -> None:
    rows = [
        ["STT", "Nội dung", "ĐVT", "Kết quả"],
        ["I", "NHÓM HẠ TẦNG", None, None],
        ["17.2", "Cơ sở", "%", 95],
        ["10.1", "Thu nhập", "triệu đồng", 60],
        [None, "Tổng cộng", None, 2],
    ]
    path = made_at(tmp_path, "bieu.xlsx", rows)
    assert read(path, **OF_A) == {"xã A": {"17.2": "95", "10.1": "60"}}
    counted = [["STT", "Nội dung", "Mức đạt", "Kết quả"], [1, "Đường xã", 95.5, 96], [2, "Thu nhập", 48.5, 60]]
    assert set(codes(made_at(tmp_path, "dem.xlsx", counted), **OF_A)) == {"NTM503"}  # a count of rows is no label


def test_a_criterion_is_meant_where_its_indicator_is_empty(tmp_path: Path) -> None:
    rows = [["Đơn vị", "Tiêu chí", "Chỉ tiêu", "Kết quả"], ["xã A", "17", None, "Chưa đạt"], ["xã A", None, "17.2", 80]]
    path = made_at(tmp_path, "bieu.xlsx", rows)
    assert read(path) == {"xã A": {"17": "not_met", "17.2": "80"}}
    assert "columns" not in dict(left_out(path))


def test_a_year_in_a_heading_is_the_year_of_its_figures(tmp_path: Path) -> None:
    rows = [["STT", "Chỉ tiêu", "Kế hoạch 2023", "Thực hiện năm 2023"], [1, "17.2", 90, 95]]
    [unit] = table(made_at(tmp_path, "bieu.xlsx", rows), **OF_A).units
    assert [(entry.subject, entry.period) for entry in unit.entries] == [("17.2", 2023)]
    both = [["STT", "Chỉ tiêu", "Kết quả năm 2022", "Kết quả năm 2023"], [1, "17.2", 80, 95]]
    [unit] = table(made_at(tmp_path, "hai.xlsx", both), **OF_A).units
    assert [(str(entry.value), entry.period) for entry in unit.entries] == [("80", 2022), ("95", 2023)]
    twice = [["STT", "Chỉ tiêu", "Kết quả năm 2023", "Thực hiện năm 2023"], [1, "17.2", 80, 95]]
    assert places(made_at(tmp_path, "nam.xlsx", twice), **OF_A) == ["1:4 NTM508"]


@pytest.mark.parametrize(
    ("row", "out"),
    [
        ("Cộng vùng cao;95", True), ("Tổng số xã: 2;", True), ("TB;92", True), ("TB chung;92", True),
        ("Bình quân toàn huyện;92", True), ("Toàn huyện;90", True), ("Đơn vị;17.2", True), ("unit;17.2", True),
        ("xã Cộng Hòa;90", False), ("Cộng Hòa;90", False), ("Trung Bình;90", True), ("Tổng Cọt;90", False), ("A;95", False),
    ],
)  # fmt: skip
def test_a_row_that_is_no_unit_is_told_from_a_commune_of_such_a_name(tmp_path: Path, row: str, *, out: bool) -> None:
    path = made_at(tmp_path, "x.csv", f"unit;17.2\nxã Z;95\n{row}\nxã Y;90\n")
    assert len(read(path)) == (2 if out else 3)
    assert [place for _, place in left_out(path)] == ([3] if out else [])


def test_names_below_a_signature_are_no_communes(tmp_path: Path) -> None:
    rows: list[list[Any]] = [
        ["unit", "17.2"],
        ["xã A", 95],
        [None, None],
        [None, "Ngày 31 tháng 12 năm 2023"],
        ["NGƯỜI LẬP", "CHỦ TỊCH"],
        ["Nguyễn Văn A", "Trần B"],
    ]
    path = made_at(tmp_path, "bieu.xlsx", rows)
    assert read(path) == {"xã A": {"17.2": "95"}}
    assert [place for _, place in left_out(path)] == [4, 5, 6]


def test_a_figure_below_a_signature_is_not_lost(tmp_path: Path) -> None:
    path = made_at(tmp_path, "x.csv", "unit;17.2\nxã A;95\nNgười lập;\nxã B;90\nxã C;đạt\n")
    assert list(read(path)) == ["xã A", "xã B", "xã C"]
