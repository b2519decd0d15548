"""Spark: ``mapInArrow`` in local mode judges a million units as one process does. Needs Java 17."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import polars as pl
import pyarrow as pa
import pytest

from ntmrules.engine.columnar import batch_function

pyspark = pytest.importorskip("pyspark", reason="the dependency group scale brings Spark")

from scale.made_up import BOOK  # noqa: E402


def java() -> str | None:
    """Return why Spark cannot run here, or nothing."""
    if shutil.which("java") is None:
        return "Spark needs Java 17, and there is no java here: apt-get install openjdk-17-jre-headless"
    said = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr
    number = said.partition('"')[2].partition(".")[0]
    if number.isdigit() and int(number) >= 17:
        return None
    return f"Spark needs Java 17 or newer; here is {said.strip() or 'one that says nothing'}"


def test_spark_gives_the_verdicts_of_one_machine(
    units: Path, tmp_path: Path, same: Callable[[pl.DataFrame], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    reason = java()
    if reason is not None:
        pytest.fail(reason) if os.environ.get("NTMRULES_SCALE_REQUIRED") else pytest.skip(reason)
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    from pyspark.sql import SparkSession
    from pyspark.sql.pandas.types import from_arrow_schema

    judge = batch_function(BOOK, outputs=("verdict", "reasons"), keep=("unit",))
    spark = (
        SparkSession.builder.master("local[2]").appName("ntmrules").config("spark.ui.enabled", "false")
        .config("spark.driver.memory", "2g").config("spark.sql.execution.arrow.maxRecordsPerBatch", "25000")
        .getOrCreate()
    )  # fmt: skip
    try:
        source = spark.read.parquet(str(units))
        example = judge(pa.RecordBatch.from_pylist([], schema=_arrow(units)))
        # Spark has no unsigned numbers: masks of reasons come back as 32 bits.
        fields = [pa.field(each.name, pa.int32() if each.type == pa.uint16() else each.type) for each in example.schema]
        wanted = pa.schema(fields)

        def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
            for batch in batches:
                yield judge(batch).cast(wanted)

        source.mapInArrow(run, from_arrow_schema(wanted)).write.parquet(str(tmp_path / "spark"))
    finally:
        spark.stop()
    same(pl.read_parquet(tmp_path / "spark" / "*.parquet"))


def _arrow(units: Path) -> pa.Schema:
    import pyarrow.parquet as pq

    return pq.read_schema(next(units.glob("*.parquet")))
