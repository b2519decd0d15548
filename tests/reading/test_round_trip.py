"""A workbook of figures says the same whatever it is written as, with any number format that a person would choose."""

from __future__ import annotations

import csv
import io
import json
import tempfile
from decimal import Decimal
from pathlib import Path
from typing import Any, TypeAlias

import officefiles as office
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from officefiles import Shown

from ntmrules import UnitFigures, read_figures
from ntmrules.model.verdicts import Verdict

SHARE = "ty-le-co-so-san-xuat-dam-bao-moi-truong"
IRRIGATED = "ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong"
INCOME = "thu-nhap-binh-quan-dau-nguoi"
HOUSES = "so-nha-tam-dot-nat"
POWER = "he-thong-dien-dat-chuan"
PERCENT = (SHARE, IRRIGATED)

Value: TypeAlias = Decimal | str | None
Row: TypeAlias = dict[str, Value]

places = st.sampled_from([0, 1, 2])


@st.composite
def numbers(draw: st.DrawFn, low: int, high: int) -> Decimal:
    digits = draw(places)
    return Decimal(draw(st.integers(low * 10**digits, high * 10**digits))).scaleb(-digits)


words = st.sampled_from(["đạt", "chưa đạt", None])
rows = st.fixed_dictionaries(
    {
        SHARE: st.none() | numbers(1, 100),
        IRRIGATED: st.none() | numbers(1, 100),
        INCOME: st.none() | numbers(10, 200),
        HOUSES: st.none() | st.integers(0, 40).map(Decimal),
        POWER: words,
        "1.1": words,
        "17.10": words,
    }
)
tables = st.lists(rows, min_size=1, max_size=4)
styles = st.integers(0, 10**6)  # which of the ways of writing each cell takes


def judged(units: list[UnitFigures]) -> list[Any]:
    book = office.rulebook()
    found = [book.evaluate(unit) for unit in units]
    return [
        (each.unit, each.tally, [(node.id, node.verdict, node.observed) for node in each.nodes()]) for each in found
    ]


def expected(table: list[Row]) -> list[Any]:
    said = {"đạt": Verdict.MET, "chưa đạt": Verdict.NOT_MET}
    return judged([
        UnitFigures.of(f"xã {at}", {key: said.get(value, value) for key, value in row.items() if value is not None})
        for at, row in enumerate(table)
    ])  # fmt: skip


def grid(table: list[Row], cell: Any, *, long: bool) -> list[list[Any]]:
    """Return the rows of a sheet, in long or wide form; ``cell`` writes one value."""
    if long:
        body = [
            [f"xã {at}", key, cell(key, value)]
            for at, row in enumerate(table)
            for key, value in row.items()
            if value is not None
        ]
        empty = [[f"xã {at}", "1.1", None] for at, row in enumerate(table) if not any(row.values())]
        return [["Đơn vị", "Chỉ tiêu", "Kết quả"], *body, *empty]
    keys = list(table[0])
    body = [
        [f"xã {at}", *(None if row[key] is None else cell(key, row[key]) for key in keys)]
        for at, row in enumerate(table)
    ]
    return [["unit", *keys], *body]


def in_workbook(style: int) -> Any:
    """Return what writes a cell of a workbook: numbers in one of the formats that people use, words in one of their cases."""

    def cell(key: str, value: Any) -> Any:
        if isinstance(value, str):
            return (value, value.upper(), value.capitalize())[style % 3]
        number = float(value)
        if key in PERCENT:
            plain = [Shown(number / 100, code) for code in ("0%", "0.0%", "0.00%", "[Red]0.0%;-0%")]
            return [*plain, Shown(number, "0.0"), Shown(number, '0.00"%"'), Shown(number, "#,##0.00"), number,
                    f"{value}".replace(".", ","), f"{value} %"][(style + len(key)) % 10]  # fmt: skip
        return [number, Shown(number, "0.00"), Shown(number, "#,##0"), f"{value}", f"{value}".replace(".", ",")][
            style % 5
        ]

    return cell


