"""The rulebooks of the units of one file: by province and day, for command, table engine and session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from attrs import field

from ntmrules.errors import Problem, UnitError, UsageError, problem
from ntmrules.face.finder import Finder
from ntmrules.face.rulebook import Rulebook
from ntmrules.figures.read import check_figures, check_whole, stops
from ntmrules.figures.titles import titled, wrong_titles
from ntmrules.frozen import define, evolve
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
    ``fixed``: the day of all holds whatever day a unit names.
    """

    library: Library
    ref: str
    on: str | None = field(default=None, converter=_day)
    options: Mapping[str, Any] = field(factory=dict)
    province: str | None = None
    fixed: bool = False
    _find: Finder = field(init=False)
    _found: dict[tuple[str | None, str | None], Rulebook] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self._find = Finder(self.library, **self.options)

    def __call__(self, province: str | None, on: str | None = None) -> Rulebook:
        """Return the rulebook for a unit that names ``province``, on the day ``on``; NTM302 where nobody names a day."""
        day = self.on if self.fixed else on or self.on
        key = (province, day)
        if key not in self._found:
            if day is None:
                raise UsageError(problem("NTM302.none"))
            self._found[key] = self._find(self.ref, day, self._agreed(province, day))
        return self._found[key]

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
        return next(iter(self._found.values()), None) or self(self.province)

    def _agreed(self, own: str | None, day: str) -> str | None:
        """Return the province that the file and what was asked for agree on."""
        if own is None or self.province is None:
            return own or self.province
        return province_of_both(self.library.catalogue.provinces, self.province, own, day)

    def check(self, table: FigureTable, problems: list[Problem]) -> None:
        """Add to ``problems`` all that the rulebooks of the units do not take, and a title that names another province."""
        above, heard = titled(table), set[str | None]()
        if not above.placed:
            problems += wrong_titles([above], self(self.province))
        for done, unit in enumerate(table.units):
            if stops(table, done, problems):
                break
            try:
                book = self(unit.province)
            except UnitError as error:
                problems += [each.at(each.where or f"{table.name}: {unit.unit}") for each in error.problems]
            else:
                if above.placed and unit.province not in heard:
                    heard.add(unit.province)
                    problems += (each for each in wrong_titles([above], book) if each not in problems)
                check_figures(evolve(table, units=(unit,)), book, problems)
        if self._found:
            problems += check_whole(table, self.any())


__all__ = ["Books"]
