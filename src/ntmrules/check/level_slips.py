"""Slips about levels that load and change a verdict: a level in another unit, points given twice."""

from __future__ import annotations

from collections.abc import Iterator

from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.sets import CriteriaSet, Indicator, indicators_of


def measures_of_level(whole: CriteriaSet, label: str) -> Iterator[str]:
    """Yield the measure of which an indicator of a set, by its newest text, asks a level."""
    for item in indicators_of(whole):
        if item.id == label and item.versions:
            version = item.versions[-1]
            asked = walk.measures(version.requirement, version.measure or item.measure)
            read = next((name for part, name in asked if isinstance(part, req.Comparison)), None)
            if read is not None:
                yield read


def points_left_open(item: req.Points, whole: CriteriaSet) -> list[str]:
    """Return what a scale gives points for that may not apply to a unit, where neither scale nor set says what it then gives."""
    if item.not_applicable is not None or whole.not_applicable == "counts_as_met":
        return []
    may: dict[str, bool] = {each.id: _may_not_apply(each) for each in indicators_of(whole)}
    for criterion in whole.criteria:
        asked = criterion.applies_when is not None
        inside = [may[each.id] for each in criterion.indicators]
        may |= dict.fromkeys((each.id for each in criterion.indicators), True) if asked else {}
        may[criterion.id] = asked or (bool(inside) and all(inside))
    return [label for label in walk.targets_of(item) if may.get(label)]


def _may_not_apply(item: Indicator) -> bool:
    return item.not_applicable_when is not None or item.applies_when is not None


def scored_twice(item: req.Points) -> Iterator[tuple[int, int, str]]:
    """Yield the place of what stands twice in a group of points, by group and item, and its name.

    A line copied and not changed would give its points twice, and meet the mark by itself.
    """
    for number, group in enumerate(item.groups):
        for at, each in enumerate(group.items):
            before = group.items[:at]
            if each in before or (each.indicator and each.indicator in [other.indicator for other in before]):
                yield number, at, str(each.indicator or each.measure)


__all__ = ["measures_of_level", "points_left_open", "scored_twice"]
