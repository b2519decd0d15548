"""Dask: a local cluster of processes judges a million units as one process does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from scale.recipes import follow

pytest.importorskip("distributed", reason="the dependency group scale brings Dask")


def test_dask_gives_the_verdicts_of_one_machine(
    units: Path, tmp_path: Path, same: Callable[[pl.DataFrame], None]
) -> None:
    same(follow("Dask", units, tmp_path))
