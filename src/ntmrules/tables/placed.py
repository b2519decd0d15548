"""Rows of a table that say no province while others do: nobody may judge them by the rules of no place."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from attrs import Factory

from ntmrules.errors import Problem
from ntmrules.figures.frames.rows import UnitTable
from ntmrules.figures.own_word import unplaced
from ntmrules.frozen import define

MOST = 200


@define
class Placed:
    """The provinces that the rows of a table name, seen part by part, and the places of the first rows that name none."""

    provinces: dict[str, None] = Factory(dict)
    blank: list[tuple[str, str]] = Factory(list)

    def note(self, table: UnitTable) -> None:
        """Take in one part of the table."""
        about = table.columns()[0]
        column = about.get("province")
        if column is None:
            return
        cells = table.given.get_column(column).cast(pl.String).str.strip_chars().fill_null("")
        if len(self.provinces) < MOST:
            self.provinces |= dict.fromkeys(each for each in cells.unique(maintain_order=True) if each)
        rows = (cells == "").arg_true().head(MOST - len(self.blank)) if len(self.blank) < MOST else ()
        for row in rows:
            name = table.given.get_column(about["unit"])[row] if "unit" in about else None
            place = table.place(row, column)
            self.blank.append((place, str(name) if name is not None else place))

    def problems(self) -> Iterator[Problem]:
        """Return NTM613 for the rows without a province, where other rows have one."""
        return unplaced(self.blank, list(self.provinces))


def asked_province(books: object) -> str | None:
    """Return the province that somebody asked for of a finder of rulebooks: rows that name none are of that one."""
    found: str | None = getattr(books, "province", None)
    return found
