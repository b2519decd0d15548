"""Which way figures get better, and rules that leave it unsaid: taken as «more is better» they would be met by the worse."""

from __future__ import annotations

from itertools import pairwise

from ntmrules.catalog.strict import Document, Path_
from ntmrules.check.findings import Findings
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.point_scale import Scored
from ntmrules.model.requirements import AnyRequirement

DOWNWARDS = ("at_most", "less_than", "none_of")
UPWARDS = ("at_least", "more_than", "count_at_least")


def direction_asked(findings: Findings, item: AnyRequirement, own: str | None, document: Document, path: Path_) -> None:
    """Ask for the direction that ``item`` leaves out, where sets only ever ask ``own`` or less of the measure."""
    key, words = _turns.visit(item)
    if own is None or (key and _says(document, path, key)):
        return
    if words and less_is_better(findings, own):
        identity = "NTM170.direction" if key else "NTM170.not-below"
        tell = findings.error if key else findings.warn
        tell(identity, document.where(path), key=key, known=" | ".join(words), measure=own, kind=item.kind)


def turned(findings: Findings, item: AnyRequirement, own: str, home: str, where: str) -> None:
    """Doubt a comparison that goes the other way than every one that other sets make of its measure."""
    if not isinstance(item, req.Comparison):
        return
    asked = _asked_of(findings, own, but=home if home in findings.pack.headers else "")
    up = item.kind in UPWARDS
    if asked and asked <= set(DOWNWARDS if up else UPWARDS):
        findings.warn("NTM170.turned", where, kind=item.kind, measure=own, others=", ".join(sorted(asked)))


def scales_turned(findings: Findings, item: req.Points, where: str) -> None:
    """Doubt what gives points for figures that go the other way than every level that sets ask of the measure."""
    for each in (each for each in item.scored if each.measure is not None):
        way = _way_of(each)
        asked = _asked_of(findings, each.measure or "")
        rising = (way == "rising") == (item.op not in DOWNWARDS)
        if way is not None and asked and asked <= set(DOWNWARDS if rising else UPWARDS):
            findings.warn("NTM170.turned-scale", where, measure=each.measure, others=", ".join(sorted(asked)))


def _way_of(item: Scored) -> str | None:
    """Return whether points rise or fall with the figure; nothing where they do both, or neither."""
    points = [band.points for band in item.bands]
    if item.way == "bands":
        ways = {one < other for one, other in pairwise(points) if one != other}
        return ("rising" if ways.pop() else "falling") if len(ways) == 1 else None
    return {"proportion": "rising", "deduction": "falling"}.get(item.way)


def less_is_better(findings: Findings, measure: str) -> bool:
    """Tell whether every level that sets of the catalogue ask of a measure is one that it may not be above."""
    found = _asked_of(findings, measure)
    return bool(found) and found <= set(DOWNWARDS)


def _asked_of(findings: Findings, measure: str, *, but: str = "") -> set[str]:
    """Return how the sets of the catalogue compare a measure, those of the set ``but`` left out."""
    found = findings.comparisons.get(measure.partition("/")[0], ())
    return {kind for set_id, kind in found if set_id != but}


def _says(document: Document, path: Path_, key: str) -> bool:
    """Tell whether the row at ``path`` has the key."""
    data = document.data
    for step in path:
        data = data[step]
    return key in data


class _Turns(walk.Visitor[tuple[str, tuple[str, ...]]]):
    """The key by which a requirement says which way figures have to go, and its words; no key where it goes one way only."""

    def on_change_at_least(self, item: req.ChangeAtLeast) -> tuple[str, tuple[str, ...]]:
        return "way", req.WAYS

    def on_not_below_before(self, item: req.NotBelowBefore) -> tuple[str, tuple[str, ...]]:
        return "", ("increase",)

    def _compared(self, item: req.Derived | req.Relative) -> tuple[str, tuple[str, ...]]:
        return "op", req.COMPARISONS

    def _said(self, item: AnyRequirement) -> tuple[str, tuple[str, ...]]:
        return "", ()

    on_relative = on_derived = _compared
    on_attained = on_none_of = on_comparison = on_between = on_compound = on_child_count = on_meets = _said
    on_delegated = on_unknown = on_function = on_points = _said


_turns = _Turns()

__all__ = ["direction_asked", "less_is_better", "turned"]
