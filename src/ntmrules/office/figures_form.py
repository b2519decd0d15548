"""An empty figures form as a workbook, for people who have never seen a CSV."""

from __future__ import annotations

import io
from typing import Any

import xlsxwriter

from ntmrules.figures.form import FiguresForm

WIDTHS = {"unit": 24, "within": 22, "subject": 42, "value": 14, "period": 9, "source": 26, "note": 80, "province": 16}


def form_workbook(form: FiguresForm) -> bytes:
    """Return an xlsx with the form as its first sheet and, where headings are subjects, what they ask in a second one.

    Text is text, also where it looks like a number or a formula; the first lines say what the form was made for.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        text = book.add_format({"num_format": "@"})
        title = book.add_format({"italic": True, "font_color": "#555555"})
        head = book.add_format({"bold": True, "bg_color": "#E2EFDA", "border": 1, "text_wrap": bool(form.asked)})
        book.set_custom_property("ntmrules", form.head[0][:250])
        sheet = book.add_worksheet("Số liệu")
        for at, line in enumerate(form.head):
            sheet.write_string(at, 0, f"# {line}", title)
        top = len(form.head)
        for column, (role, name) in enumerate(zip(form.roles, form.columns, strict=True)):
            sheet.write_string(top, column, name, head)
            sheet.set_column(column, column, WIDTHS.get(role, 18))
        for row, cells in enumerate(form.rows, top + 1):
            _row(sheet, row, cells, form.roles, text)
        sheet.freeze_panes(top + 1, 1)
        if form.asked:
            _questions(book, form, head)
    return stream.getvalue()


def _row(sheet: Any, row: int, cells: tuple[str, ...], roles: tuple[str, ...], text: Any) -> None:
    for column, (role, cell) in enumerate(zip(roles, cells, strict=True)):
        if role == "period" and cell.isdigit():
            sheet.write_number(row, column, int(cell))
        elif cell:
            sheet.write_string(row, column, cell, text)


def _questions(book: Any, form: FiguresForm, head: Any) -> None:
    sheet = book.add_worksheet("Câu hỏi")
    for column, (name, width) in enumerate((("Mã", 46), ("Câu hỏi", 110))):
        sheet.write_string(0, column, name, head)
        sheet.set_column(column, column, width)
    for row, (subject, told) in enumerate(form.asked, 1):
        sheet.write_string(row, 0, subject)
        sheet.write_string(row, 1, told)


__all__ = ["form_workbook"]
