"""Columns of words with headings nobody knows: those that may say of whom, where or when a figure is are asked about."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import codes, made_at, read, table

from ntmrules import FiguresError

HEAD = ["Xã", "Chỉ tiêu", "Kết quả"]
ROW = ["Hà Lâu", "10.1", "61"]
OWN = {"Hà Lâu": {"10.1": "61"}}


def csv(folder: Path, heading: str, *cells: str) -> Path:
    rows = [[*HEAD, heading], *([*ROW, cell] for cell in cells)]
    return made_at(folder, "a.csv", "\n".join(";".join(row) for row in rows) + "\n")


@pytest.mark.parametrize(("heading", "cell"), [
    ("Thôn", "Bắc Lù"), ("Tên thôn, bản", "Khe Lẹ"), ("Đối tượng", "Hộ dân tộc thiểu số"), ("Nhóm hộ", "Hộ nông nghiệp"),
    ("Bộ tiêu chí", "NTM nâng cao"), ("Đợt", "Hai"), ("Khu vực", "Thành thị"), ("Loại số liệu", "làm tròn"), ("Quý", "I"),
    ("Kịch bản", "Cao"), ("Xã cũ", "Đại Dực"), ("Group", "poor households"),
])  # fmt: skip
def test_a_column_that_may_be_of_a_part_is_asked_about(tmp_path: Path, heading: str, cell: str) -> None:
    path = csv(tmp_path, heading, cell)
    assert set(codes(path)) == {"NTM503"}
    with pytest.raises(FiguresError) as found:
        table(path)
    assert 'D=ignored"' in str(found.value.problems[0])
    assert read(path, columns={"D": "ignored"}) == OWN


@pytest.mark.parametrize(("heading", "cell"), [
    ("Phạm vi", "Toàn xã"), ("Đối tượng", ""), ("Bộ tiêu chí", "NTM"), ("Loại số liệu", "Kết quả thực hiện"), ("Khu vực",
    "Hà Lâu"),
    ("Người lập", "Bà Lan"), ("Cơ quan", "Phòng Kinh tế"), ("Loại số liệu", "đã thẩm định"), ("Phạm vi", "xã"),
])  # fmt: skip
def test_words_that_say_nothing_new_stop_nothing(tmp_path: Path, heading: str, cell: str) -> None:
    assert read(csv(tmp_path, heading, cell)) == OWN


def test_two_rows_of_one_figure_that_differ_in_words_are_not_taken_for_one(tmp_path: Path) -> None:
    assert codes(csv(tmp_path, "Cán bộ", "Bà Lan", "Ông Tư")) == ["NTM507"]
    assert read(csv(tmp_path, "Cán bộ", "Bà Lan", "Ông Tư"), columns={"D": "ignored"}) == OWN
    assert read(csv(tmp_path, "Cán bộ", "Bà Lan", "Bà Lan")) == OWN
