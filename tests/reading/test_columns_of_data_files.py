"""Columns that only people read are left out of Parquet and JSON as of a spreadsheet; what was not looked at is told once."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ntmrules import FiguresError, Library, read_figures
from ntmrules.books import Books

BOOK = Library(plugins=()).rulebook("xa-ntm", province="Quảng Ninh", on="2023-12-31")
ROWS = [{"STT": 1, "Xã": "xã Hà Lâu", "10.1": 60, "Mức đạt chuẩn": 48}, {"STT": 2, "Xã": "xã Đông Ngũ", "10.1": 50}]


@pytest.mark.parametrize("suffix", [".json", ".parquet"])
def test_columns_that_only_people_read_are_left_out_and_said(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    if suffix == ".json":
        path.write_text(json.dumps(ROWS), encoding="utf-8")
    else:
        pytest.importorskip("pyarrow")
        pytest.importorskip("polars").DataFrame(ROWS).write_parquet(path)
    table = read_figures(path, rulebook=BOOK)
    assert [(unit.unit, [entry.subject for entry in unit.entries]) for unit in table.units] == [
        ("xã Hà Lâu", ["10.1"]), ("xã Đông Ngũ", ["10.1"])]  # fmt: skip
    (said,) = [str(dict(each.values)["columns"]) for each in table.left_out if each.name == "columns"]
    assert said == "'STT', 'Mức đạt chuẩn'"


def test_units_that_were_not_looked_at_are_told_once(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("Tên xã;10.1;99.9\n" + "".join(f"xã Số {at} A;50;1\n" for at in range(4000)), encoding="utf-8")
    table = read_figures(path, accept=True)
    problems: list = []
    Books(Library(plugins=()), "xa-ntm", on="2023-12-31", province="Quảng Ninh").check(table, problems)
    assert [each.identity for each in problems].count("NTM508.unchecked") == 1
    with pytest.raises(FiguresError) as refused:
        read_figures(path, rulebook=BOOK)
    assert [each.identity for each in refused.value.problems].count("NTM508.unchecked") == 1
