"""Days, months, quarters and years as offices write them, from their first day to their last."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from ntmrules.model.days import day_of_instant, last_of_month
from ntmrules.model.spelling import fold
from ntmrules.patterns import later

_BEFORE = later(r"(?:(?:tinh )?den )?(?:het )?(?:ngay )?")
_DAY = later(
    r"(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})"
    r"|(?P<d2>\d{1,2})(?:(?P<mark>[-/.])(?P<m2>\d{1,2})(?P=mark)| thang (?P<m3>\d{1,2}) nam )(?P<y2>\d{4})"
    r"|(?P<d4>\d{1,2})/(?P<m4>\d{1,2})/(?P<y4>[0-4]\d)",
    re.ASCII,
)
_MONTH = later(r"(?P<y>\d{4})[-/](?P<m>\d{1,2})|(?:thang |t)?(?P<m2>\d{1,2})(?:[-/]| nam )(?P<y2>\d{4})", re.ASCII)
_QUARTER = later(r"(?:quy |q)(?P<q>i{1,3}|iv|[1-4])[ /-]+(?:nam )?(?P<y>\d{4})", re.ASCII)
_MONTHS = later(r"(?P<n>[369]) thang (?:(?P<end>dau|cuoi) )?(?:nam )?(?P<y>\d{4})", re.ASCII)
_YEAR = later(r"(?:(?:ca )?nam )?(?P<y>(?:19|20)\d\d)", re.ASCII)
_END = later(r"cuoi nam (?P<y>(?:19|20)\d\d)", re.ASCII)
_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4}
Days = tuple[date, date]


@lru_cache(maxsize=4096)
def days_of(text: str) -> Days | None:
    """Return the first and the last day of the time that a text names; nothing where it names none.

    Taken are ``31/12/2022``, ``2022-12-31``, ``31/12/22``, «ngày 31 tháng 12 năm 2022», «tháng 6/2023», «quý IV/2022»,
    «6 tháng đầu năm 2023», «năm 2023», each also behind «đến», «tính đến hết». Raises ``ValueError`` for a day, month or
    year that does not exist.
    """
    return within_a_year(text) or _year(_bare(text))


def within_a_year(text: str) -> Days | None:
    """Return the same for a time shorter than a year; nothing for a year alone, which may be a plain number."""
    instant = day_of_instant(text) if ":" in text else None
    if instant is not None:
        return instant, instant
    body = _bare(text)
    return _day(body) or _month(body) or _quarter(body) or _some_months(body) or _end(body)


def _bare(text: str) -> str:
    folded = fold(text)
    before = _BEFORE.match(folded)
    return folded[before.end() :] if before is not None else folded


def _day(text: str) -> Days | None:
    found = _DAY.fullmatch(text)
    if found is None:
        return None
    said = found.groupdict()
    year = said["y"] or said["y2"] or f"20{said['y4']}"
    month = said["m"] or said["m2"] or said["m3"] or said["m4"]
    one = date(int(year), int(month), int(said["d"] or said["d2"] or said["d4"]))
    return one, one


def _month(text: str) -> Days | None:
    found = _MONTH.fullmatch(text)
    if found is None:
        return None
    return _months(int(found["y"] or found["y2"]), int(found["m"] or found["m2"]), 1)


def _quarter(text: str) -> Days | None:
    found = _QUARTER.fullmatch(text)
    if found is None:
        return None
    return _months(int(found["y"]), 3 * (_QUARTERS.get(found["q"]) or int(found["q"])) - 2, 3)


def _some_months(text: str) -> Days | None:
    """Return the days of «6 tháng đầu năm», «9 tháng năm»; which three of them «3 tháng cuối năm» are is plain too."""
    found = _MONTHS.fullmatch(text)
    if found is None:
        return None
    count = int(found["n"])
    return _months(int(found["y"]), 13 - count if found["end"] == "cuoi" else 1, count)


def _months(year: int, first: int, count: int) -> Days:
    last = first + count - 1
    begin = date(year, first, 1)
    return begin, date(year, last, last_of_month(year, last))


def _end(text: str) -> Days | None:
    found = _END.fullmatch(text)
    return None if found is None else (date(int(found["y"]), 12, 31),) * 2


def _year(text: str) -> Days | None:
    found = _YEAR.fullmatch(text)
    return None if found is None else _months(int(found["y"]), 1, 12)
