"""Titles of a table that is judged in parts are heard as those of a small one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules.cli import run

PLACE = ["--set", "xa-ntm", "--province", "Nghệ An", "--on", "2023-12-31", "--no-plugins"]
ROWS = 600


def long(folder: Path, title: str) -> Path:
    path = folder / "xa.csv"
    rows = "".join(f"xã Mẫu {at},48,6,{'a' * 2000}\n" for at in range(ROWS))
    path.write_text(f"{title},,,\nĐơn vị,10.1,11.1,note\n{rows}", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("title", "code"),
    [("TỈNH THANH HÓA", "NTM610"), ("SỐ LIỆU NĂM 2019", "NTM610"), ("Đơn vị tính: nghìn đồng", "NTM506")],
)
@pytest.mark.parametrize("written", [False, True])
def test_a_title_that_contradicts_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], title: str, code: str, written: bool
) -> None:
    out = tmp_path / "ra.csv"
    assert run(["evaluate", str(long(tmp_path, title)), *PLACE, *(["--out", str(out)] if written else [])]) == 3
    said = capsys.readouterr()
    assert code in said.err
    assert not said.out
    assert not out.exists()


def test_a_title_that_fits_is_none_to_speak_of(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", str(long(tmp_path, "TỈNH NGHỆ AN NĂM 2023")), *PLACE]) == 2
    assert len(capsys.readouterr().out.splitlines()) >= ROWS
