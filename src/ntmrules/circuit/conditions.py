"""Conditions over a table: where they hold, where they do not, and what they leave open; as ``engine.core.zoned``."""

from __future__ import annotations

from typing import NamedTuple

from ntmrules.circuit.asked import Asked
from ntmrules.circuit.network import FALSE, Bit
from ntmrules.circuit.states import NotCompiled, Reasons, State, masked, merge, switch
from ntmrules.model.conditions import Condition
from ntmrules.model.possible_units import settled_by_itself
from ntmrules.model.verdicts import ReasonCode


class Where(NamedTuple):
    """The rows for which a condition holds, those for which it does not, and why it is open for the rest."""

    holds: Bit
    fails: Bit
    reasons: Reasons


def where(on: Asked, condition: Condition) -> Where:
    """Return where ``condition`` holds and fails; ``NotCompiled`` for what is left to the reference engine.

    One that holds for every unit there can be, or for none, is settled in every row in which it is open.
    """
    found, settled = _where(on, condition), settled_by_itself(condition, on.book)
    if settled is None:
        return found
    circuit = on.circuit
    holds, fails = (circuit.no(found.fails), found.fails) if settled else (found.holds, circuit.no(found.holds))
    return Where(holds, fails, {})


def _where(on: Asked, condition: Condition) -> Where:
    circuit = on.circuit
    if condition.fact is not None:
        if on.present(condition.fact) != FALSE and not on.is_words(condition.fact):
            raise NotCompiled("a fact that is no answer")
        yes, no = on.word(condition.fact, 1), on.word(condition.fact, 0)
        return _of_answer(on, *((yes, no) if condition.is_ else (no, yes)))
    if condition.measure is not None:
        if on.is_words(condition.measure):
            raise NotCompiled("a number that is an answer")
        op, level = condition.comparison
        holds = on.compare(condition.measure, op, level)
        return _of_answer(on, holds, circuit.without(on.present(condition.measure), holds))
    if condition.zone is not None:
        places = on.columns(on.book.scheme_of((condition.zone,)))
        holds = circuit.some(here for here, areas, _ in places if areas == (condition.zone,))
        fails = circuit.some(here for here, areas, _ in places if condition.zone not in areas)
        doubts = [dict.fromkeys(doubt, here) for here, areas, doubt in places
                  if condition.zone in areas and len(areas) > 1]  # fmt: skip
        return Where(holds, fails, merge(circuit, doubts))
    parts = [where(on, part) for part in condition.parts]
    if condition.any_:
        holds, fails = circuit.some(part.holds for part in parts), circuit.every(part.fails for part in parts)
    elif condition.all_:
        holds, fails = circuit.every(part.holds for part in parts), circuit.some(part.fails for part in parts)
    else:
        holds, fails = circuit.every(part.fails for part in parts), circuit.some(part.holds for part in parts)
    undetermined = circuit.no(circuit.either(holds, fails))
    return Where(holds, fails, masked(circuit, undetermined, merge(circuit, [part.reasons for part in parts])))


def _of_answer(on: Asked, holds: Bit, fails: Bit) -> Where:
    undetermined = on.circuit.no(on.circuit.either(holds, fails))
    return Where(holds, fails, {ReasonCode.NO_FIGURE: undetermined})


def applying(on: Asked, condition: Condition, inner: State, *, of_the_set: bool) -> State:
    """Return ``inner`` where ``condition`` holds; elsewhere not applicable, or open while it is not known.

    ``of_the_set``: by a clause of the whole set, as in ``engine.core.conditions``.
    """
    circuit = on.circuit
    found = where(on, condition)
    undetermined = circuit.no(circuit.either(found.holds, found.fails))
    why = merge(
        circuit, [masked(circuit, undetermined, found.reasons), masked(circuit, inner.undetermined, inner.reasons)]
    )
    not_applicable = State(not_applicable=found.fails, undetermined=FALSE, firm_not_applicable=found.fails)
    unknown = State(reasons=why)
    if not of_the_set:
        out = inner.not_applicable
        unknown = State(
            not_applicable=out, undetermined=circuit.no(out), firm_not_applicable=inner.firm_not_applicable,
            rep_not_applicable=inner.rep_not_applicable, reasons=masked(circuit, circuit.no(out), why),
            asked_met=circuit.either(inner.asked_met, inner.comp_met),
            asked_not_met=circuit.either(inner.asked_not_met, inner.comp_not_met),
            firm_asked_met=circuit.either(inner.firm_asked_met, circuit.both(inner.comp_met, inner.firm_met)),
        )  # fmt: skip
    cases = [(found.holds, inner), (found.fails, not_applicable), (undetermined, unknown)]
    return switch(circuit, [(bit, state) for bit, state in cases if bit != FALSE])


__all__ = ["Where", "applying", "where"]
