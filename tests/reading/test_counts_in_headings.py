"""«Kết quả (số hộ)» says in what the results are counted, as «(hộ)» does: an income is no number of households."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules import FiguresError, Library, read_figures

BOOK = Library(plugins=()).rulebook("xa-ntm", province="Quảng Ninh", on="2023-12-31")


def codes(tmp_path: Path, counted: str, subject: str) -> list[str]:
    path = tmp_path / "a.csv"
    path.write_text(f"Chỉ tiêu;Kết quả ({counted})\n{subject};60\n", encoding="utf-8")
    try:
        read_figures(path, rulebook=BOOK, unit="xã A")
    except FiguresError as error:
        return [each.identity for each in error.problems]
    return []


@pytest.mark.parametrize("counted", ["hộ", "số hộ", "Số hộ", "số điểm", "SỐ ĐIỂM", "số người", "số lần", "số km"])
def test_a_count_is_no_income(tmp_path: Path, counted: str) -> None:
    assert codes(tmp_path, counted, "10.1") == ["NTM506.measured"]


@pytest.mark.parametrize("counted", ["trường", "số trường", "Số trường"])
def test_a_count_is_one_of_what_is_counted(tmp_path: Path, counted: str) -> None:
    assert codes(tmp_path, counted, "so-truong-hoc") == []
