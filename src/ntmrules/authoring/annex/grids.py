"""Tables of a file as grids of text: merged cells stand in every place they cover, and nothing in the file acts."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from html.parser import HTMLParser
from pathlib import Path
from unicodedata import normalize
from xml.etree import ElementTree

from attrs import define, evolve, frozen

from ntmrules.errors import UsageError, problem

MOST_BYTES = 60_000_000
MOST_CELLS = 400_000
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SHEET = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
FORMS = (".docx", ".html", ".htm", ".csv", ".xlsx")


@frozen
class Grid:
    """One table: its name for people (``bảng 1``, the name of a sheet) and its rows, all of one length."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    hidden: tuple[str, ...] = ()
    """What a person does not see though it is read: hidden rows, a hidden sheet."""


@define
class _Filling:
    """Rows that are laid out cell by cell, with the places that merged cells above or to the left already cover."""

    rows: list[dict[int, str]]
    covered: dict[tuple[int, int], str]

    def put(self, row: int, text: str, width: int = 1, height: int = 1) -> None:
        while len(self.rows) <= row:
            self.rows.append({})
        column = 0
        while column in self.rows[row] or (row, column) in self.covered:
            if (row, column) in self.covered:
                self.rows[row][column] = self.covered[row, column]
            column += 1
        for across in range(min(width, 200)):
            self.rows[row][column + across] = text
            for down in range(1, min(height, 2000)):
                self.covered[row + down, column + across] = text

    def grid(self, name: str) -> Grid:
        for (row, column), text in self.covered.items():
            if row < len(self.rows):
                self.rows[row].setdefault(column, text)
        width = max((max(row, default=-1) + 1 for row in self.rows), default=0)
        return Grid(name, tuple(tuple(row.get(column, "") for column in range(width)) for row in self.rows))


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
    readers = {".docx": _docx, ".xlsx": _xlsx, ".csv": _csv}
    try:
        grids = readers.get(suffix, _html)(data)
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError, csv.Error) as error:
        raise UsageError(problem("NTM026.read", str(path), kind=suffix, fault=str(error)[:120])) from None
    return [grid for grid in grids if any(any(row) for row in grid.rows)]


def tidy(text: str) -> str:
    """Return text in NFC on one line, without control characters; lines of a cell are parted by one space."""
    kept = "".join(max(char, " ") for char in normalize("NFC", text) if char not in "\u200b\ufeff\u00ad")
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
    tables = [table for table in body.iter(f"{WORD}tbl") if not _inside(body, table)]
    return [_word_table(table).grid(f"bảng {number}") for number, table in enumerate(tables, 1)]


def _inside(body: ElementTree.Element, table: ElementTree.Element) -> bool:
    return any(
        inner is table for outer in body.iter(f"{WORD}tbl") if outer is not table for inner in outer.iter(f"{WORD}tbl")
    )


def _word_table(table: ElementTree.Element) -> _Filling:
    filling = _Filling([], {})
    above: dict[int, str] = {}
    for number, row in enumerate(table.findall(f"{WORD}tr")):
        column = 0
        before = row.find(f"{WORD}trPr/{WORD}gridBefore")
        for _ in range(_number(before)):
            filling.put(number, "")
            column += 1
        for cell in row.findall(f"{WORD}tc"):
            span = max(1, _number(cell.find(f"{WORD}tcPr/{WORD}gridSpan")))
            merge = cell.find(f"{WORD}tcPr/{WORD}vMerge")
            goes_on = merge is not None and merge.get(f"{WORD}val") != "restart"
            text = above.get(column, "") if goes_on else tidy(" ".join(_paragraphs(cell)))
            filling.put(number, text, span)
            for across in range(span):
                above[column + across] = text
            column += span
    return filling


def _paragraphs(cell: ElementTree.Element) -> Iterator[str]:
    for paragraph in cell.iter(f"{WORD}p"):
        yield "".join(piece.text or "" if piece.tag == f"{WORD}t" else " " for piece in _pieces(paragraph))


def _pieces(paragraph: ElementTree.Element) -> Iterator[ElementTree.Element]:
    wanted = {f"{WORD}t", f"{WORD}tab", f"{WORD}br"}
    return (piece for piece in paragraph.iter() if piece.tag in wanted)


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

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self.silent += 1
        elif tag == "table":
            self.depth += 1
            if self.depth == 1:
                self.tables.append(_Filling([], {}))
                self.row = -1
        elif self.depth == 1 and tag == "tr":
            self._close()
            self.row += 1
        elif self.depth == 1 and tag in ("td", "th"):
            self._close()
            found = dict(attrs)
            self.spans = (_span(found.get("colspan")), _span(found.get("rowspan")))
            self.cell = []
        elif tag in ("br", "p", "div", "li") and self.cell is not None:
            self.cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self.silent = max(0, self.silent - 1)
        elif tag == "table":
            if self.depth == 1:
                self._close()
            self.depth = max(0, self.depth - 1)
        elif self.depth == 1 and tag in ("td", "th", "tr"):
            self._close()

    def handle_data(self, data: str) -> None:
        if self.cell is not None and not self.silent:
            self.cell.append(data)

    def _close(self) -> None:
        if self.cell is None:
            return
        self.cells += 1
        if self.cells > MOST_CELLS:
            raise ValueError("too many cells")
        self.tables[-1].put(max(self.row, 0), tidy("".join(self.cell)), *self.spans)
        self.cell = None


def _span(word: str | None) -> int:
    return max(1, int(word)) if word is not None and word.isdigit() and len(word) < 4 else 1


