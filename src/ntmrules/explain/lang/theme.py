"""A theme of the lexicon: phrases by key, Vietnamese beside English, and how one is said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Phrases = Mapping[str, tuple[str, str]]

THEMES: dict[str, Theme] = {}
"""Every theme by its name; each is put here when its module is read."""


class Theme(dict[str, tuple[str, str]]):
    """The phrases of one theme. A phrase with a count may have a second form under ``<key>.one``."""

    def __init__(self, name: str, *phrases: Phrases) -> None:
        super().__init__()
        for each in phrases:
            twice = self.keys() & each.keys()
            assert not twice, f"said twice in {name}: {sorted(twice)}"
            self.update(each)
        THEMES[name] = self

    def say(self, key: str, lang: str, **values: Any) -> str:
        """Return the phrase ``key`` in ``lang``, its gaps filled; ``KeyError`` for a key that the theme does not have."""
        if not values:
            return self[key][lang == "en"]
        if values.get("count") == 1 and f"{key}.one" in self:
            key = f"{key}.one"
        return self[key][lang == "en"].format(**values)
