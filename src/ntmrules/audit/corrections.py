"""The single correction that makes a claim fit: one digit, two exchanged, a unit, a scale, another base, a part too many."""

from __future__ import annotations

import itertools
import re
from calendar import monthrange
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from ntmrules.audit.finding import MOST_CORRECTIONS, Correction
from ntmrules.audit.kinds import mixed
from ntmrules.audit.printed import Day, Number, Printed, Span, UnreadError, read_printed
from ntmrules.audit.relations import PRINTED, Sum, UnfitError, judge, lacks_base
from ntmrules.audit.report_file import Figure, Report
from ntmrules.frozen import evolve, frozen
from ntmrules.model.unit_names import spelled_key

Figures = Mapping[str, Sequence[Figure]]
MOST_STEPS = 150_000
"""How many values are tried in the search for corrections of one report: hundreds of wrong sums of hundreds of parts."""
Breaks: TypeAlias = Callable[[Figure], bool]
"""Tells whether a figure, printed otherwise, breaks a relation that holds as it stands."""
_WORDS = {
    "cut": ("chữ số cuối bị cắt, không làm tròn: {value}", "the last digit was cut and not rounded: {value}"),
    "raised": ("chữ số cuối bị làm tròn lên: {value}", "the last digit was raised and not rounded: {value}"),
    "base": ("tính trên {figure} = {value}", "the base is {figure} = {value}"),
    "transposed": ("{figure} là {value} (hai chữ số đổi chỗ)", "{figure} is {value} (two digits exchanged)"),
    "digit": ("{figure} là {value} (sai một chữ số)", "{figure} is {value} (one digit wrong)"),
    "unit": ("{figure} là {value} (sai đơn vị)", "{figure} is {value} (wrong unit)"),
    "scale": ("{figure} là {value} (sai bậc)", "{figure} is {value} (wrong scale)"),
    "left_out": ("kể cả {figure} = {value}", "{figure} = {value} is counted in"),
    "counted_twice": ("không kể {figure} = {value}", "{figure} = {value} is not counted in"),
    "order": ("hai số {figure} và {value} đổi chỗ", "{figure} and {value} are exchanged"),
    "day": ("{figure} là {value}", "{figure} is {value}"),
}


_YEARS = 10
_NOUGHT = re.compile(r"0[0-9]")


class SpentError(Exception):
    """More was tried in one report than is worth the time."""


class Effort:
    """How much may still be tried in the search for corrections of one report; in steps, so that it is always the same."""

    def __init__(self) -> None:
        self.left = MOST_STEPS

    @property
    def spent(self) -> bool:
        """Whether nothing is left."""
        return self.left <= 0

    def spend(self, steps: int = 1) -> None:
        """Take some away; ``SpentError`` where nothing is left."""
        if self.spent:
            raise SpentError
        self.left -= steps


@frozen(kw_only=True)
class _Asked:
    """A claim that does not hold, with its printed values and the bases that an open share is tried against."""

    report: Report
    kind: str
    figures: Figures
    effort: Effort
    bases: tuple[tuple[str, Number], ...]
    values: Mapping[str, tuple[Printed, ...]]
    sum: Sum | None

    @classmethod
    def of(
        cls, report: Report, kind: str, figures: Figures, bases: Sequence[tuple[str, Number]], effort: Effort
    ) -> _Asked:
        """Return a claim with the printed values by the names of the relation."""
        values = {key: tuple(item for each in group for item in each.items) for key, group in figures.items()}
        return cls(report=report, kind=kind, figures=figures, effort=effort, bases=tuple(bases), values=values,
                   sum=Sum(values["parts"]) if kind == "sum" else None)  # fmt: skip

    def with_one(self, key: str, index: int, other: Printed) -> bool:
        """Tell whether the claim holds with one of its values changed."""
        items = self.values[key]
        if self.sum is None:
            return self.holds(**{key: (*items[:index], other, *items[index + 1 :])})
        self.effort.spend()
        if key == "total":
            return self.sum.holds(other)
        return self.sum.holds(self.values["total"][0], less=items[index], more=other)

    def holds(self, **changed: Sequence[Printed]) -> bool:
        """Tell whether the claim holds with some values changed."""
        values: dict[str, Sequence[Printed]] = {**self.values, **changed}
        self.effort.spend(sum(map(len, values.values())))
        try:
            if lacks_base(self.kind, values):
                return any(judge(self.kind, {**values, "base": (base,)}).holds for _, base in self.bases)
            return judge(self.kind, values).holds
        except UnfitError:
            return False


