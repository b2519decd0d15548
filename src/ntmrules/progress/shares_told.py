"""What is told of the causes of a change: what figures did, what texts did, and what nobody can tell of."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ntmrules.frozen import frozen
from ntmrules.progress.states import NOTHING, Count, Range, Shares


class Changed(Protocol):
    """A unit, or several together: tallies then and now and the change between them."""

    @property
    def then(self) -> Mapping[str, Count]:
        """Tallies of the first day."""
        ...

    @property
    def now(self) -> Mapping[str, Count]:
        """Tallies of the last day."""
        ...

    @property
    def shares(self) -> Mapping[str, Shares | None]:
        """The change of each tally with its shares; nothing between two sets."""
        ...

    @property
    def of_two_sets(self) -> bool:
        """Whether another set was in force on the first day."""
        ...

    @property
    def text_moved(self) -> bool:
        """Whether a text changed between the two days."""
        ...

    @property
    def untold(self) -> tuple[str, ...]:
        """The criteria whose text changed while a report counts without naming any."""
        ...

    def told(self, what: str) -> Shares | None:
        """What can be told of the shares in the change of a tally."""
        ...


@frozen(kw_only=True)
class ToldShares:
    """The shares of a change as they are told to people: what figures did, what texts did, and what nobody can tell of.

    The three add up to the change. ``unclear`` is nothing where all is told.
    """

    figures: Range
    texts: Range
    unclear: Range | None


def told_shares(changed: Changed, what: str) -> ToldShares | None:
    """Return what is told of the shares in the change of a tally: of what is open on a day no range is shared out.

    Nothing between two sets, whose counts are not compared.
    """
    shares, told = changed.shares[what], changed.told(what)
    if shares is None or told is None:
        return None
    own = shares.change
    rest = Range(low=own.low - told.change.low, high=own.high - told.change.high)
    return ToldShares(figures=told.figures, texts=told.texts, unclear=None if rest == NOTHING else rest)
