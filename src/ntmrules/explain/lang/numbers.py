"""Numbers, dates and places in decisions as people write them in either language. No digit is ever lost or added."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache

from ntmrules.explain.lang.words import LEVELS, UNITS, say
from ntmrules.messages.speech import Pair
from ntmrules.model.evidence import Provision
from ntmrules.model.measures import UnitName

_MARKS = {"vi": (".", ","), "en": (",", ".")}
_KINDS = {
    "QĐ": ("QĐ", "Decision"),
    "NQ": ("NQ", "Resolution"),
    "NĐ": ("NĐ", "Decree"),
    "TT": ("TT", "Circular"),
    "HD": ("Hướng dẫn", "Guidance"),
    "KH": ("Kế hoạch", "Plan"),
}
_PLACES = (
    ("Phụ lục", "Annex"),
    ("Điều", "Article"),
    ("khoản", "clause"),
    ("điểm", "point"),
    ("mục", "item"),
    ("dòng", "row"),
    ("Phần", "Part"),
)


def number(value: Decimal, lang: str) -> str:
    """Return a number with the marks of the language: ``1.234,50`` in Vietnamese, ``1,234.50`` in English."""
    thousands, point = _MARKS[lang]
    whole, _, fraction = format(value.copy_abs(), "f").partition(".")
    grouped = f"{int(whole):,}".replace(",", thousands)
    sign = "-" if value < 0 else ""
    return f"{sign}{grouped}{point}{fraction}" if fraction else f"{sign}{grouped}"


def unit_word(unit: str | None, lang: str) -> str:
    """Return a unit of measurement in the language; Vietnamese where the register of measures has no English for it."""
    if unit is None:
        return ""
    if isinstance(unit, UnitName):
        return unit.en if lang == "en" else str(unit)
    words = UNITS.get(unit) or LEVELS.get(unit) or (unit, unit)
    return words[lang == "en"]


def level_words(level: str) -> Pair:
    """Return the name of a level of units as a message says it: ``xã``, ``commune``."""
    return Pair(*LEVELS.get(level, (level, level)))


def quantity(value: Decimal, unit: str | None, lang: str) -> str:
    """Return a number with its unit: ``97,5%``, ``46,5 triệu đồng/người/năm``."""
    return quantities((value,), unit, lang)


def quantities(values: Sequence[Decimal], unit: str | None, lang: str) -> str:
    """Return the values that a level could have, with their unit: ``45 hoặc 48 triệu đồng/người/năm``."""
    sign = "%" if unit == "%" else ""
    texts = [number(value, lang) + sign for value in values]
    joined = texts[0] if len(texts) == 1 else f"{', '.join(texts[:-1])} {say('or', lang)} {texts[-1]}"
    return joined if sign or not unit else f"{joined} {unit_word(unit, lang)}"


def day(day_: str | date, lang: str) -> str:
    """Return a date, or its ISO text, as people write it: ``31/10/2023``, ISO in English; other text unchanged."""
    iso = str(day_)
    if lang == "vi" and (isinstance(day_, date) or re.fullmatch(r"\d{4}-\d{2}-\d{2}", iso)):
        return f"{iso[8:]}/{iso[5:7]}/{iso[:4]}"
    return iso


@lru_cache(maxsize=1024)  # a text has few decisions and names them on every line
def decision_name(decision: str, lang: str) -> str:
    """Return a decision with its kind in front: ``QĐ 318/QĐ-TTg``, ``Decision 318/QĐ-TTg``."""
    for token in re.split(r"[/-]", decision):
        if token in _KINDS:
            return f"{_KINDS[token][lang == 'en']} {decision}"
    if lang == "vi" and decision[:1].isupper():  # a text whose number nobody knows is called by its title
        return decision
    return f"{say('document', lang)} {decision}"


def provision_text(provision: Provision, lang: str) -> str:
    """Return the place in a decision: ``QĐ 318/QĐ-TTg, Phụ lục I``."""
    places = [place_text(part, lang) for part in (provision.annex, provision.article, provision.row) if part]
    return ", ".join([decision_name(provision.decision, lang), *places])


def place_text(place: str, lang: str) -> str:
    """Return a place in a decision, in English with the words for annex, article and row: ``Annex II``."""
    if lang == "vi":
        return place
    for vietnamese, english in _PLACES:
        place = re.sub(rf"\b{vietnamese}\b", english, place)
    return place


def cut(items: Sequence[str], most: int, lang: str, *, joint: str = "; ") -> str:
    """Return items in one line, at most ``most`` of them, and how many more there are."""
    if len(items) <= most:
        return joint.join(items)
    return f"{joint.join(items[:most])} {say('and_more', lang, count=len(items) - most)}"
