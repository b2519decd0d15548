"""Rows that a column of names calls something and another one numbers: 1, 2, 3 beside names are no labels of criteria.

«1» beside «Mầm non Hà Lâu» counts schools, and «1» beside «Thu nhập» is not criterion 1. The name says what the row is about; its
number is looked at with it where the criteria set is known (:func:`ntmrules.figures.indicator_names.numbered`).
"""

from __future__ import annotations

from collections.abc import Sequence

from ntmrules.figures import headings
from ntmrules.figures.heading_rows import FormTable
from ntmrules.model.spelling import verdict_of

_NO_NAMES = (
    "unit",
    "value",
    "verdict",
    "measure_unit",
    "note",
    "source",
    "status",
    "period",
    "as_of",
    "province",
    "within",
    "level",
)
_MOST_LOOKED_AT = 400


def names_beside(found: FormTable, roles: Sequence[str], numbers: int) -> int | None:
    """Return the column that names what the rows of a column of bare numbers are about, where it is not known as one of names.

    Nothing where the numbers are labels of indicators (1.1), no column of words is beside them, or one is headed as names are.
    """
    if not headings.numbers_rows(found.header[numbers]) or any(map(headings.holds_names, found.header)):
        return None
    rows = found.grid.rows[found.first : found.first + _MOST_LOOKED_AT]
    numbered = [row for row in rows if numbers < len(row) and row[numbers].strip().rstrip(".").isdigit()]
    if not numbered or any("." in row[numbers].strip(" .") for row in rows if numbers < len(row)):
        return None
    for at in range(numbers + 1, len(found.header)):
        cells = [row[at].strip() for row in numbered if at < len(row) and row[at].strip()]
        known = roles[at] in _NO_NAMES or (roles[at] == "ignored" and headings.role(found.header[at]) == "ignored")
        if not known and at not in found.settled and cells and all(map(_is_name, cells)):
            return at
    return None


def _is_name(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and verdict_of(cell) is None and not headings.is_number_in_list(cell)
