"""Code of plugins that leaves the program, never ends, or takes away what is not its own: named, and never a verdict's code."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import attrs
import pytest
from plugins.installing import install, on_path

from ntmrules import Library, UnitFigures, Verdict
from ntmrules.cli import run
from ntmrules.errors import FiguresError, PluginError
from ntmrules.figures.read import read_figures
from ntmrules.model.evidence import Confidence, Evidence, EvidenceKind
from ntmrules.model.requirements import Function
from ntmrules.plugins.functions import RuleFunction

ROOT = Path(__file__).parents[2]
EVALUATE = ["evaluate", str(ROOT / "examples" / "mau.csv"), "--set", "xa-ntm", "--province", "Quảng Ninh",
            "--on", "2023-10-31"]  # fmt: skip
MARK = "from ntmrules.plugins.hookspecs import hookimpl\n\n\n"
LEAVE = "raise SystemExit(0)"


def answering(hook: str, body: str, arguments: str = "") -> str:
    return f"{MARK}@hookimpl\ndef {hook}({arguments}):\n    {body}\n"


@pytest.mark.parametrize(
    ("hook", "arguments"),
    [("ntmrules_packs", ""), ("ntmrules_units", ""), ("ntmrules_functions", ""), ("ntmrules_readers", ""),
     ("ntmrules_renderers", ""), ("ntmrules_observe", "attainment")],
)  # fmt: skip
def test_a_hook_that_leaves_the_program_does_not_end_it_with_the_code_of_a_verdict(
    hook: str, arguments: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(tmp_path / "site", "leaves", code=answering(hook, LEAVE, arguments))
    with on_path(tmp_path / "site"):
        assert run(EVALUATE) == 3
    assert f"NTM203 plugin 'leaves' of ntmrules-leaves 1.0 raises in {hook}: SystemExit: 0" in capsys.readouterr().err


def test_help_is_not_ended_without_a_word_by_a_hook(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(tmp_path / "site", "leaves", code=answering("ntmrules_cli", LEAVE, "app"))
    with on_path(tmp_path / "site"):
        assert run(["--help"]) == 3
    assert "NTM203 plugin 'leaves' of ntmrules-leaves 1.0 raises in ntmrules_cli" in capsys.readouterr().err


def test_a_generator_that_leaves_the_program_is_named(tmp_path: Path) -> None:
    code = f"{MARK}def of():\n    yield '/nowhere'\n    {LEAVE}\n\n\n" + answering("ntmrules_packs", "return of()")
    install(tmp_path / "site", "leaves", code=code)
    with on_path(tmp_path / "site"), pytest.raises(PluginError, match=r"NTM203.*raises in ntmrules_packs: SystemExit"):
        Library(plugins=["leaves"])


@pytest.mark.parametrize("hook", ["ntmrules_packs", "ntmrules_units"])
def test_an_answer_without_end_is_refused(hook: str, tmp_path: Path) -> None:
    install(tmp_path / "site", "endless", code=answering(hook, "return iter(lambda: '/nowhere', None)"))
    with on_path(tmp_path / "site"), pytest.raises(PluginError, match=rf"NTM203.*> 10000 × str from {hook}"):
        Library(plugins=["endless"])


VIEW = "import sys\n    return {'away': lambda attainment, lang: sys.exit(0)}"


def test_a_view_that_leaves_the_program_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    install(tmp_path / "site", "leaves", code=answering("ntmrules_renderers", VIEW))
    with on_path(tmp_path / "site"):
        assert run([*EVALUATE, "--view", "away"]) == 3
    assert "NTM205" in capsys.readouterr().err


READER = f"""{MARK}from ntmrules.figures.csv import Sheet


@hookimpl
def ntmrules_readers():
    return {{".pipe": read}}


def read(path):
    def rows():
        yield 2, ["xã A", "7.1", "1"]
        raise {{error}}
    return Sheet(path.name, ("unit", "subject", "value"), 1, rows())
"""


@pytest.mark.parametrize("error", ["ValueError('x')", "SystemExit(0)"])
def test_a_reader_that_fails_among_its_rows_is_bad_input(error: str, tmp_path: Path) -> None:
    install(tmp_path / "site", "pipe", code=READER.replace("{error}", error))
    file = tmp_path / "figures.pipe"
    file.write_text("", encoding="utf-8")
    with on_path(tmp_path / "site"):
        readers = Library(plugins=["pipe"]).plugins.readers
    with pytest.raises(FiguresError, match=rf"NTM501.*{error.partition('(')[0]}"):
        read_figures(file, readers=readers)


@pytest.mark.parametrize(
    ("body", "name"),
    [("del app['evaluate']", "evaluate"), ("app.default(lambda: print('mine'))", "ntmrules")],
)  # fmt: skip
def test_commands_are_neither_taken_away_nor_replaced(
    body: str, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    install(tmp_path / "site", "takes", code=answering("ntmrules_cli", body, "app"))
    with on_path(tmp_path / "site"):
        assert run(["--help"]) == 3
    said = capsys.readouterr().err
    assert f"plugin 'takes' of ntmrules-takes 1.0 takes away or replaces the command '{name}' in ntmrules_cli" in said


ROADS = "ty-le-duong-thon-cung-hoa"


def judged_by(judge: Callable[[Any], Any]) -> Verdict | None:
    """Return the verdict on 2.2 of a commune where ``judge`` of a plugin decides it."""
    book = Library(plugins=()).rulebook("xa-ntm", province="quang-ninh", on="2023-06-30")
    item = Function(name="thu", evidence=Evidence(kind=EvidenceKind.GAZETTE, confidence=Confidence.HIGH))
    headings = tuple(
        attrs.evolve(heading, rules=tuple(attrs.evolve(rule, requirement=item, measure=None) if rule.number == "2.2"
                                          else rule for rule in heading.rules))
        for heading in book.headings
    )  # fmt: skip
    function = RuleFunction(reads=(ROADS,), direction={ROADS: "more"}, judge=judge)
    own = attrs.evolve(book, headings=headings, functions={"thu": function})
    return own.evaluate(UnitFigures.of("xã A", {ROADS: 80})).node("2.2").verdict


@pytest.mark.parametrize("answer", ["met", Verdict.MET])
def test_a_verdict_of_a_function_is_one_however_it_is_written(answer: object) -> None:
    assert judged_by(lambda _: answer) is Verdict.MET


@pytest.mark.parametrize("answer", [None, True, 1, "đạt", Verdict.UNDETERMINED, [Verdict.MET], {}])
def test_anything_else_that_a_function_says_is_refused(answer: object) -> None:
    with pytest.raises(PluginError, match="NTM205"):
        judged_by(lambda _: answer)


def test_a_function_that_leaves_the_program_is_named() -> None:
    with pytest.raises(PluginError, match=r"NTM205.*SystemExit"):
        judged_by(lambda _: sys.exit(0))
