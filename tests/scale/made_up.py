"""Made-up communes in any number, with figures on all that the commune set of 2021-2025 asks, some missing."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from ntmrules import Library
from ntmrules.figures.bind import measures_of
from ntmrules.model.measures import MeasureKind
from ntmrules.model.rulebook import Rulebook

# The rulebook of docs/scale.md, whose recipes are run.
BOOK: Rulebook = Library(plugins=()).rulebook("xa-ntm", province="quang-ninh", on="2023-10-31")


def measures(book: Rulebook) -> list[str]:
    """Return every measure that the set reads, facts about areas included."""
    read = [name for rule in book.all_rules for name in measures_of(rule.requirement)]
    return list(dict.fromkeys([*read, *(fact for rule in book.area_rules for fact in rule.when_any)]))


def units(first: int, number: int, book: Rulebook = BOOK, *, gaps: int = 20) -> pl.DataFrame:
    """Return ``number`` units from the ``first`` on; every ``gaps``-th cell or so is empty."""
    row = pl.int_range(first, first + number, dtype=pl.UInt64)
    columns = [("xã " + row.cast(pl.String).str.zfill(9)).alias("unit")]
    for seed, name in enumerate(measures(book)):
        measure = book.measures.get(name.partition("/")[0])
        if measure is None:
            continue
        drawn = row.hash(seed=seed) % 10_000
        if measure.kind is MeasureKind.YES_NO:
            value: pl.Expr = drawn % 100 < 97
        elif measure.kind is MeasureKind.COUNT:
            value = (drawn % 6).cast(pl.Int32)
        else:  # most figures high, a few low, two decimals
            value = (100 - (drawn % 100) ** 2 / 200).round(2).cast(pl.Float64)
        columns.append(pl.when(drawn % gaps != 0).then(value).alias(name))
    return pl.select(columns)


def write_units(folder: Path, number: int, part: int) -> None:
    """Write a table in parts of ``part`` units."""
    for index, first in enumerate(range(0, number, part)):
        units(first, min(part, number - first)).write_parquet(folder / f"part-{index:05}.parquet")
