"""The questions of a circuit as expressions of polars, exact in the type of each column."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

import polars as pl

from ntmrules.circuit.keys import CHILDREN, FIGURE, LEFT, REPORT, Kind
from ntmrules.circuit.questions import Among, Coded, Compared, Flagged, InMask, Known, OfYear, Question, Weighed
from ntmrules.engine.columnar.children import MASK
from ntmrules.engine.columnar.exact import ask, compare


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


def expression(question: Question, schema: Mapping[str, pl.DataType], *, dense: bool = False) -> pl.Expr:
    """Return the expression (boolean, no nulls) that answers ``question``; ``dense``: every figure is there."""
    if isinstance(question, Weighed):
        parts = [_whole(key, schema) * weight for key, weight in question.terms]
        total = parts[0]
        for part in parts[1:]:
            total = total + part
        return ask(total, question.op, pl.lit(question.level, dtype=pl.Int64)).fill_null(value=False)
    column = pl.col(question.key)
    match question:
        case Known():
            return column.is_not_null()
        case Compared():
            test = compare(column, schema[question.key], question.op, question.level)
            if isinstance(test, bool):  # no number of this type can say otherwise
                return column.is_not_null() if test else column.is_null() & pl.lit(value=False)
            return test if dense else test.fill_null(value=False)
        case Coded():
            return (column == pl.lit(question.code, dtype=pl.Int8)).fill_null(value=False)
        case Flagged():
            return column if question.key.startswith("late") else column.fill_null(value=False)
        case OfYear():
            return column.fill_null(question.otherwise) == question.year
        case Among():
            found = column.is_in(list(question.names))
            return (~found if question.off else found).fill_null(value=False)
        case InMask():
            return (column.fill_null(0) & pl.lit(question.mask, dtype=MASK)) != 0
    assert_never(question)


def _whole(key: str, schema: Mapping[str, pl.DataType]) -> pl.Expr:
    return pl.col(key) if schema[key] == pl.Int64 else pl.col(key).cast(pl.Int64)
