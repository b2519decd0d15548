"""The units of a province that a criteria set judges, as they existed on the day."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ntmrules.errors import UnitError, problem
from ntmrules.model.unit_names import bare_province, kind_level, name_key, parted, same_name
from ntmrules.model.units import LAST_DAY_OF_63, Province
from ntmrules.places.communes import (
    COMMUNES,
    KINDS_OF_LEVEL,
    LISTS,
    all_communes,
    communes_in,
    districts,
    listed_districts,
    listed_provinces,
)
from ntmrules.places.provinces import list_on

if TYPE_CHECKING:
    from ntmrules.places.communes import Commune


def units_of_level(province: Province, level: str, day: str | date) -> list[tuple[str, str | None]]:
    """Return the full name of every unit of a level in a province on ``day``, with what it lies in.

    Of a former province after 30/06/2025: the units of today into which its communes went. Raises ``UnitError`` NTM608
    where no such unit existed on the day, or no list has units of the level.
    """
    kinds = KINDS_OF_LEVEL.get(level, (level,))
    found: list[tuple[str, str | None]] = []
    if level == "tinh":
        found = [(province.name, None)]
    elif level in ("huyen", "thi-xa"):
        if list_on(day) == "2004" and province.list == "2004":
            found = [(each.full_name, None) for each in districts(province.id, kinds=kinds)]
    elif level in COMMUNES:
        found = [(each.full_name, each.district) for each in communes_on(province, day) if each.kind in kinds]
    if not found:
        raise UnitError(problem("NTM608", level=level, province=province.name, day=day))
    return found


def communes_on(province: Province, day: str | date) -> tuple[Commune, ...]:
    """Return the communes that existed in a province on ``day``; of a former one, those that its communes became."""
    today = list_on(day)
    if province.list == today:
        return communes_in(province.id, today)
    if today == "2004":  # a province that did not exist yet: those of which it was formed
        return tuple(each for part in province.formed_from or (province.id,) for each in communes_in(part, "2004"))
    codes = {code for each in communes_in(province.id, "2004") for code in each.became}
    return tuple(each for each in all_communes("2025") if each.code in codes)


@lru_cache(maxsize=64)
def names_of_communes(province: str, day: date) -> frozenset[str] | None:
    """Return the keys of the names, without the word for their kind, that communes of a province had up to ``day``; nothing
    where no list has the province. ``province`` is a name or an id, with or without its list (``2004:quang-ninh``).

    Those of a former province of its name are among them; those of others that went into it: `names_of_former_communes`.
    """
    lists = LISTS if day > LAST_DAY_OF_63 else ("2004",)
    every = [each for where in _called(province) for list_id in lists for each in communes_in(where, list_id)]
    return frozenset(parted(each.full_name)[1] for each in every) or None


@lru_cache(maxsize=64)
def districts_named(province: str) -> dict[str, tuple[str, ...]]:
    """Return, by the key of a name without the word for its kind, the full names of the districts that a province had up to
    30/06/2025: of some names there are two (huyện Cai Lậy, thị xã Cai Lậy).
    """
    found: dict[str, tuple[str, ...]] = {}
    for where in _called(province):
        for each in listed_districts(where):
            key = parted(each.full_name)[1]
            found[key] = (*found.get(key, ()), each.full_name)
    return found


@lru_cache(maxsize=64)
def districts_of_communes(province: str) -> dict[str, frozenset[str]]:
    """Return, by the key of a name without the word for its kind, in which districts of a province communes of that name lay by
    the list of up to 30/06/2025.
    """
    found: dict[str, set[str]] = {}
    for where in _called(province):
        for each in communes_in(where, "2004"):
            if each.district:
                found.setdefault(parted(each.full_name)[1], set()).add(each.district)
    return {key: frozenset(districts) for key, districts in found.items()}


@lru_cache(maxsize=64)
def names_of_former_communes(province: str) -> frozenset[str]:
    """Return the keys of the names that communes of before 01/07/2025 had which lie in a province of today.

    What became of such a unit is another question. Asked last: the communes of the whole country are read for it.
    """
    today = {each.code for where in _called(province) for each in communes_in(where, "2025")}
    every = all_communes("2004") if today else ()
    return frozenset(parted(each.full_name)[1] for each in every if {*each.became} & today)


@lru_cache(maxsize=64)
def names_of_any_day(province: str) -> frozenset[str]:
    """Return the keys of the names, without the word for their kind, of the communes of a province by both lists, and of those of
    today into which its former ones went.
    """
    every = [each for where in _called(province) for list_id in LISTS for each in communes_in(where, list_id)]
    today = {code for each in every for code in each.became}
    every += [each for each in (all_communes("2025") if today else ()) if each.code in today]
    return frozenset(parted(each.full_name)[1] for each in every)


@lru_cache(maxsize=64)
def keys_of_province(province: str) -> frozenset[str]:
    """Return the keys of the names, without the word for what it is, of the provinces of both lists that a text may mean."""
    called = {*_called(province)}
    return frozenset(
        parted(each.full_name)[1] for list_id in LISTS for each in listed_provinces(list_id) if each.id in called
    )


def _called(province: str) -> list[str]:
    """Return the ids of the provinces of both lists that a name or an id means."""
    wanted = bare_province(province.rpartition(":")[2]).replace("-", " ")
    return list(dict.fromkeys(each.id for list_id in LISTS for each in listed_provinces(list_id)
                              if wanted in (each.id.replace("-", " "), bare_province(each.name))))  # fmt: skip


class ListedUnit(NamedTuple):
    """A commune or district of a list: full name, key of the name without its kind, kind, code, the district it lies in."""

    name: str
    key: str
    kind: str
    code: str
    within: str | None = None


@lru_cache(maxsize=1024)
def units_inside(name: str, province: str | None, day: date) -> tuple[ListedUnit, ...]:
    """Return the communes, of a province also the districts, that lie in the unit ``name`` by the list of ``day``.

    None where no list has that unit. ``province`` is the one it lies in; without it every district of its name is looked at.
    """
    today = list_on(day)
    every = {each.id: each for each in listed_provinces(today)}
    homes = list(every) if province is None else [each for each in _called(province) if each in every]
    if name_key(name) == name_key(province or "") or kind_level(name) == "tinh":
        own = [each for each in homes if same_name(every[each].full_name, name)]
        inside = [each for home in own for each in communes_in(home, today)]
        around = [each for home in own for each in listed_districts(home)] if today == "2004" else []
    else:
        around = []
        called = {(home, each.full_name) for home in homes if today == "2004"
                  for each in listed_districts(home) if same_name(each.full_name, name)}  # fmt: skip
        inside = [each for home in {home for home, _ in called} for each in communes_in(home, today)
                  if (home, each.district) in called]  # fmt: skip
    return tuple(
        [ListedUnit(each.full_name, parted(each.full_name)[1], each.kind, each.code) for each in around]
        + [
            ListedUnit(each.full_name, parted(each.full_name)[1], each.kind, each.code, each.district)
            for each in inside
        ]
    )


@lru_cache(maxsize=64)
def names_of_districts(province: str) -> frozenset[str]:
    """Return the keys of the names, without the word for their kind, of the districts that a province had up to 30/06/2025."""
    return frozenset(parted(each.full_name)[1] for where in _called(province) for each in listed_districts(where))
