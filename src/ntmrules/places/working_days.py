"""Terms in days: which day a term of so many days ends on, which days do not count, and what is not known about the year."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from ntmrules.catalog.pack import catalog_root
from ntmrules.catalog.working_days import FILE, read_working_days
from ntmrules.errors import UsageError, problem
from ntmrules.frozen import frozen
from ntmrules.model.calendar import CALENDAR, NO_WEEKEND, UNSETTLED, UNSTATED, WORKED, WORKING, DayRow, WorkingDays
from ntmrules.model.days import as_day
from ntmrules.model.text import Text

SATURDAY = 5
MOST_DAYS = 3660
LAST_DAY = date(9998, 12, 31)


@frozen(kw_only=True)
class SkippedDay:
    """One day of a term that does not count, with the row of the file that says so."""

    day: str
    row: DayRow


@frozen(kw_only=True)
class Deadline:
    """The last day (ISO) of a term that began the day after ``from_``.

    ``skipped`` are the days of the file that did not count (or, of kind ``worked``, Saturdays and Sundays that did).
    ``unsettled``: some of them may yet be working days, so the term may end as early as ``earliest``. ``remarks`` say
    which years are not known.
    """

    day: str
    from_: str
    days: int
    counted: str
    skipped: tuple[SkippedDay, ...] = ()
    earliest: str | None = None
    remarks: tuple[Text, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether nothing about the days counted is open."""
        return not self.remarks and self.earliest is None


class Calendar:
    """Working days of the state's offices."""

    def __init__(self, data: WorkingDays) -> None:
        self.data = data
        self._rows = {day: row for row in data.days for day in row.days}
        self._years = {year.year: year for year in data.years}

    def row(self, day: str | date) -> DayRow | None:
        """Return what the file says about a day; nothing for a day like any other."""
        return self._rows.get(as_day(day))

    def is_working(self, day: str | date) -> bool:
        """Tell whether a day is a working day; one that is not settled is taken for a day off."""
        on = as_day(day)
        return self._counts(on, WORKING, settled=True)

    def known(self, year: int) -> bool:
        """Tell whether the notices of a year were seen."""
        found = self._years.get(year)
        return found is not None and found.announced

    def _counts(self, on: date, kind: str, *, settled: bool) -> bool:
        if kind in (CALENDAR, UNSTATED):
            return True
        if kind == NO_WEEKEND:
            return on.weekday() < SATURDAY
        row = self._rows.get(on)
        if row is None or (row.kind == UNSETTLED and not settled):
            return on.weekday() < SATURDAY
        return row.kind == WORKED

    def deadline(self, from_: str, days: int, kind: str = CALENDAR) -> Deadline:
        """Return the last day of a term of ``days`` days of ``kind`` (of ``TERM_KINDS``); counting starts the day after.

        Raises ``UsageError`` NTM053 for a number of days below one or beyond ten years.
        """
        if not 1 <= days <= MOST_DAYS:
            raise UsageError(problem("NTM053.days", days=days, most=MOST_DAYS))
        start = date.fromisoformat(from_)
        if start > LAST_DAY - timedelta(days=4 * days + 60):
            raise UsageError(problem("NTM053.far", day=from_))
        end, skipped = self._run(start, days, kind, settled=True)
        earliest, _ = self._run(start, days, kind, settled=False)
        remarks = tuple(self._remarks(start, end)) if kind == WORKING else ()
        return Deadline(day=end.isoformat(), from_=from_, days=days, counted=kind, skipped=tuple(skipped),
                        earliest=earliest.isoformat() if earliest != end else None, remarks=remarks)  # fmt: skip

    def _run(self, start: date, days: int, kind: str, *, settled: bool) -> tuple[date, list[SkippedDay]]:
        on, left, skipped = start, days, []
        while left:
            on += timedelta(days=1)
            counts = self._counts(on, kind, settled=settled)
            left -= counts
            row = self._rows.get(on)
            if kind == WORKING and row is not None and counts != (on.weekday() < SATURDAY):
                skipped.append(SkippedDay(day=on.isoformat(), row=row))
        return on, skipped

    def days_between(self, first: str, last: str, kind: str = WORKING) -> int:
        """Return how many days of ``kind`` lie after ``first`` up to and with ``last``; nought when it is not later."""
        on, end, count = date.fromisoformat(first), date.fromisoformat(last), 0
        while on < end:
            on += timedelta(days=1)
            count += self._counts(on, kind, settled=True)
        return count

    def _remarks(self, start: date, end: date) -> Iterator[Text]:
        for year in range((start + timedelta(days=1)).year, end.year + 1):
            found = self._years.get(year)
            if found is None:
                yield Text(f"chưa biết ngày nghỉ của năm {year}: chỉ trừ thứ bảy, chủ nhật",
                           f"the days off of {year} are not known: only Saturdays and Sundays are left out")  # fmt: skip
            elif not found.announced:
                note = found.note or Text("", "")
                yield Text(f"năm {year}: {note.vi}", f"{year}: {note.en or note.vi}")


@lru_cache(maxsize=4)
def _read(root: Path, stamp: tuple[int, int]) -> Calendar:  # noqa: ARG001 - a changed file is read anew
    return Calendar(read_working_days(root))


def calendar_of(root: Path | None = None) -> Calendar:
    """Return the calendar of the catalogue at ``root``; the shipped one where none is named or it has none of its own."""
    chosen = root if root is not None and (root / FILE).is_file() else catalog_root()
    stat = (chosen / FILE).stat()
    return _read(chosen, (stat.st_mtime_ns, stat.st_size))
