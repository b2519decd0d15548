"""Spark in local mode: whether it can run here, and a session of it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

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


def needs_java() -> None:
    """Skip a test where there is no Java; fail it where Spark is asked for by name."""
    reason = java()
    if reason is not None:
        pytest.fail(reason) if os.environ.get("NTMRULES_SCALE_REQUIRED") else pytest.skip(reason)


@contextmanager
def session() -> Iterator[Any]:
    """Give a session of Spark, stopped afterwards."""
    needs_java()
    os.environ.update(LOCAL)
    from pyspark.sql import SparkSession

    spark = SparkSession.builder.appName("ntmrules").config("spark.sql.shuffle.partitions", "2").getOrCreate()
    try:
        yield spark
    finally:
        spark.stop()
