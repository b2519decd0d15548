"""The rules of one node, against the logic they stand for: every combination of verdicts, on both machines."""

from __future__ import annotations

from itertools import product
from typing import Any

import pytest
from forward.nets import facts, fan

from ntmrules.engine.agenda import Agenda
from ntmrules.engine.board import Board
from ntmrules.engine.durable_driver import Durable, engine
from ntmrules.engine.rules import (
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    SAID,
    UNDETERMINED,
    UNFORESEEN,
    ForwardError,
    node_rules,
)
from ntmrules.logic import k_of
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
    said_on = network.said_on[0]
    for words in product(WORDS, repeat=2):
        computed = str(k_of(2, [Verdict(word) for word in words]))
        for verdict, said in SAID.items():
            board = runner.run([*facts(network, words), (said_on, said)])
            assert board.concluded == [verdict if computed == UNDETERMINED else computed]
            assert board.computed(0) == computed


@pytest.mark.parametrize("machine", MACHINES, ids=lambda each: each.kind)
def test_a_report_that_the_text_does_not_foresee_stays_open_for_what_is_above(machine: Any) -> None:
    network = fan(2, 2, kind="criterion", report=True, foreseen=False)
    board = machine(network).run([*facts(network, (MET, UNDETERMINED)), (network.said_on[0], SAID[NOT_APPLICABLE])])
    assert board.concluded == [UNFORESEEN]
    assert machine(network).run(facts(network, (MET, UNFORESEEN))).concluded == [UNDETERMINED]


def test_both_machines_take_the_facts_that_came_last() -> None:
    network = fan(4, 2)
    for machine in MACHINES:
        board = machine(network).run(facts(network, (MET, MET, UNDETERMINED, MET)))
        [firing] = board.records(first=1, unit="")
        assert firing.rule == "root:met"
        assert firing.facts == (("leaf3", MET), ("leaf1", MET))


def test_nothing_concluded_is_an_error_and_no_verdict() -> None:
    network = fan(2, 2)
    board = Agenda(network).run([(network.joins[0].edges[0], MET)])
    with pytest.raises(ForwardError, match="NTM021"):
        board.computed(0)


def test_a_node_is_concluded_once_and_later_firings_say_nothing_new() -> None:
    network = fan(3, 3)
    board = Agenda(network).run(facts(network, (NOT_MET, NOT_MET, UNDETERMINED)))
    assert [rule.name for rule, _ in board.firings] == ["root:not_met"]


def test_reports_wait_for_all_that_lies_beneath() -> None:
    low = node_rules(0, "low", k=1, n=1, level=1, apart=True, report=True, foreseen=True)
    high = node_rules(1, "high", k=1, n=1, level=2, apart=True, report=True, foreseen=True)
    last = max(rule.pri for rule in low)
    assert all(rule.pri > last for rule in high if rule.said or rule.concludes == UNDETERMINED)
    assert all(rule.pri <= 2 for rule in (*low, *high) if not rule.said and rule.concludes != UNDETERMINED)


def test_the_two_halves_of_a_lost_join_are_rules_of_their_own() -> None:
    network = fan(4, 3)
    board = Agenda(network).run(facts(network, (NOT_MET, NOT_APPLICABLE, UNDETERMINED, UNDETERMINED)))
    names = [rule.name for rule, _ in board.firings]
    assert sorted(names[:2]) == ["root:one_is_lost", "root:too_few_remain"]
    assert names[2:] == ["root:not_met"]
    assert isinstance(board, Board)
