"""What is said of a file (sheet, columns, signs, figures to accept) is heard by every command that reads figures."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from ntmrules.cli import run

INCOME = "thu-nhap-binh-quan-dau-nguoi"


def book(path: Path, mark: str) -> Path:
    with xlsxwriter.Workbook(str(path)) as made:
        for name in ("A", "B"):
            sheet = made.add_worksheet(name)
            sheet.write_row(0, 0, ["Tên xã", "Chỉ tiêu", "Xã báo", "Năm"])
            sheet.write_row(1, 0, [f"Xã {name}", "1.1", mark, 2023])
    return path


def said(*more: str) -> list[str]:
    return [*more, "--sheet", "B", "--columns", "Xã báo=value", "--marks", "x=đạt,o=chưa đạt", "--no-plugins"]


def test_summary_progress_and_compare_hear_what_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    old, new = book(tmp_path / "a.xlsx", "o"), book(tmp_path / "b.xlsx", "x")
    assert run(said("summary", str(new), "--on", "2023-12-31")) == 2
    assert run(said("progress", str(new), "--from", "2023-01-01", "--to", "2023-12-31")) == 2
    assert run(said("compare", str(old), str(new), "--on", "2023-12-31")) == 2
    out = capsys.readouterr().out
    assert "1.1" in out
    assert "Xã A" not in out
    assert run(["summary", str(new), "--on", "2023-12-31", "--no-plugins"]) == 3
    assert "NTM514" in capsys.readouterr().err


def test_watch_hears_it_and_asks_about_what_is_hardly_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"Tên xã,Chỉ tiêu,Xã báo\nXã A,1.1,x\nXã A,{INCOME},45000000\n", encoding="utf-8")
    words = [
        "watch",
        str(path),
        "--once",
        "--on",
        "2023-12-31",
        "--no-plugins",
        "--columns",
        "Xã báo=value",
        "--marks",
        "x=đạt",
    ]
    assert run(words) == 3
    error = capsys.readouterr().err
    assert "NTM506" in error
    assert "a.csv:3" in error
    assert run([*words, "--accept"]) in (1, 2)
    assert run([*words, "--sheet", "B"]) == 3
    assert "NTM514" in capsys.readouterr().err
