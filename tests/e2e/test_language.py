"""One language at a time: help, errors, remarks and results in Vietnamese by default, all of it in English with ``--lang en``."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from cyclopts import App
from rich.console import Console

from ntmrules.cli import run
from ntmrules.cli.app import make_app
from ntmrules.messages import speaking

ENGLISH = re.compile(
    r"\b(the|of|with|without|and|when|which|that|cannot|is|are|has|have|expected|to do|only|given|judge|units|error|warning)\b"
)
VIETNAMESE = re.compile("[ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ]", re.IGNORECASE)
# What is written so in both languages: names, words of a file of figures, ids of decisions.
NAMES = re.compile(
    r"\"[^\"]*\"|'[^']*'|«[^»]*»|đạt \| chưa đạt \| không áp dụng|QĐ-TTg|Nghệ An|xã A\b|xã B\b|Excel: \S.*"
    r"|--[\w-]+|\[(chọn|mặc định): [^]]*\]"
)


def commands(app: App, above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    yield above
    for name in app:
        if not name.startswith("-"):
            yield from commands(app[name], (*above, name))


COMMANDS = sorted(commands(make_app()))


def help_of(command: tuple[str, ...], lang: str) -> str:
    console = Console(file=io.StringIO(), width=400, no_color=True, legacy_windows=False)
    with speaking(lang):
        make_app(listed=not command).help_print(list(command), console=console)
    return console.file.getvalue()  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_help_is_in_one_language(command: tuple[str, ...]) -> None:
    vi, en = NAMES.sub("", help_of(command, "vi")), NAMES.sub("", help_of(command, "en"))
    assert [line for line in vi.splitlines() if ENGLISH.search(line)] == []
    assert [line for line in en.splitlines() if VIETNAMESE.search(line)] == []
    assert VIETNAMESE.search(vi)
    assert ENGLISH.search(en) or len(command) == 1
    assert "--empty-" not in help_of(command, "vi")  # what nobody named is empty


ALL_HELP = """
import sys
from ntmrules.cli import run
for words in sys.argv[1:]:
    assert run([*words.split(), "--help"]) == 0
