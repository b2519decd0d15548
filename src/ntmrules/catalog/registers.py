"""Whose decisions, sources, schemes and measures an id means: those of its own pack first, then the national ones.

Two provinces may both have "36/2022/QĐ-UBND". Such an id means in each pack its own; elsewhere it is written with the id of its
pack, ``quang-ninh/36/2022/QĐ-UBND``, and the bare one means nothing. What only one pack has needs no such name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from attrs import field

from ntmrules.catalog.pack import Pack
from ntmrules.errors import CatalogError, Problem, problem
from ntmrules.frozen import evolve, frozen
from ntmrules.model.evidence import Decision, Source
from ntmrules.model.measures import Measure
from ntmrules.model.overrides import Zoning
from ntmrules.model.units import Scheme

LOCAL = ("measures", "decisions", "sources", "schemes")
# Figures and the columns of national sets are written with these ids by everybody: a pack may not mean something else by one.
FIRM = ("measures", "schemes")


@frozen(kw_only=True)
class Registers:
    """What the ids mean for one pack, or for one place: registers by id, zones of a province by their scheme."""

    measures: dict[str, Measure] = field(factory=dict)
    decisions: dict[str, Decision] = field(factory=dict)
    sources: dict[str, Source] = field(factory=dict)
    schemes: dict[str, Scheme] = field(factory=dict)
    zonings: dict[str, Zoning] = field(factory=dict)


def everywhere(packs: Iterable[Pack]) -> Registers:
    """Return what each id means where no pack is spoken of: what one pack has, and the rest with the names of their packs."""
    packs = tuple(packs)
    found: dict[str, dict[str, Any]] = {}
    for register in LOCAL:
        mine: dict[str, Any] = {}
        several = _several(packs, register)
        for pack in packs:
            for key, item in getattr(pack, register).items():
                if key not in several:
                    mine.setdefault(key, item)
                elif pack.head is None:
                    mine[key] = item
                else:
                    named = f"{pack.id}/{key}"
                    mine[named] = evolve(item, id=named)
        found[register] = mine
    zonings = {zoning.scheme: zoning for pack in packs for zoning in _zones(pack)}
    return Registers(**found, zonings=zonings)


def of_pack(whole: Registers, packs: Iterable[Pack], pack: Pack) -> Registers:
    """Return what the ids mean in the files of ``pack``; those of other packs stand there under their full names too."""
    packs = tuple(packs)
    found: dict[str, dict[str, Any]] = {}
    for register in LOCAL:
        named = {f"{each.id}/{key}": item for each in packs if each.head is not None
                 for key, item in getattr(each, register).items()} if register != "measures" else {}  # fmt: skip
        found[register] = {**named, **getattr(whole, register), **getattr(pack, register)}
    return Registers(**found, zonings={zoning.scheme: zoning for zoning in _zones(pack)})


def of_place(whole: Registers, here: Iterable[Pack]) -> Registers:
    """Return what the ids mean for the units of a place, for which the packs ``here`` speak; ``whole`` of :func:`everywhere`.

    Raises ``CatalogError`` NTM134 where two of them mean different things by one id of figures or columns.
    """
    here = tuple(here)
    # Those with the name of a pack are of other places.
    measures = {key: item for key, item in whole.measures.items() if "/" not in key}
    schemes = {key: item for key, item in whole.schemes.items() if "/" not in key}
    problems: list[Problem] = []
    for register, mine in (("measures", measures), ("schemes", schemes)):
        owner: dict[str, Pack] = {}
        for pack in here:
            for key, item in getattr(pack, register).items():
                other = owner.setdefault(key, pack)
                if other is not pack and getattr(other, register)[key] != item:
                    problems.append(_clash(pack, other, register, key))
                mine[key] = item
    zonings: dict[str, Zoning] = {}
    for pack in here:
        for zoning in _zones(pack):
            known = zonings.setdefault(zoning.scheme, zoning)
            if known is not zoning and known != zoning:
                other = next(each for each in here if zonings[zoning.scheme] in _zones(each))
                problems.append(_clash(pack, other, "zones", zoning.scheme))
    if problems:
        raise CatalogError(problems)
    return evolve(whole, measures=measures, schemes=schemes, zonings=zonings)


def firm_problems(packs: Iterable[Pack]) -> Iterator[Problem]:
    """Yield where a pack means something else by an id that everybody writes, and where two without a name of theirs do."""
    packs = tuple(packs)
    for register in LOCAL:
        common: dict[str, Pack] = {}
        for pack in sorted(packs, key=lambda each: each.head is not None):
            for key, item in getattr(pack, register).items():
                other = common.get(key)
                if pack.head is None:
                    common.setdefault(key, pack)
                if (
                    other is None
                    or getattr(other, register)[key] == item
                    or (pack.head is not None and register not in FIRM)
                ):
                    continue
                yield _clash(pack, other, register, key)


def _several(packs: tuple[Pack, ...], register: str) -> set[str]:
    """Return the ids by which packs mean different things."""
    first: dict[str, Any] = {}
    found = ((key, item) for pack in packs for key, item in getattr(pack, register).items())
    return {key for key, item in found if (other := first.setdefault(key, item)) is not item and other != item}


def _zones(pack: Pack) -> tuple[Zoning, ...]:
    return pack.head.zones if pack.head is not None else ()


def _clash(pack: Pack, other: Pack, register: str, key: str) -> Problem:
    places = (pack.place_of(register, key), other.place_of(register, key))
    return problem("NTM134.packs", places[0], register=register, key=key, other=places[1])
