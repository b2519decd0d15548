"""What a table of verdicts shows of each node, as columns; the same from attainments of the reference engine."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import reduce
from typing import Any

import polars as pl

from ntmrules.circuit.compiler import Compiler
from ntmrules.circuit.keys import BIT_OF, CODE
from ntmrules.circuit.network import Bit, Sum
from ntmrules.circuit.nodes import COUNTS, codes, flags_of, most_indicators, nodes, tallies
from ntmrules.circuit.requirements import levels_of
from ntmrules.engine.columnar.asking import asked, kinds_of
from ntmrules.engine.columnar.children import MASK
from ntmrules.engine.columnar.program import COUNT, Assembler, Program, Shown
from ntmrules.engine.columnar.vectors import kind_of
from ntmrules.engine.core.joins import asked_met
from ntmrules.errors import UsageError, problem, wrong_type
from ntmrules.model import requirements as req
from ntmrules.model.attainment import Attainment
from ntmrules.model.rulebook import Rule, Rulebook
from ntmrules.model.trace import Node, NoteCode
from ntmrules.model.verdicts import Basis, Tally, Verdict

OUTPUTS = ("verdict", "reasons", "basis", "provisional", "contradiction", "level", "tally")
DEFAULT = ("verdict", "reasons", "basis", "provisional", "tally")
DTYPES: Mapping[str, pl.DataType] = {
    "verdict": pl.Int8(), "reasons": MASK, "basis": pl.Int8(), "provisional": pl.Boolean(),
    "contradiction": pl.Boolean(), "unforeseen": pl.Boolean(), "asked": pl.Boolean(), "asked_soft": pl.Boolean(),
    "level_low": pl.Decimal(38, 9), "level_high": pl.Decimal(38, 9),
}  # fmt: skip
BASIS = {None: 0, Basis.COMPUTED: 1, Basis.REPORTED: 2, Basis.MIXED: 3}
LEVEL = DTYPES["level_low"]
MOST_PLANS = 64


def taken_outputs(outputs: Sequence[str]) -> tuple[str, ...]:
    """Return what a table is to say of each node; one word is one of them. ``UsageError`` NTM042 for a word that is none of
    ``OUTPUTS``, NTM009 for what is no text.
    """
    asked = texts(outputs, "outputs", example='("verdict", "tally")')
    for each in asked:
        if each not in OUTPUTS:
            raise UsageError(problem("NTM042", name=each, known=" | ".join(OUTPUTS), near=(each, OUTPUTS)))
    return asked


def texts(given: object, name: str, *, example: str) -> tuple[str, ...]:
    """Return an argument that is one text or several; ``UsageError`` NTM009 for what is neither."""
    found = (given,) if isinstance(given, str) else tuple(given) if isinstance(given, Iterable) else None
    if found is None or not all(isinstance(each, str) for each in found):
        raise UsageError(wrong_type(name, given, needed="tuple[str, ...]", example=example))
    return found


def named(kind: str, label: str) -> str:
    """Return the name of a column: ``verdict:10.1``, and ``verdict`` for the set."""
    return f"{kind}:{label}" if label else kind


def plan(book: Rulebook, schema: Mapping[str, pl.DataType], outputs: Sequence[str], key: object, *,
         dense: bool = False) -> Program:  # fmt: skip
    """Return the program for a table with these prepared columns, told apart by their ``key``; made once a rulebook,
    columns and outputs.

    Columns in which nothing stands are not among those prepared, so small parts of a table may ask for a plan of their
    own each: the last ones are kept, not all there ever were.
    """
    plans: dict[object, Program] = book.memo("columnar", dict)
    asked_for = (key, tuple(outputs), dense)
    found = plans.pop(asked_for, None)
    if found is None:
        found = _Maker(Compiler(book, kinds_of(schema), dense=dense), outputs, schema).make()
        for oldest in list(plans)[: max(0, len(plans) - MOST_PLANS + 1)]:
            plans.pop(oldest, None)
    plans[asked_for] = found
    return found


def key_of(schema: Mapping[str, pl.DataType]) -> object:
    """Return what tells one set of columns from another."""
    return tuple(schema), tuple(map(kind_of, schema.values()))


class _Maker:
    def __init__(self, compiler: Compiler, outputs: Sequence[str], schema: Mapping[str, pl.DataType]) -> None:
        self.on, self.circuit, self.outputs, self.schema = compiler, compiler.circuit, outputs, schema

    def make(self) -> Program:
        sums: dict[str, Sum] = {}
        flags: dict[str, Bit] = {}
        levels: dict[str, list[tuple[Bit, Decimal | None]]] = {}
        for label, rule, state in nodes(self.on):
            shown = codes(self.circuit, state, self.outputs)
            sums |= {named(kind, label): Sum(0, tuple(terms)) for kind, terms in shown}
            flags |= {named(kind, label): bit for kind, bit in flags_of(self.circuit, state, self.outputs)}
            if "level" in self.outputs and isinstance(rule, Rule):
                levels |= self._levels(rule)
        counted = tallies(self.on) if "tally" in self.outputs else {}
        wanted = [bit for each in (*sums.values(), *counted.values()) for bit in each.bits()]
        wanted += [*flags.values(), *(bit for each in levels.values() for bit, _ in each)]
        make = Assembler(self.circuit, wanted, lambda question: asked(question, self.schema))
        found: dict[str, Shown] = {name: make.total(each, _type(name)) for name, each in sums.items()}
        found |= {name: make.flag(bit) for name, bit in flags.items()}
        most = most_indicators(self.on.book)
        for name, each in counted.items():
            found[name] = make.total(each, COUNT, most=most if name == "indicators.high" else None)
        found |= {name: make.level(each, LEVEL) for name, each in levels.items()}
        return make.program((name, found[name]) for name in empty(self.on.book, self.outputs))

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


# ----- the same columns from the reference engine


def empty(book: Rulebook, outputs: Sequence[str]) -> dict[str, pl.DataType]:
    """Return the columns of a table of verdicts with their types."""
    found: dict[str, pl.DataType] = {}
    for label, _ in _labels(book):
        for kind in ("verdict", "reasons", "basis", "provisional", "contradiction", "unforeseen"):
            if kind in outputs:
                found[named(kind, label)] = DTYPES[kind]
        if "asked" in outputs:
            found |= {named(kind, label): DTYPES[kind] for kind in ("asked", "asked_soft")}
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
    kinds = {name.partition(":")[0] for name in schema}
    rows = [_row(result, kinds) for result in results]
    return pl.DataFrame({name: [row.get(name) for row in rows] for name in schema}, schema=schema)


_SAID: Mapping[str, Callable[[Node], Any]] = {
    "verdict": lambda node: CODE[node.verdict or Verdict.UNDETERMINED],
    "reasons": lambda node: reduce(lambda mask, reason: mask | BIT_OF[reason.code], node.reasons, 0),
    "basis": lambda node: BASIS[node.basis],
    "provisional": lambda node: node.provisional,
    "contradiction": lambda node: node.has_note(NoteCode.CONTRADICTION),
    "unforeseen": lambda node: node.has_note(NoteCode.NOT_APPLICABLE_UNFORESEEN),
    "asked": lambda node: asked_met(node)[0],
    "asked_soft": lambda node: asked_met(node)[1],
    "level_low": lambda node: _levels(node)[0],
    "level_high": lambda node: _levels(node)[-1],
}
"""What a column of each kind says of a node."""


def _levels(node: Node) -> Sequence[Any]:
    """Return the levels that an indicator asks for; one that is nothing where none is told."""
    required = node.children[0].required if node.kind == "indicator" and node.children else None
    told = required is not None and required.values and not node.children[0].has_note(NoteCode.BELOW_BOUND)
    return required.values if required is not None and told else (None,)


def _row(result: Attainment, kinds: Container[str]) -> dict[str, Any]:
    """Return what an attainment says in the columns of the ``kinds`` that are asked for."""
    found: dict[str, Any] = {}
    wanted = [(kind, said) for kind, said in _SAID.items() if kind in kinds]
    for label, node in _own(result):
        for kind, said in wanted:
            found[named(kind, label)] = said(node)
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