"""


def test_every_option_has_its_words_in_a_process_of_its_own(tmp_path: Path) -> None:
    """The first command is known before cyclopts is there, and what it said of its options reaches it nevertheless."""
    environment = {**os.environ, "COLUMNS": "400", "NO_COLOR": "1"}
    done = subprocess.run(
        [sys.executable, "-c", ALL_HELP, "evaluate", "compare", "summary"],
        capture_output=True, cwd=tmp_path, env=environment, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")
    lines = [line.strip("│ ") for line in done.stdout.decode().splitlines() if line.startswith("│ --")]
    assert len(lines) > 50
    assert [line for line in lines if not re.search(r"  +\w", line)] == []
    assert [line for line in lines if "--no-no-" in line or "--no-accept" in line] == []


GROUPS = sorted({command[:-1] for command in COMMANDS if len(command) > 1})


@pytest.mark.parametrize("group", GROUPS, ids=" ".join)
def test_every_command_says_in_the_list_what_it_does(group: tuple[str, ...]) -> None:
    for lang in ("vi", "en"):
        said = help_of(group, lang)
        for name in (command[-1] for command in COMMANDS if command[:-1] == group and len(command) > 1):
            assert re.search(rf"^│ {name}  +\S", said, re.MULTILINE), (name, said)


FIGURES = "unit,subject,value\nxã A,10.1,50\nxã A,thu-nhap-binh-quan-dau-ngoi,50\nxã B,ty-le-ho-ngheo,abc\nxã B,10.1,\n"
WRONG: dict[str, list[str]] = {
    "bad cells": ["evaluate", "so-lieu.csv"],
    "no such file": ["evaluate", "khong-co.csv"],
    "no such set": ["evaluate", "tot.csv", "--set", "xa-mtn"],
    "no such province": ["evaluate", "tot.csv", "--province", "Quảng Nin"],
    "a day without a text": ["evaluate", "tot.csv", "--on", "1999-01-01"],
    "no date": ["evaluate", "tot.csv", "--on", "hôm qua"],
    "no such unit": ["evaluate", "tot.csv", "--unit", "xã Z"],
    "an unknown option": ["evaluate", "tot.csv", "--lnag"],
    "an unknown command": ["evalute"],
    "an unknown word": ["evaluate", "tot.csv", "--floor", "gazete"],
    "a missing argument": ["evaluate"],
    "no such label": ["explain", "tot.csv", "--indicator", "99.9"],
    "no such id": ["show", "vn/xa-ntm/2021/99.9"],
    "no receipt": ["verify", "tot.csv"],
    "two texts and a file": ["compare", "tot.csv", "--texts", "a@b", "c@d"],
    "no catalogue": ["lint", "khong-co"],
    "no plugin folder": ["plugin", "check", "khong-co"],
    "a bad id": ["plugin", "new", "Nghệ An"],
    "no form": ["template", "-o", "x.yaml"],
    "no pages": ["docs", "check", "khong-co"],
    "out and a view": ["evaluate", "tot.csv", "--out", "ra.csv", "--view", "full"],
    "plugins not installed": ["evaluate", "tot.csv", "--plugins", "khong-co"],
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "so-lieu.csv").write_text(FIGURES, encoding="utf-8")
    (tmp_path / "tot.csv").write_text("unit,subject,value,as_of\nxã A,10.1,50,2022-12-31\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.vietnamese
@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_is_said_in_one_language(name: str, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = {}
    for lang, words in (("vi", WRONG[name]), ("en", [*WRONG[name], "--lang", "en"])):
        assert run(words) == 3
        printed = capsys.readouterr()
        said[lang] = NAMES.sub("", (printed.err + printed.out).replace(str(folder), ""))
        assert "NTM" in said[lang]
        assert "Traceback" not in said[lang]
    assert ENGLISH.search(said["vi"]) is None, said["vi"]
    assert VIETNAMESE.search(said["en"]) is None, said["en"]
    assert "cần:" in said["vi"] or "cách sửa:" in said["vi"]


@pytest.mark.vietnamese
def test_results_and_remarks_are_in_one_language(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for lang, other in (("vi", ENGLISH), ("en", VIETNAMESE)):
        chosen = [] if lang == "vi" else ["--lang", "en"]
        receipt = folder / f"{lang}.json"
        for words in (
            ["evaluate", "tot.csv"], ["evaluate", "tot.csv", "--view", "summary"], ["explain", "tot.csv", "--indicator", "10.1"],
            ["evaluate", "tot.csv", "--out", f"{lang}.csv"], ["watch", "tot.csv", "--once", "--from-start"],
        ):  # fmt: skip
            assert run([*words, *chosen]) in (0, 1, 2)
            printed = capsys.readouterr()
            assert other.search(NAMES.sub("", printed.err)) is None, printed.err
        assert run(["evaluate", "tot.csv", "--format", "json", *chosen]) == 2
        receipt.write_text(
            capsys.readouterr().out.replace('"provisional": false', '"provisional": true'), encoding="utf-8"
        )
        assert run(["verify", str(receipt), *chosen]) == 1
        printed = capsys.readouterr()
        assert other.search(NAMES.sub("", printed.out.replace("xã A", ""))) is None, printed.out


def test_the_language_is_known_although_the_words_are_not(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", "--lang=en", "--nothing"]) == 3
    assert "unknown option '--nothing'" in capsys.readouterr().err
    with speaking("vi"):
        assert run(["evaluate", "--nothing"]) == 3
        assert "không có tuỳ chọn '--nothing'" in capsys.readouterr().err
        assert run(["evaluate", "--lang", "fr", "x.csv"]) == 3
        assert "--lang không nhận 'fr'" in capsys.readouterr().err


CATALOGUE: list[list[str]] = [
    ["sets"],
    ["sets", "--coverage"],
    ["sets", "--coverage", "--set", "vn/xa-ntm/2021"],
    ["sets", "--coverage", "--set", "vn/xa-ntm/2026"],
    *(["show", each] for each in (
        "vn/xa-ntm/2021/11.1", "vn/xa-ntm/2016/10", "vn/xa-ntm/2016/7.1", "vn/xa-ntm-nang-cao/2021/11.1",
        "vn/huyen-ntm/2021/6.2", "vn/xa-ntm/2026", "vn/tinh-ntm/2026", "vn/xa-ntm-kieu-mau/2021",
    )),
]  # fmt: skip
# The catalogue gives some things in the words of a text only: titles of texts, addresses, the name of a province.
QUOTED = re.compile(
    r"https?://\S+|\[[\w; -]+\]|(?:\d+/)+[\w-]+|^guidance: .*$|\b[A-ZĐ]{2,}-[\wĐ-]+|\b(đạt|QĐ)\b", re.MULTILINE
)


@pytest.mark.vietnamese
@pytest.mark.parametrize("words", CATALOGUE, ids=" ".join)
def test_the_catalogue_is_told_in_one_language(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    kinds = re.compile(r"\b(gazette|copy|excerpt|recall|recall-low|delegated|unknown|attained|at_least|at_most)\b")
    for lang, other in (("vi", ENGLISH), ("en", VIETNAMESE)):
        assert run([*words, "--no-plugins", "--lang", lang]) == 0
        said = [NAMES.sub("", QUOTED.sub("", line)) for line in capsys.readouterr().out.splitlines()]
        assert [line for line in said if other.search(line)] == []
        assert lang == "en" or [line for line in said if kinds.search(line)] == []
