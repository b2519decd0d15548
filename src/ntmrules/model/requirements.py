"""The closed kinds of requirement, and thresholds with their evidence.

A new kind is a release: schema, documentation, conformance cases and all engines change with it.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, ClassVar, TypeAlias

from attrs import field, fields, has

from ntmrules.frozen import frozen
from ntmrules.model import closed
from ntmrules.model.closed import Half, Level, Rounded, UnaskedPoints
from ntmrules.model.evidence import Evidence, Provision
from ntmrules.model.point_scale import PointGroup, Scored
from ntmrules.model.text import Text

RESOLVED = {"resolved": True}  # a field that resolving fills in: no file may write it, and none is written with it


@frozen(kw_only=True)
class Hole:
    """A level that is not known: why, and what was searched."""

    why: Text
    searched: tuple[str, ...] = ()


@frozen(kw_only=True)
class Delegation:
    """A level that the decision leaves to somebody, with the bound they have to keep."""

    to: str
    by: str | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@frozen(kw_only=True)
class Candidate:
    """One of several values that sources give for the same cell."""

    value: Decimal
    evidence: Evidence | None = None


@frozen(kw_only=True)
class Cell:
    """One cell of a threshold table: a value, candidates, a delegation or a hole (exactly one)."""

    year: int | None = None
    area: str | None = None
    value: Decimal | None = None
    candidates: tuple[Candidate, ...] = ()
    delegated: Delegation | None = None
    unknown: Hole | None = None
    evidence: Evidence | None = None
    note: Text | None = None

    @property
    def values(self) -> tuple[Decimal, ...]:
        """The values that it may have: one, several where sources differ, none for a hole."""
        return (self.value,) if self.value is not None else tuple(each.value for each in self.candidates)

    @property
    def proofs(self) -> tuple[Evidence | None, ...]:
        """The evidence of each of ``values``, in their order."""
        return (self.evidence,) if self.value is not None else tuple(each.evidence for each in self.candidates)


@frozen(kw_only=True)
class Threshold:
    """A level: one cell for all (in ``rows`` with neither year nor area), or rows by year and area.

    ``common`` is the column of the text that no unit is judged by; it is shown and never used. ``partial``: where no row is
    for the year and area nothing is asked, for the text only raises a level that stands beside it; else it is a hole.
    """

    rows: tuple[Cell, ...]
    common: Cell | None = None
    partial: bool = field(default=False, metadata=RESOLVED)

    def cell(self, year: int | None, area: str | None) -> Cell | None:
        """Return the row for ``year`` and ``area``: the one that names both, then area, then year, then neither."""
        best: Cell | None = None
        weight = -1
        for row in self.rows:
            if (row.year is not None and row.year != year) or (row.area is not None and row.area != area):
                continue
            own = 2 * (row.area is not None) + (row.year is not None)
            if own > weight:
                best, weight = row, own
        return best

    @property
    def by_year(self) -> bool:
        """Whether any row names a year."""
        return any(row.year is not None for row in self.rows)


@frozen(kw_only=True)
class Requirement:
    """What the decision asks; ``measure`` left out means that of the indicator, ``provision`` that of its version."""

    kind: ClassVar[str] = ""
    measure: str | None = None
    provision: Provision | None = None
    label: Text | None = None
    note: Text | None = None


@frozen(kw_only=True)
class Attained(Requirement):
    """«Đạt»: a body says so, by the list of what guidance asks."""

    kind: ClassVar[str] = "attained"
    evidence: Evidence
    asks: tuple[Text, ...] = ()


@frozen(kw_only=True)
class NoneOf(Requirement):
    """Absence: the count is nought."""

    kind: ClassVar[str] = "none_of"
    evidence: Evidence


@frozen(kw_only=True)
class LaidEntry:
    """An entry of a pack that changed the level from which another one is derived."""

    id: str
    verb: str
    pack: str
    provision: Provision
    from_: date


@frozen(kw_only=True)
class Derivation:
    """Where a derived level comes from: the rule it is taken of, the factor, the level there, what packs did to it."""

    of: str
    name: Text
    factor: Decimal
    evidence: Evidence
    base: Threshold
    op: str
    provision: Provision | None = None
    entries: tuple[LaidEntry, ...] = ()


@frozen(kw_only=True)
class Rounding:
    """To how many digits a text has something rounded before it is compared, and what becomes of a half.

    ``digits``: behind the point; ``-1`` is to tens, ``-2`` to hundreds. Where a text orders rounding and says nothing of a
    half it goes ``up``, away from nought, as rounding is understood in Vietnam's schools and offices.
    ``of``: the ``figure`` (of a change and of a share that which is computed), or the ``level`` that is itself computed.
    """

    digits: int
    evidence: Evidence
    half: Half = "up"
    of: Rounded = "figure"


@frozen(kw_only=True)
class Comparison(Requirement):
    """A figure compared with a threshold; with ``parts`` the figure and each part of it.

    ``round`` is there only where the text orders it: the figure is rounded, then compared. ``derived_from`` is there on
    a level that was derived from that of another rule; resolving fills it in.
    """

    threshold: Threshold
    parts: tuple[str, ...] = ()
    round: Rounding | None = None
    derived_from: Derivation | None = field(default=None, metadata=RESOLVED)


@frozen(kw_only=True)
class AtLeast(Comparison):
    """Figure >= threshold."""

    kind: ClassVar[str] = "at_least"


@frozen(kw_only=True)
class AtMost(Comparison):
    """Figure <= threshold."""

    kind: ClassVar[str] = "at_most"


@frozen(kw_only=True)
class MoreThan(Comparison):
    """Figure > threshold."""

    kind: ClassVar[str] = "more_than"


@frozen(kw_only=True)
class LessThan(Comparison):
    """Figure < threshold."""

    kind: ClassVar[str] = "less_than"


@frozen(kw_only=True)
class CountAtLeast(Comparison):
    """A number of models, works or products reaches the threshold."""

    kind: ClassVar[str] = "count_at_least"


@frozen(kw_only=True)
class Between(Requirement):
    """low <= figure <= high."""

    kind: ClassVar[str] = "between"
    low: Threshold
    high: Threshold
    round: Rounding | None = None


@frozen(kw_only=True)
class Compound(Requirement):
    """Several requirements joined."""

    of: tuple[AnyRequirement, ...]


@frozen(kw_only=True)
class AllOf(Compound):
    """Every part is met."""

    kind: ClassVar[str] = "all_of"


@frozen(kw_only=True)
class AnyOf(Compound):
    """At least one part is met."""

    kind: ClassVar[str] = "any_of"


@frozen(kw_only=True)
class KOf(Compound):
    """At least ``k`` parts are met."""

    kind: ClassVar[str] = "k_of"
    k: int


@frozen(kw_only=True)
class Meets(Requirement):
    """The same unit meets another set, criterion or indicator."""

    kind: ClassVar[str] = "meets"
    target: str
    evidence: Evidence


@frozen(kw_only=True)
class ChildCount(Requirement):
    """A comparison over the child units of one kind that meet ``target`` (or say yes to ``measure``)."""

    children: Level
    threshold: Threshold
    op: str = "at_least"
    target: str | None = None


@frozen(kw_only=True)
class ShareOf(ChildCount):
    """Share, in percent, of the child units."""

    kind: ClassVar[str] = "share_of"
    round: Rounding | None = None


@frozen(kw_only=True)
class CountOf(ChildCount):
    """Number of the child units."""

    kind: ClassVar[str] = "count_of"


@frozen(kw_only=True)
class Derived(Requirement):
    """Figure compared with ``factor`` times the threshold of another indicator."""

    kind: ClassVar[str] = "derived"
    of: str
    factor: Decimal
    evidence: Evidence
    op: str = "at_least"
    round: Rounding | None = None


@frozen(kw_only=True)
class AgainstFigure(Requirement):
    """A figure compared with another figure, and with no level of the text."""


@frozen(kw_only=True)
class NotBelowBefore(AgainstFigure):
    """The figure is not below the unit's own of the year before, in each of the last ``for_years`` years."""

    kind: ClassVar[str] = "not_below_before"
    evidence: Evidence
    for_years: int = 1


