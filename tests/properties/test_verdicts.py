"""The properties of verdicts, over random rulebooks and over every shipped set."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntmrules import Library, Verdict
from ntmrules.frozen import evolve
from ntmrules.model.evidence import Floor
from ntmrules.model.overrides import Verb
from ntmrules.model.rulebook import Rulebook
from ntmrules.testing import properties as of
from ntmrules.testing.conformance import chooser, rulebooks_of
from ntmrules.testing.figures import figures_for
from ntmrules.testing.provinces import Laid, laid_sets
from ntmrules.testing.sets import Sample, samples

LIBRARY = Library(plugins=())
BOOKS = {f"{book.id}@{book.on}": book for header in LIBRARY.sets() for book in rulebooks_of(LIBRARY, header.id)}
XA = LIBRARY.rulebook("vn/xa-ntm/2021", on="2024-06-30", evidence_floor=Floor.RECALL_LOW)
NAMES = list(BOOKS)
# By number, for a strategy shows all that it samples from whenever a test fails.
# One rulebook for every text of a set: the last day stretch before another version of some indicator comes into force.
BY_TEXT = {(book.id, tuple((rule.id, rule.version.from_) for rule in book.rules)): book for book in BOOKS.values()}
TEXTS = {f"{book.id}@{book.on}": book for book in BY_TEXT.values()}
SHIPPED = st.integers(0, len(NAMES) - 1).map(lambda number: BOOKS[NAMES[number]])
RANDOM = samples().map(Sample.rulebook)
# Zones of a province, most of them without one for the rest, beside national levels; entries before and after an amendment.
LAID = laid_sets().map(Laid.rulebook)
BOTH = st.one_of(RANDOM, LAID, LAID, st.integers(0, 0).map(lambda _: XA), SHIPPED)


@given(st.data(), BOTH)
def test_p1_a_better_figure_never_loses_a_verdict(data: st.DataObject, book: Rulebook) -> None:
    of.better_figure_never_loses(book, data.draw(figures_for(book, reports=False)), chooser(data))


@given(st.data(), BOTH)
def test_p2_removing_figures_never_flips_a_decided_verdict(data: st.DataObject, book: Rulebook) -> None:
    of.removing_never_flips(book, data.draw(figures_for(book)), chooser(data))


@given(st.data(), BOTH)
def test_p3_filling_a_hole_only_narrows_tallies(data: st.DataObject, book: Rulebook) -> None:
    of.filling_only_narrows(book, data.draw(figures_for(book, reports=False)), chooser(data))


@given(st.data(), BOTH)
def test_p4_the_order_of_figures_changes_nothing(data: st.DataObject, book: Rulebook) -> None:
    of.order_of_figures_changes_nothing(book, data.draw(figures_for(book)), chooser(data))


@given(samples())
def test_p5_at_the_level_met_and_one_step_worse_not_met_in_random_sets(sample: Sample) -> None:
    book = sample.rulebook()
    for rule in book.all_rules:
        of.the_level_is_met(book, rule)


@given(LAID)
def test_p5_at_the_level_met_and_one_step_worse_not_met_under_a_decision_of_a_province(book: Rulebook) -> None:
    for rule in book.all_rules:
        of.the_level_is_met(book, rule)


@pytest.mark.parametrize("book", TEXTS.values(), ids=TEXTS)
def test_p5_at_the_level_met_and_one_step_worse_not_met_in_every_shipped_set(book: Rulebook) -> None:
    for rule in book.all_rules:
        of.the_level_is_met(book, rule)


def test_p5_tries_most_of_the_levels_of_the_commune_set() -> None:
    assert sum(of.the_level_is_met(XA, rule) for rule in XA.rules) > 100


@given(st.data(), laid_sets())
def test_p6_a_raise_never_makes_it_easier_whichever_text_a_unit_keeps(data: st.DataObject, laid: Laid) -> None:
    raised = laid.rulebook()
    without = tuple(each for each in laid.entries if each.override.verb is not Verb.RAISE)
    unit = data.draw(figures_for(raised, reports=False))
    before = {node.id: node.verdict for node in evolve(laid, entries=without).rulebook().evaluate(unit).nodes()
              if node.kind == "indicator"}  # fmt: skip
    for node in raised.evaluate(unit).nodes():
        if node.kind == "indicator" and node.verdict is Verdict.MET:
            assert before[node.id] is Verdict.MET


@given(st.data(), BOTH)
def test_p8_the_root_recomputed_from_the_leaves_is_the_root(data: st.DataObject, book: Rulebook) -> None:
    of.root_is_that_of_the_leaves(book.evaluate(data.draw(figures_for(book))))


@given(st.data(), BOTH)
def test_p11_tallies_add_up_within_what_is_declared(data: st.DataObject, book: Rulebook) -> None:
    of.tallies_add_up(book.evaluate(data.draw(figures_for(book))))


@given(st.data(), BOTH)
def test_p14_a_dispute_decides_no_more_than_its_candidates_agree_on(data: st.DataObject, book: Rulebook) -> None:
    of.disputed_decides_no_more(book, data.draw(figures_for(book, reports=False)), chooser(data))


@given(st.data(), samples())
def test_raising_the_floor_of_evidence_decides_no_more(data: st.DataObject, sample: Sample) -> None:
    low, high = sorted(data.draw(st.lists(st.sampled_from(list(Floor)), min_size=2, max_size=2)))
    weak, strong = (Sample(whole=sample.whole, floor=floor).rulebook() for floor in (low, high))
    of.raising_the_floor_decides_no_more(weak, strong, data.draw(figures_for(weak, reports=False)))
