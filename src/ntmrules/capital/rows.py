"""Rows of capital: amounts by unit, source, part and kind of works, with the unit of money that the file states."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

from ntmrules.capital.columns import KIND_WORDS, MONEY_SHOWN, Kind, columns_of, compound, heads, kind_of, money
from ntmrules.capital.sources import SOURCE_WORDS, SPOKEN, source_of
from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.figures.cells import read_last_day, read_year
from ntmrules.figures.csv import Sheet
from ntmrules.figures.headings import no_unit
from ntmrules.figures.plain_table import every_table, whole_rows
from ntmrules.frozen import frozen
from ntmrules.messages import Listed
from ntmrules.messages.speech import as_written
from ntmrules.model.figures import Remark
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import level_of
from ntmrules.model.written import BadCellError, read_number

TOTAL = "tong-so"
"""A row of all sources together: it is checked against them and never added to them."""
_TOTAL_WORDS = ("tong", "tong so", "tong cong", "cong", "total")
PLANS: Mapping[str, tuple[str, ...]] = {
    "thu-tuong": ("thu tuong", "thu tuong giao", "prime minister"),
    "dia-phuong": ("dia phuong", "dia phuong giao", "province"),
}
ARREARS = "arrears"

_HALF = re.compile(r"(?:6 ?t|6 thang|sau thang) (?P<h>dau|cuoi) (?:nam )?(?P<y>(?:19|20)\d\d)\Z")
_TAIL = re.compile(r"([-\u2212\d.,\s]+)\s*(\D+)\Z")


@frozen(kw_only=True)
class CapitalRow:
    """One amount, in đồng; ``share`` and ``rate`` are what the file itself prints beside it, in per cent.

    ``half``: the half of the year that it is about, nothing for the whole year. ``running``: the amount runs up to its day
    (lũy kế), or is of its period alone (no), or neither is said. ``every``: a line of totals over all units of the table; it
    is checked against them and never added to them.
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
    running: bool | None = None
    every: bool = False
    at: str = ""

    @property
    def year(self) -> int | None:
        """The year it is about: its period, else that of its day."""
        return self.period if self.period is not None else int(self.as_of[:4]) if self.as_of else None


def read_capital(path: str | Path, left_out: list[Remark] | None = None) -> tuple[CapitalRow, ...]:
    """Return the rows of capital in a CSV or a workbook, in the order of the file; amounts in đồng.

    Every visible sheet with such a table is read. Kinds may stand in a column ``kind`` or side by side in columns of their
    own. ``left_out`` collects what was not used, notes, signatures, other sheets, and that a table has amounts in several units
    of money, each converted by its own. ``FiguresError`` with every bad cell: an amount without its unit of money or with two, a
    negative amount without a reason, a row that stands twice, amounts of several days of which nobody can say whether they add
    up. Units of money are never guessed.
    """
    found: list[CapitalRow] = []
    problems: list[Problem] = []
    said: list[Remark] = []
    for sheet in every_table(Path(path), heads):
        try:
            found += _Reader(sheet, said).rows()
        except FiguresError as error:
            problems += error.problems
    problems += [] if problems else clashes(found)
    if problems:
        raise FiguresError(problems)
    if left_out is not None:
        left_out += said
    return tuple(found)


