"""One unit in the four states of a comparison: figures of then or now, under the text of then or now.

The share of figures and of texts in a change is the mean over both orders of putting the one or the other first, so it
does not depend on which is looked at first, and the two shares add up to the change.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

import attrs

from ntmrules.engine import engine_named
from ntmrules.errors import UnitError
from ntmrules.figures.bind import of_another_set, subjects
from ntmrules.figures.newest import of_newest_time
from ntmrules.figures.withdrawn import known_on
from ntmrules.frozen import evolve, frozen
from ntmrules.model import walk
from ntmrules.model.asked import every_book
from ntmrules.model.attainment import Attainment
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.joined import not_applicable_is_met
from ntmrules.model.requirements import Points
from ntmrules.model.rulebook import Rule, Rulebook
from ntmrules.model.tally_bounds import criteria_of, indicators_of, sizes_of
from ntmrules.model.trace import NodeKind
from ntmrules.model.verdicts import Tally, Verdict
from ntmrules.progress.said import is_of_set, of_one_time
from ntmrules.resolve.options import iso_day

WHAT = ("criteria", "indicators")
Number: TypeAlias = Fraction | int


@frozen(kw_only=True)
class Count:
    """How many are met: between ``low`` and ``high`` of ``declared``; ``reported`` where only a report says so much."""

    low: int
    high: int
    declared: int | None
    reported: bool = False

    @classmethod
    def of(cls, tally: Tally, said: tuple[int, int] | None) -> Count:
        """Return the computed tally, or the reported one where that lies in a range that the figures leave open."""
        declared = tally.declared if tally.whole else None
        if said is not None and tally.low != tally.high and tally.low <= said[0] <= tally.high:
            return cls(low=said[0], high=said[0], declared=said[1], reported=True)
        return cls(low=tally.low, high=tally.high, declared=declared)

    def __add__(self, other: Count) -> Count:
        both = self.declared is not None and other.declared is not None
        return Count(low=self.low + other.low, high=self.high + other.high,
                     declared=(self.declared or 0) + (other.declared or 0) if both else None,
                     reported=self.reported or other.reported)  # fmt: skip


@frozen(kw_only=True)
class Range:
    """A change or a share of it, between ``low`` and ``high``; parts of one occur where figure and text did it together."""

    low: Number
    high: Number

    def __add__(self, other: Range) -> Range:
        return Range(low=self.low + other.low, high=self.high + other.high)

    @property
    def settled(self) -> bool:
        """Whether it is one number."""
        return self.low == self.high


NOTHING = Range(low=0, high=0)


def exactly(number: Number) -> Range:
    """Return the range of one number."""
    return Range(low=number, high=number)


@frozen(kw_only=True)
class Shares:
    """A change with the shares of figures and of texts in it, which add up to it."""

    change: Range
    figures: Range
    texts: Range

    def __add__(self, other: Shares) -> Shares:
        return Shares(change=self.change + other.change, figures=self.figures + other.figures,
                      texts=self.texts + other.texts)  # fmt: skip


@frozen(kw_only=True)
class States:
    """The four attainments: ``then`` and ``now`` as they are, ``figures_only`` and ``text_only`` with one of the two moved on."""

    then: Attainment
    now: Attainment
    figures_only: Attainment
    text_only: Attainment
    figures_moved: bool
    text_moved: bool
    one_day: bool = False

    def counts(self, what: str) -> tuple[Count, Count, Count, Count]:
        """The tallies of the four: then, figures moved on, text moved on, now."""
        return tuple(count_of(each, what) for each in (self.then, self.figures_only, self.text_only, self.now))  # type: ignore[return-value]

    @property
    def of_two_sets(self) -> bool:
        """Whether another set was in force on the first day: counts of the two are not compared."""
        return self.then.rulebook.id != self.now.rulebook.id

    def shares(self, what: str) -> Shares | None:
        """Return the change of a tally with its shares; nothing between two sets, whose counts are of other things."""
        if self.of_two_sets:
            return None
        if self.one_day and not self.figures_moved and not self.text_moved:
            return Shares(change=NOTHING, figures=NOTHING, texts=NOTHING)  # what is open is the same open thing
        counts = self.counts(what)
        found = shares(*counts, figures_moved=self.figures_moved, text_moved=self.text_moved)
        if not (self.figures_moved and self.text_moved) or any(count.reported for count in counts):
            return found
        # What is open of a criterion whose text is the same on both days no text has done: a missing figure may have.
        return _given_to_figures(found, total(open_shares(self, what)).texts)


def open_shares(found: States, what: str) -> Iterator[Shares]:
    """Yield the shares of each criterion or indicator that is open on a day, while its text neither changed nor matters."""
    kind = {"criteria": NodeKind.CRITERION, "indicators": NodeKind.INDICATOR}[what]
    same = same_rules(found.then.rulebook, found.now.rulebook)
    maps = [{node.id: node.verdict for node in each.nodes() if node.kind is kind and node.id in same}
            for each in (found.then, found.figures_only, found.text_only, found.now)]  # fmt: skip
    for key, then in maps[0].items():
        four = [each.get(key, Verdict.NOT_APPLICABLE) for each in maps]
        if Verdict.NOT_APPLICABLE in four or Verdict.UNDETERMINED not in four:
            continue
        if (then, four[1]) == (four[2], four[3]):
            counts = [
                Count(low=int(each is Verdict.MET), high=int(each is not Verdict.NOT_MET), declared=1) for each in four
            ]
            yield shares(*counts, figures_moved=True, text_moved=True)


def _given_to_figures(found: Shares, part: Range) -> Shares:
    figures, texts = found.figures, found.texts
    return _sound(Shares(change=found.change, figures=figures + part,
                         texts=Range(low=texts.low - part.low, high=texts.high - part.high)))  # fmt: skip


def count_of(attainment: Attainment, what: str) -> Count:
    """Return the tally of criteria or indicators of one attainment, computed or reported.

    A report of another set is not used. What a report says of the one tally, the other follows as far as it must.
    """
    if not is_of_set(attainment.rulebook, attainment.reported_criteria, attainment.reported_indicators):
        return Count.of(getattr(attainment.tally, what), None)
    criteria, indicators = (Count.of(getattr(attainment.tally, each), reported_of(attainment, each)) for each in WHAT)
    return tied(attainment.rulebook, criteria, indicators)[WHAT.index(what)]


def tied(book: Rulebook, criteria: Count, indicators: Count) -> tuple[Count, Count]:
    """Return the two counts, an open one no wider than what is reported of the other leaves it.

    Where nobody knows how many indicators each criterion has, all criteria are still all indicators, and the other way round.
    """
    if not all_are_needed(book):
        return criteria, indicators
    sizes = sizes_of(book)
    if sizes is not None and not_applicable_is_met(book):
        ends = (
            criteria_of(sizes, (indicators.low, indicators.high)),
            indicators_of(sizes, (criteria.low, criteria.high)),
        )
    else:
        ends = _whole(criteria, indicators), _whole(indicators, criteria)
    return (_no_wider(criteria, *ends[0]) if indicators.reported else criteria,
            _no_wider(indicators, *ends[1]) if criteria.reported else indicators)  # fmt: skip


def _whole(own: Count, other: Count) -> tuple[int, int]:
    """Return the ends of a count by the other one where only all of the one is known to be all of the other."""
    if own.declared is None or own.declared != own.high or other.low != other.declared:
        return own.low, own.high
    return own.high, own.high


def _no_wider(own: Count, low: int, high: int) -> Count:
    """Return an open count within other ends; ends that leave nothing of it contradict it, and say nothing."""
    low, high = max(own.low, low), min(own.high, high)
    if own.low == own.high or own.declared is None or low > high or (low, high) == (own.low, own.high):
        return own
    return evolve(own, low=low, high=high, reported=True)


def reported_of(attainment: Attainment, what: str) -> tuple[int, int] | None:
    """Return the reported tally of criteria or indicators of one attainment."""
    return attainment.reported_criteria if what == WHAT[0] else attainment.reported_indicators


def all_are_needed(book: Rulebook) -> bool:
    """Tell whether a set is met only with all its criteria, each of them only with all its indicators: no points, no minimum."""

    def needed() -> bool:
        every = [*book.headings, *book.added_headings]
        return book.set.pass_ is None and all(heading.passes is None for heading in every) and not any(
            isinstance(rule.requirement, Points) for rule in book.all_rules)  # fmt: skip

    return bool(book.memo("all_are_needed", needed))


def cannot_both_be(attainment: Attainment) -> bool:
    """Tell whether the reported tallies contradict each other: all criteria are met if and only if all indicators are, and a
    criterion that is not met has an indicator that is not.
    """
    criteria, indicators = (count_of(attainment, what) for what in WHAT)
    exact = all(count.reported and count.low == count.high for count in (criteria, indicators))
    if not (exact and all_are_needed(attainment.rulebook)):
        return False
    if criteria.declared is None or indicators.declared is None:
        return False
    left = criteria.declared - criteria.low, indicators.declared - indicators.low
    return left[0] > left[1] or (left[0] == 0) != (left[1] == 0)


def of_each(count: Count, book: Rulebook) -> Verdict:
    """Return what a reported tally says of each criterion that is open: met where all are, not met where none is."""
    if not count.reported or book.set.pass_ is not None or count.declared is None:
        return Verdict.UNDETERMINED
    if count.low == count.declared:
        return Verdict.MET
    return Verdict.NOT_MET if count.high == 0 else Verdict.UNDETERMINED


def open_of(attainment: Attainment, what: str) -> Verdict:
    """Return what reports say of each criterion or indicator that is open; nothing where two of them cannot both be."""
    if cannot_both_be(attainment):
        return Verdict.UNDETERMINED
    return of_each(count_of(attainment, what), attainment.rulebook)


def counted(attainment: Attainment) -> Verdict:
    """Return the verdict as it is counted: who reports fewer criteria than the set has does not meet it, whatever is open."""
    criteria = count_of(attainment, "criteria")
    fewer = criteria.reported and criteria.declared is not None and criteria.high < criteria.declared
    if attainment.verdict is Verdict.UNDETERMINED and fewer and attainment.rulebook.set.pass_ is None:
        return Verdict.NOT_MET
    return attainment.verdict


def shares(
    then: Count, figures: Count, text: Count, now: Count, *, figures_moved: bool, text_moved: bool
) -> Shares:  # fmt: skip
    """Return the change from ``then`` to ``now`` with the share of each cause: the mean over both orders.

    What is open on a day may have been either; that width belongs to what moved, to both alike where both did, and to the
    figures where neither did, for a text is known and a missing figure is not.
    """
    change = Range(low=now.low - then.high, high=now.high - then.low)
    if not text_moved:
        return Shares(change=change, figures=change, texts=NOTHING)
    if not figures_moved:
        return Shares(change=change, figures=NOTHING, texts=change)
    # Each step taken by itself is as wide as its two ends; what the middle states add to that is given back in equal parts.
    middle = Fraction(figures.high - figures.low + text.high - text.low, 4)
    steps = {"figures": ((then, figures), (text, now)), "texts": ((then, text), (figures, now))}
    parts = {
        name: Range(low=Fraction(sum(after.low - before.high for before, after in pairs), 2) + middle,
                    high=Fraction(sum(after.high - before.low for before, after in pairs), 2) - middle)
        for name, pairs in steps.items()
    }  # fmt: skip
    return _sound(Shares(change=change, figures=parts["figures"], texts=parts["texts"]))


def _sound(found: Shares) -> Shares:
    """Return shares of which none ends before it begins: what was taken too much of one is taken back from both."""
    for over in (found.figures.low - found.figures.high, found.texts.low - found.texts.high):
        if over > 0:
            half = Fraction(over, 2)
            narrow = {name: Range(low=part.low - half, high=part.high + half) if part.low > part.high
                      else Range(low=part.low + half, high=part.high - half)
                      for name, part in (("figures", found.figures), ("texts", found.texts))}  # fmt: skip
            return Shares(change=found.change, figures=narrow["figures"], texts=narrow["texts"])
    return found


def states(
    books: tuple[Rulebook, Rulebook], figures: tuple[UnitFigures, UnitFigures], *, text_moved: bool,
    beside: Sequence[Rulebook] = (),
) -> States:  # fmt: skip
    """Return the four states of a unit between two days; equal ones are judged once.

    ``beside`` are rulebooks of other sets or days that the same figures were handed in for.
    """
    engine = engine_named("core")
    figures = of_one_time(figures[0], str(books[0].on)), of_one_time(figures[1], str(books[1].on))
    every = (*books, *beside)

    def judged(book: Rulebook, unit: UnitFigures) -> Attainment:
        return engine.evaluate(book, known_to(book, unit, every))

    then, now = judged(books[0], figures[0]), judged(books[1], figures[1])
    figures_moved = said_by(figures[0]) != said_by(figures[1])
    early, late = as_known_on(figures[0], str(books[1].on)), as_known_on(figures[1], str(books[0].on))
    figures_only = now if not text_moved else then if not figures_moved else judged(books[0], late)
    text_only = then if not text_moved else now if not figures_moved else judged(books[1], early)
    return States(then=then, now=now, figures_only=figures_only, text_only=text_only,
                  figures_moved=figures_moved, text_moved=text_moved, one_day=books[0].on == books[1].on)  # fmt: skip


def known_to(book: Rulebook, unit: UnitFigures, others: Iterable[Rulebook] = ()) -> UnitFigures:
    """Leave out what only one of the ``others`` knows: its labels mean nothing under ``book``.

    What none of them knows stays, and is refused as anywhere where ``book`` judges the unit.
    """
    return _known_to(book, unit, tuple(others), inside=False)


def _known_to(book: Rulebook, unit: UnitFigures, others: Sequence[Rulebook], *, inside: bool) -> UnitFigures:
    foreign = {subject for subject in {entry.subject for entry in unit.entries}
               if not _hears(book, subject, inside=inside)
               and any(_hears(other, subject, inside=inside) for other in others)}  # fmt: skip
    area = unit.area
    if area is not None and not has_area(book, area) and any(has_area(other, area) for other in others):
        area = None  # a group of communes of the later set is no region of the earlier one
    if not unit.children and not foreign and area == unit.area:
        return unit
    entries = tuple(entry for entry in unit.entries if entry.subject not in foreign) if foreign else unit.entries
    return evolve(unit, entries=entries, area=area,
                        children=tuple(_known_to(book, child, others, inside=True) for child in unit.children))  # fmt: skip


def has_area(book: Rulebook, area: str) -> bool:
    """Tell whether a unit can stand in this area under a rulebook."""
    try:
        book.area_named(area)
    except UnitError:
        return False
    return True


def _hears(book: Rulebook, subject: str, *, inside: bool) -> bool:
    """Tell whether a rulebook knows a subject of its own unit, or of one inside that it judges by other sets."""
    if subject in subjects(book) or of_another_set(book, subject):
        return True
    return inside and any(subject in subjects(each) for each in every_book(book))


def said_by(unit: UnitFigures) -> frozenset[object]:
    """Return what the figures of a unit say, whatever their day: values, states, and those of the units inside."""
    own = {(entry.subject, type(entry.value), entry.value, entry.period, entry.status) for entry in unit.entries}
    return frozenset({*own, *((child.unit, said_by(child)) for child in unit.children), ("area", unit.area)})


def as_known_on(unit: UnitFigures, day: str) -> UnitFigures:
    """Return figures as if they had been known on an earlier day: a text of the past would not see later ones."""
    known = iso_day(day)
    year = int(known[:4])
    last = max((known, *map(known_on, unit.entries)))
    groups: dict[tuple[str, type, int | None], list[Entry]] = {}
    for entry in unit.entries:
        period = None if entry.period is None else min(entry.period, year)
        groups.setdefault((entry.subject, type(entry.value), period), []).append(entry)
    entries = [evolve(entry, period=period, as_of=entry.as_of if entry.as_of is not None and entry.as_of <= known else None)
               for (_, _, period), group in groups.items() for entry in of_newest_time(group, last)]  # fmt: skip
    return evolve(unit, entries=tuple(entries), children=tuple(as_known_on(child, day) for child in unit.children))


def same_text(one: Rulebook, two: Rulebook) -> bool:
    """Tell whether two rulebooks ask the same: same set, requirements, provisions and areas, also in the sets they ask for.

    A level by year is another one in another year, so where a row has its year the days have to be in one year.
    """
    if one is two:
        return True
    if one.id != two.id or one.areas != two.areas or one.area_rules != two.area_rules:
        return False
    rules, others = one.all_rules, two.all_rules
    if [rule.id for rule in rules] != [rule.id for rule in others]:
        return False
    if any(_asked(a) != _asked(b) for a, b in zip(rules, others, strict=True)):
        return False
    if one.on.year != two.on.year and any(_by_year(rule.requirement) for rule in rules):
        return False
    return one.nested.keys() == two.nested.keys() and all(
        same_text(each, two.nested[key]) for key, each in one.nested.items()
    )


def same_rules(one: Rulebook, two: Rulebook) -> frozenset[str]:
    """Return the ids of the criteria and indicators of which two rulebooks of one set and its areas ask the same."""
    known: dict[int, tuple[Rulebook, frozenset[str]]] = one.memo("same_rules", dict)
    if id(two) not in known:
        known[id(two)] = two, frozenset(_same_rules(one, two))
    return known[id(two)][1]


def _same_rules(one: Rulebook, two: Rulebook) -> Iterator[str]:
    if one.id != two.id or one.areas != two.areas or one.area_rules != two.area_rules:
        return
    old = {rule.id: rule for rule in one.all_rules}
    alike = {key for key, each in two.nested.items() if key in one.nested and same_text(one.nested[key], each)}
    same = {rule.id for rule in two.all_rules if rule.id in old and _asked(rule) == _asked(old[rule.id])
            and (one.on.year == two.on.year or not _by_year(rule.requirement)) and _others(rule, two) <= alike}  # fmt: skip
    yield from same
    headings = {heading.id: heading for heading in one.headings}
    for heading in two.headings:
        was = headings.get(heading.id)
        if was is not None and (was.passes, was.declared, [rule.id for rule in was.rules]) == (
            heading.passes, heading.declared, [rule.id for rule in heading.rules]
        ) and all(rule.id in same for rule in heading.rules):  # fmt: skip
            yield heading.id


def _asked(rule: Rule) -> object:
    own = rule.requirement, rule.national, rule.provision, rule.measure, rule.applied, rule.waived
    return (*own, rule.formers, rule.applies, rule.gates)


def _others(rule: Rule, book: Rulebook) -> set[str]:
    """Return the ids of the other sets that a rule asks for: where the text of one changed, what the rule asks did too."""
    given = (placed.override.requirement for placed in rule.applied)
    items = (rule.requirement, rule.national, *(former.requirement for former in rule.every_former), *given)
    targets = {target for item in items if item is not None for part in walk.parts(item)
               if (target := getattr(part, "target", None)) is not None}  # fmt: skip
    found = (walk.find_target(each, book.nested, None)[0] for each in targets)
    return {each.id for each in found if each is not None}


def _by_year(value: object) -> bool:
    """Tell whether somewhere in a requirement a row of levels has its year."""
    if isinstance(value, tuple):
        return any(_by_year(each) for each in value)
    if not attrs.has(type(value)):
        return False
    if getattr(value, "year", None) is not None and hasattr(value, "area"):
        return True
    return any(_by_year(getattr(value, each.name)) for each in attrs.fields(type(value)))  # type: ignore[arg-type]


def total(parts: Iterable[Shares]) -> Shares:
    """Return the shares of several units together."""
    found = Shares(change=NOTHING, figures=NOTHING, texts=NOTHING)
    for part in parts:
        found += part
    return found


def plain(number: Number) -> int | Decimal:
    """Return a share as a plain number: a whole one, or one with a half or a quarter."""
    exact = Fraction(number)
    return exact.numerator if exact.denominator == 1 else Decimal(exact.numerator) / Decimal(exact.denominator)


Books: TypeAlias = Callable[[str, str | None], Rulebook]
"""Returns the rulebook of a day (ISO) and a province."""
Values: TypeAlias = Mapping[str, Shares]