def _html(data: bytes) -> list[Grid]:
    parser = _Tables()
    parser.feed(_decoded(data))
    parser.close()
    return [table.grid(f"bảng {number}") for number, table in enumerate(parser.tables, 1)]


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16")
    return data.decode("utf-8-sig")


# CSV


def _csv(data: bytes) -> list[Grid]:
    text = _decoded(data)
    head = "\n".join(text.splitlines()[:20])
    delimiter = max(";,\t", key=head.count)
    filling = _Filling([], {})
    for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)):
        if number * max(1, len(row)) > MOST_CELLS:
            raise ValueError("too many cells")
        filling.rows.append({column: tidy(cell) for column, cell in enumerate(row)})
    return [filling.grid("bảng 1")]


# Excel


def _xlsx(data: bytes) -> list[Grid]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        strings = _strings(archive)
        percent = _percent_styles(archive)
        return [
            evolve(_sheet(_member(archive, place), name, strings, percent), hidden=hidden)
            for name, place, hidden in _with_hidden(archive)
        ]


def _with_hidden(archive: zipfile.ZipFile) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield the sheets with what is hidden in them: it is read like the rest, and said."""
    book = _member(archive, "xl/workbook.xml")
    states = {tidy(sheet.get("name", "")): sheet.get("state", "visible") for sheet in book.iter(f"{SHEET}sheet")}
    for name, place in _sheets(archive):
        rows = [
            row.get("r", "?")
            for row in _member(archive, place).iter(f"{SHEET}row")
            if row.get("hidden") in ("1", "true")
        ]
        hidden = [f"{name}: cả trang tính bị ẩn"] if states.get(name) != "visible" else []
        hidden += [f"{name}: dòng ẩn {', '.join(rows)}"] if rows else []
        yield name, place, tuple(hidden)


def _sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    book = _member(archive, "xl/workbook.xml")
    links = _member(archive, "xl/_rels/workbook.xml.rels")
    places = {each.get("Id"): each.get("Target", "") for each in links}
    key = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
    for sheet in book.iter(f"{SHEET}sheet"):
        place = places.get(sheet.get(key), "").removeprefix("/xl/")
        if f"xl/{place}" in archive.namelist():
            yield tidy(sheet.get("name", "")), f"xl/{place}"


def _strings(archive: zipfile.ZipFile) -> list[str]:
    if "xl/sharedStrings.xml" not in archive.namelist():
        return []
    return [_text(item) for item in _member(archive, "xl/sharedStrings.xml").findall(f"{SHEET}si")]


def _text(item: ElementTree.Element) -> str:
    return tidy("".join(piece.text or "" for piece in item.iter(f"{SHEET}t")))


def _percent_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """Return the styles that show a share as per cent: there 0.95 is what a person sees as 95 %."""
    if "xl/styles.xml" not in archive.namelist():
        return frozenset()
    styles = _member(archive, "xl/styles.xml")
    own = {each.get("numFmtId") for each in styles.iter(f"{SHEET}numFmt") if "%" in each.get("formatCode", "")}
    formats = styles.find(f"{SHEET}cellXfs")
    kinds = [each.get("numFmtId") for each in formats] if formats is not None else []
    return frozenset(number for number, kind in enumerate(kinds) if kind in {"9", "10", *own})


def _sheet(root: ElementTree.Element, name: str, strings: list[str], percent: frozenset[int]) -> Grid:
    cells: dict[tuple[int, int], str] = {}
    for cell in root.iter(f"{SHEET}c"):
        place = _place(cell.get("r", ""))
        if place is not None and len(cells) < MOST_CELLS:
            cells[place] = _shown(cell, strings, percent)
    for merge in root.iter(f"{SHEET}mergeCell"):
        first, _, last = merge.get("ref", "").partition(":")
        start, end = _place(first), _place(last)
        if start is None or end is None or (end[0] - start[0] + 1) * (end[1] - start[1] + 1) > MOST_CELLS:
            continue
        for row in range(start[0], end[0] + 1):
            for column in range(start[1], end[1] + 1):
                cells[row, column] = cells.get(start, "")
    height = max((row for row, _ in cells), default=-1) + 1
    filling = _Filling([{} for _ in range(min(height, MOST_CELLS))], {})
    for (row, column), text in cells.items():
        if row < len(filling.rows):
            filling.rows[row][column] = text
    return filling.grid(name)


def _place(ref: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"([A-Z]{1,3})([1-9]\d{0,6})", ref)
    if match is None:
        return None
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]) - 1, column - 1


def _shown(cell: ElementTree.Element, strings: list[str], percent: frozenset[int]) -> str:
    kind, value = cell.get("t", "n"), cell.findtext(f"{SHEET}v") or ""
    if kind == "inlineStr":
        return _text(cell)
    if kind == "s":
        return strings[int(value)] if value.isdigit() and int(value) < len(strings) else ""
    if kind != "n" or not value:
        return tidy(value)
    try:
        number = Decimal(value)
    except InvalidOperation:
        return tidy(value)
    style = cell.get("s", "0")
    if style.isdigit() and int(style) in percent:
        return f"{_plain(number * 100)}%"
    return _plain(number)


def _plain(number: Decimal) -> str:
    """Return what a person sees: no noise of binary numbers, and a decimal comma, so that 1.500 is no puzzle."""
    rounded = number.quantize(Decimal("0.000000001")).normalize()
    return format(rounded, "f").replace(".", ",")
