"""What a table of verdicts shows of each node, as columns; and the same columns from attainments of the reference engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from typing import Any

import polars as pl
from attrs import frozen

from ntmrules.attainment import Attainment
from ntmrules.engine.columnar.children import BIT_OF
from ntmrules.engine.columnar.circuit import FALSE, Bit, Circuit, Printer, Program, Sum
from ntmrules.engine.columnar.compiler import Compiler
from ntmrules.engine.columnar.inputs import CODE
from ntmrules.engine.columnar.requirements import levels_of
from ntmrules.engine.columnar.states import State
from ntmrules.model import requirements as req
from ntmrules.model.trace import Node
from ntmrules.model.verdicts import Basis, Tally, Verdict
from ntmrules.resolve import Rule, Rulebook

OUTPUTS = ("verdict", "reasons", "basis", "provisional", "contradiction", "level", "tally")
DEFAULT = ("verdict", "reasons", "basis", "provisional", "tally")
COUNTS = ("met", "not_met", "undetermined", "not_applicable", "low", "high", "reported")
DTYPES: Mapping[str, pl.DataType] = {
    "verdict": pl.Int8(), "reasons": pl.UInt16(), "basis": pl.Int8(), "provisional": pl.Boolean(),
    "contradiction": pl.Boolean(), "level_low": pl.Decimal(38, 9), "level_high": pl.Decimal(38, 9),
}  # fmt: skip
BASIS = {None: 0, Basis.COMPUTED: 1, Basis.REPORTED: 2, Basis.MIXED: 3}
LEVEL = DTYPES["level_low"]


def named(kind: str, label: str) -> str:
    """Return the name of a column: ``verdict:10.1``, and ``verdict`` for the set."""
    return f"{kind}:{label}" if label else kind


@frozen
class Plan:
    """A compiled rulebook: run it over prepared columns."""

    program: Program

    def run(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the columns of verdicts for prepared columns."""
        return self.program.run(frame)


def plan(book: Rulebook, schema: Mapping[str, pl.DataType], outputs: Sequence[str]) -> Plan:
    """Return the plan for a table with these prepared columns; made once a rulebook, columns and outputs."""
    plans: dict[object, Plan] = book.memo("columnar", dict)
    key = (tuple(schema.items()), tuple(outputs))
    if key not in plans:
        plans[key] = _Maker(Compiler(book, schema), outputs).make()
    return plans[key]


class _Maker:
    def __init__(self, compiler: Compiler, outputs: Sequence[str]) -> None:
        self.on, self.circuit, self.outputs = compiler, compiler.circuit, outputs

    def make(self) -> Plan:
        bits: dict[str, Bit] = {}
        sums: dict[str, Sum] = {}
        levels: dict[str, list[tuple[Bit, Decimal | None]]] = {}
        states = list(nodes(self.on))
        for label, rule, state in states:
            bits |= {named(name, label): bit for name, bit in self._bits(state).items()}
            if "level" in self.outputs and isinstance(rule, Rule):
                levels |= self._levels(rule)
        if "tally" in self.outputs:
            sums |= tallies(self.on)
        wanted = [*bits.values(), *(bit for each in sums.values() for bit, _ in each.terms),
                  *(bit for each in levels.values() for bit, _ in each)]  # fmt: skip
        printer = Printer(self.circuit, wanted)
        found = [self._shown(printer, label, bits) for label, _, _ in states]
        exprs = [expr for each in found for expr in each]
        most = most_indicators(self.on.book)
        exprs += [_tally(printer, name, each, most) for name, each in sums.items()]
        exprs += [_level(printer, name, each) for name, each in levels.items()]
        return Plan(Program(printer.stages, tuple(exprs)))

    def _bits(self, state: State) -> dict[str, Bit]:
        circuit = self.circuit
        found = {"met": state.met, "open": state.open, "apart": state.apart}
        if "reasons" in self.outputs:
            found |= {f"why{BIT_OF[code]}": bit for code, bit in state.reasons.items() if bit != FALSE}
        if "basis" in self.outputs:
            comp = circuit.some([state.comp_met, state.comp_failed, circuit.without(state.apart, state.rep_apart)])
            rep = circuit.some([state.rep_met, state.rep_failed, state.rep_apart])
            mixed = circuit.no(circuit.some([state.open, comp, rep]))
            mixed = FALSE if comp == circuit.no(state.open) else mixed
            found |= {"comp": comp, "rep": rep, "mixed": mixed}
        if "provisional" in self.outputs:
            pairs = ((state.met, state.firm_met), (state.failed, state.firm_failed), (state.apart, state.firm_apart))
            found["provisional"] = circuit.some(circuit.without(bit, firm) for bit, firm in pairs)
        if "contradiction" in self.outputs:
            found["contradiction"] = state.against
        return found

    def _shown(self, printer: Printer, label: str, bits: Mapping[str, Bit]) -> Iterator[pl.Expr]:
        def code(kind: str, weights: Iterable[tuple[str, int]]) -> pl.Expr:
            terms = tuple((bits[named(name, label)], weight) for name, weight in weights if named(name, label) in bits)
            return printer.sum(Sum(0, terms), type(DTYPES[kind])).alias(named(kind, label))

        if "verdict" in self.outputs:
            yield code("verdict", (("met", 1), ("open", 2), ("apart", 3)))
        if "reasons" in self.outputs:
            yield code("reasons", ((f"why{bit}", bit) for bit in BIT_OF.values()))
        if "basis" in self.outputs:
            yield code("basis", (("comp", 1), ("rep", 2), ("mixed", 3)))
        for kind in ("provisional", "contradiction"):
            if kind in self.outputs:
                yield printer.bit(bits[named(kind, label)]).alias(named(kind, label))

    def _levels(self, rule: Rule) -> dict[str, list[tuple[Bit, Decimal | None]]]:
        """Return the levels of an indicator that compares one figure, lowest and highest candidate."""
        item = rule.requirement
        if rule.waived or not isinstance(item, req.Comparison):
            return {}
        found: dict[str, list[tuple[Bit, Decimal | None]]] = {
            named("level_low", rule.number): [],
            named("level_high", rule.number): [],
        }
        for where, level, _ in levels_of(self.on, rule, item):
            values = level.required.values if level.required is not None else (None,)
            found[named("level_low", rule.number)].append((where, values[0]))
            found[named("level_high", rule.number)].append((where, values[-1]))
        return found


