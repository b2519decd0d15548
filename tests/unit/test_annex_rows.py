"""What stands between the rows of an annex counts: a heading in another order, a group of communes, a cell that was cut."""

from __future__ import annotations

import csv
import html
from decimal import Decimal
from pathlib import Path

import pytest

from ntmrules import Library
from ntmrules.authoring.annex.importing import Imported, import_annex
from ntmrules.authoring.annex.printed import read_printed
from ntmrules.authoring.annex.titles import another, asked_for, named_by
from ntmrules.errors import UsageError

pytestmark = pytest.mark.vietnamese
CATALOGUE = Library(plugins=()).catalogue
SET, DECISION = "vn/xa-ntm-nang-cao/2021", "318/QĐ-TTg"
AREAS = [
    "Trung du miền núi phía Bắc", "Đồng bằng sông Hồng", "Bắc Trung Bộ", "Duyên hải Nam Trung Bộ", "Tây Nguyên",
    "Đông Nam Bộ", "Đồng bằng sông Cửu Long",
]  # fmt: skip
FORMS = ("csv", "html", "docx", "xlsx")
LEFT = ["TT", "Tên tiêu chí", "Nội dung tiêu chí"]
HEAD = [*LEFT, "Chỉ tiêu chung", *AREAS]
BACK = [*LEFT, "Chỉ tiêu chung", *reversed(AREAS)]
LEVELS = [f"≥{number}%" for number in range(71, 78)]
TRAINED = ["12", "Lao động", "12.1. Tỷ lệ lao động qua đào tạo", "≥80%", *LEVELS]
POOR = ["11", "Nghèo đa chiều", "11.1. Tỷ lệ nghèo đa chiều giai đoạn 2021-2025", "≤3%", *["≤3%"] * 7]
INSURED = ["14", "Y tế", "14.1. Tỷ lệ người dân tham gia bảo hiểm y tế", "≥95%", *LEVELS]
Table = list[list[str]]


def written(folder: Path, form: str, *tables: Table, between: str = "") -> Path:
    """Write tables, one below the other, as one file of a form; in CSV they are one."""
    path = folder / f"phu-luc.{form}"
    if form == "csv":
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream, delimiter=";").writerows(row for table in tables for row in table)
    elif form == "html":
        parts = [
            "<table>"
            + "".join(f"<tr>{''.join(f'<td>{html.escape(cell)}' for cell in row)}" for row in table)
            + "</table>"
            for table in tables
        ]
        path.write_text(f"<p>PHỤ LỤC II</p>{f'<p>{between}</p>'.join(parts)}", encoding="utf-8")
    elif form == "docx":
        document = pytest.importorskip("docx").Document()
        for number, table in enumerate(tables):
            document.add_paragraph(between if number else "PHỤ LỤC II")
            grid = document.add_table(rows=len(table), cols=len(table[0]))
            for at, row in enumerate(table):
                for column, cell in enumerate(row):
                    grid.cell(at, column).text = cell
        document.save(str(path))
    else:
        book = pytest.importorskip("openpyxl").Workbook()
        for number, table in enumerate(tables):
            sheet = book.active if number == 0 else book.create_sheet()
            for row in [["PHỤ LỤC II"], *table] if number == 0 else table:
                sheet.append(row)
        book.save(path)
    return path


def taken(path: Path, same: tuple[str, ...] = (), **options: object) -> Imported:
    return import_annex(
        CATALOGUE, path, SET, DECISION, "thử", kind="gazette", checked_on="2026-11-29", same=same, **options,  # type: ignore[arg-type]
    )  # fmt: skip


def levels(found: Imported, label: str) -> dict[str, str]:
    """The printed cells of an indicator that were taken, by column."""
    status = ("same", "changed", "new", "firm", "clash")
    return {each.column: each.printed for each in found.outcomes if each.label == label and each.status in status}


def refused(found: Imported, label: str) -> str:
    (why,) = [why for row, why in found.unmatched if row.label == label]
    return why


# a heading that comes again


@pytest.mark.parametrize("form", FORMS)
def test_a_heading_in_another_order_inside_a_table_says_anew_what_the_columns_are(form: str, tmp_path: Path) -> None:
    found = taken(written(tmp_path, form, [HEAD, TRAINED, POOR, BACK, INSURED]))
    assert levels(found, "12.1") == dict(zip(AREAS, LEVELS, strict=True))
    assert levels(found, "14.1") == dict(zip(reversed(AREAS), LEVELS, strict=True))


@pytest.mark.parametrize("form", FORMS)
def test_the_same_heading_again_changes_nothing(form: str, tmp_path: Path) -> None:
    found = taken(written(tmp_path, form, [HEAD, TRAINED, HEAD, INSURED]))
    assert levels(found, "14.1") == dict(zip(AREAS, LEVELS, strict=True))
    assert found.unmatched == ()


def test_a_heading_of_two_rows_again_in_another_order(tmp_path: Path) -> None:
    first, back = [*LEFT, "Chỉ tiêu chung", *["Chỉ tiêu theo vùng"] * 7], ["", "", "", "", *reversed(AREAS)]
    second = ["", "", "", "", *AREAS]
    found = taken(written(tmp_path, "csv", [first, second, TRAINED, first, back, INSURED]))
    assert levels(found, "12.1") == dict(zip(AREAS, LEVELS, strict=True))
    assert levels(found, "14.1") == dict(zip(reversed(AREAS), LEVELS, strict=True))


