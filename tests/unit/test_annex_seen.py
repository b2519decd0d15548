"""What a person does not see of an annex is not read, and a mark of a note is no digit, in each form of file."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from ntmrules import Library
from ntmrules.authoring.annex.grids import read_grids
from ntmrules.authoring.annex.importing import Imported, import_annex
from ntmrules.authoring.annex.tables import NOTE, OBJECT, Grid

pytestmark = pytest.mark.vietnamese
CATALOGUE = Library(plugins=()).catalogue
SET, DECISION = "vn/xa-ntm-nang-cao/2021", "318/QĐ-TTg"
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = """
<w:style w:type="paragraph" w:default="1" w:styleId="Thuong"/>
<w:style w:type="character" w:styleId="Mu"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
<w:style w:type="character" w:styleId="MuCon"><w:basedOn w:val="Mu"/></w:style>
<w:style w:type="character" w:styleId="Gach"><w:rPr><w:strike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="Gach2"><w:rPr><w:dstrike/></w:rPr></w:style>
<w:style w:type="character" w:styleId="An"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="DoanAn"><w:rPr><w:vanish/></w:rPr></w:style>
<w:style w:type="paragraph" w:styleId="DoanGach"><w:rPr><w:strike/></w:rPr></w:style>
"""


def run(text: str, look: str = "") -> str:
    return f"<w:r><w:rPr>{look}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def styled(name: str) -> str:
    return f'<w:rStyle w:val="{name}"/>'


def docx(path: Path, inside: str) -> Grid:
    """Return the table of a Word file with one cell of some runs, or of a whole paragraph."""
    paragraph = inside if inside.startswith("<w:p>") else f"<w:p>{inside}</w:p>"
    body = f"<w:tbl><w:tr><w:tc>{paragraph}</w:tc><w:tc><w:p>{run('x')}</w:p></w:tc></w:tr></w:tbl>"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}"><w:body>{body}</w:body></w:document>')
        archive.writestr("word/styles.xml", f'<w:styles xmlns:w="{WORD}">{STYLES}</w:styles>')
    (grid,) = read_grids(path)
    return grid


RAISED_IN_WORD = [
    '<w:vertAlign w:val="superscript"/>', '<w:vertAlign w:val="subscript"/>', styled("Mu"), styled("MuCon"),
    '<w:position w:val="6"/>',
]  # fmt: skip


@pytest.mark.parametrize("look", RAISED_IN_WORD)
@pytest.mark.parametrize("pieces", [("95", "2"), ("≥ 95%", "1"), ("≥", "1", "5%"), ("≥ 9", "(1)", "5%")])
def test_a_raised_mark_of_word_is_no_digit(look: str, pieces: tuple[str, ...], tmp_path: Path) -> None:
    said = "".join(run(each, look if number == 1 else "") for number, each in enumerate(pieces))
    assert docx(tmp_path / "a.docx", said).rows[0][0] == "".join(
        NOTE if number == 1 else each for number, each in enumerate(pieces)
    )


@pytest.mark.parametrize("look", RAISED_IN_WORD)
@pytest.mark.parametrize("unit", ["≥ 4 m", "≥ 4 km", "4m"])
def test_a_raised_digit_of_a_unit_is_the_units(look: str, unit: str, tmp_path: Path) -> None:
    assert docx(tmp_path / "a.docx", run(unit) + run("2", look) + run("/người")).rows[0][0] == f"{unit}2/người"


@pytest.mark.parametrize("look", [styled("Gach"), styled("Gach2"), "<w:strike/>", "<w:dstrike/>"])
def test_what_is_struck_out_in_word_is_not_read(look: str, tmp_path: Path) -> None:
    assert OBJECT in docx(tmp_path / "a.docx", run("≥ 60%", look) + run(" ≥ 70%")).rows[0][0]


def test_a_run_may_take_back_what_its_style_says(tmp_path: Path) -> None:
    said = run("95%", styled("Gach") + '<w:strike w:val="0"/>') + run("", styled("Mu"))
    assert docx(tmp_path / "a.docx", said).rows[0][0] == "95%"
    said = run("≥ 9", styled("Mu") + '<w:vertAlign w:val="baseline"/>') + run("5%")
    assert docx(tmp_path / "a.docx", said).rows[0][0] == "≥ 95%"


@pytest.mark.parametrize("look", [styled("An"), "<w:vanish/>"])
def test_what_is_hidden_in_word_is_not_read_and_told(look: str, tmp_path: Path) -> None:
    grid = docx(tmp_path / "a.docx", run("1", look) + run("95%"))
    assert grid.rows[0][0] == "95%"
    assert grid.hidden


@pytest.mark.parametrize(("style", "sign"), [("DoanAn", ""), ("DoanGach", OBJECT)])
def test_the_style_of_a_paragraph_counts_for_its_runs(style: str, sign: str, tmp_path: Path) -> None:
    grid = docx(tmp_path / "a.docx", f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{run("95%")}</w:p>')
    assert grid.rows[0][0] == sign


@pytest.mark.parametrize("mark", ["footnoteReference", "endnoteReference"])
def test_a_note_of_word_is_heard(mark: str, tmp_path: Path) -> None:
    assert docx(tmp_path / "a.docx", run("95%") + f'<w:r><w:{mark} w:id="2"/></w:r>').rows[0][0] == f"95%{NOTE}"


@pytest.mark.parametrize("change", ["ins", "moveTo", "del", "moveFrom"])
def test_a_change_that_nobody_accepted_is_not_read(change: str, tmp_path: Path) -> None:
    text = run("5") if change != "del" else "<w:r><w:delText>5</w:delText></w:r>"
    said = f'{run("≥ 9")}<w:{change} w:id="1" w:author="x">{text}</w:{change}>{run("%")}'
    assert OBJECT in docx(tmp_path / "a.docx", said).rows[0][0]


def test_an_underlined_sign_has_its_stroke(tmp_path: Path) -> None:
    line = '<w:u w:val="single"/>'
    assert docx(tmp_path / "a.docx", run("&gt;", line) + run(" 95%")).rows[0][0] == "≥ 95%"
    assert docx(tmp_path / "b.docx", run("&lt;", line) + run(" 3%")).rows[0][0] == "≤ 3%"
    assert OBJECT in docx(tmp_path / "c.docx", run("&gt; 95%", line)).rows[0][0]
    assert docx(tmp_path / "d.docx", run("≥ 95%", line)).rows[0][0] == "≥ 95%"
    assert docx(tmp_path / "e.docx", run("&gt;", '<w:u w:val="none"/>') + run(" 95%")).rows[0][0] == "> 95%"
    for mark in ("<u>&gt;</u>", '<span style="text-decoration: underline">&gt;</span>'):
        assert web(tmp_path / "a.html", f"<td>{mark} 95%").rows[0][0] == "≥ 95%"
    assert OBJECT in web(tmp_path / "b.html", "<td><u>&gt; 95%</u>").rows[0][0]


@pytest.mark.parametrize("look", ["<w:hidden/>", "<w:del/>", '<w:trHeight w:val="10" w:hRule="exact"/>'])
def test_a_row_of_word_that_is_not_seen_is_told(look: str, tmp_path: Path) -> None:
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    rows = f"<w:tr><w:trPr>{look}</w:trPr>{cell.format('9')}</w:tr>"
    rows += f'<w:tr><w:trPr><w:trHeight w:val="1340" w:hRule="exact"/></w:trPr>{cell.format("5")}</w:tr>'
    with zipfile.ZipFile(tmp_path / "a.docx", "w") as archive:
        body = f"<w:body><w:tbl>{rows}</w:tbl></w:body>"
        archive.writestr("word/document.xml", f'<w:document xmlns:w="{WORD}">{body}</w:document>')
    (grid,) = read_grids(tmp_path / "a.docx")
    assert grid.rows == (("5",),)
    assert grid.hidden


def test_a_fraction_of_word_is_no_number(tmp_path: Path) -> None:
    space = "http://schemas.openxmlformats.org/officeDocument/2006/math"
    half = f'<m:f xmlns:m="{space}"><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f>'
    assert OBJECT in docx(tmp_path / "a.docx", half).rows[0][0]


# HTML


def web(path: Path, cell: str, style: str = "") -> Grid:
    path.write_text(f"<html><head>{style}</head><table><tr>{cell}<td>x</td></tr></table></html>", encoding="utf-8")
    (grid,) = read_grids(path)
    return grid


PAGE = (
    "<style><!-- .mu {vertical-align: super; font-size: 70%} span.MsoFootnoteReference{vertical-align:super}\n"
    "/* x */ .gach, .bo{ text-decoration: line-through } .an{display:none !important} .mo{visibility: hidden}\n"
    ".bang td i {display: none} @media print { .giay{display:none} } --></style>"
)


@pytest.mark.parametrize(
    "mark",
    ["<sup>2</sup>", "<sub>2</sub>", '<span style="vertical-align:super">2</span>', '<i style="vertical-align: 4pt">2</i>',
     '<span class="x mu">2</span>', '<span class="MsoFootnoteReference">2</span>', "<sup><a href=x><b>2</b></a></sup>",
     '<b style="mso-text-raise:3.0pt;position:relative;top:-3.0pt">2</b>'],
)  # fmt: skip
def test_a_raised_mark_of_a_page_is_no_digit(mark: str, tmp_path: Path) -> None:
    assert web(tmp_path / "a.html", f"<td>95{mark}</td>", PAGE).rows[0][0] == f"95{NOTE}"
    assert web(tmp_path / "b.html", f"<td>≥{mark}5%</td>", PAGE).rows[0][0] == f"≥{NOTE}5%"
    assert web(tmp_path / "c.html", f"<td>≥ 4 m{mark}/người</td>", PAGE).rows[0][0] == "≥ 4 m2/người"


@pytest.mark.parametrize(
    "cell",
    ["<td><s>60%</s></td>", "<td><del>60%</del> 70%</td>", '<td class=gach>60%</td>', '<td><p class="bo">60%</p></td>',
     '<td style="text-decoration:line-through">60%</td>', "<td><strike><b>60%</b></strike></td>",
     "<td>≥ 9<ins>5</ins>%</td>"],
)  # fmt: skip
def test_what_is_struck_out_on_a_page_is_not_read(cell: str, tmp_path: Path) -> None:
    assert OBJECT in web(tmp_path / "a.html", cell, PAGE).rows[0][0]


def test_a_row_struck_out_strikes_its_cells(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"{PAGE}<table><tr class=gach><td>60%<td>70%<tr><td>80%<td>90%</table>", encoding="utf-8")
    assert read_grids(path)[0].rows == ((f"{OBJECT}{OBJECT}",) * 2, ("80%", "90%"))


@pytest.mark.parametrize(
    "hidden",
    ['<span class="an">9</span>', '<span class="mo">9</span>', '<i style="visibility:hidden">9</i>', "<b hidden>9</b>",
     '<b style="display: none">9</b>', '<b style="position:absolute;left:-9999px">9</b>', '<b class=giay>9</b>'],
)  # fmt: skip
def test_what_is_hidden_on_a_page_is_not_read_and_told(hidden: str, tmp_path: Path) -> None:
    grid = web(tmp_path / "a.html", f"<td>{hidden}5%</td>", PAGE)
    assert grid.rows[0][0] == "5%"
    assert grid.hidden


def test_a_style_of_what_stands_inside_of_another_is_only_its(tmp_path: Path) -> None:
    assert web(tmp_path / "a.html", "<td><i>9</i>5%</td>", PAGE).rows[0][0] == "95%"
    path = tmp_path / "b.html"
    path.write_text(f"{PAGE}<table class=bang><tr><td><i>9</i>5%</td></tr></table>", encoding="utf-8")
    assert read_grids(path)[0].rows[0][0] == "5%"


def test_a_column_of_a_page_that_is_hidden_is_unseen(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text("<table><col><col style='display:none'><tr><td>1<td>2</table>", encoding="utf-8")
    assert read_grids(path)[0].unseen_columns == {1}


def test_tags_without_end_do_not_hide_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(
        "<table><tbody><tr><td><p class=x>1<p>2<td style='display:none'>3<td>4<tr><td>5<td>6</table>", encoding="utf-8"
    )
    assert read_grids(path)[0].rows == (("1 2", "4"), ("5", "6"))


# Excel


def book(path: Path, change: object) -> Grid:
    openpyxl = pytest.importorskip("openpyxl")
    made = openpyxl.Workbook()
    made.active.append(["≥ 95%", "x"])
    change(made.active)  # type: ignore[operator]
    made.save(path)
    (grid,) = read_grids(path)
    return grid


def rich(*pieces: tuple[str, str | None]) -> object:
    text = pytest.importorskip("openpyxl.cell.rich_text")
    font = pytest.importorskip("openpyxl.cell.text").InlineFont
    return text.CellRichText(*(text.TextBlock(font(vertAlign=look), each) if look else each for each, look in pieces))


@pytest.mark.parametrize("look", ["superscript", "subscript"])
@pytest.mark.parametrize(
    ("before", "behind", "seen"), [("95", "", f"95{NOTE}"), ("≥ 95%", "", f"≥ 95%{NOTE}"), ("≥ ", "5%", f"≥ {NOTE}5%"),
                                   ("≥ 4 m", "/người", "≥ 4 m2/người")],
)  # fmt: skip
def test_a_raised_mark_of_a_sheet_is_no_digit(look: str, before: str, behind: str, seen: str, tmp_path: Path) -> None:
    pieces = [(before, None), ("2", look), *([(behind, None)] if behind else [])]
    grid = book(tmp_path / "a.xlsx", lambda sheet: sheet.__setitem__("A1", rich(*pieces)))
    assert grid.rows[0][0] == seen


def changed(path: Path, part: str, old: str, new: str, **more: str) -> list[Grid]:
    """Return the sheets of a workbook of which one part says something else, and others are added."""
    with zipfile.ZipFile(path) as made:
        parts = {name: made.read(name) for name in made.namelist()}
    assert re.search(old, parts[part].decode())
    parts[part] = re.sub(old, new, parts[part].decode()).encode()
    with zipfile.ZipFile(path.with_name("b.xlsx"), "w") as made:
        for name, data in {**parts, **more}.items():
            made.writestr(name, data)
    return read_grids(path.with_name("b.xlsx"))


def test_a_raised_mark_in_a_shared_text_is_no_digit(tmp_path: Path) -> None:
    """Excel keeps texts beside the sheet."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    runs = '<si><r><t>95</t></r><r><rPr><vertAlign val="superscript"/></rPr><t>2</t></r></si>'
    book(tmp_path / "a.xlsx", lambda sheet: sheet.__setitem__("A1", "95?"))
    with zipfile.ZipFile(tmp_path / "a.xlsx") as made:
        shared = "xl/sharedStrings.xml" in made.namelist()
        relations = made.read("xl/_rels/workbook.xml.rels").decode()
    if shared:
        (grid,) = changed(tmp_path / "a.xlsx", "xl/sharedStrings.xml", r"<si><t>95\?</t></si>", runs)
    else:
        link = (
            '<Relationship Id="rIdT" Target="sharedStrings.xml" '
            'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/sharedStrings"/></Relationships>'
        )
        added = {
            "xl/sharedStrings.xml": f'<sst {space} count="1" uniqueCount="1">{runs}</sst>',
            "xl/_rels/workbook.xml.rels": relations.replace("</Relationships>", link),
        }
        cell = r'<c r="A1"[^>]*>.*?95\?.*?</c>'
        (grid,) = changed(
            tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", cell, '<c r="A1" t="s"><v>0</v></c>', **added
        )
    assert grid.rows[0][0] == f"95{NOTE}"


