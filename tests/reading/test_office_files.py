"""Files as offices have them, one test a kind, by the names of the cases: what is read, what is refused, what is left out.

Each file is made anew with its smallest input. A file is either read as a person reads it or refused at its cells; nothing is
left out that is not named. Both provinces judge alike.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import officefiles as office
import pytest
from deadline import in_time
from officefiles import Formula, Page, Shown, codes, left_out, made_at, places, read, repacked, verdicts

from ntmrules import FiguresError

SHARE = "ty-le-co-so-san-xuat-dam-bao-moi-truong"  # indicator 17.2: at least 90 %
INCOME = "thu-nhap-binh-quan-dau-nguoi"  # indicator 10.1, triệu đồng
TITLES = [
    ["UBND XÃ QUẢNG MINH"],
    ["BIỂU TỰ ĐÁNH GIÁ TIÊU CHÍ NÔNG THÔN MỚI NĂM 2023"],
    ["(Kèm theo Báo cáo số 45/BC-UBND)"],
]
LONG = ["unit", "subject", "value"]

Outcome = Mapping[str, Mapping[str, str]]


def same(path: Path, expected: Outcome, **asked: Any) -> None:
    for province in office.PROVINCES:
        assert read(path, province=province, **asked) == expected


# ----- per cent


@pytest.mark.parametrize(
    ("row", "number", "code", "said"),
    [
        ("000", 0.855, "0.0%", "85.5%"),
        ("001", 0.95, "0%", "95%"),
        ("002", 1, "0%", "100%"),
        ("003", 1.0, "0%", "100%"),
        ("005", 0.9, "0%", "90%"),
        ("007", 1, "General", "1"),
        ("009", 95, '0"%"', "95%"),
        ("010", 95, "0\\%", "95%"),
        ("012", 0.899, "0%", "89.9%"),  # shown as 90%: the figure counts, not its rounding
        ("013", 0.8996, "0.0%", "89.96%"),
        ("014", 0.95, "[Red]0%;[Blue]-0%", "95%"),
        ("015", 0.95, '0%;-0%;"-"', "95%"),
    ],
)
def test_c01_a_number_is_read_as_its_format_shows_it(
    tmp_path: Path, row: str, number: float, code: str, said: str
) -> None:
    path = made_at(tmp_path, "c01.xlsx", [LONG, ["xã A", SHARE, Shown(number, code)]])
    same(path, {"xã A": {SHARE: said}})
    met = "met" if float(said.rstrip("%")) >= 90 else "not_met"
    assert verdicts(path, "17.2") == {"xã A": met}


@pytest.mark.parametrize(
    ("row", "number", "code"),
    [
        ("004", 100, "0%"),  # shown as 10000%
        ("006", 0.5, "General"),
        ("008", 0.008, "0.0%"),
        ("011", 0.95, '0.0" %"'),  # shown as 1.0 %, and it is a ratio
    ],
)
def test_c01_a_share_that_cannot_be_or_is_hardly_one_is_refused(
    tmp_path: Path, row: str, number: float, code: str
) -> None:
    path = made_at(tmp_path, "c01.xlsx", [LONG, ["xã A", SHARE, Shown(number, code)]])
    assert places(path) == ["2:3 NTM506"]


@pytest.mark.parametrize("name", ["i06_thap_coi.xlsx", "x03_ods.ods"])
def test_i06_a_cell_of_per_cent_is_per_cent(tmp_path: Path, name: str) -> None:
    subject = "ty-le-tre-duoi-5-tuoi-thap-coi"
    path = made_at(tmp_path, name, [["unit", subject], ["xã A", Shown(0.3, "0%")], ["xã B", 30]])
    same(path, {"xã A": {subject: "30%"}, "xã B": {subject: "30"}})


# ----- labels kept as numbers


def test_d05_a_label_shown_with_two_decimals_is_that_label(tmp_path: Path) -> None:
    path = made_at(tmp_path, "d05_1710.xlsx", [LONG, ["xã A", Shown(17.1, "0.00"), "đạt"], ["xã A", "17.2", 95]])
    same(path, {"xã A": {"17.10": "met", "17.2": "95"}})


def test_d05_a_label_that_may_be_another_is_refused(tmp_path: Path) -> None:
    path = made_at(tmp_path, "d05.xlsx", [LONG, ["xã A", 17.1, "đạt"], ["xã A", 17.2, 95]])
    assert places(path) == ["2:3 NTM503"]  # 17.20 is no label, so 17.2 is plain


def test_n09_two_columns_of_one_number_are_refused(tmp_path: Path) -> None:
    path = made_at(tmp_path, "n09.xlsx", [["unit", 10.1, 17.1, 17.1, 17.2], ["xã A", 60, 100, 71, 95]])
    assert places(path) == ["2:3 NTM503", "2:4 NTM507"]


# ----- có, không


@pytest.mark.parametrize(
    ("subject", "value", "said"),
    [("9.1", "Không", "met"), ("4.1", "Có", "met"), ("4.1", "Không", "not_met")],
)
def test_f02_yes_and_no_count_where_the_measure_says_what_they_mean(
    tmp_path: Path, subject: str, value: str, said: str
) -> None:
    rows = [["Đơn vị", "Chỉ tiêu", "Kết quả", "Năm"], ["xã A", subject, value, 2023]]
    assert verdicts(made_at(tmp_path, "f02_tieu_de_viet.xlsx", rows), subject) == {"xã A": said}


@pytest.mark.parametrize("subject", ["17", "9.1"])
def test_f02_a_yes_that_says_nothing_is_refused(tmp_path: Path, subject: str) -> None:
    rows = [["Đơn vị", "Chỉ tiêu", "Kết quả"], ["xã A", subject, "Có"]]
    assert places(made_at(tmp_path, "f02.xlsx", rows)) == ["2:3 NTM505"]


# ----- what is plausible


def test_k04_a_ratio_under_per_cent_is_asked_about(tmp_path: Path) -> None:
    rows = [{"unit": "xã A", "17.2": 0.95, "10.1": 60.0}, {"unit": "xã B", "17.2": 95.0, "10.1": None}]
    path = made_at(tmp_path, "k04.parquet", parquet(rows))
    assert places(path) == ["2:2 NTM506"]
    assert read(path, accept=True) == {"xã A": {"17.2": "0.95", "10.1": "60"}, "xã B": {"17.2": "95"}}


def test_income_in_dong_wants_a_confirmation(tmp_path: Path) -> None:
    path = made_at(tmp_path, "x03.csv", f"unit,subject,value\nxã A,{INCOME},60500000\n")
    assert places(path) == ["2:3 NTM506"]
    assert read(path, accept=True) == {"xã A": {INCOME: "60500000"}}
    for word in ("confirmed", "đã xác nhận"):
        said = made_at(tmp_path, "confirmed.csv", f"unit,subject,value,status\nxã A,{INCOME},60500000,{word}\n")
        assert read(said) == {"xã A": {INCOME: "60500000"}}


# ----- error cells and formulas


def test_e08_a_formula_that_nobody_calculated_is_a_bad_cell(tmp_path: Path) -> None:
    rows = [["unit", "17.2", "10.1"], ["xã A", Formula("=19/20*100"), Formula("=60")], ["xã B", 95, 60]]
    assert places(made_at(tmp_path, "e08_cong_thuc_khong_cache.xlsx", rows)) == ["2:2 NTM502", "2:3 NTM502"]


def test_e08_a_formula_with_its_result_is_read(tmp_path: Path) -> None:
    path = made_at(tmp_path, "e08.xlsx", [["unit", "17.2"], ["xã A", Formula("=19/20*100", 95)]])
    same(path, {"xã A": {"17.2": "95"}})


def test_an_error_cell_is_no_empty_cell(tmp_path: Path) -> None:
    rows = [["unit", "17.2", "10.1"], ["xã A", Formula("=NA()", "#N/A"), Formula("=1/0", "#DIV/0!")]]
    assert places(made_at(tmp_path, "c01.xlsx", rows)) == ["2:2 NTM502", "2:3 NTM502"]


# ----- where the table is


@pytest.mark.parametrize(
    ("name", "page", "expected"),
    [
        pytest.param(
            "e03_hai_dong_tieu_de.xlsx",
            Page(rows=[["unit", "17", None, "10"], [None, "17.1", "17.2", "10.1"], ["xã A", "đạt", 95, 60]],
                 merged=[(0, 0, 1, 0), (0, 1, 0, 2)]),
            {"xã A": {"17.1": "met", "17.2": "95", "10.1": "60"}}, id="e03",
        ),
        pytest.param(
            "e03b_dong_so_cot.xlsx",
            [["unit", "1", "2", "10"], ["(1)", "(2)", "(3)", "(4)"], ["xã A", "đạt", "đạt", "chưa đạt"]],
            {"xã A": {"1": "met", "2": "met", "10": "not_met"}}, id="e03b",
        ),
        pytest.param(
            "l04_tieu_de_hai_o.xlsx",
            [["UBND HUYỆN HẢI HÀ"], ["BIỂU TỔNG HỢP", None, "Đơn vị tính: %"], ["unit", "17.2", "10.1"], ["xã A", 95, 60]],
            {"xã A": {"17.2": "95", "10.1": "60"}}, id="l04",
        ),
        pytest.param(
            "i08_merge_tieude.xlsx",
            Page(rows=[["UBND HUYỆN"], ["unit"], ["BIỂU 01"], ["unit", "10.1", "17.2"], ["xã A", 60, 95]],
                 merged=[(0, 0, 0, 2), (2, 0, 2, 2)]),
            {"xã A": {"10.1": "60", "17.2": "95"}}, id="i08",
        ),
        pytest.param(
            "t22_title_csv.csv", "\ufeffUBND HUYỆN;;;\nBIỂU 01;;;\nunit;subject;value;period\nxã A;1.1;đạt;2023\n",
            {"xã A": {"1.1": "met"}}, id="t22",
        ),
        pytest.param("d11_tc_1.xlsx", [*TITLES, ["STT", "Đơn vị", "Tiêu chí 1", "TC3"], [1, "xã A", "Đạt", "Đạt"]],
                     {"xã A": {"1": "met", "3": "met"}}, id="d11"),
    ],
)  # fmt: skip
def test_titles_heading_rows_and_column_numbers(tmp_path: Path, name: str, page: Any, expected: Outcome) -> None:
    same(made_at(tmp_path, name, page), expected)


def test_e03b_the_row_of_column_numbers_is_named(tmp_path: Path) -> None:
    rows = [["unit", "1", "2"], ["(1)", "(2)", "(3)"], ["xã A", "đạt", "đạt"]]
    assert left_out(made_at(tmp_path, "e03b.xlsx", rows)) == [("row", 2)]


# ----- forms


@pytest.mark.parametrize(
    ("name", "rows", "expected"),
    [
        ("d02_xa_cot.xlsx",
         [*TITLES, ["STT", "Xã", "Chỉ tiêu", "Kết quả", "Đánh giá"], [1, "Quảng Minh", "17.2", 80, "Chưa đạt"]],
         {"Quảng Minh": {"17.2": "80 | not_met"}}),
        ("d03_kh_th.xlsx",
         [*TITLES, ["STT", "Đơn vị", "Chỉ tiêu", "Kế hoạch", "Kết quả", "Ghi chú"],
          [1, "xã Quảng Minh", "17.2", 95, 80, "thấp"], [2, "xã Quảng Minh", "10.1", 60, 38, None]],
         {"xã Quảng Minh": {"17.2": "80", "10.1": "38"}}),
        ("d04_muc_tieu.xlsx",
         [*TITLES, ["STT", "Đơn vị", "Chỉ tiêu", "Giá trị", "Mức đạt", "Năm"], [1, "xã Quảng Minh", "17.2", 80, 90, 2023]],
         {"xã Quảng Minh": {"17.2": "80"}}),
        ("l01_tieu_chi_chi_tieu.xlsx",
         [["Đơn vị", "Tiêu chí", "Chỉ tiêu", "Nội dung", "Kết quả", "Ghi chú"], ["xã A", "17", "17.2", "Tỷ lệ cơ sở", 95]],
         {"xã A": {"17.2": "95"}}),
        ("l02_tieu_chi_noi_dung.xlsx",
         [["Đơn vị", "Tiêu chí", "Nội dung", "Kết quả"], ["xã A", "17.2", "Tỷ lệ cơ sở", 95]], {"xã A": {"17.2": "95"}}),
        ("l03_chi_mot.xlsx", [["Đơn vị", "Tiêu chí", "Kết quả"], ["xã A", "17.2", 95]], {"xã A": {"17.2": "95"}}),
    ],
)  # fmt: skip
def test_a_form_is_read_by_its_headings(tmp_path: Path, name: str, rows: Any, expected: Outcome) -> None:
    path = made_at(tmp_path, name, rows)
    same(path, expected)
    assert "taken" in dict(left_out(path))  # what the columns were taken for is said


def test_d04_columns_that_are_no_figures_are_named(tmp_path: Path) -> None:
    rows = [["STT", "Đơn vị", "Chỉ tiêu", "Giá trị", "Mức đạt"], [1, "xã A", "17.2", 80, 90]]
    assert ("columns", "A 'STT', E 'Mức đạt'") in left_out(made_at(tmp_path, "d04.xlsx", rows))


@pytest.mark.parametrize("heading", ["Đơn vị", "Đơn vị tính"])
def test_d01_a_form_of_one_unit_asks_for_its_name(tmp_path: Path, heading: str) -> None:
    rows = [*TITLES, ["STT", "Chỉ tiêu", heading, "Kết quả"], [1, "17.2", "%", 95], [2, "10.1", "Triệu đồng", 60]]
    path = made_at(tmp_path, "d01_don_vi_tinh.xlsx", rows)
    assert codes(path) == ["NTM508"]
    same(path, {"xã Quảng Minh": {"17.2": "95", "10.1": "60"}}, unit="xã Quảng Minh")


def test_d01_a_figure_in_another_unit_of_measure_is_refused(tmp_path: Path) -> None:
    rows = [["STT", "Chỉ tiêu", "Đơn vị tính", "Kết quả"], [1, "10.1", "Nghìn đồng", 400]]
    assert places(made_at(tmp_path, "d01b.xlsx", rows), unit="xã A") == ["2:4 NTM506"]


def test_d06_two_columns_of_results_are_refused_until_one_is_chosen(tmp_path: Path) -> None:
    rows = [["STT", "Đơn vị", "Chỉ tiêu", "Kết quả", "Kết quả"], [1, "xã A", "17.2", 80, 95]]
    path = made_at(tmp_path, "d06_hai_ket_qua.xlsx", rows)
    assert places(path) == ["1:5 NTM508"]
    same(path, {"xã A": {"17.2": "95"}}, columns={"D": "ignored"})
    same(path, {"xã A": {"17.2": "80"}}, columns={"E": "ignored"})


@pytest.mark.parametrize(
    ("name", "rows", "bad"),
    [
        ("d07_nam_cot.xlsx", [["Đơn vị", "Chỉ tiêu", "2022", "2023"], ["xã A", "17.2", 80, 95]], {"NTM503"}),
        ("d09_ten_chi_tieu.xlsx", [["Đơn vị", "Chỉ tiêu", "Kết quả"], ["xã A", "Thu nhập bình quân", 60]], {"NTM503"}),
        ("i02_nhan_phay.xlsx", [LONG, ["xã A", "17,2", 95]], {"NTM503"}),
        ("i09_period_trong_ten.xlsx", [["unit", "10.1 (2022)"], ["xã A", 60]], {"NTM503"}),
        ("d12b_ngay_serial.xlsx", [[*LONG, "as_of"], ["xã A", "17.2", 95, 45230]], {"NTM509"}),
        ("d13_ky.xlsx", [[*LONG, "period"], ["xã A", "17.2", 95, "Quý III/2023"]], {"NTM509"}),
        ("n10_don_vi_trong.xlsx", [["unit", "17.2"], ["xã A", 95], [None, 80]], {"NTM510"}),
        ("n05_wide_trung.xlsx", [["unit", "17.2"], ["xã A", 95], ["xã A", 80]], {"NTM507"}),
        ("n08_wide_cot_trung.xlsx", [["unit", "17.2", "17.2"], ["xã A", 95, 80]], {"NTM507"}),
    ],
)  # fmt: skip
def test_what_is_no_subject_no_date_or_no_unit_is_refused(tmp_path: Path, name: str, rows: Any, bad: set[str]) -> None:
    assert set(codes(made_at(tmp_path, name, rows))) == bad


# ----- several sheets


def test_e04_a_cover_is_passed_over_and_said(tmp_path: Path) -> None:
    pages = {"Bìa": Page(rows=[["BÁO CÁO"]]), "Số liệu": Page(rows=[["unit", "17.2"], ["xã A", 95]])}
    path = made_at(tmp_path, "e04_bia_va_so_lieu.xlsx", pages)
    same(path, {"xã A": {"17.2": "95"}})
    assert left_out(path) == [("sheets", "Bìa")]


@pytest.mark.parametrize(
    ("name", "head", "first", "second"),
    [
        ("e05_moi_xa_mot_sheet.xlsx", LONG, ["xã A", "17.2", 95], ["xã B", "17.2", 80]),
        ("e05b_sheet_khong_cot_unit.xlsx", LONG[1:], ["17.2", 95], ["17.2", 80]),
    ],
)
def test_e05_a_sheet_a_commune_is_asked_about(
    tmp_path: Path, name: str, head: list[Any], first: list[Any], second: list[Any]
) -> None:
    path = made_at(tmp_path, name, {"xã A": Page(rows=[head, first]), "xã B": Page(rows=[head, second])})
    assert codes(path) == ["NTM514"]
    assert codes(path, sheets=["xã C"]) == ["NTM514"]
    same(path, {"xã A": {"17.2": "95"}, "xã B": {"17.2": "80"}}, sheets="all")
    same(path, {"xã B": {"17.2": "80"}}, sheets=["xã B"])


def test_a_hidden_sheet_is_read_only_by_its_name(tmp_path: Path) -> None:
    pages = {"Nay": Page(rows=[LONG, ["xã A", "17.2", 95]]), "Cũ": Page(rows=[LONG, ["xã A", "17.2", 80]], hidden=True)}
    path = made_at(tmp_path, "e05.xlsx", pages)
    same(path, {"xã A": {"17.2": "95"}})
    same(path, {"xã A": {"17.2": "95"}}, sheets="all")
    same(path, {"xã A": {"17.2": "80"}}, sheets=["Cũ"])
    assert left_out(path) == [("sheets", "Cũ")]


def test_sheets_are_asked_of_workbooks_only(tmp_path: Path) -> None:
    assert codes(made_at(tmp_path, "t01.csv", "unit,17.2\nxã A,95\n"), sheets="all") == ["NTM514"]


# ----- hidden and merged


def test_e07_hidden_rows_and_columns_are_read_and_said(tmp_path: Path) -> None:
    page = Page(
        rows=[["unit", "17.2", "10.1"], ["xã A", 95, 60], ["xã Ẩn", 80, 40]], hidden_rows=[2], hidden_columns=[2]
    )
    path = made_at(tmp_path, "e07_dong_an.xlsx", page)
    same(path, {"xã A": {"17.2": "95", "10.1": "60"}, "xã Ẩn": {"17.2": "80", "10.1": "40"}})
    assert left_out(path) == [("hidden_rows", "3"), ("hidden_columns", "C '10.1'")]


def test_n11_a_merged_unit_names_all_its_rows(tmp_path: Path) -> None:
    rows = [LONG, ["xã A", "17.2", 95], [None, "10.1", 60], ["xã B", "17.2", 80]]
    same(made_at(tmp_path, "n11_merge_unit.xlsx", Page(rows=rows, merged=[(1, 0, 2, 0)])),
         {"xã A": {"17.2": "95", "10.1": "60"}, "xã B": {"17.2": "80"}})  # fmt: skip
    assert places(made_at(tmp_path, "n11.xlsx", rows)) == ["3:1 NTM510"]  # not merged: nobody says whose it is


def test_e02b_a_merged_figure_is_that_of_its_first_row(tmp_path: Path) -> None:
    rows = [LONG, ["xã A", "1.1", "đạt"], ["xã A", "1.2", None], ["xã A", "17.2", 80]]
    path = made_at(tmp_path, "e02b_gop_o_gia_tri.xlsx", Page(rows=rows, merged=[(1, 2, 2, 2)]))
    same(path, {"xã A": {"1.1": "met", "17.2": "80"}})
    assert left_out(path) == [("merged", "2-3")]


# ----- rows that are no unit


@pytest.mark.parametrize(
    ("name", "content", "expected", "rows"),
    [
        ("f06b_wide_tong_dat.xlsx", [["unit", 1, 2], ["xã A", "Đạt", "Đạt"], ["Tổng cộng", "Đạt", "Đạt"]],
         {"xã A": {"1": "met", "2": "met"}}, [3]),
        ("f06c_wide_tong_ratio.xlsx", [["unit", 1, 2], ["xã A", "Đạt", "Đạt"], ["Tổng số xã đạt", "1/1", "1/1"]],
         {"xã A": {"1": "met", "2": "met"}}, [3]),
        ("i07_tong_xa.xlsx", [["unit", "so-nha-tam-dot-nat"], ["xã A", 0], ["Tổng cộng", 0]],
         {"xã A": {"so-nha-tam-dot-nat": "0"}}, [3]),
        ("n06_footer.xlsx", [["unit", "17.2"], ["xã A", 95], ["Tổng cộng", 95], ["Bình quân", 95]],
         {"xã A": {"17.2": "95"}}, [3, 4]),
        ("n06d_footer_ghichu.xlsx", [["unit", "17.2"], ["xã A", 95], ["Ghi chú: số liệu sơ bộ"]], {"xã A": {"17.2": "95"}}, [3]),
        ("n06e_muc.xlsx", [["unit", "17.2"], ["I. Các xã vùng cao"], ["xã A", 95], ["II. Các xã vùng thấp"], ["xã B", 80]],
         {"xã A": {"17.2": "95"}, "xã B": {"17.2": "80"}}, [2, 4]),
        ("t21_wide_sc.csv", "\ufeffunit;17.2;10.1\nxã A;95,5;60,5\nTỔNG;95,5;60,5\n",
         {"xã A": {"17.2": "95.5", "10.1": "60.5"}}, [3]),
        ("r22.csv", "unit;level;17.2\nxã A;xa;95\nTổng cộng;;95\n", {"xã A": {"17.2": "95"}}, [3]),
    ],
)  # fmt: skip
def test_totals_means_notes_and_headings_are_left_out_and_named(
    tmp_path: Path, name: str, content: Any, expected: Outcome, rows: list[int]
) -> None:
    path = made_at(tmp_path, name, content)
    same(path, expected)
    assert left_out(path) == [("row", row) for row in rows]


def test_a_commune_called_like_a_total_is_a_commune(tmp_path: Path) -> None:
    path = made_at(tmp_path, "n06.csv", "unit,17.2\nCộng Hòa,95\nTổng Cọt,80\nxã Tổng Cọt 2,80\n")
    assert list(read(path)) == ["Cộng Hòa", "Tổng Cọt", "xã Tổng Cọt 2"]


# ----- a matrix of signs

MATRIX = [["STT", "Tên xã", "TC 1", "TC 2"], [1, "Quảng Minh", "x", "x"], [2, "Quảng Chính", "x", None]]


def test_f03_signs_mean_what_somebody_says(tmp_path: Path) -> None:
    path = made_at(tmp_path, "f03_ma_tran.xlsx", [*TITLES, *MATRIX])
    assert places(path) == ["5:3 NTM502", "5:4 NTM502", "6:3 NTM502"]
    same(path, {"Quảng Minh": {"1": "met", "2": "met"}, "Quảng Chính": {"1": "met"}}, marks={"x": "đạt"})
    same(path, {"Quảng Minh": {"1": "met", "2": "met"}, "Quảng Chính": {"1": "met", "2": "not_met"}},
         marks={"x": "đạt", "": "chưa đạt"})  # fmt: skip


@pytest.mark.parametrize("legend", [["x: đạt; o: chưa đạt"], ["Ghi chú: x: đạt, o: chưa đạt"]])
def test_f03_a_legend_in_the_file_says_it(tmp_path: Path, legend: list[str]) -> None:
    matrix = [MATRIX[0], [1, "Quảng Minh", "x", "o"]]
    expected = {"Quảng Minh": {"1": "met", "2": "not_met"}}
    rows = [*matrix, [None, *legend]] if legend[0].startswith("Ghi") else [legend, *matrix]
    same(made_at(tmp_path, "f03.xlsx", rows), expected)


# ----- text and its encodings

TEXT = (
    "unit,subject,value,period\r\nxã Quảng Minh,17.2,95.5,2023\r\nxã Quảng Minh,1.1,đạt,2023\r\n"
    "xã Đức Thọ,1.1,chưa đạt,2023\r\n"
)
READ = {"xã Quảng Minh": {"17.2": "95.5", "1.1": "met"}, "xã Đức Thọ": {"1.1": "not_met"}}
_ROWS = b"unit,subject,value,period\r\n%(q)s,17.2,95.5,2023\r\n%(q)s,1.1,%(d)s,2023\r\n%(t)s,1.1,%(c)s,2023\r\n"
CP1258 = _ROWS % {
    b"q": b"xa\xde Qua\xd2ng Minh",
    b"d": b"\xf0a\xf2t",
    b"t": b"xa\xde \xd0\xfd\xecc Tho\xf2",
    b"c": b"ch\xfda \xf0a\xf2t",
}
TCVN3 = _ROWS % {
    b"q": b"x\xb7 Qu\xb6ng Minh",
    b"d": b"\xae\xb9t",
    b"t": b"x\xb7 \xa7\xf8c Th\xe4",
    b"c": b"ch\xada \xae\xb9t",
}
VNI = _ROWS % {
    b"q": b"xa\xf5 Qua\xfbng Minh",
    b"d": b"\xf1a\xeft",
    b"t": b"xa\xf5 \xd1\xf6\xf9c Tho\xef",
    b"c": b"ch\xf6a \xf1a\xeft",
}
COMMA = TEXT.replace(",", ";").replace("95.5", "95,5")
TAB = COMMA.replace(";", "\t")


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("t01_utf8.csv", TEXT.encode()),
        ("t02_utf8bom.csv", TEXT.encode("utf-8-sig")),
        ("t03_semicolon.csv", COMMA.encode("utf-8-sig")),
        ("t04_sep_line.csv", f"sep=;\r\n{COMMA}".encode("utf-8-sig")),
        ("t05_utf16_unicode_text.txt", TAB.encode("utf-16")),
        ("t05c_utf16be.csv", b"\xfe\xff" + TAB.encode("utf-16-be")),
        ("t05d_utf16_nobom.csv", TAB.encode("utf-16-le")),
        ("t06_tab.csv", TAB.encode()),
        ("t06b_tab.tsv", TAB.encode()),
        ("t06c_tab.txt", TAB.encode()),
        ("t07_win1258.csv", CP1258),
        ("t10_nfd.csv", unicodedata.normalize("NFD", TEXT).encode()),
        ("t11_cr.csv", TEXT.replace("\r\n", "\r").encode()),
        ("t13b_quoted.csv", TEXT.replace("95.5", '"95,5"').encode()),
        ("t14_extra_col.csv", TEXT.replace("95.5,2023", "95.5,2023,").encode()),
        ("t15_trailing_blank.csv", TEXT.replace("\r\n", ",,,\r\n").encode() + b",,,,,,\r\n,,,,,,\r\n"),
        ("u05.CSV", TEXT.encode()),
        ("u07.dat", TEXT.encode()),
    ],
)
def test_a_text_is_read_in_whatever_encoding_of_today(tmp_path: Path, name: str, raw: bytes) -> None:
    same(made_at(tmp_path, name, raw), READ)


@pytest.mark.parametrize(
    ("name", "raw", "code"),
    [
        ("t08_tcvn3.csv", TCVN3, "NTM504"),
        ("t08b_tcvn3_luu_utf8.csv", TCVN3.decode("latin-1").encode(), "NTM504"),
        ("t09_vni_luu_utf8.csv", VNI.decode("latin-1").encode(), "NTM504"),
        ("t09b_vni.csv", VNI, "NTM504"),
        ("t19_nul.csv", "unit,subject,value\nxã A,1.1,\0đạt\n".encode(), "NTM504"),
        ("t20_quote_open.csv", 'unit,subject,value\n"xã A,1.1,đạt\nxã B,1.1,đạt\n'.encode(), "NTM508"),
        ("t23_cp437.csv", b"unit,subject,value\nxa A,1.1,d\x82t\n", "NTM504"),
        ("t24_qp.csv", b"unit,subject,value\nx\xe3 A,1.1,\xf0\xe1t\n", "NTM504"),
        ("t13_decimal_comma_in_comma_csv.csv", "unit,subject,value\nxã A,17.2,95,5\n".encode(), "NTM508"),
        ("t16_html.xls", b"<html><table><tr><td>unit</td></tr></table></html>", "NTM504"),
        ("t17_csv_named.xlsx", TEXT.encode(), "NTM504"),
        ("t18_empty.csv", b"", "NTM508"),
        ("t18b_header_only.csv", b"unit,subject,value\n", "NTM508"),
        ("u04.csv", b"PK\x03\x04\x14\0\0\0", "NTM504"),
    ],
)
def test_what_is_no_text_of_today_is_refused(tmp_path: Path, name: str, raw: bytes, code: str) -> None:
    assert codes(made_at(tmp_path, name, raw)) == [code]


@pytest.mark.parametrize(("raw", "word"), [(TCVN3, "TCVN3"), (VNI, "VNI")])
def test_t08_an_encoding_from_before_unicode_is_named(tmp_path: Path, raw: bytes, word: str) -> None:
    with pytest.raises(FiguresError, match=word):
        office.table(made_at(tmp_path, "t08.csv", raw))


@pytest.mark.parametrize(("value", "code"), [("1.234", "NTM502"), ("92,500", "NTM502"), ("1.234,5", "NTM506")])
def test_t12_thousands_are_never_guessed(tmp_path: Path, value: str, code: str) -> None:
    assert places(made_at(tmp_path, "t12_thousand.csv", f"unit;17.2\nxã A;{value}\n")) == [f"2:2 {code}"]


# ----- JSON and Parquet


@pytest.mark.parametrize(
    "text",
    [
        '[{"unit": "xã A", "17.2": 95, "17.2": 80}]',
        '[{"unit": "xã A", "17.2": NaN}]',
        '[{"unit": "xã A", "17.2": -Infinity}]',
        '[{"unit": "xã A", "17.2": 1e-999999999}]',
        '[{"unit": "xã A", "17.2": 1e999999999999999999999}]',
        '[{"unit": "xã A", "17.2": 1' + "0" * 100 + "}]",
        '[{"unit": "x\\ud800", "17.2": 95}]',
    ],
)
def test_json_says_one_thing_in_numbers_that_can_be(tmp_path: Path, text: str) -> None:
    assert codes(made_at(tmp_path, "k01.json", text)) == ["NTM504"]


def test_k01_labels_in_json_keep_their_noughts(tmp_path: Path) -> None:
    text = '[{"unit": "xã A", "subject": "17.2", "value": "85,5%"}, {"unit": "xã A", "subject": 17.10, "value": "đạt"}]'
    same(made_at(tmp_path, "k01.json", text), {"xã A": {"17.2": "85.5%", "17.10": "met"}})
    assert codes(made_at(tmp_path, "k03_obj.json", '{"unit": "xã A", "17.2": 95}')) == ["NTM508"]


def parquet(rows: Sequence[Mapping[str, Any]], **kinds: str) -> bytes:
    """Return rows as a Parquet file; ``kinds`` name the Arrow type of a column."""
    arrow = pytest.importorskip("pyarrow")
    writer = pytest.importorskip("pyarrow.parquet")
    columns = {name: arrow.array([row[name] for row in rows], kinds.get(name)) for name in rows[0]}
    stream = io.BytesIO()
    writer.write_table(arrow.table(columns), stream)
    return stream.getvalue()


def test_a_float_of_32_bits_is_read_at_its_digits(tmp_path: Path) -> None:
    raw = parquet([{"unit": "xã A", SHARE: 89.9}, {"unit": "xã B", SHARE: 90.1}], **{SHARE: "float32"})
    path = made_at(tmp_path, "k05.parquet", raw)
    same(path, {"xã A": {SHARE: "89.9"}, "xã B": {SHARE: "90.1"}})


# ----- workbooks that nobody can have meant


def at_once(path: Path) -> list[str]:
    office.rulebook()
    with in_time(30):
        return codes(path)


def test_a_cell_in_the_last_corner_is_refused_at_once(tmp_path: Path) -> None:
    path = made_at(tmp_path, "plain.xlsx", [["unit", "17.2"], ["xã A", 95]])
    far = repacked(path, "xl/worksheets/sheet1.xml", 'r="B2"', 'r="XFD1048576"')
    assert at_once(far) == ["NTM508"]


@pytest.mark.parametrize("reference", ["ZZZZ9", "B0", "2", "", "XFE1", "B1048577"])
def test_a_broken_reference_is_refused_at_once(tmp_path: Path, reference: str) -> None:
    path = made_at(tmp_path, "plain.xlsx", [["unit", "17.2"], ["xã A", 95]])
    broken = repacked(path, "xl/worksheets/sheet1.xml", 'r="B2"', f'r="{reference}"')
    [code] = at_once(broken)
    assert code in ("NTM504", "NTM508")


# ----- whose a row is


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("n02_long_ten_khac_nhau.xlsx",
         [LONG, ["Xã Quảng Minh", SHARE, 95], ["xã Quảng Minh", INCOME, 60], ["Quảng Minh", "4.1", "đạt"]]),
        ("r17_so_xa_12_mot_trung.csv", "unit;level;17.2\nxã Quảng Minh;xa;95\nQuảng Minh;xa;95\n"),
    ],
)  # fmt: skip
def test_a_name_with_and_without_its_title_word_is_asked_about(tmp_path: Path, name: str, content: Any) -> None:
    assert codes(made_at(tmp_path, name, content)) == ["NTM609"]


def test_r20_a_level_is_read_in_any_spelling(tmp_path: Path) -> None:
    same(made_at(tmp_path, "r20_mat_xa.csv", "unit;level;17.2\nxã A;xa;95\nxã B;Xã;80\nxã C;commune;80\n"),
         {"xã A": {"17.2": "95"}, "xã B": {"17.2": "80"}, "xã C": {"17.2": "80"}})  # fmt: skip
