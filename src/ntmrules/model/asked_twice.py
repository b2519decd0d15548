"""What is asked more than once on the way to one verdict: facts, numbers and columns that open several of its questions.

Each question by itself is answered «not known» while a fact is missing; together they can still come to one answer only, for a
fact that makes an indicator apply can be the one that puts the unit into the zone of a higher level. So whoever wants to
know whether something may yet be met has to try the answers to such a fact one after another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise, product
from math import prod

from attrs import Factory

from ntmrules.frozen import evolve, frozen
from ntmrules.model import walk
from ntmrules.model.conditions import Condition, every_condition
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.requirements import AnyRequirement, Attained, ChildCount, NoneOf, Points
from ntmrules.model.rulebook import Rule, Rulebook

ONE, BESIDE = Decimal(1), Decimal("0.000001")
HIGH, LOW, EITHER = "high", "low", "either"
SIDES = {"at_least": HIGH, "more_than": HIGH, "count_at_least": HIGH, "at_most": LOW, "less_than": LOW,
         "attained": HIGH, "none_of": LOW}  # fmt: skip
ONE_SIDED = ({HIGH}, {LOW})  # one very good figure meets all that ask for it, one very bad figure none of them
MOST_KEPT = 1024
MOST_NUMBERS = 32  # ways with numbers that no condition reads: there can be any number of those


@frozen(kw_only=True)
class Way:
    """One way in which what is asked more than once may turn out: answers to facts, numbers, the column in each scheme."""

    facts: Mapping[str, bool] = Factory(dict)
    numbers: Mapping[str, Decimal] = Factory(dict)
    columns: Mapping[str, str] = Factory(dict)


@frozen(kw_only=True)
class AskedTwice:
    """What is asked more than once: facts, numbers with those worth trying, schemes with their columns."""

    facts: tuple[str, ...] = ()
    numbers: Mapping[str, tuple[Decimal, ...]] = Factory(dict)
    columns: Mapping[str, tuple[str, ...]] = Factory(dict)

    def __bool__(self) -> bool:
        return bool(self.facts or self.numbers or self.columns)

    @property
    def names(self) -> frozenset[str]:
        """What is asked, of whichever kind."""
        return frozenset((*self.facts, *self.numbers, *self.columns))

    def with_more(self, other: AskedTwice) -> AskedTwice:
        """Return the same with the facts and numbers of another."""
        facts = tuple(dict.fromkeys((*self.facts, *other.facts)))
        return evolve(self, facts=facts, numbers={**self.numbers, **other.numbers})

    def of(self, names: Container[str]) -> AskedTwice:
        """Return what of it is in ``names``."""
        return AskedTwice(facts=tuple(each for each in self.facts if each in names),
                          numbers={name: tried for name, tried in self.numbers.items() if name in names},
                          columns={name: areas for name, areas in self.columns.items() if name in names})  # fmt: skip

    @property
    def number(self) -> int:
        """How many ways there are."""
        return prod([2 ** len(self.facts), *map(len, self.numbers.values()), *map(len, self.columns.values())])

    @property
    def ways(self) -> Iterator[Way]:
        """Every way in which all of them may turn out; one of nothing where nothing is asked twice."""
        answers = product((True, False), repeat=len(self.facts))
        for facts, numbers, columns in product(
            answers, product(*self.numbers.values()), product(*self.columns.values())
        ):
            yield Way(facts=dict(zip(self.facts, facts, strict=True)), numbers=dict(zip(self.numbers, numbers, strict=True)),
                      columns=dict(zip(self.columns, columns, strict=True)))  # fmt: skip


def asked_twice(book: Rulebook, name: str, rules: Iterable[Rule]) -> AskedTwice:
    """Return what is asked more than once on the way to the verdict on ``name``, which ``rules`` of ``book`` come to."""
    known: dict[str, AskedTwice] = book.memo("asked_twice", dict)
    if name not in known:
        if len(known) >= MOST_KEPT:
            known.clear()
        known[name] = _Questions().of(book, rules).more_than_once(whole=name == book.id)
    return known[name]


def asked_by_several(book: Rulebook, rules: Iterable[Rule]) -> tuple[AskedTwice, AskedTwice]:
    """Return what more than one of ``rules`` asks, and beside it what no condition reads, as far as several ask for it."""
    known = tuple(rules)
    times = Counter(each for rule in known for each in all_asked(book, rule))
    asked = _Questions().of(book, known)
    return asked.shared({name for name, number in times.items() if number > 1 and name in asked.twice})


def rules_under(book: Rulebook, label: str) -> tuple[Rule, ...]:
    """Return the rules that an indicator, a criterion, or the set (no label) comes to."""
    headings = (*book.headings, *book.added_headings)
    inside = [rule for heading in headings if heading.number == label for rule in heading.rules]
    return tuple(inside or [each for each in book.all_rules if label in ("", each.number)])


def depends_on(book: Rulebook, rule: Rule, way: Way) -> bool:
    """Tell whether what a way settles is asked at all by ``rule`` of ``book``, or by what it looks at."""
    return not all_asked(book, rule).isdisjoint((*way.facts, *way.numbers, *way.columns))


def all_asked(book: Rulebook, rule: Rule) -> frozenset[str]:
    """Return the figures and schemes of columns that ``rule`` of ``book`` asks for, or what it looks at."""
    known: dict[str, frozenset[str]] = book.memo("asked_at_all", dict)
    if rule.id not in known:
        known[rule.id] = _Questions().of(book, (rule,)).all
    return known[rule.id]


class _Questions:
    """How often each fact, number and scheme of columns is asked, whichever of the sets of one unit asks."""

    def __init__(self) -> None:
        self._figures: Counter[str] = Counter()
        self._facts: set[str] = set()
        self._answers: set[str] = set()
        self._numbers: set[str] = set()
        self._measures: dict[str, Measure | None] = {}
        self._schemes: Counter[str] = Counter()
        self._levels: dict[str, set[Decimal]] = {}
        self._columns: dict[str, tuple[str, ...]] = {}
        self._sides: dict[str, set[str]] = {}
        self._seen: set[tuple[str, str, bool]] = set()
        self._whole = False

    def of(self, book: Rulebook, rules: Iterable[Rule]) -> _Questions:
        for rule in rules:
            self._of_rule(book, rule)
        return self

    @property
    def twice(self) -> frozenset[str]:
        """What is asked more than once; what only tells in which column a unit stands is asked once, however many read it."""
        return frozenset(name for asked in (self._figures, self._schemes) for name, times in asked.items() if times > 1)

    def more_than_once(self, *, whole: bool) -> AskedTwice:
        """Return what is asked more than once; of a ``whole`` set not what no condition reads."""
        found, others = self.shared(self.twice)
        if whole or self._whole:
            return found
        more = found.with_more(others.of([name for name in others.names if self._sides.get(name) not in ONE_SIDED]))
        return more if more.number <= MOST_NUMBERS else found

    def shared(self, names: Container[str]) -> tuple[AskedTwice, AskedTwice]:
        """Return what conditions and columns ask of ``names``, and the numbers and answers among them that no condition reads."""
        asked = [name for name in self._figures if name in names]
        found = AskedTwice(
            facts=tuple(name for name in asked if name in self._facts),
            numbers={name: self._tried(name) for name in asked if name in self._numbers},
            columns={name: self._columns[name] for name in self._schemes if name in names},
        )  # fmt: skip
        others = [name for name in asked if name not in found.names]
        return found, AskedTwice(facts=tuple(name for name in others if name in self._answers),
                                 numbers={name: self._tried(name) for name in others if self._levels.get(name)})  # fmt: skip

    @property
    def all(self) -> frozenset[str]:
        """Everything that is asked, figures and schemes of columns alike."""
        return frozenset((*self._figures, *self._schemes))

    def _of_rule(self, book: Rulebook, rule: Rule, *, upright: bool = True) -> None:
        """Count what a rule asks; ``upright``: what it comes to is asked for to be met, never that it is not."""
        key = (book.id, rule.id, upright)
        again = key in self._seen
        # what asks for the same indicator again asks all of its questions again
        times = 2 if again or (book.id, rule.id, not upright) in self._seen else 1
        self._seen.add(key)
        for condition in rule.conditions:
            self._of_condition(book, condition, times)
        for gate in rule.gates:  # whether a set is asked at all bears on each of its parts
            self._of_condition(book, gate.when, 1)
        for item in (rule.requirement, *(former.requirement for former in rule.every_former)):
            for part in walk.parts(item):
                self._of_part(book, part, times, upright=upright)
                for target in of_the_same_unit(part) if not again else ():
                    self._of_target(book, target, upright=upright and _asks_for_more(part))

    def _of_condition(self, book: Rulebook, condition: Condition, times: int = 1) -> None:
        for each in every_condition(condition):
            if each.fact is not None:
                self._figures[each.fact] += times
                self._facts.add(each.fact)
            if each.measure is not None:
                self._figures[each.measure] += times
                self._numbers.add(each.measure)
                self._at(book, each.measure, each.comparison[1])
            if each.zone is not None:
                self._of_scheme(book, book.scheme_of((each.zone,)), times)

    def _of_part(self, book: Rulebook, part: AnyRequirement, times: int, *, upright: bool) -> None:
        rows = [row for level in walk.levels(part).values() for row in level.rows]
        areas = [row.area for row in rows if row.area is not None]
        if areas:
            self._of_scheme(book, book.scheme_of(areas), times)
        if part.measure is not None:
            self._figures[part.measure] += times
        if part.measure is not None and rows and not isinstance(part, Points):
            self._at(book, part.measure, *(each for row in rows for each in row.values))
            self._sides.setdefault(part.measure, set()).add(SIDES.get(part.kind, EITHER) if upright else EITHER)
        if part.measure is not None and isinstance(part, Attained | NoneOf):
            if isinstance(part, NoneOf):
                self._at(book, part.measure, Decimal(0))
            else:
                self._answers.add(part.measure)
            self._sides.setdefault(part.measure, set()).add(SIDES[part.kind] if upright else EITHER)
        for scored in part.scored if isinstance(part, Points) else ():
            if scored.measure is not None:
                self._at(book, scored.measure, Decimal(0), scored.full_at, *(band.from_ for band in scored.bands))
        for name in walk.against_of(part):
            self._figures[name] += times
            self._sides.setdefault(name, set()).add(EITHER)

    def _at(self, book: Rulebook, name: str, *levels: Decimal | None) -> None:
        self._measures[name] = book.measures.get(name)
        self._levels.setdefault(name, set()).update(each for each in levels if each is not None)

    def _of_target(self, book: Rulebook, target: str, *, upright: bool) -> None:
        other, label = walk.find_target(target, book.nested, book)
        self._whole = self._whole or not label
        for rule in rules_under(other, label):
            self._of_rule(other, rule, upright=upright)

    def _of_scheme(self, book: Rulebook, scheme: str | None, times: int) -> None:
        own = book.scheme.id if book.scheme is not None else None
        name = own if scheme is None else scheme
        if name is None or (name == own and len(book.areas) < 2):
            return
        first = name not in self._columns
        self._schemes[name] += times
        if not first:
            return
        self._columns[name] = book.areas if name == own else tuple(area.id for area in book.schemes[name].areas)
        if name == own:
            if book.settled_area:
                return
            for rule in book.area_rules:
                self._answer(rule.when_any)
        zoning = book.zonings.get(name)
        for zone in zoning.rules if zoning is not None else ():
            self._answer(zone.when_any)
            if zone.when is not None:
                self._of_condition(book, zone.when)

    def _answer(self, facts: Iterable[str]) -> None:
        for fact in facts:
            self._figures[fact] += 1
            self._facts.add(fact)

    def _tried(self, name: str) -> tuple[Decimal, ...]:
        """Return the numbers worth trying: every level at which something is asked, beside it, and between each two."""
        levels = sorted(self._levels[name])
        measure = self._measures[name]
        whole = measure is not None and measure.kind is MeasureKind.COUNT
        if whole:  # nothing is counted in parts: what lies between two levels is a whole number, or is not there
            between = [each for level in levels for each in (level - ONE, level + ONE)]
            levels = [each for each in levels if each == each.to_integral_value()]
        else:
            between = [levels[0] - ONE, *((low + high) / 2 for low, high in pairwise(levels)), levels[-1] + ONE]
            between += [each for level in levels for each in (level - BESIDE, level + BESIDE)]
        found = sorted({each.to_integral_value(ROUND_FLOOR) if whole else each for each in (*levels, *between)})
        least, most = (measure.low, measure.high) if measure is not None else (None, None)
        return tuple(each for each in found if (least is None or each >= least) and (most is None or each <= most))


def of_the_same_unit(part: AnyRequirement) -> tuple[str, ...]:
    """Return what one part of a requirement asks of the same unit: sets, criteria, indicators; not of the units inside."""
    return () if isinstance(part, ChildCount) else walk.targets_of(part)


def _asks_for_more(part: AnyRequirement) -> bool:
    """Tell whether the more of its targets are met, the better for ``part``: not for points of which there may be few."""
    return not isinstance(part, Points) or (
        SIDES.get(part.op) == HIGH and not part.groups and all(each >= 0 for each in part.weights.values())
    )


__all__ = [
    "AskedTwice",
    "Way",
    "all_asked",
    "asked_by_several",
    "asked_twice",
    "depends_on",
    "of_the_same_unit",
    "rules_under",
]
