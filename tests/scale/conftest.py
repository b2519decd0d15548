"""A table of a million made-up communes, and what one machine says of it; run by ``tox run -e scale``."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from scale.made_up import BOOK, write_units

from ntmrules.tables import evaluate_file

UNITS = int(os.environ.get("NTMRULES_SCALE_UNITS", "1000000"))
PART = 50_000


@pytest.fixture(scope="session")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the table in parts, so that workers share the work."""
    folder = tmp_path_factory.mktemp("units")
    write_units(folder, UNITS, PART)
    return folder


@pytest.fixture(scope="session")
def expected(units: Path, tmp_path_factory: pytest.TempPathFactory) -> pl.DataFrame:
    """Return every verdict as this process alone finds it, by name of unit."""
    folder = tmp_path_factory.mktemp("one-machine")
    for part in sorted(units.glob("*.parquet")):
        evaluate_file(part, BOOK, out=folder / part.name)
    return pl.read_parquet(folder / "*.parquet").sort("unit")


@pytest.fixture(scope="session")
def same(expected: pl.DataFrame) -> Callable[[pl.DataFrame], None]:
    """Return a function that fails unless a table holds the same units, and the same in every column about them."""

    def compare(found: pl.DataFrame) -> None:
        assert found.height == expected.height == UNITS
        assert sorted(found.schema.items(), key=str) == sorted(expected.schema.items(), key=str)
        ordered = found.sort("unit")
        for name in expected.columns:
            wrong = int(ordered[name].ne_missing(expected[name]).sum())
            assert wrong == 0, f"{name}: {wrong} of {UNITS} differ"
        codes = {
            int(code) for name in expected.columns if name.startswith("verdict") for code in expected[name].unique()
        }
        assert codes >= {0, 1, 2}, "a table with one verdict only compares nothing"

    return compare
