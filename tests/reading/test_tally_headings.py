"""What stands behind «Số tiêu chí đạt» in a heading: a plan, a forecast, another day or set is no result of this one."""

from __future__ import annotations

from pathlib import Path

import pytest

from ntmrules.cli import run
from ntmrules.figures.tally_headings import tally_in

PROGRESS = ["--as-of", "30/9/2023", "--from", "31/1/2023", "--to", "30/9/2023", "--no-plugins"]


def _run(tmp_path: Path, text: str) -> int:
    path = tmp_path / "a.csv"
    path.write_text(text, "utf-8")
    return run(["progress", str(path), *PROGRESS])


@pytest.mark.parametrize("inside", [
    "kế hoạch 2023", "dự kiến", "ước", "ước thực hiện", "đăng ký", "mục tiêu năm 2024", "tăng so với đầu năm", "KH",
    "kế hoạch", "chỉ tiêu giao", "phấn đấu", "năm 2021", "31/12/2022", "đến 31/12/2022",
    "huyện", "toàn huyện", "quý I", "nghị quyết", "ke hoach", "tháng 12/2022", "so với cùng kỳ",
])  # fmt: skip
@pytest.mark.parametrize("name", ["Số tiêu chí đạt", "Tổng số TC đạt", "Số chỉ tiêu đạt"])
def test_what_is_no_result_of_the_day_is_never_counted(
    tmp_path: Path, name: str, inside: str, capsys: pytest.CaptureFixture[str]
) -> None:
    code = _run(tmp_path, f"Xã,{name} ({inside})\nXã A,19/19\n")
    said = capsys.readouterr()
    assert "19/19" not in said.out.replace("0–19/19", "")
    assert f"{name} ({inside})" in said.err  # refused, or left out and told
    assert code == (3 if "NTM" in said.err else 2)


def test_a_row_of_a_plan_is_no_tally(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code = _run(tmp_path, "Xã,Nội dung,Kết quả\nXã A,Số tiêu chí đạt (kế hoạch 2024),19/19\n")
    said = capsys.readouterr()
    assert code == 3
    assert "NTM503" in said.err


@pytest.mark.parametrize(
    "inside",
    ["tiêu chí", "TC", "/19", "trên 19", "trên tổng số 19", "x/19", "đạt/tổng số", "thực hiện", "ĐVT: tiêu chí"],
)
def test_how_a_tally_is_written_is_no_other_heading(
    tmp_path: Path, inside: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tally_in(f"Số tiêu chí đạt ({inside})") == "tieu-chi"
    _run(tmp_path, f"Xã,Số tiêu chí đạt ({inside})\nXã A,16/19\n")
    assert "16/19" in capsys.readouterr().out


@pytest.mark.vietnamese
@pytest.mark.parametrize(
    ("heading", "same"),
    [("Số tiêu chí đạt 31/01/2023", False), ("Số tiêu chí đạt (năm 2022)", False),
     ("Tổng số tiêu chí đạt đến 30/9/2023", True)],
)  # fmt: skip
def test_a_day_in_the_heading_is_the_day_that_is_given_for_the_file(
    tmp_path: Path, heading: str, capsys: pytest.CaptureFixture[str], *, same: bool
) -> None:
    assert _run(tmp_path, f"Xã,{heading}\nXã A,16/19\n") == (1 if same else 3)
    said = capsys.readouterr()
    assert ("16/19 tiêu chí" in said.out) is same
    assert f"B {heading!r}" in said.err
    assert ("NTM574" in said.err and "không nêu ngày cho tệp này vì tiêu đề đã ghi" in said.err) is not same
