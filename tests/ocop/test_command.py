"""Each command of ``ntmrules ocop`` once from end to end, with its exit codes and outputs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .made import VERBS, best

jsonschema = pytest.importorskip("jsonschema")


def run(*words: object, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ntmrules", *map(str, words)]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)


def scores(tmp_path: Path, *, stars: int = 5, name: str = "cham.csv") -> Path:
    points = best(VERBS.sheet(1, VERBS.stage("2026")))
    text = f"sản phẩm,bộ,ngày nộp,sao,{','.join(points)}\n=cmd|x,1,15/06/2026,{stars},{','.join(map(str, points.values()))}\n"
    path = tmp_path / name
    path.write_text(text, "utf-8")
    return path


def test_rank_in_every_form(tmp_path: Path) -> None:
    from ntmrules.ocop.data import ocop_schema

    path = scores(tmp_path)
    text = run("ocop", "rank", path, cwd=tmp_path)
    assert (text.returncode, text.stderr) == (0, "")
    assert "5 sao" in text.stdout
    found = json.loads(run("ocop", "rank", path, "--format", "json", cwd=tmp_path).stdout)
    jsonschema.validate(found[0], ocop_schema())
    assert found[0]["stars"] == {"low": 5, "high": 5}
    assert found[0]["trace"]["children"][0]["children"][0]["kind"] == "indicator"
    csv_ = run("ocop", "rank", path, "--format", "csv", cwd=tmp_path).stdout
    assert "'=cmd|x" in csv_
    page = run("ocop", "rank", path, "--format", "html", cwd=tmp_path).stdout
    assert page.startswith("<!doctype html>")
    assert run("ocop", "rank", path, "--format", "xlsx", "-o", "out.xlsx", cwd=tmp_path).returncode == 0
    assert (tmp_path / "out.xlsx").stat().st_size > 3000


def test_a_star_claimed_above_the_answers_is_a_finding_and_exit_1(tmp_path: Path) -> None:
    path = scores(tmp_path)
    sheet = VERBS.sheet(1, VERBS.stage("2026"))
    place = 4 + next(i for i, line in enumerate(sheet.lines) if any(mark.stars == 5 for mark in line.marks))
    lines = path.read_text("utf-8").splitlines()
    cells = lines[1].split(",")
    cells[place] = "0"
    path.write_text("\n".join((lines[0], ",".join(cells))) + "\n", "utf-8")
    done = run("ocop", "rank", path, cwd=tmp_path)
    assert done.returncode == 1
    assert "ghi 5 sao, các lựa chọn chỉ cho đến" in done.stdout


def test_bad_input_is_exit_3_without_a_traceback(tmp_path: Path) -> None:
    (tmp_path / "x.csv").write_text("sản phẩm,bộ\nA,99\n", "utf-8")
    for words in (
        ("rank", "x.csv"),
        ("rank",),
        ("rank", "none.csv"),
        ("report", "x.csv", "--on", "2024-01-01"),
        ("show", "99"),
    ):
        done = run("ocop", *words, cwd=tmp_path)
        assert done.returncode == 3, words
        assert "NTM" in done.stderr
        assert "Traceback" not in done.stderr


def test_the_form_is_not_replaced_without_force(tmp_path: Path) -> None:
    assert run("ocop", "template", "--sheet", "11", "-o", "che.xlsx", cwd=tmp_path).returncode == 0
    assert run("ocop", "template", "--sheet", "11", "-o", "che.xlsx", cwd=tmp_path).returncode == 3
    assert (
        run(
            "ocop", "template", "--sheet", "chè tươi, chè chế biến", "-o", "che.xlsx", "--force", cwd=tmp_path
        ).returncode
        == 0
    )


def test_a_council_with_a_sheet_missing_and_its_minutes(tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    one, two = scores(tmp_path, name="an.csv"), scores(tmp_path, name="binh.csv")
    done = run("ocop", "council", one, two, "--members", "3", "--minutes", "bb.docx", cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert "thiếu phiếu của 1 thành viên" in done.stdout
    texts = [paragraph.text for paragraph in docx.Document(str(tmp_path / "bb.docx")).paragraphs]
    assert any("BIÊN BẢN" in text for text in texts)
    assert "Ngày nộp hồ sơ: 15/06/2026" in texts
    assert "chênh lệch giữa các thành viên: 0 điểm" in texts
    again = run("ocop", "council", one, one, cwd=tmp_path)
    assert again.returncode == 3
    assert "NTM585" in again.stderr


def test_report_and_figures_of_a_list(tmp_path: Path) -> None:
    rows = "sản phẩm,chủ thể,loại hình,xã,địa phương,sao,ngày quyết định,sàn tmđt\n"
    rows += "A,HTX A,HTX,xã An Nông,Tịnh Biên,3,01/03/2023,có\nB,Hộ B,hộ,xã An Nông,Tịnh Biên,4,01/03/2023,không\n"
    (tmp_path / "sp.csv").write_text(rows, "utf-8")
    done = run("ocop", "report", "sp.csv", "--on", "2024-01-01", "--localities", "11", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "có 2 sản phẩm OCOP còn hiệu lực" in done.stdout
    data = json.loads(run("ocop", "report", "sp.csv", "--on", "2024-01-01", "--format", "json", cwd=tmp_path).stdout)
    assert data["stars"] == {"5": 0, "4": 1, "3": 1}
    assert run("ocop", "figures", "sp.csv", "--on", "2024-01-01", "-o", "so-lieu.csv", cwd=tmp_path).returncode == 0
    judged = run("explain", "so-lieu.csv", "--indicator", "13.2", "--set", "xa-ntm-nang-cao", "--province", "An Giang",
                 "--on", "2024-01-01",
                 "--no-plugins", cwd=tmp_path)  # fmt: skip
    assert "2" in judged.stdout, judged.stderr


def test_sheets_are_listed_and_found_by_name(tmp_path: Path) -> None:
    found = json.loads(run("ocop", "sheets", "--find", "mat ong", "--decision", "2023", "--json", cwd=tmp_path).stdout)
    assert {each["number"] for each in found} == {4, 8}
    assert "Chè tươi" in run("ocop", "sheets", "--find", "chè", cwd=tmp_path).stdout
    nothing = run("ocop", "sheets", "--find", "xe máy", "--json", cwd=tmp_path)
    assert (nothing.returncode, nothing.stdout) == (3, "")
    assert "không có bộ sản phẩm nào mang tên 'xe máy'" in nothing.stderr
    assert "Chè tươi, chè chế biến" in nothing.stderr
    assert "dấu sao đứng ở tên tiêu chí" in run("ocop", "show", "11", "--decision", "2023", cwd=tmp_path).stdout


def test_the_rules_of_a_council_are_the_provinces_own(tmp_path: Path) -> None:
    pack = tmp_path / "goi"
    pack.mkdir()
    territory = 'territory:\n  - {list: "2004", province: quang-ninh}\n'
    (pack / "pack.yaml").write_text("id: thu-nghiem\nname: {vi: Tỉnh thử, en: Made up}\n" + territory, "utf-8")
    (pack / "ocop.yaml").write_text("members: 3\nmost_spread: 1\nnote: {vi: giả định, en: made up}\n", "utf-8")
    one, two = scores(tmp_path, name="an.csv"), scores(tmp_path, name="binh.csv")
    two.write_text(two.read_text("utf-8").replace(",5,3,", ",5,1,", 1), "utf-8")
    words = ("ocop", "council", one, two, "--pack", pack, "--no-plugins")
    mine = run(*words, "--province", "Quảng Ninh", cwd=tmp_path)
    assert "thiếu phiếu của 1 thành viên" in mine.stdout, mine.stderr
    assert "quy chế cho tối đa 1" in mine.stdout
    other = run(*words, "--province", "An Giang", cwd=tmp_path)
    assert "quy chế" not in other.stdout
    unknown = run(*words, "--province", "Quảng Nin", cwd=tmp_path)
    assert (unknown.returncode, "NTM603" in unknown.stderr) == (3, True)
