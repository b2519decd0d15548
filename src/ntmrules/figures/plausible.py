"""Figures outside what is plausible: taken only when somebody confirms them, for a wrong unit looks like a good figure."""

from __future__ import annotations

from decimal import Decimal

from ntmrules.errors import Problem, problem
from ntmrules.messages import Pair
from ntmrules.model.figures import Entry
from ntmrules.model.measures import Measure, Plausible
from ntmrules.model.readable import is_plausible


def doubt_about(measure: Measure, entry: Entry) -> Problem | None:
    """Return why a figure is doubtful, with what was probably meant; nothing where it is plausible or confirmed.

    What the measure cannot be at all is another question (``bind.check_value``) and no doubt.
    """
    range_ = measure.plausible
    value = entry.value
    if range_ is None or entry.confirmed or type(value) is not Decimal or is_plausible(range_, value):
        return None
    if (measure.low is not None and value < measure.low) or (measure.high is not None and value > measure.high):
        return None
    if entry.cell is not None and entry.cell.ratio:  # a fraction of which the format is not known is asked about apart
        return None
    low, high = range_.min, range_.max
    shown = f"≥ {low}" if high is None else f"≤ {high}" if low is None else f"{low}–{high}"
    return problem(
        "NTM506.implausible",
        entry.at,
        subject=entry.subject,
        value=f"{value:f}",
        unit=f" {measure.unit}" if measure.unit else "",
        range=shown,
        why=Pair(range_.why.vi, range_.why.en or range_.why.vi),
        likely=_likely(measure, range_, value),
    )


def _likely(measure: Measure, range_: Plausible, value: Decimal) -> Pair:
    """Return what was probably meant: a ratio instead of per cent, đồng instead of million đồng."""
    if measure.unit == "%" and 0 < value <= 1 and is_plausible(range_, value * 100):
        percent = f"{(value * 100).normalize():f} %"
        return Pair(f"có lẽ là {percent} (viết dưới dạng tỉ số)", f"probably {percent} (written as a ratio)")
    for other in range_.likely:
        meant = value / other.factor
        if is_plausible(range_, meant):
            said = f"{meant.normalize():f} {measure.unit or ''}".strip()
            return Pair(f"có lẽ tính bằng {other.unit}: {said}", f"probably in {other.unit}: {said}")
    unit = measure.unit or ""
    return Pair(
        f"một số thường gặp{f', tính bằng {unit}' if unit else ''}", f"a usual number{f' in {unit}' if unit else ''}"
    )
