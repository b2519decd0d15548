"""The rows of an annex as people number them, with what stands between them and holds for those below."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from attrs import field

from ntmrules.authoring.annex.dividers import (
    LIMITS,
    NOTE_BEGINS,
    divides,
    excepts,
    is_head,
    of_all_above,
    of_those_above,
)
from ntmrules.authoring.annex.layout import BESIDE, Columns, area_of, find_columns
from ntmrules.authoring.annex.naming import words_of
from ntmrules.authoring.annex.printed import read_printed
from ntmrules.authoring.annex.raised import noted
from ntmrules.authoring.annex.tables import NOTE, OBJECT, Grid
from ntmrules.authoring.annex.titles import names_anything
from ntmrules.explain.lang.annex_words import say
from ntmrules.frozen import define, evolve, frozen
from ntmrules.model.spelling import fold

LABEL = re.compile(
    r"^\s*(?P<label>\d{1,2}\.\d{1,2}[a-z]?(?:\.(?:\d{1,2}|[a-zđ](?=[).\s])))*)(?![\d/])\s*(?:[.:)](?=\D|$))?\s*(?P<name>.*)$",
    re.DOTALL,
)
"""A number before a name, whole: 17.10.1 is not 17.10, 12.1.a not 12.1."""
UNIT_BEHIND = re.compile(r"\s*\((?![^()]*năm 20)[^()]*\)$", re.IGNORECASE)
BULLETS = ("-", "+", "•", "*", "–")
PART = re.compile(r"^[a-zđ][).]\s")
OF_ALL = re.compile(r"^(?:tong|cong)\b")
OF_WHICH = re.compile(r"^(?:trong đó|gồm|bao gồm|riêng|đối với|nam\b|nữ\b)")
"""How a row begins that is of a part of what the one before it counts, not the rest of its words."""
NOTED = re.compile(
    rf"{LIMITS.pattern}|\b(?:sua doi|bo sung|bai bo|thay the|du thao|ngoai tru|tru|rieng|chi ap dung|khong ap dung|tam thoi)\b"
    r"|\b20\d\d\b(?! ?/)|\d ?%|[≥≤<>]"
)
"""What a column of notes says that may change a level or limit it, folded."""
_OF_SOME = re.compile(
    rf"{LIMITS.pattern}|\b(?:tru|rieng|chi(?: ap dung)?(?: (?:cho|voi|doi voi))?) (?:cac )?xa\b|\bkhong ap dung\b"
)
"""What a column of grounds or of those in charge says of whom a level is for, folded."""
OWN_LABEL = re.compile(r"(\d{1,2}\.\d{1,2}[a-z]?(?:\.(?:\d{1,2}|[a-zđ]))*)[.)]?")
YEAR = re.compile(r"^[-+•*\s]*(?P<aimed>(?:đến|tới)\s+(?:(?:hết|cuối)\s+)?)?năm\s+(?P<year>20\d\d)\W*$", re.IGNORECASE)
YEARS = re.compile(r"\b(?:19|20)\d\d\b")
IN_YEAR = re.compile(r"^[-+•*\s]*năm\s+(?P<first>20\d\d)\s*[:,–-]\s*|[\s,(–-]+(?:trong )?năm\s+(?P<last>20\d\d)\s*\)?[.:]?$",
                     re.IGNORECASE)  # fmt: skip
"""A year that a name begins or ends with."""
AIM = re.compile(r"[\s,(]+(?:đến|tới)(?:\s+(?:hết|cuối))?\s*$", re.IGNORECASE)
"""What makes the year behind it one to be reached: «đến năm 2025»."""
NUMBERING = re.compile(r"^[(\[]?(?P<number>\d{1,2})[)\]]?$")


@frozen(kw_only=True)
class Row:
    """One row of an annex: where it stands, the number and the words of its content, its cells as printed."""

    table: str
    line: int
    criterion: str
    label: str
    name: str
    year: int | None
    common: str
    areas: Mapping[str, str]
    heading: str = ""
    """What the column of criteria says."""
    left: Mapping[str, str] = field(factory=dict)
    """Cells under headings that are not understood, by heading: levels of an area may be among them."""
    general: bool = False
    """Whether the level for all is one beside those of the areas: the table has columns of areas, or says «chung»."""
    titles: tuple[str, ...] = ()
    """What stands over the row: above its table, or between the rows before it."""
    years: Mapping[int, str] = field(factory=dict)
    """The cells of columns of years, as a person named them."""
    aimed: bool = False
    """Whether the year is one to be reached: «đến năm 2020»."""
    joined: int = 0
    unit: str = ""
    """The unit that the column of units, or the heading of the levels, says of the row."""
    noted: bool = False
    """Whether its number, its name or that of its criterion has the mark of a note, or words that are struck out or changed."""
    wrong: str = ""
    """Why no cell of this row can be trusted, or nothing."""
    other: str = ""
    """Why its table is the one of another set, or nothing."""

    @property
    def where(self) -> str:
        """The place for people: ``bảng 1, dòng 7``."""
        return say("where", table=self.table, line=self.line)

    @property
    def printed(self) -> dict[str, str]:
        """The cells that hold something, by column; the common one under ``""``."""
        cells = {"": self.common, **self.areas, **{str(year): text for year, text in self.years.items()}}
        return {column: text for column, text in cells.items() if text.strip()}


@define
class RowReader:
    """Reads the rows of the tables of one file in their order; what stands between rows holds for those that follow."""

    areas: Mapping[str, str]
    names: frozenset[str]
    """The words of the names of the criteria and of their groups."""
    titles: tuple[str, ...] = ()
    """What stands over the rows: above their table, or between the rows before."""
    divided: str = ""
    """A row of words that may limit the rows below it."""
    seen: set[str] = field(factory=set)
    """The areas that have a column."""
    left: list[str] = field(factory=list)
    """The columns that are not read, with their table."""
    notes: list[tuple[str, str]] = field(factory=list)
    """Of those, with their table, the ones below which no row stands any more."""
    told: list[str] = field(factory=list)
    """Lines of words that may limit levels, also those above them: what stands below a table, a row that divides."""
    trusted: bool = False
    """Whether a person read what stands below rows, and took out those that it changes."""
    chosen: Mapping[str, tuple[str, ...]] = field(factory=dict)
    """What a person named columns whose headings are not understood."""

    def rows(self, grid: Grid, columns: Columns, before: Row | None = None) -> Iterator[Row]:
        """Yield the rows below the heading; a row that goes on over a page is put together with the one it continues.

        ``before`` is the last row of the table that this one goes on with: it comes again, with what belongs to it.
        """
        held, over = before, before is not None
        for row in self._single(grid, columns):
            if isinstance(row, str):  # an exception: it takes something out of the row above, on the page before too
                held = evolve(held, wrong=held.wrong or row) if held is not None else None
                continue
            together = held is not None and (over or held.titles == row.titles)
            if held is not None and together and not held.wrong and not row.wrong:
                if _goes_on(held, row):
                    held = _joined(held, row)
                    continue
                if cut := _cut(held, row):
                    held, row = evolve(held, wrong=cut), evolve(row, wrong=cut)
            if held is not None:
                yield held
            held, over = row, False
        if held is not None:
            yield held

    def _single(self, grid: Grid, columns: Columns) -> Iterator[Row | str]:
        """Yield the rows as they stand, and why the one above may not be for all, where a row of words takes something out of it;
        a heading that comes again says anew what the columns are."""
        heading = grid.rows[max(columns.heading, 0)] if columns.heading >= 0 else ()
        again, lost, number = -1, "", columns.heading + 1
        behind: list[str] = []
        self._columns(grid, columns)
        while number < len(grid.rows):
            cells = grid.rows[number]
            named = frozenset(
                n for n, cell in enumerate(cells) if len(cell) < 80 and area_of(cell, self.areas) is not None
            )
            repeated = columns.heading >= 0 and cells in grid.rows[: columns.heading + 1] and len(set(cells)) > 1
            if repeated or is_head(cells, named):
                again = number if again < 0 else again
                if cells != heading:
                    found = find_columns(grid, self.areas, again, number - again + 1, self.chosen)
                    columns, lost = (
                        found or columns,
                        "" if found else say("head-again", line=number + 1),
                    )
                    heading = cells
                    self._columns(grid, columns)
                number += 1
                continue
            again = -1
            number += 1
            if title := _title(cells, columns):
                self.titles, self.divided = (*self.titles, *title), ""
                continue
            if words := _words(cells, columns):
                text, alone = words
                note = NOTE_BEGINS.match(fold(text)) is not None
                if not self.trusted and (excepts(text) or (note and NOTED.search(fold(text)))):
                    yield say("exception", line=number)
                if note or of_those_above(text):
                    self.told.append(f"{say('where', table=grid.name, line=number)}: {_short(text)}")
                    self.notes += [(grid.name, text)] if of_all_above(text) else []
                    behind.append(text)
                    continue
                if LIMITS.search(fold(text)) if alone else divides(text, self.names):
                    self.told.append(f"{say('where', table=grid.name, line=number)}: {_short(text)}")
                    behind.append(text)
                    if not alone or text[:1].isupper():
                        self.divided = text
                        continue
            row = _row(grid, columns, number, cells)
            if row is not None:
                behind = [] if row.printed else behind
                yield evolve(
                    row,
                    titles=self.titles,
                    wrong=lost or self._wrong(grid, columns, row, number - 1),
                )
        self.notes += [(grid.name, text) for text in behind]

    def _wrong(self, grid: Grid, columns: Columns, row: Row, at: int) -> str:
        """Return why no cell of a row can be trusted, or nothing."""
        if at in grid.ragged:
            return say("ragged")
        if columns.heading >= 0 and columns.heading in grid.uneven and any(row.printed):
            return say("uneven-head")
        if at in grid.unseen:
            return say("hidden-row")
        if self.divided:
            return say("divided", text=_short(self.divided))
        return row.wrong

    def _columns(self, grid: Grid, columns: Columns) -> None:
        self.seen |= set(columns.areas)
        filled = {
            n
            for n in columns.left
            if n != columns.measured
            for cells in grid.rows[columns.heading + 1 :]
            if cells[n].strip()
        }
        self.left += [f"{grid.name}: {columns.left[n]}" for n in sorted(filled)]


def _short(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:77]}…"


def _words(cells: tuple[str, ...], columns: Columns) -> tuple[str, bool] | None:
    """Return what a row of words says that has no label, no level and no other column, and whether it stands in the content."""
    levels = {*columns.levels, *columns.left, *columns.ignored}
    filled = {n: cell.strip() for n, cell in enumerate(cells) if cell.strip()}
    texts = dict.fromkeys(text for n, text in filled.items() if n != columns.order or len(text) > 6)
    if not texts or len(texts) > 1 or LABEL.match(next(iter(texts))) or YEAR.match(next(iter(texts))):
        return (
            (next(iter(texts)), False)
            if len(texts) == 1 and len(filled) > 2 and YEAR.match(next(iter(texts)))
            else None
        )
    text = next(iter(texts))
    if read_printed(text).kind != "unread" or not re.search(r"[^\W\d_]{2}", text):
        return None
    places = {n for n, each in filled.items() if each == text}
    if places <= levels:
        return None  # a level that is not read
    return text, places == {columns.content}


def _cut(held: Row, row: Row) -> str:
    """Return why two rows that follow each other may be one that was cut, or one with an exception below it."""
    if row.label or row.year is not None or not held.printed:
        return ""
    if row.printed and (not row.name or row.name[:1].islower()):
        return say("cut", line=row.line, before=held.line)
    if LIMITS.search(fold(row.name)):
        return say("exception", line=row.line)
    return ""


def _title(cells: tuple[str, ...], columns: Columns) -> tuple[str, ...]:
    """Return the words of a row that is a heading of another part: no level, no number, and it names an annex or a set."""
    filled = tuple(dict.fromkeys(cell for cell in cells if cell.strip()))
    if (
        not filled
        or LABEL.match(cells[columns.content].strip())
        or any(read_printed(each).kind != "unread" for each in filled)
    ):
        return ()
    return filled if any(map(names_anything, filled)) and len(filled) <= 2 else ()


def _row(grid: Grid, columns: Columns, number: int, cells: tuple[str, ...]) -> Row | None:
    filled = [cell for cell in cells if cell.strip()]
    title = len(set(filled)) == 1 and (len(filled) > 1 or not cells[columns.content].strip())
    title = title and read_printed(filled[0]).kind == "unread"  # «Đạt» in every column is no title
    title = title and any(cell.strip() for n, cell in enumerate(cells) if n not in columns.levels)
    # words under levels alone are the rest of those above
    if not filled or title or _numbers_of_columns(filled):
        return None  # nothing, a group's title over the whole width, or the numbers of the columns
    order = cells[columns.order].strip() if columns.order is not None else ""
    content = cells[columns.content].strip()
    match = LABEL.match(content)
    label, name = (match["label"], match["name"].strip()) if match else ("", content)
    own = OWN_LABEL.fullmatch(order)
    wrong = say("two-numbers", column=own[1], label=label) if own is not None and label not in ("", own[1]) else ""
    label = label or (own[1] if own is not None else "")
    top = re.fullmatch(r"(\d{1,2})\.?", order.replace(NOTE, ""))
    heading = cells[columns.criterion].strip() if columns.criterion is not None else ""
    if LIMITS.search(fold(heading)):
        wrong = say("criterion-group", heading=_short(heading))
    if label and PART.match(name):
        wrong = say("sub-row", mark=name[:2], label=label)
    beside = [cells[n].strip() for n, head in columns.left.items() if "ghi chu" in fold(head)]
    aside = {*columns.left, *columns.ignored} - {columns.measured}
    if told := next((each for each in beside if NOTED.search(fold(each))), ""):
        wrong = say("remark", text=_short(told))
    others = [cells[n].strip() for n, head in columns.left.items() if BESIDE.search(fold(head))]
    if told := next((each for each in others if _OF_SOME.search(fold(each))), ""):
        wrong = say("remark", text=_short(told))
    if any(_cut_off(cells, n) for n in aside):
        wrong = say("comma")
    year, aimed, name = year_of(name, label)
    units = [cells[columns.measured].strip()] if columns.measured is not None else []
    units += ["; ".join(dict.fromkeys(columns.units[n] for n in columns.levels if n in columns.units))]
    return Row(
        table=grid.name,
        line=number,
        criterion=label.partition(".")[0] or (top[1] if top else ""),
        label=label,
        name=name,
        year=year,
        aimed=aimed,
        years={of: cells[n].strip() for of, n in columns.years.items()},
        common=cells[columns.common].strip() if columns.common is not None else "",
        areas={area: cells[column].strip() for area, column in columns.areas.items()},
        heading=heading,
        left={
            head: cells[column].strip() for column, head in columns.left.items()
            if cells[column].strip() and not BESIDE.search(fold(head))
        },
        general=columns.general,
        unit=next(filter(None, units), ""),
        noted=any(noted(each) or OBJECT in each for each in (order, content, heading)),
        wrong=wrong,
    )  # fmt: skip


def year_of(name: str, label: str) -> tuple[int | None, bool, str]:
    """Return the one year that a name is of, whether that is one to be reached («đến năm 2020»), and the name without it;
    nothing where it only says before or since when."""
    if (year := YEAR.match(name)) is not None:
        return int(year["year"]), year["aimed"] is not None, name
    unit = UNIT_BEHIND.search(name)
    name, unit_said = (name[: unit.start()], unit[0]) if unit is not None else (name, "")
    match = IN_YEAR.search(name) if label else None
    if match is None:
        return None, False, f"{name}{unit_said}"
    before = name[: match.start()]
    aim = AIM.search(before)
    before = before[: aim.start()] if aim is not None else before
    if re.search(r"\b(?:den|tu|truoc|sau|voi|cuoi|het|ke tu|trong)\s*$", fold(before)) or YEARS.search(before):
        return None, False, f"{name}{unit_said}"
    said = f"{before}{name[match.end() :]}{unit_said}".strip()
    return int(match["first"] or match["last"]), aim is not None, said


def _cut_off(cells: tuple[str, ...], at: int) -> bool:
    """Tell whether a cell in a column of no level holds one or two digits behind a number: 62,5 cut at its comma."""
    return at > 0 and re.fullmatch(r"\d{1,2}%?", cells[at].strip()) is not None and cells[at - 1].strip()[-1:].isdigit()


def _numbers_of_columns(filled: list[str]) -> bool:
    """Tell whether cells count the columns: (1) (2) (3) …, a merged column by its first; ``95 | 90`` are levels."""
    found = [NUMBERING.match(cell.strip()) for cell in filled]
    numbers = [int(match["number"]) for match in found if match is not None]
    return len(numbers) == len(filled) and numbers[0] <= 3 and numbers == sorted(numbers) and len(set(numbers)) > 1


def _goes_on(held: Row, row: Row) -> bool:
    """Tell whether a row without a number is the rest of the one before: words only, or cells that the other lacks."""
    if row.label or row.year is not None:
        return False
    if not row.name:
        return bool(held.label) and not held.printed and bool(row.printed) and row.criterion in ("", held.criterion)
    if not row.printed:
        return not row.name.startswith(("-", "+", "•"))
    part = PART.match(row.name) or OF_WHICH.match(row.name)
    listed = held.name.rstrip().endswith((":", ";")) or words_of(row.name).said <= words_of(held.name).said
    return not held.printed and bool(held.label) and row.name[:1].islower() and not part and not listed


def _joined(held: Row, row: Row) -> Row:
    areas = {area: text or row.areas.get(area, "") for area, text in held.areas.items()}
    return evolve(
        held,
        name=f"{held.name} {row.name}".strip(),
        common=held.common or row.common,
        areas=areas,
        years={year: text or row.years.get(year, "") for year, text in held.years.items()},
        left={**row.left, **held.left},
        noted=held.noted or row.noted,
        joined=held.joined + 1,
    )
