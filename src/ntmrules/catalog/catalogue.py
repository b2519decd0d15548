"""All packs together: what one library knows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ntmrules.catalog.pack import Pack, catalog_root
from ntmrules.catalog.registers import Registers, everywhere, firm_problems, of_pack
from ntmrules.errors import CatalogError, Problem, problem
from ntmrules.model.overrides import Placed, Verb
from ntmrules.model.sets import CriteriaSet, Indicator
from ntmrules.model.units import Province


class Catalogue:
    """All packs together: one register each of sets, measures, decisions, sources, schemes and provinces.

    ``functions`` are the rule functions by name and ``provinces`` those beside the registers of the packs, as whoever
    knows of plugins hands them on. ``checked``: the packs were checked together before, when a library wrote them as bytes.
    """

    def __init__(
        self,
        packs: Iterable[Pack],
        *,
        functions: Mapping[str, Any] | None = None,
        provinces: Iterable[Province] = (),
        checked: bool = False,
    ) -> None:
        self.packs: tuple[Pack, ...] = tuple(packs)
        self.functions: Mapping[str, Any] = functions or {}
        self._of_pack: dict[str, Registers] = {}
        self.provinces: dict[tuple[str, str], Province] = {}
        self.pack_of: dict[str, Pack] = {}
        problems: list[Problem] = []
        problems.extend(firm_problems(self.packs))
        self.everywhere = whole = everywhere(self.packs)
        self.measures, self.decisions, self.sources = whole.measures, whole.decisions, whole.sources
        self.schemes, self.zonings = whole.schemes, whole.zonings
        for pack in self.packs:
            for key, province in pack.provinces.items():
                known = self.provinces.setdefault(key, province)
                if known is not province and known != province:
                    other = next(each for each in self.packs if key in each.provinces)
                    where, there = (each.place_of("provinces", key) for each in (pack, other))
                    problems.append(
                        problem("NTM134.packs", where, register="provinces", key=":".join(key), other=there)
                    )
            for set_id in pack.headers:
                if set_id in self.pack_of:
                    problems.append(
                        problem(
                            "NTM132.packs",
                            pack.place_of_set(set_id),
                            set=set_id,
                            other=self.pack_of[set_id].place_of_set(set_id),
                        )
                    )
                self.pack_of.setdefault(set_id, pack)
        heads: dict[str, Pack] = {}
        for pack in self.packs:
            other = heads.setdefault(pack.id, pack)
            if other is not pack:
                problems.append(problem("NTM208", str(pack.root), pack=pack.id, other=other.root))
        problems.extend(
            problem("NTM134.province", province=":".join(unit.key), other=self._place_of_province(unit.key))
            for unit in provinces
            if self.provinces.setdefault(unit.key, unit) != unit
        )
        problems.extend(self._misnamed(provinces))
        self.overrides: dict[str, list[Placed]] = {}
        for pack in self.packs:
            for placed in pack.overrides:
                self.overrides.setdefault(placed.override.target, []).append(placed)
        self.added: dict[str, tuple[str, Indicator]] = dict(self._added())
        sound = not problems
        if sound and not checked and any(pack.head is not None and pack.head.territory for pack in self.packs):
            from ntmrules.catalog.conflicts import territories

            problems.extend(territories(self))
        if sound and self.overrides and not checked:
            from ntmrules.catalog.allowed import overlay_problems

            problems.extend(dict.fromkeys(overlay_problems(self)))  # each version of a target says the same of an entry
        for pack in self.packs if sound and not checked else ():
            if pack.root.is_file() and (pack.overrides or pack.unfilled):
                from ntmrules.catalog.form_levels import form_problems

                problems.extend(form_problems(self, pack))
        if problems:
            raise CatalogError(problems)

    def _misnamed(self, provinces: Iterable[Province]) -> Iterator[Problem]:
        """Yield the areas of provinces that no scheme has, and former provinces that are on no list."""
        named = [(province, pack) for pack in self.packs for province in pack.provinces.values()]
        areas = [area.id for pack in self.packs for scheme in pack.schemes.values() for area in scheme.areas]
        former = [id_ for list_, id_ in self.provinces if list_ == "2004"]

        def where(province: Province, pack: Pack | None, *inside: str | int) -> str:
            return pack.place_of("provinces", province.key, inside) if pack is not None else ":".join(province.key)

        for province, pack in [*named, *((each, None) for each in provinces)]:
            for index, area in enumerate(province.areas):
                if area not in areas:
                    at, known = where(province, pack, "areas", index), " | ".join(areas)
                    yield problem("NTM161.area", at, area=area, known=known, near=(area, areas))
            for index, name in enumerate(province.formed_from):
                if name not in former:
                    at = where(province, pack, "formed_from", index)
                    yield problem("NTM223.unknown", at, territory=f"2004:{name}", near=(name, former))

    def _place_of_province(self, key: tuple[str, str]) -> str:
        return next((pack.place_of("provinces", key) for pack in self.packs if key in pack.provinces), "")

    def _added(self) -> Iterator[tuple[str, tuple[str, Indicator]]]:
        """Yield the full id of every indicator that a pack adds, with the set that it stands in."""
        for placed in (each for found in self.overrides.values() for each in found):
            override, target = placed.override, placed.override.target
            whole = target if target in self.pack_of else target.rpartition("/")[0]
            new: tuple[Indicator, ...] = (override.indicator,) if override.indicator is not None else ()
            new += override.criterion.indicators if override.criterion is not None else ()
            prefix = whole if override.verb is Verb.COMPLETE else override.id.rpartition("/")[0]
            for indicator in new if whole in self.pack_of else ():
                yield f"{prefix}/{indicator.id}", (whole, indicator)

    def home_of(self, target: str) -> str:
        """Return the set that the target of an entry stands in, be it the set's own or what a pack added to it."""
        if target in self.pack_of:
            return target
        return self.added[target][0] if target in self.added else target.rpartition("/")[0]

    def of_pack(self, pack_id: str) -> Registers:
        """Return what ids of decisions, sources, schemes and measures mean in the files of a pack."""
        if pack_id not in self._of_pack:
            found = next((pack for pack in self.packs if pack.id == pack_id), None)
            self._of_pack[pack_id] = (
                of_pack(self.everywhere, self.packs, found) if found is not None else self.everywhere
            )
        return self._of_pack[pack_id]

    @property
    def headers(self) -> dict[str, CriteriaSet]:
        """Every set without its criteria, by id."""
        return {set_id: pack.headers[set_id] for set_id, pack in sorted(self.pack_of.items())}

    def set(self, set_id: str) -> CriteriaSet:
        """Return the whole set with this id (``KeyError`` if there is none)."""
        return self.pack_of[set_id].load(set_id)


