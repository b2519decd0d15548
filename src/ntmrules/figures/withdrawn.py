"""Withdrawals: an entry of status *withdrawn* takes back the value that it repeats; one that repeats none is a slip."""

from __future__ import annotations

from collections.abc import Iterator

from ntmrules.errors import Problem, problem
from ntmrules.figures.doubt import shown
from ntmrules.model.days import day_of
from ntmrules.model.figures import Entry, Status, UnitFigures

_EVER = "0001-01-01"


def known_on(entry: Entry) -> str:
    """Return the day (ISO) on which an entry was known; of one with only a year the last day of that year."""
    if entry.as_of is not None:
        day = day_of(str(entry.as_of))
        return str(entry.as_of) if day is None else day.isoformat()
    return f"{entry.period}-12-31" if entry.period is not None else _EVER


def vain(unit: UnitFigures) -> Iterator[Problem]:
    """Yield each withdrawal that takes back no value of its unit, where the unit has values about the same thing.

    A withdrawal without a day takes back a value of any day.
    """
    groups: dict[tuple[str, type, int | None], list[Entry]] = {}
    for entry in unit.entries if any(each.status is Status.WITHDRAWN for each in unit.entries) else ():
        groups.setdefault((entry.subject, type(entry.value), entry.period), []).append(entry)
    for group in groups.values():
        values = [entry for entry in group if entry.status is not Status.WITHDRAWN]
        for entry in group if values else ():
            last = known_on(entry)
            if entry.status is Status.WITHDRAWN and not any(
                each.value == entry.value and (last == _EVER or known_on(each) <= last) for each in values
            ):
                yield problem("NTM509.withdraws-another", entry.at, subject=entry.subject, value=shown(entry.value),
                              others=", ".join(dict.fromkeys(shown(each.value) for each in values)))  # fmt: skip
