"""The units inside a parent put together: how many there are, are met, are not, and what their verdicts rest on."""

from __future__ import annotations

from collections.abc import Iterable

import polars as pl

from ntmrules.circuit.children import column
from ntmrules.model import requirements as req
from ntmrules.model.rulebook import Rulebook

# Signed, because Spark has no unsigned numbers.
MASK = pl.Int16()


def together(judged: pl.DataFrame, item: req.ChildCount, book: Rulebook, within: pl.Series) -> pl.DataFrame:
    """Return one row a parent: how many children there are, are met, are not, drop out, and what the verdicts rest on.

    ``judged`` holds a row a child with the columns verdict, basis, provisional, reasons.
    """
    verdict = pl.col("verdict")
    aggregates: Iterable[pl.Expr] = (
        pl.len().cast(pl.Int64).alias(column(book, item, "n")),
        (verdict == 1).sum().cast(pl.Int64).alias(column(book, item, "met")),
        (verdict == 0).sum().cast(pl.Int64).alias(column(book, item, "lost")),
        (verdict == 3).sum().cast(pl.Int64).alias(column(book, item, "out")),
        ((verdict == 1) & (pl.col("basis") != 1)).any().alias(column(book, item, "soft")),
        pl.col("provisional").any().alias(column(book, item, "weak")),
        pl.col("reasons").bitwise_or().alias(column(book, item, "why_all")),
        pl.when(verdict == 2).then(pl.col("reasons")).otherwise(0).cast(MASK).bitwise_or()
        .alias(column(book, item, "why_open")),
    )  # fmt: skip
    return judged.with_columns(within.alias("within")).group_by("within").agg(aggregates)
