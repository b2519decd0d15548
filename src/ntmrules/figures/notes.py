"""What the note of a row says of its figures: their year, their unit of measure, whose they are, that they are no results,
that a verdict beside them is another one, and that somebody doubts them. One place for every door that reads a table.
"""

from __future__ import annotations

from functools import cache, lru_cache

from attrs import Factory

from ntmrules.figures.behind import only_no_result, unit_said, words_in
from ntmrules.figures.heading_words import words_of
from ntmrules.figures.mentions import places_in
from ntmrules.figures.scale import is_unit_of_measure
from ntmrules.figures.whose_words import of_unit
from ntmrules.figures.years import of_words
from ntmrules.frozen import define
from ntmrules.messages.speech import few
from ntmrules.model.figures import Remark
from ntmrules.model.spelling import fold, verdict_of
from ntmrules.model.verdicts import Verdict
from ntmrules.model.written import BadCellError
from ntmrules.patterns import later
from ntmrules.places.communes import COMMUNES

LONGEST = 80  # letters: a longer note tells a story
SHOWN, SHOWN_LETTERS = 8, 60
_SHORT = 8  # words: a longer note tells a story, and may speak of others
_DATA = r"(?:so lieu|sl|so|ket qua|kq|muc|gia tri)"
_YEAR = later(
    rf"(?:(?:{_DATA}|cua|lay|la|tinh|den|tinh den|tai|thoi diem|den thoi diem|den ngay|het|den het|cap nhat|chot|ngay)\s+)*"
    r"(?:nam (?:19|20)\d\d|(?:ngay )?\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?:19|20)\d\d"
    r"|(?:het )?thang \d{1,2}\s*[/-]\s*(?:19|20)\d\d"
    r"|(?:ngay )?\d{1,2} thang \d{1,2} nam (?:19|20)\d\d)\Z"
    rf"|(?:{_DATA}|lay|dung|cua)\s+(?:(?:{_DATA}|cua)\s+)*(?:19|20)\d\d\Z",
    needs=("19", "20"),
)
_WHOSE = later(rf"(?:(?:{_DATA}|lay|dung|muon)\s+)*(?:cua|cho|la cua|tu)\s")
_NAMED = later(rf"(?:(?:{_DATA}|lay|dung|muon|toan|chung|binh quan|bq)\s+)*(?:xa|phuong|thi tran)\s")
_GIVEN_BY = later(r"\s*(?:(?:cung cap|bao cao|gui|chuyen)(?: so lieu)?)?\s*\Z")
_LABEL = later(r"\d{1,2}(?:\.\d{1,2}){1,2}[.:]?\s+(?=[^\W\d])")
_MANY = 5  # notes that begin with a label: a column of names of indicators, where they are most of its notes
_MARKS = later(r"[,;:()\[\]]|\s[-–—]\s|\.\s")
_MEAN = r"(?:chung|binh quan|bq|trung binh|tb)"
_VILLAGES = ("thon", "ap", "xom", "ban", "buon", "lang", "to dan pho", "khu pho", "khom", "phum", "soc", "khu dan cu")
_VILLAGE = f"(?:{'|'.join(_VILLAGES)})"
# Where such a note stands, the figure is another unit's, another time's or a part's.
_KINDS = {
    "whole": later(
        r"(?:(?:lay|dung|su dung|muon|bang|tam lay|tam tinh bang)\s+"
        rf"(?:(?:theo|{_DATA}|{_MEAN}|nay|la|cua|cap|toan|ca)\s+)*"
        rf"|(?:{_DATA}\s+)?{_MEAN}\s+(?:(?:chung|cua|cap|toan|ca)\s+)*|{_DATA}\s+(?:(?:nay|la|cua|cap|toan)\s+)*)"
        r"(?:huyen|tinh|thi xa|thanh pho|ca nuoc|nuoc|toan quoc|vung|khu vuc)\s*\Z",
        needs=("huyen", "tinh", "thi xa", "thanh pho", "nuoc", "toan quoc", "vung", "khu vuc"),
    ),
    "plan": later(
        r"(?:so\s+)?(?:muc tieu|ke hoach|kh|phan dau|lo trinh|giao|duoc giao|chi tieu giao)\b"
        r"(?:\s+(?:den|toi|nam|dau|cuoi|trong|thang|quy|het|giao|ke hoach|hoan thanh|dat|chuan|[\d/]+))*",
        needs=("muc tieu", "ke hoach", "kh", "phan dau", "lo trinh", "giao"),
    ),
    "part": later(
        rf"(?:(?:{_DATA}|tinh)\s+)*(?:den|het|den het)\s+(?:thang (?:\d|1[01])|quy (?:[1-3]|i{{1,3}}))",
        needs=("thang ", "quy "),
    ),
    "span": later(
        rf"(?:(?:{_DATA}|{_MEAN}|cong|luy ke|cua)\s+)*(?:[2-9]|10|hai|ba|bon) nam"
        r"(?: (?:lien tiep|qua|gan day|gan nhat))?",
        needs=(" nam",),
    ),
    "portion": later(
        rf"(?:chi|moi)\s+(?:tinh|gom|bao gom)\b.*|"
        rf"(?:chi|rieng|moi)\s+(?:tinh|gom|bao gom|lay|la|cua|cho|{_DATA})\b.*\b{_VILLAGE}\b.*|rieng {_VILLAGE}\b.*"
        rf"|(?:{_DATA}|tinh|lay)\s+(?:(?:{_DATA}|rieng)\s+)*(?:cua|rieng|cho|o|tai)\s+(?:\d+(?:\s*/\s*\d+)?\s+)?{_VILLAGE}\b.*"
        rf"|{_DATA}\s+(?:\d+(?:\s*/\s*\d+)?\s+)?{_VILLAGE}\b.*"
        rf"|(?:chua|khong|da tru|tru)\s+(?:tinh|gom|bao gom|ke)\s+.*\b{_VILLAGE}\b.*|(?:cua|tru) {_VILLAGE}\b.*\Z",
        needs=("tinh", "gom", *_VILLAGES),
    ),
    "time": later(
        rf"(?:(?:theo|tinh theo|ap dung|lay|dung|la|cua|van|con|ap dung theo|danh gia theo|{_DATA})\s+)*"
        rf"(?:bo tieu chi|tieu chi|bo chuan|chuan|chuan ngheo|quy dinh|quyet dinh|cach tinh|phuong phap|{_DATA}|bao cao)"
        r"\s+(?:truoc day|cu|truoc)\s*\Z"
        rf"|(?:(?:lay|dung|theo|{_DATA}|cua)\s+)*(?:nam|ky|giai doan)\s+truoc",
        needs=("truoc", "cu"),
    ),
}
_ANSWERS = later(r"\([^()]*\)\s*/[^()/]*\([^()]*\)")  # «có (đạt) / không (chưa đạt)»: what a form lets one choose from
# What bears on no figure: a verdict, who looked at it, its papers and where it comes from; and the questions of forms.
_HARMLESS = later(
    r"(?:da )?(?:dat|du|hoan thanh|dam bao|dap ung)(?: chuan| yeu cau| tieu chi)?|ok|co|khong|x|[-–—.…]+"
    r"|da (?:duoc )?(?:kiem tra|tham dinh|ra soat|xac minh|doi chieu|cong nhan|phe duyet|thong nhat|xac nhan)\b.*"
    r"|(?:(?:theo|can cu|tai|kem|kem theo|co|xem)\s+)?(?:bc|bao cao|qd|quyet dinh|cv|cong van|bien ban|van ban|to trinh"
    r"|ho so|giay|minh chung|phu luc|bieu)\b.*|nguon\b.*|.*\b(?:cung cap|thong ke)|theo (?:so lieu )?thong ke\b.*"
    r"|\d{1,2}(?:\.\d{1,2}){0,2}[.:]? .*[?\])]"
)
# One of these stands in whatever one of the kinds matches; most notes have none and need no kind compiled.
_MAY_SAY = later(
    r"\d|nam|quy|ky|giao|muc tieu|ke hoach|kh\b|phan dau|lo trinh|chi |moi |lay|dung|muon|bang|cu\b|truoc"
    rf"|huyen|tinh|thi xa|thanh pho|nuoc|toan quoc|vung|khu vuc|{_MEAN}|{_VILLAGE}"
)


