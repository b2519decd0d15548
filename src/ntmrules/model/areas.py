"""The columns of a set in which a unit can stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from ntmrules.errors import CatalogError, Problem, UnitError, problem
from ntmrules.model.requirements import Threshold
from ntmrules.model.sets import CriteriaSet
from ntmrules.model.spelling import fold
from ntmrules.model.units import Province, Scheme


def columns(
    criteria_set: CriteriaSet, schemes: Mapping[str, Scheme], province: Province | None, area: str | None
) -> tuple[str, ...]:
    """Return the columns of the set's scheme in which a unit can stand; none where the set has no columns.

    ``area`` (an id or a name) settles it; else the province's; else every column is possible.

    Raises ``CatalogError`` NTM160 for a scheme, ``UnitError`` NTM604 for an area that is not there.
    """
    if criteria_set.areas is None:
        return ()
    scheme = schemes.get(criteria_set.areas.scheme)
    if scheme is None:
        raise CatalogError(unknown_scheme(criteria_set.id, criteria_set.areas.scheme, schemes))
    known = {item.id: item for item in scheme.areas}
    if area is not None:
        folded = fold(area)
        for item in scheme.areas:
            if folded in (item.id, fold(item.name.vi), fold(item.name.en or "")):
                return (item.id,)
        raise UnitError(problem("NTM604", area=area, scheme=scheme.id, known=" | ".join(known), near=(area, known)))
    own = tuple(item for item in province.areas if item in known) if province is not None else ()
    return own or tuple(known)


def unknown_scheme(where: str, scheme: str, known: Collection[str]) -> Problem:
    """Return what is said of a scheme by which something divides its units and that is not there (NTM160)."""
    return problem("NTM160", where, scheme=scheme, known=" | ".join(known), near=(scheme, known))


def of_several_schemes(threshold: Threshold, schemes: Collection[Scheme]) -> tuple[str, str] | None:
    """Return the areas and the schemes of a level whose rows stand in no one scheme, in words; nothing where they do.

    No unit stands in the columns of two schemes at once. Areas that no scheme has are told by themselves.
    """
    found: dict[str, set[str]] = {}
    for area in dict.fromkeys(row.area for row in threshold.rows if row.area is not None):
        mine = {scheme.id for scheme in schemes if any(each.id == area for each in scheme.areas)}
        if mine:
            found[area] = mine
    if not found or set.intersection(*found.values()):
        return None
    return ", ".join(found), ", ".join(sorted(set.union(*found.values())))


def areas_meant(levels: Iterable[Threshold], divided: Iterable[str], schemes: Iterable[Scheme]) -> tuple[str, ...]:
    """Return the areas that can be meant by one in the rows of ``levels`` that no scheme has.

    The rows of a level stand in one scheme: where others of it do, those of that scheme. Else all in which units stand
    (``divided``).
    """
    schemes, given = tuple(schemes), {row.area for level in levels for row in level.rows}
    beside = [scheme for scheme in schemes if any(area.id in given for area in scheme.areas)]
    found = (area.id for scheme in beside for area in scheme.areas)
    return tuple(dict.fromkeys(found)) or tuple(dict.fromkeys(divided))
