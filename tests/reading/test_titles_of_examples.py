"""Titles over figures that are made up, and over the mean of several communes."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import codes, made_at, read

HEAD = ["Chỉ tiêu", "Kết quả"]


def titled(folder: Path, title: str) -> Path:
    return made_at(folder, "a.xlsx", [[title], HEAD, ["10.1", 61]])


@pytest.mark.parametrize("title", [
    "BẢNG MẪU HƯỚNG DẪN GHI BIỂU", "(Số liệu để tập huấn)", "KỊCH BẢN 2: KẾT QUẢ TIÊU CHÍ NTM", "VÍ DỤ MINH HỌA",
    "KẾT QUẢ TIÊU CHÍ NTM (SỐ LIỆU MẪU)", "KẾT QUẢ THỰC HIỆN TIÊU CHÍ NTM BÌNH QUÂN CÁC XÃ HUYỆN TIÊN YÊN",
])  # fmt: skip
def test_a_title_of_no_results_of_the_commune_is_refused(tmp_path: Path, title: str) -> None:
    assert codes(titled(tmp_path, title), unit="xã Hà Lâu") == ["NTM503"]


@pytest.mark.parametrize("title", ["BIỂU MẪU SỐ 01", "MẪU BIỂU TỔNG HỢP KẾT QUẢ", "THU NHẬP BÌNH QUÂN CÁC XÃ NĂM 2023"])
def test_titles_of_forms_and_of_incomes_are_read(tmp_path: Path, title: str) -> None:
    assert read(titled(tmp_path, title), unit="xã Hà Lâu") == {"xã Hà Lâu": {"10.1": "61"}}