@pytest.mark.parametrize("form", FORMS)
def test_below_a_heading_that_is_not_understood_nothing_is_taken(form: str, tmp_path: Path) -> None:
    strange = [*LEFT, "Mức", *[f"Miền {number}" for number in range(1, 8)]]
    found = taken(written(tmp_path, form, [HEAD, TRAINED, strange, INSURED]))
    assert levels(found, "12.1")
    assert "tiêu đề" in refused(found, "14.1")


# a table without a heading


@pytest.mark.parametrize("form", ["html", "docx", "xlsx"])
def test_a_table_without_a_heading_goes_on_where_its_numbers_do(form: str, tmp_path: Path) -> None:
    found = taken(written(tmp_path, form, [HEAD, POOR, TRAINED], [INSURED], between="2"))
    assert levels(found, "14.1") == dict(zip(AREAS, LEVELS, strict=True))


@pytest.mark.parametrize("form", ["html", "docx", "xlsx"])
def test_a_table_without_a_heading_that_begins_anew_is_not_read_by_the_columns_of_another(
    form: str, tmp_path: Path
) -> None:
    found = taken(written(tmp_path, form, [HEAD, INSURED], [POOR, TRAINED], between="2"))
    assert {each.label for each in found.outcomes} == {"14.1"}
    assert len(found.tables_left) == 1


@pytest.mark.parametrize("form", ["html", "docx"])
def test_words_between_two_tables_part_them(form: str, tmp_path: Path) -> None:
    found = taken(written(tmp_path, form, [HEAD, POOR, TRAINED], [INSURED], between="Áp dụng đối với xã khu vực III"))
    assert {each.label for each in found.outcomes} == {"11.1", "12.1"}


@pytest.mark.parametrize("form", ["html", "docx", "xlsx"])
def test_a_page_without_the_columns_of_areas_does_not_make_its_one_column_that_of_all(
    form: str, tmp_path: Path
) -> None:
    page = [[*LEFT, "Chỉ tiêu"], [*INSURED[:3], "≥60%"]]
    found = taken(written(tmp_path, form, [HEAD, POOR, TRAINED], page))
    assert levels(found, "12.1")
    assert levels(found, "14.1") == {}


# a row that says whom the rows below it are for

DIVIDERS = [
    "Xã đặc biệt khó khăn", "II. Đối với xã khu vực III", "B. Các xã còn lại", "Vùng I", "Nhóm 2", "Khu vực II",
    "Vùng Đồng bằng sông Hồng", "Xã miền núi", "Xã đảo", "Năm 2023", "Giai đoạn 2016 - 2020", "Xã an toàn khu", "Áp dụng từ 2024",
    "Chỉ tiêu không bắt buộc",
]  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("title", DIVIDERS)
def test_rows_below_the_name_of_a_group_of_communes_are_not_taken(form: str, title: str, tmp_path: Path) -> None:
    found = taken(written(tmp_path, form, [HEAD, TRAINED, [title] * len(HEAD), INSURED]))
    assert levels(found, "12.1")
    assert title in refused(found, "14.1")


@pytest.mark.parametrize("at", [1, 2])
def test_a_group_named_in_one_column_alone_counts_as_well(at: int, tmp_path: Path) -> None:
    row = ["II", *[""] * (len(HEAD) - 1)]
    row[at] = "Đối với xã khu vực III"
    found = taken(written(tmp_path, "csv", [HEAD, TRAINED, row, INSURED]))
    assert levels(found, "12.1")
    assert "khu vực III" in refused(found, "14.1")


@pytest.mark.parametrize("form", ["html", "docx"])
def test_a_group_goes_on_over_a_page(form: str, tmp_path: Path) -> None:
    rows = [HEAD, POOR, ["Xã khu vực III"] * len(HEAD), TRAINED]
    found = taken(written(tmp_path, form, rows, [HEAD, INSURED], between="3"))
    assert "khu vực III" in refused(found, "14.1")


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    "title",
    ["I. QUY HOẠCH", "II. HẠ TẦNG KINH TẾ - XÃ HỘI", "Nhóm tiêu chí: Văn hóa - Xã hội - Môi trường", "IV. Hệ thống chính trị",
     "Y tế", "Nhóm 4: Kinh tế và tổ chức sản xuất", "Nghèo đa chiều", "PHẦN A. TIÊU CHÍ XÃ NÔNG THÔN MỚI NÂNG CAO"],
)  # fmt: skip
def test_the_title_of_a_group_of_criteria_limits_nothing(form: str, title: str, tmp_path: Path) -> None:
    found = taken(written(tmp_path, form, [HEAD, TRAINED, [title] * len(HEAD), INSURED]))
    assert levels(found, "14.1") == dict(zip(AREAS, LEVELS, strict=True))


def test_an_exception_below_a_row_leaves_open_whom_its_level_is_for(tmp_path: Path) -> None:
    row = ["", "", "- Riêng xã khu vực III", "≥50%", *["≥50%"] * 7]
    found = taken(written(tmp_path, "csv", [HEAD, TRAINED, row, INSURED]))
    assert "riêng" in refused(found, "12.1")
    assert levels(found, "14.1")


