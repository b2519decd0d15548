"""Units that were read from a file as one table, for when there are many."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

import polars as pl

from ntmrules.engine.columnar.judged import ORDER, judge
from ntmrules.engine.columnar.plan import from_attainments
from ntmrules.engine.core.program import CORE
from ntmrules.figures.bind import check_value, subjects
from ntmrules.figures.frames.rows import PERIOD_OF, UnitTable
from ntmrules.figures.larger_units import with_larger
from ntmrules.figures.newest import is_late, is_of_before
from ntmrules.figures.plausible import doubt_about
from ntmrules.figures.subjects import Subject
from ntmrules.model.figures import Entry, Status, UnitFigures
from ntmrules.model.measures import Measure
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.subjects import year_of
from ntmrules.model.verdicts import Verdict

_PLAIN = (Status.FINAL, Status.PRELIMINARY)
_WORDS = {Verdict.MET: "đạt", Verdict.NOT_MET: "chưa đạt", Verdict.NOT_APPLICABLE: "không áp dụng"}


def judge_units(book: Rulebook, units: Sequence[UnitFigures], outputs: Sequence[str]) -> pl.DataFrame:
    """Return the columns of verdicts of ``units``, as ``evaluate_table`` does.

    Units that a table cannot hold (with units inside, two figures about one thing, stale ones) are judged one by one.
    """
    units = [with_larger(book, unit) for unit in units]
    plain = [index for index, unit in enumerate(units) if _fits(book, unit)]
    odd = sorted(set(range(len(units))) - set(plain))
    parts = []
    if plain:
        parts.append(judge(book, UnitTable(frame=frame_of([units[index] for index in plain], subjects(book))), outputs))
    if odd:
        singly = from_attainments(book, [CORE.evaluate(book, units[index]) for index in odd], outputs)
        parts.append(singly.select(parts[0].columns) if parts else singly)
    order = pl.Series(ORDER, [*plain, *odd], dtype=pl.Int64)
    return pl.concat(parts).with_columns(order).sort(ORDER).drop(ORDER)


def _fits(book: Rulebook, unit: UnitFigures) -> bool:
    if unit.children:
        return False
    known = subjects(book)
    seen: set[str] = set()
    for entry in unit.entries:
        subject = known.get(entry.subject)
        if subject is None:
            if year_of(entry.subject)[0] in known and "@" in entry.subject:
                return False  # figures of several years are the reference engine's
            continue
        measure, number = subject.measure, isinstance(entry.value, Decimal)
        if number and subject.label:  # a number beside a label is a figure of the one measure that the label asks for
            measure = subject.number_of
            if measure is None:
                return False
        key = subject.key if measure is None else measure.id
        if isinstance(entry.value, tuple):
            # Of tallies, which decide nothing, two of one time are for the one who refuses them.
            key = f"{key} {entry.year} {entry.as_of}"
        if key in seen or entry.status not in _PLAIN or entry.value is Verdict.UNDETERMINED:
            return False
        # What has to be settled by the measure (a yes, a fraction, a unit written behind it) is for the one who explains it.
        if entry.cell is not None or not (entry.unit is None or (measure is not None and entry.unit == measure.unit)):
            return False
        if measure is not None and (number or subject.measure is not None) and not _plainly_good(measure, entry):
            return False
        if entry.ahead or (is_late(entry, book) and not isinstance(entry.value, tuple)):
            return False
        if _old(book, subject, entry):
            return False
        seen.add(key)
    return True


def _plainly_good(measure: Measure, entry: Entry) -> bool:
    """Tell whether a number can be one of a measure; any other is refused, or asked about, with its place."""
    bounds = Subject.of(measure.id, measure).bounds
    if bounds is not None and isinstance(entry.value, Decimal) and bounds[0] <= entry.value <= bounds[1]:
        return True
    return check_value(measure, entry) is None and doubt_about(measure, entry) is None


def _old(book: Rulebook, subject: Subject, entry: Entry) -> bool:
    """Tell whether a figure is of a time for which the reference engine has to say how it counts."""
    measure = subject.measure or subject.number_of
    if entry.year is None:
        return False
    fresh = measure.fresh_for if measure is not None else None
    before = is_of_before(entry, book.set, reported=type(entry.value) is Verdict)
    return before or (fresh is not None and book.on.year - entry.year > fresh.years)


def _column_of(known: Mapping[str, Subject], entry: Entry) -> str:
    """Return the column of an entry: that of its measure where a number stands beside a label."""
    subject = known.get(entry.subject)
    if subject is not None and subject.number_of is not None and isinstance(entry.value, Decimal):
        return subject.number_of.id
    return entry.subject


def frame_of(units: Sequence[UnitFigures], known: Mapping[str, Subject] | None = None) -> pl.DataFrame:
    """Return a table of units, a column a subject, with the year of every figure beside it; tallies are left out.

    With what the subjects are ``known`` to mean, numbers beside a label stand in the column of its measure.
    """
    cells: dict[str, dict[int, Entry]] = {}
    for row, unit in enumerate(units):
        for entry in unit.entries:
            if not isinstance(entry.value, tuple):
                cells.setdefault(_column_of(known or {}, entry), {})[row] = entry
    height = range(len(units))
    columns = [pl.Series(name, [getattr(unit, name) for unit in units], dtype=pl.String)
               for name in ("unit", "province", "area", "level", "within")]  # fmt: skip
    for subject, entries in cells.items():
        found = [entries.get(row) for row in height]
        columns.append(_values(subject, found))
        years = [None if entry is None else entry.period for entry in found]
        if any(year is not None for year in years):
            columns.append(pl.Series(subject + PERIOD_OF, years, dtype=pl.Int32))
    return pl.DataFrame(columns)


def _values(subject: str, entries: Sequence[Entry | None]) -> pl.Series:
    values = [None if entry is None else entry.value for entry in entries]
    numbers = [value for value in values if isinstance(value, Decimal)]
    if not numbers:
        return pl.Series(subject, [None if value is None else _WORDS.get(value) for value in values], dtype=pl.String)  # type: ignore[arg-type]
    exponents = [value.as_tuple().exponent for value in numbers]
    places = max([0, *(-each for each in exponents if isinstance(each, int))])
    return pl.Series(subject, values, dtype=pl.Decimal(38, places))
