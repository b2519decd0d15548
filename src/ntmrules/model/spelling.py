"""Vietnamese words for machines: folding away case and accents, and the words that mean a verdict."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

from ntmrules.model.verdicts import Verdict

# Reported by offices and known to no text: it counts as not met, and what was said is kept beside it.
BASICALLY_MET = ("co ban dat", "dat co ban", "cb dat", "basically met")
_VERDICT_WORDS = {
    Verdict.MET: ("dat", "met", "da dat"),
    Verdict.NOT_MET: (*BASICALLY_MET, "chua dat", "khong dat", "not met", "not_met"),
    Verdict.NOT_APPLICABLE: (
        "khong ap dung",
        "not applicable",
        "not_applicable",
    ),
}
VERDICT_OF = {word: verdict for verdict, words in _VERDICT_WORDS.items() for word in words}
_ANSWERS = {
    "co": True,
    "yes": True,
    "true": True,
    "khong": False,
    "no": False,
    "false": False,
    "khong co": False,
    "khong con": False,
}


# Letters that nobody sees: they come with text from the web and would make two names of one. Among them are the signs that
# readers put behind cells, so that no file can write these itself.
_UNSEEN = dict.fromkeys((0xAD, *range(0x200B, 0x2010), *range(0x2060, 0x2065), 0xFEFF))


class _Bare(dict[int, int | None]):
    """What becomes of a letter when its accents are taken away: nothing of an accent, itself of any other."""

    def __missing__(self, letter: int) -> int | None:
        kept = None if unicodedata.combining(chr(letter)) else letter
        if len(self) < _MOST_LETTERS:
            self[letter] = kept
        return kept


_MOST_LETTERS = 2_000  # Vietnamese has some 200; a file of all there are is none to keep
_BARE = _Bare()


def seen(text: str) -> str:
    """Return ``text`` without the letters that nobody sees: soft hyphens, spaces without width, marks of direction."""
    return text if text.isascii() else text.translate(_UNSEEN)


@lru_cache(maxsize=4096)
def fold(text: str) -> str:
    """Return ``text`` in lower case without accents and with single spaces: ``Xã  Đạt`` -> ``xa dat``."""
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFD", seen(text).casefold().replace("đ", "d").replace("ð", "d"))
    return " ".join(plain.translate(_BARE).split())


def accented(text: str) -> str:
    """Return ``text`` in lower case, in NFC and with single spaces, its accents kept: what differs by them alone differs."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def verdict_of(text: str) -> Verdict | None:
    """Return the verdict that a reported word means, in any case, with or without accents; nothing if it is none."""
    return VERDICT_OF.get(fold(text))


def is_basically_met(text: str) -> bool:
    """Tell whether a reported word is «cơ bản đạt», which counts as not met."""
    return fold(text) in BASICALLY_MET


def says_something(cell: str) -> bool:
    """Tell whether a cell can be a figure, a verdict or a label: it has a digit, or is a word for a verdict."""
    return any(map(str.isdigit, cell)) or verdict_of(cell) is not None


def answer_of(text: str) -> bool | None:
    """Return whether a word says yes or no (có, không, không còn); nothing for any other. What that means a measure says."""
    return _ANSWERS.get(fold(text))
