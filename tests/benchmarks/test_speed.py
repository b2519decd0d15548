"""The same jobs under pytest-benchmark: they record, they do not judge. ``tox run -e bench``."""

from __future__ import annotations

from typing import Any

import pytest
from benchmarks.peers import PEERS, work

CASES = [(name, maker, units) for units in (1_000, 10_000) for name, maker, most in PEERS if units <= most]


@pytest.mark.parametrize(("name", "maker", "units"), CASES, ids=[f"{name} [{units}]" for name, _, units in CASES])
def test_time_of(benchmark: Any, name: str, maker: Any, units: int) -> None:
    made = work(units)
    try:
        job = maker(made)
    except ImportError as error:
        pytest.skip(f"{name}: {error}")
    met = sum(
        (cell >= level * 100) if sign == ">=" else (cell <= level * 100)
        for (_, sign, level), cells in zip(made.rules, made.cells, strict=True)
        for cell in cells
    )
    found = benchmark.pedantic(job, rounds=3, warmup_rounds=1)
    assert found == met or ("missing" in name and found < met)
