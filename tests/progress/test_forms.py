"""The forms of the programme: headings, cells with their reasons, identities, forms of packs."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

import ntmrules
from ntmrules.capital.rows import read_capital
from ntmrules.catalog.forms import read_forms
from ntmrules.catalog.pack import Pack
from ntmrules.cli import run
from ntmrules.errors import CatalogError, FiguresError
from ntmrules.office.capital_names import of_one_commune, placed
from ntmrules.office.form_values import Filled, FilledForm, Source, fill, moment
from ntmrules.office.form_write import check_words, headings, left_out_words

openpyxl = pytest.importorskip("openpyxl")
docx = pytest.importorskip("docx")

LIBRARY = ntmrules.Library(plugins=())
NATION = LIBRARY.catalogue.packs[0]
FORMS = read_forms([NATION])
FIGURES = """unit,province,area,subject,value,as_of
xã A,Quảng Ninh,nhom-1,1,đạt,2026-12-01
xã A,Quảng Ninh,nhom-1,2,đạt,2026-12-01
xã A,Quảng Ninh,nhom-1,8,chưa đạt,2027-05-01
xã A,Quảng Ninh,nhom-1,vn/xa-ntm,chưa đạt,2027-05-01
xã B,Quảng Ninh,nhom-2,1,đạt,2026-12-01
xã B,Quảng Ninh,nhom-2,1,chưa đạt,2027-05-01
""" + "".join(f"xã C,Quảng Ninh,nhom-3,{number},đạt,2026-12-01\n" for number in range(1, 11)) + (
    "xã C,Quảng Ninh,nhom-3,vn/xa-ntm,đạt,2026-12-01\n"
)  # fmt: skip
CAPITAL = """unit;source;part;work;kind;amount;money_unit;as_of;period
;NSTW đầu tư;hp1-02;giao-thong;phân bổ;1.500,5;triệu đồng;2027-03-01;
;nstw-dau-tu;hp1-02;giao-thong;giải ngân;700;triệu đồng;2027-03-01;
;nstw-thuong-xuyen;hp1-02;;phân bổ;2000 triệu đồng;;2027-03-01;
;nsdp-tinh;hp1-02;;allotted;300;triệu đồng;2027-03-01;
;nsdp-xa;hp1-02;;allotted;0;triệu đồng;2027-03-01;
;long-ghep;hp1-02;;mobilised;0;triệu đồng;2027-03-01;
;tin-dung;hp1-02;;mobilised;0;triệu đồng;2027-03-01;
;doanh-nghiep;hp1-02;;mobilised;0;triệu đồng;2027-03-01;
;dan-tien-mat;hp1-02;;mobilised;10;triệu đồng;2027-03-01;
;dan-ngay-cong;hp1-02;;huy động trong kỳ;5;triệu đồng;2027-03-01;
;dan-ngay-cong;hp1-02;;huy động trong kỳ;99;triệu đồng;2027-09-01;
;nstw-dau-tu;hp1-02;;planned;4000;triệu đồng;;2027
"""


def filled(
    tmp: Path, form: str, *more: str, suffix: str = "xlsx", code: int = 0, figures: str = FIGURES,
    days: tuple[str, str] = ("2027-06-30", "31/12/2026"),
) -> Path:  # fmt: skip
    file, capital, out = tmp / "f.csv", tmp / "c.csv", tmp / f"o.{suffix}"
    file.write_text(figures, "utf-8")
    capital.write_text(CAPITAL, "utf-8")
    words = ["form", "fill", form, "--from", str(file), "--capital", str(capital), "--on", days[0], "--before",
             days[1], "--no-plugins", "--force", "-o", str(out), *more]  # fmt: skip
    assert run(words) == code
    return out


def cells(path: Path) -> dict[str, list[object]]:
    """Rows of the form by the text of their second column; a comment stands for an empty cell, with a hash."""
    sheet = openpyxl.load_workbook(path).worksheets[0]
    found: dict[str, list[object]] = {}
    for row in sheet.iter_rows(min_row=4):
        shown = [f"#{cell.comment.text}" if cell.value is None and cell.comment else cell.value for cell in row]
        found.setdefault(str(row[1].value), shown[2:])
    return found


def test_every_form_of_the_list_is_there_with_its_headings() -> None:
    assert sorted(FORMS) == [f"bieu-{number:02}" for number in range(5, 14)]
    assert max(column.depth for column in FORMS["bieu-09"].header) == 4
    assert [len(FORMS[name].columns()) for name in ("bieu-05", "bieu-09", "bieu-12")] == [13, 21, 21]
    tops = [(each.text, each.left, each.right) for each in headings(FORMS["bieu-05"].header) if each.top == 0]
    assert ("Xã nhóm 1", 3, 5) in tops


def test_communes_by_criterion_and_group(tmp_path: Path) -> None:
    rows = cells(filled(tmp_path, "bieu-05", "--province", "Quảng Ninh"))
    assert rows["Quy hoạch"][1:3] == [1, 1]
    assert rows["Quy hoạch"][4:6] == [1, 0]
    assert rows["Quy hoạch"][7:9] == [1, 1]
    assert str(rows["Quy hoạch"][3]).startswith("#kế hoạch 6 tháng")
    assert str(rows["Giảm nghèo và An sinh xã hội"][2]).startswith("#từ 0 đến 1")


def test_results_of_the_programme_and_their_identities(tmp_path: Path) -> None:
    path = filled(tmp_path, "bieu-06", "--province", "Quảng Ninh")
    rows = cells(path)
    assert rows["Tổng số xã thực hiện XD NTM trên địa bàn"][:2] == [3, 3]
    assert rows["Số xã có QĐ công nhận đạt chuẩn NTM"][0] == "#từ 1 đến 3; còn xã chưa xác định"
    assert rows["Số xã đạt 10 tiêu chí"][1] == 1
    checks = {
        (row[0], row[2]) for row in openpyxl.load_workbook(path)["Kiểm tra"].iter_rows(min_row=2, values_only=True)
    }
    assert ("Dòng 1 = ba nhóm xã", "đúng") in checks
    assert not any(state == "SAI" for _, state in checks)


def test_capital_by_source_leaves_out_what_came_later_and_never_takes_nothing_for_nought(tmp_path: Path) -> None:
    rows = cells(filled(tmp_path, "bieu-07"))
    assert rows["TỔNG SỐ"][1] == 3815.5
    assert rows["Vốn đầu tư công"][:2] == [4000, 1500.5]
    assert str(rows["Kinh phí thường xuyên"][0]).startswith("#không có dòng vốn")
    assert str(rows["TỔNG SỐ"][0]).startswith("#chưa cộng được")
    works = cells(filled(tmp_path, "bieu-08"))
    assert works["Giao thông"][1] == 700
    parts = cells(filled(tmp_path, "bieu-09"))
    assert parts["Hạ tầng kinh tế - xã hội nông thôn"][:5] == [3815.5, 3800.5, 1500.5, 2000, 300]


def test_a_commune_by_criteria_and_indicators(tmp_path: Path) -> None:
    rows = cells(filled(tmp_path, "bieu-10", "--unit", "xã A"))
    assert rows["Quy hoạch"][2] == "đạt"
    assert rows["Môi trường và cảnh quan nông thôn"][4] == "chưa đạt"
    assert str(rows["Môi trường và cảnh quan nông thôn"][2]).startswith("#")


@pytest.mark.parametrize("form", sorted(FORMS))
def test_every_form_as_a_document_says_why_a_cell_is_empty(form: str, tmp_path: Path) -> None:
    unit = ["--unit", "xã A"] if FORMS[form].level == "xa" else []
    document = docx.Document(str(filled(tmp_path, form, *unit, suffix="docx")))
    assert len(document.tables[0].columns) == len(FORMS[form].columns())
    assert len(list(document.comments)) > 0


def test_a_day_under_another_set_is_not_compared(tmp_path: Path) -> None:
    figures, out = tmp_path / "f.csv", tmp_path / "o.xlsx"
    figures.write_text(FIGURES.replace("2027-05-01", "2026-05-01").replace("2026-12-01", "2026-03-01"), "utf-8")
    words = [
        "form",
        "fill",
        "bieu-05",
        "--from",
        str(figures),
        "--on",
        "2026-06-30",
        "--before",
        "2025-12-31",
        "-o",
        str(out),
    ]
    assert run([*words, "--no-plugins", "--province", "Quảng Ninh"]) == 0
    assert "áp dụng bộ khác" in str(cells(out)["Quy hoạch"][1])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["bieu-5"], "bieu-05"),
        (["bieu-10"], "--unit"),
        (["bieu-06", "--unit", "xã A"], "--unit"),
        (["bieu-06", "--before", "2028-01-01"], "--before"),
    ],
)
def test_bad_words_are_refused(words: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    figures = tmp_path / "f.csv"
    figures.write_text(FIGURES, "utf-8")
    every = [
        "form",
        "fill",
        *words,
        "--from",
        str(figures),
        "--on",
        "2027-06-30",
        "-o",
        str(tmp_path / "o.xlsx"),
        "--no-plugins",
    ]
    every += [] if "--before" in words else ["--before", "2026-12-31"]
    assert run(every) == 3
    assert said in capsys.readouterr().err


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (";nstw;;;allotted;1;triệu đồng;;2027", "nstw"),
        (";tin-dung;;;allot;1;triệu đồng;;2027", "allotted"),
        (";tin-dung;;;allotted;1;;;2027", "c.csv:2:6"),
        (";tin-dung;;;allotted;1 tỷ đồng;triệu đồng;;2027", "c.csv:2:6"),
        (";tin-dung;;;allotted;nhiều;triệu đồng;;2027", "c.csv:2:6"),
    ],
)
def test_money_without_its_unit_or_source_is_refused(row: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("unit;source;part;work;kind;amount;money_unit;as_of;period\n" + row + "\n", "utf-8")
    with pytest.raises(FiguresError) as caught:
        read_capital(path)
    assert said in caught.value.text("vi")


def test_an_amount_is_kept_in_dong(tmp_path: Path) -> None:
    path = tmp_path / "c.csv"
    path.write_text("source;kind;amount;money_unit;period\ntin-dung;giải ngân;1.234,5;triệu đồng;2027\n", "utf-8")
    assert read_capital(path)[0].amount == Decimal(1_234_500_000)


OWN = """id: bieu-tinh
code: Biểu riêng
level: tinh
title: Số xã và vốn 6 tháng..../năm...
evidence: {kind: recall, confidence: low}
set: xa-ntm
from: "2026-02-15"
money_unit: tỷ đồng
header:
  - {title: Nội dung, shows: text}
  - title: Kết quả
    columns:
      - {title: Năm trước, id: before, time: before}
      - {title: "TH 6 tháng năm...", id: now, time: now, kinds: [allotted]}
