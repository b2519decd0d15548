"""The form of one scoring sheet: the product above, a row a criterion, its options in a drop-down list."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ntmrules.errors import FiguresError, UsageError, problem
from ntmrules.model.ocop import OcopStage, Sheet, SheetCriterion
from ntmrules.ocop.writing import said
from ntmrules.office.tables import replace, write_text

ABOVE = {
    "vi": (
        "Sản phẩm",
        "Chủ thể",
        "Loại hình",
        "Xã, phường",
        "Ngày nộp hồ sơ",
        "Thành viên chấm",
        "Bộ sản phẩm",
        "Quyết định",
    ),
    "en": ("Product", "Owner", "Owner kind", "Commune", "Lodged on", "Judge", "Product set", "Decision"),
}
HEAD = {
    "vi": ("TT", "Nội dung", "Điểm tối đa", "Lựa chọn", "Minh chứng"),
    "en": ("TT", "Content", "Most", "Option", "Proof"),
}
LIST_SHEET = {"vi": "Lựa chọn", "en": "Options"}
NONE = {"vi": "0 điểm: không lựa chọn nào", "en": "0 points: no option"}
MOST_TEXT = 180


def option_texts(criterion: SheetCriterion, lang: str) -> list[str]:
    """Return what the drop-down of a criterion offers: points first, so that what is chosen reads back."""
    word = "điểm" if lang == "vi" else "points"
    texts = []
    for option in criterion.options:
        stars = [mark.stars for mark in criterion.marks if option.points in mark.least and option.points > 0]
        marks = "".join(f" {'*' * star}" for star in stars)
        text = option.text.in_(lang) if option.text is not None else ""
        line = f"{said(option.points, lang)} {word}" + (f": {text}{marks}" if text or marks else "")
        texts.append(line[:MOST_TEXT])
    if criterion.open is not None:
        texts += (
            [f"{said(criterion.most, lang)} {word}"]
            if criterion.options
            else [f"{value} {word}" for value in range(int(criterion.most) + 1)]
        )
    if not any(option.points == 0 for option in criterion.options) and criterion.options:
        texts.insert(0, NONE[lang])
    return list(dict.fromkeys(texts))


def write_ocop_form(sheet: Sheet, stage: OcopStage, path: Path, *, lang: str = "vi") -> None:
    """Write the form of a sheet to ``.xlsx`` or ``.csv``; ``UsageError`` NTM585 for another ending."""
    ending = path.suffix.lower()
    if ending == ".csv":
        write_text(_csv(sheet, stage, lang), path)
    elif ending == ".xlsx":
        replace(path, lambda target: _workbook(sheet, stage, target, lang))
    else:
        raise UsageError(problem("NTM585.ending", str(path), ending=ending or path.name))


def _above(sheet: Sheet, stage: OcopStage, lang: str) -> Iterator[tuple[str, str]]:
    fixed = (str(sheet.number), stage.provision.decision)
    labels = ABOVE[lang]
    yield from ((label, "") for label in labels[: -len(fixed)])
    yield from zip(labels[-len(fixed) :], fixed, strict=True)


def _csv(sheet: Sheet, stage: OcopStage, lang: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    for label, value in _above(sheet, stage, lang):
        writer.writerow([f"{label}:", value, "", "", ""])
    writer.writerow(HEAD[lang])
    for criterion in sheet.lines:
        writer.writerow([criterion.id, criterion.name.in_(lang), said(criterion.most, lang), "", ""])
    return out.getvalue()


def _workbook(sheet: Sheet, stage: OcopStage, target: Path, lang: str) -> None:
    try:
        import xlsxwriter
    except ImportError:
        raise FiguresError(problem("NTM501.missing", "XlsxWriter")) from None
    with xlsxwriter.Workbook(
        str(target), {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        page = book.add_worksheet(f"{'Phiếu' if lang == 'vi' else 'Sheet'} {sheet.number}")
        lists = book.add_worksheet(LIST_SHEET[lang])
        lists.hide()
        formats = _formats(book)
        title = f"{'PHIẾU CHẤM ĐIỂM OCOP' if lang == 'vi' else 'OCOP SCORING SHEET'} – {sheet.name.in_(lang)}"
        page.write_string(0, 0, f"# {title}", formats["title"])
        row = 1
        for label, value in _above(sheet, stage, lang):
            page.merge_range(row, 0, row, 1, f"{label}:", formats["label"])
            page.write_string(row, 2, value, formats["fixed" if value else "fill"])
            row += 1
        for column, head in enumerate(HEAD[lang]):
            page.write_string(row, column, head, formats["head"])
        page.freeze_panes(row + 1, 2)
        top = row + 1
        for number, criterion in enumerate(sheet.lines):
            _criterion_row(page, lists, top + number, number, criterion, formats, lang)
        for column, width in enumerate((8, 46, 16, 64, 34)):
            page.set_column(column, column, width)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(row)
        page.protect("", {"format_columns": True, "format_rows": True, "autofilter": True})


def _criterion_row(
    page: Any, lists: Any, row: int, number: int, criterion: SheetCriterion, formats: dict[str, Any], lang: str
) -> None:
    page.write_string(row, 0, criterion.id, formats["cell"])
    page.write_string(row, 1, criterion.name.in_(lang), formats["cell"])
    page.write_string(row, 2, said(criterion.most, lang), formats["cell"])
    page.write_blank(row, 3, None, formats["fill"])
    page.write_blank(row, 4, None, formats["fill"])
    texts = option_texts(criterion, lang)
    for column, text in enumerate(texts):
        lists.write_string(number, column, text)
    last = _column(len(texts) - 1)
    note = criterion.note.in_(lang) if criterion.note is not None else ""
    page.data_validation(
        row,
        3,
        row,
        3,
        {
            "validate": "list",
            "source": f"='{LIST_SHEET[lang]}'!$A${number + 1}:${last}${number + 1}",
            "input_title": criterion.number()[:32],
            "input_message": note[:250],
            "error_title": "OCOP",
            "error_message": "Chọn một dòng trong danh sách." if lang == "vi" else "Choose a line of the list.",
        },
    )


def _column(index: int) -> str:
    return chr(ord("A") + index) if index < 26 else f"{chr(ord('A') + index // 26 - 1)}{chr(ord('A') + index % 26)}"


def _formats(book: Any) -> dict[str, Any]:
    base = {"font_name": "Times New Roman", "font_size": 11, "valign": "vcenter", "text_wrap": True}
    line = {**base, "border": 1}
    return {
        "title": book.add_format({"bold": True, "font_size": 13, "font_name": "Times New Roman"}),
        "label": book.add_format({**base, "bold": True}),
        "fixed": book.add_format({**base, "bold": True, "num_format": "@"}),
        "head": book.add_format({**line, "bold": True, "bg_color": "#DDE5EE", "align": "center"}),
        "cell": book.add_format({**line, "num_format": "@"}),
        "fill": book.add_format({**line, "bg_color": "#FFF9DB", "locked": False, "num_format": "@"}),
    }
