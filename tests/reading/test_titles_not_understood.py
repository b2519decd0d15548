"""Titles whose words, places or days are not those of what is judged are told: they decide nothing, and are never passed over."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import made_at

from ntmrules import Library, read_figures

LIBRARY = Library(plugins=())


def told(folder: Path, *titles: str, on: str = "2023-10-31") -> dict[str, str]:
    """Return what is said of the titles of a form of xã Hà Lâu, by the name of the remark."""
    path = made_at(
        folder, "a.xlsx", [*([title] for title in titles), ["Chỉ tiêu", "Kết quả"], ["10.1", 57], ["11.1", 2]]
    )
    book = LIBRARY.rulebook("xa-ntm", province="Quảng Ninh", on=on)
    table = read_figures(path, rulebook=book, unit="xã Hà Lâu")
    assert {entry.subject for entry in table.units[0].entries} == {"10.1", "11.1"}
    return {each.name: str({**each.values}) for each in table.left_out if each.name.startswith("title")}


@pytest.mark.parametrize(
    "title", ["Ngưỡng", "THÔN ĐÔNG - XÃ HÀ LÂU", "Số liệu thử", "Before the merger", "Phương xá cũ"]
)
def test_a_title_with_words_that_nobody_knows_is_told_with_them(tmp_path: Path, title: str) -> None:
    found = told(tmp_path, "UBND XÃ HÀ LÂU", title)
    assert [*found] == ["title_unclear"]
    assert title in found["title_unclear"]


KNOWN = ["UBND XÃ HÀ LÂU", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
         "Độc lập - Tự do - Hạnh phúc", "Hà Lâu, ngày 30 tháng 10 năm 2023",
         "BIỂU TỔNG HỢP KẾT QUẢ THỰC HIỆN CÁC TIÊU CHÍ NÔNG THÔN MỚI XÃ HÀ LÂU, HUYỆN TIÊN YÊN, TỈNH QUẢNG NINH NĂM 2023",
         "(Kèm theo Báo cáo số 45/BC-UBND ngày 15/5/2023 của UBND xã Hà Lâu)", "Mẫu số 01/NTM",
         "Đơn vị tính: %",
         "ĐÁNH GIÁ MỨC ĐỘ ĐẠT CHUẨN XÃ NÔNG THÔN MỚI", "Số liệu đến 31/12/2023", "Số liệu đến ngày 31/10/2023",
         "Theo Bộ tiêu chí quốc gia về xã nông thôn mới giai đoạn 2021-2025 (Quyết định số 318/QĐ-TTg)",
         "BIEU TONG HOP KET QUA XA HA LAU", "Results of the self-assessment of commune Hà Lâu"]  # fmt: skip


@pytest.mark.parametrize("title", KNOWN)
def test_titles_as_offices_write_them_say_nothing_new(tmp_path: Path, title: str) -> None:
    assert told(tmp_path, title) == {}


@pytest.mark.parametrize(
    "title",
    [
        "Số liệu đến 30/6/2023",
        "Số liệu đến ngày 30/6",
        "Xã Hà Lâu, kỳ báo cáo: tháng 5/2023",
        "Tính đến ngày 15 tháng 3 năm 2023",
    ],
)
def test_a_day_in_the_middle_of_the_year_is_told(tmp_path: Path, title: str) -> None:
    assert "title_day" in told(tmp_path, title, on="2023-12-31")


def test_a_title_that_names_another_commune_too_is_told(tmp_path: Path) -> None:
    found = told(tmp_path, "Kết quả thực hiện của xã Hà Lâu và xã Hải Lạng")
    assert "xã Hải Lạng" in found["title_also"]
    assert told(tmp_path, "Kết quả thực hiện của xã Hà Lâu") == {}


def test_a_remark_behind_a_hash_is_none_of_the_titles(tmp_path: Path) -> None:
    assert told(tmp_path, "# zebra crossing") == {}
