"""What a published figure says, exactly as it was printed: its value, its last printed digit, its unit.

A report is read by its own writing: ``621.324`` beside ``77.397,8`` is a number of six digits, beside ``73.65`` it would be
one of three. Where nothing in the report tells, the figure is refused and not guessed.
"""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, ROUND_UP, Decimal
from typing import TypeAlias

from ntmrules.audit.units import MONEY, Unit, tidy, unit_of
from ntmrules.frozen import evolve, frozen
from ntmrules.model.spelling import accented, fold, seen
from ntmrules.model.written_time import within_a_year

VN, EN = "vn", "en"
_MARKS = {VN: (".", ","), EN: (",", ".")}
BODY = re.compile(r"[0-9](?:[0-9.,\u00a0\u202f\u2009 ]*[0-9])?")
_ABOUT = {"khoang": "about", "gan": "under", "hon": "over", "tren": "over", "~": "about", "uoc": "about",
          "about": "about", "nearly": "under", "over": "over"}  # fmt: skip
_BELOW = re.compile(r"(?:duoi|<|under|below)\s*")
_FROM = re.compile(r"(?:tu|>=|≥|from)\s*")
_UP = re.compile(r"\s*(?:tro len|and more|or more|\+)\Z")
_JOINT = re.compile(r"\s*(?:[-–—]|\bden\b|\bto\b)\s*")
_SHORT = re.compile(r"(?:ngay )?(?P<d>\d{1,2})(?:/| thang )(?P<m>\d{1,2})\Z")
_SHORT_MONTH = re.compile(r"thang (?P<m>\d{1,2})\Z")
_LEAP = 2024
_SPOKEN = {
    VN: re.compile(r"\b(?:xa|phuong|huyen|tinh|thon|ban|ho|nguoi|dong|ty|trieu|nghin|ngan|san pham|tieu chi|chi tieu|don vi)\b"),
    EN: re.compile(r"\b(?:communes?|wards?|districts?|provinces?|villages?|households?|people|vnd|billion|million|trillion"
                   r"|thousand|products?|criteria|indicators|units?)\b"),
}  # fmt: skip
_WIDE = {**{0xFF10 + digit: str(digit) for digit in range(10)}, ord("²"): "2", ord("³"): "3"}  # １２, km²
_LONGEST = 40  # no count of anything has more digits
_OF = re.compile(
    r"(?P<before>[^\d/]*)(?P<part>\d[\d.,]*)(?P<unit>[^\d/]*)/\s*(?P<whole>\d[\d.,]*)(?P<rest>(?:\s+\D*)?)\Z"
)
_SAID_OF = frozenset(("dat", "duoc", "co", "da", "hien", "con", "moi", "hoan", "thanh", "la", "bang", *_ABOUT))
# What may stand behind a number with digits of its own: when it was, its stars; in brackets words, or its share.
_ASIDE = re.compile(
    r"(?<=[\w%])\s+(?:(?:(?:so với|so voi)\s+)?(?:(?:đầu|cuối|dau|cuoi)\s+)?(?:năm|nam)\s+(?:19|20)\d\d"
    r"|(?:giai đoạn|giai doan)\s+\d{4}\s*[-–]\s*\d{4}|(?:đạt\s+|dat\s+)?[1-5]\s+sao)\b", re.IGNORECASE)  # fmt: skip
_BRACKETS = re.compile(
    r"(?P<before>[^()]*?\d[\d.,]*[^()]*)\((?:[^()\d]*|[^()\d]*\d[\d.,]*\s*%[^()\d]*)\)(?P<after>[^()\d]*)\Z"
)
_PARTS = re.compile(r"\d[\d.,]*\s*[^\W\d]+(?:\s+[^\W\d]+)*")


