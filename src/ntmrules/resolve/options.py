"""The words with which a rulebook is asked for: a day, an evidence floor, what to do outside every text."""

from __future__ import annotations

from datetime import date, datetime

from ntmrules.errors import DateError, UsageError, problem, wrong_type
from ntmrules.model.days import day_in_vietnam, day_of
from ntmrules.model.evidence import Floor

FLOORS = tuple(floor.label for floor in reversed(Floor))


def as_date(day: str | date) -> date:
    """Return the day that ``2023-10-31``, ``31/10/2023``, a date or a moment names; raises what :func:`iso_day` raises."""
    return date.fromisoformat(iso_day(day))


def iso_day(day: str | date) -> str:
    """Return a date as ISO text; takes ``2023-10-31``, ``31/10/2023``, dates and moments.

    A moment with a zone is its day in Việt Nam: 17:30 UTC on 31/12 is 01/01. ``DateError`` NTM302 for anything else.
    """
    if isinstance(day, datetime):
        return day_in_vietnam(day).isoformat()
    if isinstance(day, date):
        return day.isoformat()
    found = day_of(str(day))
    if found is None:
        raise DateError(problem("NTM302.no-date", day=str(day)[:40]))
    return found.isoformat()


def parse_floor(floor: str | Floor) -> Floor:
    """Return the evidence floor that a word names; ``UsageError`` NTM004 for an unknown one, NTM009 for no text."""
    if not isinstance(floor, str | Floor):
        raise UsageError(wrong_type("evidence_floor", floor, needed="str", example='"recall"'))
    try:
        return Floor.parse(floor)
    except KeyError:
        raise UsageError(problem("NTM004", floor=floor, known=" | ".join(FLOORS), near=(str(floor), FLOORS))) from None


def parse_gap(word: str | None) -> str | None:
    """Return ``last`` where the last text is asked for outside every text, else nothing; ``UsageError`` NTM005."""
    if word in (None, "error"):
        return None
    if word == "last":
        return word
    raise UsageError(problem("NTM005", word=word))
