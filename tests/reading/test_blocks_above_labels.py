"""A heading over a block of labels that says they are levels, of others or of another set is heard; no other is asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import Page, made_at

from ntmrules import FiguresError, Library, read_figures

LIBRARY = Library(plugins=())


def block(tmp_path: Path, *above: str, ref: str = "xa-ntm", named: bool = False) -> dict[str, str] | list[str]:
    """Return the figures of the first commune of a table whose blocks of 10.1 and 15.1 stand below ``above``, or the codes."""
    labels = ["10.1", "14.1" if ref.endswith("nang-cao") else "15.1"]
    labels = [f"{labels[0]} Thu nhập", f"{labels[1]} Bảo hiểm y tế"] if named else labels
    head = [cell for each in above for cell in (each, None)]
    rows = [["Xã", *head], [None, *labels * len(above)], ["Hải Minh", 56, 90, None, 91][: 1 + len(head)],
            ["Hải Anh", 56, 90, 58, 95][: 1 + len(head)]]  # fmt: skip
    merged = [(0, 0, 1, 0), *((0, 1 + 2 * at, 0, 2 + 2 * at) for at in range(len(above)))]
    path = made_at(tmp_path, "a.xlsx", {"Biểu": Page(rows=rows, merged=merged)})
    book = LIBRARY.rulebook(ref, province="Nam Định", on="2023-12-31")
    try:
        units = read_figures(path, rulebook=book).units
    except FiguresError as error:
        return [each.code for each in error.problems]
    return {entry.subject: str(entry.value) for unit in units[:1] for entry in unit.entries}


@pytest.mark.parametrize(
    "level", ["Mức đạt chuẩn", "Tiêu chuẩn", "Chuẩn NTM", "Giao", "Nhiệm vụ", "Chỉ tiêu giao", "Yêu cầu", "Kế hoạch"]
)
def test_levels_and_plans_over_labels_are_no_results(tmp_path: Path, level: str) -> None:
    assert block(tmp_path, level, "Kết quả") == {"15.1": "91"}


@pytest.mark.parametrize("level", ["Mức đạt chuẩn", "Tiêu chuẩn", "Chuẩn NTM", "Giao", "Yêu cầu"])
def test_levels_over_labels_with_names_are_no_results_either(tmp_path: Path, level: str) -> None:
    assert block(tmp_path, level, "Kết quả", named=True) == {"15.1": "91"}


def test_a_year_of_figures_over_labels_is_no_count(tmp_path: Path) -> None:
    assert block(tmp_path, "Số liệu năm 2023") == {"10.1": "56", "15.1": "90"}


@pytest.mark.parametrize(
    ("above", "codes"),
    [
        ("Thôn Đông", ["NTM503"]),
        ("Số liệu xã Hải Anh", ["NTM610"]),
        ("Toàn huyện", ["NTM503"]),
        ("NTM nâng cao", ["NTM503"]),
    ],
)
def test_what_is_of_others_is_refused(tmp_path: Path, above: str, codes: list[str]) -> None:
    found = block(tmp_path, above)
    assert isinstance(found, list)
    assert set(codes) <= set(found)


@pytest.mark.parametrize(
    "above",
    ["Kết quả", "Thực hiện", "Chỉ tiêu", "Các tiêu chí", "Kinh tế và tổ chức sản xuất", "Văn hóa - xã hội - môi trường",
     "Xã nông thôn mới", "Giao thông", "KẾT QUẢ ĐẠT CHUẨN", "Số liệu các xã", "Tỷ lệ"],
)  # fmt: skip
def test_groups_of_indicators_say_nothing_new(tmp_path: Path, above: str) -> None:
    assert block(tmp_path, above) == {"10.1": "56", "15.1": "90"}


@pytest.mark.parametrize("above", ["NTM nâng cao", "Xã nông thôn mới nâng cao", "KẾT QUẢ NTM NÂNG CAO"])
def test_the_set_that_is_judged_says_nothing_new(tmp_path: Path, above: str) -> None:
    assert block(tmp_path, above, ref="xa-ntm-nang-cao") == {"10.1": "56", "14.1": "90"}


def test_the_commune_of_the_row_over_labels_says_nothing_new(tmp_path: Path) -> None:
    rows = [["Xã", "Xã Hải Minh", None], [None, "10.1", "15.1"], ["Hải Minh", 56, 90]]
    path = made_at(tmp_path, "a.xlsx", {"Biểu": Page(rows=rows, merged=[(0, 0, 1, 0), (0, 1, 0, 2)])})
    book = LIBRARY.rulebook("xa-ntm", province="Nam Định", on="2023-12-31")
    (unit,) = read_figures(path, rulebook=book).units
    assert {entry.subject: str(entry.value) for entry in unit.entries} == {"10.1": "56", "15.1": "90"}