def split_target(catalogue: Catalogue, target: str) -> tuple[str, str]:
    """Split a target into set and label: ``vn/xa-ntm/2021/10.1`` -> (``vn/xa-ntm/2021``, ``10.1``); label may be empty.

    Raises ``CatalogError`` NTM139 for a target that names no set, criterion or indicator.
    """
    headers = catalogue.headers
    keys = {header.key for header in headers.values()}
    if target in headers or target in keys:
        return target, ""
    head, _, label = target.rpartition("/")
    if head in headers or head in keys:
        return head, label
    raise CatalogError(problem("NTM139.target", target=target, near=(target, [*headers, *keys])))


def pack_and_catalogue(
    root: Path,
    *,
    functions: Mapping[str, Any] | None = None,
    provinces: Iterable[Province] = (),
    beside: Iterable[Path] = (),
) -> tuple[Pack, Catalogue]:
    """Return the pack at ``root`` and the catalogue in which it is checked, with the packs ``beside`` it.

    A pack with the register of provinces is a national one and stands alone: the shipped one, or that of a checkout beside
    an installed library. Every other pack is checked together with the shipped national catalogue.
    """
    if (root / "units.yaml").is_file():
        pack = Pack(root, "vn")
        return pack, Catalogue([pack], functions=functions, provinces=provinces)
    pack = Pack(root)
    others = [Pack(path) for path in beside]
    packs = [Pack(catalog_root(), "vn"), *others, pack]
    return pack, Catalogue(packs, functions=functions, provinces=provinces)
