"""Sets of hundreds of indicators, in databases that take so many columns and no more: judged as the reference engine does."""

from __future__ import annotations

import random
from collections.abc import Iterator
from decimal import Decimal
from functools import cache

import pytest

pytest.importorskip("sqlglot")
pytest.importorskip("duckdb")

from conformance.in_sql import Database, compiled_for, in_sqlite, postgres, rows_of, shaped

from ntmrules import Library
from ntmrules.circuit.compiled import columns_of, compiled
from ntmrules.circuit.keys import FIGURE, REPORT, Kind
from ntmrules.circuit.sql import sql_of
from ntmrules.circuit.table import cells_of
from ntmrules.circuit.texts import levels_by_measure
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.verdicts import Verdict

BOOK = Library(plugins=()).rulebook("xa-ntm-nang-cao", on="2024-03-31")
ANSWERS = (Verdict.MET, Verdict.MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE)


@pytest.fixture(scope="module", params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Iterator[tuple[str, Database]]:
    """Return a dialect and what judges rows in its database."""
    if request.param == "sqlite":
        yield "sqlite", in_sqlite
        return
    with postgres() as server:
        yield "postgres", server


@cache
def _statement(dialect: str) -> str:
    return sql_of(compiled_for(BOOK), dialect=dialect, accept=True)


def _units(count: int) -> list[UnitFigures]:
    """Return units with figures at the levels, beside them and missing, and reports."""
    chance, levels, units = random.Random(18), levels_by_measure(BOOK), []
    for at in range(count):
        entries, gaps, reports = [], chance.choice((0.02, 0.2, 0.7)), chance.choice((0.1, 0.6))
        for cell in cells_of(BOOK, columns_of(BOOK), accept=True):
            if chance.random() < gaps or (cell.key.startswith(REPORT) and chance.random() > reports):
                continue
            if cell.kind is Kind.ANSWER:
                entries.append(Entry(subject=cell.subject, value=chance.choice(ANSWERS)))
            elif cell.kind is Kind.NUMBER:
                asked = [value for each in levels.get(cell.key.removeprefix(FIGURE), ()) for value in each.values]
                value = chance.choice(asked or [Decimal(1)]) + chance.choice((-1, 0, 1))
                value = min(max(value, cell.low or Decimal(0)), cell.high or value)
                entries.append(Entry(subject=cell.subject, value=value))
        units.append(UnitFigures(unit=f"xã {at}", entries=tuple(entries)))
    return units


def test_a_set_of_two_tiers_is_judged_in_a_database_of_few_columns(database: tuple[str, Database]) -> None:
    dialect, judge = database
    units = {unit.unit: unit for unit in _units(12)}
    statement = _statement(dialect)
    rows = [row for unit in units.values() for row in rows_of(BOOK, unit)]
    found = {str(row["unit"]): shaped(BOOK, units[row["unit"]], row) for row in judge(statement, rows, {})}
    assert len(found) == len(units)
    for name, unit in units.items():
        mine, core = found[name], BOOK.evaluate(unit)
        assert (mine.verdict, mine.provisional, mine.tally) == (core.verdict, core.provisional, core.tally)
        for number in [*(heading.number for heading in BOOK.headings), *(rule.number for rule in BOOK.rules)]:
            said, right = mine.node(number), core.node(number)
            assert (said.verdict, said.basis, said.provisional) == (right.verdict, right.basis, right.provisional), (
                number
            )
            assert {each.code for each in said.reasons} == {each.code for each in right.reasons}, number


def test_a_table_that_says_nothing_of_a_set_leaves_it_undetermined(database: tuple[str, Database]) -> None:
    """No subject is known then: «one of none» has to be said in words that every database takes."""
    dialect, judge = database
    statement = sql_of(compiled(BOOK, columns_of(BOOK, [])), dialect=dialect)
    (row,) = judge(statement, [("xã A", "1.1", None, "đạt")], {})
    assert (row["verdict"], row["refused"], row["unread"]) == ("undetermined", 0, 1)


def test_levels_stand_beside_verdicts_that_are_told_early() -> None:
    """What a level says and where it is written stands in the last step, as it does where all verdicts are made there."""
    few, many = (_statement(each) for each in ("postgres", "duckdb"))
    last = [[line for line in text.rpartition("SELECT")[2].splitlines() if "/* 10.1 " in line] for text in (few, many)]
    assert [len(lines) for lines in last] == [1, 1]
    assert last[0][0].partition("/*")[2] == last[1][0].partition("/*")[2]


def test_a_label_that_two_sets_know_is_none_of_a_unit_inside(database: tuple[str, Database]) -> None:
    """A district of the second tier meets the first too: «1.1» of its communes is of neither set unless it says of which."""
    dialect, judge = database
    book = Library(plugins=()).rulebook("huyen-ntm-nang-cao", on="2024-03-31")
    columns = columns_of(book, [], children={"xa"})
    statement = sql_of(compiled(book, columns), dialect=dialect, children={"xa": "communes"})
    for label, unread in (("1.1", 1), ("vn/xa-ntm-nang-cao/2021/1.1", 0), ("vn/xa-ntm/2021/1.1", 0)):
        rows = {"communes": [("xã A", "huyện B", label, None, "đạt")]}
        (row,) = judge(statement, [("huyện B", "nothing", None, None)], rows)
        assert row["unread"] - 1 == unread, label


def test_figures_of_nobody_are_not_put_together(database: tuple[str, Database]) -> None:
    """Rows without a unit may be of several: together they would make one that is met by the figures of two."""
    dialect, judge = database
    book = Library(plugins=()).rulebook("xa-ntm", province="quang-ninh", on="2024-03-31")
    income = "thu-nhap-binh-quan-dau-nguoi"
    statement = sql_of(compiled(book, columns_of(book, [f"figure:{income}"])), dialect=dialect)
    rows = [("xã A", income, Decimal(70), None), (None, income, Decimal(70), None)]
    found = {row["unit"] or None: row for row in judge(statement, rows, {})}  # type: ignore[arg-type]
    assert {unit: (row["verdict:10.1"], row["refused"]) for unit, row in found.items()} == {
        "xã A": ("met", 0), None: ("undetermined", 1)}  # fmt: skip
