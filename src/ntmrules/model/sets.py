"""Criteria sets as written: set, criterion, indicator, dated versions."""

from __future__ import annotations

from datetime import date

from attrs import field

from ntmrules.frozen import frozen
from ntmrules.model.closed import Day, Label, Level, NotApplicable, PathId, Status, Tier
from ntmrules.model.conditions import Applicability, PassRule, SetTransition, Transition
from ntmrules.model.days import as_day, as_day_if_any
from ntmrules.model.evidence import Evidence, Provision, Span
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.text import Text


@frozen(kw_only=True)
class Version:
    """The text of an indicator from one day on, until the next version begins or ``to`` is past.

    ``transition``: which units keep the version before this one, and until when.
    """

    from_: Day = field(converter=as_day)
    provision: Provision
    requirement: AnyRequirement
    to: Day | None = field(default=None, converter=as_day_if_any)
    name: Text | None = None
    measure: str | None = None
    note: Text | None = None
    transition: Transition | None = None


@frozen(kw_only=True)
class Indicator:
    """A chỉ tiêu: identity once, then its dated versions.

    ``applies_when``: of which units it is asked; left out, of all of them.
    """

    id: Label
    name: Text
    versions: tuple[Version, ...]
    measure: str | None = None
    guidance: tuple[str, ...] = ()
    not_applicable_when: Text | None = None
    aka: tuple[str, ...] = ()
    note: Text | None = None
    applies_when: Applicability | None = None

    def before(self, version: Version) -> Version | None:
        """Return the version that ``version`` replaced, or nothing."""
        earlier = [each for each in self.versions if each.from_ < version.from_]
        return max(earlier, key=lambda each: each.from_, default=None)

    def on(self, day: str | date) -> Version | None:
        """Return the version in force on ``day``, or nothing."""
        current, day = None, as_day(day)
        for version in self.versions:
            if version.from_ <= day and (current is None or version.from_ > current.from_):
                current = version
        return current if current is not None and (current.to is None or day <= current.to) else None


@frozen(kw_only=True)
class Criterion:
    """A tiêu chí with its indicators; ``declared_indicators`` is nothing where the decision's count is not known.

    ``pass``: how many of its indicators have to be met, where that is not all of them. ``applies_when``: of which units
    it is asked.
    """

    id: Label
    name: Text
    indicators: tuple[Indicator, ...]
    group: str | None = None
    declared_indicators: int | None = None
    aka: tuple[str, ...] = ()
    note: Text | None = None
    pass_: PassRule | None = None
    applies_when: Applicability | None = None


@frozen(kw_only=True)
class Group:
    """A heading of the annex under which criteria stand."""

    id: str
    name: Text


@frozen(kw_only=True)
class Declared:
    """How many criteria and indicators the decision itself counts; nothing where that is not known."""

    evidence: Evidence
    criteria: int | None = None
    indicators: int | None = None


@frozen(kw_only=True)
class AreaRule:
    """Units for which one of the facts holds are judged by the column ``area``."""

    when_any: tuple[str, ...]
    area: str
    provision: Provision | None = None
    evidence: Evidence


@frozen(kw_only=True)
class Areas:
    """How the column of a unit is found: a scheme, the rules that change it, the column for units that no rule takes.

    Without ``otherwise`` such a unit stands in the column of its province.
    """

    scheme: str
    rules: tuple[AreaRule, ...] = ()
    otherwise: str | None = None
    note: Text | None = None


@frozen(kw_only=True)
class CriteriaSet:
    """A bộ tiêu chí of one stage.

    ``pass``: how many of its criteria have to be met, where that is not all of them. ``transitions``: which units keep a
    whole former set, or this one as it stood before it was amended, and until when.
    """

    id: PathId
    level: Level
    tier: Tier
    name: Text
    stage: Span
    provision: Provision
    declared: Declared
    checked_on: Day = field(converter=as_day)
    not_applicable: NotApplicable
    status: Status = "released"
    period: Period | None = None
    areas: Areas | None = None
    groups: tuple[Group, ...] = ()
    prerequisites: tuple[Indicator, ...] = ()
    criteria: tuple[Criterion, ...] = ()
    note: Text | None = None
    aka: tuple[str, ...] = ()
    pass_: PassRule | None = None
    transitions: tuple[SetTransition, ...] = ()

    @property
    def key(self) -> str:
        """The id without its stage: ``vn/xa-ntm``."""
        return self.id.rsplit("/", 1)[0]

    @property
    def first_year(self) -> int:
        """The first year that figures of the set speak of: of its period, else that in which it came into force."""
        return self.period.from_ if self.period is not None else self.stage.from_.year

    @property
    def modelled(self) -> int:
        """The number of indicators that are written down."""
        return sum(len(criterion.indicators) for criterion in self.criteria)


@frozen(kw_only=True)
class Period:
    """The years that the set is for."""

    from_: int
    to: int


def indicators_of(whole: CriteriaSet) -> tuple[Indicator, ...]:
    """Return the prerequisites and the indicators of every criterion of a set."""
    return (*whole.prerequisites, *(item for criterion in whole.criteria for item in criterion.indicators))


def labels_of(whole: CriteriaSet) -> set[str]:
    """Return the labels of every criterion, indicator and prerequisite of a set."""
    labels = {item.id for item in whole.prerequisites} | {criterion.id for criterion in whole.criteria}
    return labels | {item.id for criterion in whole.criteria for item in criterion.indicators}
