"""Tables that leave the program: CSV, Markdown, a workbook. Text is data wherever it lands: never a formula, never markup."""

from __future__ import annotations

import csv
import io
import os
import re
import tempfile
from collections.abc import Callable, Sequence
from decimal import Decimal
from pathlib import Path
from typing import TypeAlias

from attrs import frozen

from ntmrules.errors import FiguresError, Problem, UsageError
from ntmrules.messages.inline import two

Cell: TypeAlias = str | int | Decimal | None
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_ACTS = ("=", "+", "-", "@", "\t", "\r")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?\Z")
MOST_TITLE = 31


@frozen(kw_only=True)
class Table:
    """One table: its title, the heads of its columns, its rows; a cell that is not known is nothing."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def as_csv(tables: Sequence[Table]) -> str:
    """Return tables as CSV, one under the other with a blank line between; a text that a spreadsheet would run is quoted."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
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
        expected = 'pip install "ntmrules[office]"'
        raise FiguresError(Problem("NTM501", str(path), two(what), expected=expected, remedy=remedy)) from None

    def write(target: Path) -> None:
        with xlsxwriter.Workbook(str(target), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
            bold, wrap = book.add_format({"bold": True, "text_wrap": True, "border": 1}), book.add_format({"border": 1})
            names: set[str] = set()
            for table in tables:
                sheet = book.add_worksheet(_sheet_name(table.title, names))
                for column, name in enumerate(table.head):
                    sheet.write_string(0, column, clean(name), bold)
                for number, row in enumerate(table.rows, 1):
                    for column, cell in enumerate(row):
                        if isinstance(cell, (int, Decimal)):
                            sheet.write_number(number, column, float(cell), wrap)
                        elif cell is not None:
                            sheet.write_string(number, column, clean(cell), wrap)
                sheet.freeze_panes(1, 1)
                sheet.autofit()

    replace(path, write)


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


def replace(path: Path, write: Callable[[Path], None]) -> None:
    """Let ``write`` fill a file beside ``path`` and put it in its place when it is whole; the old one stays until then.

    Raises ``UsageError`` where the file cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=".ntmrules-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
    except OSError as error:
        raise _unwritten(path, error) from None
    target = Path(name)
    try:
        write(target)
        target.chmod(0o644)
        target.replace(path)
    except OSError as error:
        raise _unwritten(path, error) from None
    finally:
        target.unlink(missing_ok=True)


def _unwritten(path: Path, error: OSError) -> UsageError:
    what = f"không ghi được: {error.strerror or error} · cannot be written: {error.strerror or error}"
    return UsageError(Problem("NTM051", str(path), two(what), expected=two("thư mục có, còn chỗ · a folder with room"),
                              remedy=two("chọn tệp khác · choose another file")))  # fmt: skip


def clean(text: str) -> str:
    """Return a text without control characters: what a spreadsheet or a terminal would act on."""
    return _CONTROL.sub("", text)


def _harmless(cell: Cell) -> str:
    if cell is None:
        return ""
    if not isinstance(cell, str):
        return format(cell, "f") if isinstance(cell, Decimal) else str(cell)
    text = clean(cell)
    return f"'{text}" if text.startswith(_ACTS) and not _NUMBER.match(text) else text


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_{}\[\]<>|#])", r"\\\1", clean(text)).replace("\n", " ")


def _row(cells: Sequence[Cell], *, escape: bool = True) -> str:
    shown = [("" if cell is None else str(cell)) for cell in cells]
    return f"| {' | '.join(_escaped(cell) if escape else cell for cell in shown)} |"


def _sheet_name(title: str, names: set[str]) -> str:
    base = re.sub(r"[\[\]:*?/\\']", " ", clean(title)).strip()[:MOST_TITLE] or "Sheet"
    name, number = base, 2
    while name.casefold() in names:
        name = f"{base[: MOST_TITLE - 4]} ({number})"
        number += 1
    names.add(name.casefold())
    return name
