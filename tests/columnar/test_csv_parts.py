"""One reader of CSV: part by part it reads what it reads whole, row for row and line for line, whatever stands there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntmrules.errors import FiguresError
from ntmrules.figures.csv import read_csv
from ntmrules.figures.frames import csv_parts
from ntmrules.figures.frames.parts import read_parts

HEAD = "unit,a,b\n"
TEXTS = {
    "an empty line": f"{HEAD}xã A,1,2\n\nxã B,3,4\n",
    "an empty line at the end": f"{HEAD}xã A,1,2\n\n\n",
    "a line break in a cell": f'{HEAD}xã A,"1\n2",2\nxã B,3,4\n',
    "a line break in the header": 'unit,"a\nx",b\nxã A,1,2\nxã B,3,4\n',
    "a remark above": f"# ghi chú\n{HEAD}xã A,1,2\n",
    "a remark among the rows": f"{HEAD}xã A,1,2\n# ghi chú\nxã B,3,4\n",
    "a remark with commas": f"{HEAD}xã A,1,2\n# ghi chú,,\nxã B,3,4\n",
    "what Excel writes above": "sep=;\nunit;a;b\nxã A;1;2\n",
    "too few cells": f"{HEAD}xã A,1\nxã B,3,4\n",
    "commas at the end": f"{HEAD}xã A,1,2,\nxã B,3,4,\n",
    "empty rows of a spreadsheet": f"{HEAD}xã A, 1 ,2\n,,\nxã B,3,4\n",
    "line ends of Windows": f"\ufeff{HEAD}xã A,1,2\nxã B,3,4\n".replace("\n", "\r\n"),
    "line ends of old computers": f"{HEAD}xã A,1,2\nxã B,3,4\n".replace("\n", "\r"),
    "one such line end": f"{HEAD}xã A,1,2\rxã C,5,6\nxã B,3,4\n",
    "no line end at the end": f"{HEAD}xã A,1,2\nxã B,3,4",
    "no rows": HEAD,
    "a quote that goes on": f'{HEAD}xã A,"1"2,2\nxã B,3,4\n',
    "a quote that stays open": f'{HEAD}xã A,"1,2\nxã B,3,4\n',
    "only remarks": "# x\n# y\n",
    "letters of TCVN3": f"{HEAD}x· A,1,2\nx· B,®¹t,2\n",
}  # fmt: skip


def whole(path: Path) -> Any:
    """The columns, the rows with their lines, and the notes; of what is refused the places."""
    try:
        sheet = read_csv(path)
        rows = [(line, [cell.strip() or None for cell in (*cells, "", "", "")[:3]]) for line, cells in sheet.rows]
    except FiguresError as error:
        return [(each.code, each.where) for each in error.problems]
    return sheet.header, [row for row in rows if any(row[1])], sheet.notes


def in_parts(path: Path, rows: int = 1000) -> Any:
    try:
        read = read_parts(path, rows)
        found = [
            (first + at + 2, [cell.strip() or None if cell else None for cell in row])
            for first, frame in read.parts for at, row in enumerate(frame.iter_rows())
        ]  # fmt: skip
    except FiguresError as error:
        return [(each.code, each.where) for each in error.problems]
    return read.columns, found, read.notes


@pytest.mark.parametrize("name", TEXTS)
def test_in_parts_a_file_says_what_it_says_whole(tmp_path: Path, name: str) -> None:
    path = tmp_path / "xa.csv"
    path.write_bytes(TEXTS[name].encode())
    assert in_parts(path) == whole(path)
    assert in_parts(path, 1) == whole(path)


def test_a_row_with_more_cells_than_columns_is_named_by_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "xa.csv"
    path.write_text(f"{HEAD}xã A,1,2\n\nxã B,98,5,4\n", encoding="utf-8")
    assert in_parts(path) == [("NTM508", "xa.csv:4:4")]


CELLS = st.sampled_from(["1", "98,5", "", "đạt", 'a"b', "2\n3", "# x", " 7 ", "x\r\ny"])


@st.composite
def files(draw: st.DrawFn) -> str:
    """A CSV whose cells are quoted where they have to be, with odd lines between."""
    lines = [HEAD]
    for at in range(draw(st.integers(0, 12))):
        cells = [f"xã {at}", draw(CELLS), draw(CELLS)]
        quoted = [f'"{each.replace(chr(34), chr(34) * 2)}"' if set(each) & set('",\r\n') else each for each in cells]
        lines.append(",".join(quoted) + draw(st.sampled_from(["\n", "\r\n", ",\n"])))
        lines.append(draw(st.sampled_from(["", "", "", "\n", "# ghi chú\n", ",,\n"])))
    return "".join(lines)


@given(files(), st.integers(1, 5), st.integers(20, 200))
def test_wherever_a_block_ends_the_rows_are_those_of_the_whole(
    tmp_path_factory: pytest.TempPathFactory, text: str, rows: int, block: int
) -> None:
    path = tmp_path_factory.mktemp("csv") / "xa.csv"
    path.write_bytes(text.encode())
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(csv_parts, "LEAST_BLOCK", block)
        patched.setattr(csv_parts, "MOST_BLOCK", block)
        assert in_parts(path, rows) == whole(path)


def test_letters_that_are_no_text_are_named_by_line_and_column(tmp_path: Path) -> None:
    path = tmp_path / "xa.csv"
    path.write_bytes(f"{HEAD}xã A,1,2\n".encode() * 1 + b"x" * 70_000 + b",1,2\nx\xe3 B,3,4\n")
    assert in_parts(path) == [("NTM504", "xa.csv:4:2")]
