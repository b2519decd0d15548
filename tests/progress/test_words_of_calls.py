"""What is wrong with a call is told by the arguments of the call, what is wrong with a command by its options."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import ntmrules
from ntmrules.cli import run
from ntmrules.messages.in_calls import MESSAGES
from ntmrules.messages.register import codes, message

LIBRARY = ntmrules.Library(plugins=())
_OPTION = re.compile(r"(?<![\w-])--[a-z]")
PLAIN = "unit,subject,value\nxã A,tieu-chi,10/19\n"
DATED = "unit,subject,value,as_of\nxã A,tieu-chi,10/19,2023-01-31\n"


def compared(history: ntmrules.History, from_: str = "2023-01-31", to: str = "2023-09-30", **more: str) -> object:
    return LIBRARY.progress(history, "xa-ntm", from_=from_, to=to, **more)


CALLS: dict[str, tuple[str, Callable[[Path], object]]] = {
    "NTM574.none": (PLAIN, lambda _: ntmrules.read_history([])),
    "NTM574.undated": (PLAIN, ntmrules.read_history),
    "NTM574.undated-titled": ("SỐ LIỆU ĐẾN 31/10/2023,,\n" + PLAIN, ntmrules.read_history),
    "NTM574.files": (PLAIN, lambda file: ntmrules.read_history([file], as_of=["2023-01-31", "2023-02-28"])),
    "NTM574.differs": (DATED, lambda file: ntmrules.read_history([file], as_of=["2023-09-30"])),
    "NTM575.days": (DATED, lambda file: compared(ntmrules.read_history(file), "2023-09-30", "2023-01-31")),
    "NTM610.title-province": (
        "TỈNH HÀ GIANG,,,\n" + DATED, lambda file: compared(ntmrules.read_history(file), province="An Giang")),
}  # fmt: skip


@pytest.mark.parametrize("name", CALLS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_a_call_is_told_of_no_option(tmp_path: Path, name: str, lang: str) -> None:
    text, call = CALLS[name]
    file = tmp_path / "a.csv"
    file.write_text(text, "utf-8")
    with pytest.raises(ntmrules.NtmRulesError) as caught:
        call(file)
    for problem in caught.value.problems:
        told = problem.as_dict(lang)
        assert told["code"] == name.partition(".")[0]
        assert not _OPTION.search(" ".join(str(part) for part in told.values()))


def test_figures_without_a_day_are_told_once_a_file_with_the_day_of_its_title(tmp_path: Path) -> None:
    first, second = tmp_path / "a.csv", tmp_path / "b.csv"
    rows = "unit,subject,value\nxã A,1.1,đạt\nxã A,1.2,đạt\nxã B,1.1,đạt\n"
    first.write_text(rows, "utf-8")
    second.write_text("KẾT QUẢ ĐẾN 31/10/2023 (theo Quyết định số 318/QĐ-TTg ngày 08/3/2022),,\n" + rows, "utf-8")
    with pytest.raises(ntmrules.FiguresError) as caught:
        ntmrules.read_history([first, second])
    told = [
        (each.identity, each.where, each.values["count"], str(each.values["day"])) for each in caught.value.problems
    ]
    assert told == [("NTM574.undated", "a.csv:2:3", 3, "None"), ("NTM574.undated-titled", "b.csv:3:3", 3, "2023-10-31")]
    history = ntmrules.read_history([second], as_of=["2023-10-31"])
    assert [len(unit.entries) for unit in history.units] == [2, 1]


def test_a_command_is_told_of_its_options(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "a.csv"
    file.write_text(PLAIN, "utf-8")
    run(["progress", str(file), "--from", "2023-01-31", "--to", "2023-09-30", "--no-plugins"])
    assert "--as-of" in capsys.readouterr().err
    file.write_text(DATED, "utf-8")
    run(["progress", str(file), "--to", "2023-01-31", "--from", "2023-09-30", "--no-plugins"])
    assert "--from" in capsys.readouterr().err


def test_every_message_of_calls_is_one_of_the_register_that_names_an_option() -> None:
    for identity in MESSAGES:
        code, _, name = identity.partition(".")
        own = codes()[code].messages[name]
        assert any(_OPTION.search(text) or "ntmrules …" in text for part in own for text in part)
        assert not any(_OPTION.search(text) for part in message(identity) for text in part)
