"""What the compiled form of a requirement may ask of the rulebook in which it stands; see ``engine.columnar.compiler``."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Protocol, Self, TypeAlias

from ntmrules.circuit.keys import Columns
from ntmrules.circuit.network import Bit, Circuit
from ntmrules.circuit.states import State
from ntmrules.model.rulebook import Rule, Rulebook
from ntmrules.model.verdicts import ReasonCode

Place: TypeAlias = tuple[Bit, tuple[str, ...], frozenset[ReasonCode]]
"""Where rows stand in these columns of a scheme, and what is in doubt."""


class Asked(Protocol):
    """A rulebook compiled over the columns of a table."""

    book: Rulebook
    schema: Columns
    circuit: Circuit
    year: int

    def present(self, measure: str) -> Bit:
        """Return where a usable figure about ``measure`` is there."""

    def is_words(self, measure: str) -> bool:
        """Return whether the figures about ``measure`` are answers and no numbers."""

    def compare(self, measure: str, op: str, level: Decimal) -> Bit:
        """Return where the figure about ``measure`` is there and compares so with ``level``."""

    def word(self, measure: str, code: int) -> Bit:
        """Return where the answer about ``measure`` is the verdict ``code``."""

    def report(self, target: str) -> tuple[Bit, Bit, Bit]:
        """Return where ``target`` was reported met, not met, not applicable."""

    def period(self, measure: str) -> str | None:
        """Return the column with the year of the figures about ``measure``, or nothing when there is none."""

    def columns(self, scheme: str | None) -> list[Place]:
        """Return in which columns of a scheme (none: the set's own) rows can stand, where, and what is in doubt."""

    def says_area(self) -> bool:
        """Return whether rows may name the column they stand in."""

    def fits_no_way(self, name: str, rules: Iterable[Rule], of: Callable[[Self], State]) -> tuple[Bit, Bit, Bit]:
        """Return where a report of met, not met, not applicable on ``name`` fits no way in which the rest may turn out."""

    def target_of(self, target: str) -> tuple[Self, str]:
        """Return the compiled set of the target and the label in it; an empty label means the whole set."""

    def judge(self, label: str) -> State:
        """Return the state of an indicator or criterion, or of the set (no label), as another set sees it."""
