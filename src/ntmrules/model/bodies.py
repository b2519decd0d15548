"""Bodies (cơ quan phụ trách): the ministry and the provincial department that answer for each measure, by day and province."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from attrs import field

from ntmrules.frozen import frozen
from ntmrules.model.closed import Day
from ntmrules.model.days import as_day, as_day_if_any
from ntmrules.model.evidence import Evidence
from ntmrules.model.text import Text

CENTRE, PROVINCE = "trung-uong", "tinh"
LEVELS = (CENTRE, PROVINCE)


@frozen(kw_only=True)
class Body:
    """One body of the state or of the front, with the days between which it existed under this name."""

    id: str
    level: str
    name: Text
    from_: Day | None = field(default=None, converter=as_day_if_any)
    to: Day | None = field(default=None, converter=as_day_if_any)
    note: Text | None = None


@frozen(kw_only=True)
class Turn:
    """For how long a body answers for a field: from the one day to the other, both included."""

    body: str
    from_: Day | None = field(default=None, converter=as_day_if_any)
    to: Day | None = field(default=None, converter=as_day_if_any)

    def holds(self, day: str | date) -> bool:
        """Tell whether it answers on ``day``."""
        day = as_day(day)
        return (self.from_ is None or self.from_ <= day) and (self.to is None or day <= self.to)


@frozen(kw_only=True)
class Field:
    """Measures that the same bodies answer for, one after the other."""

    id: str
    name: Text | None = None
    ministry: tuple[Turn, ...] = ()
    department: tuple[Turn, ...] = ()
    measures: tuple[str, ...] = ()
    evidence: Evidence | None = None
    note: Text | None = None


@frozen(kw_only=True)
class Responsible:
    """Who answers for a measure on a day: the field, its ministry and its department; nothing where nobody is named."""

    field: Field
    ministry: Body | None
    department: Body | None


@frozen(kw_only=True)
class Bodies:
    """The register: the national fields, and what packs of provinces say in their place."""

    bodies: Mapping[str, Body]
    fields: Mapping[str, Field]
    field_of: Mapping[str, str]
    local: Mapping[tuple[str, str], Bodies]
    fallback: Mapping[str, str]

    def responsible(self, measure: str, day: str | date, province: tuple[str, str] | None = None) -> Responsible | None:
        """Return who answers for ``measure`` (with or without its part) on ``day`` in the province of this key: (list, id)."""
        base = measure.partition("/")[0]
        own = None if province is None else self.local.get(province)
        name = (
            (own.field_of.get(base) if own is not None else None) or self.field_of.get(base) or self.fallback.get(base)
        )
        national = self.fields.get(name or "")
        local = own.fields.get(name or "") if own is not None else None
        if name is None or (national is None and local is None):
            return None
        field = local or national
        assert field is not None
        turns = [
            next((turn for each in (local, national) if each is not None
                  for turn in getattr(each, kind) if turn.holds(day)), None)
            for kind in ("ministry", "department")
        ]  # fmt: skip
        found = [self._body(turn.body, own) if turn is not None else None for turn in turns]
        return Responsible(field=field, ministry=found[0], department=found[1])

    def _body(self, name: str, own: Bodies | None) -> Body | None:
        return (own.bodies.get(name) if own is not None else None) or self.bodies.get(name)

    def named(self, name: str) -> Body | None:
        """Return the body with this id or this Vietnamese or English name, national or of a province."""
        for register in (self, *self.local.values()):
            for body in register.bodies.values():
                if name in (body.id, body.name.vi, body.name.en):
                    return body
        return None
