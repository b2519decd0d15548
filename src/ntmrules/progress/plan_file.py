"""A plan as a table: unit, set, target, due day, responsible body, note."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.figures.cells import read_day
from ntmrules.figures.csv import Sheet
from ntmrules.figures.headings import known_role, numbers_rows
from ntmrules.figures.plain_table import read_tables, whole_rows
from ntmrules.figures.signs import TYPED_LABEL
from ntmrules.frozen import evolve, frozen
from ntmrules.model.days import last_of_month
from ntmrules.model.spelling import fold
from ntmrules.model.written import BadCellError
from ntmrules.resolve.options import iso_day

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", "don vi", "ten don vi", "xa", "huyen"),
    "set": ("set", "bo", "bo tieu chi"),
    "target": ("target", "muc tieu", "chi tieu ke hoach"),
    "due": ("due", "han", "thoi han", "ngay hoan thanh"),
    "body": ("body", "co quan", "co quan phu trach", "don vi phu trach"),
    "note": ("note", "ghi chu"),
    "province": ("province", "tinh"),
    "within": ("within", "thuoc", "truc thuoc"),
}
NEEDED = ("unit", "target", "due")
_COLUMN_OF = {word: name for name, words in COLUMNS.items() for word in words}
SET, CRITERIA, INDICATORS, LABEL = "set", "criteria", "indicators", "label"
_WHOLE = (
    "dat chuan",
    "dat",
    "dat chuan ntm",
    "dat chuan nong thon moi",
    "ca bo",
    "set",
    "met",
    "bo tieu chi",
    "attained",
)
_TALLY = re.compile(r"(\d{1,3})\s*(?:/\s*(\d{1,3}))?\s*(tieu chi|chi tieu|criteria|indicators)?\Z")
_YEAR = re.compile(r"(?:nam )?((?:19|20)\d\d)\Z")
_MONTH = re.compile(r"(?:(\d{4})-(\d{1,2})|(?:thang )?(\d{1,2})/(\d{4}))\Z")
_QUARTER = re.compile(r"quy (i{1,3}|iv|[1-4])[ /-]+(?:nam )?(\d{4})\Z")


@frozen(kw_only=True)
class Target:
    """What a row of a plan asks: the whole set, a tally, or one criterion or indicator by its label.

    ``typed``: the label is a number in a cell, so 17.1 may have been 17.10.
    """

    kind: str
    number: int | None = None
    of: int | None = None
    label: str | None = None
    text: str = ""
    typed: bool = False


@frozen(kw_only=True)
class PlanRow:
    """One row of a plan. ``due`` is the last day (ISO) of what the cell names: a day, month, quarter or year."""

    unit: str
    target: Target
    due: str
    set: str | None = None
    body: str | None = None
    note: str | None = None
    province: str | None = None
    within: str | None = None
    at: str = ""


def read_plan(path: str | Path) -> tuple[PlanRow, ...]:
    """Return the rows of a plan in a CSV or a workbook; ``FiguresError`` with every bad cell."""
    place = Path(path)
    (sheet,) = read_tables(place, _heads, shown=True)
    reader = _Reader(sheet)
    rows = [row for number, cells in whole_rows(sheet, reader.problems) if (row := reader.row(number, cells))]
    if not rows and not reader.problems:
        reader.fail("NTM576.no-rows", sheet.header_row, None)
    if reader.problems:
        raise FiguresError(reader.problems)
    return tuple(rows)


class _Reader:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.problems: list[Problem] = []
        self.columns: dict[str, int] = {}
        for index, head in enumerate(sheet.header):
            name = _COLUMN_OF.get(fold(head)) or known_role(head, COLUMNS)
            if not head.strip() or numbers_rows(head):
                continue
            if name is None or name in self.columns:
                near = (fold(head), _COLUMN_OF)
                self.fail("NTM576.column", sheet.header_row, index, head=head, known=", ".join(COLUMNS), near=near)
                continue
            self.columns[name] = index
        for name in NEEDED:
            if name not in self.columns:
                self.fail("NTM576.no-column", sheet.header_row, None, name=name, known=", ".join(COLUMNS))
        if self.problems:
            raise FiguresError(self.problems)

    def fail(self, identity: str, row: int, column: int | None, **values: Any) -> None:
        where = f"{self.sheet.name}:{row}" + (f":{column + 1}" if column is not None else "")
        self.problems.append(problem(identity, where, **values))

    def row(self, number: int, cells: list[str]) -> PlanRow | None:
        def cell(name: str) -> str:
            index = self.columns.get(name)
            return (
                " ".join(cells[index].replace(TYPED_LABEL, "").split())
                if index is not None and index < len(cells)
                else ""
            )

        before = len(self.problems)
        for name in NEEDED:
            if not cell(name):
                self.fail("NTM576.empty", number, self.columns[name], name=name)
        if len(self.problems) > before:
            return None
        due = _due(cell("due"))
        if due is None:
            self.fail("NTM576.due", number, self.columns["due"], text=cell("due"))
            return None
        target, set_ = _of_its_set(_target(cell("target")), cell("set") or None)
        target = evolve(target, typed=TYPED_LABEL in cells[self.columns["target"]])
        return PlanRow(unit=cell("unit"), target=target, due=due, set=set_,
                       body=cell("body") or None, note=cell("note") or None, province=cell("province") or None,
                       within=cell("within") or None, at=f"{self.sheet.name}:{number}")  # fmt: skip


def _due(text: str) -> str | None:
    folded = fold(text)
    year, month, quarter = _YEAR.match(folded), _MONTH.match(folded), _QUARTER.match(folded)
    try:
        if year:
            return f"{year[1]}-12-31"
        if month:
            y, m = (month[1], month[2]) if month[1] else (month[4], month[3])
            return _last(int(y), int(m))
        if quarter:
            return _last(
                int(quarter[2]), 3 * {"i": 1, "ii": 2, "iii": 3, "iv": 4}.get(quarter[1], 0) or 3 * int(quarter[1])
            )
        return iso_day(read_day(text))
    except (BadCellError, ValueError):
        return None


def _last(year: int, month: int) -> str:
    return date(year, month, last_of_month(year, month)).isoformat()


def _heads(row: Sequence[str]) -> bool:
    """Tell whether a row is the headings of a plan."""
    named = {_COLUMN_OF.get(fold(cell)) for cell in row}
    return all(name in named for name in NEEDED)


def _of_its_set(target: Target, named: str | None) -> tuple[Target, str | None]:
    """Return a target whose label is a full id (``vn/xa-ntm/17.1``) as the label in its set; one that says another set stays."""
    head, _, number = (target.label or "").rpartition("/")
    if (
        not any(map(str.isalpha, head))
        or not number[:1].isdigit()
        or (named and named.removeprefix("vn/") != head.removeprefix("vn/"))
    ):
        return target, named
    return evolve(target, label=number), named or head


def _target(text: str) -> Target:
    folded = fold(text)
    if folded in _WHOLE:
        return Target(kind=SET, text=text)
    tally = _TALLY.match(folded)
    if tally and (tally[2] or tally[3]):
        kind = INDICATORS if (tally[3] or "") in ("chi tieu", "indicators") else CRITERIA
        return Target(kind=kind, number=int(tally[1]), of=int(tally[2]) if tally[2] else None, text=text)
    label = folded.removeprefix("tieu chi ").removeprefix("chi tieu ").strip()
    return Target(kind=LABEL, label=label if label[:1].isdigit() else text, text=text)