rows:
  - {text: Quy hoạch, id: a, criterion: "1"}
  - {text: Số xã, id: b, count: communes}
  - {text: Ngân sách tỉnh, id: c, sources: [nsdp-tinh]}
checks:
  - text: {vi: "Quy hoạch không quá số xã", en: "Planning at most communes"}
    row: a
    at_most: b
"""


def own_pack(tmp: Path, text: str = OWN) -> Path:
    """A pack with one form."""
    folder = tmp / "tinh"
    (folder / "forms").mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text("id: tinh\nname: {vi: Tỉnh, en: Province}\n", "utf-8")
    (folder / "forms" / "a.yaml").write_text(text, "utf-8")
    return folder


def test_a_province_adds_its_own_form_by_pack(tmp_path: Path) -> None:
    assert read_forms([NATION, Pack(own_pack(tmp_path))])["bieu-tinh"].rows[0].criterion == "1"
    for old, new in (("time: now", "time: noww"), ("shows: text", "shows: texte"), ("code:", "cod:")):
        with pytest.raises(CatalogError):
            read_forms([NATION, Pack(own_pack(tmp_path, OWN.replace(old, new)))])


def test_the_form_of_a_pack_is_filled_as_the_national_ones(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pack = ["--pack", str(own_pack(tmp_path))]
    assert run(["form", "list", "--no-plugins", *pack]) == 0
    assert "Biểu riêng" in capsys.readouterr().out
    sheet = openpyxl.load_workbook(filled(tmp_path, "bieu-tinh", *pack)).worksheets[0]
    table = docx.Document(str(filled(tmp_path, "bieu-tinh", *pack, suffix="docx"))).tables[0]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=4)]
    assert rows[0] == ["Nội dung", "Kết quả", None]
    assert rows[1][1:] == ["Năm trước", "TH 6 tháng năm 2027"]
    assert rows[2:] == [["Quy hoạch", 3, 2], ["Số xã", 3, 3], ["Ngân sách tỉnh", None, 0.3]]
    assert [[cell.text for cell in row.cells] for row in table.rows][2:] == [
        ["Quy hoạch", "3", "2"], ["Số xã", "3", "3"], ["Ngân sách tỉnh", "", "0,3"],
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "line", "said"),
    [
        ("id: b,", "id: a,", 17, "two of a row have one id 'a'"),
        ("id: now,", "id: before,", 14, "two of a column have one id 'before'"),
        ("count: communes", "sum_of: [b]", 17, "the row 'b' adds up itself"),
        ("count: communes", "count: criteria_between", 17, "between: [5, 9]"),
        ("count: communes", "count: criteria_between, between: [9, 5]", 17, "between: [5, 9]"),
        ("count: communes", "count: decision_of_tier", 17, "of_set"),
        (", count: communes", "", 17, "criterion | count"),
        ("id: now, ", "", 14, "id"),
        ("set: xa-ntm\n", "", 15, "set: xa-ntm"),
        ("set: xa-ntm", "set: xa-ntmm", 6, "did you mean 'xa-ntm'"),
        ("    at_most: b\n", "", 20, "equals | at_most"),
        ("    row: a\n    at_most: b\n", "    column: now\n", 20, "columns"),
        ("    row: a\n    at_most: b\n", "    other_form: bieu-06\n", 20, "row, column, other_row, other_column"),
        ("money_unit: tỷ đồng", "money_unit: USD", 8, "triệu đồng"),
    ],
)
def test_what_is_wrong_in_a_form_is_told_with_its_line_and_what_to_do(
    tmp_path: Path, old: str, new: str, line: int, said: str
) -> None:
    with pytest.raises(CatalogError) as error:
        read_forms([NATION, Pack(own_pack(tmp_path, OWN.replace(old, new)))])
    text = error.value.text("en")
    assert f"a.yaml:{line}:" in text
    assert said in text
    assert "to do:" in text


CAPITAL_HEAD = "source,kind,amount,money_unit,as_of,period,part,work,unit\n"


def capital_cells(tmp: Path, form: str, *rows: str, unit: str | None = None) -> dict[str, dict[str, Filled]]:
    """The cells of a form of capital, by the id of its row and of its column."""
    path = tmp / "von.csv"
    path.write_text(CAPITAL_HEAD + "".join(f"{row}\n" for row in rows), "utf-8")
    forms = read_forms(ntmrules.Library(plugins=()).catalogue.packs)
    capital = placed(read_capital(path), forms.values(), unit=unit)
    known = moment(None, ())
    done = fill(forms[form], Source(now=known, before=known, capital=capital, on="2027-06-30", unit=unit), place="",
                before="2026-12-31", forms=forms)  # fmt: skip
    columns = [column.id for column in forms[form].columns()]
    return {row.id: dict(zip(columns, row.cells, strict=True)) for row in done.rows if row.id}  # type: ignore[misc]


def test_parts_and_works_are_named_as_the_forms_name_them(tmp_path: Path) -> None:
    cells = capital_cells(tmp_path, "bieu-08", "NSTW đầu tư,kế hoạch,1000,triệu đồng,2027-01-10,2027,,Giao thông,")
    assert cells["giao-thong"]["year"].value == 1000
    with pytest.raises(FiguresError, match="NTM578"):
        capital_cells(tmp_path, "bieu-08", "NSTW đầu tư,kế hoạch,1000,triệu đồng,2027-01-10,2027,,Giao thong thuy,")


def test_capital_without_a_unit_is_of_the_commune_that_fills_its_form(tmp_path: Path) -> None:
    row = "ngân sách tỉnh,kế hoạch,2000,triệu đồng,2027-01-10,2027,,,"
    assert capital_cells(tmp_path, "bieu-11", row, unit="xã A")["ii-1"]["year"].value == 2000
    assert capital_cells(tmp_path, "bieu-11", f"{row}XÃ  A", unit="xã A")["ii-1"]["year"].value == 2000
    with pytest.raises(FiguresError, match="NTM578"):
        capital_cells(tmp_path, "bieu-11", f"{row}xã B", unit="xã A")


def test_the_plan_of_the_last_half_year_is_its_own_row(tmp_path: Path) -> None:
    cells = capital_cells(
        tmp_path, "bieu-07", "ngân sách tỉnh,kế hoạch,2000,triệu đồng,2027-01-10,2027,,,",
        "ngân sách tỉnh,kế hoạch,800,triệu đồng,2027-07-01,6T cuối năm 2027,,,",
    )["ii-1"]  # fmt: skip
    assert (cells["year"].value, cells["plan"].value) == (2000, 800)
    assert cells["now"].value is None


def test_what_was_allotted_and_mobilised_from_one_source_is_not_added_up(tmp_path: Path) -> None:
    rows = [f"ngân sách tỉnh,{kind},2000,triệu đồng,2027-01-10,2027,,," for kind in ("phân bổ", "huy động")]
    cell = capital_cells(tmp_path, "bieu-07", *rows)["ii-1"]["now"]
    assert cell.value is None
    assert cell.why is not None
    assert "phân bổ" in cell.why.vi


def test_a_form_is_of_one_province_and_of_the_one_that_is_asked_for(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    filled(tmp_path, "bieu-05", "--province", "Hà Nội", code=3)
    assert "NTM610" in capsys.readouterr().err
    filled(tmp_path, "bieu-05", code=3, figures=FIGURES.replace("xã B,Quảng Ninh", "xã B,An Giang"))
    assert "NTM015" in capsys.readouterr().err


def test_capital_of_no_unit_is_not_that_of_a_commune_where_others_name_theirs(tmp_path: Path) -> None:
    def total(*rows: str) -> Decimal | None:
        path = tmp_path / "c.csv"
        path.write_text("unit;source;part;kind;amount;money_unit;period\n" + "\n".join(rows), "utf-8")
        known = moment(None, ())
        source = Source(now=known, before=known, capital=placed(read_capital(path), FORMS.values(), unit="xã A"),
                        on="2027-06-30", unit="xã A")  # fmt: skip
        cells = fill(FORMS["bieu-11"], source, place="xã A", before="2026-12-31", forms=FORMS).rows
        numbers = [cell.number for row in cells for cell in row.cells if cell.number is not None]
        return max(numbers, default=None)

    row = "{};nstw-dau-tu;hp1-02;planned;{};triệu đồng;2027"
    assert total(row.format("", 5000)) == 5000
    assert total(row.format("xã A", 100), row.format("", 5000)) == 100


@pytest.mark.parametrize("form", ["bieu-05", "bieu-06", "bieu-08", "bieu-10"])
def test_a_form_is_printed_on_a4_and_no_row_is_cut(form: str, tmp_path: Path) -> None:
    """Every row has room for the lines that its texts take in their columns, the headings too."""
    words = ["--unit", "xã A"] if form == "bieu-10" else []
    for sheet in openpyxl.load_workbook(filled(tmp_path, form, *words)).worksheets:
        assert str(sheet.page_setup.paperSize) == sheet.PAPERSIZE_A4
        wide = {
            column: each.width for each in sheet.column_dimensions.values() for column in range(each.min, each.max + 1)
        }
        spans = {(each.min_row, each.min_col): each for each in sheet.merged_cells.ranges}
        for row in sheet.iter_rows(min_row=4):
            for cell in row:
                span = spans.get((cell.row, cell.column))
                columns = range(cell.column, (span.max_col if span else cell.column) + 1)
                width = sum(wide[each] for each in columns)
                rows = range(cell.row, (span.max_row if span else cell.row) + 1)
                height = sum(sheet.row_dimensions[each].height or 15 for each in rows)
                lines = -(-len(str(cell.value or "")) // int(width * 1.1))
                assert height >= lines * 13, (cell.coordinate, cell.value)
    document = docx.Document(str(filled(tmp_path, form, *words, suffix="docx")))
    page = document.sections[0]
    assert (round(page.page_width.mm), round(page.page_height.mm)) == (297, 210)


def test_headings_and_identities_name_the_days_and_forms_that_are_meant(tmp_path: Path) -> None:
    def texts(path: Path) -> str:
        return " ".join(str(cell.value) for sheet in openpyxl.load_workbook(path) for row in sheet for cell in row)

    half = texts(filled(tmp_path, "bieu-06"))
    assert "TH 6 tháng năm 2027" in half
    assert "KQ đến 31/12 năm trước" in half
    assert "..." not in half
    whole = texts(filled(tmp_path, "bieu-10", "--unit", "xã A", days=("2027-12-31", "2027-06-30")))
    assert "TH năm 2027" in whole
    assert "KQ đến 30/06/2027" in whole
    assert "6 tháng" not in whole
    assert "ocop" not in whole
    assert "mới có" in whole
    assert "dòng I.1 của Biểu 11" in texts(filled(tmp_path, "bieu-13", "--unit", "xã A"))


def capital_form(tmp: Path, form: str, *rows: str, unit: str | None = None) -> FilledForm:
    """A form of capital, filled from rows under ``CAPITAL_HEAD``."""
    path = tmp / "von.csv"
    path.write_text(CAPITAL_HEAD + "".join(f"{row}\n" for row in rows), "utf-8")
    known = moment(None, ())
    capital = placed(read_capital(path), FORMS.values(), unit=unit)
    return fill(FORMS[form], Source(now=known, before=known, capital=capital, on="2027-06-30", unit=unit), place="",
                before="2026-12-31", forms=FORMS)  # fmt: skip


PARTS = ["hp1-01", "hp1-02", "hp1-03", "hp1-04", "hp1-05", "hp1-06", "hp1-07", "hp1-08", "hp1-09", "hp1-10", "hp2-01",
         "hp2-02", "hp2-03", "hp2-04", "hp2-05", "khac"]  # fmt: skip
ALLOT = "nstw-dau-tu,phân bổ,{},triệu đồng,2027-03-01,2027,{},,"


def test_capital_that_names_no_part_counts_in_the_total_and_the_cells_name_it(tmp_path: Path) -> None:
    done = capital_form(tmp_path, "bieu-09", ALLOT.format(10000, "Quy hoạch"), ALLOT.format("110000", ""))
    rows = {row.id: dict(zip([each.id for each in done.form.columns()], row.cells, strict=True)) for row in done.rows}
    assert rows["tong"]["now-dtpt"].value == 120_000
    assert rows["hp1-01"]["now-dtpt"].value == 10_000
    for name in ("hp1-01", "hp1-02", "hp1"):
        why = rows[name]["now-dtpt"].why
        assert why is not None
        assert "110.000 triệu đồng không ghi nội dung thành phần (von.csv:3)" in why.vi
        assert "110,000" in str(why.en)
    assert rows["hp1-02"]["now-dtpt"].value is None
    check = next(each for each in done.checks if each.text.vi.startswith("Tổng cộng = hai") and each.where.vi == "ĐTPT")
    assert check.holds is None
    assert "không ghi nội dung thành phần" in check_words(check, done, "vi")[2]
    assert check.said("vi") == "120.000 = ? + ? + ?"


def test_a_total_over_parts_that_are_all_known_is_no_wrong_identity_where_a_row_names_none(tmp_path: Path) -> None:
    every = [ALLOT.format(5, part) for part in PARTS]
    for more, holds in (([], True), ([ALLOT.format("7,5", "").replace("7,5", '"7,5"')], None)):
        done = capital_form(tmp_path, "bieu-09", *every, *more)
        check = next(
            each for each in done.checks if each.text.vi.startswith("Tổng cộng = hai") and each.where.vi == "ĐTPT"
        )
        assert check.holds is holds
        assert check.own == 80 + (Decimal("7.5") if more else 0)
        assert not done.left_out


def test_works_that_no_row_names_count_in_the_total_of_their_form(tmp_path: Path) -> None:
    done = capital_form(tmp_path, "bieu-08", "nstw-dau-tu,kế hoạch,100,triệu đồng,2027-01-05,2027,,giao-thong,",
                        "nstw-dau-tu,kế hoạch,50,triệu đồng,2027-01-05,2027,,,")  # fmt: skip
    year = [column.id for column in done.form.columns()].index("year")
    assert {row.id: row.cells[year].value for row in done.rows if row.id in ("tong", "giao-thong")} == {
        "tong": 150, "giao-thong": 100,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("row", "why"),
    [
        ("nsdp-huyen,phân bổ,5,triệu đồng,2027-03-01,2027,hp1-01,,", "ngân sách huyện"),
        ("tổng số,phân bổ,5,triệu đồng,2027-03-01,2027,hp1-01,,", "không có dòng cho nguồn"),
        ("nsdp-tinh,phân bổ,5,triệu đồng,,,hp1-01,,", "không ghi năm"),
    ],
)
def test_capital_that_belongs_to_no_cell_is_told(
    tmp_path: Path, row: str, why: str, capsys: pytest.CaptureFixture[str]
) -> None:
    done = capital_form(tmp_path, "bieu-07", row)
    assert [why in words[2] for words in left_out_words(done, "vi")] == [True]
    assert run(["form", "fill", "bieu-07", "--capital", str(tmp_path / "von.csv"), "--on", "2027-06-30", "--before",
                "2026-12-31", "-o", str(tmp_path / "o.xlsx"), "--no-plugins"]) == 0  # fmt: skip
    err = capsys.readouterr().err
    assert "von.csv:2" in err
    assert why in err
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx")["Kiểm tra"]
    assert any("von.csv:2" in str(cell.value) for line in sheet for cell in line)


def test_rows_that_a_form_has_no_cell_for_are_told_together(tmp_path: Path) -> None:
    rows = [f"nsdp-huyen,phân bổ,{amount},triệu đồng,2027-03-01,2027,,," for amount in range(1, 31)]
    lines = list(left_out_words(capital_form(tmp_path, "bieu-07", *rows), "vi"))
    assert [(line[1].endswith("(+25)"), line[3]) for line in lines] == [(True, "đã phân bổ 465 triệu đồng")]
    assert not capital_form(tmp_path, "bieu-08", *rows).left_out  # of one source alone


def test_rows_of_other_kinds_years_and_days_are_no_matter_of_a_form(tmp_path: Path) -> None:
    rows = ["nsdp-tinh,giải ngân,5,triệu đồng,2027-03-01,2027,,,", "nsdp-tinh,phân bổ,6,triệu đồng,2026-03-01,2026,,,",
            "nsdp-tinh,phân bổ,7,triệu đồng,2027-09-01,2027,,,"]  # fmt: skip
    done = capital_form(tmp_path, "bieu-07", *rows)
    assert not done.left_out
    assert all(cell.number is None for row in done.rows for cell in row.cells)


def test_a_plan_that_is_told_twice_is_counted_once(tmp_path: Path) -> None:
    """The local plan holds the one that the Prime Minister assigns, and the year holds its halves."""
    path = tmp_path / "von.csv"
    path.write_text(
        "source,kind,plan_of,amount,money_unit,period\nnstw-dau-tu,kế hoạch,thủ tướng,100,tỷ đồng,2027\n"
        "nstw-dau-tu,kế hoạch,địa phương,120,tỷ đồng,2027\nnstw-dau-tu,kế hoạch,địa phương,70,tỷ đồng,6T cuối năm 2027\n",
        "utf-8",
    )
    known = moment(None, ())
    source = Source(now=known, before=known, capital=read_capital(path), on="2027-06-30")
    done = fill(FORMS["bieu-07"], source, place="", before="2026-12-31", forms=FORMS)
    cells = dict(zip([each.id for each in done.form.columns()], next(r for r in done.rows if r.id == "i-1").cells,
                     strict=True))  # fmt: skip
    assert (cells["year"].value, cells["plan"].value) == (120_000, 70_000)


def test_capital_of_another_province_fills_no_form(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "von.csv"
    row = "nsdp-tinh,phân bổ,6,triệu đồng,2027,"
    words = ["form", "fill", "bieu-07", "--capital", str(path), "--on", "2027-06-30", "--before", "2026-12-31", "-o",
             str(tmp_path / "o.xlsx"), "--no-plugins", "--force"]  # fmt: skip
    for text, more, code in ((f"{row}An Giang\n", [], 0), (f"{row}An Giang\n{row}Cà Mau\n", [], 3),
                             (f"{row}An Giang\n", ["--province", "Cà Mau"], 3)):  # fmt: skip
        path.write_text("source,kind,amount,money_unit,period,province\n" + text, "utf-8")
        assert run([*words, *more]) == code
    assert "NTM015" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["bieu-05", "bieu-06"])
def test_rows_of_ten_criteria_are_not_filled_from_a_set_of_nineteen(
    form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Criterion 2 of 2023 is roads, criterion 2 of the form is infrastructure: the count would be of something else."""
    filled(tmp_path, form, code=3, figures=FIGURES.replace("2027-05-01", "2023-05-01").replace("2026-12-01", "2022-12-01"),
           days=("2023-10-31", "2022-12-31"))  # fmt: skip
    err = capsys.readouterr().err
    assert "NTM015" in err
    assert "15/02/2026" in err or "2026-02-15" in err


