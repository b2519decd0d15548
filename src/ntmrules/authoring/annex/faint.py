"""Letters in the colour of what they stand on, or nearly so: they are in the file, and no person sees them."""

from __future__ import annotations

import colorsys
import re
from functools import cache

PAPER, INK = "ffffff", "000000"
LEAST_CONTRAST = 1.5
"""The contrast (WCAG 2.2, from 1 for one colour to 21 for black on white) below which letters are not seen; the faintest
grey that people print headings in has 1.6."""
NAMES = {
    "black": INK, "white": PAPER, "red": "ff0000", "green": "008000", "blue": "0000ff", "yellow": "ffff00",
    "gray": "808080", "grey": "808080", "silver": "c0c0c0", "maroon": "800000", "navy": "000080", "snow": "fffafa",
    "ivory": "fffff0", "whitesmoke": "f5f5f5", "ghostwhite": "f8f8ff", "floralwhite": "fffaf0", "azure": "f0ffff",
    "mintcream": "f5fffa", "honeydew": "f0fff0", "aliceblue": "f0f8ff", "lightyellow": "ffffe0", "gainsboro": "dcdcdc",
    "windowtext": INK, "window": PAPER, "canvas": PAPER, "canvastext": INK,
}  # fmt: skip
"""Colours that pages call by name; of others nobody says here what they are."""
CLEAR = "transparent"
LEAST_SOLID = 0.25
"""The part of a colour below which letters are as good as clear."""
_FUNCTION = re.compile(
    r"(rgb|hsl)a?\(([\d.]{1,6}%?)(?:deg)?[, ]+([\d.]{1,6}%?)[, ]+([\d.]{1,6}%?)(?:[,/ ]+([\d.]{1,6}%?))?\)"
)


def colour(word: str) -> str | None:
    """Return a colour as pages write it (``#fff``, ``white``, ``rgb(255, 255, 255)``) as six digits, or `CLEAR`; nothing where
    nobody can say which it is."""
    said = word.strip().casefold()
    if said in NAMES or said == CLEAR:
        return NAMES.get(said, CLEAR)
    if re.fullmatch(r"#(?:[0-9a-f]{3,4}|[0-9a-f]{8})", said):
        long = said[1:] if len(said) == 9 else "".join(digit * 2 for digit in said[1:])
        return CLEAR if len(long) == 8 and int(long[6:], 16) < 255 * LEAST_SOLID else long[:6]
    if re.fullmatch(r"#?[0-9a-f]{6}", said):
        return said[-6:]
    found = _FUNCTION.fullmatch(said)
    try:
        return _mixed(found) if found is not None else None
    except ValueError:
        return None


def _mixed(found: re.Match[str]) -> str:
    """Return the colour of ``rgb(…)`` or ``hsl(…)``; ``ValueError`` where a part of it is no number."""
    if found[5] is not None and _part(found[5], 1) < LEAST_SOLID:
        return CLEAR
    if found[1] == "rgb":
        parts = tuple(_part(found[at], 255) for at in (2, 3, 4))
    else:
        parts = colorsys.hls_to_rgb(float(found[2].rstrip("%")) / 360, _part(found[4], 100), _part(found[3], 100))
    return "".join(f"{round(min(max(part, 0), 1) * 255):02x}" for part in parts)


def _part(word: str, whole: int) -> float:
    return float(word[:-1]) / 100 if word.endswith("%") else float(word) / whole


@cache
def is_faint(letters: str | None, ground: str | None) -> bool:
    """Tell whether letters are not seen on what they stand on: both as `colour` returns them, nothing where nobody knows."""
    if letters == CLEAR:
        return True
    if letters is None or ground is None or not re.fullmatch(r"[0-9a-f]{6}", letters):
        return False
    dark, light = sorted((_luminance(letters), _luminance(PAPER if ground == CLEAR else ground)))
    return (light + 0.05) / (dark + 0.05) < LEAST_CONTRAST


def _luminance(six: str) -> float:
    parts = [int(six[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


__all__ = ["CLEAR", "INK", "PAPER", "colour", "is_faint"]
