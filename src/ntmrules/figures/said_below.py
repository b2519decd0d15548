"""Texts below a table, and notes between its rows: whether they say that figures of it are none of the unit and the year judged.

A text that speaks of the figures is understood in full, or somebody has to say what it makes of them. One that speaks of
something else («Kế hoạch năm 2024: 60 triệu đồng») is repeated, and stops nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from functools import cache
from itertools import pairwise

from ntmrules.errors import Problem, problem
from ntmrules.figures import headings
from ntmrules.figures.behind import KINDS_OF_NO_RESULT, heard, no_result, only_no_result, words_in
from ntmrules.figures.heading_rows import HAMLET
from ntmrules.figures.heading_words import words_of
from ntmrules.figures.indicator_names import names, without_own_names
from ntmrules.figures.mentions import places_in, without_documents, years_in
from ntmrules.figures.notes import no_result_in
from ntmrules.figures.title_days import time_within
from ntmrules.figures.understood import is_harmless, strange_in
from ntmrules.messages import Phrase
from ntmrules.model.figures import Beside
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.spelling import accented, fold
from ntmrules.model.unit_names import name_key, same_name
from ntmrules.patterns import later
from ntmrules.places.communes import COMMUNES

KINDS = ("below", "end")  # a row that begins as notes do; any other text behind the last figure
_SENTENCES = later(r"[;\n]|\.\s")
_LEADS = later(
    r"\s*(?:(?:ghi chú|chú thích|lưu ý|note)\b\s*(?:\d{1,2}|\(\d{1,2}\))?\s*:?\s*)?(?:[-–+•*]|\(\*+\)|[(\[]\d{1,2}[)\]])?\s*",
    re.IGNORECASE,
)
_MARKED = later(r"\s*(?:\*|\(\*+\)|[(\[]\d{1,2}[)\]])")
_OF_FIGURES = later(
    r"\b(?:số liệu|kết quả|giá trị|cột|dòng|nguồn|đơn vị tính|đvt|(?:các|những|mọi|hai|toàn bộ|tất cả) số)\b"
    r"|\bsố (?:trên|này|đó|dưới|ở|trong|in|ghi|đăng ký|của)\b|(?:^|: )(?:tính|lấy|dùng|theo|áp dụng|chỉ tính|bao gồm|gồm)\b"
    r"|\b(?:so lieu|ket qua|gia tri|cot|nguon|don vi tinh|dvt|(?:cac|nhung|moi|hai|toan bo|tat ca) so)\b"
    r"|\bso (?:tren|nay|do|duoi|trong|ghi|dang ky|cua)\b|(?:^|: )(?:tinh|lay|dung|theo|ap dung|chi tinh|bao gom|gom)\b"
    r"|\b(?:figures?|data|values?|results?|column)\b"
)
_IS = later(r".*\b(?:số liệu|thu nhập|số|kết quả|figures)\b.*\b(?:là|lấy|dùng|are)\s+(?P<said>.+)")
_OF_HAMLETS = later(
    r"\b(?:cua|o|tai|cho) \d+(?:\s*/\s*\d+)? (?:thon|ap|xom|ban|buon|lang|to dan pho|khu pho|khom|ho)\b"
)
_LONGEST = 240  # letters of a sentence: a longer one tells a story


def wrong_below(said: Iterable[Beside], book: Rulebook, *, undated: bool, on: date | None = None) -> Iterator[Problem]:
    """Yield NTM503 for each text below figures that says, or may say, that they are none of the unit and year that are judged.

    ``undated``: some of them say no year themselves. ``on``: the day that they are of, where it is not that of the assessment.
    """
    day = on or book.on
    for each in said:
        if each.kind not in KINDS or (each.kind == "end" and _is_a_row(each, book)):
            continue
        why = next(
            (why for text in _SENTENCES.split(each.text) if (why := _why(text, each, book, undated=undated, on=day))),
            None,
        )
        if why is not None:
            yield problem("NTM503.below", each.at, text=each.text[:80], kind=why, option=each.option)


def _is_a_row(each: Beside, book: Rulebook) -> bool:
    """Tell whether a text behind the last figure is a row that is not filled in: a label, or words of the set of no figures."""
    if headings.label_in(each.text) is not None:
        return True
    return _OF_FIGURES.search(accented(each.text)) is None and is_harmless(each, book)


def _why(text: str, each: Beside, book: Rulebook, *, undated: bool, on: date) -> Phrase | None:
    """Return why a sentence is asked about; nothing where it speaks of no figures of the table or is understood."""
    marked = _MARKED.match(text) is not None
    written = _LEADS.sub("", text, count=1).strip()
    said = without_documents(written).strip()
    if not said or len(said) > _LONGEST or headings.is_legend(said):
        return None
    if not (marked or _OF_FIGURES.search(accented(said)) or _names_an_indicator(said, book)):
        return None
    is_so = kind_said_to_be(said)
    if (
        not each.units
    ):  # a note below a table of many units may be about a few of them: what it says they are is heard alone
        return None if is_so is None else Phrase(KINDS_OF_NO_RESULT[is_so])
    kind = kind_said(without_own_names(said, book)) or _of_prices(written) or is_so
    if kind is None and undated:
        kind = _of_another_time(written, on)
    if kind is not None:
        return Phrase(KINDS_OF_NO_RESULT[kind])
    if _is_of_others(said, each.units):
        return Phrase("remarks.of-others")
    return Phrase("remarks.nobody-knows") if strange_in(each, said, book, more=_plain(bare=said.isascii())) else None


def kind_said(said: str) -> str | None:
    """Return the kind of number that a text about figures says they are; nothing where it says that they are no other."""
    return no_result_in(said) or no_result(heard(said)) or ("portion" if _OF_HAMLETS.search(fold(said)) else None)


def kind_said_to_be(said: str) -> str | None:
    """Return the kind of number that a sentence says its figures are («số liệu trên là số ước», «Số liệu ước thực hiện»);
    else nothing.
    """
    found = _IS.match(accented(said))
    if found is not None:
        return no_result_in(found["said"])
    alone = _LEADS.sub("", said, count=1).strip()
    return only_no_result(alone) if _OF_FIGURES.search(accented(alone)) else None


def _of_prices(written: str) -> str | None:
    """Return ``change`` where figures are of the prices of another year, which :func:`without_documents` takes for a document."""
    return "change" if no_result(heard(written)) == "change" else None


def _of_another_time(written: str, on: date) -> str | None:
    """Return ``time`` for a text that names another year than that of the assessment, ``part`` for a day within it,
    ``span`` for a
    stage that is over.
    """
    years = years_in([written])
    if years and on.year not in years:
        return "time"
    if any(last < on.year for _, last in heard(written).spans):
        return "span"
    return "part" if time_within([written], on) is not None else None


def _is_of_others(said: str, units: Iterable[str]) -> bool:
    """Tell whether a text names a hamlet, or communes of which none is a unit of the table."""
    named = [place.called for place in places_in([said]) if place.kind in COMMUNES]
    others = named and not any(same_name(name, unit) for name in named for unit in units)
    return bool(others) or (not said.isupper() and HAMLET.match(said) is not None)


def _names_an_indicator(said: str, book: Rulebook) -> bool:
    """Tell whether a text has words in it, one behind the other, that an indicator is called by and that no title has."""
    words = [*map(fold, words_in(said))]
    runs = _runs(book)
    return any((first, second) in runs for first, second in pairwise(words))


def _runs(book: Rulebook) -> frozenset[tuple[str, str]]:
    """Return the pairs of words that indicators are called by, folded, one of which at least is no word of titles."""

    def made() -> frozenset[tuple[str, str]]:
        plain = {fold(word) for said in words_of("titles").values() for text in said for word in words_in(text)}
        found = set[tuple[str, str]]()
        for own in names(book).values():
            for text in own.texts:
                words = [*map(fold, words_in(text))]
                found |= {pair for pair in pairwise(words) if not plain.issuperset(pair)}
        return frozenset(found)

    return book.memo("below_runs", made)  # type: ignore[no-any-return]


@cache
def _plain(*, bare: bool) -> frozenset[str]:
    """Return the words of notes that say nothing new of figures, folded where the text is ``bare`` of accents."""
    keyed = fold if bare else name_key
    return frozenset(keyed(word) for text in words_of("below")["words"] for word in words_in(text))
