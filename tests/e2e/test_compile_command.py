"""``ntmrules compile`` as a person calls it."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import jsonschema
import pytest

from ntmrules import Library
from ntmrules.circuit.compiled import columns_of, compiled
from ntmrules.circuit.document import circuit_schema, digest_of, document_of
from ntmrules.cli import run

sqlglot = pytest.importorskip("sqlglot")
WORDS = ["compile", "xa-ntm", "--province", "Quảng Ninh", "--on", "2024-03-31"]


def test_a_statement_judges_a_table_and_says_what_it_did_not_take(tmp_path: Path) -> None:
    path = tmp_path / "rules.sql"
    assert run([*WORDS, "--to", "sql", "--dialect", "sqlite", "-o", str(path)]) == 0
    statement = path.read_text(encoding="utf-8")
    assert "318/QĐ-TTg" in statement
    rows = [("xã A", "thu-nhap-binh-quan-dau-nguoi", 20, None), ("xã B", "ty-le-ho-dung-dien-an-toan-on-dinh", 140, None),
            ("xã B", "chuyen-khac", 1, None), ("xã C", "thu-nhap-binh-quan-dau-nguoi", "20", "met")]  # fmt: skip
    with closing(sqlite3.connect(":memory:")) as database:
        database.row_factory = sqlite3.Row
        database.execute("CREATE TABLE figures (unit TEXT, subject TEXT, value, answer TEXT)")
        database.executemany("INSERT INTO figures VALUES (?, ?, ?, ?)", rows)
        found = {row["unit"]: row for row in database.execute(statement)}
    assert (found["xã A"]["verdict"], found["xã A"]["verdict:10.1"]) == ("not_met", "not_met")
    assert found["xã A"]["refused"] == found["xã A"]["unread"] == 0
    assert (found["xã B"]["unread"], found["xã B"]["refused"]) == (1, 1)
    assert found["xã B"]["verdict:4.2"] == "undetermined"
    assert found["xã C"]["verdict:10.1"] == "undetermined"  # two answers in one row: neither is taken
    assert found["xã C"]["refused"] == 1


def test_the_circuit_is_data_that_fits_its_schema_and_always_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*WORDS, "--to", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    jsonschema.Draft202012Validator(circuit_schema()).validate(document)
    assert document["digest"] == digest_of(document)
    book = Library().rulebook("xa-ntm", province="Quảng Ninh", on="2024-03-31")
    columns = dict(reversed(columns_of(book).items()))
    assert document_of(compiled(book, columns)) == document


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["--to", "json", "--dialect", "duckdb"], "NTM045"),
        (["--wide", "--long"], "NTM045"),
        (["--columns", "thu-nhapp"], "NTM045"),
        (["--table", "a..b"], "NTM045"),
        (["--children", "xa=communes"], "NTM045"),
        (["--children", "xa"], "NTM045"),
    ],
)
def test_what_means_nothing_is_refused(words: list[str], code: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*WORDS, *words]) == 3
    assert code in capsys.readouterr().err


@pytest.mark.parametrize("dialect", ["tsql", "spark"])
def test_statements_for_other_databases_are_parsed_again(dialect: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*WORDS, "--dialect", dialect, "--table", 'a"; drop table b']) == 0
    (statement,) = sqlglot.parse(capsys.readouterr().out, dialect=dialect)
    assert isinstance(statement, sqlglot.exp.Select)
    assert 'a"; drop table b' in {each.name for each in statement.find_all(sqlglot.exp.Table)}


def test_a_number_that_no_database_holds_as_whole_ends_no_statement() -> None:
    duckdb = pytest.importorskip("duckdb")
    from ntmrules.circuit.sql import sql_of

    book = Library(plugins=()).rulebook("huyen-ntm", on="2024-03-31")
    statement = sql_of(compiled(book, columns_of(book)), dialect="duckdb")
    with duckdb.connect(":memory:") as database:
        database.execute("CREATE TABLE figures (unit TEXT, subject TEXT, value DOUBLE, answer TEXT)")
        rows = [
            (name, "so-xa", value, None) for name, value in (("a", 1e25), ("b", float("nan")), ("c", 2.5), ("d", 3.0))
        ]
        database.executemany("INSERT INTO figures VALUES (?, ?, ?, ?)", rows)
        plain = statement.rstrip().removesuffix(";")
        found = database.execute(f"SELECT unit, refused FROM ({plain})").fetchall()
    assert dict(found) == {"a": 1, "b": 1, "c": 1, "d": 0}


SUBJECTS = ["thu-nhap-binh-quan-dau-nguoi", "ty-le-ho-ngheo-da-chieu", "1.1"]
WIDE = [*WORDS, "--wide", "--columns", ",".join(SUBJECTS)]


def wide_rows(statement: str, rows: list[tuple[object, ...]]) -> list[dict[str, object]]:
    """Return what the statement says of a wide table in SQLite, in the order of the rows."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.row_factory = sqlite3.Row
        columns = ", ".join(f'"{name}"' for name in ["unit", *SUBJECTS])
        database.execute(f"CREATE TABLE figures ({columns})")
        database.executemany("INSERT INTO figures VALUES (?, ?, ?, ?)", rows)
        return [dict(row) for row in database.execute(statement)]


