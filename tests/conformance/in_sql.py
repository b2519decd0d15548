"""SQL as an engine of the kit: one unit is a few rows of a table in a database, judged by the statement that is printed."""

from __future__ import annotations

import csv
import io
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from decimal import Decimal
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ntmrules.circuit.compiled import Compiled, columns_of, compiled
from ntmrules.circuit.sql import sql_of
from ntmrules.circuit.table import cells_of
from ntmrules.engine.columnar.summary import tallies_of
from ntmrules.errors import UsageError
from ntmrules.figures.bind import subjects
from ntmrules.model.figures import Status, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.verdicts import Basis, Reason, ReasonCode, Verdict

WORDS = {Verdict.MET: "met", Verdict.NOT_MET: "chưa đạt", Verdict.NOT_APPLICABLE: "không áp dụng"}
Row = tuple[str, str, Decimal | None, str | None]
Database = Callable[[str, Sequence[Row]], list[dict[str, Any]]]


class CannotSay(Exception):  # noqa: N818
    """The table or the statement cannot say the case; the word is the reason."""


def rows_of(book: Rulebook, unit: UnitFigures) -> list[Row]:
    """Return the figures of a unit as rows of a table; ``CannotSay`` for what a table of one day does not hold."""
    if unit.children:
        raise CannotSay("units inside")
    known, called = subjects(book), {cell.key: cell.subject for cell in cells_of(book, columns_of(book))}
    found: list[Row] = []
    if unit.area is not None:
        found.append((unit.unit, "area", None, book.area_named(unit.area)[0]))
    for entry in unit.entries:
        if entry.period is not None or entry.as_of is not None or entry.status is not Status.FINAL:
            raise CannotSay("figures with days, years or a status")
        value, subject = entry.value, known[entry.subject]
        number = isinstance(value, Decimal)
        key = f"figure:{subject.number_of.id}" if number and subject.number_of is not None else (
            f"report:{subject.key}" if subject.label else f"figure:{subject.key}")  # fmt: skip
        name = called.get(key, entry.subject)
        if isinstance(value, Decimal):
            found.append((unit.unit, name, value, None))
        elif isinstance(value, Verdict):
            found.append((unit.unit, name, None, WORDS[value]))
    return found or [(unit.unit, "nothing", None, None)]


def compiled_for(book: Rulebook) -> Compiled:
    """Return the circuit of a rulebook; ``CannotSay`` where it is refused by name."""
    try:
        return book.memo("tests.circuit", lambda: compiled(book, columns_of(book)))  # type: ignore[no-any-return]
    except UsageError as error:
        raise CannotSay(str(error)) from None


def judge_all(database: Database, dialect: str, units: Mapping[str, tuple[Rulebook, UnitFigures]]) -> dict[str, Any]:
    """Return, by name, the answer for every unit in the shape of an attainment, or the `CannotSay` of one refused.

    Units of one rulebook are judged by one statement.
    """
    found: dict[str, Any] = {}
    together: dict[object, list[str]] = {}
    for name, (book, _) in units.items():
        place = None if book.province is None else book.province.id
        together.setdefault((book.id, book.on, book.floor, place, book.areas), []).append(name)
    for names in together.values():
        book = units[names[0]][0]
        rows: list[Row] = []
        for name in names:
            try:
                made, said = compiled_for(book), rows_of(book, units[name][1])
                statement = book.memo(f"tests.sql.{dialect}", partial(sql_of, made, dialect=dialect))
                rows += [(name, *row[1:]) for row in said]
            except (CannotSay, UsageError) as error:
                found[name] = error if isinstance(error, CannotSay) else CannotSay(str(error))
        if rows:
            for row in database(statement, rows):
                found[row["unit"]] = shaped(*units[row["unit"]], row)
    return found


