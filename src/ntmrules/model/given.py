"""Values as Python people have them: what each of them says as a figure, a verdict, a year or a day.

Numbers are taken through their text, so that ``0.1`` is one tenth exactly, and at the digits that their type has: a float
at the 15 that a spreadsheet shows too (89.99999999999999 is 90), a float32 at its 7 or so. Nothing is read twice or guessed.
"""

from __future__ import annotations

import math
import numbers
import re
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from ntmrules.errors import FiguresError, problem
from ntmrules.model.days import day_in_vietnam, day_of
from ntmrules.model.spelling import answer_of, verdict_of
from ntmrules.model.verdicts import Verdict
from ntmrules.model.written import BadCellError, read_number
from ntmrules.model.written_tally import written_tally
from ntmrules.patterns import later

Plain: TypeAlias = Decimal | Verdict | tuple[int, int] | bool

_YEAR = later(r"(19|20)\d\d", re.ASCII)
_DOUBLES = {"float", "float64"}
_MOST = 10**100  # farther out a number is a slip, and its text alone would take a while
_NOTHING = {"NAType", "NaTType"}  # pandas' own words for nothing; asked by name, for pandas may not be there


def is_nothing(value: object) -> bool:
    """Tell whether a value says that there is no figure: ``None``, not a number, an empty text, pandas' NA and NaT."""
    if value is None or (isinstance(value, str) and not value.strip()):
        return True
    if isinstance(value, Decimal):
        return value.is_nan()
    if isinstance(value, numbers.Real) and not isinstance(value, numbers.Rational):
        return math.isnan(value)
    return type(value).__name__ in _NOTHING


def value_given(value: Any) -> Plain:
    """Return what a value says; raises ``FiguresError`` NTM502 for what is no number, verdict, tally, or yes or no.

    ``True`` and ``False`` are yes and no, as có, không, TRUE and FALSE are: what they mean, a measure says. Words are those
    that reports use (đạt, chưa đạt, không áp dụng), numbers may be written as ``54,5`` or ``54.5``.
    """
    if isinstance(value, (Verdict, Decimal)):
        if isinstance(value, Decimal) and not value.is_finite():
            raise _bad("NTM502.infinite")
        return value
    if isinstance(value, bool) or type(value).__name__ in ("bool_", "bool"):  # numpy's own is no bool
        return bool(value)
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, numbers.Integral):
        if abs(int(value)) >= _MOST:
            raise _bad("NTM502.infinite")
        return Decimal(int(value))
    if isinstance(value, float) or (isinstance(value, numbers.Real) and not isinstance(value, numbers.Rational)):
        if math.isinf(value):
            raise _bad("NTM502.infinite")
        return Decimal(format(value, ".15g") if type(value).__name__ in _DOUBLES else str(value))
    if isinstance(value, tuple) and len(value) == 2 and all(type(each) is int for each in value):
        return value
    raise _bad("NTM502.type", type=type(value).__name__)


def _text(text: str) -> Plain:
    word = verdict_of(text)
    if word is not None:
        return word
    answer = answer_of(text)
    if answer is not None:
        return answer
    try:
        number = read_number(text)
    except BadCellError as error:
        raise FiguresError(error.problem) from None
    if number is not None:
        return number
    tally = written_tally(text)
    if tally is not None and tally.of_all is not None and tally.what is None:  # what is counted is said by the subject
        return tally.of_all
    raise _bad("NTM502.nothing", text=text if len(text) <= 40 else text[:37] + "…")


def year_given(value: Any) -> int | None:
    """Return the year that a period names: ``2023``, ``"2023"``; ``FiguresError`` NTM509 for what is none."""
    if value is None or type(value) is int:
        return value
    if isinstance(value, numbers.Integral) and not isinstance(value, bool):
        return int(value)
    if isinstance(value, str) and _YEAR.fullmatch(value.strip()):
        return int(value)
    raise _bad("NTM509.year", text=str(value)[:40])


def day_given(value: Any) -> str | None:
    """Return a day as ISO text: of a date, of a moment the day in Việt Nam; ``FiguresError`` NTM509 for what is none."""
    if value is None:
        return None
    if type(value) is str:
        said = _day_of(value)
        if said is None:
            raise _bad("NTM509.date", text=value[:40])
        return said
    found = day_in_vietnam(value) if isinstance(value, datetime) else value if isinstance(value, date) else None
    if found is None:
        raise _bad("NTM509.date", text=str(value)[:40])
    return found.isoformat()


@lru_cache(maxsize=4096)  # a file names few different days
def _day_of(text: str) -> str | None:
    found = day_of(text)
    return None if found is None else found.isoformat()


def _bad(identity: str, **values: Any) -> FiguresError:
    return FiguresError(problem(identity, **values))
