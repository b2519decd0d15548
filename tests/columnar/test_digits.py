"""Floats of a table are read at the 15 digits that a spreadsheet shows, and those that have no more are not touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

pl = pytest.importorskip("polars")

from ntmrules.figures.frames.given import at_its_digits  # noqa: E402

NUMBERS = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True),
    st.decimals(-(10**6), 10**6, places=2).map(float),
    st.integers(-(10**12), 10**12).map(float),
    st.sampled_from([0.1 + 0.2, 7.000000000000001, 1e9 - 1e-6, 123456.123456, 1e-7, 5e-324]),
)


@given(st.lists(st.one_of(st.none(), NUMBERS), max_size=6), st.lists(NUMBERS, max_size=6))
def test_a_float_is_the_one_of_its_first_15_digits(one: list[float | None], other: list[float]) -> None:
    frame = pl.DataFrame({"a": pl.Series(one, dtype=pl.Float64)})
    for each in (frame, pl.DataFrame({"a": pl.Series(other, dtype=pl.Float64)})):
        expected = each.with_columns(pl.col("a").round_sig_figs(15))
        assert at_its_digits(each).equals(expected)


def test_columns_that_are_kept_stay_as_they_are() -> None:
    frame = pl.DataFrame({"a": [0.1 + 0.2], "b": [0.1 + 0.2]})
    assert at_its_digits(frame, ["b"]).row(0) == (0.3, 0.1 + 0.2)
    assert at_its_digits(frame.select("b"), ["b"]).row(0) == (0.1 + 0.2,)
    assert at_its_digits(pl.DataFrame({"unit": ["xã A"]})).row(0) == ("xã A",)
