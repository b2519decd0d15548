"""What a requirement or a condition has to be beside its types: words that are known, counts that fit."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from ntmrules.catalog.misfit import MisfitError, key_of
from ntmrules.messages import Listed, Phrase
from ntmrules.model import requirements as req
from ntmrules.model.conditions import JOINS, OPS, Condition, Least
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.point_scale import PointGroup
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.walk import Visitor, targets_of

MOST_DIGITS = 9
MOST_YEARS = 10
_ABOVE_NOUGHT = ("points", "full_at", "deduct", "most")
_SHARE = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?%\Z")


def shown(value: Any) -> str | Phrase:
    """Return a value of a document as messages show it."""
    if value is None:
        return Phrase("remarks.nothing")
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, dict):
        return Phrase("remarks.a-map")
    return (
        Phrase("remarks.a-list") if isinstance(value, list) else repr(value) if isinstance(value, str) else str(value)
    )


def check_requirement(item: Any) -> None:
    """Raise ``MisfitError`` where a requirement is not sound."""
    rounding = getattr(item, "round", None)
    if rounding is not None:
        computed = isinstance(item, (req.Derived, req.Relative))
        _one_of("of", rounding.of, req.ROUNDED if computed else req.ROUNDED[:1])
        if not -MOST_DIGITS <= rounding.digits <= MOST_DIGITS:
            raise MisfitError("NTM114.digits", point="round", digits=rounding.digits, most=MOST_DIGITS)
    _sound.visit(item)


def _group(group: PointGroup) -> None:
    """Refuse a group of points that is empty, bounds that cross, and ways to give points that nobody can follow."""
    if not group.items:
        raise MisfitError("NTM197.empty", point="groups", group=group.id)
    _no_sign(group, "cap", group.cap, above_nought=True)
    _no_sign(group, "least", group.least)
    most = group.ends.high
    if group.least is not None and most < group.least and all(each.way != "mixed" for each in group.items):
        raise MisfitError("NTM197.cap", point="groups", group=group.id, cap=most, least=group.least)
    for each in group.items:
        rising = [band.from_ for band in each.bands]
        if each.way == "mixed":
            raise MisfitError("NTM197.way", point="groups", group=group.id)
        if rising != sorted(set(rising)):
            raise MisfitError("NTM197.rising", point="groups", group=group.id, bands=Listed(list(map(str, rising))))
        for name in _ABOVE_NOUGHT:
            _no_sign(group, name, getattr(each, name), above_nought=True)
        for band in each.bands:
            _no_sign(group, "points", band.points)


def _no_sign(group: PointGroup, key: str, value: Decimal | None, *, above_nought: bool = False) -> None:
    """Refuse a minus in a scale of points: its keys say by themselves whether points are given or taken off.

    Nought is what a band may give and a group may come to; given for an indicator, taken off or as a cap it takes a line of the
    text out of the scale, and is what somebody writes who does not know the number.
    """
    if value is not None and (value < 0 or (value == 0 and above_nought)):
        raise MisfitError("NTM197.sign", point="groups", group=group.id, key=key, value=value)


class _Sound(Visitor[None]):
    """What cattrs cannot see by itself: words that must be known, counts and levels that must fit together."""

    def _whole(self, item: AnyRequirement) -> None:
        """Nothing more to see."""

    def on_compound(self, item: req.Compound) -> None:
        if not item.of:
            raise MisfitError("NTM114.nothing", point="of", kind=item.kind)

    def on_k_of(self, item: req.KOf) -> None:
        self.on_compound(item)
        if not 1 <= item.k <= len(item.of):
            raise MisfitError("NTM114.k", point="k", k=item.k, count=len(item.of))
        asked = [req.question_of(part) for part in item.of]
        if any(part in asked[:place] for place, part in enumerate(asked)):
            raise MisfitError("NTM114.again", point="of")

    def _operator(self, item: req.ShareOf | req.CountOf | req.Derived | req.Relative | req.Points) -> None:
        op, known = item.op, req.COMPARISONS
        if op not in known:
            raise MisfitError("NTM112.op", point="op", op=op, known=" | ".join(known), near=(str(op), known))

    def on_points(self, item: req.Points) -> None:
        self._operator(item)
        if item.groups and item.weights:
            raise MisfitError("NTM197.both", point="groups")
        self._weights(item)
        if item.not_applicable is not None and not targets_of(item):
            raise MisfitError("NTM197.unasked", point="not_applicable")
        for place, group in enumerate(item.groups):
            if group.id in (each.id for each in item.groups[:place]):
                raise MisfitError("NTM197.twice", point="groups", group=group.id)
            _group(group)

    def _weights(self, item: req.Points) -> None:
        """Refuse weights by which meeting an indicator gives nothing, or loses what was met without it."""
        for label, weight in item.weights.items():
            if weight <= 0:
                raise MisfitError("NTM197.weight", point="weights", label=label, weight=weight)
        ways = {each.way for each in item.scored}
        if item.op in ("at_most", "less_than") and (item.weights or not ways.isdisjoint(("indicator", "deduction"))):
            raise MisfitError("NTM197.turned", point="op", op=item.op)

    def on_child_count(self, item: req.ShareOf | req.CountOf) -> None:
        self._operator(item)
        if (item.target is None) == (item.measure is None):
            raise MisfitError("NTM114.children", kind=item.kind)

    def on_between(self, item: req.Between) -> None:
        """Refuse a range that nothing can lie in: a low level above the high one of the same year and area."""
        for low in item.low.rows:
            for high in item.high.rows:
                same = all(one is None or other is None or one == other for one, other in (
                    (low.year, high.year), (low.area, high.area)))  # fmt: skip
                if same and low.value is not None and high.value is not None and low.value > high.value:
                    raise MisfitError("NTM119", point="low", low=low.value, high=high.value)

    def _years(self, item: req.NotBelowBefore | req.ChangeAtLeast) -> None:
        if not 1 <= item.for_years <= MOST_YEARS:
            raise MisfitError("NTM114.years", point="for_years", years=item.for_years, most=MOST_YEARS)

    def on_change_at_least(self, item: req.ChangeAtLeast) -> None:
        self._years(item)
        _one_of("by", item.by, req.CHANGES)
        _one_of("way", item.way, req.WAYS)

    def on_relative(self, item: req.Relative) -> None:
        self._operator(item)
        if item.whose is not None:
            _one_of("whose", item.whose, req.LARGER_UNITS)
        elif item.base is None:
            raise MisfitError("NTM114.relative")
        self._factor(item)

    def on_derived(self, item: req.Derived) -> None:
        self._operator(item)
        self._factor(item)

    def _factor(self, item: req.Derived | req.Relative) -> None:
        """Refuse a factor by which every figure, or none, would do."""
        if item.factor <= 0:
            raise MisfitError("NTM114.factor", point="factor", factor=item.factor)

    on_not_below_before = _years
    on_attained = on_none_of = on_comparison = on_meets = on_delegated = on_unknown = on_function = _whole


_sound = _Sound()


def _one_of(key: str, word: str, known: tuple[str, ...]) -> None:
    if word not in known:
        raise MisfitError("NTM112.word", point=key, shown=shown(word), known=" | ".join(known), near=(word, known))


def measure_hook(inner: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Return what reads a measure: its unit is one of its kind, its ends in order; else ``MisfitError`` NTM127."""

    def structure(value: Any, kind: Any) -> Measure:
        measure: Measure = inner(value, kind)
        unit, of = measure.unit, measure.kind
        if of is MeasureKind.PERCENT and unit not in (None, "%"):
            raise MisfitError("NTM127.percent", point="unit", unit=unit)
        if of is MeasureKind.COUNT and unit is not None and unit.startswith("%"):
            raise MisfitError("NTM127.count", point="unit", unit=unit)
        if of is MeasureKind.YES_NO and unit is not None:
            raise MisfitError("NTM127.answer", point="unit", unit=unit)
        for key in ("bounds", "plausible"):
            ends = getattr(measure, key)
            if ends is not None and ends.min is not None and ends.max is not None and ends.min > ends.max:
                raise MisfitError("NTM127.ends", point=key, key=key, low=ends.min, high=ends.max)
        for other in measure.plausible.likely if measure.plausible is not None else ():
            if other.factor <= 0:
                raise MisfitError("NTM127.factor", point="plausible", factor=other.factor)
        return measure

    return structure


