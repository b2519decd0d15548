"""A table of verdicts in a file, written part by part: Parquet, or CSV that a spreadsheet opens."""

from __future__ import annotations

import os
from collections.abc import Callable
from errno import EISDIR
from os import strerror
from pathlib import Path
from types import TracebackType
from typing import TypeAlias

import polars as pl
import pyarrow.parquet

from ntmrules.errors import UsageError, problem
from ntmrules.messages import Fault
from ntmrules.tables.headings import are_ours

Show: TypeAlias = Callable[[pl.DataFrame], pl.DataFrame]
SUFFIXES = (".parquet", ".csv")
_OBEYED = r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]"
_ACTS = r"^\s*[=+\-@＝＋－＠]"  # Excel takes those of full width for the others


class ResultFile:
    """Collects parts beside ``path`` and puts the file in its place when all went well; else nothing is left.

    ``show`` turns every part into what is to be read, the same columns each time. A table that stands there is replaced where
    it is one of ours, any other file only with ``force``. Raises ``UsageError`` NTM043 for a
    path that is no ``.parquet`` or ``.csv``, for that of the ``source`` itself, and where nothing can be written.
    """

    def __init__(self, path: Path, source: Path, *, show: Show | None = None, force: bool = False) -> None:
        if path.resolve() == source.resolve():
            raise UsageError(problem("NTM043.overwrites", str(path)))
        if path.suffix.lower() not in SUFFIXES:
            raise UsageError(problem("NTM043.suffix", str(path), name=path.name, known=", ".join(SUFFIXES)))
        if not force and path.is_file() and not _ours(path):
            raise UsageError(problem("NTM043.exists", str(path)))
        self._path, self._show = path, show
        self._draft = path.with_name(f".{path.name}.{os.getpid()}.part")
        self._schema: pl.Schema | None = None
        self._parquet: pyarrow.parquet.ParquetWriter | None = None

    def __enter__(self) -> ResultFile:
        try:  # at once, and not after an hour of judging
            if self._path.is_dir():
                raise IsADirectoryError(EISDIR, strerror(EISDIR))
            self._stream = self._draft.open("wb")
        except OSError as error:
            raise self._unwritable(error) from None
        return self

    def add(self, frame: pl.DataFrame) -> None:
        """Write one part of the table.

        Raises ``UsageError`` NTM043 where it cannot be written.
        """
        if self._show is not None:
            frame = self._show(frame)
        first = self._schema is None
        if self._schema is None:
            self._schema = frame.schema
        elif frame.schema != self._schema:
            frame = _fitted(frame, self._schema)
        try:
            if self._path.suffix.lower() == ".csv":
                # Excel takes a CSV without the mark for another encoding, and runs text that looks like a formula.
                harmless(frame).write_csv(self._stream, include_header=first, include_bom=first)
            else:
                part = frame.to_arrow(compat_level=pl.CompatLevel.oldest())
                if self._parquet is None:
                    self._parquet = pyarrow.parquet.ParquetWriter(self._stream, part.schema, compression="zstd")
                self._parquet.write_table(part)
        except OSError as error:
            raise self._unwritable(error) from None

    def __exit__(self, kind: type[BaseException] | None, _: BaseException | None, __: TracebackType | None) -> None:
        try:
            if self._parquet is not None:
                self._close(self._parquet, well=kind is None)
            self._stream.close()
            if kind is None and self._schema is not None:
                self._draft.replace(self._path)
        except OSError as error:
            raise self._unwritable(error) from None
        finally:
            self._draft.unlink(missing_ok=True)

    @staticmethod
    def _close(writer: pyarrow.parquet.ParquetWriter, *, well: bool) -> None:
        try:
            writer.close()
        except OSError:
            if well:
                raise
        finally:
            writer.is_unmet = False  # else it tries again when it is collected, and complains aloud

    def _unwritable(self, error: OSError) -> UsageError:
        return UsageError(problem("NTM043.unwritable", str(self._path), fault=Fault(error)))


def harmless(frame: pl.DataFrame) -> pl.DataFrame:
    """Return a table with an apostrophe before text that a spreadsheet would run, and no sign that a terminal obeys."""
    texts = pl.col(pl.String).str.replace_all(_OBEYED, "\ufffd")
    return frame.with_columns(pl.when(texts.str.contains(_ACTS)).then("'" + texts).otherwise(texts).name.keep())


def _ours(path: Path) -> bool:
    """Tell whether a file holds the verdicts of an earlier run, or nothing: only that is replaced unasked."""
    try:
        if not path.stat().st_size:
            return True
        if path.suffix.lower() == ".parquet":
            columns: list[str] = pyarrow.parquet.read_schema(path).names
        else:
            with path.open(encoding="utf-8-sig") as stream:
                columns = stream.readline(1 << 20).strip().split(",")
    except (OSError, ValueError, pyarrow.ArrowException):
        return False
    return are_ours(set(columns))


def _fitted(frame: pl.DataFrame, schema: pl.Schema) -> pl.DataFrame:
    """Return a part with the columns of the first: rulebooks of several provinces may show different rules."""
    if set(frame.columns) - set(schema):
        raise UsageError(problem("NTM043.rules-differ"))
    columns = [pl.col(name).cast(dtype) if name in frame.columns else pl.lit(None, dtype=dtype).alias(name)
               for name, dtype in schema.items()]  # fmt: skip
    return frame.select(columns)


__all__ = ["SUFFIXES", "ResultFile", "Show", "harmless"]
