"""The questions of a circuit, answered for every row of a table at once, exact in the type of each column."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

import numpy as np
import polars as pl

from ntmrules.circuit.keys import CHILDREN, FIGURE, LEFT, REPORT, Kind
from ntmrules.circuit.questions import Among, Coded, Compared, Flagged, InMask, Known, OfYear, Question, Weighed
from ntmrules.engine.columnar.children import MASK
from ntmrules.engine.columnar.exact import INT64, LOWER, Point, ask, compare, turning_point
from ntmrules.engine.columnar.vectors import Array, Flags, Vector
from ntmrules.frozen import frozen

OfVector: TypeAlias = Callable[[Vector, Flags], None]
"""Writes into a row of flags where a vector says yes."""

_ASKED: Mapping[str, Callable[..., Any]] = {
    "at_least": np.greater_equal, "count_at_least": np.greater_equal, "at_most": np.less_equal,
    "more_than": np.greater, "less_than": np.less,
}  # fmt: skip


@frozen
class Asked:
    """How a question is answered.

    ``of_vector``: from the column ``key`` of ``dtype`` as a vector, where there is one. ``expression``: by polars (boolean, no
    nulls), where it asks texts or several columns, or numbers that may be too long for a vector.
    """

    key: str = ""
    dtype: pl.DataType | None = None
    of_vector: OfVector | None = None
    expression: pl.Expr | None = None


def kinds_of(schema: Mapping[str, pl.DataType]) -> dict[str, Kind]:
    """Return of what kind each prepared column is."""
    return {name: _kind(name, dtype) for name, dtype in schema.items()}


def _kind(name: str, dtype: pl.DataType) -> Kind:
    if dtype == pl.String:
        return Kind.TEXT
    if dtype == pl.Boolean:
        return Kind.FLAG
    if name.startswith(CHILDREN):
        return Kind.MASK if dtype == MASK else Kind.WHOLE
    if name.startswith(LEFT):
        return Kind.MASK if dtype == MASK else Kind.ANSWER
    if name.startswith((FIGURE, REPORT)):
        return Kind.ANSWER if dtype == pl.Int8 else Kind.NUMBER
    return Kind.WHOLE


def asked(question: Question, schema: Mapping[str, pl.DataType]) -> Asked:
    """Return how ``question`` is answered over prepared columns of these types."""
    if isinstance(question, Weighed):
        return Asked(expression=_weighed(question, schema))
    key, dtype = question.key, schema[question.key]
    if dtype == pl.String:
        return Asked(expression=_of_texts(question))
    if isinstance(question, Known):
        return Asked(key, dtype, _known, pl.col(key).is_not_null())
    if not isinstance(question, Compared):
        return Asked(key, dtype, _of_vector(question))
    column, test = pl.col(key), compare(pl.col(key), dtype, question.op, question.level)
    if isinstance(test, bool):  # no number of this type can say otherwise
        return Asked(key, dtype, _known if test else _tested(_never), column.is_not_null() & pl.lit(test))
    point = turning_point(dtype, question.op, question.level)
    return Asked(key, dtype, _compared(point, question.op), test.fill_null(value=False))


def _of_vector(question: Question) -> OfVector:
    """Return how a question about a code, a flag, a mask or a year is answered."""
    match question:
        case Coded(code=code):
            return _tested(lambda values, out: np.equal(values, code, out=out))
        case Flagged():
            return _tested(lambda values, out: np.not_equal(values, 0, out=out))
        case InMask(mask=mask):
            return _tested(lambda values, out: np.not_equal(values & mask, 0, out=out))
        case OfYear(year=year, otherwise=otherwise):
            return _of_year(year, otherwise=otherwise)
    raise TypeError(question)


def _tested(test: Callable[[Array, Flags], object]) -> OfVector:
    """Return how a test is answered that is no where there is nothing."""

    def answer(given: Vector, out: Flags) -> None:
        test(given.values, out)
        if given.there is not None:
            np.logical_and(out, given.there, out=out)

    return answer


def _known(given: Vector, out: Flags) -> None:
    out[:] = True if given.there is None else given.there


def _never(_: Array, out: Flags) -> None:
    out.fill(False)


def _compared(point: Point, op: str) -> OfVector:
    if isinstance(point, int) and not INT64[0] <= point <= INT64[1]:  # longer than any number that a vector holds
        return _known if (point < 0) == (op in LOWER) else _tested(_never)
    test, level = _ASKED[op], np.array(point)  # made an array once: numpy makes one of a number each time

    def answer(given: Vector, out: Flags) -> None:
        test(given.values, level, out=out)
        if given.there is not None:
            np.logical_and(out, given.there, out=out)

    return answer


def _of_year(year: int, *, otherwise: int) -> OfVector:
    def answer(given: Vector, out: Flags) -> None:
        np.equal(given.values, year, out=out)
        if given.there is not None and otherwise == year:
            np.logical_or(out, ~given.there, out=out)
        elif given.there is not None:
            np.logical_and(out, given.there, out=out)

    return answer


def _of_texts(question: Question) -> pl.Expr:
    column = pl.col(question.key)  # type: ignore[union-attr]
    if isinstance(question, Known):
        return column.is_not_null()
    if not isinstance(question, Among):
        raise TypeError(question)
    found = column.is_in(list(question.names))
    return (~found if question.off else found).fill_null(value=False)


def _weighed(question: Weighed, schema: Mapping[str, pl.DataType]) -> pl.Expr:
    parts = [_whole(key, schema) * weight for key, weight in question.terms]
    total = parts[0]
    for part in parts[1:]:
        total = total + part
    return ask(total, question.op, pl.lit(question.level, dtype=pl.Int64)).fill_null(value=False)


def _whole(key: str, schema: Mapping[str, pl.DataType]) -> pl.Expr:
    return pl.col(key) if schema[key] == pl.Int64 else pl.col(key).cast(pl.Int64)