def of_note(common: dict[str, object], unit: str) -> dict[str, object]:
    """Return what a row says beside its figures, in the year that its note names: «số liệu năm 2021», «tính đến 31/12/2022».

    Raises ``BadCellError``: NTM507 where the row is of another year, NTM610 where the note names another unit than ``unit``.
    """
    note = str(common.get("note", ""))
    if says_when(note):
        return of_words(common, note)
    if says_whose(note):
        of_unit(note, unit)
    return common


def _plain(note: str) -> str:
    return fold(note).strip(" .()")


@lru_cache(maxsize=4096)
def says_when(note: str) -> bool:
    """Tell whether a note says the year of its row, and nothing else."""
    return _YEAR.match(_plain(note)) is not None


@lru_cache(maxsize=4096)
def says_whose(note: str) -> bool:
    """Tell whether a note says whose the figures beside it are."""
    plain = _plain(note)
    return len(words_in(note)) <= _SHORT and (
        _WHOSE.match(plain) is not None or (_NAMED.match(plain) is not None and _is_all_of_it(note, plain))
    )


def _is_all_of_it(note: str, plain: str) -> bool:
    """Tell whether a note says the unit that it names, and nothing else: «xã Hải Anh», «số liệu xã Hải Anh cung cấp»."""
    places = places_in([note])
    if not places or places[-1].kind not in COMMUNES:
        return False
    return _GIVEN_BY.match(plain.rpartition(fold(places[-1].name))[2]) is not None


@lru_cache(maxsize=1024)
def unit_in_note(note: str) -> str:
    """Return the unit of measure that is all a note says («triệu đồng/hộ», «tính theo hộ»); else the empty text."""
    unit = unit_said(note)
    return unit if unit and is_unit_of_measure(unit) else ""


