"""What of the parts of a table would be asked about where nothing of it was accepted."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from attrs import Factory

from ntmrules.errors import Problem
from ntmrules.figures.accepted import KINDS, Acceptance, refused
from ntmrules.figures.frames.rows import UnitTable
from ntmrules.frozen import define, evolve
from ntmrules.model.figures import Remark


@define
class Accepted:
    """What is accepted of a table, part by part."""

    acceptance: Acceptance
    name: str
    _asked: dict[Problem, None] = Factory(dict)

    def of_figures(self, judged: Callable[[UnitTable], object], table: UnitTable) -> None:
        """Take in what of a part is accepted: it is ``judged`` once more as if nothing was."""
        if self.acceptance.given:
            self.add(refused(lambda: (judged(as_written(table)), ())[1]))

    def add(self, problems: Iterable[Problem]) -> None:
        """Take in what would be asked about."""
        self._asked |= dict.fromkeys(each for each in problems if each.code in KINDS)

    def told(self) -> tuple[list[Problem], list[Remark]]:
        """Return what is asked about all the same, and what is said of the rest."""
        return self.acceptance.told(self._asked, [], self.name)


def as_written(table: UnitTable) -> UnitTable:
    """Return a table of which nothing is accepted."""
    children = {level: as_written(each) for level, each in table.children.items()}
    return evolve(table, frame=table.given, accept=False, children=children)
