"""The names by which a pack divides its territory, and the lists of units that they are checked against.

A name alone is no key: communes of one name stand in several districts. So what is checked is the pair of a unit and the
district in which it lies, both of what a pack names and of the unit that is judged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ntmrules.catalog.pack import Pack
from ntmrules.errors import CatalogError, Problem, problem
from ntmrules.model.overrides import KnownNames, PackHead, UnitKey, ZoneRule, Zoning
from ntmrules.model.unit_names import keys_of, kind_level, name_key, same_name
from ntmrules.places.communes import COMMUNES as KINDS_OF_COMMUNES
from ntmrules.places.communes import Commune, all_communes, communes_in, districts, listed_provinces

if TYPE_CHECKING:
    from ntmrules.catalog.strict import Path_

COMMUNES = "xa"
"""The level of sets whose units are those of the lists of communes; of a thôn or a garden no list is kept."""


def wrong_names(head: PackHead, where: Callable[[Path_], str]) -> Iterator[Problem]:
    """Yield the names of the zones of a pack that are on no list of its territory or may mean several units.

    ``where`` says the place of a path in what ``pack.yaml`` holds. Of a territory of the list of 2004 that is the list of
    its last days: what was merged in 2019-2025 stands in ``off_list`` of the zoning, by which its author says that the
    name was looked up elsewhere.
    """
    for at, zoning in enumerate(head.zones):
        if not head.territory or not (by_names(zoning) or any(rule.except_units for rule in zoning.rules)):
            continue
        unknown = list(_unknown(head, zoning, ("zones", at, "rules"), where))
        yield from unknown or _pairs(head, zoning, ("zones", at, "rules"), where)


def _unknown(head: PackHead, zoning: Zoning, at: Path_, where: Callable[[Path_], str]) -> Iterator[Problem]:
    """Yield the names that no unit, or no district, of the territory has."""
    apart = {key for name in zoning.off_list for key in keys_of(name)}
    for what, lists in (("within", ("within",)), ("units", ("units", "except_units"))):
        named = [(index, key, place, name) for index, rule in enumerate(zoning.rules) for key in lists
                 for place, name in enumerate(getattr(rule, key))]  # fmt: skip
        if not named:
            continue
        listed = list(_names(head.territory, what))
        known = {key for name in listed for key in keys_of(name)} | apart
        for index, key, place, name in named:
            if name_key(name) in known:
                continue
            here = where((*at, index, key, place))
            shown: dict[str, Any] = {"name": name, "scheme": zoning.scheme}
            yield _other_place(head.territory, key, name, here, shown) or problem(
                "NTM612", here, near=(name, listed), **shown
            )


def _other_place(
    territory: tuple[UnitKey, ...], key: str, name: str, here: str, shown: dict[str, Any]
) -> Problem | None:  # fmt: skip
    """Return what is said of a name that is one of another kind of place, or of another time; nothing where it is none."""
    kind = kind_level(name)
    provinces = [
        each.full_name for unit in territory for each in listed_provinces(unit.list) if each.id == unit.province
    ]
    if any(same_name(name, each) for each in provinces):
        return problem("NTM612.province", here, **shown)
    if key == "within":
        inside = kind in (None, *KINDS_OF_COMMUNES) and any(
            same_name(name, each) for each in _names(territory, "units")
        )
        return problem("NTM612.commune", here, **shown) if inside else _gone(territory, name, here, shown)
    if kind not in KINDS_OF_COMMUNES and any(same_name(name, each) for each in _districts_of(territory)):
        return problem("NTM612.is-district" if key == "units" else "NTM612.except-district", here, **shown)
    now = _today_called(territory, name)
    if now:
        return problem("NTM612.former", here, found=", ".join(now), **shown)
    return _gone(territory, name, here, shown)


def _gone(territory: tuple[UnitKey, ...], name: str, here: str, shown: dict[str, Any]) -> Problem | None:
    """Return what is said of a district of before 01/07/2025 in a territory of today."""
    today = {each.code for key in territory if key.list == "2025" for each in communes_in(key.province, "2025")}
    former = (each for each in (all_communes("2004") if today else ()) if not today.isdisjoint(each.became))
    found = any(same_name(name, each) for each in {each.district for each in former if each.district})
    return problem("NTM612.gone", here, **shown) if found and kind_level(name) not in KINDS_OF_COMMUNES else None


def _today_called(territory: tuple[UnitKey, ...], name: str) -> list[str]:
    """Return the communes of today of a territory into which one went that was called ``name`` before 01/07/2025."""
    today = {each.code: each for key in territory if key.list == "2025" for each in communes_in(key.province, "2025")}
    former = (each for each in all_communes("2004") if same_name(each.full_name, name)) if today else ()
    return list(dict.fromkeys(today[code].full_name for each in former for code in each.became if code in today))


def _pairs(head: PackHead, zoning: Zoning, at: Path_, where: Callable[[Path_], str]) -> Iterator[Problem]:
    """Yield the names that lie in none of the districts of their rule, or in several where one is meant."""
    for index, rule in enumerate(zoning.rules):
        for place, name in enumerate(rule.within):
            found = [each for each in _districts_of(head.territory) if same_name(each, name)]
            if len(found) > 1 and not any(same_name(name, each) for each in zoning.off_list):
                yield problem("NTM612.district", where((*at, index, "within", place)), name=name, scheme=zoning.scheme,
                              found=", ".join(found))  # fmt: skip
        for key in ("units", "except_units"):
            for place, name in enumerate(getattr(rule, key)):
                wrong = _misplaced(head.territory, zoning, rule, key, name)
                if wrong is not None:
                    code, found = wrong
                    yield problem(code, where((*at, index, key, place)), name=name, scheme=zoning.scheme,
                                  within=", ".join(rule.within), found=", ".join(sorted(found)))  # fmt: skip


def _misplaced(
    territory: tuple[UnitKey, ...], zoning: Zoning, rule: ZoneRule, key: str, name: str
) -> tuple[str, list[str]] | None:
    """Return the code of what is wrong with a name of a rule, with where units of the name lie; nothing if all is well."""
    if any(same_name(name, each) for each in zoning.off_list):
        return None
    former = [each for each in _former(territory) if same_name(each.full_name, name)]
    called = former or [each for each in _today(territory) if same_name(each.full_name, name)]
    places = [_place(each) for each in called]
    beyond = any(same_name(each, district) for each in zoning.off_list for district in rule.within)
    inside = [each for each in called if each.district is not None
              and any(same_name(each.district, district) for district in rule.within)]  # fmt: skip
    by_facts = bool(rule.when_any)  # a fact takes units of every district, so an exception may lie in any
    if key == "units" and rule.within:
        return None if inside or beyond or not called else ("NTM612.pair", places)
    if key == "units":
        return ("NTM612.several", places) if len(called) > 1 else None
    if rule.within and not by_facts:
        if not inside:
            return None if beyond or not called else ("NTM612.pair", places)
        called = inside
    return ("NTM612.except", [_place(each) for each in called]) if len(called) > 1 else None


def _place(commune: Commune) -> str:
    return f"{commune.full_name} ({commune.district or commune.province})"


def refuse_wrong_names(pack: Pack) -> None:
    """Raise ``CatalogError`` NTM612 for the names in the zones of a pack that are on no list of its territory, or no key."""
    problems = list(wrong_names(pack.head, pack.place_in_head)) if pack.head is not None else []
    if problems:
        raise CatalogError(problems)


def by_names(zoning: Zoning) -> bool:
    """Tell whether a zoning names units or districts, and does not go by facts alone."""
    return any(rule.units or rule.within for rule in zoning.rules)


def known_names(head: PackHead, zoning: Zoning, level: str) -> KnownNames:
    """Return every name that a unit of the territory can have or lie in; a unit of another name is in no zone.

    Of communes each district has the names of its own; what a unit of another ``level`` is called no list says.
    """
    rules = zoning.rules
    if not head.territory:
        return KnownNames()
    listed = _listed(head.territory)
    own = _keys(zoning.off_list) | (_keys(name for rule in rules for name in rule.units) - listed.units)
    units = listed.units | own
    within: dict[str, frozenset[str] | None] = {key: names | own for key, names in listed.within.items()}
    for key in _keys([*zoning.off_list, *(name for rule in rules for name in rule.within)]) - listed.districts:
        within[key] = None  # which units lie in a district that no list has nobody can tell
    by_unit, by_district = any(rule.units for rule in rules), any(rule.within for rule in rules)
    if level != COMMUNES:
        return KnownNames(units=units if by_unit else None, within=dict.fromkeys(within) if by_district else None)
    return KnownNames(units=units, within=within if by_district or listed.within else None)


class _Listed(NamedTuple):
    """The keys of names on the lists of a territory: of ``units``, of ``districts``, and by district of the units in it.

    A key that may be that of several districts (Cao Lãnh: huyện and thành phố) is none of ``within``.
    """

    units: frozenset[str]
    districts: frozenset[str]
    within: Mapping[str, frozenset[str]]


@lru_cache(maxsize=16)
def _listed(territory: tuple[UnitKey, ...]) -> _Listed:
    inside: dict[str, set[str]] = {each: set() for each in _districts_of(territory)}
    called = {each.code: each.full_name for each in _today(territory)}
    for each in _former(territory):
        now = [called[code] for code in each.became if code in called]  # one of today lies where its parts lay
        inside.setdefault(each.district or "", set()).update(_keys([each.full_name, *now]))
    of_key: dict[str, list[str]] = {}
    for district in inside:
        for key in keys_of(district):
            of_key.setdefault(key, []).append(district)
    within = {key: frozenset(inside[names[0]]) for key, names in of_key.items() if len(names) == 1}
    return _Listed(_keys(_names(territory, "units")), frozenset(of_key), within)


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(key for name in names for key in keys_of(name))


def _names(territory: tuple[UnitKey, ...], what: str) -> Iterator[str]:
    if what == "within":
        yield from _districts_of(territory)
    else:
        yield from (each.full_name for each in (*_former(territory), *_today(territory)))


def _districts_of(territory: Iterable[UnitKey]) -> Iterator[str]:
    for key in territory:
        if key.list == "2004":
            yield from (each.full_name for each in districts(key.province))


def _former(territory: Iterable[UnitKey]) -> list[Commune]:
    """Return the communes of before 01/07/2025 of a territory."""
    return [each for key in territory if key.list == "2004" for each in communes_in(key.province, "2004")]


@lru_cache(maxsize=16)
def _today(territory: tuple[UnitKey, ...]) -> tuple[Commune, ...]:
    """Return the communes of today of a territory, and of a former province those that its communes went into."""
    own = [each for key in territory if key.list == "2025" for each in communes_in(key.province, "2025")]
    codes = {code for each in _former(territory) for code in each.became}
    return (*own, *(each for each in (all_communes("2025") if codes else ()) if each.code in codes))
