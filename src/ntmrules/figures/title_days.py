"""Days and months that titles name as those of the figures: «Số liệu đến 30/6/2023», «kỳ báo cáo: tháng 5/2023»."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from ntmrules.figures.mentions import without_documents
from ntmrules.patterns import later

_DAY = later(r"(?<![\d/.\-])(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*((?:19|20)\d\d)(?!\d)")
_DAY_IN_WORDS = later(r"\bngày\s+(\d{1,2})\s+tháng\s+(\d{1,2})\s+năm\s+((?:19|20)\d\d)\b", re.IGNORECASE)
_MONTH = later(r"\b(?:tháng|thang)\s+()(\d{1,2})\s*(?:[/.\-]|\s(?:năm|nam)\s)\s*((?:19|20)\d\d)(?!\d)", re.IGNORECASE)
_UNTIL = later(
    r"\b(?:đến|den|hết|het)\s+(?:ngày\s+|ngay\s+)?(\d{1,2})\s*[/\-]\s*(\d{1,2})()(?!\s*[/.\-]?\d)", re.IGNORECASE
)


def time_within(titles: Iterable[str], on: date, *, whole_year: bool = True) -> str | None:
    """Return what the first title says that names a day or month in the year of ``on`` which is neither its last nor that of
    ``on``: figures of then are not those of the year. Nothing where none does. ``whole_year``: its last month is no other time.
    """
    for title in titles:
        text = without_documents(title)
        for pattern in (_DAY, _DAY_IN_WORDS, _MONTH, _UNTIL):
            for said in pattern.finditer(text):
                month, year = int(said[2]), int(said[3] or on.year)
                if year == on.year and 1 <= month <= 12 and month != on.month and not (whole_year and month == 12):
                    return said[0]
    return None


def day_in(titles: Iterable[str]) -> date | None:
    """Return the one day that titles name, numbers and days of documents left out; nothing where they name none or several."""
    found = set()
    for title in titles:
        text = without_documents(title)
        for pattern in (_DAY, _DAY_IN_WORDS):
            for said in pattern.finditer(text):
                try:
                    found.add(date(int(said[3]), int(said[2]), int(said[1])))
                except ValueError:  # 31 February
                    return None
    return found.pop() if len(found) == 1 else None
