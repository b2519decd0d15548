"""Which rules can come to «không áp dụng» for a unit, by what they ask and by the text around them."""

from __future__ import annotations

from collections.abc import Sequence

from ntmrules.model import requirements as req
from ntmrules.model.conditions import Condition
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.rulebook import Former, Rule
from ntmrules.model.walk import Visitor


def can_be_not_applicable(rule: Rule) -> bool:
    """Tell whether an indicator may turn out not applicable whatever its conditions say.

    Because its text names a case in which it is left out, or because what it asks, now or by a text that some units keep,
    can be so: one that a pack takes away, another set or indicator, a share of units of which there may be none.
    """
    texts: tuple[Rule | Former, ...] = (rule, *rule.every_former)
    return rule.not_applicable_when is not None or any(each.waived or _can_be.visit(each.requirement) for each in texts)


def shared_by(rules: Sequence[Rule]) -> tuple[Condition, ...]:
    """Return the conditions on which every one of some indicators is asked, as those of their criterion are."""
    each = [dict.fromkeys(one.when for one in rule.applies) for rule in rules]
    return tuple(when for when in each[0] if all(when in other for other in each)) if each else ()


class _CanBe(Visitor[bool]):
    """Whether what is asked can itself come to «không áp dụng»; joined parts do so only when all of them do."""

    def on_compound(self, item: req.Compound) -> bool:
        return all(self.visit(part) for part in item.of)

    def _yes(self, item: AnyRequirement) -> bool:
        return True

    def _no(self, item: AnyRequirement) -> bool:
        return False

    def on_comparison(self, item: req.Comparison) -> bool:
        return item.threshold.partial  # where a raise has no level nothing is asked

    on_share_of = on_meets = _yes
    on_attained = on_none_of = on_between = on_count_of = on_derived = on_points = on_function = _no
    on_against_figure = on_delegated = on_unknown = _no


_can_be = _CanBe()

__all__ = ["can_be_not_applicable", "shared_by"]
