"""Headings and rows between others as offices have them, which mean results and nothing else, are read without a question."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import made_at

from ntmrules import FiguresError, Library, read_figures

LIBRARY = Library(plugins=())
OWN = "xã Hà Lâu"
RESULTS = ("KQ thực hiện", "Kết quả thực hiện của xã", "Thực trạng của xã", "Thực tế", "Thực tế đạt", "Đạt được", "Mức đạt được",
           "Mức độ đạt được", "Số liệu đạt được", "Thực hiện đến nay", "Kết quả đạt được đến thời điểm báo cáo",
           "Kết quả rà soát, đánh giá")  # fmt: skip
VERDICTS = ("Kết quả đạt chuẩn",)
ASSESSORS = ["Xã tự đánh giá", "Kết quả tự đánh giá của xã", "Đánh giá của huyện", "Kết quả thẩm tra của huyện"]
SECTIONS = ("Nhóm III: Kinh tế và tổ chức sản xuất", "Phần I: Các tiêu chí xã nông thôn mới", "Các chỉ tiêu định lượng",
            "Kết quả cụ thể như sau:")  # fmt: skip


def read(folder: Path, rows: list[list[object]]) -> dict[str, object]:
    book = LIBRARY.rulebook("xa-ntm", province="Quảng Ninh", on="2023-12-31")
    units = read_figures(made_at(folder, "a.xlsx", rows), rulebook=book, unit=OWN).units
    return {entry.subject: entry.value if entry.value is not None else entry.reported for unit in units
            for entry in unit.entries}  # fmt: skip


@pytest.mark.parametrize("heading", RESULTS)
def test_headings_of_results_are_results(heading: str, tmp_path: Path) -> None:
    found = read(tmp_path, [["TT", "Chỉ tiêu", "Kế hoạch", heading], [1, "10.1", 48, 61], [2, "17.2", 100, "Đạt"]])
    assert next(str(value) for value in found.values()) == "61"
    assert len(found) == 2


@pytest.mark.parametrize("heading", VERDICTS)
def test_headings_of_verdicts_hold_verdicts_or_figures(heading: str, tmp_path: Path) -> None:
    assert len(read(tmp_path, [["TT", "Chỉ tiêu", heading], [1, "10.1", "Đạt"], [2, "17.2", "Chưa đạt"]])) == 2
    figures = read(tmp_path, [["TT", "Chỉ tiêu", heading], [1, "10.1", 61], [2, "17.2", 98]])
    assert [str(value) for value in figures.values()] == ["61", "98"]


@pytest.mark.parametrize("second", ASSESSORS)
@pytest.mark.parametrize("first", ASSESSORS)
def test_of_two_who_assess_it_is_asked_who_counts(first: str, second: str, tmp_path: Path) -> None:
    with pytest.raises(FiguresError, match="NTM508"):
        read(tmp_path, [["TT", "Chỉ tiêu", first, second], [1, "10.1", "Đạt", "Chưa đạt"], [2, "17.2", "Đạt", "Đạt"]])


@pytest.mark.parametrize("heading", ["Kết quả", "Đạt được"])
def test_two_headings_of_results_are_asked_about(heading: str, tmp_path: Path) -> None:
    with pytest.raises(FiguresError, match="NTM508"):
        read(tmp_path, [["TT", "Chỉ tiêu", heading, "Thực tế đạt"], [1, "10.1", 61, 48], [2, "17.2", 98, 90]])


@pytest.mark.parametrize("section", SECTIONS)
def test_sections_of_the_set_are_no_others(section: str, tmp_path: Path) -> None:
    found = read(tmp_path, [["TT", "Chỉ tiêu", "Kết quả"], [1, "10.1", 61], [None, section, None], [2, "17.2", 98]])
    assert len(found) == 2
