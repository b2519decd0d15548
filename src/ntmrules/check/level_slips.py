"""Slips about levels that load and change a verdict: a level in another unit, points given twice."""

from __future__ import annotations

from collections.abc import Iterator

from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.sets import CriteriaSet, indicators_of


def measures_of_level(whole: CriteriaSet, label: str) -> Iterator[str]:
    """Yield the measure of which an indicator of a set, by its newest text, asks a level."""
    for item in indicators_of(whole):
        if item.id == label and item.versions:
            version = item.versions[-1]
            asked = walk.measures(version.requirement, version.measure or item.measure)
            read = next((name for part, name in asked if isinstance(part, req.Comparison)), None)
            if read is not None:
                yield read


def scored_twice(item: req.Points) -> Iterator[tuple[int, int, str]]:
    """Yield the place of what stands twice in a group of points, by group and item, and its name.

    A line copied and not changed would give its points twice, and meet the mark by itself.
    """
    for number, group in enumerate(item.groups):
        for at, each in enumerate(group.items):
            before = group.items[:at]
            if each in before or (each.indicator and each.indicator in [other.indicator for other in before]):
                yield number, at, str(each.indicator or each.measure)


__all__ = ["measures_of_level", "scored_twice"]
