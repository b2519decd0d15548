"""What is known of all packs together, as the checks on what a pack may say ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from ntmrules.catalog.pack import Pack
from ntmrules.catalog.registers import Registers
from ntmrules.model.evidence import Decision
from ntmrules.model.measures import Measure
from ntmrules.model.overrides import Placed, Zoning
from ntmrules.model.sets import CriteriaSet, Indicator
from ntmrules.model.units import Province, Scheme


class Known(Protocol):
    """The registers of a catalogue, each by id; entries of packs by their target."""

    packs: tuple[Pack, ...]
    measures: dict[str, Measure]
    decisions: dict[str, Decision]
    schemes: dict[str, Scheme]
    provinces: dict[tuple[str, str], Province]
    pack_of: dict[str, Pack]
    overrides: dict[str, list[Placed]]
    zonings: dict[str, Zoning]
    added: dict[str, tuple[str, Indicator]]

    @property
    def headers(self) -> Mapping[str, CriteriaSet]:
        """Every set without its criteria, by id."""

    def of_pack(self, pack_id: str) -> Registers:
        """Return what ids of decisions, sources, schemes and measures mean in the files of a pack."""

    def home_of(self, target: str) -> str:
        """Return the set that the target of an entry stands in, be it the set's own or what a pack added to it."""

    def set(self, set_id: str) -> CriteriaSet:
        """Return the whole set with this id (``KeyError`` if there is none)."""
