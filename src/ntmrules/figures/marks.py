"""What the parts of a spreadsheet say about its cells beside their values."""

from __future__ import annotations

from attrs import field

from ntmrules.figures.runs import Pieces
from ntmrules.frozen import frozen

MAX_CELLS = 20_000_000


@frozen
class Marks:
    """What the parts of a file say about the cells of one sheet, beside their values. Keys are (row, column), from 0.

    ``logical``: cells of formulas that answer yes or no, where the file keeps the answer as 1 or 0. ``struck``: cells that are
    struck out, whole or in part; ``comments``: what comments on cells say; ``raised``: the pieces of texts of which some are
    raised or lowered, one empty piece where the whole cell is; ``masked``: texts that their format shows otherwise, or not;
    ``underlined``: the pieces of texts with an underlined > or <, one empty piece where the whole cell is underlined.
    """

    formats: dict[tuple[int, int], str] = field(factory=dict)
    errors: dict[tuple[int, int], str] = field(factory=dict)
    uncalculated: set[tuple[int, int]] = field(factory=set)
    logical: set[tuple[int, int]] = field(factory=set)
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    struck: set[tuple[int, int]] = field(factory=set)
    comments: dict[tuple[int, int], str] = field(factory=dict)
    raised: dict[tuple[int, int], Pieces] = field(factory=dict)
    masked: set[tuple[int, int]] = field(factory=set)
    underlined: dict[tuple[int, int], Pieces] = field(factory=dict)
    knows_formats: bool = True