@frozen(kw_only=True)
class _Try:
    kind: str
    figure: str
    value: str
    typed: Figure | None = None


def _never(_: Figure) -> bool:
    return False


def correction(
    report: Report, kind: str, figures: Figures, *, bases: Sequence[tuple[str, Number]] = (), breaks: Breaks = _never,
    effort: Effort | None = None,
) -> Correction | None:  # fmt: skip
    """Return the single correction that makes the claim fit, the most telling kind first; nothing where none does.

    ``breaks`` tells whether a figure typed otherwise contradicts what the report says elsewhere: then it was not meant.
    """
    missing = [each for group in figures.values() for each in group if _no_day(each)]
    if missing:
        return _chosen([_Try(kind="day", figure=missing[0].name, value=text) for text in _near_days(missing[0])])
    if kind == "count":
        return _chosen(list(_counted(report, figures)))
    if kind == "date":
        return None
    asked = _Asked.of(report, kind, figures, bases, effort or Effort())
    searched = (_units,) if mixed(kind, asked.values) else _SEARCHED
    try:
        for tries in searched:
            found = _few(tries(asked), breaks)
            if found:
                return _chosen(found)
    except SpentError:
        return None
    return None


def _few(tries: Iterator[_Try], breaks: Breaks) -> list[_Try]:
    """Return what is found until there is more than can be named."""
    found: dict[tuple[str, str], _Try] = {}
    for each in tries:
        if each.typed is None or not breaks(each.typed):
            found.setdefault((each.figure, each.value), each)
        if len(found) > MOST_CORRECTIONS:
            break
    return list(found.values())


def named_twice(names: Iterable[str]) -> list[str]:
    """Return the names that stand in a list before, each as often; accents count, for places differ by them alone."""
    seen: set[str] = set()
    found = []
    for name in names:
        key = spelled_key(name)
        if key in seen:
            found.append(name)
        seen.add(key)
    return found


def _counted(report: Report, figures: Figures) -> Iterator[_Try]:
    """A name that stands twice in a list is counted once, or the printed number has a slip."""
    names = [name for each in figures["list"] for name in each.names or tuple(item.text for item in each.items)]
    printed = figures["printed"][0]
    item = printed.items[0]
    if not isinstance(item, Number):
        return
    twice = named_twice(names)
    if twice and item.value == len(names) - len(twice):
        yield _Try(kind="counted_twice", figure=figures["list"][0].name, value="; ".join(dict.fromkeys(twice)))
        return
    for kind, exchanged in (("transposed", True), ("digit", False)):
        for text in _slips(item.text, exchanged=exchanged):
            other = _reread(text, item, report)
            if isinstance(other, Number) and other.value == len(names):
                yield _Try(kind=kind, figure=printed.name, value=text)
                return


def _reread(text: str, item: Printed, report: Report) -> Printed | None:
    """Return a figure typed otherwise, in the unit in which it was read; nothing where it says nothing of that kind."""
    try:
        other = read_printed(text, report.style)
    except UnreadError:
        return None
    if type(other) is not type(item) or (isinstance(other, Day) and not _likely(other, item, report)):
        return None
    if isinstance(other, Span) and isinstance(item, Span) and not 0 <= _width(other) <= _width(item):
        return None  # a wider range would fit anything
    if isinstance(other, Number) and isinstance(item, Number):
        if _NOUGHT.match(text) and not _NOUGHT.match(item.text):
            return None  # nobody writes 026.700
        return other.in_unit(item.unit)
    return other


def _width(span: Span) -> Decimal:
    return span.high - span.low if span.high is not None else Decimal(0)


