"""What a subject of a file may be: a measure, a label that takes reports, a tally."""

from __future__ import annotations

from decimal import Decimal

from ntmrules.frozen import frozen
from ntmrules.model.measures import Measure, MeasureKind

BEYOND = Decimal("1e99")  # where a measure has no bound of its own: farther out each number is looked at


@frozen
class Subject:
    """What a subject means: a measure (with its register entry), a label that takes reports, or a reported tally."""

    key: str
    measure: Measure | None = None
    label: bool = False
    number_of: Measure | None = None
    several: tuple[str, ...] = ()
    criterion: bool = False
    bounds: tuple[Decimal, Decimal] | None = None
    answers: bool = False

    @classmethod
    def of(cls, key: str, measure: Measure) -> Subject:
        """Return the subject of a measure; ``bounds`` are those between which any bare number is plainly good."""
        bounds = None
        if measure.kind not in (MeasureKind.YES_NO, MeasureKind.COUNT):
            low = measure.low if measure.low is not None else -BEYOND
            bounds = low, measure.high if measure.high is not None else BEYOND
        return cls(key, measure, bounds=bounds, answers=measure.kind is MeasureKind.YES_NO)
