"""Units of measure as forms write them: whether two words mean the same power of ten of one thing."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ntmrules.model.spelling import fold
from ntmrules.patterns import later

_MEASURED_NUMBER = later(r"\s*([-+]?\d[\d.,]*)\s*([^\W\d_].*?)\s*\Z")
_MONEY = (
    (9, ("ty dong", "ty d", "ty")),
    (6, ("trieu dong", "trieu d", "tr.d", "trd", "tr dong", "tr. dong", "trieu")),
    (3, ("nghin dong", "ngan dong", "1000 d", "1.000 d", "1000 dong", "1.000 dong", "1000d", "1.000d", "nghin d", "ngan d",
         "ng.dong", "ng.d", "ngd", "nghin", "ngan")),
    (0, ("dong", "vnd", "d", "₫")),
)  # fmt: skip
_LENGTH = ((3, ("km",)), (0, ("m",)))
_AREA = ((6, ("km2",)), (4, ("ha", "hecta")), (0, ("m2", "m²")))
_SHARE = ((-2, ("%", "phan tram", "ty le %", "ty le")), (-3, ("‰", "phan nghin")))
_FOREIGN = ((0, ("$", "us$", "usd", "€", "eur")),)
_KINDS = {"money": _MONEY, "foreign money": _FOREIGN, "length": _LENGTH, "area": _AREA, "share": _SHARE}


# What is counted, one by one: a number of these is no amount of money, no length and no share.
_COUNTED = frozenset({
    "nguoi", "ho", "ho dan", "ho gia dinh", "nha", "nha tam", "nha van hoa", "cai", "xa", "thon", "ban", "ap", "truong", "tram",
    "mo hinh", "san pham", "co so", "cong trinh", "doanh nghiep", "hop tac xa", "htx", "lao dong", "can bo", "nhan khau",
    "hoc sinh", "phong", "diem", "cho", "vu", "don", "to", "loai", "thanh vien", "to chuc",
})  # fmt: skip
# What is measured, but is no amount of money, no area and no share either.
_MEASURED = frozenset({"kg", "ta", "tan", "lit", "m3", "kw", "kwh", "gio", "phut", "lan", "luot", "con"})
_WHOM = {
    "nguoi": "person", "ng": "person", "khau": "person", "nhan khau": "person", "dau nguoi": "person", "ho": "household",
    "ho dan": "household", "ho gia dinh": "household", "lao dong": "worker", "ld": "worker", "thon": "village", "xa": "commune",
}  # fmt: skip
_TIMES = {"thang": "month", "t": "month", "quy": "quarter", "nam": "year", "n": "year"}
_ONE_WORD = frozenset({
    "đồng", "tỷ", "tỉ", "triệu", "nghìn", "ngàn", "hộ", "nhà", "người", "cái", "xã", "thôn", "bản", "ấp", "trường", "trạm",
    "phòng", "điểm", "chợ", "vụ", "đơn", "tổ", "loại", "lần", "lượt", "m²", "‰", "đ", "₫", "€", "tr.đ", "trđ", "ng.đ",
    "tr.đồng", "ng.đồng", "vnđ",
})  # fmt: skip
_SHORT = ("ha", "m", "km", "m2", "m3", "km2")
_SIGNS = later(r"[.()]")
_CURRENCY = later(r"(?<=.) ?vnd$")


def meaning(unit: str) -> tuple[str, int] | None:
    """Return the kind of thing that a unit measures and its power of ten; nothing for a unit of another kind (nhà, hộ)."""
    return _meanings().get(_first(unit))


@cache
def _meanings() -> Mapping[str, tuple[str, int]]:
    return {_plain(word): (kind, power) for kind, scales in _KINDS.items() for power, words in scales for word in words}


def _first(unit: str) -> str:
    """Return what is measured, without of whom and for how long: of «số hộ» the households."""
    return _plain(unit.partition("/")[0]).removeprefix("so ")


def _plain(word: str) -> str:
    """Return a unit without brackets, points and accents: «Tr.đồng», «tr. đồng» and «tr đồng» are one, so are đồng and VNĐ."""
    return _CURRENCY.sub(" dong", " ".join(_SIGNS.sub(" ", fold(word)).split()))


def per_time(unit: str) -> str | None:
    """Return the span of time that a unit is for (triệu đồng/người/tháng -> ``month``); nothing where it names none."""
    for part in fold(unit).split("/")[1:]:
        found = _TIMES.get(part.strip(" .()"))
        if found is not None:
            return found
    return None


def per_whom(unit: str) -> str | None:
    """Return of whom a unit is one (triệu đồng/hộ/năm -> ``household``); nothing where it names nobody."""
    return next((_WHOM[part] for part in map(_plain, unit.split("/")[1:]) if part in _WHOM), None)


def is_unit_of_measure(text: str) -> bool:
    """Tell whether a whole text is a unit of measure: «triệu đồng/người», «%», «Số hộ»; a name is none (Đồng Rui, Hà)."""
    first = text.split("/", maxsplit=1)[0].strip(" .()")
    plain = fold(first)
    if " " not in plain and not first.isascii() and first.casefold() not in _ONE_WORD:
        return False  # a commune called Hà is no hectare, Hồ no household
    return meaning(first) is not None or plain in _SHORT or plain.removeprefix("so ") in _COUNTED | {"lan", "luot"}


def number_with_unit(text: str) -> tuple[str, str] | None:
    """Return a number and the unit of measure that is written behind it: «58,2 triệu đồng»; nothing for any other text."""
    found = _MEASURED_NUMBER.match(text)
    return None if found is None or not is_unit_of_measure(found[2]) else (found[1], found[2])


def same_unit(one: str, other: str) -> bool:
    """Tell whether two words of one form for the unit of a figure can both be right: «%» and «tỷ lệ», not «nghìn» and «%»."""
    known = meaning(one), meaning(other)
    return known[0] == known[1] and (known[0] is not None or _first(one) == _first(other))


def same_scale(said: str, unit: str | None) -> bool:
    """Return whether a form's word for the unit can stand for the unit of the measure; unknown words are not weighed."""
    theirs, ours = meaning(said), None if unit is None else meaning(unit)
    if theirs is None:
        other = _first(said) in _COUNTED or _first(said) in _MEASURED
        return ours is None or (not other and _same_base(said, unit or ""))
    return theirs == ours and _same_base(said, unit or "")


