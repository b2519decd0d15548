"""Which of several entries about one thing counts on a day: the newest, whatever their order; those of one time have to agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ntmrules.errors import Problem, problem
from ntmrules.figures.doubt import shown
from ntmrules.messages import Phrase
from ntmrules.model.figures import FIRMNESS, Entry
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.sets import CriteriaSet


def is_after(entry: Entry, day: str) -> bool:
    """Tell whether an entry became known, or speaks of a year, only after a day (ISO)."""
    return (entry.as_of is not None and entry.as_of > day) or (entry.period is not None and entry.period > int(day[:4]))


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


def time_of(entry: Entry, year: int) -> tuple[int, str]:
    """Return the time by which entries about one thing are older and newer: the year they speak of (``year`` where they say
    none), within it the day on which they were known.
    """
    return entry.year or year, str(entry.as_of or "")


def of_newest_time(entries: Sequence[Entry], year: int) -> list[Entry]:
    """Return those of several entries about one thing that are of the newest time; mostly one, else they have to agree."""
    last = max(time_of(entry, year) for entry in entries)
    return [entry for entry in entries if time_of(entry, year) == last]


def least_firm(entries: Iterable[Entry]) -> Entry:
    """Return of entries that say the same the one that is least firm."""
    return min(entries, key=lambda entry: FIRMNESS.index(entry.status))


def newest(entries: Iterable[Entry], year: int, problems: list[Problem]) -> Entry:
    """Return the newest of entries about one thing, of one time the least firm; two values of one time go to ``problems``.

    An entry without a year is of ``year``. All are looked at before one is chosen, so that their order decides nothing.
    """
    by_time: dict[tuple[int, str], Entry] = {}
    for entry in entries:
        time = time_of(entry, year)
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
            last = max(dated, key=lambda entry: time_of(entry, 0))
            for entry in found:
                if entry.year is None and entry.value != last.value:
                    yield problem("NTM507.undated", entry.at, subject=entry.subject, value=shown(entry.value),
                                  other=shown(last.value), day=last.as_of or str(last.year), place=_place(last))  # fmt: skip


def _place(entry: Entry) -> str | Phrase:
    return entry.at or Phrase("remarks.another-entry")
