"""Notes below a table, and sheets that are read together for one commune, say something of the figures above."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import Page, codes, made_at, places, read, table

HEAD = ["Chỉ tiêu", "Kết quả"]
ASKED = {"unit": "xã Hà Lâu"}


def below(folder: Path, note: str) -> Path:
    return made_at(folder, "a.xlsx", [HEAD, ["10.1", 57], ["15.1", 90], [note]])


@pytest.mark.parametrize("note", [
    "Đơn vị: 10.1 tính bằng triệu đồng/hộ/năm", "Đơn vị tính: nghìn đồng", "Ghi chú: thu nhập tính bằng nghìn đồng/người/năm",
])  # fmt: skip
def test_a_unit_of_measure_below_the_table_is_heard(tmp_path: Path, note: str) -> None:
    assert places(below(tmp_path, note), **ASKED) == ["2:2 NTM506"]


@pytest.mark.parametrize("note", [
    "Ghi chú: số liệu thu nhập là số kế hoạch 2023", "Ghi chú: số liệu trên là số ước thực hiện",
    "Ghi chú: thu nhập lấy số bình quân huyện",
])  # fmt: skip
def test_a_note_that_figures_are_no_results_is_asked_about(tmp_path: Path, note: str) -> None:
    assert places(below(tmp_path, note), **ASKED) == ["4 NTM503"]
    assert read(below(tmp_path, note), accept=True, **ASKED) == {"xã Hà Lâu": {"10.1": "57", "15.1": "90"}}


@pytest.mark.parametrize("note", [
    "Ghi chú: số liệu do phòng Thống kê cung cấp", "Đơn vị tính: triệu đồng/người/năm",
    "Ghi chú: kế hoạch năm 2024 là 60 triệu đồng",
    "Ghi chú: đã thẩm định", "Ghi chú: tính theo chuẩn nghèo đa chiều",
])  # fmt: skip
def test_other_notes_below_change_nothing(tmp_path: Path, note: str) -> None:
    assert read(below(tmp_path, note), **ASKED) == {"xã Hà Lâu": {"10.1": "57", "15.1": "90"}}


def test_sheets_of_before_and_after_are_not_joined(tmp_path: Path) -> None:
    pages = {"Trước sáp nhập": Page(rows=[HEAD, ["10.1", 57]]), "Sau sáp nhập": Page(rows=[HEAD, ["15.1", 90]])}
    assert codes(made_at(tmp_path, "a.xlsx", pages), sheets="all", **ASKED) == ["NTM503"]
    assert read(made_at(tmp_path, "b.xlsx", pages), sheets=["Sau sáp nhập"], **ASKED) == {"xã Hà Lâu": {"15.1": "90"}}


def test_sheets_that_count_together_are_said(tmp_path: Path) -> None:
    pages = {"Tờ 1": Page(rows=[HEAD, ["10.1", 57]]), "Tờ 2": Page(rows=[HEAD, ["15.1", 90]])}
    path = made_at(tmp_path, "a.xlsx", pages)
    found = [each for each in table(path, sheets="all", **ASKED).left_out if each.name == "joined"]
    assert [(each.values["sheets"], each.values["unit"]) for each in found] == [("Tờ 1, Tờ 2", "xã Hà Lâu")]
