"""What a pack lays over the national sets: legal verbs as data."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from attrs import field

from ntmrules.frozen import frozen
from ntmrules.model.closed import Day, EntryId, Id, ListOfUnits
from ntmrules.model.conditions import Condition, PassRule
from ntmrules.model.days import as_day, as_day_if_any
from ntmrules.model.evidence import Evidence, Provision
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.sets import Criterion, Indicator
from ntmrules.model.text import Text
from ntmrules.model.units import Province


class Verb(StrEnum):
    """What a province may do with a national rule, and what anybody may do with a hole of the catalogue."""

    FILL = "fill"
    RAISE = "raise"
    REPLACE = "replace"
    ADD = "add"
    MEASURE_AS = "measure_as"
    WAIVE = "waive"
    COMPLETE = "complete"


# Verbs that say the same kind of thing of one target: two of one rank may not both stand.
RANK = {
    Verb.COMPLETE: "level",
    Verb.FILL: "level",
    Verb.REPLACE: "level",
    Verb.WAIVE: "level",
    Verb.RAISE: "raise",
    Verb.MEASURE_AS: "measure",
    Verb.ADD: "add",
}


@frozen(kw_only=True)
class UnitKey:
    """A province of one list: a code or name alone names different places before and after 01/07/2025."""

    list: ListOfUnits
    province: str


def own_keys(province: Province) -> frozenset[UnitKey]:
    """Return the keys of a province itself: its own, and that of the former province which it is, unchanged. A merged province
    is none of those that it was formed from."""
    former = province.formed_from if province.unchanged else ()
    return frozenset(
        (UnitKey(list=province.list, province=province.id), *(UnitKey(list="2004", province=each) for each in former))
    )


@frozen(kw_only=True)
class ZoneRule:
    """Units that stand in ``area``: by facts, or by name and district, but for ``except_units``.

    ``units`` with ``within`` is both at once: the units of these names in these districts. ``when`` is a condition that
    has to hold besides; alone it takes every unit for which it holds. ``provision`` is the annex with the list.
    """

    area: str
    when_any: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    except_units: tuple[str, ...] = ()
    when: Condition | None = None
    provision: Provision | None = None


@frozen(kw_only=True)
class KnownNames:
    """The keys of the names that units of a territory can have, and lie in; nothing where they are not asked for.

    ``within``: the districts, each with the units that lie in it (nothing: units of any name), for the name of a unit alone
    is no key.
    """

    units: frozenset[str] | None = None
    within: Mapping[str, frozenset[str] | None] | None = None

    def lacks(self, unit: str, district: str) -> str | None:
        """Return ``district`` or ``unit`` (keys of names; no district is an empty text), whichever is on no list.

        Where both are but not together, that is the unit. Nothing for a unit that is on the list.
        """
        if self.within is not None and district:
            if district not in self.within:
                return district
            inside = self.within[district]
            return None if inside is None or unit in inside else unit
        return unit if self.units is not None and unit not in self.units else None


@frozen(kw_only=True)
class Zoning:
    """How units stand in one area scheme of a pack; the first rule that takes a unit wins.

    ``off_list`` are names that no list of units has (merged before its day), looked up by the author of the pack.
    """

    scheme: str
    rules: tuple[ZoneRule, ...]
    evidence: Evidence
    otherwise: str | None = None
    off_list: tuple[str, ...] = ()
    provision: Provision | None = None


@frozen(kw_only=True)
class PackHead:
    """Who a pack speaks for."""

    id: Id
    name: Text
    territory: tuple[UnitKey, ...] = ()
    zones: tuple[Zoning, ...] = ()
    note: Text | None = None


@frozen(kw_only=True)
class Override:
    """One entry of a pack over one target; see ``catalogs/README.md`` for what each verb needs.

    ``revives``: whether what it superseded holds again when it ends, as its text says (its provision names the place);
    nothing where nobody looked: then it does not, and lint asks.
    ``pass_`` (a ``replace`` over a criterion): how many of its indicators have to be met in the province.
    """

    id: EntryId
    verb: Verb
    target: str
    provision: Provision
    from_: Day = field(converter=as_day)
    to: Day | None = field(default=None, converter=as_day_if_any)
    part: str | None = None
    territory: tuple[UnitKey, ...] = ()
    requirement: AnyRequirement | None = None
    indicator: Indicator | None = None
    criterion: Criterion | None = None
    declared_indicators: int | None = None
    pass_: PassRule | None = None
    measure: str | None = None
    legal_basis: Provision | None = None
    supersedes: tuple[str, ...] = ()
    revives: bool | None = None
    evidence: Evidence | None = None
    note: Text | None = None

    def stands_on(self, day: str | date) -> bool:
        """Tell whether the entry is in force on ``day``."""
        day = as_day(day)
        return self.from_ <= day and (self.to is None or day <= self.to)


@frozen(kw_only=True)
class Placed:
    """An entry with its pack and its place in a file, for conflicts that have to quote both."""

    override: Override
    pack: str
    at: str
    territory: tuple[UnitKey, ...] = ()


@frozen(kw_only=True)
class Lapse:
    """An entry that has ended, and one that it had superseded and that would stand: ``revived`` tells whether it does again."""

    newer: Placed
    older: Placed
    revived: bool
    ended: date
