"""Strategies for the figures of one unit, built from the thresholds of the rulebook that will judge it."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TypeVar

from hypothesis import strategies as st

from ntmrules.engine.core.program import CORE
from ntmrules.frozen import evolve
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.asked import asked_of_place
from ntmrules.model.figures import Entry, Status, UnitFigures, Value
from ntmrules.model.measures import MeasureKind
from ntmrules.model.rulebook import Heading, Rule, Rulebook
from ntmrules.model.subjects import year_of
from ntmrules.model.verdicts import Verdict
from ntmrules.places.communes import KINDS
from ntmrules.testing.readings import Inside, Reading, inside_of, readings_of, values_near

T = TypeVar("T")
ANSWERS = (Verdict.NOT_MET, Verdict.MET)
MOST_CHILDREN = 4
# A first choice is what hypothesis shrinks to: nothing handed in is simpler than something.
FATES: tuple[Status | None, ...] = (None, Status.FINAL, Status.FINAL, *[Status.FINAL] * 8, None, *Status)


def figures_for(rulebook: Rulebook, *, complete: bool = False, reports: bool = True) -> st.SearchStrategy[UnitFigures]:
    """Return a strategy for one unit with figures on all that ``rulebook`` reads.

    Each is at a level, one reporting step beside it, far away inside the measure's bounds, or missing. ``complete``:
    none is missing. ``reports``: reported verdicts on indicators and criteria stand beside them; they agree with the
    figures and with each other, as those of one true state of the unit do.
    """
    # All choices come from one string of bytes: a district with its communes has hundreds, too many for single draws.
    size = rulebook.memo("testing.size", lambda: _size(rulebook))
    return st.binary(min_size=size, max_size=size).map(
        lambda raw: _Maker(rulebook, _Chooser(raw), complete=complete).unit(reports=reports)
    )


def _size(book: Rulebook) -> int:
    inside = sum(MOST_CHILDREN * (1 if each.book is None else _size(each.book)) for each in inside_of(book))
    return min(4000, 8 + 4 * len(readings_of(book)) + 4 * len(book.rules) + 2 * len(book.headings) + inside)


class _Chooser:
    """Chooses by the next byte; when they are used up, the first."""

    def __init__(self, raw: bytes) -> None:
        self._bytes = iter(raw)

    def of(self, items: Sequence[T]) -> T:
        return items[next(self._bytes, 0) % len(items)]


class _Maker:
    """Makes one unit for one rulebook."""

    def __init__(self, book: Rulebook, choose: _Chooser, *, complete: bool) -> None:
        self.book, self.choose, self.complete = book, choose, complete

    def unit(self, *, reports: bool) -> UnitFigures:
        book, choose = self.book, self.choose
        children = self.children()
        entries = {subject: self.entry(reading) for subject, reading in readings_of(book).items()}
        for level in sorted({each.level for each in inside_of(book)} & {name.removeprefix("so-") for name in entries}):
            more = 0 if self.complete else choose.of((0, 0, 1, 2))
            count = sum(child.level == level for child in children) + more
            entries[f"so-{level}"] = Entry(subject=f"so-{level}", value=Decimal(count))
        area = choose.of((None, *book.areas)) if book.areas and not book.settled_area else None
        unit = UnitFigures(
            unit=f"{KINDS.get(book.set.level, 'đơn vị')} Thử",
            entries=tuple(entries.values()),
            area=area,
            level=book.set.level,
            children=children,
        )
        if reports:
            unit = self.reported(unit)
        return unit if self.complete else evolve(unit, entries=self.some(unit.entries))

    def entry(self, reading: Reading) -> Entry:
        values: Sequence[Value] = ANSWERS if reading.kind is MeasureKind.YES_NO else values_near(reading)
        value = self.choose.of(values)
        years = [year for year in reading.years if year <= self.book.on.year]
        if any(year_of(other) != (reading.subject, None) and year_of(other)[0] == reading.subject for other in
               readings_of(self.book)):  # fmt: skip
            years = []  # its other years are subjects of their own
        period = self.choose.of((None, *years)) if years else None
        return Entry(subject=reading.subject, value=value, period=period, confirmed=True)

    def some(self, entries: Sequence[Entry]) -> tuple[Entry, ...]:
        """Some of the entries, a few of them withdrawn, stale or preliminary."""
        fates = [(entry, self.choose.of(FATES)) for entry in entries]
        return tuple(evolve(entry, status=status) for entry, status in fates if status is not None)

    def children(self) -> tuple[UnitFigures, ...]:
        by_level: dict[str, list[Inside]] = {}
        for each in inside_of(self.book):
            by_level.setdefault(each.level, []).append(each)
        made = []
        for level, wanted in by_level.items():
            for number in range(self.choose.of(range(MOST_CHILDREN + 1))):
                entries: dict[str, Entry] = {}
                for each in wanted:
                    for entry in self.inside(each):
                        entries.setdefault(entry.subject, entry)
                made.append(UnitFigures(unit=f"{level} {number + 1}", entries=tuple(entries.values()), level=level))
        return tuple(made)

    def inside(self, inside: Inside) -> Sequence[Entry]:
        """Entries of a child unit for one requirement that looks at it."""
        if inside.book is not None:
            return _Maker(inside.book, self.choose, complete=self.complete).unit(reports=False).entries
        if inside.measure is None or inside.measure not in self.book.measures:
            return ()
        answer = self.choose.of(ANSWERS if self.complete else (None, *ANSWERS))
        return () if answer is None else (Entry(subject=inside.measure, value=answer),)

    def reported(self, unit: UnitFigures) -> UnitFigures:
        """The same unit with reports that fit it; on what is not applicable there are no figures."""
        truth, silent = self.truth(unit)
        # A rule that asks for another one of the set is true when that one is: a report on it would have to follow.
        tied = {
            rule.id
            for rule in self.book.rules
            if any(isinstance(part, req.Meets) for part in walk.parts(rule.requirement))
        }
        said = [Entry(subject=rule.number, value=truth[rule.id]) for rule in self.book.rules if rule.id not in tied]
        free = [each for each in self.book.headings if not any(rule.id in tied for rule in each.rules)]
        said += [Entry(subject=each.number, value=_whole(each, truth, self.choose.of(ANSWERS))) for each in free]
        kept = [entry for entry in unit.entries if entry.subject not in silent]
        return evolve(unit, entries=(*kept, *(entry for entry in said if self.choose.of((False, True)))))

    def truth(self, unit: UnitFigures) -> tuple[dict[str, Verdict], set[str]]:
        """One true verdict on every indicator, and the measures on which such a unit would have no figure."""
        judged = CORE.evaluate(self.book, unit)
        truth: dict[str, Verdict] = {}
        silent: set[str] = set()
        for rule in self.book.rules:
            verdict = judged.node(rule.id).verdict or Verdict.UNDETERMINED
            lonely = _read_by_it_alone(self.book, rule)
            may = rule.foreseen and (lonely or verdict is Verdict.UNDETERMINED)
            if may and self.choose.of((False, False, False, True)):
                truth[rule.id] = Verdict.NOT_APPLICABLE
                silent |= lonely
            else:
                truth[rule.id] = self.choose.of(ANSWERS) if verdict is Verdict.UNDETERMINED else verdict
        return truth, silent


def _whole(heading: Heading, truth: dict[str, Verdict], unwritten: Verdict) -> Verdict:
    """The true verdict on a criterion; ``unwritten`` is that on the indicators that nobody has written down."""
    parts = [truth[rule.id] for rule in heading.rules] + ([] if heading.complete else [unwritten])
    if Verdict.NOT_MET in parts:
        return Verdict.NOT_MET
    return Verdict.MET if Verdict.MET in parts else Verdict.NOT_APPLICABLE


def _read_by_it_alone(book: Rulebook, rule: Rule) -> set[str]:
    """The measures of ``rule``, if no other rule reads any of them; else none."""
    alone: dict[str, set[str]] = book.memo("testing.alone", lambda: _alone(book))
    return alone[rule.id]


def _alone(book: Rulebook) -> dict[str, set[str]]:
    everything = book.all_rules
    asked = any(
        isinstance(part, (req.Meets, req.ChildCount)) for each in everything for part in walk.parts(each.requirement)
    )
    measures = {rule.id: _measures(rule) for rule in everything}
    shared = set(asked_of_place(book))
    for rule_id, mine in measures.items():
        shared |= {name for other, names in measures.items() if other != rule_id for name in names & mine}
    return {rule_id: set() if asked or mine & shared else mine for rule_id, mine in measures.items()}


def _measures(rule: Rule) -> set[str]:
    return {part.measure for part in walk.parts(rule.requirement) if part.measure is not None}
