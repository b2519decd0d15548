"""What one cell says: a number in Vietnamese or English writing, a reported verdict, a tally, a date.

A number is taken only when it can be read in one way: ``1.234,5`` and ``1,234.5`` both are 1234.5, ``98,5`` and ``98.5``
are 98.5, but ``1.234`` may be 1234 or 1.234 and is refused.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from ntmrules.model.figures import Status, Value
from ntmrules.model.spelling import fold, verdict_of

_GROUPED = {mark: re.compile(rf"[1-9]\d{{0,2}}(?:\{mark}\d{{3}})+\Z") for mark in (".", ",", " ")}
_PLAIN = re.compile(r"\d+\Z")
_SPACES = re.compile(r"[\u00a0\u202f\u2009]")
_TALLY = re.compile(r"(\d{1,4})\s*/\s*(\d{1,4})\Z")
_YEAR = re.compile(r"(?:nam )?((?:19|20)\d\d)\Z")
MAX_DIGITS = 30

_STATUS = {
    Status.FINAL: ("final", "chinh thuc", "da duyet"),
    Status.PRELIMINARY: ("preliminary", "so bo", "uoc", "uoc tinh"),
    Status.STALE: ("stale", "cu", "het han"),
    Status.WITHDRAWN: ("withdrawn", "rut", "thu hoi", "huy"),
}
STATUS_OF = {word: status for status, words in _STATUS.items() for word in words}


class BadCellError(ValueError):
    """A cell that says nothing usable: what it is, what was expected, what to do, and the code."""

    def __init__(self, code: str, what: str, expected: str, remedy: str) -> None:
        super().__init__(what)
        self.code, self.what, self.expected, self.remedy = code, what, expected, remedy


def check_name(name: str) -> BadCellError | None:
    """Return what is wrong with the name of a unit, blanks around it taken off; nothing when it can be one."""
    if not name:
        return BadCellError(
            "NTM510", "no unit", "the name of the commune, district or province", "name the unit on every row"
        )
    if name.isdigit():
        what = f"the bare code {name} names different places in different lists"
        return BadCellError("NTM601", what, "the name of the unit", "write its name")
    return None


def read_number(text: str) -> Decimal | None:
    """Return the number that ``text`` can only be; nothing when it is no number; ``BadCellError`` when it could be two."""
    body = _SPACES.sub(" ", text.strip())
    negative = body.startswith(("-", "\u2212"))
    if negative:
        body = body[1:].lstrip()
    if not body or not body[0].isdigit() or not body.isascii() or len(body) > MAX_DIGITS + 10:
        return None
    digits = _digits(body, text)
    if digits is None:
        return None
    number = Decimal(digits)
    return -number if negative else number


def _digits(body: str, text: str) -> str | None:
    """Return the digits with a decimal point, or nothing when the marks do not make one number."""
    if _PLAIN.match(body):
        return body
    marks = [mark for mark in ".," if mark in body]
    if len(marks) == 2:
        point = max(marks, key=body.rindex)  # the last mark is the decimal one
        whole, _, fraction = body.partition(point)
        group = "," if point == "." else "."
        if _PLAIN.match(fraction) and _GROUPED[group].match(whole):
            return f"{whole.replace(group, '')}.{fraction}"
        return None
    if not marks:
        return body.replace(" ", "") if _GROUPED[" "].match(body) else None
    mark = marks[0]
    whole, _, fraction = body.partition(mark)
    if body.count(mark) > 1:
        return body.replace(mark, "") if _GROUPED[mark].match(body) else None
    if not _PLAIN.match(fraction):
        return None
    if " " in whole:
        return f"{whole.replace(' ', '')}.{fraction}" if _GROUPED[" "].match(whole) else None
    if not _PLAIN.match(whole):
        return None
    if len(fraction) == 3 and len(whole) <= 3 and not whole.startswith("0"):
        raise BadCellError(
            "NTM502",
            f"{text!r} can be read as {whole}{fraction} or as {whole}{mark}{fraction} with decimals",
            f"{whole}{fraction}, or {whole}{mark}{fraction}0",
            "write it in a way that can only be one number",
        )
    return f"{whole}.{fraction}"


def read_value(text: str) -> tuple[Value, str | None]:
    """Return what a value cell says and the unit sign it carries (``%``); ``BadCellError`` when it says nothing known."""
    word = verdict_of(text)
    if word is not None:
        return word, None
    body, unit = text.strip(), None
    if body.endswith("%"):
        body, unit = body[:-1].rstrip(), "%"
    number = read_number(body)
    if number is not None:
        return number, unit
    tally = _TALLY.match(text.strip())
    if tally and int(tally[1]) <= int(tally[2]):
        return (int(tally[1]), int(tally[2])), None
    shown = text if len(text) <= 40 else text[:37] + "…"
    raise BadCellError(
        "NTM502",
        f"{shown!r} is no number and no verdict",
        "a number, or đạt | chưa đạt | không áp dụng",
        "write the figure, or leave the cell empty when it is not known",
    )


def read_year(text: str) -> int:
    """Return the year of a period cell."""
    found = _YEAR.match(fold(text))
    if found:
        return int(found[1])
    raise BadCellError(
        "NTM509", f"{text!r} is no year", "a year such as 2023", "write the year that the figure is about"
    )


def read_day(text: str) -> str:
    """Return a date cell as ISO text; takes ``2023-10-31``, ``31/10/2023``, ``31-10-2023``."""
    parts = re.split(r"[-/.]", text.strip())
    try:
        if len(parts) == 3:
            y, m, d = parts if len(parts[0]) == 4 else reversed(parts)
            if len(y) == 4:
                return date(int(y), int(m), int(d)).isoformat()
    except ValueError:
        pass
    raise BadCellError(
        "NTM509", f"{text!r} is no date", "2023-10-31 or 31/10/2023", "write the date in one of the two ways"
    )


def read_status(text: str) -> Status:
    """Return the status that a word means."""
    status = STATUS_OF.get(fold(text))
    if status is None:
        raise BadCellError(
            "NTM509",
            f"{text!r} is no status",
            "chính thức | sơ bộ | cũ | rút",
            "write final, preliminary, stale or withdrawn, or leave it empty",
        )
    return status
