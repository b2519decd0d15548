"""Refusals at the door: each says where, what, what was expected and what to do, and doing it helps."""

from __future__ import annotations

import gzip
import io
import zipfile
from pathlib import Path

import officefiles as office
import pytest
from officefiles import left_out, made_at, places, read

import ntmrules
from ntmrules.cli import run
from ntmrules.errors import FiguresError, Problem
from ntmrules.figures.read import read_figures


def refusal(path: Path, book: ntmrules.Rulebook | None = None) -> Problem:
    with pytest.raises(FiguresError) as refused:
        read_figures(path, rulebook=book or office.rulebook())
    first = refused.value.problems[0]
    for lang in ("vi", "en"):
        assert all(first.part(part, lang) for part in ("where", "what", "expected", "remedy"))
    return first


@pytest.mark.parametrize("suffix", [".xlsx", ".ods", ".xls", ".csv", ".json", ".parquet"])
def test_a_file_of_no_bytes_is_empty_whatever_it_is_called(tmp_path: Path, suffix: str) -> None:
    (tmp_path / f"x{suffix}").touch()
    assert refusal(tmp_path / f"x{suffix}").identity == "NTM508.empty"


@pytest.mark.parametrize("name", ["x.zip", "x.csv", "x.xlsx", "x.csv.gz"])
def test_a_packed_file_is_to_be_unpacked(tmp_path: Path, name: str) -> None:
    if name.endswith(".gz"):
        data = gzip.compress(b"unit,17.2\n")
    else:
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as packed:
            packed.writestr("bang.csv", "unit,17.2\n")
        data = stream.getvalue()
    (tmp_path / name).write_bytes(data)
    found = refusal(tmp_path / name)
    assert found.identity == "NTM504.packed"
    assert "giải nén" in found.part("remedy", "vi")


def test_a_workbook_called_csv_is_still_a_workbook(tmp_path: Path) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Xã", "17.2"], ["xã A", 95]])
    assert refusal(path.rename(tmp_path / "a.csv")).identity == "NTM504.other-kind"


def test_a_folder_asks_for_a_file_of_any_kind(tmp_path: Path) -> None:
    for name in ("a", "a.xlsx"):
        (tmp_path / name).mkdir()
        assert ".xlsx" in refusal(tmp_path / name).part("expected", "vi")


def test_a_key_of_json_that_holds_no_results_is_said(tmp_path: Path) -> None:
    rows = '[{"unit": "xã A", "subject": "17.2", "value": 95, "kế hoạch": 80}]'
    assert left_out(made_at(tmp_path, "a.json", rows)) == [("columns", "'kế hoạch'")]


