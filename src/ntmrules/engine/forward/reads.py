"""Entries that remember who asked for them, so that a session knows what a figure touches."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ntmrules.model.figures import Entry

ALL = "*"


class Reads(dict[str, Entry]):
    """Entries that remember which of them were asked for: what a leaf asks for is what it depends on."""

    __slots__ = ("seen",)

    def __init__(self, entries: Mapping[str, Entry], seen: set[str]) -> None:
        super().__init__(entries)
        self.seen = seen

    def copy(self) -> Reads:
        """Return the same entries, remembered where these are."""
        return Reads(dict.copy(self), self.seen)

    def get(self, key: str, default: Any = None) -> Any:
        self.seen.add(key)
        return dict.get(self, key, default)

    def __getitem__(self, key: str) -> Entry:
        self.seen.add(key)
        return dict.__getitem__(self, key)

    def __contains__(self, key: object) -> bool:
        self.seen.add(str(key))
        return dict.__contains__(self, key)

    def __iter__(self) -> Any:
        self.seen.add(ALL)  # whoever looks through all of them depends on all of them
        return dict.__iter__(self)

    def keys(self) -> Any:
        self.seen.add(ALL)
        return dict.keys(self)

    def values(self) -> Any:
        self.seen.add(ALL)
        return dict.values(self)

    def items(self) -> Any:
        self.seen.add(ALL)
        return dict.items(self)
