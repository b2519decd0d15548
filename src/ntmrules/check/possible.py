"""Which verdicts the cases beside a rule have to show."""

from __future__ import annotations

from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.requirements import AnyRequirement, parts_of


def possible_verdicts(item: AnyRequirement) -> list[str]:
    """Return the verdicts that cases have to show: a hole or a delegation can only be undetermined by itself."""
    parts = [part for part in parts_of(item) if not isinstance(part, req.Compound)]
    if any(isinstance(part, (req.Unknown, req.Delegated)) for part in parts):
        return ["undetermined"]
    usable = [cell for part in parts for cell in walk.cells(part)]
    if usable and not any(cell.value is not None or cell.candidates for cell in usable):
        return ["undetermined"]
    if any(
        isinstance(part, req.Comparison) and not any(c.value is not None or c.candidates for c in part.threshold.rows)
        for part in parts
    ):
        return ["undetermined"]  # one part of the compound has no level at all
    return ["met", "not_met", "undetermined"]


__all__ = ["possible_verdicts"]
