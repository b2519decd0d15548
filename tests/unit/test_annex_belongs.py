"""A table that is another set's, by what stands over it or by its rows, is not taken: in every form of file and of words."""

from __future__ import annotations

import csv
import html
from pathlib import Path

import pytest

from ntmrules import Library
from ntmrules.authoring.annex.importing import Imported, import_annex
from ntmrules.authoring.annex.titles import another, asked_for, consolidated, named_by
from ntmrules.cli import run
from ntmrules.errors import UsageError

pytestmark = pytest.mark.vietnamese
CATALOGUE = Library(plugins=()).catalogue
SET, DECISION = "vn/xa-ntm-nang-cao/2021", "318/QĐ-TTg"
AREAS = [
    "Trung du miền núi phía Bắc", "Đồng bằng sông Hồng", "Bắc Trung Bộ", "Duyên hải Nam Trung Bộ", "Tây Nguyên",
    "Đông Nam Bộ", "Đồng bằng sông Cửu Long",
]  # fmt: skip
HEAD = ["TT", "Tên tiêu chí", "Nội dung tiêu chí", "Chỉ tiêu chung", *AREAS]
TRAINED = ["12", "Lao động", "12.1. Tỷ lệ lao động qua đào tạo", "≥80%", *["≥80%"] * 7]
POOR = ["11", "Nghèo đa chiều", "11.1. Tỷ lệ nghèo đa chiều giai đoạn 2021-2025", "≤3%", *["≤3%"] * 7]
ROWS = [HEAD, TRAINED, POOR]
FORMS = ("csv", "html", "docx", "xlsx")


def written(folder: Path, form: str, *parts: tuple[list[str], list[list[str]]]) -> Path:
    """Write tables, each under its lines, as one file of a form."""
    path = folder / f"phu-luc.{form}"
    if form == "csv":
        rows = [row for lines, table in parts for row in (*([line, *[""] * (len(HEAD) - 1)] for line in lines), *table)]
        with path.open("w", encoding="utf-8-sig", newline="") as stream:
            csv.writer(stream).writerows(rows)
    elif form == "html":
        text = "".join(
            f"{''.join(f'<p>{html.escape(line)}</p>' for line in lines)}<table>"
            f"{''.join('<tr>' + ''.join(f'<td>{html.escape(cell)}</td>' for cell in row) + '</tr>' for row in table)}</table>"
            for lines, table in parts
        )
        path.write_text(f"<html><body>{text}</body></html>", encoding="utf-8")
    elif form == "docx":
        document = pytest.importorskip("docx").Document()
        for lines, table in parts:
            for line in lines:
                document.add_paragraph(line)
            grid = document.add_table(rows=len(table), cols=len(HEAD))
            for number, row in enumerate(table):
                for column, cell in enumerate(row):
                    grid.cell(number, column).text = cell
        document.save(str(path))
    else:
        book = pytest.importorskip("openpyxl").Workbook()
        for number, (lines, table) in enumerate(parts):
            sheet = book.active if number == 0 else book.create_sheet()
            for row in (*([line] for line in lines), *table):
                sheet.append(row)
        book.save(path)
    return path


def taken(path: Path, set_id: str = SET, decision: str = DECISION, **options: object) -> Imported:
    return import_annex(
        CATALOGUE, path, set_id, decision, "thử", kind="gazette", checked_on="2026-11-29", **options,  # type: ignore[arg-type]
    )  # fmt: skip


