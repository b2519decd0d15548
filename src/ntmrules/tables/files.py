"""Tables of any length, judged part by part: memory holds one part, not the table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from ntmrules.engine.columnar.plan import DEFAULT
from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.face.rulebook import Rulebook
from ntmrules.figures import headings
from ntmrules.figures.cells import check_name
from ntmrules.figures.frames.names import name_keys
from ntmrules.figures.frames.parts import Parts, read_parts
from ntmrules.figures.frames.rows import UnitTable, bad
from ntmrules.figures.garbled import STRANGE
from ntmrules.figures.read import in_order
from ntmrules.figures.titles import Titled, remarks_on_titles, wrong_titles
from ntmrules.frozen import frozen
from ntmrules.model.figures import Remark
from ntmrules.tables.placed import Placed, asked_province
from ntmrules.tables.results import ResultFile, Show
from ntmrules.tables.table import BookFinder, judge_table

MOST = 200
BATCH = 50_000


@frozen(kw_only=True)
class FileSummary:
    """What became of a file: how many units, how many of each verdict on the set (by its code), and what was left out."""

    units: int
    verdicts: dict[int, int]
    left_out: tuple[Remark, ...] = ()


def evaluate_file(
    path: str | Path,
    books: Rulebook | BookFinder,
    *,
    out: str | Path,
    batch_rows: int = BATCH,
    outputs: Sequence[str] = DEFAULT,
    keep: Sequence[str] = (),
    progress: bool | None = None,
    show: Show | None = None,
    distinct: bool = False,
    accept: bool = False,
    force: bool = False,
) -> FileSummary:
    """Judge every unit of a table in parts of ``batch_rows`` and write the verdicts to ``out``, row for row.

    The table is a CSV, Parquet, xlsx, ods or JSON file with a row a unit; columns are as in ``evaluate_table``. The
    verdicts become Parquet or CSV, as the name of ``out`` ends; ``show`` may turn each part into other columns first.
    ``distinct`` wants the name of a unit in every row, and no unit of a province in two; ``accept`` takes figures outside
    what is plausible; ``force`` writes over a file that is no table of verdicts. A bar on stderr shows the
    progress when somebody watches (``progress`` forces it). Only a spreadsheet or JSON is held in memory whole.

    Raises ``FiguresError`` with the bad cells of the whole table (the first 200); then nothing is left at ``out``.
    """
    source = Path(path)
    with ResultFile(Path(out), source, show=show, force=force) as result:
        return _judge(source, books, result.add, batch_rows=batch_rows, outputs=outputs, keep=keep,
                      progress=progress, distinct=distinct, accept=accept)  # fmt: skip


def _judge(
    source: Path, books: Rulebook | BookFinder, add: Callable[[pl.DataFrame], None], *, batch_rows: int,
    outputs: Sequence[str], keep: Sequence[str], progress: bool | None, distinct: bool, accept: bool,
) -> FileSummary:  # fmt: skip
    """Judge the table in parts and hand the verdicts of each part to ``add``, until something is wrong."""
    names = Names(source.name) if distinct else None
    placed = Placed() if not isinstance(books, Rulebook) and asked_province(books) is None else None
    problems: list[Problem] = []
    counts: dict[int, int] = {}
    done = 0
    read = read_parts(source, batch_rows)
    said = _of_titles(read, books, source.name, problems)
    with _Bar(read.rows, shown=progress) as bar:
        for first, frame in read.parts:
            table = UnitTable(frame=frame, name=source.name, keep=tuple(keep), first=first, accept=accept,
                              doubts=read.doubts)  # fmt: skip
            wrong = names.note(table) if names is not None else []
            if placed is not None:
                placed.note(table)
            found: pl.DataFrame | None = None
            try:
                found = judge_table(books, table, outputs).frame
            except FiguresError as error:
                wrong += error.problems
            problems += in_order(wrong)
            if len(problems) > MOST:
                break
            if found is not None and not problems:
                add(found)
                for code, number in found.get_column("verdict").value_counts().iter_rows():
                    counts[code] = counts.get(code, 0) + number
            done += frame.height
            bar.to(done)
    problems += names.twice() if names is not None and not problems else []
    problems += placed.problems() if placed is not None and not problems else []
    if problems:
        raise FiguresError(problems[:MOST])
    if not done:
        raise FiguresError(problem("NTM508.no-rows", source.name))
    left_out = tuple(Remark(name, values) for name, values in read.notes)
    return FileSummary(units=done, verdicts=dict(sorted(counts.items())), left_out=(*said, *left_out))


def _of_titles(read: Parts, books: Rulebook | BookFinder, name: str, problems: list[Problem]) -> list[Remark]:
    """Return what is to be said of the titles of a file; those that speak of another place or time are added to ``problems``."""
    if not read.titles:
        return []
    roles = {headings.role(each) for each in read.columns}
    files = [Titled(name=name, titles=read.titles, placed="province" in roles, undated=not roles & {"period", "as_of"})]
    book = books if isinstance(books, Rulebook) else books(asked_province(books), None)
    problems += wrong_titles(files, book)
    return list(remarks_on_titles(files, book))


class Names:
    """The units named so far, sixteen bytes each: a unit that stands in two rows would be judged by half its figures."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._seen: list[pl.DataFrame] = []

    def note(self, table: UnitTable) -> list[Problem]:
        """Take in one part of the table and return the rows that name no unit; without a column for it ``FiguresError``."""
        about = table.columns()[0]
        if "unit" not in about:
            raise FiguresError(problem("NTM508.no-unit", self._name, header=", ".join(table.given.columns)[:120]))
        columns = [about[each] for each in ("unit", "province") if each in about]
        named = table.given.select(pl.col(columns).cast(pl.String))
        unit = named.to_series().str.strip_chars()
        rows = pl.int_range(table.first + 2, table.first + 2 + named.height, dtype=pl.Int64, eager=True)
        self._seen.append(pl.DataFrame({"hash": named.select(name_keys(pl.all())).hash_rows(), "row": rows}))
        doubtful = (unit.fill_null("") == "") | unit.str.contains(rf"^\d+$|{STRANGE}").fill_null(value=False)
        return [
            bad(table, row, about["unit"], wrong)
            for row in doubtful.arg_true().head(MOST)
            if (wrong := check_name(unit[row] or "")) is not None
        ]

    def twice(self) -> list[Problem]:
        """Return a problem for each row whose unit stands further up (the first of them), in the order of the rows."""
        if not self._seen:
            return []
        seen = pl.concat(self._seen)
        if seen["hash"].n_unique() == seen.height:
            return []
        first = pl.col("row").min().over("hash")
        again = seen.with_columns(first=first).filter(pl.col("row") != pl.col("first")).head(MOST)
        return [
            problem("NTM507.unit-again", f"{self._name}:{row}", row=other)
            for row, other in again.select("row", "first").iter_rows()
        ]  # fmt: skip


class _Bar:
    """A progress bar on stderr, or nothing."""

    def __init__(self, total: int | None, *, shown: bool | None) -> None:
        self._shown = sys.stderr.isatty() if shown is None else shown
        self._total = total

    def __enter__(self) -> _Bar:
        if self._shown:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._progress = Progress(TextColumn("đánh giá"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                                      console=Console(file=sys.stderr))  # fmt: skip
            self._progress.start()
            self._task = self._progress.add_task("", total=self._total)
        return self

    def to(self, done: int) -> None:
        """Show that ``done`` units are judged."""
        if self._shown:
            self._progress.update(self._task, completed=done)

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._progress.stop()
