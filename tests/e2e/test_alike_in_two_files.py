"""Cells that have the same fault are told once a file: of two files no cell stands under the name of the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules.cli import run


@pytest.mark.vietnamese
def test_the_cells_of_each_file_stand_under_its_name(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, rows in (("mot.csv", 9), ("hai.csv", 7)):
        cells = "".join(f"Xã {place},Đ,Đ\n" for place in range(rows))
        (tmp_path / name).write_text(f"Xã,1,17\n{cells}", "utf-8")
    days = ["--as-of", "2023-01-31", "--as-of", "2023-09-30", "--from", "2023-01-31", "--to", "2023-09-30"]
    assert run(["progress", str(tmp_path / "mot.csv"), str(tmp_path / "hai.csv"), *days, "--no-plugins"]) == 3
    lines = [line for line in capsys.readouterr().err.splitlines() if "NTM502" in line or "ô như vậy" in line]
    told = [(line.split(":")[0].strip(), more.strip().split(" ")[1])
            for line, more in zip(lines[::2], lines[1::2], strict=True)]  # fmt: skip
    assert sorted(told) == [("hai.csv", "13"), ("mot.csv", "17")]  # and the first of each
