"""A table of units judged by rulebooks: verdicts, reasons and tallies in columns, a full trace for the rows asked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from decimal import Decimal
from itertools import islice
from typing import TypeAlias

import polars as pl

from ntmrules.books import Books
from ntmrules.circuit.keys import BIT_OF, CODE
from ntmrules.engine.columnar.judged import ORDER, judge
from ntmrules.engine.columnar.plan import DEFAULT, named, taken_outputs, texts
from ntmrules.errors import FiguresError, NtmRulesError, Problem, UnitError, UsageError, problem
from ntmrules.face.attainment import Attainment
from ntmrules.face.rulebook import Rulebook
from ntmrules.figures import headings
from ntmrules.figures.accepted import Acceptance
from ntmrules.figures.cells import is_confirmed
from ntmrules.figures.entries import MOST_PROBLEMS
from ntmrules.figures.frames.given import frame_given
from ntmrules.figures.frames.larger import LargerColumns
from ntmrules.figures.frames.rows import DAY, OF_UNIT, UnitTable, names_alone, rows_of_no_unit, unit_at
from ntmrules.figures.inside import wrong_inside
from ntmrules.figures.own_word import wrong_kind
from ntmrules.figures.read import in_order
from ntmrules.figures.understood import not_understood
from ntmrules.frozen import evolve, frozen
from ntmrules.model.asked import child_sets
from ntmrules.model.figures import Beside, Entry, Remark, UnitFigures
from ntmrules.model.unit_names import name_key
from ntmrules.model.verdicts import ReasonCode, Verdict
from ntmrules.resolve.options import iso_day
from ntmrules.tables.accepting import Accepted, as_written
from ntmrules.tables.notes_of_rows import Told, in_years_of_notes, refused_no_results
from ntmrules.tables.placed import Placed, asked_province
from ntmrules.tables.rows_of_units import wrong_rows

BookFinder: TypeAlias = Callable[[str | None, str | None], Rulebook]


ProvinceBooks = Books  # the name under which tables ask for it


@frozen(kw_only=True)
class TableResult:
    """Verdicts of many units. ``frame``: one row a unit, as in the table; columns as :func:`evaluate_table` says.

    ``left_out`` is what was heard of the table and is worth knowing: figures that a note doubts, cells that say «cơ bản đạt».
    """

    frame: pl.DataFrame
    table: UnitTable
    book_of: Callable[[int], Rulebook]
    left_out: tuple[Remark, ...] = ()

    def __len__(self) -> int:
        return self.frame.height

    def unit(self, row: int) -> UnitFigures:
        """Return the figures of the unit in ``row`` (from 0)."""
        return unit_at(self.table, row)

    def attainment(self, row: int) -> Attainment:
        """Return the attainment of the unit in ``row`` (from 0) with its whole trace."""
        return self.book_of(row).evaluate(self.unit(row))

    def verdicts(self, label: str = "") -> list[Verdict]:
        """Return the verdicts of an indicator or criterion (of the set: no label) row by row."""
        words = {code: verdict for verdict, code in CODE.items()}
        return [words[code] for code in self.frame[named("verdict", label)]]

    def reasons(self, row: int, label: str = "") -> frozenset[ReasonCode]:
        """Return why the verdict in ``row`` is undetermined."""
        return reason_codes(self.frame[named("reasons", label)][row])


def reason_codes(mask: int) -> frozenset[ReasonCode]:
    """Return the reasons that a mask in a column ``reasons`` stands for."""
    return frozenset(code for code, bit in BIT_OF.items() if mask & bit)


def evaluate_table(
    books: Rulebook | BookFinder,
    frame: object,
    *,
    outputs: Sequence[str] = DEFAULT,
    keep: Iterable[str] = (),
    children: Mapping[str, object] | None = None,
    name: str = "table",
    accept: bool | str | Sequence[str] = False,
) -> TableResult:
    """Return the verdicts of all units of a table, one row a unit.

    ``frame``, of polars, pyarrow or pandas: a column a measure (numbers of any type, yes/no as booleans, or text as
    officials write it), a column a reported label, and optionally ``unit, province, area, within, period, as_of, status,
    on``; ``<subject>@period`` has the year of one column's figures. ``keep`` names columns that are no figures.
    ``children`` are tables of the units inside, by level, each with a column ``within``. With a finder of rulebooks
    (:class:`ProvinceBooks`) rows are judged by the rulebook of their ``province`` and ``on``; where some rows name a
    province and the finder none, rows without one are bad (NTM613). ``accept`` takes figures
    outside what is plausible and rows between units that are not understood, bad otherwise, or of that only errors of some
    codes (``"NTM506"``); ``left_out`` says what it took.

    Columns of the result, for the set (bare), a criterion or an indicator (``:10.1``): ``verdict`` 0 not met, 1 met,
    2 undetermined, 3 not applicable; ``reasons`` a mask (:func:`reason_codes`); ``basis`` 0 none, 1 computed,
    2 reported, 3 mixed; ``provisional``; where asked ``contradiction``, ``level_low`` and ``level_high``; and
    ``criteria.met``, ``indicators.low`` … for the tallies. Raises ``FiguresError`` with every bad cell, with rows that are
    no unit or no results (a total, a mean, no name, a plan), with a figure of a province that another row has otherwise,
    and with a unit that stands in two rows of one day (NTM507; half its name beside the whole: NTM609): it would be judged
    by half its figures, and counted twice among those inside.
    """
    outputs, keep = taken_outputs(outputs), texts(keep, "keep", example='("unit",)')
    placed = {level: (f"{name}/{level}", each) for level, each in (children or {}).items()}
    accepted = Accepted(Acceptance.of(accept), name)
    inside = {level: UnitTable(frame=frame_given(each, at), name=at, accept=accepted.acceptance.given)
              for level, (at, each) in placed.items()}  # fmt: skip
    wrong: list[Problem] = []
    for level, below in inside.items():
        inside[level], wrong_notes = in_years_of_notes(below)
        wrong += wrong_notes
    inside = {level: evolve(each, children={key: other for key, other in inside.items() if key != level})
              for level, each in inside.items()}  # fmt: skip
    given = frame_given(frame, name)
    refuse_long(given.columns, name)
    table = UnitTable(frame=given, name=name, keep=keep, children=inside, accept=accepted.acceptance.given)
    larger = LargerColumns()
    table, wrong_notes = in_years_of_notes(table)
    wrong += wrong_notes
    wrong += [found for each in (table, *inside.values()) for found in _wrong_rows(each, books, larger)]
    book = None if wrong else _book_of_first(books, table)
    if book is not None:
        wrong += (each for level, below in inside.items() for each in _not_inside(below, level, table, book))
        over = [found for each in (table, *inside.values()) for found in not_understood(_over_others(each), book)]
        if accepted.acceptance.given:
            accepted.add(over)
            for level, below in inside.items():
                accepted.add(_not_inside(as_written(below), level, table, book))
        else:
            wrong += over
    if wrong:
        raise FiguresError(in_order(wrong)[:MOST_PROBLEMS])
    told = Told()
    for each in (table, *inside.values()):
        told.take(each)
    found = judge_table(books, table, outputs)
    accepted.of_figures(lambda given: judge_table(books, given, outputs), table)
    still, said = accepted.told()
    if still:
        raise FiguresError(in_order(still)[:MOST_PROBLEMS])
    return evolve(found, left_out=(*told.remarks(name), *said))


def refuse_long(columns: Iterable[str], name: str) -> None:
    """Refuse a table of a figure a row (``UsageError`` NTM041): its columns of subjects and values are none of figures."""
    roles = {role: each for each in columns if (role := headings.role(each)) in ("subject", "value")}
    if len(roles) == 2:
        raise UsageError(problem("NTM041.long", name, subject=roles["subject"], value=roles["value"]))


def _wrong_rows(table: UnitTable, books: Rulebook | BookFinder, larger: LargerColumns) -> Iterator[Problem]:
    """Yield what is wrong with the rows of a table by who and what they are about."""
    yield from rows_of_no_unit(table)
    yield from wrong_rows(table, books)
    yield from refused_no_results(table)
    yield from larger.take(table)


def _book_of_first(books: Rulebook | BookFinder, table: UnitTable) -> Rulebook | None:
    """Return the rulebook by which the first rows are judged; nothing where there is none, which is told where they are."""
    if isinstance(books, Rulebook):
        return books
    with suppress(NtmRulesError):
        for key in _groups(table):
            return books(*key)
    return None


def _over_others(table: UnitTable) -> Iterator[Beside]:
    """Yield the rows of a table with nothing but a name that may be none, where rows are below them."""
    last = table.given.height - 1
    yield from (said for row, said in islice(names_alone(table), MOST_PROBLEMS) if row < last)


def _not_inside(below: UnitTable, level: str, table: UnitTable, book: Rulebook) -> Iterator[Problem]:
    """Yield what must not be counted by its name: units inside that are on no list of what they lie in, or of another kind."""
    about = below.columns()[0]
    if "unit" not in about or "within" not in about or level not in child_sets(book):
        return
    homes, numbers = _homes(table), _numbers(table, f"so-{level}")
    places: dict[tuple[str, str | None], list[UnitFigures]] = {}
    for at, cells in enumerate(below.given.select(pl.col([*about.values()]).cast(pl.String)).rows(named=True)):
        said = {key: (cells[column] or "").strip() for key, column in about.items()}
        if said["unit"] and said["within"]:
            sure = below.accept or is_confirmed(said.get("status", ""))
            seen = Entry(subject="", value=Decimal(0), at=below.place(at, about["unit"]), confirmed=sure)
            unit = UnitFigures(unit=said["unit"], level=said.get("level") or level, entries=(seen,))
            home = said.get("province") or homes.get(name_key(said["within"]))
            places.setdefault((said["within"], home), []).append(unit)
            yield from wrong_kind(unit, seen.at)
    for (within, home), units in places.items():
        entries = numbers.get(name_key(within), ())
        yield from wrong_inside(book, UnitFigures(unit=within, province=home, entries=entries, children=tuple(units)))


def _numbers(table: UnitTable, subject: str) -> dict[str, tuple[Entry, ...]]:
    """Return what each unit of a table says of how many units lie in it."""
    about, figures = table.columns()
    if "unit" not in about or subject not in figures:
        return {}
    found: dict[str, tuple[Entry, ...]] = {}
    for row, name in enumerate(table.given.get_column(about["unit"]).cast(pl.String)):
        if name is not None and table.given.get_column(subject)[row] is not None:
            with suppress(FiguresError):  # bad cells are told where the table is judged
                entries = [entry for entry in unit_at(table, row).entries if entry.subject == subject]
                found[name_key(name)] = (*found.get(name_key(name), ()), *entries)
    return found


def _homes(table: UnitTable) -> dict[str, str]:
    """Return the province of each unit of a table that says it."""
    about = table.columns()[0]
    if "unit" not in about or "province" not in about:
        return {}
    rows = table.given.select(pl.col(about["unit"], about["province"]).cast(pl.String)).rows()
    return {name_key(name): province.strip() for name, province in rows if name and province and province.strip()}


def judge_table(books: Rulebook | BookFinder, table: UnitTable, outputs: Sequence[str]) -> TableResult:
    """Return the verdicts of all units of ``table``; see :func:`evaluate_table`.

    Raises ``FiguresError`` with every bad cell of all rulebooks.
    """
    about = _about(table)
    shown = [column for column in table.given.columns if column in table.keep or column in about]
    if isinstance(books, Rulebook):
        other_days = list(_other_days(table, books))
        if other_days:
            raise UnitError(other_days)
        found = judge(books, table, outputs)
        both = pl.concat([table.given.select(shown), found], how="horizontal") if shown else found
        return TableResult(frame=both, table=table, book_of=lambda _: books)
    parts: list[pl.DataFrame] = []
    placed = Placed()
    if asked_province(books) is None:
        placed.note(table)
    problems: list[Problem] = list(placed.problems())
    for (province, day), rows in _groups(table).items():
        try:
            book = books(province, day)
            part = evolve(table, frame=table.given[rows])
            parts.append(judge(book, part, outputs).with_columns(rows.alias(ORDER)))
        except NtmRulesError as error:
            problems += _replaced(error, table, rows)
    if problems:
        raise FiguresError(in_order(problems))
    joined = pl.concat(parts, how="diagonal").sort(ORDER).drop(ORDER) if parts else pl.DataFrame()

    def book_of(row: int) -> Rulebook:
        about = table.columns()[0]
        cells = table.given.row(row, named=True)
        return books(_text(cells.get(about.get("province", ""))), _day(cells.get(about.get("on", ""))))

    return TableResult(
        frame=pl.concat([table.given.select(shown), joined], how="horizontal"), table=table, book_of=book_of
    )


def _other_days(table: UnitTable, book: Rulebook) -> Iterator[Problem]:
    """Yield NTM610 for the first row of each day ``on`` that is not the day of ``book``: nothing judges it on that day."""
    days = table.words(DAY)
    if days is None:
        return
    for text in days.drop_nulls().unique(maintain_order=True):
        if text and _day(text) != book.on.isoformat():
            row = int(days.eq(text).fill_null(value=False).arg_true()[0])
            yield problem("NTM610.day", table.place(row, table.columns()[0][DAY]), own=text, asked=book.on)


def _replaced(error: NtmRulesError, table: UnitTable, rows: pl.Series) -> list[Problem]:
    """Return the problems of a group of rows with the rows they have in the whole table."""
    found = []
    for each in error.problems:
        where = each.where
        head, *rest = where.removeprefix(f"{table.name}:").split(":")
        if where.startswith(f"{table.name}:") and head.isdigit():
            row = rows[int(head) - 2 - table.first] + 2 + table.first
            where = ":".join([table.name, str(row), *rest])
        elif not where:
            where = table.place(int(rows[0]))
        found.append(each.at(where))
    return found


def _about(table: UnitTable) -> set[str]:
    about = table.columns()[0]
    return {about[name] for name in (*OF_UNIT, DAY) if name in about}


def _text(value: object) -> str | None:
    return None if value is None else str(value).strip() or None


def _day(value: object) -> str | None:
    text = _text(value)
    return None if text is None else iso_day(text)


def _groups(table: UnitTable) -> dict[tuple[str | None, str | None], pl.Series]:
    """Return the rows of every province and day, in the order in which they first occur."""
    about = table.columns()[0]
    keys = [about[name] for name in ("province", DAY) if name in about]
    index = pl.Series(ORDER, range(table.given.height), dtype=pl.Int64)
    if not keys:
        return {(None, None): index} if table.given.height else {}
    found: dict[tuple[str | None, str | None], list[pl.Series]] = {}
    grouped = table.given.select(keys).with_columns(index).group_by(keys, maintain_order=True).agg(ORDER)
    for cells in grouped.iter_rows(named=True):
        key = (_text(cells.get(about.get("province", ""))), _day(cells.get(about.get("on", ""))))
        found.setdefault(key, []).append(pl.Series(ORDER, cells[ORDER], dtype=pl.Int64))
    return {key: pl.concat(rows).sort() for key, rows in found.items()}
