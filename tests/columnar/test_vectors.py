"""Columns read as vectors of numpy: every comparison and every bound says what plain decimals say, row by row."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntmrules.circuit.keys import FIGURE
from ntmrules.circuit.network import Circuit
from ntmrules.circuit.questions import Coded, Compared, Flagged, InMask, Known, OfYear, Question
from ntmrules.engine.columnar.asking import asked
from ntmrules.engine.columnar.exact import bounds_of, written
from ntmrules.engine.columnar.program import Assembler
from ntmrules.engine.columnar.vectors import Flags, OutsideError, Vector, vector
from ntmrules.model.logic import OPERATORS

KEY = f"{FIGURE}a"
DIGITS = 10**4
NEAR = st.decimals(-DIGITS, DIGITS, places=2)
LONG = st.decimals(-(10**30), 10**30, places=2)
# Of two words of eight bytes, neither of which looks long by itself.
WORDS = st.builds(lambda high, low: Decimal(high * 2**64 + low).scaleb(-2), st.integers(0, 3), st.integers(0, DIGITS))
LEVELS = st.one_of(NEAR, LONG, st.decimals(-DIGITS, DIGITS, places=5))


def columns() -> st.SearchStrategy[pl.Series]:
    """Draw columns of every type that figures come in, with gaps or none, whole, in chunks or cut out of longer ones."""

    def of(values: st.SearchStrategy[object], dtype: pl.DataType) -> st.SearchStrategy[pl.Series]:
        rows = st.lists(st.one_of(values, st.none()), max_size=12) | st.lists(values, max_size=12)
        return rows.map(lambda found: pl.Series(KEY, found, dtype=dtype))

    whole = st.integers(-DIGITS, DIGITS)
    kinds = [
        of(NEAR, pl.Decimal(12, 2)), of(NEAR, pl.Decimal(38, 2)), of(LONG, pl.Decimal(38, 2)), of(WORDS, pl.Decimal(38, 2)),
        of(whole, pl.Int64()),
        of(st.one_of(NEAR.map(float), st.floats(-1e6, 1e6), st.just(0.1 + 0.2)), pl.Float64()),
    ]  # fmt: skip
    cut = st.tuples(st.one_of(kinds), st.integers(0, 9), st.integers(0, 12))
    return st.one_of(
        st.one_of(kinds),
        cut.map(lambda each: each[0].slice(each[1], each[2])),
        cut.map(lambda each: pl.concat([each[0], each[0].slice(each[1])], rechunk=False)),
    )


def values(series: pl.Series) -> list[Decimal | None]:
    """Return what stands in a column, as the reference engine reads it."""
    return [None if each is None else written(each) if isinstance(each, float) else Decimal(each) for each in series]


def answers(question: Question, series: pl.Series) -> list[bool]:
    """Return the answers of a program of one question."""
    circuit = Circuit()
    bit = circuit.leaf(question)
    make = Assembler(circuit, [bit], lambda each: asked(each, {series.name: series.dtype}))
    return make.program([("a", make.flag(bit))]).run({series.name: series}, len(series))["a"].to_list()


@given(columns(), st.sampled_from(["at_least", "at_most", "more_than", "less_than"]), LEVELS, st.data())
def test_a_column_compared_says_what_each_figure_says(
    series: pl.Series, op: str, level: Decimal, data: st.DataObject
) -> None:
    there = [each for each in values(series) if each is not None]
    level = data.draw(st.sampled_from([level, *there]))
    expected = [each is not None and OPERATORS[op](each, level) for each in values(series)]
    assert answers(Compared(KEY, op, level), series) == expected
    assert answers(Known(KEY), series) == [each is not None for each in values(series)]


def _rows(found: Vector) -> slice | Flags:
    return slice(None) if found.there is None else found.there


@given(columns(), LEVELS, LEVELS)
def test_figures_within_bounds_are_found_and_no_other_passes(series: pl.Series, one: Decimal, other: Decimal) -> None:
    given, there = vector(series, series.dtype), [each for each in values(series) if each is not None]
    for low, high in (
        (min(one, other), max(one, other)),
        (Decimal(0), max(one, Decimal(0))),
        (Decimal(0), Decimal(DIGITS)),
    ):
        bounds, right = bounds_of(series.dtype, low, high), all(low <= each <= high for each in there)
        if given is None:  # too long for a vector: looked at closely
            assert any(abs(each) > 2**63 / 100 for each in there)
            if bounds is not None:
                with pytest.raises(OutsideError):
                    vector(series, series.dtype, bounds)
        elif bounds is None:
            assert right
        elif right:
            narrow = vector(series, series.dtype, bounds)
            assert narrow is not None
            assert [int(each) for each in narrow.values[_rows(narrow)]] == [
                int(each) for each in given.values[_rows(given)]
            ]
        else:
            with pytest.raises(OutsideError):
                vector(series, series.dtype, bounds)


@given(st.sampled_from([float("nan"), float("inf"), -float("inf")]), st.lists(st.floats(0, 100), max_size=5))
def test_what_is_no_number_is_within_no_bounds(odd: float, others: list[float]) -> None:
    for low in (Decimal(0), Decimal(-5)):
        bounds = bounds_of(pl.Float64(), low, Decimal("1e99"))
        assert bounds is not None
        for series in (pl.Series([*others, odd]), pl.Series([None, *others, odd])):
            assert vector(series, pl.Float64()) is not None
            with pytest.raises(OutsideError):
                vector(series, pl.Float64(), bounds)


@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), max_size=12), st.integers(0, 5), st.integers(0, 3))
def test_codes_masks_years_and_flags_are_no_where_nothing_stands(
    found: list[int | None], start: int, asked_for: int
) -> None:
    codes = pl.Series("a", found, dtype=pl.Int8).slice(start)
    rows = codes.to_list()
    assert answers(Coded("a", asked_for), codes) == [each == asked_for for each in rows]
    masks = codes.cast(pl.Int16)
    assert answers(InMask("a", asked_for), masks) == [bool((each or 0) & asked_for) for each in rows]
    flags = codes.cast(pl.Boolean)
    assert answers(Flagged("a"), flags) == [bool(each) for each in rows]
    years = codes.cast(pl.Int32) + 2020
    for otherwise in (2020, 2021):
        expected = [(otherwise if each is None else each) == 2021 for each in years.to_list()]
        assert answers(OfYear("a", 2021, otherwise), years) == expected
