"""Headings of tallies: «Tổng số tiêu chí đạt», and what stands behind that name in brackets or without."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, lru_cache

from ntmrules.figures.heading_words import table
from ntmrules.frozen import frozen
from ntmrules.model.spelling import fold
from ntmrules.model.written_time import days_of, within_a_year
from ntmrules.patterns import later

_AROUND = " .:*"
_BRACKETS = later(r"\s*[(\[](?P<inside>[^)\]]*)[)\]]\s*\Z")
_WRITTEN_SO = later(
    r"(?:(?:tren|tong(?: so)?|/|x)\s*)*\d{1,3}(?:\s*(?:tieu chi|chi tieu|tc|ct))?|(?:so )?(?:tieu chi|chi tieu|tc|ct)"
    r"|dat\s*/\s*(?:tong(?: so)?|\d{1,3})|th|kq|thuc hien|ket qua|dvt\s*:?\s*(?:tieu chi|chi tieu|tc|ct)"
)
_OF_SET = later(
    r"\b(?:(?:xa |huyen )?(?:ntm|nong thon moi)(?: ?(?P<tier>nang cao|kieu mau|hien dai|nc|km))?"
    r"|(?:xa |huyen )?(?P<alone>nang cao|kieu mau))\b"
)
_SHORT = {"nc": "nang cao", "km": "kieu mau"}
_BEHIND_NAME = later(r"[\s(\[,:–-]+")
_AROUND_TIME = " .:*,()[]–-"
_UP_TO = later(
    r"\A(?:(?:tinh|luy ke|tai|thoi diem|thuc hien|th|kq|ket qua)\s+)*(?:(?:den|tai|vao)\s+)?(?:thoi diem\s+)?"
)
_DAY_BEHIND = later(
    r"[\s(\[,:–-]+(?:(?:tính|luỹ kế|lũy kế)\s+)?(?:(?:đến|hết|ngày|tháng|năm|quý|cuối|thời điểm)\s+)*"
    r"((?:\d{1,2}\s*[/.-]\s*){0,2}(?:19|20)\d\d)\s*[)\]]?[\s.:*]*\Z",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def tally_in(heading: str) -> str | None:
    """Return the subject of the tally that a heading names: «Tổng số tiêu chí đạt» -> ``tieu-chi``, of one set where it names
    one: «Số tiêu chí NTM nâng cao đạt» -> ``ntm-nang-cao/tieu-chi``.

    Brackets with more than how the tally is written make another heading of it: a plan, another day, another set.
    """
    found = _BRACKETS.search(fold(heading).strip(_AROUND))
    inside = "" if found is None else found["inside"].strip(_AROUND)
    if not inside or _WRITTEN_SO.fullmatch(inside):
        return before_brackets(heading)
    of_set, name = _OF_SET.fullmatch(inside), before_brackets(heading)
    return None if of_set is None or name is None or "/" in name else f"{_tier(of_set)}/{name}"


@lru_cache(maxsize=8192)
def before_brackets(heading: str) -> str | None:
    """Return the subject of the tally that a heading names, whatever stands behind it in brackets."""
    plain = _BRACKETS.sub("", fold(heading).strip(_AROUND)).strip(_AROUND)
    name = _tallies().get(plain)
    of_set = _OF_SET.search(plain) if name is None and plain.startswith(_beginnings()) else None
    if of_set is None:
        return name
    rest = _tallies().get(" ".join(f"{plain[: of_set.start()]} {plain[of_set.end() :]}".split()))
    return None if rest is None else f"{_tier(of_set)}/{rest}"


def _tier(of_set: re.Match[str]) -> str:
    """Return the tier that the words for a set name: ``ntm``, ``ntm-nang-cao``, ``ntm-kieu-mau``."""
    tier = of_set["tier"] or of_set["alone"]
    return "ntm" if tier is None else f"ntm-{_SHORT.get(tier, tier).replace(' ', '-')}"


@cache
def _tallies() -> Mapping[str, str]:
    """Return the subject of the tally that each name of one means, folded."""
    return {fold(word): name for name, words in table()["tallies"].items() for word in words}


@cache
def _beginnings() -> tuple[str, ...]:
    """Return with which two words, or one, the name of a tally begins."""
    return tuple({" ".join(name.split()[:2]) for name in _tallies()})


@frozen
class OfTime:
    """A tally with the time that its heading names: ``day`` (ISO), the last one of that time, or a ``year`` where it is one."""

    subject: str
    day: str | None
    year: int | None

    @property
    def last(self) -> str:
        """The last day (ISO) of the time."""
        return self.day or f"{self.year}-12-31"


@lru_cache(maxsize=8192)
def tally_of_time(heading: str) -> OfTime | None:
    """Return the tally and the time that a heading names together: «Số tiêu chí đạt (đến 30/9/2023)», «… năm 2022».

    Nothing where it names no time, one that does not exist, or says more: a plan, an estimate, another set.
    """
    subject, behind = _behind(heading)
    if subject is None:
        return None
    said = _UP_TO.sub("", fold(behind).strip(_AROUND_TIME))
    try:
        days = days_of(said)
    except ValueError:
        return None
    if days is None:
        return None
    year = within_a_year(said) is None
    return OfTime(subject, None if year else days[1].isoformat(), days[1].year if year else None)


def behind_tally(heading: str) -> str:
    """Return what stands behind the name of a tally, in brackets or not: «Số tiêu chí đạt dự kiến 2024» -> ``dự kiến 2024``.

    Empty where nothing does, the brackets say how the tally is written, or the heading names no tally.
    """
    return "" if tally_in(heading) is not None else _behind(heading)[1].strip(_AROUND_TIME)


@lru_cache(maxsize=8192)
def _behind(heading: str) -> tuple[str | None, str]:
    """Return the tally that the beginning of a heading names, the longest that does, and the rest."""
    plain = heading.strip(_AROUND)
    if not fold(plain).strip(_AROUND).startswith(_beginnings()):
        return None, ""  # most headings of a wide table
    ends = [mark.start() for mark in _BEHIND_NAME.finditer(plain) if before_brackets(plain[: mark.start()])]
    return (before_brackets(plain[: ends[-1]]), plain[ends[-1] :]) if ends else (None, "")


@lru_cache(maxsize=8192)
def tally_of_a_day(heading: str) -> str | None:
    """Return the day or year that a heading of a tally names: «Số tiêu chí đạt (31/12/2022)», «Số tiêu chí đạt năm 2022»."""
    found = _DAY_BEHIND.search(heading)
    return found[1] if found is not None and before_brackets(heading[: found.start()]) is not None else None
