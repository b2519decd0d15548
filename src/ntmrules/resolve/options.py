"""The words with which a rulebook is asked for: a day, an evidence floor, what to do outside every text."""

from __future__ import annotations

from datetime import date

from ntmrules.errors import DateError, UsageError, problem
from ntmrules.model.evidence import Floor

FLOORS = tuple(floor.label for floor in reversed(Floor))


def iso_day(day: str | date) -> str:
    """Return a date as ISO text; takes ``2023-10-31``, ``31/10/2023`` and dates. ``DateError`` NTM302 for anything else."""
    if isinstance(day, date):
        return day.isoformat()[:10]
    text = day.strip()
    try:
        if "/" in text:
            d, m, y = text.split("/")
            return date(int(y), int(m), int(d)).isoformat()
        if len(text) == 10:
            return date.fromisoformat(text).isoformat()
    except ValueError:
        pass
    raise DateError(problem("NTM302.no-date", day=day))


def parse_floor(floor: str | Floor) -> Floor:
    """Return the evidence floor that a word names; ``UsageError`` NTM004 for an unknown one."""
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
