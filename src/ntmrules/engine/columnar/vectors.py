"""Columns of polars as vectors of numpy, without a copy: the value in each row, and where there is one.

An operation of numpy on ten thousand rows takes a microsecond, an expression of polars ten times as long to make and to plan.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import accumulate
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
        return cls(low, high, int(type_(high).view(np.uint64)) if low == 0 and high >= 0 else None)


_LONG = np.dtype(np.int64)
_TYPES: Mapping[type[pl.DataType], np.dtype[Any]] = {
    pl.Int8: np.dtype(np.int8), pl.Int16: np.dtype(np.int16), pl.Int32: np.dtype(np.int32), pl.Int64: _LONG,
    pl.Float64: np.dtype(np.float64),
}  # fmt: skip
_ARROW = {np.dtype(np.int8): pa.int8(), np.dtype(np.int16): pa.int16()}
_WHOLE = (pl.Float64, pl.Int64)
"""Handed over as they stand, where nothing is missing."""
MOST_SPARED = 1 << 25
_SHORT = 18
"""Decimals of so many digits always fit into eight bytes."""


class Vector(NamedTuple):
    """One column: ``values`` in every row (anything where there is none), and where there is one, or nothing: everywhere.

    Decimals are the whole numbers of their last digits. ``words``: memory without a gap, in which every word that is no value
    is nought beside a value that is not negative, and else the greatest there is.
    """

    values: Array
    there: Flags | None
    words: Array

    def lies_between(self, bounds: Bounds) -> bool:
        """Tell whether every value that is there, a number, lies between two numbers or is one of them."""
        # Read as a whole number without a sign, what is negative or no number is greater than any that is allowed.
        if bounds.most is not None and np.maximum.reduce(self.words.view(np.uint64), initial=0) <= bounds.most:
            return True
        values = self.values if self.there is None else self.values[self.there]
        return not len(values) or bool(
            np.minimum.reduce(values) >= bounds.low and np.maximum.reduce(values) <= bounds.high
        )


def vectors(columns: Mapping[str, pl.Series], types: Mapping[str, pl.DataType]) -> Iterator[tuple[str, Vector | None]]:
    """Yield the columns of ``types``, of numbers or of yes and no, as vectors; nothing where decimals are too long for one."""
    whole: dict[str, Array] = {}
    given: dict[str, tuple[list[pa.Buffer], int, int]] = {}
    gaps: list[str] = []
    for key, dtype in types.items():
        series = columns[key]
        if series.null_count():
            gaps.append(key)
        elif type(dtype) in _WHOLE:
            whole[key] = series.to_numpy()
            continue
        column = series.to_arrow()
        given[key] = column.buffers(), column.offset, len(column)
    there = dict(zip(gaps, _there([given[key] for key in gaps]), strict=True)) if gaps else {}
    for key, dtype in types.items():
        if key in whole:
            yield key, Vector(whole[key], None, whole[key])
        else:
            (_, data), at, height = given[key]
            yield key, _vector(data, at, height, there.get(key), dtype)


def vector(series: pl.Series, dtype: pl.DataType) -> Vector | None:
    """Return a column of numbers or of yes and no as a vector; nothing where decimals are too long for one."""
    return next(found for _, found in vectors({"": series}, {"": dtype}))


def _there(columns: Sequence[tuple[list[pa.Buffer], int, int]]) -> Flags:
    """Return where columns of one height have a value, a row each: all of them in one go."""
    height = columns[0][2]
    packed = np.empty((len(columns), (height + 7) // 8), np.uint8)
    for row, ((valid, _), at, _) in zip(packed, columns, strict=True):
        if at % 8:
            row[:] = np.packbits(_bits(valid, at, height), bitorder="little")
        else:
            row[:] = np.frombuffer(valid, np.uint8, len(row), at // 8)
    return np.unpackbits(packed, axis=1, count=height, bitorder="little").view(np.bool_)


def _vector(data: pa.Buffer, at: int, height: int, there: Flags | None, dtype: pl.DataType) -> Vector | None:
    if isinstance(dtype, pl.Decimal):
        return _decimals(data, at, height, there, short=(dtype.precision or 38) <= _SHORT)
    values = _bits(data, at, height) if type(dtype) is pl.Boolean else _read(data, _TYPES[type(dtype)], at, height)
    return Vector(values, there, values)


def _decimals(data: pa.Buffer, at: int, height: int, there: Flags | None, *, short: bool) -> Vector | None:
    """Return decimals, which stand in sixteen bytes each, by the eight that hold all digits of numbers that are not long."""
    words = _read(data, _LONG, 2 * at, 2 * height)
    values, beyond = words[::2], words[1::2]
    if short or not height or (not np.bitwise_or.reduce(beyond) and np.minimum.reduce(values) >= 0):
        return Vector(values, there, words)
    long = beyond != (values >> 63)
    if there is not None:
        long &= there
    return None if long.any() else Vector(values, there, words)


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


_spare: list[Array] = []


@contextmanager
def scratch(sizes: Iterable[tuple[int, np.dtype[Any]]], width: int) -> Iterator[list[Array]]:
    """Lend matrices of so many rows of a type, ``width`` long, with anything in them.

    The memory is kept for the next who asks: to get it anew from the system each time takes as long as all that is done in it.
    """
    wanted = [(rows, type_, rows * width * type_.itemsize) for rows, type_ in sizes]
    places = list(accumulate((-(-size // 64) * 64 for _, _, size in wanted), initial=0))
    try:
        memory = _spare.pop()
    except IndexError:
        memory = np.empty(0, np.uint8)
    if len(memory) < places[-1]:
        memory = np.empty(places[-1], np.uint8)
    try:
        yield [memory[at : at + size].view(type_).reshape(rows, width)
               for at, (rows, type_, size) in zip(places, wanted, strict=False)]  # fmt: skip
    finally:
        if not _spare and len(memory) <= MOST_SPARED:
            _spare.append(memory)


class Shared:
    """The rows of a matrix as columns of polars; they share its memory."""

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


def frame_of(names: Sequence[str], columns: Sequence[pa.Array]) -> pl.DataFrame:
    """Return columns of Arrow as a frame."""
    return pl.DataFrame(pa.RecordBatch.from_arrays(columns, names))
