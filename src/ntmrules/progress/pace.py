"""At which pace a tally rose, and when a target would be reached if it went on so; never from fewer than two points."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

from ntmrules.frozen import evolve, frozen

FAR = 3660  # ten years: farther out a day says nothing


@frozen(kw_only=True)
class Point:
    """How far a target was reached on a day: how many were met, or how far a figure is from its level (below nought)."""

    day: date
    met: Fraction | int


@frozen(kw_only=True)
class Expected:
    """Between which days a target is reached at the pace so far, and from how many points that is said.

    ``last`` is nothing where the slower pace never gets there within ten years.
    """

    first: date
    last: date | None
    points: int


def expected(
    points: Sequence[Point], target: int, *, step: Fraction | int = 1, on: date | None = None
) -> Expected | str:
    """Return when ``target`` is reached at the pace so far, or why not: ``few``, ``stands``, ``far``, ``reached``.

    A tally is a whole number, so each end of a pace is uncertain by half of one (of a figure: by half a ``step``); with three
    points and more the slowest and the fastest stretch are taken too. A target that is not reached ``on`` a day is expected after
    it: where the pace would have reached it by then, it has stood still since the last point, and that counts.
    """
    if not points or len({point.day for point in points}) < 2:
        return "few"
    ordered = sorted(points, key=lambda point: point.day)
    first, last = ordered[0], ordered[-1]
    if last.met >= target:
        return "reached"
    gained, days = last.met - first.met, (last.day - first.day).days
    if gained <= 0:
        return "stands"
    paces = [Fraction(2 * gained - step, 2 * days), Fraction(2 * gained + step, 2 * days)]
    paces += [Fraction(Fraction(two.met - one.met), (two.day - one.day).days)
              for one, two in pairwise(ordered) if len(ordered) > 2 and two.day > one.day]  # fmt: skip
    left = target - last.met
    fast, slow = max(paces), min(paces)
    ends = [_after(last.day, Fraction(left) / pace) if pace > 0 else None for pace in (fast, slow)]
    if ends[0] is None:
        return "far"  # it went on, and ten years at the fastest pace are not enough
    found = Expected(first=ends[0], last=ends[1], points=len(ordered))
    if on is None or found.first > on:
        return found
    if found.last is None or found.last > on:
        return evolve(found, first=on + timedelta(days=1))
    still = expected((first, Point(day=on, met=last.met)), target, step=step)
    return still if isinstance(still, str) else evolve(still, points=len(ordered))


def _after(day: date, days: Fraction) -> date | None:
    whole = -(-days.numerator // days.denominator)
    return day + timedelta(days=whole) if whole <= FAR else None
