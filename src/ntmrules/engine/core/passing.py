"""Criteria and sets that are met when enough of their parts are: a number or a share, some of them in any case."""

from __future__ import annotations

from collections.abc import Sequence

from ntmrules.engine.core.joins import (
    PROVISIONAL,
    Joined,
    Weights,
    asked_note,
    is_where_asked,
    unsettled,
    where_asked,
)
from ntmrules.model.conditions import PassRule
from ntmrules.model.evidence import Floor
from ntmrules.model.logic import joined
from ntmrules.model.trace import Enough, Exceeding, Node, Note, NoteCode
from ntmrules.model.verdicts import Basis, Reason, ReasonCode, Verdict

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
UNDETERMINED, NOT_APPLICABLE = Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE
COMPUTED, REPORTED, MIXED = Basis.COMPUTED, Basis.REPORTED, Basis.MIXED


class Passing:
    """A pass rule over the parts of one criterion or set.

    ``missing``: how many parts the decision counts and nobody has written down. ``known``: the number that it counts is
    known; else nothing but a mandatory part decides that it is not met.
    """

    def __init__(self, rule: PassRule, owner: str, floor: Floor, *, missing: int, known: bool, na_counts: bool) -> None:
        self.rule, self._missing, self._known, self._na_counts = rule, missing, known, na_counts
        self._weak = (Reason(ReasonCode.EVIDENCE_TOO_WEAK, owner),) if rule.evidence.rank < floor else ()
        self._silent = Reason(ReasonCode.THRESHOLD_UNKNOWN, owner)
        self._provisional = rule.evidence.rank < Floor.EXCERPT

    def open_only_for_asking(self, nodes: Sequence[Node], weights: Weights) -> Note | None:
        """Return the note where the whole is met (not met) or not applicable, whatever becomes of its parts; else nothing."""
        own = [node for node in nodes if node.about.number in self.rule.mandatory]
        if self._weak or self._missing or not self._known or len(own) < len(self.rule.mandatory):
            return None
        found = self._outcomes(weights, len(nodes)) - {NOT_APPLICABLE}
        verdict = found.pop() if len(found) == 1 else UNDETERMINED
        if verdict is UNDETERMINED or (verdict is MET and any(map(_may_be_lost, own))):
            return None
        firm = weights.firm_asked_met == weights.asked_met if verdict is MET else bool(weights.firm_asked_not_met)
        return where_asked(verdict, provisional=not firm or self._provisional)

    def _outcomes(self, weights: Weights, number: int) -> set[Verdict]:
        """Return every verdict that enough parts may come to, over which of those apply of which that is not known.

        What does not apply and counts as met is met in any case, like what is met where it applies.
        """
        settled = weights.not_applicable - weights.unsettled
        met = weights.met + (settled if self._na_counts else 0)
        total = number + self._missing - (0 if self._na_counts else settled)
        if self._na_counts:
            lost = weights.asked_not_met
            none_but_lost = not weights.met and not weights.not_met and settled + lost == number and not self._missing
            found = {
                self._enough(met + weights.asked_met + lost - each, weights.not_met + each, total)
                for each in range(1 if none_but_lost and lost else 0, lost + 1)
            }  # where all of them may not apply, so may the whole: that is told below
        else:
            found = {
                self._enough(met + one, weights.not_met + other, total - weights.asked_met - weights.asked_not_met + one + other)
                for one in range(weights.asked_met + 1) for other in range(weights.asked_not_met + 1)
            }  # fmt: skip
        if not weights.met and not weights.not_met:
            found.add(NOT_APPLICABLE)  # all may turn out not to apply, and the whole with them
        return found

    def _enough(self, met: int, not_met: int, applicable: int) -> Verdict:
        verdict = joined(self.rule.at_least.of(applicable), met, not_met, applicable)
        short = verdict is MET and self._falls_short(applicable)
        return UNDETERMINED if short else verdict  # all that apply are met, and the text asks for more than apply

    def needed(self, nodes: Sequence[Node]) -> tuple[int, int, int]:
        """Return how many parts are met, how many have to be, and of how many that are applicable."""
        not_applicable = sum(node.verdict is NOT_APPLICABLE and not unsettled(node) for node in nodes)
        met = sum(node.verdict is MET for node in nodes) + (not_applicable if self._na_counts else 0)
        remaining = len(nodes) + self._missing - (0 if self._na_counts else not_applicable)
        return met, self.rule.at_least.of(remaining) if remaining else 0, remaining

    def notes(self, nodes: Sequence[Node]) -> tuple[Note, ...]:
        """Return the notes that say both counts, how many are met and how many have to be, and where fewer than that apply."""
        met, needed, remaining = self.needed(nodes)
        undetermined = sum(node.verdict is UNDETERMINED or unsettled(node) for node in nodes) + self._missing
        told = Note(NoteCode.PASS_RULE, Enough(met, met + undetermined, remaining if self._known else None, needed))
        if not self._falls_short(remaining):
            return (told,)
        return (told, Note(NoteCode.FEWER_APPLY, Exceeding(needed, remaining)))

    def may_fall_short(self, nodes: Sequence[Node]) -> bool:
        """Tell whether fewer may apply than the text asks for: then it can be not met although all that apply are met."""
        sure = len(nodes) if self._na_counts else sum(node.verdict in (MET, NOT_MET) for node in nodes)
        return self._falls_short(max(1, sure + self._missing))

    def _falls_short(self, remaining: int) -> bool:
        return self._known and self.rule.at_least.out_of_reach(remaining)

    def join(self, nodes: tuple[Node, ...], weights: Weights) -> Joined:
        """Return verdict, what it rests on, reasons when undetermined, and whether it is provisional."""
        met, needed, remaining = self.needed(nodes)
        settled_aside = weights.not_applicable - weights.unsettled
        if nodes and settled_aside == len(nodes) and not self._missing and self._known:
            return NOT_APPLICABLE, REPORTED if weights.reported else COMPUTED, (), False
        if not nodes or not self._known:
            verdict = UNDETERMINED
        elif self._weak:  # the rule is known too weakly: only what stands under every rule is decided
            verdict = MET if met == remaining else NOT_MET if weights.not_met == remaining else UNDETERMINED
        else:
            found = self._outcomes(weights, len(nodes))
            verdict = found.pop() if len(found) == 1 else UNDETERMINED
        own = [node for node in nodes if node.about.number in self.rule.mandatory] if not self._weak else []
        not_met = [node for node in own if node.verdict is NOT_MET]
        if not_met:
            verdict = NOT_MET
        elif verdict is MET and (
            (len(own) < len(self.rule.mandatory) and not self._weak) or any(map(_may_be_lost, own))
        ):
            verdict = UNDETERMINED
        if verdict is UNDETERMINED:
            reasons = dict.fromkeys(reason for node in nodes if _undecided(node) for reason in node.reasons)
            silent = (self._silent,) if self._falls_short(remaining) else ()
            return UNDETERMINED, None, (*self._weak, *silent, *reasons), False
        if verdict is MET:
            counted = (MET, NOT_APPLICABLE) if self._na_counts else (MET,)
            deciding = [
                node for node in nodes if (node.verdict in counted and not unsettled(node)) or is_where_asked(node, MET)
            ]
            count = needed
            must = own
        else:
            deciding, count = (
                not_met or [node for node in nodes if node.verdict is NOT_MET or is_where_asked(node, NOT_MET)],
                1 if not_met else remaining - needed + 1,
            )
            must = []
        basis, firm = _rests(deciding, count)
        firm = firm and not any(map(_provisional, must))
        return verdict, basis, (), self._provisional or not firm


