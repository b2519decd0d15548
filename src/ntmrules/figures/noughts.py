"""Labels that a spreadsheet may have made shorter: 17.10 typed as a number is 17.1."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from ntmrules.figures.csv import Sheet
from ntmrules.patterns import later

_SHORT_LABEL = later(r"\d{1,2}\.\d{1,2}\Z")
_NOUGHT = later(r"(?:\A|/)\d{1,2}\.\d?0\Z")


def keeps_nought(label: str) -> bool:
    """Tell whether a label ends in a nought behind its point, as 17.10 does while nobody takes it for a number."""
    return _NOUGHT.search(label) is not None


@lru_cache(maxsize=4096)
def may_be_short(label: str) -> bool:
    """Tell whether a bare label may have had a nought at its end, that a spreadsheet drops: 17.1."""
    return _SHORT_LABEL.match(label) is not None


def keeps_noughts(sheet: Sheet, columns: dict[str, int], rows: Iterable[tuple[int, Sequence[str]]]) -> bool:
    """Tell whether some label ends in a nought behind its point: then none of them was taken for a number."""
    if "subject" not in columns:
        return any(keeps_nought(head) for head in sheet.header)
    place = columns["subject"]
    return any(keeps_nought(cells[place].strip()) for _, cells in rows if place < len(cells))


def may_be_resaved(sheet: Sheet, subject: str, common: Mapping[str, object]) -> bool:
    """Tell whether a label may have lost a nought at its end, in a text that a spreadsheet saved."""
    if not (sheet.resaved or "note" in common) or not may_be_short(subject):
        return False
    return sheet.resaved or str(common.get("note", "")).startswith(f"{subject}0 ")
