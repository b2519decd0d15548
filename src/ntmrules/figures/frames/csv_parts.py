"""The part by part mode of the CSV reader: a file of any length, a block of whole lines in memory at a time.

A block in which nothing needs care (no quotes, remarks or odd line ends, one cell a column in every row) is cut into cells
by pyarrow, which is forty times quicker; any other by :func:`ntmrules.figures.csv.rows_of`, as the whole file would be.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import polars as pl
import pyarrow as pa
import pyarrow.csv
from attrs import field

from ntmrules.errors import FiguresError, problem
from ntmrules.figures.csv import MAX_LINE, Records, beginning, decoded, resaved, rows_of
from ntmrules.frozen import define, frozen

_BLANK, _MANY_BLANKS = b",;\t \r\n", 1 << 12
LEAST_BLOCK, MOST_BLOCK = 1 << 20, 64 << 20


@frozen
class Head:
    """The head of a CSV: what separates cells, the header as it is written, and where the rows begin.

    ``line`` is the line of the first row in the file, ``offset`` the byte at which it begins. ``resaved``: a spreadsheet
    saved the file, as far as its first lines tell. ``remarks`` are the lines above that begin with ``#``.
    """

    delimiter: str
    header: tuple[str, ...]
    line: int
    offset: int
    resaved: bool
    remarks: tuple[str, ...] = ()


class Rows(NamedTuple):
    """Rows that need the care of the reader of lines: ``(line in the file, cells)``, and the notes on those left out."""

    rows: Iterator[tuple[int, list[str]]]
    notes: list[tuple[str, dict[str, object]]]


class Block(NamedTuple):
    """Rows that pyarrow cut into cells, all of them text; ``line`` is the line of the first in the file."""

    line: int
    frame: pl.DataFrame


def head_of(path: Path) -> Head | None:
    """Return the head of a CSV in UTF-8, read from its first lines; nothing where only the whole file says what it is.

    That is another encoding, line ends of old computers, and a heading that does not end soon. Raises ``FiguresError`` as the
    reader of whole files does.
    """
    with path.open("rb") as stream:
        start = stream.read(MAX_LINE)
        more = bool(stream.read(1))
    whole = start.rpartition(b"\n")[0] + b"\n" if more else start
    if (more and b"\n" not in start) or start.count(b"\r") != start.count(b"\r\n") or not _utf8(whole):
        return None
    text = decoded(whole, path.name)
    try:
        lines, skipped, remarks, delimiter = beginning(text, path.name)
    except FiguresError:
        if more:
            return None  # remarks without end, perhaps: whoever reads the whole file knows
        raise
    reader = Records(lines[skipped:], delimiter, path.name, first=skipped)
    header = next(reader)
    taken = skipped + reader.line
    mark = 3 if whole.startswith(b"\xef\xbb\xbf") else 0
    offset = mark + sum(len(line.encode()) for line in lines[:taken])
    return Head(delimiter, tuple(header), taken + 1, offset, resaved(whole), tuple(remarks))


def _utf8(raw: bytes) -> bool:
    if b"\0" in raw[:400]:
        return False
    try:
        raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return False
    return True


def blocks(
    path: Path, head: Head, names: tuple[str, ...], batch_rows: int, only: list[str] | None
) -> Iterator[Rows | Block]:
    """Yield the rows of a CSV below its ``head``, about ``batch_rows`` at a time; ``names`` are those of its columns.

    Of a block cut by pyarrow only the columns ``only`` are kept. Raises ``FiguresError`` for what is no text or no CSV, by
    line.
    """
    size = max(LEAST_BLOCK, min(MOST_BLOCK, batch_rows * 400))
    with path.open("rb") as stream:
        stream.seek(head.offset)
        source = _Lines(stream, path.name, size, head.line)
        while source.next_block():
            quick = _cut(source.raw, head.delimiter, names, only) if source.plain else None
            if quick is not None:
                yield Block(source.line, quick)
                source.line += source.raw.count(b"\n") + source.blank
                continue
            notes: list[tuple[str, dict[str, object]]] = []
            reader = Records(source.lines(), head.delimiter, path.name, first=source.line - 1)
            yield Rows(rows_of(reader, path.name, source.line - 1, notes, lambda: source.used), notes)
            source.line += reader.line + source.blank


@define
class _Lines:
    """A file as blocks of whole lines; ``line`` is the line of the first of the present block, ``raw`` its bytes.

    ``blank`` is how many lines at the end of the block are not in ``raw``, since nothing stands in them: a spreadsheet
    saves a million of them.
    """

    stream: BinaryIO
    name: str
    size: int
    line: int
    raw: bytes = b""
    used: bool = False
    blank: int = 0
    _rest: bytes = field(default=b"", init=False)

    def next_block(self) -> bool:
        """Read the next block; tell whether there is one."""
        piece = self.stream.read(self.size)
        block = self._rest + piece
        cut = block.rfind(b"\n") + 1 if len(piece) == self.size else len(block)
        self.raw, self._rest = block[:cut], block[cut:]
        if len(piece) == self.size and not self.raw:  # a line longer than a block
            self.raw, self._rest = self._rest + self.stream.readline(), b""
        self.used, self.blank = False, 0
        begun = bool(self.raw)
        if b'"' not in self.raw:
            end = self.raw.find(b"\n", len(self.raw.rstrip(_BLANK))) + 1
            if end and len(self.raw) - end > _MANY_BLANKS:
                self.blank = self.raw.count(b"\n", end)
                self.raw = self.raw[:end]
        return begun

    @property
    def plain(self) -> bool:
        """Whether nothing in the block needs care."""
        raw = self.raw
        return not any(sign in raw for sign in (b'"', b"#", b"\0")) and raw.count(b"\r") == raw.count(b"\r\n")

    def lines(self) -> Iterator[str]:
        """Yield the lines of the block, and those after it as long as a cell goes on into them."""
        yield from io.StringIO(self._text(self.raw, self.line), newline="")
        self.used = True
        at = self.line + self.raw.count(b"\n")
        while line := self._rest + self.stream.readline():
            self._rest = b""
            yield self._text(line, at)
            at += 1

    def _text(self, raw: bytes, line: int) -> str:
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError as error:
            at = line + raw.count(b"\n", 0, error.start)
            column = error.start - raw.rfind(b"\n", 0, error.start)
            byte = f"0x{raw[error.start]:02x}"
            raise FiguresError(problem("NTM504.utf8", f"{self.name}:{at}:{column}", byte=byte)) from None
        if "\0" in text:
            raise FiguresError(
                problem("NTM504.nul", f"{self.name}:{line + text.count(chr(10), 0, text.index(chr(0)))}")
            )
        return text


def _cut(raw: bytes, delimiter: str, names: tuple[str, ...], only: list[str] | None) -> pl.DataFrame | None:
    """Return a plain block as text in columns; nothing where a row has too few or too many cells, or is no text."""
    try:
        table = pyarrow.csv.read_csv(
            pa.BufferReader(raw),
            read_options=pyarrow.csv.ReadOptions(column_names=names, block_size=1 << 20),
            parse_options=pyarrow.csv.ParseOptions(delimiter=delimiter, quote_char=False, ignore_empty_lines=False),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""],
                include_columns=only,
            ),
        )  # fmt: skip
    except pa.ArrowInvalid:
        return None
    frame = pl.from_arrow(table)
    assert isinstance(frame, pl.DataFrame)
    return frame if frame.height == raw.count(b"\n") + (not raw.endswith(b"\n")) else None


__all__ = ["Block", "Head", "Rows", "blocks", "head_of"]
