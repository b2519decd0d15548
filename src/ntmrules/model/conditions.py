"""Conditions on a unit: its facts, its numbers, the zones in which it stands; and what decisions tie to them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import ROUND_CEILING, Decimal

from attrs import field

from ntmrules.frozen import frozen
from ntmrules.model.closed import Day, PathId
from ntmrules.model.days import as_day, as_day_if_any
from ntmrules.model.evidence import Evidence, Provision
from ntmrules.model.text import Text

OPS = ("at_least", "at_most", "more_than", "less_than")
JOINS = ("all_", "any_", "none_")


@frozen(kw_only=True)
class Condition:
    """Just one of: a yes/no ``fact``; a number (``measure`` with one comparison); a ``zone``; ``all``, ``any``, ``none``.

    ``is`` says which answer to a fact is meant. A zone is the id of an area of any scheme.
    """

    fact: str | None = None
    is_: bool = True
    measure: str | None = None
    at_least: Decimal | None = None
    at_most: Decimal | None = None
    more_than: Decimal | None = None
    less_than: Decimal | None = None
    zone: str | None = None
    all_: tuple[Condition, ...] = ()
    any_: tuple[Condition, ...] = ()
    none_: tuple[Condition, ...] = ()

    @property
    def comparison(self) -> tuple[str, Decimal]:
        """The comparison of a condition on a number."""
        return next((op, level) for op in OPS if (level := getattr(self, op)) is not None)

    @property
    def parts(self) -> tuple[Condition, ...]:
        """The conditions that it joins; none for a condition by itself."""
        return self.all_ or self.any_ or self.none_


def every_condition(condition: Condition) -> Iterator[Condition]:
    """Yield a condition and everything in it, the whole before its parts."""
    yield condition
    for part in condition.parts:
        yield from every_condition(part)


def read_by(condition: Condition) -> Iterator[str]:
    """Yield the measures, facts among them, that a condition reads; those of its zones not."""
    for each in every_condition(condition):
        yield from (name for name in (each.fact, each.measure) if name is not None)


def zones_of(condition: Condition) -> Iterator[str]:
    """Yield the zones that a condition names."""
    yield from (each.zone for each in every_condition(condition) if each.zone is not None)


@frozen(kw_only=True)
class Applicability:
    """Of which units something is asked: of others it is not applicable."""

    when: Condition
    evidence: Evidence
    provision: Provision | None = None
    note: Text | None = None


@frozen(kw_only=True)
class Remaining(Applicability):
    """Of which units a text is asked where others keep a former one by clauses, which together may leave nobody."""


@frozen(kw_only=True)
class Transition:
    """Units for which ``when`` holds (recognised before a day, say) keep the former text until a day."""

    when: Condition
    until: Day = field(converter=as_day)
    evidence: Evidence
    provision: Provision | None = None
    note: Text | None = None


@frozen(kw_only=True)
class SetTransition:
    """Units for which ``when`` holds keep a whole former set until a day.

    Just one of ``keeps``, the id of that set, and ``from``: this set as it stood before that day, on which it was amended.
    """

    when: Condition
    until: Day = field(converter=as_day)
    evidence: Evidence
    keeps: PathId | None = None
    from_: Day | None = field(default=None, converter=as_day_if_any)
    provision: Provision | None = None
    note: Text | None = None

    @property
    def clause(self) -> Transition:
        """The same clause as one of single texts."""
        return Transition(when=self.when, until=self.until, evidence=self.evidence, provision=self.provision,
                          note=self.note)  # fmt: skip


@frozen(kw_only=True)
class Least:
    """How many have to be met: a ``count``, or a ``share`` in percent of those that are applicable."""

    count: int | None = None
    share: Decimal | None = None

    def of(self, applicable: int) -> int:
        """Return how many of ``applicable`` have to be met, one at least; a ``count`` may be more than there are."""
        if self.share is None:
            return self.count or 1
        return max(1, int((self.share * applicable / 100).to_integral_value(ROUND_CEILING)))

    def out_of_reach(self, applicable: int) -> bool:
        """Tell whether a count is more than there are. What a text means then it does not say: nothing is met by it."""
        return 0 < applicable < self.of(applicable)

    def __str__(self) -> str:
        return str(self.count) if self.share is None else f"{format(self.share.normalize(), 'f')} %"


@frozen(kw_only=True)
class PassRule:
    """How many parts of a criterion, or criteria of a set, have to be met; those of ``mandatory`` in any case."""

    at_least: Least
    evidence: Evidence
    mandatory: tuple[str, ...] = ()
    provision: Provision | None = None
    note: Text | None = None
