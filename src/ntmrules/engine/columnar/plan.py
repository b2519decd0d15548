"""What a table of verdicts shows of each node, as columns; the same from attainments of the reference engine."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from typing import Any

import polars as pl
from attrs import frozen

from ntmrules.engine.columnar.children import BIT_OF, MASK
from ntmrules.engine.columnar.circuit import FALSE, Bit, Sum
from ntmrules.engine.columnar.compiler import Compiler
from ntmrules.engine.columnar.inputs import CODE
from ntmrules.engine.columnar.program import COUNT, Assembler, Program
from ntmrules.engine.columnar.requirements import levels_of
from ntmrules.engine.columnar.states import State
from ntmrules.model import requirements as req
from ntmrules.model.attainment import Attainment
from ntmrules.model.rulebook import Rule, Rulebook
from ntmrules.model.trace import Node, NoteCode
from ntmrules.model.verdicts import Basis, Tally, Verdict

OUTPUTS = ("verdict", "reasons", "basis", "provisional", "contradiction", "level", "tally")
DEFAULT = ("verdict", "reasons", "basis", "provisional", "tally")
COUNTS = ("met", "not_met", "undetermined", "not_applicable", "low", "high", "reported")
DTYPES: Mapping[str, pl.DataType] = {
    "verdict": pl.Int8(), "reasons": MASK, "basis": pl.Int8(), "provisional": pl.Boolean(),
    "contradiction": pl.Boolean(), "level_low": pl.Decimal(38, 9), "level_high": pl.Decimal(38, 9),
}  # fmt: skip
BASIS = {None: 0, Basis.COMPUTED: 1, Basis.REPORTED: 2, Basis.MIXED: 3}
LEVEL = DTYPES["level_low"]
MOST_PLANS = 64


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
    """Return the plan for a table with these prepared columns; made once a rulebook, columns and outputs.

    Columns in which nothing stands are not among those prepared, so small parts of a table may ask for a plan of their
    own each: the last ones are kept, not all there ever were.
    """
    plans: dict[object, Plan] = book.memo("columnar", dict)
    key = (tuple(schema.items()), tuple(outputs), dense)
    found = plans.pop(key, None)
    if found is None:
        found = _Maker(Compiler(book, schema, dense=dense), outputs).make()
        for oldest in list(plans)[: max(0, len(plans) - MOST_PLANS + 1)]:
            plans.pop(oldest, None)
    plans[key] = found
    return found


class _Maker:
    def __init__(self, compiler: Compiler, outputs: Sequence[str]) -> None:
        self.on, self.circuit, self.outputs = compiler, compiler.circuit, outputs

    def make(self) -> Plan:
        sums: dict[str, Sum] = {}
        flags: dict[str, Bit] = {}
        levels: dict[str, list[tuple[Bit, Decimal | None]]] = {}
        for label, rule, state in nodes(self.on):
            sums |= {named(kind, label): Sum(0, tuple(terms)) for kind, terms in self._codes(state)}
            flags |= {named(kind, label): bit for kind, bit in self._flags(state)}
            if "level" in self.outputs and isinstance(rule, Rule):
                levels |= self._levels(rule)
        counted = tallies(self.on) if "tally" in self.outputs else {}
        asked = [bit for each in (*sums.values(), *counted.values()) for bit in each.bits()]
        asked += [*flags.values(), *(bit for each in levels.values() for bit, _ in each)]
        make = Assembler(self.circuit, asked)
        found = {name: make.total(each, _type(name)) for name, each in sums.items()}
        found |= {name: make.flag(bit) for name, bit in flags.items()}
        most = most_indicators(self.on.book)
        for name, each in counted.items():
            found[name] = make.total(each, COUNT, most=most if name == "indicators.high" else None)
        found |= {name: make.level(each, LEVEL) for name, each in levels.items()}
        return Plan(make.program((name, found[name]) for name in empty(self.on.book, self.outputs)))

    def _codes(self, state: State) -> Iterator[tuple[str, list[tuple[Bit, int]]]]:
        """Yield the columns of codes and masks of one node, as weights of bits."""
        circuit = self.circuit
        if "verdict" in self.outputs:
            yield "verdict", [(state.met, 1), (state.open, 2), (state.apart, 3)]
        if "reasons" in self.outputs:
            yield "reasons", [(bit, BIT_OF[code]) for code, bit in state.reasons.items()]
        if "basis" in self.outputs:
            comp = circuit.some([state.comp_met, state.comp_failed, circuit.without(state.apart, state.rep_apart)])
            rep = circuit.some([state.rep_met, state.rep_failed, state.rep_apart])
            mixed = circuit.no(circuit.some([state.open, comp, rep]))
            mixed = FALSE if comp == circuit.no(state.open) else mixed
            yield "basis", [(comp, 1), (rep, 2), (mixed, 3)]

    def _flags(self, state: State) -> Iterator[tuple[str, Bit]]:
        """Yield the columns of yes and no of one node."""
        circuit = self.circuit
        if "provisional" in self.outputs:
            pairs = ((state.met, state.firm_met), (state.failed, state.firm_failed), (state.apart, state.firm_apart))
            yield "provisional", circuit.some(circuit.without(bit, firm) for bit, firm in pairs)
        if "contradiction" in self.outputs:
            yield "contradiction", state.against

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


def _type(name: str) -> pl.DataType:
    return DTYPES[name.partition(":")[0]]


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


def tallies(on: Compiler) -> dict[str, Sum]:
    """Return the tallies of criteria and indicators (and of what packs add); see ``engine.core``."""
    book = on.book
    judged = [on.criterion(heading) for heading in book.headings]
    parts = [state for each in judged for _, state in each.parts]
    missing = sum(max(0, (heading.declared or 0) - len(heading.rules)) for heading in book.headings)
    room = max(missing, most_indicators(book) - len(parts))
    found = _range(on, "indicators", parts, room, [each.low for each in judged], [each.high for each in judged])
    states = [each.state for each in judged]
    found |= _range(on, "criteria", states, most_criteria(book) - len(states))
    if book.added or book.added_headings:
        more = [on.indicator(rule) for rule in book.added]
        more += [state for heading in book.added_headings for _, state in on.criterion(heading).parts]
        found |= _range(on, "added", more, 0)
    return found


def _range(
    on: Compiler, name: str, states: Sequence[State], room: int, low: Sequence[tuple[Bit, int]] = (),
    high: Sequence[tuple[Bit, int]] = (),
) -> dict[str, Sum]:  # fmt: skip
    """Return the tally of ``states``: ``room`` more may be met, and reports on criteria change both ends.

    The open ones are counted and those not met are the rest, for the open ones are columns of the verdicts already.
    """
    circuit, number = on.circuit, len(states)
    met, open_, away, unforeseen = (
        tuple(getattr(state, key) for state in states) for key in ("met", "open", "apart", "unforeseen")
    )
    reported = tuple(circuit.some([state.rep_met, state.rep_failed, state.rep_apart]) for state in states)
    found = {key: Sum(0, (), ((bits, 1),)) for key, bits in
             (("met", met), ("undetermined", open_), ("not_applicable", away), ("reported", reported))}  # fmt: skip
    found["not_met"] = Sum(number, (), ((met, -1), (open_, -1), (away, -1)))
    settled = ((away, 1), (unforeseen, -1))
    found["low"] = Sum(0, tuple(low), ((met, 1), *(settled if on.na_counts else ())))
    # At most: all that may still be met; what is settled as not applicable stays only where it counts as met.
    stays = (away, 1) if on.na_counts else (unforeseen, 1)
    found["high"] = Sum(room, tuple(high), ((met, 1), (open_, 1), stays))
    return {f"{name}.{key}": value for key, value in found.items()}


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
        found |= {f"{name}.{key}": COUNT for name in names for key in COUNTS}
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
        found[named("contradiction", label)] = node.has_note(NoteCode.CONTRADICTION)
        required = node.children[0].required if node.kind == "indicator" and node.children else None
        if required is not None and required.values and not node.children[0].has_note(NoteCode.BELOW_BOUND):
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
