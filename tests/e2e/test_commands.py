"""Every command once, as a person calls it: what goes to stdout, what to stderr, and how it ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from ntmrules.cli import run

ROOT = Path(__file__).parents[2]
MAU = str(ROOT / "examples" / "mau.csv")
AN_NONG = str(ROOT / "examples" / "an-nong-2024.csv")
QUANG_NINH = ["--province", "Quảng Ninh", "--on", "2023-10-31"]

# All that a made-up set of two indicators asks, in one file a pack: small enough to be met.
PACK = Path(__file__).parents[1] / "bad" / "good"


def figures(folder: Path, *rows: str) -> str:
    path = folder / "so-lieu.csv"
    path.write_text("\n".join(("unit,subject,value", *rows)) + "\n", encoding="utf-8")
    return str(path)


def test_evaluate_says_in_vietnamese_what_is_not_met(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", MAU, "--set", "xa-ntm", *QUANG_NINH]) == 1
    said = capsys.readouterr()
    assert "xã Mẫu" in said.out
    assert "tiêu chí" in said.out
    assert "chưa đạt" in said.out
    assert "\x1b" not in said.out, "a pipe gets plain text"
    assert "xã Mẫu" in said.err, "a made-up name is on no list"
    assert len(said.err.splitlines()) == 1


def test_evaluate_says_the_tally_that_an_nong_reported(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", AN_NONG, "--on", "2024-03-31", "--province", "An Giang", "--view", "summary"]) == 1
    assert "16/19 tiêu chí" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("rows", "code"),
    [
        (("xã A,ty-le-thu,80", "xã A,co-thu,đạt"), 0),
        (("xã A,ty-le-thu,79", "xã A,co-thu,đạt"), 1),
        (("xã A,ty-le-thu,80",), 2),
        (("xã A,ty-le-thu,80", "xã A,co-thu,đạt", "xã B,ty-le-thu,80"), 2),
        (("xã A,ty-le-thu,80", "xã B,ty-le-thu,79"), 1),
        (("xã A,ty-le-thu,801",), 3),
    ],
)
def test_the_exit_code_is_that_of_the_worst_unit(
    rows: tuple[str, ...], code: int, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = figures(tmp_path, *rows)
    assert run(["evaluate", file, "--set", "thu/xa", "--pack", str(PACK), "--on", "2023-06-30"]) == code
    assert bool(capsys.readouterr().out) is (code != 3)


def test_evaluate_as_json_is_the_documented_object_for_every_unit(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["evaluate", MAU, *QUANG_NINH, "--format", "json"]) == 1
    data = json.loads(capsys.readouterr().out)
    assert len(data) == 1
    unit = data[0]
    assert {
        "unit",
        "set",
        "on",
        "province",
        "verdict",
        "provisional",
        "criteria",
        "indicators",
        "trace",
        "receipt",
    } <= set(unit)
    assert (unit["unit"], unit["set"], unit["on"], unit["verdict"]) == (
        "xã Mẫu",
        "vn/xa-ntm/2021",
        "2023-10-31",
        "not_met",
    )
    for tally, declared in ((unit["criteria"], 19), (unit["indicators"], 57)):
        assert {"met", "not_met", "undetermined", "not_applicable", "low", "high", "declared", "modelled"} <= set(tally)
        assert tally["declared"] == declared
    assert not [each for each in _numbers(unit["trace"]) if isinstance(each, float)], "decimals are text"


def _numbers(data: object) -> list[object]:
    if isinstance(data, dict):
        return [each for value in data.values() for each in _numbers(value)]
    if isinstance(data, list):
        return [each for value in data for each in _numbers(value)]
    return [data] if isinstance(data, (int, float)) else []


def test_evaluate_without_a_day_says_on_stderr_which_one_it_took(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("unit,subject,value,as_of\nxã A,ty-le-thu,80,2023-06-30\n", encoding="utf-8")
    assert run(["evaluate", str(path), "--set", "thu/xa", "--pack", str(PACK)]) == 2
    said = capsys.readouterr()
    assert "2023-06-30" in said.err
    assert said.out


def test_evaluate_one_unit_of_several(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = figures(tmp_path, "xã A,ty-le-thu,80", "xã B,ty-le-thu,10")
    words = ["evaluate", file, "--set", "thu/xa", "--pack", str(PACK), "--on", "2023-06-30"]
    assert run([*words, "--unit", "xã A"]) == 2
    said = capsys.readouterr().out
    assert "xã A" in said
    assert "xã B" not in said
    assert run([*words, "--unit", "xã C"]) == 3
    assert "NTM602" in capsys.readouterr().err


def test_a_higher_floor_decides_less(capsys: pytest.CaptureFixture[str]) -> None:
    highest: dict[str, int] = {}
    for floor in ("recall-low", "excerpt", "gazette"):
        run(["evaluate", MAU, *QUANG_NINH, "--floor", floor, "--format", "json"])
        tally = json.loads(capsys.readouterr().out)[0]["indicators"]
        highest[floor] = tally["met"] + tally["not_met"]
    assert highest["recall-low"] > highest["excerpt"] > highest["gazette"]


def test_explain_shows_the_figure_the_level_and_the_decision(capsys: pytest.CaptureFixture[str]) -> None:
    code = run(["explain", MAU, "--unit", "xã Mẫu", "--indicator", "2.2", *QUANG_NINH, "--lang", "en"])
    said = capsys.readouterr().out
    assert code in (0, 1, 2)
    assert "2.2" in said
    assert "318/QĐ-TTg" in said


def test_explain_as_json_and_of_an_unknown_indicator(capsys: pytest.CaptureFixture[str]) -> None:
    run(["explain", MAU, "--indicator", "10.1", *QUANG_NINH, "--json"])
    assert json.loads(capsys.readouterr().out)[0]["id"] == "vn/xa-ntm/2021/10.1"
    assert run(["explain", MAU, "--indicator", "10.9", *QUANG_NINH]) == 3
    said = capsys.readouterr()
    assert said.out == ""
    assert "NTM003" in said.err


def test_sets_lists_every_set_as_text_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["sets"]) == 0
    assert "vn/xa-ntm/2021" in capsys.readouterr().out
    assert run(["sets", "--json"]) == 0
    rows = {row["id"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["vn/xa-ntm/2021"]["declared"] == {"criteria": 19, "indicators": 57}


def test_show_follows_the_day(capsys: pytest.CaptureFixture[str]) -> None:
    texts = {}
    for day in ("2024-02-28", "2024-03-02"):
        assert run(["show", "vn/xa-ntm/2021/13.1", "--on", day]) == 0
        texts[day] = capsys.readouterr().out
    assert "318/QĐ-TTg" in texts["2024-02-28"]
    assert "211/QĐ-TTg" in texts["2024-03-02"]
    assert texts["2024-02-28"] != texts["2024-03-02"]


@pytest.mark.parametrize("ref", ["vn/xa-ntm/2021", "vn/xa-ntm/2021/10", "vn/xa-ntm/2021/10.1"])
def test_show_as_json_is_what_the_catalogue_says(ref: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["show", ref, "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["id"] in ref


def test_lint_of_a_good_pack_is_0_and_of_a_bad_one_3(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["lint", str(PACK)]) == 0
    assert "0 errors" in capsys.readouterr().err
    assert run(["lint", str(PACK), "--json"]) == 0
    assert all(row["severity"] == "warning" for row in json.loads(capsys.readouterr().out))
    assert run(["lint", str(tmp_path / "none")]) == 3
    assert "NTM101" in capsys.readouterr().err


@pytest.mark.parametrize(
    "words",
    [
        ["evaluat"],
        ["evaluate"],
        ["evaluate", MAU, "--vieww", "full"],
        ["evaluate", MAU, "--view", "ful"],
        ["sets", "--lang", "fr"],
    ],
)
def test_wrong_words_are_3_and_a_message(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run(words) == 3
    said = capsys.readouterr()
    assert said.err.startswith("NTM00")
    assert "to do:" in said.err
    assert said.out == ""


@pytest.fixture
def program(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[bytes]]:
    """The program in a process of its own, in a C locale, away from the checkout."""

    def start(*words: str) -> subprocess.CompletedProcess[bytes]:
        environment = {
            "PYTHONPATH": os.pathsep.join([str(ROOT / "src"), *sys.path]),
            "PATH": os.environ["PATH"],
            "LANG": "C",
            "NTMRULES_CACHE": str(tmp_path / "cache"),
        }
        return subprocess.run(
            [sys.executable, "-m", "ntmrules", *words], capture_output=True, cwd=tmp_path, env=environment, check=False
        )

    return start


def test_the_program_in_a_process_of_its_own_writes_vietnamese_in_any_locale(
    program: Callable[..., subprocess.CompletedProcess[bytes]],
) -> None:
    done = program("evaluate", MAU, "--set", "xa-ntm", *QUANG_NINH)
    assert done.returncode == 1
    assert "tiêu chí" in done.stdout.decode("utf-8")
    assert "xã Mẫu" in done.stderr.decode("utf-8")


def test_the_program_ends_with_3_and_no_traceback_on_bad_input(
    program: Callable[..., subprocess.CompletedProcess[bytes]],
) -> None:
    done = program("evaluate", "none.csv", "--set", "xa-ntm", "--on", "2023-10-31")
    assert done.returncode == 3
    assert done.stdout == b""
    assert b"NTM501" in done.stderr
    assert b"Traceback" not in done.stderr


def test_evaluate_shows_the_firings_of_the_forward_engine_and_the_same_verdict(
    capsys: pytest.CaptureFixture[str],
) -> None:
    code = run(["evaluate", AN_NONG, "--on", "2024-03-31", "--view", "firings", "--engine", "forward/agenda"])
    said = capsys.readouterr().out
    assert code == 1
    assert "forward/agenda" in said
    assert ". 5: chưa đạt\n" in said


IN_DISTRICTS = (
    "unit,thuộc,7.1,9.1",
    "xã A,huyện X,đạt,đạt",
    "xã B,huyện X,chưa đạt,",
    "xã C,huyện Y,đạt,chưa đạt",
)


@pytest.mark.parametrize("more", [(), ("huyện Y,,,",)])
def test_communes_that_name_their_district_are_judged_and_the_district_is_not(
    more: tuple[str, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "xa.csv"
    file.write_text("\n".join((*IN_DISTRICTS, *more)), encoding="utf-8")
    run(["evaluate", str(file), *QUANG_NINH, "--json"])
    assert [each["unit"] for each in json.loads(capsys.readouterr().out)] == ["xã A", "xã B", "xã C"]


def test_a_set_that_counts_communes_judges_the_districts_they_lie_in(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "xa.csv"
    file.write_text(
        "\n".join(IN_DISTRICTS).replace("7.1,9.1", "vn/xa-ntm/2021/7.1,vn/xa-ntm/2021/9.1"), encoding="utf-8"
    )
    run(["evaluate", str(file), "--set", "huyen-ntm", *QUANG_NINH, "--json"])
    assert [each["unit"] for each in json.loads(capsys.readouterr().out)] == ["huyện X", "huyện Y"]
