"""Shares and counts of the units inside: each child table is judged by its own set and put together by parent."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from decimal import ROUND_CEILING, Decimal

import polars as pl

from ntmrules.engine.columnar.asked import Asked
from ntmrules.engine.columnar.circuit import FALSE, TRUE, Bit
from ntmrules.engine.columnar.inputs import FIGURE
from ntmrules.engine.columnar.states import NotCompiled, State, masked, merge, switch
from ntmrules.engine.core.levels import Level, make_level
from ntmrules.engine.core.references import settled_without_total
from ntmrules.model import requirements as req
from ntmrules.model.asked import child_sets
from ntmrules.model.requirements import parts_of
from ntmrules.model.rulebook import Rule, Rulebook
from ntmrules.model.verdicts import ReasonCode, Verdict

CHILDREN = "children:"
BIT_OF = {code: 1 << index for index, code in enumerate(ReasonCode)}
# Signed, because Spark has no unsigned numbers.
MASK = pl.Int16()
NO_FIGURE = ReasonCode.NO_FIGURE
MOST_PLACES = 9


def counts(book: Rulebook) -> Iterator[tuple[Rulebook, req.ChildCount]]:
    """Yield every share and count over child units that judging by ``book`` needs, with the book that asks it."""
    for rule in book.all_rules:
        for part in parts_of(rule.requirement):
            if isinstance(part, req.ChildCount):
                yield book, part
            elif isinstance(part, req.Meets):
                nested = book.nested.get(part.target) or book.nested.get(part.target.rpartition("/")[0])
                if nested is not None:
                    yield from counts(nested)
            elif isinstance(part, req.Delegated) and isinstance(part.bound, req.ChildCount):
                yield book, part.bound


def column(book: Rulebook, item: req.ChildCount, name: str) -> str:
    """Return the name of a column about the children that ``item`` of ``book`` looks at."""
    return f"{CHILDREN}{book.id}:{item.children}:{item.target or item.measure}:{name}"


def one_set(book: Rulebook, level: str) -> bool:
    """Return whether one set judges the children, so that labels need not name it."""
    return len(child_sets(book).get(level, ())) <= 1


def child_count(on: Asked, rule: Rule, item: req.ChildCount) -> State:
    """Return the state of a share or count over the children; same cases as ``engine.core.references.compile_children``.

    Raises ``NotCompiled`` for what is left to the reference engine.
    """
    circuit, book = on.circuit, on.book
    share = isinstance(item, req.ShareOf)
    level = make_level(item.threshold, item.op, rule.id, (), 0, book.floor, book.area_name, None)
    if any(-int(value.as_tuple().exponent) > MOST_PLACES for value in level.values):
        raise NotCompiled("a level with many digits")
    total_of = f"so-{item.children}"
    if on.is_words(total_of):
        raise NotCompiled("a number of children that is an answer")
    n, met, lost = (pl.col(column(book, item, name)) for name in ("n", "met", "lost"))
    handed_in = column(book, item, "n") in on.schema
    if not handed_in:
        n = met = lost = pl.lit(0, dtype=pl.Int64)
    known = on.present(total_of)
    total = pl.col(FIGURE + total_of).cast(pl.Int64) if known != FALSE else pl.lit(0, dtype=pl.Int64)

    def leaf(name: str, expr: pl.Expr) -> Bit:
        return circuit.leaf(f"{column(book, item, name)}:{rule.id}:{item.op}", expr.fill_null(value=False))

    some = leaf("some", n > 0) if handed_in else FALSE
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
    sure = _without_total(on, item, level, met, lost, leaf) if handed_in else None
    if sure is not None:
        when, state = sure
        cases.append((circuit.both(nameless, when), state))
        nameless = circuit.without(nameless, when)
    cases.append((nameless, State(reasons=unknown)))
    if known == FALSE:
        return switch(circuit, cases)
    more, none = leaf("more", n > total), leaf("none", total == 0) if share else FALSE
    cases.append((circuit.every((rest, known, more)), State(reasons={NO_FIGURE: TRUE})))
    told = circuit.every((rest, known, circuit.no(more)))
    cases.append((circuit.both(told, none), State(apart=TRUE, open=FALSE, firm_apart=TRUE)))

    def end(part: pl.Expr, name: str) -> Callable[[str, Decimal], Bit]:
        return lambda op, value: leaf(f"{name} {op} {value}", _ratio(part, total, op, value, share=share))

    short = leaf("short", n < total)
    decided = _decide(on, item, level, [end(met, "met"), end(total - lost, "left")], short=short, handed_in=handed_in)
    cases.append((circuit.without(told, none), decided))
    return switch(circuit, cases)


def _without_total(
    on: Asked, item: req.ChildCount, level: Level, met: pl.Expr, lost: pl.Expr, leaf: Callable[[str, pl.Expr], Bit]
) -> tuple[Bit, State] | None:
    """Return where a verdict stands however many children there are, and that verdict; see ``settled_without_total``."""
    circuit = on.circuit
    firm = FALSE if level.provisional else circuit.no(_flag(on, item, "weak", handed_in=True))
    comp = circuit.no(_flag(on, item, "soft", handed_in=True))
    if settled_without_total(item, level.values, 0, 1) is Verdict.NOT_MET:
        state = State(failed=TRUE, open=FALSE, comp_failed=comp, firm_failed=firm)
        return leaf("lost some", lost > 0), state
    if level.values and settled_without_total(item, level.values, int(level.values[-1]) + 1, 0) is Verdict.MET:
        reached = leaf(
            f"reached {level.values[-1]}", met >= pl.lit(int(level.values[-1].to_integral_value(ROUND_CEILING)))
        )
        return reached, State(met=TRUE, open=FALSE, comp_met=comp, firm_met=firm)
    return None


def _ratio(part: pl.Expr, total: pl.Expr, op: str, value: Decimal, *, share: bool) -> pl.Expr:
    """Compare ``part`` (of ``total``, in percent) with a level in whole numbers: no division, nothing rounded."""
    places = max(0, -int(value.as_tuple().exponent))
    one = part * (100 * 10**places if share else 10**places)
    other = total * int(value.scaleb(places)) if share else pl.lit(int(value.scaleb(places)), dtype=pl.Int64)
    tests: dict[str, pl.Expr] = {
        "at_least": one >= other,
        "at_most": one <= other,
        "more_than": one > other,
        "less_than": one < other,
    }
    return tests["at_least" if op == "count_at_least" else op]


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
    failed = circuit.no(circuit.some(bit for pair in passes for bit in pair))
    torn = circuit.some(circuit.without(circuit.either(*pair), circuit.both(*pair)) for pair in passes)
    open_ = circuit.no(circuit.either(met, failed))
    soft, weak = (_flag(on, item, name, handed_in=handed_in) for name in ("soft", "weak"))
    firm = FALSE if level.provisional else circuit.no(weak)
    outside = merge(circuit, [_why(on, item, "why_open", handed_in=handed_in), {NO_FIGURE: short}])
    apart_from = circuit.no(circuit.some(outside.values()))
    reasons = merge(circuit, [outside, {ReasonCode.THRESHOLD_DISPUTED: torn},
                              {NO_FIGURE: circuit.without(apart_from, torn)}])  # fmt: skip
    return State(
        met=met, failed=failed, open=open_,
        comp_met=circuit.without(met, soft), comp_failed=circuit.without(failed, soft),
        firm_met=circuit.both(met, firm), firm_failed=circuit.both(failed, firm),
        reasons=masked(circuit, open_, reasons),
    )  # fmt: skip


def _flag(on: Asked, item: req.ChildCount, name: str, *, handed_in: bool) -> Bit:
    key = column(on.book, item, name)
    return on.circuit.leaf(key, pl.col(key).fill_null(value=False)) if handed_in else FALSE


def _why(on: Asked, item: req.ChildCount, name: str, *, handed_in: bool) -> dict[ReasonCode, Bit]:
    if not handed_in:
        return {}
    key = column(on.book, item, name)
    mask = pl.col(key).fill_null(0)
    return {
        code: on.circuit.leaf(f"{key}&{bit}", (mask & pl.lit(bit, dtype=MASK)) != 0) for code, bit in BIT_OF.items()
    }


def together(judged: pl.DataFrame, item: req.ChildCount, book: Rulebook, within: pl.Series) -> pl.DataFrame:
    """Return one row a parent: how many children there are, are met, are not, and what the verdicts rest on.

    ``judged`` holds a row a child with the columns verdict, basis, provisional, reasons.
    """
    verdict = pl.col("verdict")
    aggregates: Iterable[pl.Expr] = (
        pl.len().cast(pl.Int64).alias(column(book, item, "n")),
        (verdict == 1).sum().cast(pl.Int64).alias(column(book, item, "met")),
        (verdict == 0).sum().cast(pl.Int64).alias(column(book, item, "lost")),
        ((verdict == 1) & (pl.col("basis") != 1)).any().alias(column(book, item, "soft")),
        pl.col("provisional").any().alias(column(book, item, "weak")),
        pl.col("reasons").bitwise_or().alias(column(book, item, "why_all")),
        pl.when(verdict == 2).then(pl.col("reasons")).otherwise(0).cast(MASK).bitwise_or()
        .alias(column(book, item, "why_open")),
    )  # fmt: skip
    return judged.with_columns(within.alias("within")).group_by("within").agg(aggregates)