def _level(printer: Printer, name: str, levels: Sequence[tuple[Bit, Decimal | None]]) -> pl.Expr:
    nothing = pl.lit(None, dtype=LEVEL)
    return reduce(lambda rest, each: pl.when(printer.bit(each[0])).then(pl.lit(each[1], dtype=LEVEL)).otherwise(rest),
                  levels, nothing).alias(name)  # fmt: skip


def _tally(printer: Printer, name: str, value: Sum, most: int) -> pl.Expr:
    expr = printer.sum(value, pl.Int16)
    if name == "indicators.high" and value.base + sum(max(weight, 0) for _, weight in value.terms) > most:
        expr = pl.min_horizontal(expr, pl.lit(most, dtype=pl.Int16))
    return expr.alias(name)


def most_indicators(book: Rulebook) -> int:
    """Return the number of indicators that the set has: as declared, and never fewer than are modelled."""
    counted = len(book.rules) + sum(max(0, (heading.declared or 0) - len(heading.rules)) for heading in book.headings)
    declared = book.set.declared.indicators
    return max(declared if declared is not None else counted, len(book.rules))


def nodes(on: Compiler) -> Iterator[tuple[str, Rule | None, State]]:
    """Yield label, rule (of an indicator) and state of the set, its criteria and indicators, and what is outside them."""
    book = on.book
    yield "", None, on.whole()
    for heading in book.headings:
        judged = on.criterion(heading)
        yield heading.number, None, judged.state
        for rule, state in judged.parts:
            yield rule.number, rule, state
    for rule in (*book.prerequisites, *book.added):
        yield rule.number, rule, on.indicator(rule)
    for heading in book.added_headings:
        judged = on.criterion(heading)
        yield heading.number, None, judged.state
        for rule, state in judged.parts:
            yield rule.number, rule, state


