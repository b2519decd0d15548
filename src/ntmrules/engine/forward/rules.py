"""The rules of forward chaining: a few shapes over verdict facts, the same for durable-rules and for our own agenda.

A fact says how one thing stands for the thing above it: «17.1 is met» for criterion 17. Facts are ASCII words and
nothing else; numbers, dates, thresholds and names stay outside, because durable-rules compares them wrongly without
an error (decimal-comma locales, text against numbers, equality of floats). A rule looks at facts of one node by
equality on one word and fires when ``count`` of them are there, or on all that are there (``cap``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, TypeAlias

from ntmrules.errors import NtmRulesError, problem
from ntmrules.frozen import frozen
from ntmrules.model.firing import Place, Shape
from ntmrules.model.logic import bar
from ntmrules.model.verdicts import Verdict

MET, NOT_MET = str(Verdict.MET), str(Verdict.NOT_MET)
UNDETERMINED, NOT_APPLICABLE = str(Verdict.UNDETERMINED), str(Verdict.NOT_APPLICABLE)
UNFORESEEN = "unforeseen"  # reported as not applicable where the text foresees no such thing: open for what is above
LOST = "lost"  # half of the proof that too few parts can still be met
REPORTED_AS = {MET: "said_met", NOT_MET: "said_not_met", NOT_APPLICABLE: "said_not_applicable"}

VERDICT_OF = {**{str(each): each for each in Verdict}, UNFORESEEN: Verdict.NOT_APPLICABLE}

# What a word is good for, beside itself: «up» met or not applicable, «down» not met or not applicable, «open» not decided.
FLAGS = {
    MET: ("y", "n", "n"),
    NOT_MET: ("n", "y", "n"),
    NOT_APPLICABLE: ("y", "y", "n"),
    UNDETERMINED: ("n", "n", "y"),
    UNFORESEEN: ("n", "n", "y"),
    LOST: ("n", "n", "n"),
    **dict.fromkeys(REPORTED_AS.values(), ("n", "n", "n")),
}
BY_REPORT = (Shape.REPORTED_MET, Shape.REPORTED_NOT_MET, Shape.REPORTED_NOT_APPLICABLE)
ATTRIBUTES = ("v", "up", "down", "open")

Fact: TypeAlias = tuple[int, str]

FIRST, DECIDE = 1, 2  # priorities, lower first; what waits for a level comes after (see ``said_at``)
MOST_RULES = 500  # durable-rules hangs at 513 conditions in one ruleset


@frozen
class Rule:
    """One rule of one node: ``attribute == value`` on ``count`` facts, or up to ``cap``; lower ``pri`` first."""

    place: Place
    shape: Shape
    node: int
    attribute: str
    value: str
    concludes: str
    pri: int
    count: int = 0
    cap: int = 0

    @property
    def by_report(self) -> bool:
        """Whether a report decides, not what lies beneath."""
        return self.shape in BY_REPORT

    @property
    def needs(self) -> int:
        """The number of facts from which on it can fire."""
        return self.count or 1

    @property
    def takes(self) -> int:
        """The greatest number of facts it takes at once."""
        return self.count or self.cap

    def wants(self, word: str) -> bool:
        """Tell whether a fact of this node with ``word`` is one for this rule."""
        return (word, *FLAGS[word])[ATTRIBUTES.index(self.attribute)] == self.value


def reports_at(level: int) -> int:
    """Return the priority of reports on a node: after all beneath it is concluded, before it is given up as open."""
    return DECIDE + 2 * level - 1


def node_rules(
    node: int, place: Place, *, k: int, n: int, level: int, may_not_apply: bool, report: bool, foreseen: bool
) -> list[Rule]:
    """Return the rules that conclude «at least ``k`` of ``n``».

    Parts that are not applicable (``may_not_apply``: there can be some) drop out, each lowering ``k`` past the rest: met when
    k are met or all that remain are; not met when something is lost and too few remain; not applicable when nothing
    remains. ``level`` is the longest way up from a leaf; ``report`` adds the rules by which a report decides what is
    open.
    """
    found: list[Rule] = []
    needed = bar(k, n)

    def add(
        shape: Shape, attribute: str, value: str, concludes: str, pri: int = DECIDE, count: int = 0, cap: int = 0
    ) -> None:
        found.append(Rule(place, shape, node, attribute, value, concludes, pri, count, cap))

    if may_not_apply:
        add(Shape.NOT_APPLICABLE, "v", NOT_APPLICABLE, NOT_APPLICABLE, FIRST, count=n)
    if not may_not_apply or n == 1:
        add(Shape.MET, "v", MET, MET, count=needed.met)
        add(Shape.NOT_MET, "v", NOT_MET, NOT_MET, count=needed.not_met)
    elif k == n:
        add(Shape.MET, "up", "y", MET, count=n)
        add(Shape.NOT_MET, "v", NOT_MET, NOT_MET, count=1)
    elif k == 1:
        add(Shape.MET, "v", MET, MET, count=1)
        add(Shape.NOT_MET, "down", "y", NOT_MET, count=n)
    else:
        add(Shape.MET, "v", MET, MET, count=needed.met)
        add(Shape.MET_ALL_THAT_REMAIN, "up", "y", MET, count=n)
        add(Shape.TOO_FEW_REMAIN, "down", "y", LOST, count=needed.not_met)
        add(Shape.ONE_IS_LOST, "v", NOT_MET, LOST, count=1)
        add(Shape.NOT_MET, "v", LOST, NOT_MET, count=2)
    if report:
        later = reports_at(level)
        add(Shape.REPORTED_MET, "v", REPORTED_AS[MET], MET, later, count=1)
        add(Shape.REPORTED_NOT_MET, "v", REPORTED_AS[NOT_MET], NOT_MET, later, count=1)
        last = NOT_APPLICABLE if foreseen else UNFORESEEN
        add(Shape.REPORTED_NOT_APPLICABLE, "v", REPORTED_AS[NOT_APPLICABLE], last, later, count=1)
    add(Shape.UNDETERMINED, "open", "y", UNDETERMINED, reports_at(level) + 1, cap=n)
    return found


def in_order(rules: Iterable[Rule]) -> list[Rule]:
    """Return rules in the order in which they are tried: by priority, then as they were written."""
    return sorted(rules, key=lambda rule: rule.pri)


class ForwardError(NtmRulesError):
    """The forward engine met what cannot be: it stops rather than give a verdict it is not sure of (NTM02x)."""


def fault(identity: str, **values: Any) -> ForwardError:
    """Return the error for a fault of ours: ``identity`` is its id in the register of messages."""
    return ForwardError(problem(identity, **values))
