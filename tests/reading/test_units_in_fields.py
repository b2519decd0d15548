"""A field above a form says whose it is («Tên xã: Hải Lạng»), in one cell or in two: another one than was asked for is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import Page, codes, made_at, read, table, workbook

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


@pytest.mark.parametrize("title", [
    ["Tỉnh: Thanh Hóa"], ["Tỉnh:", "Thanh Hóa"], ["Tên tỉnh: Thanh Hóa"], ["Năm báo cáo: 2019"], ["Năm:", 2019],
    ["Kỳ báo cáo: 2019"], ["Giai đoạn: 2016-2020"],
])  # fmt: skip
def test_a_field_of_another_place_or_time_is_told_as_a_title_is(tmp_path: Path, title: list[object]) -> None:
    for rows in (FORM, [["Xã", "10.1"], ["Hà Lâu", 61]]):
        path = made_at(tmp_path, "a.xlsx", [title, *rows])
        assert codes(path, **({"unit": "xã Hà Lâu"} if rows is FORM else {})) == ["NTM610"]


def test_a_measure_in_two_cells_is_that_of_all_figures(tmp_path: Path) -> None:
    rows = [["Đơn vị tính:", "nghìn đồng"], ["Năm 2023"], *FORM]
    assert codes(made_at(tmp_path, "a.xlsx", rows), unit="xã Hà Lâu") == ["NTM506"]


@pytest.mark.parametrize(("title", "name"), [
    (["Năm: 2022"], "titled_year"), (["Năm:", 2022], "titled_year"), (["THÔN 3"], "title_unclear"),
    (["Tên thôn: 3"], "title_unclear"), (["Huyện:", "Như Xuân"], "title_district"),
])  # fmt: skip
def test_other_fields_are_said(tmp_path: Path, title: list[object], name: str) -> None:
    found = table(made_at(tmp_path, "a.xlsx", [title, *FORM]), unit="xã Hà Lâu")
    assert name in [each.name for each in found.left_out]


def test_the_name_of_a_sheet_that_is_a_tier_is_said(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", {"Nâng cao": Page(rows=FORM)})
    assert "title_set" in [each.name for each in table(path, unit="xã Hà Lâu").left_out]


def test_a_field_over_a_table_of_another_commune_is_said(tmp_path: Path) -> None:
    found = table(made_at(tmp_path, "a.xlsx", [["Xã: Hải Lạng"], ["Xã", "10.1"], ["Hà Lâu", 61]]))
    assert "title_unit" in [each.name for each in found.left_out]
