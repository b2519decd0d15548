"""Names that lost their letters, and rows and columns beside the result: they were judged as communes and figures."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import pytest
from officefiles import Page, codes, left_out, made_at, read, xlsb

from ntmrules.figures.garbled import garbled

SHARE, INCOME = "17.2", "10.1"
UNITS = Path(__file__).resolve().parents[2] / "catalogs" / "units"


@pytest.mark.parametrize(
    ("name", "identity"),
    [("xÃ£ Quáº£ng La", "NTM504.misread"), ("x? Qu?ng La", "NTM504.lost"), ("x\ufffd Qu\ufffdng La", "NTM504.lost"),
     ("x· Qu¶ng La", "NTM504.old"), ("xaõ Quaûng La", "NTM504.old"), ("Teân xaõ", "NTM504.old")],
)  # fmt: skip
def test_a_name_in_another_encoding_is_refused_and_named(tmp_path: Path, name: str, identity: str) -> None:
    wrong = garbled(name)
    assert wrong is not None
    assert wrong.problem.identity == identity
    for file in ("a.xlsx", "b.xlsx"):
        rows = [["unit", SHARE], [name, 95]] if file == "a.xlsx" else [[name, SHARE], ["Hà Lâu", 95]]
        if file == "a.xlsx" or "." not in name[:2]:
            assert codes(made_at(tmp_path, file, rows)) == ["NTM504"]
    assert codes(made_at(tmp_path, "c.csv", f"unit;{SHARE}\n{name};95\n")) == ["NTM504"]


def test_no_name_of_the_lists_is_garbled() -> None:
    for path in [*UNITS.glob("communes-*/*.csv"), UNITS / "districts.csv", UNITS / "provinces.csv"]:
        with path.open(encoding="utf-8") as stream:
            assert [
                row["name"] for row in csv.DictReader(stream) if garbled(row["name"]) or garbled(row["name"].upper())
            ] == []


@pytest.mark.parametrize("name", ["xã A¹", "xã «A»", "xã A (*)", "Ea H’leo", "Ia Ợt"])
def test_a_mark_beside_a_name_is_no_broken_letter(name: str) -> None:
    assert garbled(name) is None


@pytest.mark.parametrize(
    ("content", "code"),
    [("unit|17.2\nxã A|95\n", "NTM508.one-column"), ('<?xml version="1.0"?>\n<office/>\n', "NTM504.kind"),
     ("unit;17.2\nxã A;95\n".encode("utf-32"), "NTM504.kind"), ('unit;17.2\nxã A;="95,5"\n', "NTM502.formula")],
)  # fmt: skip
def test_what_a_text_is_is_said(tmp_path: Path, content: Any, code: str) -> None:
    from ntmrules import FiguresError, read_figures

    with pytest.raises(FiguresError) as found:
        read_figures(made_at(tmp_path, "a.csv", content))
    assert [each.identity for each in found.value.problems] == [code]


@pytest.mark.parametrize(
    "row",
    ["Mức đạt", "Chuẩn", "Yêu cầu", "Quy định (QĐ 318)", "Kế hoạch", "Mục tiêu 2025", "Cùng kỳ năm trước", "Chung"],
)
def test_a_row_of_levels_or_of_another_time_is_no_commune(tmp_path: Path, row: str) -> None:
    assert read(made_at(tmp_path, "a.xlsx", [["Tên xã", SHARE], [row, 95], ["xã A", 80]])) == {"xã A": {SHARE: "80"}}


@pytest.mark.parametrize("note", ["(*) Xã đặc biệt khó khăn", "* Số liệu của xã", "Đ: đạt; CĐ: chưa đạt"])
def test_a_note_below_is_no_commune(tmp_path: Path, note: str) -> None:
    assert read(made_at(tmp_path, "a.xlsx", [["Tên xã", SHARE], ["xã A", 80], [note]])) == {"xã A": {SHARE: "80"}}


def test_the_plan_of_a_label_is_not_its_figure(tmp_path: Path) -> None:
    """«17.2 KH» was 17.2."""
    wide = [["Xã", "17.2 KH", "17.2 TH", "So với KH (%)"], ["xã A", 95, 80, 84]]
    assert read(made_at(tmp_path, "a.xlsx", wide)) == {"xã A": {SHARE: "80"}}
    assert codes(made_at(tmp_path, "b.xlsx", [["Xã", "17.2 ước cả năm"], ["xã A", 95]])) == ["NTM503"]
    named = [["Xã", "13.4. Kế hoạch bảo tồn làng nghề"], ["xã A", "đạt"]]
    assert read(made_at(tmp_path, "c.xlsx", named)) == {"xã A": {"13.4": "met"}}


def test_columns_of_another_time_are_never_offered_as_the_result(tmp_path: Path) -> None:
    from ntmrules import FiguresError, read_figures

    rows = [["Đơn vị", "Chỉ tiêu", "Cùng kỳ năm trước", "Thực hiện kỳ này"], ["xã A", SHARE, 80, 96]]
    with pytest.raises(FiguresError, match='"D=value"'):
        read_figures(made_at(tmp_path, "a.xlsx", rows))
    with pytest.raises(FiguresError) as found:
        read_figures(made_at(tmp_path, "b.xlsx", [["Đơn vị", "Chỉ tiêu", "Kế hoạch"], ["xã A", SHARE, 80]]))
    assert [each.identity for each in found.value.problems] == ["NTM508.no-result"]
    beside = [
        ["Đơn vị", "Chỉ tiêu", "Kế hoạch năm 2023", "Thực hiện", "So với cùng kỳ (%)"],
        ["xã A", SHARE, 95, 96, 101],
    ]
    assert read(made_at(tmp_path, "c.xlsx", beside)) == {"xã A": {SHARE: "96"}}


@pytest.mark.parametrize("first", ["", "ĐVT"])
def test_a_row_of_units_of_measure_below_the_headings(tmp_path: Path, first: str) -> None:
    rows = [["Tên xã", SHARE, INCOME], [first, "%", "triệu đồng"], ["xã A", 95, 54]]
    assert read(made_at(tmp_path, "a.xlsx", rows)) == {"xã A": {SHARE: "95", INCOME: "54"}}
    rows[1][2] = "nghìn đồng"
    assert codes(made_at(tmp_path, "b.xlsx", rows)) == ["NTM506"]


def test_a_count_without_the_number_of_all_is_left_out_of_a_matrix(tmp_path: Path) -> None:
    rows = [["Tên xã", "TC 1", "TC 2", "Số TC đạt"], ["xã A", "x", "", 1], ["x: đạt"]]
    path = made_at(tmp_path, "a.xlsx", Page(rows=rows))
    assert read(path) == {"xã A": {"1": "met"}}
    assert ("columns", "D 'Số TC đạt'") in left_out(path)


@pytest.mark.parametrize("suffix", [".xlsb", ".xlsx"])
def test_a_binary_workbook_is_refused_by_name(tmp_path: Path, suffix: str) -> None:
    """Its #N/A came out as an empty cell, its 100 % as 1, its hidden rows as rows."""
    from ntmrules import FiguresError, read_figures

    path = xlsb(tmp_path / f"a{suffix}", [["Tên xã", SHARE], ["xã A", 95], ["xã B", "#N/A"]])
    with pytest.raises(FiguresError) as found:
        read_figures(path)
    assert [each.identity for each in found.value.problems] == ["NTM504.xlsb"]


def test_the_letter_that_looks_like_the_vietnamese_one_is_taken_for_it(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text("unit,17.2,10.1\nxã Ðông Á,95,\nxã Đông Á,,60\nXã ĐÔNG Á,,60\n", "utf-8")
    (found,) = read(path).values()
    assert found == {"17.2": "95", "10.1": "60"}
