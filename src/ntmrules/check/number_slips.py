"""Numbers that a text does not print so: a share as a fraction, a factor in per cent. They load, and every unit meets them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ntmrules.errors import Problem, problem
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.requirements import AnyRequirement

ONE = Decimal(1)
LEAST_CHANGE = Decimal("0.3")  # a change of half a per cent is asked; 0.05 and 0.1 are 5 % and 10 %
LEAST_FACTOR, MOST_FACTOR = Decimal("0.2"), Decimal(5)
UPWARDS = ("at_least", "more_than")


def doubtful_numbers(
    item: AnyRequirement, measure: Measure | None, known: Mapping[str, Measure], where: str
) -> Iterator[Problem]:  # fmt: skip
    """Yield what a level or a factor of ``item`` was perhaps meant to be; ``measure`` is that of its figure.

    ``known``: those by which a scale of points is graded.
    """
    if isinstance(item, req.Derived | req.Relative) and not LEAST_FACTOR <= item.factor < MOST_FACTOR:
        yield problem("NTM170.factor", where, factor=item.factor)
    below = _fraction_of(item, measure)
    if isinstance(item, req.Points):
        yield from _scored(item, known, where)
    for value in (value for cell in walk.cells(item) for value in cell.values):
        if below is not None and 0 < value <= below:
            yield _fraction(value, where)


def _scored(item: req.Points, known: Mapping[str, Measure], where: str) -> Iterator[Problem]:
    for each in item.scored:
        measure = known.get((each.measure or "").partition("/")[0])
        if measure is not None and measure.kind is MeasureKind.PERCENT:
            last = max(each.steps, default=Decimal(0))
            if 0 < last <= ONE:  # all of a scale in fractions; a band of 0 to 1 % may be one
                yield _fraction(last, where)


def doubtful_condition(op: str, value: Decimal, measure: Measure, where: str) -> Iterator[Problem]:
    """Yield the same of the number of a condition."""
    if measure.kind is MeasureKind.PERCENT and op in UPWARDS and 0 < value <= ONE:
        yield _fraction(value, where)


def _fraction(value: Decimal, where: str) -> Problem:
    return problem("NTM170.ratio", where, value=value, percent=f"{(value * 100).normalize():f}")


def _fraction_of(item: AnyRequirement, measure: Measure | None) -> Decimal | None:
    """Return up to which number a level in per cent is perhaps a fraction; nothing where it is no such level."""
    percent = measure is not None and measure.kind is MeasureKind.PERCENT
    if isinstance(item, req.ChangeAtLeast):
        return LEAST_CHANGE if item.by == "percent" else None
    if isinstance(item, req.ShareOf):
        return ONE if item.op in UPWARDS else None
    return ONE if percent and item.kind in UPWARDS else None


__all__ = ["doubtful_condition", "doubtful_numbers"]
