"""Files that a statement for DuckDB reads by their name: where one is at hand, its columns are looked at before.

DuckDB itself would end the statement at the first column that is no number, in words about its own types.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ntmrules.circuit.keys import Kind
from ntmrules.circuit.table import Cell
from ntmrules.errors import UsageError, problem
from ntmrules.patterns import later

if TYPE_CHECKING:
    import polars as pl

_NUMBER = later(r"\s*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?\s*")
_SEPARATORS = ",;\t|"


def look_at(table: str, keys: Collection[str], cells: Sequence[Cell], *, wide: bool) -> None:
    """Look at the file ``table``, if it is one and here. Raises ``UsageError`` NTM045 for a column that it does not have, or
    that is none of numbers or of words where they are asked for.
    """
    path = Path(table)
    try:
        if path.suffix not in (".parquet", ".csv") or not path.is_file():
            return
        import polars as pl
    except (ImportError, OSError, ValueError):  # no polars, or no name that a file can have: the database will say it
        return
    asked = {cell.subject: cell.kind for cell in cells} if wide else {
        "subject": Kind.ANSWER, "value": Kind.NUMBER, "answer": Kind.ANSWER}  # fmt: skip
    try:
        _look_at(path, table, keys, asked)
    except (OSError, pl.exceptions.PolarsError, UnicodeDecodeError) as error:
        raise UsageError(problem("NTM045.file", table, why=str(error).partition("\n")[0])) from None


def _look_at(path: Path, table: str, keys: Collection[str], asked: Mapping[str, Kind]) -> None:
    import polars as pl

    cells = path.suffix == ".csv"
    frame = pl.scan_csv(path, infer_schema=False, separator=_separator(path)) if cells else pl.scan_parquet(path)
    types = frame.collect_schema()
    for name in (*keys, *asked):
        if name not in types:
            known = ",".join(each for each in asked if each in types) or "–"
            raise UsageError(problem("NTM045.file-column", table, name=name, known=known, near=(name, list(types))))
    for name, kind in asked.items():
        number = kind is not Kind.ANSWER and kind is not Kind.TEXT
        if cells and number:
            _look_at_cells(table, frame, name)
        elif not cells and not _fits(types[name], number=number):
            raise UsageError(problem("NTM045.file-type", table, name=name, type=str(types[name]),
                                     wanted="NUMERIC" if number else "VARCHAR"))  # fmt: skip


def _fits(dtype: pl.DataType, *, number: bool) -> bool:
    import polars as pl

    words = (pl.String, pl.Categorical, pl.Enum)
    return isinstance(dtype, pl.Null) or (dtype.is_numeric() if number else isinstance(dtype, words))


def _look_at_cells(table: str, frame: pl.LazyFrame, name: str) -> None:
    """Refuse the first cell of a column that DuckDB takes for a text: with it, the whole column is one of texts."""
    import polars as pl

    cells = frame.select(pl.col(name)).collect().to_series()
    for row, text in enumerate(cells, 2):
        if text and not _NUMBER.fullmatch(text):
            raise UsageError(problem("NTM045.file-cell", f"{table}:{row}:{name}", text=text))


def _separator(path: Path) -> str:
    with path.open(encoding="utf-8-sig") as lines:
        head = lines.readline()
    return max(_SEPARATORS, key=head.count)
