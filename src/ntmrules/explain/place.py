"""What explanations look up beside the trace: possible columns as the engine finds them, levels as they are written."""

from __future__ import annotations

from collections.abc import Iterator

from ntmrules.attainment import Attainment
from ntmrules.engine.bind import bind
from ntmrules.engine.core import Program
from ntmrules.engine.leaves import Context
from ntmrules.model import requirements as req
from ntmrules.model.requirements import AnyRequirement


def program_of(attainment: Attainment) -> Program:
    """Return the rulebook of an attainment as the reference engine has compiled it."""
    book = attainment.rulebook
    return book.memo("core", lambda: Program(book))  # type: ignore[no-any-return]


def context_of(attainment: Attainment) -> Context:
    """Return the context in which the reference engine judges the unit: its figures and possible columns."""
    book, figures = attainment.rulebook, attainment.figures
    return Context(program_of(attainment), book, figures, bind(book, figures))


def comparisons(item: AnyRequirement) -> Iterator[req.Comparison | req.Between | req.ChildCount]:
    """Yield every requirement with a level in ``item``."""
    if isinstance(item, req.Compound):
        for part in item.of:
            yield from comparisons(part)
    elif isinstance(item, (req.Comparison, req.Between, req.ChildCount)):
        yield item
    elif isinstance(item, req.Delegated) and item.bound is not None:
        yield from comparisons(item.bound)
