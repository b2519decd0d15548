"""Texts that are written where they are said, in two languages at once: ``không có ngày này · there is no such day``."""

from __future__ import annotations

from ntmrules.messages.speech import Pair

BETWEEN = " · "


def two(text: object) -> object:
    """Return the two halves of a text as a `Pair`; a text without halves, and what tells itself, stays as it is."""
    if not isinstance(text, str):
        return text
    vi, between, en = text.partition(BETWEEN)
    return Pair(vi, en) if between else text