@lru_cache(maxsize=4096)
def no_result_in(text: str) -> str | None:
    """Return the kind of number that a note says its row holds; else nothing."""
    text = _LABEL.sub("", text, 1) if _LABEL.match(text) else text
    found = only_no_result(text)
    if found is not None or len(text) > LONGEST:
        return found
    plain = fold(text)
    if not _MAY_SAY.search(plain):
        return None
    for place in places_in([text]):
        plain = plain.replace(fold(place.name), " ")
    parts = [" ".join(part.split()) for part in _MARKS.split(plain)]
    return next(
        (kind for kind, pattern in _KINDS.items() if any(pattern.fullmatch(part) for part in parts if part)), None
    )


def contradicted(note: str, value: object) -> BadCellError | None:
    """Return what is wrong with a reported verdict beside a note that is a verdict, and another one; else nothing."""
    said = verdict_of(note.strip(" .()"))
    if said is None or not isinstance(value, Verdict) or said is value:
        return None
    return BadCellError("NTM507.note", note=note.strip()[:60])


@lru_cache(maxsize=4096)
def is_doubted(note: str, *, one: bool) -> bool:
    """Tell whether a note doubts the figures beside it, or says that they do not meet what they are taken for.

    ``one``: it stands beside one figure, so that «chưa đạt» is about that one.
    """
    if len(note) > LONGEST:
        return False
    parts = [f" {' '.join(words_in(part))} " for part in _MARKS.split(_ANSWERS.sub(" ", note))]
    said = _doubts(one=one, bare=note.isascii())
    return any(part.startswith(said) for part in parts)


@cache
def _doubts(*, one: bool, bare: bool) -> tuple[str, ...]:
    kinds = ("figure", "verdict") if one else ("figure",)
    said = (phrase for kind in kinds for phrase in words_of("note_doubts")[kind])
    return tuple(f" {fold(phrase) if bare else phrase} " for phrase in said)


def says_another(comment: str) -> bool:
    """Tell whether a comment on a figure says that it is another unit's, of another time or measured otherwise."""
    plain = _plain(comment)
    whose = len(words_in(comment)) <= _SHORT and (_WHOSE.match(plain) or _NAMED.match(plain)) and places_in([comment])
    return no_result_in(comment) is not None or says_when(comment) or bool(unit_in_note(comment) or whose)


@lru_cache(maxsize=4096)
def bears_on_nothing(text: str) -> bool:
    """Tell whether a text beside figures is a verdict, who looked at them, a paper, or where they come from, and nothing else."""
    plain = _plain(text)
    return not plain or _HARMLESS.fullmatch(plain) is not None


@lru_cache(maxsize=4096)
def is_understood(note: str) -> bool:
    """Tell whether a note bears on no figure, or is heard elsewhere: a year, a unit of measure, a kind of number."""
    if bears_on_nothing(note):
        return True
    heard = len(note) <= LONGEST and (says_when(note) or unit_in_note(note.strip()) or verdict_of(note) is not None)
    return bool(heard) or (len(note) <= LONGEST and no_result_in(note) is not None)


@define
class Gathered:
    """Cells that one remark names: how many, and the first of them."""

    name: str
    count: int = 0
    cells: list[str] = Factory(list)

    def add(self, cell: str) -> None:
        """Add one cell by what it is called."""
        self.count += 1
        if len(self.cells) <= SHOWN:
            self.cells.append(cell)

    def remarks(self, sheet: str) -> list[Remark]:
        """Return the remark with the cells; none without any."""
        if not self.count:
            return []
        return [Remark(self.name, {"sheet": sheet, "count": self.count, "cells": few(self.cells, SHOWN)})]


@define
class NotesTold:
    """The notes that are only told of: those that doubt a figure, and those that nobody understands and has to read."""

    doubted: Gathered = Factory(lambda: Gathered("doubted"))
    others: Gathered = Factory(lambda: Gathered("noted"))
    labelled: Gathered = Factory(lambda: Gathered("noted"))

    def take(self, note: str, where: str, *, one: bool, of_met: bool = True) -> None:
        """Take in the note beside the figures at ``where`` («xã A 10.1»).

        ``one``: it stands beside one figure; ``of_met``: which is not reported as not met.
        """
        if is_doubted(note, one=one and of_met):
            self.doubted.add(f"{where} «{note[:SHOWN_LETTERS]}»")
        elif note and not is_understood(note) and not (one and is_doubted(note, one=True)):
            into = self.labelled if one and _LABEL.match(note) else self.others
            into.add(f"{where} «{note[:SHOWN_LETTERS]}»")

    def remarks(self, sheet: str) -> list[Remark]:
        """Return what is told; names of indicators in a column of notes are not."""
        others = self.others
        if not _MANY <= self.labelled.count > others.count:
            cells = [*others.cells, *self.labelled.cells][: SHOWN + 1]
            others = Gathered("noted", others.count + self.labelled.count, cells)
        return [*self.doubted.remarks(sheet), *others.remarks(sheet)]
