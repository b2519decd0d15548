"""Levels that no figure of their measure can have or come to, that every one comes to, and rounding that makes all one.

They load by themselves and would turn a verdict: every unit met, or none. ``lint`` names them where they are written, and no
rulebook is made with one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.measures import Measure
from ntmrules.model.readable import always, kinds_for, most_change, out_of_reach, outside, settled_beforehand
from ntmrules.model.requirements import AnyRequirement, Cell

WHOLE = Decimal(100)


class LevelSlip(NamedTuple):
    """What is wrong with a level: the id of its message, the key under which it stands, what the message names."""

    id: str
    key: str
    values: dict[str, Any]


def level_slips(item: AnyRequirement, measure: Measure | None, known: Mapping[str, Measure]) -> Iterator[LevelSlip]:
    """Yield what is wrong with the levels of ``item`` itself (not of its parts) for figures of ``measure``.

    ``known``: the measures by which a scale of points is graded.
    """
    if isinstance(item, req.ChildCount | req.Points):
        for level in settled_beforehand(item):
            low, high = level.ends
            yield LevelSlip(level.id, "threshold", {"op": level.op, "value": level.value, "low": low, "high": high})
    if isinstance(item, req.Points):
        yield from _graded(item, known)
    if isinstance(item, req.ShareOf) and item.round is not None and Decimal(10) ** -item.round.digits >= WHOLE:
        values = {"unit": f"{Decimal(10) ** -item.round.digits:f}", "measure": item.kind, "low": 0, "high": WHOLE}
        yield LevelSlip("NTM170.round", "round", values)
    kinds = kinds_for(item)
    if measure is None or (kinds and measure.kind not in kinds):
        return  # said elsewhere
    if isinstance(item, req.ChangeAtLeast):
        yield from _changes(item, measure)
    else:
        yield from _levels(item, measure)
    unit = rounds_all_to_one(item, measure)
    if unit is not None:
        yield LevelSlip("NTM170.round", "round", {"unit": f"{unit:f}", **_ends(measure)})


def rounds_all_to_one(item: AnyRequirement, measure: Measure) -> Decimal | None:
    """Return the unit to which ``item`` rounds where it is more than all that figures of ``measure`` can differ by."""
    rounding: req.Rounding | None = getattr(item, "round", None)
    if rounding is None or measure.low is None or measure.high is None:
        return None
    unit = Decimal(10) ** -rounding.digits
    return unit if unit >= measure.high - measure.low else None


def asks_nothing(item: AnyRequirement, measure: Measure) -> Iterator[tuple[str, Decimal]]:
    """Yield the levels to which every figure of ``measure`` comes, each with how it is compared."""
    for op, cells in _compared(item):
        for value in (value for cell in cells for value in cell.values):
            if not outside(value, measure) and always(op, value, measure):
                yield op, value


def _compared(item: AnyRequirement) -> tuple[tuple[str, tuple[Cell, ...]], ...]:
    if isinstance(item, req.Between):
        return ("at_least", item.low.rows), ("at_most", item.high.rows)
    return ((item.kind, item.threshold.rows),) if isinstance(item, req.Comparison) else ()


def _ends(measure: Measure) -> dict[str, Any]:
    low, high = measure.low, measure.high
    return {"measure": measure.id, "low": "…" if low is None else low, "high": "…" if high is None else high}


def _levels(item: AnyRequirement, measure: Measure) -> Iterator[LevelSlip]:
    """A level is one that figures can have and some come to; one bound of a delegation is no level, but decides by itself."""
    rows = list(walk.levels(item).items())
    for name, cell in ((name, cell) for name, level in rows for cell in level.rows):
        bounds = (cell.delegated.low, cell.delegated.high) if cell.delegated is not None else ()
        for value in (*cell.values, *(each for each in bounds if each is not None)):
            if outside(value, measure):
                yield LevelSlip("NTM170.outside", name, {"value": value, **_ends(measure)})
            elif value in cell.values and out_of_reach(item.kind, value, measure):
                yield LevelSlip("NTM170.never", name, {"op": item.kind, "value": value, **_ends(measure)})
    met = list(asks_nothing(item, measure))
    if met and len(met) == sum(len(cell.values) or 1 for _, cells in _compared(item) for cell in cells):
        op, value = met[0]
        yield LevelSlip("NTM170.always", rows[0][0], {"op": op, "value": value})


def _changes(item: req.ChangeAtLeast, measure: Measure) -> Iterator[LevelSlip]:
    most = most_change(item, measure)
    for value in (value for cell in item.threshold.rows for value in cell.values):
        if most is not None and value > most:
            yield LevelSlip("NTM170.change", "threshold", {"value": value, "measure": measure.id, "most": most})


def _graded(item: req.Points, known: Mapping[str, Measure]) -> Iterator[LevelSlip]:
    """A band begins at a figure that the measure can have, and all points are given for one."""
    for each in item.scored:
        measure = known.get((each.measure or "").partition("/")[0])
        if measure is not None:
            for value in (value for value in each.steps if outside(value, measure)):
                yield LevelSlip("NTM170.outside", "groups", {"value": value, **_ends(measure)})


__all__ = ["LevelSlip", "asks_nothing", "level_slips", "rounds_all_to_one"]
