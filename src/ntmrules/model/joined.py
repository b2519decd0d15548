"""What a requirement that joins others asks of them: how many have to be met, and which they are."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ntmrules.model import requirements as req
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Verdict
from ntmrules.model.walk import Visitor

WHOLE = 100


def joined(item: AnyRequirement) -> tuple[int, tuple[AnyRequirement, ...]] | None:
    """Return how many parts have to be met, and the parts, of a requirement that joins some; nothing for the others."""
    return _joined.visit(item)


class _Joined(Visitor["tuple[int, tuple[AnyRequirement, ...]] | None"]):
    """How many parts have to be met, and the parts."""

    def on_all_of(self, item: req.AllOf) -> tuple[int, tuple[AnyRequirement, ...]]:
        return len(item.of), item.of

    def on_any_of(self, item: req.AnyOf) -> tuple[int, tuple[AnyRequirement, ...]]:
        return 1, item.of

    def on_k_of(self, item: req.KOf) -> tuple[int, tuple[AnyRequirement, ...]]:
        return item.k, item.of

    def on_between(self, item: req.Between) -> tuple[int, tuple[AnyRequirement, ...]]:
        low = req.AtLeast(
            threshold=item.low, measure=item.measure, label=Text("mức dưới", "lower level"), round=item.round
        )
        high = req.AtMost(
            threshold=item.high, measure=item.measure, label=Text("mức trên", "upper level"), round=item.round
        )
        return 2, (low, high)

    def _alone(self, item: AnyRequirement) -> None:
        return None

    on_attained = on_none_of = on_comparison = on_child_count = on_meets = on_derived = on_points = _alone
    on_delegated = on_unknown = on_function = on_against_figure = _alone


_joined = _Joined()


def not_applicable_is_met(book: Rulebook) -> bool:
    """Tell whether a set counts as met what does not apply; else that drops out, of tallies and of shares of units alike."""
    return book.set.not_applicable == "counts_as_met"


def points_where_not_applicable(item: req.Points, book: Rulebook) -> str | None:
    """Return what points give for what does not apply: ``full_points``, ``no_points``, nothing where no text says it.

    What the text of the points says goes before the set; a set that counts it as met gives it the points of what is met.
    """
    return item.not_applicable or ("full_points" if not_applicable_is_met(book) else None)


def settled_without_total(item: req.ChildCount, values: Sequence[Decimal], met: int, lost: int) -> Verdict | None:
    """Return the verdict that stands however many child units there are; nothing where their number matters.

    A share of all of them is out of reach once one is lost; a count that is reached stays so.
    """
    if not values:
        return None
    whole = item.op in ("at_least", "more_than") and values[0] >= WHOLE
    if isinstance(item, req.ShareOf):
        return Verdict.NOT_MET if whole and lost and item.round is None else None
    return Verdict.MET if item.op in ("at_least", "count_at_least") and met >= values[-1] else None
