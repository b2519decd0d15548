"""Numbers up to one for a share in whole columns, handed to the teller of such numbers cell by cell."""

from __future__ import annotations

from decimal import Decimal

import polars as pl

from ntmrules.figures.bind import subjects
from ntmrules.figures.cells import is_confirmed
from ntmrules.figures.frames.rows import UnitTable, said_by
from ntmrules.figures.small_shares import MOST_KEPT, SmallShares, measure_of_share
from ntmrules.model.figures import Entry
from ntmrules.model.rulebook import Rulebook

_UP_TO_ONE = r"^\s*(?:0*[.,]\d*[1-9]\d*|0*1(?:[.,]0*)?)\s*$"


def take_shares(found: SmallShares, table: UnitTable, book: Rulebook) -> None:
    """Hand the numbers up to one of a part of a table to ``found``, in the order of a reader of rows."""
    if table.accept:
        return
    known = subjects(book)
    about, figures = table.columns()
    shares = [name for name in figures if measure_of_share(known.get(name)) is not None]
    cells: list[tuple[int, int, str]] = []
    for at, name in enumerate(shares):
        rows = _rows_up_to_one(table.given.get_column(name))
        cells += [(row, at, name) for row in rows[:MOST_KEPT]]
        found.count(name, len(rows[MOST_KEPT:]))
    status = table.given.get_column(about["status"]).cast(pl.String) if "status" in about else None
    for row, _, name in sorted(cells):
        number = _number(table.frame.get_column(name)[row])
        if number is not None:
            confirmed = status is not None and is_confirmed(status[row] or "")
            found.take([Entry(subject=name, value=number, at=table.place(row, name), confirmed=confirmed)])


def _rows_up_to_one(cells: pl.Series) -> list[int]:
    if cells.dtype.is_numeric():
        chosen = (cells > 0) & (cells <= 1)
    elif cells.dtype == pl.String:
        chosen = cells.str.contains(_UP_TO_ONE)
    else:
        return []
    return chosen.fill_null(value=False).arg_true().to_list()


def _number(cell: object) -> Decimal | None:
    said = said_by(cell)
    return said[0] if said is not None and isinstance(said[0], Decimal) else None
