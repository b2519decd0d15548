"""Columns of polars as vectors of numpy, of decimals alone a copy: the value in each row, and where there is one.

An operation of numpy on ten thousand rows takes a microsecond, an expression of polars ten times as long to make and to plan.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import polars as pl
import pyarrow as pa

Array: TypeAlias = npt.NDArray[Any]
Flags: TypeAlias = npt.NDArray[np.bool_]
Kind: TypeAlias = tuple[type, int | None, int | None]
"""A type of polars as far as it matters here, with precision and scale of decimals: quick to compare, which theirs are not."""


def kind_of(dtype: pl.DataType) -> Kind:
    """Return the kind of a type."""
    if isinstance(dtype, pl.Decimal):
        return pl.Decimal, dtype.precision, dtype.scale
    return type(dtype), None, None


class Bounds(NamedTuple):
    """Two values of one type; ``most``: where the lower is nought, the upper read as a whole number without a sign."""

    low: float
    high: float
    most: int | None

    @classmethod
    def of(cls, low: float, high: float) -> Bounds:
        """Return the bounds between two whole numbers, or two floats."""
        type_ = np.float64 if type(high) is float else np.int64
        return cls(low, high, int(type_(high).view(_WORD)) if low == 0 and high >= 0 else None)


_LONG, _WORD = np.dtype(np.int64), np.dtype(np.uint64)
_TYPES: Mapping[type[pl.DataType], np.dtype[Any]] = {
    pl.Int8: np.dtype(np.int8), pl.Int16: np.dtype(np.int16), pl.Int32: np.dtype(np.int32), pl.Int64: _LONG,
    pl.Float64: np.dtype(np.float64),
}  # fmt: skip
_ARROW = {np.dtype(np.int8): pa.int8(), np.dtype(np.int16): pa.int16()}
_WHOLE = (pl.Float64, pl.Int64)
"""Handed over as they stand, where nothing is missing."""
_SHORT = 18
"""Decimals of so many digits always fit into eight bytes."""


class OutsideError(Exception):
    """A figure lies outside the bounds between which it is plainly good: somebody has to look at the table closely."""


class Vector(NamedTuple):
    """One column: ``values`` in every row (anything where there is none), and where there is one, or nothing: everywhere.

    Decimals are the whole numbers of their last digits.
    """

    values: Array
    there: Flags | None


def vectors(
    columns: Mapping[str, pl.Series], types: Mapping[str, pl.DataType], bounds: Mapping[str, Bounds]
) -> Iterator[tuple[str, Vector | None]]:
    """Yield the columns of ``types``, of numbers or of yes and no, as vectors; nothing where decimals are too long for one.

    Raises ``OutsideError`` at the first column with a value that is not within the ``bounds`` it has.
    """
    gaps = {key: columns[key].to_arrow() for key in types if columns[key].null_count()}
    there = dict(zip(gaps, _there(list(gaps.values())), strict=True)) if gaps else {}
    for key, dtype in types.items():
        if key in gaps:
            yield key, _vector(gaps[key], there[key], dtype, bounds.get(key))
        elif type(dtype) in _WHOLE:
            values, within = columns[key].to_numpy(), bounds.get(key)
            if within is not None:
                _look(values, None, within)
            yield key, Vector(values, None)
        else:
            yield key, _vector(columns[key].to_arrow(), None, dtype, bounds.get(key))


def vector(series: pl.Series, dtype: pl.DataType, bounds: Bounds | None = None) -> Vector | None:
    """Return a column of numbers or of yes and no as a vector; nothing where decimals are too long for one.

    Raises ``OutsideError`` where a value is not within the ``bounds``.
    """
    return next(vectors({"": series}, {"": dtype}, {} if bounds is None else {"": bounds}))[1]


def _there(columns: Sequence[pa.Array]) -> Flags:
    """Return where columns of one height have a value, a row each: all of them in one go."""
    height = len(columns[0])
    packed = np.empty((len(columns), (height + 7) // 8), np.uint8)
    for row, column in zip(packed, columns, strict=True):
        valid, at = column.buffers()[0], column.offset
        if at % 8:
            row[:] = np.packbits(_bits(valid, at, height), bitorder="little")
        else:
            row[:] = np.frombuffer(valid, np.uint8, len(row), at // 8)
    return np.unpackbits(packed, axis=1, count=height, bitorder="little").view(np.bool_)


def _vector(column: pa.Array, there: Flags | None, dtype: pl.DataType, bounds: Bounds | None) -> Vector | None:
    data, at, height = column.buffers()[1], column.offset, len(column)
    if isinstance(dtype, pl.Decimal):
        words = _read(data, _LONG, 2 * at, 2 * height)
        values = words[::2].copy()  # beside each other: they are read several times
        if (dtype.precision or 38) > _SHORT and _too_long(values, words[1::2], there):
            if bounds is not None:
                raise OutsideError
            return None
    elif type(dtype) is pl.Boolean:
        values = _bits(data, at, height)
    else:
        values = _read(data, _TYPES[type(dtype)], at, height)
    if bounds is not None:
        _look(values, there, bounds)
    return Vector(values, there)


def _too_long(values: Array, beyond: Array, there: Flags | None) -> bool:
    """Tell whether the eight bytes of a decimal beyond the first eight hold more than its sign."""
    if not len(values) or (not np.bitwise_or.reduce(beyond) and np.minimum.reduce(values) >= 0):
        return False
    long = beyond != (values >> 63)
    if there is not None:
        long &= there
    return bool(long.any())


def _look(values: Array, there: Flags | None, bounds: Bounds) -> None:
    """Raise ``OutsideError`` unless every value that is there, a number, lies between two numbers or is one of them."""
    # Read as a whole number without a sign, what is negative or no number is greater than any that is allowed.
    if bounds.most is not None and np.maximum.reduce(values.view(_WORD), initial=0) <= bounds.most:
        return
    if there is not None:
        values = values[there]
    if len(values) and not (np.minimum.reduce(values) >= bounds.low and np.maximum.reduce(values) <= bounds.high):
        raise OutsideError


def _read(data: pa.Buffer, type_: np.dtype[Any], at: int, number: int) -> Array:
    if not number:
        return np.empty(0, type_)
    return np.frombuffer(data, type_, number, at * type_.itemsize)


def _bits(data: pa.Buffer, at: int, number: int) -> Flags:
    """Return bits of Arrow, eight to a byte, as a byte each."""
    if not number:
        return np.empty(0, np.bool_)
    first = at // 8
    packed = np.frombuffer(data, np.uint8, (at + number + 7) // 8 - first, first)
    return np.unpackbits(packed, count=at % 8 + number, bitorder="little")[at % 8 :].view(np.bool_)


class Shared:
    """The rows of a matrix as columns of Arrow; they share its memory."""

    def __init__(self, matrix: Array) -> None:
        count, self._height = matrix.shape
        type_ = _ARROW[matrix.dtype]
        self._whole = pa.Array.from_buffers(type_, count * self._height, [None, pa.py_buffer(matrix)])

    def column(self, row: int) -> pa.Array:
        """Return one row."""
        return self._whole.slice(row * self._height, self._height)


def flags(row: Array) -> pa.Array:
    """Return a row of 0 and 1 as yes and no."""
    packed = np.packbits(row.view(np.bool_), bitorder="little")
    return pa.Array.from_buffers(pa.bool_(), len(row), [None, pa.py_buffer(packed)])


def fields_of(columns: Sequence[tuple[str, np.dtype[Any] | None]]) -> pa.StructType:
    """Return names and types of a frame; no type stands for yes and no."""
    return pa.struct([pa.field(name, pa.bool_() if type_ is None else _ARROW[type_]) for name, type_ in columns])


def frame_of(fields: pa.StructType, columns: Sequence[pa.Array], height: int) -> pl.DataFrame:
    """Return columns of Arrow without a gap as a frame."""
    whole = pa.Array.from_buffers(fields, height, [None], children=columns)
    return pl.Series("", whole).struct.unnest()