def shaped(book: Rulebook, unit: UnitFigures, row: Mapping[str, Any]) -> Any:
    """Return the answer of a database in the shape of an attainment; remarks are those of the reference engine."""
    assert row["refused"] == 0, row
    trace = book.evaluate(unit)

    def node(label: str) -> SimpleNamespace:
        full = trace.node(label)
        number = "" if full.kind == "set" else full.about.number or label.removeprefix(f"{book.id}/")

        def said(kind: str) -> Any:
            return row[f"{kind}:{number}" if number else kind]

        basis = said("basis")
        return SimpleNamespace(
            verdict=Verdict(said("verdict")), basis=None if basis == "none" else Basis(basis), notes=full.notes,
            provisional=bool(said("provisional")),
            reasons=[Reason(ReasonCode(code), number) for code in said("reasons").split()],
        )  # fmt: skip

    return SimpleNamespace(
        verdict=Verdict(row["verdict"]), provisional=bool(row["provisional"]), tally=tallies_of(book, row), node=node
    )


def in_duckdb(statement: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Judge the rows in DuckDB, in this process."""
    import duckdb

    with duckdb.connect(":memory:") as database:
        database.execute("CREATE TABLE figures (unit TEXT, subject TEXT, value DECIMAL(38, 9), answer TEXT)")
        database.executemany("INSERT INTO figures VALUES (?, ?, ?, ?)", rows)
        found = database.execute(statement)
        names = [each[0] for each in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def in_sqlite(statement: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """Judge the rows in SQLite, which has no decimals: its numbers are doubles."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE figures (unit TEXT, subject TEXT, value NUMERIC, answer TEXT)")
        plain = [
            (unit, subject, None if value is None else str(value), answer) for unit, subject, value, answer in rows
        ]
        database.executemany("INSERT INTO figures VALUES (?, ?, ?, ?)", plain)
        found = database.execute(statement)
        names = [each[0] for each in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


class Postgres:
    """A server of one's own in a folder, stopped when it is left; ``available`` says whether Debian's package is there."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.bin = folder, programs()

    def __enter__(self) -> Postgres:
        assert self.bin is not None
        self.owner: list[str] = []
        if os.geteuid() == 0:  # the server refuses root
            shutil.chown(self.folder, "postgres", "postgres")
            self.folder.chmod(0o700)
            self.owner = ["runuser", "-u", "postgres", "--"]
        data = self.folder / "data"
        self._run(str(self.bin / "initdb"), "-D", str(data), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-sync")
        options = f"-c listen_addresses='' -c unix_socket_directories='{self.folder}' -c fsync=off"
        self._run(
            str(self.bin / "pg_ctl"), "-D", str(data), "-w", "-l", str(self.folder / "log"), "-o", options, "start"
        )
        return self

    def __exit__(self, *_: object) -> None:
        self._run(str(self.bin / "pg_ctl"), "-D", str(self.folder / "data"), "-m", "immediate", "stop")  # type: ignore[operator]

    def _run(self, *words: str, said: str | None = None) -> str:
        ran = subprocess.run([*self.owner, *words], input=said, capture_output=True, text=True, cwd="/", check=False)
        assert ran.returncode == 0, ran.stderr[-2000:]
        return ran.stdout

    def __call__(self, statement: str, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """Judge the rows; all goes through one call of psql and comes back as CSV."""

        def cell(value: object) -> str:
            return "" if value is None else f'"{value}"'

        told = "\n".join(",".join(map(cell, row)) for row in rows)
        script = (
            "SET client_min_messages = error;\nDROP TABLE IF EXISTS figures;\n"
            "CREATE TABLE figures (unit TEXT, subject TEXT, value NUMERIC, answer TEXT);\n"
            f"COPY figures FROM STDIN (FORMAT csv);\n{told}\n\\.\n{statement}"
        )
        words = ["-h", str(self.folder), "-U", "postgres", "-q", "--csv", "-v", "ON_ERROR_STOP=1", "-f", "-"]
        text = self._run(str(self.bin / "psql"), *words, said=script)  # type: ignore[operator]
        return [
            {
                name: int(value) if value.lstrip("-").isdigit() and name != "unit" else value
                for name, value in row.items()
            }
            for row in csv.DictReader(io.StringIO(text))
        ]


def programs() -> Path | None:
    """Return where PostgreSQL's programs are, or nothing."""
    return next((path.parent for path in sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), reverse=True)), None)
