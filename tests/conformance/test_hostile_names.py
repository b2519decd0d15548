"""Names that a database could read as something else, in tables and in labels: told apart, or refused by name."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any

import attrs
import pytest

pytest.importorskip("duckdb")
pytest.importorskip("sqlglot")

from conformance.in_sql import postgres

from ntmrules import Library
from ntmrules.circuit.compiled import Compiled, columns_of, compiled
from ntmrules.circuit.sql import DIALECTS, sql_of
from ntmrules.errors import UsageError
from ntmrules.model.rulebook import Rulebook

ROADS, INCOME = "ty-le-duong-thon-cung-hoa", "thu-nhap-binh-quan-dau-nguoi"
BOOK = Library(plugins=()).rulebook("xa-ntm", province="quang-ninh", on="2023-06-30")
TABLES = ("select", "a b", 'a"b', "a]b", "a`b", "a\nb", "'; DROP TABLE figures; --", "a--b", "x/*y*/z", "\\", "%s", "{x}",
          "$1", "Đơn vị", "e\u0301", "step99")  # fmt: skip
CUT = "n" * 70
LABELS = ("select", "unit", "value", "refused", "verdict", "b1", "a.b", "Q1a", "a'b", 'a"b', "a]b", "a`b", "a\nb", "'; --",
          "x*/y", "đ")  # fmt: skip
Database = Callable[[str], list[dict[str, Any]]]


def _in_duckdb(script: str) -> list[dict[str, Any]]:
    import duckdb

    with duckdb.connect(":memory:") as database:
        found = database.execute(script)
        names = [each[0] for each in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def _in_sqlite(script: str) -> list[dict[str, Any]]:
    made, _, statement = script.partition("-- ntmrules")
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(made)
        found = database.execute("-- ntmrules" + statement)
        names = [each[0] for each in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


@pytest.fixture(scope="module", params=["duckdb", "sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> Iterator[tuple[str, Database]]:
    """Return a dialect and what runs a script in its database."""
    if request.param != "postgres":
        yield request.param, {"duckdb": _in_duckdb, "sqlite": _in_sqlite}[request.param]
        return
    with postgres() as server:
        yield "postgres", server.said


def _made(book: Rulebook = BOOK) -> Compiled:
    return compiled(book, columns_of(book, [f"figure:{ROADS}", f"figure:{INCOME}"]))


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


@pytest.mark.parametrize("wide", [True, False])
@pytest.mark.parametrize("table", TABLES)
def test_a_table_is_read_whatever_it_is_called(table: str, wide: bool, database: tuple[str, Database]) -> None:
    dialect, run = database
    columns = f'unit TEXT, "{ROADS}" NUMERIC, "{INCOME}" NUMERIC' if wide else (
        "unit TEXT, subject TEXT, value NUMERIC, answer TEXT")  # fmt: skip
    rows = "('xã A', 79, 100)" if wide else f"('xã A', '{ROADS}', 79, NULL), ('xã A', '{INCOME}', 100, NULL)"
    script = (
        f"DROP TABLE IF EXISTS {_quoted(table)};\nCREATE TABLE {_quoted(table)} ({columns});\n"
        f"INSERT INTO {_quoted(table)} VALUES {rows};\n"
    )
    (row,) = run(script + sql_of(_made(), dialect=dialect, table=table, wide=wide))
    assert (row["unit"], row["verdict:10.1"], row["refused"], row["unread"]) == ("xã A", "met", 0, 0)


@pytest.mark.parametrize("dialect", DIALECTS)
@pytest.mark.parametrize("table", [*TABLES, 's."a.b"', "s.t"])
def test_a_statement_is_one_statement_about_the_table(table: str, dialect: str) -> None:
    import sqlglot

    (statement,) = sqlglot.parse(sql_of(_made(), dialect=dialect, table=table), dialect=dialect)
    assert isinstance(statement, sqlglot.exp.Select)
    steps = {each.alias for each in statement.find_all(sqlglot.exp.CTE)}
    (read,) = {(each.db, each.name) for each in statement.find_all(sqlglot.exp.Table)} - {("", step) for step in steps}
    assert read == {'s."a.b"': ("s", "a.b"), "s.t": ("s", "t")}.get(table, ("", table))


@pytest.mark.parametrize(("dialect", "table", "code"), [
    ("sqlite", "cells", "NTM045"), ("duckdb", "TAKEN", "NTM045"), ("postgres", "step0", "NTM045"), ("sqlite", "a.b.c", "NTM045"),
    ("duckdb", "a\0b", "NTM045"), ("duckdb", "a.", "NTM045"), ("duckdb", "a.b.c.d", "NTM045"), ("duckdb", " ", "NTM045"),
    ("postgres", CUT, "NTM044"), ("postgres", f"{CUT}.t", "NTM044"), ("tsql", CUT * 2, "NTM044"),
])  # fmt: skip
def test_a_table_that_cannot_be_told_is_refused(dialect: str, table: str, code: str) -> None:
    with pytest.raises(UsageError, match=code):
        sql_of(_made(), dialect=dialect, table=table)


def _labelled(*names: str) -> Rulebook:
    """Return the set with its first indicators called so."""
    left = iter(names)
    headings = tuple(
        attrs.evolve(heading, rules=tuple(attrs.evolve(rule, number=next(left, rule.number)) for rule in heading.rules))
        for heading in BOOK.headings
    )
    return attrs.evolve(BOOK, headings=headings)


def test_indicators_are_told_whatever_they_are_called(database: tuple[str, Database]) -> None:
    dialect, run = database
    book = _labelled(*LABELS)
    made = compiled(book, columns_of(book))
    rows = ", ".join(f"('xã A', '{label.replace(chr(39), chr(39) * 2)}', NULL, '{word}')"
                     for label, word in zip(LABELS, ("met", "not_met") * 8, strict=True))  # fmt: skip
    script = (
        "DROP TABLE IF EXISTS figures;\n"
        "CREATE TABLE figures (unit TEXT, subject TEXT, value NUMERIC, answer TEXT);\n"
        f"INSERT INTO figures VALUES {rows};\n"
    )
    (row,) = run(script + sql_of(made, dialect=dialect))
    assert (row["refused"], row["unread"]) == (0, 0)
    said = {label: row[f"verdict:{label}"] for label in LABELS}
    assert said == dict(zip(LABELS, ("met", "not_met") * 8, strict=True))


@pytest.mark.parametrize(("dialect", "labels", "code"), [
    ("duckdb", ("Q1a", "Q1A"), "NTM044"), ("sqlite", ("đ", "Đ"), "NTM044"), ("spark", ("a", "A"), "NTM044"),
    ("tsql", ("a", "A"), "NTM044"), ("postgres", ("\u00e9", "e\u0301"), "NTM044"),
    ("postgres", ("n" * 60,), "NTM044"), ("postgres", ("đ" * 28,), "NTM044"), ("postgres", ("a", "A"), ""),
    ("duckdb", ("n" * 190,), ""),
])  # fmt: skip
def test_columns_that_a_database_would_take_for_one_are_refused(
    dialect: str, labels: tuple[str, ...], code: str
) -> None:
    book = _labelled(*labels)
    made = compiled(book, columns_of(book))
    if code:
        with pytest.raises(UsageError, match=code):
            sql_of(made, dialect=dialect)
        return
    assert sql_of(made, dialect=dialect)


def test_two_long_columns_of_a_table_are_not_read_as_one() -> None:
    """PostgreSQL heeds 63 bytes of a name: both of these would be the same column."""
    book = _labelled("n" * 64 + "1", "n" * 64 + "2")
    made = compiled(book, columns_of(book))
    with pytest.raises(UsageError, match="NTM044"):
        sql_of(made, dialect="postgres", wide=True)
