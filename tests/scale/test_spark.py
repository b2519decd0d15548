"""Spark: ``mapInArrow`` in local mode judges a million units as one process does. Needs Java 17."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from scale.recipes import follow

pytest.importorskip("pyspark", reason="the dependency group scale brings Spark")

LOCAL = {
    "PYSPARK_PYTHON": sys.executable,
    "PYSPARK_SUBMIT_ARGS": "--master local[2] --driver-memory 2g --conf spark.ui.enabled=false pyspark-shell",
}


def java() -> str | None:
    """Return why Spark cannot run here, or nothing."""
    home = os.environ.get("JAVA_HOME")  # Spark looks there first
    found = shutil.which("java", path=Path(home, "bin")) if home else shutil.which("java")
    if found is None:
        return "Spark needs Java 17, and there is no java here: apt-get install openjdk-17-jre-headless"
    said = subprocess.run([found, "-version"], capture_output=True, text=True, check=False).stderr
    number = said.partition('"')[2].partition(".")[0]
    if number.isdigit() and int(number) >= 17:
        return None
    return f"Spark needs Java 17 or newer; here is {said.strip() or 'one that says nothing'}"


def test_spark_gives_the_verdicts_of_one_machine(
    units: Path, tmp_path: Path, same: Callable[[pl.DataFrame], None]
) -> None:
    reason = java()
    if reason is not None:
        pytest.fail(reason) if os.environ.get("NTMRULES_SCALE_REQUIRED") else pytest.skip(reason)
    same(follow("Spark", units, tmp_path, LOCAL))
