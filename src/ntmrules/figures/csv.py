"""CSV as offices write it: UTF-8, UTF-16 or windows-1258, comma, semicolon or tab, titles and remarks above the header."""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from attrs import Factory

from ntmrules.errors import FiguresError, problem
from ntmrules.figures.no_tables import refuse_no_text
from ntmrules.figures.rows_apart import refuse_rows_apart
from ntmrules.figures.signs import IGNORED
from ntmrules.frozen import define, frozen
from ntmrules.messages import Fault
from ntmrules.messages.foreign import Foreign
from ntmrules.model.figures import Beside
from ntmrules.model.spelling import seen
from ntmrules.model.verdicts import Verdict

MAX_LINE = 65_536
MAX_CELL = 131_072
MOST_SUBJECTS = 20_000  # all sets together have fewer
MAX_TEXT = 256 << 20
DELIMITERS = (",", ";", "\t")
_MOST_SEPARATED = 200_000  # cells in one line: a heading of more is no table

# Words that nearly every file of figures has, as bytes of the encodings before Unicode.
_TCVN3_SIGNS = ("x·", "®¹t", "®¬n", "tiªu chÝ", "ch­a", "chØ", "huyÖn", "tØnh", "ph­êng", "thÞ")
_VNI_SIGNS = ("xaõ", "ñaït", "ñôn", "tieâu chí", "chöa", "chæ", "huyeän", "tænh", "phöôøng", "thò traán")
_VIETNAMESE = (
    "xã",
    "đạt",
    "đơn vị",
    "tiêu chí",
    "chưa",
    "chỉ tiêu",
    "huyện",
    "tỉnh",
    "phường",
    "thị trấn",
    "kết quả",
    "quảng",
)


@define
class Sheet:
    """Cells of one table: header, rows with their line numbers, remarks above the header.

    ``notes`` are what was not used, each a name of a remark with its values; more come while the rows are read.
    ``marks`` say what signs mean, ``titles_unit`` is a unit that a title names; ``named_unit`` and ``named_year`` are
    what the sheet is named after, where that is a unit or a year, ``called`` its name where it is neither, ``of_book`` its
    name in any case;
    ``written`` the headings as they stand in the file. ``resaved``: a spreadsheet saved the text, so that 17.10 may
    have become 17.1. ``across``: of a form whose columns are units this is the one of ``named_unit``; ``several``:
    other sheets are read beside it. ``titles_measure`` is the unit of measure that a title gives for all,
    ``measured`` those that headings give, ``years`` and ``days`` those of columns, ``more_values`` columns with values of
    further years; ``behind`` what stands behind the labels in headings, ``heeded`` the headings and
    letters that somebody said something of and that are there, ``names`` the columns beside the labels that say what
    they are, the finest first. ``numbered`` is a column that numbers the rows, where they say by name what they are about.
    ``of_documents`` are columns of evidence and notes, whose words name documents; ``beside`` texts over columns. ``wordy`` are
    the headings of columns of words that nobody knows.
    """

    name: str
    header: tuple[str, ...]
    header_row: int
    rows: Iterator[tuple[int, list[str]]]
    remarks: tuple[str, ...] = ()
    notes: list[tuple[str, dict[str, object]]] = Factory(list)
    marks: dict[str, Verdict] = Factory(dict)
    titles_unit: str = ""
    named_unit: str = ""
    named_year: int | None = None
    called: str = ""
    of_book: str = ""
    written: tuple[str, ...] = ()
    resaved: bool = False
    across: bool = False
    several: bool = False
    titles_measure: str = ""
    measured: dict[int, str] = Factory(dict)
    years: dict[int, int] = Factory(dict)
    days: dict[int, str] = Factory(dict)
    behind: dict[int, str] = Factory(dict)
    heeded: set[str] = Factory(set)
    names: tuple[int, ...] = ()
    numbered: int | None = None
    more_values: tuple[int, ...] = ()
    of_documents: frozenset[int] = frozenset()
    wordy: dict[int, str] = Factory(dict)
    beside: tuple[Beside, ...] = ()

    def heading(self, column: int) -> str:
        """Return a heading as it stands in the file."""
        return (self.written[column] if column < len(self.written) else "") or self.header[column]

    def shown_header(self) -> str:
        """Return the headings of the columns that are read, cut where they are long."""
        return ", ".join(cell for cell in self.header if cell != IGNORED)[:120]


