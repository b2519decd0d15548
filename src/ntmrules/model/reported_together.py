"""Reports on one set held against each other: which of them one fact ties together, and which lies under which.

Two reports can each be borne out by an answer to one fact and together by none only where both depend on that fact.
A report on a criterion and one on its indicator are not two witnesses: the lower one stands, and contradicts the upper one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from ntmrules.frozen import evolve, frozen
from ntmrules.model import walk
from ntmrules.model.asked_twice import (
    MOST_NUMBERS,
    AskedTwice,
    all_asked,
    asked_by_several,
    of_the_same_unit,
    rules_under,
)
from ntmrules.model.rulebook import Rule, Rulebook


def may_be_reported(book: Rulebook) -> Mapping[str, tuple[Rule, ...]]:
    """Return the ids of the indicators and criteria of a set, each with the rules that it comes to."""
    known: dict[str, tuple[Rule, ...]] = book.memo("may_be_reported", dict)
    if not known:
        known.update({rule.id: (rule,) for rule in book.all_rules})
        known.update({each.id: each.rules for each in (*book.headings, *book.added_headings)})
    return known


@frozen(kw_only=True)
class Tied:
    """Ids that something asked more than once ties together, and what that is."""

    names: frozenset[str]
    asked: AskedTwice

    def alone(self, book: Rulebook) -> Tied:
        """Return the same with what its own names ask."""
        return evolve(self, asked=self.asked_by(book, self.names))

    def asked_by(self, book: Rulebook, said: Iterable[str]) -> AskedTwice:
        """Return what of it bears on ``said``."""
        every = may_be_reported(book)
        return self.asked.of(frozenset[str]().union(*(all_asked(book, rule) for name in said for rule in every[name])))


def tied(book: Rulebook) -> tuple[Tied, ...]:
    """Return what something that several rules ask ties together, group by group; what nothing ties is in none.

    Numbers and answers that no condition reads tie only where there are few ways in which all that is asked may turn out.
    """
    known: dict[str, tuple[Tied, ...]] = book.memo("tied", dict)
    if not known:
        asked, others = asked_by_several(book, book.all_rules)
        more, found = asked.with_more(others), list[Tied]()
        for names in _grouped(book, may_be_reported(book), more):
            group = Tied(names=names, asked=more).alone(book)
            parts = [group] if group.asked.number <= MOST_NUMBERS or group.asked.names <= asked.names else [
                Tied(names=part, asked=asked).alone(book) for part in _grouped(book, names, asked)]  # fmt: skip
            found += parts
        known["groups"] = tuple(found)
    return known["groups"]


def _grouped(book: Rulebook, names: Iterable[str], shared: AskedTwice) -> list[frozenset[str]]:
    """Return ``names`` in groups between which nothing of ``shared`` is asked by both; without what asks nothing of it."""
    every, groups = may_be_reported(book), list[tuple[frozenset[str], frozenset[str]]]()
    for name in names:
        asked = shared.names.intersection(frozenset[str]().union(*(all_asked(book, rule) for rule in every[name])))
        mine = [each for each in groups if not asked.isdisjoint(each[1])]
        if asked:
            together, others = (frozenset[str]().union(*(each[at] for each in mine)) for at in (0, 1))
            groups = [*(each for each in groups if each not in mine), (together | {name}, others | asked)]
    return [together for together, _ in groups if len(together) > 1]


def beside(book: Rulebook, name: str, said: Iterable[str]) -> frozenset[str]:
    """Return which of ``said``, itself among them, are witnesses beside ``name``: all but what stands above it."""
    under = _under(book)
    return frozenset(other for other in said if name not in under[other])


def _under(book: Rulebook) -> Mapping[str, frozenset[str]]:
    """Return for each id all that lies under it: the indicators of a criterion, what a requirement asks for in the same set."""
    known: dict[str, frozenset[str]] = book.memo("under", dict)
    if known:
        return known
    every = may_be_reported(book)
    numbers = {each.id: each.number for each in (*book.headings, *book.added_headings)}
    direct: dict[str, set[str]] = {name: {rule.id for rule in rules} - {name} for name, rules in every.items()}
    for rule in book.all_rules:
        for item in (rule.requirement, *(former.requirement for former in rule.every_former)):
            for target in (each for part in walk.parts(item) for each in of_the_same_unit(part)):
                other, label = walk.find_target(target, book.nested, book)
                if other is book and label:
                    direct[rule.id].update(each.id for each in rules_under(book, label))
                    direct[rule.id].update(name for name, number in numbers.items() if number == label)

    def below(name: str, seen: set[str]) -> set[str]:
        for each in direct[name] - seen:
            seen.add(each)
            below(each, seen)
        return seen

    known.update({name: frozenset(below(name, set()) - {name}) for name in every})
    return known


__all__ = ["Tied", "beside", "may_be_reported", "tied"]
