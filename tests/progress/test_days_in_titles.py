"""What a title or a note of a file says of its day is compared with the day of that file, not with that of the report."""

from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest
from officefiles import Page, made_at

from ntmrules.cli import run

HEAD = ["Xã", "Số tiêu chí đạt"]
DAYS = {"a.xlsx": "31/01/2023", "b.xlsx": "30/9/2023"}


def _made(tmp_path: Path, name: str, title: str, below: str = "") -> Path:
    rows = [[title, None], HEAD, ["Xã Bắc Mê", "10/19"], ["Xã Yên Định", "12/19"], *([[below, None]] if below else [])]
    return made_at(tmp_path, name, {"Kết quả": Page(rows=rows)})


def _progress(paths: list[Path], days: list[str]) -> int:
    named = [word for day in days for word in ("--as-of", day)]
    return run(["progress", *map(str, paths), *named, "--from", "31/01/2023", "--to", "31/12/2023", "--no-plugins"])


@pytest.mark.vietnamese
@pytest.mark.parametrize("order", [*permutations(DAYS)])
def test_the_title_of_each_file_has_its_own_day(
    tmp_path: Path, order: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    paths = [_made(tmp_path, name, f"KẾT QUẢ THỰC HIỆN ĐẾN NGÀY {DAYS[name]}") for name in order]
    _progress(paths, [DAYS[name] for name in order])
    assert "tiêu đề ghi" not in capsys.readouterr().err
    _progress(paths, [DAYS[name] for name in reversed(order)])
    said = capsys.readouterr().err
    assert "a.xlsx: tiêu đề ghi «31/01/2023», số liệu được tính cho ngày 30/09/2023" in said
    assert "b.xlsx: tiêu đề ghi «30/9/2023», số liệu được tính cho ngày 31/01/2023" in said


@pytest.mark.vietnamese
def test_the_last_day_of_the_year_is_another_day_than_one_in_january(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = _made(tmp_path, "a.xlsx", "KẾT QUẢ THỰC HIỆN ĐẾN NGÀY 31/12/2023")
    _progress([path], ["31/01/2023"])
    assert "tiêu đề ghi «31/12/2023», số liệu được tính cho ngày 31/01/2023" in capsys.readouterr().err


def test_a_note_below_has_the_day_of_its_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _made(tmp_path, "a.xlsx", "BIỂU TỔNG HỢP", "Ghi chú: số liệu tính đến ngày 31/01/2023")
    assert _progress([path], ["31/01/2023"]) != 3, capsys.readouterr().err
