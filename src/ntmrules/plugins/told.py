"""The plugins of a library that was made of bytes: what receipts say of them. Of their code nothing is there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class ToldPlugins:
    """Stands where a library has its plugins: they were there when the bundle was made, and their packs lie in it."""

    readers: Mapping[str, Any] = {}
    renderers: Mapping[str, Any] = {}
    observed = False

    def __init__(self, receipts: Iterable[Mapping[str, Any]]) -> None:
        self._receipts = tuple(dict(each) for each in receipts)
        self.loaded: tuple[Any, ...] = ()

    def receipts(self) -> tuple[dict[str, Any], ...]:
        """Return what receipts say of every plugin, by name."""
        return tuple(dict(each) for each in self._receipts)

    def functions(self, only: str | None = None) -> dict[str, Any]:
        """Return no rule functions: a bundle that would need them is not made."""
        return {}

    def units(self) -> list[Any]:
        """Return no provinces: those of plugins lie in the bundle."""
        return []