@frozen(kw_only=True)
class Number:
    """A printed number: ``value`` in the base of its unit, ``quantum`` the worth of one step of its last printed digit.

    ``unit`` is what stands behind it, ``before`` the words before it. ``about`` is ``about``, ``over`` or ``under`` where the
    report itself says so. ``whole`` is the 98 of ``61/98``. ``several``: it is printed in several units, of which that is the
    last: 234 tỷ 500 triệu đồng.
    """

    value: Decimal
    quantum: Decimal
    unit: Unit = Unit()
    about: str | None = None
    whole: Decimal | None = None
    places: int = 0
    before: str = ""
    several: bool = False
    text: str = ""

    @property
    def tail(self) -> str:
        """What is printed behind the digits that a value in its unit would have."""
        hits = list(BODY.finditer(self.text))
        return "" if not hits else self.text[hits[-1 if self.several else 0].end() :]

    @property
    def percent(self) -> bool:
        """Whether a per cent sign stands behind it."""
        return self.unit.percent

    @property
    def scaled(self) -> bool:
        """Whether a unit of a measure or a multiplier stands behind it."""
        return self.unit.scaled

    def in_unit(self, unit: Unit) -> Number:
        """Return the same printed digits read in another unit."""
        factor = unit.factor / self.unit.factor
        return evolve(self, value=self.value * factor, quantum=self.quantum * factor, unit=unit)

    @property
    def span(self) -> tuple[Decimal, Decimal]:
        """The values that it can stand for in a calculation: itself, unless the report says *about*."""
        if self.about is None:
            return self.value, self.value
        step = _place(self)
        low = self.value - (step / 2 if self.about == "about" else step if self.about == "under" else 0)
        high = self.value + (step / 2 if self.about == "about" else step if self.about == "over" else 0)
        return low, high

    @property
    def rounding(self) -> tuple[Decimal, Decimal]:
        """Between which values it was rounded: half a step either side of a measure, a count is exact."""
        if self.about is not None or not (self.places or self.unit.power or self.percent or self.unit.per):
            return self.span
        return self.value - self.quantum / 2, self.value + self.quantum / 2

    def prints(self, low: Decimal, high: Decimal) -> bool:
        """Tell whether some value from ``low`` to ``high``, rounded half up, is printed as this number."""
        if self.about is not None:
            own = self.span
            return own[0] <= high and low <= own[1]
        half = self.quantum / 2
        if low == high:
            return rounded(low, self.quantum) == self.value
        return self.value - half <= high and low < self.value + half

    def cuts(self, value: Decimal) -> str | None:
        """Return ``cut`` or ``raised`` where the last digit was cut off, or raised, instead of rounded."""
        if self.about is not None or rounded(value, self.quantum) == self.value:
            return None
        for word, way in (("cut", ROUND_DOWN), ("raised", ROUND_UP)):
            if rounded(value, self.quantum, way) == self.value:
                return word
        return None


@frozen(kw_only=True)
class Span:
    """A printed range: ``7-9``, ``30–35%``, ``dưới 5``; no ``high`` where it has no end."""

    low: Decimal
    high: Decimal | None
    unit: Unit = Unit()
    text: str = ""

    @property
    def percent(self) -> bool:
        """Whether a per cent sign stands behind it."""
        return self.unit.percent

    def in_unit(self, unit: Unit) -> Span:
        """Return the same printed digits read in another unit."""
        factor = unit.factor / self.unit.factor
        return evolve(self, low=self.low * factor, high=None if self.high is None else self.high * factor, unit=unit)


@frozen(kw_only=True)
class Day:
    """A printed date, or a month or quarter to its ``last`` day; ``first`` is nothing where there is no such day."""

    first: date | None
    last: date | None = None
    text: str = ""


Printed: TypeAlias = Number | Span | Day


class UnreadError(ValueError):
    """A printed text that is no number, range or date; ``several`` where it can be read in two ways."""

    def __init__(self, text: str, *, several: tuple[str, ...] = ()) -> None:
        super().__init__(text)
        self.text, self.several = text, several


def rounded(value: Decimal, quantum: Decimal, way: str = ROUND_HALF_UP) -> Decimal:
    """Return ``value`` at the steps of ``quantum``, half up unless another way is named."""
    return (value / quantum).quantize(Decimal(1), rounding=way) * quantum


def _place(number: Number) -> Decimal:
    """Return the worth of the last digit that is no nought: an *about 15.000* means thousands."""
    step = number.quantum
    if number.value == 0:
        return step
    while (number.value / step) % 10 == 0:
        step *= 10
    return step


