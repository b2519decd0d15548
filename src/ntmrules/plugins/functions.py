"""Rule functions: the last resort for a demand that no kind of requirement can say."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from decimal import Decimal

from ntmrules.errors import Problem, problem
from ntmrules.frozen import frozen
from ntmrules.model.verdicts import Verdict


@frozen(kw_only=True)
class RuleFunction:
    """A Python function that judges figures, with what it reads and which way better figures go.

    ``judge`` is called with every measure in ``reads`` (numbers, or verdicts for yes/no measures), only when all are
    there; it has to be pure and return met or not met. ``direction`` says for each measure whether ``more`` or ``less``
    is better, so that the properties can be tested on it.
    """

    reads: tuple[str, ...]
    direction: Mapping[str, str]
    judge: Callable[[Mapping[str, Decimal | Verdict]], Verdict]


def no_function(name: str, known: Iterable[str]) -> Problem:
    """Return what is said where a rule asks for a function that no plugin brings; ``known`` are those that some bring."""
    names = tuple(known)
    if not names:
        return problem("NTM209.none", name=name)
    return problem("NTM209.unknown", name=name, known=", ".join(names), near=(name, names))
