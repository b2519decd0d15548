"""The columns of a table of capital: what each heading means, which unit of money it names, kinds that stand side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import Any

from attrs import Factory

from ntmrules.errors import Problem, problem
from ntmrules.figures.csv import Sheet
from ntmrules.frozen import define, frozen
from ntmrules.model.spelling import fold

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", "don vi", "xa", "ten don vi"),
    "within": ("within", "thuoc", "truc thuoc", "huyen"),
    "province": ("province", "tinh"),
    "level": ("level", "cap"),
    "source": ("source", "nguon", "nguon von"),
    "part": ("part", "noi dung thanh phan", "noi dung", "noi dung thuc hien", "noi dung, thanh phan"),
    "work": ("work", "cong trinh", "loai cong trinh"),
    "kind": ("kind", "loai"),
    "amount": ("amount", "so tien", "von"),
    "money_unit": ("money_unit", "don vi tien", "don vi tinh"),
    "period": ("period", "nam"),
    "as_of": ("as_of", "ngay"),
    "plan_of": ("plan_of", "ke hoach cua", "ke hoach do"),
    "document": ("document", "van ban"),
    "share": ("share", "co cau", "ty trong"),
    "rate": ("rate", "ty le giai ngan", "ty le"),
    "note": ("note", "ghi chu"),
}
IGNORED = ("stt", "tt", "so tt", "so thu tu", "no.")
KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    "planned": ("ke hoach", "ke hoach von", "planned"),
    "carried": ("keo dai", "chuyen nguon", "carried"),
    "allotted": ("phan bo", "da phan bo", "allotted"),
    "unallotted": ("chua phan bo", "unallotted"),
    "mobilised": ("huy dong", "mobilised"),
    "disbursed": ("giai ngan", "da giai ngan", "disbursed"),
    "estimated": ("uoc giai ngan", "estimated"),
    "arrears": ("no dong", "no dong xay dung co ban", "no dong xdcb", "arrears"),
}
MONEY = {
    **dict.fromkeys(("dong", "d", "₫", "vnd", "vn dong", "dong viet nam", "viet nam dong"), 1),
    **dict.fromkeys(("nghin dong", "ngan dong", "nghin d", "ngan d", "1.000 dong", "1000 dong", "1.000 d", "1000 d", "1.000d",
                     "1000d", "thousand dong", "thousand vnd"), 10**3),
    **dict.fromkeys(("trieu dong", "trieu", "trieu d", "trieu vnd", "tr dong", "tr. dong", "tr.dong", "tr d", "tr. d", "tr.d",
                     "trd", "1.000.000 dong", "million dong", "million vnd"), 10**6),
    **dict.fromkeys(("ty dong", "ty", "ty d", "ty vnd", "ti dong", "ti", "billion dong", "billion vnd"), 10**9),
    **dict.fromkeys(("nghin ty dong", "nghin ty", "ngan ty dong", "ngan ty", "trillion dong", "trillion vnd"), 10**12),
}  # fmt: skip
MONEY_SHOWN = {1: "đồng", 10**3: "nghìn đồng", 10**6: "triệu đồng", 10**9: "tỷ đồng", 10**12: "nghìn tỷ đồng"}

_UNIT = "|".join(re.escape(each) for each in sorted(MONEY, key=len, reverse=True))
_LONG = "|".join(re.escape(each) for each in sorted(MONEY, key=len, reverse=True) if " " in each or each == "trieu")
# «huy động», «nợ đọng» and «cộng đồng» end like a unit of money: a short one has a bracket or a mark before it.
_NAMED = r"(?:(?:dvt|don vi(?: tinh| tien)?)\s*:?\s*)?"
_HEADED = re.compile(rf"(?P<base>.*?)\s*(?:[(\[,:;\-–]\s*{_NAMED}(?P<unit>{_UNIT})|\s(?P<long>{_LONG}))\s*[)\]]?")
_TITLED = re.compile(rf".*?(?:dvt|don vi(?: tinh| tien)?)\s*:?\s*(?P<unit>{_UNIT})\)?\.?")
_NUMBER = r"(?P<number>(?:[1-9]\d{0,2}(?:[. ]\d{3})+|\d+)(?:,\d{1,2})?)"
_PART = re.compile(rf"(?<![\d.,]){_NUMBER}\s*(?P<unit>{_UNIT})(?=[\s,.]|\Z)")
_RUNNING = re.compile(r"\b(?:luy ke|cumulative)\b")
_WITHIN = re.compile(r"\b(?:trong (?:ky|thang|quy)|in the period)\b")


@frozen
class Kind:
    """What an amount is: its kind, and whether it runs up to its day (lũy kế), is of its period alone, or neither is said."""

    name: str
    running: bool | None = None


def kind_of(text: str) -> Kind | None:
    """Return the kind of amount that a word means, with or without «lũy kế» or «trong kỳ»; nothing for an unknown word."""
    plain = fold(text)
    running = True if _RUNNING.search(plain) else False if _WITHIN.search(plain) else None
    bare = " ".join(_WITHIN.sub(" ", _RUNNING.sub(" ", plain)).split())
    name = next((key for key, words in KIND_WORDS.items() if bare == key or bare in words), None)
    return Kind(name, running) if name is not None else None


def headed(text: str) -> tuple[str, str | None]:
    """Return a heading without its unit of money, folded, and that unit: ``Kế hoạch (triệu đồng)``; nothing without one."""
    plain = fold(text)
    found = _HEADED.fullmatch(plain)
    return (found["base"].strip(), found["unit"] or found["long"]) if found and found["base"].strip() else (plain, None)


def money(text: str) -> int | None:
    """Return how many đồng a unit of money is: a million for ``triệu đồng``, ``tr.đ``; nothing for what is none."""
    return MONEY.get(fold(text).strip("()[] ").rstrip(". "))


def compound(text: str) -> tuple[Decimal, int] | None:
    """Return an amount in đồng that is written in several units of money, the largest first, and the smallest of them:
    ``1.234 tỷ 500 triệu đồng``. Nothing for what is no such amount, or could be two.
    """
    plain, found, end = fold(text), [], 0
    for part in _PART.finditer(plain):
        if plain[end : part.start()].strip(" ,") not in ("", "va"):
            return None
        found.append((Decimal(re.sub(r"[. ]", "", part["number"]).replace(",", ".")), MONEY[part["unit"]]))
        end = part.end()
    if len(found) < 2 or plain[end:].strip(" ."):
        return None
    for (above, larger), (below, smaller) in pairwise(found):
        if above != above.to_integral_value() or below * smaller >= larger:
            return None
    return sum((number * unit for number, unit in found), Decimal(0)), found[-1][1]


def titled(remarks: Iterable[str]) -> tuple[str, ...]:
    """Return the units of money that lines above the table name (``Đơn vị tính: triệu đồng``): one, or none."""
    said = [found["unit"] for each in remarks if (found := _TITLED.fullmatch(fold(each)))]
    return tuple(dict.fromkeys(said))


def heads(row: Iterable[str]) -> bool:
    """Tell whether a row is the headings of a table of capital: a source, and a kind or an amount."""
    known = {word: name for name, words in COLUMNS.items() for word in words}
    bases = [headed(cell)[0] if fold(cell) not in known else fold(cell) for cell in row if cell.strip()]
    names = {known.get(base) for base in bases}
    return "source" in names and ("amount" in names or any(kind_of(base) for base in bases))


@define
class Columns:
    """Where each column stands, the kinds that have a column of their own, and the unit of money that a column names."""

    at: dict[str, int] = Factory(dict)
    kinds: dict[int, Kind] = Factory(dict)
    money: dict[int, str] = Factory(dict)
    table_money: tuple[str, ...] = ()


def columns_of(sheet: Sheet, problems: list[Problem]) -> Columns:
    """Return the columns of a sheet; NTM578 is noted for a heading that is unknown, stands twice, or is missing."""
    found = Columns(table_money=titled(sheet.remarks))
    known = {word: name for name, words in COLUMNS.items() for word in words}

    def fail(identity: str, index: int, **values: Any) -> None:
        problems.append(problem(identity, f"{sheet.name}:{sheet.header_row}:{index + 1}", **values))

    for index, head in enumerate(sheet.header):
        if not head.strip() or fold(head) in IGNORED:
            continue
        base, money = (fold(head), None) if fold(head) in known else headed(head)
        name = known.get(base)
        kind = kind_of(base) if name is None or (name != "amount" and money is not None) else None
        if kind is not None and kind not in found.kinds.values():
            found.kinds[index] = kind
        elif name is None or name in found.at or (money is not None and name != "amount"):
            if name in found.at or kind is not None:
                fail("NTM578.twice", index, head=head, known=", ".join(COLUMNS))
                continue
            words = (*known, *(word for each in KIND_WORDS.values() for word in each))
            fail("NTM578.column", index, head=head, known=", ".join(COLUMNS), near=(base, words))
            continue
        else:
            found.at[name] = index
        if money is not None:
            found.money[index] = money
    needed = ["source", *(() if found.kinds else ("kind", "amount"))]
    for name in needed:
        if name not in found.at:
            fail("NTM578.no-column", 0, name=name, known=", ".join(COLUMNS))
    if found.kinds and ("kind" in found.at or "amount" in found.at):
        index = min(found.kinds)
        fail("NTM578.both", index, head=sheet.header[index])
    return found
