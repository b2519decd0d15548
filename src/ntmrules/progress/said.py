"""What was said of a unit as a whole by a day: how many criteria it meets, whether it was recognised; the newest word counts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ntmrules.errors import Problem
from ntmrules.figures.bind import CRITERIA_TALLY, INDICATORS_TALLY, undated_beside
from ntmrules.figures.newest import is_late, is_of_before, newest, time_of, undated
from ntmrules.frozen import evolve
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.verdicts import Verdict

TALLIES = (CRITERIA_TALLY, INDICATORS_TALLY)


def on_the_whole(unit: UnitFigures) -> list[Entry]:
    """Return the entries of a unit that may be about it as a whole, of any set; the others are of its criteria and figures."""
    return [entry for entry in unit.entries if entry.subject in TALLIES or "/" in entry.subject]


def older_tally(unit: UnitFigures, on: str) -> str | None:
    """Return which of the two reported tallies is of an earlier time than the other on a day (ISO): the criteria of September
    stand beside no indicators of January. Nothing where both are of one time, or one is not there.
    """
    times = [
        max((time_of(entry, on)[:2] for entry in unit.entries if entry.subject == name), default=None)
        for name in TALLIES
    ]
    if times[0] is None or times[1] is None or times[0] == times[1]:
        return None
    return TALLIES[0] if times[0] < times[1] else TALLIES[1]


def of_one_time(unit: UnitFigures, on: str) -> UnitFigures:
    """Return the figures of a unit without a reported tally that is older than the other one."""
    older = older_tally(unit, on)
    return (
        unit if older is None else evolve(unit, entries=tuple(each for each in unit.entries if each.subject != older))
    )


def tally_said(book: Rulebook, entries: Iterable[Entry], *, subject: str = CRITERIA_TALLY) -> tuple[int, int] | None:
    """Return the reported tally that stands on the day of ``book``; one of a time before its set says nothing."""
    last = _last(book, [entry for entry in entries if entry.subject == subject])
    if last is None or not isinstance(last.value, tuple) or not last.usable:
        return None
    return None if is_of_before(last, book.set, reported=True) else last.value


def is_of_set(book: Rulebook, criteria: tuple[int, int] | None, indicators: tuple[int, int] | None) -> bool:
    """Tell whether reported tallies have the totals of a set: 19/19 with 57/57 are of no set of 75 indicators.

    Where the decision's own count is not known, any total may be its.
    """
    declared = book.set.declared
    pairs = (criteria, declared.criteria), (indicators, declared.indicators)
    return all(said is None or total in (None, said[1]) for said, total in pairs)


def decided(book: Rulebook, entries: Iterable[Entry]) -> bool | None:
    """Return whether the newest report on the set itself says that the unit was recognised; it never enters the verdict."""
    last = _last(book, _on_set(book, entries))
    if last is None or not last.usable or last.value is Verdict.UNDETERMINED:
        return None
    return last.value is Verdict.MET


def contradictions(books: Iterable[Rulebook], unit: UnitFigures, whole: Iterable[Entry]) -> Iterator[Problem]:
    """Yield what a unit says twice for one time and not alike, and what has no day beside what has one.

    The first of ``books`` is the one that judges it; that the values of one day agree is asked of its own figures there.
    """
    mixed = len({entry.period is None and entry.as_of is None for entry in unit.entries}) > 1
    for place, book in enumerate(books):
        problems: list[Problem] = []
        reports = [entry for entry in _on_set(book, whole) if not is_late(entry, book)]
        if reports and place:
            newest(reports, book.on.isoformat(), problems)
        yield from problems
        if mixed:
            yield from undated([reports]) if place else undated_beside(book, unit.entries)


def _on_set(book: Rulebook, entries: Iterable[Entry]) -> list[Entry]:
    names = book.id, book.set.key
    return [entry for entry in entries if entry.subject in names and isinstance(entry.value, Verdict)]


def _last(book: Rulebook, entries: Iterable[Entry]) -> Entry | None:
    known = [entry for entry in entries if not is_late(entry, book)]
    return newest(known, book.on.isoformat(), []) if known else None
