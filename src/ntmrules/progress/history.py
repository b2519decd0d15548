"""A history: figures with the day on which they were known. What was known on a day is a figure table again."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TypeAlias

from attrs import field

from ntmrules.errors import FiguresError, Problem, problem, refuse_other_than_path
from ntmrules.figures.asked import Asked, Heeded
from ntmrules.figures.identity import Identities, Known, Said, details_of
from ntmrules.figures.larger_units import said_differently, within_larger
from ntmrules.figures.newest import least_firm
from ntmrules.figures.read import Readers, in_order, scan_figures
from ntmrules.figures.tally_headings import tally_of_a_day
from ntmrules.figures.title_days import day_in
from ntmrules.figures.titles import Titled, title_of_another_year, titled
from ntmrules.figures.withdrawn import known_on, vain
from ntmrules.frozen import evolve, frozen
from ntmrules.model.figures import Entry, FigureTable, Remark, Status, UnitFigures
from ntmrules.model.unit_names import name_key
from ntmrules.model.written_tally import CRITERIA, INDICATORS
from ntmrules.resolve.options import iso_day

Key: TypeAlias = tuple[str, str, str]
"""Province, unit within which it lies, name: as it is compared, so that one unit of two files is one unit."""


@frozen(kw_only=True)
class History:
    """All entries of all units with their days, in no order that matters.

    ``left_out``: what of the files was not used; ``titles``: what stands above the figures of each; ``province``: the one
    that was asked for, where rows name none.
    """

    units: tuple[UnitFigures, ...]
    name: str = ""
    left_out: tuple[Remark, ...] = ()
    titles: tuple[Titled, ...] = ()
    province: str | None = None
    _known: dict[str, FigureTable] = field(factory=dict, init=False, eq=False, repr=False)
    _still: dict[str, History] = field(factory=dict, init=False, eq=False, repr=False)

    @cached_property
    def days(self) -> tuple[str, ...]:
        """Every day (ISO) on which something became known, the first first."""
        return tuple(sorted({known_on(entry) for unit in self.units for entry in unit.entries}))

    @cached_property
    def _by_unit(self) -> dict[Key, list[Entry]]:
        found: dict[Key, list[Entry]] = {}
        for unit in self.units:
            found.setdefault(key_of(unit), []).extend(unit.entries)
        return found

    def days_of(self, unit: UnitFigures) -> tuple[str, ...]:
        """Every day (ISO) on which something became known about a unit; others of its name are others."""
        return tuple(sorted({known_on(entry) for entry in self._by_unit.get(key_of(unit), ())}))

    def taken_back(self, unit: UnitFigures, from_: str, to: str) -> dict[str, Entry]:
        """Return the withdrawals between two days (ISO) that did away with what stood on the first: by the place of that
        value. One that something newer took the place of did nothing to what stands on the last day.
        """
        own = [entry for entry in self._by_unit.get(key_of(unit), ()) if known_on(entry) <= to]
        found = {}
        for group in _groups(own).values():
            before = [entry for entry in group if known_on(entry) <= from_]
            stood, stands = (_standing(before) if before else None), _standing(group)
            for entry in sorted(group, key=known_on):
                if (
                    stood is not None and entry.status is Status.WITHDRAWN and entry.value == stood.value
                    and known_on(entry) > from_ and (stands is entry or known_on(stands) <= known_on(entry))
                ):  # fmt: skip
                    found[stood.at] = entry
        return found

    def still_said(self, day: str) -> History:
        """Return the history of what was not withdrawn by ``day`` (ISO): what was taken back was never so."""
        if day not in self._still:
            units = tuple(evolve(unit, entries=tuple(_not_taken_back(unit.entries, day))) for unit in self.units)
            self._still[day] = History(units=units, name=self.name, province=self.province)
        return self._still[day]

    def on(self, day: str | date) -> FigureTable:
        """Return what was known on ``day``, that day included.

        For each unit, subject and period it is the newest entry not later than the day that was not withdrawn by then;
        where nothing else is left, the withdrawn entry itself, so that a verdict can say that the figure was withdrawn.
        """
        asked = iso_day(day)
        if asked not in self._known:
            seen = [evolve(unit, entries=tuple(_seen(unit.entries, asked)), children=()) for unit in self.units]
            self._known[asked] = FigureTable(units=within_larger(nested(seen), province=self.province), name=self.name)
        return self._known[asked]


def _groups(entries: Iterable[Entry]) -> dict[tuple[str, type, int | None], list[Entry]]:
    groups: dict[tuple[str, type, int | None], list[Entry]] = {}
    for entry in entries:
        # A tally counts what was so on a day: that of a year is the one of its last day, no other figure beside it.
        period = None if entry.subject.rpartition("/")[2] in (CRITERIA, INDICATORS) else entry.period
        groups.setdefault((entry.subject, type(entry.value), period), []).append(entry)
    return groups


def _seen(entries: Iterable[Entry], day: str) -> Iterable[Entry]:
    for group in _groups(entry for entry in entries if known_on(entry) <= day).values():
        yield _standing(group)


def _not_taken_back(entries: Iterable[Entry], day: str) -> Iterable[Entry]:
    for group in _groups(entries).values():
        back = [entry for entry in group if entry.status is Status.WITHDRAWN and known_on(entry) <= day]
        for entry in group:
            gone = any(each.value == entry.value and known_on(entry) <= known_on(each) for each in back)
            if entry.status is not Status.WITHDRAWN and not gone:
                yield entry


def _standing(group: Sequence[Entry]) -> Entry:
    """Return the entry that stands: the newest that was not withdrawn; a withdrawal takes back the value that it repeats.

    A year stands for its last day, and what says that day itself is newer; of several of one day, which say the same, it is
    the least firm.
    """
    ordered = sorted(group, key=lambda entry: (known_on(entry), entry.status is Status.WITHDRAWN))
    standing: list[Entry] = []
    for entry in ordered:
        if entry.status is Status.WITHDRAWN:
            standing = [each for each in standing if each.value != entry.value]
        else:
            standing.append(entry)
    left = standing or ordered
    last = max(map(_known, left))
    return least_firm(entry for entry in left if _known(entry) == last)


def _known(entry: Entry) -> tuple[str, str]:
    return known_on(entry), str(entry.as_of or "")


def spelled(name: str | None) -> str:
    """Return a name as it is compared: composed letters, no capitals, single spaces; accents count."""
    return name_key(name or "")


def key_of(unit: UnitFigures) -> Key:
    """Return what makes figures of two files figures of one unit."""
    return spelled(unit.province), spelled(unit.within), spelled(unit.unit)


def nested(units: Iterable[UnitFigures]) -> tuple[UnitFigures, ...]:
    """Return units with those that lie within them as their children, as the reading of one file gives them."""
    every = list(units)
    inside: dict[tuple[str, str], list[UnitFigures]] = {}
    for unit in every:
        if unit.within:
            inside.setdefault((spelled(unit.province), spelled(unit.within)), []).append(unit)

    def whole(unit: UnitFigures, above: tuple[str, ...]) -> UnitFigures:
        name = spelled(unit.unit)
        if name in above:
            return unit
        # What names its district names its province too; the district made of that name may name none.
        places = (
            [spelled(unit.province)] if unit.province else sorted({place for place, within in inside if within == name})
        )
        own = [
            child for place in (*places, *([""] if unit.province else ())) for child in inside.get((place, name), ())
        ]
        return evolve(unit, children=tuple(whole(child, (*above, name)) for child in own))

    return tuple(whole(unit, ()) for unit in every)


def read_history(
    paths: str | Path | Iterable[str | Path],
    *,
    as_of: str | date | Sequence[str | date | None] | None = None,
    readers: Readers | None = None,
    asked: Asked | None = None,
) -> History:
    """Return the history in one or several files of figures, in every format that figures are read from.

    Each entry has its day in the column ``as_of``, in its year (then the last day of it), or in ``as_of``: one day for all
    files, or one a file. Several files are one history; a later entry corrects an earlier one, an entry of status
    *withdrawn* takes back the value that it repeats.
    Raises ``FiguresError`` with every bad cell of every file, every entry without a day, and every contradiction of two
    values of one day. ``asked`` is what somebody says of the files: sheets, columns, signs, figures to accept.
    """
    return history_of(paths, as_of=as_of, readers=readers, asked=asked)


def history_of(
    paths: str | Path | Iterable[str | Path],
    *,
    as_of: str | date | Sequence[str | date | None] | None = None,
    readers: Readers | None = None,
    asked: Asked | None = None,
    told: bool = True,
) -> History:
    """Return the history as ``read_history`` does. ``told``: ``as_of`` is the day of the files, which their headings must not
    contradict; else it is only the day of a report, of which is what has no day. Raises ``FiguresError`` as that does.
    """
    named = list(paths) if isinstance(paths, Iterable) and not isinstance(paths, str) else [paths]
    if not named:
        raise FiguresError(problem("NTM574.none"))
    for each in named:
        refuse_other_than_path("paths", each)
    files = [Path(each) for each in named]
    days = _days(files, as_of)
    own_day = not isinstance(as_of, (str, date))  # a day for one file alone; one for all fills only what has none
    problems: list[Problem] = []
    found: list[tuple[UnitFigures, str]] = []
    left_out: list[Remark] = []
    titles: list[Titled] = []
    heeded = Heeded()
    for file, day in zip(files, days, strict=True):
        table, bad = scan_figures(file, readers=readers, asked=asked, heeded=heeded)
        problems += in_order(bad)
        problems += _other_days(table.left_out, day if told else None)
        left_out += [*table.left_out, *(title_of_another_year(table, day) if day is not None else ())]
        titles.append(evolve(titled(table), as_of=None if day is None else date.fromisoformat(day)))
        undated: list[Entry] = []
        for unit in table.units:
            dated = evolve(
                unit, entries=tuple(_dated(unit.entries, day, problems, undated, strict=own_day)), children=()
            )
            found.append((dated, next((entry.at for entry in unit.entries if entry.at), table.name)))
        problems += _undated(undated, titles[-1].titles)
    problems += heeded.not_heeded(asked or Asked())
    units = _one_each(found, problems)
    problems += () if problems else said_differently(units, province=asked.province if asked is not None else None)
    problems += [each for unit in units for each in vain(unit)]
    if problems:
        raise FiguresError(list(dict.fromkeys(problems)))
    return History(units=tuple(sorted(units, key=key_of)), name=", ".join(file.name for file in files),
                   left_out=tuple(left_out), titles=tuple(titles),
                   province=asked.province if asked is not None else None)  # fmt: skip


def _one_each(found: Sequence[tuple[UnitFigures, str]], problems: list[Problem]) -> list[UnitFigures]:
    """Return each unit of several files once, as rows of one file are told apart: by level, province, place and name.

    A file that says less of a unit (no province, no district) speaks of the one unit that fits; where several do, and where
    half a name stands in one file and the whole in another, nobody chooses (NTM609).
    """
    identities = Identities((_said(unit), at) for unit, at in found)
    whole: dict[Known, UnitFigures] = {}
    for unit, at in found:
        known = identities.of(_said(unit))
        if known is None:
            others = "; ".join(f"{each.at} ({', '.join(details_of(each.said).values())})"
                               for each in identities.of_name(unit.unit))  # fmt: skip
            problems.append(problem("NTM609.which", at, unit=unit.unit, found=others))
        else:
            whole[known] = _joined(whole[known], unit, problems) if known in whole else unit
    if not problems:  # one file alone has asked for itself
        for one, other in identities.half_named():
            problems.append(problem("NTM609.half", one.at, unit=one.said.name, other=other.said.name, place=other.at))
    return [evolve(unit, province=known.said.province, within=known.said.within)
            for known, unit in whole.items()]  # fmt: skip


def _said(unit: UnitFigures) -> Said:
    return Said(name=unit.unit, level=unit.level, province=unit.province, within=unit.within)


def _days(files: Sequence[Path], as_of: str | date | Sequence[str | date | None] | None) -> list[str | None]:
    if as_of is None or (isinstance(as_of, Sequence) and not isinstance(as_of, str) and not as_of):
        return [None] * len(files)
    one_day = isinstance(as_of, (str, date)) or not isinstance(as_of, Iterable)  # what is no day is told by iso_day
    given: list[str | date | None] = [as_of] * len(files) if one_day else list(as_of)  # type: ignore[list-item, arg-type]
    if len(given) != len(files):
        raise FiguresError(problem("NTM574.files", files=len(files), days=len(given)))
    return [iso_day(day) if day is not None else None for day in given]


def _dated(
    entries: Iterable[Entry], day: str | None, problems: list[Problem], undated: list[Entry], *, strict: bool
) -> Iterable[Entry]:  # fmt: skip
    """Yield the entries with their day; those that have none go to ``undated``."""
    for entry in entries:
        if entry.as_of is None and day is not None:
            yield evolve(entry, as_of=type_of_day(day))
        elif entry.as_of is None and entry.period is None:
            undated.append(entry)
        elif strict and day is not None and entry.as_of is not None and iso_day(entry.as_of) != day:
            own = iso_day(entry.as_of)
            problems.append(problem("NTM574.differs", entry.at, own=own, day=day))
        else:
            yield entry


def _other_days(remarks: Iterable[Remark], day: str | None) -> Iterable[Problem]:
    """Yield that a day is given for a file whose headings of tallies name others, and none that one."""
    for remark in remarks if day is not None else ():
        days = remark.values["days"] if remark.name == "dated" else None
        if isinstance(days, tuple) and day not in days:
            sheet, columns = remark.values["sheet"], remark.values["columns"]
            yield problem("NTM574.headings", str(sheet), columns=columns, day=day)


def _undated(entries: Sequence[Entry], titles: Iterable[str]) -> Iterator[Problem]:
    """Yield what is wrong with the entries of one file that have no day, all at once; one of 31 February is none of a day.

    A title that names a day is not taken for that of the figures: it is offered.
    """
    plain = []
    for entry in entries:
        time = tally_of_a_day(entry.subject)
        if time is None:
            plain.append(entry)
        else:
            yield problem("NTM503.tally-of-a-day", entry.at, subject=entry.subject, day=time)
    if not plain:
        return
    first, named = plain[0], day_in(titles)
    identity = "NTM574.undated" if named is None else "NTM574.undated-titled"
    yield problem(identity, first.at, subject=first.subject, count=len(plain), day=named)


def type_of_day(day: str) -> str:
    """Return a day as entries hold it."""
    return day


def _joined(one: UnitFigures, two_: UnitFigures, problems: list[Problem]) -> UnitFigures:
    """Return the entries of one unit from two files together; two values of one thing on one day are a contradiction."""
    entries: dict[tuple[object, ...], Entry] = {_identity(entry): entry for entry in one.entries}
    for entry in two_.entries:
        other = entries.setdefault(_identity(entry), entry)
        if other.value != entry.value:
            problems.append(problem("NTM507.files", entry.at, unit=one.unit, subject=entry.subject, place=other.at))
        entries[_identity(entry)] = least_firm((other, entry))
    return evolve(one, entries=tuple(entries.values()), province=one.province or two_.province,
                        area=two_.area or one.area, level=one.level or two_.level, within=one.within or two_.within)  # fmt: skip


def _identity(entry: Entry) -> tuple[object, ...]:
    return entry.subject, type(entry.value), entry.period, entry.as_of, entry.status is Status.WITHDRAWN
