"""SQL as an engine of the kit: one unit is a few rows of a table in a database, judged by the statement that is printed."""

from __future__ import annotations

import csv
import io
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from decimal import Decimal
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace
from typing import Any

import attrs
import pytest

from ntmrules.circuit.children import one_set_in_all
from ntmrules.circuit.compiled import Compiled, columns_of, compiled
from ntmrules.circuit.sql import sql_of
from ntmrules.circuit.table import cells_of
from ntmrules.engine.columnar.summary import tallies_of
from ntmrules.errors import UsageError
from ntmrules.figures.bind import subjects
from ntmrules.model.asked import child_sets
from ntmrules.model.figures import Status, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.verdicts import Basis, Reason, ReasonCode, Verdict

WORDS = {Verdict.MET: "met", Verdict.NOT_MET: "chưa đạt", Verdict.NOT_APPLICABLE: "không áp dụng"}
Row = tuple[str, str, Decimal | None, str | None]
Inside = Mapping[str, Sequence[tuple[Any, ...]]]
Database = Callable[[str, Sequence[Row], Inside], list[dict[str, Any]]]
NOTHING = ("nothing", None, None)


class CannotSay(Exception):  # noqa: N818
    """The table or the statement cannot say the case; the word is the reason."""


def rows_of(book: Rulebook, unit: UnitFigures) -> list[Row]:
    """Return the figures of a unit as rows of a table; ``CannotSay`` for what a table of one day does not hold."""
    known, called = subjects(book), {cell.key: cell.subject for cell in cells_of(book, columns_of(book))}
    found = []
    if unit.area is not None:
        found.append((unit.unit, "area", None, book.area_named(unit.area)[0]))
    found += [(unit.unit, *row) for row in _said(known, called, unit)]
    return found or [(unit.unit, *NOTHING)]


def _said(known: Mapping[str, Any], called: Mapping[str, str], unit: UnitFigures) -> Iterator[tuple[Any, ...]]:
    for entry in unit.entries:
        if entry.period is not None or entry.as_of is not None or entry.status is not Status.FINAL:
            raise CannotSay("figures with days, years or a status")
        value, subject = entry.value, known[entry.subject]
        number = isinstance(value, Decimal)
        key = f"figure:{subject.number_of.id}" if number and subject.number_of is not None else (
            f"report:{subject.key}" if subject.label else f"figure:{subject.key}")  # fmt: skip
        name = called.get(key, subject.key if subject.label else entry.subject)
        if isinstance(value, Decimal):
            yield name, value, None
        elif isinstance(value, Verdict):
            yield name, None, WORDS[value]


def rows_inside(book: Rulebook, unit: UnitFigures) -> dict[str, list[tuple[Any, ...]]]:
    """Return, by level, the figures of the units inside, with the unit in which each lies."""
    found: dict[str, list[tuple[Any, ...]]] = {level: [] for level in child_sets(book)}
    for child in unit.children:
        if child.children or child.area is not None:
            raise CannotSay("units inside units inside")
        for level, sets in child_sets(book).items():
            if child.level not in (None, level):
                continue
            known = {name: subject for other in (book, *sets) for name, subject in subjects(other).items()}
            called: dict[str, str] = {}
            for other in sets:
                called |= {cell.key: cell.subject for cell in
                           cells_of(other, columns_of(other), qualified=not one_set_in_all(book, level))}  # fmt: skip
            said = list(_said(known, called, child)) or [NOTHING]
            found[level] += [(child.unit, unit.unit, *row) for row in said]
    return found


