"""Dask: a local cluster of processes judges a million units as one process does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from ntmrules.engine.columnar import BatchFunction, batch_function

distributed = pytest.importorskip("distributed", reason="the dependency group scale brings Dask")

from scale.made_up import BOOK  # noqa: E402


def judge_part(source: Path, target: Path, judge: BatchFunction) -> int:
    """Judge one part of the table, write the verdicts; what a worker does."""
    batches = [judge(batch) for batch in pq.ParquetFile(source).iter_batches(batch_size=25_000)]
    table = pa.Table.from_batches(batches)
    pq.write_table(table, target)
    return int(table.num_rows)


def test_dask_workers_give_the_verdicts_of_one_machine(
    units: Path, tmp_path: Path, same: Callable[[pl.DataFrame], None]
) -> None:
    judge = batch_function(BOOK, outputs=("verdict", "reasons"), keep=("unit",))
    with (
        distributed.LocalCluster(n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None) as cluster,
        distributed.Client(cluster) as client,
    ):
        shared = client.scatter(judge, broadcast=True)
        parts = sorted(units.glob("*.parquet"))
        futures = [client.submit(judge_part, part, tmp_path / part.name, shared) for part in parts]
        client.gather(futures)
    same(pl.read_parquet(tmp_path / "*.parquet"))
