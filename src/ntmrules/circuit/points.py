"""Points of a provincial scale over a table: the weights of what is met and of what may still be, else reported ones."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from ntmrules.circuit.asked import Asked
from ntmrules.circuit.network import TRUE, Bit
from ntmrules.circuit.states import NotCompiled, Reasons, State, computed, masked, merge, settled, switch
from ntmrules.model import requirements as req
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
    judged = [(settled(circuit, on.judge(label)), weight) for label, weight in item.weights.items()]
    least = [(state.met, weight) for state, weight in judged]
    may = [(circuit.without(state.undetermined, state.asked_not_met), weight) for state, weight in judged]
    most = [*least, *may]
    ends = [[_passes(on, end, item.op, value) for value in level.values] for end in (least, most)]
    return _decided(on, level, ends, TRUE, merge(circuit, [
        masked(circuit, circuit.no(state.asked_not_met), state.reasons) for state, _ in judged]))  # fmt: skip


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
