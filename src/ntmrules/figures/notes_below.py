"""Notes below a table that give the unit of measure of its figures."""

from __future__ import annotations

from ntmrules.figures.csv import Sheet
from ntmrules.figures.scale import is_unit_of_measure
from ntmrules.patterns import later

_MEASURED = later(r"\b(?:tính bằng|tính theo|(?:đơn vị tính|đvt|đơn vị)(?:[^:;,()]{1,40}(?=:))?)\s*:?\s*")
_ENDS = later(r"[:;,()]")
_LONGEST = 200  # letters: a longer note tells a story


def heard(sheet: Sheet, text: str) -> None:
    """Let a note below a table give the unit of measure of its figures, where no title does."""
    plain = text.strip(" .*").casefold()
    if len(plain) > _LONGEST:
        return
    for found in _MEASURED.finditer(plain):
        unit = _ENDS.split(plain[found.end() :], maxsplit=1)[0].strip(" .")
        if is_unit_of_measure(unit) and not sheet.titles_measure:
            sheet.titles_measure = unit
