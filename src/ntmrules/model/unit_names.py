"""Names and levels of units: when two ways of writing mean one place, and when they only look alike.

Compared are letters, accents and tone, in NFC, in any case, with any spaces, wherever in its syllable the tone mark is
put (Hoà, Hòa), with or without the word for what it is. Accents decide: xã Tân Thành is not xã Tân Thạnh.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from ntmrules.model.spelling import fold, seen
from ntmrules.patterns import later

T = TypeVar("T")

TONES = "\u0300\u0301\u0303\u0309\u0323"
# Words before a name, folded, and the kind they mean. Those of several letters are tried first.
TITLES = {
    "thanh pho": "thanh-pho", "tp.": "thanh-pho", "tp": "thanh-pho", "thi tran": "thi-tran", "tt.": "thi-tran",
    "tt": "thi-tran", "thi xa": "thi-xa", "tx.": "thi-xa", "tx": "thi-xa", "dac khu": "dac-khu", "phuong": "phuong",
    "p.": "phuong", "huyen": "huyen", "h.": "huyen", "quan": "quan", "q.": "quan", "tinh": "tinh", "t.": "tinh",
    "xa": "xa", "x.": "xa", "thon": "thon", "xom": "thon", "ban": "thon", "ap": "thon", "to dan pho": "thon", "tdp": "thon",
    "khu pho": "thon", "khoi pho": "thon", "khu dan cu": "thon", "khoi": "thon", "khom": "thon", "tieu khu": "thon",
}  # fmt: skip
WRITTEN_KINDS = {"xã", "phường", "thị trấn", "đặc khu", "huyện", "thị xã", "thành phố", "quận", "tỉnh", "thôn", "xóm", "bản",
            "ấp", "tổ dân phố", "tdp", "khu phố", "khối phố", "khu dân cư", "khối", "khóm", "tiểu khu"}  # fmt: skip
# What a cell of the column level may say, folded, and the level that sets are about.
LEVELS = {
    "xa": "xa", "commune": "xa", "cap xa": "xa", "phuong": "phuong", "ward": "phuong", "thi tran": "thi-tran",
    "township": "thi-tran", "dac khu": "dac-khu", "special zone": "dac-khu", "huyen": "huyen", "cap huyen": "huyen",
    "district": "huyen", "quan": "quan", "thi xa": "thi-xa", "tx": "thi-xa", "town": "thi-xa", "thanh pho": "thi-xa",
    "tp": "thi-xa", "city": "thi-xa", "tinh": "tinh", "cap tinh": "tinh", "province": "tinh", "thon": "thon",
    "ban": "thon", "ap": "thon", "xom": "thon", "to dan pho": "thon", "village": "thon",
}  # fmt: skip
CITIES = {"ha noi", "hai phong", "da nang", "can tho", "hue", "ho chi minh"}
"""The cities that are provinces: a level of thành phố beside one of these names is that of a province."""


@lru_cache(maxsize=16384)
def name_key(name: str) -> str:
    """Return what has to be equal for two names to be one: lower case, single spaces, each tone behind its syllable."""
    plain = unicodedata.normalize("NFD", seen(name).replace("Ð", "Đ").replace("ð", "đ").casefold())
    words = []
    for word in plain.split():
        letters = "".join(letter for letter in word if letter not in TONES)
        words.append(letters + "".join(letter for letter in word if letter in TONES))
    return " ".join(words)


TITLE_KEYS = {
    "".join(name_key(each)): TITLES[fold(each)]
    for each in (*WRITTEN_KINDS, *(title for title in TITLES if title.endswith(".") or title in ("tp", "tt", "tx")))
}
_TITLES = (*TITLE_KEYS,)


@lru_cache(maxsize=16384)
def parted(name: str) -> tuple[str | None, str]:
    """Return the kind that a name begins with, if any, and the key of the rest: ``xã Tân An`` -> ``xa``, ``tân an``."""
    key = name_key(name)
    if not key.startswith(_TITLES):
        return None, key
    for title, kind in TITLE_KEYS.items():
        if key.startswith(f"{title} "):
            return kind, key[len(title) + 1 :]
        if title.endswith(".") and key.startswith(title) and len(key) > len(title):  # TP.Vinh
            return kind, key[len(title) :]
    return None, key


@lru_cache(maxsize=16384)
def spelled_key(name: str) -> str:
    """Return the key of a name with the word for its kind written out: X. Xuân Hòa and xã Xuân Hòa are one, P.1 and Phường 1.

    A thôn, xóm, bản, ấp or khối is none of the others, and what begins with such a word may be a whole name (Bản Hồ).
    """
    kind, bare = parted(name)
    return name_key(name) if kind is None or kind == "thon" else f"{name_key(kind)} {bare}"


@lru_cache(maxsize=4096)
def keys_of(name: str) -> frozenset[str]:
    """Return the keys of all ways to write ``name`` of which :func:`same_name` says that they can be it."""
    kind, bare = parted(name)
    key = name_key(name)
    found = {key, *(f"{title} {key}" for title in TITLE_KEYS)}
    if kind is not None:
        found |= {bare, *(f"{title} {bare}" for title, each in TITLE_KEYS.items() if each == kind)}
    return frozenset(found)


def same_name(one: str, other: str) -> bool:
    """Tell whether two names can be one unit's: equal, or equal but for a word for its kind that only one of them has."""
    if name_key(one) == name_key(other):
        return True
    (kind, bare), (other_kind, other_bare) = parted(one), parted(other)
    if kind is not None and kind == other_kind and bare == other_bare:
        return True
    # xã Bản Hồ: what begins with a word for a kind may be the whole name.
    return (kind is not None and bare == name_key(other)) or (other_kind is not None and other_bare == name_key(one))


