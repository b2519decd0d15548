"""Comparisons of a column with a level that are exact in the column's own type: neither side is rounded.

The level is moved, once, to the nearest value that the type can hold without changing any answer: on whole numbers
``x >= 79.5`` is ``x >= 80``, on two decimals ``x <= 79.255`` is ``x <= 79.25``. A float stands for the number that its
shortest text says (as in ``UnitFigures.of``), so the level becomes the first double whose text reaches it.
"""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext

import polars as pl

_INT64 = (-(2**63), 2**63 - 1)


def compare(expr: pl.Expr, dtype: pl.DataType, op: str, level: Decimal) -> pl.Expr | bool:
    """Return ``expr <op> level`` for a column of ``dtype`` (null stays null), or the answer if always the same."""
    upward = op in ("at_least", "count_at_least", "less_than")  # these turn on the first value that reaches it
    if dtype.is_float():
        point: pl.Expr = pl.lit(_double(level, upward=upward), dtype=dtype)
        return ask(expr, op, point)
    scale = (dtype.scale or 0) if isinstance(dtype, pl.Decimal) else 0
    with localcontext(prec=200):
        units = int(level.scaleb(scale).to_integral_value(ROUND_CEILING if upward else ROUND_FLOOR))
        if isinstance(dtype, pl.Decimal):
            if abs(units) >= 10 ** (dtype.precision or 38):
                return (units < 0) == (op in ("at_least", "count_at_least", "more_than"))
            return ask(expr, op, pl.lit(Decimal(units).scaleb(-scale), dtype=dtype))
    if not _INT64[0] <= units <= _INT64[1]:
        return (units < 0) == (op in ("at_least", "count_at_least", "more_than"))
    return ask(expr if dtype == pl.Int64 else expr.cast(pl.Int64), op, pl.lit(units, dtype=pl.Int64))


def ask(expr: pl.Expr, op: str, point: pl.Expr) -> pl.Expr:
    """Return ``expr <op> point``, both of one type."""
    if op in ("at_least", "count_at_least"):
        return expr >= point
    if op == "at_most":
        return expr <= point
    return expr > point if op == "more_than" else expr < point


def _double(level: Decimal, *, upward: bool) -> float:
    """Return the first double whose shortest text is at least ``level``, or the last one that is at most ``level``."""
    double = float(level)
    if upward:
        while _written(double) < level:
            double = math.nextafter(double, math.inf)
        while _written(math.nextafter(double, -math.inf)) >= level:
            double = math.nextafter(double, -math.inf)
        return double
    while _written(double) > level:
        double = math.nextafter(double, -math.inf)
    while _written(math.nextafter(double, math.inf)) <= level:
        double = math.nextafter(double, math.inf)
    return double


def _written(double: float) -> Decimal:
    return Decimal(repr(double))
