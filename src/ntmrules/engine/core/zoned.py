"""Whether a condition holds for a unit: yes, no, or not known and what would settle it."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple, TypeAlias

from ntmrules.model.conditions import Condition
from ntmrules.model.figures import Bound, Status
from ntmrules.model.logic import OPERATORS
from ntmrules.model.possible_units import settled_by_itself
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.verdicts import Reason, ReasonCode, Verdict

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET

Columns: TypeAlias = Callable[["str | None"], tuple[tuple[str, ...], tuple[Reason, ...]]]
"""In which columns of a scheme (none: the set's own) the unit can stand, and what would settle them."""


class Held(NamedTuple):
    """Whether a condition holds; nothing while that is not known, with the reasons."""

    holds: bool | None
    reasons: tuple[Reason, ...] = ()


def held(book: Rulebook, condition: Condition, bound: Bound, columns: Columns) -> Held:
    """Return whether ``condition`` holds for the unit with these figures, by strong Kleene logic.

    One that holds for every unit there can be, or for none, is settled whatever is not known.
    """
    found = _held(book, condition, bound, columns)
    if found.holds is not None:
        return found
    settled = settled_by_itself(condition, book)
    return found if settled is None else Held(holds=settled)


def _held(book: Rulebook, condition: Condition, bound: Bound, columns: Columns) -> Held:
    if condition.fact is not None:
        entry = bound.known(condition.fact)
        if entry is None or entry.value not in (MET, NOT_MET):
            return Held(None, (missing(bound, condition.fact),))
        return Held((entry.value is MET) is condition.is_)
    if condition.measure is not None:
        entry = bound.known(condition.measure)
        if entry is None:
            return Held(None, (missing(bound, condition.measure),))
        op, level = condition.comparison
        return Held(OPERATORS[op](entry.number, level))
    if condition.zone is not None:
        places, reasons = columns(book.scheme_of((condition.zone,)))
        if condition.zone not in places:
            return Held(holds=False)
        return Held(holds=True) if len(places) == 1 else Held(None, reasons)
    return _joined(condition, [held(book, part, bound, columns) for part in condition.parts])


def _joined(condition: Condition, parts: list[Held]) -> Held:
    """Join: «all» fails by one that does not hold, «any» holds by one that does, «none» fails by one that does."""
    decides = not condition.all_
    if any(part.holds is decides for part in parts):
        return Held(holds=bool(condition.any_))
    if any(part.holds is None for part in parts):
        unknown = (reason for part in parts if part.holds is None for reason in part.reasons)
        return Held(None, tuple(dict.fromkeys(unknown)))
    return Held(holds=not condition.any_)


def missing(bound: Bound, subject: str) -> Reason:
    """Return why nothing is known of ``subject``: there is no figure, it was taken back, or it is too old."""
    entry = bound.figures.get(subject)
    status = entry.status if entry is not None else None
    code = {Status.WITHDRAWN: ReasonCode.FIGURE_WITHDRAWN, Status.STALE: ReasonCode.FIGURE_STALE}.get(status)  # type: ignore[arg-type]
    return Reason(code or ReasonCode.NO_FIGURE, subject)
