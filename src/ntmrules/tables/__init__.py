"""A table of units in, the judged table out: frames, files of any length, and batches for other machines.

Needs the extra ``table``.
"""

from __future__ import annotations

from ntmrules.engine.columnar import BatchFunction, batch_function, judge_units
from ntmrules.tables.files import FileSummary, evaluate_file
from ntmrules.tables.readable import in_words
from ntmrules.tables.table import ProvinceBooks, TableResult, evaluate_table, reason_codes

__all__ = [
    "BatchFunction",
    "FileSummary",
    "ProvinceBooks",
    "TableResult",
    "batch_function",
    "evaluate_file",
    "evaluate_table",
    "in_words",
    "judge_units",
    "reason_codes",
]
