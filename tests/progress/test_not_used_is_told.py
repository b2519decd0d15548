"""What of a history is not used is told: days after the last one, counts without the number of all, words for a status."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules.cli import run
from ntmrules.figures.cells import STATUS_OF
from ntmrules.model.figures import Status
from ntmrules.model.spelling import fold

DAYS = ["--from", "31/1/2023", "--to", "30/9/2023", "--no-plugins"]


def _said(tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str], *more: str) -> str:
    path = tmp_path / "a.csv"
    path.write_text(text, "utf-8")
    assert run(["progress", str(path), *DAYS, *more]) != 3
    return capsys.readouterr().err


@pytest.mark.vietnamese
def test_a_figure_of_a_later_day_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    head = "Xã,Nội dung,Kết quả,Ngày\nXã A,Số tiêu chí đạt,10/19,31/1/2023\n"
    said = _said(tmp_path, head + "Xã A,Số tiêu chí đạt,11/19,31/1/2030\nXã B,17,đạt,1/10/2023\n", capsys)
    assert (
        "a.csv: 2 số liệu ghi ngày sau 30/09/2023, muộn nhất 31/01/2030, không dùng: Xã A: tieu-chi, Xã B: 17" in said
    )
    assert "ngày sau" not in _said(tmp_path, head + "Xã A,17,đạt,30/9/2023\n", capsys)


@pytest.mark.vietnamese
def test_counts_without_the_number_of_all_are_told_with_what_to_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = _said(tmp_path, "Xã,Số tiêu chí đạt\nXã A,12\nXã B,10\n", capsys, "--as-of", "31/1/2023")
    assert "không dùng: B 'Số tiêu chí đạt'" in said
    assert "như 10/19 tiêu chí" in said


@pytest.mark.parametrize(
    ("word", "status"),
    [("đã cũ", Status.STALE), ("cũ", Status.STALE), ("đã rút", Status.WITHDRAWN), ("rút", Status.WITHDRAWN),
     ("chính thức", Status.FINAL), ("sơ bộ", Status.PRELIMINARY), ("đã xác nhận", Status.FINAL)],
)  # fmt: skip
def test_the_words_of_the_reference_are_known(word: str, status: Status) -> None:
    assert STATUS_OF[fold(word)] is status