def condition_hook(inner: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """Return what reads a condition: just one thing is said by each; ``MisfitError`` NTM193 for any other."""

    def structure(value: Any, kind: Any) -> Condition:
        condition: Condition = inner(value, kind)
        kinds = [key for key in ("fact", "measure", "zone") if getattr(condition, key) is not None]
        kinds += [key_of(name) for name in JOINS if key_of(name) in value]
        compared = [op for op in OPS if getattr(condition, op) is not None]
        if not value:
            raise MisfitError("NTM193.nothing")
        if len(kinds) == 1 and kinds[0] in ("all", "any", "none") and not condition.parts:
            raise MisfitError("NTM193.empty", given=kinds[0])
        if kinds == ["measure"] and not compared and "is" not in value:
            raise MisfitError("NTM193.uncompared", measure=condition.measure)
        if not kinds and compared:
            raise MisfitError("NTM193.of-what", given=Listed(compared))
        if len(kinds) != 1 or len(compared) != (kinds == ["measure"]) or ("is" in value and kinds != ["fact"]):
            raise MisfitError("NTM193.several", given=Listed(list(value)))
        return condition

    return structure


def read_least(value: Any, _: Any) -> Least:
    """Read ``8`` as a number of parts, ``80 %`` as a share of them; ``MisfitError`` NTM194 for anything else."""
    if type(value) is int and value >= 1:
        return Least(count=value)
    found = _SHARE.match(value) if isinstance(value, str) else None
    share = Decimal(found[1]) if found is not None else None
    if share is None or not 0 < share <= 100:
        raise MisfitError("NTM194", shown=shown(value))
    return Least(share=share)
