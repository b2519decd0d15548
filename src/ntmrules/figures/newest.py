"""Which of several entries about one thing counts on a day: the newest, whatever their order; those of one time have to agree."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ntmrules.errors import Problem, problem
from ntmrules.figures.doubt import shown
from ntmrules.messages import Phrase
from ntmrules.model.figures import FIRMNESS, Entry
from ntmrules.model.rulebook import Rulebook


def is_late(entry: Entry, book: Rulebook) -> bool:
    """Tell whether an entry became known, or speaks of a year, only after the day of the rulebook."""
    return (entry.as_of is not None and entry.as_of > book.on.isoformat()) or (
        entry.period is not None and entry.period > book.on.year
    )


def newest(entries: Iterable[Entry], year: int, problems: list[Problem]) -> Entry:
    """Return the newest of entries about one thing, of one time the least firm; two values of one time go to ``problems``.

    An entry without a year is of ``year``. All are looked at before one is chosen, so that their order decides nothing.
    """
    by_time: dict[tuple[int, str], Entry] = {}
    for entry in entries:
        time = (entry.year or year, str(entry.as_of or ""))
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
            last = max(dated, key=lambda entry: (entry.year or 0, str(entry.as_of or "")))
            for entry in found:
                if entry.year is None and entry.value != last.value:
                    yield problem("NTM507.undated", entry.at, subject=entry.subject, value=shown(entry.value),
                                  other=shown(last.value), day=last.as_of or str(last.year), place=_place(last))  # fmt: skip


def _place(entry: Entry) -> str | Phrase:
    return entry.at or Phrase("remarks.another-entry")
