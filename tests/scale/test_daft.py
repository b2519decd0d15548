"""Daft: a lazy plan with one function over batches judges a million units as one process does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from scale.recipes import follow

pytest.importorskip("daft", reason="the dependency group scale brings Daft")

# Nothing is sent to anybody.
ALONE = {"DAFT_ANALYTICS_ENABLED": "0"}


def test_daft_gives_the_verdicts_of_one_machine(
    units: Path, tmp_path: Path, same: Callable[[pl.DataFrame], None]
) -> None:
    same(follow("Daft", units, tmp_path, ALONE))
