"""Rows of capital for the forms: amounts by source, part and kind of works, with the unit of money that the file states."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path

from attrs import frozen

from ntmrules.errors import FiguresError, Problem
from ntmrules.figures.cells import BadCellError, read_day, read_number, read_year
from ntmrules.figures.csv import Sheet
from ntmrules.figures.plain_table import read_plain
from ntmrules.messages import Near
from ntmrules.messages.inline import two
from ntmrules.model.spelling import fold
from ntmrules.resolve.options import iso_day

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", "don vi", "xa"), "source": ("source", "nguon", "nguon von"), "part": ("part", "noi dung thanh phan"),
    "work": ("work", "cong trinh", "loai cong trinh"), "kind": ("kind", "loai"), "amount": ("amount", "so tien", "von"),
    "money_unit": ("money_unit", "don vi tien", "don vi tinh"), "period": ("period", "nam"), "as_of": ("as_of", "ngay"),
    "document": ("document", "van ban"), "note": ("note", "ghi chu"),
}  # fmt: skip
NEEDED = ("source", "kind", "amount")
SOURCES: Mapping[str, tuple[str, ...]] = {
    "nstw-dau-tu": ("nstw dau tu", "nstw dtpt"), "nstw-thuong-xuyen": ("nstw thuong xuyen", "nstw sn", "nstw su nghiep"),
    "nsdp-tinh": ("ngan sach tinh", "nsdp tinh"), "nsdp-xa": ("ngan sach xa", "nsdp xa"),
    "long-ghep": ("long ghep", "von long ghep"),
    "tin-dung": ("tin dung", "tin dung chinh sach"), "doanh-nghiep": ("doanh nghiep",),
    "dan-tien-mat": ("dan tien mat", "tien mat"),
    "dan-ngay-cong": ("dan ngay cong", "ngay cong"),
}  # fmt: skip
KIND_WORDS: Mapping[str, tuple[str, ...]] = {
    "planned": ("ke hoach", "planned"), "allotted": ("phan bo", "allotted"), "mobilised": ("huy dong", "mobilised"),
    "disbursed": ("giai ngan", "disbursed"), "arrears": ("no dong", "arrears"),
}  # fmt: skip
MONEY = {"dong": 1, "nghin dong": 10**3, "trieu dong": 10**6, "trieu": 10**6, "ty dong": 10**9, "ty": 10**9}
_HALF = re.compile(r"(?:6 ?t|6 thang|sau thang) (?P<h>dau|cuoi) (?:nam )?(?P<y>(?:19|20)\d\d)\Z")
_TAIL = re.compile(r"([\d.,\s]+)\s*(\D+)\Z")


@frozen(kw_only=True)
class CapitalRow:
    """One amount, in đồng; ``half``: the half of the year that it is about, nothing for the whole year."""

    amount: Decimal
    source: str
    kind: str
    unit: str | None = None
    part: str | None = None
    work: str | None = None
    period: int | None = None
    half: int | None = None
    as_of: str | None = None
    at: str = ""


def read_capital(path: str | Path) -> tuple[CapitalRow, ...]:
    """Return the rows of capital in a CSV or a workbook; ``FiguresError`` with every bad cell. Units are never guessed."""
    place = Path(path)
    return _Reader(read_plain(place)).rows()


class _Reader:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.problems: list[Problem] = []
        self.columns: dict[str, int] = {}
        known = {word: name for name, words in COLUMNS.items() for word in words}
        for index, head in enumerate(sheet.header):
            name = known.get(fold(head))
            if head.strip() and (name is None or name in self.columns):
                self.fail(sheet.header_row, index, f"cột {head!r} lạ hoặc có hai lần · unknown column {head!r}, or twice",
                          ", ".join(COLUMNS), Near(fold(head), known))  # fmt: skip
            elif name is not None:
                self.columns[name] = index
        for name in NEEDED:
            if name not in self.columns:
                self.fail(
                    sheet.header_row, 0, f"thiếu cột {name} · no column {name}", ", ".join(COLUMNS), "thêm cột · add it"
                )

    def fail(self, row: int, column: int, what: str, expected: str, remedy: object) -> None:
        self.problems.append(Problem("NTM578", f"{self.sheet.name}:{row}:{column + 1}", two(what), expected=two(expected),
                                     remedy=two(remedy)))  # fmt: skip

    def rows(self) -> tuple[CapitalRow, ...]:
        found = []
        if not self.problems:
            for number, cells in self.sheet.rows:
                if any(cell.strip() for cell in cells):
                    row = self.row(number, cells)
                    if row is not None:
                        found.append(row)
        if self.problems:
            raise FiguresError(self.problems)
        return tuple(found)

    def row(self, number: int, cells: list[str]) -> CapitalRow | None:
        def cell(name: str) -> str:
            index = self.columns.get(name)
            return " ".join(cells[index].split()) if index is not None and index < len(cells) else ""

        before = len(self.problems)
        source = self._word(number, "source", cell("source"), {key: (key, *words) for key, words in SOURCES.items()})
        kind = self._word(number, "kind", cell("kind"), KIND_WORDS)
        amount = self._amount(number, cell("amount"), cell("money_unit"))
        dates: dict[str, object] = {}
        half = _HALF.match(fold(cell("period")))
        for name, read in (("period", read_year), ("as_of", read_day)):
            if cell(name):
                try:
                    dates[name] = int(half["y"]) if half is not None and name == "period" else read(cell(name))
                except BadCellError as error:
                    self.problems.append(error.problem.at(f"{self.sheet.name}:{number}:{self.columns[name] + 1}"))
        if len(self.problems) > before or amount is None:
            return None
        as_of = dates.get("as_of")
        return CapitalRow(amount=amount, source=source, kind=kind, unit=cell("unit") or None, part=cell("part") or None,
                          work=cell("work") or None, period=dates.get("period"),  # type: ignore[arg-type]
                          half=(2 if half["h"] == "cuoi" else 1) if half is not None else None,
                          as_of=iso_day(as_of) if as_of is not None else None, at=f"{self.sheet.name}:{number}")  # type: ignore[arg-type]  # fmt: skip

    def _word(self, number: int, name: str, text: str, known: Mapping[str, tuple[str, ...]]) -> str:
        for key, words in known.items():
            if fold(text) in {fold(word) for word in words}:
                return key
        self.fail(number, self.columns[name], f"không có {name} {text!r} · no {name} {text!r}", " | ".join(known),
                  Near(fold(text), [word for words in known.values() for word in words]))  # fmt: skip
        return ""

    def _amount(self, number: int, text: str, unit: str) -> Decimal | None:
        tail = _TAIL.match(text)
        words = fold(tail[2]) if tail else fold(unit)
        if tail and unit and fold(unit) != words:
            self.fail(number, self.columns["amount"], f"{text!r} nhưng đơn vị tiền ghi {unit!r} · but the unit says {unit!r}",
                      "một đơn vị · one unit", "giữ một · keep one")  # fmt: skip
            return None
        try:
            value = read_number(tail[1] if tail else text)
        except BadCellError as error:
            self.problems.append(error.problem.at(f"{self.sheet.name}:{number}:{self.columns['amount'] + 1}"))
            return None
        if value is None or words not in MONEY:
            what = f"{text!r} {unit!r} không phải số tiền có đơn vị · is no amount with its unit"
            self.fail(number, self.columns["amount"], what, "1.500 triệu đồng; đồng | triệu đồng | tỷ đồng",
                      "ghi đơn vị tiền ở cột money_unit · state the unit of money in the column money_unit")  # fmt: skip
            return None
        return value * MONEY[words]


__all__ = ["SOURCES", "CapitalRow", "read_capital"]