def _likely(other: Day, item: Printed, report: Report) -> bool:
    """Tell whether a day is one that a report can have meant: within some years of its own, else of the printed one."""
    own = next((each.first for each in (report.as_of.items if report.as_of else ()) if isinstance(each, Day)), None)
    near = own or (item.first if isinstance(item, Day) else None)
    return other.first is not None and (near is None or abs(other.first.year - near.year) <= _YEARS)


def _chosen(found: Sequence[_Try]) -> Correction | None:
    """Return the correction that was found, or all of them where several fit; nothing where they are too many to tell."""
    different = list({(each.figure, each.value): each for each in found}.values())
    said = [
        tuple(text.format(figure=each.figure, value=each.value) for text in _WORDS[each.kind]) for each in different
    ]
    return Correction.of(different[0].kind if different else "", [(each.figure, each.value) for each in different],
                         [(vi, en) for vi, en in said])  # fmt: skip


def _cut(asked: _Asked) -> Iterator[_Try]:
    """The printed value has the right digits, cut off or raised."""
    from ntmrules.audit.written import like

    values = asked.values
    printed = values[PRINTED[asked.kind]][0]
    if asked.kind == "at_most" or not isinstance(printed, Number):
        return
    open_ = lacks_base(asked.kind, values)
    for base in [(each,) for _, each in asked.bases] if open_ else [values.get("base", ())]:
        follows = judge(asked.kind, {**values, **({"base": base} if base else {})}).follows
        if follows is None or follows[0] != follows[1]:
            continue
        assert follows[1] is not None
        way = evolve(printed, value=abs(printed.value)).cuts(follows[1])
        if way is not None and (asked.kind != "sum" or follows[1] % printed.quantum != 0):
            yield _Try(kind=way, figure=asked.figures[PRINTED[asked.kind]][0].name,
                       value=like(follows[1], printed, asked.report.style))  # fmt: skip


def _bases(asked: _Asked) -> Iterator[_Try]:
    """Another figure of the report, or the base with one of its parts in or out, is the base."""
    key = {"share": "base", "average": "counts"}.get(asked.kind)
    if key is None or len(asked.figures.get(key, ((), ()))) > 1:
        return
    for figure, item in _others(asked.report, asked.figures):
        if not item.percent and asked.holds(**{key: (item,)}):
            yield _Try(kind="base", figure=figure.name, value=figure.text)


def _others(report: Report, figures: Figures) -> Iterator[tuple[Figure, Number]]:
    used = {each.name for group in figures.values() for each in group}
    for figure in report.figures.values():
        if figure.name not in used and len(figure.items) == 1 and isinstance(figure.items[0], Number):
            yield figure, figure.items[0]


def _exchanged(asked: _Asked) -> Iterator[_Try]:
    """Part and base stand in each other's place."""
    if asked.kind != "share" or len(asked.figures["part"]) != 1 or len(asked.figures.get("base", ())) != 1:
        return
    values = asked.values
    if asked.holds(part=values["base"], base=values["part"]):
        yield _Try(kind="order", figure=asked.figures["part"][0].name, value=asked.figures["base"][0].name)


def _left_out(asked: _Asked) -> Iterator[_Try]:
    """One part too many, or another figure of the report is one too few."""
    values = asked.values
    if asked.kind == "sum":
        parts = values["parts"]
        owners = [each.name for each in asked.figures["parts"] for _ in each.items]
        assert asked.sum is not None
        printed = values["total"][0]
        for index, item in enumerate(parts):
            asked.effort.spend()
            if len(parts) > 1 and asked.sum.holds(printed, less=item):
                yield _Try(kind="counted_twice", figure=owners[index], value=item.text)
        for figure, other in _others(asked.report, asked.figures):
            asked.effort.spend()
            if asked.sum.holds(printed, more=other) and not mixed("sum", {**values, "parts": (*parts, other)}):
                yield _Try(kind="left_out", figure=figure.name, value=figure.text)
    elif asked.kind == "same":
        a, b = values["a"][0], values["b"][0]
        if not (isinstance(a, Number) and isinstance(b, Number)):
            return
        for figure, other in _others(asked.report, asked.figures):
            if other.value and not other.percent and abs(a.value - b.value) == other.value:
                yield _Try(kind="left_out", figure=figure.name, value=figure.text)


