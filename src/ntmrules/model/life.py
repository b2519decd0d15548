"""What became of a unit: merged, renamed or divided before the day on which somebody judges it."""

from __future__ import annotations

from enum import StrEnum

from ntmrules.frozen import frozen


class Fate(StrEnum):
    """What became of a unit. Values are the codes of the notes that say so."""

    RENAMED = "unit_renamed"
    """Another name, the same territory."""
    MERGED = "unit_merged"
    """It went entire into a larger one, whose figures nobody can make out of its own."""
    SPLIT = "unit_split"
    """Parts of it went into several: of which part a figure speaks is not known."""
    ENDED = "unit_ended"
    """It is no unit any more; what it became is not known, or it can be one of several of its name."""


@frozen(kw_only=True)
class Life:
    """What became of the unit that figures speak of: its full name then, and those of the units of today in its place."""

    fate: Fate
    old: str
    new: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.old} → {'; '.join(self.new)}" if self.new else self.old
