"""A commune of today and those that were merged into it, in one table, are counted once together."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules.cli import run

HEAD = "unit,within,province,subject,value,as_of\n"
NEW = "xã Núi Cấm,,An Giang,tieu-chi,19/19,2025-09-30\n"
OLD = (
    "xã Tân Lập,thị xã Tịnh Biên,An Giang,tieu-chi,17/19,2025-01-31\n"
    "xã An Hảo,thị xã Tịnh Biên,An Giang,tieu-chi,15/19,2025-01-31\n"
)


def _summary(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str], on: str) -> tuple[str, str]:
    path = tmp_path / "a.csv"
    path.write_text(HEAD + text, "utf-8")
    run(["summary", str(path), "--on", on, "--no-plugins"])
    said = capsys.readouterr()
    return said.out, said.err


@pytest.mark.vietnamese
def test_merged_units_are_not_counted_beside_the_new_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = _summary(tmp_path, NEW + OLD, capsys, "2025-09-30")
    assert "19 tiêu chí: 1" in out
    assert "15–18 tiêu chí: 0" in out
    assert "2 đơn vị đã nhập vào" in err
    assert "xã Tân Lập" in err


@pytest.mark.vietnamese
def test_without_the_new_one_the_former_are_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, err = _summary(tmp_path, OLD, capsys, "2025-09-30")
    assert "15–18 tiêu chí: 2" in out
    assert "không cộng thêm" not in err


@pytest.mark.vietnamese
def test_before_the_reform_both_were_units(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, _ = _summary(tmp_path, OLD, capsys, "2025-06-30")
    assert "15–18 tiêu chí: 2" in out
