"""Texts of a report, each kept once: thousands of units share most of their words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from ntmrules.model.text import Text

Pair: TypeAlias = "str | list[str]"
"""A text that is alike in both languages, or Vietnamese and English."""


def pair(vi: str, en: str | None = None) -> Pair:
    """Return a text as the page holds it: one string where both languages say the same."""
    return vi if en is None or en == vi else [vi, en]


def of_text(text: Text) -> Pair:
    """Return a text of the catalogue as the page holds it."""
    return pair(text.vi, text.en)


class Interned:
    """Texts by number, in the order in which they were first said, so that the same input gives the same numbers."""

    def __init__(self) -> None:
        self.texts: list[Pair] = []
        self._numbers: dict[tuple[str, str], int] = {}

    def __call__(self, vi: str, en: str | None = None) -> int:
        """Return the number of a text."""
        key = (vi, vi if en is None else en)
        found = self._numbers.get(key)
        if found is None:
            found = self._numbers[key] = len(self.texts)
            self.texts.append(pair(*key))
        return found


class Rows:
    """Rows of numbers, each kept once."""

    def __init__(self) -> None:
        self.rows: list[tuple[object, ...]] = []
        self._numbers: dict[tuple[object, ...], int] = {}

    def __call__(self, cells: Iterable[object]) -> int:
        """Return the number of a row."""
        row = tuple(cells)
        found = self._numbers.get(row)
        if found is None:
            found = self._numbers[row] = len(self.rows)
            self.rows.append(row)
        return found
