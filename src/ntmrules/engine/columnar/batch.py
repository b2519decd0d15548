"""A rulebook as one function over record batches, to be sent to the workers of Spark, Ray, Dask or Daft."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import attrs
import polars as pl
import pyarrow as pa

from ntmrules.engine.columnar.judged import judge
from ntmrules.engine.columnar.plan import DEFAULT, empty, taken_outputs, texts
from ntmrules.figures.accepted import Acceptance
from ntmrules.figures.frames.rows import UnitTable
from ntmrules.frozen import define
from ntmrules.model.rulebook import Rulebook

TYPES: Mapping[type[pl.DataType], pa.DataType] = {
    pl.Int8: pa.int8(), pl.Int16: pa.int16(), pl.Boolean: pa.bool_(),
}  # fmt: skip


@define
class BatchFunction:
    """Judges the units of a record batch; called with a batch it returns the batch of verdicts, row for row.

    It can be pickled, and compiles nothing before it is called. ``schema`` is that of what it returns; columns of
    ``keep`` come back as they were. A table, which is what Ray hands in, comes back as a table.
    """

    rulebook: Rulebook
    outputs: tuple[str, ...] = DEFAULT
    keep: tuple[str, ...] = ()
    accept: bool = False

    def __call__(self, batch: pa.RecordBatch) -> pa.RecordBatch:
        if isinstance(batch, pa.Table):
            parts = batch.combine_chunks().to_batches()
            return pa.Table.from_batches([self(part) for part in parts], schema=self.schema(batch.schema))
        frame = pl.from_arrow(batch)
        assert isinstance(frame, pl.DataFrame)
        table = UnitTable(frame=frame, name="batch", keep=self.keep, accept=self.accept)
        found = judge(self.rulebook, table, self.outputs)
        columns = [batch.column(batch.schema.get_field_index(name)) for name in self.keep]
        wanted = self.schema(batch.schema)
        columns += [found.get_column(each.name).to_arrow().cast(each.type) for each in list(wanted)[len(self.keep) :]]
        return pa.RecordBatch.from_arrays(columns, schema=wanted)

    def schema(self, source: pa.Schema) -> pa.Schema:
        """Return the schema of what comes back for batches with the schema ``source``."""
        kept = [source.field(name) for name in self.keep]
        found = [pa.field(name, _arrow(dtype)) for name, dtype in empty(self.rulebook, self.outputs).items()]
        return pa.schema([*kept, *found])

    def __getstate__(self) -> dict[str, Any]:
        return {"rulebook": bare(self.rulebook), "outputs": self.outputs, "keep": self.keep, "accept": self.accept}

    def __setstate__(self, state: dict[str, Any]) -> None:
        for name, value in state.items():
            setattr(self, name, value)


def batch_function(
    rulebook: Rulebook, *, outputs: Sequence[str] = DEFAULT, keep: Sequence[str] = (),
    accept: bool | str | Sequence[str] = False,
) -> BatchFunction:  # fmt: skip
    """Return a picklable function ``RecordBatch -> RecordBatch`` that judges by ``rulebook``.

    The batches hold the columns that ``evaluate_table`` takes; verdict columns come back in the same order of rows,
    after the columns of ``keep`` (names of units, say). ``accept`` (or ``"NTM506"``) takes figures outside what is
    plausible; else a batch with one is a ``FiguresError`` (NTM506), as with ``evaluate_table``. ``UsageError`` NTM514 for
    another word in it, NTM042 for one in ``outputs``, NTM009 for another type.
    """
    taken = Acceptance.of(accept).takes("NTM506")
    return BatchFunction(rulebook=rulebook, outputs=taken_outputs(outputs), keep=texts(keep, "keep", example='("unit",)'),
                         accept=taken)  # fmt: skip


def bare(book: Rulebook) -> Rulebook:
    """Return the rulebook without anything compiled and without plugins that only watch: what a worker needs."""
    fields = {each.name: getattr(book, each.name) for each in attrs.fields(Rulebook) if each.init}
    return Rulebook(**{**fields, "nested": {key: bare(each) for key, each in book.nested.items()}})


def _arrow(dtype: pl.DataType) -> pa.DataType:
    if isinstance(dtype, pl.Decimal):
        return pa.decimal128(dtype.precision or 38, dtype.scale or 0)
    return TYPES[type(dtype)]


__all__ = ["BatchFunction", "bare", "batch_function"]
