"""Compares a table judged at once with the same rows judged one by one by the reference engine."""

from __future__ import annotations

from collections.abc import Mapping

import polars as pl

from ntmrules.engine.columnar.plan import OUTPUTS, from_attainments
from ntmrules.figures.frames.rows import unit_at
from ntmrules.model.rulebook import Rulebook
from ntmrules.tables import TableResult, evaluate_table


def assert_agrees(
    book: Rulebook, frame: pl.DataFrame, *, children: Mapping[str, pl.DataFrame] | None = None
) -> TableResult:
    """Fail with the first cell in which the two differ, over every output there is; return the result."""
    result = evaluate_table(book, frame, outputs=OUTPUTS, children=children, accept=True)
    singly = [book.evaluate(unit_at(result.table, row)) for row in range(frame.height)]
    expected = from_attainments(book, singly, OUTPUTS)
    assert set(expected.columns) <= set(result.frame.columns)
    for name in expected.columns:
        got, want = result.frame[name], expected[name]
        assert got.dtype == want.dtype, name
        wrong = (~got.eq_missing(want)).arg_true()
        assert not len(wrong), (
            f"{name}, row {wrong[0]}: {got[wrong[0]]} and not {want[wrong[0]]}\n{frame[wrong[0]].to_dicts()}"
        )
    return result
