"""What is asked more than once on the way to one verdict: facts, numbers and columns that open several of its questions.

Each question by itself is answered «not known» while a fact is missing; together they can still come to one answer only, for a
fact that makes an indicator apply can be the one that puts the unit into the zone of a higher level. So whoever wants to
know whether something may yet be met has to try the answers to such a fact one after another.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from itertools import pairwise, product

from attrs import Factory

from ntmrules.frozen import frozen
from ntmrules.model import walk
from ntmrules.model.conditions import Condition, every_condition
from ntmrules.model.measures import Measure
from ntmrules.model.requirements import AnyRequirement, ChildCount
from ntmrules.model.rulebook import Rule, Rulebook

ONE = Decimal(1)


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
        known[name] = _Questions().of(book, rules).more_than_once()
    return known[name]


def rules_under(book: Rulebook, label: str) -> tuple[Rule, ...]:
    """Return the rules that an indicator, a criterion, or the set (no label) comes to."""
    headings = (*book.headings, *book.added_headings)
    inside = [rule for heading in headings if heading.number == label for rule in heading.rules]
    return tuple(inside or [each for each in book.all_rules if label in ("", each.number)])


def depends_on(book: Rulebook, rule: Rule, way: Way) -> bool:
    """Tell whether what a way settles is asked at all by ``rule`` of ``book``, or by what it looks at."""
    known: dict[str, frozenset[str]] = book.memo("asked_at_all", dict)
    if rule.id not in known:
        known[rule.id] = _Questions().of(book, (rule,)).all
    return not known[rule.id].isdisjoint((*way.facts, *way.numbers, *way.columns))


class _Questions:
    """How often each fact, number and scheme of columns is asked, whichever of the sets of one unit asks."""

    def __init__(self) -> None:
        self._figures: Counter[str] = Counter()
        self._facts: set[str] = set()
        self._numbers: dict[str, Measure | None] = {}
        self._schemes: Counter[str] = Counter()
        self._levels: dict[str, set[Decimal]] = {}
        self._columns: dict[str, tuple[str, ...]] = {}
        self._seen: set[tuple[str, str]] = set()

    def of(self, book: Rulebook, rules: Iterable[Rule]) -> _Questions:
        for rule in rules:
            self._of_rule(book, rule)
        return self

    def more_than_once(self) -> AskedTwice:
        twice = [name for name, times in self._figures.items() if times > 1]
        return AskedTwice(
            facts=tuple(name for name in twice if name in self._facts),
            numbers={name: self._tried(name) for name in twice if name in self._numbers},
            columns={name: self._columns[name] for name, times in self._schemes.items() if times > 1},
        )  # fmt: skip

    @property
    def all(self) -> frozenset[str]:
        """Everything that is asked, figures and schemes of columns alike."""
        return frozenset((*self._figures, *self._schemes))

    def _of_rule(self, book: Rulebook, rule: Rule) -> None:
        key = (book.id, rule.id)
        again = key in self._seen  # what asks for the same indicator again asks all of its questions again
        times = 2 if again else 1
        self._seen.add(key)
        for condition in rule.conditions:
            self._of_condition(book, condition, times)
        for gate in rule.gates:  # whether a set is asked at all bears on each of its parts
            self._of_condition(book, gate.when, 1)
        for item in (rule.requirement, *(former.requirement for former in rule.every_former)):
            self._of_item(book, item, times)
            for target in _of_the_same_unit(item) if not again else ():
                self._of_target(book, target)

    def _of_condition(self, book: Rulebook, condition: Condition, times: int = 1) -> None:
        for each in every_condition(condition):
            if each.fact is not None:
                self._figures[each.fact] += times
                self._facts.add(each.fact)
            if each.measure is not None:
                self._figures[each.measure] += times
                self._numbers[each.measure] = book.measures.get(each.measure)
                self._levels.setdefault(each.measure, set()).add(each.comparison[1])
            if each.zone is not None:
                self._of_scheme(book, book.scheme_of((each.zone,)), times)

    def _of_item(self, book: Rulebook, item: AnyRequirement, times: int) -> None:
        for part in walk.parts(item):
            rows = [row for level in walk.levels(part).values() for row in level.rows]
            areas = [row.area for row in rows if row.area is not None]
            if areas:
                self._of_scheme(book, book.scheme_of(areas), times)
            if part.measure is not None:
                self._figures[part.measure] += times
                self._levels.setdefault(part.measure, set()).update(each for row in rows for each in row.values)

    def _of_target(self, book: Rulebook, target: str) -> None:
        other, label = walk.find_target(target, book.nested, book)
        for rule in rules_under(other, label):
            self._of_rule(other, rule)

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
        """Return the numbers worth trying: every level at which something is asked, and one between each two."""
        levels = sorted(self._levels[name])
        between = ((low + high) / 2 for low, high in pairwise(levels))
        found = sorted({levels[0] - ONE, *levels, *between, levels[-1] + ONE})
        measure = self._numbers[name]
        least, most = (measure.low, measure.high) if measure is not None else (None, None)
        return tuple(each for each in found if (least is None or each >= least) and (most is None or each <= most))


def _of_the_same_unit(item: AnyRequirement) -> Iterator[str]:
    """Yield what a requirement asks of the same unit: sets, criteria, indicators; not of the units inside."""
    for part in walk.parts(item):
        if not isinstance(part, ChildCount):
            yield from walk.targets_of(part)


__all__ = ["AskedTwice", "Way", "asked_twice", "depends_on", "rules_under"]
