"""A printed level beside what the catalogue asks: the same comparison or another, and whether it can stand in its place."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal

from ntmrules.authoring.annex.printed import Printed
from ntmrules.catalog.far_levels import MOST_TIMES, Placed, far_from
from ntmrules.explain.lang.annex_words import say
from ntmrules.model import requirements as req
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.readable import always, out_of_reach
from ntmrules.model.requirements import AnyRequirement, Cell
from ntmrules.model.walk import Visitor

PROVINCE = "ubnd-cap-tinh"
_DOWN = ("at_most", "less_than")
MOST_UNSAID = 3
"""How many times greater or less a level may be that may be of a month: a month is twelve times less, and levels rise."""
SIGNS = {"at_least": "≥", "at_most": "≤", "more_than": ">", "less_than": "<", "count_at_least": ""}


def sign_of(kind: str) -> str:
    """Return the sign of a comparison as people read it."""
    return SIGNS[kind] or say("counted")


def has_year(national: AnyRequirement, year: int | None) -> bool:
    """Tell whether the catalogue has a level of a year itself, so that «đến năm 2020» is that one."""
    rows = national.threshold.rows if isinstance(national, req.Comparison) else ()
    return any(row.year == year and row.unknown is None for row in rows)


def unfit_measure(measure: Measure | None) -> str:
    """Return why no level at all can be taken for a measure, or nothing."""
    if measure is None:
        return say("no-measure")
    if measure.kind is MeasureKind.YES_NO:
        return say("yes-no")
    return ""


def kind_of(national: AnyRequirement, measure: Measure | None, said: Sequence[Printed]) -> str | None:
    """Return the comparison: as printed, else the one the catalogue has; «từ … trở lên» of a count is its own kind."""
    printed = {each.op for each in said if each.kind == "level"} - {None}
    if len(printed) > 1:
        return None
    own = national.kind if isinstance(national, req.Comparison) else None
    op = next(iter(printed), None)
    if op is None:
        return own
    if op == "at_least" and own == "count_at_least":
        return own
    if op == "at_least" and own is None and measure is not None and measure.kind is MeasureKind.COUNT:
        return "count_at_least"
    return op


def doubted(national: AnyRequirement, kind: str | None, signs: Collection[str]) -> str:
    """Return why a printed comparison is not taken over that of the catalogue, or nothing.

    No text turns a ceiling into a floor: a sign the other way round is a slip of the print or of a converter. A bare > or <
    is a comparison of its own only where the catalogue has it: most often it is ≥ or ≤ whose stroke got lost.
    """
    if kind is None or national.kind == kind:
        return ""
    if national.kind in SIGNS and (national.kind in _DOWN) != (kind in _DOWN):
        return say("turned", own=sign_of(national.kind), said=sign_of(kind))
    if lost := sorted({">", "<"} & set(signs)):
        meant = {">": ("≥", "trên"), "<": ("≤", "dưới")}[lost[0]]
        return say("lost", sign=lost[0], line=meant[0], word=meant[1])
    return ""


def same_level(cell: Cell, value: Decimal | None) -> bool:
    if value is None:
        return cell.delegated is not None and cell.delegated.to == PROVINCE
    return cell.value is not None and cell.value == value


def far_level(national: AnyRequirement, placed: Placed, printed: Sequence[Placed], *, unsaid: bool) -> str:
    """Return why a level is rather of another unit or lacks a digit: what is known of it, or of others beside it, is far away.

    ``printed`` are the other levels of the indicator; ``unsaid``: of a month or of a year, which is not said.
    """
    year, area, value = placed
    levels = national.threshold if isinstance(national, req.Comparison) else None
    if unsaid and not (levels is not None and any(row.values for row in levels.rows)):
        return say("no-period")
    most = MOST_UNSAID if unsaid else MOST_TIMES
    far = far_from(value, year, area, levels, printed, most=most)
    shown = f" {say('or')} ".join(map(str, far)) if len(far) <= 3 else f"{far[0]} … {far[-1]}"
    return say("far-period" if unsaid else "scale", own=shown, most=most) if far else ""


def settled_by(measure: Measure | None, kind: str, value: Decimal | None) -> str:
    """Return why a level asks nothing, or can never be met, whatever the figures are; nothing where it decides."""
    if measure is None or value is None:
        return ""
    if always(kind, value, measure):
        return say("always", sign=sign_of(kind), value=value)
    return say("never", sign=sign_of(kind), value=value) if out_of_reach(kind, value, measure) else ""


def cell_had(cell: Cell) -> str:
    if cell.unknown is not None:
        return say("had.unknown")
    if cell.delegated is not None:
        return say("had.delegated")
    return f" {say('or')} ".join(map(str, cell.values))


def cell_of(national: AnyRequirement, year: int | None, area: str | None) -> Cell | None:
    """Return the level that the catalogue has for a year and an area; nothing where what it asks has no levels."""
    return national.threshold.cell(year, area) if isinstance(national, req.Comparison) else None


def had_of(national: AnyRequirement) -> str:
    return _had_by_kind.visit(national)


class _Had(Visitor[str]):
    """What the catalogue has in place of a cell of the annex, in a few words."""

    def on_attained(self, item: req.Attained) -> str:
        return say("had.attained")

    def on_none_of(self, item: req.NoneOf) -> str:
        return say("had.none_of")

    def on_delegated(self, item: req.Delegated) -> str:
        return say("had.delegated")

    def on_unknown(self, item: req.Unknown) -> str:
        return say("had.unknown")

    def on_comparison(self, item: req.AnyComparison) -> str:
        return "; ".join(dict.fromkeys(cell_had(row) for row in item.threshold.rows))

    def _kind(self, item: AnyRequirement) -> str:
        return item.kind

    on_between = on_compound = on_child_count = on_meets = on_derived = on_points = on_function = _kind
    on_against_figure = _kind


class _Untaken(Visitor[str]):
    """Why what an annex prints cannot be put in place of a kind; nothing for those that it can."""

    def _taken(self, item: AnyRequirement) -> str:
        return ""

    def _other(self, item: AnyRequirement) -> str:
        return say("other-kind", kind=item.kind)

    on_attained = on_none_of = on_comparison = on_delegated = on_unknown = _taken
    on_between = on_compound = on_child_count = on_meets = on_derived = on_points = on_function = _other
    on_against_figure = _other


_had_by_kind, untaken = _Had(), _Untaken()