@frozen(kw_only=True)
class ChangeAtLeast(AgainstFigure):
    """The figure changed by at least the threshold from one year to the next, in each of the last ``for_years`` years.

    ``by``: the change is meant in percent of the earlier figure, or in the unit of the measure (``amount``); ``way``: an
    ``increase`` or a ``decrease`` is asked for.
    """

    kind: ClassVar[str] = "change_at_least"
    threshold: Threshold
    by: str = "percent"
    way: str = "increase"
    for_years: int = 1
    round: Rounding | None = None

    def unit(self, own: str | None) -> str | None:
        """Return the unit in which the change is told, ``own`` being that of the figure: percent, or percentage points."""
        if self.by == "percent":
            return "%"
        return "điểm %" if own == "%" else own


@frozen(kw_only=True)
class Relative(AgainstFigure):
    """The figure compared with ``factor`` times another figure of the same year.

    The other figure is that of the measure ``base`` (left out: the same measure) of the unit itself, or of the unit of
    the level ``whose`` in which it lies (``tinh``, ``huyen``).
    """

    kind: ClassVar[str] = "relative"
    factor: Decimal
    evidence: Evidence
    base: str | None = None
    whose: str | None = None
    op: str = "at_least"
    round: Rounding | None = None


@frozen(kw_only=True)
class Delegated(Requirement):
    """The whole requirement is left to somebody."""

    kind: ClassVar[str] = "delegated"
    to: str
    evidence: Evidence
    bound: AnyRequirement | None = None


