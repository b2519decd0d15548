"""What one cell of an annex says: a level, «Đạt», that a body sets it, or nothing that can be read."""

from __future__ import annotations

import re
from decimal import Decimal

from ntmrules.frozen import evolve, frozen

NUMBER = r"(?P<number>\d+(?:[.,]\d+)*)"
SIGNS = {
    **dict.fromkeys(("≥", ">=", "=>", "≧", "⩾", "từ", "tối thiểu", "ít nhất", "đạt từ"), "at_least"),
    **dict.fromkeys(("không dưới", "không thấp hơn"), "at_least"),
    **dict.fromkeys(("≤", "<=", "=<", "≦", "⩽", "tối đa", "không quá", "không vượt quá"), "at_most"),
    ">": "more_than", "trên": "more_than", "<": "less_than", "dưới": "less_than",
}  # fmt: skip
SIGN = "|".join(sorted(map(re.escape, SIGNS), key=len, reverse=True))
LEVEL = re.compile(
    rf"(?:đạt:?\s+)?(?:(?P<sign>{SIGN})\s*(?:là\s+)?)?{NUMBER}\s*"
    r"(?P<unit>%(?:\s*/\s*năm|\s+(?!trở )[^\W\d_][^\W\d_\s]*(?:\s+(?!trở )[^\W\d_]+){0,4})?|(?!trở )[^\W\d_][\w\s/.]*?)?"
    r"(?P<tail>\s+trở (?:lên|xuống))?\.?"
)
_PROVINCE = (
    r"(?:chủ tịch )?(?:ubnd|[uủ][ỷyý] ban nhân dân) (?:cấp )?tỉnh,?(?: thành phố)?(?: trực thuộc (?:trung ương|tw))?"
)
_AS_IT_IS = (
    r"(?:,?(?: để| cho| bảo đảm| đảm bảo)? (?:phù hợp(?: với)?|theo|căn cứ(?: vào)?|tùy theo|tuỳ theo)"
    r"(?:,? (?:điều kiện|tình hình|đặc điểm|đặc thù|nhu cầu|yêu cầu|quy hoạch|thực tế|thực tiễn|cụ thể|kinh tế(?: [-–] xã hội)?"
    r"|xã hội|phát triển|địa phương|khu vực|của|tại|ở|từng|mỗi|và|trên địa bàn))+)?"
)
"""What may follow without saying anything of the level: «phù hợp với điều kiện thực tế của địa phương»."""
DELEGATED = re.compile(
    rf"(?:(?:do|giao(?: cho)?) )?{_PROVINCE},? (?:quy định|ban hành|công bố|hướng dẫn|xác định)(?:,? (?:và )?"
    rf"(?:hướng dẫn|công bố))?(?: cụ thể| chi tiết)?{_AS_IT_IS}|theo (?:quy định|hướng dẫn)(?: cụ thể)? của {_PROVINCE}"
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
    sign: str = ""
    """The sign or the word that says the comparison: > and < are easily ≥ and ≤ that lost their stroke, «trên» is not."""


UNREAD = Printed("unread")


def read_printed(text: str) -> Printed:
    """Return what a cell says; anything that is not wholly understood is ``unread``, and never half taken."""
    said = PER_CENT.sub("%", re.sub(r"([<>])\s+=", r"\1=", text)).strip().strip(";.").strip()
    low = said.casefold()
    if said in EMPTY:
        return Printed("empty")
    if low in ("đạt", "đạt chuẩn", "đạt yêu cầu"):
        return Printed("attained")
    if low in ("không", "không có"):
        return Printed("none")
    if DELEGATED.fullmatch(low):
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
    return Printed("level", op, number, (match["unit"] or "").strip(), sign=match["sign"] or "")


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
    return None if second is None else evolve(first, more=((words, second),))


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
