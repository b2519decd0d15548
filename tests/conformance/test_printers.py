"""Every printer of the circuit answers the numbered cases that it can say as they say; what it cannot is told by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

pytest.importorskip("sqlglot")
pytest.importorskip("duckdb")

from conformance.in_sql import CannotSay, in_duckdb, in_sqlite, judge_all, postgres, said_of
from conformance.kit import Case, answer, cases, library

ALL = cases()
PRINTERS = ("duckdb", "sqlite", "postgres")
LEAST = 40  # so many of the cases a table of one day can say


@pytest.fixture(scope="module", params=PRINTERS)
def answers(request: pytest.FixtureRequest) -> Iterator[Mapping[str, Any]]:
    made_up = library()
    units = {case.number: (case.rulebook(made_up), case.unit) for case in ALL}
    if request.param == "postgres":
        with postgres() as server:
            yield judge_all(server, "postgres", units)
        return
    yield judge_all(in_duckdb if request.param == "duckdb" else in_sqlite, request.param, units)


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.number}-{case.name}")
def test_every_printer_answers_the_case_as_it_says(case: Case, answers: Mapping[str, Any]) -> None:
    found, expect = said_of(case.number, answers), case.data["expect"]
    assert answer(found, expect) == expect


def test_most_cases_of_one_day_are_said(answers: Mapping[str, Any]) -> None:
    assert sum(not isinstance(each, CannotSay) for each in answers.values()) >= LEAST
