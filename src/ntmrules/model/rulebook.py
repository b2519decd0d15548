"""A rulebook: a criteria set on one day in one place, with nothing left to look up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from attrs import field, frozen

from ntmrules.model.evidence import Floor, Provision
from ntmrules.model.figures import UnitFigures
from ntmrules.model.measures import Measure
from ntmrules.model.overrides import Placed, Zoning
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.sets import AreaRule, CriteriaSet, Criterion, Indicator, Version
from ntmrules.model.text import Text
from ntmrules.model.units import Province, Scheme
from ntmrules.places.provinces import columns

if TYPE_CHECKING:
    from ntmrules.engine.forward.session import Session
    from ntmrules.model.attainment import Attainment


@frozen(kw_only=True)
class Rule:
    """One indicator as it applies: the version in force with every name, measure and level filled in.

    ``applied`` are the entries of packs that were laid over it, ``national`` is what it asks without them.
    """

    id: str
    number: str
    name: Text
    provision: Provision
    requirement: AnyRequirement
    measure: str | None
    not_applicable_when: Text | None
    indicator: Indicator
    version: Version
    national: AnyRequirement | None = None
    applied: tuple[Placed, ...] = ()
    waived: bool = False


@frozen(kw_only=True)
class Heading:
    """One criterion as it applies. ``complete``: all the indicators that the decision counts are modelled."""

    id: str
    number: str
    name: Text
    rules: tuple[Rule, ...]
    complete: bool
    declared: int | None
    criterion: Criterion


@frozen(kw_only=True, eq=False, repr=False)
class Rulebook:
    """A criteria set on one day in one place: evaluate units with it. Made by ``Library.rulebook``."""

    set: CriteriaSet
    on: str
    floor: Floor
    headings: tuple[Heading, ...]
    prerequisites: tuple[Rule, ...]
    added: tuple[Rule, ...]
    added_headings: tuple[Heading, ...]
    areas: tuple[str, ...]
    area_rules: tuple[AreaRule, ...]
    settled_area: bool
    scheme: Scheme | None
    schemes: Mapping[str, Scheme]
    zonings: Mapping[str, Zoning]
    measures: Mapping[str, Measure]
    functions: Mapping[str, Any] = field(factory=dict)
    plugins: Any = None
    other_sets: frozenset[str] = frozenset()
    province: Province | None = None
    outside_force: bool = False
    nested: Mapping[str, Rulebook] = field(factory=dict)
    _memo: dict[str, Any] = field(factory=dict, init=False, repr=False)

    def __repr__(self) -> str:
        # The whole of it, with the sets it asks for, would be megabytes in every traceback.
        return f"<Rulebook {self.id} on {self.on}{f' in {self.province.name}' if self.province else ''}>"

    @property
    def id(self) -> str:
        """The id of the set: ``vn/xa-ntm/2021``."""
        return self.set.id

    @property
    def rules(self) -> tuple[Rule, ...]:
        """Every rule, in the order of the annex."""
        return tuple(rule for heading in self.headings for rule in heading.rules)

    @property
    def all_rules(self) -> tuple[Rule, ...]:
        """Every rule, with prerequisites and what packs add."""
        more = tuple(rule for heading in self.added_headings for rule in heading.rules)
        return (*self.rules, *self.prerequisites, *self.added, *more)

    @property
    def complete(self) -> bool:
        """Whether all that the decision declares is modelled; else the set can be not met, never met."""
        declared = self.set.declared
        return (
            declared.criteria is not None
            and len(self.headings) >= declared.criteria
            and all(heading.complete for heading in self.headings)
            and declared.indicators is not None
            and len(self.rules) >= declared.indicators
        )

    @property
    def receipt(self) -> Mapping[str, Any]:
        """What the rulebook was made from, with digests; made when it is first asked for, never by an evaluation."""
        from ntmrules.record.receipt import receipt_of

        found: Mapping[str, Any] = self.memo("receipt", lambda: receipt_of(self))
        return found

    def evaluate(self, figures: UnitFigures, *, engine: str = "core") -> Attainment:
        """Judge one unit and return its attainment with the whole trace.

        Raises ``FiguresError`` for subjects that this set does not know and values that cannot be (``NTM5xx``), and
        ``UsageError`` for an unknown engine. Pure: no clock, no file, the same figures give the same attainment.
        """
        from ntmrules.engine import engine_named

        return self.shown_to_plugins(engine_named(engine).evaluate(self, figures))

    def shown_to_plugins(self, attainment: Attainment) -> Attainment:
        """Return ``attainment`` after every plugin that looks at attainments has seen it."""
        if self.plugins is not None and self.plugins.observed:
            self.plugins.observe(attainment)
        return attainment

    def session(self, unit: str | UnitFigures, *, inference: str = "agenda") -> Session:
        """Return a session about one unit: figures are reported one by one, each tells what it changed.

        ``inference``: ``agenda``, or ``durable`` for durable-rules. Raises what :meth:`evaluate` raises.
        """
        from ntmrules.engine.forward.session import Session

        return Session(self, unit, inference=inference)

    def area_name(self, area: str) -> Text:
        """Return the name of a column in both languages."""
        for scheme in self.schemes.values():
            for item in scheme.areas:
                if item.id == area:
                    return item.name
        return Text(area)

    def scheme_of(self, areas: Iterable[str]) -> str | None:
        """Return the scheme that has all these columns; nothing when it is the set's own or there is none."""
        wanted = set(areas)
        for scheme in self.schemes.values():
            if wanted <= {item.id for item in scheme.areas}:
                return None if self.scheme is not None and scheme.id == self.scheme.id else scheme.id
        return None

    def area_named(self, name: str) -> tuple[str, ...]:
        """Return the column that a unit says it stands in; ``UnitError`` NTM604 for an unknown one."""
        schemes = {self.scheme.id: self.scheme} if self.scheme is not None else {}
        return columns(self.set, schemes, None, name)

    def memo(self, key: str, make: Any) -> Any:
        """Return what was made for ``key`` before, or make it: compiled engines, digests."""
        if key not in self._memo:
            self._memo[key] = make()
        return self._memo[key]
