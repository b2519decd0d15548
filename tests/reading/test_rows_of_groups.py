"""Rows over several communes of a table: those that say where the communes lie,
and those that may say that figures are no results."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import codes, made_at, read

ROWS = [["TT", "Xã", "10.1", "17.2"], [1, "Hà Lâu", 61, 98]]
BELOW = [[2, "Hải Lạng", 58, 100], [3, "Đông Ngũ", 58, 100]]


@pytest.mark.parametrize("row", [
    "Các xã đăng ký đạt chuẩn năm 2025", "Các xã phấn đấu 2024", "Các xã ước đạt", "Các xã còn lại (số kế hoạch)",
    "Các xã mượn số tạm", "Nhóm xã chạy thử",
])  # fmt: skip
def test_a_group_that_may_be_of_no_results_is_asked_about(tmp_path: Path, row: str) -> None:
    rows = [*ROWS, ["", row, "", ""], *BELOW]
    assert codes(made_at(tmp_path, "a.xlsx", rows)) == ["NTM503"]
    assert set(read(made_at(tmp_path, "b.xlsx", rows), columns={row: "note"})) == {"Hà Lâu", "Hải Lạng", "Đông Ngũ"}


@pytest.mark.parametrize("row", [
    "Các xã vùng cao", "Xã khu vực III", "Cụm xã miền Đông", "Các xã phía Tây sông Tiên Yên", "Xã đặc biệt khó khăn",
    "Các xã còn lại",
    "Các xã đã đạt chuẩn", "Nhóm 2", "Cụm xã số 3", "Các xã bãi ngang ven biển", "II. Các xã vùng thấp", "Các xã an toàn khu",
    "Các xã đạt chuẩn nông thôn mới năm 2019",
])  # fmt: skip
def test_a_group_that_says_where_or_of_what_kind_is_not(tmp_path: Path, row: str) -> None:
    found = read(made_at(tmp_path, "a.xlsx", [*ROWS, ["", row, "", ""], *BELOW]))
    assert set(found) == {"Hà Lâu", "Hải Lạng", "Đông Ngũ"}
