"""CSV as offices write it: UTF-8 with or without a mark, comma, semicolon or tab, remarks above the header."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from ntmrules.errors import FiguresError, problem
from ntmrules.messages import Fault, Phrase
from ntmrules.messages.foreign import Foreign

MAX_LINE = 65_536
MAX_CELL = 131_072
DELIMITERS = (",", ";", "\t")


@frozen
class Sheet:
    """Cells of one table: header, rows with their line numbers, remarks above the header."""

    name: str
    header: tuple[str, ...]
    header_row: int
    rows: Iterator[tuple[int, list[str]]]
    remarks: tuple[str, ...] = ()


def read_csv(path: Path) -> Sheet:
    """Return the sheet in the CSV file at ``path``; ``FiguresError`` when it is no such file."""
    return sheet_of(_text(path), path.name)


def sheet_of(text: str, name: str) -> Sheet:
    """Return the sheet in the CSV text; ``name`` stands in messages. ``FiguresError`` when it is no such text."""
    remarks, skipped = [], 0
    lines = list(io.StringIO(text, newline=""))  # splitlines() would also cut at signs that end no line in a CSV
    while skipped < len(lines) and (not lines[skipped].strip() or lines[skipped].lstrip().startswith("#")):
        remark = lines[skipped].strip().lstrip("#").strip().strip(",;\t")
        if remark:
            remarks.append(remark)
        skipped += 1
    if skipped == len(lines):
        raise FiguresError(problem("NTM508.remarks" if remarks else "NTM508.empty", name))
    head = lines[skipped]
    if len(head) > MAX_LINE:
        raise FiguresError(problem("NTM508.long-header", f"{name}:{skipped + 1}", length=len(head), most=MAX_LINE))
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO("".join(lines[skipped:]), newline=""), delimiter=delimiter, strict=True)
    csv.field_size_limit(MAX_CELL)
    try:
        header = tuple(cell.strip() for cell in next(reader))
    except csv.Error as error:
        raise _broken(name, skipped + 1, error) from None
    return Sheet(name, header, skipped + 1, _rows(reader, name, skipped), tuple(remarks))


def _rows(reader: Iterator[list[str]], name: str, skipped: int) -> Iterator[tuple[int, list[str]]]:
    line = reader.line_num  # type: ignore[attr-defined]
    while True:
        first = line + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            raise _broken(name, skipped + first, error) from None
        line = reader.line_num  # type: ignore[attr-defined]
        if cells and cells[0].lstrip().startswith("#"):
            continue
        yield skipped + first, cells


def _broken(name: str, line: int, error: csv.Error) -> FiguresError:
    return FiguresError(problem("NTM508.quotes", f"{name}:{line}", error=Foreign(error)))


def _text(path: Path) -> str:
    name = path.name
    try:
        if path.is_dir():
            raise FiguresError(problem("NTM501.directory", str(path)))
        with path.open("rb") as stream:
            start = stream.read(MAX_LINE)
            _refuse_binary(name, start)
            raw = start + stream.read()
    except OSError as error:
        raise FiguresError(problem("NTM501.unreadable", str(path), fault=Fault(error))) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        raise FiguresError(
            problem("NTM504.utf8", f"{name}:{line}:{column}", byte=f"0x{raw[error.start]:02x}")
        ) from None


def _refuse_binary(name: str, start: bytes) -> None:
    """Refuse what is no text before the rest is read, so that a big file of noise costs nothing."""
    kinds = {
        b"PK\x03\x04": "remarks.an-excel",
        b"\xd0\xcf\x11\xe0": "remarks.old-excel",
        b"%PDF": "remarks.a-pdf",
        b"\x1f\x8b": "remarks.a-gzip",
        b"PAR1": "remarks.a-parquet",
        b"\x89PNG": "remarks.a-picture",
    }
    kind = next((word for magic, word in kinds.items() if start.startswith(magic)), None)
    if kind is None and start.startswith((b"\xff\xfe", b"\xfe\xff")):
        kind = "remarks.utf16"
    if kind is None and b"\0" in start:
        kind = "remarks.binary"
    if kind is not None:
        raise FiguresError(problem("NTM504.kind", name, kind=Phrase(kind)))
    if len(start) == MAX_LINE and start.count(b"\n") == 0:
        raise FiguresError(problem("NTM508.long-line", f"{name}:1", most=MAX_LINE))