def test_a_criterion_of_a_group_of_communes_is_not_taken(tmp_path: Path) -> None:
    found = taken(written(tmp_path, "csv", [HEAD, [TRAINED[0], "Xã khu vực III", *TRAINED[2:]], INSURED]))
    assert "khu vực III" in refused(found, "12.1")


HEADS = ["Tây Nguyên (hộ DTTS)", "Tây Nguyên - xã khu vực III", "Tây Nguyên[2]", "Xã biên giới Tây Nguyên"]


@pytest.mark.parametrize("head", HEADS)
def test_a_column_of_an_area_that_says_more_is_left(head: str, tmp_path: Path) -> None:
    found = taken(written(tmp_path, "csv", [[head if cell == "Tây Nguyên" else cell for cell in HEAD], TRAINED]))
    assert "Tây Nguyên" not in levels(found, "12.1")
    assert len(levels(found, "12.1")) == 6


# cells that were cut


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("name", ["", "theo quy định"])
def test_a_level_cut_over_two_rows_is_not_read(form: str, name: str, tmp_path: Path) -> None:
    first, rest = [*TRAINED[:3], "≥8", *["≥ 7"] * 7], ["", "", name, "0%", *["5%"] * 7]
    assert "cắt đôi" in refused(taken(written(tmp_path, form, [HEAD, first, rest, INSURED])), "12.1")
    count = ["16", "Tiếp cận pháp luật", "16.1. Mô hình điển hình về phổ biến pháp luật, hòa giải", "≥ 1", *["≥ 1"] * 7]
    rest = ["", "", name, "0 mô hình", *["0 mô hình"] * 7]
    assert "cắt đôi" in refused(taken(written(tmp_path, form, [HEAD, count, rest, INSURED])), "16.1")


# numbers and years


@pytest.mark.parametrize("order", ["17", ""])
def test_a_number_of_three_parts_is_no_other_indicator(order: str, tmp_path: Path) -> None:
    row = [order, "Môi trường", "17.10.1. Tỷ lệ sử dụng hình thức hỏa táng", "≥5%", *["≥5%"] * 7]
    assert "17.10.1" in refused(taken(written(tmp_path, "csv", [HEAD, row, TRAINED])), "17.10.1")
    row = ["17.10.1", "Môi trường", "Tỷ lệ sử dụng hình thức hỏa táng", "≥5%", *["≥5%"] * 7]
    assert "17.10.1" in refused(taken(written(tmp_path, "csv", [HEAD, row, TRAINED])), "17.10.1")


def test_two_numbers_that_differ_are_neither(tmp_path: Path) -> None:
    found = taken(written(tmp_path, "csv", [HEAD, ["12.2", *TRAINED[1:]], INSURED]))
    assert "12.2" in refused(found, "12.1")


INCOME = ["10", "Thu nhập", "10.1. Thu nhập bình quân đầu người", "", *(str(number) for number in range(58, 65))]


def test_a_year_that_a_name_begins_or_ends_with_is_that_of_its_levels(tmp_path: Path) -> None:
    for name in ("10.1. Thu nhập bình quân đầu người năm 2023", "10.1. Năm 2023: thu nhập bình quân đầu người",
                 "10.1. Thu nhập bình quân đầu người (năm 2023)"):  # fmt: skip
        found = taken(written(tmp_path, "csv", [HEAD, [*INCOME[:2], name, *INCOME[3:]], POOR]))
        assert set(levels(found, "10.1")) == {f"{area}, năm 2023" for area in AREAS}, name
        assert "year: 2023" in found.files.get("overrides/phu-luc.yaml", "year: 2023")


@pytest.mark.parametrize(
    "name",
    ["Thu nhập bình quân đầu người đến năm 2025", "Thu nhập bình quân đầu người so với năm 2020",
     "Thu nhập năm 2022, năm 2023 bình quân đầu người", "Từ năm 2024, thu nhập bình quân đầu người"],
)  # fmt: skip
def test_any_other_year_in_a_name_is_asked_about(name: str, tmp_path: Path) -> None:
    found = taken(written(tmp_path, "csv", [HEAD, [*INCOME[:2], f"10.1. {name}", *INCOME[3:]], POOR]))
    aimed = {each.why for each in found.outcomes if each.label == "10.1" and each.status != "common"}
    assert all("đến năm 2025" in why for why in aimed)
    assert aimed or refused(found, "10.1")
    assert levels(found, "10.1") == {}
    assert levels(found, "11.1")


@pytest.mark.parametrize("year", [2019, 2020, 2026])
def test_a_year_outside_of_the_stage_is_none_of_the_set(year: int, tmp_path: Path) -> None:
    row = ["", "", f"Năm {year}", "", *INCOME[4:]]
    found = taken(written(tmp_path, "csv", [HEAD, [*INCOME[:3], *[""] * 8], row, POOR]))
    assert {each.status for each in found.outcomes if each.label == "10.1"} == {"unread"}


# units


NAMED = {
    "10.1": "Thu nhập bình quân đầu người", "18.2": "Cấp nước sinh hoạt bình quân đầu người",
    "16.1": "Mô hình điển hình về phổ biến pháp luật, hòa giải", "12.1": "Tỷ lệ lao động qua đào tạo",
    "17.11": "Đất cây xanh công cộng bình quân đầu người",
}  # fmt: skip


