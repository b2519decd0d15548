"""What a circuit asks of the columns of one table: figures, answers, reports, years."""

from __future__ import annotations

from decimal import Decimal

from ntmrules.circuit.keys import AREA, FIGURE, LATE, PERIOD, REPORT, ROW_LATE, ROW_PERIOD, Columns, Kind
from ntmrules.circuit.network import FALSE, TRUE, Bit, Circuit
from ntmrules.circuit.questions import Coded, Compared, Flagged, Known
from ntmrules.model.asked_twice import Way
from ntmrules.model.logic import OPERATORS
from ntmrules.model.rulebook import Rulebook


class Cells:
    """The bits of what stands in a table of figures on the units of one rulebook.

    ``way``: facts, numbers and columns that are taken to be so where they are not known.
    """

    def __init__(
        self, book: Rulebook, schema: Columns, circuit: Circuit, *, dense: bool, way: Way | None
    ) -> None:  # fmt: skip
        self.book, self.schema, self.circuit, self.dense, self.way = book, schema, circuit, dense, way
        self.year = book.on.year

    def present(self, measure: str) -> Bit:
        """Return where a usable figure about ``measure`` is there."""
        if self.way is not None and (measure in self.way.facts or measure in self.way.numbers):
            return TRUE
        return self._handed_in(measure)

    def has_gaps(self, measure: str) -> bool:
        """Tell whether some row may have no usable figure about ``measure``."""
        return self._handed_in(measure) != TRUE

    def _handed_in(self, measure: str) -> Bit:
        name = FIGURE + measure
        if name not in self.schema:
            return FALSE
        there = TRUE if self.dense else self.circuit.leaf(Known(name))
        return self.circuit.without(there, self._late(name))

    def _late(self, name: str) -> Bit:
        for late in (LATE + name, ROW_LATE):
            if late in self.schema:
                return self.circuit.leaf(Flagged(late))
        return FALSE

    def is_words(self, measure: str) -> bool:
        """Return whether the figures about ``measure`` are answers and no numbers."""
        if self.way is not None and FIGURE + measure not in self.schema and measure in self.way.facts:
            return True
        return self.schema.get(FIGURE + measure) is Kind.ANSWER

    def compare(self, measure: str, op: str, level: Decimal) -> Bit:
        """Return where the figure about ``measure`` is there and compares so with ``level``."""
        name, found = FIGURE + measure, FALSE
        if name in self.schema:
            bit = self.circuit.leaf(Compared(name, op, level))
            found = self.circuit.without(bit, self._late(name))
        number = self.way.numbers.get(measure) if self.way is not None else None
        if number is not None and OPERATORS[op](number, level):
            return self.circuit.either(found, self.circuit.no(self._handed_in(measure)))
        return found

    def word(self, measure: str, code: int) -> Bit:
        """Return where the answer about ``measure`` is the verdict ``code``."""
        name = FIGURE + measure
        if self.way is None or measure not in self.way.facts:
            return self._coded(name, code)
        yes, no = self._coded(name, 1), self._coded(name, 0)
        unknown = self.circuit.no(self.circuit.either(yes, no))
        supposed = unknown if code == int(self.way.facts[measure]) else FALSE
        return self.circuit.either({0: no, 1: yes}.get(code, FALSE), supposed)

    def _coded(self, name: str, code: int) -> Bit:
        if name not in self.schema:
            return FALSE
        bit = self.circuit.leaf(Coded(name, code))
        return self.circuit.without(bit, self._late(name))

    def report(self, target: str) -> tuple[Bit, Bit, Bit]:
        """Return where ``target`` was reported met, not met, not applicable."""
        return self._coded(REPORT + target, 1), self._coded(REPORT + target, 0), self._coded(REPORT + target, 3)

    def period(self, measure: str) -> str | None:
        """Return the column with the year of the figures about ``measure``, or nothing when there is none."""
        own = PERIOD + FIGURE + measure
        return own if own in self.schema else ROW_PERIOD if ROW_PERIOD in self.schema else None

    def says_area(self) -> bool:
        """Return whether rows may name the column they stand in."""
        return AREA in self.schema
