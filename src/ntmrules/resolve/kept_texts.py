"""Texts that some units keep: which clauses still run on a day, and what an indicator was when each began.

A clause of a single version keeps the one before it, with what packs lay over it as ``laid_since`` has it; one of a whole set
(``from``) the set as it stood on the day before, with all that packs had laid over it then: nothing that was amended, added
or taken out on that day or since is asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from ntmrules.frozen import frozen
from ntmrules.model.conditions import Applicability, Condition, Remaining, SetTransition, Transition
from ntmrules.model.days import DAY
from ntmrules.model.sets import Indicator, Version
from ntmrules.resolve.laid_since import State, laid_since


@frozen
class Keeping:
    """What units keep by a clause of theirs: the ``state`` of an indicator then, nothing where it was not asked."""

    clause: Transition
    state: State | None


@frozen
class Asked:
    """An indicator on a day as it is asked: its ``state``, what units keep instead (the newest first), and of whom at all."""

    state: State
    kept: tuple[Keeping, ...] = ()
    only: tuple[Applicability, ...] = ()


def last_days(clauses: Sequence[SetTransition], day: date) -> list[date]:
    """Return the last day of each text of a set that units still keep on ``day`` by a clause of an amendment."""
    return [each.from_ - DAY for each in clauses if each.from_ is not None and each.from_ <= day]


def asked(
    indicator: Indicator, running: Sequence[SetTransition], day: date, today: date,
    state_on: Callable[[Version | None, date], State | None],
) -> Asked | None:  # fmt: skip
    """Return how an indicator is asked on ``day``; nothing where it is asked of nobody.

    ``running``: the clauses of its set that have not run out by ``today``. ``state_on`` makes a state of a version.
    """
    now = state_on(indicator.on(day), day)
    found = list(_keepings(indicator, running, day, today, state_on))
    while found and _same(found[-1].state, now):  # the newest that keeps what is asked of everybody keeps nothing
        found.pop()
    if not found:
        return None if now is None else Asked(now)
    present = [each for each in found if each.state is not None]
    if now is not None:
        return Asked(now, tuple(reversed(present)), tuple(_where(found)))
    if not present:
        return None
    newest = present[-1]
    assert newest.state is not None
    only = _among(newest.clause, tuple(each.clause.when for each in present))
    return Asked(newest.state, tuple(reversed(present[:-1])), (*_where(found), only))


def _keepings(
    indicator: Indicator, running: Sequence[SetTransition], day: date, today: date,
    state_on: Callable[[Version | None, date], State | None],
) -> Iterator[Keeping]:  # fmt: skip
    """Yield what each clause keeps, the oldest first: of several that hold for a unit it is the oldest that counts."""
    found: list[tuple[date, Transition, Version | None, bool]] = [
        (each.from_, each.clause, indicator.on(each.from_ - DAY), True)
        for each in running if each.from_ is not None and each.from_ <= day
    ]  # fmt: skip
    for version in indicator.versions:
        clause, old = version.transition, indicator.before(version)
        if clause is not None and old is not None and version.from_ <= day and clause.until >= today:
            found.append((version.from_, clause, old, False))
    for begins, clause, old, of_the_set in sorted(found, key=lambda each: each[0]):
        then = state_on(old, begins - DAY)
        yield Keeping(clause, then if of_the_set else _today(indicator, then, day, state_on))


def _today(
    indicator: Indicator, then: State | None, day: date, state_on: Callable[[Version | None, date], State | None]
) -> State | None:
    """Return what units keep on ``day`` of a single text, by its state on its last day."""
    current = indicator.on(day)
    now = state_on(current or then.version, day) if then is not None else None
    if then is None or now is None:
        return then
    own, present = (each.measure or indicator.measure for each in (then.version, now.version))
    return laid_since(then, now.entries, own, present)


def _same(one: State | None, other: State | None) -> bool:
    return one is other if one is None or other is None else one.key == other.key


def _where(found: Sequence[Keeping]) -> Iterator[Applicability]:
    """Yield of which units an indicator is asked that some clauses leave out: those that they do not hold for, and those that
    keep an even older text in which it stands."""
    older: tuple[Condition, ...] = ()
    for each in found:
        when = each.clause.when
        if each.state is not None:
            older = (*older, when)
        else:
            yield _among(each.clause, (*older, Condition(none_=(when,))))


def _among(clause: Transition, any_: tuple[Condition, ...]) -> Applicability:
    return only(clause, any_[0] if len(any_) == 1 else Condition(any_=any_))


def gate(clause: SetTransition) -> Applicability:
    """Return of which units a set is asked of which others keep a former one: those that keep nothing."""
    return only(clause, Condition(none_=(clause.when,)))


def only(clause: Transition | SetTransition, when: Condition) -> Applicability:
    """Return that something is asked only where ``when`` holds, on the ground of a clause."""
    return Remaining(when=when, evidence=clause.evidence, provision=clause.provision, note=clause.note)


__all__ = ["Asked", "Keeping", "State", "asked", "gate", "last_days", "only"]
