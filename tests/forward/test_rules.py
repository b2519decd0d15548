"""The rules of one node, against the logic they stand for: every combination of verdicts, on both machines."""

from __future__ import annotations

from itertools import product
from random import Random
from typing import Any

import pytest
from forward.nets import by_logic, facts, fan, great_tangle, k_of, tangles, tidings, told
from hypothesis import given, settings
from hypothesis import strategies as st

from ntmrules.engine.forward.agenda import Agenda
from ntmrules.engine.forward.conclusions import Board
from ntmrules.engine.forward.durable import Durable, engine
from ntmrules.engine.forward.rules import (
    MET,
    MOST_RULES,
    NOT_APPLICABLE,
    NOT_MET,
    REPORTED_AS,
    UNDETERMINED,
    UNFORESEEN,
    ForwardError,
    node_rules,
)
from ntmrules.model.firing import Place, Shape
from ntmrules.model.verdicts import Verdict

WORDS = (MET, NOT_MET, UNDETERMINED, NOT_APPLICABLE)
SHAPES = [(n, k) for n in range(1, 5) for k in range(1, n + 1)]
MACHINES = (Agenda, *((Durable,) if engine() is not None else ()))


@pytest.mark.parametrize("machine", MACHINES, ids=lambda each: each.kind)
@pytest.mark.parametrize(("n", "k"), SHAPES)
def test_a_node_concludes_what_kleene_logic_says_for_every_combination(machine: Any, n: int, k: int) -> None:
    network = fan(n, k)
    runner = machine(network)
    for words in product(WORDS, repeat=n):
        board = runner.run(facts(network, words))
        assert board.concluded == [str(k_of(k, [Verdict(word) for word in words]))], words


@pytest.mark.parametrize("machine", MACHINES, ids=lambda each: each.kind)
def test_a_report_decides_what_is_open_and_only_that(machine: Any) -> None:
    network = fan(2, 2, kind="criterion", report=True)
    runner = machine(network)
    reported_on = network.reported_on[0]
    for words in product(WORDS, repeat=2):
        computed = str(k_of(2, [Verdict(word) for word in words]))
        for verdict, said in REPORTED_AS.items():
            board = runner.run([*facts(network, words), (reported_on, said)])
            assert board.concluded == [verdict if computed == UNDETERMINED else computed]
            assert board.computed(0) == computed


@pytest.mark.parametrize("machine", MACHINES, ids=lambda each: each.kind)
def test_a_report_that_the_text_does_not_foresee_stays_open_for_what_is_above(machine: Any) -> None:
    network = fan(2, 2, kind="criterion", report=True, foreseen=False)
    board = machine(network).run(
        [*facts(network, (MET, UNDETERMINED)), (network.reported_on[0], REPORTED_AS[NOT_APPLICABLE])]
    )
    assert board.concluded == [UNFORESEEN]
    assert machine(network).run(facts(network, (MET, UNFORESEEN))).concluded == [UNDETERMINED]


@pytest.mark.parametrize("machine", MACHINES, ids=lambda each: each.kind)
@settings(max_examples=150)
@given(st.data())
def test_any_network_concludes_what_logic_says(machine: Any, data: st.DataObject) -> None:
    network = data.draw(tangles())
    runner = machine(network)
    for _ in range(5):
        own, said = data.draw(tidings(network))
        board = runner.run(told(network, own, said))
        assert board.concluded == by_logic(network, own, said)


@pytest.mark.skipif(engine() is None, reason="durable-rules does not import here")
@settings(max_examples=150)
@given(st.data())
def test_both_machines_fire_the_same_in_any_network(data: st.DataObject) -> None:
    network = data.draw(tangles())
    one, other = Agenda(network), Durable(network)
    for _ in range(5):
        given_ = told(network, *data.draw(tidings(network)))
        assert one.run(given_).records(first=1, unit="") == other.run(given_).records(first=1, unit="")


