"""A result takes the place of an earlier result, and of no other file unless ``--force`` says so; of every command."""

from __future__ import annotations

import inspect
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from cyclopts import App

from ntmrules.cli import run
from ntmrules.cli.app import make_app

HERE = Path(__file__).parents[2]
EXAMPLES = HERE / "examples"
FIGURES, CAPITAL = EXAMPLES / "mau.csv", EXAMPLES / "ho-so/von.csv"
DOSSIERS, LIST = EXAMPLES / "ho-so", EXAMPLES / "ocop/san-pham.csv"
PACK = ("--pack", str(EXAMPLES / "ho-so-goi-mau"), "--no-plugins")
OWN = "của tôi\n"
TABLES = (".txt", ".json", ".csv", ".md", ".xlsx")
COMMANDS = {
    "progress": ("progress", FIGURES, "--from", "2022-12-31", "--to", "2023-12-31", "--no-plugins"),
    "summary": ("summary", FIGURES, "--on", "2023-12-31", "--no-plugins"),
    "capital": ("capital", CAPITAL, "--on", "2023-10-31"),
    "dossier list": ("dossier", "list", DOSSIERS, "--on", "2023-10-31", *PACK),
    "dossier check": ("dossier", "check", DOSSIERS / "cham.yaml", "--on", "2023-10-31", *PACK),
    "ocop rank": ("ocop", "rank", EXAMPLES / "ocop/cham-diem.csv", "--no-plugins"),
    "ocop report": ("ocop", "report", LIST, "--on", "2023-10-31", "--no-plugins"),
}
ENDINGS = {"dossier check": (".txt", ".json"), "dossier list": (*TABLES, ".ics"), "ocop rank": (*TABLES, ".html")}
CASES = [(name, ending) for name in COMMANDS for ending in ENDINGS.get(name, TABLES)]
EDITED = {
    "form fill": ("form", "fill", "bieu-07", "--capital", CAPITAL, "--on", "2023-10-31", "--before", "2022-12-31"),
    "dossier document": ("dossier", "document", DOSSIERS / "hoan-thanh.yaml", "bao-cao", "--on", "2023-06-30", *PACK),
    "report word": ("report", "word", FIGURES, "--kind", "self", "--on", "2023-12-31", "--no-plugins"),
    "ocop figures": ("ocop", "figures", LIST, "--on", "2023-10-31", "--no-plugins"),
}
EDITED_ENDINGS = {"form fill": ".xlsx", "ocop figures": ".csv"}


def _words(command: tuple[object, ...], out: Path, *more: str) -> list[str]:
    return [*map(str, command), "-o", str(out), *more]


@pytest.mark.parametrize(("name", "ending"), CASES)
def test_only_an_earlier_result_is_replaced(
    name: str, ending: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"x{ending}"
    out.write_text(OWN, "utf-8")
    assert run(_words(COMMANDS[name], out)) == 3
    said = capsys.readouterr().err
    assert "NTM043" in said
    assert "--force" in said
    assert out.read_text("utf-8") == OWN
    assert run(_words(COMMANDS[name], out, "--force")) != 3
    made = out.read_bytes()
    assert made != OWN.encode()
    assert run(_words(COMMANDS[name], out)) != 3
    assert out.read_bytes() == made
    out.write_bytes(b"")
    assert run(_words(COMMANDS[name], out)) != 3


@pytest.mark.parametrize("name", EDITED)
def test_what_people_edit_by_hand_is_never_replaced_unasked(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / f"x{EDITED_ENDINGS.get(name, '.docx')}"
    assert run(_words(EDITED[name], out)) != 3, capsys.readouterr().err
    made = out.read_bytes()
    out.write_bytes(made + b" ")
    assert run(_words(EDITED[name], out)) == 3
    assert "NTM043" in capsys.readouterr().err
    assert out.read_bytes() == made + b" "
    assert run(_words(EDITED[name], out, "--force")) != 3
    assert out.read_bytes() != made + b" "


def test_a_result_of_another_day_is_an_earlier_result(tmp_path: Path) -> None:
    for ending in TABLES:
        out = tmp_path / f"x{ending}"
        assert run(_words(COMMANDS["summary"], out)) != 3
        other = (*COMMANDS["summary"][:-2], "2024-06-30", "--no-plugins")
        assert run(_words(other, out)) != 3, ending


@pytest.mark.parametrize(
    "foreign", ["{", "[]", '{"a": 1}', "[[1]]", "\x00", '"x"'], ids=["broken", "empty", "other", "lists", "nul", "text"]
)
def test_json_of_others_is_kept(foreign: str, tmp_path: Path) -> None:
    out = tmp_path / "x.json"
    out.write_text(foreign, "utf-8")
    assert run(_words(COMMANDS["progress"], out)) == 3
    assert out.read_text("utf-8") == foreign


@pytest.mark.parametrize("name", [*COMMANDS, "ocop figures"])
def test_an_ending_that_is_no_form_of_the_command_is_refused(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "x.pdf"
    assert run(_words((COMMANDS | EDITED)[name], out)) == 3
    assert "NTM043" in capsys.readouterr().err
    assert not out.exists()


def _commands(app: App, above: str = "") -> Iterator[tuple[str, App]]:
    for name in app:
        if not name.startswith("-"):
            yield f"{above}{name}", app[name]
            yield from _commands(app[name], f"{above}{name} ")


def test_every_command_that_writes_a_file_knows_force() -> None:
    writers = {}
    for name, app in _commands(make_app()):
        if app.default_command is None:
            continue
        words = inspect.signature(app.default_command).parameters
        if {"out", "output"} & words.keys():
            writers[name] = "force" in words
    folders = {"catalog import", "docs build", "dossier new"}  # which take only what is not there, or is theirs
    assert set(COMMANDS) | set(EDITED) <= writers.keys()
    assert {name for name, force in writers.items() if not force} <= folders


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes with names here")
@pytest.mark.parametrize("command", [
    ["compile", "xa-ntm", "--on", "2023-12-31", "--to", "json", "--no-plugins", "-o"],
    ["summary", "{figures}", "--on", "2023-12-31", "--no-plugins", "--format", "json", "--out"],
])  # fmt: skip
def test_what_is_no_plain_file_is_written_to_and_never_replaced(command: list[str], tmp_path: Path) -> None:
    """Root would lose /dev/null to ``-o /dev/null --force``."""
    import stat
    import threading

    figures = tmp_path / "a.csv"
    figures.write_text("unit,subject,value\nxã A,10.1,đạt\n", encoding="utf-8")
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    assert (
        run(
            [each.format(figures=figures) if each == "{figures}" else each for each in command] + [str(pipe), "--force"]
        )
        != 3
    )
    reader.join(20)
    assert stat.S_ISFIFO(pipe.stat().st_mode)
    assert got
    assert got[0][:1] in (b"{", b"[")


def test_a_link_stays_one_and_leads_to_what_was_written(tmp_path: Path) -> None:
    real, link = tmp_path / "real.json", tmp_path / "link.json"
    real.write_text("{}", encoding="utf-8")
    link.symlink_to(real)
    words = ["compile", "xa-ntm", "--on", "2023-12-31", "--to", "json", "--no-plugins", "-o", str(link), "--force"]
    assert run(words) == 0
    assert link.is_symlink()
    assert real.stat().st_size > 2
