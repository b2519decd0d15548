"""What is fixed about a requirement's node, and the note on a figure that rounding alone could have decided."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import TypeAlias

from ntmrules.engine.core.context import Judge
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Evidence
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.rulebook import Rule
from ntmrules.model.trace import About, Node, NodeKind, Note, NoteCode

Run: TypeAlias = Callable[..., Node]

BORDERLINE = (Note(NoteCode.BORDERLINE),)


def about_requirement(program: Judge, rule: Rule, item: AnyRequirement, evidence: Evidence | None = None) -> About:
    """Return the fixed part of a requirement's node."""
    measure = program.book.measures.get((item.measure or "").partition("/")[0])
    label = item.label or (measure.name if measure is not None else rule.name)
    return About(
        kind=NodeKind.REQUIREMENT,
        id=f"{rule.id}:{item.kind}" + (f":{item.measure}" if item.measure else ""),
        label=label,
        rule=rule.id,
        requirement=item.kind,
        measure=item.measure,
        unit=measure.unit_name if measure else None,
        provision=item.provision or rule.provision,
        evidence=evidence,
        asks=item.asks if isinstance(item, req.Attained) else (),
        k=item.k if isinstance(item, req.KOf) else None,
        why=item.why if isinstance(item, req.Unknown) else None,
    )


def borderline(figure: Decimal, levels: tuple[Decimal, ...]) -> tuple[Note, ...]:
    """Note a figure that lies within half its own last digit of a level: rounding alone could have decided."""
    for level in levels:
        gap = figure - level
        if -1 < gap < 1:
            if not gap:
                return BORDERLINE
            if gap.same_quantum(figure):  # the level has no more decimals than the figure: they are whole steps apart
                continue
            gap = abs(gap)
            exponent = figure.as_tuple().exponent
            if isinstance(exponent, int) and gap * 2 <= Decimal(1).scaleb(exponent):
                return BORDERLINE
    return ()
