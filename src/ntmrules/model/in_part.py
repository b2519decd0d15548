"""Entries that speak of some years and columns only: whether two of them meet, and what stands where one is silent."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from ntmrules.frozen import evolve
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.requirements import AnyRequirement, Threshold
from ntmrules.model.units import Scheme

Key: TypeAlias = tuple[int | None, str | None]
"""A year and a column; nothing for every one."""

EVERYWHERE: Key = (None, None)


def cells_of(item: AnyRequirement | None) -> tuple[Key, ...]:
    """Return the years and columns of which a demand speaks; of all of them where it has no level of its own."""
    found = dict.fromkeys(
        (row.year, row.area) for level in (walk.thresholds(item) if item else ()) for row in level.rows
    )
    return (EVERYWHERE,) if not found or EVERYWHERE in found else tuple(found)


def meet(one: Iterable[Key], other: Iterable[Key], schemes: Iterable[Scheme]) -> bool:
    """Tell whether some unit and year are in both: columns of two schemes may hold the same unit, two of one scheme not."""
    known = [{area.id for area in scheme.areas} for scheme in schemes]
    theirs = tuple(other)
    return any(_meets(a, b, known) for a in one for b in theirs)


def _meets(one: Key, other: Key, schemes: list[set[str]]) -> bool:
    years = one[0] is None or other[0] is None or one[0] == other[0]
    beside = None in (one[1], other[1]) or one[1] == other[1] or not any({one[1], other[1]} <= each for each in schemes)
    return years and beside


def only_levels_differ(one: AnyRequirement | None, other: AnyRequirement | None) -> bool:
    """Tell whether two demands compare the same in the same way, each with one level of its own."""
    if not isinstance(one, req.Comparison) or not isinstance(other, req.Comparison):
        return False
    same = one.measure is None or other.measure is None or one.measure == other.measure
    return same and not walk.differences(one, other) and not walk.differences(other, one)


def fits_into(national: AnyRequirement | None, given: AnyRequirement | None, schemes: Iterable[Scheme]) -> bool:
    """Tell whether the levels of ``given`` can stand among those of ``national``: the same comparison, columns of one scheme."""
    if national is None or given is None or not only_levels_differ(national, given):
        return False
    own, theirs = ({area for _, area in cells_of(each) if area is not None} for each in (national, given))
    return not own or not theirs or any(own | theirs <= {area.id for area in each.areas} for each in schemes)


def laid_in_part(national: Threshold, given: Threshold) -> Threshold:
    """Return the levels of ``given`` with those of ``national`` for the years and columns of which it says nothing.

    A row for a column goes before one for a year: what ``given`` has for a whole year is written out for each column.
    """
    mine = {(row.year, row.area): row for row in given.rows}
    if EVERYWHERE in mine:
        return given
    years = {year for year, area in mine if area is None and year is not None}
    areas = {area for year, area in mine if year is None and area is not None}
    left = [row for row in national.rows
            if (row.year, row.area) not in mine and row.area not in areas and row.year not in years]  # fmt: skip
    crossed = [evolve(mine[year, None], area=row.area) for row in national.rows
               if row.year is None and row.area is not None and row.area not in areas
               for year in sorted(years) if (year, row.area) not in mine]  # fmt: skip
    return Threshold(rows=(*given.rows, *crossed, *left), common=national.common)


def lost(older: AnyRequirement | None, newer: AnyRequirement | None, schemes: Iterable[Scheme]) -> tuple[Key, ...]:
    """Return the years and columns of which ``older`` speaks and ``newer`` does not, or not of all that is in them."""
    theirs = cells_of(newer)
    known = tuple(schemes)
    return tuple(key for key in cells_of(older) if not any(_holds(each, key) for each in theirs)
                 and not _all_columns(key, theirs, known))  # fmt: skip


def _holds(whole: Key, part: Key) -> bool:
    return all(one is None or one == other for one, other in zip(whole, part, strict=True))


def _all_columns(key: Key, cells: tuple[Key, ...], schemes: tuple[Scheme, ...]) -> bool:
    """Tell whether ``cells`` name every column of a scheme for the year of ``key``, which names none."""
    there = {area for year, area in cells if year is None or year == key[0]}
    return key[1] is None and any(scheme.areas and {area.id for area in scheme.areas} <= there for scheme in schemes)


def schemes_of(*registers: Mapping[str, Scheme]) -> tuple[Scheme, ...]:
    """Return each scheme of some registers once."""
    known = {key: scheme for each in registers for key, scheme in each.items()}
    return tuple({scheme.id: scheme for scheme in known.values()}.values())


__all__ = ["cells_of", "fits_into", "laid_in_part", "lost", "meet", "only_levels_differ", "schemes_of"]
