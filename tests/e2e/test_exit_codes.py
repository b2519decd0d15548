"""Exit codes mean one thing each."""

from __future__ import annotations

import itertools
import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from ntmrules import cli
from ntmrules.cli import run
from ntmrules.cli.app import COMMANDS

ROOT = Path(__file__).parents[2]
CALL = [sys.executable, "-m", "ntmrules", "evaluate", str(ROOT / "examples" / "mau.csv"), "--province", "Quảng Ninh",
        "--on", "2023-12-31", "--no-plugins", "--view", "full"]  # fmt: skip


def test_a_closed_pipe_is_141() -> None:
    read, write = os.pipe()
    os.close(read)
    with subprocess.Popen(CALL, stdout=write, stderr=subprocess.PIPE) as running:
        os.close(write)
        err = running.stderr.read() if running.stderr is not None else b""
    assert running.returncode == 141
    assert b"Traceback" not in err


def test_a_run_that_the_system_ends_leaves_nothing_half_written(tmp_path: Path) -> None:
    rows = "".join(f"xã A{number},đạt\n" for number in range(400_000))
    (tmp_path / "t.csv").write_text(f"unit,10.1\n{rows}", encoding="utf-8")
    folder = tmp_path / "out"
    folder.mkdir()
    words = ["evaluate", str(tmp_path / "t.csv"), "--on", "2023-12-31", "--no-plugins", "--out", str(folder / "o.csv")]
    running = subprocess.Popen([sys.executable, "-m", "ntmrules", *words], stderr=subprocess.DEVNULL)
    end = time.monotonic() + 120
    while not any(folder.iterdir()) and running.poll() is None and time.monotonic() < end:
        time.sleep(0.02)
    running.terminate()
    assert running.wait(120) == 143
    assert not any(folder.iterdir())


def test_errors_that_nobody_reads_are_141(tmp_path: Path) -> None:
    read, write = os.pipe()
    os.close(read)
    with subprocess.Popen([*CALL[:4], str(tmp_path / "none.csv")], stderr=write) as running:
        os.close(write)
    assert running.returncode == 141


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")
def test_a_full_disk_is_4() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(CALL, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 4
    assert b"Traceback" not in done.stderr
    assert "không ghi được kết quả".encode() in done.stderr


def test_a_closed_stdout_is_4() -> None:
    line = " ".join(f"'{word}'" for word in CALL) + " >&-"
    done = subprocess.run(["/bin/sh", "-c", line], stderr=subprocess.PIPE, check=False)
    assert done.returncode == 4


@pytest.mark.parametrize(
    ("room", "name", "words"), [("app", "app_for", ["--help"]), ("plain_words", "plain_call", ["sets"])]
)
def test_a_crash_is_never_1(room: str, name: str, words: list[str], tmp_path: Path) -> None:
    code = (f"import ntmrules.cli as c, ntmrules.cli.{room} as a\n"
            "def broken(argv): raise RuntimeError('broken')\n"
            f"a.{name} = broken\nc.main({words})")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], stderr=subprocess.PIPE, check=False, cwd=tmp_path)
    assert done.returncode == 70
    assert b"RuntimeError" in done.stderr


def test_bad_input_is_3(tmp_path: Path) -> None:
    done = subprocess.run([*CALL[:4], str(tmp_path / "none.csv")], stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3


full_disk = pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full here")


def _ends_with(words: list[str], redirected: str) -> int:
    line = " ".join(f"'{word}'" for word in words) + f" {redirected}"
    return subprocess.run(
        ["/bin/sh", "-c", line], check=False, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ).returncode


@full_disk
@pytest.mark.parametrize("redirected", ["2>/dev/full", "2>&-", ">/dev/full 2>&1"])
def test_bad_input_is_3_where_nothing_can_be_told(redirected: str, tmp_path: Path) -> None:
    assert _ends_with([*CALL[:4], str(tmp_path / "none.csv")], redirected) == 3


@full_disk
@pytest.mark.parametrize(
    ("redirected", "code"), [("2>/dev/full", 2), ("2>&-", 2), (">/dev/full 2>&1", 4), (">&- 2>&-", 4)]
)
def test_a_verdict_is_given_whatever_becomes_of_the_talk(redirected: str, code: int, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("unit,subject,value\nxã Dực Yên,17.2,95\n", encoding="utf-8")  # the rest is open
    assert _ends_with([*CALL[:4], str(tmp_path / "a.csv"), *CALL[5:]], redirected) == code


@full_disk
def test_a_crash_is_70_where_its_traceback_cannot_be_written() -> None:
    code = ("import ntmrules.cli as c, ntmrules.cli.app as a\n"
            "def broken(argv): raise RuntimeError(1)\n"
            "a.app_for = broken\nc.main([])")  # fmt: skip
    assert _ends_with([sys.executable, "-c", code], "2>/dev/full") == 70


@full_disk
@pytest.mark.parametrize("command", ["", *(place.rpartition(":")[2] for place in COMMANDS)])
def test_wrong_words_are_3_for_every_command_on_a_full_disk(command: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("/dev/full").open("w", encoding="utf-8", buffering=1) as full:
        monkeypatch.setattr(sys, "stderr", full)
        assert run([command or "khong-co", "--khong-co"]) == 3
        assert sys.stderr is full
        monkeypatch.undo()


def _rows(page: str, heading: str) -> list[list[str]]:
    """Return the cells of the table below a heading row."""
    lines = (ROOT / page).read_text(encoding="utf-8").split("\n")
    at = lines.index(heading)
    rows = itertools.takewhile(lambda line: line.startswith("|"), lines[at + 2 :])
    return [[cell.strip() for cell in row.strip("|").split("|")] for row in rows]


def test_the_page_of_exit_codes_names_every_code_and_every_command() -> None:
    general = _rows("docs/reference/exit-codes.md", "| Mã · code | Nghĩa, ở mọi lệnh | Meaning, for every command |")
    codes = [int(row[0]) for row in general]
    assert codes == [0, 1, 2, cli.BAD_INPUT, cli.UNWRITTEN, cli.FAULT, cli.STOPPED, cli.PIPE_CLOSED, cli.ENDED]
    assert [int(row[0]) for row in _rows("README.md", "| exit code | meaning |")] == codes
    named = {words.split()[0] for row in _rows("docs/reference/exit-codes.md", "| Lệnh · command | 0 | 1 | 2 |")
             for words in re.findall("`(.*?)`", row[0])}  # fmt: skip
    assert named == {place.rpartition(":")[2] for place in COMMANDS}
