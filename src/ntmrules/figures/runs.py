"""How letters of a workbook are shown that their text alone does not say: struck out, raised, or by no format at all."""

from __future__ import annotations

from ntmrules.patterns import later

Pieces = tuple[tuple[str, bool], ...]
"""A text in pieces, each with whether it is raised above the line or lowered below it."""
_LENGTH = later(r"(?<![^\W\d_])(?:[kdcm]?m|CO|H|PM)\s*$")
_NUMBER = later(r"[\s≥≤<>=]*\d[\d.,\s]*%?\s*")


def strikes(tag: str, about: dict[str, str]) -> bool:
    """Tell whether an element of a font strikes its letters out."""
    return tag in ("strike", "dstrike") and about.get("val", "1") not in ("0", "false")


def raises(tag: str, about: dict[str, str]) -> bool:
    """Tell whether an element of a font sets its letters above the line or below it."""
    return tag == "vertAlign" and about.get("val") in ("superscript", "subscript")


def underlines(tag: str, about: dict[str, str]) -> bool:
    """Tell whether an element of a font underlines its letters."""
    return tag == "u" and about.get("val", "single") != "none"


def small(about: dict[str, str], size: str, least: float) -> bool:
    """Tell whether a row or column is hidden, or too low or narrow to be seen."""
    if about.get("hidden") in ("1", "true"):
        return True
    try:
        return float(about.get(size, least)) < least
    except ValueError:
        return False


def of_a_unit(before: str, said: str) -> bool:
    """Tell whether raised or lowered letters belong to those before them: m², km³, CO₂; any others are no part of a word."""
    return said.strip()[:1].isdigit() and len(said.strip()) < 4 and _LENGTH.search(before) is not None


def glued(pieces: Pieces) -> bool:
    """Tell whether a text reads as a number with a raised mark as its last digit: 95² as 952."""
    plain = "".join(said for said, raised in pieces if not raised)
    marks = [said for said, raised in pieces if raised and said.strip()]
    return bool(marks) and _NUMBER.fullmatch(plain) is not None


def shows_text(code: str) -> bool:
    """Tell whether a number format shows a text as it is: one of four parts, ``;;;``, shows nothing or what the fourth says."""
    if "@" in code:
        return code.rpartition(";")[2].strip() in ("@", "General") or code.strip() == "@"
    return code.count(";") < 3


class Runs:
    """The rich texts of a part: of each, by its number, its pieces where some are raised, and whether letters are struck."""

    def __init__(self) -> None:
        self.at = -1
        self.struck: set[int] = set()
        self.raised: dict[int, Pieces] = {}
        self.underlined: dict[int, Pieces] = {}
        """Of the texts with underlined > or <, which read as ≥ and ≤: the pieces, each with whether it is underlined."""
        self.pieces: list[tuple[str, bool]] = []
        self.strokes: list[bool] = []
        self.up = self.under = self.inside = self.spoken = False

    def start(self, tag: str, about: dict[str, str]) -> None:
        """Hear the start of an element."""
        if tag in ("si", "is"):
            self.at += 1
            self.pieces, self.strokes, self.up, self.under = [], [], False, False
        elif tag == "r":
            self.up = self.under = False
        elif tag == "rPh":
            self.spoken = True  # how a text is pronounced is none of it
        elif tag == "t":
            self.inside = not self.spoken
        elif strikes(tag, about):
            self.struck.add(self.at)
        elif raises(tag, about):
            self.up = True
        elif underlines(tag, about):
            self.under = True

    def text(self, said: str) -> None:
        """Hear letters."""
        if self.inside:
            self.pieces.append((said, self.up))
            self.strokes.append(self.under)

    def end(self, tag: str) -> Pieces:
        """Hear the end of an element; return the pieces of a text that ends here and has raised ones."""
        self.inside = False
        if tag == "rPh":
            self.spoken = False
        if tag in ("si", "is") and any(self.strokes):
            stroked = tuple((said, under) for (said, _), under in zip(self.pieces, self.strokes, strict=True))
            if any(under and set("<>") & set(said) for said, under in stroked):
                self.underlined[self.at] = stroked
        if tag in ("si", "is") and any(raised and said.strip() for said, raised in self.pieces):
            self.raised[self.at] = tuple(self.pieces)
            return self.raised[self.at]
        return ()
