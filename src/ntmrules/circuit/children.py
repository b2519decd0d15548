"""Shares and counts of the units inside: each child table is judged by its own set and put together by parent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from decimal import ROUND_CEILING, Decimal
from typing import TypeAlias

from ntmrules.circuit.asked import Asked
from ntmrules.circuit.keys import BIT_OF, CHILDREN, CODE, FIGURE, Kind
from ntmrules.circuit.network import FALSE, TRUE, Bit, Circuit
from ntmrules.circuit.questions import Flagged, InMask, Weighed
from ntmrules.circuit.states import NotCompiled, State, masked, merge, switch
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.asked import child_sets
from ntmrules.model.asked_twice import asked_twice, rules_under
from ntmrules.model.joined import not_applicable_is_met, settled_without_total
from ntmrules.model.levels import Level, make_level
from ntmrules.model.logic import OPERATORS
from ntmrules.model.rulebook import Rule, Rulebook
from ntmrules.model.verdicts import ReasonCode, Verdict

NO_FIGURE = ReasonCode.NO_FIGURE
Terms: TypeAlias = Mapping[str, int]
MOST_PLACES = 9
MET, UNDETERMINED, NOT_APPLICABLE = (CODE[each] for each in (Verdict.MET, Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE))


def counts(book: Rulebook) -> Iterator[tuple[Rulebook, req.ChildCount]]:
    """Yield every share and count over child units that judging by ``book`` needs, with the book that asks it."""
    for rule in book.all_rules:
        for part in walk.parts(rule.requirement):
            if isinstance(part, req.ChildCount):
                yield book, part
            elif isinstance(part, req.Meets):
                nested, _ = walk.find_target(part.target, book.nested, None)
                if nested is not None:
                    yield from counts(nested)
            elif isinstance(part, req.Delegated) and isinstance(part.bound, req.ChildCount):
                yield book, part.bound


def column(book: Rulebook, item: req.ChildCount, name: str) -> str:
    """Return the name of a column about the children that ``item`` of ``book`` looks at."""
    return f"{CHILDREN}{book.id}:{item.children}:{item.target or item.measure}:{name}"


def columns_about(book: Rulebook, item: req.ChildCount) -> dict[str, Kind]:
    """Return the columns that say what the children come to that ``item`` of ``book`` looks at."""
    kinds = {"n": Kind.WHOLE, "met": Kind.WHOLE, "lost": Kind.WHOLE, "out": Kind.WHOLE, "soft": Kind.FLAG, "weak": Kind.FLAG,
             "why_all": Kind.MASK, "why_open": Kind.MASK}  # fmt: skip
    return {column(book, item, name): kind for name, kind in kinds.items()}


def one_set(book: Rulebook, level: str) -> bool:
    """Return whether one set judges the children, so that labels need not name it."""
    return len(child_sets(book).get(level, ())) <= 1


def one_set_in_all(book: Rulebook, level: str) -> bool:
    """Return whether one set judges the children for ``book`` and for every set that its unit has to meet besides."""
    sets = {
        each.id for owner in (book, *(owner for owner, _ in counts(book))) for each in child_sets(owner).get(level, ())
    }
    return len(sets) <= 1


def child_count(on: Asked, rule: Rule, item: req.ChildCount) -> State:
    """Return the state of a share or count over the children; same cases as ``engine.core.references.compile_children``.

    Raises ``NotCompiled`` for what is left to the reference engine.
    """
    circuit, book = on.circuit, on.book
    share = isinstance(item, req.ShareOf)
    if isinstance(item, req.ShareOf) and item.round is not None:
        raise NotCompiled("a share that is rounded")
    if _may_not_be_asked(book, item):
        raise NotCompiled("a share of units of which some may not be asked")
    if any(row.year is not None or row.area is not None for row in item.threshold.rows):
        raise NotCompiled("a share or count by year or zone")
    level = make_level(item.threshold, item.op, rule.id, (), 0, book.floor, book.area_name, None)
    if any(-int(value.as_tuple().exponent) > MOST_PLACES for value in level.values):
        raise NotCompiled("a level with many digits")
    total_of = f"so-{item.children}"
    if on.is_words(total_of):
        raise NotCompiled("a number of children that is an answer")
    handed_in = column(book, item, "n") in on.schema
    n, met, lost, out = ({column(book, item, name): 1} if handed_in else {} for name in ("n", "met", "lost", "out"))
    known = on.present(total_of)
    total = {FIGURE + total_of: 1}
    some = _asked(on, n, "more_than", 0) if handed_in else FALSE
    cases: list[tuple[Bit, State]] = []
    rest = TRUE
    if rule.measure is not None:
        given = circuit.without(on.present(rule.measure), some)
        if given != FALSE:
            ends = [lambda op, value: on.compare(rule.measure or "", op, value)]
            cases.append((given, _decide(on, item, level, ends)))
            rest = circuit.no(given)
    why_all = _why(on, item, "why_all", handed_in=handed_in)
    unknown = merge(circuit, [{NO_FIGURE: TRUE}, {r.code: TRUE for r in level.reasons}, why_all])
    nameless = circuit.without(rest, known)
    sure = _without_total(on, item, level, met, lost) if handed_in else None
    if sure is not None:
        when, state = sure
        cases.append((circuit.both(nameless, when), state))
        nameless = circuit.without(nameless, when)
    cases.append((nameless, State(reasons=unknown)))
    if known == FALSE:
        return switch(circuit, cases)
    more = _asked(on, _sum((n, 1), (total, -1)), "more_than", 0)
    asked = _sum((total, 1), (out, -1))  # those that it does not apply to drop out where their set says so
    none = circuit.without(known, _asked(on, asked, "more_than", 0)) if share else FALSE
    cases.append((circuit.every((rest, known, more)), State(reasons={NO_FIGURE: TRUE})))
    told = circuit.every((rest, known, circuit.no(more)))
    cases.append((circuit.both(told, none), State(not_applicable=TRUE, undetermined=FALSE, firm_not_applicable=TRUE)))

    def end(part: Terms) -> Callable[[str, Decimal], Bit]:
        return lambda op, value: _ratio(on, part, asked, op, value, share=share)

    short = _asked(on, _sum((n, 1), (total, -1)), "less_than", 0)
    left = _sum((asked, 1), (lost, -1))
    decided = _decide(on, item, level, [end(met), end(left)], short=short, handed_in=handed_in)
    if share and _drop_out(book, item):
        counted = circuit.either(_asked(on, met, "more_than", 0), _asked(on, lost, "more_than", 0))
        why = merge(circuit, [_why(on, item, "why_open", handed_in=handed_in), {NO_FIGURE: short}])
        decided = switch(circuit, [(counted, decided), (circuit.no(counted), _where_asked(circuit, decided, why))])
    cases.append((circuit.without(told, none), decided))
    return switch(circuit, cases)


def _where_asked(circuit: Circuit, decided: State, why: Mapping[ReasonCode, Bit]) -> State:
    """Return what is ``decided``, where all units inside may be none of those that it asks for: so, or not applicable."""
    open_ = circuit.either(decided.met, decided.not_met)
    reasons = merge(circuit, [decided.reasons, masked(circuit, open_, why)])
    return State(asked_met=decided.met, asked_not_met=decided.not_met, firm_asked_met=decided.firm_met, reasons=reasons)


def _drop_out(book: Rulebook, item: req.ChildCount) -> bool:
    """Tell whether units inside drop out of the share where the target does not apply to them."""
    if item.target is None:
        return False
    found, _ = walk.find_target(item.target, book.nested, None)
    return found is not None and not not_applicable_is_met(found)


def _may_not_be_asked(book: Rulebook, item: req.ChildCount) -> bool:
    """Tell whether it can be open of units inside whether a part of their set is asked of them: the numbers of those that are
    met, that are not, and that drop out do not say then between which ends the share lies."""
    if item.target is None:
        return False
    found, label = walk.find_target(item.target, book.nested, None)
    if found is None or not label:
        return False
    rules = rules_under(found, label)
    twice = bool(asked_twice(found, f"{label}#inside", rules))
    return twice or (not not_applicable_is_met(found) and any(_asked_of_some(found, rule) for rule in rules))


def _asked_of_some(book: Rulebook, rule: Rule) -> bool:
    """Tell whether an indicator, or one that it asks for, is asked of some units only."""
    if rule.applies:
        return True
    inside = [
        each for part in walk.parts(rule.requirement) if isinstance(part, req.Meets) for each in _under(book, part)
    ]
    return any(_asked_of_some(book, each) for each in inside)


def _under(book: Rulebook, item: req.Meets) -> tuple[Rule, ...]:
    return rules_under(book, item.target.rpartition("/")[2]) if item.target.rpartition("/")[0] == book.id else ()


def as_inside(circuit: Circuit, verdict: Sequence[tuple[Bit, int]], unforeseen: Bit, asked: Bit, book: Rulebook, *,
              whole: bool) -> list[tuple[Bit, int]]:  # fmt: skip
    """Return the verdict on a unit inside by its set ``book`` (weights of its code) as the unit above counts it.

    What does not apply is met where the set counts it so; what was reported so and the text does not foresee is open.
    ``asked``: met or not applicable, which is then as good as met too.
    """
    found = {code: bit for bit, code in verdict}
    not_applicable, doubt = found.get(NOT_APPLICABLE, FALSE), FALSE if whole else unforeseen
    settled = circuit.without(not_applicable, doubt)
    sure = asked if not_applicable_is_met(book) and not whole else FALSE
    met = circuit.some((found[MET], settled, sure)) if not_applicable_is_met(book) else found[MET]
    undetermined = circuit.without(circuit.either(found[UNDETERMINED], circuit.both(not_applicable, doubt)), sure)
    return [
        (met, MET),
        (undetermined, UNDETERMINED),
        *([] if not_applicable_is_met(book) else [(settled, NOT_APPLICABLE)]),
    ]


def _without_total(on: Asked, item: req.ChildCount, level: Level, met: Terms, lost: Terms) -> tuple[Bit, State] | None:
    """Return where a verdict stands however many children there are, and that verdict; see ``settled_without_total``."""
    circuit = on.circuit
    firm = FALSE if level.provisional else circuit.no(_flag(on, item, "weak", handed_in=True))
    comp = circuit.no(_flag(on, item, "soft", handed_in=True))
    if settled_without_total(item, level.values, 0, 1) is Verdict.NOT_MET:
        state = State(not_met=TRUE, undetermined=FALSE, comp_not_met=comp, firm_not_met=firm)
        return _asked(on, lost, "more_than", 0), state
    if level.values and settled_without_total(item, level.values, int(level.values[-1]) + 1, 0) is Verdict.MET:
        reached = _asked(on, met, "at_least", int(level.values[-1].to_integral_value(ROUND_CEILING)))
        return reached, State(met=TRUE, undetermined=FALSE, comp_met=comp, firm_met=firm)
    return None


def _sum(*parts: tuple[Terms, int]) -> dict[str, int]:
    """Return columns with their weights, put together from parts that count so many times each."""
    found: dict[str, int] = {}
    for part, times in parts:
        for key, weight in part.items():
            found[key] = found.get(key, 0) + times * weight
    return {key: weight for key, weight in found.items() if weight}


def _asked(on: Asked, terms: Terms, op: str, level: int) -> Bit:
    """Return where the weights come to a total that compares so with ``level``."""
    if not terms:
        return TRUE if OPERATORS[op](Decimal(0), Decimal(level)) else FALSE
    return on.circuit.leaf(Weighed(tuple(sorted(terms.items())), op, level))


def _ratio(on: Asked, part: Terms, total: Terms, op: str, value: Decimal, *, share: bool) -> Bit:
    """Compare ``part`` (of ``total``, in percent) with a level in whole numbers: no division, nothing rounded."""
    places = max(0, -int(value.as_tuple().exponent))
    op = "at_least" if op == "count_at_least" else op
    mark = int(value.scaleb(places))
    if share:
        return _asked(on, _sum((part, 100 * 10**places), (total, -mark)), op, 0)
    return _asked(on, _sum((part, 10**places)), op, mark)


def _decide(
    on: Asked, item: req.ChildCount, level: Level, ends: list[Callable[[str, Decimal], Bit]], *, short: Bit = FALSE,
    handed_in: bool = False,
) -> State:  # fmt: skip
    """Return the state where the least and the most that can be met are known; both have to come to the same."""
    circuit = on.circuit
    if not level.values:
        why = merge(circuit, [{reason.code: TRUE for reason in level.reasons},
                              _why(on, item, "why_open", handed_in=handed_in), {NO_FIGURE: short}])  # fmt: skip
        return State(reasons=masked(circuit, TRUE, why))
    passes = [[end(item.op, value) for value in (level.values[0], level.values[-1])] for end in ends]
    met = circuit.every(bit for pair in passes for bit in pair)
    not_met = circuit.no(circuit.some(bit for pair in passes for bit in pair))
    torn = circuit.some(circuit.without(circuit.either(*pair), circuit.both(*pair)) for pair in passes)
    undetermined = circuit.no(circuit.either(met, not_met))
    soft, weak = (_flag(on, item, name, handed_in=handed_in) for name in ("soft", "weak"))
    firm = FALSE if level.provisional else circuit.no(weak)
    outside = merge(circuit, [_why(on, item, "why_open", handed_in=handed_in), {NO_FIGURE: short}])
    nothing_else = circuit.no(circuit.some(outside.values()))
    reasons = merge(circuit, [outside, {ReasonCode.THRESHOLD_DISPUTED: torn},
                              {NO_FIGURE: circuit.without(nothing_else, torn)}])  # fmt: skip
    return State(
        met=met, not_met=not_met, undetermined=undetermined,
        comp_met=circuit.without(met, soft), comp_not_met=circuit.without(not_met, soft),
        firm_met=circuit.both(met, firm), firm_not_met=circuit.both(not_met, firm),
        reasons=masked(circuit, undetermined, reasons),
    )  # fmt: skip


def _flag(on: Asked, item: req.ChildCount, name: str, *, handed_in: bool) -> Bit:
    key = column(on.book, item, name)
    return on.circuit.leaf(Flagged(key)) if handed_in else FALSE


def _why(on: Asked, item: req.ChildCount, name: str, *, handed_in: bool) -> dict[ReasonCode, Bit]:
    if not handed_in:
        return {}
    key = column(on.book, item, name)
    return {code: on.circuit.leaf(InMask(key, mask)) for code, mask in BIT_OF.items()}
