"""Which units of a file a criteria set judges, and which it leaves out since they are of another level."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ntmrules.errors import UnitError, problem
from ntmrules.figures.levels import level_told
from ntmrules.figures.own_word import half_placed
from ntmrules.model.asked import child_sets
from ntmrules.model.figures import FigureTable, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import named, same_name


def chosen_units(table: FigureTable, book: Rulebook, names: Sequence[str] | None = None) -> tuple[UnitFigures, ...]:
    """Return the units that were asked for: by name, else all that the set of ``book`` judges.

    Those are the units of its level, and of those that name no level the outermost where the set looks at units inside,
    else all that have figures: a commune that names its district is judged, and the district it names is not. A unit
    without a level whose name begins with a word for another one (``phường T``) is not judged; asked for by name it is
    refused (``UnitError`` NTM610). Where ``book`` is of no province and some units of the file say theirs, those that do
    not are refused (NTM613).
    """
    found = _chosen(table, book, names)
    wrong = list(half_placed(table.units, found, table.name)) if book.province is None else []
    if wrong:
        raise UnitError(wrong)
    return found


def _chosen(table: FigureTable, book: Rulebook, names: Sequence[str] | None) -> tuple[UnitFigures, ...]:
    level = book.set.level
    if names:
        asked = tuple(table.unit(name) for name in names)
        for unit in asked:
            own = level_told(unit, book)
            if own not in (None, level):
                raise UnitError(problem("NTM610.level", table.name, unit=unit.unit, own=own, asked=level))
        return asked
    fitting = [unit for unit in table.units if level_told(unit, book) in (None, level)]
    if child_sets(book):
        inside = {_who(child) for unit in fitting for child in unit.children}
        return tuple(unit for unit in fitting if _who(unit) not in inside or unit.level == level)
    return tuple(unit for unit in fitting if unit.level == level or unit.entries or not unit.children)


def other_levels(table: FigureTable, book: Rulebook) -> list[str]:
    """Return the names of the units with figures that the set does not look at, since they are of another level."""
    judged = {book.set.level, *child_sets(book), None}
    found = [(unit.unit, level_told(unit, book)) for unit in table.units if unit.entries]
    return [name for name, level in found if level not in judged]


def same_unit(table: FigureTable, unit: UnitFigures) -> UnitFigures | None:
    """Return the unit of an earlier file that is the one of a later file: by name, and by what it lies in."""
    found = [each for each in named(unit.unit, [(each.unit, each) for each in table.units])
             if (each.within is None or unit.within is None or same_name(each.within, unit.within))
             and (each.province is None or unit.province is None or fold(each.province) == fold(unit.province))]  # fmt: skip
    return table.unit(unit.unit) if len(found) > 1 else next(iter(found), None)


def paired(table: FigureTable, units: Iterable[UnitFigures]) -> Iterator[tuple[UnitFigures, UnitFigures | None]]:
    """Yield each unit with the one of another file that it is, or nothing; see :func:`same_unit`.

    Raises ``UnitError`` NTM609 for a unit of that file that would be two of these.
    """
    units = list(units)
    taken: list[UnitFigures] = []
    for unit in units:
        other = same_unit(table, unit)
        if other is not None and any(other is each for each in taken):
            found = "; ".join(each.called for each in units if same_unit(table, each) is other)
            raise UnitError(problem("NTM609.asked", table.name, name=other.unit, found=found, example=unit.called))
        taken += [] if other is None else [other]
        yield unit, other


def _who(unit: UnitFigures) -> tuple[str | None, ...]:
    return unit.unit, unit.level, unit.province, unit.within
