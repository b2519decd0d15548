"""A field above a form says whose it is («Tên xã: Hải Lạng»), in one cell or in two: another one than was asked for is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import codes, made_at, read

from ntmrules import FiguresError, read_figures

FORM = [["Chỉ tiêu", "Kết quả"], ["10.1", 61]]
OWN = {"xã Hà Lâu": {"10.1": "61"}}


@pytest.mark.parametrize("title", [
    ["Tên xã: Hải Lạng"], ["Xã: Hải Lạng"], ["Đơn vị: Hải Lạng"], ["Đơn vị báo cáo: Hải Lạng"], ["Địa phương: Hải Lạng"],
    ["Xã/phường: Hải Lạng"], ["Đơn vị: Hải Lạng - Tiên Yên"], ["Commune: Hải Lạng"], ["Hải Lạng"], ["TÊN XÃ: HẢI LẠNG"],
    ["Đơn vị: UBND xã Hải Lạng, huyện Tiên Yên"], ["Tên xã:", "xã Hải Lạng"], ["Tên đơn vị:", "Hải Lạng"], ["Xã", "Hải Lạng"],
    ["Đơn vị:", "UBND xã Hải Lạng"],
])  # fmt: skip
def test_a_field_of_another_commune_is_told(tmp_path: Path, title: list[str]) -> None:
    for year in ([], [["Năm 2023"]]):
        path = made_at(tmp_path, "a.xlsx", [title, *year, *FORM])
        assert codes(path, unit="xã Hà Lâu") == ["NTM610"]
        own = [each.replace("Hải Lạng", "Hà Lâu").replace("HẢI LẠNG", "HÀ LÂU") for each in title]
        assert read(made_at(tmp_path, "b.xlsx", [own, *year, *FORM]), unit="xã Hà Lâu") == OWN


@pytest.mark.parametrize("title", [
    ["Đơn vị: triệu đồng"], ["Đơn vị: Văn phòng điều phối nông thôn mới"], ["Huyện: Tiên Yên"], ["Tỉnh: Quảng Ninh"],
    ["Người lập: Nguyễn Văn Hải"], ["Đơn vị tính: %"], ["Môi trường"], ["Đơn vị", "Phòng Kinh tế"], ["Kết quả: rà soát"],
])  # fmt: skip
def test_other_fields_name_no_commune(tmp_path: Path, title: list[str]) -> None:
    assert read(made_at(tmp_path, "a.xlsx", [title, ["Năm 2023"], *FORM]), unit="xã Hà Lâu") == OWN


def test_who_is_asked_for_is_offered(tmp_path: Path) -> None:
    with pytest.raises(FiguresError, match="xã Hải Lạng"):
        read_figures(made_at(tmp_path, "a.xlsx", [["Tên xã: Hải Lạng"], *FORM]))
