"""Reported tallies that are not of one day, cannot both be, are of another set or time; and what is counted from them."""

from __future__ import annotations

from pathlib import Path

import pytest

import ntmrules
from ntmrules.cli import run
from ntmrules.face.progress import Progressing
from ntmrules.office.progress_tables import progress_table
from ntmrules.progress.plan_told import plan_lines
from ntmrules.progress.shares_told import told_shares
from ntmrules.progress.states import NOTHING, Range, exactly
from ntmrules.progress.told import unit_lines

LIBRARY = ntmrules.Library(plugins=())


def progress(tmp: Path, *rows: str, head: str = "unit,subject,value,as_of", from_: str = "2023-01-31") -> Progressing:
    file = tmp / "h.csv"
    file.write_text("\n".join((head, *rows)) + "\n", "utf-8")
    return LIBRARY.progress(ntmrules.read_history(file), "xa-ntm", from_=from_, to="2023-09-30")


def tally(found: Progressing, what: str) -> tuple[int, int]:
    now = found.units[0].now[what]
    return now.low, now.high


@pytest.mark.parametrize(
    ("row", "criteria", "indicators", "older"),
    [
        ("xã A,tieu-chi,19/19,2023-09-30", (19, 19), (57, 57), "54/57 chỉ tiêu"),
        ("xã A,chi-tieu,57/57,2023-09-30", (19, 19), (57, 57), "17/19 tiêu chí"),
        ("xã A,tieu-chi,18/19,2023-09-30", (18, 18), (45, 56), "54/57 chỉ tiêu"),
    ],
)
def test_a_tally_of_an_earlier_day_does_not_stand_beside_a_later_one(
    tmp_path: Path, row: str, criteria: tuple[int, int], indicators: tuple[int, int], older: str
) -> None:
    found = progress(tmp_path, "xã A,tieu-chi,17/19,2023-01-31", "xã A,chi-tieu,54/57,2023-01-31", row)
    assert (tally(found, "criteria"), tally(found, "indicators")) == (criteria, indicators)
    assert any(f"báo cáo {older} cũ hơn" in each.vi for each in found.units[0].remarks)
    assert found.units[0].then["indicators"].low == 54


@pytest.mark.parametrize(("criteria", "indicators", "both"), [("19/19", "56/57", False), ("18/19", "57/57", False),
                                                              ("16/19", "55/57", False), ("18/19", "56/57", True),
                                                              ("19/19", "57/57", True)])  # fmt: skip
def test_tallies_that_cannot_both_be_attain_no_plan(
    tmp_path: Path, criteria: str, indicators: str, *, both: bool
) -> None:
    found = progress(tmp_path, f"xã A,tieu-chi,{criteria},2023-01-31", f"xã A,chi-tieu,{indicators},2023-01-31")
    assert any("không thể cùng đúng" in each.vi for each in found.units[0].remarks) is not both
    plan = tmp_path / "p.csv"
    plan.write_text("unit,target,due\nxã A,đạt chuẩn,2023\n", "utf-8")
    (row,) = found.plan(plan)
    full = criteria == "19/19"
    assert (row.state == "attained") is (full and both)
    assert row.state == ("attained" if full and both else "cannot_be_told")


def test_what_cannot_be_met_any_more_is_missing_at_least(tmp_path: Path) -> None:
    found = progress(tmp_path, "xã A,17,chưa đạt,2023-01-31", "xã A,18,chưa đạt,2023-01-31")
    plan = tmp_path / "p.csv"
    plan.write_text("unit,target,due\nxã A,đạt chuẩn,2023\n", "utf-8")
    (row,) = found.plan(plan)
    assert row.reason.vi.endswith("còn thiếu 2–19")


def test_who_reports_fewer_criteria_is_counted_as_not_met(tmp_path: Path) -> None:
    rows = ("xã A,huyện H,tieu-chi,10/19,2023-01-31", "xã A,huyện H,tieu-chi,12/19,2023-09-30",
            "xã B,huyện H,tieu-chi,19/19,2023-01-31", "xã B,huyện H,tieu-chi,18/19,2023-09-30")  # fmt: skip
    found = progress(tmp_path, *rows, head="unit,within,subject,value,as_of").progress
    district = found.by_district()[0]
    assert [(met.low, met.high) for met in district.met] == [(0, 1), (0, 0)]
    call = ["progress", str(tmp_path / "h.csv"), "--from", "2023-01-31", "--to", "2023-09-30", "--no-plugins"]
    assert run(call) == 1


@pytest.mark.parametrize(("value", "day", "said"), [("19/19", "2020-12-31", "thời kỳ trước bộ vn/xa-ntm/2021"),
                                                    ("10/19", "2023-01-31", None)])  # fmt: skip
