"""What the forward engine concluded, one conclusion at a time."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Of(StrEnum):
    """What of a place a fact tells: its own verdict, a report on it, that it is not written whole, half of a proof."""

    VERDICT = ""
    REPORT = "report"
    INCOMPLETE = "incomplete"
    FEW = "few"
    LOST = "lost"


class Place(NamedTuple):
    """A place of the network: the set, criterion or indicator by its id, and the part of its requirement.

    ``part`` is ``""`` for the whole, ``"2"`` for the second part, ``"2.1"`` for the first part of that, ``"meets"`` for what a
    requirement refers to; a part of what it refers to is ``"meets.1"``.
    """

    id: str
    part: str = ""
    of: Of = Of.VERDICT

    def __str__(self) -> str:
        return f"{self.id}{':' if self.part else ''}{self.part}{'#' if self.of else ''}{self.of}"

    def inner(self, number: int) -> Place:
        """Return the place of one of its parts, counted from one."""
        return self._replace(part=f"{self.part}.{number}" if self.part else str(number))

    def told(self, of: Of) -> Place:
        """Return the place of what else is told of it."""
        return self._replace(of=of)


class Shape(StrEnum):
    """By what a rule of the forward engine concludes."""

    MET = "met"
    NOT_MET = "not_met"
    MET_ALL_THAT_REMAIN = "met_all_that_remain"
    TOO_FEW_REMAIN = "too_few_remain"
    ONE_IS_LOST = "one_is_lost"
    UNDETERMINED = "undetermined"
    NOT_APPLICABLE = "not_applicable"
    REPORTED_MET = "reported_met"
    REPORTED_NOT_MET = "reported_not_met"
    REPORTED_NOT_APPLICABLE = "reported_not_applicable"


class Firing(NamedTuple):
    """One conclusion: by which shape of rule, on which place, what it concludes, and the facts it rests on, in order."""

    order: int
    shape: Shape
    place: Place
    verdict: str
    facts: tuple[tuple[Place, str], ...]
    unit: str = ""

    @property
    def node(self) -> str:
        """The place as JSON writes it."""
        return str(self.place)

    @property
    def rule(self) -> str:
        """The name of the rule: the place and the shape."""
        return f"{self.place}:{self.shape}"
