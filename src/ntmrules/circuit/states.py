"""What is known of one node, as bits: verdict, what it rests on, why it is undetermined; and how nodes are joined.

The joins of `ntmrules.model.logic`, as ``engine.core.joins`` does them, over all rows at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from attrs import Factory

from ntmrules.circuit.network import FALSE, TRUE, Bit, Circuit
from ntmrules.frozen import evolve, frozen
from ntmrules.model.logic import bar
from ntmrules.model.verdicts import ReasonCode


class NotCompiled(Exception):  # noqa: N818  (no error: the reference engine takes over)
    """The rulebook asks something that is left to the reference engine, row by row."""


Reasons = Mapping[ReasonCode, Bit]


@frozen(kw_only=True)
class State:
    """One node over all rows.

    ``met``, ``not_met``, ``not_applicable`` and ``undetermined`` exclude each other and one of them holds. ``firm_*``
    are those that are not provisional, ``comp_*`` and ``rep_*`` those that rest on our comparison or on a report alone.
    ``unforeseen``: not applicable, though the text does not foresee it. ``against``: a report contradicts the verdict.
    ``asked_met``, ``asked_not_met``: undetermined, but met (not met) or not applicable; ``firm_asked_met``: not provisional.
    """

    met: Bit = FALSE
    not_met: Bit = FALSE
    not_applicable: Bit = FALSE
    undetermined: Bit = TRUE
    firm_met: Bit = FALSE
    firm_not_met: Bit = FALSE
    firm_not_applicable: Bit = FALSE
    comp_met: Bit = FALSE
    comp_not_met: Bit = FALSE
    rep_met: Bit = FALSE
    rep_not_met: Bit = FALSE
    rep_not_applicable: Bit = FALSE
    unforeseen: Bit = FALSE
    against: Bit = FALSE
    asked_met: Bit = FALSE
    asked_not_met: Bit = FALSE
    firm_asked_met: Bit = FALSE
    reasons: Reasons = Factory(dict)


def computed(met: Bit, not_met: Bit, undetermined: Bit, reasons: Reasons, *, provisional: bool = False) -> State:
    """Return the state of something that was compared."""
    return State(met=met, not_met=not_met, undetermined=undetermined, comp_met=met, comp_not_met=not_met, reasons=reasons,
                 firm_met=FALSE if provisional else met, firm_not_met=FALSE if provisional else not_met)  # fmt: skip


_ORDER = {code: at for at, code in enumerate(ReasonCode)}


def _in_order(reasons: Iterable[ReasonCode]) -> list[ReasonCode]:
    """Return reasons in their order of the closed list: they come out of sets, and bits are numbered as they are made."""
    return sorted(reasons, key=_ORDER.__getitem__)


def merge(circuit: Circuit, parts: Iterable[Reasons]) -> dict[ReasonCode, Bit]:
    """Return the reasons of several nodes together."""
    found: dict[ReasonCode, list[Bit]] = {}
    for part in parts:
        for code, bit in part.items():
            found.setdefault(code, []).append(bit)
    return {code: circuit.some(found[code]) for code in _in_order(found)}


def masked(circuit: Circuit, mask: Bit, reasons: Reasons) -> dict[ReasonCode, Bit]:
    """Return the reasons where ``mask`` holds."""
    found = {code: circuit.both(mask, reasons[code]) for code in _in_order(reasons)}
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
    doubt = circuit.both(state.not_applicable, state.unforeseen)
    return evolve(
        state, not_applicable=circuit.without(state.not_applicable, doubt),
        undetermined=circuit.either(state.undetermined, doubt), unforeseen=FALSE,
        firm_not_applicable=circuit.without(state.firm_not_applicable, doubt),
        rep_not_applicable=circuit.without(state.rep_not_applicable, doubt),
    )  # fmt: skip


def join(circuit: Circuit, k: int, parts: Sequence[State], *, counted: bool = False) -> State:
    """Return whether at least ``k`` parts of one requirement are met; see ``engine.core.joins.join``.

    ``counted``: ``k`` is a number of the text; where fewer parts apply nothing is met by those alone.
    """
    not_applicable = [part.not_applicable for part in parts]
    most = sum(bit != FALSE for bit in not_applicable)
    return switch(circuit, [(circuit.exactly(n, not_applicable) if most else TRUE,
                             _join(circuit, k, parts, len(parts) - n, counted=counted))
                            for n in range(most + 1)])  # fmt: skip


def _join(circuit: Circuit, k: int, parts: Sequence[State], total: int, *, counted: bool) -> State:
    if not total:
        return State(not_applicable=TRUE, undetermined=FALSE, firm_not_applicable=TRUE, rep_not_applicable=TRUE)
    short = counted and k > total
    k, needed = bar(k, total)

    def reach(count: int, name: str) -> Bit:
        return circuit.at_least(count, [getattr(part, name) for part in parts])

    met, not_met = FALSE if short else reach(k, "met"), reach(needed, "not_met")
    comp_met = circuit.both(met, reach(k, "comp_met"))
    comp_not_met = circuit.both(not_met, reach(needed, "comp_not_met"))
    undetermined = (
        parts[0].undetermined if len(parts) == 1 and k == 1 and not short else circuit.no(circuit.either(met, not_met))
    )
    reasons = merge(circuit, [
        part.reasons if part.not_applicable == FALSE else masked(circuit, part.undetermined, part.reasons) for part in parts
    ])  # fmt: skip
    if short:
        reasons = merge(circuit, [reasons, {ReasonCode.THRESHOLD_UNKNOWN: undetermined}])
    return State(
        met=met, not_met=not_met, undetermined=undetermined, comp_met=comp_met, comp_not_met=comp_not_met,
        firm_met=circuit.both(met, reach(k, "firm_met")), firm_not_met=reach(needed, "firm_not_met"),
        rep_met=circuit.every((met, circuit.no(comp_met), reach(k, "rep_met"))),
        rep_not_met=circuit.every((not_met, circuit.no(comp_not_met), reach(needed, "rep_not_met"))),
        reasons=masked(circuit, undetermined, reasons),
    )  # fmt: skip


def join_all(circuit: Circuit, parts: Sequence[State]) -> State:
    """Return the Kleene «and» over indicators or criteria; see ``engine.core.joins.join_all``."""
    if not parts:
        return State()
    settled = [circuit.without(part.not_applicable, part.unforeseen) for part in parts]
    not_met = circuit.some(part.not_met for part in parts)
    fine = circuit.every(circuit.either(part.met, bit) for part, bit in zip(parts, settled, strict=True))
    may_be_asked = any(part.asked_met != FALSE for part in parts)
    may_not_apply = may_be_asked or any(bit != FALSE for bit in settled)
    some_met = circuit.some(part.met for part in parts) if may_not_apply else TRUE
    # Whether what is met or not applicable applies makes no difference beside one that is met.
    met_or_out = circuit.every(circuit.some((part.met, part.asked_met, bit))
                               for part, bit in zip(parts, settled, strict=True)) if may_be_asked else fine  # fmt: skip
    met = circuit.both(met_or_out, some_met)
    not_applicable = circuit.without(fine, some_met) if may_not_apply else FALSE
    undetermined = circuit.no(circuit.some((not_met, met, not_applicable)))
    lost_or_out = [circuit.either(part.asked_not_met, bit) for part, bit in zip(parts, settled, strict=True)]
    asked_not_met = circuit.both(circuit.every(lost_or_out), circuit.some(part.asked_not_met for part in parts))
    asked_met = circuit.without(met_or_out, circuit.either(some_met, fine)) if may_be_asked else FALSE
    soft_asked = circuit.some(circuit.without(part.asked_met, part.firm_asked_met) for part in parts)
    not_reported = circuit.some(circuit.without(part.met, part.rep_met) for part in parts)
    left_out = [circuit.both(bit, part.rep_not_applicable) for part, bit in zip(parts, settled, strict=True)]
    not_computed = circuit.some([circuit.without(part.met, part.comp_met) for part in parts] + left_out)
    firm = circuit.no(circuit.some((soft_asked, *(circuit.without(part.met, part.firm_met) for part in parts))))
    comp_not_met = circuit.some(part.comp_not_met for part in parts)
    otherwise_not_met = circuit.some(circuit.without(part.not_met, part.rep_not_met) for part in parts)
    rep_not_applicable = circuit.some(part.rep_not_applicable for part in parts)
    return State(
        met=met, not_met=not_met, not_applicable=not_applicable, undetermined=undetermined,
        firm_met=circuit.both(met, firm),
        firm_not_met=circuit.some(part.firm_not_met for part in parts),
        firm_not_applicable=not_applicable,
        comp_met=circuit.without(met, not_computed),
        rep_met=circuit.every((met, not_computed, circuit.no(not_reported))),
        comp_not_met=comp_not_met,
        rep_not_met=circuit.every((not_met, circuit.no(comp_not_met), circuit.no(otherwise_not_met))),
        rep_not_applicable=circuit.both(not_applicable, rep_not_applicable),
        asked_met=asked_met, asked_not_met=asked_not_met, firm_asked_met=circuit.without(asked_met, soft_asked),
        reasons=masked(circuit, undetermined, merge(circuit, [part.reasons for part in parts])),
    )  # fmt: skip


def not_asked(state: State) -> State:
    """Return ``state`` as of something that is open for more than whether it applies."""
    return evolve(state, asked_met=FALSE, asked_not_met=FALSE, firm_asked_met=FALSE)


def undone(circuit: Circuit, state: State, where: Bit, code: ReasonCode) -> State:
    """Return ``state`` made undetermined where ``where`` holds, with ``code`` for every undetermined row."""
    if where == FALSE:
        undetermined = state.undetermined
        return (
            state if undetermined == FALSE else evolve(state, reasons=_with(circuit, state.reasons, code, undetermined))
        )
    keep = circuit.no(where)
    names = [each.name for each in State.__attrs_attrs__ if each.name not in ("reasons", "undetermined", "against")]
    kept = {name: circuit.both(keep, getattr(state, name)) for name in names}
    undetermined = circuit.either(state.undetermined, where)
    return State(
        **kept,
        undetermined=undetermined,
        against=state.against,
        reasons=_with(circuit, state.reasons, code, undetermined),
    )


def _with(circuit: Circuit, reasons: Reasons, code: ReasonCode, where: Bit) -> dict[ReasonCode, Bit]:
    return {**reasons, code: circuit.either(reasons.get(code, FALSE), where)}