OTHERS = [
    "PHỤ LỤC I", "Phụ lục 1", "Phụ lục số 01", "PHỤ LỤC: I", "PL I", "Phụ lục I kèm theo Quyết định số 318/QĐ-TTg",
    "Phụ lục V", "Phu luc III",
    "BỘ TIÊU CHÍ QUỐC GIA VỀ XÃ NÔNG THÔN MỚI GIAI ĐOẠN 2021 - 2025", "Bộ tiêu chí xã NTM giai đoạn 2021-2025",
    "BỘ TIÊU CHÍ QUỐC GIA VỀ HUYỆN NÔNG THÔN MỚI NÂNG CAO GIAI ĐOẠN 2021-2025", "Tiêu chí xã nông thôn mới kiểu mẫu",
    "BO TIEU CHI XA NONG THON MOI", "Xã NTM hiện đại", "Tiêu chí NTMKM", "Thôn nông thôn mới kiểu mẫu",
    "BỘ TIÊU CHÍ XÃ KIỂU MẪU",
    "(Kèm theo Quyết định số 1980/QĐ-TTg ngày 17 tháng 10 năm 2016)", "Quyết định số: 211 /QĐ -TTg", "Kèm theo Quyết định số 491",
    "BỘ TIÊU CHÍ XÃ NÔNG THÔN MỚI NÂNG CAO GIAI ĐOẠN 2016 – 2020", "Bộ tiêu chí xã NTM nâng cao 2026-2030",
    "ỦY BAN NHÂN DÂN TỈNH HÒA BÌNH", "BỘ TIÊU CHÍ XÃ NÔNG THÔN MỚI NÂNG CAO TỈNH QUẢNG NINH", "UBND Tỉnh Phú Thọ",
]  # fmt: skip
OWN = [
    "PHỤ LỤC II", "Phụ lục 2", "PHỤ LỤC SỐ II", "BỘ TIÊU CHÍ QUỐC GIA VỀ XÃ NÔNG THÔN MỚI NÂNG CAO GIAI ĐOẠN 2021 - 2025",
    "Tiêu chí xã NTM nâng cao", "Bộ tiêu chí NTMNC", "(Kèm theo Quyết định số 318/QĐ-TTg ngày 08 tháng 3 năm 2022)",
    "Quyết định 318/QĐ-TTg ban hành Bộ tiêu chí quốc gia về xã NTM và Bộ tiêu chí quốc gia về xã nông thôn mới nâng cao",
    "Căn cứ Quyết định số 263/QĐ-TTg ngày 22 tháng 02 năm 2022", "THỦ TƯỚNG CHÍNH PHỦ", "Chương trình xây dựng nông thôn mới",
]  # fmt: skip


@pytest.mark.parametrize("line", OTHERS)
def test_a_heading_that_names_another_annex_is_heard(line: str) -> None:
    asked = asked_for(CATALOGUE.set(SET), DECISION, (each.name for each in CATALOGUE.provinces.values()))
    assert another([line], asked)
    assert another(["PHỤ LỤC TRƯỚC", line], asked)


@pytest.mark.parametrize("line", OWN)
def test_a_heading_of_the_own_annex_is_none_of_another(line: str) -> None:
    asked = asked_for(CATALOGUE.set(SET), DECISION, (each.name for each in CATALOGUE.provinces.values()))
    assert another([line], asked) == ""


@pytest.mark.parametrize("set_id", tuple(CATALOGUE.pack_of))
def test_every_set_knows_its_own_name_and_no_other_sets(set_id: str) -> None:
    whole = CATALOGUE.set(set_id)
    asked = asked_for(whole, whole.provision.decision, ())
    title = f"{whole.name.vi} (kèm theo {whole.provision})"
    assert another([title], asked) == ""
    assert named_by([title], asked)
    unheard = [
        other.id
        for other in map(CATALOGUE.set, CATALOGUE.pack_of)
        if other.id != set_id and not another([f"{other.name.vi} (kèm theo {other.provision})"], asked)
    ]
    assert unheard == []


def test_the_line_nearest_to_the_table_counts() -> None:
    asked = asked_for(CATALOGUE.set(SET), DECISION, ())
    assert another(["PHỤ LỤC I", "Phụ lục II"], asked) == ""
    assert another(["PHỤ LỤC II", "Phụ lục I"], asked)


@pytest.mark.parametrize("form", FORMS)
def test_the_table_of_another_set_is_refused_and_nothing_is_written(form: str, tmp_path: Path, capsys) -> None:
    lines = ["PHỤ LỤC I", "BỘ TIÊU CHÍ QUỐC GIA VỀ XÃ NÔNG THÔN MỚI GIAI ĐOẠN 2021 - 2025"]
    path = written(tmp_path, form, (lines, ROWS))
    words = ["catalog", "import", str(path), "--set", SET, "--decision", DECISION, "--source", "thử"]
    assert run([*words, "-o", str(tmp_path / "goi")]) == 3
    said = capsys.readouterr().err
    assert "NTM026" in said
    assert "PHỤ LỤC I" in said
    assert not (tmp_path / "goi").exists()
    assert run([*words, "--heading-checked", "-o", str(tmp_path / "goi")]) == 0


