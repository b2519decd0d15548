"""The one finder of rulebooks: for command, table engine and session, by province and day, each resolved once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import attrs
from attrs import define, field

from ntmrules.errors import Problem, UnitError, UsageError, problem
from ntmrules.face.rulebook import Rulebook
from ntmrules.figures.read import check_figures
from ntmrules.figures.titles import other_province
from ntmrules.library import Library
from ntmrules.model.figures import FigureTable
from ntmrules.places.provinces import province_of_both
from ntmrules.resolve.options import iso_day


def _day(on: str | None) -> str | None:
    return None if on is None else iso_day(on)


@define
class Books:
    """Finds the rulebook of a province and day: one file may hold units of several.

    ``ref``: the set. ``on``: the day where none is named with the province. ``options``: those of ``Library.rulebook``.
    ``province``: the one that was asked for. What a file says of its own units stands: a province in it that is another
    one is ``UnitError`` NTM610; of a province of today and a former one that lies in it, the former one is meant.
    """

    library: Library
    ref: str
    on: str | None = field(default=None, converter=_day)
    options: Mapping[str, Any] = field(factory=dict)
    province: str | None = None
    _made: dict[tuple[str | None, str | None], Rulebook] = field(factory=dict, init=False)

    def __call__(self, province: str | None, on: str | None = None) -> Rulebook:
        """Return the rulebook for a unit that names ``province``, on the day ``on``; NTM302 where nobody names a day."""
        key = (province, on or self.on)
        if key not in self._made:
            if key[1] is None:
                raise UsageError(problem("NTM302.none"))
            place = self._agreed(province, key[1])
            self._made[key] = self.library.rulebook(self.ref, on=key[1], province=place, **self.options)
        return self._made[key]

    def of(self, province: str | None) -> Rulebook:
        """Return the rulebook for a unit that names ``province``, on the day of all."""
        return self(province)

    @property
    def day(self) -> str:
        """The day of all, as an ISO date; NTM302 where nobody named one."""
        if self.on is None:
            raise UsageError(problem("NTM302.none"))
        return self.on

    def any(self) -> Rulebook:
        """Return the rulebook of the province that was asked for, or the first one that was found."""
        return next(iter(self._made.values()), None) or self(self.province)

    def _agreed(self, own: str | None, day: str) -> str | None:
        """Return the province that the file and what was asked for agree on."""
        if own is None or self.province is None:
            return own or self.province
        return province_of_both(self.library.catalogue.provinces, self.province, own, day)

    def check(self, table: FigureTable, problems: list[Problem]) -> None:
        """Add to ``problems`` all that the rulebooks of the units do not take, and a title that names another province."""
        if any(unit.province is None for unit in table.units):
            problems += other_province(table.header, self(self.province), table.name)
        for unit in table.units:
            try:
                book = self(unit.province)
            except UnitError as error:
                problems += [each.at(each.where or f"{table.name}: {unit.unit}") for each in error.problems]
            else:
                check_figures(attrs.evolve(table, units=(unit,)), book, problems)


__all__ = ["Books"]
