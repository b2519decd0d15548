"""What is said of columns and signs of several files at once: a slip is told, a column that one of them has is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import made_at

from ntmrules.cli import run
from ntmrules.errors import FiguresError
from ntmrules.figures.asked import Asked
from ntmrules.progress.history import read_history

HEADS = ["Xã", "Chỉ tiêu", "KH", "Làm được"]


def two(folder: Path) -> list[Path]:
    return [
        made_at(folder, f"{year}.xlsx", [HEADS, ["xã A", "17.2", 99, value]])
        for year, value in ((2022, 80), (2023, 95))
    ]


def test_a_column_or_sign_that_none_of_several_files_has_is_told(tmp_path: Path) -> None:
    files, days = two(tmp_path), ["2022-12-31", "2023-12-31"]
    assert len(read_history(files, as_of=days, asked=Asked.of(columns={"Làm được": "value"})).units) == 1
    with pytest.raises(FiguresError) as caught:
        read_history(files, as_of=days, asked=Asked.of(columns={"Làm được": "value", "Lam gi": "ignored"}))
    assert [each.identity for each in caught.value.problems] == ["NTM514.no-column"]
    assert "2022.xlsx, 2023.xlsx" in str(caught.value)
    with pytest.raises(FiguresError) as caught:
        read_history(files, as_of=days, asked=Asked.of(columns={"Làm được": "value"}, marks={"v": "đạt"}))
    assert [each.identity for each in caught.value.problems] == ["NTM514.no-sign"]


def test_a_column_that_one_of_several_files_has_is_no_slip(tmp_path: Path) -> None:
    one = made_at(tmp_path, "a.xlsx", [["Xã", "Chỉ tiêu", "Kết quả"], ["xã A", "17.2", 80]])
    history = read_history(
        [one, two(tmp_path)[1]], as_of=["2022-12-31", "2023-12-31"], asked=Asked.of(columns={"Làm được": "value"})
    )
    assert len(history.units[0].entries) == 2


def test_compare_tells_it_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    words = [
        "compare",
        *map(str, two(tmp_path)),
        "--province",
        "Quảng Ninh",
        "--no-plugins",
        "--on",
        "2023-12-31",
        "--columns",
    ]
    assert run([*words, "Làm được=value"]) != 3
    assert run([*words, "Làm được=value,Lam gi=ignored"]) == 3
    assert "NTM514" in capsys.readouterr().err
