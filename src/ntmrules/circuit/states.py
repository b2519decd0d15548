"""What is known of one node, as bits: verdict, what it rests on, why it is undetermined; and how nodes are joined.

The joins of `ntmrules.model.logic`, as ``engine.core.joins`` does them, over all rows at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import Factory, evolve

from ntmrules.circuit.network import FALSE, TRUE, Bit, Circuit
from ntmrules.frozen import frozen
from ntmrules.model.logic import bar
from ntmrules.model.verdicts import ReasonCode


class NotCompiled(Exception):  # noqa: N818  (no error: the reference engine takes over)
    """The rulebook asks something that is left to the reference engine, row by row."""


Reasons = Mapping[ReasonCode, Bit]


@frozen(kw_only=True)
class State:
    """One node over all rows.

    ``met``, ``failed``, ``apart`` (not applicable) and ``open`` exclude each other and one of them holds. ``firm_*``
    are those that are not provisional, ``comp_*`` and ``rep_*`` those that rest on our comparison or on a report alone.
    ``unforeseen``: not applicable, though the text does not foresee it. ``against``: a report contradicts the verdict.
    """

    met: Bit = FALSE
    failed: Bit = FALSE
    apart: Bit = FALSE
    open: Bit = TRUE
    firm_met: Bit = FALSE
    firm_failed: Bit = FALSE
    firm_apart: Bit = FALSE
    comp_met: Bit = FALSE
    comp_failed: Bit = FALSE
    rep_met: Bit = FALSE
    rep_failed: Bit = FALSE
    rep_apart: Bit = FALSE
    unforeseen: Bit = FALSE
    against: Bit = FALSE
    reasons: Reasons = Factory(dict)


def computed(met: Bit, failed: Bit, open_: Bit, reasons: Reasons, *, provisional: bool = False) -> State:
    """Return the state of something that was compared."""
    return State(met=met, failed=failed, open=open_, comp_met=met, comp_failed=failed, reasons=reasons,
                 firm_met=FALSE if provisional else met, firm_failed=FALSE if provisional else failed)  # fmt: skip


def merge(circuit: Circuit, parts: Iterable[Reasons]) -> dict[ReasonCode, Bit]:
    """Return the reasons of several nodes together."""
    found: dict[ReasonCode, list[Bit]] = {}
    for part in parts:
        for code, bit in part.items():
            found.setdefault(code, []).append(bit)
    return {code: circuit.some(bits) for code, bits in found.items()}


def masked(circuit: Circuit, mask: Bit, reasons: Reasons) -> dict[ReasonCode, Bit]:
    """Return the reasons where ``mask`` holds."""
    found = {code: circuit.both(mask, bit) for code, bit in reasons.items()}
    return {code: bit for code, bit in found.items() if bit != FALSE}


def switch(circuit: Circuit, cases: Sequence[tuple[Bit, State]]) -> State:
    """Return the state of the case that holds; exactly one of the conditions does."""
    if len(cases) == 1:
        return cases[0][1]

    def pick(name: str) -> Bit:
        return circuit.some(circuit.both(when, getattr(state, name)) for when, state in cases)

    names = [each for each in State.__attrs_attrs__ if each.name != "reasons"]
    return State(**{each.name: pick(each.name) for each in names},
                 reasons=merge(circuit, [masked(circuit, when, state.reasons) for when, state in cases]))  # fmt: skip


def settled(circuit: Circuit, state: State) -> State:
    """Return ``state`` with what is not applicable, though the text does not foresee it, as undetermined."""
    if state.unforeseen == FALSE:
        return state
    doubt = circuit.both(state.apart, state.unforeseen)
    return evolve(
        state, apart=circuit.without(state.apart, doubt), open=circuit.either(state.open, doubt), unforeseen=FALSE,
        firm_apart=circuit.without(state.firm_apart, doubt), rep_apart=circuit.without(state.rep_apart, doubt),
    )  # fmt: skip


def join(circuit: Circuit, k: int, parts: Sequence[State]) -> State:
    """Return whether at least ``k`` parts of one requirement are met; see ``engine.core.joins.join``."""
    away = [part.apart for part in parts]
    most = sum(bit != FALSE for bit in away)
    return switch(circuit, [(circuit.exactly(n, away) if most else TRUE, _join(circuit, k, parts, len(parts) - n))
                            for n in range(most + 1)])  # fmt: skip


def _join(circuit: Circuit, k: int, parts: Sequence[State], total: int) -> State:
    if not total:
        return State(apart=TRUE, open=FALSE, firm_apart=TRUE, rep_apart=TRUE)
    k, needed = bar(k, total)

    def reach(count: int, name: str) -> Bit:
        return circuit.at_least(count, [getattr(part, name) for part in parts])

    met, failed = reach(k, "met"), reach(needed, "failed")
    comp_met = circuit.both(met, reach(k, "comp_met"))
    comp_failed = circuit.both(failed, reach(needed, "comp_failed"))
    open_ = parts[0].open if len(parts) == 1 and k == 1 else circuit.no(circuit.either(met, failed))
    reasons = merge(circuit, [
        part.reasons if part.apart == FALSE else masked(circuit, part.open, part.reasons) for part in parts
    ])  # fmt: skip
    return State(
        met=met, failed=failed, open=open_, comp_met=comp_met, comp_failed=comp_failed,
        firm_met=reach(k, "firm_met"), firm_failed=reach(needed, "firm_failed"),
        rep_met=circuit.every((met, circuit.no(comp_met), reach(k, "rep_met"))),
        rep_failed=circuit.every((failed, circuit.no(comp_failed), reach(needed, "rep_failed"))),
        reasons=masked(circuit, open_, reasons),
    )  # fmt: skip


def join_all(circuit: Circuit, parts: Sequence[State]) -> State:
    """Return the Kleene «and» over indicators or criteria; see ``engine.core.joins.join_all``."""
    if not parts:
        return State()
    settled = [circuit.without(part.apart, part.unforeseen) for part in parts]
    failed = circuit.some(part.failed for part in parts)
    fine = circuit.every(circuit.either(part.met, bit) for part, bit in zip(parts, settled, strict=True))
    can_be_apart = any(bit != FALSE for bit in settled)
    some_met = circuit.some(part.met for part in parts) if can_be_apart else TRUE
    met = circuit.both(fine, some_met)
    apart = circuit.without(fine, some_met) if can_be_apart else FALSE
    open_ = circuit.no(circuit.either(failed, fine))
    not_reported = circuit.some(circuit.without(part.met, part.rep_met) for part in parts)
    not_computed = circuit.some([circuit.without(part.met, part.comp_met) for part in parts] + settled)
    firm = circuit.no(circuit.some(circuit.without(part.met, part.firm_met) for part in parts))
    comp_failed = circuit.some(part.comp_failed for part in parts)
    other_failed = circuit.some(circuit.without(part.failed, part.rep_failed) for part in parts)
    heard = circuit.some(part.rep_apart for part in parts)
    return State(
        met=met, failed=failed, apart=apart, open=open_,
        firm_met=circuit.both(met, firm),
        firm_failed=circuit.some(part.firm_failed for part in parts),
        firm_apart=apart,
        comp_met=circuit.without(met, not_computed),
        rep_met=circuit.every((met, not_computed, circuit.no(not_reported))),
        comp_failed=comp_failed,
        rep_failed=circuit.every((failed, circuit.no(comp_failed), circuit.no(other_failed))),
        rep_apart=circuit.both(apart, heard),
        reasons=masked(circuit, open_, merge(circuit, [part.reasons for part in parts])),
    )  # fmt: skip


def undone(circuit: Circuit, state: State, where: Bit, code: ReasonCode) -> State:
    """Return ``state`` made undetermined where ``where`` holds, with ``code`` for every undetermined row."""
    if where == FALSE:
        open_ = state.open
        return state if open_ == FALSE else evolve(state, reasons=_with(circuit, state.reasons, code, open_))
    keep = circuit.no(where)
    names = [each.name for each in State.__attrs_attrs__ if each.name not in ("reasons", "open", "against")]
    kept = {name: circuit.both(keep, getattr(state, name)) for name in names}
    open_ = circuit.either(state.open, where)
    return State(**kept, open=open_, against=state.against, reasons=_with(circuit, state.reasons, code, open_))


def _with(circuit: Circuit, reasons: Reasons, code: ReasonCode, where: Bit) -> dict[ReasonCode, Bit]:
    return {**reasons, code: circuit.either(reasons.get(code, FALSE), where)}