def test_a_tally_of_before_the_set_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], value: str, day: str, said: str | None
) -> None:
    found = progress(tmp_path, f"xã A,tieu-chi,{value},{day}")
    assert any("thời kỳ trước bộ vn/xa-ntm/2021" in each.vi for each in found.units[0].remarks) is (said is not None)
    run(["summary", str(tmp_path / "h.csv"), "--set", "xa-ntm", "--on", "2023-09-30", "--no-plugins"])
    assert ("tallies of before vn/xa-ntm/2021 only, which are not used: xã A" in capsys.readouterr().err) is (
        said is not None
    )


def test_a_tally_of_another_set_names_the_totals_of_this_one(tmp_path: Path) -> None:
    found = progress(tmp_path, "xã A,tieu-chi,10/19,2023-01-31", "xã A,chi-tieu,40/49,2023-01-31")
    assert any("không phải của bộ vn/xa-ntm/2021 (19 tiêu chí, 57 chỉ tiêu), không dùng" in each.vi
               for each in found.units[0].remarks)  # fmt: skip


def test_a_full_tally_is_counted_for_each_criterion_unless_the_indicators_forbid_it(tmp_path: Path) -> None:
    for indicators, low in (("57/57", 1), ("56/57", 0)):
        file = tmp_path / "f.csv"
        file.write_text(
            f"unit,subject,value\nxã A,tieu-chi,19/19\nxã A,chi-tieu,{indicators}\nxã B,tieu-chi,10/19\n", "utf-8"
        )
        found = LIBRARY.summary(ntmrules.read_figures(file), "xa-ntm", on="2023-09-30")
        assert {(each.met.low, each.met.high) for each in found.whole.by_criterion} == {(low, 2)}
        assert (found.whole.met.low, found.whole.met.high) == (0, 1)


@pytest.mark.parametrize(
    ("rows", "criteria", "indicators"),
    [
        (("tieu-chi,18/19",), (18, 18), (45, 56)),  # all but the largest; the one that is open lacks at least one
        (("tieu-chi,0/19",), (0, 0), (0, 38)),
        (("chi-tieu,50/57",), (12, 18), (50, 50)),
        (("chi-tieu,0/57",), (0, 0), (0, 0)),
        (("tieu-chi,18/19", "17,đạt"), (18, 18), (45, 56)),
        (("tieu-chi,18/19", "17,chưa đạt"), (18, 18), (45, 56)),
        (("tieu-chi,18/19", "19,chưa đạt", "18,chưa đạt"), (0, 17), (0, 55)),  # against the figures: says nothing
    ],
)
def test_one_reported_tally_bounds_the_other_at_every_door(
    tmp_path: Path, rows: tuple[str, ...], criteria: tuple[int, int], indicators: tuple[int, int]
) -> None:
    found = progress(tmp_path, *(f"xã A,{row},2023-01-31" for row in rows))
    assert (tally(found, "criteria"), tally(found, "indicators")) == (criteria, indicators)
    summary = LIBRARY.summary(ntmrules.read_figures(tmp_path / "h.csv"), "xa-ntm", on="2023-09-30")
    assert (summary.rows[0].low, summary.rows[0].high) == criteria
    assert summary.whole.met.high == int(criteria[1] == 19)


def test_a_full_tally_is_counted_for_each_criterion_of_a_comparison(tmp_path: Path) -> None:
    found = progress(tmp_path, "xã A,tieu-chi,0/19,2023-01-31", "xã A,chi-tieu,57/57,2023-09-30",
                     "xã B,tieu-chi,18/19,2023-01-31")  # fmt: skip
    for one in found.progress.by_criterion():
        assert ((one.then.low, one.then.high), (one.now.low, one.now.high)) == ((0, 1), (1, 2))
        assert (one.change.low, one.change.high) == (0, 2)


def test_a_withdrawn_figure_is_told_where_it_did_it(tmp_path: Path) -> None:
    found = progress(
        tmp_path, "xã A,17.2,85,2023-01-01,", "xã A,17.2,85,2023-06-01,rút", head="unit,subject,value,as_of,status"
    )
    assert any("85% → đã rút (h.csv:3:" in str(line) for line in unit_lines(found.units[0], lang="vi"))


@pytest.mark.parametrize("swapped", [False, True])
def test_a_title_is_compared_with_the_day_of_its_own_file(tmp_path: Path, *, swapped: bool) -> None:
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    for file, day, met in zip(files, ("31/01/2023", "30/9/2023"), (10, 12), strict=True):
        file.write_text(f"SỐ LIỆU ĐẾN NGÀY {day},\nĐơn vị,Số tiêu chí đạt\nxã A,{met}/19\n", "utf-8")
    days = ["2023-01-31", "2023-09-30"]
    history = ntmrules.read_history(files, as_of=days[::-1] if swapped else days)
    found = LIBRARY.progress(history, "xa-ntm", from_="2023-01-31", to="2023-09-30")
    assert [each.values["sheet"] for each in found.left_out if each.name == "title_day"] == (
        ["a.csv", "b.csv"] if swapped else [])  # fmt: skip


