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


@pytest.mark.vietnamese
@pytest.mark.parametrize("by", ["district", "criterion", "body"])
def test_progress_together_counts_no_former_unit_beside_its_successor(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], by: str
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEAD + NEW + OLD, "utf-8")
    run(["progress", str(path), "--from", "2025-01-31", "--to", "2025-09-30", "--no-plugins", "--by", by])
    said = capsys.readouterr()
    shown = {"district": "Cộng (1 đơn vị", "criterion": "1 Quy hoạch: 0–1/1 → 1/1", "body": "1 đơn vị"}
    assert shown[by] in said.out
    assert "2 đơn vị đã nhập vào" in said.err
    assert "xã An Hảo, thị xã Tịnh Biên; xã Tân Lập, thị xã Tịnh Biên" in said.err
    assert "3 đơn vị" not in said.out


@pytest.mark.vietnamese
def test_progress_before_the_reform_counts_both(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEAD + OLD, "utf-8")
    run(["progress", str(path), "--from", "2025-01-31", "--to", "2025-06-30", "--no-plugins", "--by", "district"])
    said = capsys.readouterr()
    assert "Cộng (2 đơn vị" in said.out
    assert "không cộng thêm" not in said.err


@pytest.mark.vietnamese
@pytest.mark.parametrize(("to", "count"), [("2025-06-30", 2), ("2025-07-01", 1), ("2025-09-30", 1)])
def test_no_day_counts_a_commune_and_those_that_were_merged_into_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], to: str, count: int
) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HEAD + NEW + OLD, "utf-8")
    for call in (["progress", str(path), "--from", "2025-01-31", "--to", to, "--by", "district"],
                 ["summary", str(path), "--on", to]):  # fmt: skip
        run([*call, "--no-plugins"])
        said = capsys.readouterr()
        assert f"Cộng ({count} đơn vị" in said.out or f": {count} đơn vị" in said.out
        assert ("chưa có 1 đơn vị lập từ 01/07/2025, không tính: xã Núi Cấm" in said.err) is (count == 2)
        assert ("không cộng thêm" in said.err) is (count == 1)
