"""Text from files is shown and never acts: in a terminal, in a pipe, in a table that a spreadsheet opens."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pytest
from rich.console import Console

from ntmrules import Library, read_figures
from ntmrules.cli import output, run

UNITS = ["=cmd|' /C calc'!A0", "@sum(1)", "xã \x1b[2J\x1b[31mđỏ", "xã [bold]đậm[/bold]", "xã \u202egnod", "../../x"]
PLACE = ["--province", "Quảng Ninh", "--on", "2023-12-31", "--no-plugins"]
ACTING = ("\x1b", "\x9b", "\u202e", "\x07")


@pytest.fixture
def figures(tmp_path: Path) -> Path:
    rows = [f'"{name}",1.1,chưa đạt,"\x1b[1m [link=x]s[/link]",=1+1' for name in UNITS]
    path = tmp_path / "xa.csv"
    path.write_text("\n".join(["unit,subject,value,source,note", *rows]), encoding="utf-8")
    return path


@pytest.mark.parametrize("view", ["summary", "unmet", "full", "json"])
def test_no_sign_that_a_terminal_obeys_comes_out_of_a_file(
    figures: Path, view: str, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["evaluate", str(figures), *PLACE, "--view", view])
    said = capsys.readouterr()
    assert not any(sign in said.out + said.err for sign in ACTING)
    assert "[bold]đậm[/bold]" in said.out


def test_in_colour_only_our_own_colours_are_colours(figures: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = io.StringIO()
    monkeypatch.setattr(Console, "is_terminal", True)
    monkeypatch.setattr(sys, "stdout", screen)
    monkeypatch.setenv("FORCE_COLOR", "1")
    run(["evaluate", str(figures), *PLACE, "--view", "full"])
    said = screen.getvalue()
    assert "\x1b[" in said
    assert "\x1b[2J" not in said
    assert "\\x1b[2J" in said
    assert "\u202e" not in said
    assert "[bold]đậm[/bold]" in said


@pytest.mark.parametrize(
    "words", [["watch", "--once"], ["summary"], ["progress", "--from", "2023-01-01", "--to", "2023-12-31"]]
)
def test_other_doors_show_the_same(figures: Path, words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    place = PLACE if words[0] != "progress" else [*PLACE[:2], "--no-plugins"]
    run([words[0], str(figures), *words[1:], *place])
    said = capsys.readouterr()
    assert said.out + said.err
    assert not any(sign in said.out + said.err for sign in ACTING)


def test_callers_of_the_library_get_text_that_does_not_act(figures: Path) -> None:
    book = Library(plugins=()).rulebook("xa-ntm", province="quang-ninh", on="2023-12-31")
    for unit in read_figures(figures, rulebook=book).units:
        text = book.evaluate(unit).text(view="full", lang="vi")
        assert not any(sign in text for sign in ACTING)


def test_an_error_shows_what_it_quotes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "\x1b[2Jxa.csv"
    path.write_text("unit,subject,value\nxã A,\x1b]0;x\x07,1\n", encoding="utf-8")
    assert run(["evaluate", str(path), *PLACE]) == 3
    assert not any(sign in capsys.readouterr().err for sign in ACTING)


def test_a_table_of_verdicts_runs_nothing(figures: Path, tmp_path: Path) -> None:
    polars = pytest.importorskip("polars")
    out = tmp_path / "ra.csv"
    run(["evaluate", str(figures), *PLACE, "--out", str(out)])
    text = out.read_text(encoding="utf-8-sig")
    assert not any(sign in text for sign in ACTING)
    names = polars.read_csv(out)["Đơn vị"].to_list()
    assert names[:2] == [f"'{name}" for name in UNITS[:2]]
    assert names[3:4] + names[5:] == [UNITS[3], UNITS[5]]


def test_what_is_printed_by_hand_is_shown_too(capsys: pytest.CaptureFixture[str]) -> None:
    output.stdout().print("xã \x1b[2J\nxã B")
    output.say("xã \u202eC")
    said = capsys.readouterr()
    assert said.out == "xã \\x1b[2J\nxã B\n"
    assert said.err == "xã \\u202eC\n"
