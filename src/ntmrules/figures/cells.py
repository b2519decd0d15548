"""What one cell says: a number in Vietnamese or English writing, a reported verdict, a tally, a date.

A number is taken only when it can be read in one way: ``1.234,5`` and ``1,234.5`` both are 1234.5, ``98,5`` and ``98.5``
are 98.5, but ``1.234`` may be 1234 or 1.234 and is refused.
"""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from ntmrules.figures.garbled import garbled
from ntmrules.figures.headings import signs
from ntmrules.figures.scale import number_with_unit
from ntmrules.figures.signs import COMMENTED, MARKS, RAISED, SCALED, STRUCK, UNCALCULATED, UNSEEN
from ntmrules.model.days import day_of
from ntmrules.model.figures import Answer, Status, Value
from ntmrules.model.spelling import answer_of, fold, verdict_of
from ntmrules.model.written import BadCellError, read_number
from ntmrules.model.written_tally import written_tally
from ntmrules.model.written_time import days_of
from ntmrules.patterns import later

REFUSED_AS = {
    UNSEEN: "NTM502.unseen", SCALED: "NTM502.scaled", STRUCK: "NTM502.struck", RAISED: "NTM502.raised",
    COMMENTED: "NTM503.comment",
}  # fmt: skip
"""Why a cell is refused, by the sign behind that of no value."""
_YEAR = later(r"(?:nam )?((?:19|20)\d\d)\Z")

LONGEST_NAME = (
    250  # with what it lies in and a remark in brackets; the longest name of a commune has some thirty letters
)

_STATUS = {
    Status.FINAL: ("final", "chinh thuc", "da duyet"),
    Status.PRELIMINARY: ("preliminary", "so bo", "uoc", "uoc tinh"),
    Status.STALE: ("stale", "cu", "da cu", "het han", "da het han"),
    Status.WITHDRAWN: ("withdrawn", "rut", "da rut", "rut lai", "thu hoi", "da thu hoi", "huy", "da huy"),
}
_CONFIRMED = ("confirmed", "xac nhan", "da xac nhan", "da kiem tra")
STATUS_OF = {word: status for status, words in _STATUS.items() for word in words} | dict.fromkeys(
    _CONFIRMED, Status.FINAL
)
_ERROR = later(
    r"#(?:N/A|DIV/0!|REF!|VALUE!|NAME\?|NUM!|NULL!|SPILL!|CALC!|GETTING_DATA)|(?:Err|Lỗi):\d{3}", re.IGNORECASE
)


def check_name(name: str) -> BadCellError | None:
    """Return what is wrong with the name of a unit, blanks around it taken off; nothing when it can be one."""
    if len(name) > LONGEST_NAME:
        return BadCellError("NTM510.long", unit=name[:40], length=len(name), most=LONGEST_NAME)
    if not any(map(str.isalnum, name)):
        return BadCellError("NTM510")
    if not any(map(str.isalpha, name)):
        return BadCellError("NTM601.cell", code=name)
    return garbled(name)


@lru_cache(maxsize=65536)  # the cells of thousands of units say few different things
def read_value(text: str) -> tuple[Value | Answer, str | None]:
    """Return what a value cell says and the sign behind it (``%``, of a tally what it counts: ``tieu-chi``, ``chi-tieu``).

    Raises ``BadCellError`` when it says nothing known.
    """
    word = verdict_of(text)
    if word is not None:
        return word, None
    answer = answer_of(text)
    if answer is not None:
        return (Answer.YES if answer else Answer.NO), None
    body, unit = text.strip(), None
    if body.startswith(UNCALCULATED):
        identity = REFUSED_AS.get(body[1:2])
        raise (
            BadCellError("NTM502.formula")
            if identity is None
            else BadCellError(identity, text=body[2:62].rstrip(MARKS))
        )
    if body.startswith("#") and _ERROR.match(body):
        raise BadCellError("NTM502.error", text=body[:20])
    if body.endswith("%"):
        body, unit = body[:-1].rstrip(), "%"
    number = read_number(body)
    if number is not None:
        return number, unit
    tally = written_tally(text) if any(map(str.isdigit, body)) else None
    if tally is not None and tally.of_all is not None:
        return tally.of_all, tally.what
    shown = text if len(text) <= 40 else text[:37] + "…"
    if text.strip().casefold() in signs() - {"-"}:
        raise BadCellError("NTM502.sign", text=text.strip())
    if (parted := number_with_unit(text)) is not None:
        raise BadCellError("NTM502.with-unit", text=shown, number=parted[0], unit=parted[1])
    raise BadCellError("NTM502.nothing" if day_of(text) is None else "NTM502.day", text=shown)


def told_in_words(wrong: BadCellError, column: str, verdicts: str) -> BadCellError:
    """Return what is wrong with a cell of words where ``verdicts`` is a column of verdicts beside it: how to have those alone."""
    if not verdicts or wrong.problem.identity != "NTM502.nothing":
        return wrong
    return BadCellError("NTM502.told", text=wrong.problem.values["text"], letter=column, verdict=verdicts)


def read_year(text: str) -> int:
    """Return the year of a period cell.

    Raises ``BadCellError`` NTM509.
    """
    found = _YEAR.match(fold(text))
    if found:
        return int(found[1])
    raise BadCellError("NTM509.year", text=text)


def read_day(text: str) -> str:
    """Return a date cell as ISO text; takes ``2023-10-31``, ``31/10/2023``, ``31/10/23``, «ngày 31 tháng 10 năm 2023».

    Raises ``BadCellError`` NTM509 for anything else, a month or a year too.
    """
    first, last = _days(text)
    if first != last:
        raise BadCellError("NTM509.date", text=text)
    return last.isoformat()


def read_last_day(text: str) -> str:
    """Return the day, in ISO text, by which figures of a time are known: the day itself, of «quý IV/2022» the last one.

    Raises ``BadCellError`` NTM509 for what names no time.
    """
    return _days(text)[1].isoformat()


def _days(text: str) -> tuple[date, date]:
    try:
        found = days_of(text)
    except ValueError:
        found = None
    if found is None:
        raise BadCellError("NTM509.date", text=text)
    return found


def is_confirmed(text: str) -> bool:
    """Return whether a status says that somebody looked again at a figure outside what is plausible."""
    return fold(text) in _CONFIRMED


def read_status(text: str) -> Status:
    """Return the status that a word means; a confirmed figure is a final one.

    Raises ``BadCellError`` NTM509 for a word that means none.
    """
    status = STATUS_OF.get(fold(text))
    if status is None:
        raise BadCellError("NTM509.status", text=text)
    return status