def tallies(on: Compiler) -> dict[str, Sum]:
    """Return the numbers of the tallies of criteria and indicators (and of what packs add); see ``engine.core``."""
    book, circuit = on.book, on.circuit
    judged = [on.criterion(heading) for heading in book.headings]
    states = [each.state for each in judged]
    parts = [state for each in judged for _, state in each.parts]
    missing = sum(max(0, (heading.declared or 0) - len(heading.rules)) for heading in book.headings)
    counted = len(parts) + missing
    declared, total = book.set.declared, most_indicators(book)
    found = _counts(circuit, "indicators", parts)
    found["indicators.low"] = _added(each.low for each in judged)
    high = _added(each.high for each in judged)
    found["indicators.high"] = Sum(high.base + max(0, total - counted), high.terms)
    found |= _counts(circuit, "criteria", states)
    settled = [circuit.without(state.apart, state.unforeseen) for state in states]
    whole = max(declared.criteria if declared.criteria is not None else len(states), len(states))
    least = [(state.met, 1) for state in states] + ([(bit, 1) for bit in settled] if on.na_counts else [])
    most = [(state.failed, -1) for state in states] + ([] if on.na_counts else [(bit, -1) for bit in settled])
    found["criteria.low"], found["criteria.high"] = Sum(0, tuple(least)), Sum(whole, tuple(most))
    if book.added or book.added_headings:
        more = [on.indicator(rule) for rule in book.added]
        more += [state for heading in book.added_headings for _, state in on.criterion(heading).parts]
        low, up = on.range_of(more, 0, FALSE, FALSE)
        found |= {**_counts(circuit, "added", more), "added.low": low, "added.high": up}
    return found


def _counts(circuit: Circuit, name: str, states: Sequence[State]) -> dict[str, Sum]:
    bits = {
        "met": [state.met for state in states],
        "not_met": [state.failed for state in states],
        "undetermined": [state.open for state in states],
        "not_applicable": [state.apart for state in states],
        "reported": [circuit.some([state.rep_met, state.rep_failed, state.rep_apart]) for state in states],
    }
    return {f"{name}.{key}": Sum(0, tuple((bit, 1) for bit in each)) for key, each in bits.items()}


def _added(sums: Iterable[Sum]) -> Sum:
    each = list(sums)
    return Sum(sum(one.base for one in each), tuple(term for one in each for term in one.terms))


# ----- the same columns from the reference engine


def empty(book: Rulebook, outputs: Sequence[str]) -> dict[str, pl.DataType]:
    """Return the columns of a table of verdicts with their types."""
    found: dict[str, pl.DataType] = {}
    for label, _ in _labels(book):
        for kind in ("verdict", "reasons", "basis", "provisional", "contradiction"):
            if kind in outputs:
                found[named(kind, label)] = DTYPES[kind]
    if "tally" in outputs:
        names = ["indicators", "criteria", *(["added"] if book.added or book.added_headings else [])]
        found |= {f"{name}.{key}": pl.Int16() for name in names for key in COUNTS}
    if "level" in outputs:
        for label, rule in _labels(book):
            if rule is not None and not rule.waived and isinstance(rule.requirement, req.Comparison):
                found |= {named(kind, label): LEVEL for kind in ("level_low", "level_high")}
    return found


def _labels(book: Rulebook) -> Iterator[tuple[str, Rule | None]]:
    yield "", None
    for heading in book.headings:
        yield heading.number, None
        yield from ((rule.number, rule) for rule in heading.rules)
    yield from ((rule.number, rule) for rule in (*book.prerequisites, *book.added))
    for heading in book.added_headings:
        yield heading.number, None
        yield from ((rule.number, rule) for rule in heading.rules)


def from_attainments(book: Rulebook, results: Sequence[Attainment], outputs: Sequence[str]) -> pl.DataFrame:
    """Return the columns of a table of verdicts, one row an attainment."""
    schema = empty(book, outputs)
    rows = [_row(result) for result in results]
    return pl.DataFrame({name: [row.get(name) for row in rows] for name in schema}, schema=schema)


def _row(result: Attainment) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for label, node in _own(result):
        found[named("verdict", label)] = CODE[node.verdict or Verdict.UNDETERMINED]
        found[named("reasons", label)] = reduce(lambda mask, reason: mask | BIT_OF[reason.code], node.reasons, 0)
        found[named("basis", label)] = BASIS[node.basis]
        found[named("provisional", label)] = node.provisional
        found[named("contradiction", label)] = node.has_note("contradiction")
        required = node.children[0].required if node.kind == "indicator" and node.children else None
        if required is not None and required.values and not node.children[0].has_note("below_bound"):
            found[named("level_low", label)], found[named("level_high", label)] = (
                required.values[0],
                required.values[-1],
            )
    for name in ("criteria", "indicators", "added"):
        tally: Tally | None = getattr(result.tally, name, None)
        if tally is not None:
            found |= {f"{name}.{key}": getattr(tally, key) for key in COUNTS}
    return found


def _own(result: Attainment) -> Iterator[tuple[str, Node]]:
    yield "", result.trace
    for child in result.trace.children:
        if child.kind in ("criterion", "indicator"):
            yield child.about.number or "", child
        if child.kind == "criterion":
            yield from ((each.about.number or "", each) for each in child.children if each.kind == "indicator")
