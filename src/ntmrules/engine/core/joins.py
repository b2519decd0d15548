"""Joining nodes: what several verdicts make together, what that rests on, and how many there are."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from ntmrules.engine.core.nodes import new_tuple
from ntmrules.model.logic import bar, joined
from ntmrules.model.trace import Node, Note, NoteCode
from ntmrules.model.verdicts import Basis, Reason, Verdict

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
UNDETERMINED, NOT_APPLICABLE = Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE
COMPUTED, REPORTED, MIXED = Basis.COMPUTED, Basis.REPORTED, Basis.MIXED

MOST_KEPT = 4096  # of outcomes by their counts: a few hundred come up, of however many units

Joined: TypeAlias = tuple[Verdict, Basis | None, tuple[Reason, ...], bool]

IMPLIED = Note(NoteCode.IMPLIED_BY_CRITERION)
IF_APPLICABLE = Note(NoteCode.MET_IF_APPLICABLE)
UNFORESEEN = Note(NoteCode.NOT_APPLICABLE_UNFORESEEN)
WHERE_ASKED = {MET: NoteCode.MET_WHERE_ASKED, NOT_MET: NoteCode.NOT_MET_WHERE_ASKED}
PROVISIONAL = "provisional"


def where_asked(verdict: Verdict, *, provisional: bool) -> Note:
    """Return the note on what has ``verdict`` or is not applicable, while nobody knows which of the two."""
    return Note(WHERE_ASKED[verdict], PROVISIONAL if provisional else "")


def asked_note(node: Node) -> Note | None:
    """Return the note of a node that is open only for whether it applies; nothing of any other."""
    if node.verdict is not UNDETERMINED:
        return None
    return next((note for note in node.notes if note.code in WHERE_ASKED.values()), None)


def ruled_out(asked: Note | None, reported: Verdict) -> Verdict | None:
    """Return the verdict, wherever it is asked, of what is open only for whether it is (``asked``), where a report is against it.

    It is not what was reported, whether it applies or not: such a report contradicts, and decides nothing.
    """
    if asked is None or reported not in WHERE_ASKED or asked.code is WHERE_ASKED[reported]:
        return None
    return NOT_MET if reported is MET else MET


def is_where_asked(node: Node, verdict: Verdict) -> bool:
    """Tell whether a node has ``verdict`` or is not applicable, and nobody knows which."""
    note = asked_note(node)
    return note is not None and note.code is WHERE_ASKED[verdict]


def asked_met(node: Node) -> tuple[bool, bool]:
    """Return whether a node is met or not applicable, nobody knows which, and whether being met would be provisional."""
    note = asked_note(node)
    found = note is not None and note.code is NoteCode.MET_WHERE_ASKED
    return found, found and note is not None and note.value == PROVISIONAL


def join(k: int, nodes: tuple[Node, ...], concluded: Verdict | None = None, silent: Reason | None = None) -> Joined:
    """Join parts of one requirement: are at least ``k`` met? Also what it rests on, reasons, whether provisional.

    A verdict ``concluded`` elsewhere is taken over; only what it rests on is found here. ``silent``: the reason where ``k``
    is a number of the text and fewer parts apply, which it does not foresee: nothing is met by those alone.
    """
    verdict, basis, provisional, short = _some_of(k, len(nodes), weigh(nodes), concluded, silent is not None)
    if verdict is not UNDETERMINED:
        return verdict, basis, (), provisional
    reasons = {reason: None for node in nodes if node.verdict is UNDETERMINED for reason in node.reasons}
    return UNDETERMINED, None, (silent, *reasons) if short and silent is not None else tuple(reasons), False


@lru_cache(maxsize=MOST_KEPT)
def _some_of(
    k: int, number: int, weights: Weights, concluded: Verdict | None, exactly: bool
) -> tuple[Verdict, Basis | None, bool, bool]:
    """Return verdict, what it rests on, whether it is provisional, whether fewer parts apply than the text asks ``exactly``."""
    total = number - weights.not_applicable
    verdict = joined(k, weights.met, weights.not_met, total) if concluded is None else concluded
    if verdict is NOT_APPLICABLE:
        return NOT_APPLICABLE, REPORTED, False, False
    short = exactly and k > total
    if verdict is UNDETERMINED or (short and verdict is MET):
        return UNDETERMINED, None, False, short
    if verdict is MET:
        needed, firm = bar(k, total).met, weights.firm_met
        computed, reported = weights.computed_met, weights.reported_met
    else:
        needed, firm = bar(k, total).not_met, weights.firm_not_met
        computed, reported = weights.computed_not_met, weights.reported_not_met
    basis = COMPUTED if computed >= needed else REPORTED if reported >= needed else MIXED
    return verdict, basis, firm < needed, short


def implied(
    nodes: tuple[Node, ...], reported: Verdict, *, complete: bool, foreseen: bool, elsewhere: Sequence[bool]
) -> tuple[Node, ...]:
    """Carry a reported criterion down to its indicators, only as far as it follows.

    Met: every applicable indicator is met; one that may yet turn out not applicable (``elsewhere``, one for each of
    ``nodes``) is met or not applicable, and stays open unless it is the only one left that can be met at all.
    What is not met wherever it is asked is then not asked. Not met: when all but one are met, or met wherever they are asked,
    and the criterion is whole, that one is not; an indicator reported as not applicable where the text does not foresee it
    says nothing about its neighbours.
    Not applicable where the text does not foresee it stays as doubtful below as it is above.
    """
    undetermined = [node.verdict is UNDETERMINED for node in nodes]
    left_out = [node.verdict is NOT_APPLICABLE and not unsettled(node) for node in nodes]
    where = [None if note is None else note.code for note in map(asked_note, nodes)]
    if reported is NOT_MET:
        fine = [node.verdict is MET or out or code is NoteCode.MET_WHERE_ASKED
                for node, out, code in zip(nodes, left_out, where, strict=True)]  # fmt: skip
        last = [each and complete and not fine[at] and _all_but(fine, at) for at, each in enumerate(undetermined)]
        return _carried(nodes, reported, last)
    if reported is NOT_APPLICABLE:
        return _carried(nodes, reported, undetermined, *(() if foreseen else (UNFORESEEN,)))
    gone = [out or code is NoteCode.NOT_MET_WHERE_ASKED for out, code in zip(left_out, where, strict=True)]
    kept = [each and elsewhere[at] and not (complete and _all_but(gone, at)) for at, each in enumerate(undetermined)]
    doubtful = (node._replace(notes=(*node.notes, IF_APPLICABLE)) if keep and code is None else node
                for node, keep, code in zip(nodes, kept, where, strict=True))  # fmt: skip
    which = [each and not keep for each, keep in zip(undetermined, kept, strict=True)]
    return _carried(tuple(doubtful), reported, which)


def _all_but(each: Sequence[bool], at: int) -> bool:
    return all(each[:at]) and all(each[at + 1 :])


def _carried(nodes: tuple[Node, ...], reported: Verdict, which: Sequence[bool], *notes: Note) -> tuple[Node, ...]:
    return tuple(
        node._replace(verdict=reported, basis=REPORTED, reasons=(), notes=(*node.notes, IMPLIED, *notes))
        if carry
        else node
        for node, carry in zip(nodes, which, strict=True)
    )


def unsettled(node: Node) -> bool:
    """Tell whether a part was reported as not applicable where the text does not foresee it: as good as open."""
    return node.verdict is NOT_APPLICABLE and node.has_note(UNFORESEEN.code)


class Counts(NamedTuple):
    """The indicators of one criterion in the tally.

    ``met``, ``not_met``, ``undetermined``, ``not_applicable``: how many have this verdict. ``low`` and ``high``: how many can
    be met in the end, with those that the decision counts and nobody wrote down. ``reported``: how many rest on a report alone.
    """

    met: int
    not_met: int
    undetermined: int
    not_applicable: int
    low: int
    high: int
    reported: int


class Weights(NamedTuple):
    """What a row of nodes comes to: how many there are of each verdict, and what those rest on.

    ``met``, ``not_met``, ``not_applicable``: how many have this verdict. ``unsettled`` are those not applicable though the text
    does not foresee it; ``reported`` those that rest on a report. ``firm_met``, ``firm_not_met``: those not provisional;
    ``computed_met``, ``computed_not_met``: those computed; ``reported_met``, ``reported_not_met``: those of a report alone.
    ``asked_met``, ``asked_not_met``: those open that are met (not met) or not applicable; ``firm_asked_met``,
    ``firm_asked_not_met``: those of them that would not be provisional.
    """

    met: int
    not_met: int
    not_applicable: int
    unsettled: int
    reported: int
    firm_met: int
    firm_not_met: int
    computed_met: int
    computed_not_met: int
    reported_met: int
    reported_not_met: int
    asked_met: int = 0
    asked_not_met: int = 0
    firm_asked_met: int = 0
    firm_asked_not_met: int = 0

    @classmethod
    def of_common(cls, met: int, not_met: int, firm_met: int, firm_not_met: int) -> Weights:
        """Return the weights of nodes that were all compared, and are all met or not met."""
        return cls(met, not_met, 0, 0, 0, firm_met, firm_not_met, met, not_met, 0, 0)


def weigh(nodes: Sequence[Node]) -> Weights:
    """Return what ``nodes`` come to, in one walk."""
    met = not_met = not_applicable = unsettled = reported = 0
    firm_met = firm_not_met = computed_met = computed_not_met = reported_met = reported_not_met = 0
    asked_met = asked_not_met = firm_asked_met = firm_asked_not_met = 0
    for node in nodes:
        verdict, basis = node.verdict, node.basis
        if basis is REPORTED:
            reported += 1
        if verdict is MET:
            met += 1
            if not node.provisional:
                firm_met += 1
            if basis is COMPUTED:
                computed_met += 1
            elif basis is REPORTED:
                reported_met += 1
        elif verdict is NOT_MET:
            not_met += 1
            if not node.provisional:
                firm_not_met += 1
            if basis is COMPUTED:
                computed_not_met += 1
            elif basis is REPORTED:
                reported_not_met += 1
        elif verdict is NOT_APPLICABLE:
            not_applicable += 1
            unsettled += node.has_note(UNFORESEEN.code)
        elif node.notes and (note := asked_note(node)) is not None:
            firm = note.value != PROVISIONAL
            if note.code is NoteCode.MET_WHERE_ASKED:
                asked_met, firm_asked_met = asked_met + 1, firm_asked_met + firm
            else:
                asked_not_met, firm_asked_not_met = asked_not_met + 1, firm_asked_not_met + firm
    return new_tuple(
        Weights,
        (
            met, not_met, not_applicable, unsettled, reported, firm_met, firm_not_met, computed_met, computed_not_met,
            reported_met, reported_not_met, asked_met, asked_not_met, firm_asked_met, firm_asked_not_met,
        ),
    )  # fmt: skip


@lru_cache(maxsize=MOST_KEPT)
def count(
    number: int, weights: Weights, reported: Verdict | None, *, missing: int, na_counts: bool, known: bool,
    hidden: bool = False,
) -> Counts:  # fmt: skip
    """Return what one criterion of ``number`` nodes comes to in the tally.

    ``said`` is a report on the criterion itself; ``missing`` how many indicators the decision counts and nobody has written
    down; ``na_counts``: what does not apply counts as met; ``known``: the number that the decision counts is known.
    ``hidden``: the set counts indicators that nobody wrote down and that may be of this criterion.
    """
    met, not_met, not_applicable, unsettled = weights.met, weights.not_met, weights.not_applicable, weights.unsettled
    undetermined = number - met - not_met - not_applicable
    low = met + (not_applicable - unsettled if na_counts else 0)
    high = low + undetermined + unsettled + missing
    if reported is MET and known:
        low += missing  # all that the decision counts under a met criterion are met, written down here or not
    if reported is MET and na_counts:
        low += undetermined  # what is still undetermined under it is met or does not apply, and both count
    elif na_counts:
        low += weights.asked_met
    if not na_counts:
        high -= weights.asked_not_met
    lost = not_met or (weights.asked_not_met and not na_counts)
    if reported is NOT_MET and not lost and (high > low or hidden):
        high -= 1  # at least one is not met, though the report does not say which; it may be one nobody wrote down
    return new_tuple(Counts, (met, not_met, undetermined, not_applicable, low, high, weights.reported))


def join_all(nodes: Sequence[Node], weights: Weights, concluded: Verdict | None = None) -> Joined:
    """Join by Kleene «and»: verdict, what it rests on, reasons when undetermined, whether it is provisional.

    Not applicable drops out where the text foresees it, and is as good as undetermined where it does not. A verdict is
    provisional when it would not stand without a provisional part. A verdict ``concluded`` elsewhere is taken over; only
    what it rests on is found here.
    """
    verdict, basis, provisional = _all_of(len(nodes), weights, concluded)
    if verdict is not UNDETERMINED:
        return verdict, basis, (), provisional
    reasons = {reason: None for node in nodes if node.verdict is not MET for reason in node.reasons}
    return UNDETERMINED, None, tuple(reasons), False


@lru_cache(maxsize=MOST_KEPT)
def _all_of(number: int, weights: Weights, concluded: Verdict | None) -> tuple[Verdict, Basis | None, bool]:
    met, not_met, not_applicable = weights.met, weights.not_met, weights.not_applicable - weights.unsettled
    verdict, remaining = concluded, number - not_applicable
    if verdict is None:  # a criterion of which no indicator is written down is not known, and no part is missing
        verdict = joined(remaining, met, not_met, remaining) if number else UNDETERMINED
        if met and met + weights.asked_met == remaining:
            verdict = MET  # whether the others apply makes no difference
    if verdict is NOT_MET:
        mixed = MIXED if weights.reported_not_met < not_met else REPORTED
        return NOT_MET, COMPUTED if weights.computed_not_met else mixed, not weights.firm_not_met
    if verdict is UNDETERMINED:
        return UNDETERMINED, None, False
    if verdict is NOT_APPLICABLE:
        return NOT_APPLICABLE, REPORTED if weights.reported else COMPUTED, False
    left_out = weights.reported - weights.reported_met  # what was reported as not applicable decides with what is met
    computed = weights.computed_met == met and not left_out
    basis = COMPUTED if computed else REPORTED if weights.reported_met == met else MIXED
    asked = weights.asked_met if met < remaining else 0
    return MET, basis, weights.firm_met < met or (asked > 0 and weights.firm_asked_met < asked)


def open_only_for_asking(nodes: Sequence[Node], weights: Weights) -> Note | None:
    """Return the note on «and» of ``nodes`` that is met (not met) or not applicable; nothing where more is open."""
    remaining = len(nodes) - weights.not_applicable + weights.unsettled
    if remaining and weights.asked_met == remaining:
        return where_asked(MET, provisional=weights.firm_asked_met < remaining)
    if remaining and weights.asked_not_met == remaining:
        return where_asked(NOT_MET, provisional=not weights.firm_asked_not_met)
    return None
