"""The statement for Spark, run by Spark in local mode: numbered cases as they say, and a table as one machine judges it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import polars as pl
import pytest

pytest.importorskip("pyspark", reason="the dependency group scale brings Spark")
pytest.importorskip("sqlglot", reason="the extra sql brings the printer")

from conformance.in_sql import CannotSay, Inside, Row, judge_all, said_of
from conformance.kit import Case, answer, cases, library
from scale.made_up import BOOK, units
from scale.spark import session

from ntmrules.circuit.compiled import columns_of, compiled
from ntmrules.circuit.keys import FIGURE
from ntmrules.circuit.sql import sql_of
from ntmrules.tables import evaluate_table

ALL = cases()
LEAST = 70  # so many of the cases a table of one day can say
FIGURES = "unit STRING, subject STRING, value DECIMAL(38, 9), answer STRING"
INSIDE = "unit STRING, within STRING, subject STRING, value DECIMAL(38, 9), answer STRING"
TABLE = 2_000


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    with session() as found:
        yield found


@pytest.fixture(scope="module")
def answers(spark: Any) -> Mapping[str, Any]:
    """Return what Spark says of every case that a table of one day can say."""

    def judge(statement: str, rows: Sequence[Row], inside: Inside) -> list[dict[str, Any]]:
        spark.createDataFrame(list(rows), FIGURES).createOrReplaceTempView("figures")
        for table, lines in inside.items():
            spark.createDataFrame(list(lines), INSIDE).createOrReplaceTempView(table)
        return _rows(spark, statement)

    made_up = library()
    return judge_all(judge, "spark", {case.number: (case.rulebook(made_up), case.unit) for case in ALL})


def _rows(spark: Any, statement: str) -> list[dict[str, Any]]:
    return [row.asDict() for row in spark.sql(statement.rstrip().removesuffix(";")).collect()]


@pytest.mark.parametrize("case", ALL, ids=lambda case: f"{case.number}-{case.name}")
def test_spark_answers_the_case_as_it_says(case: Case, answers: Mapping[str, Any]) -> None:
    found, expect = said_of(case.number, answers), case.data["expect"]
    assert answer(found, expect) == expect


def test_most_cases_of_one_day_are_said(answers: Mapping[str, Any]) -> None:
    assert sum(not isinstance(each, CannotSay) for each in answers.values()) >= LEAST


def test_a_table_of_thousands_is_judged_as_one_machine_judges_it(spark: Any, tmp_path: Path) -> None:
    """The set of communes that is shipped, a row a unit in Parquet, every column that both have."""
    frame = units(0, TABLE)
    words = {True: "met", False: "not_met"}
    yes = [name for name, kind in frame.schema.items() if kind == pl.Boolean]
    told = frame.with_columns(pl.col(name).replace_strict(words, default=None, return_dtype=pl.String) for name in yes)
    numbers = [name for name, kind in told.schema.items() if kind == pl.Float64]
    told.with_columns(pl.col(numbers).cast(pl.Decimal(12, 2))).write_parquet(tmp_path / "xa.parquet")
    spark.read.parquet(str(tmp_path / "xa.parquet")).createOrReplaceTempView("xa")
    keys = [f"{FIGURE}{name}" for name in frame.columns if name != "unit"]
    statement = sql_of(
        compiled(BOOK, columns_of(BOOK, keys)), dialect="spark", table="xa", wide=True, codes=True, accept=True
    )
    found = pl.DataFrame(_rows(spark, statement), infer_schema_length=None).sort("unit")
    right = evaluate_table(BOOK, frame, accept=True).frame.sort("unit")
    assert found["refused"].sum() == 0
    shared = [name for name in right.columns if name in found.columns]
    assert len(shared) > 200
    for name in shared:
        assert found[name].cast(right[name].dtype).equals(right[name]), name
