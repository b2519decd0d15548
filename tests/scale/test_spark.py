"""Spark: ``mapInArrow`` in local mode judges a million units as one process does. Needs Java 17."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from scale.recipes import follow
from scale.spark import LOCAL, needs_java

pytest.importorskip("pyspark", reason="the dependency group scale brings Spark")


def test_spark_gives_the_verdicts_of_one_machine(
    units: Path, tmp_path: Path, same: Callable[[pl.DataFrame], None]
) -> None:
    needs_java()
    same(follow("Spark", units, tmp_path, LOCAL))
