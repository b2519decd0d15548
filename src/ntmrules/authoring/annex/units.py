"""Whether a printed level counts what the measure of its indicator counts: in its unit, of its scale, within its bounds."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from ntmrules.authoring.annex.naming import words_of
from ntmrules.authoring.annex.printed import Printed
from ntmrules.authoring.annex.rows import Row
from ntmrules.explain.lang.annex_words import say
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.spelling import fold

IN_WORDS = re.compile(
    r"(?:[≥≤<>]|\btừ|\btrên|\btối thiểu|\bít nhất)\s*(\d+(?:,\d+)?)(?!\s*(?:tuổi|năm|\d))|(\d+(?:,\d+)?)\s*%"
)
"""A level that the name of a row says itself."""
SCALES = ("nghin", "ngan", "trieu", "ty")
ABOVE = re.compile(r"\b(?:don vi(?: tinh)?|dvt)\s*:\s*([^;,.()]+)")
OF_YEAR = re.compile(r"/\s*n[ăa]m\b|\b(?:một|trong|hằng|hàng|mỗi) năm\b(?!\s*20)", re.IGNORECASE)
IN_NAME = re.compile(
    r"\(\s*((?:%|triệu|nghìn|ngàn|tỷ|đồng|usd|ha|[dckm]?m[23²³]?|lít|kg|tấn|tạ|mô hình|hộ|người|lần|giờ|phút|ngày|tháng|quý)\b"
    r"(?![\w ]*[,;])[^()]*|%)\s*\)",
    re.IGNORECASE,
)


def unfit_cell(measure: Measure | None, said: Printed, row: Row, named: Sequence[str] = ()) -> str:
    """Return why one level is not one of this measure, or nothing: another unit, another scale, over a hundred per cent.

    A unit may stand in the cell, in the name of the row, in a column of units, in the heading or above the table: each that is
    said has to be that of the measure. Per cent have to be said somewhere. ``named`` are the units that the names of all rows of
    the indicator say.
    """
    value = said.value
    if measure is None or value is None:
        return ""
    own = measure.unit or ""
    called = own or str(measure.kind)
    units = _units(said, row, named)
    share = own.startswith("%")
    if share and not any("%" in each for each in units):
        return say("unit", unit=units[0], own=called) if units else say("no-unit", own=called)
    for unit in units:
        if _other(unit, own, measure):
            return say("unit", unit=unit, own=called)
    if share and "%" not in said.unit and 0 < value <= 1:
        return say("ratio", value=said.value, percent=f"{(value * 100).normalize():f}")
    levels = {each.replace(",", ".") for pair in IN_WORDS.findall(row.name) for each in pair if each}
    if levels and value not in map(Decimal, levels):
        return say("name-level", levels=", ".join(sorted(levels)))
    if measure.kind is MeasureKind.PERCENT and value > 100:
        return say("over-100")
    if (measure.low is not None and value < measure.low) or (measure.high is not None and value > measure.high):
        return say("bounds", low=measure.low or "…", high=measure.high or "…")
    return ""


def period_unsaid(measure: Measure | None, said: Printed, row: Row, named: Sequence[str] = ()) -> bool:
    """Tell whether a measure is of a year and nobody prints so: «≥ 4 triệu đồng/người» may be of a month."""
    if measure is None or not re.search(r"/năm\b", measure.unit or ""):
        return False
    return not any(OF_YEAR.search(each) for each in (*_units(said, row, named), row.name))


def _units(said: Printed, row: Row, named: Sequence[str]) -> list[str]:
    """Return the units that are said of a cell, its own first: in it, in names, in its column or heading, above the table."""
    above = [match[1] for line in row.titles for match in ABOVE.finditer(fold(line))][-1:]
    if said.unit and not any(_words(said.unit) & _words(each) for each in above):
        above = []  # a cell that says its own unit is of that, whatever the others of the table are in
    beside = [*(named or IN_NAME.findall(row.name)), row.unit, *above]
    return [unit for each in (said.unit, *beside) if (unit := each.strip())]


def _other(unit: str, own: str, measure: Measure) -> bool:
    """Tell whether a printed unit is another one: it has words that the measure has not, or none of its unit."""
    if re.search(r"\d", re.sub(r"\b(?:[kdc]?m[23]|m[²³])(?!\w)", "", unit)):
        return True  # «mô hình 4 sao», «triệu đồng năm 2023»
    printed, mine = _words(unit), _words(own)
    if ("%" in unit) != own.startswith("%"):
        return True
    if "%" in unit:
        return not printed <= mine and not _counts(unit, measure)
    if printed & set(SCALES) != mine & set(SCALES):
        return True
    over, mine_over = _words(unit.partition("/")[2]), _words(own.partition("/")[2])
    if not over <= mine_over:
        return True
    return not printed <= mine | _words(measure.name.vi) or (bool(mine) and not printed & mine)


def _counts(unit: str, measure: Measure) -> bool:
    """Tell whether a share is said to be of what the measure is a share of: «% số hộ» of «Tỷ lệ hộ …», alone and whole."""
    said = re.fullmatch(r"%\s*(?:so |tong so )?([a-z ]+)", fold(unit))
    if said is None:
        return False
    thing = re.sub(r"^ho gia dinh$", "ho", said[1].strip())
    name = re.sub(r"\bho gia dinh\b", "ho", fold(measure.name.vi))
    return re.match(rf"(?:ty le|ti le) (?:so )?{re.escape(thing)}\b(?! *(?:va|hoac|,|/|;|-))", name) is not None


def _words(unit: str) -> frozenset[str]:
    found = words_of(unit.replace("²", "2").replace("³", "3"))
    return frozenset(found.line) - {"|"}
