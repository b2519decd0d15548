"""The days on which the texts behind a set change, and the stretches between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from ntmrules.catalog.catalogue import Catalogue, split_target
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.overrides import Override
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.sets import CriteriaSet
from ntmrules.model.units import LAST_DAY_OF_63

T = TypeVar("T")
OPEN_END = date(2031, 1, 1)


def change_days(catalogue: Catalogue, set_id: str) -> list[tuple[date, date]]:
    """Return the stretches of days, within the stage of a set, in which nothing it rests on changes: (first, last).

    Changes are new versions, entries of packs, the sets it asks for, the list of provinces, and the turn of a year, for
    a figure without a period is taken to be about the year of assessment.
    """
    whole = catalogue.set(set_id)
    first = whole.stage.from_
    end = (whole.stage.to or OPEN_END) + timedelta(days=1)
    starts = {first, end, LAST_DAY_OF_63 + timedelta(days=1)}
    starts |= {date(year, 1, 1) for year in range(first.year, end.year + 1)}
    _learn(catalogue, whole, starts, set())
    days = sorted(day for day in starts if first <= day <= end)
    return [(a, b - timedelta(days=1)) for a, b in pairwise(days)]


def _learn(catalogue: Catalogue, whole: CriteriaSet, starts: set[date], seen: set[str]) -> None:
    if whole.id in seen:
        return
    seen.add(whole.id)
    _span(starts, whole.stage.from_, whole.stage.to)
    for target, entries in catalogue.overrides.items():
        if f"{target}/".startswith(f"{whole.id}/"):
            for placed in entries:
                _span(starts, placed.override.from_, placed.override.to)
                _learn_added(placed.override, starts)
    rows = [*whole.prerequisites, *(row for criterion in whole.criteria for row in criterion.indicators)]
    for version in (version for row in rows for version in row.versions):
        _span(starts, version.from_, version.to)
        for item in walk.parts(version.requirement):
            for other in _asked(catalogue, item):
                _learn(catalogue, other, starts, seen)


def _learn_added(override: Override, starts: set[date]) -> None:
    rows = [override.indicator] if override.indicator is not None else []
    for row in (*rows, *(override.criterion.indicators if override.criterion is not None else ())):
        for version in row.versions:
            _span(starts, version.from_, version.to)


def _span(starts: set[date], first: date, last: date | None) -> None:
    starts.add(first)
    if last is not None:
        starts.add(last + timedelta(days=1))


def _asked(catalogue: Catalogue, item: AnyRequirement) -> list[CriteriaSet]:
    if isinstance(item, req.Points):
        return []  # its weights are labels of the same set
    refs = [split_target(catalogue, target)[0] for target in walk.targets_of(item)]
    headers = catalogue.headers.values()
    return [catalogue.set(header.id) for ref in refs for header in headers if ref in (header.id, header.key)]


def days_inside(stretch: tuple[date, date], pick: Callable[[Sequence[int]], int]) -> tuple[str, str]:
    """Return two days of a stretch as ISO text, the ends being as likely as all others together."""
    first, last = stretch
    length = (last - first).days
    spots = (0, length, length // 2, length // 3, min(1, length))
    return tuple((first + timedelta(days=pick(spots))).isoformat() for _ in range(2))  # type: ignore[return-value]
