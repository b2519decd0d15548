"""Random figures at the levels, beside them and missing: the database says what the reference engine says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

pytest.importorskip("sqlglot")
pytest.importorskip("duckdb")

from conformance.in_sql import CannotSay, compiled_for, in_duckdb, in_sqlite, judge_all
from conformance.kit import cases, library

from ntmrules.circuit.keys import FIGURE, Kind
from ntmrules.circuit.table import cells_of
from ntmrules.circuit.texts import levels_by_measure
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.verdicts import Verdict

BOOK = next(case for case in cases() if case.number == "0201").rulebook(library())
ANSWERS = (Verdict.MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE)


def _values() -> dict[str, st.SearchStrategy[Decimal | Verdict | None]]:
    levels = levels_by_measure(BOOK)
    found: dict[str, st.SearchStrategy[Decimal | Verdict | None]] = {}
    for cell in cells_of(BOOK, dict(compiled_for(BOOK).columns), accept=True):
        if cell.kind is Kind.ANSWER:
            found[cell.subject] = st.sampled_from((None, *ANSWERS))
        elif cell.kind is Kind.NUMBER:
            asked = [value for each in levels.get(cell.key.removeprefix(FIGURE), ()) for value in each.values]
            near = {value + step for value in asked or [Decimal(1)] for step in map(Decimal, ("-1", "0", "1"))}
            good = [value for value in near if (cell.low or 0) <= value <= (cell.high or value)]
            found[cell.subject] = st.sampled_from((None, *sorted(good)))
    return found


VALUES = _values()
UNITS = st.lists(st.fixed_dictionaries(VALUES), min_size=10, max_size=20)


@pytest.mark.parametrize("dialect", ["duckdb", "sqlite"])
@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(rows=UNITS)
def test_random_figures_are_judged_alike(dialect: str, rows: list[dict[str, Decimal | Verdict | None]]) -> None:
    units = {}
    for at, row in enumerate(rows):
        entries = tuple(Entry(subject=name, value=value) for name, value in row.items() if value is not None)
        units[f"xã {at}"] = (BOOK, UnitFigures(unit=f"xã {at}", entries=entries))
    found = judge_all(in_duckdb if dialect == "duckdb" else in_sqlite, dialect, units)
    for name, (book, unit) in units.items():
        said, right = found[name], book.evaluate(unit)
        assert not isinstance(said, CannotSay)
        assert (said.verdict, said.provisional) == (right.verdict, right.provisional)
        assert said.tally == right.tally
        for rule in book.rules:
            mine, core = said.node(rule.number), right.node(rule.number)
            assert (mine.verdict, mine.basis, mine.provisional) == (core.verdict, core.basis, core.provisional)
            assert {each.code for each in mine.reasons} == {each.code for each in core.reasons}
