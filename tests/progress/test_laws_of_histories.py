"""The laws of a comparison over whole histories, as offices hand them in: files, rows, corrections, districts, provinces."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from hypothesis import given
from hypothesis import strategies as st

import ntmrules
from ntmrules.face.progress import Progressing
from ntmrules.progress.between import Progress, Together
from ntmrules.progress.shares_told import told_shares
from ntmrules.progress.states import NOTHING, WHAT, Count, Range

LIBRARY = ntmrules.Library(plugins=())
DAYS = (
    "2023-06-30",
    "2023-12-31",
    "2024-06-30",
)  # QĐ 211 of 01/03/2024 lies between the last two, a year between the first
UNITS = (("xã A", "huyện H", "Hà Giang"), ("xã B", "huyện H", "Hà Giang"), ("xã A", "huyện K", "Hà Giang"),
         ("xã C", "huyện L", "Lào Cai"))  # fmt: skip
HEAD = ("unit", "within", "province", "subject", "value", "as_of")
Row: TypeAlias = tuple[str, str, str, str, str, str]

labels = st.sampled_from([*map(str, range(1, 20)), "13.1", "18.4", "15.4"])
verdicts = st.sampled_from(["đạt", "chưa đạt"])
said = st.one_of(
    st.tuples(labels, verdicts),
    st.tuples(st.just("17.2"), st.integers(0, 100).map(str)),
    st.tuples(st.just("tieu-chi"), st.integers(0, 19).map(lambda met: f"{met}/19")),
    st.tuples(st.just("chi-tieu"), st.integers(0, 57).map(lambda met: f"{met}/57")),
)


@st.composite
def histories(draw: st.DrawFn, days: tuple[str, ...] = DAYS) -> list[Row]:
    """Rows of several communes; of one thing and day there is one, and the first commune always has one."""
    rows: dict[tuple[Any, ...], Row] = {}
    for place in range(draw(st.integers(2, 14))):
        unit = UNITS[0] if not place else draw(st.sampled_from(UNITS))
        (subject, value), day = draw(said), days[0] if not place else draw(st.sampled_from(days))
        rows[unit, subject, day] = (*unit, subject, value, day)
    return list(rows.values())


def compared(
    files: list[list[Row]], from_: str = DAYS[0], to: str = DAYS[-1], province: str | None = None
) -> Progressing:
    with tempfile.TemporaryDirectory() as folder:
        paths = []
        for place, rows in enumerate(files):
            paths.append(Path(folder) / f"{place}.csv")
            with paths[-1].open("w", encoding="utf-8", newline="") as file:
                csv.writer(file).writerows([HEAD, *rows])
        return LIBRARY.progress(ntmrules.read_history(paths), "xa-ntm", from_=from_, to=to, province=province)


def without_places(data: Any) -> Any:
    """Return data without the rows and files in which figures stand: these are what may differ."""
    if isinstance(data, dict):
        return {key: without_places(value) for key, value in data.items() if key not in ("at", "source")}
    return [without_places(each) for each in data] if isinstance(data, list) else data


@given(histories(), st.data())
def test_the_order_of_rows_and_files_changes_nothing(rows: list[Row], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(rows))
    cut = data.draw(st.integers(1, len(rows)))
    files = [part for part in (shuffled[:cut], shuffled[cut:]) if part]
    assert without_places(compared(files).to_dict()) == without_places(compared([rows]).to_dict())


@given(histories(), st.sampled_from(DAYS))
def test_nothing_changes_on_one_day(rows: list[Row], day: str) -> None:
    found = compared([rows], day, day)
    assert all(not unit.moves and all(unit.shares[what].change == NOTHING for what in WHAT) for unit in found.units)
    assert all(one.change == Range(low=0, high=0) or not one.moves for one in found.progress.by_criterion())


@given(histories(DAYS[:1]), st.data())
def test_what_is_corrected_and_corrected_back_changes_nothing(rows: list[Row], data: st.DataObject) -> None:
    """All is said otherwise in December and as before in June: as if nothing had been said of December."""
    other = {"đạt": "chưa đạt", "chưa đạt": "đạt"}
    wrong = [(*row[:4], other.get(row[4]) or _another(row[4], data), "2023-11-30") for row in rows]
    again = [(*row[:5], "2023-12-15") for row in rows]
    there = compared([rows, wrong, again], "2023-06-30", "2023-12-31")
    plain = compared([rows, again], "2023-06-30", "2023-12-31")
    assert without_places(there.to_dict()) == without_places(plain.to_dict())
    assert all(not unit.moves for unit in there.units)
    for unit in there.units:
        assert unit.then == unit.now


def _another(value: str, data: st.DataObject) -> str:
    met, slash, total = value.partition("/")
    return f"{data.draw(st.integers(0, int(total or 100)).filter(lambda each: each != int(met)))}{slash}{total}"


def added(groups: tuple[Together, ...], whole: Together) -> None:
    none = Count(low=0, high=0, declared=0)
    assert sum(len(group.units) for group in groups) == len(whole.units)
    for what in WHAT:
        for name in ("then", "now"):
            total = sum((getattr(group, name)[what] for group in groups), none)
            assert total == getattr(whole, name)[what]
        for name in ("change", "figures", "texts"):
            ends = [getattr(group.shares[what], name) for group in groups]
            own = getattr(whole.shares[what], name)
            assert (sum(end.low for end in ends), sum(end.high for end in ends)) == (own.low, own.high)
        told, part = told_shares(whole, what), whole.shares[what]
        assert told.figures + told.texts + (told.unclear or NOTHING) == part.change == part.figures + part.texts
    for place in (0, 1):
        assert sum((group.met[place] for group in groups), none) == whole.met[place]


@given(histories())
def test_every_level_is_the_sum_of_its_parts(rows: list[Row]) -> None:
    found: Progress = compared([rows]).progress
    *districts, whole = found.by_district()
    added(tuple(districts), whole)
    added(found.by_province(), whole)
    for unit in found.units:
        for what in WHAT:
            told, part = told_shares(unit, what), unit.shares[what]
            assert told.figures + told.texts + (told.unclear or NOTHING) == part.change == part.figures + part.texts
    for one in found.by_criterion():
        assert 0 <= one.then.low <= one.then.high <= len(found.units) == one.then.declared
        assert one.figures + one.texts + one.both == len(one.moves)


@given(histories(DAYS[:2]))
def test_where_no_text_changed_all_is_told_of_the_figures(rows: list[Row]) -> None:
    for unit in compared([rows], "2023-06-30", "2023-12-31").units:
        assert not unit.untold
        for what in WHAT:
            told = told_shares(unit, what)
            assert (told.figures, told.texts, told.unclear) == (unit.shares[what].change, NOTHING, None)
        assert {move.cause for move in unit.moves} <= {"figure"}


@given(histories(DAYS[:1]))
def test_where_nothing_new_was_said_no_figure_has_a_share(rows: list[Row]) -> None:
    for unit in compared([rows], "2023-12-31", "2024-06-30").units:
        for what in WHAT:
            assert unit.shares[what].figures == NOTHING
        assert {move.cause for move in unit.moves} <= {"text"}


@given(histories())
def test_a_province_that_every_row_names_may_be_asked_for(rows: list[Row]) -> None:
    own = [row for row in rows if row[2] == UNITS[0][2]]
    assert without_places(compared([own], province=UNITS[0][2]).to_dict()) == without_places(compared([own]).to_dict())


@pytest.mark.parametrize("what", WHAT)
def test_both_tallies_are_asked(what: str) -> None:
    found = compared([[(*UNITS[0], "tieu-chi", "10/19", DAYS[0]), (*UNITS[0], "tieu-chi", "19/19", DAYS[2])]])
    assert found.units[0].now[what].low == found.units[0].now[what].declared
