"""A table as a compiled rulebook reads it: columns by the keys of the circuit, and what else is known of its rows."""

from __future__ import annotations

import polars as pl
from attrs import Factory

from ntmrules.engine.columnar.vectors import Bounds
from ntmrules.errors import Problem
from ntmrules.frozen import define


@define
class Prepared:
    """Columns ready for a compiled rulebook, the rows that only the reference engine can judge, and all bad cells.

    ``columns`` are, each only where something was handed in: ``figure:<measure>`` (a number, or a verdict code),
    ``report:<id>`` (a verdict code), ``late:<key>`` (known only after the day of assessment), ``period:<key>`` (the
    year of the figure), ``late`` and ``period`` of whole rows, ``area`` (the id of the column that the unit says it
    stands in), ``name`` and ``within`` (folded, where a pack divides its territory by names). ``schema``: their types.
    ``bounds``: between which numbers those of a column are plainly good; who judges them has to look, and where some are not,
    to have the table prepared ``closely``. ``dense``: there is a figure in every row of every column of figures.
    """

    columns: dict[str, pl.Series]
    schema: dict[str, pl.DataType]
    bounds: dict[str, Bounds]
    slow: pl.Series | None
    problems: list[Problem] = Factory(list)
    dense: bool = False

    def add(self, frame: pl.DataFrame) -> None:
        """Add the columns of a frame."""
        self.columns |= {each.name: each for each in frame.get_columns()}
        self.schema |= frame.schema