@pytest.mark.parametrize(
    ("label", "beside", "cell"),
    [
        ("10.1", "", "≥ 60 triệu đồng/hộ"), ("10.1", "", "60 triệu đồng/lao động"), ("10.1", "", "60 nghìn đồng/người"),
        ("10.1", "", "60 triệu đồng/tháng"), ("10.1", " (triệu đồng/hộ)", "60"), ("10.1", " (nghìn đồng)", "60"),
        ("10.1", "", "60 triệu đồng năm 2023"), ("10.1", "", "60 USD"), ("18.2", "", "≥ 60 lít/hộ"),
        ("18.2", "", "≥ 60 lít/hộ/ngày đêm"), ("16.1", "", "≥ 1 mô hình/thôn"), ("16.1", "", "≥ 1 thôn"),
        ("16.1", "", "≥ 1 mô hình 4 sao"), ("12.1", "", "≥ 80%/năm"), ("12.1", "", "≥ 80 hộ"), ("17.11", "", "≥ 4 m2/hộ"),
        ("17.11", "", "≥ 4 ha"),
    ],
)  # fmt: skip
def test_a_level_in_another_unit_is_not_read(label: str, beside: str, cell: str, tmp_path: Path) -> None:
    row = [
        label.partition(".")[0],
        "",
        f"{label}. {NAMED[label]}{' năm 2023' * (label == '10.1')}{beside}",
        "",
        *[cell] * 7,
    ]
    found = taken(written(tmp_path, "csv", [HEAD, row, POOR]), same=(label,))
    assert {each.status for each in found.outcomes if each.label == label} == {"unread"}


@pytest.mark.parametrize(
    ("label", "beside", "cell"),
    [
        ("10.1", "", "≥ 60 triệu đồng/người/năm"), ("10.1", "", "60 triệu đồng"), ("10.1", " (triệu đồng/người)", "60"),
        ("18.2", "", "≥ 60 lít"), ("18.2", "", "≥ 60 lít/người/ngày đêm"), ("16.1", "", "≥ 01 mô hình"),
        ("17.11", "", "≥ 4 m²/người"),
    ],
)  # fmt: skip
def test_a_level_in_the_unit_of_its_measure_is_read(label: str, beside: str, cell: str, tmp_path: Path) -> None:
    row = [
        label.partition(".")[0],
        "",
        f"{label}. {NAMED[label]}{' năm 2023' * (label == '10.1')}{beside}",
        "",
        *[cell] * 7,
    ]
    found = taken(written(tmp_path, "csv", [HEAD, row, POOR]))
    assert len(levels(found, label)) == 7, [each.why for each in found.outcomes]


@pytest.mark.parametrize(("unit", "read"), [("%", True), ("triệu đồng", False), ("Hộ", False)])
def test_a_column_of_units_is_heard(unit: str, read: bool, tmp_path: Path) -> None:
    head, row = [*HEAD[:3], "ĐVT", *HEAD[3:]], [*TRAINED[:3], unit, "80", *["80"] * 7]
    assert bool(levels(taken(written(tmp_path, "csv", [head, row])), "12.1")) is read


# «không»


def test_none_is_taken_only_where_the_catalogue_asks_for_none(tmp_path: Path) -> None:
    none = ["18", "Chất lượng môi trường sống", "18.5. Sự cố an toàn thực phẩm", "Không", *["Không"] * 7]
    model = [
        "16",
        "Tiếp cận pháp luật",
        "16.1. Mô hình điển hình về phổ biến pháp luật, hòa giải",
        "Không",
        *["Không"] * 7,
    ]
    found = taken(written(tmp_path, "csv", [HEAD, model, none]))
    assert levels(found, "18.5")
    assert {each.status for each in found.outcomes if each.label == "16.1"} <= {"unread", "common"}
    assert any("không yêu cầu" in each.why for each in found.outcomes if each.label == "16.1")


@pytest.mark.parametrize("gap", ["", "-", "Không áp dụng"])
def test_a_demand_of_some_areas_is_not_one_of_all(gap: str, tmp_path: Path) -> None:
    row = ["6", "Văn hóa", "6.1. Thể thao ngoài trời và hoạt động văn hóa thường xuyên", "Đạt", *["Đạt"] * 5, gap, gap]
    found = taken(written(tmp_path, "csv", [HEAD, row, POOR]))
    assert levels(found, "6.1") == {}
    assert any("chỉ một số vùng" in each.why for each in found.outcomes)


def test_levels_stand_where_they_are_printed(tmp_path: Path) -> None:
    found = taken(written(tmp_path, "csv", [HEAD, TRAINED]))
    entries = found.files["overrides/phu-luc.yaml"]
    assert all(str(Decimal(number)) in entries for number in range(71, 78))


def test_a_file_of_nothing_but_a_group_of_communes_is_refused_or_empty(tmp_path: Path) -> None:
    path = written(tmp_path, "html", [HEAD, TRAINED])
    path.write_text(
        path.read_text("utf-8").replace("PHỤ LỤC II", "Phụ lục II áp dụng đối với xã khu vực III"), encoding="utf-8"
    )
    with pytest.raises(UsageError, match="NTM026"):
        taken(path)


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_cells_in_quotes_do_not_hide_the_separator(mark: str, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=mark, quoting=csv.QUOTE_ALL).writerows([HEAD, POOR, TRAINED])
    assert levels(taken(path), "12.1") == dict(zip(AREAS, LEVELS, strict=True))


