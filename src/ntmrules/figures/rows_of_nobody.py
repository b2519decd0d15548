"""Rows of a table that are about no unit: each is told, and those whose unit nobody has named yet are told together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import Factory

from ntmrules.errors import Problem, problem
from ntmrules.figures.csv import Sheet, cell_at
from ntmrules.figures.signs import IGNORED
from ntmrules.frozen import define
from ntmrules.model.figures import Remark
from ntmrules.model.spelling import says_something

UNNAMED = "unnamed"
_SHOWN = 60


@define
class RowsOfNobody:
    """Gathers the rows of one table that are about no unit; ``columns`` are those of known kinds, by kind."""

    sheet: Sheet
    columns: Mapping[str, int]
    _told: list[Remark] = Factory(list)
    _unnamed: list[int] = Factory(list)
    _place: str = ""
    _filled: list[int] = Factory(list)

    def take(self, row: int, kind: str, cells: Sequence[str], said: str) -> None:
        """Take in a row, why it is no unit, and the words by which it is shown."""
        if kind != UNNAMED:
            self._told.append(
                Remark("row", {"sheet": self.sheet.name, "row": row, "kind": kind, "cell": said[:_SHOWN]})
            )
            return
        self._place = self._place or said[:_SHOWN]
        (self._filled if self._has_figures(cells) else self._unnamed).append(row)

    def _has_figures(self, cells: Sequence[str]) -> bool:
        values = [self.columns[each] for each in ("value", "verdict") if each in self.columns]
        if "subject" in self.columns:
            return any(cell_at(cells, at) for at in (*values, *self.sheet.more_values))
        known = {*self.columns.values()}
        return any(says_something(cell) for at, cell in enumerate(cells)
                   if at not in known and at < len(self.sheet.header) and self.sheet.header[at] != IGNORED)  # fmt: skip

    def remarks(self) -> list[Remark]:
        """Return what was left out; a form whose places for names are empty is one remark."""
        if not self._unnamed:
            return self._told
        values = {"sheet": self.sheet.name, "count": len(self._unnamed), "row": self._unnamed[0], "cell": self._place}
        return [*self._told, Remark(UNNAMED, values)]

    def problems(self) -> Iterator[Problem]:
        """Yield NTM510 for rows with figures whose unit nobody has named: they would be lost."""
        column = self.columns.get("unit", 0) + 1
        for row in self._filled:
            yield problem("NTM510.unnamed", f"{self.sheet.name}:{row}:{column}", cell=self._place)
