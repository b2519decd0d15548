"""Spreadsheets, Parquet and JSON are read as CSV is: the same figures, and every bad cell with its place."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path

import polars as pl
import pytest
import xlsxwriter

from ntmrules import FiguresError, read_figures
from ntmrules.model.figures import UnitFigures

LONG = [
    ("unit", "subject", "value", "period"),
    ("xã Mẫu", "10.1", 39.125, 2022), ("xã Mẫu", "1.1", "đạt", 2023), ("xã Mẫu", "8.1", True, None),
    ("xã Khác", "ty-le-ho-ngheo", 4, 2023), ("xã Khác", "10.1", "45,5", 2023),
]  # fmt: skip
BROKEN = [("unit", "subject", "value"), ("xã Mẫu", "10.1", "nhiều"), ("xã Mẫu", "9.2", "1.234"), (None, "9.2", 5)]


def write(path: Path, rows: list[tuple[object, ...]], *, above: int = 0) -> Path:
    """Write rows as the kind of file that the suffix names."""
    head, body = rows[0], rows[1:]
    if path.suffix == ".xlsx":
        with xlsxwriter.Workbook(str(path)) as book:
            sheet = book.add_worksheet()
            for line in range(above):
                sheet.write(line, 0, f"Ghi chú {line}")
            for at, row in enumerate(rows):
                for place, cell in enumerate(row):
                    sheet.write(at + above, place, cell)
    elif path.suffix == ".json":
        path.write_text(json.dumps([dict(zip(map(str, head), row, strict=True)) for row in body]), encoding="utf-8")
    elif path.suffix == ".csv":
        text = "\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in rows)
        path.write_text(text, encoding="utf-8")
    else:
        columns = {
            str(name): [None if row[at] is None else str(row[at]) for row in body] for at, name in enumerate(head)
        }
        pl.DataFrame(columns).write_parquet(path)
    return path


def values(units: tuple[UnitFigures, ...]) -> dict[str, dict[str, tuple[object, int | None]]]:
    return {unit.unit: {each.subject: (each.value, each.period) for each in unit.entries} for unit in units}


@pytest.mark.parametrize("suffix", [".xlsx", ".json"])
def test_long_figures_are_those_of_the_csv_file(tmp_path: Path, suffix: str) -> None:
    found = values(read_figures(write(tmp_path / f"so-lieu{suffix}", LONG)).units)
    assert found == {
        "xã Mẫu": {"10.1": (Decimal("39.125"), 2022), "1.1": ("met", 2023), "8.1": ("met", None)},
        "xã Khác": {"ty-le-ho-ngheo": (Decimal(4), 2023), "10.1": (Decimal("45.5"), 2023)},
    }


def test_a_wide_parquet_table_keeps_numbers_dates_and_answers(tmp_path: Path) -> None:
    frame = pl.DataFrame({
        "unit": ["xã A", "xã B"], "10.1": pl.Series([Decimal("39.5"), None], dtype=pl.Decimal(10, 3)),
        "1.1": [True, False], "9.2": [80.125, float("nan")], "as_of": pl.Series(["2023-05-01", None]).str.to_date(),
    })  # fmt: skip
    frame.write_parquet(tmp_path / "so-lieu.parquet")
    first, second = read_figures(tmp_path / "so-lieu.parquet").units
    assert {each.subject: each.value for each in first.entries} == {
        "10.1": Decimal("39.5"),
        "1.1": "met",
        "9.2": Decimal("80.125"),
    }
    assert {each.as_of for each in first.entries} == {"2023-05-01"}
    assert {each.subject: each.value for each in second.entries} == {"1.1": "not_met"}


@pytest.mark.parametrize(("suffix", "first"), [(".xlsx", 2), (".parquet", 2), (".json", 1), (".csv", 2)])
def test_every_bad_cell_is_named_with_its_row_and_column(tmp_path: Path, suffix: str, first: int) -> None:
    path = write(tmp_path / f"so-lieu{suffix}", BROKEN)
    with pytest.raises(FiguresError) as refused:
        read_figures(path)
    assert [(problem.code, problem.where) for problem in refused.value.problems] == [
        ("NTM502", f"{path.name}:{first}:3"), ("NTM502", f"{path.name}:{first + 1}:3"),
        ("NTM510", f"{path.name}:{first + 2}:1"),
    ]  # fmt: skip


def test_remarks_above_the_header_of_a_spreadsheet_are_kept_and_rows_are_counted_from_the_top(tmp_path: Path) -> None:
    table = read_figures(write(tmp_path / "so-lieu.xlsx", LONG, above=3))
    assert table.header == ("Ghi chú 0", "Ghi chú 1", "Ghi chú 2")
    assert table.units[0].entries[0].at == "so-lieu.xlsx:5:3"


@pytest.mark.parametrize("suffix", [".xlsx", ".parquet", ".json", ".ods"])
def test_a_file_that_is_not_what_it_is_called_is_an_error_without_traceback(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"so-lieu{suffix}"
    path.write_bytes(b"\x00\xffkh\xc3\xb4ng")
    with pytest.raises(FiguresError) as refused:
        read_figures(path)
    assert refused.value.code == "NTM504"


@pytest.mark.parametrize(("text", "code"), [
    ("[]", "NTM508"), ("{}", "NTM508"), ("[1]", "NTM508"), ("[{}]", "NTM508"), ("[" * 100_000, "NTM504"),
    ('[{"unit": "xã A", "10.1": NaN}]', "NTM504"), ('[{"unit": "xã A", "10.1": {"a": 1}}]', "NTM502"),
])  # fmt: skip
def test_json_that_is_no_list_of_objects_says_what_is_expected(tmp_path: Path, text: str, code: str) -> None:
    path = tmp_path / "so-lieu.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(FiguresError) as refused:
        read_figures(path)
    assert refused.value.code == code


def test_a_missing_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write(tmp_path / "so-lieu.parquet", LONG)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(FiguresError) as refused:
        read_figures(path)
    assert 'pip install ".[table]"' in refused.value.problems[0].remedy
