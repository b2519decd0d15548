"""Units that are none any more on a day, or none yet, in a table beside those of that day: no territory counts twice."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from ntmrules.figures.unlisted import MOST, is_listed
from ntmrules.figures.withdrawn import known_on
from ntmrules.messages.speech import few
from ntmrules.model.days import DAY
from ntmrules.model.figures import Remark, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.unit_names import bare_province, parted, same_name
from ntmrules.model.units import LAST_DAY_OF_63


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


def without_later(
    units: Sequence[UnitFigures], book_of: Callable[[str | None], Rulebook]
) -> tuple[tuple[UnitFigures, ...], tuple[UnitFigures, ...]]:
    """Return the units to count on a day of before the reform, and those that were first formed by it: nothing is known of them.

    A unit whose province nobody says is counted; where none is left, all are.
    """
    kept: list[UnitFigures] = []
    later: list[UnitFigures] = []
    for unit in units:
        book = book_of(unit.province)
        (later if _is_of_after(unit, book) else kept).append(unit)
    return (tuple(kept), tuple(later)) if kept else (tuple(units), ())


def not_counted(name: str, sheet: str, called: Sequence[str], day: date) -> tuple[Remark, ...]:
    """Return the remark on units that are not counted on a day: ``former``, beside those in their place, or ``not_yet``."""
    values = {"sheet": sheet, "count": len(called), "units": few(called, MOST), "day": day}
    return (Remark(name, dict(values)),) if called else ()


def _is_of_after(unit: UnitFigures, book: Rulebook) -> bool:
    day, level = book.on, unit.level or book.set.level
    if unit.province is None or day > LAST_DAY_OF_63 or any(known_on(entry) <= str(day) for entry in unit.entries):
        return False
    listed = [is_listed(unit.unit, unit.province, level, each) for each in (day, LAST_DAY_OF_63 + DAY)]
    return listed == [False, True]


def _is(other: UnitFigures, name: str, unit: UnitFigures) -> bool:
    """Tell whether a unit is the one of a name in the place of another, as far as both say their province."""
    together = not other.province or not unit.province or bare_province(other.province) == bare_province(unit.province)
    return together and same_name(other.unit, name)


__all__ = ["not_counted", "without_former", "without_later"]
