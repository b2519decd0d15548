"""Numbers of an audit as people write them, in the writing of the report that they are about."""

from __future__ import annotations

from decimal import Decimal

from ntmrules.audit.printed import EN, Number, rounded


def like(value: Decimal, model: Number, style: str | None) -> str:
    """Return ``value`` written as ``model`` is printed: its digits, its unit, its marks."""
    shown = rounded(value, model.quantum) / model.unit.factor
    return _digits(shown, model.places, style) + model.tail


def bare(value: Decimal, style: str | None, *, places: int = 4) -> str:
    """Return ``value`` in short: at most ``places`` digits behind the point, noughts left away."""
    short = rounded(value, Decimal(10) ** -places)
    text = format(short.normalize(), "f") if short != 0 else "0"
    return _digits(short, len(text.partition(".")[2]), style)


def in_its_unit(number: Number, style: str | None) -> str:
    """Return a number in short with the unit that it is printed with."""
    return bare(number.value / number.unit.factor, style) + number.tail


def _digits(value: Decimal, places: int, style: str | None) -> str:
    text = f"{abs(value):,.{places}f}"
    if style != EN:
        text = text.replace(",", "\0").replace(".", ",").replace("\0", ".")
    return f"-{text}" if value < 0 else text
