"""Points and days as people write them in either language."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from ntmrules.explain.lang.numbers import day as in_writing
from ntmrules.explain.lang.numbers import number
from ntmrules.messages.speech import Pair


def said(points: Decimal | Fraction, lang: str = "vi") -> str:
    """Return points as text: a decimal comma in Vietnamese; a mean without an end at two digits with a sign that it is cut."""
    if isinstance(points, Fraction):
        exact = Decimal(points.numerator) / Decimal(points.denominator)
        if Fraction(exact) != points:
            return f"≈{number(exact.quantize(Decimal('0.01')), lang)}"
        points = exact
    text = number(points, lang)
    mark = "." if lang == "en" else ","
    return text.rstrip("0").rstrip(mark) if mark in text else text


def spread(low: Decimal | Fraction, high: Decimal | Fraction, lang: str = "vi") -> str:
    """Return one number, or a range."""
    return said(low, lang) if low == high else f"{said(low, lang)}–{said(high, lang)}"


def told_points(*points: Decimal | Fraction, between: str = " | ") -> Pair:
    """Return points for a message, in the writing of each language."""
    vi, en = (between.join(said(each, lang) for each in points) for lang in ("vi", "en"))
    return Pair(vi, en)


def told_day(day: str) -> Pair:
    """Return a day (ISO) for a message: 31/12/2023 in Vietnamese."""
    return Pair(in_writing(day, "vi"), in_writing(day, "en"))
