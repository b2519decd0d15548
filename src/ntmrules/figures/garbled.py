"""Names with letters that Vietnamese has not: text in TCVN3 or VNI, or UTF-8 that was read or saved as something else.

A file with such names and nothing but numbers beside them would be judged, for communes that nobody knows.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ntmrules.errors import FiguresError
from ntmrules.model.written import BadCellError

# Letters and signs of Latin-1 that no name in Vietnamese has; those that stand beside a word as a mark (¹, °, »), only
# within one; and vowels with the letter of VNI that writes their tone.
STRANGE = (
    r"[¡¢£¤¥¦§¨©ª¬\u00ad®¯±´µ¶¸º¼½¾¿ÄÅÆÇËÎÏÐÑÖ×ØÛÜÞßäåæçëîïðñö÷øûüþÿ\ufffd]"
    r"|[²³¹°]\p{L}|\p{L}[«»]\p{L}|\p{L}·|\p{L}\?\p{L}|\b[xX]\?\s"
    r"|[aA][âêáàãéèúùõÂÊÁÀÃÉÈÚÙÕ]|[eE][âáàãùõÂÁÀÃÙÕ]|[oO][âùõÂÙÕ]|[uU][ùõÙÕ]"
)
_STRANGE = re.compile(STRANGE.replace(r"\p{L}", r"[^\W\d_]"))
_ONLY_TCVN3 = re.compile(r"[¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾]")
_LOST = re.compile(r"[\ufffd?]")


def garbled(text: str) -> BadCellError | None:
    """Return what is wrong with the letters of a name or heading, by the encoding that they come from; else nothing."""
    if (text.isascii() and "?" not in text) or not _STRANGE.search(text):
        return None
    if not _STRANGE.search(text.replace("Ð", "Đ").replace("ð", "đ")):
        return None  # the letter of Iceland looks the same, is typed for it, and names are compared as if it were it
    if _LOST.search(text):
        return BadCellError("NTM504.lost", text=text[:40])
    meant = _read_again(text)
    if meant is not None:
        return BadCellError("NTM504.misread", text=text[:40], meant=meant[:40])
    return BadCellError("NTM504.old", encoding="TCVN3 (ABC)" if _ONLY_TCVN3.search(text) else "VNI")


def refuse_garbled(header: Sequence[str], where: str) -> None:
    """Refuse headings of which none is understood because of their encoding; ``FiguresError`` NTM504 names it."""
    for at, cell in enumerate(header, 1):
        if (wrong := garbled(cell)) is not None:
            raise FiguresError(wrong.problem.at(f"{where}:{at}"))


def _read_again(text: str) -> str | None:
    """Return the text whose UTF-8 was taken for windows-1252 or Latin-1; nothing where it was not."""
    for encoding in ("cp1252", "latin-1"):
        try:
            return text.encode(encoding).decode("utf-8")
        except UnicodeError:
            continue
    return None
