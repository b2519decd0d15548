"""A unit, province, district, stage or day that a title names among other words is heard; what it says of documents is not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from officefiles import Page, made_at

from ntmrules import FiguresError, Library, read_figures
from ntmrules.cli import run
from ntmrules.figures.mentions import places_in, stage_in, years_in

FORM = "TT;Nội dung;Kết quả\n17.2;a;95\n"
ROWS = "Tên xã;17.2\nxã Hà Lâu;95\nxã Đông Ngũ;80\n"


def read(
    tmp_path: Path, text: str, *, province: str | None = "Quảng Ninh", on: str = "2023-12-31", **asked: Any
) -> list[str]:
    """Return what is said of a file that is read, and the codes of what is wrong with one that is not."""
    path = tmp_path / "a.csv"
    path.write_text(text, encoding="utf-8")
    book = Library(plugins=()).rulebook("xa-ntm", province=province, on=on)
    try:
        return [
            each.name for each in read_figures(path, rulebook=book, **asked).left_out if each.name.startswith("title")
        ]
    except FiguresError as error:
        return [each.code for each in error.problems]


@pytest.mark.parametrize(
    "title",
    [
        "KẾT QUẢ XÃ ĐỒNG THANH NĂM 2023",
        "Kết quả xây dựng nông thôn mới xã Đồng Thanh năm 2023",
        "XÃ ĐỒNG THANH HUYỆN TIÊN YÊN",
        "Biểu 1: KẾT QUẢ XÃ AN LẠC MỚI TÍNH ĐẾN 31/12/2023",
        "Số liệu xã Ia Mơr, huyện Tiên Yên",
    ],
)
def test_another_commune_among_other_words_is_an_error(tmp_path: Path, title: str) -> None:
    assert read(tmp_path, f"{title}\n{FORM}", unit="xã Hà Lâu") == ["NTM610"]
    assert read(tmp_path, f"{title}\n{FORM}", unit="Hà Lâu") == ["NTM610"]
    assert read(tmp_path, f"{title}\nTên xã;17.2\nxã Hà Lâu;95\n") == ["title_unit"]
    assert read(tmp_path, f"{title}\n{ROWS}") == ["title_unit"]


@pytest.mark.parametrize(
    "title",
    [
        "KẾT QUẢ XÃ HÀ LÂU NĂM 2023",
        "Kết quả xã Hà  Lâu, huyện Tiên Yên, tỉnh Quảng Ninh",
        "KẾT QUẢ THỰC HIỆN BỘ TIÊU CHÍ XÃ NÔNG THÔN MỚI TRÊN ĐỊA BÀN XÃ",
        "PHÁT TRIỂN KINH TẾ - XÃ HỘI NĂM 2023",
        "Xã đạt chuẩn nông thôn mới năm 2023",
        "XÃ ĐẠT CHUẨN NÔNG THÔN MỚI NĂM 2023",
        "Ban chỉ đạo tỉnh",
        "BAN CHỈ ĐẠO TỈNH VỀ XÂY DỰNG NÔNG THÔN MỚI",
        "(theo Quyết định 318/QĐ-TTg ngày 08/3/2022 của Thủ tướng Chính phủ)",
        "Kèm theo Báo cáo số 12/BC-UBND ngày 05/01/2024 của UBND xã Đồng Thanh",
        "Thực hiện Nghị quyết của HĐND tỉnh Thái Bình về nông thôn mới",
        "Nghị quyết số 25/2021/QH15 của Quốc hội",
        "Địa chỉ: số 5 đường Trần Phú, thành phố Hải Phòng",
        "Tiên Yên, ngày 05 tháng 01 năm 2024",
        "UBND thị xã Quảng Yên",
        "GIAI ĐOẠN 2021-2025",
    ],
)
def test_what_agrees_or_is_of_a_document_is_no_alarm(tmp_path: Path, title: str) -> None:
    assert read(tmp_path, f"{title}\n{FORM}", unit="xã Hà Lâu") == []
    assert read(tmp_path, f"{title}\n{ROWS}") == []


def test_another_province_is_an_error_and_a_district_of_one_is_said(tmp_path: Path) -> None:
    for title in ("HUYỆN VŨ THƯ, TỈNH THÁI BÌNH", "Kết quả trên địa bàn tỉnh Thái Bình năm 2023",
                  "TP. HẢI PHÒNG: KẾT QUẢ"):  # fmt: skip
        assert read(tmp_path, f"{title}\n{ROWS}") == ["NTM610"], title
    assert read(tmp_path, f"HUYỆN VŨ THƯ, TỈNH THÁI BÌNH\n{ROWS}", province="Thái Bình") == []
    assert read(tmp_path, f"HUYỆN VŨ THƯ, TỈNH THÁI BÌNH\n{ROWS}", province=None) == ["title_province"]
    assert read(tmp_path, f"HUYỆN VŨ THƯ NĂM 2023\n{ROWS}") == ["title_district"]
    assert read(tmp_path, f"HUYỆN VŨ THƯ NĂM 2023\n{ROWS}", province="Thái Bình") == []
    placed = "Tên xã;Tỉnh;17.2\nxã Hà Lâu;Quảng Ninh;95\n"
    assert read(tmp_path, f"BÁO CÁO CỦA TỈNH THÁI BÌNH NĂM 2023\n{placed}") == ["title_places"]


def test_a_time_before_the_set_is_an_error_and_another_one_is_said(tmp_path: Path) -> None:
    for title in ("Số liệu tính đến 31/12/2019", "TÍNH ĐẾN THÁNG 6/2019", "Quý II/2019", "GIAI ĐOẠN 2016-2020"):
        assert read(tmp_path, f"{title}\n{ROWS}") == ["NTM610"], title
        dated = "Tên xã;Năm;17.2\nxã Hà Lâu;2023;95\n"
        assert "NTM610" not in read(tmp_path, f"{title}\n{dated}"), title
    assert read(tmp_path, f"Số liệu tính đến 30/6/2022\n{ROWS}") == ["titled_year"]
    assert read(tmp_path, f"Giai đoạn 2026-2030\n{ROWS}") == ["title_stage"]


def test_a_sheet_called_as_another_commune_is_an_error(tmp_path: Path) -> None:
    def sheet(name: str, unit: str) -> list[str]:
        path = made_at(tmp_path, "a.xlsx", {name: Page(rows=[["TT", "Nội dung", "Kết quả"], ["17.2", "a", 95]])})
        try:
            return [each.name for each in read_figures(path, unit=unit).left_out if each.name == "sheet_named"]
        except FiguresError as error:
            return [each.code for each in error.problems]

    assert sheet("Đồng Thanh", "xã Hà Lâu") == ["NTM610"]
    assert sheet("Hà Lâu", "xã Hà Lâu") == []
    assert sheet("Số liệu", "xã Hà Lâu") == []
    assert sheet("Tiên Yên", "xã Hà Lâu") == ["sheet_named"]  # the district it lies in


def test_what_titles_name() -> None:
    assert [each[:2] for each in places_in(["XÃ AN NÔNG - HUYỆN TRIỆU SƠN - TỈNH THANH HÓA"])] == [
        ("xa", "An Nông"), ("huyen", "Triệu Sơn"), ("tinh", "Thanh Hóa")]  # fmt: skip
    assert [each[:2] for each in places_in(["TP. HỒ CHÍ MINH"])] == [("tinh", "Hồ Chí Minh")]
    assert years_in(["Quyết định số 12/QĐ-UBND ngày 5 tháng 1 năm 2020 của UBND tỉnh về … năm 2022"]) == {2022}
    assert stage_in(["Giai đoạn 2016 – 2020"]) == (2016, 2020)


def test_a_comma_in_a_title_separates_no_cells(tmp_path: Path) -> None:
    rows = "Tên xã;17.2\nxã Hà Lâu;95,5\nxã Đông Ngũ;80,5\n"
    assert read(tmp_path, f"HUYỆN TIÊN YÊN, TỈNH QUẢNG NINH\n{rows}") == []


def test_what_titles_say_is_told_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = {
        "HUYỆN VŨ THƯ": "huyện Vũ Thư",
        "GIAI ĐOẠN 2026-2030": "2026-2030",
        "KẾT QUẢ XÃ ĐỒNG THANH NĂM 2023": "xã Đồng Thanh",
    }
    path = tmp_path / "a.csv"
    for lang in ("vi", "en"):
        for title, part in said.items():
            path.write_text(f"{title}\n{ROWS}", encoding="utf-8")
            run(["evaluate", str(path), "--set", "xa-ntm", "--province", "Quảng Ninh", "--on", "2023-12-31", "--no-plugins",
                 "--lang", lang])  # fmt: skip
            assert part in capsys.readouterr().err
