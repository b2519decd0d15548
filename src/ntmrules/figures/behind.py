"""What stands behind a label or in the brackets of a heading: «10.1 năm 2019», «10.1. Kế hoạch 2025», «Kết quả (6 tháng)».

The words alone: the years and the unit of measure that they name, and whether they speak of no result (a plan, an estimate,
points, half a year …). Whether they are an indicator's name says :mod:`ntmrules.figures.indicator_names`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Sequence
from functools import cache, lru_cache

from ntmrules.figures.heading_words import words_of
from ntmrules.figures.mentions import without_names_of_units
from ntmrules.figures.scale import is_unit_of_measure, meaning
from ntmrules.figures.signs import TYPED_LABEL
from ntmrules.frozen import frozen
from ntmrules.model.spelling import accented, fold
from ntmrules.patterns import later

_LABEL = later(r"\s*(?:[^\W\d_]+\.?\s*){0,3}\d{1,2}(?:\.\d{1,2})*[.:)]?", re.UNICODE)
_MARKS = later(r"[()\[\],;:]|\s[-–—/+]\s|^\s*[-–—]")
_SPAN = later(r"(?:19|20)\d\d\s*(?:[-–—/]|đến|tới|to)\s*(?:năm\s*)?(?:(?:19|20)?\d\d)(?!\d)", needs=("19", "20"))
_YEARS = later(r"\b(?:[2-9]|10|hai|ba|bon|muoi) nam\b(?! \d)")
# Words that elsewhere make it no result: «lũy kế đến 31/12» is the state on that day, «so với tổng số hộ» what a share is of.
_NO_OTHER = later(
    r"\bso v[oớ]i (?=t[oổ]ng\b)|\bl(?:ũy|uỹ|uy) k[ếe](?= (?:t[íi]nh )?(?:đến|den)\b)", needs=("so v", "y k", "ỹ k")
)
_LAW = later(
    r"\b\d+\s*/\s*(?:(?:19|20)\d\d\s*/?\s*)?(?:nđ|qđ|tt|ttlt|nq|ubnd|ttg|hd|bnn|btnmt|byt|kh)[\w\-/]*", needs=("/",)
)
# Years of prices, laws and sets are none of a figure: «theo giá so sánh 2010», «Bộ tiêu chí 2021».
_OF_A_TEXT = later(
    r"\b(?:giá|chuẩn nghèo|bộ tiêu chí|luật|quyết định|nghị định|thông tư|tcvn|qcvn)\b[^,;()]{0,40}?(?:19|20)\d\d",
    needs=("19", "20"),
)
_DATE = later(r"(?<![\d/.])\d{1,2}\s*[/.\-]\s*(?:\d{1,2}\s*[/.\-]\s*)?((?:19|20)\d\d)(?!\d)", needs=("19", "20"))
_YEAR = later(r"(?<![\d/.,-])((?:19|20)\d\d)(?![\d/]|[.,-]\d)", needs=("19", "20"))
_PART_OF_YEAR = later(
    r"\bquy (?:[1-4]|i{1,3}|iv|mot|hai|ba|bon)\b|\bq[1-4]\b|(?<!ngay )(?<!\d)(?:0?[1-9]|1[01]) thang\b(?! \d)"
    r"|\b(?:ba|sau|chin) thang\b(?! \d)|(?<!den )(?<!het )(?<!cuoi )(?<!diem )(?<!\d )\bthang \d|^quy$|\bthang$"
    r"|\b(?:[1-9]|1[01])t\b|(?<!den )(?<!het )(?<!\d)\bt(?:[1-9]|1[0-2])\b"
)
_WHAT_TO_WRITE = frozenset({"dat", "chua", "khong", "hoac", "d", "cd", "kd", "co"})

_UNIT_SAID = later(r"(?:đvt|đơn vị tính|đơn vị|tính bằng|tính theo|unit)\s*:?\s*", re.IGNORECASE)
_MEASURES = frozenset({"%", "‰", "m2", "m²", "km", "km2", "ha", "triệu", "nghìn", "ngàn", "tỷ", "tỉ", "trđ", "tr.đ", "tr.đồng",
                       "trđồng", "ngđ", "ng.đ", "vnd", "vnđ", "usd"})  # fmt: skip
KINDS_OF_NO_RESULT = {
    "plan": "remarks.no-result.plan", "estimate": "remarks.no-result.estimate", "part": "remarks.no-result.part",
    "time": "remarks.no-result.time", "points": "remarks.no-result.points", "rank": "remarks.no-result.rank",
    "change": "remarks.no-result.change", "whole": "remarks.no-result.whole", "whom": "remarks.no-result.whom",
    "lacking": "remarks.no-result.lacking", "cost": "remarks.no-result.cost",
    "example": "remarks.no-result.example", "span": "remarks.no-result.span", "portion": "remarks.no-result.portion",
}  # fmt: skip
KINDS_LEFT_OUT = ("plan", "time")  # rows of these are left out and said, those of the others refused
_SHORT = 6  # words: a longer text may begin or end with a weak word and be a name
_FEW = 4  # words: such a cell is about a part of a year where it names one
_OF_A_ROW = ("plan", "estimate", "span", "part", "time", "cost")
_OF_A_NOTE = ("estimate", "whole", "whom", "change", "span")
_FILLING = frozenset(
    ("so", "lieu", "sl", "cua", "ket", "qua", "theo", "cho", "la", "nam", "dat", "cuoi", "tinh", "lay")
)
_ESTIMATED = later(r"(?<!hương )(?<!quy )(?<!công )(?<!điều )\bước\b(?! (?:mơ|muốn|vọng))|^uoc\b")
_SHORT_FOR = {"plan": ("kh",), "estimate": ("ước", "ước th")}
_LONG = 14  # words: a text of a decision, which speaks of plans and changes without being one


@frozen(kw_only=True)
class Behind:
    """What stands behind a label: ``said`` in lower case, ``parts`` between marks as written, the ``years`` it names.

    ``spans`` are the first and last years of the spans that it names («giai đoạn 2016-2020», «năm học 2022-2023»).
    """

    text: str
    said: str
    parts: tuple[str, ...]
    years: tuple[int, ...] = ()
    spans: tuple[tuple[int, int], ...] = ()


_NOTHING = Behind(text="", said="", parts=())


@lru_cache(maxsize=8192)
def behind(text: str) -> str:
    """Return what stands behind the label with which a text begins, as it is written."""
    found = _LABEL.match(unicodedata.normalize("NFC", text.replace(TYPED_LABEL, "")))
    return "" if found is None else found.string[found.end() :].strip()


@lru_cache(maxsize=8192)
def heard(text: str) -> Behind:
    """Return what a text behind a label, or in the brackets of a heading, says."""
    if not text:
        return _NOTHING
    said = _NO_OTHER.sub(" ", _LAW.sub(" ", accented(text)))
    spans = tuple(_span(found[0]) for found in _SPAN.finditer(said))
    dated = _OF_A_TEXT.sub(" ", _SPAN.sub(" ", said))
    years = dict.fromkeys(int(year) for year in (*_DATE.findall(dated), *_YEAR.findall(dated)))
    parts = tuple(part for each in _MARKS.split(text) if (part := each.strip(" .*\"'“”«»")))
    return Behind(text=text, said=said, parts=parts, years=tuple(years), spans=spans)


def _span(text: str) -> tuple[int, int]:
    """Return the first and last year of a span: 2016-2020, 2016-20."""
    first, last = (each for each in re.split(r"\D+", text) if each)
    return int(first), int(last) if len(last) > 2 else int(first[:2] + last)


def no_result(said: Behind, own: Sequence[str] = (), *, whole: bool = False) -> str | None:
    """Return why what is said makes a figure no result: ``plan``, ``estimate``, ``part``, ``time``, ``points``, ``rank`` …

    What the indicator's ``own`` texts say too is no such word. Nothing where no such word stands.
    ``whole``: weak words count only where nothing else is said.
    """
    plain = without_names_of_units(said.text)
    said = said if plain == said.text else heard(plain)
    if _PART_OF_YEAR.search(fold(said.said)) is not None:
        return "part"
    if (years := _YEARS.search(fold(said.said))) is not None and not owns(own, years[0]):
        return "span"
    bare = said.said.isascii()
    words = words_in(said.said)
    if words and all(fold(word) in _WHAT_TO_WRITE for word in words) and fold(words[0]) in ("dat", "d", "co"):
        return None  # «Đạt / chưa đạt» says what to write
    parts = [words_in(each) for each in dict.fromkeys((*said.parts[:1], *said.parts[-1:]))]
    for section in ("no_result", "no_result_alone"):
        # A long text is that of a decision: it may speak of plans and changes without being one, and is one where a part is.
        anywhere = section == "no_result" and len(words) <= _LONG
        for kind, phrases in words_of(section).items():
            for phrase in phrases:
                key = _key(phrase, bare=bare)
                alone = whole or len(words) > _SHORT
                found = _has(words, key) if anywhere else any(_at_edge(each, key, whole=alone) for each in parts)
                if found and not owns(own, phrase):
                    return kind
    return None


@lru_cache(maxsize=4096)
def only_no_result(text: str, *, of_kinds: bool = False) -> str | None:
    """Return the kind of number that a cell says its row holds («Kế hoạch», «Ước năm 2023», «Quý I»); else nothing.

    ``of_kinds``: its column is none of notes, sources or evidence, where «Nghị quyết» names a document.
    """
    words = tuple(word for word in words_in(text) if not word.isdigit() and fold(word) not in ("nam", "so"))
    if not words or len(words) > _SHORT:
        return None
    if len(words) <= _FEW and _PART_OF_YEAR.search(fold(text)) is not None:
        return "part"
    bare = text.isascii()
    if _ESTIMATED.search(accented(text)) is not None:
        return "estimate"
    rest = _without_filling(words)
    for kind in _OF_A_NOTE if rest else ():
        if of_kinds and kind == "change":
            continue  # «tăng 2» is what a column of changes holds
        if rest in _of_notes(kind, bare=bare):
            return kind
    return next((kind for kind in _OF_A_ROW if words in _of_rows(kind, of_kinds=of_kinds, bare=bare)), None)


def _without_filling(words: tuple[str, ...]) -> tuple[str, ...]:
    """Return the words of a short note without those that only lead to what it says: «số liệu toàn huyện»."""
    return tuple(word for word in words if not word.isdigit() and (word == "tỉnh" or fold(word) not in _FILLING))


def _key(phrase: str, *, bare: bool) -> tuple[str, ...]:
    """Return a phrase word by word, as a text is compared with it; ``bare``: a text without accents."""
    return tuple((fold(phrase) if bare else phrase).split())


@cache
def _of_notes(kind: str, *, bare: bool) -> frozenset[tuple[str, ...]]:
    """Return the words that a note can be whole of, but for those that only lead to them, of a kind of no results."""
    return frozenset(_without_filling(_key(phrase, bare=bare)) for phrase in words_of("no_result")[kind])


@cache
def _of_rows(kind: str, *, of_kinds: bool, bare: bool) -> frozenset[tuple[str, ...]]:
    """Return the words that a cell can be whole of which the row holds no results of a kind."""
    sections = ("no_result", "no_result_alone", "no_result_row", *(("no_result_row_of_kinds",) if of_kinds else ()))
    weak = () if of_kinds else words_of("no_result_row_of_kinds").get(kind, ())
    words = (phrase for section in sections for phrase in words_of(section).get(kind, ()) if phrase not in weak)
    return frozenset(_key(phrase, bare=bare) for phrase in (*words, *_SHORT_FOR.get(kind, ())))


def _has(words: tuple[str, ...], phrase: tuple[str, ...]) -> bool:
    return f" {' '.join(phrase)} " in f" {' '.join(words)} "


def _at_edge(part: tuple[str, ...], phrase: tuple[str, ...], *, whole: bool) -> bool:
    """Tell whether a part of a text begins or ends with a phrase, or is it where ``whole``, years and numbers apart."""
    words = tuple(word for at, word in enumerate(part) if not word.isdigit()
                  and not (fold(word) == "nam" and part[at + 1 : at + 2] and part[at + 1].isdigit()))  # fmt: skip
    return words == phrase or (not whole and phrase in (words[: len(phrase)], words[-len(phrase) :]))


def owns(own: Iterable[str], phrase: str) -> bool:
    """Tell whether one of the texts in which an indicator is called something has a phrase."""
    return any(f" {fold(phrase)} " in f" {fold(each)} " for each in own)


@lru_cache(maxsize=8192)
def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text in lower case."""
    return tuple(word for word in re.split(r"[\W_]+", accented(text)) if word)


