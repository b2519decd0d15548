"""Strong Kleene logic over verdicts, and comparison with one or several candidate levels.

Everything that joins verdicts here is one question: are at least ``k`` of ``n`` met? «All» is k = n, «any» is k = 1.
An undetermined part may turn out either way, so a join is decided only when no completion could change it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from decimal import Decimal
from operator import ge, gt, le, lt

from ntmrules.model.verdicts import Verdict

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
UNDETERMINED, NOT_APPLICABLE = Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE

OPERATORS: dict[str, Callable[[Decimal, Decimal], bool]] = {
    "at_least": ge,
    "at_most": le,
    "more_than": gt,
    "less_than": lt,
    "count_at_least": ge,
}


def k_of(k: int, verdicts: Iterable[Verdict]) -> Verdict:
    """Decide whether at least ``k`` are met; parts that are not applicable drop out, each lowering ``k`` past the rest.

    With all parts not applicable the result is not applicable.
    """
    met = not_met = total = 0
    dropped = 0
    for verdict in verdicts:
        if verdict is NOT_APPLICABLE:
            dropped += 1
            continue
        total += 1
        if verdict is MET:
            met += 1
        elif verdict is NOT_MET:
            not_met += 1
    if not total:
        return NOT_APPLICABLE if dropped else MET if k <= 0 else NOT_MET
    k = min(k, total)
    if met >= k:
        return MET
    return NOT_MET if total - not_met < k else UNDETERMINED


def all_of(verdicts: Sequence[Verdict]) -> Verdict:
    """Kleene «and»."""
    return k_of(len(verdicts), verdicts)


def any_of(verdicts: Sequence[Verdict]) -> Verdict:
    """Kleene «or»."""
    return k_of(1, verdicts)


def negate(verdict: Verdict) -> Verdict:
    """Kleene «not»."""
    return {MET: NOT_MET, NOT_MET: MET}.get(verdict, verdict)


def compare(op: str, figure: Decimal, levels: Sequence[Decimal]) -> Verdict:
    """Compare with every candidate level: met or not met when all agree, else undetermined."""
    test = OPERATORS[op]
    first = test(figure, levels[0])
    for level in levels[1:]:
        if test(figure, level) is not first:
            return UNDETERMINED
    return MET if first else NOT_MET


def agree(verdicts: Iterable[Verdict]) -> Verdict:
    """Return the verdict that all share, else undetermined: for candidates of any kind (levels, areas, texts)."""
    found = set(verdicts)
    return found.pop() if len(found) == 1 else UNDETERMINED
