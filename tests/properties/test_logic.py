"""Strong Kleene logic against an oracle: a join is decided exactly when every completion decides it alike."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntmrules import Verdict
from ntmrules.model.logic import OPERATORS, agree, all_of, any_of, compare, k_of, negate

MET, NOT_MET, OPEN, AWAY = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE
THREE = (MET, NOT_MET, OPEN)
PARTS = st.lists(st.sampled_from(list(Verdict)), min_size=1, max_size=6)


def completions(parts: Sequence[Verdict]) -> list[list[Verdict]]:
    """Every way in which the undetermined parts can turn out."""
    choices = [(MET, NOT_MET) if part is OPEN else (part,) for part in parts]
    return [list(each) for each in product(*choices)]


def decided(k: int, parts: Sequence[Verdict]) -> Verdict:
    """Whether at least ``k`` of decided parts are met, by counting; what does not apply drops out."""
    counted = [part for part in parts if part is not AWAY]
    if not counted:
        return AWAY
    return MET if counted.count(MET) >= min(k, len(counted)) else NOT_MET


def oracle(k: int, parts: Sequence[Verdict]) -> Verdict:
    found = {decided(k, each) for each in completions(parts)}
    return found.pop() if len(found) == 1 else OPEN


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_every_join_of_up_to_four_parts_agrees_with_its_completions(size: int) -> None:
    for parts in product(Verdict, repeat=size):
        for k in range(1, size + 1):
            assert k_of(k, parts) is oracle(k, parts), (k, parts)
        assert all_of(parts) is oracle(size, parts), parts
        assert any_of(parts) is oracle(1, parts), parts


@given(PARTS, st.integers(1, 6))
def test_longer_joins_agree_with_their_completions(parts: list[Verdict], k: int) -> None:
    assert k_of(k, parts) is oracle(k, parts)


@given(PARTS, st.integers(1, 6), st.randoms())
def test_the_order_of_parts_decides_nothing(parts: list[Verdict], k: int, random: object) -> None:
    turned = list(parts)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert k_of(k, turned) is k_of(k, parts)


@pytest.mark.parametrize("one", THREE)
@pytest.mark.parametrize("other", THREE)
def test_negation_turns_and_into_or(one: Verdict, other: Verdict) -> None:
    assert negate(all_of([one, other])) is any_of([negate(one), negate(other)])
    assert negate(negate(one)) is one


@given(PARTS, st.integers(1, 6))
def test_knowing_more_never_takes_a_decision_back(parts: list[Verdict], k: int) -> None:
    before = k_of(k, parts)
    for completed in completions(parts):
        assert before is OPEN or k_of(k, completed) is before


@given(st.sampled_from(sorted(OPERATORS)), st.integers(-5, 5), st.lists(st.integers(-5, 5), min_size=1, max_size=4))
def test_a_comparison_with_candidates_is_what_they_agree_on(op: str, figure: int, levels: list[int]) -> None:
    each = [compare(op, Decimal(figure), [Decimal(level)]) for level in levels]
    assert OPEN not in each
    assert compare(op, Decimal(figure), [Decimal(level) for level in levels]) is agree(each)


@given(st.integers(-50, 50), st.integers(-50, 50))
def test_the_four_comparisons_are_two_and_their_opposites(figure: int, level: int) -> None:
    def met(op: str) -> bool:
        return compare(op, Decimal(figure), [Decimal(level)]) is MET

    assert met("at_least") is not met("less_than")
    assert met("at_most") is not met("more_than")
    assert (met("at_least") and met("at_most")) is (figure == level)
    assert met("count_at_least") is met("at_least")
