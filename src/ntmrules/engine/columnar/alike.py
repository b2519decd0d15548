"""What the columns of a table mean where all are plain numbers, worked out once: tables come in parts, and again and again."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple, TypeAlias

import polars as pl

from ntmrules.engine.columnar.vectors import Bounds, kind_of
from ntmrules.model.rulebook import Rulebook

MOST_KNOWN = 64
Good: TypeAlias = Callable[[str, pl.DataType], tuple[str, Bounds | None] | None]
"""Tells the key of a column whose numbers can be good as they stand, and between which bounds they are."""


class Alike(NamedTuple):
    """Types of the columns by the keys of what they are about, in the order of the columns, and the bounds of those with some."""

    schema: dict[str, pl.DataType]
    bounds: dict[str, Bounds]


def alike(book: Rulebook, types: Mapping[str, pl.DataType], good: Good) -> Alike | None:
    """Return what columns of these names and types mean to ``book``.

    Nothing where the numbers of one cannot be good as they stand, or where two are about one thing.
    """
    known: dict[object, Alike | None] = book.memo("columnar.alike", dict)
    key = (tuple(types), tuple(map(kind_of, types.values())))
    if key not in known:
        if len(known) >= MOST_KNOWN:
            known.clear()
        known[key] = _worked_out(types, good)
    return known[key]


def _worked_out(types: Mapping[str, pl.DataType], good: Good) -> Alike | None:
    found = Alike({}, {})
    for name, dtype in types.items():
        each = good(name, dtype)
        if each is None or each[0] in found.schema:
            return None
        key, bounds = each
        found.schema[key] = dtype
        if bounds is not None:
            found.bounds[key] = bounds
    return found


__all__ = ["Alike", "alike"]