def _may_be_name(unit: str, own: Container[str] | None, *, bracketed: bool) -> bool:
    """Tell whether a word for what is counted may be what an indicator is called: «Chợ» is no number of markets."""
    return (
        not bracketed
        and own is not None
        and meaning(unit) is None
        and all(fold(word) in own for word in words_in(unit))
    )


def unit_said(text: str) -> str:
    """Return a text without the words that lead to a unit of measure: «ĐVT: triệu đồng», «tính theo hộ»."""
    return _UNIT_SAID.sub("", text).strip(" .()")


def measured(said: Behind, own: Container[str] | None = None) -> str:
    """Return the unit of measure that a text names: in a part of its own, or as its last words; empty where it names none.

    ``own`` are the words of what an indicator is called, folded: what is counted by them (trường, chợ) may be its name.
    """
    for at, part in reversed([*enumerate(said.parts)]):
        unit = _UNIT_SAID.sub("", part).strip()
        apart = at or len(said.parts) == 1 or unit != part
        if (
            unit
            and apart
            and is_unit_of_measure(unit)
            and not _may_be_name(unit, own, bracketed=f"({part})" in said.text)
        ):
            return unit
        words = unit.split()
        for size in (3, 2, 1):
            tail = " ".join(words[-size:])
            written = size > 1 or "/" in tail or tail.casefold() in _MEASURES
            if len(words) > size and written and meaning(tail) is not None and not fold(tail).endswith("ty le"):
                return tail
    return ""
