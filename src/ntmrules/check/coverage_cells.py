"""How well the single cells of a set are known, and what one hour with which text would settle."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from ntmrules.check.coverage import STATES, cell_state, states_of
from ntmrules.check.offers import offers_of
from ntmrules.frozen import frozen
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.evidence import Confidence, Evidence
from ntmrules.model.firmness import is_weak, is_weak_cell
from ntmrules.model.requirements import AnyRequirement, Cell
from ntmrules.model.sets import CriteriaSet, Indicator, Version

SURE = tuple(str(each) for each in Confidence)
ALL = ""
"""The area of a cell that holds in every column."""


@frozen
class KnownCell:
    """One cell of a set: a level, or a demand without one; its column, its state, how sure it is, how it came about."""

    area: str
    state: str
    confidence: str | None
    disputed: bool
    computed: bool
    weak: bool


@frozen(kw_only=True)
class Hour:
    """What a person would settle who has one text in hand: of its ``indicators`` so many have an open or weak cell.

    ``cells`` are the lines that the form of holes has for this text; what no form can settle is not promised.
    """

    decision: str
    annex: str | None
    open: int
    indicators: int
    cells: int


@frozen(kw_only=True)
class CellCoverage:
    """The cells of the newest texts of a set, by kind of evidence, confidence and column; and the texts worth an hour."""

    id: str
    cells: tuple[KnownCell, ...]
    hours: tuple[Hour, ...]

    def by_state(self, area: str | None = None) -> dict[str, int]:
        """Return how many cells are in each state, of one column or of all."""
        counts = Counter(each.state for each in self.cells if area in (None, each.area))
        return {state: counts.get(state, 0) for state in STATES}

    def by_confidence(self, area: str | None = None) -> dict[str, int]:
        """Return how sure the cells are that have a source or are remembered."""
        counts = Counter(each.confidence for each in self.cells if area in (None, each.area))
        return {sure: counts.get(sure, 0) for sure in SURE}

    @property
    def areas(self) -> tuple[str, ...]:
        """The columns that have cells of their own, in the order in which they come; cells for all are left out."""
        return tuple(dict.fromkeys(each.area for each in self.cells if each.area != ALL))

    def count(self, name: str, area: str | None = None) -> int:
        """Return how many cells are ``disputed``, ``computed`` or ``weak``."""
        return sum(bool(getattr(each, name)) for each in self.cells if area in (None, each.area))

    def as_dict(self) -> dict[str, Any]:
        """Return the counts by name, of the whole and by column, and the texts worth an hour."""
        return {
            "total": len(self.cells),
            "by_evidence": self.by_state(),
            "by_confidence": self.by_confidence(),
            "disputed": self.count("disputed"),
            "computed": self.count("computed"),
            "by_area": {
                area: {"by_evidence": self.by_state(area), "by_confidence": self.by_confidence(area)}
                for area in self.areas
            },
            "an_hour_would_settle": [
                {
                    "decision": each.decision,
                    "annex": each.annex,
                    "indicators": {"open": each.open, "of": each.indicators},
                    "cells": each.cells,
                }
                for each in self.hours
            ],
        }


def cell_coverage(whole: CriteriaSet) -> CellCoverage:
    """Return the coverage of a set by cells; prerequisites count, since they decide the set."""
    items = [*whole.prerequisites, *(item for criterion in whole.criteria for item in criterion.indicators)]
    cells = tuple(cell for item in items for cell in known_cells(item.versions[-1].requirement))
    return CellCoverage(id=whole.id, cells=cells, hours=tuple(_hours(whole)))


class _KnownCells(walk.Visitor[Iterator[KnownCell]]):
    """Every cell of a requirement; a demand without a level is one cell."""

    def on_compound(self, item: req.Compound) -> Iterator[KnownCell]:
        for part in item.of:
            yield from self.visit(part)

    def on_unknown(self, item: req.Unknown) -> Iterator[KnownCell]:
        yield KnownCell(ALL, "unknown", None, disputed=False, computed=False, weak=False)

    def _level(self, item: walk.Levelled) -> Iterator[KnownCell]:
        yield from map(_of_cell, walk.cells(item))

    def _demand(self, item: walk.Evidenced) -> Iterator[KnownCell]:
        (state,) = states_of(item)
        sure = str(item.evidence.confidence)
        yield KnownCell(ALL, state, sure, disputed=False, computed=False, weak=is_weak(item.evidence))

    on_comparison = on_between = on_child_count = on_points = on_change_at_least = _level
    on_attained = on_none_of = on_meets = on_derived = on_delegated = on_function = _demand
    on_not_below_before = on_relative = _demand


def known_cells(item: AnyRequirement) -> Iterator[KnownCell]:
    """Yield every cell of a requirement; a demand without a level is one cell."""
    return _KnownCells().visit(item)


def _of_cell(cell: Cell) -> KnownCell:
    evidence = _strongest(cell)
    return KnownCell(
        cell.area or ALL,
        cell_state(cell),
        str(evidence.confidence) if evidence is not None and cell.unknown is None else None,
        disputed=bool(cell.candidates),
        computed=evidence is not None and evidence.computed is not None,
        weak=is_weak_cell(cell),
    )


def _strongest(cell: Cell) -> Evidence | None:
    found = [each.evidence for each in cell.candidates if each.evidence is not None]
    return max(found, key=lambda each: each.rank) if found else cell.evidence


def _hours(whole: CriteriaSet) -> Iterator[Hour]:
    """Yield the texts of a set, the one first that would settle the most indicators; prerequisites count by their cells."""
    own = (whole.provision.decision, whole.provision.annex)
    rows: dict[tuple[str, str | None], Counter[str]] = {own: Counter()}
    before: Counter[tuple[str, str | None]] = Counter()
    for item in whole.prerequisites:
        for version in item.versions:
            before[version.provision.decision, version.provision.annex] += _loose(item, version)
    for item in (each for criterion in whole.criteria for each in criterion.indicators):
        for version in item.versions:
            text = (version.provision.decision, version.provision.annex)
            rows.setdefault(text, Counter())[item.id] += _loose(item, version)
    declared, written = whole.declared.indicators, whole.modelled
    found = []
    for (decision, annex), counts in rows.items():
        missing = max(0, declared - written) if (decision, annex) == own and declared is not None else 0
        hour = Hour(
            decision=decision,
            annex=annex,
            open=sum(loose > 0 for loose in counts.values()) + missing,
            indicators=len(counts) + missing,
            cells=counts.total() + before[decision, annex],
        )
        if hour.open or hour.cells:
            found.append(hour)
    yield from sorted(found, key=lambda each: (-each.open, each.decision, each.annex or ""))


def _loose(indicator: Indicator, version: Version) -> int:
    return sum(offer.cells for offer in offers_of(version.requirement, version.measure or indicator.measure))


def hours_of(found: Iterable[CellCoverage]) -> list[tuple[str, Hour]]:
    """Return the texts of several sets with the id of the set, the one first that would settle the most."""
    pairs = [(each.id, hour) for each in found for hour in each.hours]
    return sorted(pairs, key=lambda pair: (-pair[1].open, pair[0], pair[1].decision, pair[1].annex or ""))
