"""How far an attainment is from its levels, and which missing figures would decide it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from ntmrules.engine.core.decisive import decisive
from ntmrules.explain.attainment.header import own_indicators
from ntmrules.explain.attainment.voice import levels_of
from ntmrules.frozen import frozen
from ntmrules.model.attainment import Attainment
from ntmrules.model.trace import Node
from ntmrules.model.verdicts import Verdict

UPWARDS = ("at_least", "more_than", "count_at_least")
DOWNWARDS = ("at_most", "less_than", "none_of")


@frozen(kw_only=True)
class Gap:
    """One comparison that is not met: what was seen, the level to reach, how much is missing.

    ``distance`` is never negative; it is nought only where the text says «more than» or «less than» and the figure is
    the level itself. ``level`` is the one that every source accepts, where sources differ.
    """

    id: str
    number: str | None
    measure: str | None
    observed: Decimal
    level: Decimal
    distance: Decimal
    unit: str | None
    op: str

    @property
    def relative(self) -> Decimal:
        """The distance as a share of the level; of a level of nought the whole."""
        return self.distance / abs(self.level) if self.level else Decimal(1)


def gaps(attainment: Attainment) -> list[Gap]:
    """Return every comparison that is not met and stands in the way of an indicator, the widest relative gap first.

    Under an indicator that is met nothing is missing, even where one of several ways to it failed. What the units
    inside lack is theirs, and is not listed.
    """
    found = [gap for node in own_indicators(attainment.trace) for gap in _of(node, node)]
    return sorted(found, key=lambda gap: (-gap.relative, gap.id, gap.measure or ""))


def gaps_of(node: Node) -> list[Gap]:
    """Return the gaps of one indicator, in the order of its parts."""
    return list(_of(node, node))


def _of(node: Node, owner: Node) -> Iterator[Gap]:
    if node.kind == "unit" or node.verdict in (Verdict.MET, Verdict.NOT_APPLICABLE):
        return
    if node.kind == "requirement" and node.verdict is Verdict.NOT_MET:
        gap = _gap(node, owner)
        if gap is not None:
            yield gap
    for child in node.children:
        if child.kind in ("requirement", "set", "criterion", "indicator"):
            yield from _of(child, child if child.kind == "indicator" else owner)


def _gap(node: Node, owner: Node) -> Gap | None:
    required, seen = node.required, node.observed
    if required is None or not required.values or not isinstance(seen, Decimal):
        return None
    if required.op not in (*UPWARDS, *DOWNWARDS):
        return None
    level = max(required.values) if required.op in UPWARDS else min(required.values)
    beyond = seen - level if required.op in UPWARDS else level - seen
    if beyond > 0 or (beyond == 0 and required.op not in ("more_than", "less_than")):
        return None  # the level is reached: something else of the requirement is not, the least points of a group, say
    levels = levels_of(node)
    unit = node.about.unit or (levels[0].about.unit if levels else None)
    return Gap(
        id=owner.id, number=owner.about.number, measure=node.about.measure, observed=seen, level=level,
        distance=abs(level - seen), unit=unit, op=required.op,
    )  # fmt: skip


__all__ = ["Gap", "decisive", "gaps", "gaps_of"]
