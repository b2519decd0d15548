"""Titles and names of sheets that say there are no results below: «KẾ HOẠCH 2024», «6 THÁNG ĐẦU NĂM», «CHẤM ĐIỂM».

The words are those of ``[no_result]`` in ``headings.toml``. A title is a sentence: a report of the results of a plan, the
programme of national targets, and an office of planning have a plan's word and are none.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache

from ntmrules.figures.behind import words_in
from ntmrules.figures.heading_words import words_of
from ntmrules.figures.mentions import without_documents, without_names_of_units
from ntmrules.figures.row_words import is_listed_name
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.spelling import accented, fold
from ntmrules.patterns import later

# Names that have a plan's word, and what results are compared with.
_NO_PLAN = later(
    r"\b(?:các )?(?:chương trình|chuong trinh)?\s*(?:mục tiêu|muc tieu) (?:quốc gia|quoc gia)\b|\bchương trình mục tiêu\b"
    r"|\b(?:sở|phòng|ban|bộ|vụ|chi cục|so|phong)\s+(?:tài chính\s*[-–,]?\s*(?:và\s+)?)?(?:kế hoạch|ke hoach)"
    r"(?:\s*(?:và|[-–&])\s*(?:đầu tư|tài chính))?"
    r"|\bso với\b[^;()]*|\bso voi\b[^;()]*|\b(?:hương|quy|công|điều) ước\b|\b(?:huong|quy|cong|dieu) uoc\b",
    needs=("mục tiêu", "muc tieu", "kế hoạch", "ke hoach", "so vớ", "so voi", " ước", " uoc"),
)
_RESULTS = (
    r"(?:kết quả|tình hình|tiến độ|đánh giá|rà soát|thực trạng|hiện trạng|thực hiện|ket qua|tinh hinh|tien do|danh gia"
    r"|ra soat|thuc trang|hien trang|thuc hien)"
)
_DONE = later(rf"\b{_RESULTS}\b")
_AND_DONE = later(rf"(?:\bvà|\bva|[,/&+–-])\s*(?:(?:tổng hợp|biểu|tong hop)\s+)?{_RESULTS}\b")
_BEGUN = later(rf"\b{_RESULTS}(?:\s+(?:việc|các|các xã))?\s*\Z")
_SHORT_RESULT = later(r"\b(?:th|kq|ket qua|thuc hien)\b")
_PART = later(
    r"\b(?:0?[1-9]|1[01]|ba|sau|chin) thang\b(?! \d)|\b(?:nua|nua dau|nua cuoi) nam\b|\b(?:[369]|0[369])t(?:\b|(?=\d{4}))"
    r"|(?<!den )(?<!het )(?<!cuoi )\bquy (?:[1-4]|i{1,3}|iv)\b",
    needs=(" thang", "nua", "3t", "6t", "9t", "quy "),
)
_INCOMES = later(
    r"\b(?:thu nhập|thu nhap) (?:bình quân|binh quan|trung bình|trung binh)\b"
)  # «của các xã»: each has its own
_ESTIMATED = later(r"\bước\b|\buoc\b")
_MOST, _BEGIN = 18, 4  # words of a title; those with which a longer one begins
_ASKED = later(r"[a-z0-9][\w/.-]*: ")  # of a form of ours: a subject, and what is asked of it
_YEARS = later(r"(?<=[^\W\d])(?=(?:19|20)\d\d)")
_OF_RESULTS = ("plan", "time", "cost")  # a report of results may have a word for these in it
_KINDS = ("estimate", "points", "example", *_OF_RESULTS)
_MORE = {
    "plan": ("kh", "đăng ký"),
    "estimate": ("tạm tính", "sơ bộ"),
    "points": ("chấm điểm", "bảng điểm", "phiếu điểm"),
    "example": ("tập huấn",),
}
_WHOLE_SHEET = {"điểm": "points", "diem": "points"}


def is_graded(book: Rulebook) -> bool:
    """Tell whether a set is one of points, of which a title may speak."""
    from ntmrules.model.requirements import Points
    from ntmrules.model.walk import parts

    return book.memo("graded_titles", lambda: any(  # type: ignore[no-any-return]
        isinstance(part, Points) for rule in book.all_rules for part in parts(rule.requirement)))  # fmt: skip


def no_results_in(
    titles: Sequence[str], sheets: Iterable[str], *, graded: bool = False, communes: bool = True
) -> tuple[str, str] | None:
    """Return the first title, or name of a sheet, that says there are no results, and why (``plan``, ``estimate``, ``part``,
    ``points``, ``example``, ``time``, ``cost``, ``whole``); nothing where none does.

    ``graded``: the set is one of points. ``communes``: what is judged are communes, so a district's mean is none of theirs.
    """
    above = ""
    for title in titles:
        kind = _of_title(title, above, communes=communes)
        if kind is not None and not (graded and kind == "points"):
            return title, kind
        above = title
    for name in sheets:
        kind = _of_sheet(name)
        if kind is not None and not (graded and kind == "points"):
            return name, kind
    return None


@lru_cache(maxsize=512)
def _of_title(title: str, above: str, *, communes: bool) -> str | None:
    if _ASKED.match(title):
        return None
    words = accented(without_documents(without_names_of_units(title))).split()
    # A sentence of prose may speak of plans anywhere; what it is about stands where it begins.
    text = _NO_PLAN.sub(" ; ", " ".join(words if len(words) <= _MOST else words[:_BEGIN]))
    if _PART.search(fold(text)):
        return "part"
    found = _kind(text)
    if found is None:
        return "whole" if communes and _mean_of_many(text) else None
    kind, at = found
    if kind not in _OF_RESULTS:
        return kind
    before, behind = text[:at], text[at:]
    done = _DONE.search(before) or _AND_DONE.search(behind) or _BEGUN.search(accented(above))
    return None if done else kind


@lru_cache(maxsize=512)
def _of_sheet(name: str) -> str | None:
    """Return why a sheet of this name has no results; a name of few words, in which «KH và TH» are both."""
    if is_listed_name(name):
        return None
    text = _NO_PLAN.sub(" ; ", accented(_YEARS.sub(" ", without_names_of_units(name))))
    plain = fold(text)
    if _PART.search(plain):
        return "part"
    found = _kind(text)
    kind = _WHOLE_SHEET.get(text) if found is None else found[0]
    return None if kind in _OF_RESULTS and _SHORT_RESULT.search(plain) else kind


def _kind(text: str) -> tuple[str, int] | None:
    """Return for what the first word for no result stands in a text, and where it begins: what is no plan first."""
    words = f" {' '.join(words_in(text))} "
    for kind, phrases in _phrases(bare=text.isascii()).items():
        for phrase in phrases:
            if f" {phrase} " in words:
                place = re.search(r"\b" + r"[\W_]+".join(map(re.escape, phrase.split())) + r"\b", text)
                return kind, 0 if place is None else place.start()
    return ("estimate", 0) if _ESTIMATED.search(text) else None


def _mean_of_many(text: str) -> bool:
    words = f" {' '.join(words_in(_INCOMES.sub(' ', text)))} "
    said = (*words_of("no_result")["whole"], *words_of("title_means")["whole"])
    means = (fold(each) if text.isascii() else each for each in said)
    return any(f" {each} " in words for each in means if fold(each).startswith(("binh quan", "trung binh")))


@cache
def _phrases(*, bare: bool) -> dict[str, tuple[str, ...]]:
    said = words_of("no_result")
    return {
        kind: tuple(fold(each) if bare else each for each in (*said[kind], *_MORE.get(kind, ()))) for kind in _KINDS
    }
