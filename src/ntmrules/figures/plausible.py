"""Figures outside what is plausible: taken only when somebody confirms them, for a wrong unit looks like a good figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ntmrules.errors import Problem, problem
from ntmrules.figures.bind import subjects
from ntmrules.messages import Pair
from ntmrules.model.figures import Entry
from ntmrules.model.measures import Measure, Plausible
from ntmrules.model.rulebook import Rulebook


def doubtful(book: Rulebook, entries: Iterable[Entry]) -> Iterator[Problem]:
    """Yield what is implausible among figures that nobody has confirmed; each can be, and is probably a slip."""
    known = subjects(book)
    for entry in entries:
        if entry.confirmed or type(entry.value) is not Decimal or (entry.cell is not None and entry.cell.ratio):
            continue  # a fraction of which the format is not known was asked about already
        subject = known.get(entry.subject)
        measure = None if subject is None else subject.measure or subject.number_of
        if measure is not None and measure.plausible is not None and entry.value.is_finite():
            doubt = doubt_about(measure, entry)
            if doubt is not None:
                yield doubt


def is_plausible(range_: Plausible, value: Decimal) -> bool:
    """Return whether a value lies where figures usually lie."""
    if value == 0 and range_.zero:
        return True
    return (range_.min is None or value >= range_.min) and (range_.max is None or value <= range_.max)


def doubt_about(measure: Measure, entry: Entry) -> Problem | None:
    """Return why a figure is doubtful, with what was probably meant; nothing where it is plausible."""
    range_ = measure.plausible
    value = entry.value
    assert range_ is not None
    assert isinstance(value, Decimal)
    if is_plausible(range_, value) or (measure.low is not None and value < measure.low):
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
