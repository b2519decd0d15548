"""Two heading rows in a CSV, which knows no merged cells: labels below names of criteria, or below «Kế hoạch» and «Kết quả»."""

from __future__ import annotations

from pathlib import Path

from officefiles import codes, made_at, read


def test_labels_stand_below_names_of_criteria(tmp_path: Path) -> None:
    text = "Tên xã,Thu nhập,Nghèo,Y tế,\n,10.1,11.1,15.1,15.2\nxã Hà Lâu,57,2,95,đạt\nxã Hải Lạng,58,3,96,đạt\n"
    assert read(made_at(tmp_path, "a.csv", text)) == {
        "xã Hà Lâu": {"10.1": "57", "11.1": "2", "15.1": "95", "15.2": "met"},
        "xã Hải Lạng": {"10.1": "58", "11.1": "3", "15.1": "96", "15.2": "met"},
    }


def test_a_plan_stands_above_each_of_its_labels(tmp_path: Path) -> None:
    text = "Tên xã,Kế hoạch 2023,,Kết quả,\n,10.1,15.1,10.1,15.1\nxã Hà Lâu,57,95,50,\n"
    assert read(made_at(tmp_path, "a.csv", text)) == {"xã Hà Lâu": {"10.1": "50"}}


def test_labels_stand_below_the_numbers_of_their_criteria(tmp_path: Path) -> None:
    text = "Tên xã,Tiêu chí 10,Tiêu chí 15,\n,10.1,15.1,15.2\nxã Hà Lâu,57,95,đạt\n"
    assert read(made_at(tmp_path, "a.csv", text)) == {"xã Hà Lâu": {"10.1": "57", "15.1": "95", "15.2": "met"}}


def test_a_row_of_figures_without_a_name_is_no_heading(tmp_path: Path) -> None:
    assert codes(made_at(tmp_path, "a.csv", "Tên xã,10.1,11.1\n,57.5,2.1\nxã Hà Lâu,57,2\n")) == ["NTM510"]
