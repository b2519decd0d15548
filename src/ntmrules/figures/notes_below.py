"""Notes below a table that speak of its figures: their unit of measure, or that some of them are no results."""

from __future__ import annotations

from collections.abc import Iterator

from ntmrules.errors import Problem, problem
from ntmrules.figures.behind import KINDS_OF_NO_RESULT
from ntmrules.figures.csv import Sheet
from ntmrules.figures.notes import no_result_in
from ntmrules.figures.scale import is_unit_of_measure
from ntmrules.messages import Phrase
from ntmrules.patterns import later

_LEADS = later(r"(?:ghi chú|chú thích|lưu ý|note)\s*:?\s*")
_OF_ALL = later(r"(?:.*\b(?:số liệu|thu nhập|số|kết quả|figures)\b.*\b(?:là|lấy|dùng|are)\s+)(?P<said>.+)")
_MEASURED = later(r"\b(?:tính bằng|tính theo|đơn vị tính|đvt|đơn vị)\s*:?\s*")
_ENDS = later(r"[:;,()]")
_LONGEST = 200  # letters: a longer note tells a story


def heard(sheet: Sheet, row: int, text: str, *, accept: bool) -> Iterator[Problem]:
    """Let a note below a table give the unit of measure of its figures, where no title does; yield what is wrong with it.

    That is NTM503 where it says that figures of the table are a plan, an estimate, the district's: it tells not which.
    """
    plain = text.strip(" .*").casefold()
    if len(plain) > _LONGEST:
        return
    for found in _MEASURED.finditer(plain):
        unit = _ENDS.split(plain[found.end() :], maxsplit=1)[0].strip(" .")
        if is_unit_of_measure(unit) and not sheet.titles_measure:
            sheet.titles_measure = unit
    said = _OF_ALL.match(_LEADS.sub("", plain, count=1))
    kind = None if said is None or accept else no_result_in(said["said"])
    if kind is not None:
        yield problem("NTM503.below", f"{sheet.name}:{row}", text=text[:80], kind=Phrase(KINDS_OF_NO_RESULT[kind]))
