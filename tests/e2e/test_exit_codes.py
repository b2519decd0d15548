"""Exit codes mean one thing each."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

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


def test_a_crash_is_never_1(tmp_path: Path) -> None:
    code = ("import ntmrules.cli as c, ntmrules.cli.app as a\n"
            "def broken(argv): raise RuntimeError('broken')\n"
            "a.app_for = broken\nc.main(['sets'])")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], stderr=subprocess.PIPE, check=False, cwd=tmp_path)
    assert done.returncode == 70
    assert b"RuntimeError" in done.stderr


def test_bad_input_is_3(tmp_path: Path) -> None:
    done = subprocess.run([*CALL[:4], str(tmp_path / "none.csv")], stderr=subprocess.PIPE, check=False)
    assert done.returncode == 3
