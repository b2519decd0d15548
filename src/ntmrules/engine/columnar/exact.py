"""Comparisons of a column with a level that are exact in the column's own type: neither side is rounded.

The level is moved, once, to the nearest value that the type can hold without changing any answer: on whole numbers
``x >= 79.5`` is ``x >= 80``, on two decimals ``x <= 79.255`` is ``x <= 79.25``. A float stands for the number of its first
15 digits (as in ``UnitFigures.of``), so the level becomes the first double whose digits reach it.
"""

from __future__ import annotations

import math
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal, localcontext
from functools import lru_cache
from typing import TypeAlias

import polars as pl

from ntmrules.engine.columnar.vectors import Bounds

Point: TypeAlias = int | float

LOWER = ("at_least", "count_at_least", "more_than")
INT64 = (-(2**63), 2**63 - 1)
_NONE = Bounds(1, -1, None)  # no number lies between these


@lru_cache(maxsize=4096)
def turning_point(dtype: pl.DataType, op: str, level: Decimal) -> Point | bool:
    """Return the value of ``dtype`` with which a column is compared by ``op`` instead of ``level``, of decimals as the whole
    number of their last digits; or the answer where it is always the same.
    """
    upward = op in ("at_least", "count_at_least", "less_than")  # these turn on the first value that reaches it
    if dtype.is_float():
        return _double(level, upward=upward)
    scale = (dtype.scale or 0) if isinstance(dtype, pl.Decimal) else 0
    with localcontext(prec=200):
        units = int(level.scaleb(scale).to_integral_value(ROUND_CEILING if upward else ROUND_FLOOR))
    least, most = INT64
    if isinstance(dtype, pl.Decimal):
        most = 10 ** (dtype.precision or 38) - 1
        least = -most
    return units if least <= units <= most else (units < 0) == (op in LOWER)


def bounds_of(dtype: pl.DataType, low: Decimal, high: Decimal) -> Bounds | None:
    """Return between which values of ``dtype`` a column lies that lies between two numbers, or nothing where each does.

    Longer numbers than a vector holds are not between them.
    """
    least, most = turning_point(dtype, "at_least", low), turning_point(dtype, "at_most", high)
    if least is True and most is True:
        return None
    if least is False or most is False:
        return _NONE
    if dtype.is_float():
        return Bounds.of(least, most)
    least, most = (INT64[0] if least is True else least), (INT64[1] if most is True else most)
    if least > INT64[1] or most < INT64[0]:
        return _NONE
    return Bounds.of(max(least, INT64[0]), min(most, INT64[1]))


def compare(expr: pl.Expr, dtype: pl.DataType, op: str, level: Decimal) -> pl.Expr | bool:
    """Return ``expr <op> level`` for a column of ``dtype`` (null stays null), or the answer if always the same."""
    point = turning_point(dtype, op, level)
    if isinstance(point, bool):
        return point
    if dtype.is_float():
        return ask(expr, op, pl.lit(point, dtype=dtype))
    if isinstance(dtype, pl.Decimal):
        with localcontext(prec=200):
            return ask(expr, op, pl.lit(Decimal(point).scaleb(-(dtype.scale or 0)), dtype=dtype))
    return ask(expr if dtype == pl.Int64 else expr.cast(pl.Int64), op, pl.lit(point, dtype=pl.Int64))


def rows_where(numbers: pl.Series, op: str, level: Decimal) -> pl.Series:
    """Return where the numbers of a column compare so with ``level``; null where there is none."""
    test = compare(pl.col(numbers.name), numbers.dtype, op, level)
    return numbers.to_frame().select(pl.lit(test) if isinstance(test, bool) else test).to_series()


def ask(expr: pl.Expr, op: str, point: pl.Expr) -> pl.Expr:
    """Return ``expr <op> point``, both of one type."""
    if op in ("at_least", "count_at_least"):
        return expr >= point
    if op == "at_most":
        return expr <= point
    return expr > point if op == "more_than" else expr < point


def _double(level: Decimal, *, upward: bool) -> float:
    """Return the first double whose digits come to at least ``level``, or the last one whose come to at most ``level``."""
    double = float(level)
    if upward:
        while written(double) < level:
            double = math.nextafter(double, math.inf)
        while written(math.nextafter(double, -math.inf)) >= level:
            double = math.nextafter(double, -math.inf)
        return double
    while written(double) > level:
        double = math.nextafter(double, -math.inf)
    while written(math.nextafter(double, math.inf)) <= level:
        double = math.nextafter(double, math.inf)
    return double


def written(double: float) -> Decimal:
    """Return the number that a double stands for in a table: that of its first 15 digits."""
    return Decimal(format(double, ".15g"))
