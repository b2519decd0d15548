"""What a table of verdicts shows of each node, as columns; the same from attainments of the reference engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from typing import Any

import polars as pl
from attrs import frozen

from ntmrules.attainment import Attainment
from ntmrules.engine.columnar.children import BIT_OF
from ntmrules.engine.columnar.circuit import FALSE, Bit, Printer, Program, Sum
from ntmrules.engine.columnar.compiler import Compiler
from ntmrules.engine.columnar.inputs import CODE
from ntmrules.engine.columnar.requirements import levels_of
from ntmrules.engine.columnar.states import State
from ntmrules.model import requirements as req
from ntmrules.model.trace import Node
from ntmrules.model.verdicts import Basis, Tally, Verdict
from ntmrules.rulebook import Rule, Rulebook

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


def plan(book: Rulebook, schema: Mapping[str, pl.DataType], outputs: Sequence[str], *, dense: bool = False) -> Plan:
    """Return the plan for a table with these prepared columns; made once a rulebook, columns and outputs."""
    plans: dict[object, Plan] = book.memo("columnar", dict)
    key = (tuple(schema.items()), tuple(outputs), dense)
    if key not in plans:
        plans[key] = _Maker(Compiler(book, schema, dense=dense), outputs).make()
    return plans[key]


class _Maker:
    def __init__(self, compiler: Compiler, outputs: Sequence[str]) -> None:
        self.on, self.circuit, self.outputs = compiler, compiler.circuit, outputs

    def make(self) -> Plan:
        bits: dict[str, Bit] = {}
        tally = tallies(self.on) if "tally" in self.outputs else Tallies({}, {})
        levels: dict[str, list[tuple[Bit, Decimal | None]]] = {}
        states = list(nodes(self.on))
        for label, rule, state in states:
            bits |= {named(name, label): bit for name, bit in self._bits(state).items()}
            if "level" in self.outputs and isinstance(rule, Rule):
                levels |= self._levels(rule)
        wanted = [*bits.values(), *tally.bits(), *(bit for each in levels.values() for bit, _ in each)]
        printer = Printer(self.circuit, wanted)
        printer.count(tally.counts)
        found = [self._shown(printer, label, bits) for label, _, _ in states]
        exprs = [expr for each in found for expr in each]
        most = most_indicators(self.on.book)
        exprs += [_tally(printer, name, each, most) for name, each in tally.sums.items()]
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
    if name == "indicators.high" and value.base > most:
        expr = pl.min_horizontal(expr, pl.lit(most, dtype=pl.Int16))
    return expr.alias(name)


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
        yield rule.number, rule, on.indicator(rule)
    for heading in book.added_headings:
        judged = on.criterion(heading)
        yield heading.number, None, judged.state
        for rule, state in judged.parts:
            yield rule.number, rule, state


@frozen
class Tallies:
    """The numbers of the tallies, in terms of counts of bits that hold."""

    counts: dict[str, list[Bit]]
    sums: dict[str, Sum]

    def bits(self) -> list[Bit]:
        """Return every bit that is counted."""
        found = [bit for bits in self.counts.values() for bit in bits]
        return found + [bit for each in self.sums.values() for bit, _ in each.terms]


def tallies(on: Compiler) -> Tallies:
    """Return the tallies of criteria and indicators (and of what packs add); see ``engine.core``."""
    book = on.book
    judged = [on.criterion(heading) for heading in book.headings]
    parts = [state for each in judged for _, state in each.parts]
    missing = sum(max(0, (heading.declared or 0) - len(heading.rules)) for heading in book.headings)
    found = Tallies({}, {})
    room = max(missing, most_indicators(book) - len(parts))
    _range(on, found, "indicators", parts, room, [each.low for each in judged], [each.high for each in judged])
    states = [each.state for each in judged]
    _range(on, found, "criteria", states, most_criteria(book) - len(states), [], [])
    if book.added or book.added_headings:
        more = [on.indicator(rule) for rule in book.added]
        more += [state for heading in book.added_headings for _, state in on.criterion(heading).parts]
        _range(on, found, "added", more, 0, [], [])
    return found


def _range(
    on: Compiler, found: Tallies, name: str, states: Sequence[State], room: int, low: Sequence[tuple[Bit, int]],
    high: Sequence[tuple[Bit, int]],
) -> None:  # fmt: skip
    """Add the tally of ``states``: ``room`` more may be met, and reports on criteria change both ends."""
    circuit = on.circuit
    counts = {
        "met": [state.met for state in states],
        "not_met": [state.failed for state in states],
        "not_applicable": [state.apart for state in states],
        "unforeseen": [state.unforeseen for state in states],
        "reported": [circuit.some([state.rep_met, state.rep_failed, state.rep_apart]) for state in states],
    }
    met, failed, away, unforeseen, _ = keys = [f"{name}.{key}" for key in counts]
    found.counts.update(zip(keys, counts.values(), strict=True))
    found.sums.update({key: Sum(0, (), ((key, 1),)) for key in keys if key != unforeseen})
    found.sums[f"{name}.undetermined"] = Sum(len(states), (), ((met, -1), (failed, -1), (away, -1)))
    settled = ((away, 1), (unforeseen, -1)) if on.na_counts else ()
    found.sums[f"{name}.low"] = Sum(0, tuple(low), ((met, 1), *settled))
    # At most: all that are not lost; what is settled as not applicable stays only where it counts as met.
    lost = () if on.na_counts else ((away, -1), (unforeseen, 1))
    found.sums[f"{name}.high"] = Sum(len(states) + room, tuple(high), ((failed, -1), *lost))


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
