"""Figures of a province or a district in whole columns: each is handed once to the teller of those that differ."""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from attrs import Factory

from ntmrules.errors import Problem
from ntmrules.figures.cells import read_last_day, read_year
from ntmrules.figures.frames.names import without_places
from ntmrules.figures.frames.rows import PERIOD_OF, UnitTable, said_by
from ntmrules.figures.larger_units import LargerUnits
from ntmrules.frozen import define
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.subjects import level_of
from ntmrules.model.written import BadCellError

_ROW = "row"
_BESIDE = ("province", "within", "period", "as_of")
_SAID = ("value", "year", "province", "within", "as_of")


@define
class LargerColumns:
    """What the parts of a table said so far of provinces and districts; thousands of rows say few different things."""

    _said: LargerUnits = Factory(LargerUnits)
    _known: set[tuple[object, ...]] = Factory(set)

    def take(self, table: UnitTable) -> Iterator[Problem]:
        """Take in one part of a table; yield NTM507 for each figure that another row has otherwise."""
        subjects = [each for each in table.columns()[1] if level_of(each) is not None and not each.endswith(PERIOD_OF)]
        if subjects:
            rows = _rows(table)
            for subject in subjects:
                yield from self._column(table, subject, rows)

    def _column(self, table: UnitTable, subject: str, rows: pl.DataFrame) -> Iterator[Problem]:
        """Look at one column; ``rows`` is what its rows say beside it."""
        dated = subject + PERIOD_OF in table.columns()[1]
        own = (
            pl.col("period")
            if not dated
            else table.given.get_column(subject + PERIOD_OF).cast(pl.String).fill_null(rows["period"])
        )
        cells = rows.with_columns(table.frame.get_column(subject).alias("value"), own.alias("year"))
        first = cells.group_by(_SAID, maintain_order=True).agg(pl.col(_ROW, "unit").first())
        for said in first.iter_rows(named=True):
            key = (subject, *(said[name] for name in _SAID))
            if key not in self._known:
                self._known.add(key)
                entry = _entry(subject, said, table.place(said[_ROW], subject))
                if entry is not None:
                    name = said["unit"] or table.place(said[_ROW])
                    unit = UnitFigures(unit=name, province=said["province"], within=said["within"])
                    yield from self._said.said(unit, entry)


def _rows(table: UnitTable) -> pl.DataFrame:
    """Return what each row says beside its figures: its unit, where that lies, the time of its figures."""
    nothing = pl.Series([None], dtype=pl.String).new_from_index(0, table.given.height)
    said = {name: nothing if (words := table.words(name)) is None else words for name in ("unit", *_BESIDE)}
    names, within, province = without_places(said["unit"])
    behind = {"within": within, "province": province}
    columns = {name: pl.Series(name, words).replace("", None) for name, words in said.items()}
    columns |= {name: columns[name].fill_null(other) for name, other in behind.items()}
    return pl.DataFrame({**columns, "unit": names}).with_row_index(_ROW)


def _entry(subject: str, said: dict[str, object], at: str) -> Entry | None:
    """Return what a cell says of a larger unit; nothing for an empty one, or one that is bad, which is told elsewhere."""
    found = said_by(said["value"])
    if found is None:
        return None
    try:
        return Entry(subject=subject, value=found[0], unit=found[1], at=at,
                     period=read_year(str(said["year"])) if said["year"] is not None else None,
                     as_of=read_last_day(str(said["as_of"])) if said["as_of"] is not None else None)  # fmt: skip
    except BadCellError:
        return None
