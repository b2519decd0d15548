"""Strong Kleene logic against an oracle: a join is decided exactly when every completion decides it alike.

What is proved is what the engines use: the joins of `ntmrules.model.logic`, those of the reference engine over nodes, those of
the table engine over bits. The rules of the forward engine are held to the same joins in ``tests/forward/test_rules.py``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntmrules import Basis, Verdict
from ntmrules.circuit import states
from ntmrules.circuit.network import FALSE, TRUE, Circuit
from ntmrules.engine.core import joins
from ntmrules.model.logic import OPERATORS, bar, compare, joined
from ntmrules.model.text import Text
from ntmrules.model.trace import About, Node

MET, NOT_MET, UNDETERMINED, NOT_APPLICABLE = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE
PARTS = st.lists(st.sampled_from(list(Verdict)), min_size=1, max_size=6)


def completions(parts: Sequence[Verdict]) -> list[list[Verdict]]:
    """Every way in which the undetermined parts can turn out."""
    choices = [(MET, NOT_MET) if part is UNDETERMINED else (part,) for part in parts]
    return [list(each) for each in product(*choices)]


def decided(k: int, parts: Sequence[Verdict]) -> Verdict:
    """Whether at least ``k`` of decided parts are met, by counting; what does not apply drops out."""
    counted = [part for part in parts if part is not NOT_APPLICABLE]
    if not counted:
        return NOT_APPLICABLE
    return MET if counted.count(MET) >= min(k, len(counted)) else NOT_MET


def oracle(k: int, parts: Sequence[Verdict]) -> Verdict:
    found = {decided(k, each) for each in completions(parts)}
    return found.pop() if len(found) == 1 else UNDETERMINED


ABOUT = About(kind="requirement", id="x", label=Text("x"))


def by_counting(k: int, parts: Sequence[Verdict]) -> Verdict:
    return joined(k, list(parts).count(MET), list(parts).count(NOT_MET), len(parts) - list(parts).count(NOT_APPLICABLE))


def nodes_of(parts: Sequence[Verdict]) -> tuple[Node, ...]:
    return tuple(Node(ABOUT, part, basis=None if part is UNDETERMINED else Basis.COMPUTED) for part in parts)


def by_nodes(k: int, parts: Sequence[Verdict]) -> Verdict:
    return joins.join(k, nodes_of(parts))[0]


def by_bits(k: int, parts: Sequence[Verdict]) -> Verdict:
    return verdict_of(states.join(Circuit(), k, [state_of(part) for part in parts]))


def state_of(part: Verdict) -> states.State:
    """The state of a node that is the same in every row."""
    held = {MET: "met", NOT_MET: "not_met", NOT_APPLICABLE: "not_applicable", UNDETERMINED: "undetermined"}[part]
    return states.State(**{"undetermined": FALSE, held: TRUE})


def verdict_of(state: states.State) -> Verdict:
    bits = {MET: state.met, NOT_MET: state.not_met, NOT_APPLICABLE: state.not_applicable,
            UNDETERMINED: state.undetermined}  # fmt: skip
    held = [verdict for verdict, bit in bits.items() if bit == TRUE]
    assert len(held) == 1, "a node has one verdict"
    return held[0]


JOINS = [by_counting, by_nodes, by_bits]
Joins = Callable[[int, Sequence[Verdict]], Verdict]


@pytest.mark.parametrize("join", JOINS)
@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_every_join_of_up_to_four_parts_agrees_with_its_completions(size: int, join: Joins) -> None:
    for parts in product(Verdict, repeat=size):
        for k in range(1, size + 1):
            assert join(k, parts) is oracle(k, parts), (k, parts)


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_criteria_and_sets_are_joined_by_all_of_them(size: int) -> None:
    for parts in product(Verdict, repeat=size):
        nodes = nodes_of(parts)
        assert joins.join_all(nodes, joins.weigh(nodes))[0] is oracle(size, parts), parts
        assert verdict_of(states.join_all(Circuit(), [state_of(part) for part in parts])) is oracle(size, parts), parts


def test_a_criterion_of_which_nothing_is_written_down_is_undetermined() -> None:
    assert joins.join_all((), joins.weigh(()))[0] is UNDETERMINED
    assert verdict_of(states.join_all(Circuit(), [])) is UNDETERMINED


@pytest.mark.parametrize("join", JOINS)
@given(parts=PARTS, k=st.integers(1, 6))
def test_longer_joins_agree_with_their_completions(join: Joins, parts: list[Verdict], k: int) -> None:
    assert join(k, parts) is oracle(k, parts)


@pytest.mark.parametrize("join", JOINS)
@given(parts=PARTS, k=st.integers(1, 6), random=st.randoms())
def test_the_order_of_parts_decides_nothing(join: Joins, parts: list[Verdict], k: int, random: object) -> None:
    turned = list(parts)
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert join(k, turned) is join(k, parts)


@pytest.mark.parametrize("join", JOINS)
@given(parts=PARTS, k=st.integers(1, 6))
def test_knowing_more_never_takes_a_decision_back(join: Joins, parts: list[Verdict], k: int) -> None:
    before = join(k, parts)
    for completed in completions(parts):
        assert before is UNDETERMINED or join(k, completed) is before


@given(st.integers(1, 9), st.integers(1, 9))
def test_one_part_more_always_decides(k: int, remaining: int) -> None:
    """Met and not met leave no gap between them and do not overlap: «at least k» turned round is «more than n - k not»."""
    needed = bar(k, remaining)
    assert needed.met + needed.not_met == remaining + 1
    for met in range(remaining + 1):
        assert joined(k, met, remaining - met, remaining) is (MET if met >= needed.met else NOT_MET)


@given(st.sampled_from(sorted(OPERATORS)), st.integers(-5, 5), st.lists(st.integers(-5, 5), min_size=1, max_size=4))
def test_a_comparison_with_candidates_is_what_they_agree_on(op: str, figure: int, levels: list[int]) -> None:
    each = {compare(op, Decimal(figure), [Decimal(level)]) for level in levels}
    assert UNDETERMINED not in each
    found = compare(op, Decimal(figure), [Decimal(level) for level in levels])
    assert found is (each.pop() if len(each) == 1 else UNDETERMINED)


@given(st.integers(-50, 50), st.integers(-50, 50))
def test_the_four_comparisons_are_two_and_their_opposites(figure: int, level: int) -> None:
    def met(op: str) -> bool:
        return compare(op, Decimal(figure), [Decimal(level)]) is MET

    assert met("at_least") is not met("less_than")
    assert met("at_most") is not met("more_than")
    assert (met("at_least") and met("at_most")) is (figure == level)
    assert met("count_at_least") is met("at_least")
