"""Memory is lent to the next table only when nobody holds a column of the last: what was judged stays as it was."""

from __future__ import annotations

import gc
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import polars as pl
from benchmarks.peers import book, work

from ntmrules.engine.columnar.memory import lasting, scratch
from ntmrules.tables import evaluate_table

MADE = work(1_000)
BOOK = book(MADE)


def frame(turned: int, *, gaps: bool = False) -> pl.DataFrame:
    """Return the figures of the work, turned by some units."""
    found = pl.DataFrame([
        pl.Series(name, [*cells[turned:], *cells[:turned]]).cast(pl.Decimal(12, 2)) / 100
        for (name, _, _), cells in zip(MADE.rules, MADE.cells, strict=True)
    ]).cast(pl.Decimal(12, 2))  # fmt: skip
    row = pl.int_range(pl.len())
    return found.with_columns(pl.when(row % 7 != 0).then(pl.all())) if gaps else found


def judged(turned: int, *, gaps: bool = False) -> pl.DataFrame:
    """Return the columns of verdicts of those figures."""
    return evaluate_table(BOOK, frame(turned, gaps=gaps), accept=True).frame


def test_what_was_judged_stays_while_others_are_judged() -> None:
    tables = {(turned, gaps): judged(turned, gaps=gaps) for turned in (0, 11, 500) for gaps in (False, True)}
    before = {key: each.to_dicts() for key, each in tables.items()}
    parts = [judged(3)["verdict:1.1"][5:9], judged(3)["verdict:1.1"].to_numpy()[5:9], judged(3).to_arrow().slice(5, 4)]
    right = judged(3)["verdict:1.1"][5:9].to_list()
    gc.collect()
    for turned in range(20):
        judged(turned * 13, gaps=turned % 2 == 0)
    assert {key: each.to_dicts() for key, each in tables.items()} == before
    assert parts[0].to_list() == right == list(parts[1]) == parts[2].column("verdict:1.1").to_pylist()


def test_threads_do_not_take_each_others_memory() -> None:
    right = {turned: judged(turned).to_dicts() for turned in range(6)}
    with ThreadPoolExecutor(4) as pool:
        for turned, found in zip([*range(6)] * 8, pool.map(judged, [*range(6)] * 8), strict=True):
            assert found.to_dicts() == right[turned]


def test_a_matrix_that_is_held_is_lent_to_nobody_else() -> None:
    type_ = np.dtype(np.int8)
    held = lasting(3, type_, 1000)
    held.fill(7)
    other = lasting(3, type_, 1000)
    other.fill(1)
    with scratch([(3, type_), (2, np.dtype(np.int64))], 1000) as (small, large):
        small.fill(2)
        large.fill(3)
        assert not np.shares_memory(small, large)
    assert (held == 7).all()
    assert (other == 1).all()
    address = other.ctypes.data
    del other
    again = lasting(3, type_, 1000)
    assert again.ctypes.data == address
    assert held.ctypes.data != address
