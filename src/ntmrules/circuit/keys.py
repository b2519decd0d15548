"""What the columns that a circuit asks are called, and of what kind each is."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeAlias

from ntmrules.model.verdicts import ReasonCode, Verdict

FIGURE, REPORT, LATE, PERIOD, CHILDREN, LEFT = "figure:", "report:", "late:", "period:", "children:", "left:"
AREA, ROW_PERIOD, ROW_LATE, NAME, WITHIN = "area", "period", "late", "name", "within"

CODE = {Verdict.NOT_MET: 0, Verdict.MET: 1, Verdict.UNDETERMINED: 2, Verdict.NOT_APPLICABLE: 3}
VERDICT_OF = {code: verdict for verdict, code in CODE.items()}
BIT_OF = {code: 1 << index for index, code in enumerate(ReasonCode)}


def left_column(set_id: str, number: str, kind: str) -> str:
    """Return the column in which the reference engine says ``kind`` of an indicator that is not compiled."""
    return f"{LEFT}{set_id}:{number}:{kind}"


class Kind(StrEnum):
    """What stands in a column: a number, an answer (verdict code), yes or no, a whole number, a mask, or text."""

    NUMBER = "number"
    ANSWER = "answer"
    FLAG = "flag"
    WHOLE = "whole"
    MASK = "mask"
    TEXT = "text"


Columns: TypeAlias = Mapping[str, Kind]
"""The columns that there are, by name."""
