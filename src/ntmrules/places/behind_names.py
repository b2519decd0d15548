"""The places that stand behind the name of a unit in one cell, and the word that it is one of before: «xã A (cũ), huyện B»."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from ntmrules.errors import UnitError
from ntmrules.model.unit_names import kind_level, name_key
from ntmrules.patterns import later
from ntmrules.places.communes import DISTRICTS, listed_districts, listed_provinces

_APART = later(r"\s*[,(]\s*|\s+[-–]\s+")
_FORMER = later(r"\s*[(\[]\s*(?:cũ|trước(?:\s[^()\[\]]*)?|nay (?:là|thuộc)\s[^()\[\]]*)\s*[)\]]\s*\Z|\s+cũ\s*\Z")


class Placed(NamedTuple):
    """The name of a unit, and the district and province that stand behind it."""

    name: str
    within: str | None = None
    province: str | None = None


@lru_cache(maxsize=16384)
def with_its_place(name: str) -> Placed:
    """Return a name without the places behind it, and these: «Cẩm Sơn, huyện Anh Sơn, tỉnh Nghệ An», «Cẩm Sơn (huyện Anh Sơn)».

    Brackets and commas with anything else are left, as is a place with a word for its kind only behind a dash or in brackets.
    """
    if not _APART.search(name):
        return Placed(name)
    head, *behind = (part.strip(" )") for part in _APART.split(name))
    found: dict[str, str] = {}
    for part in behind:
        kind = kind_level(part)
        of = "within" if kind in DISTRICTS else "province" if kind == "tinh" else None
        if of is None and kind is None and len(behind) == 1 and name_key(part) in _districts():
            of = "within"
        if of is None or of in found or not head:
            return Placed(name)
        found[of] = part
    return Placed(head, **found)


@lru_cache(maxsize=4096)
def of_before(name: str) -> tuple[str, bool]:
    """Return a name without the word that it is one of before («xã Quảng Long (cũ)»), and whether it has that word."""
    bare = _FORMER.sub("", name, count=1)
    return (bare, True) if bare and bare != name else (name, False)


@lru_cache(maxsize=1)
def _districts() -> frozenset[str]:
    try:
        every = (each.id for each in listed_provinces("2004"))
        return frozenset(name_key(each.name) for home in every for each in listed_districts(home))
    except UnitError:  # an installation without the lists
        return frozenset()
