"""Names of units that are on no list of their province: said in one line, for what is no unit would be counted as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from ntmrules.errors import UnitError
from ntmrules.figures.levels import level_told
from ntmrules.messages.speech import few
from ntmrules.model.figures import Remark, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.unit_names import level_said, name_key, parted, same_name
from ntmrules.model.units import LAST_DAY_OF_63
from ntmrules.places.communes import COMMUNES, DISTRICTS
from ntmrules.places.listed import (
    districts_of_communes,
    names_of_communes,
    names_of_districts,
    names_of_former_communes,
)

MOST = 8


def unlisted(units: Iterable[UnitFigures], book: Rulebook, sheet: str) -> Iterator[Remark]:
    """Yield a remark for each province with the units that its lists do not have on the day of ``book``, and with the communes
    that lie in another district.

    Looked at are communes and districts, those inside others too; where nobody says a province, nothing can be. A commune that
    was merged before 2025 is on no list either, so this is no error.
    """
    found: dict[str, dict[str, None]] = {}
    elsewhere: dict[str, dict[str, None]] = {}
    named = (unit for unit in units if unit.level is not None or level_told(unit, book) != "tinh")
    for unit, province, level in _all(named, None if book.province is None else book.province.name, book.set.level):
        if province is not None and not is_listed(unit.unit, province, level, book.on):
            found.setdefault(province, {}).setdefault(unit.called)
        elif province is not None and unit.within is not None and level in COMMUNES:
            homes = other_districts(unit.unit, unit.within, province, book.on)
            if homes:
                elsewhere.setdefault(province, {}).setdefault(said_elsewhere(unit.called, homes))
    for province, names in found.items():
        yield unlisted_remark(sheet, province, book.on, len(names), list(names))
    for province, names in elsewhere.items():
        yield elsewhere_remark(sheet, province, len(names), list(names))


def unlisted_remark(sheet: str, province: str, day: date, count: int, names: Sequence[str]) -> Remark:
    """Return the remark on ``count`` names that are on no list of a province, of which ``names`` are the first."""
    said = few(names, MOST)
    return Remark("unlisted", {"sheet": sheet, "count": count, "province": province, "day": day, "names": said})


def elsewhere_remark(sheet: str, province: str, count: int, names: Sequence[str]) -> Remark:
    """Return the remark on ``count`` communes of a province that lie in another district by its list."""
    return Remark("elsewhere", {"sheet": sheet, "count": count, "province": province, "names": few(names, MOST)})


def said_elsewhere(called: str, homes: Iterable[str]) -> str:
    """Return a unit with the districts in which it lies by the list: «xã Quảng Long, huyện Đầm Hà (huyện Hải Hà)»."""
    return f"{called} ({', '.join(sorted(homes))})"


def other_districts(name: str, within: str, province: str, day: date) -> frozenset[str]:
    """Return the districts in which a commune lies by the list, where ``within`` is none of them; nothing where it may be right.

    A commune of today lies in no district, so after 30/06/2025 nothing is asked.
    """
    if day > LAST_DAY_OF_63:
        return frozenset()
    try:
        homes = districts_of_communes(province).get(parted(name)[1], frozenset())
    except UnitError:  # an installation without the lists
        return frozenset()
    return frozenset() if any(same_name(each, within) for each in homes) else homes


def _all(
    units: Iterable[UnitFigures], province: str | None, level: str
) -> Iterator[tuple[UnitFigures, str | None, str]]:
    for unit in units:
        own = unit.province or province
        inside = unit.within is not None and level in DISTRICTS
        around = bool(unit.children) and not unit.entries and level in COMMUNES  # named by its communes alone
        kind = unit.level or level_said(unit.unit) or ("xa" if inside else "huyen" if around else level)
        yield unit, own, kind
        yield from _all(unit.children, own, "xa" if kind in DISTRICTS else "thon" if kind in COMMUNES else "")


def is_listed(name: str, province: str, level: str, day: date) -> bool:
    """Tell whether a name is on the list; what is of no level that has a list is not asked about."""
    keys = {parted(name)[1], name_key(name)}
    known = listed_keys(province, level, day)
    return known is None or bool(keys & known) or bool(keys & former_keys(province, level, day))


def listed_keys(province: str, level: str, day: date) -> frozenset[str] | None:
    """Return the keys of the names that units of a level have on the list of a province; nothing where there is no such list."""
    try:
        if level in COMMUNES:
            return names_of_communes(province, day)
        return (names_of_districts(province) or None) if level in DISTRICTS else None
    except UnitError:  # an installation without the lists
        return None


def former_keys(province: str, level: str, day: date) -> frozenset[str]:
    """Return the keys of the names that communes of before 01/07/2025 had there, where ``day`` is a later one; asked last."""
    return names_of_former_communes(province) if level in COMMUNES and day > LAST_DAY_OF_63 else frozenset()
