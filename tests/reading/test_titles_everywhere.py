"""A title that speaks of another province, set or year is told by every command that reads figures, and by the library."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ntmrules import FiguresError, Library, audit, read_figures, read_history
from ntmrules.cli import run

PLAIN = "Tên xã;17.2;10.1\nxã A;95;60\nxã B;80;50\n"
ASKED = ("--set", "xa-ntm", "--province", "Quảng Ninh", "--no-plugins", "--lang", "vi")
ON = ("--on", "2023-12-31")
Command = Callable[[Path, Path], list[str]]
COMMANDS: dict[str, Command] = {
    "evaluate": lambda file, _: ["evaluate", str(file), *ASKED, *ON],
    "out": lambda file, plain: ["evaluate", str(file), *ASKED, *ON, "--out", str(plain.with_name("results.csv")), "--force"],
    "summary": lambda file, _: ["summary", str(file), *ASKED, *ON],
    "progress": lambda file, _: ["progress", str(file), *ASKED, "--from", "2022-12-31", "--to", "2023-12-31", "--as-of",
                                 "2023-12-31"],
    "files": lambda file, plain: ["compare", str(plain), str(file), *ASKED, *ON],
    "watch": lambda file, _: ["watch", str(file), *ASKED, *ON, "--once"],
}  # fmt: skip


def made(folder: Path, name: str, title: str) -> Path:
    path = folder / f"{name}.csv"
    if name == "watch":
        path.write_text(f"# {title}\nunit,subject,value\nxã A,17.2,95\n", encoding="utf-8")
    else:
        path.write_text(f"{title}\n{PLAIN}", encoding="utf-8")
    return path


@pytest.mark.parametrize("name", COMMANDS)
def test_a_title_of_another_province_stops_every_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    plain = tmp_path / "plain.csv"
    plain.write_text(PLAIN, encoding="utf-8")
    assert run(COMMANDS[name](made(tmp_path, name, "UBND TỈNH NGHỆ AN"), plain)) == 3
    assert "NTM610 tiêu đề của tệp ghi tỉnh Nghệ An" in capsys.readouterr().err


@pytest.mark.parametrize("name", COMMANDS)
def test_a_title_of_another_set_or_year_is_said_by_every_command(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    plain = tmp_path / "plain.csv"
    plain.write_text(PLAIN, encoding="utf-8")
    assert run(COMMANDS[name](made(tmp_path, name, "BIỂU XÃ NÔNG THÔN MỚI NÂNG CAO NĂM 2022"), plain)) in (0, 1, 2)
    said = capsys.readouterr().err
    assert "tiêu đề ghi «BIỂU XÃ NÔNG THÔN MỚI NÂNG CAO NĂM 2022», còn bộ được dùng là vn/xa-ntm/2021" in said
    assert name == "watch" or "tiêu đề ghi năm 2022" in said


def test_the_library_says_it_too(tmp_path: Path) -> None:
    library, file = Library(plugins=()), made(tmp_path, "a", "UBND TỈNH NGHỆ AN")
    with pytest.raises(FiguresError, match="NTM610"):
        library.summary(read_figures(file), "xa-ntm", on="2023-12-31", province="Quảng Ninh")
    history = read_history(file, as_of="2023-12-31")
    with pytest.raises(FiguresError, match="NTM610"):
        library.progress(history, "xa-ntm", from_="2022-12-31", to="2023-12-31", province="Quảng Ninh")
    other = read_figures(made(tmp_path, "b", "Xã nông thôn mới nâng cao"))
    summary = library.summary(other, "xa-ntm", on="2023-12-31", province="Quảng Ninh")
    assert [each.name for each in summary.left_out] == ["title_set", "unlisted"]


def test_an_audit_says_what_titles_say_otherwise(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    rows = "unit,set,as_of,tieu-chi\nxã A,vn/xa-ntm/2021,2023-12-31,19/19\n"
    path.write_text(f"# UBND TỈNH NGHỆ AN\n# XÃ NÔNG THÔN MỚI NÂNG CAO NĂM 2022\n{rows}", encoding="utf-8")
    said = [each.vi for each in audit(path, library=Library(plugins=()), province="Quảng Ninh").remarks]
    assert said == [
        "tiêu đề ghi «XÃ NÔNG THÔN MỚI NÂNG CAO NĂM 2022», các dòng ghi bộ vn/xa-ntm/2021",
        "tiêu đề ghi năm 2022, các dòng ghi năm 2023",
        "tiêu đề ghi tỉnh Nghệ An, các dòng được kiểm theo Quảng Ninh",
    ]
