"""What a figure is about."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from ntmrules.frozen import frozen
from ntmrules.model.closed import Id
from ntmrules.model.evidence import Evidence
from ntmrules.model.text import Text


class MeasureKind(StrEnum):
    """What values a measure takes."""

    PERCENT = "percent"
    AMOUNT = "amount"
    COUNT = "count"
    YES_NO = "yes_no"


@frozen(kw_only=True)
class Bounds:
    """The values that a figure can take at all; outside them it is a slip."""

    min: Decimal | None = None
    max: Decimal | None = None


class WhenOld(StrEnum):
    """What becomes of a figure that is older than its measure allows."""

    STALE = "figure_stale"
    MARKED = "old_figure"


@frozen(kw_only=True)
class Freshness:
    """For how many years after its own a figure can be used, and what becomes of it then.

    ``evidence`` is that of the text that says so; without it ``ours`` says that the limit is one of this catalogue.
    """

    years: int
    then: WhenOld = WhenOld.STALE
    why: Text
    evidence: Evidence | None = None
    ours: bool = False


class YesMeans(StrEnum):
    """What «có» (yes) says of a measure: met, not met, or that some are there, so that «không» is none."""

    MET = "met"
    NOT_MET = "not_met"
    SOME = "some"


@frozen(kw_only=True)
class OtherUnit:
    """A unit in which a figure is often written by mistake; ``factor`` of it make one of the measure's."""

    factor: Decimal
    unit: str


@frozen(kw_only=True)
class Plausible:
    """Between which values a figure is taken without a second look, and why; ours, not of a text.

    ``zero``: nought is plausible although it lies below ``min``. ``likely``: the unit that a figure far outside is
    probably in, by how many of it make one of ours (1,000,000 đồng make a million).
    """

    why: Text
    min: Decimal | None = None
    max: Decimal | None = None
    zero: bool = False
    likely: tuple[OtherUnit, ...] = ()


PARTS = {"nam": Text("nam", "men"), "nu": Text("nữ", "women")}
"""The words for the parts of a measure of people; other parts are called by their id."""


def part_word(part: str) -> Text:
    """Return what a part of a measure is called."""
    return PARTS.get(part, Text(part))


class UnitName(str):
    """The name of a unit of measure: Vietnamese text as everywhere, that knows its English."""

    en: str

    def __new__(cls, vi: str, en: str | None = None) -> UnitName:
        """Return the unit ``vi``, called ``en`` in English; ``vi`` where nobody wrote the English."""
        made = super().__new__(cls, vi)
        made.en = en or vi
        return made

    def __reduce__(self) -> tuple[type[UnitName], tuple[str, str]]:
        return UnitName, (str(self), self.en)


@frozen(kw_only=True)
class Measure:
    """One measure of the register: unit, bounds, the question to ask, who answers; evidence for how it is defined.

    ``unit`` is what a figure is counted in, in Vietnamese; ``unit_en`` the same in English, for all but ``%``, which a
    percentage has where nobody writes it.
    """

    id: Id
    name: Text
    kind: MeasureKind
    unit: str | None = None
    unit_en: str | None = None
    bounds: Bounds | None = None
    question: Text | None = None
    ministry: Text | None = None
    parts: tuple[str, ...] = ()
    fresh_for: Freshness | None = None
    evidence: Evidence | None = None
    note: Text | None = None
    yes_means: YesMeans | None = None
    plausible: Plausible | None = None

    def __attrs_post_init__(self) -> None:
        if self.kind is MeasureKind.PERCENT and self.unit is None:
            # By its unit it is read: a % behind a figure, a share written as a fraction.
            object.__setattr__(self, "unit", "%")

    @property
    def unit_name(self) -> UnitName | None:
        """The unit in both languages."""
        return UnitName(self.unit, self.unit_en) if self.unit is not None else None

    @property
    def low(self) -> Decimal | None:
        """The least possible value."""
        if self.bounds is not None and self.bounds.min is not None:
            return self.bounds.min
        return Decimal(0) if self.kind in (MeasureKind.PERCENT, MeasureKind.COUNT) else None

    @property
    def high(self) -> Decimal | None:
        """The greatest possible value."""
        if self.bounds is not None and self.bounds.max is not None:
            return self.bounds.max
        return Decimal(100) if self.kind is MeasureKind.PERCENT else None