class _Reader:
    def __init__(self, sheet: Sheet, left_out: list[Remark]) -> None:
        self.sheet = sheet
        self.left_out = left_out
        self.problems: list[Problem] = []
        self.units: dict[int, int] = {}
        self.columns = columns_of(sheet, self.problems)

    def fail(self, identity: str, row: int, column: int, **values: Any) -> None:
        self.problems.append(problem(identity, f"{self.sheet.name}:{row}:{column + 1}", **values))

    def rows(self) -> tuple[CapitalRow, ...]:
        found: list[CapitalRow] = []
        if not self.problems:
            for number, cells in whole_rows(self.sheet, self.problems):
                found += self.row(number, cells)
        if self.problems:
            raise FiguresError(self.problems)
        self.left_out += [Remark(kind, values) for kind, values in self.sheet.notes]
        if len(self.units) > 1:
            said = ", ".join(f"{MONEY_SHOWN[unit]} ({self.sheet.name}:{row})" for unit, row in self.units.items())
            self.left_out.append(Remark("money_units", {"sheet": self.sheet.name, "units": said}))
        return tuple(found)

    def row(self, number: int, cells: list[str]) -> list[CapitalRow]:
        """Return what a row says, an amount a kind; nothing for a line that is no row of capital, which is said."""
        texts = {
            name: " ".join(cells[index].split()) if index < len(cells) else ""
            for name, index in self.columns.at.items()
        }
        named = texts.get("unit") or texts.get("source") or next((cell for cell in cells if cell.strip()), "")
        others = [cell for cell in cells if cell.strip() and " ".join(cell.split()) != named]
        kind = no_unit(named, others)
        if kind is not None and kind != "total":
            said = {"sheet": self.sheet.name, "row": number, "kind": kind, "cell": named[:60]}
            self.left_out.append(Remark("row", said))
            return []
        before = len(self.problems)
        common = self._common(number, texts, every=kind == "total" and bool(texts.get("unit")))
        amounts = list(self._amounts(number, cells, texts))
        if len(self.problems) > before:
            return []
        return [
            CapitalRow(**common, amount=amount, kind=each.name, running=each.running, at=f"{self.sheet.name}:{number}")
            for each, amount in amounts
        ]

    def _common(self, number: int, texts: Mapping[str, str], *, every: bool) -> dict[str, Any]:
        """Return what all amounts of a row have in common; what is wrong is noted."""
        source = TOTAL if every and not texts.get("source") else self._source(number, texts["source"])
        plans = {key: (key, *words) for key, words in PLANS.items()}
        plan_of = self._word(number, "plan_of", texts["plan_of"], plans) if texts.get("plan_of") else None
        level = level_of(texts["level"], texts.get("unit", "")) if texts.get("level") else None
        if texts.get("level") and level is None:
            self.fail("NTM578.level", number, self.columns.at["level"], level=texts["level"])
        dates: dict[str, Any] = {}
        half = _HALF.match(fold(texts.get("period", "")))
        for name, read in (("period", read_year), ("as_of", read_last_day)):
            if texts.get(name):
                try:
                    dates[name] = int(half["y"]) if half is not None and name == "period" else read(texts[name])
                except BadCellError as error:
                    where = f"{self.sheet.name}:{number}:{self.columns.at[name] + 1}"
                    self.problems.append(error.problem.at(where))
        words = ("unit", "within", "province", "part", "work", "document", "share", "rate", "note")
        found: dict[str, Any] = {name: texts.get(name) or None for name in words}
        if every:
            found["unit"] = None
        return {
            **found, "source": source, "level": level, "plan_of": plan_of, "every": every, "period": dates.get("period"),
            "half": (2 if half["h"] == "cuoi" else 1) if half is not None else None, "as_of": dates.get("as_of"),
        }  # fmt: skip

    def _amounts(self, number: int, cells: list[str], texts: Mapping[str, str]) -> Iterator[tuple[Kind, Decimal]]:
        """Yield each amount of a row with its kind; where kinds stand side by side an empty cell says nothing."""
        if not self.columns.kinds:
            kind = kind_of(texts["kind"])
            if kind is None:
                near = (fold(texts["kind"]), [word for words in KIND_WORDS.values() for word in words])
                known = " | ".join(KIND_WORDS)
                self.fail("NTM578.word", number, self.columns.at["kind"], name="kind", text=texts["kind"], known=known,
                          near=near)  # fmt: skip
            amount = self._amount(number, self.columns.at["amount"], texts["amount"], texts)
            if kind is not None and amount is not None:
                yield kind, amount
            return
        filled = [index for index in self.columns.kinds if index < len(cells) and cells[index].strip()]
        for index in filled:
            amount = self._amount(number, index, " ".join(cells[index].split()), texts)
            if amount is not None:
                yield self.columns.kinds[index], amount
        if not filled:
            self.fail("NTM578.no-amount", number, min(self.columns.kinds))

    def _source(self, number: int, text: str) -> str:
        """Return the source that a cell names; one that could be several is told with these, and never chosen."""
        if fold(text) in (TOTAL, *_TOTAL_WORDS):
            return TOTAL
        found = source_of(text)
        if len(found) == 1:
            return found[0]
        if found:
            self.fail("NTM578.which-source", number, self.columns.at["source"], text=text, known=Listed(found, "or"))
            return ""
        known = " | ".join((TOTAL, *SOURCE_WORDS))
        near = text.lower(), [name for name, _ in SPOKEN.values()]
        self.fail("NTM578.word", number, self.columns.at["source"], name="source", text=text, known=known, near=near)
        return ""

    def _word(self, number: int, name: str, text: str, known: Mapping[str, tuple[str, ...]]) -> str:
        for key, words in known.items():
            if fold(text) in {fold(word) for word in words}:
                return key
        near = (fold(text), [word for words in known.values() for word in words])
        self.fail(
            "NTM578.word", number, self.columns.at[name], name=name, text=text, known=" | ".join(known), near=near
        )
        return ""

    def _amount(self, number: int, index: int, text: str, texts: Mapping[str, str]) -> Decimal | None:
        """Return an amount in đồng; its unit stands in its cell, its column's heading, the column for it, or over the table.

        Amounts of one table may have different units, each its own; of one amount all that name a unit name the same.
        """
        together = compound(text)
        tail = _TAIL.match(text)
        own = "" if together is None else MONEY_SHOWN[together[1]]
        given = [tail[2] if tail and together is None else own, self.columns.money.get(index, ""), texts.get("money_unit", ""),
                 *self.columns.table_money]  # fmt: skip
        said = [each for each in given if each] or [""]
        factors = {money(each) for each in said}
        if len(factors) > 1:
            units = dict.fromkeys(MONEY_SHOWN.get(money(each) or 0, each) for each in said)
            self.fail("NTM578.units", number, index, text=text, units=Listed(tuple(units), "and"))
            return None
        if together is not None:
            self.units.setdefault(together[1], number)
            return together[0]
        try:
            value = read_number(tail[1] if tail else text)
        except BadCellError as error:
            self.problems.append(error.problem.at(f"{self.sheet.name}:{number}:{index + 1}"))
            return None
        factor = factors.pop()
        if factor is None:
            self.fail("NTM578.amount", number, index, text=text, unit=said[0])
            return None
        if value is None:
            self.fail("NTM578.number", number, index, text=text)
            return None
        if value < 0 and not texts.get("note"):
            self.fail("NTM591.negative", number, index, amount=text)
        self.units.setdefault(factor, number)
        return value * factor


