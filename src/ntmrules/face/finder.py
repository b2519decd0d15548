"""The one finder of rulebooks: by set, day and province, each resolved once."""

from __future__ import annotations

from datetime import date
from typing import Any, Protocol

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.face.rulebook import Rulebook
from ntmrules.model.evidence import Floor


class Library(Protocol):
    """What a finder needs of a library: its rulebooks and its packs."""

    @property
    def catalogue(self) -> Catalogue:
        """The packs, read."""
        ...

    def rulebook(
        self, ref: str, *, on: str | date, province: str | None = None, area: str | None = None,
        evidence_floor: str | Floor = ..., on_gap: str | None = None,
    ) -> Rulebook:  # fmt: skip
        """Return the set as it applies on a day in a province."""
        ...


class Finder:
    """Finds rulebooks by set, day and province, each resolved once.

    ``options`` are those of ``Library.rulebook`` that hold for all: ``area``, ``evidence_floor``, ``on_gap``.
    """

    def __init__(self, library: Library, **options: Any) -> None:
        self.library, self.options = library, options
        self._made: dict[tuple[str, str, str | None, tuple[tuple[str, Any], ...]], Rulebook] = {}

    def __call__(self, ref: str, day: str, province: str | None, **options: Any) -> Rulebook:
        """Return the rulebook of a set on a day in a province; ``options`` that hold for this one go before those of all.

        Raises as ``Library.rulebook``.
        """
        key = (ref, day, province, tuple(sorted(options.items())))
        if key not in self._made:
            self._made[key] = self.library.rulebook(ref, on=day, province=province, **(self.options | options))
        return self._made[key]


__all__ = ["Finder", "Library"]
