"""What the columns of a table of verdicts are called for people: in Vietnamese by words, in English by their names."""

from __future__ import annotations

from ntmrules.explain.lang.table_words import TABLE_WORDS
from ntmrules.explain.lang.words import say

_TALLIES = ("criteria", "indicators", "added")
_OURS = ("verdict", "reasons", "criteria.met")


def heading(name: str, lang: str) -> str:
    """Return what the column ``name`` of a table of verdicts is called in ``lang``; any other column keeps its name."""
    kind, colon, label = name.partition(":")
    of, point, count = name.partition(".")
    if lang == "en":
        return name
    if f"heading.{kind}" in TABLE_WORDS and (colon or not point):
        return f"{say(f'heading.{kind}', lang)} {label}".strip()
    if point and of in _TALLIES and f"heading.{count}" in TABLE_WORDS:
        return f"{say(f'heading.{of}', lang)} {say(f'heading.{count}', lang)}"
    return name


def are_ours(columns: set[str]) -> bool:
    """Tell whether a table with these columns is one of verdicts, in either language."""
    return any({heading(name, lang) for name in _OURS} <= columns for lang in ("vi", "en"))


__all__ = ["are_ours", "heading"]
