"""Days, ids and closed words of catalogue files: what is checked when a file is read.

A day is a date, written ``2022-03-08`` and in no other form. A closed word is one of its list, never a default.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from typing import Annotated, NamedTuple, TypeAlias

from ntmrules.patterns import later


class Words(NamedTuple):
    """The words of a closed list, in the order in which they are told."""

    known: tuple[str, ...]


class Identity(NamedTuple):
    """An id: ASCII letters, digits, ``-``, ``_`` and ``.``, in parts joined by ``/`` where ``parted``; no part begins with a dot.

    A ``label`` is what a text prints (``Đ.1``), so it may have the letters of Vietnamese, composed.

    So no id climbs out of a folder, none holds what a page or a terminal would act on, and no two look alike.
    """

    parted: bool = False
    label: bool = False
    dated: bool = False  # an entry's id may end in the day of the version that it is laid over: …/15.4@2022-03-08

    def fits(self, text: str) -> bool:
        """Tell whether ``text`` can be such an id."""
        stem, at, day = text.partition("@") if self.dated else (text, "", "")
        parts = stem.split("/") if self.parted else [stem]
        if at and not _PART.match(day):
            return False
        part_of = _LABEL if self.label else _PART
        return len(text) <= MOST_OF_AN_ID and all(
            part_of.match(part) and ".." not in part and not _DEVICE.match(part) for part in parts
        )


Id: TypeAlias = Annotated[str, Identity()]
Label: TypeAlias = Annotated[str, Identity(label=True)]
PathId: TypeAlias = Annotated[str, Identity(parted=True)]
EntryId: TypeAlias = Annotated[str, Identity(parted=True, label=True, dated=True)]
Day: TypeAlias = date

MOST_OF_AN_ID = 200
_PART = later(r"[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\Z")
# Names under which Windows keeps no file, whatever follows the first dot: pages and packs are files named by ids.
_DEVICE = later(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|\Z)", re.IGNORECASE)
_LETTERS = "A-Za-z0-9đĐ" + "".join(
    unicodedata.normalize("NFC", letter + mark + tone)
    for letters, marks in (
        ("aA", ("", "\u0306", "\u0302")),
        ("eE", ("", "\u0302")),
        ("iIyY", ("",)),
        ("oO", ("", "\u0302", "\u031b")),
        ("uU", ("", "\u031b")),
    )
    for letter in letters
    for mark in marks
    for tone in ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
)
_LABEL = later(rf"[{_LETTERS}](?:[{_LETTERS}._-]*[{_LETTERS}])?\Z")
_DAY = later(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")

NOT_APPLICABLE = Words(("counts_as_met", "drops_out"))
STATUS = Words(("released", "draft"))
LISTS = Words(("2004", "2025"))
# The kinds of unit that a set judges: those of the law, and those of provinces' sets below the commune.
LEVELS = Words(
    (
        "xa",
        "phuong",
        "thi-tran",
        "huyen",
        "thi-xa",
        "thanh-pho",
        "tinh",
        "thon",
        "khu-dan-cu",
        "cum",
        "vuon",
        "san-pham",
    )
)
KINDS = Words(("xa", "phuong", "thi-tran", "dac-khu", "huyen", "quan", "thi-xa", "thanh-pho"))
PROVINCE_KINDS = Words(("tinh", "thanh-pho"))
HALVES = Words(("up", "even", "down"))
ROUNDED = Words(("figure", "level"))
UNASKED_POINTS = Words(("full_points", "no_points"))
TIERS = Words(("ntm", "nang-cao", "kieu-mau", "hien-dai", "hoan-thanh", "thong-minh"))

NotApplicable: TypeAlias = Annotated[str, NOT_APPLICABLE]
Status: TypeAlias = Annotated[str, STATUS]
ListOfUnits: TypeAlias = Annotated[str, LISTS]
Level: TypeAlias = Annotated[str, LEVELS]
UnitKind: TypeAlias = Annotated[str, KINDS]
Half: TypeAlias = Annotated[str, HALVES]
Rounded: TypeAlias = Annotated[str, ROUNDED]
UnaskedPoints: TypeAlias = Annotated[str, UNASKED_POINTS]
Tier: TypeAlias = Annotated[str, TIERS]


def day_written(text: str) -> date | None:
    """Return the real day that ``text`` is in the one form that catalogue files use, or nothing."""
    if not _DAY.match(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