def style_of(texts: Iterable[str]) -> str | None:
    """Return the writing that the texts of one report use, ``vn`` or ``en``; nothing where they do not tell, or differ.

    One figure that can be read in one way only is enough. Two or more that all carry their mark before three digits, and
    none that does not, are thousands; so is a single one where the report speaks the language of that writing
    («64.470 tỷ đồng», ``1,331 communes``).
    """
    found: set[str] = set()
    spoken: set[str] = set()
    open_: dict[str, set[str]] = {VN: set(), EN: set()}
    for text in texts:
        spoken |= {way for way, words in _SPOKEN.items() if words.search(fold(text))}
        found |= shown_ways(text)
        for body in BODY.findall(text if _day(text) is None else ""):
            if len({_read(body, way) for way in (VN, EN)} - {None}) == 2:
                open_[VN if "." in body else EN].add(body)
    if len(found) == 1:
        return found.pop()
    if not found:
        for way, other in ((VN, EN), (EN, VN)):
            if not open_[other] and (len(open_[way]) >= 2 or (open_[way] and way in spoken)):
                return way
    return None


def shown_ways(text: str) -> set[str]:
    """Return the writings in which alone numbers of a text can be read: ``vn`` of 73,6%, ``en`` of 1,331.5, none of 6.022."""
    ways = [{way for way in (VN, EN) if _read(body, way) is not None} for body in
            BODY.findall(text if _day(text) is None else "")]  # fmt: skip
    return {way for each in ways if len(each) == 1 for way in each}


def _read(body: str, way: str) -> tuple[Decimal, int] | None:
    """Return value and number of decimals of digits with marks in one writing; nothing where it cannot be that."""
    group, point = _MARKS[way]
    body = re.sub(r"[\u00a0\u202f\u2009]", " ", body)
    whole, mark, fraction = body.partition(point)
    if mark and not (fraction.isdigit() and fraction.isascii()):
        return None
    for sign in (group, " "):
        if sign in whole and not re.fullmatch(rf"[1-9]\d{{0,2}}(?:{re.escape(sign)}\d{{3}})+", whole):
            return None
    digits = whole.replace(group, "").replace(" ", "")
    if not digits.isdigit():
        return None
    return Decimal(f"{digits}.{fraction}" if fraction else digits), len(fraction)


def read_printed(text: str, style: str | None) -> Printed:
    """Return what a printed text says in the writing of its report; ``UnreadError`` when it says nothing, or two things."""
    shown = " ".join(unicodedata.normalize("NFC", seen(text)).translate(_WIDE).split())
    day = _day(shown)
    if day is not None:
        return day
    bracket = _BRACKETS.match(shown)
    read = _ASIDE.sub("", f"{bracket['before'].rstrip()} {bracket['after'].lstrip()}".rstrip() if bracket else shown)
    of = _OF.match(read)
    if of and _is_of(of):
        number = _number(of["before"] + of["part"] + " " + (of["rest"] or of["unit"]), style)
        return evolve(number, whole=_number(of["whole"], style).value, text=shown)
    item = _span(read, style) or _in_parts(read, style) or _number(read, style)
    return evolve(item, text=shown)


def _is_of(of: re.Match[str]) -> bool:
    """Tell whether «61 xã/98 xã», «đạt 17/19» is a part of a whole: a rate («10 bác sĩ/10.000 dân») or a day is none."""
    own, whole = fold(of["unit"]), fold(of["rest"])
    return (not own or own == whole) and all(word.strip(":") in _SAID_OF for word in fold(of["before"]).split())


def _in_parts(text: str, style: str | None) -> Number | None:
    """Return an amount in several units, each smaller than the one before: «234 tỷ 500 triệu đồng», «2 km 500 m»."""
    found = _PARTS.findall(text)
    start = next((index for index, letter in enumerate(text) if letter.isdigit()), 0)
    if len(found) < 2 or " ".join(found) != text[start:]:
        return None
    parts = [_number(each, style) for each in found]
    if not all(_is_larger(*pair, last=parts[-1]) for pair in itertools.pairwise(parts)):
        return None
    return evolve(parts[-1], value=sum((each.value for each in parts), Decimal(0)), several=True, text=text)


