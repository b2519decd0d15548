"""What stands behind a printed number: multipliers, the unit of a measure, what is counted, and of what each it is a rate.

Words are asked with their accents where they are printed with them: 12 hồ sơ are no households, 120 nam no years.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Generic, TypeAlias, TypeVar

from ntmrules.frozen import frozen
from ntmrules.model.spelling import fold

MONEY, PERCENT, TIMES, TIME, DAY, SEASON = "money", "percent", "times", "time", "day", "season"
_T = TypeVar("_T")
Rate: TypeAlias = tuple[str, Decimal]
"""Of what each a rate is, and by how much it is multiplied to be one of its base: 12 of a month, for a year has twelve."""


@frozen
class _Words(Generic[_T]):
    """What words mean: as they are written, and without accents in a text that has none at all."""

    written: Mapping[str, _T]
    folded: Mapping[str, _T]

    def get(self, words: str, *, bare: bool) -> _T | None:
        return self.written.get(words) or (self.folded.get(words) if bare else None)


# Without accents these may be other words: «văn bản», «vấn đề», «ban chỉ đạo», «120 nam», «ta».
_UNSURE = ("van", "ban", "nam", "ta")


def _words(*groups: tuple[str, _T], unsure: Sequence[str] = _UNSURE) -> _Words[_T]:
    written = {word: meaning for words, meaning in groups for word in words.split("|")}
    folded = {fold(word): meaning for word, meaning in written.items() if fold(word) not in unsure}
    return _Words(written, folded)


_SCALES = _words(
    ("nghìn|ngàn|thousand", 3), ("vạn", 4), ("triệu|tr|million", 6), ("tỷ|tỉ|billion", 9), ("trillion", 12)
)
# Units of one measure, as powers of ten of the smallest: 1 ha is 10.000 m2.
_MEASURES = _words(
    ("đồng|vnd|đ|vnđ", (MONEY, 0)), ("trđ", (MONEY, 6)),
    ("ha|hecta|héc ta|héc-ta|hectare|hectares", ("area", 4)), ("m2|mét vuông", ("area", 0)), ("km2", ("area", 6)),
    ("m|mét|metres|meters", ("length", 0)), ("km|ki lô mét|ki-lô-mét|kilometres", ("length", 3)),
    ("kg", ("weight", 0)), ("yến", ("weight", 1)), ("tạ", ("weight", 2)), ("tấn|tonnes|tons", ("weight", 3)),
    ("lít|litres", ("volume", 0)), ("m3|mét khối", ("volume", 3)),
)  # fmt: skip
_MONTHS = _words(("tháng|months|month", 1), ("năm|years|year", 12))
# What is counted, in kinds that add up to nothing together; «thị xã» and «thành phố» are districts, or provinces, and left out.
_KINDS = _words(
    ("xã|phường|thị trấn|đơn vị cấp xã|commune|communes|ward|wards", "xa"),
    ("huyện|đơn vị cấp huyện|district|districts", "huyen"),
    ("tỉnh|đơn vị cấp tỉnh|province|provinces", "tinh"),
    ("thôn|bản|xóm|ấp|buôn|khu dân cư|village|villages|hamlet|hamlets", "thon"),
    ("hộ|household|households", "ho"),
    ("người|lao động|đồng chí|đồng bào|khẩu|nhân khẩu|people|person|persons", "nguoi"),
    ("sản phẩm|product|products", "san-pham"),
    ("tiêu chí|criteria|criterion", "tieu-chi"),
    ("chỉ tiêu|indicator|indicators", "chi-tieu"),
)  # fmt: skip
_RATES: _Words[tuple[str, str]] = _words(
    ("năm|year", (TIME, "1")), ("quý|quarter", (TIME, "4")), ("tháng|month", (TIME, "12")),
    ("ngày|ngày đêm|day", (DAY, "1")), ("vụ|season", (SEASON, "1")),
    ("người|đầu người|người dân|dân|khẩu|nhân khẩu|person|capita|head", ("nguoi", "1")),
    ("trăm dân", ("nguoi", "0.01")), ("nghìn dân|nghìn người", ("nguoi", "0.001")), ("vạn dân|vạn người", ("nguoi", "0.0001")),
    ("trăm nghìn dân", ("nguoi", "0.00001")), ("triệu dân", ("nguoi", "0.000001")),
    ("lao động|người lao động|worker", ("lao-dong", "1")), ("hộ|hộ gia đình|gia đình|hộ dân|household", ("ho", "1")),
    ("xã|phường|commune|ward", ("xa", "1")), ("huyện|district", ("huyen", "1")), ("tỉnh|province", ("tinh", "1")),
    ("thôn|bản|xóm|ấp|buôn|village", ("thon", "1")), ("sản phẩm|product", ("san-pham", "1")),
    ("m2", ("area", "1")), ("ha|hecta|hectare", ("area", "0.0001")), ("km2", ("area", "0.000001")),
    ("m|mét", ("length", "1")), ("km", ("length", "0.001")),
    ("kg", ("weight", "1")), ("yến", ("weight", "0.1")), ("tạ", ("weight", "0.01")), ("tấn|tonne", ("weight", "0.001")),
    ("lít|litre", ("volume", "1")), ("m3", ("volume", "0.001")), unsure=("van",),
)  # fmt: skip
_EACH = re.compile(r"\b(?:mỗi|moi|một|mot|per|a)\s+")
_MANY = {"100": "trăm", "1.000": "nghìn", "1,000": "nghìn", "1000": "nghìn", "10.000": "vạn", "10,000": "vạn", "10000": "vạn",
         "100.000": "trăm nghìn", "100,000": "trăm nghìn", "100000": "trăm nghìn"}  # fmt: skip
_HEADS = re.compile(r"/\s*(100|1[0.,]*000)\s+(?=d[âa]n\b|ng[ưu][ờo]i\b)")
_SHORT_MILLION = re.compile(r"tr\.\s*(?=[đd]\b|[đd][ồo]ng\b)")
_PER_CENT = re.compile(
    r"(?:%|‰|phần nghìn|điểm %|điểm phần trăm|phần trăm|diem %|diem phan tram|phan tram|per cent|percent)\s*"
)
_PER_MILLE = ("‰", "phần nghìn")
_NOT_MONEY = re.compile(r"(?:đồng (?:chí|bào)|dong (?:chi|bao))\b")  # «12 đồng chí» are people
_TIMES = re.compile(r"(?:lần|lan|times)\b")
_LONGEST_WORDS = 4
MEASURES = frozenset({MONEY, "area", "length", "weight", "volume", TIME})
# Without these an amount is another thing: a harvest is no yield, people are no density. Heads and time are often left away.
NEVER_LEFT_AWAY = frozenset({"area", "length", "weight", "volume"})


@frozen(kw_only=True)
class Unit:
    """What stands behind a number.

    ``power``: of ten, by multipliers and measure, to the smallest unit of the measure. ``scaled``: a unit of a measure or a
    multiplier is there. ``named``: a word is, so that the number says itself in what it is counted. ``counts``: the kind of
    things that are counted, where it is said and is one. ``per``: of what each it is a rate, by kind.
    """

    power: int = 0
    percent: bool = False
    scaled: bool = False
    measure: str | None = None
    counts: str | None = None
    times: bool = False
    named: bool = False
    months: int = 1
    per: tuple[Rate, ...] = ()

    @property
    def kind(self) -> str | None:
        """Of what it is a number: of a measure, of things that are counted, a share, so many times; nothing where unsaid."""
        return self.measure or self.counts or (PERCENT if self.percent else TIMES if self.times else None)

    @property
    def factor(self) -> Decimal:
        """What one is worth in the base unit of its measure, and of the base of its rate."""
        factor = Decimal(10) ** self.power * self.months
        for _, each in self.per:
            factor *= each
        return factor

    @property
    def rates(self) -> frozenset[str]:
        """Of what each it is a rate, a day as any time."""
        return frozenset(of_time(kind) for kind, _ in self.per)

    @property
    def bare(self) -> bool:
        """Whether nothing at all is said."""
        return not (self.scaled or self.power or self.named or self.percent or self.per)


def tidy(tail: str) -> str:
    """Return what stands behind a number with its heads in words (``/10.000 dân``) and its short million in full."""
    tail = _HEADS.sub(lambda hit: f"/{_MANY[hit[1]]} " if hit[1] in _MANY else hit[0], tail)
    return _SHORT_MILLION.sub("tr ", tail)


def unit_of(tail: str) -> Unit:
    """Return what the words behind a number say, in lower case and with the accents that they are printed with."""
    hit = _PER_CENT.match(tail)
    if hit is not None:
        return Unit(
            percent=True, power=-1 if tail.startswith(_PER_MILLE) else 0, per=_per(tail[hit.end() :], of=PERCENT)
        )
    power, scaled, rest = 0, False, tail
    while (found := _first(rest, _SCALES)) is not None:
        power, scaled, rest = power + found[0], True, found[1]
    of = None if _NOT_MONEY.match(rest) else _first(rest, _MEASURES)
    time = _first(rest, _MONTHS)
    if of is not None:
        (measure, more), rest = of
        return Unit(power=power + more, scaled=True, measure=measure, named=tail[:1].isalpha(),
                    per=_per(rest, of=measure))  # fmt: skip
    if time is not None and not scaled:
        return Unit(measure=TIME, months=time[0], scaled=True, named=True)
    counted = _first(rest, _KINDS)
    counts = counted[0] if counted is not None else None
    return Unit(power=power, scaled=scaled, counts=counts, times=_TIMES.match(tail) is not None, named=tail[:1].isalpha(),
                per=_per(rest, of=counts))  # fmt: skip


def _first(text: str, words: _Words[_T]) -> tuple[_T, str] | None:
    """Return what the longest known phrase at the beginning of a text means, and what follows it."""
    ends = [hit.end() for hit in re.finditer(r"[^\s/,;.()]+", text[:60])][:_LONGEST_WORDS]
    for end in reversed(ends):
        meaning = words.get(" ".join(text[:end].split()), bare=text.isascii())
        if meaning is not None:
            return meaning, text[end:].lstrip(" ")
    return None


def _per(rest: str, *, of: str | None) -> tuple[Rate, ...]:
    """Return of what each, behind the unit: after a stroke, or after «mỗi», «một».

    Behind what is counted a stroke may be an «or»: xã/phường, thôn/bản are no rates.
    """
    found: dict[str, Decimal] = {}
    head, *strokes = rest.partition(" (")[0].split("/")
    strokes = [part for text in strokes for part in text.replace("ngày-đêm", "ngày đêm").split("-")]
    for text in (*strokes, *(head[hit.end() :] for hit in _EACH.finditer(head))):
        known = _first(text.strip(), _RATES)
        if known is None:
            word = fold(text)
            if of in MEASURES and text in strokes and word and len(word.split()) < _LONGEST_WORDS:
                found[word] = Decimal(1)
            continue
        kind, factor = known[0]
        if kind != of:
            found.setdefault(kind, Decimal(factor))
    return tuple(sorted(found.items()))


def of_time(kind: str) -> str:
    """Return the kind of a rate, that of a day as of any time."""
    return TIME if kind == DAY else kind


def missing_rates(units: Iterable[Unit]) -> Iterator[Rate]:
    """Yield the rates that some units of one claim leave away though others have them, where one of them has all."""
    units = tuple(units)
    every: dict[str, set[Rate]] = {}
    for unit in units:
        for rate in unit.per:
            every.setdefault(of_time(rate[0]), set()).add(rate)
    if not any(unit.rates == set(every) for unit in units):
        return
    for kind, rates in every.items():
        if len(rates) == 1 and kind not in NEVER_LEFT_AWAY and any(kind not in unit.rates for unit in units):
            yield next(iter(rates))
