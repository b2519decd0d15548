"""Points of a provincial scale over a table: the weights of what is met and of what may still be, else reported ones."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import NamedTuple

from ntmrules.circuit.asked import Asked
from ntmrules.circuit.network import FALSE, TRUE, Bit, Circuit
from ntmrules.circuit.states import NotCompiled, Reasons, State, computed, masked, merge, settled, switch
from ntmrules.model import requirements as req
from ntmrules.model.joined import points_where_not_applicable
from ntmrules.model.levels import Level, make_level
from ntmrules.model.rulebook import Rule
from ntmrules.model.verdicts import ReasonCode

NO_FIGURE = ReasonCode.NO_FIGURE
MOST_PLACES = 9


def points(on: Asked, rule: Rule, item: req.Points) -> State:
    """Return the state of points against a pass mark; same cases as ``engine.core.points``.

    Raises ``NotCompiled`` for what is left to the reference engine.
    """
    circuit = on.circuit
    if item.groups:
        raise NotCompiled("graded points")
    if any(row.year is not None or row.area is not None for row in item.threshold.rows):
        raise NotCompiled("a pass mark by year or zone")
    level = make_level(item.threshold, item.op, rule.id, (), 0, on.book.floor, on.book.area_name, None)
    if not item.weights:
        measure = item.measure or rule.id
        if on.is_words(measure):
            raise NotCompiled("points that are an answer")
        there = on.present(measure)
        given = _decided(on, level, [[on.compare(measure, item.op, value) for value in level.values]], there)
        unknown = State(
            reasons=dict.fromkeys({NO_FIGURE, *(reason.code for reason in level.reasons)}, circuit.no(there))
        )
        return switch(circuit, [(there, given), (circuit.no(there), unknown)])
    unasked = points_where_not_applicable(item, on.book)
    judged = [
        (_given(circuit, settled(circuit, on.judge(label)), unasked), weight) for label, weight in item.weights.items()
    ]
    if any(weight < 0 for _, weight in judged):
        raise NotCompiled("points that are taken off")
    least = [(given.sure, weight) for given, weight in judged]
    most = [*least, *((given.maybe, weight) for given, weight in judged)]
    ends = [[_passes(on, end, item.op, value) for value in level.values] for end in (least, most)]
    return _decided(on, level, ends, TRUE, merge(circuit, [given.reasons for given, _ in judged]))


class _Given(NamedTuple):
    """Where an indicator gives its points for sure, where it may, and why it is not known whether it does."""

    sure: Bit
    maybe: Bit
    reasons: Reasons


def _given(circuit: Circuit, state: State, unasked: str | None) -> _Given:
    """Return what an indicator gives by its verdict; what does not apply as ``engine.core.points`` has it."""
    if unasked == "full_points":
        sure, maybe = circuit.some((state.met, state.not_applicable, state.asked_met)), state.undetermined
        maybe = circuit.without(maybe, state.asked_met)
        return _Given(sure, maybe, masked(circuit, maybe, state.reasons))
    if unasked == "no_points":
        maybe = circuit.without(state.undetermined, state.asked_not_met)
        return _Given(state.met, maybe, masked(circuit, maybe, state.reasons))
    maybe = circuit.either(state.undetermined, state.not_applicable)
    silent = {ReasonCode.THRESHOLD_UNKNOWN: state.not_applicable} if state.not_applicable != FALSE else {}
    return _Given(state.met, maybe, merge(circuit, [masked(circuit, state.undetermined, state.reasons), silent]))


def _decided(on: Asked, level: Level, ends: list[list[Bit]], where: Bit, waiting: Reasons | None = None) -> State:
    """Return the state where every end (of what the points may be) is compared with every level that may hold."""
    circuit = on.circuit
    if not level.values:
        return State(reasons=masked(circuit, where, {reason.code: where for reason in level.reasons}))
    every = [bit for end in ends for bit in end]
    met, not_met = circuit.every(every), circuit.no(circuit.some(every))
    undetermined = circuit.no(circuit.either(met, not_met))
    why = dict(waiting or {})
    nothing_open = circuit.no(circuit.some(why.values()))
    why = merge(circuit, [why, {ReasonCode.THRESHOLD_DISPUTED: nothing_open}])
    return computed(met, not_met, undetermined, masked(circuit, undetermined, why), provisional=level.provisional)


def _passes(on: Asked, weights: Iterable[tuple[Bit, Decimal]], op: str, value: Decimal) -> Bit:
    """Return where the weights of what is true come to a total that compares so with ``value``; in whole numbers."""
    weights = list(weights)
    places = max(0, *(-int(each.as_tuple().exponent) for each in (value, *(weight for _, weight in weights))))
    if places > MOST_PLACES:
        raise NotCompiled("points with many digits")
    whole = [(bit, int(weight.scaleb(places))) for bit, weight in weights]
    mark = int(value.scaleb(places))
    # More than the mark, and at most the mark, are decided by the next whole number.
    reached = on.circuit.reaches(mark if op in ("at_least", "less_than") else mark + 1, whole)
    return on.circuit.no(reached) if op in ("at_most", "less_than") else reached
