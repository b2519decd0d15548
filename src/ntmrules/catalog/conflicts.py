"""Packs that contradict each other: two that speak for one place, two entries of one rank on one target."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations

from ntmrules.catalog.known import Known
from ntmrules.catalog.pack import Pack
from ntmrules.errors import Problem, problem
from ntmrules.messages import Listed, Pair
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.in_part import Key, cells_of, fits_into, lost, meet, only_levels_differ, schemes_of
from ntmrules.model.overrides import RANK, Override, Placed, UnitKey, Verb
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.units import Province, Scheme

PROVINCE = "ubnd-cap-tinh"


def territories(catalogue: Known) -> Iterator[Problem]:
    """A province has one pack that speaks for it, and its key has to be known."""
    holders: dict[UnitKey, Pack] = {}
    for pack in catalogue.packs:
        if pack.head is None:
            continue
        for index, key in enumerate(pack.head.territory):
            if (key.list, key.province) not in catalogue.provinces:
                names = [province for list_id, province in catalogue.provinces if list_id == key.list]
                where = pack.place_in_head(("territory", index))
                yield problem(
                    "NTM223.unknown", where, territory=f"{key.list}:{key.province}", near=(key.province, names)
                )
            other = holders.setdefault(key, pack)
            if other.id != pack.id:
                here, there = (each.place_of("territory", key.province) for each in (pack, other))
                yield problem("NTM223.taken", here, pack=pack.id, territory=f"{key.list}:{key.province}", other=other.id,
                              at=there)  # fmt: skip


def reach(territory: tuple[UnitKey, ...], provinces: Mapping[tuple[str, str], Province]) -> frozenset[UnitKey]:
    """Return the keys of a territory, with the former provinces of which one of today was formed.

    A commune that is named by its former province has the decisions of both.
    """
    today = [provinces.get((key.list, key.province)) for key in territory if key.list == "2025"]
    former = (UnitKey(list="2004", province=each) for place in today if place is not None for each in place.formed_from)
    return frozenset((*territory, *former))


def conflicts(
    catalogue: Known, target: str, entries: list[Placed], texts: tuple[AnyRequirement, ...]
) -> Iterator[Problem]:
    """Two entries of one rank over the same thing at the same time: nobody may choose, so both places are quoted.

    Those that speak of other years or columns than each other both stand. ``texts``: what the target asks nationally.
    """
    provinces = catalogue.provinces
    for one, other in combinations(entries, 2):
        a, b = one.override, other.override
        if RANK[a.verb] != RANK[b.verb] or a.part != b.part or a.verb is Verb.ADD or _both_new(a, b):
            continue
        if _one_after_the_other(a, b):
            continue
        if a.id in b.supersedes or b.id in a.supersedes:
            continue
        together = a.from_ <= (b.to or date.max) and b.from_ <= (a.to or date.max)
        schemes = schemes_of(*(catalogue.of_pack(each.pack).schemes for each in (one, other)))
        if together and _shared(one, other, provinces) and not _apart(a, b, texts, schemes):
            yield _told(target, one, other, schemes)


def _apart(a: Override, b: Override, texts: tuple[AnyRequirement, ...], schemes: tuple[Scheme, ...]) -> bool:
    """Tell whether two entries speak of other years and columns, and both can be laid over the text."""
    if a.verb is b.verb is Verb.COMPLETE:
        one, other = _answered(a.requirement), _answered(b.requirement)
        return only_levels_differ(a.requirement, b.requirement) and not meet(one, other, schemes)
    if meet(cells_of(a.requirement), cells_of(b.requirement), schemes):
        return False
    if a.verb is b.verb is Verb.RAISE:
        return isinstance(a.requirement, req.Comparison) and isinstance(b.requirement, req.Comparison)
    if a.verb is not b.verb or not only_levels_differ(a.requirement, b.requirement):
        return False
    if a.verb is Verb.FILL:
        return True
    fits = (fits_into(text, each.requirement, schemes) for text in texts for each in (a, b))
    return a.verb is Verb.REPLACE and bool(texts) and all(fits)


def _answered(item: AnyRequirement | None) -> tuple[Key, ...]:
    """Return the years and columns for which a form was filled; the rows that it leaves open say nothing against another."""
    rows = [row for level in walk.thresholds(item) for row in level.rows] if item is not None else []
    return tuple((row.year, row.area) for row in rows if row.unknown is None)


def _told(target: str, one: Placed, other: Placed, schemes: tuple[Scheme, ...]) -> Problem:
    """Return the problem at the later entry; what it would lose of the older one stands in the remedy."""
    older, newer = sorted((one, other), key=lambda each: each.override.from_)
    a, b = older.override, newer.override
    gone = lost(a.requirement, b.requirement, schemes)
    identity = "NTM210.part" if gone else "NTM210.whole"
    return problem(identity, newer.at, one=b.id, other=a.id, verb=a.verb, target=target, day=max(a.from_, b.from_),
                   at=older.at, rows=shown_cells(gone))  # fmt: skip


def shown_cells(keys: Iterable[tuple[int | None, str | None]]) -> Listed:
    """Return years and columns as messages show them: ``2024 v1, v2``."""
    elsewhere = Pair("những năm, những vùng còn lại", "the other years and zones")
    return Listed(" ".join(str(part) for part in key if part is not None) if any(key) else elsewhere for key in keys)


def _one_after_the_other(a: Override, b: Override) -> bool:
    """Tell whether one entry completes the national text and the other is what a province then makes of it.

    A province replaces or waives what is national, whoever wrote that down. It fills what the text leaves to it: beside a
    text that leaves nothing both may not stand.
    """
    if (a.verb is Verb.COMPLETE) == (b.verb is Verb.COMPLETE):
        return False
    nation, province = (a, b) if a.verb is Verb.COMPLETE else (b, a)
    return province.verb is not Verb.FILL or _leaves_all(nation.requirement)


def _shared(one: Placed, other: Placed, provinces: Mapping[tuple[str, str], Province]) -> bool:
    if not one.territory or not other.territory:
        return True
    return bool(reach(one.territory, provinces) & reach(other.territory, provinces))


def _leaves_all(item: AnyRequirement | None) -> bool:
    if isinstance(item, req.Delegated):
        return item.to == PROVINCE
    rows = [row for level in walk.thresholds(item) for row in level.rows] if item is not None else []
    return bool(rows) and all(row.delegated is not None or row.unknown is not None for row in rows)


def _both_new(a: Override, b: Override) -> bool:
    if (a.declared_indicators is None) != (b.declared_indicators is None):
        return True  # the one says how many there are, the other is one of them
    if (a.pass_ is None) != (b.pass_ is None):
        return True  # the one says how many have to be met, the other is one of them
    one, other = a.indicator or a.criterion, b.indicator or b.criterion
    return one is not None and other is not None and one.id != other.id
