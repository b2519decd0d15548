"""What is told of each node of a compiled rulebook, as sums of bits: verdict, reasons, basis, tallies."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from ntmrules.circuit.compiler import Compiler
from ntmrules.circuit.keys import BIT_OF
from ntmrules.circuit.network import FALSE, Bit, Circuit, Sum
from ntmrules.circuit.states import State
from ntmrules.model.rulebook import Rule, Rulebook

COUNTS = ("met", "not_met", "undetermined", "not_applicable", "low", "high", "reported")


def codes(circuit: Circuit, state: State, outputs: Container[str]) -> Iterator[tuple[str, list[tuple[Bit, int]]]]:
    """Yield verdict code, mask of reasons and code of the basis of one node, each as weights of bits.

    Basis: 0 undetermined, 1 computed, 2 reported, 3 both.
    """
    if "verdict" in outputs:
        yield "verdict", [(state.met, 1), (state.undetermined, 2), (state.not_applicable, 3)]
    if "reasons" in outputs:
        yield "reasons", [(bit, BIT_OF[code]) for code, bit in state.reasons.items()]
    if "basis" in outputs:
        comp = circuit.some(
            [state.comp_met, state.comp_not_met, circuit.without(state.not_applicable, state.rep_not_applicable)]
        )
        rep = circuit.some([state.rep_met, state.rep_not_met, state.rep_not_applicable])
        mixed = circuit.no(circuit.some([state.undetermined, comp, rep]))
        mixed = FALSE if comp == circuit.no(state.undetermined) else mixed
        yield "basis", [(comp, 1), (rep, 2), (mixed, 3)]


def flags_of(circuit: Circuit, state: State, outputs: Container[str]) -> Iterator[tuple[str, Bit]]:
    """Yield whether one node is provisional, whether a report contradicts it, whether «không áp dụng» is foreseen, and whether it
    is open only for whether it is asked (of what is met then)."""
    if "provisional" in outputs:
        pairs = (
            (state.met, state.firm_met),
            (state.not_met, state.firm_not_met),
            (state.not_applicable, state.firm_not_applicable),
        )
        yield "provisional", circuit.some(circuit.without(bit, firm) for bit, firm in pairs)
    if "contradiction" in outputs:
        yield "contradiction", state.against
    if "unforeseen" in outputs:
        yield "unforeseen", state.unforeseen
    if "asked" in outputs:
        yield "asked", state.asked_met
        yield "asked_soft", circuit.without(state.asked_met, state.firm_asked_met)


def most_criteria(book: Rulebook) -> int:
    """Return the number of criteria that the set has: as declared, and never fewer than are modelled."""
    return max(book.set.declared.criteria or 0, len(book.headings))


def most_indicators(book: Rulebook) -> int:
    """Return the number of indicators that the set has: as declared, and never fewer than are modelled."""
    counted = len(book.rules) + sum(max(0, (heading.declared or 0) - len(heading.rules)) for heading in book.headings)
    declared = book.set.declared.indicators
    return max(declared if declared is not None else counted, len(book.rules))


def nodes(on: Compiler) -> Iterator[tuple[str, Rule | None, State]]:
    """Yield label, rule (of an indicator) and state of the set, its criteria and indicators, and what is outside."""
    book = on.book
    yield "", None, on.whole()
    for heading in book.headings:
        judged = on.criterion(heading)
        yield heading.number, None, judged.state
        for rule, state in judged.parts:
            yield rule.number, rule, state
    for rule in (*book.prerequisites, *book.added):
        yield rule.number, rule, on.part(rule)
    for heading in book.added_headings:
        judged = on.criterion(heading)
        yield heading.number, None, judged.state
        for rule, state in judged.parts:
            yield rule.number, rule, state


def tallies(on: Compiler) -> dict[str, Sum]:
    """Return the tallies of criteria and indicators (and of what packs add); see ``engine.core``."""
    book = on.book
    judged = [on.criterion(heading) for heading in book.headings]
    parts = [state for each in judged for _, state in each.parts]
    missing = sum(max(0, (heading.declared or 0) - len(heading.rules)) for heading in book.headings)
    room = max(missing, most_indicators(book) - len(parts))
    found = _range(on, "indicators", parts, room, [bit for each in judged for bit in each.low],
                   [bit for each in judged for bit in each.high])  # fmt: skip
    states = [each.state for each in judged]
    found |= _range(on, "criteria", states, most_criteria(book) - len(states), *_asked(on, states))
    if book.added or book.added_headings:
        more = [on.part(rule) for rule in book.added]
        more += [state for heading in book.added_headings for _, state in on.criterion(heading).parts]
        found |= _range(on, "added", more, 0, *_asked(on, more))
    return found


def _asked(on: Compiler, states: Sequence[State]) -> tuple[list[tuple[Bit, int]], list[tuple[Bit, int]]]:
    """Return what is added to the least that is met, and taken from the most, by what is open only for whether it applies."""
    low = [(state.asked_met, 1) for state in states if state.asked_met != FALSE] if on.na_counts else []
    high = [] if on.na_counts else [(state.asked_not_met, -1) for state in states if state.asked_not_met != FALSE]
    return low, high


def _range(
    on: Compiler, name: str, states: Sequence[State], room: int, low: Sequence[tuple[Bit, int]] = (),
    high: Sequence[tuple[Bit, int]] = (),
) -> dict[str, Sum]:  # fmt: skip
    """Return the tally of ``states``: ``room`` more may be met, and reports on criteria change both ends.

    The open ones are counted and those not met are the rest, for the open ones are columns of the verdicts already.
    """
    circuit, number = on.circuit, len(states)
    met, undetermined, not_applicable, unforeseen = (
        tuple(getattr(state, key) for state in states)
        for key in ("met", "undetermined", "not_applicable", "unforeseen")
    )
    reported = tuple(circuit.some([state.rep_met, state.rep_not_met, state.rep_not_applicable]) for state in states)
    found = {key: Sum(0, (), ((bits, 1),)) for key, bits in
             (("met", met), ("undetermined", undetermined), ("not_applicable", not_applicable),
              ("reported", reported))}  # fmt: skip
    found["not_met"] = Sum(number, (), ((met, -1), (undetermined, -1), (not_applicable, -1)))
    settled = ((not_applicable, 1), (unforeseen, -1))
    found["low"] = Sum(0, tuple(low), ((met, 1), *(settled if on.na_counts else ())))
    # At most: all that may still be met; what is settled as not applicable stays only where it counts as met.
    stays = (not_applicable, 1) if on.na_counts else (unforeseen, 1)
    found["high"] = Sum(room, tuple(high), ((met, 1), (undetermined, 1), stays))
    return {f"{name}.{key}": value for key, value in found.items()}