# more that a table of an office holds


@pytest.mark.parametrize("label", ["12.1.a)", "12.1. a)", "12.1 a)"])
def test_a_part_of_an_indicator_is_not_the_whole(label: str, tmp_path: Path) -> None:
    row = ["12", "Lao động", f"{label} Tỷ lệ lao động qua đào tạo", *TRAINED[3:]]
    found = taken(written(tmp_path, "csv", [HEAD, row, POOR]))
    assert {each.label for each in found.outcomes} == {"11.1"}
    assert len(found.unmatched) == 1


NOTES = [
    "Xã khu vực III: 60%", "đã sửa đổi", "Riêng xã đảo ≥ 60%", "Áp dụng từ năm 2024", "không áp dụng với xã đảo",
    "trừ trường hợp bất khả kháng",
]  # fmt: skip


@pytest.mark.parametrize("note", NOTES)
def test_a_column_of_notes_that_may_change_a_level_is_heard(note: str, tmp_path: Path) -> None:
    found = taken(
        written(tmp_path, "csv", [[*HEAD, "Ghi chú"], [*TRAINED, note], [*POOR, ""], [*INSURED, "Bộ Y tế hướng dẫn"]])
    )
    assert "ghi chú" in refused(found, "12.1")
    assert levels(found, "11.1")
    assert levels(found, "14.1")


@pytest.mark.parametrize(
    "line", ["Áp dụng đối với vùng Đồng bằng sông Hồng", "Chỉ tiêu vùng Tây Nguyên", "Các xã vùng cao"]
)
def test_a_table_of_one_region_alone_is_told(line: str, tmp_path: Path) -> None:
    path = written(tmp_path, "html", [[*LEFT, "Chỉ tiêu"], [*TRAINED[:3], "≥70%"]])
    path.write_text(f"<p>{line}</p>{path.read_text('utf-8').replace('PHỤ LỤC II', '')}", encoding="utf-8")
    with pytest.raises(UsageError, match="NTM026"):
        taken(path)


@pytest.mark.parametrize(
    ("cell", "printed"),
    [
        ("<table><tr><td>≥ 9<td>5%</table>", "≥ 9 5%"), ("<ul><li>≥ 9<li>5%</ul>", "≥ 9 5%"), ("≥ 9<hr>5%", "≥ 9 5%"),
        ("<table><tr><td>≥ 95%</table>", "≥ 95%"), ("≥ 9<blockquote>5%</blockquote>", "≥ 9 5%"),
    ],
)  # fmt: skip
def test_pieces_of_a_cell_are_not_put_together(cell: str, printed: str, tmp_path: Path) -> None:
    from ntmrules.authoring.annex.grids import read_grids

    path = tmp_path / "a.html"
    path.write_text(f"<table><tr><td>{cell}</td><td>x</td></tr></table>", encoding="utf-8")
    assert read_grids(path)[0].rows[0] == (printed, "x")


OTHER_HEADS = [
    "Chỉ tiêu đề xuất", "Chỉ tiêu của tỉnh Hà Giang", "Mức đạt 2025", "Tự đánh giá mức đạt", "Yêu cầu đạt chuẩn năm thứ nhất",
    "Mức đạt xã Tân Lập", "Mức đạt chuẩn xã ĐBKK", "Quy định của huyện", "Chỉ tiêu điều chỉnh", "Mức đạt chuẩn hiện tại",
]  # fmt: skip
OWN_HEADS = [
    "Chỉ tiêu", "Yêu cầu", "Mức đạt chuẩn quy định", "Chỉ tiêu giai đoạn 2021 - 2025", "Chỉ tiêu (%)", "Chỉ tiêu chung",
    "Mức đạt chuẩn NTM nâng cao theo QĐ 318/QĐ-TTg", "Chỉ tiêu xã nông thôn mới nâng cao", "Quy định đạt chuẩn",
]  # fmt: skip


@pytest.mark.parametrize("head", OTHER_HEADS)
def test_a_column_that_is_proposed_or_of_others_is_not_the_level_for_all(head: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="NTM026"):
        taken(written(tmp_path, "csv", [[*LEFT, head], INSURED[:4]]))


@pytest.mark.parametrize("head", OWN_HEADS)
def test_a_column_of_the_level_for_all_is_read(head: str, tmp_path: Path) -> None:
    found = taken(written(tmp_path, "csv", [[*LEFT, head], INSURED[:4]]))
    assert [each.printed for each in found.outcomes] == ["≥95%"]


def test_a_level_that_a_name_says_otherwise_is_asked_about(tmp_path: Path) -> None:
    for name, read in (("≥ 60%", False), ("đạt từ 72% trở lên", False), ("đạt từ 71% trở lên", True)):
        row = [*TRAINED[:2], f"12.1. Tỷ lệ lao động qua đào tạo {name}", "", *["≥71%"] * 7]
        assert bool(levels(taken(written(tmp_path, "csv", [HEAD, row, POOR])), "12.1")) is read


# years, parts and signs