@pytest.mark.parametrize("machine", MACHINES, ids=lambda each: each.kind)
def test_a_network_of_hundreds_of_joins_keeps_each_ruleset_within_bounds(machine: Any) -> None:
    random = Random(2021)
    network = great_tangle(random, joins=400)
    assert len(network.rulesets) > 3
    assert max(len(rules) for rules in network.rulesets) < MOST_RULES  # one more opens the session
    assert max(len(positions) for wanted in network.wanted for positions in wanted.values()) <= 5  # it bears 64 a fact
    runner = machine(network)
    for _ in range(20):
        own = {leaf.index: random.choice(WORDS if leaf.may_not_apply else WORDS[:3]) for leaf in network.leaves}
        said = {
            join.number: random.choice(list(REPORTED_AS))
            for join in network.joins
            if join.report and random.random() < 0.5
        }
        facts_ = told(network, own, said)
        board = runner.run(facts_)
        assert board.concluded == by_logic(network, own, said)
        assert board.firings == Agenda(network).run(facts_).firings


@pytest.mark.parametrize("machine", MACHINES, ids=lambda each: each.kind)
@pytest.mark.parametrize("n", [17, 65, 257, 600])
def test_a_node_may_have_more_parts_than_durable_rules_joins_facts(machine: Any, n: int) -> None:
    for k in (1, n // 2, n):
        network = fan(n, k)
        runner = machine(network)
        for word in WORDS:
            assert runner.run(facts(network, (word,) * n)).concluded == [word]


@pytest.mark.parametrize("may_not_apply", [False, True])
@pytest.mark.parametrize(("n", "k"), SHAPES)
def test_what_does_not_apply_has_a_rule_of_its_own_wherever_there_can_be_such(
    n: int, k: int, may_not_apply: bool
) -> None:
    rules = node_rules(0, Place("node"), k=k, n=n, level=1, may_not_apply=may_not_apply, report=False, foreseen=True)
    found = [rule for rule in rules if rule.concludes == NOT_APPLICABLE]
    assert [(rule.shape, rule.attribute, rule.value, rule.count) for rule in found] == (
        [(Shape.NOT_APPLICABLE, "v", NOT_APPLICABLE, n)] if may_not_apply else []
    )
    last = [rule for rule in rules if rule.concludes == UNDETERMINED]
    assert [(rule.attribute, rule.value, rule.cap) for rule in last] == [("open", "y", n)]
    assert last[0].pri > max(rule.pri for rule in rules if rule is not last[0])


def test_both_machines_take_the_facts_that_came_last() -> None:
    network = fan(4, 2)
    for machine in MACHINES:
        board = machine(network).run(facts(network, (MET, MET, UNDETERMINED, MET)))
        [firing] = board.records(first=1, unit="")
        assert firing.rule == "root:met"
        assert firing.facts == ((Place("leaf3"), MET), (Place("leaf1"), MET))


def test_nothing_concluded_is_an_error_and_no_verdict() -> None:
    network = fan(2, 2)
    board = Agenda(network).run([(network.joins[0].edges[0], MET)])
    with pytest.raises(ForwardError, match="NTM021"):
        board.computed(0)


def test_a_node_is_concluded_once_and_later_firings_say_nothing_new() -> None:
    network = fan(3, 3)
    board = Agenda(network).run(facts(network, (NOT_MET, NOT_MET, UNDETERMINED)))
    assert [rule.shape for rule, _ in board.firings] == [Shape.NOT_MET]


def test_reports_wait_for_all_that_lies_beneath() -> None:
    low = node_rules(0, Place("low"), k=1, n=1, level=1, may_not_apply=True, report=True, foreseen=True)
    high = node_rules(1, Place("high"), k=1, n=1, level=2, may_not_apply=True, report=True, foreseen=True)
    last = max(rule.pri for rule in low)
    assert all(rule.pri > last for rule in high if rule.by_report or rule.concludes == UNDETERMINED)
    assert all(rule.pri <= 2 for rule in (*low, *high) if not rule.by_report and rule.concludes != UNDETERMINED)


def test_the_two_halves_of_a_lost_join_are_rules_of_their_own() -> None:
    network = fan(4, 3)
    board = Agenda(network).run(facts(network, (NOT_MET, NOT_APPLICABLE, UNDETERMINED, UNDETERMINED)))
    names = [rule.shape for rule, _ in board.firings]
    assert sorted(names[:2]) == [Shape.ONE_IS_LOST, Shape.TOO_FEW_REMAIN]
    assert names[2:] == [Shape.NOT_MET]
    assert isinstance(board, Board)
