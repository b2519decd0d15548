"""Tables of any length, judged part by part: memory holds one part, not the table."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl
import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet
from attrs import frozen

from ntmrules.engine.columnar.plan import DEFAULT
from ntmrules.engine.columnar.rows import UnitTable
from ntmrules.engine.columnar.table import BookFinder, judge_table
from ntmrules.errors import FiguresError, Problem, UsageError
from ntmrules.figures.csvfile import DELIMITERS, MAX_LINE
from ntmrules.rulebook import Rulebook

MOST = 200
BATCH = 50_000


@frozen(kw_only=True)
class FileSummary:
    """What became of a file: how many units, and how many of each verdict on the set (by its code)."""

    units: int
    verdicts: dict[int, int]


def evaluate_file(
    path: str | Path,
    books: Rulebook | BookFinder,
    *,
    out: str | Path,
    batch_rows: int = BATCH,
    outputs: Sequence[str] = DEFAULT,
    keep: Sequence[str] = (),
    progress: bool | None = None,
) -> FileSummary:
    """Judge every unit of a CSV or Parquet table in parts of ``batch_rows``; write the verdicts as Parquet to ``out``.

    Columns are as in ``evaluate_table``. A bar on stderr shows the progress when somebody watches (``progress`` forces
    it). Raises ``FiguresError`` with the bad cells of the whole table (the first 200); then nothing is left at ``out``.
    """
    source, target = Path(path), Path(out)
    if source.resolve() == target.resolve():
        raise UsageError(Problem("NTM043", str(target), "the result would overwrite the figures",
                                 expected="another path in out", remedy="name another file"))  # fmt: skip
    draft = target.with_name(f".{target.name}.part")
    try:
        summary = _write(source, books, draft, batch_rows, outputs, tuple(keep), progress=progress)
        draft.replace(target)
    finally:
        draft.unlink(missing_ok=True)
    return summary


def _write(
    source: Path, books: Rulebook | BookFinder, draft: Path, batch_rows: int, outputs: Sequence[str],
    keep: tuple[str, ...], *, progress: bool | None,
) -> FileSummary:  # fmt: skip
    problems: list[Problem] = []
    counts: dict[int, int] = {}
    done = 0
    writer: pyarrow.parquet.ParquetWriter | None = None
    total, above, batches = read_batches(source, batch_rows)
    try:
        with _Bar(total, shown=progress) as bar:
            for batch in batches:
                frame = pl.from_arrow(batch)
                assert isinstance(frame, pl.DataFrame)
                table = UnitTable(frame=frame, name=source.name, keep=keep, first=done + above)
                done += frame.height
                bar.to(done)
                try:
                    found = judge_table(books, table, outputs).frame
                except FiguresError as error:
                    problems += error.problems
                    if len(problems) > MOST:
                        break
                    continue
                if not problems:
                    writer = _add(writer, draft, found)
                    for code, number in found.get_column("verdict").value_counts().iter_rows():
                        counts[code] = counts.get(code, 0) + number
    finally:
        if writer is not None:
            writer.close()
    if problems:
        raise FiguresError(problems[:MOST])
    if writer is None:
        raise FiguresError(Problem("NTM508", source.name, "has a header and no row under it",
                                   expected="at least one row of figures", remedy="fill in the figures"))  # fmt: skip
    return FileSummary(units=done, verdicts=dict(sorted(counts.items())))


def _add(
    writer: pyarrow.parquet.ParquetWriter | None, draft: Path, found: pl.DataFrame
) -> pyarrow.parquet.ParquetWriter:
    part = found.to_arrow(compat_level=pl.CompatLevel.oldest())
    if writer is None:
        writer = pyarrow.parquet.ParquetWriter(draft, part.schema, compression="zstd")
    elif part.schema != writer.schema:  # rulebooks of several provinces may show different rules
        if set(part.schema.names) - set(writer.schema.names):
            what = "the parts of the table are judged by rulebooks with different rules"
            raise UsageError(
                Problem("NTM043", "", what, expected="one set of columns", remedy="judge the provinces one by one")
            )
        columns = [part.column(each.name).cast(each.type) if each.name in part.schema.names
                   else pa.nulls(part.num_rows, each.type) for each in writer.schema]  # fmt: skip
        part = pa.table(columns, schema=writer.schema)
    writer.write_table(part)
    return writer


def read_batches(path: Path, batch_rows: int) -> tuple[int | None, int, Iterator[pa.RecordBatch]]:
    """Return the number of rows (nothing: not known), the lines above the header, and the table in parts."""
    if not path.is_file():
        raise FiguresError(
            Problem(
                "NTM501",
                str(path),
                "cannot be read: no such file",
                expected="a CSV or Parquet file",
                remedy="check the path",
            )
        )
    if path.suffix.lower() != ".parquet":
        skip, delimiter, names = _head(path)
        return None, skip, _csv(path, batch_rows, skip, delimiter, names)
    try:
        file = pyarrow.parquet.ParquetFile(path)
    except (OSError, pa.ArrowInvalid) as error:
        what = str(error).splitlines()[0]
        raise FiguresError(
            Problem(
                "NTM504", path.name, f"cannot be read: {what}", expected="a Parquet file", remedy="save the table again"
            )
        ) from None
    return file.metadata.num_rows, 0, file.iter_batches(batch_size=batch_rows)


def _csv(path: Path, batch_rows: int, skip: int, delimiter: str, names: list[str]) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a CSV file as text in parts: the cells are read with the care that officials' writing needs."""
    block = max(1 << 20, min(64 << 20, batch_rows * 400))
    try:
        reader = pyarrow.csv.open_csv(
            path,
            read_options=pyarrow.csv.ReadOptions(skip_rows=skip, block_size=block),
            parse_options=pyarrow.csv.ParseOptions(delimiter=delimiter),
            convert_options=pyarrow.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""]
            ),
        )
        for part in reader:
            for start in range(0, part.num_rows, batch_rows):
                yield part.slice(start, batch_rows)
    except pa.ArrowInvalid as error:
        what = str(error).splitlines()[0]
        raise FiguresError(
            Problem(
                "NTM508",
                path.name,
                f"is no CSV: {what}",
                expected="one cell a column in every row",
                remedy='put values with a comma in quotes ("98,5")',
            )
        ) from None


def _head(path: Path) -> tuple[int, str, list[str]]:
    """Return how many lines stand above the header, what separates the cells, and the names of the columns."""
    skipped = 0
    with path.open("rb") as stream:
        for raw in stream:
            try:
                line = raw.decode("utf-8-sig")
            except UnicodeDecodeError:
                where, remedy = f"{path.name}:{skipped + 1}", "in Excel: Save as, CSV UTF-8 (Comma delimited)"
                problem = Problem("NTM504", where, "is not UTF-8", expected="text in UTF-8", remedy=remedy)
                raise FiguresError(problem) from None
            if line.strip() and not line.lstrip().startswith("#"):
                head = line[:MAX_LINE].rstrip("\r\n")
                delimiter = max(DELIMITERS, key=head.count)
                return skipped, delimiter, [name.strip().strip('"') for name in head.split(delimiter)]
            skipped += 1
    raise FiguresError(Problem("NTM508", path.name, "is empty", expected="a header line and rows of figures",
                               remedy="fill in the figures"))  # fmt: skip


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
