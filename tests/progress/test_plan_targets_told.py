"""A target that is a bare number is a label, and the line says of what: 16 could be meant for sixteen criteria."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules.cli import run

FIGURES = "Xã,Nội dung,Kết quả,Ngày\nXã Ba,tieu-chi,15/19,30/9/2023\n"


@pytest.mark.vietnamese
@pytest.mark.parametrize(
    ("target", "told"),
    [("16", "tiêu chí 16"), ("17.1", "chỉ tiêu 17.1"), ("16/19", "16/19"), ("đạt chuẩn", "đạt chuẩn"),
     ("tiêu chí 16", "tiêu chí 16")],
)  # fmt: skip
def test_a_bare_number_is_told_as_the_label_that_it_is(
    tmp_path: Path, target: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.csv").write_text(FIGURES, "utf-8")
    (tmp_path / "p.csv").write_text(f"unit,target,due\nXã Ba,{target},2023\n", "utf-8")
    words = ["--from", "31/1/2023", "--to", "30/9/2023", "--plan", str(tmp_path / "p.csv"), "--no-plugins"]
    assert run(["progress", str(tmp_path / "a.csv"), *words]) != 3
    assert capsys.readouterr().out.startswith(f"Xã Ba – {told} (")
