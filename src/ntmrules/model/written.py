"""Numbers as people write them: in Vietnamese or English writing, and only where they can be read in one way.

``1.234,5`` and ``1,234.5`` both are 1234.5, ``98,5`` and ``98.5`` are 98.5, but ``1.234`` may be 1234 or 1.234 and is refused.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ntmrules.errors import Problem, problem
from ntmrules.patterns import later

_GROUPED = {mark: later(rf"[1-9]\d{{0,2}}(?:\{mark}\d{{3}})+\Z") for mark in (".", ",", " ")}
_PLAIN = later(r"\d+\Z")
_SPACES = later(r"[\u00a0\u202f\u2009]")
MAX_DIGITS = 30


class BadCellError(ValueError):
    """A cell that says nothing usable; ``problem`` says so, still without its place.

    Made from an id of the register and what it is about, as `problem` is; or from a code and words in place.
    """

    def __init__(self, identity: str, what: str = "", expected: str = "", remedy: str = "", **values: Any) -> None:
        super().__init__(identity)
        if what:
            self.problem = Problem(identity, "", what, expected=expected, remedy=remedy)
        else:
            self.problem = problem(identity, **values)

    @property
    def code(self) -> str:
        """The code of what is wrong."""
        return self.problem.code


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
            "NTM502.two-ways", text=text, whole=f"{whole}{fraction}", fraction=f"{whole}{mark}{fraction}"
        )
    return f"{whole}.{fraction}"