def _slips(text: str, *, exchanged: bool) -> Iterator[str]:
    places = [index for index, letter in enumerate(text) if letter.isdigit()]
    if exchanged:
        for one, two in itertools.pairwise(places):
            # Across a dash or a stroke no digits are exchanged: those are two numbers.
            if text[one] != text[two] and text[one + 1 : two] in ("", ".", ","):
                yield f"{text[:one]}{text[two]}{text[one + 1 : two]}{text[one]}{text[two + 1 :]}"
        return
    for place in places:
        for digit in "0123456789":
            if digit != text[place]:
                yield f"{text[:place]}{digit}{text[place + 1 :]}"


def _retyped(asked: _Asked, *, exchanged: bool) -> Iterator[_Try]:
    """Each figure with one slip of the hand taken back; the printed value itself first."""
    values = asked.values
    keys = sorted(asked.figures, key=lambda key: key != PRINTED[asked.kind])
    for key in keys:
        items = list(values[key])
        owners = [each for each in asked.figures[key] for _ in each.items]
        for index, item in enumerate(items):
            for text in _slips(item.text, exchanged=exchanged):
                other = _reread(text, item, asked.report)
                if other is None:
                    continue
                if asked.with_one(key, index, other):
                    kind, owner = "transposed" if exchanged else "digit", owners[index]
                    yield _Try(kind=kind, figure=owner.name, value=text, typed=_typed(owner, item, other))


def _typed(figure: Figure, item: Printed, other: Printed) -> Figure:
    """Return a figure with one of its printed items as it may have been meant."""
    return evolve(figure, items=tuple(other if each is item else each for each in figure.items))


def _transposed(asked: _Asked) -> Iterator[_Try]:
    return _retyped(asked, exchanged=True)


def _digits(asked: _Asked) -> Iterator[_Try]:
    return _retyped(asked, exchanged=False) if asked.kind != "at_most" else iter(())


def _scales(asked: _Asked) -> Iterator[_Try]:
    """One figure is ten, a thousand, a million times too large or too small."""
    from ntmrules.audit.written import in_its_unit

    values = asked.values
    for key in sorted(asked.figures, key=lambda key: key != PRINTED[asked.kind]):
        items, owners = list(values[key]), [each for each in asked.figures[key] for _ in each.items]
        for index, item in enumerate(items):
            for power in (3, -3, 1, -1, 6, -6, 9, -9):
                if not isinstance(item, Number) or item.percent or asked.kind == "at_most":
                    continue
                factor = Decimal(10) ** power
                other = evolve(item, value=item.value * factor, quantum=item.quantum * factor)
                if asked.with_one(key, index, other):
                    yield _Try(kind="scale", figure=owners[index].name, value=in_its_unit(other, asked.report.style),
                               typed=_typed(owners[index], item, other))  # fmt: skip


def _units(asked: _Asked) -> Iterator[_Try]:
    """One figure is in the unit that another is printed with: «tấn/ha» for «tạ/ha», a year for a month, or a rate left out."""
    for key in sorted(asked.figures, key=lambda key: key != PRINTED[asked.kind]):
        items, owners = list(asked.values[key]), [each for each in asked.figures[key] for _ in each.items]
        for index, item in enumerate(items[:_MOST_PARTS]):
            for text in _in_other_units(asked, key, item):
                try:
                    other = read_printed(text, asked.report.style)
                except UnreadError:
                    continue
                if isinstance(other, Number) and asked.holds(**{key: (*items[:index], other, *items[index + 1 :])}):
                    yield _Try(
                        kind="unit", figure=owners[index].name, value=text, typed=_typed(owners[index], item, other)
                    )


_MOST_PARTS = 50  # of a longer sum no wrong unit is looked for


