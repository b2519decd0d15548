"""Headings of tallies: «Tổng số tiêu chí đạt», and what stands behind that name in brackets or without."""

from __future__ import annotations

import re
from functools import lru_cache

from ntmrules.figures.heading_words import table
from ntmrules.model.spelling import fold
from ntmrules.patterns import later

_AROUND = " .:*"
_BRACKETS = later(r"\s*[(\[](?P<inside>[^)\]]*)[)\]]\s*\Z")
_WRITTEN_SO = later(
    r"(?:(?:tren|tong(?: so)?|/|x)\s*)*\d{1,3}(?:\s*(?:tieu chi|chi tieu|tc|ct))?|(?:so )?(?:tieu chi|chi tieu|tc|ct)"
    r"|dat\s*/\s*(?:tong(?: so)?|\d{1,3})|th|kq|thuc hien|ket qua|dvt\s*:?\s*(?:tieu chi|chi tieu|tc|ct)"
)
_DAY_BEHIND = later(
    r"[\s(\[,:–-]+(?:(?:tính|luỹ kế|lũy kế)\s+)?(?:(?:đến|hết|ngày|tháng|năm|quý|cuối|thời điểm)\s+)*"
    r"((?:\d{1,2}\s*[/.-]\s*){0,2}(?:19|20)\d\d)\s*[)\]]?[\s.:*]*\Z",
    re.IGNORECASE,
)


@lru_cache(maxsize=8192)
def tally_in(heading: str) -> str | None:
    """Return the subject of the tally that a heading names: «Tổng số tiêu chí đạt» -> ``tieu-chi``.

    Brackets with more than how the tally is written make another heading of it: a plan, another day, another set.
    """
    found = _BRACKETS.search(fold(heading).strip(_AROUND))
    inside = "" if found is None else found["inside"].strip(_AROUND)
    return before_brackets(heading) if not inside or _WRITTEN_SO.fullmatch(inside) else None


@lru_cache(maxsize=8192)
def before_brackets(heading: str) -> str | None:
    """Return the subject of the tally that a heading names, whatever stands behind it in brackets."""
    plain = _BRACKETS.sub("", fold(heading).strip(_AROUND)).strip(_AROUND)
    return next((name for name, words in table()["tallies"].items() if plain in map(fold, words)), None)


@lru_cache(maxsize=8192)
def tally_of_a_day(heading: str) -> str | None:
    """Return the day or year that a heading of a tally names: «Số tiêu chí đạt (31/12/2022)», «Số tiêu chí đạt năm 2022»."""
    found = _DAY_BEHIND.search(heading)
    return found[1] if found is not None and before_brackets(heading[: found.start()]) is not None else None