def test_numbers_and_reasons_are_in_the_language_that_is_asked_for(tmp_path: Path) -> None:
    for lang, sheet, number, state in (("vi", "Kiểm tra", "1.510,5", "đạt"), ("en", "Checks", "1,510.5", "met")):
        lines = [ALLOT.format('"1.500,5"', ""), ALLOT.format("10", "").replace("nstw-dau-tu", "nstw-thuong-xuyen")]
        path = tmp_path / "von.csv"
        path.write_text(CAPITAL_HEAD + "\n".join(lines), "utf-8")
        for suffix in ("xlsx", "docx"):
            assert run(["form", "fill", "bieu-07", "--capital", str(path), "--on", "2027-06-30", "--before", "2026-12-31", "-o",
                        str(tmp_path / f"o.{suffix}"), "--no-plugins", "--force", "--lang", lang]) == 0  # fmt: skip
        found = openpyxl.load_workbook(tmp_path / "o.xlsx")[sheet]
        assert any(str(cell.value).startswith(f"{number} = ") for row in found for cell in row)
        document = docx.Document(str(tmp_path / "o.docx"))
        assert any(number in cell.text for row in document.tables[0].rows for cell in row.cells)
        criteria = filled(tmp_path, "bieu-10", "--unit", "xã A", "--lang", lang)
        assert cells(criteria)["Quy hoạch"][2] == state
        comments = [str(c.comment.text) for row in openpyxl.load_workbook(criteria).worksheets[0].iter_rows()
                    for c in row if c.comment]  # fmt: skip
        assert any("chưa" in each for each in comments) == (lang == "vi")


