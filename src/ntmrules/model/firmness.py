"""How firmly a level or a demand is known, and what a text in hand may take the place of."""

from __future__ import annotations

from collections.abc import Iterator

from ntmrules.model import requirements as req
from ntmrules.model.evidence import Confidence, Evidence, Floor
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


def ranks_of(item: AnyRequirement) -> Iterator[Floor | None]:
    """Yield the rank of every cell of a requirement, and of a demand without cells; nothing for each hole."""
    if isinstance(item, req.Compound):
        for part in item.of:
            yield from ranks_of(part)
    elif isinstance(item, req.Unknown):
        yield None
    elif isinstance(item, req.Between):
        yield from map(rank_of_cell, (*item.low.rows, *item.high.rows))
    elif isinstance(item, (req.Comparison, req.ChildCount, req.Points)):
        yield from map(rank_of_cell, item.threshold.rows)
    else:
        yield item.evidence.rank


def gives_way(rank: Floor | None, evidence: Evidence | None) -> bool:
    """Tell whether what is known by ``rank`` (nothing: a hole) gives way to a text in hand with this evidence.

    A hole always does. A level that was seen or remembered does where the whole text was read, and read better.
    """
    if rank is None:
        return True
    return evidence is not None and evidence.rank >= READ and rank < evidence.rank


def evidence_of(item: AnyRequirement) -> Evidence | None:
    """Return the weakest evidence that a demand brings with it, or nothing where it has none."""
    if isinstance(item, req.Compound):
        found = [evidence_of(part) for part in item.of]
    elif isinstance(item, req.Between):
        found = [row.evidence for row in (*item.low.rows, *item.high.rows)]
    elif isinstance(item, (req.Comparison, req.ChildCount, req.Points)):
        found = [row.evidence for row in item.threshold.rows if row.unknown is None]
    else:
        found = [getattr(item, "evidence", None)]
    known = [each for each in found if each is not None]
    return min(known, key=lambda each: each.rank) if known else None


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
