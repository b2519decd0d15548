"""Five hundred files with some bytes changed, fewer where a run is brief; ``tox run -e fuzz`` tries twenty thousand."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest.importorskip("pyarrow")

from fuzz import mutations

COUNT, GROUP = (100 if os.environ.get("NTMRULES_HYPOTHESIS") == "brief" else 500), 50


@pytest.mark.parametrize("first", range(0, COUNT, GROUP))
def test_whatever_is_handed_in_is_judged_or_refused(tmp_path: Path, first: int) -> None:
    for seed in range(first, first + GROUP):
        found, took = mutations.tried(seed, tmp_path)
        assert found, f"seed {seed}"
        assert took < mutations.SECONDS, f"seed {seed}"


@pytest.mark.parametrize("name", mutations.SEEDS)
def test_the_files_are_good_before_they_are_changed(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(mutations.seed_of(name))
    assert not mutations.outcome(path).startswith("NTM")


def test_a_seed_gives_the_same_file() -> None:
    assert [mutations.case(seed) for seed in range(40)] == [mutations.case(seed) for seed in range(40)]
