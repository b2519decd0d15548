"""How many rows without a figure a file may hold: blank ones, remarks, headings. Beyond that it is refused before it costs."""

from __future__ import annotations

from ntmrules.errors import FiguresError, problem
from ntmrules.patterns import later

MOST_ROWS_APART = 20_000  # rows that are no unit; a table of all communes by district has some hundreds
MOST_BLANKS = 1 << 20  # signs that separate nothing, one after the other: Excel has as many rows
_BLANKS = later(rf"[,;\t \r\n]{{{MOST_BLANKS}}}")
_BLANK_END = ",;\t \r\n"


def without_blank_end(text: str) -> str:
    """Return the text of a CSV without the rows at its end in which nothing stands: Excel writes a million of them.

    The last row keeps its own empty cells.
    """
    end = len(text.rstrip(_BLANK_END))
    line = text.find("\n", end)
    return text if line < 0 else text[: line + 1]


def refuse_blanks(text: str, name: str) -> None:
    """Refuse a CSV text of a million blank rows between others: to lay them out costs a gigabyte. ``FiguresError`` NTM508."""
    found = _BLANKS.search(text) if len(text) > MOST_BLANKS else None
    if found is not None:
        row = text.count("\n", 0, found.start() + bool(found.start())) + 1
        raise FiguresError(problem("NTM508.blanks", f"{name}:{row}", most=MOST_BLANKS))


def refuse_rows_apart(sheet: str, row: int, apart: int, kept: int) -> None:
    """Refuse a table of which nearly all rows are no unit, once they are more than any form has. ``FiguresError`` NTM508."""
    if apart > MOST_ROWS_APART and apart > 10 * kept:
        raise FiguresError(problem("NTM508.rows-apart", f"{sheet}:{row}", count=apart, kept=kept))
