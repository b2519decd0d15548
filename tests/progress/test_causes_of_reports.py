"""What did the change of a reported tally: all by figures where no text changed, what is certain where one did, never a guess."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ntmrules
from ntmrules.face.progress import Progressing
from ntmrules.office.progress_tables import progress_table, together_table
from ntmrules.progress.causes_of_reports import of_reports
from ntmrules.progress.change import UnitProgress
from ntmrules.progress.data import progress_schema
from ntmrules.progress.groups_told import together_lines
from ntmrules.progress.shares_told import told_shares
from ntmrules.progress.states import NOTHING, Range, Shares, exactly
from ntmrules.progress.told import unit_lines

LIBRARY = ntmrules.Library(plugins=())
QD_211 = ("2023-12-31", "2024-06-30")  # it changed criteria 10, 13, 15, 17 and 18
INCOME = ("2022-12-31", "2023-12-31")  # the level of 10.1 is another one each year


def between(tmp: Path, days: tuple[str, str], *rows: str, set_: str = "xa-ntm") -> Progressing:
    file = tmp / "h.csv"
    file.write_text("\n".join(("unit,subject,value,as_of", *rows)) + "\n", "utf-8")
    return LIBRARY.progress(ntmrules.read_history(file), set_, from_=days[0], to=days[1])


def tallies(days: tuple[str, str], then: str, now: str, unit: str = "xã A") -> tuple[str, str]:
    return f"{unit},tieu-chi,{then},{days[0]}", f"{unit},tieu-chi,{now},{days[1]}"


def cause_line(unit: UnitProgress, lang: str = "vi") -> str:
    return next((str(line) for line in unit_lines(unit, lang=lang) if str(line).startswith(("Nguyên", "Causes"))), "")


@pytest.mark.parametrize(
    ("days", "then", "now", "figures", "unclear"),
    [
        (("2023-01-31", "2023-09-30"), "12/19", "15/19", 3, 0),  # one text on both days: the figures alone
        (("2024-06-30", "2024-12-31"), "15/19", "14/19", -1, 0),
        (INCOME, "12/19", "15/19", 2, 1),  # criterion 10 may be one of the three
        (INCOME, "15/19", "12/19", -2, -1),
        (INCOME, "12/19", "13/19", 0, 1),
        (QD_211, "5/19", "12/19", 2, 5),
        (QD_211, "12/19", "5/19", -2, -5),
        (QD_211, "15/19", "17/19", 0, 2),
        (QD_211, "15/19", "15/19", 0, 0),
    ],
)
def test_what_is_certain_of_a_reported_change(
    tmp_path: Path, days: tuple[str, str], then: str, now: str, figures: int, unclear: int
) -> None:
    found = between(tmp_path, days, *tallies(days, then, now))
    (unit,) = found.units
    told = told_shares(unit, "criteria")
    assert (told.figures, told.texts) == (exactly(figures), NOTHING)
    assert (told.unclear or NOTHING) == exactly(unclear)
    (data,) = found.to_dict()
    jsonschema.validate([data], progress_schema(), cls=jsonschema.Draft202012Validator)
    assert data["told"]["criteria"]["figures"] == {"low": figures, "high": figures}
    assert bool(data["untold"]) is (days in (INCOME, QD_211))
    table = progress_table(found.progress, "vi")
    cells = dict(zip(table.head, table.rows[0], strict=True))
    assert cells["Do số liệu (tiêu chí)"] == (figures if figures or not unclear else None)  # 0 would be a statement


def test_the_criteria_whose_text_changed_are_named(tmp_path: Path) -> None:
    (unit,) = between(tmp_path, QD_211, *tallies(QD_211, "15/19", "17/19")).units
    assert unit.untold == ("10", "13", "15", "17", "18")
    assert cause_line(unit).endswith("văn bản đổi ở tiêu chí 10, 13, 15, 17, 18")
    assert "do số liệu" not in cause_line(unit).partition("hay")[0].replace("chưa rõ do số liệu", "")
    (unit,) = between(tmp_path, INCOME, *tallies(INCOME, "12/19", "15/19")).units
    assert "do số liệu ít nhất tăng 2 tiêu chí; phần còn lại chưa rõ" in cause_line(unit)
    assert cause_line(unit, "en").startswith("Causes: by figures at least 2 more criteria; of the rest nobody can tell")


def test_what_figures_tell_of_every_amended_criterion_makes_a_reported_change_certain(tmp_path: Path) -> None:
    known = [f"xã A,{each},đạt,2023-12-31" for each in ("10", "15", "17", "18")]
    five = ["xã A,13.1,đạt,2023-12-31", *(f"xã A,13.{each},đạt,2023-12-31" for each in range(2, 6))]
    (unit,) = between(tmp_path, QD_211, *known, *five, *tallies(QD_211, "12/19", "14/19")).units
    assert unit.untold == ()
    assert told_shares(unit, "criteria").figures == exactly(2)
    assert cause_line(unit).startswith("Nguyên nhân: do số liệu tăng 2 tiêu chí, ")


def test_a_district_adds_up_what_is_certain(tmp_path: Path) -> None:
    rows = (*tallies(INCOME, "12/19", "15/19"), *tallies(INCOME, "10/19", "10/19", "xã B"))
    found = between(tmp_path, INCOME, *rows).progress
    (group, whole) = found.by_district()
    for each in (group, whole):
        told = told_shares(each, "criteria")
        assert (told.figures, told.texts, told.unclear) == (exactly(2), NOTHING, exactly(1))
    table = together_table([group], found, "vi")
    cells = dict(zip(table.head, table.rows[0], strict=True))
    assert (cells["Do số liệu (tiêu chí)"], cells["Chưa rõ do đâu (tiêu chí)"]) == (2, 1)
    assert any("ít nhất tăng 2 tiêu chí" in str(line) for line in together_lines([group], found))


def test_no_cause_is_told_where_nothing_was_known_or_nothing_changed(tmp_path: Path) -> None:
    found = between(tmp_path, QD_211, f"xã A,tieu-chi,15/19,{QD_211[1]}")
    assert not cause_line(found.units[0])
    assert not any("do số liệu" in str(line) for line in together_lines(found.progress.by_district(), found.progress))
    both = ("tieu-chi,15/19", "chi-tieu,50/57")
    found = between(tmp_path, QD_211, *(f"xã A,{each},{day}" for each in both for day in QD_211))
    assert not cause_line(found.units[0])


@pytest.mark.parametrize(("day", "new"), [("2023-12-31", False), ("2023-11-30", False), ("2024-01-01", True)])
def test_a_tally_that_is_only_carried_on_is_told(tmp_path: Path, day: str, *, new: bool) -> None:
    found = between(tmp_path, QD_211, f"xã A,tieu-chi,15/19,{day}")
    assert any("không có báo cáo nào sau ngày 31/12/2023" in each.vi for each in found.units[0].remarks) is not new


@st.composite
def unnamed(draw: st.DrawFn) -> tuple[list[tuple[int, int, int, int]], int]:
    """Criteria as nobody knows them: met in each of the four states or not; the first so many had their text changed."""
    bit = st.integers(0, 1)
    amended = draw(st.lists(st.tuples(bit, bit, bit, bit), max_size=5))
    others = draw(st.lists(st.tuples(bit, bit), max_size=14))
    return [*amended, *((then, now, then, now) for then, now in others)], len(amended)


@given(unnamed())
def test_what_is_told_as_certain_is_never_more_than_the_figures_did(
    made: tuple[list[tuple[int, int, int, int]], int],
) -> None:
    criteria, amended = made
    change = sum(now - then for then, _, _, now in criteria)
    figures = sum(Fraction(by_figures - then + now - by_text, 2) for then, by_figures, by_text, now in criteria)
    nothing = Shares(change=NOTHING, figures=NOTHING, texts=NOTHING)
    told = of_reports(exactly(change), nothing, amended)
    assert told.figures.settled
    assert told.texts == NOTHING
    certain = told.figures.low
    assert 0 <= certain <= figures or figures <= certain <= 0
    assert amended or certain == change


@given(unnamed(), st.integers(0, 3), st.integers(0, 3))
def test_a_range_of_a_report_is_no_more_certain_than_its_ends(
    made: tuple[list[tuple[int, int, int, int]], int], below: int, above: int
) -> None:
    criteria, amended = made
    change = sum(now - then for then, _, _, now in criteria)
    nothing = Shares(change=NOTHING, figures=NOTHING, texts=NOTHING)
    told = of_reports(Range(low=change - below, high=change + above), nothing, amended)
    exact = of_reports(exactly(change), nothing, amended)
    if amended:
        assert 0 <= told.figures.low <= exact.figures.low or exact.figures.low <= told.figures.low <= 0
