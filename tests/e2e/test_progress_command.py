"""``ntmrules progress`` from end to end: every form of result, files, plan, exit codes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import jsonschema
import pytest

from ntmrules.cli import run
from ntmrules.progress.data import progress_schema

FIGURES = """unit,subject,value,as_of,within
xã A,17,chưa đạt,2023-01-01,huyện H
xã A,17,đạt,2023-06-01,huyện H
xã B,18,đạt,2023-01-01,huyện K
=xã C,18,đạt,2023-01-01,huyện K
"""
DAYS = ["--from", "01/01/2023", "--to", "2023-10-31", "--no-plugins"]


@pytest.fixture
def figures(tmp_path: Path) -> str:
    path = tmp_path / "h.csv"
    path.write_text(FIGURES, "utf-8")
    return str(path)


def test_text_in_both_languages(figures: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["progress", figures, *DAYS]) == 2
    said = capsys.readouterr().out
    assert "xã A – tiến độ từ 01/01/2023 đến 31/10/2023" in said
    assert "✓ 17 Môi trường và an toàn thực phẩm: chưa đạt → đạt" in said
    assert run(["progress", figures, *DAYS, "--lang", "en"]) == 2
    assert "xã A – progress from 2023-01-01 to 2023-10-31" in capsys.readouterr().out


def test_json_is_a_list_of_units(figures: str, capsys: pytest.CaptureFixture[str]) -> None:
    run(["progress", figures, *DAYS, "--format", "json"])
    data = json.loads(capsys.readouterr().out)
    assert [unit["unit"] for unit in data] == ["xã A", "=xã C", "xã B"]
    keys = {"unit", "set", "from", "to", "then", "now", "change", "gained", "lost", "causes"}
    assert keys <= data[0].keys()
    assert [move["number"] for move in data[0]["gained"] if move["kind"] == "criterion"] == ["17"]


@pytest.mark.parametrize("by", ["body", "district", "criterion"])
@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown"])
def test_every_way_of_putting_together_in_every_form(
    figures: str, by: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["progress", figures, *DAYS, "--by", by, "--format", form]) == 2
    said = capsys.readouterr().out
    assert said.strip()
    if form == "json":
        assert json.loads(said)
    if form == "csv":
        cells = [cell for row in csv.reader(io.StringIO(said)) for cell in row]
        assert not any(cell.startswith("=") for cell in cells)


def test_a_workbook_and_a_plan(figures: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    plan, out = tmp_path / "plan.csv", tmp_path / "o.xlsx"
    plan.write_text("unit,target,due,body\nxã A,17,2023,Sở Y tế\nxã B,đạt chuẩn,2023,\n", "utf-8")
    assert run(["progress", figures, *DAYS, "--plan", str(plan), "--format", "xlsx", "-o", str(out)]) == 2
    book = openpyxl.load_workbook(out)
    assert book.sheetnames == ["Tiến độ", "Kế hoạch"]
    assert [cell.value for cell in book["Kế hoạch"][2]][6] == "đã đạt"
    assert all(cell.data_type != "f" for sheet in book for row in sheet for cell in row)
    run(["progress", figures, *DAYS, "--plan", str(plan)])
    said = capsys.readouterr().out
    assert "đã đạt" in said
    assert "Sở" in said
    assert run(["progress", figures, *DAYS, "--plan", str(plan), "--format", "json"]) == 2
    data = json.loads(capsys.readouterr().out)
    jsonschema.validate(data, progress_schema(), cls=jsonschema.Draft202012Validator)
    assert {unit["unit"]: [row["state"] for row in unit["plan"]] for unit in data} == {
        "xã A": ["attained"], "xã B": ["cannot_be_told"], "=xã C": [],
    }  # fmt: skip


def test_units_of_a_plan_under_another_set_are_told_under_it(
    figures: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plan = tmp_path / "plan.csv"
    plan.write_text("unit,set,target,due\nxã A,xa-ntm-nang-cao,đạt chuẩn,2023\n", "utf-8")
    run(["progress", figures, *DAYS, "--plan", str(plan), "--unit", "xã B", "--format", "json"])
    data = json.loads(capsys.readouterr().out)
    assert [(unit["unit"], unit["set"], len(unit["plan"])) for unit in data] == [
        ("xã B", "vn/xa-ntm/2021", 0), ("xã A", "vn/xa-ntm-nang-cao/2021", 1),
    ]  # fmt: skip


def test_a_file_a_day(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    one, two = tmp_path / "a.csv", tmp_path / "b.csv"
    one.write_text("unit,subject,value\nxã A,17,chưa đạt\n", "utf-8")
    two.write_text("unit,subject,value\nxã A,17,đạt\n", "utf-8")
    words = ["progress", str(one), str(two), "--as-of", "2023-01-01", "--as-of", "2023-10-31", *DAYS]
    assert run(words) == 2
    assert "✓ 17" in capsys.readouterr().out
    assert run(["progress", str(one), str(two), *DAYS]) == 3
    assert "NTM574" in capsys.readouterr().err


def test_bad_input(figures: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["progress", figures, "--from", "2023-10-31", "--to", "2023-01-01"]) == 3
    assert run(["progress", figures, *DAYS, "--set", "xa-ntmm"]) == 3
    assert run(["progress", figures, *DAYS, "--format", "xlsx"]) == 3
    assert run(["progress", figures, *DAYS, "--format", "csv", "-o", str(tmp_path / "none" / "o.csv")]) == 3
    assert run(["progress", str(tmp_path / "none.csv"), *DAYS]) == 3
    assert run(["progress", *DAYS]) == 3
    before = Path(figures).read_bytes()
    assert run(["progress", figures, *DAYS, "--format", "csv", "-o", figures]) == 3
    assert run(["summary", figures, "--on", "2023-10-31", "--format", "csv", "-o", figures]) == 3
    assert Path(figures).read_bytes() == before
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [["progress", "{}", "--from", "2023-01-01", "--to", "2023-10-31"], ["summary", "{}", "--on", "2023-10-31"]]
)
def test_rows_that_are_no_unit_are_left_out_and_said(
    tmp_path: Path, words: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "f.csv"
    head = "unit,level,province,subject,value,as_of"
    path.write_text(f"{head}\nxã A,xa,An Giang,18,đạt,2023-09-05\nTổng cộng,,,18,1,2023-09-05\n", "utf-8")
    run([*(word.format(path) for word in words), "--no-plugins"])
    assert "Tổng cộng" in capsys.readouterr().err
