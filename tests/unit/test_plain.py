"""The short way of the reference engine, many indicators in one loop, gives the nodes that the long way gives."""

from __future__ import annotations

import pytest
from forward.wild import labels_of, wild_figures
from hypothesis import given, settings
from hypothesis import strategies as st
from made import at_least, attained, book, entry

from ntmrules import Library
from ntmrules.engine.core.context import Context
from ntmrules.engine.core.program import Program
from ntmrules.figures.bind import bind
from ntmrules.model.figures import Status, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.verdicts import Verdict
from ntmrules.testing.sets import Sample, samples

LIBRARY = Library(plugins=())
VERDICTS = (Verdict.MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE)
BOOKS = [LIBRARY.rulebook(header.id, on=header.stage.from_, on_gap="last") for header in LIBRARY.sets()]


def both_ways(book: Rulebook, unit: UnitFigures) -> None:
    """Judge every criterion by its loop, and each of its indicators by itself."""
    program = Program(book)
    bound = bind(book, unit)
    for heading, run in program.headings:
        short = run(Context(program, book, unit, bound))[0]
        long = tuple(program.rules[rule.number](Context(program, book, unit, bound)) for rule in heading.rules)
        if heading.id in bound.reports:
            assert len(short.children) > len(long)
            continue
        assert short.children == long
        # Handed over already judged, they come to the same criterion.
        assert run(Context(program, book, unit, bound), long)[0] == short


@given(st.data(), samples().map(Sample.rulebook))
def test_both_ways_agree_on_random_sets(data: st.DataObject, book: Rulebook) -> None:
    both_ways(book, data.draw(wild_figures(book)))


@pytest.mark.parametrize("book", [each for each in BOOKS if labels_of(each)], ids=lambda book: book.id)
@settings(max_examples=5)
@given(data=st.data())
def test_both_ways_agree_on_every_shipped_set(book: Rulebook, data: st.DataObject) -> None:
    both_ways(book, data.draw(wild_figures(book)))


@pytest.mark.parametrize("status", list(Status))
@pytest.mark.parametrize("value", ["79.5", "80", "79.96", "12", *VERDICTS])
def test_both_ways_agree_on_every_status_and_beside_the_level(value: str | Verdict, status: Status) -> None:
    subject = "co" if value in VERDICTS else "ty-le"
    said = entry(subject, value, status=status)
    both_ways(book(at_least(80), attained()), UnitFigures(unit="xã A", entries=(said,)))
