"""What a rulebook reads: every measure with the levels it is compared with, and the values worth trying around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from attrs import field

from ntmrules.frozen import define, frozen
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.asked import asked_of_place, zones_in_use
from ntmrules.model.conditions import Condition, every_condition
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.requirements import AnyComparison, AnyRequirement, Cell, Threshold
from ntmrules.model.rounding import before_rounding
from ntmrules.model.rulebook import Rule, Rulebook
from ntmrules.model.subjects import in_year, measure_id
from ntmrules.model.walk import Visitor

UPWARD = ("at_least", "more_than", "count_at_least")


@frozen(kw_only=True)
class Reading:
    """One subject that a rulebook reads.

    ``levels`` are all that it is ever compared with, ``years`` those for which levels are written. ``better`` is 1 when
    more is better wherever it is read, -1 when less is, 0 when neither is sure.
    """

    subject: str
    kind: MeasureKind
    low: Decimal | None
    high: Decimal | None
    levels: tuple[Decimal, ...]
    years: tuple[int, ...]
    better: int


@frozen(kw_only=True)
class Inside:
    """A requirement over child units: their level, and the set (or the yes/no measure) they are judged by."""

    level: str
    book: Rulebook | None
    measure: str | None


@define
class _Draft:
    levels: set[Decimal] = field(factory=set)
    years: set[int] = field(factory=set)
    directions: set[int] = field(factory=set)


def readings_of(book: Rulebook) -> dict[str, Reading]:
    """Return every measure (or part of one, ``measure/part``) that is read about the unit itself, by subject."""
    found: dict[str, Reading] = book.memo("testing.readings", lambda: _Collector(book).readings())
    return found


def inside_of(book: Rulebook) -> list[Inside]:
    """Return the requirements over child units, of this set and of those that the unit has to meet besides."""
    found: list[Inside] = book.memo("testing.inside", lambda: _Collector(book).inside)
    return found


def cells_of(threshold: Threshold) -> Iterator[tuple[Cell, tuple[Decimal, ...]]]:
    """Yield every cell of a threshold with all values that it may have: one, the candidates, or the ends of a bound."""
    for cell in threshold.rows:
        values = [cell.value, *(each.value for each in cell.candidates)]
        if cell.delegated is not None:
            values += [cell.delegated.low, cell.delegated.high]
        yield cell, tuple(value for value in values if value is not None)


def _nested(book: Rulebook, target: str) -> Rulebook | None:
    return next((book.nested[key] for key in (target, target.rpartition("/")[0]) if key in book.nested), None)


class _Collector(Visitor[None]):
    def __init__(self, book: Rulebook) -> None:
        self.book = book
        self.drafts: dict[str, _Draft] = {}
        self.inside: list[Inside] = []
        self._book(book)

    def _book(self, book: Rulebook) -> None:
        for fact in asked_of_place(book):
            self._note(fact, 0)
        for scheme in zones_in_use(book):
            self._conditions([rule.when for rule in book.zonings[scheme].rules if rule.when is not None])
        for rule in book.all_rules:
            for part in walk.parts(rule.requirement):
                self.visit(part, book, rule)
            for former in rule.every_former:
                for part in walk.parts(former.requirement):
                    self.visit(part, book, rule)
            self._conditions(rule.conditions)

    def _conditions(self, conditions: Iterable[Condition]) -> None:
        for each in (part for whole in conditions for part in every_condition(whole)):
            self._note(each.fact or each.measure, 0)
            draft = self.drafts.get(each.measure or "")
            if draft is not None:
                draft.levels.add(each.comparison[1])

    def on_compound(self, item: req.Compound, book: Rulebook, rule: Rule) -> None:
        """Its parts are visited by themselves."""

    def on_meets(self, item: req.Meets, book: Rulebook, rule: Rule) -> None:
        target = _nested(book, item.target)
        if target is not None:
            self._book(target)

    def on_points(self, item: req.Points, book: Rulebook, rule: Rule) -> None:
        self._note(item.measure, 0, item.threshold)
        for each in (each for each in item.scored if each.measure is not None):
            self._note(each.measure, 0)
            draft = self.drafts.get(each.measure or "")
            if draft is not None:
                draft.levels |= {band.from_ for band in each.bands}
                draft.levels |= {each.full_at} if each.full_at is not None else set()

    def on_function(self, item: req.Function, book: Rulebook, rule: Rule) -> None:
        for measure in getattr(self.book.functions.get(item.name), "reads", ()):
            self._note(measure, 0)

    def on_between(self, item: req.Between, book: Rulebook, rule: Rule) -> None:
        self._note(item.measure, 0, item.low, item.high)

    def on_comparison(self, item: AnyComparison, book: Rulebook, rule: Rule) -> None:
        self._note(item.measure, 1 if item.kind in UPWARD else -1, item.threshold)
        draft = self.drafts.get(item.measure or "")
        if draft is None or item.round is None:
            return
        for _, values in cells_of(item.threshold):  # the figures that rounding moves to a level
            draft.levels.update(before_rounding(item.kind, value, item.round)[1] for value in values)

    def on_none_of(self, item: req.NoneOf, book: Rulebook, rule: Rule) -> None:
        self._note(item.measure, -1)

    def on_attained(self, item: req.Attained, book: Rulebook, rule: Rule) -> None:
        self._note(item.measure, 1)

    def _any_way(self, item: AnyRequirement, book: Rulebook, rule: Rule) -> None:
        self._note(item.measure, None)

    on_derived = on_delegated = on_unknown = _any_way

    def on_relative(self, item: req.Relative, book: Rulebook, rule: Rule) -> None:
        self._note(item.measure, 0)
        for name in walk.against(item):
            self._note(name, 0)

    def on_against_figure(self, item: req.NotBelowBefore | req.ChangeAtLeast, book: Rulebook, rule: Rule) -> None:
        self._note(item.measure, 0)
        for back in range(1, item.for_years + 1):
            self._note(in_year(item.measure or "", self.book.on.year - back), 0)

    def on_child_count(self, item: req.ChildCount, book: Rulebook, rule: Rule) -> None:
        target = _nested(book, item.target) if item.target is not None else None
        self.inside.append(Inside(level=item.children, book=target, measure=item.measure))
        self._note(f"so-{item.children}", 0)
        if rule.measure is not None and rule.measure != item.measure:
            self._note(rule.measure, 0, item.threshold)

    def _note(self, measure: str | None, direction: int | None, *thresholds: Threshold) -> None:
        if measure is None or measure_id(measure) not in self.book.measures:
            return
        draft = self.drafts.setdefault(measure, _Draft())
        if direction is not None:
            draft.directions.add(direction)
        for threshold in thresholds:
            for cell, values in cells_of(threshold):
                draft.levels.update(values)
                if cell.year is not None:
                    draft.years.add(cell.year)

    def readings(self) -> dict[str, Reading]:
        return {
            subject: _reading(subject, self.book.measures[measure_id(subject)], draft)
            for subject, draft in self.drafts.items()
        }


def _reading(subject: str, measure: Measure, draft: _Draft) -> Reading:
    return Reading(
        subject=subject,
        kind=measure.kind,
        low=measure.low,
        high=measure.high,
        levels=tuple(sorted(draft.levels)),
        years=tuple(sorted(draft.years)),
        better=next(iter(draft.directions)) if len(draft.directions) == 1 else 0,
    )


def step_of(kind: MeasureKind, level: Decimal) -> Decimal:
    """Return one reporting step: 1 for a count, else one tenth or the last digit of the level, the finer of the two."""
    if kind is MeasureKind.COUNT:
        return Decimal(1)
    exponent = level.as_tuple().exponent
    return Decimal(1).scaleb(min(-1, exponent if isinstance(exponent, int) else -1))


def possible(reading: Reading, values: Iterable[Decimal]) -> list[Decimal]:
    """Return those of ``values`` that the measure can have, in order, without repeats; of a count the whole numbers."""
    kept = set()
    for value in values:
        whole = [value.to_integral_value(ROUND_FLOOR), value.to_integral_value(ROUND_CEILING)]
        for each in whole if reading.kind is MeasureKind.COUNT else [value]:
            if (reading.low is None or each >= reading.low) and (reading.high is None or each <= reading.high):
                kept.add(each)
    return sorted(kept)


def values_near(reading: Reading) -> list[Decimal]:
    """Return the numbers worth trying: at each level, one step either side, and far away on both sides."""
    values = [Decimal(0), Decimal(1), Decimal(50)]
    for level in reading.levels:
        step = step_of(reading.kind, level)
        values += [level - step, level, level + step]
    if reading.levels:
        values += [reading.levels[0] / 4 // 1, reading.levels[-1] * 4 + 10]
    values += [end for end in (reading.low, reading.high) if end is not None]
    return possible(reading, values)
