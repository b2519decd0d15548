"""One mistake a folder: what lint says of it is part of the product, and is held word for word.

A folder of ``tests/bad`` holds the file with the mistake; the others are those of ``tests/bad/good``. With
``NTMRULES_UPDATE=1`` in the environment the expected messages are written anew, to be read before they are committed.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from ntmrules.check.lint import lint
from ntmrules.cli import run

BAD = Path(__file__).parents[1] / "bad"
GOOD = BAD / "good"
NAMES = sorted(path.name for path in BAD.iterdir() if path != GOOD)


def pack_with(name: str, folder: Path) -> Path:
    pack = folder / "goi"
    shutil.copytree(GOOD, pack)
    if name:
        shutil.copytree(BAD / name, pack, dirs_exist_ok=True, ignore=shutil.ignore_patterns("expected.*"))
    return pack


def errors_in(pack: Path, lang: str = "en") -> str:
    return "".join(f"{each.problem.text(lang)}\n" for each in lint(pack) if each.severity == "error")


def test_without_a_mistake_there_is_nothing_to_say(tmp_path: Path) -> None:
    assert errors_in(pack_with("", tmp_path)) == ""


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_a_mistake_gets_exactly_this_message(name: str, lang: str, tmp_path: Path) -> None:
    said = errors_in(pack_with(name, tmp_path), lang)
    expected = BAD / name / ("expected.txt" if lang == "en" else "expected.vi.txt")
    if os.environ.get("NTMRULES_UPDATE") == "1":
        expected.write_text(said, encoding="utf-8")
    assert said == expected.read_text(encoding="utf-8")
    assert said


@pytest.mark.parametrize("name", NAMES)
def test_lint_of_a_mistake_ends_with_3_and_no_traceback(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["lint", str(pack_with(name, tmp_path))]) == 3
    said = capsys.readouterr()
    assert "Traceback" not in said.out + said.err
    assert "NTM1" in said.out
