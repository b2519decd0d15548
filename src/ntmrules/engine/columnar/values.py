"""Cells of the columns that a table was bound to, as the values of entries: for the words in which they are refused."""

from __future__ import annotations

from decimal import Decimal

from ntmrules.figures.frames.rows import plain
from ntmrules.model.figures import Value


def value_of_cell(cell: object) -> Value:
    """Return a cell of one of our own columns, or of one that nobody knows, as the value of an entry."""
    if isinstance(cell, str):
        met, _, of = cell.partition("/")
        return (int(met), int(of)) if met.isdigit() and of.isdigit() else Decimal(0)
    return as_written(cell) if isinstance(cell, (int, float, Decimal)) else Decimal(0)


def exactly(value: object) -> Decimal:
    """Return a number of a column as the number that it is written as."""
    return value if isinstance(value, Decimal) else Decimal(repr(value))


def as_written(value: object) -> Decimal:
    """Return a number of a column as a person would write it."""
    return plain(exactly(value))


__all__ = ["as_written", "exactly", "value_of_cell"]
