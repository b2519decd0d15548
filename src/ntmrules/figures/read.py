"""Read figures from a file: long or wide, all bad cells at once."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import attrs

from ntmrules.errors import FiguresError, NtmRulesError, Problem, UnitError, problem
from ntmrules.figures.cells import BadCellError, check_name, read_day, read_status, read_value, read_year
from ntmrules.figures.csv import Sheet, read_csv
from ntmrules.figures.identity import Identities, Known, Said, details_of
from ntmrules.messages import Listed, Phrase
from ntmrules.model.figures import Entry, FigureTable, UnitFigures
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import level_of, same_name
from ntmrules.model.verdicts import Verdict

if TYPE_CHECKING:
    from ntmrules.model.rulebook import Rulebook

Readers: TypeAlias = Mapping[str, Callable[[Path], Sheet]]

COLUMNS = {
    "unit": ("unit", "don vi", "ten don vi", "xa"),
    "subject": ("subject", "noi dung", "ma chi tieu", "chi tieu", "tieu chi"),
    "value": ("value", "gia tri", "ket qua", "so lieu"),
    "period": ("period", "nam", "ky", "nam so lieu"),
    "as_of": ("as_of", "as of", "ngay", "thoi diem"),
    "status": ("status", "trang thai"),
    "source": ("source", "nguon"),
    "note": ("note", "ghi chu"),
    "province": ("province", "tinh"),
    "area": ("area", "vung", "dia ban", "nhom xa"),
    "level": ("level", "cap"),
    "within": ("within", "thuoc", "truc thuoc"),
}
_COLUMN_OF = {word: name for name, words in COLUMNS.items() for word in words}
TABLES = (".xlsx", ".xls", ".ods", ".parquet", ".json")
BASICALLY = ("co ban dat", "basically met")
_OF_UNIT = ("province", "area", "level", "within")


def read_figures(path: str | Path, *, rulebook: Rulebook | None = None, readers: Readers | None = None) -> FigureTable:
    """Return the figures in the file at ``path``.

    Long form: columns ``unit, subject, value`` and optionally ``period, as_of, status, source, note, province, area,
    level, within``. Wide form: one row a unit, one column a subject. CSV in UTF-8, with ``,`` ``;`` or tab, xlsx and
    ods (extra ``office``), Parquet (extra ``table``), JSON; lines that begin with ``#`` before the header are its
    remarks. With a ``rulebook`` the subjects and values are checked against it too.
    ``readers`` read other files by suffix; without it those of the rulebook's plugins.

    Raises ``FiguresError`` that lists every bad cell with file:row:column and code (``NTM5xx``); nothing half read.
    """
    plugins = getattr(rulebook, "plugins", None)  # those of a library; a rulebook as bare data has none
    if readers is None and plugins is not None:
        readers = plugins.readers
    table, problems = scan_figures(path, readers=readers)
    if rulebook is not None:
        check_figures(table, rulebook, problems)
    if problems:
        raise FiguresError(in_order(problems))
    return table


def scan_figures(path: str | Path, *, readers: Readers | None = None) -> tuple[FigureTable, list[Problem]]:
    """Return what can be read of a file and every bad cell in it; ``FiguresError`` when it is no table of figures.

    For callers that go on to find what else is wrong before they stop, so that a person sees everything at once.
    """
    place = Path(path)
    own = (readers or {}).get(place.suffix.lower())
    if own is not None and not place.is_dir():
        return _scanned(_read_by(own, place))
    if place.suffix.lower() in TABLES and not place.is_dir():
        from ntmrules.figures.sheets import read_table

        return _scanned(read_table(place))
    return _scanned(read_csv(place))


def _read_by(reader: Callable[[Path], Sheet], path: Path) -> Sheet:
    """Return what a reader of a plugin makes of a file; whatever it raises is bad input, never a traceback."""
    try:
        return reader(path)
    except NtmRulesError:
        raise
    except Exception as error:
        raise FiguresError(
            problem("NTM501.reader", str(path), error=f"{type(error).__name__}: {error}", suffix=path.suffix)
        ) from error


def _scanned(sheet: Sheet) -> tuple[FigureTable, list[Problem]]:
    reader = _Reader(sheet)
    reader.read()
    return FigureTable(units=reader.units(), name=sheet.name, header=sheet.remarks), reader.problems


def check_figures(table: FigureTable, book: Rulebook, problems: list[Problem]) -> None:
    """Add to ``problems`` every subject, value and area of the table that ``book`` does not take."""
    from ntmrules.figures.bind import check, child_sets
    from ntmrules.figures.own_word import who_disagrees

    judged = child_sets(book)
    for unit in table.units:
        problems += who_disagrees(book, unit, where=f"{table.name}: {unit.unit}")
        by = judged.get(unit.level or "", ()) if unit.level != book.set.level else ()
        for nested in by or (book,):
            check(nested, unit, problems, bare=len(by) <= 1)
            if len(by) > 1:
                break  # what one set knows, the others know too, and one message a cell is enough
        if unit.area is not None and book.areas:
            try:
                book.area_named(unit.area)
            except UnitError as error:
                problems.extend(each.at(f"{table.name}: {unit.unit}") for each in error.problems)


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by their place in the file, row before column."""

    def place(problem: Problem) -> tuple[int, ...]:
        return tuple(int(part) for part in problem.where.rsplit(":", 2)[1:] if part.isdigit())

    return sorted(problems, key=place)


