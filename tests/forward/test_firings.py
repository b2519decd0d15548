"""How conclusions are told: every rule and every kind of fact has its words, in both languages."""

from __future__ import annotations

import re

import pytest
from forward.nets import fan, tangles, tidings, told
from hypothesis import given
from hypothesis import strategies as st

import ntmrules
from ntmrules import Library, UnitFigures
from ntmrules.engine.forward.agenda import Agenda
from ntmrules.engine.forward.rules import MET, NOT_MET, UNDETERMINED, node_rules
from ntmrules.explain.attainment.firings import _facts, _word, render_firings
from ntmrules.explain.lang.firing_words import RULES
from ntmrules.explain.lang.words import LANGS
from ntmrules.model.firing import Place

BARE = re.compile(r"said_|unforeseen|#|lost\b")


def test_every_rule_has_its_words() -> None:
    names = {
        rule.shape
        for n in (1, 2, 3) for k in range(1, n + 1) for may in (False, True)
        for rule in node_rules(0, Place("n"), k=k, n=n, level=1, may_not_apply=may, report=True, foreseen=False)
    }  # fmt: skip
    assert names == set(RULES)


@pytest.mark.parametrize("lang", LANGS)
@given(data=st.data())
def test_no_word_of_the_rules_themselves_is_shown_to_a_reader(lang: str, data: st.DataObject) -> None:
    network = data.draw(tangles())
    for firing in Agenda(network).run(told(network, *data.draw(tidings(network)))).records(first=1, unit="xã"):
        facts = _facts(firing, "vn/x", lang)
        said = facts.replace(f"[{firing.shape}]", "") + _word(firing.verdict, lang)
        assert not BARE.search(said), said


def test_both_halves_of_what_is_out_of_reach_are_told_before_it() -> None:
    network = fan(4, 3)
    edges = network.joins[0].edges
    board = Agenda(network).run(zip(edges, (NOT_MET, NOT_MET, MET, UNDETERMINED), strict=True))
    told_ = [_facts(each, "vn/x", "vi") for each in board.records(first=1, unit="")]
    assert told_ == [
        "còn quá ít phần có thể đạt [too_few_remain]: leaf1, leaf0 chưa đạt",
        "có phần chưa đạt [one_is_lost]: leaf1 chưa đạt",
        "không còn đủ phần có thể đạt [not_met]: root không thể đủ",
    ]


def test_an_engine_that_records_nothing_says_so() -> None:
    book = Library(plugins=()).rulebook("vn/xa-ntm/2021", on="2024-03-31")
    found = book.evaluate(UnitFigures(unit="xã Thử"))
    assert render_firings(found, lang="en") == 'The engine core records no conclusions; use engine="forward".'
    with pytest.raises(ntmrules.UsageError, match="NTM007"):
        render_firings(found, lang="fr")
