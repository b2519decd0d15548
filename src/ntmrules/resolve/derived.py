"""Levels derived from others: a factor times each cell of the base, a hole staying a hole."""

from __future__ import annotations

import attrs

from ntmrules.model import requirements as req
from ntmrules.model.evidence import Evidence
from ntmrules.model.requirements import Cell


def scaled(row: Cell, item: req.Derived) -> Cell:
    """Return a cell with ``item.factor`` times its values, on the weaker of the two pieces of evidence."""
    evidence = _weaker(row.evidence, item.evidence)
    return attrs.evolve(
        row,
        value=None if row.value is None else row.value * item.factor,
        candidates=tuple(
            attrs.evolve(each, value=each.value * item.factor, evidence=_weaker(each.evidence, item.evidence))
            for each in row.candidates
        ),
        evidence=evidence,
    )


def _weaker(one: Evidence | None, other: Evidence) -> Evidence:
    return other if one is None or other.rank < one.rank else one
