"""What explanations look up beside the trace: possible columns as the engine finds them, levels as they are written."""

from __future__ import annotations

from ntmrules.engine.core.context import Context
from ntmrules.engine.core.program import Program
from ntmrules.model import walk
from ntmrules.model.attainment import Attainment
from ntmrules.model.requirements import Threshold
from ntmrules.model.rulebook import Rule
from ntmrules.model.verdicts import Reason


def program_of(attainment: Attainment) -> Program:
    """Return the rulebook of an attainment as the reference engine has compiled it."""
    book = attainment.rulebook
    return book.memo("core", lambda: Program(book))  # type: ignore[no-any-return]


def context_of(attainment: Attainment) -> Context:
    """Return the context in which the reference engine judges the unit: its figures and possible columns."""
    book, figures = attainment.rulebook, attainment.figures
    return Context(program_of(attainment), book, figures, attainment.bound)


def columns_of(threshold: Threshold, context: Context) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """Return the columns of a level in which the unit can stand, and what would settle them; none without columns."""
    areas = [row.area for row in threshold.rows if row.area is not None]
    return context.columns(context.program.book.scheme_of(areas)) if areas else ((), ())


def column_reasons(rule: Rule, context: Context) -> tuple[Reason, ...]:
    """Return what would settle in which columns of its levels a rule is to be read."""
    parts = walk.levelled(rule.requirement)
    found = (columns_of(each, context)[1] for item in parts for each in walk.levels(item).values())
    return tuple(dict.fromkeys(reason for reasons in found for reason in reasons))
