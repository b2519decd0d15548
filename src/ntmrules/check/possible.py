"""Which verdicts the cases beside a rule have to show."""

from __future__ import annotations

from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.requirements import AnyRequirement, Cell


def possible_verdicts(item: AnyRequirement) -> list[str]:
    """Return the verdicts that cases have to show: a hole or a delegation can only be undetermined by itself."""
    parts = list(walk.parts(item))
    usable = [cell for part in parts for cell in walk.cells(part)]
    if any(map(_open.visit, parts)) or (usable and not any(map(_known, usable))):
        return ["undetermined"]
    return ["met", "not_met", "undetermined"]


def _known(cell: Cell) -> bool:
    return cell.value is not None or bool(cell.candidates)


class _Open(walk.Visitor[bool]):
    """Whether a part decides nothing, whatever the others have: a hole, a level left to others, one known nowhere."""

    def on_comparison(self, item: req.Comparison) -> bool:
        return not any(map(_known, item.threshold.rows))

    def _always(self, item: AnyRequirement) -> bool:
        return True

    def _never(self, item: AnyRequirement) -> bool:
        return False

    on_unknown = on_delegated = _always
    on_attained = on_none_of = on_between = on_compound = on_child_count = on_meets = on_derived = _never
    on_function = on_points = on_against_figure = _never


_open = _Open()

__all__ = ["possible_verdicts"]
