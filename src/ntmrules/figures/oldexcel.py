"""What an old Excel file (xls) says about its cells beside their values: formats, errors, formulas without a result."""

from __future__ import annotations

import contextlib
import io
import struct
from pathlib import Path
from typing import Any

from ntmrules.figures.marks import Marks
from ntmrules.figures.runs import Pieces

_ERROR, _NUMBER = 5, 2
_FORMULA, _BOF, _SHEET_KIND = 0x0006, 0x0809, 0x0010
_FILE_PASS, _FIRST_RECORDS = 0x002F, 4096
_CALCULATE_ON_LOAD, _EMPTY_RESULT = 0x02, 3


def marks_in_xls(path: Path) -> dict[str, Marks]:
    """Return the marks of every sheet by name; none where xlrd is not installed or cannot read the file.

    Without them a fraction between 0 and 1 may be shown as a percentage, and is refused where that matters.
    """
    try:
        import xlrd
    except ImportError:
        return {}
    data = path.read_bytes()
    # Whatever xlrd cannot read, calamine will say or read; then nothing is known of formats.
    with contextlib.suppress(Exception):
        book = xlrd.open_workbook(file_contents=data, formatting_info=True, logfile=io.StringIO())
        asked = _asked_to_calculate(data, xlrd)
        return {sheet.name: _marks(book, sheet, asked.get(at, set()), xlrd) for at, sheet in enumerate(book.sheets())}
    return {}


def holds_stream(path: Path, name: str) -> bool:
    """Return whether a compound file has a stream of this name: ``EncryptedPackage`` is a workbook behind a password."""
    entry = name.encode("utf-16-le") + b"\0\0"  # a directory entry begins with the name, at a multiple of 128 bytes
    data = path.read_bytes()
    at = data.find(entry)
    while at >= 0 and at % 128:
        at = data.find(entry, at + 1)
    return at >= 0


def behind_password(path: Path) -> bool:
    """Return whether an old workbook says at its beginning that its cells are encrypted."""
    try:
        from xlrd.compdoc import CompDoc

        compound = CompDoc(path.read_bytes(), logfile=io.StringIO())
        # Excel 95 calls it Book.
        stream = compound.get_named_stream("Workbook") or compound.get_named_stream("Book") or b""
    except Exception:  # noqa: BLE001  (no such file: whoever reads it says so)
        return False
    at = 0
    while at + 4 <= min(len(stream), _FIRST_RECORDS):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _FILE_PASS:
            return True
        at += 4 + length
    return False


def _marks(book: Any, sheet: Any, asked: set[tuple[int, int]], xlrd: Any) -> Marks:
    formats: dict[tuple[int, int], str] = {}
    errors: dict[tuple[int, int], str] = {}
    uncalculated: set[tuple[int, int]] = set()
    struck = {
        at
        for at, runs in sheet.rich_text_runlist_map.items()
        if any(book.font_list[font].struck_out for _, font in runs)
    }
    texts = {at: _pieces(book, sheet, at) for at in sheet.rich_text_runlist_map}
    raised = {at: pieces for at, pieces in texts.items() if any(up for _, up in pieces)}
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            cell = sheet.cell(row, column)
            if book.font_list[book.xf_list[cell.xf_index].font_index].struck_out:
                struck.add((row, column))
            if cell.ctype == _ERROR:
                errors[row, column] = xlrd.error_text_from_code.get(cell.value, "#N/A")
            elif (row, column) in asked and cell.value in (0, ""):
                uncalculated.add((row, column))
            elif cell.ctype == _NUMBER:
                code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str or ""
                if code not in ("", "General"):
                    formats[row, column] = code
    return Marks(
        formats=formats, errors=errors, uncalculated=uncalculated,
        hidden_rows=frozenset(row for row, about in sheet.rowinfo_map.items() if about.hidden and row < sheet.nrows),
        hidden_columns=frozenset(column for column, about in sheet.colinfo_map.items() if about.hidden),
        struck=struck, raised=raised, comments={at: " ".join(note.text.split()) for at, note in sheet.cell_note_map.items()},
        merged=tuple((low, left, high - 1, right - 1) for low, high, left, right in sheet.merged_cells),
    )  # fmt: skip


def _pieces(book: Any, sheet: Any, at: tuple[int, int]) -> Pieces:
    """Return a text of several fonts in pieces, each with whether it is raised or lowered; nothing of a cell that is no text."""
    cell = sheet.cell(*at) if at[0] < sheet.nrows and at[1] < sheet.row_len(at[0]) else None
    if cell is None or not isinstance(cell.value, str):
        return ()
    runs = [(0, book.xf_list[cell.xf_index].font_index), *sorted(sheet.rich_text_runlist_map[at])]
    ends = [start for start, _ in runs[1:]] + [len(cell.value)]
    pieces = ((cell.value[start:end], font) for (start, font), end in zip(runs, ends, strict=True))
    return tuple((said, book.font_list[font].escapement in (1, 2)) for said, font in pieces if said)


def _asked_to_calculate(data: bytes, xlrd: Any) -> dict[int, set[tuple[int, int]]]:
    """Return, by the number of the sheet, the formulas whose writer asks the reader to calculate them."""
    stream = xlrd.compdoc.CompDoc(data, logfile=io.StringIO()).get_named_stream("Workbook")
    found: dict[int, set[tuple[int, int]]] = {}
    at, sheet = 0, -1
    while stream is not None and at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _BOF and length >= 4 and struct.unpack_from("<H", stream, at + 6)[0] == _SHEET_KIND:
            sheet += 1
        elif kind == _FORMULA and length >= 16 and sheet >= 0:
            row, column = struct.unpack_from("<HH", stream, at + 4)
            result = stream[at + 10 : at + 18]
            empty = result[0] == _EMPTY_RESULT and result[6:] == b"\xff\xff"
            if empty or struct.unpack_from("<H", stream, at + 18)[0] & _CALCULATE_ON_LOAD:
                found.setdefault(sheet, set()).add((row, column))
        at += 4 + length
    return found
