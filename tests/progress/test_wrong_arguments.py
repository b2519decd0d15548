"""Whatever a program hands in instead of a file, a set, a day or names: an error of the library that says which argument."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import ntmrules
from ntmrules.errors import NtmRulesError

LIBRARY = ntmrules.Library(plugins=())
WRONG: tuple[Any, ...] = (None, 5, 3.5, True, b"x", [], {}, object(), "", float("nan"), ["x", None], Path("/not there"))
DAYS = {"from_": "2023-01-01", "to": "2023-10-31"}
NONE_IS_LEFT_OUT = {"province", "units", "by", "library", "as_of"}
EMPTY_IS_ALL = {"units", "as_of"}


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("given") / "f.csv"
    path.write_text("unit,subject,value,as_of\nxã A,tieu-chi,10/19,2023-01-01\n", "utf-8")
    return path


def calls(file: Path) -> dict[str, Callable[[Any], object]]:
    history, table = ntmrules.read_history(file), ntmrules.read_figures(file)
    progress = LIBRARY.progress(history, "xa-ntm", **DAYS)
    published = file.with_name("t.csv")
    published.write_text("unit,set,as_of,tieu-chi\nxã A,xa-ntm,2023,10/19\n", "utf-8")
    return {
        "read_figures": ntmrules.read_figures,
        "read_history": ntmrules.read_history,
        "read_history as_of": lambda x: ntmrules.read_history(file, as_of=x),
        "on": history.on,
        "audit": ntmrules.audit,
        "audit library": lambda x: ntmrules.audit(published, library=x),
        "audit province": lambda x: ntmrules.audit(published, library=LIBRARY, province=x),
        "audit lang": lambda x: ntmrules.audit(published, library=LIBRARY).text(lang=x),
        "progress history": lambda x: LIBRARY.progress(x, "xa-ntm", **DAYS),
        "progress set": lambda x: LIBRARY.progress(history, x, **DAYS),
        "progress from": lambda x: LIBRARY.progress(history, "xa-ntm", from_=x, to="2023-10-31"),
        "progress to": lambda x: LIBRARY.progress(history, "xa-ntm", from_="2023-01-01", to=x),
        "progress province": lambda x: LIBRARY.progress(history, "xa-ntm", **DAYS, province=x),
        "progress units": lambda x: LIBRARY.progress(history, "xa-ntm", **DAYS, units=x),
        "progress lang": lambda x: progress.text(lang=x),
        "plan": progress.plan,
        "summary table": lambda x: LIBRARY.summary(x, "xa-ntm", on="2023-10-31"),
        "summary set": lambda x: LIBRARY.summary(table, x, on="2023-10-31"),
        "summary on": lambda x: LIBRARY.summary(table, "xa-ntm", on=x),
        "summary by": lambda x: LIBRARY.summary(table, "xa-ntm", on="2023-10-31", by=x),
        "summary province": lambda x: LIBRARY.summary(table, "xa-ntm", on="2023-10-31", province=x),
        "summary units": lambda x: LIBRARY.summary(table, "xa-ntm", on="2023-10-31", units=x),
    }


NAMES = ("read_figures", "read_history", "read_history as_of", "on", "audit", "audit library", "audit province", "audit lang",
         "progress history", "progress set", "progress from", "progress to", "progress province", "progress units",
         "progress lang", "plan", "summary table", "summary set", "summary on", "summary by", "summary province",
         "summary units")  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_wrong_argument_is_told_as_one(file: Path, name: str) -> None:
    call, last = calls(file)[name], name.rsplit(maxsplit=1)[-1]
    for given in WRONG:
        if (given is None and last in NONE_IS_LEFT_OUT) or (given in ([], {}) and last in EMPTY_IS_ALL):
            continue
        with pytest.raises(NtmRulesError) as caught:
            call(given)
        assert caught.value.code.startswith("NTM"), given


def test_every_call_is_tried(file: Path) -> None:
    assert tuple(calls(file)) == NAMES


def test_one_name_is_one_unit(file: Path) -> None:
    found = LIBRARY.progress(ntmrules.read_history(file), "xa-ntm", **DAYS, units="xã A")
    assert [unit.unit for unit in found.units] == ["xã A"]
