"""How much of a set is known, and how well: the table that tells a user what to trust."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ntmrules.frozen import frozen
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.evidence import Evidence, Floor
from ntmrules.model.requirements import AnyRequirement, Cell
from ntmrules.model.sets import CriteriaSet, Indicator

STATES = ("gazette", "copy", "excerpt", "recall", "recall-low", "delegated", "unknown")


@frozen(kw_only=True)
class Coverage:
    """Counts of one set. ``by_state`` counts each modelled indicator once, in its newest text, by its weakest cell."""

    id: str
    declared_criteria: int | None
    criteria: int
    declared: int | None
    modelled: int
    by_state: dict[str, int]
    disputed: int

    @property
    def missing(self) -> int | None:
        """The indicators that the decision counts and nobody has written down."""
        return None if self.declared is None else max(0, self.declared - self.modelled)

    def as_dict(self) -> dict[str, Any]:
        """Return the counts by name."""
        return {
            "id": self.id,
            "criteria": {"declared": self.declared_criteria, "modelled": self.criteria},
            "indicators": {"declared": self.declared, "modelled": self.modelled, "missing": self.missing},
            "by_evidence": {state: self.by_state.get(state, 0) for state in STATES[:5]},
            "delegated": self.by_state.get("delegated", 0),
            "unknown": self.by_state.get("unknown", 0),
            "disputed": self.disputed,
        }


def coverage(whole: CriteriaSet) -> Coverage:
    """Return the coverage of a whole set."""
    by_state: dict[str, int] = dict.fromkeys(STATES, 0)
    disputed = 0
    for criterion in whole.criteria:
        for indicator in criterion.indicators:
            by_state[indicator_state(indicator)] += 1
            disputed += any(cell.candidates for cell in walk.cells(indicator.versions[-1].requirement))
    return Coverage(
        id=whole.id,
        declared_criteria=whole.declared.criteria,
        criteria=len(whole.criteria),
        declared=whole.declared.indicators,
        modelled=whole.modelled,
        by_state=by_state,
        disputed=disputed,
    )


def indicator_state(indicator: Indicator) -> str:
    """Return the weakest thing that the newest text of an indicator rests on: unknown, delegated, or an evidence rank."""
    found = set(states_of(indicator.versions[-1].requirement))
    for state in reversed(STATES):
        if state in found:
            return state
    return "unknown"


class _States(walk.Visitor[Iterator[str]]):
    """The state of every cell of a requirement, and of the requirement itself where it has no cell."""

    def on_compound(self, item: req.Compound) -> Iterator[str]:
        for part in item.of:
            yield from self.visit(part)

    def on_unknown(self, item: req.Unknown) -> Iterator[str]:
        yield "unknown"

    def on_delegated(self, item: req.Delegated) -> Iterator[str]:
        yield "delegated"

    def _level(self, item: walk.Levelled) -> Iterator[str]:
        yield from map(cell_state, walk.cells(item))

    def _demand(self, item: walk.Evidenced) -> Iterator[str]:
        yield item.evidence.rank.label

    on_comparison = on_between = on_child_count = on_points = on_change_at_least = _level
    on_attained = on_none_of = on_meets = on_derived = on_function = _demand
    on_not_below_before = on_relative = _demand


def states_of(item: AnyRequirement) -> Iterator[str]:
    """Yield the state of every cell of a requirement, and of the requirement where it has no cell."""
    return _States().visit(item)


def cell_state(cell: Cell) -> str:
    """Return ``unknown``, ``delegated`` or the rank of the cell's evidence; of candidates the weakest."""
    if cell.unknown is not None:
        return "unknown"
    if cell.delegated is not None:
        return "delegated"
    ranks = [each.evidence.rank for each in cell.candidates if each.evidence] or [_rank(cell.evidence)]
    return min(ranks).label


def _rank(evidence: Evidence | None) -> Floor:
    return evidence.rank if evidence is not None else Floor.RECALL_LOW
