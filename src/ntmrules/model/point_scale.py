"""A graded scale of points: what gives them, in which groups, between which ends."""

from __future__ import annotations

from decimal import Decimal

from ntmrules.frozen import frozen
from ntmrules.model.evidence import Evidence
from ntmrules.model.points import Range, capped, total
from ntmrules.model.text import Text


@frozen(kw_only=True)
class Band:
    """From this figure on so many points, until the next band begins."""

    from_: Decimal
    points: Decimal


@frozen(kw_only=True)
class Scored:
    """One thing that gives points; just one of four ways.

    ``indicator`` with ``points``: so many when it is met. ``measure`` with ``bands``: those of the highest band reached, none
    below the first. ``measure`` with ``full_at`` and ``points``: in proportion to the figure, all of them from ``full_at`` on.
    ``measure`` with ``deduct`` and ``most``: so many taken off for each of the figure, at most ``most``.
    """

    indicator: str | None = None
    measure: str | None = None
    points: Decimal | None = None
    bands: tuple[Band, ...] = ()
    full_at: Decimal | None = None
    deduct: Decimal | None = None
    most: Decimal | None = None

    @property
    def way(self) -> str:
        """By which of its keys it gives points; ``mixed`` for none or for keys of several ways."""
        given = {name for name in ("indicator", "measure", "points", "full_at", "deduct", "most") if
                 getattr(self, name) is not None} | ({"bands"} if self.bands else set())  # fmt: skip
        ways = {"indicator": {"indicator", "points"}, "bands": {"measure", "bands"},
                "proportion": {"measure", "full_at", "points"}, "deduction": {"measure", "deduct", "most"}}  # fmt: skip
        return next((way for way, keys in ways.items() if keys == given), "mixed")

    @property
    def steps(self) -> tuple[Decimal, ...]:
        """The figures from which on it gives other points: where bands begin, or all points are given."""
        return (*(band.from_ for band in self.bands), *((self.full_at,) if self.full_at is not None else ()))

    @property
    def ends(self) -> tuple[Decimal, Decimal]:
        """The least and the most points that it can give."""
        if self.way == "bands":
            found = [Decimal(0), *(band.points for band in self.bands)]
            return min(found), max(found)
        if self.way == "deduction":
            return -(self.most or Decimal(0)), Decimal(0)
        return Decimal(0), self.points or Decimal(0)


@frozen(kw_only=True)
class PointGroup:
    """Things that give points together: never more than ``cap``, and, where there is a ``least``, no fewer than that."""

    id: str
    name: Text
    items: tuple[Scored, ...]
    evidence: Evidence
    cap: Decimal | None = None
    least: Decimal | None = None

    @property
    def ends(self) -> Range:
        """The least and the most points that it can come to."""
        return capped(total(Range(*each.ends) for each in self.items), self.cap)
