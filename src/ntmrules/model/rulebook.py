"""A rulebook as data: a criteria set on one day in one place, with nothing left to look up.

Engines, explanations and receipts take this; what a user calls on it stands in :mod:`ntmrules.face`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date
from typing import Any, Self, TypeVar

from attrs import field

from ntmrules.frozen import evolve, frozen
from ntmrules.model.areas import columns
from ntmrules.model.conditions import Applicability, Condition, PassRule, Transition
from ntmrules.model.days import as_day
from ntmrules.model.evidence import Floor, Provision
from ntmrules.model.lives import Lives
from ntmrules.model.measures import Measure
from ntmrules.model.overrides import KnownNames, Lapse, Placed, Zoning
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.sets import AreaRule, CriteriaSet, Criterion, Indicator, Version
from ntmrules.model.text import Text
from ntmrules.model.travel import packed, unpacked
from ntmrules.model.units import Province, Scheme


@frozen(kw_only=True)
class Former:
    """The text that a rule had before, or has with what it is derived from as that was, and for which units it still holds.

    ``applied``: the entries of packs that are laid over it, ``waived`` says that one of them takes it away; ``national`` is what
    it asks without them. ``unsure``: the entries of which no text says whether, or how, they lie over it. ``formers``: what of it
    depends on the unit in its turn.
    """

    requirement: AnyRequirement
    version: Version
    clause: Transition
    applied: tuple[Placed, ...] = ()
    formers: tuple[Former, ...] = ()
    waived: bool = False
    national: AnyRequirement | None = None
    unsure: tuple[Placed, ...] = ()


@frozen(kw_only=True)
class KeptSet:
    """The former set that units keep for which a clause holds; its rulebook is nested in that of the new one."""

    id: str
    clause: Transition


@frozen(kw_only=True)
class Rule:
    """One indicator as it applies: the version in force with every name, measure and level filled in.

    ``id`` is the full id, ``vn/xa-ntm/2021/10.1``, and ``number`` the label in its set, ``10.1``. ``requirement`` is what
    is judged, with every ``measure`` filled in; ``measure`` the id that it reads where it has none of its own.
    ``not_applicable_when`` is the text that lets it be left out, nothing where none does. ``indicator`` and ``version``
    are the rows of the catalogue that it was made of. ``applied`` are the entries of packs that were laid over it,
    ``national`` is what it asks without them (nothing where there are none), and ``waived`` says that one of them takes it
    away, though not from units that keep a text of before. ``lapsed`` are entries that have ended and had superseded others
    that would stand.
    ``applies``: of which units it is asked, by its indicator and its criterion; ``gates``: by a clause of its whole set.
    ``formers``: the texts that some units keep, the newest first; of several whose clauses hold it is the oldest.
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
    lapsed: tuple[Lapse, ...] = ()
    applies: tuple[Applicability, ...] = ()
    gates: tuple[Applicability, ...] = ()
    formers: tuple[Former, ...] = ()

    @property
    def every_former(self) -> tuple[Former, ...]:
        """Every text that some units keep, those that depend on the unit in their turn before what they hold."""
        return tuple(_every(self.formers))

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Every condition on which it depends what is asked of a unit, or whether anything is."""
        asked = (each.when for each in (*self.gates, *self.applies))
        return (*asked, *(each.clause.when for each in self.every_former))

    @property
    def foreseen(self) -> bool:
        """Whether the text lets it be not applicable."""
        return self.not_applicable_when is not None or bool(self.applies)

    @property
    def foreseen_elsewhere(self) -> bool:
        """Whether the text lets it be not applicable only to units for which its conditions do not hold."""
        return self.not_applicable_when is None and bool(self.applies)

    @property
    def conditional(self) -> bool:
        """Whether what is asked, or whether anything is, depends on the unit."""
        return bool(self.applies or self.gates or self.formers)


def _every(formers: tuple[Former, ...]) -> Iterator[Former]:
    for each in formers:
        yield each
        yield from _every(each.formers)


@frozen(kw_only=True)
class Heading:
    """One criterion as it applies.

    ``declared`` is how many indicators the decision counts under it, nothing where nobody knows. ``complete``: as many are
    modelled. ``rules`` are those in force on the day, in the order of the annex. ``passes``: how many of them have to be
    met, nothing where all of them; ``passed_by`` is the entry of a pack that says so, nothing where the text itself does.
    """

    id: str
    number: str
    name: Text
    rules: tuple[Rule, ...]
    complete: bool
    declared: int | None
    criterion: Criterion
    passes: PassRule | None = None
    passed_by: Placed | None = None

    @property
    def only_rule(self) -> Rule | None:
        """The rule of its single indicator; nothing where the decision counts several under it, or nobody knows how many."""
        return self.rules[0] if self.declared == 1 and len(self.rules) == 1 else None

    @property
    def foreseen(self) -> bool:
        """Whether the text lets all of its indicators be not applicable."""
        return bool(self.rules) and all(rule.foreseen for rule in self.rules)


@frozen(kw_only=True, eq=False, repr=False)
class Rulebook:
    """A criteria set on one day in one place.

    ``set``: the whole set, with its criteria in all their versions.
    ``on``: the date of assessment, ISO text. ``outside_force``: no text is in force on it, and the last one was asked for.
    ``floor``: the weakest evidence that a level may rest on; weaker levels are open.
    ``headings``: the criteria as they apply, in the order of the annex, each with its rules.
    ``prerequisites``: rules beside the criteria that the set asks for too.
    ``added``, ``added_headings``: what packs add, counted apart from the national tally.
    ``areas``: ids of the columns of ``scheme`` in which the unit can stand, none where the set has no columns; one alone, or
    ``settled_area``, where the caller named it, else what ``area_rules`` (facts that send a unit to a column, not ordered) leave.
    ``scheme``: how this set divides the country; ``schemes``: every such scheme by id, since a measure may have its own.
    ``zonings``: zones inside a province that packs bring, by the id of their scheme.
    ``listed``: the names of units that packs know for a zoning, by the id of its scheme.
    ``measures``: the register by id: kind, unit, bounds, parts. ``functions``: rule functions of plugins by name.
    ``loaded``: the packs and plugins behind it, with version and digest, as receipts name them.
    ``other_sets``: the labels of every set of the same level in force on the day, by id and by key (without the stage):
    what a file says of one that nobody asks for is no slip.
    ``province``: where the unit lies; ``heir``: the province of today that a former one became a part of; nothing where neither.
    ``lives``: who the units of the place are on the day, and what became of those of an earlier list; nothing where all are.
    ``nested``: rulebooks of the sets that this one asks for (``meets``, ``share_of``), by full id, on the same day and place.
    ``kept``: the former set that some units keep whole; nothing where none does. It is among the nested ones.
    """

    set: CriteriaSet
    on: date = field(converter=as_day)
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
    listed: Mapping[str, KnownNames] = field(factory=dict)
    functions: Mapping[str, Any] = field(factory=dict)
    loaded: tuple[Mapping[str, Any], ...] = ()
    other_sets: Mapping[str, frozenset[str]] = field(factory=dict)
    province: Province | None = None
    heir: Province | None = None
    lives: Lives | None = None
    outside_force: bool = False
    nested: Mapping[str, Rulebook] = field(factory=dict)
    kept: KeptSet | None = None
    _memo: dict[str, Any] = field(factory=dict, init=False, repr=False)

    def __repr__(self) -> str:
        # The whole of it, with the sets it asks for, would be megabytes in every traceback.
        return f"<Rulebook {self.id} on {self.on}{f' in {self.province.name}' if self.province else ''}>"

    def __reduce__(self) -> Any:
        return unpacked, self.memo("packed", lambda: packed(self))

    def __deepcopy__(self, memo: object) -> Self:
        return self  # nothing in it changes but what is compiled when it is first needed

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
    def hidden(self) -> int:
        """The indicators that the decision counts for the set and that stand under no criterion as far as is known."""
        counted = sum(max(len(heading.rules), heading.declared or 0) for heading in self.headings)
        return max(0, (self.set.declared.indicators or 0) - counted)

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

    def scheme_named(self, area: str) -> str | None:
        """Return the scheme that has a column, the set's own too; nothing where none has it."""
        return next((each.id for each in self.schemes.values() if any(item.id == area for item in each.areas)), None)

    def area_named(self, name: str) -> tuple[str, ...]:
        """Return the column that a unit says it stands in; ``UnitError`` NTM604 for an unknown one."""
        schemes = {self.scheme.id: self.scheme} if self.scheme is not None else {}
        return columns(self.set, schemes, None, name)

    def memo(self, key: str, make: Any) -> Any:
        """Return what was made for ``key`` before, or make it: compiled engines, digests."""
        if key not in self._memo:
            self._memo[key] = make()
        return self._memo[key]


