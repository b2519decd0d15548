"""Files as offices have them, made by a stranger: each gave a wrong verdict without a word, or was refused though readable."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from officefiles import Page, Shown, codes, made_at, places, read, table

from ntmrules.cli import run
from ntmrules.figures import headings
from ntmrules.figures.scale import is_unit_of_measure
from ntmrules.model.figures import FigureTable

INCOME, SHARE = "10.1", "17.2"
OF_A = {"unit": "xã A"}
UNITS = Path(__file__).resolve().parents[2] / "catalogs" / "units"
KINDS = {"xa": "xã", "phuong": "phường", "thi-tran": "thị trấn", "dac-khu": "đặc khu", "huyen": "huyện", "quan": "quận",
         "thi-xa": "thị xã", "thanh-pho": "thành phố", "tinh": "tỉnh"}  # fmt: skip


def told(found: FigureTable, name: str) -> list[dict[str, object]]:
    return [dict(each.values) for each in found.left_out if each.name == name]


# who a unit is


def test_no_place_of_the_lists_is_taken_for_a_row_that_is_no_unit() -> None:
    """Vũng Tàu is no zone (vùng), Tống Phan no total (tổng), Chờ no market; bare «Trung Bình» alone looks like a mean."""
    taken = set()
    for path in [*UNITS.glob("communes-*/*.csv"), UNITS / "districts.csv", UNITS / "provinces.csv"]:
        with path.open(encoding="utf-8") as stream:
            for row in csv.DictReader(stream):
                whole = f"{KINDS[row['kind']]} {row['name']}"
                for name in (row["name"], whole, whole.upper()):
                    if headings.not_a_unit(name, ["95"]) or headings.role(name) or is_unit_of_measure(name):
                        taken.add(name)
    assert taken == {"Trung Bình"}


@pytest.mark.parametrize("names", [["Hải Lạng"], ["Đồng Rui", "Hà Lâu"], ["Nhà Bàng"]])
def test_a_commune_called_like_a_unit_of_measure_is_a_commune(tmp_path: Path, names: list[str]) -> None:
    rows = [["Đơn vị", "Chỉ tiêu", "Kết quả"], *([name, SHARE, 95] for name in names)]
    assert list(read(made_at(tmp_path, "a.xlsx", rows))) == names
    wide = [["Đơn vị", SHARE], *([name, 95] for name in names)]
    assert list(read(made_at(tmp_path, "b.xlsx", wide))) == names


@pytest.mark.parametrize(
    "row",
    ["Các xã vùng cao", "Khu vực II", "Vùng đồng bằng", "Miền núi", "Nhóm 1", "Tổng: 01 xã", "Tổng cộng (01 xã)", "BQ/xã",
     "Cao nhất", "Thấp nhất:", "Mức bình quân", "Số bình quân",
     "Trung bình/xã", "Tỷ lệ đạt (%)", "Số xã đạt", "Lũy kế", "Cả xã"],
)  # fmt: skip
def test_a_row_of_several_communes_is_none_of_them(tmp_path: Path, row: str) -> None:
    found = table(made_at(tmp_path, "a.xlsx", [["TT", "Tên xã", SHARE], [1, "Xã A", 95], ["I", row, 90]]))
    assert [unit.unit for unit in found.units] == ["Xã A"]
    assert [each["row"] for each in told(found, "row")] == [3]


def test_communes_of_one_name_below_their_districts_are_two(tmp_path: Path) -> None:
    """With equal figures they were one commune without a word, with different ones the file was refused."""
    rows = [["TT", "Tên đơn vị", SHARE], ["I", "Huyện Tiên Yên"], [1, "Xã Tân Bình", 95], ["II", "Huyện Đầm Hà", 88],
            [1, "Xã Tân Bình", 95], [2, "Xã Tân Lập", 90]]  # fmt: skip
    found = table(made_at(tmp_path, "a.xlsx", rows))
    assert [(unit.unit, unit.within) for unit in found.units if unit.entries and "Xã" in unit.unit] == [
        ("Xã Tân Bình", "Huyện Tiên Yên"), ("Xã Tân Bình", "Huyện Đầm Hà"), ("Xã Tân Lập", "Huyện Đầm Hà")]  # fmt: skip
    assert [(each["row"], each["cell"]) for each in told(found, "row")] == [(2, "Huyện Tiên Yên")]


def test_a_list_of_districts_and_communes_has_no_headings(tmp_path: Path) -> None:
    rows = [["TT", "Tên đơn vị", SHARE], [1, "Huyện B", 88], [2, "Xã C", 95]]
    assert [unit.within for unit in table(made_at(tmp_path, "a.xlsx", rows)).units] == [None, None]


@pytest.mark.parametrize("heads", [["Huyện", "Xã"], ["Huyện, thị xã", "Tên xã, phường"], ["Tên huyện", "Đơn vị"]])
def test_a_column_of_districts_beside_one_of_communes(tmp_path: Path, heads: list[str]) -> None:
    rows = [["TT", *heads, SHARE], [1, "Tiên Yên", "Hà Lâu", 95], [2, "", "Đông Ngũ", 80]]
    page = Page(rows=rows, merged=[(1, 1, 2, 1)])
    found = {unit.unit: unit.within for unit in table(made_at(tmp_path, "a.xlsx", page)).units if unit.entries}
    assert found == {"Hà Lâu": "Tiên Yên", "Đông Ngũ": "Tiên Yên"}


@pytest.mark.parametrize("heading", ["Xã - phường - thị trấn", "Huyện/xã", "Đơn vị hành chính", "TÊN XÃ, THỊ TRẤN"])
def test_a_list_of_kinds_is_the_heading_of_units(tmp_path: Path, heading: str) -> None:
    assert read(made_at(tmp_path, "a.xlsx", [[heading, SHARE], ["Xã A", 95]])) == {"Xã A": {SHARE: "95"}}


# which unit of measure a number is in


@pytest.mark.parametrize(
    "said",
    ["triệu đồng/người/tháng", "người", "nghìn đồng", "%", "đồng/người/năm", "Tỷ đồng", "1.000 đồng",
     "Tr.đồng/người/tháng", "tr. đ/tháng", "triệu VNĐ/tháng", "nghìn VNĐ", "triệu đồng/hộ/năm", "trđ/lao động/năm"],
)  # fmt: skip
def test_a_number_in_another_unit_of_measure_is_refused_wherever_it_says_so(tmp_path: Path, said: str) -> None:
    """In the column for it, behind the heading, behind the number by its format; in a title for all figures."""
    column = [["Tên xã", "Chỉ tiêu", "ĐVT", "Kết quả"], ["Xã A", INCOME, said, 45]]
    heading = [["Tên xã", f"10.1 ({said})"], ["Xã A", 45]]
    value = [["Tên xã", "Chỉ tiêu", f"Kết quả ({said})"], ["Xã A", INCOME, 45]]
    shown = [["Tên xã", INCOME], ["Xã A", Shown(45, f'0.0" {said}"')]]
    for at, rows in enumerate((column, heading, value, *([] if said == "%" else [shown]))):
        assert codes(made_at(tmp_path, f"{at}.xlsx", rows)) == ["NTM506"], rows
    if "đồng" in said:
        titled = [[f"Đơn vị tính: {said}"], ["Tên xã", INCOME, SHARE], ["Xã A", 45, 95]]
        assert codes(made_at(tmp_path, "t.xlsx", titled)) == ["NTM506"]


@pytest.mark.parametrize("said", ["kg", "tấn", "lần", "m2"])
def test_a_unit_that_is_no_money_is_refused_for_an_income(tmp_path: Path, said: str) -> None:
    rows = [["Tên xã", "Chỉ tiêu", "ĐVT", "Kết quả"], ["Xã A", INCOME, said, 45]]
    assert codes(made_at(tmp_path, "a.xlsx", rows)) == ["NTM506"]


@pytest.mark.parametrize(
    "said",
    ["triệu đồng", "Tr.đ/người", "trđ/ng/năm", "triệu đồng/người/năm", "Tr.đồng/khẩu/năm", "tr. đ/người", "Triệu VNĐ"],
)
def test_a_number_in_its_own_unit_of_measure_is_read(tmp_path: Path, said: str) -> None:
    rows = [
        [f"ĐVT: {said}"],
        ["Tên xã", f"10.1 ({said})", "17.2 (%)"],
        ["Xã A", Shown(45, f'0.0" {said}"'), Shown(0.95, "0%")],
    ]
    assert read(made_at(tmp_path, "a.xlsx", rows)) == {"Xã A": {INCOME: "45", SHARE: "95%"}}


def test_a_share_in_a_table_of_money_is_a_share(tmp_path: Path) -> None:
    rows = [["ĐVT: triệu đồng"], ["Tên xã", INCOME, SHARE], ["Xã A", 45, 95]]
    assert codes(made_at(tmp_path, "a.xlsx", rows)) == []


@pytest.mark.parametrize(("number", "code"), [(95, ";;;"), (0, "0;-0;;@"), (0, '[=0]"";General'), (0, "#,##0;-#,##0;")])
def test_a_number_that_its_format_hides_is_a_bad_cell(tmp_path: Path, number: float, code: str) -> None:
    """Who looks at the sheet sees an empty cell: no figure, and the file said 0 and met «nhà tạm»."""
    assert places(made_at(tmp_path, "a.xlsx", [["Tên xã", "9.1"], ["Xã A", Shown(number, code)]])) == ["2:2 NTM502"]


@pytest.mark.parametrize(
    ("number", "code"), [(0, "0;-0;-;@"), (0, '_(* #,##0_);_(* (#,##0);_(* "-"??_);_(@_)'), (3, "0;-0;;@")]
)
def test_a_nought_that_is_shown_is_a_nought(tmp_path: Path, number: float, code: str) -> None:
    found = read(made_at(tmp_path, "a.xlsx", [["Tên xã", "9.1"], ["Xã A", Shown(number, code)]]))
    assert found == {"Xã A": {"9.1": str(number)}}


def test_a_number_given_as_a_sign_is_no_figure(tmp_path: Path) -> None:
    """``--marks "1=đạt,0=chưa đạt"`` made 0 makeshift houses a «chưa đạt»."""
    path = made_at(tmp_path, "a.xlsx", [["Tên xã", "TC1", "9.1"], ["Xã A", 1, 0]])
    assert places(path, marks={"1": "đạt", "0": "chưa đạt"}) == ["2:3 NTM502"]


# what a form says


def test_tallies_beside_a_matrix_are_read(tmp_path: Path) -> None:
    rows = [["Tên xã", "TC1", "TC2", "Tổng số tiêu chí đạt"], ["Xã A", "Đ", "CĐ", "15/19"]]
    path = made_at(tmp_path, "a.xlsx", rows)
    assert read(path, marks={"đ": "đạt", "cđ": "chưa đạt"}) == {
        "Xã A": {"1": "met", "2": "not_met", "tieu-chi": "15/19"}
    }
    assert codes(path) == ["NTM502", "NTM502"]


@pytest.mark.parametrize(
    ("yes", "no", "found"), [("x", "", "met"), ("", "X", "not_met"), ("✓", "-", "met"), ("1", "0", "met")]
)
def test_two_columns_met_and_not_met_are_one_verdict(tmp_path: Path, yes: str, no: str, found: str) -> None:
    one = [["TT", "Nội dung", "Kết quả", "Đạt", "Chưa đạt"], ["17.2", "Cơ sở", "80%", yes, no]]
    assert read(made_at(tmp_path, "a.xlsx", one), **OF_A) == {"xã A": {SHARE: f"80% | {found}"}}
    two = Page(rows=[["TT", "Nội dung", "Kết quả", "Đánh giá", ""], ["", "", "", "Đạt", "Chưa đạt"],
                     ["17.2", "Cơ sở", "80%", yes, no]],
               merged=[(0, 3, 0, 4), (0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2)])  # fmt: skip
    assert read(made_at(tmp_path, "b.xlsx", two), **OF_A) == {"xã A": {SHARE: f"80% | {found}"}}


@pytest.mark.parametrize(("yes", "no"), [("x", "x"), ("2", ""), ("95", "3"), ("?", "")])
def test_what_is_marked_in_both_or_with_no_mark_is_refused(tmp_path: Path, yes: str, no: str) -> None:
    rows = [["TT", "Nội dung", "Kết quả", "Đạt", "Chưa đạt"], ["17.2", "Cơ sở", "80%", yes, no]]
    assert codes(made_at(tmp_path, "a.xlsx", rows), **OF_A) == ["NTM502"]


def test_a_plan_and_two_years_below_one_label(tmp_path: Path) -> None:
    plan = Page(rows=[["Tên xã", "17.2", "", "10.1", ""], ["", "KH", "TH", "KH", "TH"], ["Xã A", 95, 90, 45, 50]],
                merged=[(0, 1, 0, 2), (0, 3, 0, 4), (0, 0, 1, 0)])  # fmt: skip
    assert read(made_at(tmp_path, "a.xlsx", plan)) == {"Xã A": {SHARE: "90", INCOME: "50"}}
    years = Page(
        rows=[["Tên xã", "17.2", ""], ["", "2022", "2023"], ["Xã A", 95, 90]], merged=[(0, 1, 0, 2), (0, 0, 1, 0)]
    )
    [unit] = table(made_at(tmp_path, "b.xlsx", years)).units
    assert [(str(entry.value), entry.period) for entry in unit.entries] == [("95", 2022), ("90", 2023)]


def test_a_form_of_which_no_column_is_the_result_asks_for_it(tmp_path: Path) -> None:
    rows = [["TT", "Nội dung", "Kết quả tự đánh giá của xã", "Kết quả thẩm tra của huyện"], ["17.2", "Cơ sở", 99, 80]]
    path = made_at(tmp_path, "a.xlsx", rows)
    assert codes(path, **OF_A) == ["NTM508"]
    assert read(path, columns={"D": "value", "C": "ignored"}, **OF_A) == {"xã A": {SHARE: "80"}}


# communes as columns


ACROSS = [["STT", "Tên tiêu chí", "ĐVT", "Mức đạt", "Xã Hà Lâu", "Xã Đông Ngũ", "Toàn huyện"],
          ["17.2", "Tỷ lệ cơ sở", "%", "≥90", 95, 80, 92], ["1.1", "Quy hoạch", "", "Đạt", "đạt", "chưa đạt", ""]]  # fmt: skip


def test_communes_as_columns(tmp_path: Path) -> None:
    found = table(made_at(tmp_path, "a.xlsx", ACROSS))
    assert {unit.unit: len(unit.entries) for unit in found.units} == {"Xã Hà Lâu": 2, "Xã Đông Ngũ": 2}
    assert [entry.at.rpartition("x:")[2] for unit in found.units for entry in unit.entries] == [
        "2:5",
        "3:5",
        "2:6",
        "3:6",
    ]
    assert [each["columns"] for each in told(found, "across")] == ["E 'Xã Hà Lâu', F 'Xã Đông Ngũ'"]
    assert "G 'Toàn huyện'" in str(told(found, "columns")[0]["columns"])


def test_communes_as_columns_in_a_csv_and_one_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Tiêu chí;Xã Hà Lâu;Xã Đông Ngũ\n17.2. Tỷ lệ;95;80\nSố tiêu chí đạt;2/19;1/19\n", encoding="utf-8")
    expected = {"Xã Hà Lâu": {SHARE: "95", "tieu-chi": "2/19"}, "Xã Đông Ngũ": {SHARE: "80", "tieu-chi": "1/19"}}
    assert read(path) == expected
    run(["evaluate", str(path), "--unit", "xã Đông Ngũ", "--on", "2023-12-31", "--view", "summary"])
    assert "Hà Lâu" not in capsys.readouterr().out


def test_communes_as_columns_below_a_heading_that_says_so(tmp_path: Path) -> None:
    page = Page(rows=[["TT", "Nội dung", "Các xã", ""], ["", "", "Hà Lâu", "Đông Ngũ"], ["17.2", "Tỷ lệ", 95, 80]],
                merged=[(0, 2, 0, 3), (0, 0, 1, 0), (0, 1, 1, 1)])  # fmt: skip
    assert read(made_at(tmp_path, "a.xlsx", page)) == {"Hà Lâu": {SHARE: "95"}, "Đông Ngũ": {SHARE: "80"}}


@pytest.mark.parametrize("heading", ["Ý kiến", "Văn Hóa"])
def test_a_column_that_may_be_something_else_leaves_it_open(tmp_path: Path, heading: str) -> None:
    rows = [["TT", "Nội dung", "Xã Đông Ngũ", heading], ["17.2", "Tỷ lệ", 95, 80]]
    assert codes(made_at(tmp_path, "a.xlsx", rows)) == ["NTM508"]


# two sources, of which one was passed over


@pytest.mark.parametrize(
    ("pages", "asked"),
    [
        ({"Biểu": Page(rows=[["UBND XÃ ĐÔNG NGŨ"], ["TT", "Nội dung", "Kết quả"], [SHARE, "a", 95]])}, {"unit": "xã Hà Lâu"}),
        ({"Xã Đông Ngũ": Page(rows=[["TT", "Nội dung", "Kết quả"], [SHARE, "a", 95]])}, {"unit": "xã Hà Lâu"}),
        ({"Xã Hà Lâu": Page(rows=[["UBND XÃ ĐÔNG NGŨ"], ["TT", "Nội dung", "Kết quả"], [SHARE, "a", 95]])}, {}),
        ({"Biểu": Page(rows=[["UBND TỈNH NGHỆ AN"], ["Tên xã", SHARE], ["Xã A", 95]])}, {}),
    ],
)  # fmt: skip
def test_a_title_or_sheet_that_names_another_is_an_error(tmp_path: Path, pages: Any, asked: dict[str, Any]) -> None:
    assert codes(made_at(tmp_path, "a.xlsx", pages), **asked) == ["NTM610"]


@pytest.mark.parametrize(
    "title", ["UBND HUYỆN TIÊN YÊN", "UBND XÃ HÀ LÂU", "BÁO CÁO XÃ NÔNG THÔN MỚI", "Xã đạt chuẩn: rà soát"]
)
def test_a_title_that_says_nothing_else_is_no_error(tmp_path: Path, title: str) -> None:
    rows = [["UBND HUYỆN TIÊN YÊN"], [title], ["TT", "Nội dung", "Kết quả"], [SHARE, "a", 95]]
    assert codes(made_at(tmp_path, "a.xlsx", rows), unit="xã Hà Lâu") == []


def test_a_title_of_another_set_or_year_is_said(tmp_path: Path) -> None:
    rows = [["XÃ NÔNG THÔN MỚI NÂNG CAO NĂM 2022"], ["Tên xã", SHARE], ["Xã A", 95]]
    found = table(made_at(tmp_path, "a.xlsx", rows))
    assert [each["set"] for each in told(found, "title_set")] == ["vn/xa-ntm/2021"]
    assert [each["year"] for each in told(found, "titled_year")] == [2022]


def test_a_sheet_a_commune_by_its_short_name(tmp_path: Path) -> None:
    def page(title: str) -> Page:
        return Page(rows=[[title], ["TT", "Nội dung", "Kết quả"], [SHARE, "a", 95]])

    pages = {"Hà Lâu": page("UBND XÃ HÀ LÂU"), "Đông Ngũ": page("UBND XÃ ĐÔNG NGŨ")}
    assert list(read(made_at(tmp_path, "a.xlsx", pages), sheets="all")) == ["xã Hà Lâu", "xã Đông Ngũ"]
    bare = {"Hà Lâu": page("BIỂU 1"), "Đông Ngũ": page("BIỂU 2")}
    assert list(read(made_at(tmp_path, "b.xlsx", bare), sheets="all")) == ["Hà Lâu", "Đông Ngũ"]
    words = {"Biểu A": page("BIỂU 1"), "Biểu B": page("BIỂU 2")}
    assert codes(made_at(tmp_path, "c.xlsx", words), sheets="all") == ["NTM508"]
