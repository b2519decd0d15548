"""What became of a unit: merged, renamed or divided before the day on which somebody judges it."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from attrs import frozen

if TYPE_CHECKING:
    from ntmrules.model.figures import UnitFigures


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


class Lives(Protocol):
    """What a rulebook asks on who its units are on its day."""

    def were(self, name: str) -> bool:
        """Tell whether ``name`` is that of a unit of an earlier list, which may have ended; quick, for long tables."""

    def of(self, unit: UnitFigures, level: str) -> Life | None:
        """Return what became of the unit, which is of ``level`` where it says no other; nothing where it is still one."""
