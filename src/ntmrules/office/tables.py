"""Tables that leave the program: CSV, Markdown, a workbook. Text is data wherever it lands: never a formula, never markup."""

from __future__ import annotations

import csv
import gc
import io
import os
import re
import sys
import tempfile
import traceback
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

from attrs import field

from ntmrules.errors import FiguresError, Problem, UsageError
from ntmrules.frozen import frozen
from ntmrules.messages.inline import two
from ntmrules.messages.speech import Fault, language

Cell: TypeAlias = str | int | Decimal | None
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ACTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?\Z")
MADE = "ntmrules, tables"
"""Stands among the properties of a workbook of tables: by it an earlier one is known."""
MOST_TITLE = 31
NARROWEST, LEAST_WIDE, WIDEST, PAGE_WIDE = 6, 14, 42, 160
"""Of a column of a workbook, and of all columns on one page across, in letters."""
LINE_HIGH, MOST_HIGH = 14.0, 405.0
"""Of a row of a workbook, in points; Excel takes no more."""
A4 = 9


@frozen(kw_only=True)
class Table:
    """One table: its title, the heads of its columns, its rows; a cell that is not known is nothing.

    ``days``: the columns that hold days, as a language writes them; in a workbook they are real dates. ``behind``: what a
    number counts or adds up, by its row and column, where a reader can open it.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    days: tuple[int, ...] = ()
    behind: Mapping[tuple[int, int], Behind] = field(factory=dict)


@frozen
class Behind:
    """The rows behind a number: which of the tables that are given together, and which of its rows."""

    table: int
    rows: tuple[int, ...]


def as_csv(tables: Sequence[Table], *, mark: str = ",") -> str:
    """Return tables as CSV, one under the other with a blank line between; a text that a spreadsheet would run is quoted.

    ``mark`` stands between cells: a spreadsheet of Vietnamese settings, whose comma is that of decimals, parts at ``;``.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=mark, lineterminator="\n")
    for index, table in enumerate(tables):
        if index:
            out.write("\n")
        writer.writerow([_harmless(name) for name in table.head])
        writer.writerows([_harmless(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def as_markdown(tables: Sequence[Table]) -> str:
    """Return tables as Markdown; signs that would be markup are escaped."""
    parts = []
    for table in tables:
        lines = [f"## {_escaped(table.title)}", "", _row(table.head), _row(["---"] * len(table.head), escape=False)]
        lines += [_row(row) for row in table.rows]
        parts.append("\n".join(lines) + "\n")
    return "\n".join(parts)


def write_workbook(tables: Sequence[Table], path: Path) -> None:
    """Write tables as sheets of a workbook; ``FiguresError`` where the extra *office* is missing."""
    try:
        import xlsxwriter
    except ImportError:
        what = "cần XlsxWriter để ghi xlsx · XlsxWriter is needed to write xlsx"
        remedy = two("cài phần office, hoặc chọn csv · install it, or choose csv")
        expected = 'pip install ".[office]"'
        raise FiguresError(Problem("NTM501", str(path), two(what), expected=expected, remedy=remedy)) from None

    def write(target: Path) -> None:
        with xlsxwriter.Workbook(str(target), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            # No time of making stands in it: the same tables give the same workbook.
            book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC), "comments": MADE})
            looks = {
                "head": book.add_format(
                    {"bold": True, "text_wrap": True, "border": 1, "valign": "top", "bg_color": "#E7EEF0"}
                ),
                "text": book.add_format({"text_wrap": True, "border": 1, "valign": "top"}),
                "whole": book.add_format({"num_format": "#,##0", "border": 1, "valign": "top"}),
                "part": book.add_format({"num_format": "#,##0.0#####", "border": 1, "valign": "top"}),
                "day": book.add_format({"num_format": "dd/mm/yyyy", "border": 1, "valign": "top", "align": "left"}),
            }
            names: set[str] = set()
            for table in tables:
                _sheet(book.add_worksheet(_sheet_name(table.title, names)), table, looks)

    replace(path, write)


def _sheet(sheet: Any, table: Table, looks: Mapping[str, Any]) -> None:
    """Fill one sheet, with filters, fixed heads, and pages of A4 across."""
    widths = _widths(table)
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for column, name in enumerate(table.head):
        sheet.write_string(0, column, clean(name), looks["head"])
    sheet.set_row(0, _height(table.head, widths))
    for number, row in enumerate(table.rows, 1):
        sheet.set_row(number, _height(row, widths))
        for column, cell in enumerate(row):
            when = _date(cell) if column in table.days else None
            if cell is None:
                sheet.write_blank(number, column, None, looks["text"])
            elif when is not None:
                sheet.write_datetime(number, column, when, looks["day"])
            elif isinstance(cell, Decimal):
                sheet.write_number(
                    number, column, float(cell), looks["whole" if cell == cell.to_integral_value() else "part"]
                )
            elif isinstance(cell, int):
                sheet.write_number(number, column, cell, looks["text"])
            else:
                sheet.write_string(number, column, clean(cell), looks["text"])
    last = max(len(table.rows), 1), len(table.head) - 1
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, *last)
    sheet.set_landscape()
    sheet.set_paper(A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.print_area(0, 0, *last)
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.set_footer("&L&A&R&P/&N")


def _widths(table: Table) -> list[int]:
    """Return the width of each column in letters: as its cells need, no wider than the page bears with all of them."""
    needed = [max(NARROWEST, _longest(name) + 2) for name in table.head]
    for row in table.rows:
        for column, cell in enumerate(row):
            needed[column] = max(needed[column], len(str(cell)) + 2 if cell is not None else 0)
    most = WIDEST
    while most > LEAST_WIDE and sum(min(width, most) for width in needed) > PAGE_WIDE:
        most -= 2
    return [min(width, most) for width in needed]


def _height(row: Sequence[Cell], widths: Sequence[int]) -> float:
    """Return the height of a row in points: LibreOffice and Excel alike show every line of its cells."""
    lines = (
        -(-len(str(cell)) // max(width - 1, 1)) for cell, width in zip(row, widths, strict=True) if cell is not None
    )
    return min(MOST_HIGH, LINE_HIGH * max(lines, default=1))


def _longest(name: str) -> int:
    """Return the length of the longest word: a head may take several lines."""
    return max((len(word) for word in name.split()), default=0)


def _date(cell: Cell) -> date | None:
    """Return the day that a cell writes, as ISO or as in Vietnamese; nothing where it is none."""
    if not isinstance(cell, str):
        return None
    try:
        return datetime.strptime(cell, "%Y-%m-%d" if "-" in cell else "%d/%m/%Y").replace(tzinfo=UTC).date()
    except ValueError:
        return None


def write_text(text: str, path: Path) -> None:
    """Write text in UTF-8; CSV with a mark at its head, by which Excel knows the letters."""
    data = text.encode("utf-8-sig" if path.suffix.lower() == ".csv" else "utf-8")

    def write(target: Path) -> None:
        target.write_bytes(data)

    replace(path, write)


def write_bytes(data: bytes, path: Path) -> None:
    """Write bytes to a file, which takes its place when it is whole."""

    def write(target: Path) -> None:
        target.write_bytes(data)

    replace(path, write)


def is_special(path: Path) -> bool:
    """Tell whether a path is that of something that is no file and no folder, as ``/dev/stdout`` is."""
    return path.exists() and not (path.is_file() or path.is_dir())


def replace(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a file beside ``path`` and put it in its place when it is whole; the old one stays until then.

    A link stays one, and what is no plain file (a device, a pipe) is written to: nothing takes its place. Raises ``UsageError``
    where the file cannot be written.
    """
    through = is_special(path)
    path = path.resolve() if path.is_file() else path
    try:
        handle, name = tempfile.mkstemp(prefix=".ntmrules-", suffix=path.suffix, dir=None if through else path.parent)
        os.close(handle)
    except OSError as error:
        raise _unwritten(path, error) from None
    target = Path(name)
    try:
        write(target)
        target.chmod(0o644)
        if through:
            with path.open("wb") as stream:
                stream.write(target.read_bytes())
        else:
            target.replace(path)
    except Exception as error:
        fault = error if isinstance(error, OSError) else next(iter(error.args), None)  # XlsxWriter wraps what it meets
        if not isinstance(fault, OSError):
            raise
        _let_go(error)
        raise _unwritten(path, fault) from None
    finally:
        target.unlink(missing_ok=True)


def _let_go(error: BaseException) -> None:
    """Close what a writer left open on a full disk: its complaint that it cannot be closed is nobody's business."""
    hook, sys.unraisablehook = sys.unraisablehook, lambda _: None
    try:
        for each in (error, error.__context__):
            if each is not None:
                traceback.clear_frames(each.__traceback__)
                each.__traceback__ = None
        gc.collect()
    finally:
        sys.unraisablehook = hook


def _unwritten(path: Path, error: OSError) -> UsageError:
    fault = Fault(error)
    what = f"không ghi được: {fault.told('vi')} · cannot be written: {fault.told('en')}"
    return UsageError(Problem("NTM051", str(path), two(what), expected=two("thư mục có, còn chỗ · a folder with room"),
                              remedy=two("chọn tệp khác · choose another file")))  # fmt: skip


def clean(text: str) -> str:
    """Return a text without control characters: what a spreadsheet or a terminal would act on."""
    return _CONTROL.sub("", text)


def _harmless(cell: Cell) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return _written(cell)
    text = clean(cell)
    return f"'{text}" if text.startswith(_ACTS) and not _NUMBER.match(text) else text


def _written(cell: str | int | Decimal) -> str:
    """Return a cell as the reader's language writes it: a spreadsheet set to Vietnamese takes 0.5 for a day or a text."""
    if not isinstance(cell, Decimal):
        return str(cell)
    text = format(cell, "f")
    return text if language() == "en" else text.replace(".", ",")


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", clean(text)).replace("\n", " ")


def _row(cells: Sequence[Cell], *, escape: bool = True) -> str:
    shown = [("" if cell is None else _written(cell)) for cell in cells]
    return f"| {' | '.join(_escaped(cell) if escape else cell for cell in shown)} |"


def _sheet_name(title: str, names: set[str]) -> str:
    base = re.sub(r"[\[\]:*?/\\']", " ", clean(title)).strip()[:MOST_TITLE] or "Sheet"
    name, number = base, 2
    while name.casefold() in names:
        name = f"{base[: MOST_TITLE - 4]} ({number})"
        number += 1
    names.add(name.casefold())
    return name
