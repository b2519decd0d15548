"""Columns beside labels that are none: numbers of rows that are called by name, numbers of units, what came of all figures.

«1» beside «Mầm non Hà Lâu» counts schools, and «1» beside «Thu nhập» is not criterion 1. The name says what the row is about; its
number is looked at with it where the criteria set is known (:func:`ntmrules.figures.indicator_names.numbered`).
"""

from __future__ import annotations

from collections.abc import Sequence

from ntmrules.figures import headings
from ntmrules.figures.heading_rows import FormTable, may_be_subject
from ntmrules.model.spelling import verdict_of
from ntmrules.model.unit_names import name_key

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
_SEVERAL = 2


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


def numbers_units(found: FormTable, roles: Sequence[str], numbers: int) -> bool:
    """Tell whether a column of bare numbers counts the units of a table: each stands in one row, so 1 is not criterion 1 of the
    first and 2 not criterion 2 of the second.
    """
    if "unit" not in roles or numbers in found.settled or not headings.numbers_rows(found.header[numbers]):
        return False
    place, unit, seen = roles.index("unit"), "", list[str]()
    for row in found.grid.rows[found.first : found.first + _MOST_LOOKED_AT]:
        number, name = (row[at].strip() if at < len(row) else "" for at in (numbers, place))
        unit = name or unit  # of a merged cell only the first row has the name
        if "." in number.strip(". "):
            return False
        if number.rstrip(".").isdigit():
            seen.append(name_key(unit))
    return len({*seen}) == len(seen)


def conclusions(found: FormTable, roles: list[str]) -> None:
    """Leave columns out that say of units what came of all figures beside them: «Kết luận: đạt», «Tổng»."""
    if (
        "unit" not in roles
        or sum(not each and may_be_subject(found.header[at]) for at, each in enumerate(roles)) < _SEVERAL
    ):
        return
    rows = found.grid.rows[found.first :]
    for at, each in enumerate(roles):
        cells = [row[at] for row in rows if at < len(row) and row[at].strip()]
        concluded = each in ("value", "verdict") and cells and all(verdict_of(cell) is not None for cell in cells)
        if concluded or (not each and headings.adds_up(found.header[at])):
            roles[at] = "ignored"


def _is_name(cell: str) -> bool:
    return any(map(str.isalpha, cell)) and verdict_of(cell) is None and not headings.is_number_in_list(cell)
