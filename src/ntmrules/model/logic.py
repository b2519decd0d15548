"""Strong Kleene logic over verdicts, and comparison with one or several candidate levels.

Everything that joins verdicts here is one question: are at least ``k`` of ``n`` met? «All» is k = n, «any» is k = 1.
An undetermined part may turn out either way, so a join is decided only when no completion could change it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from operator import ge, gt, le, lt
from typing import NamedTuple

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


class Bar(NamedTuple):
    """How many parts of a join have to be met for it to be met, and how many not met for it to be not met."""

    met: int
    not_met: int


def bar(k: int, remaining: int) -> Bar:
    """Return what decides «at least ``k`` of ``remaining``»; ``k`` past those that remain asks for all of them.

    ``remaining`` counts the parts that are applicable, one at least. Every engine joins by these two numbers: the
    reference engine counts, the rules of the forward engine fire at them, the table engine asks its circuit for them.
    """
    k = min(k, remaining)
    return Bar(k, remaining - k + 1)


def joined(k: int, met: int, not_met: int, remaining: int) -> Verdict:
    """Decide whether at least ``k`` parts are met, of ``remaining`` that are applicable; the rest is undetermined.

    Parts that are not applicable are not counted by the caller; where none remains the join is not applicable.
    """
    if not remaining:
        return NOT_APPLICABLE
    needed = bar(k, remaining)
    if met >= needed.met:
        return MET
    return NOT_MET if not_met >= needed.not_met else UNDETERMINED


def compare(op: str, figure: Decimal, levels: Sequence[Decimal]) -> Verdict:
    """Compare with every candidate level: met or not met when all agree, else undetermined."""
    test = OPERATORS[op]
    first = test(figure, levels[0])
    for level in levels[1:]:
        if test(figure, level) is not first:
            return UNDETERMINED
    return MET if first else NOT_MET
