"""Which verdicts the cases beside a rule have to show, and what such a case has to say."""

from __future__ import annotations

from ntmrules.catalog.contents import CASES
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.evidence import Floor
from ntmrules.model.firmness import ranks_of
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


def cases_of(place: str) -> str:
    """Return the file of cases beside the rule at ``place`` (``pack/1-mot.yaml:9:9``)."""
    return f"{place.partition(':')[0].removesuffix('.yaml')}{CASES}"


def keys_of_case(label: str, item: AnyRequirement | None) -> list[str]:
    """Return the keys with which a case is about an indicator and judged by its level, however weakly that is known."""
    weak = item is not None and any(rank is not None and rank < Floor.RECALL for rank in ranks_of(item))
    return [f'of: "{label}"', *(["floor: recall-low"] if weak else [])]


__all__ = ["cases_of", "keys_of_case", "possible_verdicts"]
