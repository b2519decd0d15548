"""P7: the forward engine says what the reference engine says, on both of its machines, firing by firing."""

from __future__ import annotations

import pytest
from forward.wild import MACHINES, shown, wild_figures
from hypothesis import given, settings
from hypothesis import strategies as st

from ntmrules import Library
from ntmrules.engine.forward import network
from ntmrules.model.evidence import Floor
from ntmrules.model.rulebook import Rulebook
from ntmrules.testing.conformance import rulebooks_of
from ntmrules.testing.provinces import Laid, laid_sets
from ntmrules.testing.sets import Sample, samples

LIBRARY = Library(plugins=())
BOOKS = [book for header in LIBRARY.sets() for book in rulebooks_of(LIBRARY, header.id)]
LATEST = list({book.id: book for book in BOOKS}.values())
LOW = [LIBRARY.rulebook(book.id, on=book.on, evidence_floor=Floor.RECALL_LOW) for book in LATEST]


def agree(book: Rulebook, data: st.DataObject) -> None:
    """Judge the same figures with every machine and with the reference engine."""
    unit = data.draw(wild_figures(book))
    core = book.evaluate(unit)
    found = [book.evaluate(unit, engine=name) for name in MACHINES]
    for name, each in zip(MACHINES, found, strict=True):
        assert each.engine == name
        assert shown(each) == shown(core)
        assert each.firings == found[0].firings


@given(st.data(), samples().map(Sample.rulebook))
def test_p7_forward_agrees_with_core_on_random_sets(data: st.DataObject, book: Rulebook) -> None:
    agree(book, data)


@settings(max_examples=40)
@given(st.data(), laid_sets().map(Laid.rulebook))
def test_p7_forward_agrees_with_core_under_decisions_of_a_province(data: st.DataObject, book: Rulebook) -> None:
    agree(book, data)


@pytest.mark.parametrize("book", LATEST, ids=lambda book: book.id)
@settings(max_examples=5)
@given(data=st.data())
def test_p7_forward_agrees_with_core_on_every_shipped_set(book: Rulebook, data: st.DataObject) -> None:
    agree(book, data)


@pytest.mark.slow
@pytest.mark.parametrize("book", BOOKS, ids=lambda book: f"{book.id}@{book.on}")
@given(data=st.data())
def test_p7_forward_agrees_with_core_on_every_day_of_change(book: Rulebook, data: st.DataObject) -> None:
    agree(book, data)


@given(st.data(), st.sampled_from(LOW))
def test_p7_forward_agrees_with_core_when_weak_evidence_is_taken(data: st.DataObject, book: Rulebook) -> None:
    agree(book, data)


def test_a_network_of_many_rules_is_laid_in_several_rulesets_and_agrees(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(network, "MOST_RULES", 40)

    @settings(max_examples=5)
    @given(st.data())
    def run(data: st.DataObject) -> None:
        book = LIBRARY.rulebook("vn/xa-ntm-kieu-mau/2021", on="2023-06-30", evidence_floor=Floor.RECALL_LOW)
        agree(book, data)
        assert len(book.memo("forward", None).strand("").network.rulesets) > 5

    run()
