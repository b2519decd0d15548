"""The names by which a pack divides its territory, and the lists of units that they are checked against."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from ntmrules.catalog.pack import Pack
from ntmrules.errors import CatalogError, Problem, problem
from ntmrules.model.overrides import KnownNames, PackHead, UnitKey, Zoning
from ntmrules.model.unit_names import keys_of, name_key
from ntmrules.places.communes import Commune, all_communes, communes_in, districts

if TYPE_CHECKING:
    from ntmrules.catalog.strict import Path_


def unknown_names(head: PackHead, where: Callable[[Path_], str]) -> Iterator[Problem]:
    """Yield the names of the zones of a pack that are on no list of its territory, and that it does not set apart.

    ``where`` says the place of a path in what ``pack.yaml`` holds. Of a territory of the list of 2004 that is the list of
    its last days: what was merged in 2019-2025 stands in ``off_list`` of the zoning, by which its author says that the
    name was looked up elsewhere.
    """
    for at, zoning in enumerate(head.zones):
        if not head.territory or not by_names(zoning):
            continue
        apart = {key for name in zoning.off_list for key in keys_of(name)}
        for what, lists in (("within", ("within",)), ("units", ("units", "except_units"))):
            named = [(index, key, place, name) for index, rule in enumerate(zoning.rules) for key in lists
                     for place, name in enumerate(getattr(rule, key))]  # fmt: skip
            if not named:
                continue
            listed = list(_names(head.territory, what))
            known = {key for name in listed for key in keys_of(name)} | apart
            for index, key, place, name in named:
                if name_key(name) not in known:
                    found = where(("zones", at, "rules", index, key, place))
                    yield problem("NTM612", found, name=name, scheme=zoning.scheme, near=(name, listed))


def refuse_unknown_names(pack: Pack) -> None:
    """Raise ``CatalogError`` NTM612 for the names in the zones of a pack that are on no list of its territory."""
    problems = list(unknown_names(pack.head, pack.place_in_head)) if pack.head is not None else []
    if problems:
        raise CatalogError(problems)


def by_names(zoning: Zoning) -> bool:
    """Tell whether a zoning names units or districts, and does not go by facts alone."""
    return any(rule.units or rule.within for rule in zoning.rules)


def known_names(head: PackHead, zoning: Zoning) -> KnownNames:
    """Return every name that a unit of the territory can have or lie in; a unit of another name is in no zone."""
    rules = zoning.rules
    within = [*_names(head.territory, "within"), *zoning.off_list, *(name for rule in rules for name in rule.within)]
    units = [*_names(head.territory, "units"), *zoning.off_list, *(name for rule in rules for name in rule.units)]
    ask_within, ask_units = any(rule.within for rule in rules), any(rule.units for rule in rules)
    return KnownNames(
        within=_keys(within) if ask_within and head.territory else None,
        units=_keys(units) if ask_units and head.territory else None,
    )


def _keys(names: Iterable[str]) -> frozenset[str]:
    return frozenset(key for name in names for key in keys_of(name))


def _names(territory: Iterable[UnitKey], what: str) -> Iterator[str]:
    for key in territory:
        if what == "within":
            if key.list == "2004":
                yield from (each.full_name for each in districts(key.province))
        else:
            yield from (each.full_name for each in _communes(key))


def _communes(key: UnitKey) -> Iterator[Commune]:
    own = communes_in(key.province, key.list)
    yield from own
    codes = {code for each in own for code in each.became}
    if codes:  # units of today in a former province have other names
        yield from (each for each in all_communes("2025") if each.code in codes)
