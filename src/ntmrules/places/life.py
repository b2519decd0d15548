"""Which unit of the lists a name of a file means on a day, and what became of one that was no more by then.

Only the reform of 01/07/2025 is known: the list of 2004 is that of its last days, so nothing is said of what was merged
in 2019-2025, nor of a name that is on neither list.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ntmrules.catalog.pack import catalog_root
from ntmrules.frozen import evolve, frozen
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.life import Fate, Life
from ntmrules.model.unit_names import bare_province, kind_level, name_key, parted, same_name
from ntmrules.model.units import LAST_DAY_OF_63, Province
from ntmrules.places.behind_names import of_before, with_its_place
from ntmrules.places.communes import (
    KINDS,
    KINDS_OF_LEVEL,
    Commune,
    all_communes,
    by_code,
    communes_in,
    listed_districts,
    listed_provinces,
    provinces_of,
)
from ntmrules.places.crosswalk import Change, changes

MANY = 12


class Former(NamedTuple):
    """A unit of the list of 2004: what it was called and lay in, and the codes or names of today in its place."""

    name: str
    kind: str
    within: str | None
    province: str
    codes: tuple[str, ...]
    names: tuple[str, ...]
    divided: bool

    @property
    def is_commune(self) -> bool:
        """Whether it lay in a district."""
        return self.within is not None

    @property
    def said(self) -> str:
        """Its name with what it lay in."""
        return f"{self.name} ({self.within})" if self.within else self.name


@frozen
class LivesIn:
    """The units of a place, a province of one list or the whole country, on a day after the reform."""

    former: tuple[str, ...] | None
    """Ids of the provinces of the list of 2004 that are meant; nothing: all of them."""
    today: str | None
    """Id of the province of the list of 2025; nothing: all of them."""
    together: tuple[str, ...] | None
    """Ids of all provinces of the list of 2004 of which that of today was formed."""
    heirs: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """Of the whole country each province of today, with the ids of those of which it was formed."""

    def were(self, name: str) -> bool:
        """Tell whether ``name`` is that of a unit of an earlier list, which may have ended; quick, for long tables."""
        bare = with_its_place(of_before(name)[0]).name
        return bool(self._former_called(bare))

    def _former_called(self, name: str) -> list[Former]:
        keys = (parted(name)[1], name_key(name))
        # Of the whole country only provinces that have such a name: to read all of them takes a second.
        every = provinces_of(keys, "2004") if self.former is None else self.former
        found = [each for province in every for each in _named(name, keys[0], _then(province))]
        # One that the list has in two provinces, with one district and one successor, is one.
        return list({each._replace(province=""): each for each in reversed(found)}.values())[::-1]

    def _current_called(self, name: str) -> list[Commune]:
        keys = (parted(name)[1], name_key(name))
        every = provinces_of(keys, "2025") if self.today is None else (self.today,)
        return [each for province in every for each in _named(name, keys[0], _now(province))]

    def _in(self, province: str) -> LivesIn:
        """Return the units of one province of the list of 2004, where these are those of the whole country."""
        if self.former is not None:
            return self
        heir, parts = next(((heir, parts) for heir, parts in self.heirs if province in parts), (None, None))
        return LivesIn((province,), heir, parts)

    def of(self, unit: UnitFigures, level: str) -> Life | None:
        """Return what became of the unit, which is of ``level`` where it says no other; nothing where it is still one."""
        name, of_then = of_before(unit.unit)
        placed = with_its_place(name)
        if placed.name != unit.unit:
            unit = evolve(unit, unit=placed.name, within=unit.within or placed.within)
        own = unit.level or kind_level(unit.unit) or level
        if own == "tinh":
            return _of_province(unit)
        found = [each for each in self._former_called(unit.unit) if _is_of(each.kind, own)]
        if unit.within is not None:
            inside = [each for each in found if each.within is not None and same_name(each.within, unit.within)]
            found = inside or ([] if self.former is None else found)
        if not found:
            return None
        current = [each for each in self._current_called(unit.unit) if _is_of(each.kind, own)]
        if current and not of_then and not _speaks_of_then(unit, found):
            return None
        if len(found) > 1:
            # Without its district the name is that of several, or of the one in the place that was asked for.
            return None if self.former is None or current else self._several(found)
        return self._in(found[0].province)._life(found[0], current)

    def _life(self, old: Former, current: list[Commune]) -> Life | None:
        codes = _today(self.today)
        successors = [codes[code] if code in codes else by_code(f"2025:{code}") for code in old.codes]
        new = _few([each.full_name for each in successors] or old.names)
        if old.divided or len(old.codes) > 1:
            return Life(fate=Fate.SPLIT, old=old.said, new=new)
        if not new:
            return None if current else Life(fate=Fate.ENDED, old=old.said)
        alone = bool(old.codes) and old.is_commune and _came_from(self.together).get(old.codes[0]) == 1
        if alone:
            same = name_key(successors[0].full_name) == name_key(old.name)
            return None if same else Life(fate=Fate.RENAMED, old=old.said, new=new)
        return Life(fate=Fate.MERGED, old=old.said, new=new)

    def _several(self, found: list[Former]) -> Life | None:
        """Return what became of units of one name, of which any can be meant: divided if any of them was."""
        lives = [life for each in found if (life := self._life(each, [])) is not None]
        if not lives:
            return None
        divided = any(each.fate is Fate.SPLIT for each in lives)
        return Life(fate=Fate.SPLIT if divided else Fate.ENDED, old="; ".join(_few([str(each) for each in lives])))


def lives_on(province: Province | None, day: date, provinces: Mapping[tuple[str, str], Province]) -> LivesIn | None:
    """Return who the units of a place are on ``day``; nothing up to 30/06/2025, before which no end of a unit is known."""
    if day <= LAST_DAY_OF_63:
        return None
    if province is None:
        today = (each for each in provinces.values() if each.list == "2025")
        return LivesIn(None, None, None, tuple((each.id, each.formed_from or (each.id,)) for each in today))
    if province.list == "2025":
        parts = province.formed_from or (province.id,)
        return LivesIn(parts, province.id, parts)
    heir = next(
        (each for each in provinces.values() if each.list == "2025" and province.id in each.formed_from), province
    )
    return LivesIn((province.id,), heir.id, heir.formed_from or (heir.id,))


def _speaks_of_then(unit: UnitFigures, found: Iterable[Former]) -> bool:
    """Tell whether a unit whose name is one of today too is that of then: by its district, or by when its figures are of.

    A figure known after the reform is about the unit of today, whatever stands beside.
    """
    then = [_is_of_then(entry) for entry in unit.entries]
    if False in then:
        return False
    named = unit.within is not None and any(
        each.within is not None and same_name(each.within, unit.within) for each in found
    )
    return named or True in then


def _is_of_then(entry: Entry) -> bool | None:
    """Tell whether an entry was known, or is about a year that ended, before the reform; nothing where it does not say."""
    if entry.as_of is not None:
        return entry.as_of <= LAST_DAY_OF_63.isoformat()
    if entry.period is not None:
        year = LAST_DAY_OF_63.year
        return None if entry.period == year else entry.period < year
    return None


def _of_province(unit: UnitFigures) -> Life | None:
    named = bare_province(unit.unit)
    today = {bare_province(each.name): each for each in listed_provinces("2025")}
    then = next((each for each in listed_provinces("2004") if bare_province(each.name) == named), None)
    if then is None or named in today:
        return None
    codes = {code for each in communes_in(then.id, "2004") for code in each.became}
    new = tuple(each.full_name for each in today.values() if codes & {one.code for one in communes_in(each.id, "2025")})
    return Life(fate=Fate.MERGED if len(new) == 1 else Fate.ENDED, old=then.full_name, new=new)


def _few(names: Iterable[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(names))
    return found if len(found) <= MANY else (*found[:MANY], f"… (+{len(found) - MANY})")


def _is_of(kind: str, level: str) -> bool:
    return kind in KINDS_OF_LEVEL.get(level, (level,))


def _named(name: str, key: str, index: Mapping[str, list]) -> list:  # type: ignore[type-arg]
    """Return the units of an index that ``name`` can mean."""
    keys = dict.fromkeys((key, name_key(name)))
    found = list(dict.fromkeys(each for one in keys for each in index.get(one, ())))
    return [each for each in found if same_name(name, getattr(each, "full_name", None) or each.name)]


@lru_cache(maxsize=128)
def _then(province: str) -> dict[str, list[Former]]:
    """Return the units that a province had up to the reform by the bare key of their names."""
    found: dict[str, list[Former]] = {}
    for each in _former_in(province, _known()):
        found.setdefault(parted(each.name)[1], []).append(each)
    return found


@lru_cache(maxsize=128)
def _now(province: str) -> dict[str, list[Commune]]:
    """Return the communes of a province of today by the bare key of their names."""
    found: dict[str, list[Commune]] = {}
    for each in communes_in(province, "2025"):
        found.setdefault(parted(each.full_name)[1], []).append(each)
    return found


@lru_cache(maxsize=1)
def _known() -> dict[tuple[str, str | None], Change]:
    return {
        (name_key(f"{_word(row.old.kind)} {row.old.name}"), row.old.province): row for row in changes(catalog_root())
    }


def _former_in(province: str, known: Mapping[tuple[str, str | None], Change]) -> Iterator[Former]:
    """Yield the communes and districts that a province had up to the reform."""
    by_district: dict[str, dict[str, None]] = {}
    for each in communes_in(province, "2004"):
        row = known.get((name_key(each.full_name), province))
        if row is not None and row.old.within is not None and not same_name(row.old.within, each.district or ""):
            row = None
        yield Former(
            each.full_name,
            each.kind,
            each.district,
            province,
            each.became,
            _new_names(row),
            row is not None and row.split,
        )
        if each.district is not None:
            by_district.setdefault(each.district, {}).update(dict.fromkeys(each.became))
    for district in listed_districts(province):
        row = known.get((name_key(district.full_name), province))
        codes = tuple(by_district.get(district.full_name, ()))
        yield Former(
            district.full_name, district.kind, None, province, codes, _new_names(row), row is not None and row.split
        )


def _new_names(row: Change | None) -> tuple[str, ...]:
    return () if row is None else tuple(f"{_word(each.kind)} {each.name}" for each in row.new)


def _word(kind: str | None) -> str:
    return KINDS.get(kind or "", kind or "")


@lru_cache(maxsize=64)
def _today(province: str | None) -> dict[str, Commune]:
    return {each.code: each for each in (all_communes("2025") if province is None else communes_in(province, "2025"))}


@lru_cache(maxsize=64)
def _came_from(provinces: tuple[str, ...] | None) -> dict[str, int]:
    """Return how many communes of the list of 2004 went into each of today, in part or whole."""
    then = (
        all_communes("2004") if provinces is None else [one for each in provinces for one in communes_in(each, "2004")]
    )
    return Counter(code for each in then for code in each.became)
