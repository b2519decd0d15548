"""Filling in a requirement what it leaves to its surroundings: its measures, and what it refers to in other sets."""

from __future__ import annotations

from typing import Any, Protocol

from ntmrules.frozen import evolve
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.requirements import AnyRequirement


class LooksUp(Protocol):
    """Who knows what stands in the sets in force."""

    def target(self, item: Any) -> AnyRequirement:
        """Return a requirement over another set with its target fixed."""

    def derived(self, item: req.Derived, measure: str | None) -> AnyRequirement:
        """Return the comparison with the level that is derived."""


class Filled(walk.Visitor[AnyRequirement]):
    """A requirement with the measures it reads, and with what it refers to looked up in the sets in force."""

    def __init__(self, resolver: LooksUp) -> None:
        self._resolver = resolver

    def _measured(self, item: AnyRequirement, measure: str | None) -> AnyRequirement:
        return item if item.measure or not measure else evolve(item, measure=measure)

    def _as_written(self, item: AnyRequirement, measure: str | None) -> AnyRequirement:
        return item

    def on_compound(self, item: req.Compound, measure: str | None) -> AnyRequirement:
        own = item.measure or measure
        return walk.rebuilt(item, lambda part: self.visit(part, own))  # type: ignore[arg-type]

    def on_delegated(self, item: req.Delegated, measure: str | None) -> AnyRequirement:
        own = item.measure or measure
        return self._measured(walk.rebuilt(item, lambda part: self.visit(part, own)), own)

    def on_child_count(self, item: req.ChildCount, measure: str | None) -> AnyRequirement:
        return item if item.target is None else self._resolver.target(item)  # type: ignore[return-value]

    def on_meets(self, item: req.Meets, measure: str | None) -> AnyRequirement:
        return self._resolver.target(item)

    def on_derived(self, item: req.Derived, measure: str | None) -> AnyRequirement:
        return self._resolver.derived(item, item.measure or measure)

    on_attained = on_none_of = on_comparison = on_between = on_function = on_points = _measured
    on_against_figure = _measured
    on_unknown = _as_written
