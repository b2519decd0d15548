"""Units that could be: every way in which the facts, numbers and zones that conditions read may turn out together.

A condition by itself says of no unit that it never holds: ``all: [{fact: coast}, {fact: coast, is: false}]`` is well formed, and
what is asked where it holds would be asked of nobody, that is *not applicable* everywhere and met where that counts as met.
So conditions are tried with units that differ in all that they read: whatever they say of those they say of every unit.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_FLOOR, Decimal
from itertools import pairwise, product
from math import prod

from attrs import Factory

from ntmrules.frozen import evolve, frozen
from ntmrules.model.conditions import Condition, every_condition
from ntmrules.model.logic import OPERATORS
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.overrides import ZoneRule, Zoning
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.units import Scheme

MOST = 4096  # units tried: of conditions that read more nothing is said
ONE = Decimal(1)


@frozen(kw_only=True)
class Unit:
    """A unit that could be: answers to facts, numbers, and in which column of each scheme it stands."""

    facts: Mapping[str, bool] = Factory(dict)
    numbers: Mapping[str, Decimal] = Factory(dict)
    zones: Mapping[str, str] = Factory(dict)

    def meets(self, condition: Condition) -> bool:
        """Tell whether a condition holds for the unit."""
        if condition.fact is not None:
            return self.facts[condition.fact] is condition.is_
        if condition.measure is not None:
            op, level = condition.comparison
            return OPERATORS[op](self.numbers[condition.measure], level)
        if condition.zone is not None:
            return condition.zone in self.zones.values()
        held = map(self.meets, condition.parts)
        return all(held) if condition.all_ else any(held) if condition.any_ else not any(held)


def contradicts_itself(condition: Condition, measures: Mapping[str, Measure], schemes: Iterable[Scheme]) -> bool:
    """Tell whether no unit meets a condition, whatever its figures were. Of one that reads too much nothing is said.

    A number that a measure cannot have is told by itself, so it is no contradiction.
    """
    units = units_read_by([condition], measures, schemes, beyond=True)
    return units is not None and not any(unit.meets(condition) for unit in units)


def settled_by_itself(condition: Condition, book: Rulebook) -> bool | None:
    """Return whether a condition holds for every unit, whatever its figures are, or for none; nothing where that differs.

    Numbers are tried as far as figures of their measures go: what is known of a unit goes before this.
    """
    known: dict[Condition, bool | None] = book.memo("settled_conditions", dict)
    if condition not in known:
        units = units_read_by([condition], book.measures, book.schemes.values())
        held = {unit.meets(condition) for unit in units} if units is not None else set()
        known[condition] = held.pop() if len(held) == 1 else None
    return known[condition]


def never_reached(
    zoning: Zoning, measures: Mapping[str, Measure], schemes: Iterable[Scheme], beside: Iterable[Zoning] = ()
) -> Iterator[tuple[int, tuple[int, ...]]]:
    """Yield the rules that take no unit, by their place, each with those before it that take what it would take; with none where
    nobody meets its own condition.

    Of several rules of one zone it makes no difference which takes a unit: nothing is said where all of them are of one.
    ``beside`` are the other zonings of the pack: a condition on a zone of theirs is one on what their rules ask.
    """
    schemes = tuple(schemes)
    under = _under(zoning, {each.scheme: each for each in beside}, schemes)
    rules = [rule for each in (*under, zoning) for rule in each.rules]
    facts = [fact for rule in rules for fact in rule.when_any]
    named = {rule: _named(rule) for rule in rules if rule.units or rule.within}
    conditions = [rule.when for rule in rules if rule.when is not None]
    free = [scheme for scheme in schemes if scheme.id not in {each.scheme for each in under}]
    placed = {area.id for scheme in schemes if scheme not in free for area in scheme.areas}
    counts = Counter(named.values())
    own = {named[rule] for rule in zoning.rules if rule in named}
    alone = [name for name, number in counts.items() if number == 1 and name in own]
    shared = [name for name in counts if name not in alone]
    found = units_read_by(conditions, measures, free, facts=[*facts, *shared], placed=placed)
    if found is None:
        return
    units = (evolve(each, facts={**each.facts, **said}) for each in found for said in _one_of(alone))
    left: list[set[int]] = [set() for _ in zoning.rules]  # which rules take the units that each would take
    for unit in (_placed_by(under, each, named) for each in units):
        takes = [index for index, rule in enumerate(zoning.rules) if _takes(rule, unit, named.get(rule))]
        for index in takes:
            left[index].add(takes[0])
    for index, rule in enumerate(zoning.rules):
        if not left[index]:
            yield index, ()
        elif index not in left[index] and any(zoning.rules[other].area != rule.area for other in left[index]):
            yield index, tuple(sorted(left[index]))


def _under(zoning: Zoning, beside: Mapping[str, Zoning], schemes: Sequence[Scheme]) -> list[Zoning]:
    """Return the zonings on which the rules of one rest, each behind those on which it rests; none where they rest on itself."""
    scheme_of = {area.id: scheme.id for scheme in schemes for area in scheme.areas}
    found: dict[str, Zoning] = {}

    def follow(each: Zoning, above: tuple[str, ...]) -> bool:
        asked = (part.zone for rule in each.rules if rule.when is not None for part in every_condition(rule.when))
        for scheme in dict.fromkeys(scheme_of.get(zone, "") for zone in asked if zone is not None):
            if scheme in above:
                return False  # told by itself: zones in a circle
            if scheme in beside and scheme not in found:
                if not follow(beside[scheme], (*above, scheme)):
                    return False
                found[scheme] = beside[scheme]
        return True

    return list(found.values()) if follow(zoning, (zoning.scheme,)) else []


def _one_of(names: Sequence[str]) -> list[dict[str, bool]]:
    """Return the answers of units that are named by no rule, or by one: to be named by more reaches no rule that these do not."""
    nobody = dict.fromkeys(names, False)
    return [nobody, *({**nobody, name: True} for name in names)]


def _placed_by(under: Iterable[Zoning], unit: Unit, named: Mapping[ZoneRule, str]) -> Unit:
    """Return a unit in the zones into which the rules of some zonings put it."""
    for each in under:
        area = next((rule.area for rule in each.rules if _takes(rule, unit, named.get(rule))), each.otherwise)
        if area is not None:
            unit = evolve(unit, zones={**unit.zones, each.scheme: area})
    return unit


def _named(rule: ZoneRule) -> str:
    """Return what stands for «it is one of those that the rule names»: rules that name the same are one question."""
    return repr((sorted(rule.units), sorted(rule.within), sorted(rule.except_units)))


def _takes(rule: ZoneRule, unit: Unit, named: str | None) -> bool:
    """Tell whether a rule takes a unit; one that is left out by name is left out of nothing here, for it is one of many."""
    if rule.when is not None and not unit.meets(rule.when):
        return False
    if named is None and not rule.when_any:
        return True
    return (named is not None and unit.facts[named]) or any(unit.facts[fact] for fact in rule.when_any)


def units_read_by(
    conditions: Sequence[Condition], measures: Mapping[str, Measure], schemes: Iterable[Scheme], *,
    facts: Sequence[str] = (), beyond: bool = False, placed: Collection[str] = (),
) -> Iterator[Unit] | None:  # fmt: skip
    """Return units that differ in all that ``conditions`` read, and in ``facts``; nothing where there are more than a few
    thousand, or a zone is not known. ``beyond``: also with numbers that no figure can be. ``placed``: zones
    into which somebody else puts them.
    """
    parts = [each for condition in conditions for each in every_condition(condition)]
    asked = tuple(dict.fromkeys([*facts, *(each.fact for each in parts if each.fact is not None)]))
    levels: dict[str, set[Decimal]] = {}
    for each in parts:
        if each.measure is not None:
            levels.setdefault(each.measure, set()).add(each.comparison[1])
    numbers = {name: _tried(found, measures.get(name), beyond=beyond) for name, found in levels.items()}
    wanted = {each.zone for each in parts if each.zone is not None and each.zone not in placed}
    columns = {
        scheme.id: [area.id for area in scheme.areas]
        for scheme in schemes
        if any(area.id in wanted for area in scheme.areas)
    }
    if not wanted <= {area for areas in columns.values() for area in areas}:
        return None
    if 2 ** len(asked) * prod(map(len, numbers.values())) * prod(map(len, columns.values())) > MOST:
        return None
    return (
        Unit(
            facts=dict(zip(asked, answers, strict=True)),
            numbers=dict(zip(numbers, values, strict=True)),
            zones=dict(zip(columns, places, strict=True)),
        )
        for answers, values, places in product(
            product((True, False), repeat=len(asked)), product(*numbers.values()), product(*columns.values())
        )
    )


def _tried(levels: set[Decimal], measure: Measure | None, *, beyond: bool) -> list[Decimal]:
    """Return the numbers worth trying: each level, between each two, and past the outermost, as far as figures go."""
    least, most = (measure.low, measure.high) if measure is not None and not beyond else (None, None)
    ends = sorted(levels | {each for each in (least, most) if each is not None})
    found = {*ends, ends[0] - ONE, ends[-1] + ONE, *((low + high) / 2 for low, high in pairwise(ends))}
    if measure is not None and measure.kind is MeasureKind.COUNT:
        found = {each.to_integral_value(ROUND_FLOOR) for each in found} | {each + ONE for each in ends}
        found = {each.to_integral_value(ROUND_FLOOR) for each in found}
    return sorted(each for each in found if (least is None or each >= least) and (most is None or each <= most))


__all__ = ["Unit", "contradicts_itself", "never_reached", "settled_by_itself", "units_read_by"]
