"""A line of words that is read without cyclopts gives what cyclopts reads out of it; any other is left to cyclopts."""

from __future__ import annotations

import random
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from types import FunctionType

import pytest
from cyclopts import CycloptsError

from ntmrules.cli.app import app
from ntmrules.cli.commands import COMMANDS
from ntmrules.cli.plain_words import _options, plain_call

ROOT = Path(__file__).resolve().parents[2]
NAMED = {place.rpartition(":")[2]: getattr(import_module(place.partition(":")[0]), place.rpartition(":")[2])
         for place in COMMANDS}  # fmt: skip
OURS = {name: command for name, command in NAMED.items() if isinstance(command, FunctionType)}
WORDS = (
    "a.csv", "xã Mẫu", "Quảng Ninh", "2023-10-31", "en", "json", "xa-ntm", "core", "7", "-5", "0.5", "true", "no", "none", "a,b",
    "x=đạt,=chưa đạt", "@a", "~/a", "a b", "EN", " en", "evaluate", "", "-", "--", "-h", "--help", "--version", "--set=xa-ntm",
    "--no-json", "--no-warnings", "--JSON", "--on_gap", "-o", "--empty-pack", "--view",
)  # fmt: skip


def lines(name: str, number: int) -> list[list[str]]:
    """Return made-up lines for a command: its options and any words, most as somebody would write them."""
    rng = random.Random(name)
    try:
        options = _options(OURS[name])[0]
    except Exception:  # noqa: BLE001  (a signature that is not read here has no options here)
        options = {}
    by_default = OURS[name].__kwdefaults__ or {}
    needed = {
        each.name: written for written, each in options.items() if each.of is None and each.name not in by_default
    }
    made = []
    for _ in range(number):
        line = [rng.choice(WORDS[:3]) for _ in range(rng.choice((0, 1, 1, 1, 2)))]
        asked = rng.sample([*options], rng.randint(0, min(4, len(options))))
        for written in dict.fromkeys((*asked, *needed.values())):
            option = options[written]
            value = [rng.choice(option.known or WORDS[:12])] if option.kind is not bool else []
            at = rng.choice((0, len(line)))
            line[at:at] = [written, *value]
        if rng.random() < 0.4:
            line.insert(rng.randint(0, len(line)), rng.choice(WORDS))
        made.append([name, *line])
    return made


@pytest.mark.parametrize("name", sorted(OURS))
def test_a_plain_line_is_read_as_cyclopts_reads_it(name: str) -> None:
    plain = 0
    for line in lines(name, 150):
        call = plain_call(line)
        if call is None:
            continue
        plain += 1
        command, bound, unused = app.parse_args(line, exit_on_error=False, print_error=False)
        assert (call.func, {**call.keywords}) == (command, {**bound.arguments}), line  # type: ignore[attr-defined]
        assert not unused
    assert plain > 10 or name in ("compare", "compile", "progress"), "hardly any line of this command is plain"


@pytest.mark.parametrize("name", sorted(set(NAMED) - set(OURS)))
def test_a_command_with_commands_of_its_own_is_left_to_cyclopts(name: str) -> None:
    assert plain_call([name, "a"]) is None


@pytest.mark.parametrize(
    "line",
    [
        [],
        ["--help"],
        ["evaluat", "a.csv"],
        ["evaluate"],
        ["evaluate", "--help"],
        ["evaluate", "a.csv", "b.csv"],
        ["evaluate", "a.csv", "--lang", "fr"],
        ["evaluate", "a.csv", "--on"],
        ["evaluate", "a.csv", "--on", "--json"],
        ["evaluate", "a.csv", "--on", "2023-10-31", "--on", "2023-11-30"],
        ["evaluate", "a.csv", "--on=2023-10-31"],
        ["evaluate", "a.csv", "--nothing", "x"],
        ["evaluate", "--", "a.csv"],
        ["evaluate", "--file", "a.csv"],
        ["watch", "a.csv", "--every", "0"],
    ],
)
def test_what_is_not_plain_is_left_to_cyclopts(line: list[str]) -> None:
    assert plain_call(line) is None


def test_an_option_without_its_value_is_still_told_by_cyclopts() -> None:
    with pytest.raises(CycloptsError):
        app.parse_args(["evaluate", "a.csv", "--on"], exit_on_error=False, print_error=False)


def test_what_was_said_before_cyclopts_came_is_handed_to_it() -> None:
    code = (
        "import sys\n"
        "from ntmrules.cli import run\n"
        "ask = ['examples/mau.csv', '--on', '2023-10-31', '--no-plugins', '--pack', 'catalogs/national']\n"
        "first = run(['evaluate', 'missing.csv', '--on', '2023-10-31'])\n"
        "assert 'cyclopts' not in sys.modules\n"
        "second = run(['evaluate', '--on=2023-10-31', 'missing.csv', '--floor', 'copy'])\n"
        "assert 'cyclopts' in sys.modules\n"
        "third = run(['evaluate', 'missing.csv', '--floor', 'nothing'])\n"
        "from ntmrules.cli.app import app\n"
        "_, bound, _ = app.parse_args(['evaluate', 'a.csv', '--floor', 'copy', '--no-plugins'])\n"
        "assert (bound.arguments['judging'].floor, bound.arguments['rules'].no_plugins) == ('copy', True)\n"
        "print(first, second, third)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT, check=False)
    assert done.stdout.split() == ["3", "3", "3"], done.stderr
    assert "NTM" in done.stderr
