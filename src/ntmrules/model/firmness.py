"""How firmly a level or a demand is known, and what a text in hand may take the place of."""

from __future__ import annotations

from collections.abc import Iterator

from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.evidence import Confidence, Evidence, Floor
from ntmrules.model.overrides import Override
from ntmrules.model.requirements import AnyRequirement, Cell

READ = Floor.COPY
"""The least that a person needs to have read who corrects a cell that somebody else has seen or remembered: the whole text."""


def rank_of_cell(cell: Cell) -> Floor | None:
    """Return the rank of a cell, of candidates that of the strongest; nothing for a hole."""
    if cell.unknown is not None:
        return None
    found = [each.evidence for each in cell.candidates if each.evidence is not None]
    if cell.evidence is not None and not found:
        found = [cell.evidence]
    return max((each.rank for each in found), default=Floor.RECALL_LOW)


class _Ranks(walk.Visitor[Iterator[Floor | None]]):
    """The rank of every cell, of a demand without cells its own; a bound is no cell of what is delegated."""

    def on_compound(self, item: req.Compound) -> Iterator[Floor | None]:
        for part in item.of:
            yield from self.visit(part)

    def on_unknown(self, item: req.Unknown) -> Iterator[Floor | None]:
        yield None

    def _level(self, item: walk.Levelled) -> Iterator[Floor | None]:
        yield from map(rank_of_cell, walk.cells(item))

    def _demand(self, item: walk.Evidenced) -> Iterator[Floor | None]:
        yield item.evidence.rank

    on_comparison = on_between = on_child_count = on_points = on_change_at_least = _level
    on_attained = on_none_of = on_meets = on_derived = on_delegated = on_function = _demand
    on_not_below_before = on_relative = _demand


def ranks_of(item: AnyRequirement) -> Iterator[Floor | None]:
    """Yield the rank of every cell of a requirement, and of a demand without cells; nothing for each hole."""
    return _RANKS.visit(item)


def gives_way(rank: Floor | None, evidence: Evidence | None) -> bool:
    """Tell whether what is known by ``rank`` (nothing: a hole) gives way to a text in hand with this evidence.

    A hole always does. A level that was seen or remembered does where the whole text was read, and read better.
    """
    if rank is None:
        return True
    return evidence is not None and evidence.rank >= READ and rank < evidence.rank


class _Evidence(walk.Visitor[Iterator[Evidence | None]]):
    """The evidence that a demand and every cell of it bring with them; holes bring none."""

    def on_compound(self, item: req.Compound) -> Iterator[Evidence | None]:
        for part in item.of:
            yield from self.visit(part)

    def _level(self, item: walk.Levelled) -> Iterator[Evidence | None]:
        yield from (row.evidence for row in walk.cells(item) if row.unknown is None)

    def _demand(self, item: walk.Evidenced | req.Unknown) -> Iterator[Evidence | None]:
        yield item.evidence

    on_comparison = on_between = on_child_count = on_points = on_change_at_least = _level
    on_attained = on_none_of = on_meets = on_derived = on_delegated = on_function = on_unknown = _demand
    on_not_below_before = on_relative = _demand


def all_evidence(item: AnyRequirement) -> Iterator[Evidence | None]:
    """Yield the evidence of a demand and of every cell of it; nothing where a cell has none of its own."""
    return _EVIDENCE.visit(item)


def evidence_of_entry(entry: Override) -> Iterator[Evidence]:
    """Yield all evidence that an entry of a pack brings, of its demand and of the indicators that it adds."""
    added = [] if entry.indicator is None else [entry.indicator]
    added += entry.criterion.indicators if entry.criterion is not None else ()
    asked = [entry.requirement, *(version.requirement for item in added for version in item.versions)]
    found = [entry.evidence, *(each for item in asked if item is not None for each in all_evidence(item))]
    yield from (each for each in found if each is not None)


def evidence_of(item: AnyRequirement) -> Evidence | None:
    """Return the weakest evidence that a demand brings with it, or nothing where it has none."""
    known = [each for each in _EVIDENCE.visit(item) if each is not None]
    return min(known, key=lambda each: each.rank) if known else None


_RANKS, _EVIDENCE = _Ranks(), _Evidence()


def is_weak(evidence: Evidence | None) -> bool:
    """Tell whether a person with the text should look: remembered, or a passage that is not sure."""
    if evidence is None or evidence.rank < Floor.EXCERPT:
        return True
    return evidence.rank is Floor.EXCERPT and evidence.confidence is not Confidence.HIGH


def is_weak_cell(cell: Cell) -> bool:
    """Tell whether a cell has a level that a person with the text should look at; a hole has none."""
    if cell.unknown is not None:
        return False
    return bool(cell.candidates) or is_weak(cell.evidence)
