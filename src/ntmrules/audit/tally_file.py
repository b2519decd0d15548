"""A table of published tallies: one row a unit, a set and a day, with what was named as not met."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.figures.csv import Sheet
from ntmrules.figures.headings import no_unit
from ntmrules.figures.plain_table import SPREADSHEETS, columns_of, every_table
from ntmrules.frozen import frozen
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import kind_level
from ntmrules.model.written_tally import written_tally
from ntmrules.model.written_time import days_of

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", "don vi", "ten don vi", "xa"),
    "set": ("set", "bo", "bo tieu chi", "bo tc", "bo tieu chi ap dung", "bo tieu chi danh gia"),
    "as_of": (
        "as_of",
        "as of",
        "ngay",
        "thoi diem",
        "thoi gian",
        "nam",
        "ky bao cao",
        "ngay bao cao",
        "ngay danh gia",
        "den ngay",
        "tinh den ngay",
        "so lieu den ngay",
        "thoi diem danh gia",
        "thoi diem bao cao",
    ),
    "tieu-chi": ("tieu-chi", "tieu chi", "criteria", "so tieu chi", "tieu chi dat", "tc dat", "so tieu chi dat duoc"),
    "chi-tieu": ("chi-tieu", "chi tieu", "indicators", "so chi tieu", "chi tieu dat", "ct dat", "so chi tieu dat duoc"),
    "unmet": (
        "unmet",
        "chua dat",
        "tieu chi chua dat",
        "cac tieu chi chua dat",
        "chi tieu chua dat",
        "noi dung chua dat",
        "tieu chi, chi tieu chua dat",
        "tieu chi con lai",
        "tieu chi con thieu",
        "chua dat tieu chi",
        "tc chua dat",
        "ten tieu chi chua dat",
        "ten cac tieu chi chua dat",
        "tieu chi khong dat",
        "cac tieu chi khong dat",
        "tieu chi chua dat chuan",
        "cac tieu chi chua dat chuan",
        "cac tieu chi con thieu",
        "chi tieu con thieu",
        "noi dung con thieu",
    ),
    "note": ("note", "ghi chu"),
    "province": ("province", "tinh"),
    "within": ("within", "thuoc", "truc thuoc", "district", "huyen"),
    "source": ("source", "nguon"),
}
NEEDED = ("unit", "set", "as_of", "tieu-chi")
_COLUMN_OF = {word: name for name, words in COLUMNS.items() for word in words}
_NONE = re.compile(
    r"0|none|nil|het|khong(?: co| con)?(?: (?:cac )?(?:tieu chi|chi tieu)(?: nao)?)?(?: (?:chua|khong) dat)?"
    r"|(?:da )?(?:dat (?:het|ca|du|toan bo)|(?:tat ca|toan bo|deu)(?: (?:cac )?(?:tieu chi|chi tieu))?(?: deu)?(?: da)? dat)"
)
_BLANK = ("", "x")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # text from a file never acts on a terminal


@frozen(kw_only=True)
class Count:
    """A printed tally: how many are met, between ``low`` and ``high``, of ``total`` where that is printed."""

    low: int
    high: int | None
    total: int | None
    text: str
    at: str

    @property
    def exact(self) -> bool:
        """Whether one number was printed."""
        return self.low == self.high


@frozen(kw_only=True)
class When:
    """The day, month or year that a row is about, first to last day; nothing where there is no such day."""

    first: date | None
    last: date | None
    text: str
    at: str


@frozen(kw_only=True)
class Left:
    """Something of the table that was not read, and where it stands."""

    at: str
    vi: str
    en: str


@frozen(kw_only=True)
class Row:
    """One published tally."""

    unit: str
    set: str
    when: When
    criteria: Count
    indicators: Count | None
    unmet: tuple[str, ...]
    partial: bool
    at: str
    province: str | None = None
    within: str | None = None
    said_unmet: str = ""

    @property
    def none(self) -> bool:
        """Whether the row says in words, or by a nought, that nothing is left to meet."""
        return not self.unmet and says_none(self.said_unmet)

    @property
    def called(self) -> str:
        """The unit with what it lies in, where the table says it: many names stand in more than one district."""
        return ", ".join(dict.fromkeys(each for each in (self.unit, self.within, self.province) if each))


_IN_WORDS = re.compile(
    r"(?:bo (?:tieu chi )?)?(?:quoc gia )?(?:ve )?(?P<level>xa|huyen|thi xa|thanh pho|tinh)? ?(?:nong thon moi|ntm)"
    r"(?: (?P<tier>nang cao|kieu mau|hien dai))?(?: giai doan (?:19|20)\d\d ?- ?(?:19|20)\d\d)?"
)
_LEVELS = {"phuong": "xa", "thi-tran": "xa", "thanh-pho": "thi-xa"}


def set_named(text: str, unit: str, known: Iterable[str]) -> str:
    """Return the set that words mean for a unit: ``xa-ntm-nang-cao`` of *NTM nâng cao*, xã A; ``text`` as it is otherwise."""
    hit = _IN_WORDS.fullmatch(fold(text))
    if hit is None:
        return text
    level = (hit["level"] or "").replace(" ", "-") or kind_level(unit) or ""
    tier = f"-{hit['tier'].replace(' ', '-')}" if hit["tier"] else ""
    name = f"{_LEVELS.get(level, level)}-ntm{tier}"
    return name if name in {part for each in known for part in each.split("/")} else text


def is_table(path: Path) -> bool:
    """Tell whether a file is a table of tallies by its name; everything else is read as a report in YAML."""
    return path.suffix.lower() in (".csv", ".tsv", ".txt", *SPREADSHEETS)


@frozen(kw_only=True)
class Tallies:
    """The rows of a table, and what of it was not read: rows that are no unit, other sheets; ``titles`` stand above it."""

    rows: tuple[Row, ...]
    left_out: tuple[Left, ...] = ()
    titles: tuple[str, ...] = ()


def read_tallies(path: Path) -> Tallies:
    """Return the rows of the table at ``path``; ``FiguresError`` with every bad cell."""
    readers = [_Reader(sheet) for sheet in every_table(path, _heads)]
    rows = [row for reader in readers for row in reader.rows()]
    problems = [each for reader in readers for each in reader.problems]
    if problems:
        raise FiguresError(problems)
    return Tallies(rows=tuple(rows), left_out=tuple(each for reader in readers for each in reader.left_out),
                   titles=tuple(title for reader in readers for title in reader.sheet.remarks))  # fmt: skip


def _heads(row: Sequence[str]) -> bool:
    """Tell whether a row is the headings of a table of tallies."""
    return all(name in columns_of(row, COLUMNS)[0] for name in NEEDED)


class _Reader:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.problems: list[Problem] = []
        self.left_out = [
            Left(at=sheet.name, vi=f"không đọc trang tính {said['unused']}", en=f"sheets that were not read: {said['unused']}")
            for name, said in sheet.notes if name == "sheets"
        ]  # fmt: skip
        self.columns = self._columns()

    def fail(self, identity: str, row: int, column: int | None, **values: Any) -> None:
        where = f"{self.sheet.name}:{row}" + (f":{column + 1}" if column is not None else "")
        self.problems.append(problem(identity, where, **values))

    def _columns(self) -> dict[str, int]:
        found, strange = columns_of(self.sheet.header, COLUMNS)
        for index, twice in strange:
            head, known = self.sheet.header[index], ", ".join(COLUMNS)
            if twice:
                self.fail("NTM573.twice", self.sheet.header_row, index, head=head, known=known)
            else:
                near = (fold(head), _COLUMN_OF)
                self.fail("NTM573.column", self.sheet.header_row, index, head=head, known=known, near=near)
        for name in NEEDED:
            if name not in found:
                self.fail("NTM573.no-column", self.sheet.header_row, None, name=name, known=", ".join(COLUMNS))
        if self.problems:
            raise FiguresError(self.problems)
        return found

    def rows(self) -> tuple[Row, ...]:
        found = []
        for number, cells in self.sheet.rows:
            if not any(cell.strip() for cell in cells):
                continue
            if any(cell.strip() for cell in cells[len(self.sheet.header) :]):
                self.fail("NTM573.cells", number, len(self.sheet.header))
                continue
            name = self.cell(cells, "unit") or _first_words(cells)
            if no_unit(name, [cell for cell in cells if cell.strip() and cell.strip() != name]) is not None:
                self.left_out.append(Left(at=f"{self.sheet.name}:{number}", vi=f"dòng không phải đơn vị, không kiểm: {name}",
                                          en=f"a row that is no unit was not checked: {name}"))  # fmt: skip
                continue
            row = self._row(number, cells)
            if row is not None:
                found.append(row)
        if not found and not self.problems:
            self.fail("NTM573.no-rows", self.sheet.header_row, None)
        return tuple(found)

    def cell(self, cells: list[str], name: str) -> str:
        index = self.columns.get(name)
        return " ".join(_CONTROL.sub("", cells[index]).split()) if index is not None and index < len(cells) else ""

    def _row(self, number: int, cells: list[str]) -> Row | None:
        before = len(self.problems)
        wanted = ["unit", "set", "as_of"] + ([] if self.cell(cells, "chi-tieu") else ["tieu-chi"])
        for name in wanted:
            if not self.cell(cells, name):
                self.fail("NTM573.empty", number, self.columns[name], name=name)
        when = self._when(number, self.cell(cells, "as_of"))
        criteria = self._count(number, "tieu-chi", self.cell(cells, "tieu-chi"))
        indicators = self._count(number, "chi-tieu", self.cell(cells, "chi-tieu"))
        if len(self.problems) > before or when is None:
            return None
        # Only the indicators were published: of the criteria nothing is said, and nothing is checked.
        criteria = criteria or Count(low=0, high=None, total=None, text="", at=f"{self.sheet.name}:{number}")
        said = self.cell(cells, "unmet")
        unmet, partial = _named(said)
        return Row(unit=self.cell(cells, "unit"), set=self.cell(cells, "set"), when=when, criteria=criteria,
                   indicators=indicators, unmet=unmet, partial=partial, at=f"{self.sheet.name}:{number}",
                   province=self.cell(cells, "province") or None, within=self.cell(cells, "within") or None,
                   said_unmet=said)  # fmt: skip

    def _count(self, number: int, name: str, text: str) -> Count | None:
        if not text:
            return None
        at = f"{self.sheet.name}:{number}:{self.columns[name] + 1}"
        found = written_tally(text)
        if found is None or found.what not in (None, name):
            self.fail(
                "NTM573.tally" if found is None else "NTM573.other", number, self.columns[name], text=text, name=name
            )
            return None
        return Count(low=found.low, high=found.high, total=found.total, text=text, at=at)

    def _when(self, number: int, text: str) -> When | None:
        if not text:
            return None
        at = f"{self.sheet.name}:{number}:{self.columns['as_of'] + 1}"
        try:
            days = days_of(text)
        except ValueError:
            return When(first=None, last=None, text=text, at=at)
        if days is not None:
            return When(first=days[0], last=days[1], text=text, at=at)
        self.fail("NTM573.date", number, self.columns["as_of"], text=text)
        return None


def _first_words(cells: Sequence[str]) -> str:
    """Return what a row without a unit begins with: «Tổng cộng» stands in the column of the running numbers as often."""
    return next((" ".join(cell.split()) for cell in cells if any(letter.isalpha() for letter in cell)), "")


def says_none(text: str) -> bool:
    """Tell whether a text says that nothing is left to meet: «0», «Không», «Không có tiêu chí nào», «Tất cả đều đạt»."""
    return _NONE.fullmatch(fold(text).strip(" .")) is not None


def _named(text: str) -> tuple[tuple[str, ...], bool]:
    """Return what a cell names as not met, and whether it says that there is more (``…``)."""
    if fold(text).strip(" .-–—") in _BLANK or says_none(text):
        return (), False
    # Names of criteria have commas of their own, and so has what stands in brackets behind one: 17 (17.1, 17.2).
    parts = re.split(r"[;\n]" if ";" in text else r"[,\n](?![^()]*\))", text)
    names = [part.strip().strip(".…").strip() for part in parts]
    more = "…" in text or "..." in text or "v.v" in fold(text)
    return tuple(dict.fromkeys(name for name in names if name and fold(name) not in ("v", "v.v", "vv"))), more
