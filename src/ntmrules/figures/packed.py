"""What the parts of an xlsx or ods file say about its cells beside their values; read by the standard library."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Collection
from pathlib import Path, PurePosixPath
from posixpath import normpath
from xml.parsers import expat

from ntmrules.errors import FiguresError, problem
from ntmrules.figures.comments import Comments
from ntmrules.figures.marks import MAX_CELLS, Marks
from ntmrules.figures.open_sheets import OpenSheets
from ntmrules.figures.runs import Pieces, Runs, raises, shows_text, small, strikes, underlines
from ntmrules.figures.xml_parts import MOST_COLUMNS, MOST_ROWS, parse
from ntmrules.messages.foreign import Foreign
from ntmrules.patterns import later

MAX_PART = 512 << 20
LONG_PART, MOST_SHRUNK = 64 << 20, 200
LOWEST, NARROWEST = 1.0, 0.2
"""The least height of a row in points, and width of a column in letters, that can be seen."""
_MANIFEST = "META-INF/manifest.xml"
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_CELL = later(r"([A-Z]{1,3})([1-9][0-9]{0,6})\Z")
# The built-in formats that matter here; all others without a code of their own are plain numbers, dates or text.
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}


def marks_in_zip(path: Path) -> dict[str, Marks] | None:
    """Return the marks of every sheet by name; nothing where the kind of file does not say its formats in words.

    Raises ``FiguresError`` NTM504 for a broken file and NTM508 for one that unpacks to too much, or has cells where none
    can be: such a file is refused before anything is laid out in memory.
    """
    try:
        with path.open("rb") as stream, zipfile.ZipFile(stream) as packed:
            names = set(packed.namelist())
            if any(map(_blown_up, packed.infolist())):
                raise FiguresError(problem("NTM508.blown-up", path.name))
            if sum(each.file_size for each in packed.infolist()) > MAX_PART:
                raise FiguresError(problem("NTM508.unpacked", path.name, most=MAX_PART >> 20))
            if _MANIFEST in names and _behind_password(packed.read(_MANIFEST)):
                raise FiguresError(problem("NTM504.password", path.name))
            if "xl/workbook.xml" in names:
                return _Excel(path, packed).sheets()
            if "content.xml" in names and kind_of_zip(path) is not None:
                return OpenSheets(path, packed).sheets()
            if "xl/workbook.bin" in names:
                return None
            refuse_text_document(path, names)
            raise FiguresError(problem("NTM504.packed", path.name, kind="zip"))
    except (
        zipfile.BadZipFile,
        KeyError,
        expat.ExpatError,
        ValueError,
        zlib.error,
        LookupError,  # an encoding that nobody knows
        OSError,
        RuntimeError,
        NotImplementedError,
    ) as error:
        if isinstance(error, RuntimeError) and "encrypted" in str(error):
            raise FiguresError(problem("NTM504.password", path.name)) from None
        raise FiguresError(problem("NTM504.broken", path.name, said=Foreign(error))) from None


def _blown_up(part: zipfile.ZipInfo) -> bool:
    """Tell whether a part of a packed file is long and says the same all along: sheets of cells shrink to a tenth or so."""
    return part.file_size > LONG_PART and part.file_size > MOST_SHRUNK * part.compress_size


def _behind_password(manifest: bytes) -> bool:
    """Return whether an OpenDocument says that a part of it, or all of it as one part, is encrypted."""
    found: set[str] = set()
    parse(manifest, lambda tag, _: found.add(tag))
    return "encryption-data" in found


def refuse_text_document(path: Path, parts: Collection[str]) -> None:
    """Raise ``FiguresError`` NTM504 where the parts of a packed file are those of a text: of Word, or of Open Document."""
    if {"word/document.xml", "content.xml"} & set(parts):
        raise FiguresError(problem("NTM504.word", path.name))


def kind_of_zip(path: Path) -> str | None:
    """Return the suffix of the kind of spreadsheet that a packed file is; nothing where it is none, or broken."""
    try:
        with path.open("rb") as stream, zipfile.ZipFile(stream) as packed:
            names = set(packed.namelist())
            if "mimetype" in names and not packed.read("mimetype").startswith(_SPREADSHEET):
                return None  # a text of Open Document has the same parts
    except (zipfile.BadZipFile, OSError, ValueError, zlib.error, RuntimeError, NotImplementedError):
        return None
    parts = {"xl/workbook.xml": ".xlsx", "xl/workbook.bin": ".xlsb", "content.xml": ".ods"}
    return next((kind for part, kind in parts.items() if part in names), None)


class _Excel:
    def __init__(self, path: Path, packed: zipfile.ZipFile) -> None:
        self.path, self.packed = path, packed
        self.struck_styles: set[int] = set()
        self.raised_styles: set[int] = set()
        self.underlined_styles: set[int] = set()
        self.codes = self._codes()
        self.texts = self._texts()
        self.calculate_on_load = False

    def sheets(self) -> dict[str, Marks]:
        """Return the marks by the name of the sheet."""
        targets: dict[str, str] = {}
        relations = "xl/_rels/workbook.xml.rels"
        parse(self.packed.read(relations), lambda tag, about: targets.update({about["Id"]: about["Target"]})
               if tag == "Relationship" else None)  # fmt: skip
        named: list[tuple[str, str]] = []

        def start(tag: str, about: dict[str, str]) -> None:
            if tag == "sheet":
                named.append((about["name"], about.get("id", "")))
            elif tag == "calcPr" and about.get("fullCalcOnLoad") in ("1", "true"):
                self.calculate_on_load = True

        parse(self.packed.read("xl/workbook.xml"), start)
        found = {}
        for name, relation in named:
            target = targets.get(relation, "")
            part = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
            if "worksheets" in part and part in self.packed.namelist():
                found[name] = self._sheet(self.packed.read(part), name)
                found[name].comments.update(self._comments(PurePosixPath(part)))
        return found

    def _comments(self, sheet: PurePosixPath) -> dict[tuple[int, int], str]:
        """Return what the comments on the cells of a sheet say."""
        relations = str(sheet.parent / "_rels" / f"{sheet.name}.rels")
        if relations not in self.packed.namelist():
            return {}
        parts: list[str] = []
        parse(self.packed.read(relations), lambda tag, about: parts.append(about.get("Target", ""))
               if tag == "Relationship" and about.get("Type", "").endswith("/comments") else None)  # fmt: skip
        found = Comments()
        for target in parts:
            part = target.lstrip("/") if target.startswith("/") else normpath(f"{sheet.parent}/{target}")
            if part in self.packed.namelist():
                parse(self.packed.read(part), found.start, found.end, found.text)
        return {place_of(reference): said for reference, said in found.said.items()}

    def _texts(self) -> Runs:
        """Return how the shared texts are shown of which letters are struck out or raised."""
        part = "xl/sharedStrings.xml"
        data = self.packed.read(part) if part in self.packed.namelist() else b""
        found = Runs()
        if any(mark in data for mark in (b"strike", b"vertAlign", b"<u/", b"<u ")):
            parse(data, found.start, found.end, found.text)
        return found

    def _codes(self) -> list[str]:
        """Return the number format of each style of a cell."""
        if "xl/styles.xml" not in self.packed.namelist():
            return []
        own: dict[int, str] = {}
        styles: list[int] = []
        inside: list[str] = []
        fonts, struck, raised, underlined = -1, set[int](), set[int](), set[int]()

        def start(tag: str, about: dict[str, str]) -> None:
            nonlocal fonts
            inside.append(tag)
            if "fonts" in inside:
                fonts += tag == "font"
                if strikes(tag, about):
                    struck.add(fonts)
                elif raises(tag, about):
                    raised.add(fonts)
                elif underlines(tag, about):
                    underlined.add(fonts)
            elif tag == "numFmt":
                own[int(about["numFmtId"])] = about.get("formatCode", "")
            elif tag == "xf" and "cellXfs" in inside:
                styles.append(int(about.get("numFmtId", 0)))
                if int(about.get("fontId", 0)) in struck:
                    self.struck_styles.add(len(styles) - 1)
                if int(about.get("fontId", 0)) in raised:
                    self.raised_styles.add(len(styles) - 1)
                if int(about.get("fontId", 0)) in underlined:
                    self.underlined_styles.add(len(styles) - 1)

        def end(_: str) -> None:
            inside.pop()

        parse(self.packed.read("xl/styles.xml"), start, end)
        return [own.get(each, _BUILT_IN.get(each, "")) for each in styles]

    def _sheet(self, data: bytes, name: str) -> Marks:
        reader = _ExcelSheet(self, name)
        parse(data, reader.start, reader.end, reader.text)
        return reader.marks()


def place_of(reference: str) -> tuple[int, int]:
    """Return row and column, from 0, of a reference like B7; ``ValueError`` for what is none, or lies beyond every sheet."""
    found = _CELL.match(reference)
    if found is None:
        raise ValueError(f"cell reference {reference[:20]!r}")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    row = int(found[2])
    if row > MOST_ROWS or column > MOST_COLUMNS:
        raise ValueError(f"cell reference {reference!r}")
    return row - 1, column - 1


class _ExcelSheet:
    def __init__(self, book: _Excel, name: str) -> None:
        self.book, self.name = book, name
        self.codes = book.codes
        self.formats: dict[tuple[int, int], str] = {}
        self.errors: dict[tuple[int, int], str] = {}
        self.uncalculated: set[tuple[int, int]] = set()
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merged: list[tuple[int, int, int, int]] = []
        self.row = self.column = -1
        self.cell: tuple[int, int] = (0, 0)
        self.kind = ""
        self.formula = self.has_value = self.inside = False
        self.value = ""
        self.last = [0, 0]
        self.struck: set[tuple[int, int]] = set()
        self.masked: set[tuple[int, int]] = set()
        self.raised: dict[tuple[int, int], Pieces] = {}
        self.rich: Runs | None = None
        self.underlined: dict[tuple[int, int], Pieces] = {}

    def start(self, tag: str, about: dict[str, str]) -> None:
        if tag == "row":
            self.row = int(about["r"]) - 1 if "r" in about else self.row + 1
            self.column = -1
            if small(about, "ht", LOWEST):
                self.hidden_rows.add(self.row)
        elif tag == "c":
            self._cell(about)
        elif tag == "f":
            self.formula = True
        elif tag == "v":
            self.inside, self.has_value = True, True
        elif tag == "col" and small(about, "width", NARROWEST):
            self.hidden_columns.update(range(int(about["min"]) - 1, min(int(about["max"]), MOST_COLUMNS)))
        elif tag == "is":
            self.rich = Runs()  # of a text that stands in the cell itself
        elif strikes(tag, about):  # in such a text
            self.struck.add(self.cell)
        elif tag == "mergeCell":
            first, _, last = about["ref"].partition(":")
            self.merged.append((*place_of(first), *place_of(last or first)))
        if self.rich is not None:
            self.rich.start(tag, about)

    def _cell(self, about: dict[str, str]) -> None:
        self.cell = place_of(about["r"]) if "r" in about else (self.row, self.column + 1)
        self.row, self.column = self.cell
        self.last = [max(self.last[0], self.row), max(self.last[1], self.column)]
        if (self.last[0] + 1) * (self.last[1] + 1) > MAX_CELLS:
            raise FiguresError(problem("NTM508.far", f"{self.book.path.name}[{self.name}]", cell=about.get("r", "?"),
                                       most=MAX_CELLS))  # fmt: skip
        self.kind = about.get("t", "n")
        self.formula = self.has_value = False
        self.value = ""
        style = int(about.get("s", 0))
        code = self.codes[style] if style < len(self.codes) else ""
        if style in self.book.struck_styles:
            self.struck.add(self.cell)
        if style in self.book.raised_styles:
            self.raised[self.cell] = (("", True),)
        if style in self.book.underlined_styles:
            self.underlined[self.cell] = (("", True),)
        if code and self.kind == "n":
            self.formats[self.cell] = code
        elif code and not shows_text(code):
            self.masked.add(self.cell)

    def text(self, said: str) -> None:
        if self.inside:
            self.value += said
        if self.rich is not None:
            self.rich.text(said)

    def end(self, tag: str) -> None:
        if self.rich is not None and (pieces := self.rich.end(tag)):
            self.raised[self.cell] = pieces
        if tag == "v":
            self.inside = False
        elif tag == "is" and self.rich is not None:
            for stroked in self.rich.underlined.values():
                self.underlined[self.cell] = stroked
            self.rich = None
        elif tag == "c":
            if self.kind == "s":
                self._shared(int(self.value or -1))
            if self.kind == "e":
                self.errors[self.cell] = self.value or "#N/A"
            elif self.formula and self._nobody_calculated():
                self.uncalculated.add(self.cell)

    def _shared(self, number: int) -> None:
        if number in self.book.texts.struck:
            self.struck.add(self.cell)
        if number in self.book.texts.raised:
            self.raised[self.cell] = self.book.texts.raised[number]
        if number in self.book.texts.underlined:
            self.underlined[self.cell] = self.book.texts.underlined[number]

    def _nobody_calculated(self) -> bool:
        """Whether a formula has no result; a program that asks Excel to calculate on opening may have left 0 instead."""
        if not self.has_value or not self.value.strip():
            return self.kind != "str" or not self.has_value
        return self.book.calculate_on_load and self.kind == "n" and self.value.strip() in ("0", "0.0")

    def marks(self) -> Marks:
        """Return what was found."""
        return Marks(
            formats=self.formats, errors=self.errors, uncalculated=self.uncalculated,
            hidden_rows=frozenset(self.hidden_rows), hidden_columns=frozenset(self.hidden_columns),
            merged=tuple(self.merged), struck=self.struck, raised=self.raised, masked=self.masked,
            underlined=self.underlined,
        )  # fmt: skip