def test_a_level_without_a_year_is_none_where_the_catalogue_has_levels_by_year(tmp_path: Path) -> None:
    found = taken(written(tmp_path, "csv", [HEAD, INCOME, POOR]))
    assert levels(found, "10.1") == {}
    assert any("theo năm" in each.why for each in found.outcomes)


def test_a_year_that_a_level_is_aimed_at_is_not_settled_by_a_word(tmp_path: Path) -> None:
    row = [*INCOME[:2], "10.1. Thu nhập bình quân đầu người đến năm 2025", *INCOME[3:]]
    found = taken(written(tmp_path, "csv", [HEAD, row, POOR]), same=("10.1",))
    assert levels(found, "10.1") == {}
    assert {"2025" in each.why for each in found.outcomes if each.label == "10.1" and each.status == "unread"} == {True}


def test_the_unit_of_a_name_counts_for_the_rows_of_its_years(tmp_path: Path) -> None:
    for unit, read in (("triệu đồng/người/tháng", False), ("triệu đồng/người/năm", True)):
        row = [*INCOME[:2], f"10.1. Thu nhập bình quân đầu người ({unit})", *[""] * 8]
        years = ["", "", "Năm 2023", "", *INCOME[4:]]
        assert bool(levels(taken(written(tmp_path, "csv", [HEAD, row, years, POOR])), "10.1")) is read


PARTS = [("a) hộ gia đình", "b) cơ sở"), ("nam", "nữ"), ("trong đó nữ",), ("- nam", "- nữ"), ("a) hộ gia đình",)]


@pytest.mark.parametrize("parts", PARTS)
def test_levels_of_parts_are_not_those_of_the_whole(parts: tuple[str, ...], tmp_path: Path) -> None:
    rows = [["", "", part, "", *["≥ 90%"] * 7] for part in parts]
    found = taken(written(tmp_path, "csv", [HEAD, [*INSURED[:3], *[""] * 8], *rows, POOR]))
    assert levels(found, "14.1") == {}
    assert levels(found, "11.1")


def test_a_sign_that_may_have_lost_its_stroke_is_not_read(tmp_path: Path) -> None:
    found = taken(written(tmp_path, "csv", [HEAD, [*INSURED[:3], "", *["> 95%"] * 7], [*POOR[:3], "", *["< 3%"] * 7]]))
    assert {each.status for each in found.outcomes} == {"unread"}
    assert all("gạch dưới" in each.why for each in found.outcomes)


