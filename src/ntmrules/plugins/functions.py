"""Rule functions: the last resort for a demand that no kind of requirement can say."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal

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
