"""Notes that only name their indicator are not told one by one; what stands behind a label in a note is heard."""

from __future__ import annotations

from pathlib import Path

import pytest
from officefiles import made_at

from ntmrules import FiguresError, Library, read_figures

LIBRARY = Library(plugins=())
OWN = "xã Hà Lâu"
NAMES = {
    "10.1": "Thu nhập",
    "17.2": "Tỷ lệ cơ sở",
    "1.1": "Quy hoạch chung",
    "12.1": "Lao động qua đào tạo",
    "13.1": "HTX",
}


def told(folder: Path, notes: dict[str, str]) -> list[object]:
    book = LIBRARY.rulebook("xa-ntm", province="Quảng Ninh", on="2023-12-31")
    values = {"1.1": "đạt", "13.1": "đạt"}
    rows = [
        ["Chỉ tiêu", "Kết quả", "Ghi chú"],
        *([label, values.get(label, 81), note] for label, note in notes.items()),
    ]
    found = read_figures(made_at(folder, "a.xlsx", rows), rulebook=book, unit=OWN, accept=True)
    return [each.values["count"] for each in found.left_out if each.name == "noted"]


def test_a_column_of_names_is_not_told(tmp_path: Path) -> None:
    assert told(tmp_path, {label: f"{label} {name}" for label, name in NAMES.items()}) == []


def test_a_note_among_names_is_told(tmp_path: Path) -> None:
    notes = {label: f"{label} {name}" for label, name in NAMES.items()}
    assert told(tmp_path, {**notes, "12.2": "theo giá 2010"}) == [1]


def test_one_labelled_note_is_told(tmp_path: Path) -> None:
    assert told(tmp_path, {"10.1": "10.1 theo giá 2010", "17.2": ""}) == [1]


@pytest.mark.parametrize("note", ["lấy số huyện", "lấy số năm trước", "kế hoạch năm 2024", "tạm tính"])
def test_what_stands_behind_the_label_is_heard_as_without_it(note: str, tmp_path: Path) -> None:
    assert outcome(tmp_path, f"10.1. {note}") == outcome(tmp_path, note)


def outcome(folder: Path, note: str) -> list[str]:
    """Return what is wrong with a file whose first note is ``note``, or what is left out of it."""
    book = LIBRARY.rulebook("xa-ntm", province="Quảng Ninh", on="2023-12-31")
    path = made_at(folder, "a.xlsx", [["Chỉ tiêu", "Kết quả", "Ghi chú"], ["10.1", 81, note], ["17.2", 81, ""]])
    try:
        found = read_figures(path, rulebook=book, unit=OWN)
    except FiguresError as error:
        return [each.identity for each in error.problems]
    left = [str(each.values.get("kind")) for each in found.left_out if each.name == "row"]
    assert left, "heard nowhere"
    return left