@frozen
class CsvText:
    """The text of a CSV file; ``resaved``: it is written as spreadsheets write it (a mark of the encoding, CR LF)."""

    text: str
    resaved: bool = False


def read_csv(path: Path) -> Sheet:
    """Return the sheet in the CSV file at ``path``; ``FiguresError`` when it is no such file."""
    return sheet_of(csv_text(path).text, path.name)


def sheet_of(text: str, name: str) -> Sheet:
    """Return the sheet in the CSV text; ``name`` stands in messages. ``FiguresError`` when it is no such text."""
    lines, skipped, remarks, delimiter = beginning(text, name)
    reader = Records(lines[skipped:], delimiter, name, first=skipped)
    header = tuple(cell.strip() for cell in next(reader))
    notes: list[tuple[str, dict[str, object]]] = []
    return Sheet(name, header, skipped + 1, rows_of(reader, name, skipped, notes), tuple(remarks), notes)


def cell_at(cells: Sequence[str], index: int) -> str:
    """Return the cell of a row without blanks around it; empty where the row is shorter."""
    return cells[index].strip() if index < len(cells) else ""


def beginning(text: str, name: str) -> tuple[list[str], int, list[str], str]:
    """Return the lines, how many stand above the header, what they say, and what separates cells.

    Above the header may stand remarks that begin with ``#`` and Excel's ``sep=;``. Raises ``FiguresError`` NTM508 for a
    file without a table.
    """
    remarks, skipped, said = [], 0, ""
    lines = list(io.StringIO(text, newline=""))  # splitlines() would also cut at signs that end no line in a CSV
    while skipped < len(lines):
        line = lines[skipped].strip()
        if line[:4].lower() == "sep=" and len(line) == 5 and not skipped:
            said = line[4]
        elif line and not line.startswith("#"):
            break
        elif remark := line.lstrip("#").strip().strip(",;\t"):
            remarks.append(remark)
        skipped += 1
    if skipped == len(lines):
        raise FiguresError(problem("NTM508.remarks" if remarks else "NTM508.empty", name))
    head = lines[skipped]
    if len(head) > MAX_LINE or max(map(head.count, DELIMITERS)) > _MOST_SEPARATED:
        raise FiguresError(problem("NTM508.long-header", f"{name}:{skipped + 1}", length=len(head), most=MAX_LINE))
    return lines, skipped, remarks, said or max(DELIMITERS, key=head.count)


def grid_of(lines: Sequence[str], name: str, *, delimiter: str, first: int) -> list[list[str]]:
    """Return lines of a CSV text as rows of cells, titles among them; ``first`` is how many stand above them.

    Raises ``FiguresError`` when it is no such text.
    """
    found: list[list[str]] = []
    reader = Records(lines, delimiter, name, first=first)
    for cells in reader:
        while len(found) < reader.line - 1:
            found.append([])  # a cell with line breaks: the rows below keep their place in the file
        found.append(cells)
    return found