@attrs.define
class _Draft:
    name: str
    at: str
    entries: list[Entry] = attrs.field(factory=list)
    details: dict[str, str] = attrs.field(factory=dict)
    seen: dict[tuple[str, type, int | None, str | None], Entry] = attrs.field(factory=dict)


class _Reader:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.problems: list[Problem] = []
        self.drafts: dict[Known, _Draft] = {}
        self.identities = Identities(())
        self.rows: list[tuple[int, Sequence[str]]] = []

    def fail(self, row: int, column: int, error: BadCellError, name: str = "") -> None:
        where = f"{self.sheet.name}:{row}:{column + 1}"
        self.problems.append(error.problem.at(where, within=Phrase("remarks.column", name=name) if name else ""))

    def read(self) -> None:
        columns = self._columns()
        self.rows = list(self.sheet.rows)
        self._identify(columns)
        count = 0
        for row, cells in self.rows:
            if not any(cell.strip() for cell in cells):
                continue
            count += 1
            if "subject" in columns:
                self._long(row, cells, columns)
            else:
                self._wide(row, cells, columns)
        if not count:
            raise FiguresError(problem("NTM508.no-rows", self.sheet.name))

    def _columns(self) -> dict[str, int]:
        """Return the place of every known column; refuse a header that is neither long nor wide."""
        names: dict[str, int] = {}
        row, header = self.sheet.header_row, self.sheet.header
        wide = not any(_COLUMN_OF.get(fold(cell)) == "value" for cell in header)
        for index, cell in enumerate(header):
            name = _COLUMN_OF.get(fold(cell))
            if name is None or (wide and name in ("subject", "value")):
                continue
            if name in names:
                self.fail(
                    row,
                    index,
                    BadCellError("NTM508.column-twice", column=cell),
                )
            names[name] = index
        missing = [name for name in ("unit",) if name not in names]
        if not wide and "subject" not in names:
            missing.append("subject")
        if missing:
            raise FiguresError(
                problem(
                    "NTM508.column-missing",
                    f"{self.sheet.name}:{row}",
                    columns=Listed(missing),
                    header=", ".join(header)[:120],
                )
            )
        if not wide:
            self._strangers(row, header, names)
        return names

    def _strangers(self, row: int, header: Sequence[str], names: dict[str, int]) -> None:
        for index, cell in enumerate(header):
            if index not in names.values() and cell.strip():
                self.fail(
                    row,
                    index,
                    BadCellError(
                        "NTM508.column-unknown", column=cell, known=" | ".join(COLUMNS), near=(fold(cell), _COLUMN_OF)
                    ),
                )

    def _identify(self, columns: dict[str, int]) -> None:
        """Find the units of all rows, before one of them is read."""
        at = columns["unit"]
        rows = [(row, cells) for row, cells in self.rows if _cell(cells, at)]
        said = [(self._said(self._name(cells, at), cells, columns), f"{self.sheet.name}:{row}") for row, cells in rows]
        self.identities = Identities(said)
        for whole, half in self.identities.half_named():
            self.problems.append(
                problem(
                    "NTM609.half", f"{half.at}:{at + 1}", unit=half.said.name, other=whole.said.name, place=whole.at
                )
            )

    def _name(self, cells: Sequence[str], column: int) -> str:
        return " ".join(unicodedata.normalize("NFC", _cell(cells, column)).split())

    def _said(self, name: str, cells: Sequence[str], columns: dict[str, int]) -> Said:
        """Return what a row says of who its unit is."""
        found = {key: _cell(cells, columns[key]) or None for key in ("level", "province", "within") if key in columns}
        level = found.get("level")
        return Said(name=name, **{**found, "level": (level_of(level, name) or level) if level else None})

    def _which(self, said: Said) -> BadCellError:
        """Return what is wrong with a row that may be about several units of one name."""
        found = "; ".join(
            f"{each.at} ({', '.join(details_of(each.said).values())})" for each in self.identities.of_name(said.name)
        )
        return BadCellError("NTM609.which", unit=said.name, found=found)

    def _draft(self, row: int, cells: Sequence[str], columns: dict[str, int]) -> _Draft | None:
        name = self._name(cells, columns["unit"])
        wrong = check_name(name)
        if wrong is not None:
            self.fail(row, columns["unit"], wrong)
            return None
        known = self.identities.of(said := self._said(name, cells, columns))
        if known is None:
            self.fail(row, columns["unit"], self._which(said))
            return None
        draft = self.drafts.setdefault(known, _Draft(known.said.name, known.at))
        for key in _OF_UNIT:
            text = _cell(cells, columns[key]) if key in columns else ""
            if key == "level":
                text = level_of(text, name) or text
            if text and draft.details.setdefault(key, text) != text and key == "area":
                self.fail(
                    row,
                    columns[key],
                    BadCellError("NTM507.detail", unit=name, key=key, value=text, other=draft.details[key]),
                )
        return draft

    def _common(self, row: int, cells: Sequence[str], columns: dict[str, int]) -> dict[str, object] | None:
        """Return period, date, status, source and note of a row, or nothing when one of them is bad."""
        found: dict[str, object] = {}
        good = True
        for key, read in (("period", read_year), ("as_of", read_day), ("status", read_status)):
            if key in columns and (text := _cell(cells, columns[key])):
                try:
                    found[key] = read(text)
                except BadCellError as error:
                    self.fail(row, columns[key], error, key)
                    good = False
        for key in ("source", "note"):
            if key in columns and (text := _cell(cells, columns[key])):
                found[key] = text
        return found if good else None

    def _long(self, row: int, cells: Sequence[str], columns: dict[str, int]) -> None:
        if len(cells) > len(self.sheet.header) and any(cell.strip() for cell in cells[len(self.sheet.header) :]):
            self.fail(
                row,
                len(self.sheet.header),
                BadCellError("NTM508.cells-over", cells=len(cells), columns=len(self.sheet.header)),
            )
            return
        draft = self._draft(row, cells, columns)
        common = self._common(row, cells, columns)
        subject = _subject(_cell(cells, columns["subject"]))
        text = _cell(cells, columns["value"])
        if not subject:
            if text:
                self.fail(
                    row,
                    columns["subject"],
                    BadCellError("NTM503.none"),
                )
            return
        if draft is not None and common is not None and text:
            self._entry(draft, row, columns["value"], subject, text, common)

    def _wide(self, row: int, cells: Sequence[str], columns: dict[str, int]) -> None:
        draft = self._draft(row, cells, columns)
        common = self._common(row, cells, columns)
        known = set(columns.values())
        for index, head in enumerate(self.sheet.header):
            if index in known or draft is None or common is None:
                continue
            text = _cell(cells, index)
            if text and not _subject(head):
                self.fail(
                    row,
                    index,
                    BadCellError("NTM503.nameless"),
                )
            elif text:
                self._entry(draft, row, index, _subject(head), text, common)

    def _entry(self, draft: _Draft, row: int, column: int, subject: str, text: str, common: dict[str, object]) -> None:
        where = f"{self.sheet.name}:{row}:{column + 1}"
        try:
            value, unit = read_value(text)
        except BadCellError as error:
            self.fail(row, column, error, subject)
            return
        if value is Verdict.NOT_MET and fold(text) in BASICALLY:  # kept as said beside what it counts as
            common = {**common, "note": f"{text.strip()}; {common['note']}" if common.get("note") else text.strip()}
        entry = Entry(subject=subject, value=value, unit=unit, at=where, **common)  # type: ignore[arg-type]
        key = (subject, type(value), entry.period, entry.as_of)  # a label may have a figure and a report
        other = draft.seen.get(key)
        if other is not None:
            if other.value != value:
                self.fail(
                    row,
                    column,
                    BadCellError("NTM507.rows", unit=draft.name, subject=subject, value=text, place=other.at),
                )
            if entry.status is other.status:
                return
        draft.seen[key] = entry
        draft.entries.append(entry)

    def units(self) -> tuple[UnitFigures, ...]:
        """Return the units with those inside them attached; a parent that has no row of its own is made."""
        inside: dict[Known, list[Known]] = {}
        made: dict[tuple[str, str], Known] = {}
        for known, draft in list(self.drafts.items()):
            within = draft.details.get("within")
            if within is None:
                continue
            parent = self._parent(draft, within, made)
            if parent is not None:
                inside.setdefault(parent, []).append(known)
                draft.details["within"] = self.drafts.setdefault(parent, _Draft(parent.said.name, parent.at)).name
        return tuple(self._unit(known, inside, ()) for known in self.drafts)

    def _parent(self, draft: _Draft, within: str, made: dict[tuple[str, str], Known]) -> Known | None:
        """Return the unit that a column within names; one that no row is about is made; several are asked about."""
        province = draft.details.get("province")
        found = self.identities.parents(within, province)
        if len(found) > 1:
            places = "; ".join(f"{each.said.name} ({each.at})" for each in found)
            self.problems.append(problem("NTM609.within", draft.at, unit=draft.name, where=within, found=places))
            return None
        if found:
            return found[0]
        if (within, province or "") in made:
            return made[within, province or ""]
        for (other, where), known in made.items():
            if where == (province or "") and same_name(other, within):
                return known
        known = Known(Said(name=" ".join(within.split()), province=province), draft.at)
        made[within, province or ""] = known
        return known

    def _unit(self, known: Known, inside: dict[Known, list[Known]], above: tuple[Known, ...]) -> UnitFigures:
        draft = self.drafts[known]
        if known in above:
            self.problems.append(problem("NTM605", draft.at, unit=draft.name))
            return UnitFigures(unit=draft.name)
        children = tuple(self._unit(child, inside, (*above, known)) for child in inside.get(known, ()))
        return UnitFigures(unit=draft.name, entries=tuple(draft.entries), children=children, **draft.details)


def _cell(cells: Sequence[str], index: int) -> str:
    return cells[index].strip() if index < len(cells) else ""


@lru_cache(maxsize=4096)
def _subject(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip())
