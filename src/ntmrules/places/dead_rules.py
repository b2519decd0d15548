"""Rules of zones that take no unit since those before them take all of theirs: the levels of their zone would never be used."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.catalog.pack import Pack
from ntmrules.errors import CatalogError, Problem, problem
from ntmrules.frozen import evolve
from ntmrules.model.measures import Measure
from ntmrules.model.overrides import PackHead, ZoneRule, Zoning
from ntmrules.model.possible_units import never_reached
from ntmrules.model.unit_names import same_name
from ntmrules.model.units import Scheme


def dead_rules(
    head: PackHead, zoning: Zoning, measures: Mapping[str, Measure], schemes: Collection[Scheme],
    where: Callable[[int], str],
) -> Iterator[Problem]:  # fmt: skip
    """Yield NTM161 for each rule of a zoning that takes no unit, with those before it; ``where`` tells the place of a rule."""
    beside = [each for each in head.zones if each is not zoning]
    found = never_reached(zoning, measures, schemes, beside)
    dead = {index: [where(each) for each in before] for index, before in found if before}
    live: list[tuple[ZoneRule, str]] = []
    for index, rule in enumerate(zoning.rules):
        alike = next(([at] for each, at in live if _takes_all_of(each, rule)), [])
        others = alike or dead.get(index, [])
        if others:
            yield problem("NTM161.never", where(index), area=rule.area, other=", ".join(others))
        else:
            live.append((rule, where(index)))


def refuse_dead_rules(pack: Pack, catalogue: Catalogue) -> None:
    """Raise ``CatalogError`` NTM161 for rules of the zones of a pack that are never used."""
    head, known = pack.head, catalogue.of_pack(pack.id)
    if head is None:
        return

    def place(at: int) -> Callable[[int], str]:
        return lambda index: pack.place_in_head(("zones", at, "rules", index))

    schemes = tuple(known.schemes.values())
    problems = [each for at, zoning in enumerate(head.zones)
                for each in dead_rules(head, zoning, known.measures, schemes, place(at))]  # fmt: skip
    if problems:
        raise CatalogError(problems)


def _takes_all_of(first: ZoneRule, later: ZoneRule) -> bool:
    """Tell whether the first of two rules takes every unit that the later one would, as far as they are written alike."""
    alike = evolve(later, area=first.area, provision=first.provision, when_any=first.when_any)
    if alike == first and (first.when_any == later.when_any or {*later.when_any} <= {*first.when_any} != set()):
        return True
    return first.area != later.area and _names_all_of(first, later)


def _names_all_of(first: ZoneRule, later: ZoneRule) -> bool:
    """Tell whether the names of the first rule are those of the later one too: a whole district before a commune in it."""
    if first.when is not None or later.when_any or not (later.units or later.within):
        return False
    if not (first.units or first.within):
        return False
    if first.units and not (later.units and _among(later.units, first.units)):
        return False
    if first.within and not (later.within and _among(later.within, first.within)):
        return False
    if not later.units:
        return _among(first.except_units, later.except_units)
    return not any(same_name(each, spared) for each in later.units for spared in first.except_units)


def _among(names: tuple[str, ...], others: tuple[str, ...]) -> bool:
    return all(any(same_name(each, other) for other in others) for each in names)


__all__ = ["dead_rules", "refuse_dead_rules"]
