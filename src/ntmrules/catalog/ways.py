"""Which way a demand makes its figure go, and by which kinds of demand it may be filled or raised."""

from __future__ import annotations

from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.requirements import AnyRequirement


class GoesAs(walk.Visitor[bool]):
    """Whether a demand asks a figure to go the way of ``op``: against another figure, alone or joined with others."""

    def __init__(self, op: str) -> None:
        self._op = op

    def _no(self, item: AnyRequirement) -> bool:
        return False

    on_attained = on_none_of = on_comparison = on_between = on_k_of = on_child_count = _no
    on_meets = on_points = on_delegated = on_unknown = on_function = _no

    def on_all_of(self, item: req.AllOf) -> bool:
        return any(part.kind == self._op or self.visit(part) for part in item.of)

    def on_any_of(self, item: req.AnyOf) -> bool:
        return all(part.kind == self._op or self.visit(part) for part in item.of)

    def on_not_below_before(self, item: req.NotBelowBefore) -> bool:
        return self._op == "at_least"

    def on_change_at_least(self, item: req.ChangeAtLeast) -> bool:
        return self._op == ("at_least" if item.way == "increase" else "at_most")

    def _by_factor(self, item: req.Derived | req.Relative) -> bool:
        return item.op == self._op

    on_derived = on_relative = _by_factor


class _RaisedBy(walk.Visitor[tuple[str, ...]]):
    """The kinds by which a demand is raised: its own; a level that is computed also by a level written down."""

    def _own_where_it_has_levels(self, item: AnyRequirement) -> tuple[str, ...]:
        return (item.kind,) if walk.levels(item) else ()

    on_attained = on_none_of = on_comparison = on_between = on_compound = on_child_count = _own_where_it_has_levels
    on_meets = on_points = on_change_at_least = on_delegated = on_unknown = on_function = _own_where_it_has_levels

    def on_not_below_before(self, item: req.NotBelowBefore) -> tuple[str, ...]:
        return ("at_least", "change_at_least")

    def _by_factor(self, item: req.Derived | req.Relative) -> tuple[str, ...]:
        return (item.op, item.kind)

    on_derived = on_relative = _by_factor


raised_by = _RaisedBy().visit


def way(national: AnyRequirement) -> str:
    """Return how what raises a demand has to compare: a figure that may not fall is raised by a level below which none counts."""
    return "at_least" if isinstance(national, req.NotBelowBefore) else walk.operator(national)


def compares_alike(given: AnyRequirement, national: AnyRequirement) -> bool:
    """Tell whether a demand can raise another one: of a kind that does, and compared the same way."""
    compared = walk.operator(given)
    if isinstance(given, req.ChangeAtLeast) and isinstance(national, req.NotBelowBefore):
        compared = "at_least" if given.way == "increase" else "at_most"
    return given.kind in raised_by(national) and compared == way(national)