@pytest.mark.parametrize("code", [";;;", '0;0;0;""', '"≥ "@', '0;0;0;"bỏ"'])
def test_a_text_that_its_format_hides_or_changes_is_not_read(code: str, tmp_path: Path) -> None:
    grid = book(tmp_path / "a.xlsx", lambda sheet: setattr(sheet["A1"], "number_format", code))
    assert OBJECT in grid.rows[0][0]


@pytest.mark.parametrize("code", ["@", "General", "0%", "0;0;0;@", "#,##0"])
def test_a_text_under_an_ordinary_format_is_read(code: str, tmp_path: Path) -> None:
    assert book(tmp_path / "a.xlsx", lambda sheet: setattr(sheet["A1"], "number_format", code)).rows[0][0] == "≥ 95%"


def test_a_cell_struck_out_in_words_is_not_read(tmp_path: Path) -> None:
    font = pytest.importorskip("openpyxl").styles.Font
    assert OBJECT in book(tmp_path / "a.xlsx", lambda sheet: setattr(sheet["B1"], "font", font(strike=True))).rows[0][1]
    raised = font(vertAlign="superscript")
    assert book(tmp_path / "b.xlsx", lambda sheet: setattr(sheet["A1"], "font", raised)).rows[0][0] == f"≥ 95%{NOTE}"


