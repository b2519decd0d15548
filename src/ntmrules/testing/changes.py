"""The days on which the texts behind a set change, and the stretches between them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from ntmrules.catalog.catalogue import Catalogue, split_target
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.sets import CriteriaSet
from ntmrules.model.units import LAST_DAY_OF_63

T = TypeVar("T")
OPEN_END = date(2031, 1, 1)


def change_days(catalogue: Catalogue, set_id: str) -> list[tuple[date, date]]:
    """Return the stretches of days, within the stage of a set, in which nothing it rests on changes: (first, last).

    Changes are new versions, the ends of clauses by which units keep former texts, entries of packs, the sets that it or an
    entry asks for or that units keep in its place, the list of provinces, and the turn of a year, for a figure without a
    period is taken to be about the year of assessment.
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
    rows = [*whole.prerequisites, *(row for criterion in whole.criteria for row in criterion.indicators)]
    items: list[AnyRequirement] = []
    for target, entries in catalogue.overrides.items():
        for override in (each.override for each in entries if f"{target}/".startswith(f"{whole.id}/")):
            _span(starts, override.from_, override.to)
            items += [override.requirement] if override.requirement is not None else []
            rows += [override.indicator] if override.indicator is not None else []
            rows += override.criterion.indicators if override.criterion is not None else ()
    for version in (version for row in rows for version in row.versions):
        kept = version.transition.until if version.transition is not None else None
        _span(starts, version.from_, version.to, kept)
        items.append(version.requirement)
    others = [other for item in items for part in walk.parts(item) for other in _asked(catalogue, part)]
    for clause in whole.transitions:
        _span(starts, clause.from_ or whole.stage.from_, clause.until)
        others += [catalogue.set(clause.keeps)] if clause.keeps is not None else []
    for other in others:
        _learn(catalogue, other, starts, seen)


def _span(starts: set[date], first: date, *ends: date | None) -> None:
    starts.add(first)
    starts.update(last + timedelta(days=1) for last in ends if last is not None)


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
