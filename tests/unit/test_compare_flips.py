"""Intervals of figures whose verdict differs between two levels."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from ntmrules.explain.compare.flips import Flip, Level, flips
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Verdict

SHARE = Measure(id="ty-le", name=Text("tỷ lệ"), kind=MeasureKind.PERCENT, unit="%")
AMOUNT = Measure(id="so", name=Text("số"), kind=MeasureKind.AMOUNT)
MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED


def level(op: str, *values: int) -> Level:
    return Level(
        op=op, values=tuple(Decimal(value) for value in values), state="value" if len(values) == 1 else "candidates"
    )


def ends(flip: Flip) -> tuple[str, str, bool, bool]:
    return str(flip.low), str(flip.high), flip.low_in, flip.high_in


def test_a_raised_level_flips_from_the_old_level_to_just_below_the_new_one() -> None:
    (flip,) = flips(level("at_least", 50), level("at_least", 70), SHARE)
    assert ends(flip) == ("50", "70", True, False)
    assert (flip.before, flip.after) == (MET, NOT_MET)


def test_a_level_of_at_most_flips_above_the_new_level_up_to_the_old_one() -> None:
    (flip,) = flips(level("at_most", 26), level("at_most", 24), SHARE)
    assert ends(flip) == ("24", "26", False, True)


def test_at_least_and_more_than_differ_in_one_figure() -> None:
    (flip,) = flips(level("at_least", 50), level("more_than", 50), SHARE)
    assert ends(flip) == ("50", "50", True, True)


def test_the_same_level_flips_nothing() -> None:
    assert flips(level("at_least", 50), level("at_least", 50), SHARE) == ()


def test_a_level_that_becomes_open_leaves_every_figure_undetermined() -> None:
    found = flips(level("at_least", 50), Level(op="at_least", state="unknown"), SHARE)
    assert [(each.before, each.after) for each in found] == [(NOT_MET, UNDETERMINED), (MET, UNDETERMINED)]
    assert ends(found[0]) == ("0", "50", True, False)
    assert ends(found[1]) == ("50", "100", True, True)


def test_a_bound_of_a_delegation_still_decides_what_is_worse() -> None:
    left = Level(op="at_least", state="delegated", bound=Decimal(60))
    (flip,) = flips(level("at_least", 80), left, SHARE)[:1]
    assert ends(flip) == ("60", "80", True, False)
    assert (flip.before, flip.after) == (NOT_MET, UNDETERMINED)


def test_without_bounds_of_the_measure_an_interval_has_no_end() -> None:
    (flip,) = flips(level("at_least", 10), level("at_most", 9), AMOUNT)[-1:]
    assert flip.high is None
    assert flip.low == 10


LEVELS = st.builds(
    lambda op, values: Level(op=op, values=tuple(sorted(values)), state="value" if len(values) == 1 else "candidates"),
    st.sampled_from(["at_least", "at_most", "more_than", "less_than"]),
    st.sets(st.integers(0, 100).map(Decimal), min_size=1, max_size=3),
) | st.just(Level(op="none_of")) | st.just(Level(op="unknown", state="unknown"))  # fmt: skip


@given(LEVELS, LEVELS, st.decimals(0, 100, places=1))
def test_a_figure_lies_in_an_interval_exactly_when_its_two_verdicts_differ(
    one: Level, other: Level, figure: Decimal
) -> None:
    inside = [
        flip for flip in flips(one, other, SHARE)
        if (flip.low is None or flip.low < figure or (flip.low == figure and flip.low_in))
        and (flip.high is None or figure < flip.high or (flip.high == figure and flip.high_in))
    ]  # fmt: skip
    verdicts = one.judge(figure), other.judge(figure)
    assert [(flip.before, flip.after) for flip in inside] == ([] if verdicts[0] is verdicts[1] else [verdicts])