def _is_larger(one: Number, other: Number, *, last: Number) -> bool:
    """Tell whether the one of two parts of an amount is in a larger unit: of one measure, or a multiplier of money."""
    alike = one.unit.measure == last.unit.measure or (one.unit.measure is None and last.unit.measure == MONEY)
    return (alike and one.scaled and other.scaled and not one.places and one.unit.per == other.unit.per
            and other.value < one.unit.factor)  # fmt: skip


def _day(text: str) -> Day | None:
    try:
        days = within_a_year(text)
    except ValueError:
        return Day(first=None, text=text)
    return None if days is None else Day(first=days[0], last=days[1], text=text)


def day_of_no_year(text: str) -> Day | None:
    """Return a day printed as ``31/11``, or a month as ``tháng 11``, without its year; 29/02 exists, for some years have it."""
    hit = _SHORT.match(fold(text)) or _SHORT_MONTH.match(fold(text))
    if hit is None:
        return None
    try:
        return Day(first=date(_LEAP, int(hit["m"]), int(hit.groupdict().get("d") or 1)), text=text)
    except ValueError:
        return Day(first=None, text=text)


def _span(text: str, style: str | None) -> Span | None:
    folded = fold(text)
    shown = text if len(text) == len(folded) else folded
    below = _BELOW.match(folded)
    if below:
        top = _number(shown[below.end() :], style)
        return Span(low=Decimal(0), high=top.value - top.quantum, unit=top.unit, text=text)
    start = _FROM.match(folded)
    at = start.end() if start else 0
    body, shown = folded[at:], shown[at:]
    open_end = _UP.search(body)
    if (start is not None and not _JOINT.search(body)) or open_end is not None:
        low = _number(shown[: open_end.start()] if open_end else shown, style)
        return Span(low=low.value, high=None, unit=low.unit, text=text)
    joint = _JOINT.search(body)
    if joint is None or not all(part[:1].isdigit() for part in (body, body[joint.end() :])):
        return None
    low, high = _number(shown[: joint.start()], style), _number(shown[joint.end() :], style)
    if low.unit.bare:  # of «700–900 nghìn» and «30–35%» both ends are in what stands behind the second
        low = low.in_unit(high.unit)
    return Span(low=low.value, high=high.value, unit=high.unit, text=text)


def _number(text: str, style: str | None) -> Number:
    folded = fold(text).replace("−", "-")
    shown = accented(seen(text))
    if len(shown) != len(folded):
        shown = folded
    start = next((index for index, letter in enumerate(folded) if letter.isdigit()), len(folded))
    before, rest = folded[:start].strip(), folded[start:]
    words = before.replace("~", " ~ ").rstrip("+-").split()
    # What stands before a number in a sentence («tăng», «đạt», «còn») is no part of it, save how sure it is and a minus.
    about = next((_ABOUT[word] for word in words if word in _ABOUT), None)
    sign = -1 if before.endswith("-") else 1
    hit = BODY.match(rest)
    tail = tidy(shown[start + hit.end() :].strip()) if hit else ""
    if hit is None or len(hit[0]) > _LONGEST or any(letter.isdigit() for letter in re.sub(r"\bk?m[23]\b", "", tail)):
        raise UnreadError(text)
    value, places = _choose(hit[0], style, text)
    unit = unit_of(tail)
    return Number(value=sign * value * unit.factor, quantum=Decimal(10) ** -places * unit.factor, about=about, places=places,
                  unit=unit, before=" ".join(words), text=text)  # fmt: skip


def _choose(body: str, style: str | None, text: str) -> tuple[Decimal, int]:
    ways = {way: found for way in (VN, EN) if (found := _read(body, way)) is not None}
    if not ways:
        raise UnreadError(text)
    if len(set(ways.values())) == 1:
        return next(iter(ways.values()))
    if style is not None:
        return ways[style]
    raise UnreadError(text, several=tuple(format(value.normalize(), "f") for value, _ in ways.values()))
