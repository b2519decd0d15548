"""Numbers below one for a share: taken for per cent, and said, for 0.13 may have been meant as 13 %, and 1 beside it as 100 %."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from decimal import Decimal

from ntmrules.errors import Problem, problem
from ntmrules.figures.bind import subjects
from ntmrules.figures.subjects import Subject
from ntmrules.messages.speech import few
from ntmrules.model.figures import Entry, Remark, UnitFigures
from ntmrules.model.measures import Measure
from ntmrules.model.rulebook import Rulebook

MOST = 4
MOST_KEPT = 200  # of a subject: so many are told one by one


def measure_of_share(subject: Subject | None) -> Measure | None:
    """Return the measure of a subject where it is one of per cent; nothing elsewhere."""
    measure = None if subject is None else subject.measure or subject.number_of
    return measure if measure is not None and (measure.unit or "").startswith("%") else None


class SmallShares:
    """Gathers the numbers between 0 and 1 that count as per cent though nothing beside them says so, and those that are 1.

    Where a share is usually larger, a number below 1 is refused (``plausible`` of its measure), and so is a 1 in the same column;
    the others are said, as the poor households of a commune that has few.
    """

    def __init__(self, book: Rulebook) -> None:
        self._known = subjects(book)
        self._small: dict[str, list[Entry]] = {}
        self._ones: dict[str, list[Entry]] = {}
        self._more: Counter[str] = Counter()

    @classmethod
    def of(cls, units: Iterable[UnitFigures], book: Rulebook) -> SmallShares:
        """Return those that units have."""
        found = cls(book)
        for unit in units:
            found.take(unit.entries)
        return found

    def take(self, entries: Iterable[Entry]) -> None:
        """Look at figures."""
        for entry in entries:
            value = entry.value
            if not isinstance(value, Decimal) or not 0 < value <= 1 or entry.unit is not None or entry.confirmed:
                continue
            if measure_of_share(self._known.get(entry.subject)) is not None:
                found = (self._small if value < 1 else self._ones).setdefault(entry.subject, [])
                if len(found) < MOST_KEPT:
                    found.append(entry)
                else:
                    self._more[entry.subject] += 1

    def count(self, subject: str, more: int) -> None:
        """Count further numbers of a subject that nobody looks at one by one."""
        self._more[subject] += more

    def _usual(self, subject: str) -> bool:
        """Tell whether the numbers of a subject are usually above 1."""
        measure = measure_of_share(self._known.get(subject))
        usual = None if measure is None else measure.plausible
        return usual is not None and usual.min is not None and usual.min >= 1

    def problems(self) -> Iterator[Problem]:
        """Yield NTM506 for each 1 beside fractions that are refused: it was meant as they were."""
        for subject in self._small:
            for entry in self._ones.get(subject, ()) if self._usual(subject) else ():
                fraction = self._small[subject][0]
                yield problem("NTM506.one", entry.at, subject=subject, fraction=fraction.value, place=fraction.at)

    def remarks(self, sheet: str) -> Iterator[Remark]:
        """Yield the remark on what is taken for per cent."""
        told = [subject for subject in {**self._small, **self._ones} if subject in self._small or self._usual(subject)]
        every = [f"{entry.subject} = {entry.value}" for subject in told
                 for entry in (*self._small.get(subject, ()), *self._ones.get(subject, ()))]  # fmt: skip
        more = sum(number for subject, number in self._more.items() if subject in told)
        if every:
            yield Remark("small_shares", {"sheet": sheet, "count": len(every) + more, "figures": few(every, MOST)})