def compiled_for(book: Rulebook) -> Compiled:
    """Return the circuit of a rulebook; ``CannotSay`` where it is refused by name."""
    try:
        return book.memo("tests.circuit", lambda: compiled(book, columns_of(book, children=child_sets(book))))  # type: ignore[no-any-return]
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
        inside: dict[str, list[tuple[Any, ...]]] = {f"inside_{level}": [] for level in child_sets(book)}
        tables = {level: f"inside_{level}" for level in child_sets(book)}
        for name in names:
            unit = attrs.evolve(units[name][1], unit=name)
            try:
                made, said, lower = compiled_for(book), rows_of(book, unit), rows_inside(book, unit)
                statement = book.memo(f"tests.sql.{dialect}", partial(sql_of, made, dialect=dialect, children=tables))
            except (CannotSay, UsageError) as error:
                found[name] = error if isinstance(error, CannotSay) else CannotSay(str(error))
                continue
            rows += said
            for level, lines in lower.items():
                inside[tables[level]] += lines
        if rows:
            for row in database(statement, rows, inside):
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


def in_duckdb(statement: str, rows: Sequence[Row], inside: Inside) -> list[dict[str, Any]]:
    """Judge the rows in DuckDB, in this process."""
    import duckdb

    with duckdb.connect(":memory:") as database:
        database.execute("CREATE TABLE figures (unit TEXT, subject TEXT, value DECIMAL(38, 9), answer TEXT)")
        database.executemany("INSERT INTO figures VALUES (?, ?, ?, ?)", rows)
        for table, lines in inside.items():
            database.execute(
                f"CREATE TABLE {table} (unit TEXT, within TEXT, subject TEXT, value DECIMAL(38, 9), answer TEXT)"
            )
            if lines:
                database.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?)", lines)
        found = database.execute(statement)
        names = [each[0] for each in found.description or ()]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def in_sqlite(statement: str, rows: Sequence[Row], inside: Inside) -> list[dict[str, Any]]:
    """Judge the rows in SQLite, which has no decimals: its numbers are doubles."""
    with closing(sqlite3.connect(":memory:")) as database:
        database.execute("CREATE TABLE figures (unit TEXT, subject TEXT, value NUMERIC, answer TEXT)")

        def plain(lines: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
            return [[str(each) if isinstance(each, Decimal) else each for each in line] for line in lines]

        database.executemany("INSERT INTO figures VALUES (?, ?, ?, ?)", plain(rows))
        for table, lines in inside.items():
            database.execute(f"CREATE TABLE {table} (unit TEXT, within TEXT, subject TEXT, value NUMERIC, answer TEXT)")
            database.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?)", plain(lines))
        found = database.execute(statement)
        names = [each[0] for each in found.description]
        return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def said_of(number: str, answers: Mapping[str, Any]) -> Any:
    """Return what was answered to a case; it is skipped where the statement or its table cannot say it."""
    found = answers[number]
    if isinstance(found, CannotSay):
        pytest.skip(f"cannot say: {found}")
    return found


@contextmanager
def postgres() -> Iterator[Postgres]:
    """Lend a server of one's own; skips where its programs are missing. Its folder has a short name: sockets take no long one."""
    if programs() is None:
        pytest.skip("PostgreSQL's programs are not installed (Debian: postgresql)")
    with TemporaryDirectory(prefix="ntmrules-pg-", dir="/tmp") as folder, Postgres(Path(folder)) as server:
        yield server


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

    def __call__(self, statement: str, rows: Sequence[Row], inside: Inside) -> list[dict[str, Any]]:
        """Judge the rows; all goes through one call of psql and comes back as CSV."""

        def cell(value: object) -> str:
            return "" if value is None else f'"{value}"'

        script = "SET client_min_messages = error;\n"
        for table, columns, lines in (
            ("figures", "unit TEXT", rows), *((name, "unit TEXT, within TEXT", lines) for name, lines in inside.items())
        ):  # fmt: skip
            told = "\n".join([",".join(map(cell, row)) for row in lines] + ["\\."])
            script += (
                f"DROP TABLE IF EXISTS {table};\n"
                f"CREATE TABLE {table} ({columns}, subject TEXT, value NUMERIC, answer TEXT);\n"
                f"COPY {table} FROM STDIN (FORMAT csv);\n{told}\n"
            )
        return self.said(script + statement)

    def said(self, script: str) -> list[dict[str, Any]]:
        """Return the rows that the last statement of a script gives."""
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