@pytest.mark.parametrize("form", FORMS)
def test_of_two_annexes_in_one_file_the_own_one_is_taken(form: str, tmp_path: Path) -> None:
    found = taken(written(tmp_path, form, (["PHỤ LỤC I"], [HEAD, TRAINED]), (["PHỤ LỤC II"], [HEAD, POOR])))
    assert {each.label for each in found.outcomes} == {"11.1"}
    assert [(row.label, "Phụ lục II" in why) for row, why in found.unmatched] == [("12.1", True)]
    assert "PHỤ LỤC I»" in found.files["report.md"]
    assert "≥80%" in found.files["report.md"]


def test_a_sheet_is_called_as_its_annex(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    book.active.title = "Phụ lục I"
    for row in ROWS:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    with pytest.raises(UsageError, match="NTM026"):
        taken(tmp_path / "a.xlsx")


def test_rows_that_are_rather_those_of_another_set_are_not_taken(tmp_path: Path) -> None:
    """Without a heading the rows tell: more of them are the other set's indicators, by number and name."""
    whole = CATALOGUE.set("vn/xa-ntm/2021")
    rows = [
        [criterion.id, criterion.name.vi, f"{item.id}. {item.name.vi}", "Đạt", *["Đạt"] * 7]
        for criterion in whole.criteria
        for item in criterion.indicators
    ]
    path = written(tmp_path, "csv", ([], [HEAD, *rows]))
    with pytest.raises(UsageError, match="vn/xa-ntm/2021"):
        taken(path)
    assert taken(path, "vn/xa-ntm/2021").count("same") > 0


def test_a_table_without_a_heading_is_taken_and_the_report_says_that_nothing_tells_whose_it_is(tmp_path: Path) -> None:
    found = taken(written(tmp_path, "csv", ([], ROWS)))
    assert {each.label for each in found.outcomes} == {"11.1", "12.1"}
    assert found.unnamed == ("bảng 1",)
    assert taken(written(tmp_path, "csv", (["PHỤ LỤC II"], ROWS))).unnamed == ()


# the common column, and columns of areas


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("cell", ["≥95% (*)", "≥ 8O%", "…%", "-", "", "▢"])
def test_the_common_column_stands_in_for_no_area(form: str, cell: str, tmp_path: Path) -> None:
    row = [*TRAINED[:3], "≥60%", *[cell] * 7]
    found = taken(written(tmp_path, form, (["PHỤ LỤC II"], [HEAD, row, POOR])))
    assert {each.status for each in found.outcomes if each.label == "12.1"} <= {"unread", "common"}
    assert "12.1@" not in found.files["overrides/phu-luc.yaml"]
    assert "60%" in found.files["report.md"]


HEADS = {
    "misspelt": ["TDMN Bắc", "ĐB sông", "Trung Bộ", "Duyên hải", "Tây Nguên", "Miền Đông", "Miền Tây"],
    "numbered": [f"Vùng {number}" for number in range(1, 8)],
    "excepted": [f"Các vùng trừ {area}" for area in AREAS],
}


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("heads", sorted(HEADS))
def test_columns_of_areas_under_unknown_headings_leave_the_common_one_alone(
    form: str, heads: str, tmp_path: Path
) -> None:
    path = written(tmp_path, form, (["PHỤ LỤC II"], [[*HEAD[:4], *HEADS[heads]], TRAINED, POOR]))
    found = taken(path)
    assert {each.status for each in found.outcomes} == {"common"}
    assert len(found.columns_left) == 7
    assert "overrides/phu-luc.yaml" not in found.files


@pytest.mark.parametrize("form", FORMS)
def test_a_column_of_two_areas_is_neithers(form: str, tmp_path: Path) -> None:
    heads = [
        "Trung du miền núi phía Bắc và Tây Nguyên",
        *AREAS[1:4],
        "Bắc Trung Bộ, Duyên hải Nam Trung Bộ",
        *AREAS[5:],
    ]
    row = [*TRAINED[:4], "≥10%", *["≥80%"] * 3, "≥20%", "≥80%", "≥80%"]
    found = taken(written(tmp_path, form, (["PHỤ LỤC II"], [[*HEAD[:4], *heads], row])))
    assert len(found.columns_left) == 2
    assert {each.printed for each in found.outcomes if each.status in ("same", "changed", "new")} == {"≥80%"}
    assert found.areas_lacking == ("Trung du miền núi phía Bắc", "Tây Nguyên")


# names, and what a person says of them


@pytest.mark.parametrize("form", FORMS)
def test_a_person_who_compared_a_name_says_so(form: str, tmp_path: Path) -> None:
    row = [
        "17",
        "Môi trường",
        "17.11. Đất cây xanh sử dụng công cộng tại điểm dân cư nông thôn",
        "",
        *["≥4 m2/người"] * 7,
    ]
    path = written(tmp_path, form, (["PHỤ LỤC II"], [HEAD, row]))
    ((_, why),) = taken(path).unmatched
    assert "--same 17.11" in why
    assert {each.status for each in taken(path, same=("17.11",)).outcomes} == {"same"}
    with pytest.raises(UsageError, match="NTM026"):
        taken(path, same=("17.99",))


def test_a_row_under_the_name_of_another_criterion_is_not_taken(tmp_path: Path) -> None:
    found = taken(written(tmp_path, "csv", (["PHỤ LỤC II"], [HEAD, ["12", "Y tế", *TRAINED[2:]], POOR])))
    assert [(row.label, "Y tế" in why) for row, why in found.unmatched] == [("12.1", True)]


def test_rows_that_are_not_taken_keep_every_cell_under_its_column(tmp_path: Path) -> None:
    row = ["12", "Lao động", "12.9. Chỉ tiêu lạ", "≥99%", "≥98%", *["≥99%"] * 6]
    report = taken(written(tmp_path, "csv", (["PHỤ LỤC II"], [HEAD, row, POOR]))).files["report.md"]
    assert "chung: ≥99%; Trung du miền núi phía Bắc: ≥98%; Đồng bằng sông Hồng: ≥99%" in report


# formats of a spreadsheet: what is printed is what a person sees


@pytest.mark.parametrize(
    ("code", "value", "printed"),
    [
        ("0%", 0.8, "80%"), ('"≥"0%', 0.8, "≥ 80%"), ('"≥ "0%', 0.8, "≥ 80%"), ("≥0%", 0.9, "≥ 90%"),
        ('"≤"0.0%', 0.035, "≤ 3.5%"),
        ('"≥"0"%"', 95, "≥ 95%"), (r"\≥\ 0\%", 95, "≥ 95%"), ('"≥"0%_)', 0.9, "≥ 90%"), ('[Red]"≥"0%', 0.9, "≥ 90%"),
        ('"từ "0%" trở lên"', 0.9, "từ 90% trở lên"), ('0%" trở lên"', 0.9, "90% trở lên"), ('"≥"0%;"≤"0%', 0.8, "≥ 80%"),
        ('">="0%', 0.8, ">= 80%"), ('"≥"0" lít"', 60, "≥ 60 lít"), ('"≥"#,##0', 95, "≥ 95"), ('"≥"0.0', 4, "≥ 4"),
    ],
)  # fmt: skip
def test_a_level_under_a_format_is_read_as_it_is_shown(code: str, value: float, printed: str, tmp_path: Path) -> None:
    assert cell_under(tmp_path, code, value) == printed


@pytest.mark.parametrize(
    ("code", "value"),
    [
        ('"≥"0%', 0.754), ("0%", 0.754), ("≥0%", 0.754), ('"≥"0" lít"', 60.4), ('"≥"0.0', 0.754), ("0.0", 0.754),
        ('[>=0.8]"Đạt";"Không"', 0.8), ('[>=0.5]"≥"0%;"<"0%', 0.8), (";;;", 0.9), ('"≥"0,', 4000), ('"≥"# ?/?', 0.5),
    ],
)  # fmt: skip
def test_a_level_that_is_shown_otherwise_than_it_is_kept_is_not_read(code: str, value: float, tmp_path: Path) -> None:
    from ntmrules.authoring.annex.printed import read_printed

    assert read_printed(cell_under(tmp_path, code, value)).kind == "unread"


def cell_under(folder: Path, code: str, value: float) -> str:
    from ntmrules.authoring.annex.grids import read_grids

    book = pytest.importorskip("openpyxl").Workbook()
    book.active.append([value, "x"])
    book.active["A1"].number_format = code
    book.save(folder / "a.xlsx")
    return read_grids(folder / "a.xlsx")[0].rows[0][0]


def test_what_is_hidden_in_a_workbook_is_not_taken(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.Workbook()
    for row in (["PHỤ LỤC II"], *ROWS):
        book.active.append(row)
    book.active.row_dimensions[3].hidden = True
    book.active.column_dimensions["E"].hidden = True
    book.save(tmp_path / "a.xlsx")
    found = taken(tmp_path / "a.xlsx")
    assert [(row.label, why) for row, why in found.unmatched] == [("12.1", "dòng bị ẩn trong tệp")]
    assert found.areas_lacking == (AREAS[0],)


# a text that puts several decisions together

MIXED = [
    "VĂN BẢN HỢP NHẤT", "Số: 01/VBHN-BNNPTNT", "Quyết định số 318/QĐ-TTg, được sửa đổi, bổ sung bởi Quyết định số 211/QĐ-TTg",
    "(đã được sửa đổi, bổ sung theo Quyết định số 211/QĐ-TTg ngày 01/3/2024)",
    "[5] Chỉ tiêu này được sửa đổi theo quy định tại khoản 3 Điều 1 Quyết định số 211/QĐ-TTg sửa đổi Quyết định số 318/QĐ-TTg",
    "Quyết định số 211/QĐ-TTg sửa đổi, bổ sung một số nội dung của Quyết định số 318/QĐ-TTg",
]  # fmt: skip
ALONE = [
    "Quyết định số 318/QĐ-TTg ngày 08 tháng 3 năm 2022", "Căn cứ Luật sửa đổi, bổ sung một số điều của Luật số 47/2019/QH14",
    "Quyết định số 318/QĐ-TTg thay thế Quyết định số 1980/QĐ-TTg và Quyết định số 691/QĐ-TTg", "Bổ sung quy hoạch theo quy định",
    "Điều 2. Thay thế Quyết định số 1980/QĐ-TTg đã được sửa đổi tại Quyết định số 691/QĐ-TTg",
]  # fmt: skip


@pytest.mark.parametrize("line", MIXED)
def test_a_text_of_several_decisions_is_heard(line: str) -> None:
    assert consolidated(["PHỤ LỤC II", line], DECISION)


@pytest.mark.parametrize("line", ALONE)
def test_a_text_of_one_decision_is_none_of_several(line: str) -> None:
    assert consolidated([line], DECISION) == ""
    assert consolidated(["Quyết định số 211/QĐ-TTg sửa đổi Quyết định số 318/QĐ-TTg"], "211/QĐ-TTg") == ""


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("at", ["above", "below"])
def test_an_annex_of_several_decisions_asks_for_a_word(form: str, at: str, tmp_path: Path, capsys) -> None:
    marked = [*TRAINED[:2], "12.1.[5] Tỷ lệ lao động qua đào tạo", *TRAINED[3:]]
    note = [MIXED[4]] * len(HEAD)
    lines = ["PHỤ LỤC II", *(MIXED[2:3] if at == "above" else [])]
    path = written(tmp_path, form, (lines, [HEAD, marked, POOR, *([note] if at == "below" else [])]))
    words = ["catalog", "import", str(path), "--set", SET, "--decision", DECISION, "--source", "thử"]
    assert run([*words, "-o", str(tmp_path / "goi")]) == 3
    said = capsys.readouterr().err
    assert "NTM026" in said
    assert "211/QĐ-TTg" in said
    found = taken(path, trusted=True)
    assert {each.label for each in found.outcomes} == {"11.1"}
    assert "12.1" in {row.label for row, _ in found.unmatched}
    assert "nhiều quyết định" in found.files["report.md"]
