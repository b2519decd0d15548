"""Rows that are about no unit of their table, or about another one, and are refused: read on, they would be counted."""

from __future__ import annotations

from collections.abc import Sequence

from ntmrules.figures.titles import unit_heading
from ntmrules.model.unit_names import kind_level, same_name
from ntmrules.model.written import BadCellError


def begins_another(cells: Sequence[str], own: str) -> BadCellError | None:
    """Return what is wrong with a row that heads the part of another unit than the ``own`` one of the form; else nothing."""
    named = unit_heading(cells)
    if named is None or same_name(named, own) or kind_level(named) != (kind_level(own) or kind_level(named)):
        return None
    return BadCellError("NTM610.block", own=named, asked=own)


def separated_otherwise(cells: Sequence[str], columns: int) -> BadCellError | None:
    """Return what is wrong with a row that is one cell, with the sign in it that separates cells in other files; else nothing."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) != 1 or columns < 2 or not (";" in filled[0] or "\t" in filled[0]):
        return None
    return BadCellError("NTM508.separator", cell=filled[0][:60], columns=columns)
