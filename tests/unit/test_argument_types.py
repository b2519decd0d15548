"""Wrong types from callers are told with a code, by the argument's name, before anything is worked out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import ntmrules
from ntmrules import UnitFigures

DAY = "2024-03-31"
WRONG = (None, 5, b"x", [], {}, object(), float("nan"), ["x"])


def of_type(value: object) -> str:
    return type(value).__name__


@pytest.fixture(scope="module")
def library() -> ntmrules.Library:
    return ntmrules.Library(plugins=())


@pytest.fixture(scope="module")
def book(library: ntmrules.Library) -> ntmrules.Rulebook:
    return library.rulebook("xa-ntm", on=DAY, province="an-giang")


def refused(call: Callable[[], Any], argument: str) -> None:
    with pytest.raises(ntmrules.NtmRulesError) as caught:
        call()
    assert caught.value.code == "NTM009"
    for lang in ("vi", "en"):
        assert argument in caught.value.text(lang)


@pytest.mark.parametrize("wrong", WRONG, ids=of_type)
def test_a_set_a_province_and_an_area_are_named_by_text(library: ntmrules.Library, wrong: Any) -> None:
    refused(lambda: library.rulebook(wrong, on=DAY), "ref")
    refused(lambda: library.set(wrong), "set_id")
    if wrong is not None:  # no province and no area is an answer
        refused(lambda: library.rulebook("xa-ntm", on=DAY, province=wrong), "province")
        refused(lambda: library.rulebook("xa-ntm", on=DAY, province="an-giang", area=wrong), "area")
    refused(lambda: library.rulebook("xa-ntm", on=DAY, evidence_floor=wrong), "evidence_floor")


@pytest.mark.parametrize("wrong", [*WRONG, "xã An Nông", UnitFigures.of("xã A", {}).entries], ids=of_type)
@pytest.mark.parametrize("engine", ["core", "forward"])
def test_judging_takes_the_figures_of_one_unit(book: ntmrules.Rulebook, wrong: Any, engine: str) -> None:
    refused(lambda: book.evaluate(wrong, engine=engine), "figures")
    refused(lambda: book.evaluate(wrong, engine=engine, accept=True), "figures")


def test_a_whole_table_is_not_judged_as_one_unit(book: ntmrules.Rulebook) -> None:
    table = ntmrules.read_figures("examples/an-nong-2024.csv")
    refused(lambda: book.evaluate(table), "FigureTable")
    with pytest.raises(ntmrules.NtmRulesError) as caught:
        book.evaluate(table)  # type: ignore[arg-type]
    assert 'table.unit("' in caught.value.text("en")


@pytest.mark.parametrize("wrong", [*WRONG, ntmrules.read_figures], ids=of_type)
def test_a_session_is_about_a_name_or_the_figures_of_one_unit(book: ntmrules.Rulebook, wrong: Any) -> None:
    refused(lambda: book.session(wrong), "unit")


@pytest.mark.parametrize("wrong", [each for each in WRONG if each != {}], ids=of_type)
def test_figures_are_made_of_a_mapping(wrong: Any) -> None:
    refused(lambda: UnitFigures.of("xã A", wrong), "values")