def test_a_plan_with_a_column_for_the_district_tells_two_of_one_name(tmp_path: Path) -> None:
    found = progress(tmp_path, "xã Tân An,huyện A,tieu-chi,10/19,2023-01-31", "xã Tân An,huyện B,tieu-chi,12/19,2023-01-31",
                     head="unit,within,subject,value,as_of")  # fmt: skip
    plan = tmp_path / "p.csv"
    plan.write_text("Huyện,Xã,Mục tiêu,Hạn\nhuyện A,xã Tân An,19/19,2023\nhuyện B,xã Tân An,19/19,2023\n", "utf-8")
    states = found.plan(plan)
    assert [state.now for state in states] == ["10/19", "12/19"]
    lines = [str(line) for line in plan_lines(states)]
    assert [line.partition(" –")[0] for line in lines if "hạn 31/12/2023" in line] == [
        "xã Tân An, huyện A",
        "xã Tân An, huyện B",
    ]


def between(tmp: Path, from_: str, to: str, *rows: str) -> Progressing:
    file = tmp / "h.csv"
    file.write_text("\n".join(("unit,subject,value,as_of", *rows)) + "\n", "utf-8")
    return LIBRARY.progress(ntmrules.read_history(file), "xa-ntm", from_=from_, to=to)


def test_nobody_can_tell_what_an_amendment_did_to_a_reported_tally(tmp_path: Path) -> None:
    """QĐ 211 came into force on 01/03/2024 and eased some indicators: which criteria a tally counts nobody said."""
    rows = ("xã A,tieu-chi,15/19,2023-12-31", "xã A,tieu-chi,17/19,2024-06-30")
    (unit,) = between(tmp_path, "2023-12-31", "2024-06-30", *rows).units
    told = told_shares(unit, "criteria")
    assert (told.figures, told.texts, told.unclear) == (NOTHING, NOTHING, exactly(2))
    (unit,) = between(
        tmp_path, "2023-01-31", "2023-12-31", "xã A,tieu-chi,15/19,2023-01-31", "xã A,tieu-chi,17/19,2023-12-31"
    ).units
    assert told_shares(unit, "criteria").figures == exactly(2)


def test_counts_of_two_sets_are_not_compared(tmp_path: Path) -> None:
    found = between(
        tmp_path, "2025-12-31", "2026-06-30", "xã A,tieu-chi,19/19,2025-12-31", "xã A,tieu-chi,10/10,2026-06-30"
    )
    (unit,) = found.units
    lines = [str(line) for line in unit_lines(unit, lang="vi")]
    assert any("10/10 tiêu chí" in line and "không so số của hai bộ" in line for line in lines)
    assert not any("giảm" in line or "Nguyên nhân" in line for line in lines)
    table = progress_table(found.progress, "vi")
    cells = dict(zip(table.head, table.rows[0], strict=True))
    assert {value for name, value in cells.items() if name.startswith(("Tăng giảm", "Do ", "Chưa rõ"))} == {None}
    assert found.progress.by_district()[-1].of_two_sets


def test_the_pace_of_a_plan_is_of_one_set(tmp_path: Path) -> None:
    found = between(tmp_path, "2025-06-30", "2026-06-30", "xã A,tieu-chi,15/19,2025-06-30", "xã A,tieu-chi,16/19,2025-12-31",
                    "xã A,tieu-chi,5/10,2026-06-30")  # fmt: skip
    plan = tmp_path / "p.csv"
    plan.write_text("unit,target,due\nxã A,đạt chuẩn,2026\n", "utf-8")
    (row,) = found.plan(plan)
    assert (row.pace, row.state) == ("few", "cannot_be_told")


def test_no_share_ends_before_it_begins(tmp_path: Path) -> None:
    """QĐ 211 gives one indicator of criterion 13; criterion 19 with its two is reported as lost: one or both of them are."""
    met = [*map(str, (*range(1, 13), *range(14, 20))), "13.2", "13.3", "13.4", "13.5"]
    rows = [*(f"xã P,{each},đạt,2023-12-31" for each in met), "xã P,hop-tac-xa-hoat-dong-hieu-qua,chưa đạt,2023-12-31",
            "xã P,to-hop-tac-co-hop-dong,đạt,2023-12-31", "xã P,19,chưa đạt,2024-06-30"]  # fmt: skip
    (unit,) = between(tmp_path, "2023-12-31", "2024-06-30", *rows).units
    shares = unit.shares["indicators"]
    assert shares.change == Range(low=-1, high=0)
    assert (shares.figures, shares.texts) == (Range(low=-2, high=-1), exactly(1))
    assert shares.figures + shares.texts == shares.change