def test_a_decimal_comma_without_quotes_gives_no_half_number(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = [
        [*LEFT, *AREAS, "Ghi chú"], [*POOR[:3], *["≤ 3%"] * 7, ""], [*INSURED[:3], *["≥ 95%"] * 6, "≥ 62,5"],
        ["17", "Môi trường", "17.11. Đất cây xanh công cộng bình quân đầu người", *["≥ 4"] * 6, "≥ 4,5"],
    ]  # fmt: skip
    path.write_text("\n".join(map(",".join, rows)), encoding="utf-8")
    found = taken(path)
    assert "dấu phẩy" in refused(found, "17.11")
    assert levels(found, "11.1")
    assert levels(found, "14.1") == {}


@pytest.mark.parametrize(
    ("unit", "cell"), [("dm2", "400"), ("m3/tháng", "2"), ("% số thôn", "30"), ("m2/hộ", "4"), ("điểm", "4")]
)
def test_a_column_of_another_unit_is_heard(unit: str, cell: str, tmp_path: Path) -> None:
    head = [*LEFT, "Đơn vị tính", *AREAS]
    row = ["17", "Môi trường", "17.11. Đất cây xanh công cộng bình quân đầu người", unit, *[cell] * 7]
    assert levels(taken(written(tmp_path, "csv", [head, row])), "17.11") == {}


def test_each_cell_of_two_levels_is_read_by_its_own_words(tmp_path: Path) -> None:
    cells = ["≥ 90% (≥ 50% nước sạch)"] * 6 + ["≥ 90% (≥ 5% từ giếng)"]
    row = ["17", "Môi trường", "17.1. Tỷ lệ hộ được sử dụng nước hợp vệ sinh và nước sạch theo quy định", "", *cells]
    path = written(tmp_path, "html", [HEAD, row])
    path.write_text(path.read_text("utf-8").replace("PHỤ LỤC II", ""), encoding="utf-8")
    found = import_annex(
        CATALOGUE, path, "vn/xa-ntm/2016", "1980/QĐ-TTg", "thử", kind="copy", checked_on="2026-11-29", trusted=True
    )
    assert all(each.status == "unread" for each in found.outcomes if each.column == "Đồng bằng sông Cửu Long")
    others = [each for each in found.outcomes if each.column != "Đồng bằng sông Cửu Long"]
    assert {each.column for each in others if each.status != "unread"} == set(AREAS[:6])
    assert len({each.part for each in others if each.column == AREAS[0] and each.part}) == 2


@pytest.mark.parametrize(
    "cell", ["Bộ Y tế công bố", "Theo quy định của Bộ Y tế", "Bộ Tài nguyên và Môi trường quy định cụ thể"]
)
@pytest.mark.parametrize("places", [7, 1])
def test_what_a_ministry_sets_is_not_the_provinces_to_set(cell: str, places: int, tmp_path: Path) -> None:
    found = taken(written(tmp_path, "csv", [HEAD, [*INSURED[:4], *[cell] * places, *["≥95%"] * (7 - places)]]))
    assert cell not in levels(found, "14.1").values()
    assert "delegated" not in found.files.get("overrides/phu-luc.yaml", "")


@pytest.mark.parametrize(
    ("head", "area"),
    [("TDMN phía Bắc", 0), ("Đồng bằng SH", 1), ("Bắc TB", 2), ("Duyên hải NTB", 3), ("T. Nguyên", 4), ("ĐNB", 5), ("ĐB SCL", 6)],
)  # fmt: skip
def test_short_names_of_areas_are_known(head: str, area: int, tmp_path: Path) -> None:
    heads = [*HEAD[: 4 + area], head, *HEAD[5 + area :]]
    assert levels(taken(written(tmp_path, "csv", [heads, TRAINED])), "12.1") == dict(zip(AREAS, LEVELS, strict=True))


def test_a_row_with_the_number_of_its_criterion_alone_is_its_one_indicator(tmp_path: Path) -> None:
    row = ["10", "Thu nhập", "Thu nhập bình quân đầu người năm 2023", "", *INCOME[4:]]
    assert len(levels(taken(written(tmp_path, "csv", [HEAD, row, TRAINED])), "10.1")) == 7
    row = ["11", "Nghèo đa chiều", "Tỷ lệ hộ nghèo đa chiều còn lại", *POOR[3:]]
    assert levels(taken(written(tmp_path, "csv", [HEAD, row, TRAINED])), "11.1") == {}
    assert levels(taken(written(tmp_path, "csv", [HEAD, row, TRAINED]), same=("11.1",)), "11.1")


@pytest.mark.parametrize("head", ["Kết quả tự đánh giá", "Điểm chuẩn"])
def test_a_column_of_results_beside_the_level_for_all_does_not_refuse_it(head: str, tmp_path: Path) -> None:
    found = taken(written(tmp_path, "csv", [[*LEFT, "Chỉ tiêu", head], [*INSURED[:4], "93%"]]))
    assert [each.printed for each in found.outcomes] == ["≥95%"]


def test_a_strange_column_is_named_where_it_keeps_a_level_from_being_taken(tmp_path: Path) -> None:
    found = taken(written(tmp_path, "csv", [[*LEFT, "Chỉ tiêu", "Cột lạ"], [*INSURED[:4], "93%"]]))
    assert "Cột lạ" in found.outcomes[0].why


def test_the_packs_of_two_decisions_over_a_set_can_be_used_together(tmp_path: Path) -> None:
    first = taken(written(tmp_path, "csv", [HEAD, TRAINED]))
    row = ["14", "Y tế", "14.2. Triển khai quản lý sức khỏe điện tử", "", *["Đạt"] * 7]
    other = import_annex(
        CATALOGUE, written(tmp_path, "html", [HEAD, row]),
        SET, "211/QĐ-TTg", "thử", kind="copy", checked_on="2026-11-29", trusted=True,
    )  # fmt: skip
    heads = [each.files["pack.yaml"].splitlines()[0].rpartition("-")[0] for each in (first, other)]
    assert heads == [
        "id: nhap-xa-ntm-nang-cao-2021-318-qd-ttg-phu-luc",
        "id: nhap-xa-ntm-nang-cao-2021-211-qd-ttg-phu-luc",
    ]


@pytest.mark.parametrize("name", ["(đất lúa)", "(hộ nghèo)", "(xã vùng cao)"])
def test_words_in_brackets_may_limit(name: str, tmp_path: Path) -> None:
    row = [
        "3",
        "Thủy lợi",
        f"3.1. Tỷ lệ đất sản xuất nông nghiệp được tưới tiêu chủ động {name}",
        "≥90%",
        *["≥90%"] * 7,
    ]
    assert "--same 3.1" in refused(taken(written(tmp_path, "csv", [HEAD, row, TRAINED])), "3.1")


@pytest.mark.parametrize("cell", ["≧ 95%", "⩾95%", "=> 95%", "Đạt ≥ 95%", "không dưới 95%", "Không thấp hơn 95%"])
def test_signs_and_words_for_at_least_are_read(cell: str, tmp_path: Path) -> None:
    assert set(levels(taken(written(tmp_path, "csv", [HEAD, [*INSURED[:4], *[cell] * 7]])), "14.1").values()) == {cell}


LIMITING = "Ghi chú: xã khu vực III áp dụng 50% mức trên"


@pytest.mark.parametrize("form", FORMS)
def test_a_note_below_that_gives_some_communes_another_level_takes_nothing(form: str, tmp_path: Path) -> None:
    path = written(tmp_path, form, [HEAD, TRAINED, [LIMITING] * len(HEAD)])
    with pytest.raises(UsageError, match="xã khu vực III áp dụng 50%") as error:
        taken(path)
    assert error.value.problems[0].code == "NTM026"
    found = taken(path, trusted=True)
    assert levels(found, "12.1")
    assert "xã khu vực III áp dụng 50%" in found.files["report.md"]


def test_a_note_outside_of_the_table_is_heard_as_well(tmp_path: Path) -> None:
    path = written(tmp_path, "html", [HEAD, TRAINED])
    path.write_text(f"{path.read_text('utf-8')}<p>{LIMITING}</p>", encoding="utf-8")
    with pytest.raises(UsageError, match="xã khu vực III"):
        taken(path)


def test_a_note_between_the_annexes_of_two_sets_is_of_the_first(tmp_path: Path) -> None:
    path = written(tmp_path, "html", [HEAD, TRAINED])
    other = "<p>Phụ lục III</p><table><tr><td>TT<td>Nội dung<td>Chỉ tiêu<tr><td>1<td>1.1. Khác<td>Đạt</table>"
    path.write_text(f"{path.read_text('utf-8')}<p>{LIMITING}</p>{other}", encoding="utf-8")
    with pytest.raises(UsageError, match="xã khu vực III"):
        taken(path)


@pytest.mark.parametrize(
    "note",
    [
        "Ghi chú: xã khu vực III theo Quyết định số 861/QĐ-TTg",
        "Nơi nhận: như trên",
        "Ghi chú: các mức trên là của cả nước",
    ],
)
def test_a_note_that_sets_no_level_refuses_nothing(note: str, tmp_path: Path) -> None:
    assert levels(taken(written(tmp_path, "html", [HEAD, TRAINED, [note] * len(HEAD)])), "12.1")


def test_a_marked_note_is_of_its_cell_alone(tmp_path: Path) -> None:
    note = "(*) Xã khu vực III áp dụng 50% mức này"
    marked = [*INSURED[:4], "≥95% (*)", *INSURED[5:]]
    found = taken(written(tmp_path, "html", [HEAD, TRAINED, marked, [note] * len(HEAD)]))
    assert levels(found, "12.1")
    assert AREAS[0] not in levels(found, "14.1")
    with pytest.raises(UsageError, match="NTM026"):  # a mark that stands nowhere
        taken(written(tmp_path, "html", [HEAD, TRAINED, [note] * len(HEAD)]))


@pytest.mark.parametrize("name", ["14.1. Tỷ lệ người dân tham gia bảo hiểm y tế của hộ gia đình và cơ sở sản xuất:",
                                  "14.1. Tỷ lệ người dân tham gia bảo hiểm y tế:"])  # fmt: skip
def test_one_part_below_an_empty_row_is_not_the_rest_of_its_name(name: str, tmp_path: Path) -> None:
    part = ["", "", "hộ gia đình", "≥80%", *["≥80%"] * 7]
    found = taken(written(tmp_path, "csv", [HEAD, TRAINED, ["14", "Y tế", name, *[""] * 8], part]))
    assert levels(found, "14.1") == {}


def test_words_said_already_are_a_part_and_words_that_go_on_are_the_rest(tmp_path: Path) -> None:
    head, rest = ["14", "Y tế", "14.1. Tỷ lệ người dân tham gia bảo hiểm"], ["", "", "y tế", *INSURED[3:]]
    assert levels(taken(written(tmp_path, "csv", [HEAD, TRAINED, [*head, *[""] * 8], rest])), "14.1")
    part = ["", "", "người dân", *INSURED[3:]]
    name = f"{INSURED[2]} (nam và nữ)"
    assert levels(taken(written(tmp_path, "csv", [HEAD, TRAINED, ["14", "Y tế", name, *[""] * 8], part])), "14.1") == {}


@pytest.mark.parametrize(
    "line",
    ["Áp dụng cho các xã ĐBKK", "Kế hoạch nâng chuẩn năm 2024", "Biểu đăng ký chỉ tiêu năm 2023", "Dự kiến mức đạt chuẩn",
     "Bảng tổng hợp ý kiến góp ý", "Bảng 2. So sánh hai bộ tiêu chí", "Lộ trình thực hiện"],
)  # fmt: skip
def test_a_title_of_plans_proposals_or_comparisons_is_told(line: str, tmp_path: Path) -> None:
    path = written(tmp_path, "html", [HEAD, TRAINED])
    path.write_text(f"<p>{line}</p>{path.read_text('utf-8').replace('PHỤ LỤC II', '')}", encoding="utf-8")
    with pytest.raises(UsageError, match="NTM026"):
        taken(path)


def test_a_row_of_two_numbers_is_neither(tmp_path: Path) -> None:
    row = ["12", "Lao động", "12.1. và 12.2. Tỷ lệ lao động qua đào tạo", *TRAINED[3:]]
    assert "12.2" in refused(taken(written(tmp_path, "csv", [HEAD, row, POOR])), "12.1")


@pytest.mark.parametrize("cell", ["95 phần trăm", "≥ 95 ％", "Ít nhất 95 phần trăm", "≥95％"])
def test_per_cent_in_words_and_in_a_wide_sign_are_read(cell: str) -> None:
    assert (read_printed(cell).value, read_printed(cell).unit) == (95, "%")


@pytest.mark.parametrize(
    ("line", "is_it"), [("PL2", True), ("PLII", True), ("PL 2", True), ("PL1", False), ("PLI", False)]
)
def test_a_sheet_is_called_by_the_short_form_of_its_annex(line: str, is_it: bool) -> None:
    asked = asked_for(CATALOGUE.set(SET), DECISION, ())
    assert (another([line], asked) == "") is is_it
    assert named_by([line], asked) is is_it
