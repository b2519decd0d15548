"""What one cell of an annex says: a level, «Đạt», that a body sets it, or nothing that can be read."""

from __future__ import annotations

import re
from decimal import Decimal

from ntmrules.frozen import frozen

NUMBER = r"(?P<number>\d+(?:[.,]\d+)*)"
SIGNS = {
    **dict.fromkeys(("≥", ">=", "=>", "≧", "⩾", "từ", "tối thiểu", "ít nhất", "đạt từ"), "at_least"),
    **dict.fromkeys(("không dưới", "không thấp hơn"), "at_least"),
    **dict.fromkeys(("≤", "<=", "=<", "≦", "⩽", "tối đa", "không quá", "không vượt quá"), "at_most"),
    ">": "more_than", "trên": "more_than", "<": "less_than", "dưới": "less_than",
}  # fmt: skip
SIGN = "|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True))
LEVEL = re.compile(
    rf"(?:đạt\s+(?=[≥≤>]))?(?:(?P<sign>{SIGN})\s*)?{NUMBER}\s*(?P<unit>%(?:\s*/\s*năm)?|(?!trở )[^\W\d_][\w\s/.]*?)?"
    r"(?P<tail>\s+trở (?:lên|xuống))?\.?"
)
PER_CENT = re.compile(r"％|(?<=\d)\s*phần trăm\b", re.IGNORECASE)
EMPTY = {"", "-", "–", "—", "…", "..."}


@frozen
class Printed:
    """A level with its comparison (``op`` nothing: a bare number), a demand without a level, or a cell nobody can read."""

    kind: str
    """``level``, ``attained``, ``none``, ``delegated``, ``empty`` or ``unread``."""
    op: str | None = None
    value: Decimal | None = None
    unit: str = ""
    to: str = ""
    more: tuple[tuple[str, Printed], ...] = ()
    """Further levels in the same cell, each with the words before it: ``≥ 90% (nước sạch ≥ 40%)``."""


UNREAD = Printed("unread")


def read_printed(text: str) -> Printed:
    """Return what a cell says; anything that is not wholly understood is ``unread``, and never half taken."""
    said = PER_CENT.sub("%", text).strip().strip(";.").strip()
    low = said.casefold()
    if said in EMPTY:
        return Printed("empty")
    if low in ("đạt", "đạt chuẩn", "đạt yêu cầu"):
        return Printed("attained")
    if low in ("không", "không có"):
        return Printed("none")
    if re.fullmatch(
        r"(do )?(ubnd|ủy ban nhân dân|uỷ ban nhân dân) (cấp )?tỉnh,?( thành phố)?( trực thuộc trung ương)? "
        r"(quy định|ban hành|công bố)( cụ thể)?",
        low,
    ):
        return Printed("delegated", to="ubnd-cap-tinh")
    if re.fullmatch(
        r"(theo )?(quy định|hướng dẫn|công bố) của bộ [\w\s,&-]+|bộ [\w\s,&-]+ (quy định|công bố|hướng dẫn)( cụ thể)?",
        low,
    ):
        return Printed("delegated", to="bo-nganh")
    return _level(said) or _several(said) or UNREAD


def _level(said: str) -> Printed | None:
    match = LEVEL.fullmatch(said.casefold())
    if match is None:
        return None
    number = _number(match["number"])
    if number is None:
        return None
    op = SIGNS.get(match["sign"] or "")
    tail = (match["tail"] or "").strip()
    if tail:
        turned = "at_least" if tail.endswith("lên") else "at_most"
        if op not in (None, turned):
            return None
        op = turned
    elif match["sign"] == "từ":
        op = "at_least"
    return Printed("level", op, number, (match["unit"] or "").strip())


def _several(said: str) -> Printed | None:
    """Read ``≥ 90% (nước sạch ≥ 40%)`` and ``≥ 90%, trong đó nước sạch ≥ 40%``: a level, and one with words before it."""
    match = re.fullmatch(
        r"(?P<first>[^(,;]+)\((?P<rest>[^()]+)\)|(?P<before>[^(;]+?)[,;]\s*trong đó:?\s*(?P<after>[^();]+)", said
    )
    if match is None:
        return None
    first = _level((match["first"] or match["before"]).strip())
    rest = (match["rest"] or match["after"]).strip()
    start = re.search(rf"(?:{SIGN})?\s*\d", rest.casefold())
    if first is None or start is None:
        return None
    behind = re.fullmatch(rf"(?P<level>(?:(?:{SIGN})\s*)?[\d.,]+\s*%)\s+(?P<words>[^\d%]+)", rest.casefold())
    if behind is not None:  # ≥ 98% (≥ 65% nước sạch)
        second = _level(behind["level"])
        return _with(first, behind["words"].strip(), second)
    words = re.sub(r"^trong đó:?\s*", "", rest[: start.start()].strip().rstrip(":"), flags=re.IGNORECASE)
    return _with(first, words, _level(rest[start.start() :].strip()))


def _with(first: Printed, words: str, second: Printed | None) -> Printed | None:
    return None if second is None else Printed("level", first.op, first.value, first.unit, more=((words, second),))


def _number(word: str) -> Decimal | None:
    """Return a number as Vietnamese texts print it; nothing where 1.500 or 1,500 may be one and a half or fifteen hundred."""
    if re.fullmatch(r"\d+", word):
        return Decimal(word)
    if re.fullmatch(r"[1-9]\d{0,2},\d{3}", word):
        return None
    if re.fullmatch(r"\d+,\d+", word):
        return Decimal(word.replace(",", "."))
    if re.fullmatch(r"\d{1,3}(\.\d{3})+,\d+", word):
        return Decimal(word.replace(".", "").replace(",", "."))
    if re.fullmatch(r"\d+\.\d{1,2}|\d+\.\d{4,}", word):
        return Decimal(word)
    return None
