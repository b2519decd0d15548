"""What stands on the cells of a sheet beside their values: comments, and letters that are struck out."""

from __future__ import annotations

from collections.abc import Iterator

from ntmrules.figures.csv import Sheet
from ntmrules.figures.notes import says_another
from ntmrules.figures.signs import COMMENTED, STRUCK, UNCALCULATED
from ntmrules.figures.workbook import SheetGrid, letters
from ntmrules.messages.speech import few
from ntmrules.model.spelling import says_something

_SHOWN, _LONGEST = 6, 60


def hear_comments(grid: SheetGrid) -> None:
    """Make figures none of which a comment says that they are no results («số kế hoạch»): whoever reads them refuses them."""
    for (row, column), said in grid.comments.items():
        if says_something(grid.cell(row, column)) and says_another(said):
            grid.rows[row][column] = f"{UNCALCULATED}{COMMENTED}{said}"


def beside_cells(grid: SheetGrid, sheet: Sheet) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield what is said of the comments on cells and of what is struck out, where it is no figure: those are refused.

    Comments on headings say what to write, and are none on figures.
    """
    commented = [f"{letters(column)}{row + 1} «{said[:_LONGEST]}»"
                 for (row, column), said in sorted(grid.comments.items()) if row >= sheet.header_row]  # fmt: skip
    if commented:
        yield "comments", {"sheet": sheet.name, "count": len(commented), "cells": few(commented, _SHOWN)}
    cells = {at: grid.cell(*at).removeprefix(f"{UNCALCULATED}{STRUCK}") for at in sorted(grid.struck)}
    struck = [f"{letters(column)}{row + 1} «{cell[:_LONGEST]}»" for (row, column), cell in cells.items() if cell]
    if struck:
        yield "struck", {"sheet": sheet.name, "count": len(struck), "cells": few(struck, _SHOWN)}