def in_ods(style: int) -> Any:
    def cell(key: str, value: Any) -> Any:
        if isinstance(value, str):
            return value
        if key in PERCENT and style % 2:
            return Shown(float(value) / 100, "%")
        return (float(value), f"{value}".replace(".", ","))[style % 3 == 0]

    return cell


def in_text(style: int) -> Any:
    def cell(key: str, value: Any) -> str:
        if isinstance(value, str):
            return (value, value.upper())[style % 2]
        text = f"{value}".replace(".", ",") if style % 3 else f"{value}"
        return f"{text}%" if key in PERCENT and style % 5 == 0 else text

    return cell


def as_csv(table: list[Row], style: int, *, long: bool) -> bytes:
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";,\t"[style % 3])
    writer.writerows([["" if cell is None else cell for cell in row] for row in grid(table, in_text(style), long=long)])
    return stream.getvalue().encode(("utf-8", "utf-8-sig", "utf-16")[style % 7 % 3])


def as_json(table: list[Row], style: int, *, long: bool) -> str:
    def cell(key: str, value: Any) -> Any:
        return (
            float(value)
            if isinstance(value, Decimal) and style % 2
            else value
            if isinstance(value, str)
            else f"{value}"
        )

    head, *body = grid(table, cell, long=long)
    return json.dumps([dict(zip(head, row, strict=True)) for row in body], ensure_ascii=False)


def as_parquet(table: list[Row], style: int, *, long: bool) -> bytes:
    arrow = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")

    def cell(key: str, value: Any) -> Any:
        return value if isinstance(value, str) else f"{value}" if long else float(value)

    head, *body = grid(table, cell, long=long)
    columns = {}
    for name, cells in zip(head, zip(*body, strict=True), strict=True):
        numeric = any(isinstance(each, float) for each in cells)
        kind = (arrow.float32() if style % 2 else arrow.float64()) if numeric else arrow.string()
        columns[name] = arrow.array(list(cells), kind)
    stream = io.BytesIO()
    parquet.write_table(arrow.table(columns), stream)
    return stream.getvalue()


WRITERS: dict[str, Any] = {
    "xlsx": lambda table, style, long: grid(table, in_workbook(style), long=long),
    "ods": lambda table, style, long: grid(table, in_ods(style), long=long),
    "csv": lambda table, style, long: as_csv(table, style, long=long),
    "json": lambda table, style, long: as_json(table, style, long=long),
    "parquet": lambda table, style, long: as_parquet(table, style, long=long),
}


@pytest.mark.parametrize("kind", WRITERS)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(table=tables, style=styles, long=st.booleans())
def test_the_same_figures_in_any_file_and_format_are_judged_alike(
    kind: str, table: list[Row], style: int, *, long: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = office.made_at(Path(folder), f"so-lieu.{kind}", WRITERS[kind](table, style, long))
        found = judged(list(read_figures(path, rulebook=office.rulebook()).units))
    assert sorted(found, key=lambda each: each[0]) == expected(table)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(table=tables, style=styles)
def test_an_old_workbook_is_judged_alike(table: list[Row], style: int) -> None:
    xlwt = pytest.importorskip("xlwt")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "so-lieu.xls"
        book = xlwt.Workbook()
        sheet = book.add_sheet("Biểu")
        for row, cells in enumerate(grid(table, in_workbook(style), long=True)):
            for column, cell in enumerate(cells):
                if isinstance(cell, Shown):
                    sheet.write(row, column, cell.number, xlwt.easyxf(num_format_str=cell.code))
                elif cell is not None:
                    sheet.write(row, column, cell)
        book.save(str(path))
        found = judged(list(read_figures(path, rulebook=office.rulebook()).units))
    assert sorted(found, key=lambda each: each[0]) == expected(table)
