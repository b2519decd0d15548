"""Tables of a file as grids of text: merged cells stand in every place they cover, and nothing in the file acts."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from unicodedata import normalize
from xml.etree import ElementTree

from attrs import field

from ntmrules.errors import NtmRulesError, UsageError, problem
from ntmrules.figures.csv import csv_text
from ntmrules.figures.signs import RATIO, TYPED_LABEL
from ntmrules.figures.workbook import SheetGrid, letters, ranges, read_workbook
from ntmrules.frozen import define, evolve, frozen

MOST_BYTES = 60_000_000
MOST_CELLS = 400_000
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
OBJECT = "▢"
"""Stands where a cell holds what is no text (a picture, a sign of a foreign font, a note's number): it is then not read."""
# Word puts signs of the font Symbol into a text as numbers of that font.
SYMBOLS = {"B3": "≥", "A3": "≤", "3E": ">", "3C": "<", "B1": "±", "2D": "-"}
WRAPPINGS = {f"{WORD}{each}" for each in ("sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag")}
EMPTY_TAGS = {"br", "img", "hr", "input", "col", "wbr", "meta", "link", "area", "base", "embed", "source", "track"}
LINES = {
    "br",
    "p",
    "div",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "center",
    "caption",
    "title",
    "section",
    "header",
    "pre",
}
FORMS = (".docx", ".html", ".htm", ".csv", ".xlsx")


@frozen
class Grid:
    """One table: its name for people (``bảng 1``, the name of a sheet) and its rows, all of one length."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    hidden: tuple[str, ...] = ()
    """What a person does not see: hidden rows and columns, a hidden sheet, hidden parts of a page."""
    ragged: frozenset[int] = frozenset()
    """Rows, from 0, of another length than the rest: a cell too many or too few, so that no cell of them is sure."""
    uneven: frozenset[int] = frozenset()
    """All rows of another length, also titles and headings, of which a short one may be whole."""
    said: tuple[str, ...] = ()
    """What stands above it, line by line, since the table before; the name of a sheet is one of them."""
    unseen: frozenset[int] = frozenset()
    """Rows, from 0, that are hidden in the file."""
    unseen_columns: frozenset[int] = frozenset()


@define
class _Filling:
    """Rows that are laid out cell by cell, with the places that merged cells above or to the left already cover."""

    rows: list[dict[int, str]] = field(factory=list)
    covered: dict[tuple[int, int], str] = field(factory=dict)
    hidden: int = 0
    reached: dict[int, int] = field(factory=dict)

    def put(self, row: int, text: str, width: int = 1, height: int = 1) -> None:
        while len(self.rows) <= row:
            self.rows.append({})
        column = self.reached.get(row, 0)
        while column in self.rows[row] or (row, column) in self.covered:
            if (row, column) in self.covered:
                self.rows[row][column] = self.covered[row, column]
            column += 1
        for across in range(min(width, 200)):
            self.rows[row][column + across] = text
            for down in range(1, min(height, 2000)):
                self.covered[row + down, column + across] = text
        self.reached[row] = column
        if len(self.covered) > MOST_CELLS:
            raise ValueError("too many merged cells")

    def grid(self, name: str) -> Grid:
        for (row, column), text in self.covered.items():
            if row < len(self.rows):
                self.rows[row].setdefault(column, text)
        ragged, uneven = _lengths([[row.get(at, "") for at in range(max(row, default=-1) + 1)] for row in self.rows], 2)
        width = max((max(row, default=-1) + 1 for row in self.rows), default=0)
        if width * len(self.rows) > MOST_CELLS * 4:
            raise ValueError("too many cells")
        hidden = (f"{name}: {self.hidden} ô hoặc đoạn bị ẩn, không đọc",) if self.hidden else ()
        rows = tuple(tuple(row.get(column, "") for column in range(width)) for row in self.rows)
        return Grid(name, rows, hidden, ragged=ragged, uneven=uneven)


def _lengths(rows: list[list[str]], few: int) -> tuple[frozenset[int], frozenset[int]]:
    """Return the rows of a doubtful length, and all of another length than most; a title of ``few`` cells is no doubt."""
    usual = Counter(len(row) for row in rows if len(row) > 1).most_common(1)
    width = usual[0][0] if usual else 1
    uneven = frozenset(number for number, row in enumerate(rows) if len(row) != width)
    filled = {number: len({cell.strip() for cell in rows[number]} - {""}) for number in uneven}
    return frozenset(number for number in uneven if filled[number] > few), uneven


def read_grids(path: Path) -> list[Grid]:
    """Return the tables of a file; ``UsageError`` NTM026 where it is none of the four kinds, or cannot be read as its kind."""
    suffix = path.suffix.casefold()
    if suffix not in FORMS:
        raise UsageError(problem("NTM026.kind", str(path), kind=suffix or "?"))
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(problem("NTM026.size", str(path)))
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(problem("NTM026.open", str(path), fault=error.strerror or str(error))) from None
    try:
        if suffix == ".xlsx":
            grids = [_sheet(sheet) for sheet in read_workbook(path)]
        elif suffix == ".csv":
            grids = [_csv(csv_text(path).text)]
        else:
            grids = _docx(data) if suffix == ".docx" else _html(data)
    except NtmRulesError as error:
        raise UsageError([each.at(str(path)) for each in error.problems]) from None
    except (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, LookupError, ValueError, RuntimeError, EOFError,
            OSError, csv.Error) as error:  # fmt: skip
        raise UsageError(problem("NTM026.read", str(path), kind=suffix, fault=str(error)[:120])) from None
    return [grid for grid in grids if any(any(row) for row in grid.rows)]


def tidy(text: str) -> str:
    """Return text in NFC on one line, without control characters; lines of a cell are parted by one space."""
    kept = "".join(" " if unicodedata.category(char) == "Cc" else char for char in normalize("NFC", text)
                   if unicodedata.category(char) != "Cf")  # fmt: skip
    return re.sub(r"\s+", " ", kept.replace("\u00a0", " ")).strip()


def _member(archive: zipfile.ZipFile, name: str) -> ElementTree.Element:
    info = archive.getinfo(name)
    if info.file_size > MOST_BYTES:
        raise ValueError(f"{name} is too large")
    data = archive.read(info)
    if b"<!DOCTYPE" in data[:4096] or b"<!ENTITY" in data:
        raise ValueError(f"{name} declares entities")
    return ElementTree.fromstring(data)


# Word


def _docx(data: bytes) -> list[Grid]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        body = _member(archive, "word/document.xml")
    found: list[Grid] = []
    said: list[str] = []
    for item in _outermost(body):
        if item.tag == f"{WORD}tbl":
            found.append(evolve(_word_table(item).grid(f"bảng {len(found) + 1}"), said=tuple(said)))
            said = []
        elif line := tidy(_said(item)):
            said.append(line)
    return found


def _outermost(item: ElementTree.Element) -> Iterator[ElementTree.Element]:
    """Yield the tables that stand in no other, and the paragraphs outside of them; of two forms of one thing
    (``AlternateContent``) the first alone."""
    waiting = [item]
    while waiting:
        each = waiting.pop()
        if each.tag in (f"{WORD}tbl", f"{WORD}p"):
            yield each
        if each.tag != f"{WORD}tbl":  # a table may stand in a box inside a paragraph
            waiting.extend(reversed(each[:1] if each.tag.endswith("}AlternateContent") else each[:]))


def _held(item: ElementTree.Element, tag: str) -> Iterator[ElementTree.Element]:
    """Yield the rows of a table, or the cells of a row: they may stand in controls, insertions and other wrappings."""
    for each in item:
        if each.tag == f"{WORD}{tag}":
            if not any(each.find(f"{WORD}trPr/{WORD}{gone}") is not None for gone in ("del", "hidden")):
                yield each
        elif each.tag in WRAPPINGS:
            yield from _held(each, tag)


def _word_table(table: ElementTree.Element) -> _Filling:
    filling = _Filling()
    above: dict[int, str] = {}
    for number, row in enumerate(_held(table, "tr")):
        column = 0
        before = row.find(f"{WORD}trPr/{WORD}gridBefore")
        for _ in range(_number(before)):
            filling.put(number, "")
            column += 1
        for cell in _held(row, "tc"):
            span = max(1, _number(cell.find(f"{WORD}tcPr/{WORD}gridSpan")))
            merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
            goes_on = merge is not None and merge.get(f"{WORD}val") != "restart"
            text = above.get(column, "") if goes_on else tidy(" ".join(map(_said, cell.iter(f"{WORD}p"))))
            filling.put(number, text, span)
            for across in range(span):
                above[column + across] = text
            column += span
        for _ in range(_number(row.find(f"{WORD}trPr/{WORD}gridAfter"))):
            filling.put(number, "")
    return filling


def _said(paragraph: ElementTree.Element) -> str:
    """Return the text of a paragraph; what is no text, struck out or set above a number stands as ``OBJECT``."""
    words: list[str] = []
    if any(
        change.find(f".//{WORD}r") is not None
        for tag in ("del", "moveFrom")
        for change in paragraph.iter(f"{WORD}{tag}")
    ):
        words.append(OBJECT)  # a change that nobody has accepted: which of the two stands is not known
    for run in paragraph.iter():
        if run.tag == f"{WORD}r":
            look = run.find(f"{WORD}rPr")
            if look is not None and _on(look, "vanish"):
                continue
            said = "".join(map(_piece, run))
            raised = look is not None and (above := look.find(f"{WORD}vertAlign")) is not None \
                and above.get(f"{WORD}val") == "superscript"  # fmt: skip
            struck = look is not None and (_on(look, "strike") or _on(look, "dstrike"))
            words.append(OBJECT if said.strip() and (struck or (raised and _after_number(words))) else said)
        elif run.tag == f"{MATH}t":
            words.append(run.text or "")
    return "".join(words)


def _piece(item: ElementTree.Element) -> str:
    name = item.tag.rpartition("}")[2]
    if name == "sym":
        code = item.get(f"{WORD}char", "").upper()[-2:]
        return SYMBOLS.get(code, OBJECT) if item.get(f"{WORD}font", "") == "Symbol" else OBJECT
    if name in ("tab", "br", "cr"):
        return " "
    if name == "noBreakHyphen":
        return "-"
    if name in ("drawing", "pict", "object", "AlternateContent", "footnoteReference", "endnoteReference"):
        return OBJECT if "Reference" not in name else ""
    return item.text or "" if name == "t" else ""


def _on(look: ElementTree.Element, name: str) -> bool:
    found = look.find(f"{WORD}{name}")
    return found is not None and found.get(f"{WORD}val", "1") not in ("0", "false", "none")


def _after_number(words: list[str]) -> bool:
    """Tell whether what stands raised behind these words would read as a digit more: 1² is not 12, but m² is m2."""
    return re.search(r"[\d%)]\s*$", "".join(words)) is not None


def _number(item: ElementTree.Element | None) -> int:
    word = item.get(f"{WORD}val", "0") if item is not None else "0"
    return int(word) if word.isdigit() and len(word) < 4 else 0


# HTML


class _Tables(HTMLParser):
    """Collects outermost tables; scripts and styles are no text, and nothing is fetched."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[_Filling] = []
        self.depth = self.row = self.cells = 0
        self.cell: list[str] | None = None
        self.spans = (1, 1)
        self.silent = 0
        self.unseen: list[str] = []
        self.line: list[str] = []
        self.lines: list[str] = []
        self.above: list[tuple[str, ...]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in EMPTY_TAGS and (self.unseen or _unseen(dict(attrs))):
            if not self.unseen:
                self._close() if tag in ("td", "th", "tr") else None
                if self.tables:
                    self.tables[-1].hidden += 1
            self.unseen.append(tag)
        elif tag in ("script", "style"):
            self.silent += 1
        elif tag in ("sup", "s", "del", "strike"):
            self._raise(tag)
        elif tag in ("img", "svg", "object", "math") and self.cell is not None:
            self.cell.append(OBJECT if tag != "math" else " ")
        elif tag == "table":
            self.depth += 1
            if self.depth == 1:
                self._end_line()
                self.tables.append(_Filling())
                self.above.append(tuple(self.lines))
                self.lines = []
                self.row = -1
        elif self.depth == 1 and tag == "tr":
            self._close()
            self.row += 1
        elif self.depth == 1 and tag in ("td", "th"):
            self._close()
            found = dict(attrs)
            self.spans = (_span(found.get("colspan")), _span(found.get("rowspan")))
            self.cell = [OBJECT] if _marked(found) == "s" else []
        elif tag in LINES:
            self.cell.append(" ") if self.cell is not None else self._end_line()
        if tag not in ("table", "tr", "td", "th") and (mark := _marked(dict(attrs))):
            self._raise(mark)

    def _raise(self, tag: str) -> None:
        """Mark what is struck out, or raised behind a number: neither is what the cell says."""
        if self.cell is not None and (tag != "sup" or _after_number(self.cell)):
            self.cell.append(OBJECT)

    def handle_endtag(self, tag: str) -> None:
        if self.unseen:
            self._seen(tag)
        elif tag in ("script", "style"):
            self.silent = max(0, self.silent - 1)
        elif tag == "table":
            if self.depth == 1:
                self._close()
            self.depth = max(0, self.depth - 1)
        elif self.depth == 1 and tag in ("td", "th", "tr"):
            self._close()
        elif tag in LINES:
            self._end_line()

    def _seen(self, tag: str) -> None:
        """Close what is hidden; an end that is left out (``td``, ``tr``) closes with the one around it."""
        if tag in self.unseen:
            while self.unseen.pop() != tag:
                pass
        elif tag in ("tr", "table"):
            self.unseen.clear()
            self.handle_endtag(tag)

    def handle_data(self, data: str) -> None:
        if not self.silent and not self.unseen:
            (self.line if self.cell is None else self.cell).append(data)

    def _end_line(self) -> None:
        """Keep a line that stands outside of cells; a caption inside a table is one above it."""
        if self.cell is not None or not (line := tidy("".join(self.line))):
            return
        self.line = []
        if self.depth and self.above:
            self.above[-1] = (*self.above[-1], line)
        else:
            self.lines.append(line)

    def _close(self) -> None:
        if self.cell is None:
            return
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise ValueError("too many cells")
        self.tables[-1].put(max(self.row, 0), tidy("".join(self.cell)), *self.spans)
        self.cell = None


def _unseen(about: dict[str, str | None]) -> bool:
    style = re.sub(r"\s", "", about.get("style") or "").casefold()
    none = "display:none" in style or "visibility:hidden" in style
    return "hidden" in about or none or re.search(r"font-size:0(?![.\d])", style) is not None


def _marked(about: dict[str, str | None]) -> str:
    """Return by which tag one would mark the same: words struck out, or raised, by their style."""
    style = re.sub(r"\s", "", about.get("style") or "").casefold()
    return "s" if "line-through" in style else "sup" if "vertical-align:super" in style else ""


def _span(word: str | None) -> int:
    return max(1, int(word)) if word is not None and word.isdecimal() and len(word) < 6 else 1


def _html(data: bytes) -> list[Grid]:
    parser = _Tables()
    parser.feed(data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"))
    parser.close()
    return [
        evolve(table.grid(f"bảng {number}"), said=said)
        for number, (table, said) in enumerate(zip(parser.tables, parser.above, strict=True), 1)
    ]


# CSV


def _csv(text: str) -> Grid:
    """Return the table; of the separators the one that cuts most lines into equally many cells."""
    cut = {mark: list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True)) for mark in ";,\t"}
    usual = {mark: Counter(len(row) for row in rows if len(row) > 1).most_common(1) for mark, rows in cut.items()}
    mark = max(cut, key=lambda each: usual[each][0][1] * (usual[each][0][0] > 2) if usual[each] else 0)
    rows, width = cut[mark], usual[mark][0][0] if usual[mark] else 1
    if sum(map(len, rows)) > MOST_CELLS or max(map(len, rows), default=0) * len(rows) > MOST_CELLS * 4:
        raise ValueError("too many cells")
    grid = _Filling([dict(enumerate(map(tidy, row))) for row in rows]).grid("bảng 1")
    ragged = frozenset(
        number for number, row in enumerate(rows)
        if len(row) > width or (len(row) < width and sum(bool(cell.strip()) for cell in row) > 4)
    )  # fmt: skip
    uneven = frozenset(number for number, row in enumerate(rows) if len(row) != width)
    return Grid(grid.name, grid.rows, ragged=ragged, uneven=uneven)


# Excel


def _sheet(sheet: SheetGrid) -> Grid:
    """Return a sheet as people see it: formats belong to their values, and a merged cell stands in every place it covers."""
    height = max((number for number, row in enumerate(sheet.rows, 1) if any(map(str.strip, row))), default=0)
    rows = [
        {column: _cell(text, sheet.rounded.get((at, column))) for column, text in enumerate(row) if text.strip()}
        for at, row in enumerate(sheet.rows[:height])
    ]
    covered = 0
    for top, left, bottom, right in sheet.merged:
        last = min(bottom, height - 1)
        covered += max(0, last - top + 1) * (min(right, left + 200) - left + 1)
        if covered > MOST_CELLS:
            raise ValueError("too many merged cells")
        text = rows[top].get(left, "") if top < height else ""
        for row in range(top, last + 1) if text else ():
            rows[row].update(dict.fromkeys(range(left, min(right, left + 200) + 1), text))
    name = tidy(sheet.name)
    hidden = [f"{name}: dòng ẩn {ranges(row + 1 for row in sheet.hidden_rows)}, không đọc"] if sheet.hidden_rows else []
    columns = ", ".join(letters(each) for each in sorted(sheet.hidden_columns)[:20])
    hidden += [f"{name}: cột ẩn {columns}, không đọc"] if columns else []
    every = frozenset(range(height)) if sheet.hidden else frozenset()
    return evolve(
        _Filling(rows).grid(name),
        ragged=frozenset(),  # a sheet has every cell, and does not write down the empty ones
        uneven=frozenset(),
        hidden=(f"{name}: cả trang tính bị ẩn, không đọc",) if sheet.hidden else tuple(hidden),
        said=(name,),
        unseen=sheet.hidden_rows | every,
        unseen_columns=sheet.hidden_columns,
    )


def _cell(text: str, rounded: tuple[str, str] | None = None) -> str:
    """Return a cell; a number that is no text has a decimal comma, so that 3,1 is never taken for the label 3.1.

    A number that is shown with fewer places than it has (75,4 as 75) is printed as neither, so that it is not read.
    """
    if rounded is not None:
        return f"{tidy(text.rstrip(TYPED_LABEL))} {OBJECT} {rounded[1]}"
    if text.endswith(TYPED_LABEL):
        return text.rstrip(TYPED_LABEL).replace(".", ",")
    return tidy(text.replace(RATIO, OBJECT))
