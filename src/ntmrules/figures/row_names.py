"""What a row of a form calls its indicator, beside its label or in place of one, and whether it is about a part of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ntmrules.figures.csv import Sheet, cell_at
from ntmrules.figures.heading_rows import BARE_LABEL
from ntmrules.patterns import later

_PART = later(r"\s*(?:[-–—+•●▪*]\s*[^\W\d]|[a-eđ]\)\s*[^\W\d]|trong đó\b|tr\.đó\b)", re.IGNORECASE)


def called(sheet: Sheet, cells: Sequence[str]) -> str:
    """Return what a row calls its indicator in a column beside that of its label; empty where it has none in words."""
    texts = (cell_at(cells, at) for at in sheet.names)
    return next((text for text in texts if any(map(str.isalpha, text))), "")


def number_of(sheet: Sheet, cells: Sequence[str], subject: str) -> str:
    """Return what numbers a row that says by a name what it is about; empty where nothing does."""
    at = sheet.numbered
    number = "" if at is None or not any(map(str.isalpha, subject)) else cell_at(cells, at).strip(" .")
    return number if BARE_LABEL.match(number) else ""


def part_named(sheet: Sheet, cells: Sequence[str], written: str) -> str:
    """Return what a row is called that is about a part of the row above («- Trong đó: nữ», «a) Nam»); empty for any other."""
    name = written or called(sheet, cells)
    return name if _PART.match(name) else ""
