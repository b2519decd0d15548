"""Which printed values belong together: of one kind, of one rate, brought to one unit.

People are no money, a yield is no harvest, an income a month is none a year; a bare number beside «1,2 tỷ đồng» is in tỷ đồng.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from ntmrules.audit.printed import Day, Number, Printed, Span
from ntmrules.audit.units import DAY, NEVER_LEFT_AWAY, PERCENT, TIME, TIMES, Rate, Unit, missing_rates, of_time
from ntmrules.frozen import evolve

Values: TypeAlias = Mapping[str, Sequence[Printed]]
# Which parts of a relation are of one kind of things: communes and hamlets add up to no number of communes.
ONE_KIND: Mapping[str, tuple[str, ...]] = {
    "sum": ("total", "parts"),
    "share": ("part", "base"),
    "change": ("now", "then", "by"),
    "average": ("of", "printed"),
    "at_most": ("small", "large"),
    "same": ("a", "b"),
}
_YEARS = tuple(map(Decimal, (365, 366, 360, 372)))  # days of a year; of twelve months of 30 or 31 days
_ALSO = {"lao-dong": "nguoi"}
_MONTHS_OF_A_YEAR = 12


def mixed(kind: str, values: Values) -> tuple[str, ...]:
    """Return the printed texts that do not belong together: of two kinds, of two rates, or parts of two wholes."""
    items = _compared(kind, values)
    kinds = {"day" if isinstance(item, Day) else item.unit.kind: item.text for item in items}
    kinds.pop(None, None)
    if len(kinds) > 1:
        return tuple(kinds.values())
    if rates := _rates_apart(kind, values, [item for item in items if not isinstance(item, Day)]):
        return rates
    wholes = {item.whole: item.text for item in items if isinstance(item, Number) and item.whole is not None}
    return tuple(wholes.values()) if kind in ("change", "same") and len(wholes) > 1 else ()


def _compared(kind: str, values: Values) -> list[Printed]:
    """Return the values that have to be of one kind: not by how much, in per cent, times, or days, something rose."""
    found = []
    for key in ONE_KIND.get(kind, ()):
        for item in values.get(key, ()):
            if (kind, key) == ("change", "by") and not isinstance(item, Day):
                apart = any(isinstance(each, Day) for each in values["now"])
                if apart or item.unit.kind in (PERCENT, TIMES):
                    continue
            found.append(item)
    return found


def _rates_apart(kind: str, values: Values, items: Sequence[Number | Span]) -> tuple[str, ...]:
    """Return the texts of different rates; an average is a rate more than what it is of: that of its counts."""
    if kind != "average" or weighted(values):
        rates = {item.unit.rates: item.text for item in items if not item.unit.bare}
        return tuple(rates.values()) if len(rates) > 1 else ()
    printed = next(iter(_units(values["printed"])), Unit())
    own = {rate for unit in _units(values["of"]) for rate in unit.rates}
    counted = {_ALSO.get(unit.kind or "", unit.kind) for unit in _units(values["counts"])} - {None}
    more = {_ALSO.get(rate, rate) for rate in printed.rates - own} - {TIME}
    # Of things that are not named («98 đơn vị») it may be of each, whatever they are.
    strange = more - counted if counted else sorted(more)[1:]
    if not strange and (printed.bare or own <= printed.rates):
        return ()
    return tuple(item.text for key in ("printed", "of", "counts") for item in values[key])


def weighted(values: Values) -> bool:
    """Tell whether an average is of values by how many have each, and not of one sum over a count."""
    of, counts = values["of"], values["counts"]
    return len(of) == len(counts) and (len(of) > 1 or isinstance(of[0], Span))


def _units(items: Sequence[Printed]) -> Iterator[Unit]:
    for item in items:
        if not isinstance(item, Day):
            yield item.unit


def of_each_year(kind: str, values: Values) -> Iterator[Values]:
    """Yield the values as they are, or, where some are a day and others a month or a year, for a year of so many days."""
    units = [unit for key in ONE_KIND.get(kind, ()) for unit in _units(values.get(key, ()))]
    if {rate for unit in units for rate, _ in unit.per} >= {DAY, TIME}:
        for days in _YEARS:
            yield {key: tuple(_of_a_year(item, days) for item in items) for key, items in values.items()}
    else:
        yield values


def _of_a_year(item: Printed, days: Decimal) -> Printed:
    if isinstance(item, Day) or DAY not in dict(item.unit.per):
        return item
    per = tuple((TIME, factor * days) if rate == DAY else (rate, factor) for rate, factor in item.unit.per)
    return item.in_unit(evolve(item.unit, per=per))


def united(kind: str, values: Values) -> tuple[dict[str, tuple[Printed, ...]], Printed | None, tuple[Printed, ...]]:
    """Return the values in one unit; with it the value whose unit others are read in, and those, where there are any.

    A bare number has the multiplier and the measure of those beside it: bare is what no word stands behind, for «700.000 người»
    beside «1,2 triệu người» says itself in what it is counted. Heads and times that some leave away («64,2 triệu đồng» beside
    «64,2 triệu đồng/người/năm») are those of the others.
    """
    keys = [key for key in ONE_KIND.get(kind, ()) if key in values]
    found = {key: tuple(items) for key, items in values.items()}
    told: list[Printed] = []
    model: Number | Span | None = _scaled_alike([item for key in keys for item in values[key]])
    if model is not None:
        for key in keys:
            found[key] = tuple(_read_as(model, item, told) for item in found[key])
    if kind == "average" and not weighted(values):
        found["printed"] = tuple(_of_each(item, found["of"], found["counts"]) for item in found["printed"])
        return found, model, tuple(told)
    compared = [item for item in _compared(kind, found) if not isinstance(item, Day) and not item.unit.bare]
    for rate in missing_rates(item.unit for item in compared):
        model = model or next(item for item in compared if rate in item.unit.per)
        texts = {item.text for item in compared}
        for key in keys:
            found[key] = tuple(_rated(rate, item, told) if item.text in texts else item for item in found[key])
    return found, model, tuple(told)


def _scaled_alike(items: Sequence[Printed]) -> Number | None:
    """Return a number whose multiplier all have that have one, where others are bare; nothing where there is none."""
    numbers = [item for item in items if isinstance(item, Number) and not item.percent]
    powers = {item.unit.power for item in numbers if item.scaled}
    if len(powers) != 1 or powers == {0} or not any(item.unit.bare for item in numbers):
        return None
    return next(item for item in numbers if item.scaled)


def _read_as(model: Number | Span, item: Printed, told: list[Printed]) -> Printed:
    if not isinstance(item, Number) or not item.unit.bare:
        return item
    told.append(item)
    unit = model.unit
    return item.in_unit(evolve(item.unit, power=unit.power, scaled=True, measure=unit.measure, per=unit.per))


def _rated(rate: Rate, item: Printed, told: list[Printed]) -> Printed:
    if isinstance(item, Day) or item.unit.bare or of_time(rate[0]) in item.unit.rates:
        return item
    told.append(item)
    return item.in_unit(evolve(item.unit, per=tuple(sorted((*item.unit.per, rate)))))


def _of_each(item: Printed, of: Sequence[Printed], counts: Sequence[Printed]) -> Printed:
    """Return a printed average with what it does not say: the hectare, month or kilometre of its counts, the year of its sum."""
    if isinstance(item, Day):
        return item
    rates = [rate for unit in _units(of) for rate in unit.per if rate[0] not in NEVER_LEFT_AWAY][:1]
    unit = next(_units(counts), Unit())
    if unit.measure is not None:
        factor = Decimal(_MONTHS_OF_A_YEAR) / unit.months if unit.measure == TIME else 1 / unit.factor
        rates.append((unit.measure, factor))
    own = item.unit.rates
    more = {kind: factor for kind, factor in rates if of_time(kind) not in own}
    return item.in_unit(evolve(item.unit, per=tuple(sorted((*item.unit.per, *more.items())))))