def _in_other_units(asked: _Asked, own: str, item: Printed) -> Iterator[str]:
    """Yield a number printed with the unit of another of its claim, with that or its rate alone."""
    if not isinstance(item, Number) or item.unit.bare:
        return
    head, rate = _unit_printed(item)
    digits = item.text.removesuffix(head + rate)
    seen = {item.text}
    for key in asked.values:
        if key != own and "printed" in (key, own) and asked.kind == "share":
            continue
        for other in asked.values[key][:_MOST_PARTS]:
            if not isinstance(other, Number) or other.unit.kind != item.unit.kind or other is item:
                continue  # thôn for xã is no slip of the hand: those are other things
            another, its = _unit_printed(other)
            for tail in (another + its, head + its, another + rate):
                if digits + tail not in seen:
                    seen.add(digits + tail)
                    yield digits + tail


def _unit_printed(number: Number) -> tuple[str, str]:
    """Return the words of a unit as printed, and those of its rate from the stroke on."""
    if number.whole is not None or number.several:
        return number.tail, ""
    head, stroke, rate = number.tail.partition("/")
    return head, stroke + rate


_SEARCHED = (_cut, _bases, _exchanged, _transposed, _units, _left_out, _digits, _scales)


def _no_day(figure: Figure) -> bool:
    return any(isinstance(item, Day) and item.first is None for item in figure.items)


_PARTS = (
    re.compile(
        r"(?P<a>\d{1,2})(?:[/.-]| tháng | thang )(?P<b>\d{1,2})(?:[/.-]| năm | nam )(?P<y>\d{4})\Z", re.IGNORECASE
    ),
    re.compile(r"(?P<y>\d{4})-(?P<b>\d{1,2})-(?P<a>\d{1,2})\Z"),
    re.compile(r"(?P<a>\d{1,2})/(?P<b>\d{1,2})/(?P<y>\d{2})\Z"),
    re.compile(r"(?<![\d/.-])(?P<b>\d{1,2})(?:[/-]| năm | nam )(?P<y>\d{4})\Z", re.IGNORECASE),
    re.compile(r"(?P<y>\d{4})-(?P<b>\d{1,2})\Z"),
    re.compile(r"(?P<a>\d{1,2})(?:/| tháng | thang )(?P<b>\d{1,2})\Z", re.IGNORECASE),
    re.compile(r"(?:tháng|thang) (?P<b>\d{1,2})\Z", re.IGNORECASE),
)
_SOME_YEAR = 2024  # of a date without one: it has a 29/02


def _near_days(figure: Figure) -> Sequence[str]:
    """Return the days that a date which does not exist was meant for, of the most telling kind that has any.

    The last of its month, else day and month exchanged, else two digits, else one.
    """
    text = next(item.text for item in figure.items if isinstance(item, Day) and item.first is None)
    parts = next((hit for each in _PARTS if (hit := each.search(text))), None)
    if parts is None:
        return ()
    said = parts.groupdict()
    day, month, year = int(said.get("a") or 1), int(parts["b"]), int(said.get("y") or _SOME_YEAR)
    year += 2000 if year < 100 else 0
    slips: list[list[tuple[int, int]]] = []
    for exchanged in (True, False):
        days = [(int(slip), month) for slip in _slips(said.get("a") or "", exchanged=exchanged)]
        slips.append([*days, *((day, int(slip)) for slip in _slips(parts["b"], exchanged=exchanged))])
    last = [(monthrange(year, month)[1], month)] if year and 1 <= month <= 12 and 28 < day <= 31 else []
    for pairs in (last, [(month, day)] if said.get("a") else [], *slips):
        found = [_day_typed(text, parts, one, two) for one, two in dict.fromkeys(pairs)
                 if year and 1 <= two <= 12 and 1 <= one <= monthrange(year, two)[1]]  # fmt: skip
        if found:
            return found
    return ()


def _day_typed(text: str, parts: re.Match[str], day: int, month: int) -> str:
    """Return a printed date with another day and month in its own writing."""
    spans = sorted(((parts.span(name), f"{number:02}") for name, number in (("a", day), ("b", month))
                    if name in parts.groupdict()), reverse=True)  # fmt: skip
    for (start, end), digits in spans:
        text = text[:start] + digits + text[end:]
    return text
