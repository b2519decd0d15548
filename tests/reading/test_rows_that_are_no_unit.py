"""Rows whose name is a word of a table are no commune, a commune called so is one, and names are read by themselves."""

from __future__ import annotations

from pathlib import Path

import polars as pl
import pytest

from ntmrules import FiguresError, Library, read_figures
from ntmrules.figures import headings
from ntmrules.figures.frames.parts import read_parts
from ntmrules.figures.own_names import own_name
from ntmrules.figures.read import with_lists
from ntmrules.model.figures import FigureTable
from ntmrules.places.communes import LISTS, all_communes

WORDS = [
    "Năm 2022", "Năm 2023:", "TH 2022", "Ước thực hiện", "Quý I", "Quý II/2023", "6 tháng đầu năm",
    "Giai đoạn 2021-2025", "19 xã", "19/25 xã", "Trong đó:", "- Trong đó: xã khó khăn", "Tăng/giảm",
    "Tăng (+), giảm (-)", "Chênh lệch", "Max", "Min", "Toàn bộ", "Tất cả", "Xã đạt chuẩn", "Xã chưa đạt",
    "Xã NTM nâng cao", "STT", "Kế hoạch", "So với cùng kỳ", "Tỷ lệ", "Số đạt", "Đạt", "Chưa đạt", "Cộng cụm I",
    "Cụm I", "Cộng (A+B)", "I+II", "Khu vực miền núi", "Xếp hạng", "Thứ hạng", "Trung vị", "Kết quả", "Số xã đạt",
    "Toàn cụm", "Cộng mang sang", "Kế toán", "Tiêu chí 1", "Biểu 1", "Đồng bằng", "Còn lại",
]  # fmt: skip


def read(tmp_path: Path, text: str, *, province: str | None = "Thái Bình") -> FigureTable:
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    book = Library(plugins=()).rulebook("xa-ntm", province=province, on="2023-12-31")
    return with_lists(read_figures(path, rulebook=book), book)


def told(table: FigureTable, name: str) -> list[dict[str, object]]:
    return [dict(each.values) for each in table.left_out if each.name == name]


@pytest.mark.parametrize("word", WORDS)
def test_a_word_of_a_table_is_no_commune(tmp_path: Path, word: str) -> None:
    text = f"Tên xã;17.2;10.1\nXuân Hòa;95;60\n{word};80;50\n"
    table = read(tmp_path, text)
    assert [unit.unit for unit in table.units] == ["Xuân Hòa"]
    assert [each["cell"] for each in told(table, "row")] == [word]
    parts = read_parts(tmp_path / "a.csv", 100)
    assert pl.concat([frame for _, frame in parts.parts]).get_column("Tên xã").to_list() == ["Xuân Hòa"]


def test_no_commune_of_the_lists_is_taken_for_a_word_by_its_whole_name() -> None:
    names = {each.full_name for list_id in LISTS for each in all_communes(list_id)}
    assert [name for name in names if headings.not_a_unit(name, ("95", "80")) is not None] == []
    bare = {each.name for list_id in LISTS for each in all_communes(list_id)}
    odd = {name for name in bare if headings.not_a_unit(name, ("95", "80")) not in (None, "numbers")}
    assert odd == {"Trung Bình"}


def test_a_commune_called_as_a_word_is_one_in_its_province_or_by_its_number(tmp_path: Path) -> None:
    rows = "Trung Bình;95\nLịch Hội Thượng;80\nTrung bình;77\n"
    assert [unit.unit for unit in read(tmp_path, f"Tên xã;17.2\n{rows}", province="Sóc Trăng").units] == [
        "Trung Bình", "Lịch Hội Thượng"]  # fmt: skip
    assert [unit.unit for unit in read(tmp_path, f"Tên xã;17.2\n{rows}").units] == ["Lịch Hội Thượng"]
    numbered = "STT;Tên xã;17.2\n1;Trung Bình;95\n2;Lịch Hội Thượng;80\n;Trung bình;77\n"
    assert [unit.unit for unit in read(tmp_path, numbered, province=None).units] == ["Trung Bình", "Lịch Hội Thượng"]


