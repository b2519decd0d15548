"""Requirements over a table: each becomes the state of its node for every row. Same results as ``engine.core.requirements``."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

from ntmrules.circuit.asked import Asked
from ntmrules.circuit.children import child_count
from ntmrules.circuit.network import FALSE, TRUE, Bit
from ntmrules.circuit.points import points
from ntmrules.circuit.questions import OfYear
from ntmrules.circuit.states import NotCompiled, State, computed, join, masked, merge, settled, switch
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Floor
from ntmrules.model.joined import joined
from ntmrules.model.levels import Level, make_level
from ntmrules.model.requirements import AnyRequirement, Threshold
from ntmrules.model.rounding import before_rounding
from ntmrules.model.rulebook import Rule
from ntmrules.model.verdicts import ReasonCode
from ntmrules.model.walk import Visitor

NO_FIGURE, DISPUTED = ReasonCode.NO_FIGURE, ReasonCode.THRESHOLD_DISPUTED
OTHER_YEAR = -1


def requirement(on: Asked, rule: Rule, item: AnyRequirement) -> State:
    """Return the state of ``item`` for every row; ``NotCompiled`` for what only the reference engine can judge."""
    return _states.visit(item, on, rule)


def levels_of(on: Asked, rule: Rule, item: req.Comparison) -> list[tuple[Bit, Level, frozenset[ReasonCode]]]:
    """Return every level that rows can meet, where, and what would settle the doubt about the column of the unit."""
    threshold = item.threshold
    book = on.book
    by_area = any(row.area is not None for row in threshold.rows)
    scheme = book.scheme_of(row.area for row in threshold.rows if row.area is not None) if by_area else None
    places = on.columns(scheme) if by_area else [(TRUE, (), frozenset())]
    years = _years(on, item.measure or "", threshold) if threshold.by_year else [(TRUE, 0)]
    grouped: dict[object, tuple[list[Bit], Level, frozenset[ReasonCode]]] = {}
    for (here, areas, doubt), (then, year) in product(places, years):
        level = make_level(threshold, item.kind, rule.id, areas, year, book.floor, book.area_name, None)
        doubt = doubt if level.by_area else frozenset()
        codes = frozenset(reason.code for reason in level.reasons)
        key = (level.required, level.values, codes, level.provisional, level.disputes, level.fails, doubt, level.free)
        grouped.setdefault(key, ([], level, doubt))[0].append(on.circuit.both(here, then))
    found = [(on.circuit.some(bits), level, doubt) for bits, level, doubt in grouped.values()]
    return [
        (TRUE, level, doubt) if len(found) == 1 else (bit, level, doubt) for bit, level, doubt in found if bit != FALSE
    ]


def _years(on: Asked, measure: str, threshold: Threshold) -> list[tuple[Bit, int]]:
    """Return the years that make a difference and where a figure is of them; one stands for all the others.

    Where there is no figure that counts, or it names no year, the year is that of the day of assessment.
    """
    period = on.period(measure)
    if period is None:
        return [(TRUE, on.year)]
    circuit = on.circuit
    there = on.present(measure)
    found: list[tuple[Bit, int]] = []
    for year in sorted({row.year for row in threshold.rows if row.year is not None}):
        reported = circuit.leaf(OfYear(period, year, on.year))
        found.append(
            (circuit.either(circuit.both(there, reported), circuit.no(there) if year == on.year else FALSE), year)
        )
    return [*found, (circuit.no(circuit.some(bit for bit, _ in found)), OTHER_YEAR)]


def _comparison(on: Asked, rule: Rule, item: req.Comparison) -> State:
    circuit = on.circuit
    measure = item.measure or ""
    there = on.present(measure)
    if on.is_words(measure):
        raise NotCompiled("a comparison with a yes/no answer")
    cases: list[tuple[Bit, State]] = []
    for where, level, doubt in levels_of(on, rule, item):
        if level.asks_nothing:
            cases.append((where, State(not_applicable=TRUE, undetermined=FALSE, firm_not_applicable=TRUE)))
            continue
        codes = frozenset(reason.code for reason in level.reasons)
        missing = dict.fromkeys({NO_FIGURE, *codes}, circuit.no(there))
        if level.values:
            first, last = (_test(on, measure, item, item.kind, each) for each in (level.values[0], level.values[-1]))
            met = circuit.both(first, last)
            not_met = FALSE if level.free else circuit.every((there, circuit.no(first), circuit.no(last)))
            torn = circuit.without(there if level.free else circuit.either(first, last), met)
            undetermined = circuit.either(circuit.no(there), torn)
            disputed = _disputed(on, measure, item, level) if doubt else TRUE
            why = {DISPUTED: circuit.both(torn, disputed)}
            reasons = merge(circuit, [missing, dict.fromkeys(doubt, torn), why])
            cases.append(
                (
                    where,
                    computed(met, not_met, undetermined, masked(circuit, TRUE, reasons), provisional=level.provisional),
                )
            )
            continue
        not_met = _below(on, measure, item, level.fails)
        undetermined = circuit.no(not_met)
        reasons = merge(circuit, [missing, dict.fromkeys({*codes, *doubt}, circuit.without(there, not_met))])
        cases.append((where, computed(FALSE, not_met, undetermined, masked(circuit, TRUE, reasons), provisional=True)))
    return switch(circuit, cases)


def _disputed(on: Asked, measure: str, item: req.Comparison, level: Level) -> Bit:
    """Return where it matters which source is right; elsewhere every column decides, and only the column is in doubt."""
    circuit = on.circuit
    spans = [[_test(on, measure, item, item.kind, each) for each in span] for span in level.disputes]
    return circuit.some(circuit.without(circuit.either(*span), circuit.both(*span)) for span in spans)


def _test(on: Asked, measure: str, item: req.Comparison, op: str, level: Decimal) -> Bit:
    """Return where the figure, rounded where the text orders it, compares so with ``level``."""
    if item.round is not None:
        op, level = before_rounding(op, level, item.round)
    return on.compare(measure, op, level)


def _below(on: Asked, measure: str, item: req.Comparison, bound: Decimal | None) -> Bit:
    """Return where a figure misses even the loosest level that a delegation allows."""
    if bound is None:
        return FALSE
    return _test(on, measure, item, "more_than" if item.kind in ("at_most", "less_than") else "less_than", bound)


def _assertion(on: Asked, rule: Rule, item: req.Attained | req.NoneOf) -> State:
    circuit = on.circuit
    measure = item.measure or rule.id
    there = on.present(measure)
    absent = circuit.no(there)
    if item.evidence.rank < on.book.floor:
        return State(reasons=masked(circuit, TRUE, {NO_FIGURE: absent, ReasonCode.EVIDENCE_TOO_WEAK: TRUE}))
    words = on.is_words(measure)
    if isinstance(item, req.NoneOf):
        if words:
            raise NotCompiled("a count that is a yes/no answer")
        met = circuit.both(on.compare(measure, "at_least", Decimal(0)), on.compare(measure, "at_most", Decimal(0)))
        not_applicable = FALSE
    else:
        met = on.word(measure, 1) if words else FALSE
        not_applicable = on.word(measure, 3) if words else FALSE
    undetermined = circuit.either(absent, not_applicable)
    not_met = circuit.without(there, circuit.either(met, not_applicable))
    reasons = masked(circuit, TRUE, {NO_FIGURE: undetermined})
    return computed(met, not_met, undetermined, reasons, provisional=item.evidence.rank < Floor.EXCERPT)


def _left_undetermined(on: Asked, rule: Rule, item: req.Delegated | req.Unknown) -> State:
    delegated = isinstance(item, req.Delegated)
    code = ReasonCode.THRESHOLD_DELEGATED if delegated else ReasonCode.THRESHOLD_UNKNOWN
    bound = item.bound if isinstance(item, req.Delegated) else None
    not_met = requirement(on, rule, bound).not_met if bound is not None else FALSE
    undetermined = on.circuit.no(not_met)
    return computed(FALSE, not_met, undetermined, {code: undetermined}, provisional=True)


def _meets(on: Asked, item: req.Meets) -> State:
    """Return the state of the same unit under another set, or a part of one; a report on a whole set is heard."""
    if item.evidence.rank < on.book.floor:
        return State(reasons={ReasonCode.EVIDENCE_TOO_WEAK: TRUE})
    other, label = on.target_of(item.target)
    state = other.judge(label)
    provisional = item.evidence.rank < Floor.EXCERPT
    if label:
        return seen_from_outside(on, state, "", (FALSE, FALSE), provisional=provisional)
    never = other.fits_no_way(other.book.id, other.book.all_rules, lambda there: there.judge(""))
    return seen_from_outside(on, state, other.book.id, never[:2], provisional=provisional)


def seen_from_outside(
    on: Asked, state: State, report_id: str, never: tuple[Bit, Bit], *, provisional: bool
) -> State:  # fmt: skip
    """Return ``state`` seen from outside, with a report on ``report_id`` where nothing is computed.

    ``never``: where a report of met, and one of not met, fits no way in which the rest may turn out: then it contradicts.
    ``provisional``: whatever is decided rests on weak evidence.
    """
    circuit = on.circuit
    state = settled(circuit, state)
    met, not_met, _ = on.report(report_id) if report_id else (FALSE, FALSE, FALSE)
    met, not_met = circuit.without(met, never[0]), circuit.without(not_met, never[1])
    reported = circuit.either(met, not_met)  # «không áp dụng» of a whole set settles nothing
    new = [circuit.both(state.undetermined, each) for each in (met, not_met)]

    def firm(bit: Bit, added: Bit) -> Bit:
        return FALSE if provisional else circuit.either(bit, added)

    undetermined = circuit.without(state.undetermined, reported)
    kept = (
        state.reasons
        if reported == FALSE
        else masked(circuit, circuit.no(circuit.both(state.undetermined, reported)), state.reasons)
    )
    return State(
        met=circuit.either(state.met, new[0]), not_met=circuit.either(state.not_met, new[1]),
        not_applicable=state.not_applicable, undetermined=undetermined,
        firm_met=firm(state.firm_met, new[0]), firm_not_met=firm(state.firm_not_met, new[1]),
        firm_not_applicable=firm(state.firm_not_applicable, FALSE),
        comp_met=state.comp_met, comp_not_met=state.comp_not_met,
        rep_met=circuit.either(state.rep_met, new[0]), rep_not_met=circuit.either(state.rep_not_met, new[1]),
        rep_not_applicable=state.rep_not_applicable, reasons=kept,
        asked_met=FALSE if report_id else state.asked_met, asked_not_met=FALSE if report_id else state.asked_not_met,
        firm_asked_met=FALSE if report_id or provisional else state.firm_asked_met,
    )  # fmt: skip


class _States(Visitor[State]):
    """The state of each kind, made from the program over the table and the rule."""

    def _parts(self, item: AnyRequirement, on: Asked, rule: Rule) -> State:
        k, parts = joined(item)  # type: ignore[misc]
        return join(on.circuit, k, [self.visit(part, on, rule) for part in parts], counted=isinstance(item, req.KOf))

    def on_comparison(self, item: req.Comparison, on: Asked, rule: Rule) -> State:
        return _comparison(on, rule, item)

    def _assertion(self, item: req.Attained | req.NoneOf, on: Asked, rule: Rule) -> State:
        return _assertion(on, rule, item)

    def on_meets(self, item: req.Meets, on: Asked, rule: Rule) -> State:
        return _meets(on, item)

    def on_child_count(self, item: req.ChildCount, on: Asked, rule: Rule) -> State:
        return child_count(on, rule, item)

    def on_points(self, item: req.Points, on: Asked, rule: Rule) -> State:
        return points(on, rule, item)

    def _left(self, item: req.Delegated | req.Unknown, on: Asked, rule: Rule) -> State:
        return _left_undetermined(on, rule, item)

    def _not_compiled(self, item: AnyRequirement, on: Asked, rule: Rule) -> State:
        raise NotCompiled(item.kind)

    on_compound = on_between = _parts
    on_attained = on_none_of = _assertion
    on_delegated = on_unknown = _left
    on_against_figure = _not_compiled  # a row has figures of one year and one unit
    on_function = _not_compiled  # Python of a plugin is called unit by unit
    on_derived = _not_compiled  # resolving turns it into comparisons


_states = _States()
