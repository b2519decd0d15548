"""Rules that cannot be compiled, judged by the reference engine for every row of a table; the rest stays compiled."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

import polars as pl

from ntmrules.circuit.compiler import Compiler
from ntmrules.circuit.keys import BIT_OF, CODE, VERDICT_OF, Columns, left_column
from ntmrules.circuit.states import NotCompiled
from ntmrules.engine.columnar.children import MASK
from ntmrules.engine.core.conditions import known_to_apply, may_be_not_applicable
from ntmrules.engine.core.context import Context
from ntmrules.engine.core.joins import asked_met, is_where_asked
from ntmrules.engine.core.program import Program
from ntmrules.figures.bind import bind
from ntmrules.figures.frames.rows import UnitTable, unit_at
from ntmrules.model.rulebook import Rule, Rulebook
from ntmrules.model.trace import Node, NoteCode
from ntmrules.model.verdicts import Basis, Verdict

BASIS = {None: 0, Basis.COMPUTED: 1, Basis.REPORTED: 2, Basis.MIXED: 3}
KINDS = {"verdict": pl.Int8(), "basis": pl.Int8(), "reasons": MASK, "provisional": pl.Boolean(),
         "unforeseen": pl.Boolean(), "against": pl.Boolean(), "applies": pl.Boolean(), "elsewhere": pl.Boolean(),
         "asked_met": pl.Boolean(), "asked_soft": pl.Boolean(), "asked_not_met": pl.Boolean()}  # fmt: skip


def left_of(book: Rulebook, schema: Columns) -> tuple[str, ...]:
    """Return the numbers of the indicators that cannot be compiled over these columns.

    Raises ``NotCompiled`` where a criterion or the set itself cannot be: then the whole is judged row by row.
    """
    compiler = Compiler(book, schema, leaving=True)
    compiler.whole()
    own = {rule.number for rule in book.all_rules}
    alone = set(compiler.left) - own - {heading.number for heading in (*book.headings, *book.added_headings)
                                         if any(rule.number in compiler.left for rule in heading.rules)}  # fmt: skip
    if alone:
        raise NotCompiled(compiler.left[min(alone)])
    return tuple(number for number in compiler.left if number in own)


def judged_rules(book: Rulebook, table: UnitTable, numbers: Sequence[str]) -> pl.DataFrame:
    """Return the columns that say what the reference engine found of these indicators in each row."""
    program: Program = book.memo("core", lambda: Program(book))
    found: dict[str, list[object]] = {left_column(book.id, number, kind): [] for number in numbers for kind in KINDS}
    rules = {rule.number: rule for rule in book.all_rules}
    for row in range(table.given.height):
        unit = unit_at(table, row)
        context = Context(program, book, unit, bind(book, unit))
        for number in numbers:
            for kind, value in _told(rules[number], program.judge(number, context)).items():
                found[left_column(book.id, number, kind)].append(value)
    schema = {left_column(book.id, number, kind): dtype for number in numbers for kind, dtype in KINDS.items()}
    return pl.DataFrame(found, schema=schema)


def against_what_is_known(
    book: Rulebook, table: UnitTable, rows: Iterable[int], reported: pl.Series, *, bare: bool,
    elsewhere: Container[str],
) -> pl.Series:  # fmt: skip
    """Return in which of ``rows`` a report on the whole set fits no way in which what is open may turn out; in others not."""
    program: Program = book.memo("core", lambda: Program(book))
    found = [False] * table.given.height
    for row in rows:
        unit = unit_at(table, row)
        context = Context(program, book, unit, bind(book, unit, bare=bare, elsewhere=elsewhere))
        found[row] = context.whole_fits_no_way(VERDICT_OF[reported[row]])
    return pl.Series(found, dtype=pl.Boolean)


def _told(rule: Rule, node: Node) -> dict[str, object]:
    reasons = 0
    for reason in node.reasons:
        reasons |= BIT_OF[reason.code]
    met, soft = asked_met(node)
    return {
        "verdict": CODE[node.verdict or Verdict.UNDETERMINED], "basis": BASIS[node.basis], "reasons": reasons,
        "provisional": node.provisional, "unforeseen": node.has_note(NoteCode.NOT_APPLICABLE_UNFORESEEN),
        "against": node.has_note(NoteCode.CONTRADICTION), "applies": known_to_apply(rule, node),
        "elsewhere": may_be_not_applicable(rule, node), "asked_met": met, "asked_soft": soft,
        "asked_not_met": is_where_asked(node, Verdict.NOT_MET),
    }  # fmt: skip
