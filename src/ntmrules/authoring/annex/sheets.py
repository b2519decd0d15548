"""The sheets of a workbook."""

from __future__ import annotations

from collections.abc import Container

from ntmrules.authoring.annex.raised import put_together, with_underline
from ntmrules.authoring.annex.tables import MOST_CELLS, NOTE, OBJECT, Filling, Grid, tidy
from ntmrules.explain.lang.annex_words import say
from ntmrules.figures.signs import RATIO, TYPED_LABEL, UNCALCULATED
from ntmrules.figures.workbook import SheetGrid, letters, ranges
from ntmrules.frozen import evolve


def sheet_grid(sheet: SheetGrid, unseen: Container[tuple[int, int]] = ()) -> Grid:
    """Return a sheet as people see it: formats belong to their values, and a merged cell stands in every place it covers.

    ``unseen``: cells (row, column, from 0) whose letters nobody sees as they stand; they are not read.
    ``ValueError`` where merged cells would fill the memory.
    """
    height = max((number for number, row in enumerate(sheet.rows, 1) if any(map(str.strip, row))), default=0)
    rows = [
        {column: _shown(sheet, (at, column), text, unseen) for column, text in enumerate(row) if text.strip()}
        for at, row in enumerate(sheet.rows[:height])
    ]
    covered = 0
    for top, left, bottom, right in sheet.merged:
        last = min(bottom, height - 1)
        covered += max(0, last - top + 1) * (min(right, left + 200) - left + 1)
        if covered > MOST_CELLS:
            raise ValueError("too many merged cells")
        text = rows[top].get(left, "") if top < height else ""
        for row in range(top, last + 1):  # what stands below a merged cell is not seen, even where that one is empty
            rows[row].update(dict.fromkeys(range(left, min(right, left + 200) + 1), text))
    name = tidy(sheet.name)
    hidden = (
        [say("hidden.rows", name=name, rows=ranges(row + 1 for row in sheet.hidden_rows))] if sheet.hidden_rows else []
    )
    columns = ", ".join(letters(each) for each in sorted(sheet.hidden_columns)[:20])
    hidden += [say("hidden.columns", name=name, columns=columns)] if columns else []
    every = frozenset(range(height)) if sheet.hidden else frozenset()
    return evolve(
        Filling(rows).grid(name),
        ragged=frozenset(),  # a sheet has every cell, and does not write down the empty ones
        uneven=frozenset(),
        hidden=(say("hidden.sheet", name=name),) if sheet.hidden else tuple(hidden),
        said=(name,),
        unseen=sheet.hidden_rows | every,
        unseen_columns=sheet.hidden_columns,
    )


def _shown(sheet: SheetGrid, at: tuple[int, int], text: str, unseen: Container[tuple[int, int]]) -> str:
    """Return a cell as it is seen: struck out, hidden by its format or marked by a note it is not read."""
    if at in unseen:
        return f"{OBJECT} {_cell(text.lstrip(UNCALCULATED))}"
    if at in sheet.comments:
        return f"{_seen(sheet, at, text)}{NOTE}"  # it may say whom the cell is for, or what it should be
    return _seen(sheet, at, text)


def _seen(sheet: SheetGrid, at: tuple[int, int], text: str) -> str:
    own = _cell(text.lstrip(UNCALCULATED))
    if at in sheet.struck or at in sheet.masked:
        return f"{OBJECT} {own}"
    if at in sheet.raised:
        pieces = sheet.raised[at]
        return tidy(put_together(pieces)) if any(piece for piece, _ in pieces) else f"{own}{NOTE}"
    if text.startswith(UNCALCULATED):
        return f"{OBJECT} {own}"
    if at in sheet.underlined and set("<>") & set(own):
        said = [with_underline(piece) if under else piece for piece, under in sheet.underlined[at]]
        return tidy("".join(said) if any(map(str.strip, said)) else with_underline(own))
    return _cell(text, sheet.rounded.get(at))


def _cell(text: str, rounded: tuple[str, str] | None = None) -> str:
    """Return a cell; a number that is no text has a decimal comma, so that 3,1 is never taken for the label 3.1.

    A number that is shown with fewer places than it has (75,4 as 75) is printed as neither, so that it is not read.
    """
    if rounded is not None:
        return f"{tidy(text.rstrip(TYPED_LABEL))} {OBJECT} {rounded[1]}"
    if text.endswith(TYPED_LABEL):
        return text.rstrip(TYPED_LABEL).replace(".", ",")
    return tidy(text.replace(RATIO, OBJECT))
