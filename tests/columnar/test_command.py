"""``ntmrules evaluate`` over hundreds of units: judged as a table, and the same as one by one."""

from __future__ import annotations

from itertools import cycle
from pathlib import Path

import pytest

from ntmrules.cli import many, run
from ntmrules.cli.options import Books
from ntmrules.figures.read import read_figures
from ntmrules.library import Library
from ntmrules.model.figures import FigureTable


def units(folder: Path, number: int) -> Path:
    head = "unit;province;10.1;9.2;1.1;xa-dac-biet-kho-khan;period"
    rows = [
        f"xã {n};{('Quảng Ninh', 'Nghệ An')[n % 2]};{30 + n % 20},5;{70 + n % 29};{said};không;2023"
        for n, said in zip(range(number), cycle(("đạt", "chưa đạt", "")), strict=False)
    ]
    path = folder / "nhieu-xa.csv"
    path.write_text("\n".join([head, *rows]), encoding="utf-8")
    return path


def test_a_summary_of_hundreds_has_one_line_a_unit_in_the_order_of_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = run(["evaluate", str(units(tmp_path, many.MANY)), "--view", "summary", "--on", "2023-10-31"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(":")[0] for line in lines] == [f"xã {n}" for n in range(many.MANY)]
    assert code == 1


def test_the_lines_of_many_are_the_verdicts_and_tallies_of_each(tmp_path: Path) -> None:
    table: FigureTable = read_figures(units(tmp_path, 40))
    books = Books(Library(plugins=()), "xa-ntm", "2023-10-31", None, None, "recall", "error")
    for unit, line in zip(table.units, many.in_short(books, table.units), strict=True):
        single = books.of(unit.province).evaluate(unit)
        assert (line.unit, line.verdict, line.tally) == (unit.unit, single.verdict, single.tally)


def test_without_the_extra_the_reference_engine_judges(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    table = read_figures(units(tmp_path, many.MANY))
    assert many.as_table(table.units)
    monkeypatch.setattr(many, "find_spec", lambda _: None)
    assert not many.as_table(table.units)