def test_a_column_of_parquet_that_holds_no_results_is_said(tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    polars.DataFrame({"unit": ["xã A"], "subject": ["17.2"], "value": [95], "kế hoạch": [80]}).write_parquet(
        tmp_path / "a.parquet"
    )
    assert left_out(tmp_path / "a.parquet") == [("columns", "'kế hoạch'")]


def test_a_heading_may_have_strokes_for_blanks(tmp_path: Path) -> None:
    rows = '[{"don_vi": "xã A", "chi_tieu": "17.2", "ket_qua": 95, "ke_hoach": 80}]'
    path = made_at(tmp_path, "a.json", rows)
    assert read(path) == {"xã A": {"17.2": "95"}}
    assert left_out(path) == [("columns", "'ke_hoach'")]


@pytest.mark.parametrize("heading", ["Mã xã", "Mã đơn vị", "Số QĐ công nhận", "Năm đạt chuẩn"])
def test_codes_and_decisions_stand_beside_the_figures(tmp_path: Path, heading: str) -> None:
    path = made_at(tmp_path, "a.xlsx", [[heading, "Tên xã", "17.2"], ["07033", "xã A", 95]])
    assert read(path) == {"xã A": {"17.2": "95"}}
    assert [name for name, _ in left_out(path)] == ["columns"]


def test_a_column_that_is_no_indicator_can_be_left_unread_and_the_refusal_says_how(tmp_path: Path) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Tên xã", "17.2", "Số hộ nghèo"], ["xã A", 95, 12]])
    found = refusal(path)
    assert found.identity == "NTM503.heading"
    assert '--columns "C=ignored"' in found.part("remedy", "vi")
    assert places(path, columns={"C": "ignored"}) == []
    assert places(path, columns={"Số hộ nghèo": "ignored"}) == []


def test_a_subject_of_the_units_inside_asks_for_their_level(tmp_path: Path) -> None:
    district = ntmrules.Library(plugins=()).rulebook("huyen-ntm", province=office.PROVINCES[0], on="2023-12-31")
    found = refusal(made_at(tmp_path, "a.csv", "unit,subject,value\nA,vn/xa-ntm,đạt\n"), district)
    assert found.identity == "NTM503.of-a-child"
    assert "level" in found.part("remedy", "vi")
    placed = "unit,level,within,subject,value\nxã A,xã,huyện B,vn/xa-ntm,đạt\n"
    read_figures(made_at(tmp_path, "b.csv", placed), rulebook=district, accept=True)


@pytest.mark.parametrize("subject", ["vn/xa-ntm/2016", "vn/xa-ntm/2022"])
def test_a_set_of_another_stage_is_no_indicator_misspelt(tmp_path: Path, subject: str) -> None:
    found = refusal(made_at(tmp_path, "a.csv", f"unit,subject,value\nxã A,{subject},đạt\n"))
    assert found.identity == "NTM503.no-set"
    assert "vn/xa-ntm/2021" in found.part("expected", "vi")


def test_brackets_behind_a_label_are_heard(tmp_path: Path) -> None:
    found = refusal(made_at(tmp_path, "a.csv", "unit,subject,value\nxã A,10.1 (dự toán),60\n"))
    assert found.identity == "NTM503.no-result"


def test_a_child_of_another_kind_is_told_once_with_its_row(tmp_path: Path) -> None:
    district = ntmrules.Library(plugins=()).rulebook("huyen-ntm", province=office.PROVINCES[0], on="2023-12-31")
    text = "unit,level,within,subject,value\nhuyện B,huyện,,so-xa,8\nthị trấn B,xã,huyện B,vn/xa-ntm,đạt\n"
    with pytest.raises(FiguresError) as refused:
        read_figures(made_at(tmp_path, "a.csv", text), rulebook=district, accept=True)
    kinds = [each for each in refused.value.problems if each.identity == "NTM610.kind"]
    assert [each.where for each in kinds] == ["a.csv:3:5"]


def test_watch_follows_no_workbook_and_says_what_to_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made_at(tmp_path, "a.xlsx", [["Xã", "17.2"], ["xã A", 95]])
    assert run(["watch", str(path), "--once"]) == 3
    said = capsys.readouterr().err
    assert "NTM501" in said
    assert "evaluate a.xlsx" in said


def test_a_file_without_units_of_the_set_says_which_it_has(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = made_at(tmp_path, "a.csv", "unit,17.2\nphường B,95\nphường C,95\n")
    assert run(["evaluate", str(path), "--set", "xa-ntm", "--on", "2023-12-31", "--no-plugins"]) == 3
    assert "phường B, phường C" in capsys.readouterr().err


def test_a_name_that_begins_with_a_sign_of_full_width_is_no_formula(tmp_path: Path) -> None:
    out = tmp_path / "o.csv"
    path = made_at(tmp_path, "a.csv", "unit,17.2\n＝1+1 xã,95\n")
    run(["evaluate", str(path), "--set", "xa-ntm", "--on", "2023-12-31", "--no-plugins", "--out", str(out)])
    assert out.read_text(encoding="utf-8-sig").splitlines()[1].startswith("'＝1+1 xã")
