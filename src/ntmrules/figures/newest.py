"""Which of several entries about one thing counts on a day: the newest, whatever their order; those of one time have to agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ntmrules.errors import Problem, problem
from ntmrules.figures.doubt import shown
from ntmrules.figures.withdrawn import known_on
from ntmrules.messages import Phrase
from ntmrules.model.figures import FIRMNESS, Entry
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.sets import CriteriaSet

_EVER = "9999-12-31"


def is_after(entry: Entry, day: str) -> bool:
    """Tell whether an entry became known, or speaks of a year, only after a day (ISO)."""
    return (entry.as_of is not None and entry.as_of > day) or (entry.period is not None and entry.period > int(day[:4]))


def ahead_of_its_day(entry: Entry) -> Problem:
    """Return what is wrong with a figure of a year that had not begun when it was known."""
    return problem(
        "NTM509.ahead", entry.at, subject=entry.subject, value=shown(entry.value), year=entry.period, day=entry.as_of
    )


def is_late(entry: Entry, book: Rulebook) -> bool:
    """Tell whether an entry became known, or speaks of a year, only after the day of the rulebook."""
    return is_after(entry, book.on.isoformat())


def is_of_before(entry: Entry, set_: CriteriaSet, *, reported: bool) -> bool:
    """Tell whether an entry speaks of a time before a set: of a year before its first, or as a report (``reported``) of a day on
    which it was not in force, and which was about another text.
    """
    return is_of_before_days(entry, set_.first_year, set_.stage.from_.isoformat() if reported else "")


def is_of_before_days(entry: Entry, first: int, began: str) -> bool:
    """Tell the same of a first year, and of the day (ISO) on which the set came into force; ``""`` for what is no report."""
    year = entry.year
    return (year is not None and year < first) or (entry.as_of is not None and entry.as_of < began)


def time_of(entry: Entry, day: str) -> tuple[int, str, str]:
    """Return the time by which entries about one thing are older and newer on a day (ISO): the year they speak of (that of the
    day where they say none), within it the day on which they were known, and the day that they name themselves.

    What is said of a whole year is of its last day, so that it follows each day before; of a year that is not over on ``day``
    nobody knows of when it is, and each day that is named comes after it.
    """
    known = "" if entry.year is None else known_on(entry)
    if entry.as_of is None and known > day:
        known = ""
    return entry.year or int(day[:4]), known, str(entry.as_of or "")


def of_newest_time(entries: Sequence[Entry], day: str) -> list[Entry]:
    """Return those of several entries about one thing that are of the newest time; mostly one, else they have to agree."""
    last = max(time_of(entry, day) for entry in entries)
    return [entry for entry in entries if time_of(entry, day) == last]


def least_firm(entries: Iterable[Entry]) -> Entry:
    """Return of entries that say the same the one that is least firm."""
    return min(entries, key=lambda entry: FIRMNESS.index(entry.status))


def newest(entries: Iterable[Entry], day: str, problems: list[Problem]) -> Entry:
    """Return the newest on a day (ISO) of entries about one thing, of one time the least firm; two values of one time go to
    ``problems``.

    An entry without a year is of that of the day. All are looked at before one is chosen, so that their order decides nothing.
    """
    by_time: dict[tuple[int, str, str], Entry] = {}
    for entry in entries:
        time = time_of(entry, day)
        other = by_time.setdefault(time, entry)
        if other.value != entry.value:
            problems.append(problem("NTM507.entries", entry.at, subject=entry.subject, value=shown(entry.value),
                                    other=shown(other.value), place=_place(other)))  # fmt: skip
        elif FIRMNESS.index(entry.status) < FIRMNESS.index(other.status):
            by_time[time] = entry
    return by_time[max(by_time)]


def undated(groups: Iterable[list[Entry]]) -> Iterator[Problem]:
    """Yield the entries without a year or day that say otherwise than the newest dated one about the same thing."""
    for found in groups:
        dated = [entry for entry in found if entry.year is not None]
        if dated and len(dated) < len(found):
            last = max(dated, key=lambda entry: time_of(entry, _EVER))
            for entry in found:
                if entry.year is None and entry.value != last.value:
                    yield problem("NTM507.undated", entry.at, subject=entry.subject, value=shown(entry.value),
                                  other=shown(last.value), day=last.as_of or str(last.year), place=_place(last))  # fmt: skip


def _place(entry: Entry) -> str | Phrase:
    return entry.at or Phrase("remarks.another-entry")
