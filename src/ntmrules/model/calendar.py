"""Days off and days worked of the state's offices as data, and how days of a term are counted."""

from __future__ import annotations

from attrs import field

from ntmrules.frozen import frozen
from ntmrules.model.closed import Day
from ntmrules.model.days import as_day_if_any
from ntmrules.model.evidence import Evidence
from ntmrules.model.text import Text

HOLIDAY, IN_LIEU, SWAPPED_OFF, WORKED, UNSETTLED = "holiday", "in_lieu", "swapped_off", "worked", "unsettled"
DAY_KINDS = (HOLIDAY, IN_LIEU, SWAPPED_OFF, WORKED, UNSETTLED)
CALENDAR, NO_WEEKEND, WORKING, UNSTATED = "calendar", "no_weekend", "working", "unstated"
TERM_KINDS = (CALENDAR, NO_WEEKEND, WORKING, UNSTATED)
"""How a text counts days: all; all but Saturdays and Sundays; working days; it does not say (then all are counted, and said)."""


@frozen(kw_only=True)
class DayDocument:
    """A text that says which days are off."""

    id: str
    title: Text
    evidence: Evidence
    date: Day | None = field(default=None, converter=as_day_if_any)
    note: Text | None = None


@frozen(kw_only=True)
class KnownYear:
    """A year of which days are known; ``announced`` is false where no notice of exchanged days was seen."""

    year: int
    announced: bool
    note: Text | None = None


@frozen(kw_only=True)
class DayRow:
    """Days of one kind with what they are and the document that says so; ``instead_of``: the other day of an exchange."""

    kind: str
    days: tuple[Day, ...]
    name: Text
    document: str
    evidence: Evidence
    instead_of: Day | None = field(default=None, converter=as_day_if_any)


@frozen(kw_only=True)
class WorkingDays:
    """The file ``working-days.yaml``: documents, years and days."""

    documents: tuple[DayDocument, ...]
    years: tuple[KnownYear, ...]
    days: tuple[DayRow, ...]
