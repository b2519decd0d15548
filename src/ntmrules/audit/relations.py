"""The relations that a report claims between its figures, and what follows from the one side for the other.

Each relation is a function of printed values, so that a correction is tried by asking it again with one value changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from ntmrules.audit.kinds import Values, mixed, of_each_year, weighted
from ntmrules.audit.printed import Day, Number, Printed, Span
from ntmrules.audit.units import TIME
from ntmrules.frozen import evolve, frozen

# Each relation: the names it must have, those it may have, those that may be lists.
SHAPES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "sum": (("total", "parts"), (), ("parts",)),
    "share": (("part", "printed"), ("base",), ("part", "base")),
    "change": (("now", "then", "by"), (), ("now", "then")),
    "average": (("of", "counts", "printed"), (), ("of", "counts")),
    "at_most": (("small", "large"), (), ("small", "large")),
    "count": (("list", "printed"), (), ("list",)),
    "same": (("a", "b"), (), ()),
    "date": (("",), (), ("",)),
}
# Where the printed value stands that the rest is compared with.
PRINTED = {"sum": "total", "share": "printed", "change": "by", "average": "printed", "at_most": "small",
           "count": "printed", "same": "a", "date": ""}  # fmt: skip
HUNDRED = Decimal(100)
MONTHS = 12
_SHORT_YEAR, _LONG_YEAR = 365, 366
NOTHING = (Decimal(0), Decimal(0))
Bounds: TypeAlias = tuple[Decimal, Decimal | None]


@frozen(kw_only=True)
class Outcome:
    """Whether a relation holds; ``follows`` is what follows for the printed value, where it is a number or a range.

    Over a base of nothing nothing follows: a part of nothing fits it, and no other.
    """

    holds: bool
    follows: Bounds | None = None


class UnfitError(ValueError):
    """A relation over values that it cannot be asked of: a sum of dates, an average over no units."""


def bounds(item: Printed) -> Bounds:
    """Return the least and the greatest value that a printed number or range stands for.

    Raises ``UnfitError`` for what is no number.
    """
    if isinstance(item, Number):
        return item.span
    if isinstance(item, Span):
        return item.low, item.high
    if item.first is None:
        raise UnfitError(item.text)
    return Decimal(item.first.toordinal()), Decimal((item.last or item.first).toordinal())


def total(items: Sequence[Printed], *, beside: Printed | None = None, rounded: bool = False) -> Bounds:
    """Return the sum of printed values as a range; ``UnfitError`` over dates.

    ``beside`` is the number that they are compared with: what is printed in coarser units than that (``64 nghìn tỷ`` beside
    ``404.618 tỷ``) was rounded. ``rounded``: every measure was, for a ratio of them.
    """
    if any(isinstance(item, Day) for item in items) and len(items) > 1:
        raise UnfitError("; ".join(item.text for item in items))
    ends: list[Bounds] = [item.rounding if isinstance(item, Number) and (rounded or _coarser(item, beside)) else bounds(item)
                          for item in items]  # fmt: skip
    tops = [high for _, high in ends if high is not None]
    return sum((low for low, _ in ends), Decimal(0)), sum(tops, Decimal(0)) if len(tops) == len(ends) else None


def _coarser(item: Number, beside: Printed | None) -> bool:
    if not isinstance(beside, Number) or item.quantum <= beside.quantum:
        return False
    return item.unit.factor > beside.unit.factor or item.percent


def prints(item: Printed, follows: Bounds) -> bool:
    """Tell whether a value that lies in ``follows`` can be printed as ``item``."""
    low, high = follows
    if isinstance(item, Number):
        return item.prints(low, high if high is not None else max(low, item.value) + 1)
    own = bounds(item)
    return (own[1] is None or low <= own[1]) and (high is None or own[0] <= high)


def judge(kind: str, values: Values) -> Outcome:
    """Return whether the relation ``kind`` holds over printed values; ``UnfitError`` where it cannot be asked.

    What follows is worked out from the values as they are printed; where that does not fit, the relation holds still if the
    digits that were rounded away from a measure can explain it.
    """
    if mixed(kind, values):
        return Outcome(holds=False)
    every = [_judged(kind, each) for each in of_each_year(kind, values)]
    return next((each for each in every if each.holds), every[0])


def _judged(kind: str, values: Values) -> Outcome:
    exact = _JUDGES[kind](values, rounded=False)
    if exact.holds:
        return exact
    return Outcome(holds=_JUDGES[kind](values, rounded=True).holds, follows=exact.follows)


def _sum(values: Values, *, rounded: bool) -> Outcome:
    follows = total(values["parts"], beside=values["total"][0] if rounded else None)
    return Outcome(holds=prints(values["total"][0], follows), follows=follows)


class Sum:
    """A claimed sum that is asked again with another total, or with a part less or more, without adding all parts up again."""

    def __init__(self, parts: Sequence[Printed]) -> None:
        self.parts = tuple(parts)
        self.added: dict[tuple[Decimal, Decimal] | None, Bounds] = {}

    def holds(self, printed: Printed, *, less: Printed | None = None, more: Printed | None = None) -> bool:
        """Tell whether ``printed`` is the sum of the parts without ``less`` (one of them) and with ``more``."""
        return any(prints(printed, self._follows(beside, less, more)) for beside in (None, printed))

    def _follows(self, beside: Printed | None, less: Printed | None, more: Printed | None) -> Bounds:
        key = (beside.quantum, beside.unit.factor) if isinstance(beside, Number) else None
        if key not in self.added:
            self.added[key] = total(self.parts, beside=beside)
        low, high = self.added[key]
        if high is None and less is not None:  # the part without an end may be the one that is left away
            rest = list(self.parts)
            rest.remove(less)
            return total([*rest, *([] if more is None else [more])], beside=beside)
        for item, sign in ((less, -1), (more, 1)):
            if item is not None:
                ends = total((item,), beside=beside)
                low, high = low + sign * ends[0], None if high is None or ends[1] is None else high + sign * ends[1]
        return low, high


def _share(values: Values, *, rounded: bool) -> Outcome:
    bases = values.get("base") or own_base(values["part"])
    part, base, printed = (
        total(values["part"], rounded=rounded),
        total(bases, rounded=rounded),
        values["printed"][0],
    )
    if total(bases) == NOTHING:
        return Outcome(holds=total(values["part"]) == NOTHING)
    if base[0] <= 0 or (base[1] is not None and base[1] <= 0):
        raise UnfitError("; ".join(item.text for item in bases))
    follows = _over(part, base, HUNDRED)
    if prints(printed, follows):
        return Outcome(holds=True, follows=follows)
    ratio = _over(part, base, Decimal(1))
    if isinstance(printed, Number) and not printed.percent and printed.places and printed.value <= 1:
        return Outcome(holds=prints(printed, ratio), follows=ratio)  # a share written as 0,226
    return Outcome(holds=False, follows=follows)


def own_base(part: Sequence[Printed]) -> tuple[Number, ...]:
    """Return the 98 of ``61/98``, the base that the one part of a share is printed with; nothing where it has none."""
    item = part[0]
    if len(part) != 1 or not isinstance(item, Number) or item.whole is None:
        return ()
    return (Number(value=item.whole, quantum=Decimal(1), text=item.text),)


def lacks_base(kind: str, values: Values) -> bool:
    """Tell whether a relation is a share whose base is neither named nor printed with its part: which it is has to be tried."""
    return kind == "share" and "base" not in values and not own_base(values["part"])


def _over(part: Bounds, base: Bounds, factor: Decimal) -> Bounds:
    low = part[0] * factor / base[1] if base[1] is not None else Decimal(0)
    return low, part[1] * factor / base[0] if part[1] is not None else None


def _change(values: Values, *, rounded: bool) -> Outcome:
    by = values["by"][0]
    now, then = (total(values[key], beside=by if rounded else None) for key in ("now", "then"))
    days = any(isinstance(item, Day) for key in ("now", "then") for item in values[key])
    if _times(by) and not days and not any(_times(item) for key in ("now", "then") for item in values[key]):
        assert isinstance(by, Number)
        return _ratio(by, now, then)
    difference = _apart(now, then)
    if days and isinstance(by, Number) and by.unit.measure == TIME and difference[1] is not None:
        difference = difference[0] * MONTHS / _LONG_YEAR, difference[1] * MONTHS / _SHORT_YEAR
    # A rise in per cent between two numbers is a share of the earlier one; between two shares it is points.
    percent = isinstance(by, (Number, Span)) and by.percent
    if percent and not days and not any(_percent(item) for key in ("now", "then") for item in values[key]):
        if total(values["then"]) == NOTHING:
            return Outcome(holds=total(values["now"]) == NOTHING)
        if then[0] <= 0:
            raise UnfitError("; ".join(item.text for item in values["then"]))
        share = _over(difference, then, HUNDRED)
        # Two bare numbers under a hundred with digits behind the point may be shares printed without their sign: then the
        # rise is in points. Whole numbers are counts.
        both = (*values["now"], *values["then"])
        bare = any(isinstance(item, Number) and item.places and not item.scaled for item in both)
        points = bare and max(now[1] or 0, then[1] or 0) <= HUNDRED and prints(_positive(by), difference)
        difference = difference if points else share
    return Outcome(holds=prints(_positive(by), difference), follows=difference)


def _ratio(by: Number, now: Bounds, then: Bounds) -> Outcome:
    """«Gấp 2 lần»: how many times the one is the other, either way round. «Tăng 0,2 lần»: by how many times it rose.

    «Tăng 1,2 lần» is said of both.
    """
    small, large = sorted((now, then), key=lambda each: each[0])
    if small[0] <= 0:
        return Outcome(holds=large == NOTHING)
    ratio = _over(large, small, Decimal(1)) if by.value >= 1 else _over(small, large, Decimal(1))
    ways = [] if rise(by) else [ratio]
    if by.value < 1 and not _names(by, *_AS_MANY):
        ways.append(_over(_apart(now, then), then, Decimal(1)))
    elif rise(by):
        ways = [ratio, _over(_apart(now, then), then, Decimal(1))]
    return Outcome(holds=any(prints(_positive(by), each) for each in ways), follows=ways[0])


_RISES, _AS_MANY = ("tang", "them", "giam", "up", "down", "rose", "fell"), ("gap", "bang", "con")


def rise(by: Number) -> bool:
    """Tell whether it is said by how many times something rose or fell, and not how many times it is the other."""
    return _names(by, *_RISES) and not _names(by, *_AS_MANY)


def _names(by: Number, *words: str) -> bool:
    return any(word in words for word in by.before.split())


def _times(item: Printed) -> bool:
    return isinstance(item, Number) and item.unit.times


def _percent(item: Printed) -> bool:
    return isinstance(item, (Number, Span)) and item.percent


def _positive(item: Printed) -> Printed:
    """Return a change without its sign: *giảm 8* and *-8* are the same distance."""

    return evolve(item, value=abs(item.value)) if isinstance(item, Number) else item


def _apart(now: Bounds, then: Bounds) -> Bounds:
    if now[1] is None or then[1] is None:
        return max(now[0] - then[1] if then[1] is not None else Decimal(0), Decimal(0)), None
    ends = (now[0] - then[1], now[1] - then[0])
    if ends[0] <= 0 <= ends[1]:
        return Decimal(0), max(abs(ends[0]), abs(ends[1]))
    low, high = sorted((abs(ends[0]), abs(ends[1])))
    return low, high


def _average(values: Values, *, rounded: bool) -> Outcome:
    of, counts, printed = values["of"], values["counts"], values["printed"][0]
    units = total(counts)
    if units == NOTHING:
        return Outcome(holds=total(of)[0] == 0 if len(of) == 1 else prints(printed, NOTHING))
    if units[0] <= 0 or units[1] is None:
        raise UnfitError("; ".join(item.text for item in counts))
    if weighted(values):
        ends = [(each.rounding if rounded and isinstance(each, Number) else bounds(each), bounds(number)[0])
                for each, number in zip(of, counts, strict=True)]  # fmt: skip
        low = sum((each[0] * number for each, number in ends), Decimal(0))
        tops = [each[1] * number for each, number in ends if each[1] is not None]
        high = sum(tops, Decimal(0)) if len(tops) == len(ends) else None
    elif len(of) == 1 or len(counts) == 1:
        low, high = total(of, rounded=rounded)
    else:
        raise UnfitError(f"{len(of)} ≠ {len(counts)}")
    # Counts of months and years are in months, rates of time in years.
    factor = MONTHS if isinstance(counts[0], Number) and counts[0].unit.measure == TIME and not weighted(values) else 1
    follows = low * factor / units[1], high * factor / units[0] if high is not None else None
    return Outcome(holds=prints(printed, follows), follows=follows)


def _at_most(values: Values, *, rounded: bool) -> Outcome:  # noqa: ARG001 - one shape for all
    items = (*values["small"], *values["large"])
    if len({isinstance(item, Day) for item in items}) > 1:
        raise UnfitError("; ".join(item.text for item in items))
    small, large = total(values["small"]), total(values["large"])
    return Outcome(holds=large[1] is None or small[0] <= large[1], follows=large)


def _same(values: Values, *, rounded: bool) -> Outcome:  # noqa: ARG001 - one shape for all
    a, b = values["a"][0], values["b"][0]
    if isinstance(a, Day) is not isinstance(b, Day):
        raise UnfitError(f"{a.text}; {b.text}")
    if isinstance(a, Number) and isinstance(b, Number):
        finer = b if b.quantum <= a.quantum else a
        coarser = a if finer is b else b
        return Outcome(holds=coarser.prints(*finer.span), follows=b.span)
    if isinstance(a, Day) and isinstance(b, Day) and (a.first is None or b.first is None):
        return Outcome(holds=False)
    if isinstance(a, Span) and isinstance(b, Span):
        return Outcome(holds=bounds(a) == bounds(b), follows=bounds(b))
    return Outcome(holds=prints(a, bounds(b)), follows=bounds(b))


def _date(values: Values, *, rounded: bool) -> Outcome:  # noqa: ARG001 - one shape for all
    return Outcome(holds=all(isinstance(item, Day) and item.first is not None for item in values[""]))


_JUDGES: Mapping[str, Callable[..., Outcome]] = {
    "sum": _sum, "share": _share, "change": _change, "average": _average, "at_most": _at_most, "same": _same,
    "date": _date,
}  # fmt: skip