def _undecided(node: Node) -> bool:
    return node.verdict is UNDETERMINED or unsettled(node)


def _may_be_lost(node: Node) -> bool:
    """Tell whether a part may turn out not met: what is met or not applicable may not."""
    return _undecided(node) and not is_where_asked(node, MET)


def _provisional(node: Node) -> bool:
    note = asked_note(node)
    return node.provisional or (note is not None and note.value == PROVISIONAL)


def _rests(deciding: Sequence[Node], needed: int) -> tuple[Basis, bool]:
    """Return what ``needed`` of the deciding parts rest on, and whether so many of them are firm."""
    firm = sum(not _provisional(node) for node in deciding)
    computed = sum(node.basis is COMPUTED or asked_note(node) is not None for node in deciding)
    reported = sum(node.basis is REPORTED for node in deciding)
    basis = COMPUTED if computed >= needed else REPORTED if reported >= needed else MIXED
    return basis, firm >= min(needed, len(deciding))


def both(one: Joined, other: Joined) -> Joined:
    """Join two verdicts by «and»; what is not applicable drops out."""
    parts = [each for each in (one, other) if each[0] is not NOT_APPLICABLE] or [one]
    not_met = [each for each in parts if each[0] is NOT_MET]
    if not_met:
        firm = [each for each in not_met if not each[3]]
        computed = next((each for each in not_met if each[1] is COMPUTED), not_met[0])
        return NOT_MET, computed[1], (), not firm
    undetermined = [each for each in parts if each[0] is UNDETERMINED]
    if undetermined:
        return UNDETERMINED, None, tuple(dict.fromkeys(reason for each in undetermined for reason in each[2])), False
    bases = {each[1] for each in parts}
    return parts[0][0], bases.pop() if len(bases) == 1 else MIXED, (), any(each[3] for each in parts)


__all__ = ["Passing", "both"]
