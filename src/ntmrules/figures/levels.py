"""Of which level a unit is: by its own word, by the word before its name, or as the province whose name stands alone."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from ntmrules.errors import UnitError
from ntmrules.figures.mentions import listed_names
from ntmrules.model.figures import UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.unit_names import LEVELS, kind_level, level_among, level_said, name_key, parted
from ntmrules.places.communes import COMMUNES, DISTRICTS
from ntmrules.places.listed import districts_named, keys_of_province, names_of_any_day, names_of_communes

_KNOWN = frozenset(LEVELS.values())


def level_told(unit: UnitFigures, book: Rulebook) -> str | None:
    """Return the level of a unit that ``book`` is to judge; nothing where neither its row nor its name tells one.

    A name of a commune may begin with the word for another kind (Bản Hồ); the name of the province alone, where no commune
    there is called so, is the province, and among communes that of a district is the district.
    """
    level = level_among(unit.unit, unit.level, book.set.level)
    if unit.level is not None or book.set.level not in (*COMMUNES, *DISTRICTS):
        return level
    if level is not None:
        return None if book.set.level in COMMUNES and is_whole_name(unit.unit) else level
    if _is_province(unit.unit, province_of(unit, book), book.on):
        return "tinh"
    return level_alone(unit, province_of(unit, book)) if book.set.level in COMMUNES else None


def level_alone(unit: UnitFigures, province: str | None) -> str | None:
    """Return the level of a unit called by the name of its province or of a district there without the word for what it is, where
    no commune of that province is called so on any list; nothing for any other. ``province`` is that of a row that names none.
    """
    home = unit.province or province
    if home is None or unit.level is not None or kind_level(unit.unit) is not None:
        return None
    return _alone(unit.unit, home) if unit.within is None or _is_named(unit.within, home) else None


def may_be_larger(unit: UnitFigures, province: str | None) -> str | None:
    """Return the level of the province or district that a unit may be, which is read as a commune of that name; else nothing."""
    home = unit.province or province
    if home is None or unit.level is not None or unit.within is not None or kind_level(unit.unit) is not None:
        return None
    try:
        found = (
            "tinh" if _is_named(unit.unit, home) else "huyen" if name_key(unit.unit) in districts_named(home) else None
        )
    except UnitError:  # an installation without the lists
        return None
    return found if level_alone(unit, province) is None else None


def district_alone(name: str, province: str | None) -> str | None:
    """Return the full name of the district of a province that ``name`` means without the word for its kind; nothing where it may
    be another one, the province, or a commune there of that name (Tri Tôn: huyện, thị trấn, xã)."""
    key = name_key(name)
    try:
        found = districts_named(province).get(key, ()) if province is not None else ()
        if len(found) != 1 or province is None or key in keys_of_province(province):
            return None
        communes = names_of_any_day(province)
        return found[0] if communes and key not in communes else None
    except UnitError:  # an installation without the lists
        return None


@lru_cache(maxsize=8192)
def _alone(name: str, province: str) -> str | None:
    if district_alone(name, province) is not None:
        return "huyen"
    try:
        if name_key(name) in districts_named(province):  # Bắc Ninh is a province and its city
            return None
        return "tinh" if name_key(name) in keys_of_province(province) - names_of_any_day(province) else None
    except UnitError:  # an installation without the lists
        return None


def _is_named(name: str, province: str) -> bool:
    try:
        return parted(name)[1] in keys_of_province(province)
    except UnitError:
        return False


def province_of(unit: UnitFigures, book: Rulebook) -> str | None:
    """Return the province that a unit says, else the one that ``book`` is for."""
    return unit.province or (None if book.province is None else book.province.name)


def level_refused(unit: UnitFigures, book: Rulebook) -> str | None:
    """Return the level of a unit that is surely not one of the set of ``book``; nothing where it may be judged.

    A name with the word for a commune under a wider set is refused where a commune is called so.
    """
    own = level_told(unit, book)
    if own in (None, book.set.level):
        return None
    if unit.level is None and own in COMMUNES and book.set.level not in COMMUNES:
        return own if parted(unit.unit)[1] in listed_names("xa") else None
    return own


def is_whole_name(name: str) -> bool:
    """Tell whether the word for a kind with which a name begins is part of it: Bản Hồ is a commune and no thôn."""
    return kind_level(name) == "thon" and name_key(name) in listed_names("xa")


def another_kind(unit: UnitFigures) -> str | None:
    """Return the level that the first word of a unit's name tells where its row says another one: «phường …» as xã."""
    kind = level_said(unit.unit)
    if unit.level not in _KNOWN or kind in (None, unit.level) or is_whole_name(unit.unit):
        return None  # a level that only a pack knows (cụm) has units of any name
    return kind


@lru_cache(maxsize=8192)
def _is_province(name: str, province: str | None, day: date) -> bool:
    key = name_key(name)
    if province is None:
        return key in listed_names("tinh") and key not in listed_names("xa")
    try:
        return key in keys_of_province(province) and key not in (names_of_communes(province, day) or ())
    except UnitError:  # an installation without the lists
        return False
