"""On which decision and which evidence each level of a circuit rests, for comments and documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from ntmrules.frozen import frozen
from ntmrules.model import walk
from ntmrules.model.asked import same_unit_books
from ntmrules.model.evidence import Evidence
from ntmrules.model.requirements import Cell
from ntmrules.model.rulebook import Rule, Rulebook


@frozen
class Written:
    """One level of a rule as the text has it: for which year and area, its values (candidates where sources disagree)."""

    rule: Rule
    op: str
    measure: str | None
    year: int | None
    area: str | None
    values: tuple[Decimal, ...]
    evidence: tuple[Evidence, ...]
    hole: str | None

    @property
    def known(self) -> str:
        """How the level is known: kind of evidence with its references, and whether it is computed, printed in no text."""
        said = [
            f"{'computed, ' * (each.computed is not None)}{each.kind}{' (' + ', '.join(each.ref) + ')' if each.ref else ''}"
            for each in self.evidence
        ]
        return self.hole or " | ".join(dict.fromkeys(said)) or "no evidence"

    def __str__(self) -> str:
        values = " | ".join(f"{value:f}" for value in self.values) or "?"
        if any(each.computed is not None for each in self.evidence):
            values += " (computed)"
        place = "".join(f", {each}" for each in (self.area, self.year) if each is not None)
        return f"{self.rule.number} {self.rule.name.vi}: {self.op} {values}{place}; {self.rule.provision}; {self.known}"


def written(rule: Rule) -> Iterator[Written]:
    """Yield every level of ``rule``, those of a delegation's bound too."""
    for part, measure in walk.measures(rule.requirement, rule.measure):
        for each in walk.parts(part) if not walk.children_of(part) else ():
            for level in walk.levels(each).values():
                for cell in level.rows:
                    yield _written(rule, each.kind, measure, cell)


def _written(rule: Rule, op: str, measure: str | None, cell: Cell) -> Written:
    evidence = [each.evidence for each in cell.candidates] if cell.candidates else [cell.evidence]
    hole = "delegated" if cell.delegated is not None else "unknown" if cell.unknown is not None else None
    return Written(rule, op, measure, cell.year, cell.area, cell.values, tuple(filter(None, evidence)), hole)


def levels_by_measure(book: Rulebook) -> Mapping[str, list[Written]]:
    """Return the levels of ``book`` and of the sets it asks of the same unit, by the measure that is compared."""
    found: dict[str, list[Written]] = {}
    for each in same_unit_books(book):
        for rule in each.all_rules:
            for level in written(rule):
                if level.measure is not None:
                    found.setdefault(level.measure, []).append(level)
    return found
