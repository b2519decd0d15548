"""Rows of capital: amounts by unit, source, part and kind of works, with the unit of money that the file states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from typing import Any

from attrs import frozen

from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.figures.cells import read_day, read_year
from ntmrules.figures.csv import Sheet
from ntmrules.figures.plain_table import read_plain
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import level_of
from ntmrules.model.written import BadCellError, read_number

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", "don vi", "xa"),
    "within": ("within", "thuoc", "truc thuoc", "huyen"),
    "province": ("province", "tinh"),
    "level": ("level", "cap"),
    "source": ("source", "nguon", "nguon von"),
    "part": ("part", "noi dung thanh phan"),
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
NEEDED = ("source", "kind", "amount")
SOURCES: Mapping[str, tuple[str, ...]] = {
    "nstw-dau-tu": ("nstw dau tu", "nstw dtpt"),
    "nstw-thuong-xuyen": ("nstw thuong xuyen", "nstw sn", "nstw su nghiep"),
    "nsdp-tinh": ("ngan sach tinh", "nsdp tinh"),
    "nsdp-huyen": ("ngan sach huyen", "nsdp huyen"),
    "nsdp-xa": ("ngan sach xa", "nsdp xa"),
    "long-ghep": ("long ghep", "von long ghep"),
    "tin-dung": ("tin dung", "tin dung chinh sach"),
    "tin-dung-khac": ("tin dung khac",),
    "doanh-nghiep": ("doanh nghiep",),
    "dan-tien-mat": ("dan tien mat", "tien mat"),
    "dan-ngay-cong": ("dan ngay cong", "ngay cong"),
}
TOTAL = "tong-so"
"""A row of all sources together: it is checked against them and never added to them."""
_TOTAL_WORDS = ("tong so", "tong cong", "cong", "total")
KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    "planned": ("ke hoach", "planned"),
    "carried": ("keo dai", "chuyen nguon", "carried"),
    "allotted": ("phan bo", "da phan bo", "allotted"),
    "unallotted": ("chua phan bo", "unallotted"),
    "mobilised": ("huy dong", "mobilised"),
    "disbursed": ("giai ngan", "da giai ngan", "disbursed"),
    "estimated": ("uoc giai ngan", "estimated"),
    "arrears": ("no dong", "no dong xay dung co ban", "arrears"),
}
PLANS: Mapping[str, tuple[str, ...]] = {
    "thu-tuong": ("thu tuong", "thu tuong giao", "prime minister"),
    "dia-phuong": ("dia phuong", "dia phuong giao", "province"),
}
MONEY = {"dong": 1, "nghin dong": 10**3, "trieu dong": 10**6, "trieu": 10**6, "ty dong": 10**9, "ty": 10**9}
ARREARS = "arrears"

_HALF = re.compile(r"(?:6 ?t|6 thang|sau thang) (?P<h>dau|cuoi) (?:nam )?(?P<y>(?:19|20)\d\d)\Z")
_TAIL = re.compile(r"([-\u2212\d.,\s]+)\s*(\D+)\Z")


@frozen(kw_only=True)
class CapitalRow:
    """One amount, in đồng; ``share`` and ``rate`` are what the file itself prints beside it, in per cent.

    ``half``: the half of the year that it is about, nothing for the whole year.
    """

    amount: Decimal
    source: str
    kind: str
    unit: str | None = None
    within: str | None = None
    province: str | None = None
    level: str | None = None
    part: str | None = None
    work: str | None = None
    period: int | None = None
    half: int | None = None
    as_of: str | None = None
    plan_of: str | None = None
    document: str | None = None
    share: str | None = None
    rate: str | None = None
    note: str | None = None
    at: str = ""

    @property
    def year(self) -> int | None:
        """The year it is about: its period, else that of its day."""
        return self.period if self.period is not None else int(self.as_of[:4]) if self.as_of else None


def read_capital(path: str | Path) -> tuple[CapitalRow, ...]:
    """Return the rows of capital in a CSV or a workbook, in the order of the file; amounts in đồng.

    ``FiguresError`` with every bad cell: an amount without its unit of money, two units of money in one column, a negative
    amount without a reason, a row that stands twice. Units of money are never guessed.
    """
    place = Path(path)
    return _Reader(read_plain(place)).rows()


class _Reader:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.problems: list[Problem] = []
        self.columns: dict[str, int] = {}
        self.units: dict[str, int] = {}
        known = {word: name for name, words in COLUMNS.items() for word in words}
        for index, head in enumerate(sheet.header):
            name = known.get(fold(head))
            if head.strip() and (name is None or name in self.columns):
                near = (fold(head), known)
                self.fail("NTM578.column", sheet.header_row, index, head=head, known=", ".join(COLUMNS), near=near)
            elif name is not None:
                self.columns[name] = index
        for name in NEEDED:
            if name not in self.columns:
                self.fail("NTM578.no-column", sheet.header_row, 0, name=name, known=", ".join(COLUMNS))

    def fail(self, identity: str, row: int, column: int, **values: Any) -> None:
        self.problems.append(problem(identity, f"{self.sheet.name}:{row}:{column + 1}", **values))

    def rows(self) -> tuple[CapitalRow, ...]:
        found: list[CapitalRow] = []
        if not self.problems:
            for number, cells in self.sheet.rows:
                if any(cell.strip() for cell in cells):
                    row = self.row(number, cells)
                    if row is not None:
                        found.append(row)
        if len(self.units) > 1:
            rows = ", ".join(f"{unit} ({self.sheet.name}:{row})" for unit, row in self.units.items())
            self.problems.append(problem("NTM591.units", self.sheet.name, units=rows))
        seen: dict[tuple[object, ...], str] = {}
        for row in found:
            key = tuple(getattr(row, name) for name in ("amount", *IDENTITY, "as_of", "document", "note"))
            if key in seen:
                self.problems.append(problem("NTM591.twice", row.at, other=seen[key]))
            seen.setdefault(key, row.at)
        if self.problems:
            raise FiguresError(self.problems)
        return tuple(found)

    def row(self, number: int, cells: list[str]) -> CapitalRow | None:
        def cell(name: str) -> str:
            index = self.columns.get(name)
            return " ".join(cells[index].split()) if index is not None and index < len(cells) else ""

        before = len(self.problems)
        sources = {TOTAL: (TOTAL, *_TOTAL_WORDS), **{key: (key, *words) for key, words in SOURCES.items()}}
        source = self._word(number, "source", cell("source"), sources)
        kind = self._word(number, "kind", cell("kind"), {key: (key, *words) for key, words in KIND_WORDS.items()})
        plan_of = (
            self._word(number, "plan_of", cell("plan_of"), {key: (key, *words) for key, words in PLANS.items()})
            if cell("plan_of")
            else None
        )
        level = level_of(cell("level"), cell("unit")) if cell("level") else None
        if cell("level") and level is None:
            self.fail("NTM578.level", number, self.columns["level"], level=cell("level"))
        amount = self._amount(number, cell("amount"), cell("money_unit"))
        if amount is not None and amount < 0 and not cell("note"):
            self.problems.append(
                problem(
                    "NTM591.negative", f"{self.sheet.name}:{number}:{self.columns['amount'] + 1}", amount=cell("amount")
                )
            )
        dates: dict[str, Any] = {}
        half = _HALF.match(fold(cell("period")))
        for name, read in (("period", read_year), ("as_of", read_day)):
            if cell(name):
                try:
                    dates[name] = int(half["y"]) if half is not None and name == "period" else read(cell(name))
                except BadCellError as error:
                    self.problems.append(error.problem.at(f"{self.sheet.name}:{number}:{self.columns[name] + 1}"))
        if len(self.problems) > before or amount is None:
            return None
        texts = {
            name: cell(name) or None
            for name in ("unit", "within", "province", "part", "work", "document", "share", "rate", "note")
        }
        return CapitalRow(
            amount=amount,
            source=source,
            kind=kind,
            level=level,
            plan_of=plan_of,
            period=dates.get("period"),
            half=(2 if half["h"] == "cuoi" else 1) if half is not None else None,
            as_of=dates.get("as_of"),
            at=f"{self.sheet.name}:{number}",
            **texts,
        )

    def _word(self, number: int, name: str, text: str, known: Mapping[str, tuple[str, ...]]) -> str:
        for key, words in known.items():
            if fold(text) in {fold(word) for word in words}:
                return key
        near = (fold(text), [word for words in known.values() for word in words])
        self.fail("NTM578.word", number, self.columns[name], name=name, text=text, known=" | ".join(known), near=near)
        return ""

    def _amount(self, number: int, text: str, unit: str) -> Decimal | None:
        tail = _TAIL.match(text)
        words = fold(tail[2]) if tail else fold(unit)
        if tail and unit and fold(unit) != words:
            self.fail("NTM578.units", number, self.columns["amount"], text=text, unit=unit)
            return None
        try:
            value = read_number(tail[1] if tail else text)
        except BadCellError as error:
            self.problems.append(error.problem.at(f"{self.sheet.name}:{number}:{self.columns['amount'] + 1}"))
            return None
        if value is None or words not in MONEY:
            self.fail("NTM578.amount", number, self.columns["amount"], text=text, unit=unit)
            return None
        self.units.setdefault(words if words.endswith("dong") else f"{words} dong", number)
        return value * MONEY[words]


IDENTITY = ("source", "kind", "unit", "within", "province", "level", "part", "work", "period", "half", "plan_of")
"""What two rows have in common that speak of the same thing."""

__all__ = ["ARREARS", "IDENTITY", "KIND_WORDS", "MONEY", "PLANS", "SOURCES", "TOTAL", "CapitalRow", "read_capital"]
