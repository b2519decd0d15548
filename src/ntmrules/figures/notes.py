"""What the note of a row says of its figures: their year, their unit of measure, and that they are those of another unit."""

from __future__ import annotations

from functools import lru_cache

from ntmrules.figures.behind import unit_said, words_in
from ntmrules.figures.scale import is_unit_of_measure
from ntmrules.figures.whose_words import of_unit
from ntmrules.figures.years import of_words
from ntmrules.model.spelling import fold
from ntmrules.patterns import later

_YEAR = later(r"(?:(?:so lieu|sl|so|ket qua|cua|lay|la)\s+)*nam (?:19|20)\d\d\Z")
_WHOSE = later(r"(?:(?:so lieu|sl|so|ket qua)\s+)?(?:cua|cho|la cua)\s")
_SHORT = 8  # words: a longer note tells a story, and may speak of others


def of_note(common: dict[str, object], unit: str) -> dict[str, object]:
    """Return what a row says beside its figures, in the year that its note names: «số liệu năm 2021».

    Raises ``BadCellError``: NTM507 where the row is of another year, NTM610 where the note names another unit than ``unit``.
    """
    note = str(common.get("note", ""))
    plain = fold(note).strip(" .")
    if _YEAR.match(plain):
        return of_words(common, note)
    if _WHOSE.match(plain) and len(words_in(note)) <= _SHORT:
        of_unit(note, unit)
    return common


@lru_cache(maxsize=1024)
def unit_in_note(note: str) -> str:
    """Return the unit of measure that is all a note says («triệu đồng/hộ», «tính theo hộ»); else the empty text."""
    unit = unit_said(note)
    return unit if unit and is_unit_of_measure(unit) else ""
