"""Read figures from a file: long or wide, a form or a table, all bad cells at once, and whatever is not used is named."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from ntmrules.errors import FOREIGN, FiguresError, NtmRulesError, Problem, UnitError, problem, refuse_other_than_path
from ntmrules.figures import headings
from ntmrules.figures.accepted import Acceptance, refused
from ntmrules.figures.asked import Asked, Heeded
from ntmrules.figures.csv import DELIMITERS, CsvText, Sheet, beginning, csv_text, grid_of, sheet_of
from ntmrules.figures.entries import MOST_PROBLEMS, EntryReader
from ntmrules.figures.held import Held, held
from ntmrules.figures.indicator_names import remarks_on_names
from ntmrules.figures.larger_units import remarks_on_larger, said_differently, within_larger
from ntmrules.figures.made_for import other_rulebook
from ntmrules.figures.notes import Gathered
from ntmrules.figures.plain_table import SPREADSHEETS
from ntmrules.figures.rows_apart import refuse_blanks, without_blank_end
from ntmrules.figures.titles import (
    remarks_on_tiers,
    remarks_on_titles,
    titled,
    unit_beside,
    wrong_titles,
    year_of_undated,
)
from ntmrules.figures.unlisted import unlisted
from ntmrules.figures.withdrawn import vain
from ntmrules.figures.without_rulebook import says_no_results
from ntmrules.frozen import evolve
from ntmrules.model.figures import FigureTable, Remark
from ntmrules.model.spelling import is_basically_met
from ntmrules.model.verdicts import Verdict

if TYPE_CHECKING:
    from ntmrules.model.rulebook import Rulebook

Readers: TypeAlias = Mapping[str, Callable[[Path], Sheet]]

TABLES = (*SPREADSHEETS, ".parquet", ".json")
WHOLE = 16 << 20  # a CSV longer than this is read row by row and not looked at as a form


def read_figures(
    path: str | Path | bytes,
    *,
    name: str | None = None,
    rulebook: Rulebook | None = None,
    readers: Readers | None = None,
    unit: str | None = None,
    sheets: str | Sequence[str] = (),
    columns: Mapping[str, str] | None = None,
    marks: Mapping[str, str] | None = None,
    accept: bool | str | Sequence[str] = False,
) -> FigureTable:
    """Return the figures in the file at ``path``.

    Long form: columns ``unit, subject, value`` and optionally ``period, as_of, status, source, note, province, area,
    level, within``. Wide form: one row a unit, one column a subject. Headings are understood in Vietnamese and English, with
    title rows above and in two rows; CSV (UTF-8, UTF-16, windows-1258), xlsx, xls, ods, JSON, Parquet (extra ``table``).
    With a ``rulebook`` the subjects and values are checked against it too, and so is every word beside the figures;
    without one only what says plainly that there are no results is refused. ``readers`` read other files by suffix; without
    it those of the rulebook's plugins.

    ``unit`` names the unit of a form without a column for it; ``sheets`` the sheets of a workbook, or ``"all"``; ``columns``
    says what headings (or letters) are, ``{"Thực hiện": "value"}``; ``marks`` what signs mean, ``{"x": "đạt"}``; ``accept``
    takes figures outside what is plausible and whatever else somebody can look at again and find right, or of that only errors of
    some codes (``"NTM506"``); ``left_out`` says what it took.

    ``path`` may be the bytes of a file; ``name`` is then what it is called, whose ending says what kind of file it is.

    Raises ``FiguresError`` that lists every bad cell with file:row:column and code (``NTM5xx``); nothing half read. What was
    not used stands in ``FigureTable.left_out``.
    """
    refuse_other_than_path("path", path, bytes, Held)
    plugins = getattr(rulebook, "plugins", None)  # those of a library; a rulebook as bare data has none
    if readers is None and plugins is not None:
        readers = plugins.readers
    accepted = Acceptance.of(accept)
    asked = Asked.of(unit=unit, sheets=sheets, columns=columns, marks=marks, accept=accepted.given)
    if rulebook is not None and rulebook.province is not None:
        asked = evolve(asked, province=rulebook.province.name)
    source = held(path, name or "") if isinstance(path, bytes) else path
    with without_collecting():
        table, problems = _checked(source, readers, asked, rulebook)
    if accepted.given:
        wrong = refused(lambda: _checked(source, readers, evolve(asked, accept=False), rulebook)[1])
        still, said = accepted.told(wrong, problems, table.name)
        problems += still
        table = evolve(table, left_out=(*table.left_out, *said))
    if problems:
        raise FiguresError(in_order(problems))
    return table


def _checked(
    source: Path | str, readers: Readers | None, asked: Asked, rulebook: Rulebook | None
) -> tuple[FigureTable, list[Problem]]:
    """Return what a file says, checked against a rulebook where there is one, and all that is wrong with it."""
    table, problems = scan_figures(source, readers=readers, asked=asked)
    if rulebook is None:
        return table, [*problems, *says_no_results(titled(table))]
    problems += other_rulebook(table.header, rulebook, table.name)
    problems += wrong_titles([titled(table)], rulebook)
    check_figures(table, rulebook, problems)
    problems += check_whole(table, rulebook)
    return with_titles(table, rulebook), problems


def scan_figures(
    path: str | Path, *, readers: Readers | None = None, asked: Asked | None = None, whole: bool = True,
    heeded: Heeded | None = None,
) -> tuple[FigureTable, list[Problem]]:  # fmt: skip
    """Return what can be read of a file and every bad cell in it; ``FiguresError`` when it is no table of figures.

    ``whole``: what was asked is about this file alone, so a column or sign that it has not is a slip; of several files the
    columns and signs that this one has are added to ``heeded``.

    For callers that go on to find what else is wrong before they stop, so that a person sees everything at once.
    """
    with without_collecting():
        return _scanned(path, readers, asked or Asked(), whole=whole, heeded=heeded)


@contextmanager
def without_collecting() -> Iterator[None]:
    """Let nobody look for cycles: what is read has none, and to look among the figures of thousands takes a third of the time."""
    before = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if before:
            gc.enable()


def _scanned(
    path: str | Path, readers: Readers | None, asked: Asked, *, whole: bool, heeded: Heeded | None
) -> tuple[FigureTable, list[Problem]]:
    reader = EntryReader(asked)
    reader.read(sheets_in(Path(path) if isinstance(path, str) else path, readers or {}, asked))
    units = within_larger(reader.units(), province=asked.province)
    if heeded is not None:
        heeded.take(reader.name, reader.heeded, reader.signs, reader.sheet.written or reader.sheet.header)
    elif whole:
        reader.problems += reader.not_heeded()
        reader.problems += dict.fromkeys(
            each for above in units for unit in (above, *above.children) for each in vain(unit)
        )
    header = tuple(dict.fromkeys(reader.remarks))
    own = unit_beside(reader.titles, units)
    reader.problems += said_differently(units, province=asked.province)
    if own is not None:
        reader.left_out.append(Remark("title_unit", {"sheet": reader.name, "unit": own}))
    table = FigureTable(
        units=units,
        name=reader.name,
        header=header,
        sheets=(*reader.sheets,),
        left_out=tuple(reader.left_out),
        tiers=tuple(reader.tiers.items()),
        beside=(*reader.beside,),
    )
    return table, reader.problems


def sheets_in(path: Path, readers: Readers, asked: Asked) -> Iterator[Sheet]:
    """Yield the tables of a file: one, or those of the sheets that were asked for. Raises as :func:`scan_figures`."""
    suffix = path.suffix.lower()
    own = readers.get(suffix)
    if asked.sheets and (own is not None or suffix not in SPREADSHEETS):
        raise FiguresError(problem("NTM514.no-sheets", path.name))
    if own is not None and not path.is_dir():
        yield _read_by(own, path)
    elif suffix in TABLES and not path.is_dir():
        from ntmrules.figures.sheets import read_tables

        yield from read_tables(path, asked)
    else:
        yield from read_text(csv_text(path), path.name, asked)


def read_text(csv: CsvText, name: str, asked: Asked) -> Iterator[Sheet]:
    """Yield the table in a CSV text: with titles above it, as a form, or as it stands; one a unit where units are its columns."""
    from ntmrules.figures.layout import tables_in
    from ntmrules.figures.workbook import SheetGrid

    text = without_blank_end(csv.text)
    refuse_blanks(text, name)
    if len(text) > WHOLE and not asked.columns:
        yield sheet_of(text, name)
        return
    lines, skipped, remarks, delimiter = beginning(text, name)
    body = lines[skipped:]
    if delimiter not in body[0] or _only_in_title(body[:50], delimiter):  # what separates cells is seen further down
        delimiter = max(DELIMITERS, key=lambda mark: sum(line.count(mark) for line in body[1:50] or body))
    rows: list[list[str]] = [[] for _ in lines[:skipped]]
    rows += grid_of(body, name, delimiter=delimiter, first=skipped)
    for sheet in tables_in(SheetGrid(name=name, rows=rows), name, asked):
        # A title that fills its row with empty cells was written by a spreadsheet: nobody types them.
        padded = any(line.strip() and line.rstrip("\r\n").endswith(delimiter) for line in lines[: sheet.header_row - 1])
        yield evolve(sheet, remarks=(*remarks, *sheet.remarks), resaved=csv.resaved or padded)


def _only_in_title(lines: Sequence[str], delimiter: str) -> bool:
    """Tell whether a sign that stands in a title («HUYỆN A, TỈNH B») separates no cells: most lines below do it with another."""
    below = [line for line in lines[1:] if line.strip()]

    def alike(mark: str) -> int:
        counts = Counter(line.count(mark) for line in below if mark in line)
        return max(counts.values(), default=0)

    others = [mark for mark in DELIMITERS if mark not in lines[0]]
    return max(map(alike, others), default=0) > max(len(below) / 2, alike(delimiter))


def _read_by(reader: Callable[[Path], Sheet], path: Path) -> Sheet:
    """Return what a reader of a plugin makes of a file; whatever it raises is bad input, never a traceback."""
    try:
        return reader(path)
    except NtmRulesError:
        raise
    except FOREIGN as error:
        raise FiguresError(
            problem("NTM501.reader", str(path), error=f"{type(error).__name__}: {error}", suffix=path.suffix)
        ) from error


def with_titles(table: FigureTable, book: Rulebook) -> FigureTable:
    """Return the table with remarks where its file speaks of another set or year than that of ``book``: titles, and names
    behind labels that are not those of the set.
    """
    from ntmrules.figures.small_shares import SmallShares

    found, year = [*remarks_on_titles([titled(table)], book), *remarks_on_names(table, book)], year_of_undated(table)
    found += [
        *remarks_on_tiers(table, book),
        *_basically_met(table),
        *remarks_on_larger(table.units, book, table.left_out),
    ]
    found += SmallShares.of(table.units, book).remarks(table.name)
    if year is not None and year != book.on.year:
        found.append(Remark("titled_year", {"sheet": table.name, "year": year}))
    return evolve(table, left_out=(*table.left_out, *found)) if found else table


def _basically_met(table: FigureTable) -> list[Remark]:
    """Return the remark with the cells that say «cơ bản đạt»; none where no cell does."""
    found = Gathered("basically_met")
    seen = set[int]()  # a file lists the units inside others a second time, with the same entries
    for unit in (each for above in table.units for each in (above, *above.children)):
        for entry in unit.entries:
            if entry.note and entry.value is Verdict.NOT_MET and is_basically_met(entry.note.partition(";")[0]):
                if id(entry) not in seen:
                    found.add(f"{unit.unit} {entry.subject}")
                seen.add(id(entry))
    return found.remarks(table.name)


def with_lists(table: FigureTable, book: Rulebook) -> FigureTable:
    """Return the table with a remark on its units that are on no list of their province on the day of ``book``."""
    found = tuple(unlisted(table.units, book, table.name))
    return evolve(table, left_out=(*table.left_out, *found)) if found else table


def stops(table: FigureTable, done: int, problems: list[Problem]) -> bool:
    """Tell whether the units behind the first ``done`` need no look, since there are more problems than anybody reads: that is
    added, first.
    """
    if len(problems) <= MOST_PROBLEMS:
        return False
    problems.insert(0, problem("NTM508.unchecked", f"{table.name}: {table.units[done].unit}", count=len(problems),
                               units=len(table.units) - done))  # fmt: skip
    return True


def check_figures(table: FigureTable, book: Rulebook, problems: list[Problem]) -> None:
    """Add to ``problems`` every subject, value and area of the table that ``book`` does not take.

    Figures outside what is plausible are among them, unless they are confirmed.
    """
    from ntmrules.figures.bind import asked_of_level, check, undated_beside
    from ntmrules.figures.inside import wrong_inside
    from ntmrules.figures.own_word import who_disagrees
    from ntmrules.model.asked import child_sets
    from ntmrules.model.unit_names import kind_level

    judged = child_sets(book)
    known, looked_at = set[Problem](), 0
    for done, unit in enumerate(table.units):
        if stops(table, done, problems):
            break
        if wrong := list(who_disagrees(book, unit, where=f"{table.name}: {unit.unit}")):
            known.update(problems[looked_at:])
            looked_at = len(problems)
            problems += [each for each in wrong if each not in known]
        problems += wrong_inside(book, unit)
        level = unit.level or kind_level(unit.unit)  # a commune without a level is still no district
        by = judged.get(level or "", ()) if level != book.set.level else ()
        for nested in by or (book,):
            elsewhere = asked_of_level(book, nested.set.level) if by else frozenset()
            check(nested, unit, problems, bare=len(by) <= 1, elsewhere=elsewhere)
            problems.extend(undated_beside(nested, unit.entries))
            if len(by) > 1:
                break  # what one set knows, the others know too, and one message a cell is enough
        if unit.area is not None and book.areas:
            try:
                book.area_named(unit.area)
            except UnitError as error:
                problems.extend(each.at(f"{table.name}: {unit.unit}") for each in error.problems)


def check_whole(table: FigureTable, book: Rulebook) -> Iterator[Problem]:
    """Yield what is wrong with figures only beside those of other units: a 1 among fractions."""
    from ntmrules.figures.small_shares import SmallShares

    yield from SmallShares.of(table.units, book).problems()


def in_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by their place in the file, row before column."""

    def place(problem: Problem) -> tuple[int, ...]:
        return tuple(int(part) for part in problem.where.rsplit(":", 2)[1:] if part.isdigit())

    return sorted(problems, key=place)


COLUMNS = headings.columns()
