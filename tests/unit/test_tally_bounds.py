"""How many criteria and indicators can be met together, held against every way in which the indicators may turn out."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ntmrules
from ntmrules.model.tally_bounds import criteria_of, indicators_of, sizes_of


def every_pair(sizes: list[int]) -> set[tuple[int, int]]:
    """Return every pair of criteria and indicators met that some ways of the indicators come to."""
    ways = [range(size + 1) for size in sizes]
    return {
        (sum(met == size for met, size in zip(each, sizes, strict=True)), sum(each)) for each in product(*ways)
    }  # fmt: skip


@given(st.lists(st.integers(1, 4), min_size=1, max_size=5).map(sorted), st.data())
def test_the_ends_hold_every_way_and_are_reached(sizes: list[int], data: st.DataObject) -> None:
    pairs = every_pair(sizes)
    for ends_of, own, other in ((indicators_of, 1, 0), (criteria_of, 0, 1)):
        reached = sorted({pair[other] for pair in pairs})
        low = data.draw(st.sampled_from(reached))
        high = data.draw(st.sampled_from([each for each in reached if each >= low]))
        left = [pair[own] for pair in pairs if low <= pair[other] <= high]
        assert ends_of(sizes, (low, high)) == (min(left), max(left))


@pytest.mark.parametrize(("ref", "day", "known"), [("xa-ntm", "2023-09-30", (19, 57)), ("xa-ntm", "2026-09-30", None)])
def test_the_sizes_come_to_what_the_decision_counts(ref: str, day: str, known: tuple[int, int] | None) -> None:
    sizes = sizes_of(ntmrules.Library(plugins=()).rulebook(ref, on=day))
    assert (None if sizes is None else (len(sizes), sum(sizes))) == known