def test_of_a_unit_that_stands_in_two_rows_nothing_is_taken(capsys: pytest.CaptureFixture[str]) -> None:
    assert run([*WIDE, "--dialect", "sqlite"]) == 0
    statement = capsys.readouterr().out
    rows = [("xã A", 70, 0.5, "met"), ("xã B", 70, 0.5, "met"), ("xã A", 30, None, "met"), (None, 70, 0.5, None)]
    found = wide_rows(statement, rows)
    assert {row["verdict:10.1"] for row in found if row["unit"] == "xã A"} == {"undetermined"}
    assert sorted(row["refused"] for row in found if row["unit"] == "xã A") == [2, 3]  # type: ignore[type-var]
    assert [row["verdict:10.1"] for row in found if row["unit"] != "xã A"] == ["met", "met"]


def test_a_commune_twice_in_a_wide_table_settles_nothing_for_its_district(capsys: pytest.CaptureFixture[str]) -> None:
    words = ["compile", "huyen-ntm", "--province", "Quảng Ninh", "--on", "2024-03-31", "--wide", "--dialect", "sqlite"]
    columns = "vn/xa-ntm/2021,thu-nhap-binh-quan-dau-nguoi"
    assert run([*words, "--table", "districts", "--children", "xa=communes", "--columns", columns]) == 0
    statement = capsys.readouterr().out

    def judged(*communes: str) -> tuple[str, int]:
        with closing(sqlite3.connect(":memory:")) as database:
            database.row_factory = sqlite3.Row
            for name, keys in (("districts", '"unit"'), ("communes", '"within", "unit"')):
                subjects = '"thu-nhap-binh-quan-dau-nguoi", "vn/xa-ntm/2021"'
                database.execute(f"CREATE TABLE {name} ({keys}, {subjects})")
            database.execute("INSERT INTO districts VALUES ('huyện H', NULL, NULL)")
            for name in communes:
                database.execute("INSERT INTO communes VALUES ('huyện H', ?, 30, NULL)", (name,))
            (row,) = database.execute(statement).fetchall()
            return row["verdict:P1"], row["refused"]

    assert judged("xã A", "xã B") == ("not_met", 0)
    verdict, refused = judged("xã A", "xã A")
    assert verdict == "undetermined"
    assert refused


def test_a_file_that_duckdb_would_end_at_is_told_before(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame({"unit": ["xã A"], SUBJECTS[0]: [70.5], SUBJECTS[1]: [1], SUBJECTS[2]: ["met"]})

    def said(data: object, name: str = "communes.parquet", *words: str) -> str:
        path = tmp_path / name
        if isinstance(data, bytes):
            path.write_bytes(data)
        else:
            data.write_parquet(path) if name.endswith("parquet") else data.write_csv(path)  # type: ignore[attr-defined]
        status = run([*(words or WIDE), "--dialect", "duckdb", "--table", str(path)])
        told = capsys.readouterr()
        assert status == (3 if told.err else 0), told.err
        return told.err

    assert not said(frame)
    assert not said(frame, "communes.csv")
    assert not said(frame.with_columns(pl.lit(None).alias(SUBJECTS[0])))
    wrong = said(frame.with_columns(pl.lit("70,5").alias(SUBJECTS[0])))
    assert "NTM045" in wrong
    assert SUBJECTS[0] in wrong
    assert "NTM045" in said(frame.with_columns(pl.lit(value=True).alias(SUBJECTS[2])))
    assert "NTM045" in said(frame.drop(SUBJECTS[1]))
    assert "NTM045" in said(frame.drop("unit"))
    assert "communes.csv:2:" in said(frame.with_columns(pl.lit("70,5").alias(SUBJECTS[0])), "communes.csv")
    assert "NTM045" in said(b"PAR1", "broken.parquet")
    assert "NTM045" in said(b"", "empty.csv")
    assert "NTM045" in said(b"unit," + ",".join(SUBJECTS).encode() + b"\nx\xe3 A,70\xff,1,met\n", "not-utf-8.csv")
    assert "NTM045" in said(frame, "long.parquet", *WORDS)
    long = pl.DataFrame({"unit": ["xã A"], "subject": [SUBJECTS[0]], "value": [70], "answer": [None]})
    assert not said(long, "long.parquet", *WORDS)
    assert "NTM045" in said(long.with_columns(pl.lit("70").alias("value")), "long.parquet", *WORDS)
