"""Fenced blocks of a page, run one after the other as a reader would.

``sh`` and ``python`` blocks run in one folder with the examples beside it. ``text file=NAME`` is written to a file. A
``text`` block right after a block that ran must be found in what it printed, line by line. ``not-run`` in the info
string (installing from the network, starting a server) leaves a block out.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
FENCE = re.compile(r"^```([^\n`]*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
# Verdicts: 1 not met, 2 undetermined. 3 is bad input, and a traceback also gives 1.
VERDICTS = (0, 1, 2)


class Block(NamedTuple):
    """One fenced block: its language, the words after it, its text, its line."""

    language: str
    words: tuple[str, ...]
    text: str
    line: int


def blocks(text: str) -> list[Block]:
    """Return the fenced blocks of a page."""
    found = []
    for match in FENCE.finditer(text):
        words = match[1].split()
        line = text.count("\n", 0, match.start()) + 1
        found.append(Block(words[0] if words else "", tuple(words[1:]), match[2], line))
    return found


class Reader:
    """Follows a page: one folder, one Python namespace a page."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.program: list[str] = []
        self.printed = ""
        tools = folder / ".tools"
        tools.mkdir()
        command = tools / "ntmrules"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m ntmrules "$@"\n', encoding="utf-8")
        command.chmod(0o755)
        (folder / "examples").symlink_to(ROOT / "examples")
        (folder / "catalogs").symlink_to(ROOT / "catalogs")
        paths = os.pathsep.join(str(each) for each in (ROOT / "src", os.environ.get("PYTHONPATH")) if each)
        self.environment = {
            **os.environ,
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": paths,
            "PYTHONIOENCODING": "utf-8",
            "COLUMNS": "200",
        }

    def follow(self, block: Block) -> bool:
        """Run one block and tell whether it was run; ``AssertionError`` with the output where it fails."""
        if "not-run" in block.words:
            return False
        if block.language == "sh":
            self.printed = self._shell(block.text)
            return True
        if block.language == "python":
            self.printed = self._python(block.text)
            return True
        file = next((word.partition("=")[2] for word in block.words if word.startswith("file=")), "")
        if file:
            (self.folder / file).write_text(block.text, encoding="utf-8")
        elif block.language == "text":
            self._compare(block.text)
            return True
        return False

    def _shell(self, text: str) -> str:
        printed = ""
        for line in text.replace("\\\n", " ").splitlines():
            if line.strip() and not line.startswith("#"):
                done = subprocess.run(["bash", "-c", line], cwd=self.folder, env=self.environment, text=True,
                                      capture_output=True, encoding="utf-8", check=False)  # fmt: skip
                allowed = (
                    VERDICTS
                    if re.search(
                        r"\bntmrules (evaluate|explain|compare|progress|summary|audit|dossier|capital|ocop|report)\b",
                        line,
                    )
                    else (0,)
                )
                assert done.returncode in allowed, f"{line}\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
                assert "Traceback" not in done.stderr, f"{line}\n{done.stderr[-2000:]}"
                printed += done.stdout
        return printed

    def _python(self, text: str) -> str:
        """Run a block after those before it, and return what it alone printed."""
        marker = "### printed so far"
        code = "\n".join([*self.program, f"print({marker!r})", text])
        done = subprocess.run([sys.executable, "-c", code], cwd=self.folder, env=self.environment, text=True,
                              capture_output=True, encoding="utf-8", check=False)  # fmt: skip
        assert done.returncode == 0, f"{text}\n{done.stderr[-2000:]}"
        self.program.append(text)
        return done.stdout.rpartition(marker)[2]

    def _compare(self, text: str) -> None:
        """Find every line of a printed block in what was printed; ``…`` stands for anything."""
        for line in text.splitlines():
            if line.strip() in ("", "…"):
                continue
            pattern = ".*".join(re.escape(part) for part in line.strip().split("…"))
            assert re.search(pattern, self.printed), f"not printed: {line}\nbut:\n{self.printed[:3000]}"
