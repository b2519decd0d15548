"""The holes of a requirement, and what it would be with one of them filled."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any, TypeVar

from ntmrules.face.rulebook import Rulebook
from ntmrules.frozen import evolve
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.evidence import Confidence, Evidence, EvidenceKind
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.requirements import AnyRequirement, Cell, Threshold
from ntmrules.model.rulebook import Rule

T = TypeVar("T")
SURE = Evidence(kind=EvidenceKind.GAZETTE, confidence=Confidence.HIGH, ref=("made-up",))


def fillings_of(book: Rulebook, rule: Rule) -> list[AnyRequirement]:
    """Return the requirement of ``rule`` with one hole filled, in each way that the hole allows; none without holes."""
    found: list[AnyRequirement] = book.memo(
        f"testing.fillings.{rule.id}", lambda: _fillings(book, rule, rule.requirement)
    )
    return found


def disputes_in(item: AnyRequirement) -> list[list[AnyRequirement]]:
    """Return, for every cell on which sources disagree, the requirement settled by each of its candidates."""
    return _in_cells(item, _settled) + [
        [_with_part(item, index, each) for each in group]
        for index, part in enumerate(walk.children_of(item))
        for group in disputes_in(part)
    ]


def _settled(cell: Cell) -> list[Cell]:
    return [evolve(cell, value=each.value, candidates=(), evidence=SURE) for each in cell.candidates]


def _fillings(book: Rulebook, rule: Rule, item: AnyRequirement) -> list[AnyRequirement]:
    return _Fillings(book, rule).visit(item)


class _Fillings(walk.Visitor[list[AnyRequirement]]):
    """A requirement with one hole filled, in each way that the hole allows."""

    def __init__(self, book: Rulebook, rule: Rule) -> None:
        self._book, self._rule = book, rule

    def _measure(self, item: AnyRequirement) -> Measure | None:
        return self._book.measures.get((item.measure or self._rule.measure or "").partition("/")[0])

    def _cells(self, item: AnyRequirement) -> list[AnyRequirement]:
        measure = self._measure(item)
        return [each for group in _in_cells(item, lambda cell: _filled(cell, measure)) for each in group]

    def on_compound(self, item: req.Compound) -> list[AnyRequirement]:
        return [_with_part(item, index, each) for index, part in enumerate(item.of) for each in self.visit(part)]  # type: ignore[arg-type]

    def on_delegated(self, item: req.Delegated) -> list[AnyRequirement]:
        return self._anything(item) if item.bound is None else [item.bound, *self.visit(item.bound)]

    def _anything(self, item: AnyRequirement) -> list[AnyRequirement]:
        return _anything(item.measure or self._rule.measure, self._measure(item))

    on_attained = on_none_of = on_comparison = on_between = on_child_count = on_points = _cells
    on_meets = on_derived = on_function = on_against_figure = _cells
    on_unknown = _anything


def _anything(name: str | None, measure: Measure | None) -> list[AnyRequirement]:
    """Requirements that could stand where nothing is known but, perhaps, the measure."""
    if name is None or measure is None:
        return []
    if measure.kind is MeasureKind.YES_NO:
        return [req.Attained(measure=name, evidence=SURE)]
    level = Threshold(rows=(Cell(value=_within(measure)[1], evidence=SURE),))
    return [req.AtLeast(measure=name, threshold=level), req.AtMost(measure=name, threshold=level)]


def _within(measure: Measure | None) -> list[Decimal]:
    low = measure.low if measure is not None and measure.low is not None else Decimal(0)
    high = measure.high if measure is not None and measure.high is not None else low + 100
    return [low, (low + high) // 2, high]


def _filled(cell: Cell, measure: Measure | None) -> list[Cell]:
    if cell.candidates:
        return _settled(cell)
    values = _within(measure)
    if cell.delegated is not None:
        low, high = cell.delegated.low, cell.delegated.high
        ends = [end for end in (low, high) if end is not None]
        values = ends or values
    elif cell.unknown is None:
        return []
    return [evolve(cell, value=value, unknown=None, delegated=None, evidence=SURE) for value in values]


def _in_cells(item: AnyRequirement, change: Callable[[Cell], list[Cell]]) -> list[list[AnyRequirement]]:
    """For every cell that ``change`` has an answer to: the requirement with each of the answers in the cell's place."""
    groups: list[list[AnyRequirement]] = []
    for name, threshold in walk.levels(item).items():
        for index, cell in enumerate(threshold.rows):
            options = [evolve(threshold, rows=_put(threshold.rows, index, each)) for each in change(cell)]
            if options:
                groups.append([_with(item, name, option) for option in options])
    return groups


def _put(items: tuple[T, ...], index: int, item: T) -> tuple[T, ...]:
    return (*items[:index], item, *items[index + 1 :])


def _with(item: AnyRequirement, name: str, value: object) -> AnyRequirement:
    changes: dict[str, Any] = {name: value}
    changed: AnyRequirement = evolve(item, **changes)
    return changed


def _with_part(item: AnyRequirement, index: int, part: AnyRequirement) -> AnyRequirement:
    changed = iter(range(len(walk.children_of(item))))
    return walk.rebuilt(item, lambda old: part if next(changed) == index else old)
