"""Units of one name are told apart wherever several are named, numbers are written as the language writes them."""

from __future__ import annotations

from pathlib import Path

import pytest

import ntmrules
from ntmrules.cli import run
from ntmrules.errors import UnitError
from ntmrules.messages.speech import few

LIBRARY = ntmrules.Library(plugins=())
DAYS = ("--from", "2023-01-31", "--to", "2023-09-30")
TWO = """Huyện,Xã,1,17,18,Ngày
Huyện A,Xã Một,chưa đạt,chưa đạt,đạt,2023-01-31
Huyện B,Xã Một,chưa đạt,đạt,đạt,2023-01-31
Huyện A,Xã Một,đạt,chưa đạt,đạt,2023-09-30
Huyện B,Xã Một,đạt,đạt,chưa đạt,2023-09-30
"""


def printed(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    capsys.readouterr()
    run(["progress", *words, "--no-plugins"])
    return capsys.readouterr().out


def two(tmp_path: Path) -> Path:
    file = tmp_path / "hai.csv"
    file.write_text(TWO, "utf-8")
    return file


@pytest.mark.vietnamese
@pytest.mark.parametrize("form", ["text", "csv", "markdown", "json"])
def test_units_of_one_name_are_told_apart_by_criterion(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    out = printed(capsys, str(two(tmp_path)), *DAYS, "--by", "criterion", "--format", form)
    if form == "json":
        assert out.count('"Xã Một, Huyện A"') == 1
    else:
        assert "Xã Một, Huyện A; Xã Một, Huyện B" in out
    assert "Xã Một, Xã Một" not in out


@pytest.mark.vietnamese
@pytest.mark.parametrize("form", ["text", "csv", "json"])
def test_open_work_counts_two_units_of_one_name_as_two(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str
) -> None:
    out = printed(capsys, str(two(tmp_path)), *DAYS, "--by", "body", "--format", form)
    assert "Xã Một, Huyện A" in out
    assert "Xã Một, Huyện B" in out
    found = LIBRARY.progress(ntmrules.read_history(two(tmp_path)), "xa-ntm", from_="2023-01-31", to="2023-09-30")
    assert max(work.units for work in found.work()) == 2


@pytest.mark.vietnamese
def test_a_plan_as_a_table_names_the_district_of_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    plan = tmp_path / "ke-hoach.csv"
    plan.write_text("Huyện,Xã,Mục tiêu,Hạn\nHuyện A,Xã Một,17,2023\nHuyện B,Xã Một,17,2023\n", "utf-8")
    out = printed(capsys, str(two(tmp_path)), *DAYS, "--plan", str(plan), "--format", "csv")
    assert '"Xã Một, Huyện A",vn/xa-ntm/2021,tiêu chí 17' in out
    assert '"Xã Một, Huyện B",vn/xa-ntm/2021,tiêu chí 17' in out


def test_the_name_of_two_units_asks_for_the_district(tmp_path: Path) -> None:
    found = LIBRARY.progress(ntmrules.read_history(two(tmp_path)), "xa-ntm", from_="2023-01-31", to="2023-09-30")
    assert found.unit("Xã Một, Huyện B").within == "Huyện B"
    with pytest.raises(UnitError, match="NTM609"):
        found.unit("Xã Một")
    with pytest.raises(KeyError):
        found.unit("Xã Hai")
    assert found.text().count("Xã Một, Huyện A – tiến độ") == 1


def test_names_with_a_comma_are_parted_by_semicolons() -> None:
    assert few(["xã Ba", "xã Bốn"], 8) == "xã Ba, xã Bốn"
    assert few(["xã Ba, huyện A", "xã Bốn"], 8) == "xã Ba, huyện A; xã Bốn"
    assert few(["xã Ba, huyện A", "xã Bốn", "xã Sáu"], 2) == "xã Ba, huyện A; xã Bốn; …"


@pytest.mark.vietnamese
@pytest.mark.parametrize(("lang", "parts"), [("vi", ("0,75", "0,25")), ("en", ("0.75", "0.25"))])
@pytest.mark.parametrize("form", ["csv", "markdown"])
def test_parts_of_one_are_written_as_the_language_writes_numbers(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], lang: str, parts: tuple[str, str], form: str
) -> None:
    """QĐ 211 lets a cooperative group stand for a cooperative; of the group nothing was known before."""
    file = tmp_path / "qd.csv"
    file.write_text(
        "unit,subject,value,as_of\n"
        "xã Bốn,hop-tac-xa-hoat-dong-hieu-qua,chưa đạt,2023-12-31\n"
        "xã Bốn,hop-tac-xa-hoat-dong-hieu-qua,đạt,2024-06-30\n"
        "xã Bốn,to-hop-tac-co-hop-dong,đạt,2024-06-30\n", "utf-8")  # fmt: skip
    call = [str(file), "--from", "2023-12-31", "--to", "2024-06-30", "--format", form, "--lang", lang]
    out = printed(capsys, *call)
    figures, texts = (f'"{part}"' if (form, lang) == ("csv", "vi") else part for part in parts)
    # Of the criteria nobody can tell any of the change: their cells stay empty, 0 would be a statement.
    assert f"{figures},,{texts}" in out or f"| {figures} |  | {texts}" in out
    assert parts[0].translate(str.maketrans(",.", ".,")) not in out


@pytest.mark.vietnamese
def test_a_share_is_short_of_its_level_by_points(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "so.csv"
    file.write_text("unit,subject,value,as_of\nxã A,17.2,80,2023-01-31\n", "utf-8")
    out = printed(capsys, str(file), *DAYS, "--by", "body")
    assert "còn thiếu 10 điểm % (11,1% mức)" in out
    out = printed(capsys, str(file), *DAYS, "--by", "body", "--lang", "en")
    assert "missing 10 percentage points (11.1% of the level)" in out


@pytest.mark.vietnamese
@pytest.mark.parametrize(
    ("tally", "states"),
    [
        ("tieu-chi,19/19", ["đã đạt", "đã đạt", "đã đạt"]),
        ("chi-tieu,57/57", ["đã đạt", "đã đạt", "đã đạt"]),
        ("tieu-chi,18/19", ["chưa xác định", "chưa xác định", "chưa xác định"]),
    ],
)
def test_a_full_tally_attains_the_target_of_each_criterion_and_indicator(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], tally: str, states: list[str]
) -> None:
    file, plan = tmp_path / "so.csv", tmp_path / "kh.csv"
    file.write_text(f"unit,subject,value,as_of\nxã A,{tally},2023-01-31\n", "utf-8")
    plan.write_text("unit,target,due\nxã A,16,2023\nxã A,tiêu chí 17,2022\nxã A,chỉ tiêu 17.12,2023\n", "utf-8")
    out = printed(capsys, str(file), *DAYS, "--plan", str(plan))
    assert [line.strip().partition(":")[0][: len(state)] for line, state in
            zip([each for each in out.splitlines() if each.startswith(("  đã đạt", "  chưa xác định"))], states,
                strict=True)] == states  # fmt: skip
