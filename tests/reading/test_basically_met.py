"""«Cơ bản đạt» counts as not met, and that is said wherever a file says it."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import Page, made_at

from ntmrules.cli import run


@pytest.mark.vietnamese
@pytest.mark.parametrize("command", [["evaluate"], ["summary"], ["evaluate", "--json"]])
def test_basically_met_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str], command: list[str]) -> None:
    rows = [["Tên xã", "10.1", "16.1"], ["xã Hải Minh", 57, "Cơ bản đạt"], ["xã Hải Anh", 58, "đạt"]]
    path = made_at(tmp_path, "a.xlsx", {"Kết quả": Page(rows=rows)})
    run(
        [
            command[0],
            str(path),
            *command[1:],
            "--set",
            "xa-ntm",
            "--province",
            "Nam Định",
            "--on",
            "2023-12-31",
            "--no-plugins",
        ]
    )
    said = capsys.readouterr().err
    assert "1 kết quả ghi «cơ bản đạt»: không văn bản nào có mức này, tính là chưa đạt: xã Hải Minh 16.1" in said
    assert said.count("cơ bản đạt") == 1