def other_scale(said: str, unit: str | None) -> bool:
    """Return whether a title's word for the unit of all figures is surely another than that of a measure of the same kind."""
    theirs, ours = meaning(said), None if unit is None else meaning(unit)
    if theirs is None or ours is None or theirs[0] != ours[0]:
        return False
    return theirs != ours or not _same_base(said, unit or "")


def _same_base(said: str, unit: str) -> bool:
    """Tell whether both are of the same whom and for the same span of time; a form that names none leaves it to the measure."""
    whom, ours = per_whom(said), per_whom(unit)
    return (whom is None or ours is None or whom == ours) and _same_time(said, unit) and not _per_other(said, unit)


def _per_other(said: str, unit: str) -> bool:
    """Tell whether an amount is for something that is neither people nor a time, nor named by the measure: triệu đồng/ha."""
    kind = meaning(said)
    if kind is None or kind[0] == "share":
        return False
    ours = {*map(_plain, unit.split("/"))}
    parts = [_plain(part).rstrip("0123456789 ") for part in said.split("/")[1:]]
    return any(part and part not in _WHOM and part not in _TIMES and part not in ours for part in parts)


def _same_time(said: str, unit: str) -> bool:
    """Tell whether both are for the same span of time; a form that names none leaves it to the measure."""
    theirs = per_time(said)
    return theirs is None or theirs == per_time(unit) or (theirs == "year" and per_time(unit) is None)
