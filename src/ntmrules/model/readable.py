"""Which kinds of measure a requirement, a scale of points or a condition can read."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import NamedTuple

from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.conditions import Condition, every_condition
from ntmrules.model.measures import Measure, MeasureKind, Plausible
from ntmrules.model.points import Range, total
from ntmrules.model.requirements import AnyRequirement

NOUGHT = Decimal(0)
NUMBERS = (MeasureKind.PERCENT, MeasureKind.AMOUNT, MeasureKind.COUNT)
ANSWERS = (MeasureKind.YES_NO,)
COUNTS = (MeasureKind.COUNT,)


class Reading(NamedTuple):
    """One measure that is read, by its id (with its part), and the kinds that can be read there; none: any."""

    measure: str
    kinds: tuple[MeasureKind, ...]


def kinds_for(item: AnyRequirement) -> tuple[MeasureKind, ...]:
    """Return the kinds of measure that the figure of a requirement can be of; none: any."""
    return _kinds.visit(item)


def beside(item: AnyRequirement) -> Iterator[Reading]:
    """Yield what a requirement itself (not its parts) reads beside its own figure: numbers compared with, counted, scored."""
    yield from _beside.visit(item)


def read_by_condition(condition: Condition) -> Iterator[Reading]:
    """Yield the facts and numbers of a condition, those of its parts too."""
    for each in every_condition(condition):
        if each.fact is not None:
            yield Reading(each.fact, ANSWERS)
        elif each.measure is not None:
            yield Reading(each.measure, NUMBERS)


def out_of_reach(op: str, level: Decimal, measure: Measure) -> bool:
    """Tell whether no figure that the measure can have compares so with ``level``: 150 of a percentage, fewer than nought."""
    low, high = measure.low, measure.high
    if op in ("at_least", "count_at_least", "more_than"):
        return high is not None and (level > high or (level == high and op == "more_than"))
    return low is not None and op in ("at_most", "less_than") and (level < low or (level == low and op == "less_than"))


def always(op: str, level: Decimal, measure: Measure) -> bool:
    """Tell whether every figure of a measure compares so with a level, so that it asks nothing."""
    upwards, strict = op in ("at_least", "count_at_least", "more_than"), op in ("more_than", "less_than")
    end = measure.low if upwards else measure.high
    return end is not None and _reaches(end, level, upwards=upwards, strict=strict)


def is_plausible(range_: Plausible, value: Decimal) -> bool:
    """Return whether a value lies where figures usually lie."""
    if value == 0 and range_.zero:
        return True
    return (range_.min is None or value >= range_.min) and (range_.max is None or value <= range_.max)


def outside(value: Decimal, measure: Measure) -> bool:
    """Tell whether no figure of the measure can have this value."""
    return (measure.low is not None and value < measure.low) or (measure.high is not None and value > measure.high)


def most_change(item: req.ChangeAtLeast, measure: Measure) -> Decimal | None:
    """Return the greatest change that figures of a measure can make; nothing where there is none."""
    if item.by == "percent":
        return Decimal(100) if item.way == "decrease" and measure.low is not None and measure.low >= 0 else None
    return measure.high - measure.low if measure.high is not None and measure.low is not None else None


class Settled(NamedTuple):
    """A level that is met whatever the figures are, or never: ``id`` is that of its message, ``ends`` what can be come to."""

    id: str
    op: str
    value: Decimal
    ends: Range


def settled_beforehand(item: req.ChildCount | req.Points) -> Iterator[Settled]:
    """Yield the levels of a share, a number of units or of points that every unit meets, or none can."""
    ends = ends_of(item)
    scored = isinstance(item, req.Points) and ends.high is not None
    met, missed = ("NTM170.points-always", "NTM170.points-none") if scored else ("NTM170.always", "NTM170.none")
    upwards, strict = item.op in ("at_least", "count_at_least", "more_than"), item.op in ("more_than", "less_than")
    first, last = (ends.low, ends.high) if upwards else (ends.high, ends.low)
    for cell in item.threshold.rows:
        for value in cell.values:
            if first is not None and _reaches(first, value, upwards=upwards, strict=strict):
                yield Settled(met, item.op, value, ends)
            elif last is not None and not _reaches(last, value, upwards=upwards, strict=strict):
                yield Settled(missed, item.op, value, ends)
        bound = None if cell.delegated is None else cell.delegated.low if upwards else cell.delegated.high
        if bound is not None and last is not None and not _reaches(last, bound, upwards=upwards, strict=strict):
            yield Settled(missed, item.op, bound, ends)  # what is worse than the bound of a delegation is not met


def _reaches(end: Decimal, value: Decimal, *, upwards: bool, strict: bool) -> bool:
    gap = end - value if upwards else value - end
    return gap > 0 or (gap == 0 and not strict)


def ends_of(item: req.ChildCount | req.Points) -> Range:
    """Return the least and the most that a share, a number of units or of points can be; nothing where that is not known."""
    if not isinstance(item, req.Points):
        return Range(NOUGHT, Decimal(100) if isinstance(item, req.ShareOf) else None)
    if item.weights:
        return total(Range(min(each, NOUGHT), max(each, NOUGHT)) for each in item.weights.values())
    if not item.groups:
        return Range(NOUGHT, None)  # points that somebody reports
    return total(group.ends for group in item.groups)


class _Kinds(walk.Visitor[tuple[MeasureKind, ...]]):
    """The kinds of measure that a requirement can read."""

    def _answers(self, item: AnyRequirement) -> tuple[MeasureKind, ...]:
        return ANSWERS

    def _counts(self, item: AnyRequirement) -> tuple[MeasureKind, ...]:
        return COUNTS

    def _numbers(self, item: AnyRequirement) -> tuple[MeasureKind, ...]:
        return NUMBERS

    def _any(self, item: AnyRequirement) -> tuple[MeasureKind, ...]:
        return ()

    on_attained = _answers
    on_none_of = on_count_at_least = _counts
    on_comparison = on_between = on_derived = on_points = on_against_figure = _numbers
    on_compound = on_child_count = on_meets = on_delegated = on_unknown = on_function = _any


_kinds = _Kinds()


class _Beside(walk.Visitor[tuple[Reading, ...]]):
    """The figures that a requirement reads beside its own."""

    def on_child_count(self, item: req.ChildCount) -> tuple[Reading, ...]:
        return (Reading(f"so-{item.children}", COUNTS),)

    def on_relative(self, item: req.Relative) -> tuple[Reading, ...]:
        return (Reading(item.base, NUMBERS),) if item.base is not None else ()

    def on_points(self, item: req.Points) -> tuple[Reading, ...]:
        inside = (each.measure for each in item.scored)
        return tuple(Reading(measure, NUMBERS) for measure in inside if measure)

    def _none(self, item: AnyRequirement) -> tuple[Reading, ...]:
        return ()

    on_attained = on_none_of = on_comparison = on_between = on_compound = on_meets = on_derived = on_delegated = _none
    on_unknown = on_function = on_against_figure = _none


_beside = _Beside()


def reads_elsewhere(item: AnyRequirement) -> bool:
    """Tell whether a requirement can do without the measure of its indicator: each part has its own, or needs none."""
    return any(part.measure or _needs_none.visit(part) for part in walk.parts(item))


class _NeedsNone(walk.Visitor[bool]):
    """Whether a requirement can do without a measure: it asks for something else, or nobody knows what it asks for."""

    def _yes(self, item: AnyRequirement) -> bool:
        return True

    def _no(self, item: AnyRequirement) -> bool:
        return False

    def on_points(self, item: req.Points) -> bool:
        return bool(item.weights or item.groups)  # else they are a figure that somebody reports

    on_child_count = on_meets = on_unknown = on_function = _yes
    on_attained = on_none_of = on_comparison = on_between = on_compound = on_derived = on_delegated = _no
    on_against_figure = _no


_needs_none = _NeedsNone()

__all__ = ["ANSWERS", "COUNTS", "NUMBERS", "Reading", "always", "beside", "ends_of", "kinds_for", "most_change",
           "out_of_reach", "outside", "read_by_condition", "reads_elsewhere", "settled_beforehand"]  # fmt: skip
