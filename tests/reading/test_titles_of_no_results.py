"""A title or the name of a sheet that says there are no results below is refused; one that speaks of plans in results is not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from officefiles import Page, made_at

from ntmrules import FiguresError, Library, read_figures
from ntmrules.cli import run
from ntmrules.figures.mentions import stage_in, years_in
from ntmrules.figures.titles import Titled, without_results

ROWS = "Tên xã;10.1;11.1\nxã Hà Lâu;60;2\nxã Đông Ngũ;40;3\n"
FORM = "TT;Nội dung;Kết quả\n10.1;Thu nhập;60\n"


BOOK = Library(plugins=()).rulebook("xa-ntm", province="Quảng Ninh", on="2023-12-31")


def codes(path: Path, **asked: Any) -> list[str]:
    try:
        read_figures(path, rulebook=BOOK, **asked)
    except FiguresError as error:
        return [each.code for each in error.problems]
    return []


def text(tmp_path: Path, title: str, rows: str) -> Path:
    path = tmp_path / "a.csv"
    path.write_text(f"{title}\n{rows}", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "title",
    [
        "KẾT QUẢ XÂY DỰNG NÔNG THÔN MỚI 6 THÁNG ĐẦU NĂM 2023",
        "Kết quả thực hiện 9 tháng năm 2023",
        "KẾT QUẢ QUÝ I/2023",
        "Ước thực hiện năm 2023",
        "KẾT QUẢ ƯỚC THỰC HIỆN NĂM 2023",
        "DỰ KIẾN KẾT QUẢ NĂM 2023",
        "Uoc thuc hien nam 2023",
        "BẢNG CHẤM ĐIỂM CÁC TIÊU CHÍ NÔNG THÔN MỚI",
        "KẾT QUẢ TỰ CHẤM ĐIỂM CÁC XÃ",
        "KẾ HOẠCH 2024",
        "KẾ HOẠCH XÂY DỰNG NÔNG THÔN MỚI NĂM 2023",
        "KẾ HOẠCH THỰC HIỆN BỘ TIÊU CHÍ NÔNG THÔN MỚI",
        "KH NĂM 2023",
        "CHỈ TIÊU PHẤN ĐẤU NĂM 2023",
        "Mục tiêu các xã đến năm 2023",
        "Lộ trình đạt chuẩn nông thôn mới",
        "SỐ LIỆU BÌNH QUÂN HUYỆN",
        "Số liệu cùng kỳ năm trước",
        "Nhu cầu vốn của các xã",
    ],
)
def test_a_title_of_no_results_is_refused(tmp_path: Path, title: str) -> None:
    assert codes(text(tmp_path, title, ROWS)) == ["NTM503"]
    assert codes(text(tmp_path, title, FORM), unit="xã Hà Lâu") == ["NTM503"]
    assert codes(text(tmp_path, f"UBND HUYỆN TIÊN YÊN\n{title}", ROWS)) == ["NTM503"]


@pytest.mark.parametrize(
    "title",
    [
        "BÁO CÁO KẾT QUẢ thực hiện Kế hoạch số 12/KH-UBND ngày 05/01/2023 của UBND huyện",
        "Kết quả thực hiện kế hoạch xây dựng nông thôn mới năm 2023",
        "TÌNH HÌNH THỰC HIỆN KẾ HOẠCH NĂM 2023",
        "KẾT QUẢ THỰC HIỆN CHƯƠNG TRÌNH MỤC TIÊU QUỐC GIA XÂY DỰNG NÔNG THÔN MỚI NĂM 2023",
        "CHƯƠNG TRÌNH MTQG XÂY DỰNG NÔNG THÔN MỚI",
        "Văn phòng Điều phối Chương trình mục tiêu quốc gia xây dựng nông thôn mới tỉnh",
        "SỞ KẾ HOẠCH VÀ ĐẦU TƯ",
        "PHÒNG TÀI CHÍNH - KẾ HOẠCH",
        "KẾT QUẢ NĂM 2023 VÀ KẾ HOẠCH NĂM 2024",
        "KẾ HOẠCH VÀ KẾT QUẢ THỰC HIỆN NĂM 2023",
        "Đánh giá mục tiêu năm 2023",
        "Kết quả so với kế hoạch, cùng kỳ năm trước",
        "Biểu 1 (kèm theo Kế hoạch số 12/KH-UBND)",
        "Kết quả rà soát các xã phấn đấu đạt chuẩn năm 2023",
        "Kết quả 12 tháng năm 2023",
        "SỐ LIỆU TÍNH ĐẾN HẾT QUÝ II/2023",
        "SỐ LIỆU TÍNH ĐẾN NGÀY 30 THÁNG 6 NĂM 2023",
        "TOÀN HUYỆN",
        "Thực hiện hương ước, quy ước của các xã",
        "BIỂU KẾT QUẢ XÃ ĐIỂM NĂM 2023",
        "MỤC TIÊU QUỐC GIA VỀ NÔNG THÔN MỚI",
        "KẾT QUẢ TRÊN ĐỊA BÀN TOÀN TỈNH",
    ],
)
def test_a_title_of_results_that_names_a_plan_is_none(tmp_path: Path, title: str) -> None:
    assert codes(text(tmp_path, title, ROWS)) == []
    assert codes(text(tmp_path, title, FORM), unit="xã Hà Lâu") == []


def test_a_title_in_two_lines_is_one(tmp_path: Path) -> None:
    assert codes(text(tmp_path, "BÁO CÁO KẾT QUẢ THỰC HIỆN\nKẾ HOẠCH XÂY DỰNG NÔNG THÔN MỚI NĂM 2023", ROWS)) == []


def test_whoever_says_that_they_are_results_is_believed(tmp_path: Path) -> None:
    path = text(tmp_path, "KẾT QUẢ 6 THÁNG ĐẦU NĂM 2023", ROWS)
    assert codes(path, accept=True) == []
    path = text(tmp_path, "KẾ HOẠCH 2024", "Tên xã;Trạng thái;10.1\nxã Hà Lâu;đã xác nhận;60\n")
    assert codes(path) == []


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Kế hoạch 2024", ["NTM503"]), ("KH 2024", ["NTM503"]), ("KH2024", ["NTM503"]), ("KH xã", ["NTM503"]),
        ("Ước TH 2023", ["NTM503"]), ("6 tháng", ["NTM503"]), ("6T2023", ["NTM503"]), ("Dự kiến", ["NTM503"]),
        ("Chấm điểm", ["NTM503"]), ("Điểm", ["NTM503"]), ("Quý I", ["NTM503"]), ("Mục tiêu", ["NTM503"]),
        ("KH và TH 2023", []), ("Kết quả", []), ("TH 2023", []), ("Toàn huyện", []), ("MTQG NTM", []), ("Sheet1", []),
        ("Tháng 12", []), ("Thực hiện KH", []), ("xã điểm", []), ("2023", []), ("Chỉ tiêu", []),
    ],
)  # fmt: skip
def test_the_name_of_a_sheet_is_heard(tmp_path: Path, name: str, code: list[str]) -> None:
    rows = [["Tên xã", "10.1"], ["xã Hà Lâu", 60], ["xã Đông Ngũ", 40]]
    assert codes(made_at(tmp_path, "a.xlsx", {name: Page(rows=rows)})) == code
    beside = made_at(tmp_path, "b.xlsx", {"Kết quả 2023": Page(rows=rows), name + " b": Page(rows=rows)})
    assert codes(beside, sheets="Kết quả 2023") == []


def test_a_sheet_of_no_results_of_a_form_is_refused(tmp_path: Path) -> None:
    rows = [["TT", "Nội dung", "Kết quả"], ["10.1", "Thu nhập", 60]]
    assert codes(made_at(tmp_path, "a.xlsx", {"Kế hoạch 2024": Page(rows=rows)}), unit="xã Hà Lâu") == ["NTM503"]
    across = [["TT", "Nội dung", "xã Hà Lâu", "xã Đông Ngũ"], ["10.1", "Thu nhập", 60, 50], ["11.1", "Nghèo", 2, 3]]
    assert codes(made_at(tmp_path, "b.xlsx", {"Kế hoạch 2024": Page(rows=across)})) == ["NTM503"]


def test_a_set_of_points_takes_a_sheet_of_points(tmp_path: Path) -> None:
    from ntmrules.figures.no_results import no_results_in

    assert no_results_in(["BẢNG CHẤM ĐIỂM"], ()) is not None
    assert no_results_in(["BẢNG CHẤM ĐIỂM"], (), graded=True) is None


@pytest.mark.parametrize(
    "title",
    [
        "Thực hiện Luật An toàn, vệ sinh lao động năm 2015",
        "Kết quả theo Luật Bảo vệ môi trường năm 2020",
        "Kết quả so với năm 2020",
        "So với 2020",
        "BÁO CÁO KẾT QUẢ thực hiện Kế hoạch số 12/KH-UBND năm 2020",
        "Kết quả thực hiện Nghị quyết 26 năm 2008",
        "Theo Quyết định 1980 năm 2016 và văn bản sửa đổi",
        "Thu nhập theo giá so sánh năm 2010",
        "Hộ nghèo theo chuẩn nghèo giai đoạn 2016-2020",
        "Hiến pháp năm 2013",
        "Tăng so với cuối năm 2020",
        "Kế hoạch hành động số 5-KH/HU năm 2019 của Huyện ủy: kết quả",
        "Các xã đã đạt chuẩn trước năm 2020",
        "Các xã được công nhận từ năm 2015",
    ],
)
def test_a_year_that_is_no_date_of_the_figures_is_none(tmp_path: Path, title: str) -> None:
    assert years_in([title]) == set()
    assert stage_in([title]) is None
    assert codes(text(tmp_path, title, ROWS)) == []


@pytest.mark.parametrize("title", ["GIAI ĐOẠN 2021-2025", "Bộ tiêu chí xã nông thôn mới giai đoạn 2021-2025"])
def test_the_stage_of_the_set_is_no_alarm(tmp_path: Path, title: str) -> None:
    assert codes(text(tmp_path, title, ROWS)) == []


@pytest.mark.parametrize(
    "title",
    [
        "Số liệu năm 2019 theo Luật Bảo vệ môi trường năm 2020",
        "KẾT QUẢ NĂM 2019 SO VỚI NĂM 2018",
        "Kết quả thực hiện Nghị quyết của HĐND tỉnh về nông thôn mới năm 2019",
        "Bộ tiêu chí quốc gia về xã nông thôn mới giai đoạn 2016-2020",
    ],
)
def test_the_year_of_the_figures_beside_another_is_heard(tmp_path: Path, title: str) -> None:
    assert codes(text(tmp_path, title, ROWS)) == ["NTM610"]


def test_it_is_said_in_both_languages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = text(tmp_path, "KẾ HOẠCH NĂM 2023", ROWS)
    for lang, part in (("vi", "không phải kết quả"), ("en", "no results")):
        assert run(["evaluate", str(path), "--province", "Quảng Ninh", "--on", "2023-12-31", "--no-plugins",
                    "--lang", lang]) == 3  # fmt: skip
        said = capsys.readouterr().err
        assert part in said
        assert "KẾ HOẠCH NĂM 2023" in said


NAMED = "Kế hoạch bảo tồn, phát triển làng nghề"


@pytest.mark.parametrize("above", [NAMED, f"13.5. {NAMED}", NAMED.upper()])
def test_the_name_of_an_indicator_above_its_column_is_no_title(tmp_path: Path, above: str) -> None:
    rows = [["", "Thu nhập", above], ["Tên xã", "10.1", "13.5"], ["xã Hà Lâu", 60, "đạt"], ["xã Đông Ngũ", 40, "đạt"]]
    assert codes(made_at(tmp_path, "a.xlsx", {"Số liệu": Page(rows=rows)})) == []
    rows[0][2] = f"{above} năm 2024: kế hoạch"
    assert codes(made_at(tmp_path, "b.xlsx", {"Số liệu": Page(rows=rows)})) == ["NTM503"]


def test_no_name_that_a_set_gives_is_taken_for_a_title_of_no_results() -> None:
    library = Library(plugins=())
    for key, found in library.catalogue.headers.items():
        book = library.rulebook(key, on=max(found.stage.from_, date(found.first_year, 12, 31)))
        named = [rule.name.vi for rule in book.all_rules] + [each.name.vi for each in book.headings]
        named += [measure.name.vi for rule in book.all_rules if (measure := book.measures.get(rule.measure or ""))]
        titles = Titled(name="a.xlsx", titles=tuple(named))
        assert list(without_results(titles, book)) == []
