"""Criteria sets that live in no file: a pack made of model objects, and the rulebooks made from it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.catalog.pack import Pack
from ntmrules.face.rulebook import Rulebook
from ntmrules.frozen import evolve
from ntmrules.library import Library
from ntmrules.model.evidence import Floor
from ntmrules.model.measures import Measure
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.rulebook import with_rules
from ntmrules.model.sets import CriteriaSet
from ntmrules.model.units import Province, Scheme


class MemoryPack(Pack):
    """A pack whose registers and sets are given as objects; nothing is read, nothing is kept in a cache."""

    def __init__(
        self,
        sets: Iterable[CriteriaSet],
        *,
        measures: Iterable[Measure] = (),
        schemes: Iterable[Scheme] = (),
        provinces: Iterable[Province] = (),
        name: str = "memory",
    ) -> None:
        # Pack.__init__ reads a folder, and there is none.
        self.root = Path(name)
        self.name = name
        self.decisions, self.sources = {}, {}
        self.measures = {measure.id: measure for measure in measures}
        self.schemes = {scheme.id: scheme for scheme in schemes}
        self.provinces = {province.key: province for province in provinces}
        self._sets = {whole.id: whole for whole in sets}
        self.headers = {set_id: evolve(whole, criteria=()) for set_id, whole in self._sets.items()}
        self.set_files = {}
        self.head = None
        self.overrides = ()

    def load(self, set_id: str) -> CriteriaSet:
        """Return the whole set."""
        return self._sets[set_id]

    def criterion_files(self, set_id: str) -> list[Path]:
        """Return no file: there is none."""
        return []


def library_of(
    *sets: CriteriaSet,
    measures: Iterable[Measure] = (),
    schemes: Iterable[Scheme] = (),
    provinces: Iterable[Province] = (),
) -> Library:
    """Return a library over these sets alone."""
    return Library.over(Catalogue([MemoryPack(sets, measures=measures, schemes=schemes, provinces=provinces)]))


def rulebook_of(
    criteria_set: CriteriaSet,
    measures: Iterable[Measure],
    *,
    on: str | None = None,
    schemes: Iterable[Scheme] = (),
    provinces: Iterable[Province] = (),
    others: Iterable[CriteriaSet] = (),
    province: str | None = None,
    area: str | None = None,
    floor: str | Floor = Floor.RECALL,
) -> Rulebook:
    """Return the rulebook of a set made in memory, on ``on`` (left out: the first day of its stage).

    ``others`` are sets that it refers to. Raises what ``Library.rulebook`` raises.
    """
    library = library_of(criteria_set, *others, measures=measures, schemes=schemes, provinces=provinces)
    return library.rulebook(
        criteria_set.id, on=on or criteria_set.stage.from_, province=province, area=area, evidence_floor=floor
    )


def with_requirement(book: Rulebook, rule_id: str, requirement: AnyRequirement) -> Rulebook:
    """Return ``book`` with another requirement in the rule ``rule_id``; nothing compiled for the old one is kept."""
    return with_rules(book, lambda rule: evolve(rule, requirement=requirement) if rule.id == rule_id else rule)