class Records:
    """The rows of cells in ``lines`` of a CSV; ``line`` is how many of them are read.

    ``first`` is how many lines stand before these in the file. Raises ``FiguresError`` NTM508 for quotes that do not close
    or stand in a cell, by line.
    """

    def __init__(self, lines: Iterable[str], delimiter: str, name: str, *, first: int) -> None:
        csv.field_size_limit(MAX_CELL)
        self._reader = csv.reader(lines, delimiter=delimiter, strict=True)
        self._name, self._first = name, first

    @property
    def line(self) -> int:
        """How many lines are read."""
        return self._reader.line_num

    def __iter__(self) -> Iterator[list[str]]:
        return self

    def __next__(self) -> list[str]:
        begins = self._first + self.line + 1
        try:
            return next(self._reader)
        except csv.Error as error:
            raise FiguresError(problem("NTM508.quotes", f"{self._name}:{begins}", error=Foreign(error))) from None


def rows_of(
    reader: Records, name: str, skipped: int, notes: list[tuple[str, dict[str, object]]],
    enough: Callable[[], bool] = lambda: False,
) -> Iterator[tuple[int, list[str]]]:  # fmt: skip
    """Yield rows below a header with their line in the file, without remarks, which are added to ``notes``.

    ``skipped`` lines stand before the first that ``reader`` reads. It stops where there is ``enough``.
    """
    apart = kept = 0
    while not enough():
        first = skipped + reader.line + 1
        cells = next(reader, None)
        if cells is None:
            return
        if cells and cells[0].lstrip().startswith("#"):
            notes.append(remark_row(name, first, cells))
            refuse_rows_apart(name, first, apart := apart + 1, kept)
            continue
        kept += 1
        yield first, cells


def refuse_long_cells(sheet: str, row: int, cells: Sequence[str]) -> None:
    """Refuse a row with a cell that no table has: Excel's hold 32,767 signs. ``FiguresError`` NTM508."""
    for at, cell in enumerate(cells, 1):
        if len(cell) > MAX_CELL:
            raise FiguresError(problem("NTM508.long-cell", f"{sheet}:{row}:{at}", length=len(cell), most=MAX_CELL))