def named(name: str, items: Iterable[tuple[str, T]]) -> list[T]:
    """Return the items that ``name`` means: those written alike if there are any, else those that can be it."""
    pairs = list(items)
    key = name_key(name)
    exact = [item for other, item in pairs if name_key(other) == key]
    return exact or [item for other, item in pairs if same_name(name, other)]


def level_of(word: str, name: str = "") -> str | None:
    """Return the level that a cell names (``Xã`` -> ``xa``, ``thị xã`` -> ``thi-xa``); nothing for an unknown word."""
    folded = fold(word).replace("-", " ").replace("_", " ")
    level = LEVELS.get(folded)
    if level == "thi-xa" and folded != "thi xa" and fold(parted(name)[1] if name else "") in CITIES:
        return "tinh"
    return level


def kind_level(name: str) -> str | None:
    """Return the level that the first word of a name tells: ``huyện Hải Hà`` -> ``huyen``; nothing without such a word."""
    kind = parted(name)[0]
    if kind == "thanh-pho":
        return "tinh" if fold(parted(name)[1]) in CITIES else "thi-xa"
    return kind


_HAMLETS = "thôn|xóm|ấp|bản|làng|buôn|khối|khóm|khu phố|khối phố|khu dân cư|tổ dân phố|tdp|tiểu khu"
# Behind a dash a bản may be a commune that was merged with another: «Xín Mần - Bản Ngò».
_BEHIND_A_NAME = (
    rf"[(\[,]\s*(?i:{_HAMLETS})\s+(?:(?i:số)\s+)?(%s|\d)"
    r"|\s[-–]\s*(?i:thôn|xóm|ấp|khối|khóm|khu phố|tổ dân phố|tdp)\s+(%s|\d)"
    rf"|^\s*(?i:xã|phường|thị trấn)\s[^:]*\s(?i:{_HAMLETS})\s+(?:(?i:số)\s+)?(\d)"
)
HAMLET_BEHIND = _BEHIND_A_NAME.replace("%s", r"\p{Lu}")
"""A pattern, for whole columns, of the names of which :func:`is_of_a_hamlet` tells so, composed."""
_HAMLET_BEHIND = later(_BEHIND_A_NAME.replace("%s", r"[^\W\d_]"))


@lru_cache(maxsize=16384)
def is_of_a_hamlet(name: str) -> bool:
    """Tell whether the name of a hamlet stands behind that of its unit, «Nghĩa Đồng (thôn 3)», «Nghĩa Đồng - xóm 5»: what is said
    there is true of that part alone.
    """
    found = _HAMLET_BEHIND.finditer(unicodedata.normalize("NFC", name))
    return any(first.isupper() or first.isdigit() for each in found for first in each.groups() if first)


def level_said(name: str) -> str | None:
    """Return the level that a name tells, by the hamlet behind it, else by its first word; nothing where it tells none."""
    return "thon" if is_of_a_hamlet(name) else kind_level(name)


def level_among(name: str, level: str | None, wanted: str) -> str | None:
    """Return the level of a unit where ``wanted`` is asked for: its own word, else what its name tells; nothing if neither.

    A level that only a pack knows (vườn) has units of any name.
    """
    if level is not None or wanted not in _KNOWN:
        return level
    return level_said(name)


_KNOWN = frozenset(LEVELS.values())


_PROVINCE_TITLES = ("tinh ", "thanh pho ", "tp. ", "tp.", "tp ")


def bare_province(name: str) -> str:
    """Return the name of a province, folded, without the word for what it is: ``TP. Huế`` -> ``hue``."""
    folded = fold(name)
    for title in _PROVINCE_TITLES:
        if folded.startswith(title):
            return folded[len(title) :].strip()
    return folded
