"""Places and times that a title names among other words: «KẾT QUẢ XÃ ĐỒNG THANH NĂM 2023», «số liệu đến 30/6/2019».

Where a name ends is known from the lists of units; one that is on no list ends where its capital letters do, or where a word
stands that goes on in titles. What a title says of a document (its number, date and whose it is) is neither place nor time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from ntmrules.errors import UnitError
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import CITIES, name_key, parted
from ntmrules.patterns import later
from ntmrules.places.communes import (
    COMMUNES,
    DISTRICTS,
    LISTS,
    all_communes,
    commune_keys,
    listed_districts,
    listed_provinces,
)

_DECIDED = "quyết định|nghị quyết|thông tư|nghị định|chỉ thị|hướng dẫn|công văn|văn bản"
_DOCUMENTS = f"{_DECIDED}|tờ trình|báo cáo|kế hoạch|thông báo"
_DOCUMENT = later(
    rf"(?:\b(?:{_DOCUMENTS})\s+)?(?:số\s*:?\s*)?\d*[….\s]*/(?:\d{{4}}/)?[^\W\d][\w.\-]*"
    r"(?:\s*,?\s*(?:(?:ngày\s*)?(?:\d{1,2}[/.\-]\d{1,2}[/.\-]\d{4}|\d{1,2}\s+tháng\s+\d{1,2}\s+năm\s+\d{4})|năm\s+\d{4}))?"
    r"(?:\s*,?\s*của\s+(?:(?!\b(?:về|đến|năm|giai đoạn|tính)\b)[^,;()])*)?"
    rf"|\b(?:{_DECIDED})\s+của\s+(?:(?!\b(?:về|đến|năm|giai đoạn|tính)\b)[^,;()])*",
    re.IGNORECASE,
    needs=("/", "của"),
)
# Years of laws, prices and levels, and those that something is compared with, are none of the figures.
_OF_A_TEXT = later(
    r"\b(?:bộ luật|luật|pháp lệnh|hiến pháp|giá so sánh|giá cố định|giá hiện hành|chuẩn nghèo)\b[^;()]{0,80}?(?:19|20)\d\d"
    r"(?:\s*[-–—]+\s*(?:19|20)\d\d)?"
    rf"|\b(?:{_DOCUMENTS})\s+(?:hành động\s+)?(?:số\s*)?\d+[\w/-]*\s+năm\s+(?:19|20)\d\d"
    r"|\b(?:so với|so cùng kỳ|trước|sau|từ|kể từ)\b(?:\s+(?!(?:đến|tới|và)\b)[^\s,;()]+){0,4}?\s+(?:19|20)\d\d(?!\d|\s*[-–/])",
    re.IGNORECASE,
    needs=("19", "20"),
)
SIGNED = later(
    r"[^,;:()]{2,40},\s*ngày\s*[\d.…_]*\s*tháng\s*[\d.…_]*\s*năm\s*[\d.…_]*\s*\Z", re.IGNORECASE, needs=("ngày",)
)
# The party's and other offices of a place are called by its kind in short: «TỈNH ỦY THANH HÓA» is of tỉnh Thanh Hóa.
_PARTY = later(r"\b(tỉnh|thành|thị|huyện|quận)\s+(?:[ủu][ỷy]|đoàn)\b", re.IGNORECASE)
_OF_A_PARTY = {"tinh": "tỉnh", "thanh": "thành phố", "thi": "thị xã", "huyen": "huyện", "quan": "quận"}
_ADDRESS = later(r"\b(?:địa chỉ|trụ sở|nơi nhận|điện thoại)\b.*", re.IGNORECASE, needs=("đị", "trụ", "nơ", "thoạ"))
_TOKEN = later(r"[^\W\d_]+(?:['’`][^\W\d_]+)*|\d+|[^\w\s]")
_LONGEST = 6
_KINDS = {
    ("thị", "trấn"): "thi-tran", ("thị", "xã"): "thi-xa", ("thành", "phố"): "thi-xa", ("đặc", "khu"): "dac-khu", ("xã",): "xa",
    ("phường",): "phuong", ("huyện",): "huyen", ("quận",): "quan", ("tỉnh",): "tinh", ("tp",): "thi-xa", ("tx",): "thi-xa",
}  # fmt: skip
_WORDS = {
    "xa": "xã",
    "phuong": "phường",
    "thi-tran": "thị trấn",
    "dac-khu": "đặc khu",
    "huyen": "huyện",
    "quan": "quận",
}
# What stands behind «XÃ» in a title and begins no name, or ends one.
_NO_NAME = frozenset({
    "năm", "đạt", "theo", "tính", "đến", "giai", "tháng", "quý", "nông", "thôn", "về", "và", "trên", "trong", "tại",
    "kết", "quả", "lần", "so", "của", "điểm", "thực", "phấn", "hội", "thuộc", "vùng", "miền", "khu", "đặc", "bãi",
    "biên", "loại", "có", "được", "chưa", "đã", "còn", "mới", "kiểu", "nâng", "hoàn", "xây", "phê", "công", "đăng",
    "đề", "trực", "cấp", "số", "stt", "với", "ngày", "xét", "thẩm", "khóa", "khoá", "nhiệm", "từ", "do", "là", "cho",
    "ntm", "để", "các", "này", "trước", "sau", "sáp", "nhập", "rà", "soát", "tự", "đánh", "giá", "báo", "cáo", "biểu",
    "bảng", "tổng", "hợp", "danh", "sách", "tiêu", "chí", "phụ", "lục", "đợt", "kỳ", "hiện", "trạng", "ở", "không",
    "đang", "sẽ", "phải", "cần", "khó", "khăn", "toàn", "thông",
})  # fmt: skip

_BEHIND_KIND = later(
    r"(?<!\w)(?P<office>(?i:ubnd|uỷ ban nhân dân|ủy ban nhân dân)\s+)?"
    r"((?i:xã|phường|thị trấn|huyện|quận|thị xã|ubnd|xa|phuong|thi tran|huyen))\s+([^\W\d_]+(?:\s+[^\W\d_]+){1,3})"
)
_AS_WORDS = frozenset({"nua", "uoc", "giao"})  # names of one word that are words of titles
_DAY = later(r"(?<![\d/.\-])\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*((?:19|20)\d\d)(?!\d)", needs=("19", "20"))
_PART = later(r"\b(?:thang|quy)\s+(?:\d{1,2}|i{1,3}|iv)\s*[/\-]\s*((?:19|20)\d\d)(?!\d)", needs=("thang", "quy"))
_YEAR = later(r"\bnam ((?:19|20)\d\d)\b(?!\s*[-–]\s*(?:19|20)?\d\d)")
_STAGE = later(
    r"(?:\bgiai doan|\bthoi ky|\bnhiem ky)\s*((?:19|20)\d\d)\s*[-–—]+\s*((?:19|20)\d\d)", needs=("doan", "ky")
)


class Place(NamedTuple):
    """A unit that a title names: its kind (xa, huyen, thi-xa, tinh …), and the name without the word for it."""

    kind: str
    name: str

    @property
    def called(self) -> str:
        """The name with the word for its kind, where the kind has one word only."""
        word = _WORDS.get(self.kind)
        return f"{word} {self.name}" if word else self.name


def without_documents(title: str) -> str:
    """Return a title without the documents that it names, the place and day of signing, and addresses."""
    text = unicodedata.normalize("NFC", title)
    if SIGNED.match(text):
        return ""
    text = _PARTY.sub(lambda said: _OF_A_PARTY[fold(said[1])], text)
    return _ADDRESS.sub(" ", _DOCUMENT.sub(" ; ", _OF_A_TEXT.sub(" ; ", text)))


@lru_cache(maxsize=2048)
def without_names_of_units(text: str) -> str:
    """Return a text without the units of the lists, the word for their kind and the name: their words are no others'.

    «HUYỆN GIAO THỦY» gives no plan, «XÃ TÂN ƯỚC» estimates nothing, «xã Thanh Nưa năm 2023» is no half of a year, and «phuong An
    Sinh» no «phương án».
    """
    return _BEHIND_KIND.sub(_without_name, unicodedata.normalize("NFC", text))


def _without_name(said: re.Match[str]) -> str:
    word, words = said[2], said[3].split()
    plain = said[0].isascii()
    office = plain and said[0].islower() and said["office"]
    kinds = (
        ("huyen",)
        if fold(word) in ("huyen", "quan", "thi xa")
        else ("xa",)
        if fold(word) != "ubnd"
        else ("xa", "huyen")
    )
    for count in range(len(words), 0, -1):
        name = " ".join(words[:count])
        if not office and not all(each[:1].isupper() for each in words[:count]):
            continue
        if count == 1 and fold(name) not in _AS_WORDS:
            break
        if any(name_key(name) in listed_names(kind) or (plain and fold(name) in _folded_names(kind)) for kind in kinds):
            return " ".join([said[0][: said.start(2) - said.start()].strip(), ";", *words[count:]])
    return said[0]


@lru_cache(maxsize=4)
def _folded_names(kind: str) -> frozenset[str]:
    return frozenset(fold(each) for each in listed_names(kind))


def may_name_a_province(title: str) -> bool:
    """Tell whether a title has a word for the kind that a province or a city under the centre is: only then one is named."""
    text = unicodedata.normalize("NFC", title).lower()
    return any(
        " ".join(words) in " ".join(text.split()) for words, kind in _KINDS.items() if kind in ("tinh", "thi-xa")
    )


def places_in(titles: Iterable[str]) -> list[Place]:
    """Return the units that titles name with the word for their kind, among whatever other words, each once."""
    return list(dict.fromkeys(each for title in titles for each in _places(title)))


@lru_cache(maxsize=512)
def _places(title: str) -> tuple[Place, ...]:
    tokens: list[str] = _TOKEN.findall(without_documents(title))
    return tuple(_found(tokens))


def _found(tokens: Sequence[str]) -> Iterator[Place]:
    lower = [token.lower() for token in tokens]
    at = 0
    while at < len(tokens):
        words = next((words for words in _KINDS if tuple(lower[at : at + len(words)]) == words), None)
        if words is None:
            at += 1
            continue
        at += len(words)
        if at < len(tokens) and tokens[at] == "." and len(words[0]) == 2:  # TP. Vinh
            at += 1
        place = _place(tokens[at : at + _LONGEST], _KINDS[words])
        if place is not None:
            yield place
            at += len(place.name.split())


def _place(behind: Sequence[str], kind: str) -> Place | None:
    """Return the unit whose name the tokens behind the word for a kind begin with; nothing where they begin with none."""
    if not behind or not behind[0][:1].isupper():
        return None
    for count in range(len(behind), 0, -1):
        key = name_key(" ".join(behind[:count]))
        if kind == "thi-xa" and fold(key) in CITIES:
            return Place("tinh", _shown(behind[:count]))
        if key in listed_names(kind):
            return Place(kind, _shown(behind[:count]))
    if kind not in COMMUNES:
        return None
    own: list[str] = []
    for word in behind:
        if not word[:1].isupper() or not word[:1].isalpha() or word.lower() in _NO_NAME or (word.lower(),) in _KINDS:
            break
        own.append(word)
    return Place(kind, _shown(own)) if 1 <= len(own) <= 3 else None


def _shown(words: Sequence[str]) -> str:
    text = " ".join(words)
    return text.title() if text.isupper() else text


@lru_cache(maxsize=16)
def listed_names(kind: str) -> frozenset[str]:
    """Return the keys of the names of all units of a kind (communes: of any kind of commune) on any list; none without lists."""
    try:
        if kind == "tinh":
            return frozenset(name_key(each.name) for list_id in LISTS for each in listed_provinces(list_id))
        if kind in DISTRICTS:
            return frozenset(key for province in listed_provinces("2004") for key in _districts(province.id))
        return commune_keys()
    except UnitError:  # an installation without the lists
        return frozenset()


@lru_cache(maxsize=128)
def _districts(province: str) -> frozenset[str]:
    return frozenset(name_key(each.name) for each in listed_districts(province))


def name_on_list(name: str) -> str | None:
    """Return what a name without a word for its kind is on the lists: ``tinh``, ``huyen`` or ``xa``, the widest; else nothing."""
    key = name_key(name)
    return next((kind for kind in ("tinh", "huyen", "xa") if key and key in listed_names(kind)), None)


def provinces_with_district(name: str) -> list[str]:
    """Return the ids of the provinces of the list of 2004 that had a district of this name (without the word for its kind)."""
    key = name_key(name)
    return [each.id for each in listed_provinces("2004") if key in _districts(each.id)]


def provinces_with_commune(name: str) -> set[str]:
    """Return the ids of the provinces of both lists that have or had a commune of this name, with or without its kind."""
    key = parted(name)[1]
    return {each.province for list_id in LISTS for each in all_communes(list_id) if name_key(each.name) == key}


def province_named(province: str) -> str:
    """Return the name of the province of the list of 2004 with this id."""
    return next(each.name for each in listed_provinces("2004") if each.id == province)


def years_in(titles: Iterable[str]) -> set[int]:
    """Return the years that titles name: «NĂM 2022», «31/12/2022», «tháng 6/2022»; none of a span of years or a document."""
    found: set[int] = set()
    for title in titles:
        text = fold(without_documents(title))
        for pattern in (_DAY, _PART, _YEAR):
            found |= {int(year) for year in pattern.findall(text)}
    return found


def stage_in(titles: Iterable[str]) -> tuple[int, int] | None:
    """Return the one stage that titles name, «giai đoạn 2016-2020», by its first and last year; nothing for none or several."""
    found = {
        (int(first), int(last)) for title in titles for first, last in _STAGE.findall(fold(without_documents(title)))
    }
    return found.pop() if len(found) == 1 else None
