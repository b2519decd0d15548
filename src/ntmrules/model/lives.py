"""What a rulebook asks on who the units of a file are; the lists themselves stand in :mod:`ntmrules.places`."""

from __future__ import annotations

from typing import Protocol

from ntmrules.model.figures import UnitFigures
from ntmrules.model.life import Life


class Lives(Protocol):
    """What a rulebook asks on who its units are on its day."""

    def were(self, name: str) -> bool:
        """Tell whether ``name`` is that of a unit of an earlier list, which may have ended; quick, for long tables."""

    def of(self, unit: UnitFigures, level: str) -> Life | None:
        """Return what became of the unit, which is of ``level`` where it says no other; nothing where it is still one."""
