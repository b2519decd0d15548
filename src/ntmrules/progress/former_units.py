"""Units that are none any more on a day, in a table beside the units that stand in their place: counted once, not twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ntmrules.model.figures import UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.unit_names import bare_province, parted, same_name


def without_former(
    units: Sequence[UnitFigures], book_of: Callable[[str | None], Rulebook]
) -> tuple[tuple[UnitFigures, ...], tuple[UnitFigures, ...]]:
    """Return the units to count together, and those that ended while a unit in their place is among the others."""
    kept: list[UnitFigures] = []
    former: list[UnitFigures] = []
    called: dict[str, list[UnitFigures]] = {}
    for unit in units:
        called.setdefault(parted(unit.unit)[1], []).append(unit)
    for unit in units:
        book = book_of(unit.province)
        life = book.lives.of(unit, book.set.level) if book.lives is not None and book.lives.were(unit.unit) else None
        new = life.new if life is not None else ()
        beside = any(
            _is(other, name, unit) for name in new for other in called.get(parted(name)[1], ()) if other is not unit
        )
        (former if beside else kept).append(unit)
    return tuple(kept), tuple(former)


def _is(other: UnitFigures, name: str, unit: UnitFigures) -> bool:
    """Tell whether a unit is the one of a name in the place of another, as far as both say their province."""
    together = not other.province or not unit.province or bare_province(other.province) == bare_province(unit.province)
    return together and same_name(other.unit, name)


__all__ = ["without_former"]
