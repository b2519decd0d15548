"""A plan as a table: unit, set, target, due day, responsible body, note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ntmrules.errors import FiguresError, Problem, problem, refuse_other_than_path
from ntmrules.figures.cells import read_last_day
from ntmrules.figures.csv import Sheet
from ntmrules.figures.plain_table import columns_of, is_no_unit, read_tables, whole_rows
from ntmrules.figures.signs import TYPED_LABEL
from ntmrules.frozen import evolve, frozen
from ntmrules.model.days import day_of
from ntmrules.model.spelling import fold
from ntmrules.model.written import BadCellError
from ntmrules.model.written_tally import INDICATORS as INDICATORS_TALLY
from ntmrules.model.written_tally import written_tally

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "unit": ("unit", "don vi", "ten don vi", "xa", "huyen"),
    "set": ("set", "bo", "bo tieu chi"),
    "target": ("target", "muc tieu", "chi tieu ke hoach", "muc tieu phan dau", "muc tieu dang ky", "noi dung dang ky"),
    "due": (
        "due",
        "han",
        "thoi han",
        "ngay hoan thanh",
        "han hoan thanh",
        "thoi han hoan thanh",
        "thoi gian hoan thanh",
        "thoi diem hoan thanh",
        "nam hoan thanh",
    ),
    "body": (
        "body",
        "co quan",
        "co quan phu trach",
        "don vi phu trach",
        "co quan chu tri",
        "don vi chu tri",
        "co quan thuc hien",
        "don vi thuc hien",
    ),
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
    refuse_other_than_path("path", path)
    place = Path(path)
    (sheet,) = read_tables(place, _heads, shown=True)
    reader = _Reader(sheet)
    rows = [row for number, cells in whole_rows(sheet, reader.problems)
            if not is_no_unit(cells, reader.columns["unit"]) and (row := reader.row(number, cells))]  # fmt: skip
    if not rows and not reader.problems:
        reader.fail("NTM576.no-rows", sheet.header_row, None)
    if reader.problems:
        raise FiguresError(reader.problems)
    return tuple(rows)


class _Reader:
    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.problems: list[Problem] = []
        self.columns, strange = columns_of(sheet.header, COLUMNS)
        for index, twice in strange:
            head, known = sheet.header[index], ", ".join(COLUMNS)
            if twice:
                self.fail("NTM576.twice", sheet.header_row, index, head=head, known=known)
            else:
                near = (fold(head), _COLUMN_OF)
                self.fail("NTM576.column", sheet.header_row, index, head=head, known=known, near=near)
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
        if day_of(cell("target")) is not None:
            self.fail("NTM502.day", number, self.columns["target"], text=cell("target"))
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
    try:
        return read_last_day(text)
    except BadCellError:
        return None


def _heads(row: Sequence[str]) -> bool:
    """Tell whether a row is the headings of a plan."""
    return all(name in columns_of(row, COLUMNS)[0] for name in NEEDED)


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
    tally = written_tally(text)
    if tally is not None and tally.high == tally.low and (tally.total is not None or tally.what is not None):
        kind = INDICATORS if tally.what == INDICATORS_TALLY else CRITERIA
        return Target(kind=kind, number=tally.low, of=tally.total, text=text)
    label = folded.removeprefix("dat ")
    for word in ("tieu chi ", "chi tieu ", "tc ", "ct "):
        label = label.removeprefix(word).strip()
    return Target(kind=LABEL, label=label if label[:1].isdigit() else text, text=text)
