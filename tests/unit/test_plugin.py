"""The pytest plugin: cases beside rules are tests, and their failures quote the line."""

from __future__ import annotations

import shutil
from importlib.metadata import entry_points
from pathlib import Path

import pytest

GOOD = Path(__file__).parents[1] / "bad" / "good"
INSTALLED = any(each.name == "ntmrules" for each in entry_points(group="pytest11"))
PLUGIN = ("-p", "no:cacheprovider", *(() if INSTALLED else ("-p", "ntmrules.testing.plugin")))


@pytest.fixture
def pack(pytester: pytest.Pytester) -> Path:
    place = pytester.path / "goi"
    shutil.copytree(GOOD, place)
    return place


def change(pack: Path, old: str, new: str) -> Path:
    path = pack / "national" / "xa" / "1-mot.cases.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return path


def test_every_case_is_one_test(pytester: pytest.Pytester, pack: Path) -> None:
    done = pytester.runpytest(*PLUGIN, "-v", str(pack))
    done.assert_outcomes(passed=6)
    done.stdout.fnmatch_lines(["*1-mot.cases.yaml::1.1: at the level PASSED*"])


def test_a_case_that_fails_quotes_file_and_line_and_what_differs(pytester: pytest.Pytester, pack: Path) -> None:
    change(pack, "figures: {ty-le-thu: 80}, expect: met", "figures: {ty-le-thu: 79}, expect: met")
    done = pytester.runpytest(*PLUGIN, str(pack))
    done.assert_outcomes(passed=5, failed=1)
    done.stdout.fnmatch_lines(
        ["goi/national/xa/1-mot.cases.yaml:3:5: NTM144 the case 'at the level' of 1.1: verdict is not_met, not met"]
    )
    assert "leaves.py" not in done.stdout.str(), "a traceback through the engine says nothing about a rule"


def test_a_case_file_that_cannot_be_read_is_an_error_of_collection(pytester: pytest.Pytester, pack: Path) -> None:
    change(pack, "expect: not_met", "expekt: not_met")
    done = pytester.runpytest(*PLUGIN, str(pack))
    done.assert_outcomes(errors=1)
    done.stdout.fnmatch_lines(["*NTM109 unknown key 'expekt'*", "*did you mean 'expect'?*"])


def test_two_cases_of_one_name_are_two_tests(pytester: pytest.Pytester, pack: Path) -> None:
    change(pack, "name: one step worse", "name: at the level")
    done = pytester.runpytest(*PLUGIN, "-v", str(pack))
    done.assert_outcomes(passed=6)
    done.stdout.fnmatch_lines(["*1.1: at the level (2) PASSED*"])


def test_one_case_can_be_asked_for_by_its_name(pytester: pytest.Pytester, pack: Path) -> None:
    pytester.runpytest(*PLUGIN, "-k", "answered and yes", str(pack)).assert_outcomes(passed=1, deselected=5)


def test_yaml_files_that_are_no_cases_of_a_set_are_left_alone(pytester: pytest.Pytester) -> None:
    (pytester.path / "other.cases.yaml").write_text("anything: at all\n")
    (pytester.path / "set.yaml.txt").write_text("")
    assert pytester.runpytest(*PLUGIN).ret == pytest.ExitCode.NO_TESTS_COLLECTED


def test_cases_among_the_entries_of_a_pack_name_their_set(pytester: pytest.Pytester, pack: Path) -> None:
    (pack / "pack.yaml").write_text("id: thu\nname: {vi: Thử, en: Test}\n", encoding="utf-8")
    folder = pack / "overrides"
    folder.mkdir()
    (folder / "1.cases.yaml").write_text(
        "source: made up\nset: vn/xa-ntm/2021\ncases:\n"
        '  - {name: open, of: "10.1", on: "2023-06-30", expect: undetermined, reasons: [no_figure]}\n',
        encoding="utf-8",
    )
    pytester.runpytest(*PLUGIN, str(folder)).assert_outcomes(passed=1)
