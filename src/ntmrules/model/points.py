"""Points as ranges: what may still come of them, added up, cut at a cap, put into bands and compared with what is asked.

One arithmetic for the scales of provinces and the sheets of OCOP. All of it is exact: decimals as they are written, fractions
where points come in proportion. A range is decided only where both its ends come to the same under every level.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any, NamedTuple, Protocol, TypeVar

from ntmrules.model.logic import OPERATORS
from ntmrules.model.verdicts import Verdict


class Ranged(Protocol):
    """Something with the least and the most points that it may come to."""

    @property
    def low(self) -> Any:
        """The least points."""

    @property
    def high(self) -> Any:
        """The most points."""


class Range(NamedTuple):
    """The least and the most points, decimals or fractions."""

    low: Any
    high: Any


class Step(Protocol):
    """A band of points or of a figure, which begins ``from_`` a number on."""

    @property
    def from_(self) -> Decimal:
        """Where the band begins."""


_MAY_BE_MET = (Verdict.MET, Verdict.UNDETERMINED)

S = TypeVar("S", bound=Step)


def total(parts: Iterable[Ranged], start: Decimal | Fraction = Decimal(0)) -> Range:
    """Return what ``parts`` come to together; ``start`` for none of them."""
    low: Any = start
    high: Any = start
    for part in parts:
        low, high = low + part.low, high + part.high
    return Range(low, high)


def by_verdict(verdict: Verdict | None, points: Decimal | Fraction) -> Range:
    """Return what is given for an indicator: all of ``points`` when it is met, either way while that is open, else none."""
    none = type(points)(0)
    if verdict not in _MAY_BE_MET:
        return Range(none, none)
    return Range(points, points) if verdict is Verdict.MET else Range(min(none, points), max(none, points))


def capped(found: Range, cap: Decimal | None) -> Range:
    """Return a range that counts no further than ``cap``."""
    if cap is None:
        return found
    most = type(found.high)(cap)
    return Range(min(found.low, most), min(found.high, most))


def reached(found: Ranged, levels: Sequence[Decimal], op: str = "at_least") -> Verdict:
    """Compare points with every level that may hold: decided where both ends of the range come to the same under all."""
    test = OPERATORS[op]
    held = {test(end, level) for end in (found.low, found.high) for level in levels}
    if len(held) != 1:
        return Verdict.UNDETERMINED
    return Verdict.MET if held.pop() else Verdict.NOT_MET


def band_of(bands: Iterable[S], number: Decimal | Fraction) -> S | None:
    """Return the highest band that ``number`` reaches, its lower end included; nothing below the first."""
    kind = type(number)  # decimals and fractions compare with their own kind only
    return max((band for band in bands if kind(band.from_) <= number), key=lambda band: band.from_, default=None)


__all__ = ["Range", "Ranged", "band_of", "by_verdict", "capped", "reached", "total"]
