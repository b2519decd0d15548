"""Several tables below each other in one sheet: where other headings begin another one."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ntmrules.figures import headings
from ntmrules.figures.signs import TYPED_LABEL
from ntmrules.figures.workbook import SheetGrid
from ntmrules.frozen import evolve
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import kind_level

MOST_CRITERIA = 25


def headed_anew(
    rows: Sequence[Sequence[str]], top: int, first: int, roles: Sequence[str], *, named: Callable[[str], str]
) -> int | None:
    """Return the row of other headings below the first ones: what stands under it is another table. Nothing where none is.

    The headings stand in the rows from ``top`` to ``first``; ``named`` gives the subject that one of them names. The same
    headings again, as on every printed page, head no other table.
    """
    place = next((at for at, each in enumerate(roles) if each in ("unit", "subject")), None)
    if place is None:
        return None
    heads = [_as_compared(row, named) for row in rows[top:first]]
    for at in range(first, len(rows)):
        row = rows[at]
        cell = row[place] if place < len(row) else ""
        if cell and headings.role(cell) in ("unit", "subject") and _as_compared(row, named) not in heads:
            others = [each for index, each in enumerate(row) if index != place and each.strip()]
            figures = any(_is_figure(each) for each in others)
            if not figures and headings.no_unit(cell, others) == "heading" and any(map(any, rows[at + 1 :])):
                return _titles_above(rows, at, first)
    return None


def _is_figure(cell: str) -> bool:
    """Tell whether a cell is a number that no label is: 88, 95.5, 80%; sets have some twenty criteria."""
    number = cell.strip().rstrip(TYPED_LABEL).rstrip("% ").replace(",", ".")
    head, _, rest = number.partition(".")
    return (
        number != ""
        and head.isdigit()
        and (rest == "" or rest.isdigit())
        and ("%" in cell or int(head) > MOST_CRITERIA)
    )


def _titles_above(rows: Sequence[Sequence[str]], at: int, first: int) -> int:
    """Return where the titles of a table begin whose headings stand in row ``at``: rows with one text that names no unit."""
    begin = at
    for above in range(at - 1, first - 1, -1):
        said = {cell.strip() for cell in rows[above] if cell.strip()}
        if len(said) > 1 or any(map(kind_level, said)) or any(each.isdigit() for each in said):
            break
        if said:
            begin = above
    return begin


def _as_compared(row: Sequence[str], named: Callable[[str], str]) -> list[str]:
    cells = [headings.role(cell) or fold(named(cell).rstrip(TYPED_LABEL)) for cell in row]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def parted(grid: SheetGrid, at: int) -> tuple[SheetGrid, SheetGrid]:
    """Return what stands above a row and what stands from there on; each row keeps its number."""
    upper = evolve(grid, rows=grid.rows[:at], merged=tuple(each for each in grid.merged if each[2] < at),
                   hidden_rows=frozenset(row for row in grid.hidden_rows if row < at))  # fmt: skip
    lower = evolve(grid, rows=[*([] for _ in range(at)), *grid.rows[at:]], hidden_columns=frozenset(),
                   merged=tuple(each for each in grid.merged if each[0] >= at),
                   hidden_rows=frozenset(row for row in grid.hidden_rows if row >= at))  # fmt: skip
    return upper, lower
