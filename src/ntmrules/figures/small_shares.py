"""Numbers below one for a share: taken for per cent, and said, for 0.13 may have been meant as 13 %."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ntmrules.figures.bind import subjects
from ntmrules.messages.speech import few
from ntmrules.model.figures import Entry, Remark, UnitFigures
from ntmrules.model.rulebook import Rulebook

MOST = 4


def small_shares(units: Iterable[UnitFigures], book: Rulebook, sheet: str) -> Iterator[Remark]:
    """Yield a remark with the numbers between 0 and 1 that count as per cent though nothing beside them says so.

    Where a share is usually larger, such a number is refused (``plausible`` of its measure); these are the other ones, as the
    poor households of a commune that has few.
    """
    known = subjects(book)
    found: dict[str, list[Entry]] = {}
    for unit in units:
        for entry in unit.entries:
            subject = known.get(entry.subject)
            measure = None if subject is None else subject.measure or subject.number_of
            value = entry.value
            if not isinstance(value, Decimal) or not 0 < value < 1 or entry.unit is not None or entry.confirmed:
                continue
            if measure is not None and (measure.unit or "").startswith("%"):
                found.setdefault(entry.subject, []).append(entry)
    if found:
        every = [f"{entry.subject} = {entry.value}" for entries in found.values() for entry in entries]
        yield Remark("small_shares", {"sheet": sheet, "count": len(every), "figures": few(every, MOST)})
