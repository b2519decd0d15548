"""Where a unit stands: the columns of its set that are possible, found as the engine finds them."""

from __future__ import annotations

from ntmrules.attainment import Attainment
from ntmrules.engine.bind import bind
from ntmrules.engine.core import Program
from ntmrules.engine.leaves import Context


def program_of(attainment: Attainment) -> Program:
    """Return the rulebook of an attainment as the reference engine has compiled it."""
    book = attainment.rulebook
    return book.memo("core", lambda: Program(book))  # type: ignore[no-any-return]


def context_of(attainment: Attainment) -> Context:
    """Return the context in which the reference engine judges the unit: its figures and possible columns."""
    book, figures = attainment.rulebook, attainment.figures
    return Context(program_of(attainment), book, figures, bind(book, figures))
