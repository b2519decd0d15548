"""A table of an annex as a grid of text, however the file kept it: merged cells stand in every place they cover."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from unicodedata import normalize

from attrs import field

from ntmrules.explain.lang.annex_words import say
from ntmrules.frozen import define, frozen

MOST_BYTES = 60_000_000
MOST_CELLS = 400_000
OBJECT = "▢"
"""Stands where a cell holds what is no text (a picture, a sign of a foreign font), is struck out or changed: not read."""
TURNING = re.compile("[\u061c\u200f\u202b\u202e\u2067]")
NOTE = "※"
"""Stands where a cell has the mark of a note, which may say something else of it than its words do."""


@frozen
class Grid:
    """One table: its name for people (``bảng 1``, the name of a sheet) and its rows, all of one length."""

    name: str
    rows: tuple[tuple[str, ...], ...]
    hidden: tuple[str, ...] = ()
    """What a person does not see: hidden rows and columns, a hidden sheet, hidden parts of a page."""
    ragged: frozenset[int] = frozenset()
    """Rows, from 0, of another length than the rest: a cell too many or too few, so that no cell of them is sure."""
    uneven: frozenset[int] = frozenset()
    """All rows of another length, also titles and headings, of which a short one may be whole."""
    said: tuple[str, ...] = ()
    """What stands above it, line by line, since the table before; the name of a sheet is one of them."""
    below: tuple[str, ...] = ()
    """What stands below the last table of a file, and its notes."""
    unseen: frozenset[int] = frozenset()
    """Rows, from 0, that are hidden in the file."""
    unseen_columns: frozenset[int] = frozenset()


@define
class Filling:
    """Rows that are laid out cell by cell, with the places that merged cells above or to the left already cover."""

    rows: list[dict[int, str]] = field(factory=list)
    covered: dict[tuple[int, int], str] = field(factory=dict)
    hidden: int = 0
    reached: dict[int, int] = field(factory=dict)

    def put(self, row: int, text: str, width: int = 1, height: int = 1) -> None:
        """Lay a cell at the next free place of a row; ``ValueError`` where merged cells would fill the memory."""
        while len(self.rows) <= row:
            self.rows.append({})
        column = self.reached.get(row, 0)
        while column in self.rows[row] or (row, column) in self.covered:
            if (row, column) in self.covered:
                self.rows[row][column] = self.covered[row, column]
            column += 1
        for across in range(min(width, 200)):
            self.rows[row][column + across] = text
            for down in range(1, min(height, 2000)):
                self.covered[row + down, column + across] = text
        self.reached[row] = column
        if len(self.covered) > MOST_CELLS:
            raise ValueError("too many merged cells")

    def grid(self, name: str) -> Grid:
        """Return the table, all rows of one length; ``ValueError`` where it has too many cells."""
        for (row, column), text in self.covered.items():
            if row < len(self.rows):
                self.rows[row].setdefault(column, text)
        ragged, uneven = lengths([[row.get(at, "") for at in range(max(row, default=-1) + 1)] for row in self.rows], 2)
        width = max((max(row, default=-1) + 1 for row in self.rows), default=0)
        if width * len(self.rows) > MOST_CELLS * 4:
            raise ValueError("too many cells")
        hidden = (say("hidden.cells", name=name, count=self.hidden),) if self.hidden else ()
        rows = tuple(tuple(row.get(column, "") for column in range(width)) for row in self.rows)
        return Grid(name, rows, hidden, ragged=ragged, uneven=uneven)


def lengths(rows: list[list[str]], few: int) -> tuple[frozenset[int], frozenset[int]]:
    """Return the rows of a doubtful length, and all of another length than most; a title of ``few`` cells is no doubt."""
    usual = Counter(len(row) for row in rows if len(row) > 1).most_common(1)
    width = usual[0][0] if usual else 1
    uneven = frozenset(number for number, row in enumerate(rows) if len(row) != width)
    filled = {number: len({cell.strip() for cell in rows[number]} - {""}) for number in uneven}
    return frozenset(number for number in uneven if filled[number] > few), uneven


def tidy(text: str) -> str:
    """Return text in NFC on one line, without control characters; lines of a cell are parted by one space.

    A sign that turns what follows from right to left (59 is seen as 95, ≥ as ≤) leaves ``OBJECT``.
    """
    text = TURNING.sub(OBJECT, text)
    kept = "".join(" " if unicodedata.category(char) == "Cc" else char for char in normalize("NFC", text)
                   if unicodedata.category(char) != "Cf")  # fmt: skip
    return re.sub(r"\s+", " ", kept.replace("\u00a0", " ")).strip()
