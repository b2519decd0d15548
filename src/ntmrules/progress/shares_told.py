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
    def shares(self) -> Mapping[str, Shares]:
        """The change of each tally with its shares."""
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

    def told(self, what: str) -> Shares:
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


def told_shares(changed: Changed, what: str) -> ToldShares:
    """Return what is told of the shares in the change of a tally: of what is open on a day no range is shared out."""
    own, told = changed.shares[what].change, changed.told(what)
    rest = Range(low=own.low - told.change.low, high=own.high - told.change.high)
    return ToldShares(figures=told.figures, texts=told.texts, unclear=None if rest == NOTHING else rest)
