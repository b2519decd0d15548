"""A table as Python people have it (polars, pyarrow, pandas) as one polars frame, each number at the digits it has."""

from __future__ import annotations

import math
from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import polars as pl

from ntmrules.errors import FiguresError, UsageError, problem
from ntmrules.figures import headings
from ntmrules.figures.workbook import letters
from ntmrules.model.given import is_nothing


def frame_given(table: Any, name: str = "table") -> pl.DataFrame:
    """Return a frame of polars, pyarrow (table or record batch) or pandas as a polars frame.

    An index of pandas that has a name is a column like the others; «Huyện» beside «Xã» is called ``within``.
    Raises ``UsageError`` NTM041 for anything else,
    ``FiguresError`` NTM508 where two columns have one name.
    """
    frame = _given(table, name)
    names = tuple(frame.columns)
    called = headings.with_districts(names)
    return frame if called == names else frame.rename(dict(zip(names, called, strict=True)))


def _given(table: Any, name: str) -> pl.DataFrame:
    if isinstance(table, pl.DataFrame):
        return table
    if isinstance(table, pl.LazyFrame):
        return table.collect()
    kind = f"{type(table).__module__.partition('.')[0]}.{type(table).__name__}"
    if kind in ("pyarrow.Table", "pyarrow.RecordBatch"):
        refuse_twice(table.schema.names, name)
        return pl.DataFrame([_of_arrow(each, table.column(at)) for at, each in enumerate(table.schema.names)])
    if kind == "pandas.DataFrame":
        if any(each is not None for each in table.index.names):
            table = table.reset_index()
        refuse_twice([str(each) for each in table.columns], name)
        return _of_pandas(table)
    raise UsageError(problem("NTM041.no-table", name, type=kind))


def refuse_twice(names: Sequence[str], table: str) -> None:
    """Raise ``FiguresError`` NTM508 for a table in which two columns have one name: which of them is meant nobody can tell."""
    for at, each in enumerate(names):
        if each in names[:at]:
            raise FiguresError(problem("NTM508.column-twice", table, column=each, letter=letters(at)))


# What polars has no numbers for: it is read value by value, and refused as cells where it is no number at all.
_OF_ARROW_ALONE = ("decimal256", "extension", "union", "run_end_encoded", "month_day_nano")
_SHORT = 1e9


def _of_arrow(name: str, column: Any) -> pl.Series:
    said = str(column.type)
    if any(word in said for word in _OF_ARROW_ALONE):
        return _of_objects(name, column.to_pylist())
    return pl.Series(name, pl.from_arrow(column))


def _of_pandas(table: Any) -> pl.DataFrame:
    columns = []
    for position, label in enumerate(table.columns):
        series = table.iloc[:, position]
        name = str(label)
        if _is_foreign(series.dtype):
            columns.append(_of_objects(name, series.tolist()))
        else:
            columns.append(pl.Series(name, pl.from_pandas(series, nan_to_null=True)))
    return pl.DataFrame(columns)


def _is_foreign(dtype: Any) -> bool:
    """Tell whether polars takes no column of this type of pandas as it stands."""
    said = str(dtype).lower()
    return said == "object" or any(word in said for word in (*_OF_ARROW_ALONE, "complex", "sparse"))


def _of_objects(name: str, values: Sequence[Any]) -> pl.Series:
    """Return a column of pandas that holds objects of any kind: numbers where all are, else each as it is written."""
    known = [None if is_nothing(each) else each for each in values]
    kinds = {type(each) for each in known if each is not None}
    if not kinds:
        return pl.Series(name, known, dtype=pl.String)
    if kinds == {bool}:
        return pl.Series(name, known, dtype=pl.Boolean)
    if kinds == {str} or kinds == {Decimal}:
        return pl.Series(name, known)
    return pl.Series(name, [None if each is None else _written(each) for each in known], dtype=pl.String)


def _written(value: Any) -> str:
    """Return a value of a column of mixed kinds as a person would write it; what is none of them is refused as a cell."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float) and math.isfinite(value):
        return f"{Decimal(format(value, '.15g')):f}".replace(".", ",") if value != int(value) else str(int(value))
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def at_its_digits(frame: pl.DataFrame, keep: Sequence[str] = ()) -> pl.DataFrame:
    """Return the frame with every float at the digits that its type has: of a float32 its 7 or so, of a float the 15 that a
    spreadsheet shows. Columns of ``keep`` are no figures and stay as they are.
    """
    frame = singles_at_their_digits(frame, keep)
    floats = [name for name, dtype in frame.schema.items() if dtype == pl.Float64 and name not in keep]
    if not floats:
        return frame
    # To round at the 15th digit takes longer than to judge: a number below 10^9 that is one of six decimals has no more digits.
    column = pl.col(floats)
    short = frame.select(((column.round(6) == column) & (column.abs() < _SHORT)).all()).row(0, named=True)
    return frame.with_columns(pl.col(name).round_sig_figs(15) for name in floats if not short[name])


def singles_at_their_digits(frame: pl.DataFrame, keep: Sequence[str] = ()) -> pl.DataFrame:
    """Return the frame with its float32 as floats of the 7 or so digits that they have, but for the columns of ``keep``."""
    types = frame.dtypes
    if pl.Float32 not in set(map(type, types)):  # each type compared with it would take ten times as long
        return frame
    singles = [
        name for name, dtype in zip(frame.columns, types, strict=True) if dtype == pl.Float32 and name not in keep
    ]
    return frame.with_columns(pl.col(singles).cast(pl.String).cast(pl.Float64)) if singles else frame


def whole_years(frame: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """Return the frame with columns of years as whole numbers: pandas has 2023.0 where another row has no year."""
    plain = [pl.col(name).fill_nan(None).cast(pl.Int64) for name in columns
             if frame[name].dtype.is_float() and frame[name].fill_nan(None).drop_nulls().map_elements(
                 float.is_integer, return_dtype=pl.Boolean).all()]  # fmt: skip
    return frame.with_columns(plain) if plain else frame
