"""Writes a filled form: as a workbook or a document, with its merged headings; an empty cell says why in a comment."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from ntmrules.capital.rows import CapitalRow
from ntmrules.capital.told import KIND_NAMES, SOURCE_NAMES
from ntmrules.errors import FiguresError, Problem
from ntmrules.explain.lang.numbers import day
from ntmrules.frozen import frozen
from ntmrules.messages.inline import two
from ntmrules.model.forms import Column
from ntmrules.office.form_cells import Checked, Filled, FilledForm, number_shown
from ntmrules.office.form_money import places
from ntmrules.office.live_figures import lines_of
from ntmrules.office.tables import replace

NARROW = 10  # columns beyond which a page needs smaller letters
_WIDTHS, WIDTH = {"text": 46, "tt": 7}, 13
_TIGHT, TIGHT = {"text": 34, "tt": 5}, 7
A4, LINE, MARGIN = 9, 15, 0.3
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


@frozen(kw_only=True)
class Heading:
    """One cell of the headings: its text, the rows and columns that it covers, from nought."""

    text: str
    top: int
    bottom: int
    left: int
    right: int


def headings(header: tuple[Column, ...]) -> Iterator[Heading]:
    """Yield the cells of headings over several rows, the groups above what they hold."""
    depth = max((column.depth for column in header), default=1)

    def below(columns: tuple[Column, ...], top: int, left: int) -> Iterator[Heading]:
        for column in columns:
            width = len(list(column.lowest()))
            bottom = top if column.columns else depth - 1
            yield Heading(text=column.title, top=top, bottom=bottom, left=left, right=left + width - 1)
            yield from below(column.columns, top + 1, left)
            left += width

    yield from below(header, 0, 0)


def write_form(filled: FilledForm, path: Path, *, lang: str = "vi") -> None:
    """Write a form to ``.xlsx`` or ``.docx``; ``FiguresError`` for another kind of file or a missing extra."""
    suffix = path.suffix.lower()
    if suffix not in (".xlsx", ".docx"):
        what = f"không ghi được biểu vào tệp {suffix or path.name!r} · a form is not written to {suffix or path.name!r}"
        raise FiguresError(Problem("NTM051", str(path), two(what), expected=".xlsx | .docx",
                                   remedy=two("đổi đuôi tệp · change the ending")))  # fmt: skip
    try:
        write = _workbook(filled, lang) if suffix == ".xlsx" else _document(filled, lang)
    except ImportError:
        said, remedy = two("thiếu phần office · the extra office is missing"), two("cài phần office · install it")
        expected = 'pip install ".[office]"'
        raise FiguresError(Problem("NTM501", str(path), said, expected=expected, remedy=remedy)) from None
    replace(path, write)


def _title(filled: FilledForm) -> str:
    """Return the title with its blanks filled: the half year or the year of the day."""
    month, year = filled.on[5:7], filled.on[:4]
    period = f"6 tháng năm {year}" if month <= "06" else f"năm {year}"
    return _head(re.sub(r"6 tháng\s*(?:năm)?\.{3,}/năm\.{3,}", period, filled.form.title), filled)


def _head(column_title: str, filled: FilledForm) -> str:
    """Return a heading with its blanks filled: the half year, or the whole one, and the day that it is compared with."""
    year = filled.on[:4]
    whole = filled.on[5:7] > "06"
    said = re.sub(r"6 tháng\s*năm\.{3,}", f"năm {year}" if whole else f"6 tháng năm {year}", column_title)
    if filled.before != f"{int(year) - 1}-12-31":
        said = said.replace("31/12 năm trước", day(filled.before, "vi"))
    return re.sub(r"năm\.{3,}", f"năm {year}", said)


def _clean(text: object) -> str:
    return _CONTROL.sub("", str(text))


def _why(cell: Filled, lang: str) -> str:
    assert cell.why is not None
    return _clean(cell.why.in_(lang))


def check_words(check: Checked, filled: FilledForm, lang: str) -> tuple[str, str, str, str]:
    """Return an identity of a form as four texts: what, where, whether it holds, the numbers."""
    words = {
        True: ("đúng", "holds"),
        False: ("SAI", "WRONG"),
        None: ("chưa kiểm được, thiếu số", "not checked, a number is missing"),
    }
    state = words[check.holds][lang == "en"]
    if check.holds is None and check.why is not None:
        state = f"{('chưa kiểm được', 'not checked')[lang == 'en']}: {check.why.in_(lang)}"
    return check.text.in_(lang), _head(check.where.in_(lang), filled), state, check.said(lang)


def left_out_words(filled: FilledForm, lang: str) -> Iterator[tuple[str, str, str, str]]:
    """Yield the rows of capital that belong to no cell, those of one reason together, as four texts: what, where, why, amount."""
    asked = {name for column in filled.form.columns() for name in column.sources}
    asked |= {name for row in filled.form.rows for name in row.sources}
    en = lang == "en"
    groups: dict[tuple[str, str], list[CapitalRow]] = {}
    for row in filled.left_out:
        if row.year is None:
            why = "no year is said" if en else "không ghi năm"
        elif row.source not in asked:
            name = SOURCE_NAMES.get(row.source, (row.source, row.source))[en]
            why = f"the form has no row for this source: {name}" if en else f"biểu không có dòng cho nguồn này: {name}"
        else:
            why = "the form has no cell for it" if en else "biểu không có ô cho dòng này"
        groups.setdefault((why, KIND_NAMES[row.kind][en]), []).append(row)
    what = "rows of capital that are in no cell" if en else "dòng vốn không vào ô nào"
    for (why, kind), rows in groups.items():
        amount = number_shown(sum((row.amount for row in rows), Decimal(0)) / 10**6, lang)
        yield what, places(rows), why, f"{kind} {amount} {'million đồng' if en else 'triệu đồng'}"


def _workbook(filled: FilledForm, lang: str) -> Any:
    import xlsxwriter

    def write(target: Path) -> None:
        with xlsxwriter.Workbook(str(target), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            line = {"border": 1, "valign": "vcenter", "text_wrap": True, "font_name": "Times New Roman"}
            head = book.add_format({**line, "bold": True, "align": "center"})
            plain, bold = book.add_format(line), book.add_format({**line, "bold": True})
            numbers = {key: book.add_format({**line, "bold": key[1], "num_format": _number_format(key[0])}) for key in {
                (_places(cell.value), row.header)
                for row in filled.rows for cell in row.cells if isinstance(cell.value, (int, Decimal))
            }}  # fmt: skip
            big = book.add_format({"bold": True, "font_size": 13, "font_name": "Times New Roman"})
            sheet = book.add_worksheet(filled.form.code.replace("/", "-"))
            sheet.set_landscape()
            sheet.set_paper(A4)
            sheet.set_margins(left=MARGIN, right=MARGIN)
            sheet.fit_to_pages(1, 0)
            sheet.write_string(0, 0, _clean(f"{filled.form.code}. {_title(filled)}"), big)
            sheet.write_string(
                1, 0, _clean(_under(filled)), book.add_format({"italic": True, "font_name": "Times New Roman"})
            )
            first = 3
            for each in headings(filled.form.header):
                text = _clean(_head(each.text, filled))
                if each.top == each.bottom and each.left == each.right:
                    sheet.write_string(first + each.top, each.left, text, head)
                else:
                    sheet.merge_range(first + each.top, each.left, first + each.bottom, each.right, text, head)
            top = first + max((column.depth for column in filled.form.header), default=1)
            widths = _widths(filled, lang)
            for heading_row in range(first, top):  # merged headings do not grow by themselves
                sheet.set_row(heading_row, _head_height(filled, heading_row - first, widths))
            sheet.repeat_rows(first, top - 1)
            for number, row in enumerate(filled.rows, top):
                sheet.set_row(number, _height([cell.shown(lang) for cell in row.cells], widths))
                for column, cell in enumerate(row.cells):
                    style = bold if row.header else plain
                    if isinstance(cell.value, (int, Decimal)):
                        sheet.write_number(number, column, float(cell.value), numbers[_places(cell.value), row.header])
                    elif cell.value:
                        sheet.write_string(number, column, _clean(cell.shown(lang)), style)
                    else:
                        sheet.write_blank(number, column, None, style)
                    if cell.why is not None:
                        sheet.write_comment(number, column, _why(cell, lang))
            sheet.freeze_panes(top, 2)
            for place, width in enumerate(widths):
                sheet.set_column(place, place, width)
            _checks_sheet(book, filled, lang, head, plain)

    return write


def _places(value: int | Decimal) -> int:
    """Return how many digits a number has behind its point."""
    return max(0, -int(Decimal(value).normalize().as_tuple().exponent))


def _widths(filled: FilledForm, lang: str) -> list[int]:
    """Return how many letters wide each column is: of many each as narrow as its longest word, for a page has to hold them."""
    columns = filled.form.columns()
    if len(columns) <= NARROW:
        return [_WIDTHS.get(column.shows, WIDTH) for column in columns]
    widths = []
    for place, column in enumerate(columns):
        texts = (_head(column.title, filled), *(row.cells[place].shown(lang) for row in filled.rows))
        longest = max((len(word) for text in texts for word in text.split()), default=0)
        widths.append(_TIGHT.get(column.shows, max(TIGHT, longest + 2)))
    return widths


def _number_format(places: int) -> str:
    return f"#,##0.{'0' * places}" if places else "#,##0"


def _height(texts: Iterable[str], widths: Iterable[float]) -> float:
    """Return how high a row has to be for wrapped texts in columns of these widths."""
    lines = max((lines_of(text, width) for text, width in zip(texts, widths, strict=True) if text), default=1)
    return lines * LINE + 4


def _head_height(filled: FilledForm, row: int, widths: Sequence[float]) -> float:
    """Return how high a row of the headings has to be: what is merged over several rows has room in all of them."""
    own = [each for each in headings(filled.form.header) if each.bottom == row]
    return max((_height([_head(each.text, filled)], [sum(widths[each.left : each.right + 1])]) / (each.bottom - each.top + 1)
                for each in own), default=LINE + 4)  # fmt: skip


def _checks_sheet(book: Any, filled: FilledForm, lang: str, head: Any, plain: Any) -> None:
    sheet = book.add_worksheet("Checks" if lang == "en" else "Kiểm tra")
    names = (
        ("Identity", "Column, row", "State", "Numbers") if lang == "en" else ("Đẳng thức", "Cột, dòng", "Kết quả", "Số")
    )
    for place, name in enumerate(names):
        sheet.write_string(0, place, name, head)
    lines = [*(check_words(check, filled, lang) for check in filled.checks), *left_out_words(filled, lang)]
    for number, line in enumerate(lines, 1):
        for place, text in enumerate(line):
            sheet.write_string(number, place, _clean(text), plain)
        sheet.set_row(number, _height(line, (60, 28, 28, 28)))
    sheet.set_column(0, 0, 60)
    sheet.set_column(1, 3, 28)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)


def _under(filled: FilledForm) -> str:
    parts = [filled.place, f"ngày {day(filled.on, 'vi')}, so với ngày {day(filled.before, 'vi')}"]
    parts += [f"đơn vị tính: {filled.form.money_unit}"] if filled.form.money_unit else []
    parts += [f"kèm theo {filled.form.attached_to}"] if filled.form.attached_to else []
    parts += [filled.remark.vi] if filled.remark is not None else []
    return "; ".join(part for part in parts if part)


def _document(filled: FilledForm, lang: str) -> Any:
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.enum.table import WD_ALIGN_VERTICAL
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Emu, Mm, Pt

    def write(target: Path) -> None:
        document = docx.Document()
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Mm(297), Mm(210)
        document.styles["Normal"].font.name = "Times New Roman"
        document.styles["Normal"].font.size = Pt(9 if len(filled.form.columns()) <= NARROW else 7)
        section.left_margin = section.right_margin = Mm(12)
        document.add_paragraph().add_run(_clean(f"{filled.form.code}. {_title(filled)}")).bold = True
        document.add_paragraph(_clean(_under(filled)))
        depth = max((column.depth for column in filled.form.header), default=1)
        width = len(filled.form.columns())
        table = document.add_table(rows=depth + len(filled.rows), cols=width)
        table.style = "Table Grid"
        table.autofit = False
        _narrow_margins(table)
        room, widths = int(section.page_width or 0) - 2 * int(Mm(12)), _widths(filled, lang)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Emu(room * width // sum(widths))
            for cell in column.cells:
                cell.width = Emu(room * width // sum(widths))
        for each in headings(filled.form.header):
            cell = table.cell(each.top, each.left)
            if (each.top, each.left) != (each.bottom, each.right):
                cell = cell.merge(table.cell(each.bottom, each.right))
            cell.text = ""
            cell.paragraphs[0].add_run(_clean(_head(each.text, filled))).bold = True
            cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
            cell.vertical_alignment = WD_ALIGN_VERTICAL.CENTER
        for heading_row in table.rows[:depth]:
            _once_a_page(heading_row)
        for number, row in enumerate(filled.rows, depth):
            cells = table.rows[number].cells
            for place, filled_cell in enumerate(row.cells):
                run = cells[place].paragraphs[0].add_run(_clean(filled_cell.shown(lang)))
                run.bold = row.header
                if filled_cell.number is not None:
                    cells[place].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
                if filled_cell.why is not None:
                    document.add_comment(runs=[run], text=_why(filled_cell, lang), author="ntmrules", initials="n")
        document.add_paragraph()
        lines = [*(check_words(check, filled, lang) for check in filled.checks), *left_out_words(filled, lang)]
        for text, where, state, said in lines:
            document.add_paragraph(_clean(f"{text} – {where}: {state} ({said})"))
        document.save(str(target))

    return write


def _narrow_margins(table: Any) -> None:
    """Leave half a millimetre beside the text of a cell: no number of a form of many columns has to be broken."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), "28")
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    table._tbl.tblPr.append(margins)


def _once_a_page(row: Any) -> None:
    """Print a row of the headings on top of each page that the table goes on to."""
    from docx.oxml import OxmlElement

    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
