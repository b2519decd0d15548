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
from ntmrules.office.capital_names import placed
from ntmrules.office.form_values import Filled, Source, fill, moment
from ntmrules.office.form_write import headings

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
title: Số xã đạt tiêu chí 1
evidence: {kind: recall, confidence: low}
set: xa-ntm
header:
  - {title: Nội dung, shows: text}
  - {title: Số xã, id: now, time: now}
rows:
  - {text: Quy hoạch, id: a, criterion: "1"}
"""


def test_a_province_adds_its_own_form_by_pack(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "pack.yaml").write_text("id: tinh\nname: {vi: Tỉnh, en: Province}\n", "utf-8")
    (tmp_path / "forms" / "a.yaml").write_text(OWN, "utf-8")
    assert read_forms([NATION, Pack(tmp_path)])["bieu-tinh"].rows[0].criterion == "1"
    for old, new in (("time: now", "time: noww"), ("shows: text", "shows: texte"), ("code:", "cod:")):
        (tmp_path / "forms" / "a.yaml").write_text(OWN.replace(old, new), "utf-8")
        with pytest.raises(CatalogError):
            read_forms([NATION, Pack(tmp_path)])


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
