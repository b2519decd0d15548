"""``python -m ntmrules.page.fetch FOLDER``: brings the interpreter that pages hold, with npm and pip, and checks it."""

from __future__ import annotations

import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from ntmrules.errors import NtmRulesError, UsageError
from ntmrules.page.runtime import CALAMINE, VERSION, runtime_in

WHEEL_OF = ("--no-deps", "--only-binary=:all:", "--platform", "pyemscripten_2026_0_wasm32", "--python-version", "314",
            "--implementation", "cp", "--abi", "cp314", "--quiet", "--disable-pip-version-check")  # fmt: skip


LONGEST = 300
"""Seconds after which a download counts as hung: both programs try again for ever where a network swallows what is sent."""


def fetch(folder: Path) -> None:
    """Bring the files into ``folder``, unless they are there.

    Raises ``OSError`` or ``subprocess.SubprocessError`` where that cannot be, in time, and ``UsageError`` NTM047 where what came
    is not what a page is made of.
    """
    with suppress(UsageError):
        runtime_in(folder)
        return
    folder.mkdir(parents=True, exist_ok=True)
    npm = shutil.which("npm") or "npm"
    _run(
        [
            npm,
            "install",
            "--prefix",
            str(folder),
            "--no-audit",
            "--no-fund",
            "--silent",
            "--ignore-scripts",
            f"pyodide@{VERSION}",
        ]
    )
    inside = folder / "node_modules" / "pyodide"
    _run(
        [
            sys.executable,
            "-m",
            "pip",
            "download",
            "--no-input",
            *WHEEL_OF,
            "--dest",
            str(inside),
            f"python-calamine=={CALAMINE}",
        ]
    )
    runtime_in(folder)


def _run(command: list[str]) -> None:
    """Run a program that asks nobody anything, and end it when it hangs."""
    subprocess.run(command, check=True, stdin=subprocess.DEVNULL, timeout=LONGEST)


def main(arguments: list[str]) -> int:
    """Fetch into the folder that was named; 3 where that cannot be."""
    if len(arguments) != 1 or arguments[0].startswith("-"):
        sys.stderr.write("python -m ntmrules.page.fetch THƯ_MỤC · FOLDER\n")
        return 3
    try:
        fetch(Path(arguments[0]))
    except NtmRulesError as error:
        sys.stderr.write(f"{error}\n")
        return 3
    except (OSError, subprocess.SubprocessError) as error:
        sys.stderr.write(f"không tải được · cannot be fetched: {error}\n")
        return 3
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
