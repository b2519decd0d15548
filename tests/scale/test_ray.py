"""Ray: tasks over a dataset judge a million units as one process does."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from scale.recipes import follow

pytest.importorskip("ray", reason="the dependency group scale brings Ray")

# Nothing is sent to anybody, and no token is left in the home of whoever runs this.
ALONE = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_AUTH_MODE": "disabled"}


def test_ray_gives_the_verdicts_of_one_machine(
    units: Path, tmp_path: Path, same: Callable[[pl.DataFrame], None]
) -> None:
    same(follow("Ray", units, tmp_path, ALONE))
