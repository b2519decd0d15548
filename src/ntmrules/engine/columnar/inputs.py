"""From a table as it was handed in to columns that a compiled rulebook reads; every bad cell is found on the way.

A column is bound to a measure or a label exactly as ``figures.bind`` binds an entry, and a cell that could not be bound
there is a problem here, with the same code.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from functools import cached_property, reduce
from typing import NamedTuple

import polars as pl

from ntmrules.circuit.keys import (
    AREA,
    FIGURE,
    LATE,
    NAME,
    PERIOD,
    REPORT,
    ROW_LATE,
    ROW_PERIOD,
    VERDICT_OF,
    WITHIN,
)  # fmt: skip
from ntmrules.engine.columnar.alike import alike
from ntmrules.engine.columnar.exact import bounds_of, rows_where
from ntmrules.engine.columnar.prepared import Prepared
from ntmrules.engine.columnar.values import as_written, exactly, value_of_cell
from ntmrules.engine.columnar.vectors import Bounds, OutsideError, kind_of, vector
from ntmrules.errors import FiguresError, Problem, UnitError, problem
from ntmrules.figures.bind import bind_entries, of_another_set, subjects
from ntmrules.figures.cells import is_confirmed, read_last_day, read_status, read_year
from ntmrules.figures.doubt import settled
from ntmrules.figures.frames.cells import Cells, finite_columns, read_cells
from ntmrules.figures.frames.rows import PERIOD_OF, UnitTable, bad, said_by, unit_at
from ntmrules.figures.plausible import doubt_about
from ntmrules.figures.subjects import Subject
from ntmrules.figures.tally_headings import tally_in
from ntmrules.frozen import evolve
from ntmrules.model.figures import Answer, Cell, Entry, Status
from ntmrules.model.life import Fate
from ntmrules.model.lives import Lives
from ntmrules.model.measures import Freshness, Measure, MeasureKind, Plausible, YesMeans
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.subjects import year_of
from ntmrules.model.unit_names import name_key
from ntmrules.model.written import BadCellError

MOST = 200
MOST_KNOWN = 1 << 14


class _Found(NamedTuple):
    """One column bound to one key; ``plain``: of numbers that were not touched, with the ``bounds`` between which all are."""

    key: str
    column: str
    series: pl.Series
    plain: bool = False
    bounds: Bounds | None = None


def prepare(
    table: UnitTable, book: Rulebook, *, bare: bool = True, elsewhere: Container[str] = frozenset(), closely: bool = True,
) -> Prepared:  # fmt: skip
    """Return the columns of ``table`` bound to ``book``; ``bare=False`` refuses labels without their set.

    ``elsewhere`` are subjects that another rulebook hears of the same units. Without ``closely`` plain numbers are not
    looked at: see ``bounds``.
    """
    return _Binder(table, book, bare=bare, elsewhere=elsewhere, closely=closely).run()


def _either(one: pl.Series | None, other: pl.Series | None) -> pl.Series | None:
    return one if other is None else other if one is None else one | other


class _Binder:
    def __init__(
        self, table: UnitTable, book: Rulebook, *, bare: bool, elsewhere: Container[str], closely: bool
    ) -> None:
        self.table, self.book, self.bare, self.elsewhere, self.closely = table, book, bare, elsewhere, closely
        self.problems: list[Problem] = []
        self.about, self.figures = table.columns()
        self.known = subjects(book)
        self.years = {name for name in self.figures if name.endswith(PERIOD_OF)}
        self.types = table.types
        self.given = dict(zip(table.given.columns, table.given.get_columns(), strict=True))
        self.height = table.given.height
        self.good: dict[object, tuple[str, Bounds | None] | None] = book.memo("columnar.good", dict)
        if len(self.good) > MOST_KNOWN:
            self.good.clear()
        self.dated = bool({"period", "as_of"} & self.about.keys())
        self.columns: dict[str, pl.Series] = {}
        self.schema: dict[str, pl.DataType] = {}
        self.bounds: dict[str, Bounds] = {}
        self.row_late: pl.Series | None = None
        self.day_late: pl.Series | None = None
        self.all_slow = False
        self.row_year: pl.Series | None = None
        self.aged: pl.Series | None = None
        self.dense = True

    def run(self) -> Prepared:
        slow = self._of_rows()
        found: dict[str, list[_Found]] = {}
        for column in () if self._all_plain() else self.figures:
            plain = self._plain(column)
            if plain is not None:
                found.setdefault(plain.key, []).append(plain)
            elif self._of_a_year(column):  # figures of several years are the reference engine's
                slow = _either(slow, self.given[column].is_not_null())
            elif not column.endswith(PERIOD_OF):
                for each in self._bind(column):
                    found.setdefault(each.key, []).append(each)
        for key, parts in found.items():
            self._settle(key, parts)
        slow = _either(slow, self.aged)
        if self.all_slow:
            slow = pl.repeat(value=True, n=self.height, eager=True)
        return Prepared(self.columns, self.schema, self.bounds, slow, self.problems, dense=self.dense)

    def _add(self, key: str, series: pl.Series, dtype: pl.DataType | None = None) -> None:
        self.columns[key], self.schema[key] = series, series.dtype if dtype is None else dtype

    @cached_property
    def finite(self) -> set[str]:
        """The columns of floats without an infinite one or one that is no number."""
        return finite_columns(self.table.frame)

    def _of_a_year(self, column: str) -> bool:
        plain, year = year_of(column)
        return year is not None and column not in self.known and plain in self.known

    def _of_rows(self) -> pl.Series | None:
        """Read what describes whole rows: period, day, area; return the rows with a status that stops a figure."""
        late: list[pl.Series] = []
        period = self._each("period", read_year, pl.Int32)
        if period is not None:
            self._add(ROW_PERIOD, period, pl.Int32())
            late.append(period > self.book.on.year)
        day = self._each("as_of", read_last_day, pl.String)
        if day is not None:
            self.day_late = (day > str(self.book.on)).fill_null(value=False)
            late.append(self.day_late)
        self.row_year = period
        if day is not None:
            known = day.str.slice(0, 4).cast(pl.Int32)
            self.row_year = known if self.row_year is None else self.row_year.fill_null(known)
        if late:
            self.row_late = reduce(lambda one, two: one | two, [each.fill_null(value=False) for each in late])
            self._add(ROW_LATE, self.row_late, pl.Boolean())
        if self.book.areas or any(nested.areas for nested in self.book.nested.values()):
            self._area()
        if self.book.zonings:
            self._names()
        old = _either(self._old(period, day), self._divided())
        status = self._each("status", lambda text: str(read_status(text)), pl.String)
        if status is None:
            return old
        stopped = status.is_in([str(Status.STALE), str(Status.WITHDRAWN)]).fill_null(value=False)
        return stopped if old is None else stopped | old

    def _divided(self) -> pl.Series | None:
        """Return the rows of units that were divided before the day: the reference engine says why they are open."""
        lives, column = self.book.lives, self.about.get("unit")
        if lives is None or column is None:
            return None
        names = self.table.given.get_column(column).cast(pl.String)
        once = [name for name in names.drop_nulls().unique() if lives.were(name)]
        rows = [row for row in names.is_in(once).fill_null(value=False).arg_true() if self._is_divided(lives, row)]
        if not rows:
            return None
        return pl.int_range(names.len(), eager=True).is_in(rows)

    def _is_divided(self, lives: Lives, row: int) -> bool:
        try:
            life = lives.of(unit_at(self.table, row), self.book.set.level)
        except FiguresError:  # its bad cells are told where they are read
            return False
        return life is not None and life.fate is Fate.SPLIT

    def _old(self, period: pl.Series | None, day: pl.Series | None) -> pl.Series | None:
        """Return the rows of which the reference engine says how they count: of before the set, of a year after their day."""
        first = self.book.set.first_year
        before = None if period is None else (period < first).fill_null(value=False)
        if day is None:
            return before
        early = (day < max(f"{first}-01-01", self.book.set.stage.from_.isoformat())).fill_null(value=False)
        known = day.str.slice(0, 4).cast(pl.Int32)
        years = [self.table.given.get_column(name).cast(pl.Int32) for name in sorted(self.years)]
        ahead = [(each > known).fill_null(value=False) for each in (period, *years) if each is not None]
        return reduce(_either, ahead, _either(before, early))

    def _each(self, name: str, read: Callable[[str], object], dtype: type[pl.DataType]) -> pl.Series | None:
        """Return the column that describes rows as ``name``, each different cell read once; bad cells are problems."""
        column = self.about.get(name)
        if column is None:
            return None
        series = self.table.given.get_column(column)
        if series.dtype.is_integer() and dtype == pl.Int32 and series.is_between(1900, 2099).all():
            return series.cast(pl.Int32)
        text = series.cast(pl.String).str.strip_chars()
        values: dict[str, object] = {}
        for each in text.drop_nulls().unique(maintain_order=True):
            try:
                values[each] = read(each) if each else None
            except BadCellError as error:
                values[each] = None
                self._tell(text == each, lambda row, error=error: bad(self.table, row, column, error))  # type: ignore[misc]
        return text.replace_strict(values, default=None, return_dtype=dtype)

    def _area(self) -> None:
        column = self.about.get("area")
        if column is None:
            return
        series = self.table.given.get_column(column).cast(pl.String).str.strip_chars()
        values: dict[str, str | None] = {}
        for name in series.drop_nulls().unique(maintain_order=True):
            values[name] = None
            if not name or not self.book.areas:
                continue
            try:
                values[name] = self.book.area_named(name)[0]
            except UnitError as error:
                self._tell(series == name, lambda row, error=error: error.problems[0].at(self.table.place(row, column)))  # type: ignore[misc]
        self._add(AREA, series.replace_strict(values, default=None, return_dtype=pl.String), pl.String())

    def _names(self) -> None:
        for name, key in (("unit", NAME), ("within", WITHIN)):
            column = self.about.get(name)
            if column is not None:
                text = self.table.given.get_column(column).cast(pl.String).str.strip_chars()
                folded = {each: name_key(each) or None for each in text.drop_nulls().unique()}
                self._add(key, text.replace_strict(folded, default=None, return_dtype=pl.String), pl.String())

    def _all_plain(self) -> bool:
        """Add all columns at once where each is of numbers that are good as they stand, about a measure of its own."""
        if self.closely or self.dated or self.years or self.table.doubts:
            return False
        found = alike(self.book, {name: self.types[name] for name in self.figures}, self._good)
        series = [self.given[name] for name in self.figures]
        gaps = [each.null_count() for each in series]
        if found is None or self.height in gaps:
            return False
        self.columns.update(zip(found.schema, series, strict=True))
        self.schema.update(found.schema)
        self.bounds.update(found.bounds)
        self.dense = not any(gaps)
        return True

    def _plain(self, column: str) -> _Found | None:
        """Return a column of numbers on a measure that is good as it stands; nothing where cells need a closer look."""
        if column in self.table.doubts:
            return None
        dtype, series = self.types[column], self.given[column]
        known = (column, kind_of(dtype))
        if known not in self.good:
            self.good[known] = self._good(column, dtype)
        good = self.good[known]
        if good is None or series.null_count() == self.height:
            return None
        key, bounds = good
        if self.closely and bounds is not None:
            try:
                vector(series, dtype, bounds)
            except OutsideError:
                return None
        return _Found(key, column, series, plain=True, bounds=bounds)

    def _good(self, column: str, dtype: pl.DataType) -> tuple[str, Bounds | None] | None:
        """Return the key of a column whose numbers can be good as they stand, and the bounds between which they are."""
        subject = self.known.get(column)
        if subject is None or subject.bounds is None or not isinstance(dtype, (pl.Decimal, pl.Int64, pl.Float64)):
            return None
        return FIGURE + subject.key, bounds_of(dtype, *subject.bounds)

    def _bind(self, column: str) -> Iterator[_Found]:
        """Yield what one column says: numbers and verdicts apart, for a label takes both."""
        series = self.table.frame.get_column(column)
        if series.null_count() == len(series):
            return
        subject = self.known.get(name := column if column in self.known else tally_in(column) or column)
        if subject is None or (not self.bare and subject.label and "/" not in column):
            if subject is not None or not self._elsewhere(name):
                self._refuse(column, series, series.is_not_null(), most=1)
            return
        self._doubtful_label(subject, column, series)

        def refuse(rows: pl.Series, error: BadCellError) -> None:
            self._tell(rows, lambda row: bad(self.table, row, column, error))

        cells = self._answered(subject, column, read_cells(series, refuse, finite=column in self.finite))
        yield from self._take(subject, column, cells)

    def _doubtful_label(self, subject: Subject, column: str, series: pl.Series) -> None:
        """Refuse the cells of a column whose label may be another one: 17.1 that was 17.10."""
        cell = self.table.doubts.get(column)
        if cell is None:
            return

        def explain(row: int) -> Problem | None:
            said = said_by(series[row])
            if said is None:
                return None
            entry = Entry(subject=column, value=said[0], unit=said[1], at=self.table.place(row, column), cell=cell)
            found = settled(self.book, self.known, subject, entry)
            return found if isinstance(found, Problem) else None

        self._tell(series.is_not_null(), explain)

    def _answered(self, subject: Subject, column: str, cells: Cells) -> Cells:
        """Return cells with «có» and «không» as what the measure says that they mean; elsewhere they are refused."""
        answers = cells.answers
        if answers is None:
            return cells
        measure = subject.measure or subject.number_of
        means = None if measure is None else measure.yes_means
        if means is YesMeans.MET or means is YesMeans.NOT_MET:
            words = answers if means is YesMeans.MET else 1 - answers
            joined = words if cells.words is None else cells.words.fill_null(words)
            return evolve(cells, words=joined.cast(pl.Int8), answers=None)
        none = answers.eq(0).fill_null(value=False)
        if means is not YesMeans.SOME:
            none = none & ~none
        self._tell(
            answers.is_not_null() & ~none,
            lambda row: self._refused_answer(column, row, Answer.YES if answers[row] else Answer.NO),
        )
        if not none.any():
            return evolve(cells, answers=None)
        zero = pl.select(pl.when(none).then(pl.lit(0)).otherwise(None)).to_series().cast(pl.Int64)
        numbers = zero if cells.numbers is None else cells.numbers.fill_null(zero.cast(cells.numbers.dtype))
        return evolve(cells, numbers=numbers, answers=None)

    def _refused_answer(self, column: str, row: int, answer: Answer) -> Problem | None:
        value = VERDICT_OF[1 if answer is Answer.YES else 0]
        entry = Entry(subject=column, value=value, cell=Cell(answer=answer), at=self.table.place(row, column))
        problems: list[Problem] = []
        bind_entries(self.book, [entry], problems, bare=self.bare)
        return problems[0] if problems else None

    def _elsewhere(self, column: str) -> bool:
        return of_another_set(self.book, column) or column in self.elsewhere

    def _take(self, subject: Subject, column: str, cells: Cells) -> Iterator[_Found]:
        measure = subject.measure
        if measure is None and not subject.label:  # a tally that somebody reported: shown with a trace, decides nothing
            for part in (cells.numbers, cells.words):
                if part is not None:
                    self._refuse(column, part, part.is_not_null(), words=part is cells.words)
            return
        if cells.tallies is not None:
            self._refuse(column, cells.tallies, cells.tallies.is_not_null())
        number_of = measure if measure is not None else subject.number_of
        if cells.numbers is not None:
            wrong_kind = number_of is None or number_of.kind is MeasureKind.YES_NO
            if wrong_kind:
                self._refuse(column, cells.numbers, cells.numbers.is_not_null())
            else:
                assert number_of is not None
                self._check(subject, number_of, column, cells.numbers, cells.percent)
                yield _Found(FIGURE + (subject.key if measure is not None else number_of.id), column, cells.numbers)
        if cells.words is not None:
            if measure is None:
                yield _Found(REPORT + subject.key, column, cells.words)
            elif measure.kind is MeasureKind.YES_NO:
                yield _Found(FIGURE + subject.key, column, cells.words)
            else:
                self._refuse(column, cells.words, cells.words.is_not_null(), words=True)

    def _check(
        self, subject: Subject, measure: Measure, column: str, numbers: pl.Series, percent: pl.Series | None
    ) -> None:
        """Report numbers that the measure cannot take: outside its bounds, no whole count, in another unit."""
        doubts: list[pl.Series] = []
        least, most = numbers.min(), numbers.max()
        if least is None:
            return
        low, high = measure.low, measure.high
        if low is not None and exactly(least) < low:
            doubts.append(rows_where(numbers, "less_than", low))
        if high is not None and exactly(most) > high:
            doubts.append(rows_where(numbers, "more_than", high))
        if measure.kind is MeasureKind.COUNT and not numbers.dtype.is_integer():
            doubts.append(numbers != numbers.cast(pl.Int64, strict=False).cast(numbers.dtype))
        if percent is not None and measure.unit != "%":
            doubts.append(percent)
        for doubt in doubts:
            unit = "%" if doubt is percent else None
            self._refuse(column, numbers, doubt, unit=unit)
        if not self.table.accept and measure.plausible is not None:
            self._implausible(measure, measure.plausible, column, numbers)

    def _implausible(self, measure: Measure, range_: Plausible, column: str, numbers: pl.Series) -> None:
        """Report numbers outside what is plausible that nobody has confirmed, in the words of a single entry."""
        rows = pl.repeat(value=False, n=len(numbers), eager=True)
        if range_.min is not None and exactly(numbers.min()) < range_.min:
            rows = rows | rows_where(numbers, "less_than", range_.min)
        if range_.max is not None and exactly(numbers.max()) > range_.max:
            rows = rows | rows_where(numbers, "more_than", range_.max)
        if range_.zero:
            rows = rows & (numbers != 0)
        confirmed = self._each("status", is_confirmed, pl.Boolean) if rows.any() else None
        if confirmed is not None:
            rows = rows & ~confirmed.fill_null(value=False)

        def explain(row: int) -> Problem | None:
            return doubt_about(
                measure, Entry(subject=column, value=as_written(numbers[row]), at=self.table.place(row, column))
            )

        self._tell(rows, explain)

    def _refuse(
        self, column: str, series: pl.Series, rows: pl.Series, *, unit: str | None = None, words: bool = False,
        most: int = MOST,
    ) -> None:  # fmt: skip
        """Report the cells of ``rows`` in the words in which one entry would be refused."""

        def explain(row: int) -> Problem | None:
            value = VERDICT_OF[series[row]] if words else value_of_cell(series[row])
            entry = Entry(subject=column, value=value, unit=unit, at=self.table.place(row, column))
            problems: list[Problem] = []
            bind_entries(self.book, [entry], problems, bare=self.bare)
            return problems[0] if problems else None

        self._tell(rows, explain, most=most)

    def _age(self, column: str, fresh: Freshness) -> None:
        """Leave to the reference engine the rows in which a figure is older than its measure allows."""
        own = self._own_period(column)
        year = self.row_year if own is None else own if self.row_year is None else own.fill_null(self.row_year)
        if year is not None:
            old = (self.book.on.year - year > fresh.years).fill_null(value=False)
            self.aged = _either(self.aged, old)

    def _tell(self, rows: pl.Series, explain: Callable[[int], Problem | None], *, most: int = MOST) -> None:
        bad_rows = rows.fill_null(value=False).arg_true()
        found = [explain(row) for row in bad_rows.head(most)]
        self.problems += [each for each in found if each is not None]
        further = len(bad_rows) - most
        if most == MOST and further > 0 and (next_one := explain(bad_rows[most])) is not None:
            self.problems.append(problem("NTM508.more", next_one.place, count=further))

    def _settle(self, key: str, parts: list[_Found]) -> None:
        """Join the columns about one thing (they must not disagree) and add what belongs to them: late, period."""
        first, *others = parts
        dated = self.dated or (self.years and any(each.column + PERIOD_OF in self.years for each in parts))
        if dated:
            measure = self.book.measures.get(key.removeprefix(FIGURE).partition("/")[0])
            if measure is not None and measure.fresh_for is not None:
                self._age(first.column, measure.fresh_for)
        series = self._joined(parts) if others else first.series
        self.dense = self.dense and not (key.startswith(FIGURE) and series.null_count())
        self._add(key, series, self.types[first.column] if first.plain and not others else None)
        for each in parts:
            if each.bounds is not None:
                self.bounds[key] = each.bounds
        if not self.years:
            return
        own = self._own_period(first.column)
        if own is not None:
            self._add(PERIOD + key, own, pl.Int32())
            self.aged = _either(self.aged, (own < self.book.set.first_year).fill_null(value=False))
            late = (own > self.book.on.year).fill_null(value=False)
            if self.day_late is not None:
                late = late | self.day_late
            self._add(LATE + key, late, pl.Boolean())

    def _joined(self, parts: list[_Found]) -> pl.Series:
        """Return the columns about one thing as one; that they disagree is a problem."""
        first, *others = parts
        if any(each.column + PERIOD_OF in self.years for each in parts):
            self.all_slow = True  # the newer of two figures counts: left to the reference engine

        def at_digits(part: _Found) -> pl.Series:
            return self.table.frame.get_column(part.column) if part.plain else part.series

        series = at_digits(first)
        for other in others:
            more = at_digits(other)
            self._tell(
                (series != more).fill_null(value=False),
                lambda row, other=other: problem(  # type: ignore[misc]
                    "NTM507.columns", self.table.place(row, other.column), column=other.column, other=first.column
                ),
            )
            series = series.fill_null(more)
        return series

    def _own_period(self, column: str) -> pl.Series | None:
        name = column + PERIOD_OF
        if name not in self.years:
            return None
        own = self.table.given.get_column(name).cast(pl.Int32)
        shared = self.columns.get(ROW_PERIOD)
        return own if shared is None else own.fill_null(shared)
