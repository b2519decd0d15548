"""Every engine answers every numbered case alike; the table in the docs is that of these cases."""

from __future__ import annotations

import pytest
from conformance.kit import AREAS, CASES, KEYS, RUNNERS, Case, Runner, answer, cases, library
from conformance.report import PAGE, page

from ntmrules import Library

ALL = cases()
HERE = [runner for runner in RUNNERS if runner.available()]


@pytest.fixture(scope="module")
def made_up() -> Library:
    return library()


@pytest.mark.parametrize("runner", HERE, ids=lambda runner: runner.name)
@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.number}-{case.name}")
def test_every_engine_answers_the_case_as_it_says(case: Case, runner: Runner, made_up: Library) -> None:
    expect = case.data["expect"]
    assert answer(runner.judge(case.rulebook(made_up), case.unit), expect) == expect


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.number)
def test_every_case_says_what_it_shows_and_expects_something(case: Case) -> None:
    assert case.data["area"] in AREAS
    assert case.data["source"] == "made up"
    assert case.data["says"]
    assert case.data["expect"]
    assert set(case.data) <= KEYS


def test_numbers_are_given_once_and_every_area_has_cases() -> None:
    assert len({case.number for case in ALL}) == len(ALL) == len(list(CASES.iterdir()))
    for place, area in enumerate(AREAS):
        numbers = [int(case.number) for case in ALL if case.data["area"] == area]
        assert len(numbers) >= 3
        assert all(number // 100 == place for number in numbers)


def test_the_runner_notices_a_wrong_answer(made_up: Library) -> None:
    case = next(case for case in ALL if case.name == "at-the-level")
    wrong = {"nodes": {"1.1": {"verdict": "not_met", "basis": "computed"}}}
    assert answer(RUNNERS[0].judge(case.rulebook(made_up), case.unit), wrong) != wrong


@pytest.mark.skipif(len(HERE) < len(RUNNERS), reason="not every engine can run here")
def test_the_table_in_the_docs_is_that_of_the_cases() -> None:
    assert PAGE.read_text(encoding="utf-8") == page(), "run: python tests/conformance/report.py"