def clashes(rows: Iterable[CapitalRow]) -> Iterator[Problem]:
    """Yield NTM591 for rows that stand twice, totals that do not say so, and amounts of one thing on several days.

    A running total beside amounts of single periods, or positive amounts of several days without a word for either and
    without documents of their own, would be added up to something that nobody said.
    """
    rows = tuple(rows)
    seen: dict[tuple[object, ...], str] = {}
    things: dict[tuple[object, ...], list[CapitalRow]] = {}
    for row in rows:
        thing = (row.every, *(getattr(row, name) for name in IDENTITY))
        key = (row.amount, *thing, row.running, row.as_of, row.document, row.note)
        if key in seen:
            yield problem("NTM591.twice", row.at, other=seen[key])
        seen.setdefault(key, row.at)
        if row.kind != ARREARS and row.amount >= 0:
            things.setdefault(thing, []).append(row)
    for group in things.values():
        mixed = [row for row in group if row.running is not group[0].running]
        unsaid: dict[str | None, CapitalRow] = {}
        other = mixed[0] if mixed else None
        for row in group:
            if row.running is None:
                first = unsaid.setdefault(row.document, row)
                other = other or (row if first.as_of != row.as_of else None)
        if other is not None:
            first = group[0] if mixed else unsaid[other.document]
            one, two = (as_written(row.as_of) if row.as_of is not None else "–" for row in (first, other))
            yield problem("NTM591.days", other.at, first=first.at, one=one, two=two)
    yield from _totals_unsaid(rows)


def _totals_unsaid(rows: Sequence[CapitalRow]) -> Iterator[Problem]:
    """Yield NTM591 for a row without part (or works) that is just the sum of several with one: it would be counted twice."""
    for name in ("part", "work"):
        groups: dict[tuple[object, ...], list[CapitalRow]] = {}
        for row in rows:
            key = (row.every, row.as_of, *(getattr(row, each) for each in IDENTITY if each != name))
            groups.setdefault(key, []).append(row)
        for group in groups.values():
            named = [row for row in group if getattr(row, name) is not None]
            whole = sum((row.amount for row in named), Decimal(0))
            for row in group if len(named) > 1 and whole else ():
                if getattr(row, name) is None and row.amount == whole:
                    first, last = named[0].at, named[-1].at
                    yield problem("NTM591.whole", row.at, count=len(named), first=first, last=last, name=name)


IDENTITY = ("source", "kind", "unit", "within", "province", "level", "part", "work", "period", "half", "plan_of")
"""What two rows have in common that speak of the same thing."""

__all__ = ["ARREARS", "IDENTITY", "PLANS", "TOTAL", "CapitalRow", "clashes", "read_capital"]
