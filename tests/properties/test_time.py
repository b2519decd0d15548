"""P10: between two days on which a text changes, the same figures get the same verdicts."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntmrules import DateError, Library
from ntmrules.frozen import evolve
from ntmrules.model.conditions import Condition, SetTransition, Transition
from ntmrules.model.evidence import Floor, Provision, Span
from ntmrules.model.requirements import Attained
from ntmrules.model.sets import CriteriaSet, Criterion, Declared, Indicator, Version
from ntmrules.model.text import Text
from ntmrules.testing import Sample, figures_for, library_of, samples
from ntmrules.testing import properties as of
from ntmrules.testing.changes import change_days
from ntmrules.testing.conformance import chooser
from ntmrules.testing.provinces import HERE, Laid, laid_sets
from ntmrules.testing.sets import CHANGE, CONDITIONS, FIRST, MEASURES, SURE_EVIDENCE, samples_with_former

LIBRARY = Library(plugins=())


@given(samples(), st.data())
def test_p10_a_random_set_is_constant_between_its_changes(sample: Sample, data: st.DataObject) -> None:
    library = library_of(sample.whole, measures=sample.measures, schemes=sample.schemes)
    of.constant_between_changes(
        library, sample.whole.id, lambda book: data.draw(figures_for(book)), chooser(data), floor=sample.floor
    )


@given(samples_with_former(), st.data())
def test_p10_a_set_that_some_units_keep_ends_on_a_day_of_change(sample: Sample, data: st.DataObject) -> None:
    assert sample.former is not None
    library = library_of(sample.whole, sample.former, measures=sample.measures, schemes=sample.schemes)
    of.constant_between_changes(
        library, sample.whole.id, lambda book: data.draw(figures_for(book)), chooser(data), floor=sample.floor
    )


@given(laid_sets(), st.data())
def test_p10_under_the_decision_of_a_province_it_is_constant_between_changes(laid: Laid, data: st.DataObject) -> None:
    of.constant_between_changes(
        laid.library(), laid.whole.id, lambda book: data.draw(figures_for(book)), chooser(data), floor=laid.floor,
        province=f"2004:{HERE.id}",
    )  # fmt: skip


@pytest.mark.parametrize("set_id", list(LIBRARY.catalogue.headers))
@settings(max_examples=4)
@given(data=st.data())
def test_p10_every_shipped_set_is_constant_between_its_changes(set_id: str, data: st.DataObject) -> None:
    with suppress(DateError):  # a set it asks for was not in force yet: the same on both days, and said so
        of.constant_between_changes(
            LIBRARY,
            set_id,
            lambda book: data.draw(figures_for(book, reports=False)),
            chooser(data),
            floor=Floor.RECALL_LOW,
        )


def test_the_stretches_of_the_commune_set_meet_at_the_amendment_and_cover_its_stage() -> None:
    stretches = change_days(LIBRARY.catalogue, "vn/xa-ntm/2021")
    assert stretches[0][0] == date(2022, 3, 8)
    assert stretches[-1][1] == date(2025, 12, 31)
    assert any(last == date(2024, 2, 29) for _, last in stretches)
    assert all((later[0] - earlier[1]).days == 1 for earlier, later in pairwise(stretches))


COAST = Condition(fact=CONDITIONS[0])


def test_the_days_on_which_units_no_longer_keep_what_was_are_days_of_change() -> None:
    """Of a text, and of a whole former set with what changes in that set while some units still keep it."""
    kept = Transition(when=COAST, until=date(2023, 8, 15), evidence=SURE_EVIDENCE)
    former_text = Version(from_=FIRST, to=date(2023, 9, 30), provision=TEXT, requirement=ASKED)
    former = one_indicator("vn/thu/2020", FIRST, former_text, evolve(former_text, from_=date(2023, 10, 1), to=None))
    clause = SetTransition(when=COAST, until=date(2023, 11, 15), evidence=SURE_EVIDENCE, keeps=former.id)
    whole = one_indicator("vn/thu/2021", CHANGE, Version(from_=FIRST, provision=TEXT, requirement=ASKED),
                          Version(from_=CHANGE, provision=TEXT, requirement=ASKED, transition=kept))  # fmt: skip
    library = library_of(evolve(whole, transitions=(clause,)), former, measures=MEASURES)
    starts = [first.isoformat() for first, _ in change_days(library.catalogue, whole.id)]
    assert {"2023-08-16", "2023-10-01", "2023-11-16"} <= set(starts)


ASKED, TEXT = Attained(measure="co-1", evidence=SURE_EVIDENCE), Provision(decision="1/QĐ")


def one_indicator(set_id: str, from_: date, *versions: Version) -> CriteriaSet:
    criterion = Criterion(id="1", name=Text("tiêu chí"), declared_indicators=1,
                          indicators=(Indicator(id="1.1", name=Text("việc"), versions=versions),))  # fmt: skip
    return CriteriaSet(
        id=set_id, level="xa", tier="ntm", name=Text("Bộ thử"), stage=Span(from_=from_, to=date(2025, 12, 31)),
        provision=TEXT, checked_on=date(2026, 1, 1), not_applicable="drops_out", criteria=(criterion,),
        declared=Declared(criteria=1, indicators=1, evidence=SURE_EVIDENCE),
    )  # fmt: skip