def test_a_unit_of_today_and_those_merged_into_it_are_counted_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Xã Tân Lập and xã An Hảo became xã Núi Cấm on 01/07/2025."""
    units = ["Núi Cấm", "Tân Lập", "An Hảo"]
    figures = "unit,province,area,subject,value,as_of\n" + "".join(
        f"xã {name},An Giang,nhom-1,1,đạt,2027-05-01\n" for name in units
    )
    rows = cells(filled(tmp_path, "bieu-06", "--province", "An Giang", figures=figures))
    assert rows["Tổng số xã thực hiện XD NTM trên địa bàn"][1] == 1
    assert "Tân Lập" in capsys.readouterr().err


def test_no_number_of_a_wide_form_is_broken_and_headings_stand_on_every_page(tmp_path: Path) -> None:
    lines = [ALLOT.format(1_234_567, part) for part in PARTS]
    path = tmp_path / "von.csv"
    path.write_text(CAPITAL_HEAD + "\n".join(lines), "utf-8")
    for suffix in ("docx", "xlsx"):
        assert run(["form", "fill", "bieu-09", "--capital", str(path), "--on", "2027-06-30", "--before", "2026-12-31", "-o",
                    str(tmp_path / f"o.{suffix}"), "--no-plugins"]) == 0  # fmt: skip
    document = docx.Document(str(tmp_path / "o.docx"))
    table, size = document.tables[0], document.styles["Normal"].font.size.pt
    for row in table.rows[4:]:
        for cell in row.cells[2:]:  # a digit is half as wide as its letters are high
            assert len(cell.text) * size / 2 <= cell.width.pt - 2.8
    assert [len(row._tr.xpath("./w:trPr/w:tblHeader")) for row in table.rows[:5]] == [1, 1, 1, 1, 0]
    sheet = openpyxl.load_workbook(tmp_path / "o.xlsx").worksheets[0]
    wide = {place: each.width for each in sheet.column_dimensions.values() for place in range(each.min, each.max + 1)}
    assert all(
        len(f"{cell.value:,}") < wide[cell.column] for row in sheet for cell in row if isinstance(cell.value, int)
    )
    assert sum(wide[place] for place in range(1, 22)) < 260


def test_names_that_are_on_no_list_of_units_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    filled(tmp_path, "bieu-06")
    assert "xã A, xã B, xã C" in capsys.readouterr().err


OF_COMMUNES = """unit,within,source,kind,amount,money_unit,period,as_of
xã Bình An,{one},ngân sách tỉnh,phân bổ,100,triệu đồng,2027,2027-01-15
xã {other},{two},ngân sách tỉnh,phân bổ,200,triệu đồng,2027,2027-01-15
"""


@pytest.mark.parametrize("form", ["bieu-11", "bieu-12", "bieu-13"])
@pytest.mark.parametrize(("other", "one", "two"), [("Phú Lộc", "", ""), ("Bình An", "huyện A", "huyện B")])
def test_a_form_of_one_commune_adds_up_no_others(
    tmp_path: Path, form: str, other: str, one: str, two: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capital, out = tmp_path / "von.csv", tmp_path / "bieu.xlsx"
    capital.write_text(OF_COMMUNES.format(other=other, one=one, two=two), "utf-8")
    asked = [
        "form",
        "fill",
        form,
        "--capital",
        str(capital),
        "--on",
        "2027-06-30",
        "--before",
        "2026-12-31",
        "-o",
        str(out),
    ]
    assert run(asked) == 3
    said = capsys.readouterr().err
    assert "NTM602" in said
    assert "xã Bình An" in said
    assert not out.exists()
    assert run([*asked, "--unit", "xã Bình An, huyện A" if one else "xã Bình An"]) in (0, 1)
    if not one:
        return
    assert run([*asked, "--unit", "xã Bình An", "--force"]) == 3  # of which of the two is asked for nobody knows


def test_a_form_of_one_commune_is_of_the_only_one_that_rows_name(tmp_path: Path) -> None:
    rows = read_capital(_capital_of(tmp_path, "xã Bình An,,ngân sách tỉnh,phân bổ,100,triệu đồng,2027,2027-01-15\n"))
    assert of_one_commune(rows, None) == ("xã Bình An", rows)
    nobody = read_capital(_capital_of(tmp_path, ",,ngân sách tỉnh,phân bổ,100,triệu đồng,2027,2027-01-15\n"))
    assert of_one_commune(nobody, None) == (None, nobody)
    assert of_one_commune(nobody, "xã Bình An") == ("xã Bình An", nobody)


def _capital_of(tmp_path: Path, row: str) -> Path:
    path = tmp_path / "von.csv"
    path.write_text(OF_COMMUNES.partition("\n")[0] + "\n" + row, "utf-8")
    return path
