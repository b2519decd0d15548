"""Units of measure as forms write them: whether two words mean the same power of ten of one thing."""

from __future__ import annotations

from ntmrules.model.spelling import fold

_MONEY = (
    (9, ("ty dong", "ty d", "ty", "tỷ")),
    (6, ("trieu dong", "trieu d", "tr.d", "trd", "tr dong", "tr. dong", "trieu")),
    (
        3,
        (
            "nghin dong",
            "ngan dong",
            "1000 d",
            "1.000 d",
            "1000 dong",
            "1.000 dong",
            "nghin d",
            "ngan d",
            "1000đ",
            "nghin",
            "ngan",
        ),
    ),
    (0, ("dong", "vnd", "d")),
)
_LENGTH = ((3, ("km",)), (0, ("m",)))
_AREA = ((6, ("km2",)), (4, ("ha", "hecta")), (0, ("m2", "m²")))
_SHARE = ((-2, ("%", "phan tram", "ty le %", "ty le")), (-3, ("‰", "phan nghin")))
_KINDS = {"money": _MONEY, "length": _LENGTH, "area": _AREA, "share": _SHARE}


def meaning(unit: str) -> tuple[str, int] | None:
    """Return the kind of thing that a unit measures and its power of ten; nothing for a unit of another kind (nhà, hộ)."""
    first = fold(unit).split("/")[0].strip(" .()")
    for kind, scales in _KINDS.items():
        for power, words in scales:
            if first in {fold(word) for word in words}:
                return kind, power
    return None


def same_scale(said: str, unit: str | None) -> bool:
    """Return whether a form's word for the unit can stand for the unit of the measure; unknown words are not weighed."""
    theirs = meaning(said)
    if theirs is None:
        return True
    ours = None if unit is None else meaning(unit)
    return theirs == ours
