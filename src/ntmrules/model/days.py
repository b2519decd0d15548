"""Days in Việt Nam: what day an instant is there, and what day it is there now."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

from ntmrules.patterns import later

DAY = timedelta(days=1)
VIETNAM = timezone(timedelta(hours=7), "ICT")
"""The one zone of the country since 13/06/1975."""

_INSTANT = later(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?\s*(Z|[+-]\d\d:?\d\d)?", re.ASCII)
_ZONED = later(r"(Z|[+-]\d\d:?\d\d)$", re.ASCII)
_DAY = later(r"(\d{4})-(\d\d)-(\d\d)|(\d{1,2})/(\d{1,2})/(\d{4}|[0-4]\d)", re.ASCII)


def last_of_month(year: int, month: int) -> int:
    """Return the last day of a month: 28 to 31."""
    return 31 if month == 12 else (date(year, month + 1, 1) - DAY).day


def today() -> date:
    """Return the day that it is now in Việt Nam, wherever the clock stands."""
    return datetime.now(tz=VIETNAM).date()


def day_in_vietnam(moment: datetime) -> date:
    """Return the day of a moment: with a zone the day in Việt Nam, without one its own."""
    return moment.astimezone(VIETNAM).date() if moment.tzinfo is not None else moment.date()


def as_day(day: str | date) -> date:
    """Return a day as a date: of ISO text, of a date itself, of a moment its day in Việt Nam; ``ValueError`` for other text."""
    if isinstance(day, str):
        return date.fromisoformat(day)
    return day_in_vietnam(day) if isinstance(day, datetime) else day


def as_day_if_any(day: str | date | None) -> date | None:
    """Return a day that need not be there as a date."""
    return None if day is None else as_day(day)


def day_of_instant(text: str) -> date | None:
    """Return the day of ``2025-12-31T17:30:00Z`` in Việt Nam; nothing for what is no instant."""
    body = text.strip()
    if not _INSTANT.fullmatch(body):
        return None
    try:
        return day_in_vietnam(datetime.fromisoformat(body.replace(" Z", "Z").replace(" +", "+")))
    except (ValueError, OverflowError):
        return None


def day_of(text: str) -> date | None:
    """Return the day that ``2023-10-31``, ``31/10/2023``, ``31/10/23`` or an instant with its zone names; else nothing."""
    body = text.strip()
    found = _DAY.fullmatch(body)
    if found is None:
        return day_of_instant(body) if _ZONED.search(body) else None
    year, month, day, d, m, y = found.groups()
    try:
        return date(int(year or (y if len(y) == 4 else f"20{y}")), int(month or m), int(day or d))
    except ValueError:
        return None
