"""Figures of a province or a district that stand beside those of its communes: one figure, however often it is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import Factory

from ntmrules.errors import Problem, problem
from ntmrules.figures.doubt import shown
from ntmrules.frozen import define
from ntmrules.messages import Phrase
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.subjects import level_of, year_of
from ntmrules.model.unit_names import bare_province, spelled_key

Place = tuple[str, ...]


@define
class LargerUnits:
    """The figures of provinces and districts said so far, each with the unit beside which it was said first."""

    _seen: dict[tuple[object, ...], tuple[str, Entry]] = Factory(dict)
    _looked_at: set[int] = Factory(set)  # a unit stands among those of the file and inside the one it lies in

    def take(self, unit: UnitFigures) -> Iterator[Problem]:
        """Take in a unit and those inside it; yield NTM507 for each figure that another one has otherwise."""
        for entry in unit.entries:
            if ":" in entry.subject and id(entry) not in self._looked_at:  # most figures are of the unit itself
                self._looked_at.add(id(entry))
                yield from self.said(unit, entry)
        for child in unit.children:
            yield from self.take(child)

    def said(self, unit: UnitFigures, entry: Entry) -> Iterator[Problem]:
        """Yield NTM507 where an entry of a unit is the figure of a larger one that was said otherwise."""
        level = level_of(entry.subject)
        place = None if level is None else _place(unit, level)
        if place is None:
            return
        subject, year = year_of(entry.subject)
        key = (subject, year if year is not None else entry.period, entry.as_of, *place)
        name, other = self._seen.setdefault(key, (unit.called, entry))
        if other.value != entry.value:
            yield problem("NTM507.larger", entry.at, subject=entry.subject, unit=unit.called, value=shown(entry.value),
                          other=shown(other.value), beside=name,
                          place=other.at or Phrase("remarks.another-entry"))  # fmt: skip


def said_differently(units: Iterable[UnitFigures]) -> Iterator[Problem]:
    """Yield NTM507 for each figure of one province or district, of one time, that another unit of the file has otherwise.

    Units without a province are of one: a file of several says so (NTM613). Of a district nobody can tell without
    its name.
    """
    said = LargerUnits()
    for unit in units:
        yield from said.take(unit)


def _place(unit: UnitFigures, level: str) -> Place | None:
    """Return what names the larger unit of ``level`` in which a unit lies; nothing where that is not known."""
    province = bare_province((unit.province or "").rpartition(":")[2]).replace("-", " ")
    if level == "tinh":
        return (level, province)
    return None if unit.within is None else (level, province, spelled_key(unit.within))