def test_a_row_without_height_and_a_column_without_width_are_unseen(tmp_path: Path) -> None:
    grid = book(tmp_path / "a.xlsx", lambda sheet: setattr(sheet.row_dimensions[1], "height", 0.5))
    assert grid.unseen == {0}
    grid = book(tmp_path / "b.xlsx", lambda sheet: setattr(sheet.column_dimensions["B"], "width", 0.01))
    assert grid.unseen_columns == {1}


def test_what_stands_below_an_empty_merged_cell_is_not_read(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    made = openpyxl.Workbook()
    made.active.append(["", "≥ 95%", "x"])
    made.save(tmp_path / "a.xlsx")
    merged = '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>'
    (grid,) = changed(tmp_path / "a.xlsx", "xl/worksheets/sheet1.xml", "</sheetData>", merged)
    assert grid.rows[0] == ("", "", "x")


# the command


HEAD = "<tr><th>TT<th>Tên tiêu chí<th>Nội dung tiêu chí<th>Chỉ tiêu"


def taken(path: Path, row: str, same: tuple[str, ...] = ()) -> Imported:
    path.write_text(f"<p>PHỤ LỤC II</p><table>{HEAD}<tr>{row}</table>", encoding="utf-8")
    return import_annex(CATALOGUE, path, SET, DECISION, "thử", kind="copy", checked_on="2026-11-29", same=same)


def test_a_level_with_the_mark_of_a_note_is_not_taken_and_the_report_says_why(tmp_path: Path) -> None:
    found = taken(
        tmp_path / "a.html", "<td>14<td>Y tế<td>14.1. Tỷ lệ người dân tham gia bảo hiểm y tế<td>≥ 9<sup>1</sup>"
    )
    assert [each.status for each in found.outcomes] == ["unread"]
    assert "chú thích" in found.outcomes[0].why


@pytest.mark.parametrize("mark", ["<sup>1</sup>", "[5]", " (1)", "*", " (*)"])
@pytest.mark.parametrize("at", [1, 2])
def test_a_name_with_the_mark_of_a_note_asks_whether_it_was_read(mark: str, at: int, tmp_path: Path) -> None:
    cells = ["14", "Y tế", "14.1. Tỷ lệ người dân tham gia bảo hiểm y tế", "≥ 95%"]
    cells[at] += mark
    row = "".join(f"<td>{each}" for each in cells)
    ((_, why),) = taken(tmp_path / "a.html", row).unmatched
    assert "chú thích" in why
    assert "--same 14.1" in why
    assert [each.status for each in taken(tmp_path / "a.html", row, same=("14.1",)).outcomes] == ["same"]
