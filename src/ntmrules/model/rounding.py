"""Rounding as a text orders it, and the comparison that an unrounded figure has to stand for the same result."""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_DOWN, ROUND_HALF_EVEN, ROUND_HALF_UP, Decimal, localcontext

from ntmrules.model.requirements import Rounding

WAYS = {"up": ROUND_HALF_UP, "even": ROUND_HALF_EVEN, "down": ROUND_HALF_DOWN}
FAR = 200
"""More digits than any figure has: nothing is lost on the way."""


def rounded(figure: Decimal, rounding: Rounding) -> Decimal:
    """Return ``figure`` with ``rounding.digits`` digits behind the point, ``-1`` in tens, ``-2`` in hundreds; a half goes away
    from nought (``up``), to the even digit, or towards nought (``down``)."""
    with localcontext(prec=FAR):
        return _plain(figure.quantize(Decimal(1).scaleb(-rounding.digits), WAYS[rounding.half]))


def _plain(number: Decimal) -> Decimal:
    """Return a number of tens or hundreds written out: 120 and not 1.2E+2."""
    return number.quantize(Decimal(1)) if int(number.as_tuple().exponent) > 0 else number


def before_rounding(op: str, level: Decimal, rounding: Rounding) -> tuple[str, Decimal]:
    """Return the comparison of an unrounded figure that says the same as ``op`` with ``level`` of the rounded one."""
    step = Decimal(1).scaleb(-rounding.digits)
    upward = op in ("at_least", "more_than", "count_at_least")
    # «More than» a level and «at most» it are decided by the next step above it.
    above = op in ("more_than", "at_most")
    with localcontext(prec=FAR):
        least = level.quantize(step, ROUND_FLOOR) + step if above else level.quantize(step, ROUND_CEILING)
        edge = _plain(least - step / 2)
        reached = edge.quantize(step, WAYS[rounding.half]) >= least
    if upward:
        return ("at_least" if reached else "more_than"), edge
    return ("less_than" if reached else "at_most"), edge
