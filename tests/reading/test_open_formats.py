"""A number shown in an OpenDocument spreadsheet says what the same number says in Excel: its unit, thousands, what hides it."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
import xlsxwriter

from ntmrules.figures.workbook import read_workbook

VALUES = (0, 0.3, 17.1, 95, 1234.5, -3, 1_000_000_000)
NUMBER = '<number:number number:decimal-places="{places}" number:min-integer-digits="1"{more}/>'


def number(places: int = 0, *, grouping: bool = False, factor: int = 1) -> str:
    more = ' number:grouping="true"' if grouping else ""
    return NUMBER.format(places=places, more=f'{more} number:display-factor="{factor}"' if factor > 1 else more)


def words(text: str) -> str:
    return f"<number:text>{text}</number:text>"


def style(body: str, *, kind: str = "number", name: str = "N1", maps: tuple[tuple[str, str], ...] = ()) -> str:
    mapped = "".join(f'<style:map style:condition="value(){condition}" style:apply-style-name="{to}"/>'
                     for condition, to in maps)  # fmt: skip
    return f'<number:{kind}-style style:name="{name}">{body}{mapped}</number:{kind}-style>'


def part(body: str, name: str) -> str:
    return style(body, name=name)


THREE = ((">0", "A"), ("&lt;0", "B"), ("=0", "C"))
EMPTY = "<number:text/>"
# As LibreOffice writes each format of Excel.
FORMATS = {
    "0": style(number()),
    "0.00": style(number(2)),
    "0.000": style(number(3)),
    "#,##0.0": style(number(1, grouping=True)),
    "#,##0,": style(number(grouping=True, factor=1000)),
    '0.0,," triệu đồng"': style(number(1, factor=1_000_000) + words(" triệu đồng")),
    '0" nghìn đồng"': style(number() + words(" nghìn đồng")),
    '0" tiêu chí"': style(number() + words(" tiêu chí")),
    '0"%"': style(number() + words("%")),
    "0.0%": style(number(1) + words("%"), kind="percentage"),
    "#,##0 [$₫-42A]": style(
        number(grouping=True) + words(" ") + "<number:currency-symbol>₫</number:currency-symbol>", kind="currency"
    ),
    '"≥ "0': style(words("≥ ") + number()),
    "0;-0;;@": style("<number:text-content/>", kind="text", maps=THREE)
    + part(number(), "A") + part(words("-") + number(), "B") + part(EMPTY, "C"),
    ";;;": style(EMPTY, kind="text", maps=THREE) + part(EMPTY, "A") + part(EMPTY, "B") + part(EMPTY, "C"),
    "0;(0)": style(words("(") + number() + words(")"), maps=((">=0", "A"),)) + part(number(), "A"),
    '[=0]"";0': style(number(), maps=(("=0", "A"),)) + part(EMPTY, "A"),
    '[<1000]0;[>=1000]0.0,"K"': style(number(), maps=(("&lt;1000", "A"), (">=1000", "B")))
    + part(number(), "A") + part(number(1, factor=1000) + words("K"), "B"),
    "0.00E+00": style('<number:scientific-number number:decimal-places="2"/>'),
}  # fmt: skip
_SPACES = " ".join(
    f'xmlns:{short}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
    for short, name in (("office", "office"), ("table", "table"), ("text", "text"), ("style", "style"), ("number", "datastyle"),
                        ("calcext", "calc"))
)  # fmt: skip
CELL_STYLE = '<style:style style:name="ce1" style:family="table-cell" style:data-style-name="N1"/>'
HEIR = '<style:style style:name="ce2" style:family="table-cell" style:parent-style-name="ce1"/>'


def cell(value: float, kind: str, style_name: str = "") -> str:
    named = f' table:style-name="{style_name}"' if style_name else ""
    return f'<table:table-cell{named} office:value-type="{kind}" office:value="{value}"/>'


def ods(path: Path, data_styles: str, rows: str, *, common: bool = True, columns: str = "") -> Path:
    """Write an ods whose number formats stand among the styles of all documents, or (not ``common``) among its own."""
    own = "" if common else data_styles
    content = (f"<office:document-content {_SPACES}><office:automatic-styles>{own}{CELL_STYLE}{HEIR}</office:automatic-styles>"
               f'<office:body><office:spreadsheet><table:table table:name="S">{columns}{rows}</table:table>'
               "</office:spreadsheet></office:body></office:document-content>")  # fmt: skip
    styles = (f"<office:document-styles {_SPACES}><office:styles>{data_styles if common else ''}</office:styles>"
              "</office:document-styles>")  # fmt: skip
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (f'<m:manifest xmlns:m="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
                f'<m:file-entry m:full-path="/" m:media-type="{kind}"/></m:manifest>')  # fmt: skip
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", kind)
        made.writestr("META-INF/manifest.xml", manifest)
        made.writestr("styles.xml", styles)
        made.writestr("content.xml", content)
    return path


def xlsx(path: Path, code: str) -> Path:
    with xlsxwriter.Workbook(path) as book:
        sheet, shown = book.add_worksheet("S"), book.add_format({"num_format": code})
        for column, value in enumerate(VALUES):
            sheet.write_number(0, column, value, shown)
    return path


def told(cells: list[str]) -> list[str]:
    """What cells say, without the format that a refusal quotes."""
    return [each.split()[0] if each.startswith("=") else each for each in cells]


@pytest.mark.parametrize("common", [True, False])
@pytest.mark.parametrize("code", FORMATS)
def test_each_format_says_what_it_says_in_excel(tmp_path: Path, code: str, *, common: bool) -> None:
    kind = "percentage" if code == "0.0%" else "currency" if "₫" in code else "float"
    row = f"<table:table-row>{''.join(cell(value, kind, 'ce1') for value in VALUES)}</table:table-row>"
    found = read_workbook(ods(tmp_path / "a.ods", FORMATS[code], row, common=common))[0].rows[0]
    assert told(found) == told(read_workbook(xlsx(tmp_path / "a.xlsx", code))[0].rows[0])


def test_the_style_of_a_column_a_row_or_a_parent_is_that_of_its_cells(tmp_path: Path) -> None:
    columns = (
        '<table:table-column table:number-columns-repeated="2" table:default-cell-style-name="ce1"/>'
        "<table:table-column/>"
    )
    rows = (
        f"<table:table-row>{cell(1, 'float')}{cell(2, 'float')}{cell(3, 'float')}</table:table-row>"
        f'<table:table-row table:default-cell-style-name="ce2">{"<table:table-cell/>" * 2}{cell(4, "float")}</table:table-row>'
        f"<table:table-row>{cell(5, 'float', 'ce2')}{cell(6, 'percentage')}</table:table-row>"
    )
    data = FORMATS['0" nghìn đồng"']
    found = read_workbook(ods(tmp_path / "a.ods", data, rows, columns=columns))[0].rows
    shown = [[each.replace("\u2063", " ") for each in row] for row in found]
    assert shown[0] == ["1 nghìn đồng", "2 nghìn đồng", "3"]
    assert shown[1][2] == "4 nghìn đồng"
    assert shown[2][:2] == ["5 nghìn đồng", "600%"]


@pytest.mark.parametrize("shown", ["#DIV/0!", "#REF!", "Err:502"])
def test_an_error_that_libreoffice_shows_is_called_as_it_is_shown(tmp_path: Path, shown: str) -> None:
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
        f'calcext:value-type="error" table:number-columns-repeated="2"><text:p>{shown}</text:p></table:table-cell>'
    )
    rows = f"<table:table-row>{error}{cell(1, 'float')}</table:table-row>"
    assert read_workbook(ods(tmp_path / "a.ods", FORMATS["0"], rows))[0].rows[0] == [shown, shown, "1"]


def test_an_error_that_libreoffice_left_without_a_text_is_no_empty_cell(tmp_path: Path) -> None:
    error = (
        '<table:table-cell table:formula="of:=1/0" office:value-type="string" office:string-value="" '
        'calcext:value-type="error"/>'
    )
    rows = f"<table:table-row>{cell(1, 'float')}{error}</table:table-row>"
    path = ods(tmp_path / "a.ods", FORMATS["0"], rows)
    assert read_workbook(path)[0].rows[0] == ["1", "#N/A"]
