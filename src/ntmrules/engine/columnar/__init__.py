"""The engine for tables: a rulebook compiled once to questions about columns, for many units at once (extra ``table``).

Same verdicts, reasons, basis and tallies as the reference engine, which also judges whatever cannot be compiled.
"""

from __future__ import annotations

from ntmrules.errors import UsageError, problem

try:
    import polars as _polars  # noqa: F401
    import pyarrow as _pyarrow  # noqa: F401
except ImportError as error:
    raise UsageError(problem("NTM040")) from error

from ntmrules.engine.columnar.batch import BatchFunction, batch_function
from ntmrules.engine.columnar.units import judge_units

__all__ = ["BatchFunction", "batch_function", "judge_units"]
