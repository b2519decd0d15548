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
        """Return the subject of a measure; ``bounds`` are those between which any bare number is plainly good.

        They are the narrower of what can be and what is plausible, so that a usual figure costs one look.
        """
        bounds = None
        if measure.kind not in (MeasureKind.YES_NO, MeasureKind.COUNT):
            usual = measure.plausible
            lows = (-BEYOND, measure.low, None if usual is None else usual.min)
            highs = (BEYOND, measure.high, None if usual is None else usual.max)
            bounds = max(each for each in lows if each is not None), min(each for each in highs if each is not None)
        return cls(key, measure, bounds=bounds, answers=measure.kind is MeasureKind.YES_NO)
