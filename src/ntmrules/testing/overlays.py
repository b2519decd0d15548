"""Packs that lie over other sets: the rulebooks in which their entries apply, and what has to hold for them."""

from __future__ import annotations

from collections.abc import Iterator

from ntmrules.catalog.pack import Pack
from ntmrules.errors import DateError
from ntmrules.face.rulebook import Rulebook
from ntmrules.library import Library
from ntmrules.model.evidence import Floor
from ntmrules.model.units import LAST_DAY_OF_63
from ntmrules.testing.changes import change_days


def targets_of(library: Library, pack: Pack) -> list[str]:
    """Return the ids of the sets that the entries of a pack are laid over."""
    return sorted({library.catalogue.home_of(placed.override.target) for placed in pack.overrides})


def overlaid_books(library: Library, pack: Pack, *, floor: Floor = Floor.RECALL_LOW) -> Iterator[Rulebook]:
    """Yield the rulebooks in which some entry of ``pack`` applies, one for each stretch of time and each province.

    A stretch of time is one in which nothing changes: see :func:`ntmrules.testing.changes.change_days`.
    """
    for set_id in targets_of(library, pack):
        for province in provinces_of(pack):
            for first, _ in change_days(library.catalogue, set_id):
                if province is not None and province.startswith("2025:") and first <= LAST_DAY_OF_63:
                    continue
                try:
                    book = library.rulebook(set_id, on=first, province=province, evidence_floor=floor)
                except DateError:
                    continue
                if any(placed.pack == pack.id for rule in book.all_rules for placed in rule.applied):
                    yield book


def provinces_of(pack: Pack) -> list[str | None]:
    """Return the provinces a pack speaks for, as ``Library.rulebook`` takes them; of a pack for all: no province."""
    keys = {key for placed in pack.overrides for key in placed.territory}
    return [*sorted(f"{key.list}:{key.province}" for key in keys)] or [None]