B = TypeVar("B", bound=Rulebook)


def with_rules(book: B, change: Callable[[Rule], Rule]) -> B:
    """Return ``book`` with what ``change`` makes of each of its rules; nothing compiled for the old ones is kept."""

    def changed(rules: tuple[Rule, ...]) -> tuple[Rule, ...]:
        return tuple(map(change, rules))

    def inside(headings: tuple[Heading, ...]) -> tuple[Heading, ...]:
        return tuple(evolve(heading, rules=changed(heading.rules)) for heading in headings)

    return evolve(book, headings=inside(book.headings), added_headings=inside(book.added_headings),
                  prerequisites=changed(book.prerequisites), added=changed(book.added))  # fmt: skip


@frozen
class Names:
    """What the ids of a rulebook and of the sets it looks at stand for."""

    rules: dict[str, Rule]
    headings: dict[str, Heading]
    sets: dict[str, Text]


def names_of(book: Rulebook) -> Names:
    """Return rules, criteria and sets by id, those of nested sets included."""
    return book.memo("explain.names", lambda: _names(book))  # type: ignore[no-any-return]


def _names(book: Rulebook) -> Names:
    found = Names({}, {}, {})
    books = [book]
    while books:
        each = books.pop()
        books += each.nested.values()
        found.sets[each.id] = each.set.name
        found.headings.update({heading.id: heading for heading in (*each.headings, *each.added_headings)})
        found.rules.update({rule.id: rule for rule in each.all_rules})
    return found
