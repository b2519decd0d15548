"""Patterns are kept as Python compiled them; one that is kept answers as one that is compiled, and a damaged one is not taken."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from array import array
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from ntmrules.catalog import cache
from ntmrules.catalog.kept_patterns import _Known, _name, patterns_kept
from ntmrules.patterns import later

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "ntmrules"


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("NTMRULES_CACHE", str(tmp_path / "kept"))
    return tmp_path / "kept"


def _all_patterns() -> list[tuple[str, int]]:
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        if "= later(" in path.read_text("utf-8"):
            module = import_module(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts))
            for each in vars(module).values():
                if hasattr(each, "_written"):
                    found[each._written] = None
    return [*found]


def test_every_pattern_of_the_library_is_given_back_as_it_was(kept: Path) -> None:
    patterns = _all_patterns()
    assert len(patterns) > 150
    first = _Known()
    made = [first.compiled(*each) for each in patterns]
    first.keep()
    second = _Known()
    again = [second.compiled(*each) for each in patterns]
    assert not second._new
    for one, other in zip(made, again, strict=True):
        assert one == other
        assert (one.flags, one.groups, one.groupindex) == (other.flags, other.groups, other.groupindex)
    text = (ROOT / "examples" / "mau.csv").read_text("utf-8")
    words = [each for line in text.splitlines()[:40] for each in (line, *line.split(";"))]
    for one, other in zip(made, again, strict=True):
        for word in words:
            a, b = one.search(word), other.search(word)
            assert (a and (a.span(), a.groupdict(), a.lastgroup)) == (b and (b.span(), b.groupdict(), b.lastgroup))


def test_what_a_later_run_uses_besides_is_added(kept: Path) -> None:
    for text in ("a+", "b+", "a+"):
        with patterns_kept():
            assert later(text, re.IGNORECASE).fullmatch(text[0].upper() * 3)
    (file,) = kept.iterdir()
    head = file.read_bytes().split(b"\n")[1]
    assert [(row[0], row[1]) for row in json.loads(head)] == [("a+", int(re.IGNORECASE)), ("b+", int(re.IGNORECASE))]


def test_patterns_are_compiled_by_python_again_afterwards(kept: Path) -> None:
    with patterns_kept():
        pass
    assert later("c+").fullmatch("cc")
    assert not kept.exists()


CODE = """
import re, sys
from re import _compiler
made, as_ever = [], _compiler.compile
def compile(pattern, flags=0):
    made.append(pattern)
    return as_ever(pattern, flags)
_compiler.compile = compile
from ntmrules import patterns
from ntmrules.cli import run
run(["evaluate", "examples/mau.csv", "--set", "xa-ntm", "--on", "2023-10-31"])
print(len(made), file=sys.stderr)
"""


def test_a_second_run_compiles_hardly_any(tmp_path: Path) -> None:
    env = {"NTMRULES_CACHE": str(tmp_path), "NTMRULES_PLUGINS": "", "PATH": ""}
    runs = [subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, env=env, check=True, cwd=ROOT)
            for _ in range(3)]  # fmt: skip
    first, second, third = (int(run.stderr.split()[-1]) for run in runs)
    assert first > 75
    assert second < 45
    assert third <= second
    assert runs[0].stdout == runs[1].stdout == runs[2].stdout


def _put(rows: Any, numbers: list[int]) -> None:
    cache.save_bytes(_name(), json.dumps(rows).encode() + b"\n" + array("I", numbers).tobytes())


def _code(text: str) -> list[int]:
    known = _Known()
    known.compiled(text, 0)
    known.keep()
    body = cache.load_bytes(_name())
    assert body is not None
    head, _, numbers = body.partition(b"\n")
    ((_, _, _, _, _, first, count),) = json.loads(head)
    return [*array("I", numbers)][first : first + count]


WRONG: list[Callable[[list[int]], tuple[Any, list[int]]]] = [
    lambda code: ([["(a)", 0, 32, 1, {}, 0, len(code)]], [*code[:-2], 999]),
    lambda code: ([["(a)", 0, 32, 1, {}, 0, len(code) - 1]], code),
    lambda code: ([["(a)", 0, 32, -1, {}, 0, len(code)]], code),
    lambda code: ([["(a)", 0, 32, 1, {"x": 9}, 0, len(code)]], code),
    lambda code: ([["(a)", 0, "32", 1, {}, 0, len(code)]], code),
    lambda code: ([["(a)", 0, 32, 1, [], 0, len(code)]], code),
    lambda code: ([["(a)", 0, 32]], code),
    lambda code: ([["(a)", 0, 32, 1, {}, 0, 0]], code[:0]),
    lambda code: ({"(a)": 1}, code),
    lambda code: (None, code),
]


@pytest.mark.parametrize("wrong", WRONG)
def test_a_list_that_does_not_fit_is_compiled_anew(
    wrong: Callable[[list[int]], tuple[Any, list[int]]], kept: Path
) -> None:
    _put(*wrong(_code("(a)")))
    known = _Known()
    found = known.compiled("(a)", 0)
    assert found.fullmatch("a")
    assert (found.groups, [*known._new]) == (1, [("(a)", 0)])


def test_bytes_that_are_no_numbers_are_no_patterns(kept: Path) -> None:
    cache.save_bytes(_name(), b"[]\nabc")
    assert _Known().compiled("(a)", 0).fullmatch("a")


@pytest.mark.parametrize("word", ["off", "OFF"])
def test_off_keeps_nothing(word: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("NTMRULES_CACHE", word)
    monkeypatch.chdir(tmp_path)
    with patterns_kept():
        assert later("d+").fullmatch("dd")
    assert not [*tmp_path.iterdir()]


def test_where_python_gives_no_list_patterns_are_compiled(kept: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("re._compiler._code", None)
    with patterns_kept():
        assert later("e+", re.VERBOSE)
    monkeypatch.undo()
    monkeypatch.setenv("NTMRULES_CACHE", str(kept))
    known = _Known()
    known.compiled("f+", 0)
    monkeypatch.setitem(sys.modules, "_sre", None)
    known.keep()
    assert cache.load_bytes(_name()) in (None, b"[]\n")
