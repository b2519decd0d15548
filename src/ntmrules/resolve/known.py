"""What a place and a day bring with them beside the rules: meanings of ids, names of units, the labels of other sets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.catalog.registers import Registers, of_place
from ntmrules.frozen import evolve
from ntmrules.model.conditions import Condition
from ntmrules.model.overrides import KnownNames, UnitKey, Zoning
from ntmrules.model.possible_units import contradicts_itself
from ntmrules.model.text import Text
from ntmrules.model.units import OF_THE_REST, Area, Province, Scheme
from ntmrules.places.zones import by_names, known_names
from ntmrules.resolve.overlay import speaks_for


def known_in(catalogue: Catalogue, place: Province | None, heir: Province | None) -> Registers:
    """Return what ids of measures and schemes mean in a place: as the packs say that speak for it."""
    if place is None:
        return catalogue.everywhere
    return of_place(catalogue.everywhere, [pack for pack in catalogue.packs
                                      if pack.head is not None and speaks_for(pack.head.territory, place, heir)])  # fmt: skip


def with_the_rest(known: Registers, own: str | None) -> dict[str, Scheme]:
    """Return the schemes, those whose zones leave units out with a column for these: a level of no zone is what they have.

    A province that names one district and says nothing of the others (no ``otherwise``) leaves those what the nation asks.
    The scheme of the set's ``own`` table has the columns that the table has.
    """
    return {
        key: evolve(scheme, areas=(*scheme.areas, Area(id=f"{scheme.id}{OF_THE_REST}", name=_IN_NONE)))
        if scheme.id != own and _leaves_units_out(known, known.zonings.get(key))
        else scheme
        for key, scheme in known.schemes.items()
    }


def _leaves_units_out(known: Registers, zoning: Zoning | None) -> bool:
    """Tell whether some unit is in no zone: not so where the conditions of the zones hold for everybody, taken together."""
    if zoning is None or zoning.otherwise is not None:
        return False
    taken = [
        Condition(fact=fact)
        for rule in zoning.rules
        if rule.when is None and not rule.except_units
        for fact in rule.when_any
    ]
    taken += [rule.when for rule in zoning.rules
              if rule.when is not None and not (rule.units or rule.within or rule.when_any or rule.except_units)]  # fmt: skip
    return not taken or not contradicts_itself(Condition(none_=tuple(taken)), known.measures, known.schemes.values())


_IN_NONE = Text("ngoài các vùng mà quyết định nêu", "in none of the zones that the decision names")


def listed_names(catalogue: Catalogue, province: Province | None, level: str) -> dict[str, KnownNames]:
    """Return, by scheme, the names that units of a level can have in the place, for the packs that divide it by names."""
    found = {}
    for pack in catalogue.packs:
        head = pack.head
        for zoning in head.zones if head is not None and province is not None else ():
            keys = {UnitKey(list=province.list, province=province.id)} if province is not None else set()
            if province is not None and province.list == "2025":
                parts = province.formed_from or (province.id,)
                keys |= {UnitKey(list="2004", province=each) for each in parts}
            if head is not None and keys & set(head.territory) and by_names(zoning):
                found[zoning.scheme] = known_names(head, zoning, level)
    return found


class OtherSets(Mapping[str, frozenset[str]]):
    """The labels of every set of one level that is in force on a day, by the id of the set and by that without stage.

    Read when they are asked for: few files say anything about a set that nobody asked for. Pickled, it is a plain map.
    """

    def __init__(self, catalogue: Catalogue, level: str, day: date) -> None:
        headers = catalogue.headers.values()
        found = [header for header in headers if header.level == level and header.stage.covers(day)]
        self._catalogue = catalogue
        self._ids = {key: header.id for header in found for key in (header.id, header.key)}

    def __getitem__(self, key: str) -> frozenset[str]:
        whole = self._catalogue.set(self._ids[key])
        own = {criterion.id for criterion in whole.criteria} | {item.id for item in whole.prerequisites}
        return frozenset(own | {item.id for criterion in whole.criteria for item in criterion.indicators})

    def __iter__(self) -> Iterator[str]:
        return iter(self._ids)

    def __len__(self) -> int:
        return len(self._ids)

    def __reduce__(self) -> Any:
        return dict, (dict(self),)
