"""Rows in the place of a unit that speak of a time, count units, or are one word of a table; no unit is called so."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from ntmrules.figures.mentions import listed_names, provinces_with_commune
from ntmrules.model.spelling import accented, fold
from ntmrules.model.unit_names import bare_province, parted
from ntmrules.patterns import later

_YEAR = r"(?:19|20)\d\d"
_TIME = later(
    r"(?:(?:th|thuc hien|uoc|uoc th|uoc thuc hien|du kien|ke hoach|kh|kq|ket qua|so lieu|tinh den|den|dau|cuoi|hien trang)\s+)*"
    rf"(?:(?:nam\s+)?{_YEAR}\b.*|giai doan\s+{_YEAR}.*|quy\s+(?:[1-4]|i{{1,3}}|iv)\b.*|(?:thang\s+)?\d{{1,2}}\s*/\s*{_YEAR}"
    r"|\d{1,2} thang\b.*|thang\s+\d{1,2}\b.*|nam (?:nay|truoc|bao cao|thu)\b.*)"
    r"|(?:dau|cuoi|trong) (?:ky|nam)|den nay|hien nay|ca nam|ky (?:nay|bao cao)|uoc (?:thuc hien|dat)\b.*"
    r"|du kien\b.*|thuc hien\b.*|hien trang\b.*"
)
_CHANGE = later(r"(?:tang|giam)\s*(?:[(/,+-].*|\Z)")
_LABEL = later(r"(?:tieu chi|chi tieu|tc|ct)\s+(?:so\s+)?\d.*")
_REST = later(r"(?:con lai|khac|so sanh)\s*[:(].*")
_SHEET = later(r"(?:bieu|phu luc|trang|mau)\s+(?:so\s+)?\d.*")
_UNITS = r"(?:xa|phuong|thi tran|huyen|tinh|don vi|thon|ap|ban|tieu chi|chi tieu)"
_COUNT = later(
    rf"(?:(?:tren|duoi|tu|con|co|hon)\s+)?\d{{1,4}}(?:\s*[-–/]\s*\d{{1,4}})?\s*{_UNITS}\b.*|n\s*=\s*\d+.*"
    r"|(?:da |chua |khong )?dat(?: chuan)?(?:\s*:?\s*\d+\s*/\s*\d+)?(?:\s+tieu chi)?"
)
_SUM = later(r"(?:[a-h]|[ivx]{1,4}|\d{1,2})(?:\s*\+\s*(?:[a-h]|[ivx]{1,4}|\d{1,2}))+")
_IN_LIST = later(r"\d{1,4}[.)]?")
_BULLET = later(r"\s*[-–—+•]\s+[^\W\d]")
_AROUND = " *:-–.+•"
# Communes are called so, and criteria are.
_CRITERIA = frozenset({
    "an ninh", "van hoa", "quy hoach", "giao thong", "thuy loi", "moi truong", "y te", "giao duc", "thu nhap", "nha o", "dien",
    "truong hoc", "thong tin", "lao dong", "to chuc", "hanh chinh", "quoc phong",
})  # fmt: skip
_KINDS = frozenset({"xa", "phuong", "thi", "dac", "huyen", "quan", "thanh"})  # with which none of the patterns begins


@lru_cache(maxsize=8192)
def said_by_words(name: str) -> str | None:
    """Return why a cell in the place of a unit names none: a time («Năm 2022»), a number of units («19 xã»); else nothing."""
    plain = fold(name).strip(_AROUND)
    if has_bullet(name):
        return "part"  # of a commune the bullet is taken off before
    if not plain or plain.partition(" ")[0] in _KINDS:
        return None
    if _TIME.fullmatch(plain):
        return "time"
    if _COUNT.fullmatch(plain):
        return "count"
    if _CHANGE.fullmatch(plain):
        return "change"
    if _REST.fullmatch(plain):
        return "count"
    if _LABEL.fullmatch(plain) or _SHEET.fullmatch(plain):
        return "heading"
    return "total" if _SUM.fullmatch(plain.removeprefix("cong").strip(" ():")) else None


def has_bullet(name: str) -> bool:
    """Tell whether a bullet and a blank stand before a name."""
    return _BULLET.match(name) is not None


def is_word(name: str, word: str) -> bool:
    """Tell whether a cell is a word and nothing else; accents count where the cell has any."""
    plain, said = fold(name).strip(_AROUND), fold(word)
    if plain != said:
        return False
    return name.isascii() or accented(name).strip(_AROUND) == accented(word)


def is_listed_name(name: str) -> bool:
    """Tell whether a name that reads as a word of a table (Trung Bình, Đồng Bằng) is that of a commune, written as a name is."""
    bare = parted(name)[1]
    words = name.split()[-len(bare.split()) :] if bare else []
    return bool(words) and all(word[:1].isupper() for word in words) and bare in listed_names("xa")


def listed_commune(text: str, provinces: Iterable[str | None]) -> str | None:
    """Return a text where it is the name of a commune of one of the provinces, and no heading of an indicator."""
    wanted = {bare_province(each) for each in provinces if each}
    if not wanted or not text or fold(text) in _CRITERIA or not is_listed_name(text):
        return None
    return text if _homes(text) & wanted else None


def are_communes_of_one_province(names: Sequence[str]) -> bool:
    """Tell whether several names without the word for their kind are those of communes of one province, and of no criterion."""
    if len(names) < 2 or not all(is_listed_name(name) and fold(name) not in _CRITERIA for name in names):
        return False
    return bool(set.intersection(*(_homes(name) for name in names)))


def _homes(name: str) -> set[str]:
    return {home.replace("-", " ") for home in provinces_with_commune(name)}


def is_commune_all_the_same(
    name: str, cells: Sequence[str], numbering: Iterable[int], provinces: Iterable[str | None]
) -> bool:
    """Tell whether a row whose name reads as a word of a table (Trung Bình) is about the commune of that name.

    It is where the row has its number in the list, as units have and means have not (``numbering``: the columns for it), or
    where one of the provinces that are said has such a commune.
    """
    said = [bare_province(each) for each in provinces if each]
    numbered = any(at < len(cells) and _IN_LIST.fullmatch(cells[at].strip()) for at in numbering)
    if not (said or numbered) or not is_listed_name(name):
        return False
    return numbered or bool({*said} & _homes(name))