def refuse_many_subjects(sheet: str, row: int, header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """Refuse a table of more subjects than all sets have, before a cell of it is read; ``FiguresError`` NTM508."""
    if "subject" in header and len(rows) > MOST_SUBJECTS:
        place = header.index("subject")
        if len({cells[place] for cells in rows if place < len(cells)}) > MOST_SUBJECTS:
            raise FiguresError(problem("NTM508.subjects", f"{sheet}:{row}:{place + 1}", most=MOST_SUBJECTS))


def sheets_beside(
    file: str, read: Iterable[str], unused: Iterable[str], hidden: Iterable[str]
) -> tuple[str, dict[str, object]]:
    """Return the note that says which sheets of a workbook were read, and which not; ``hidden`` are those of the latter."""
    return "sheets", {
        "sheet": file,
        "read": ", ".join(read),
        "unused": ", ".join(unused),
        "hidden": ", ".join(hidden) or "–",
    }


def remark_row(sheet: str, row: int, cells: Sequence[str]) -> tuple[str, dict[str, object]]:
    """Return the note on a row below the header that begins with ``#``: a remark, and perhaps a unit that is left out."""
    said = " ".join(cell for cell in cells if cell.strip())
    return "row", {"sheet": sheet, "row": row, "kind": "note", "cell": said[:60]}


def csv_text(path: Path) -> CsvText:
    """Return the text of the file at ``path`` in whatever encoding of today it is, and whether a spreadsheet saved it.

    Raises ``FiguresError``: NTM501 for a file that cannot be read, NTM504 for what is no text, or text in TCVN3 (ABC), VNI
    or another encoding from before Unicode, named with what to do.
    """
    name = path.name
    try:
        if path.is_dir():
            raise FiguresError(problem("NTM501.directory", str(path)))
        with path.open("rb") as stream:
            start = stream.read(MAX_LINE)
            refuse_no_text(path, start, is_utf16=utf16_of(start) is not None)
            raw = start + b"".join(_pieces(stream))
    except OSError as error:
        raise FiguresError(problem("NTM501.unreadable", str(path), fault=Fault(error))) from None
    if len(raw) > MAX_TEXT:
        raise FiguresError(problem("NTM508.large", name, size=len(raw) >> 20, most=MAX_TEXT >> 20))
    if len(start) == MAX_LINE and b"\n" not in start and b"\r" not in start:
        raise FiguresError(problem("NTM508.long-line", f"{name}:1", most=MAX_LINE))
    return CsvText(seen(decoded(raw, name)), resaved=resaved(raw))


def _pieces(stream: BinaryIO) -> Iterator[bytes]:
    """Yield what is left of a file in pieces, up to a little more than the most: one read of the most takes its memory."""
    left = MAX_TEXT
    while left > 0 and (piece := stream.read(1 << 20)):
        left -= len(piece)
        yield piece


def resaved(raw: bytes) -> bool:
    """Tell whether bytes are what Excel writes as CSV: CR LF in every line, in Unicode with its mark or in windows-1258."""
    wide = raw.startswith((b"\xff\xfe", b"\xfe\xff"))
    if not wide and raw.count(b"\n") != raw.count(b"\r\n"):
        return False
    if wide or raw.startswith(b"\xef\xbb\xbf"):
        return b"\r" in raw
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return b"\r" in raw
    return False


def decoded(raw: bytes, name: str) -> str:
    """Return the text that ``raw`` is; ``FiguresError`` NTM504 names an encoding that is recognised and not read."""
    wide = utf16_of(raw)
    if wide is not None:
        try:
            text = raw.decode(wide)
        except UnicodeDecodeError:
            raise FiguresError(problem("NTM504.utf16", name)) from None
        return _not_of_old(text.lstrip("\ufeff"), name)
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _other(raw, name, error)
    if "\0" in text:
        raise FiguresError(problem("NTM504.nul", f"{name}:{text[: text.index(chr(0))].count(chr(10)) + 1}"))
    return _not_of_old(text, name)


def utf16_of(raw: bytes) -> str | None:
    """Return which UTF-16 the bytes are: by their mark, or by every other one being nought."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    head = raw[:400]
    if len(head) >= 8 and b"\0" in head:
        if head[1::2].count(0) > 0.6 * len(head[1::2]) and head[0::2].count(0) < 0.1 * len(head):
            return "utf-16-le"
        if head[0::2].count(0) > 0.6 * len(head[0::2]) and head[1::2].count(0) < 0.1 * len(head):
            return "utf-16-be"
    return None


def _other(raw: bytes, name: str, error: UnicodeDecodeError) -> str:
    """Return text in windows-1258, which can be told by its Vietnamese words; refuse the others by name."""
    latin = raw.decode("latin-1")
    for said, signs in (("TCVN3 (ABC)", _TCVN3_SIGNS), ("VNI", _VNI_SIGNS)):
        if _count(latin, signs) >= 2:
            raise FiguresError(problem("NTM504.old", name, encoding=said))
    text = unicodedata.normalize("NFC", raw.decode("cp1258", errors="replace"))
    if "\ufffd" not in text and _count(text, _VIETNAMESE) >= 2:
        return text
    line = raw.count(b"\n", 0, error.start) + 1
    column = error.start - raw.rfind(b"\n", 0, error.start)
    raise FiguresError(problem("NTM504.utf8", f"{name}:{line}:{column}", byte=f"0x{raw[error.start]:02x}")) from None


def _not_of_old(text: str, name: str) -> str:
    """Refuse letters of TCVN3 or VNI that somebody saved as Unicode: they look right in one font only."""
    for said, signs in (("TCVN3 (ABC)", _TCVN3_SIGNS), ("VNI", _VNI_SIGNS)):
        if _count(text, signs) >= 2 and _count(text, _VIETNAMESE) == 0:
            raise FiguresError(problem("NTM504.old", name, encoding=said))
    return text


def _count(text: str, words: Sequence[str]) -> int:
    lower = text.lower()
    return sum(word.lower() in lower for word in words)