@pytest.mark.parametrize(
    ("cell", "name"),
    [
        ("1. Xuân Hòa", "Xuân Hòa"), ("01.Xuân Hòa", "Xuân Hòa"), ("2) xã Hồng Lý", "xã Hồng Lý"), ("- Xuân Hòa", "Xuân Hòa"),
        ("Hồng Lý (điểm)", "Hồng Lý"), ("Xuân Hòa*", "Xuân Hòa"), ("Xuân Hòa (1)", "Xuân Hòa"), ("Xuân Hòa¹", "Xuân Hòa"),
        ("Xuân Hòa (đạt chuẩn năm 2020)", "Xuân Hòa"), ("1. Phường 1", "Phường 1"), ("I. Huyện Vũ Thư", "Huyện Vũ Thư"),
        ("X. Xuân Hòa", "X. Xuân Hòa"), ("P. 1", "P. 1"), ("H. Vũ Thư", "H. Vũ Thư"), ("Tân An (huyện A)", "Tân An (huyện A)"),
        ("Tân An (cũ)", "Tân An (cũ)"), ("Ia H'Drai", "Ia H'Drai"), ("12217 - Xuân Hòa", "Xuân Hòa"),
        ("@sum(1)", "@sum(1)"), ("Xuân Hòa - 12217", "Xuân Hòa"), ("Hồng Lý:", "Hồng Lý"),
        ("UBND xã Xuân Hòa", "xã Xuân Hòa"),
    ],
)  # fmt: skip
def test_a_name_is_read_by_itself(cell: str, name: str) -> None:
    assert own_name(cell) == name


def test_no_name_of_the_lists_loses_anything() -> None:
    every = [each for list_id in LISTS for each in all_communes(list_id)]
    assert [
        each.name for each in every if own_name(each.name) != each.name or own_name(each.full_name) != each.full_name
    ] == []


def test_what_is_taken_off_a_name_is_said_and_one_commune_stays_one(tmp_path: Path) -> None:
    table = read(tmp_path, "Tên xã;17.2\n1. Xuân Hòa;95\nHồng Lý (điểm);80\n")
    assert [unit.unit for unit in table.units] == ["Xuân Hòa", "Hồng Lý"]
    assert told(table, "names") == [
        {"sheet": "a.csv", "count": 2, "names": "«1. Xuân Hòa» → Xuân Hòa; «Hồng Lý (điểm)» → Hồng Lý"}]  # fmt: skip
    parts = read_parts(tmp_path / "a.csv", 100)
    assert pl.concat([frame for _, frame in parts.parts]).get_column("Tên xã").to_list() == ["Xuân Hòa", "Hồng Lý"]
    assert [name for name, _ in parts.notes] == ["names"]
    with pytest.raises(FiguresError, match="NTM507"):
        read(tmp_path, "Tên xã;17.2\n1. Xuân Hòa;95\nXuân Hòa*;80\n")


def test_names_on_no_list_of_the_province_are_said_in_one_line(tmp_path: Path) -> None:
    text = "Tên xã;Huyện;17.2\nXuân Hòa;Vũ Thư;95\nKhúc 3;Vũ Thư;80\nXuân Hoa;Vũ Thư;80\n"
    assert [each["names"] for each in told(read(tmp_path, text), "unlisted")] == ["Khúc 3, Vũ Thư; Xuân Hoa, Vũ Thư"]
    assert told(read(tmp_path, text, province=None), "unlisted") == []
    listed = "Tên xã;17.2\nxã Xuân Hoà;95\nTT Vũ Thư;80\nPhường Trần Lãm;7\n"
    assert told(read(tmp_path, listed), "unlisted") == []


@pytest.mark.parametrize("cell", ["-", "…", "(1)"])
def test_what_has_no_letter_is_no_name(tmp_path: Path, cell: str) -> None:
    with pytest.raises(FiguresError, match=r"NTM510|NTM601"):
        read(tmp_path, f"Tên xã;17.2\nXuân Hòa;95\n{cell};80\n")


def test_a_word_for_a_kind_written_short_makes_no_second_unit(tmp_path: Path) -> None:
    with pytest.raises(FiguresError, match="NTM507"):
        read(tmp_path, "Tên xã;17.2\nX.Xuân Hòa;95\nxã Xuân Hòa;90\n")
    assert len(read(tmp_path, "Đơn vị;Năm;17.2\nP.1;2022;95\nPhường 1;2023;90\n", province=None).units) == 1
    assert len(read(tmp_path, "Đơn vị;17.2\nbản Hồ;95\nthôn Hồ;90\n").units) == 2


def test_districts_without_their_word_head_rows_that_are_numbered_otherwise(tmp_path: Path) -> None:
    text = "STT;Đơn vị;17.2\nI;Vũ Thư;90\n1;Tân Lập;95\nII;Kiến Xương;\n1;Lê Lợi;80\nIII;Vùng ven;1\n2;Bình Minh;7\n"
    table = read(tmp_path, text)
    assert [(unit.unit, unit.within) for unit in table.units if not unit.children] == [
        ("Tân Lập", "Vũ Thư"), ("Lê Lợi", "Kiến Xương"), ("Bình Minh", "Kiến Xương")]  # fmt: skip
    assert [each["cell"] for each in told(table, "row")] == ["Vũ Thư", "Kiến Xương", "Vùng ven"]
    roman = read(tmp_path, "STT;Đơn vị;17.2\nI;Vũ Thư;90\nII;Tân Lập;95\n")
    assert [unit.unit for unit in roman.units] == ["Vũ Thư", "Tân Lập"]
