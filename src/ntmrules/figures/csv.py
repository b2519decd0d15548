"""CSV as offices write it: UTF-8 with or without a mark, comma, semicolon or tab, remarks above the header."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from attrs import frozen

from ntmrules.errors import FiguresError, Problem

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
        what = "has remarks and no table" if remarks else "is empty"
        raise FiguresError(
            Problem("NTM508", name, what, expected="a header line and rows of figures", remedy="fill in the figures")
        )
    head = lines[skipped]
    if len(head) > MAX_LINE:
        raise FiguresError(
            Problem(
                "NTM508",
                f"{name}:{skipped + 1}",
                f"the header line has {len(head)} characters",
                expected=f"a CSV header of at most {MAX_LINE}",
                remedy="check that this is a CSV file",
            )
        )
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
    return FiguresError(
        Problem(
            "NTM508",
            f"{name}:{line}",
            f"is no CSV: {error}",
            expected="cells in quotes that are closed",
            remedy="look for a quote that is not closed on this line",
        )
    )


def _text(path: Path) -> str:
    name = path.name
    try:
        if path.is_dir():
            raise FiguresError(
                Problem("NTM501", str(path), "is a directory", expected="a CSV file", remedy="name one file in it")
            )
        with path.open("rb") as stream:
            start = stream.read(MAX_LINE)
            _refuse_binary(name, start)
            raw = start + stream.read()
    except OSError as error:
        raise FiguresError(
            Problem(
                "NTM501",
                str(path),
                f"cannot be read: {error.strerror or error}",
                expected="a CSV file that exists",
                remedy="check the path and its permissions",
            )
        ) from None
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        raise FiguresError(
            Problem(
                "NTM504",
                f"{name}:{line}:{column}",
                f"is not UTF-8: byte 0x{raw[error.start]:02x}",
                expected="text in UTF-8",
                remedy="in Excel: Save as, CSV UTF-8 (Comma delimited)",
            )
        ) from None


def _refuse_binary(name: str, start: bytes) -> None:
    """Refuse what is no text before the rest is read, so that a big file of noise costs nothing."""
    kinds = {
        b"PK\x03\x04": "an Excel or zip file",
        b"\xd0\xcf\x11\xe0": "an old Excel file",
        b"%PDF": "a PDF",
        b"\x1f\x8b": "a gzip file",
        b"PAR1": "a Parquet file",
        b"\x89PNG": "a picture",
    }
    kind = next((word for magic, word in kinds.items() if start.startswith(magic)), None)
    if kind is None and start.startswith((b"\xff\xfe", b"\xfe\xff")):
        kind = "text in UTF-16"
    if kind is None and b"\0" in start:
        kind = "a binary file"
    if kind is not None:
        raise FiguresError(
            Problem(
                "NTM504",
                name,
                f"is {kind}",
                expected="a CSV file in UTF-8",
                remedy="in Excel: Save as, CSV UTF-8 (Comma delimited)",
            )
        )
    if len(start) == MAX_LINE and start.count(b"\n") == 0:
        raise FiguresError(
            Problem(
                "NTM508",
                f"{name}:1",
                f"the first line has more than {MAX_LINE} bytes",
                expected="a CSV header",
                remedy="check that this is a CSV file",
            )
        )
