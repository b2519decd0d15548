"""P10: between two days on which a text changes, the same figures get the same verdicts."""

from __future__ import annotations

from contextlib import suppress
from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntmrules import DateError, Library
from ntmrules.model.evidence import Floor
from ntmrules.testing import Sample, figures_for, library_of, samples
from ntmrules.testing import properties as of
from ntmrules.testing.changes import change_days
from ntmrules.testing.conformance import chooser

LIBRARY = Library(plugins=())


@given(samples(), st.data())
def test_p10_a_random_set_is_constant_between_its_changes(sample: Sample, data: st.DataObject) -> None:
    library = library_of(sample.whole, measures=sample.measures, schemes=sample.schemes)
    of.constant_between_changes(
        library, sample.whole.id, lambda book: data.draw(figures_for(book)), chooser(data), floor=sample.floor
    )


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