@frozen(kw_only=True)
class Unknown(Requirement):
    """A hole: the requirement is not known."""

    kind: ClassVar[str] = "unknown"
    why: Text
    searched: tuple[str, ...] = ()
    evidence: Evidence | None = None


@frozen(kw_only=True)
class Function(Requirement):
    """A rule function of a plugin; the last resort."""

    kind: ClassVar[str] = "function"
    name: str
    evidence: Evidence


@frozen(kw_only=True)
class Points(Requirement):
    """Points of a provincial scale: the weights of the indicators that are met, together, against a pass mark.

    ``groups`` grade them: by bands of a figure, in proportion, with deductions, a cap and a least number for each group.
    Without ``weights`` or ``groups`` (not known) the points are a figure that somebody reports under ``measure``.
    ``not_applicable``: what the text gives for an indicator that does not apply, all its points or none. Where it is silent they
    are those of what is met in a set that counts it as met, else open between none and all.
    """

    kind: ClassVar[str] = "points"
    threshold: Threshold
    weights: dict[str, Decimal] = field(factory=dict)
    op: str = "at_least"
    groups: tuple[PointGroup, ...] = ()
    not_applicable: UnaskedPoints | None = None

    @property
    def scored(self) -> tuple[Scored, ...]:
        """All that gives points, of every group in order."""
        return tuple(each for group in self.groups for each in group.items)


def question_of(item: object) -> object:
    """Return what a requirement asks, to be compared: without what its author writes beside it (name, note, text, evidence)."""
    if isinstance(item, tuple):
        return tuple(map(question_of, item))
    cls: Any = type(item)
    if not has(cls):
        return item
    return (cls, *(question_of(getattr(item, each.name)) for each in fields(cls) if each.name not in _BESIDE))


_BESIDE = ("label", "note", "provision", "evidence", "asks")

AnyComparison: TypeAlias = AtLeast | AtMost | MoreThan | LessThan | CountAtLeast
AnyCompound: TypeAlias = AllOf | AnyOf | KOf
AnyChildCount: TypeAlias = ShareOf | CountOf
AnyAgainstFigure: TypeAlias = NotBelowBefore | ChangeAtLeast | Relative

AnyRequirement: TypeAlias = (
    Attained
    | AtLeast
    | AtMost
    | MoreThan
    | LessThan
    | CountAtLeast
    | Between
    | NoneOf
    | AllOf
    | AnyOf
    | KOf
    | Meets
    | ShareOf
    | CountOf
    | Derived
    | NotBelowBefore
    | ChangeAtLeast
    | Relative
    | Delegated
    | Unknown
    | Function
    | Points
)

KINDS: dict[str, type[Requirement]] = {
    cls.kind: cls
    for cls in (
        Attained,
        AtLeast,
        AtMost,
        MoreThan,
        LessThan,
        Between,
        NoneOf,
        CountAtLeast,
        AllOf,
        AnyOf,
        KOf,
        Meets,
        ShareOf,
        CountOf,
        Derived,
        NotBelowBefore,
        ChangeAtLeast,
        Relative,
        Delegated,
        Unknown,
        Function,
        Points,
    )
}

COMPARISONS = ("at_least", "at_most", "more_than", "less_than")
CHANGES, WAYS = ("percent", "amount"), ("increase", "decrease")
HALVES, ROUNDED = closed.HALVES.known, closed.ROUNDED.known
UNASKED_POINTS = closed.UNASKED_POINTS.known
LARGER_UNITS = ("huyen", "tinh")
