"""``ntmrules audit`` from end to end: exit codes, text in both languages, JSON."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from ntmrules.cli import run

PUBLISHED = Path(__file__).parents[1] / "audit" / "published"


def test_a_report_with_findings(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", str(PUBLISHED / "ha-tinh-2019-12.yaml")]) == 1
    assert "36 khác 37 – khớp nếu kể cả completed = 1" in capsys.readouterr().out
    assert run(["audit", str(PUBLISHED / "ha-tinh-2019-12.yaml"), "--lang", "en", "--format", "text"]) == 1
    assert "36 is not 37" in capsys.readouterr().out
    assert run(["audit", str(PUBLISHED / "ha-tinh-2019-12.yaml"), "--json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert data["schema"] == "ntmrules/audit/1"
    assert {"relation", "printed", "follows", "fits_if"} <= data["findings"][0].keys()


def test_a_clean_report_and_a_bad_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["audit", str(PUBLISHED / "binh-thuan-2022.yaml")]) == 0
    bad = tmp_path / "r.yaml"
    bad.write_text("figures: {a: 1}\nrelations: [{summ: {total: a}}]\n", "utf-8")
    assert run(["audit", str(bad)]) == 3
    assert "NTM572" in capsys.readouterr().err
    assert run(["audit", str(tmp_path / "none.csv")]) == 3


def test_a_table(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "t.csv"
    path.write_text("unit,set,as_of,tieu-chi,chi-tieu\nxã A,xa-ntm,2023-10-31,19/19,55/57\n", "utf-8")
    assert run(["audit", str(path), "--no-plugins"]) == 1
    assert "đủ tiêu chí khi và chỉ khi đủ chỉ tiêu" in capsys.readouterr().out
