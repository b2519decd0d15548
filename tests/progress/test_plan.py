"""The plan: targets of each kind, states with their reasons, the expected day, what is open by body."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import attrs
import pytest
import xlsxwriter

import ntmrules
from ntmrules.cli import run
from ntmrules.errors import FiguresError
from ntmrules.model.unit_names import name_key
from ntmrules.progress.pace import Expected, Point, expected
from ntmrules.progress.plan import PlanState
from ntmrules.progress.plan_file import read_plan
from ntmrules.progress.plan_told import distance_words, pace_words, plan_lines

LIBRARY = ntmrules.Library(plugins=())
FIGURES = """unit,subject,value,as_of
xã A,tieu-chi,10/19,2023-01-01
xã A,chi-tieu,40/57,2023-01-01
xã A,tieu-chi,14/19,2023-07-01
xã A,chi-tieu,50/57,2023-07-01
xã B,18,đạt,2023-05-01
xã B,17.2,81,2023-05-01
"""


def states(tmp: Path, *rows: str, on: str = "2023-10-31", set_: str = "xa-ntm") -> tuple[PlanState, ...]:
    figures, plan = tmp / "f.csv", tmp / "plan.csv"
    figures.write_text(FIGURES, "utf-8")
    plan.write_text("\n".join(("unit,target,due,body", *rows)) + "\n", "utf-8")
    history = ntmrules.read_history(figures)
    return LIBRARY.progress(history, set_, from_="2023-01-01", to=on, province="An Giang").plan(plan)


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ("xã A,14/19,2023,", "attained"),
        ("xã A,14 tiêu chí,2023,", "attained"),
        ("xã A,51/57 chỉ tiêu,31/12/2024,", "on_track"),
        ("xã A,đạt chuẩn,31/12/2026,", "on_track"),
        ("xã A,đạt chuẩn,15/11/2023,", "behind"),
        ("xã A,đạt chuẩn,30/09/2023,", "overdue"),
        ("xã B,đạt chuẩn,31/12/2023,", "cannot_be_told"),
        ("xã B,18,31/12/2023,", "attained"),
        ("xã B,16,31/12/2023,", "cannot_be_told"),
        ("xã B,17.2,30/09/2023,", "overdue"),
        ("xã B,tiêu chí 11,quý IV/2023,", "cannot_be_told"),
    ],
)
def test_the_state_of_a_row(tmp_path: Path, row: str, state: str) -> None:
    (found,) = states(tmp_path, row)
    assert found.state == state, found.reason
    assert found.reason.vi


def test_what_is_open_stands_under_its_body_the_nearest_first(tmp_path: Path) -> None:
    (found,) = states(tmp_path, "xã B,đạt chuẩn,31/12/2023,Sở Nông nghiệp và PTNT")
    assert found.days_left == 61
    first = found.open[0]
    assert first.number == "17.2"
    assert first.gap is not None
    assert first.responsible is not None
    assert first.responsible.department is not None
    assert first.responsible.department.name.vi == "Sở Tài nguyên và Môi trường"
    assert distance_words(first, "vi") == "9 điểm % (10% mức)"
    assert [item.nearness for item in found.open] == sorted(item.nearness for item in found.open)


def test_no_pace_from_fewer_than_two_points() -> None:
    assert expected([], 19) == "few"
    assert expected([Point(day=date(2023, 1, 1), met=3)], 19) == "few"
    assert expected([Point(day=date(2023, 1, 1), met=3), Point(day=date(2023, 1, 1), met=4)], 19) == "few"
    assert expected([Point(day=date(2023, 1, 1), met=5), Point(day=date(2023, 6, 1), met=5)], 19) == "stands"
    assert expected([Point(day=date(2023, 1, 1), met=5), Point(day=date(2023, 6, 1), met=19)], 19) == "reached"


def test_the_expected_day_is_a_range_that_says_how_sure_it_is() -> None:
    two = expected([Point(day=date(2023, 1, 1), met=3), Point(day=date(2023, 10, 31), met=8)], 9)
    assert isinstance(two, Expected)
    assert two.first <= date(2023, 12, 31) <= (two.last or date.max)
    assert pace_words(two, "vi") == "nếu giữ tốc độ này: tháng 12/2023–1/2024; chỉ có 2 mốc"
    assert pace_words(two, "en") == "at this pace: 2023-12 to 2024-01; only 2 points"
    three = expected(
        [Point(day=date(2023, 1, 1), met=3), Point(day=date(2023, 7, 1), met=3), Point(day=date(2023, 10, 31), met=8)],
        9,
    )
    assert isinstance(three, Expected)
    assert three.last is None
    assert three.points == 3


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("xã A,25,2023,", "plan.csv:2"),
        ("xã A,20/19,2023,", "plan.csv:2"),
        ("xã A,10/75,2023,", "plan.csv:2"),
        ("xã A,-3/19,2023,", "-3/19"),
        ("xã C,10/19,2023,", "xã C"),
        ("xã A,10/19,mai,", "plan.csv:2:3"),
        ("xã A,,2023,", "plan.csv:2:2"),
    ],
)
def test_a_target_that_does_not_exist_is_bad_input(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(FiguresError) as caught:
        states(tmp_path, row)
    assert said in caught.value.text("vi")


def test_columns_are_named_in_both_languages_and_an_unknown_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "plan.csv"
    path.write_text("Đơn vị;Mục tiêu;Hạn;Cơ quan phụ trách\nxã A;17;12/2023;Sở Y tế\n", "utf-8")
    (row,) = read_plan(path)
    assert (row.due, row.target.label, row.body) == ("2023-12-31", "17", "Sở Y tế")
    path.write_text("unit,target,duee\nxã A,17,2023\n", "utf-8")
    with pytest.raises(FiguresError):
        read_plan(path)


def test_a_plan_in_a_workbook_is_that_of_the_same_rows_as_text(tmp_path: Path) -> None:
    """Its columns are its own: «target» is no column of a form of figures, which nobody reads."""
    rows = [
        ["unit", "set", "target", "due", "body", "note"],
        ["xã A", "xa-ntm", "19/19", "2024-12-31", "Sở Xây dựng", "cuối năm"],
        ["xã B", "xa-ntm", "17.2", "2024-06-30", "", ""],
    ]
    text, book = tmp_path / "plan.csv", tmp_path / "plan.xlsx"
    text.write_text("\n".join(",".join(row) for row in rows) + "\n", "utf-8")
    with xlsxwriter.Workbook(str(book)) as workbook:
        sheet = workbook.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    plain = [attrs.evolve(row, at="") for row in read_plan(text)]
    assert [attrs.evolve(row, at="") for row in read_plan(book)] == plain
    assert [row.due for row in plain] == ["2024-12-31", "2024-06-30"]


def planned(tmp: Path, target: str, *rows: str) -> PlanState:
    (tmp / "f.csv").write_text("unit,level,province,subject,value,as_of\n" + "".join(
        f"xã A,xa,An Giang,{row}\n" for row in rows), "utf-8")  # fmt: skip
    (tmp / "k.csv").write_text(f"unit,target,due\nxã A,{target},2023-12-31\n", "utf-8")
    history = ntmrules.read_history(tmp / "f.csv")
    library = ntmrules.Library(plugins=())
    found = library.progress(history, "xa-ntm", from_="2023-01-01", to="2023-10-31")
    return found.plan(tmp / "k.csv")[0]


def test_an_indicator_with_a_figure_has_the_pace_of_its_figure(tmp_path: Path) -> None:
    state = planned(tmp_path, "17.2", "17.2,81,2023-01-01", "18,đạt,2023-09-05", "17.2,86,2023-07-20")
    assert not isinstance(state.pace, str)
    assert state.pace.points == 2
    assert state.pace.last is not None
    assert (
        state.pace.first <= date(2023, 12, 27) <= state.pace.last
    )  # 200 days for 5 points: 160 more for the 4 that are left


def test_what_may_be_reached_already_is_not_behind(tmp_path: Path) -> None:
    state = planned(tmp_path, "16/19", "18,chưa đạt,2023-01-01", "18,đạt,2023-09-05")
    assert state.state == "cannot_be_told"
    assert state.pace == "few"  # a day on which the tally is open is no point of a pace
    assert "có thể đã đạt" in state.reason.vi


def test_units_of_one_name_and_names_in_capitals_are_told_apart_and_found(tmp_path: Path) -> None:
    (tmp_path / "f.csv").write_text(
        "unit,level,province,within,subject,value,as_of\n"
        "xã A,xa,An Giang,huyện Châu Phú,tieu-chi,10/19,2023-01-01\n"
        "xã A,xa,An Giang,huyện Châu Phú,tieu-chi,18/19,2023-10-01\n"
        "xã A,xa,An Giang,huyện Châu Thành,tieu-chi,5/19,2023-10-01\n", "utf-8")  # fmt: skip
    (tmp_path / "k.csv").write_text(
        "unit,within,target,due\nXÃ A,Huyện châu phú,19/19,2023-12-31\nxã A,huyện Châu Thành,19/19,2023-12-31\n",
        "utf-8",
    )
    library = ntmrules.Library(plugins=())
    found = library.progress(ntmrules.read_history(tmp_path / "f.csv"), "xa-ntm", from_="2023-01-01", to="2023-10-31")
    one, two = found.plan(tmp_path / "k.csv")
    assert (one.now, two.now) == ("18/19", "5/19")
    assert isinstance(one.pace, Expected)
    assert two.pace == "few"
    assert [state.key for state in (one, two)] == [unit.key for unit in found.units]
    assert found.planned((one, two)) == ()


def plan_book(path: Path, target: object, code: str, *, set_: str = "xa-ntm", cover: bool = False) -> Path:
    """Write a plan in a workbook, its target in a cell of a format; ``cover``: behind a sheet that is no plan."""
    with xlsxwriter.Workbook(path) as book:
        if cover:
            book.add_worksheet("Bìa").write_row(0, 0, ["KẾ HOẠCH", "năm 2024"])
        sheet = book.add_worksheet("KH")
        sheet.write_row(0, 0, ["Đơn vị", "Bộ tiêu chí", "Mục tiêu", "Thời hạn"])
        sheet.write_row(1, 0, ["xã A", set_])
        sheet.write(1, 2, target, book.add_format({"num_format": code}))
        sheet.write(1, 3, "31/12/2024")
    return path


@pytest.mark.parametrize(
    ("target", "code", "kind", "number", "label"),
    [(16, '0" tiêu chí"', "criteria", 16, None), (16, '0"/19"', "criteria", 16, None),
     (50, '0" chỉ tiêu"', "indicators", 50, None),
     (17.1, "0.00", "label", None, "17.10"), (17.1, "@", "label", None, "17.1"), ("vn/xa-ntm/17.1", "@", "label", None, "17.1")],
)  # fmt: skip
def test_a_target_is_what_its_cell_shows(
    tmp_path: Path, target: object, code: str, kind: str, number: int | None, label: str | None
) -> None:
    (row,) = read_plan(plan_book(tmp_path / "p.xlsx", target, code, cover=True))
    assert (row.target.kind, row.target.number, row.target.label) == (kind, number, label)


def test_a_label_kept_as_a_number_that_may_be_another_is_refused(tmp_path: Path) -> None:
    figures = tmp_path / "f.csv"
    figures.write_text(FIGURES, "utf-8")
    told = LIBRARY.progress(
        ntmrules.read_history(figures), "xa-ntm", from_="2023-01-01", to="2023-10-31", province="An Giang"
    )
    with pytest.raises(FiguresError) as error:
        told.plan(plan_book(tmp_path / "p.xlsx", 17.1, "General"))
    assert error.value.problems[0].identity == "NTM503.typed"
    for name, target in (("q", "vn/xa-ntm/17.1"), ("r", 17.2)):
        assert len(told.plan(plan_book(tmp_path / f"{name}.xlsx", target, "General"))) == 1
    with pytest.raises(FiguresError) as error:
        told.plan(plan_book(tmp_path / "s.xlsx", "vn/xa-ntm-nang-cao/17.1", "General"))
    assert error.value.problems[0].identity == "NTM576.target"


REPORTED = "unit,province,subject,value,as_of\n"


def state_of(tmp_path: Path, plan: str, *rows: str, on: str = "2023-10-31", set_: str = "xa-ntm") -> PlanState:
    history, file = tmp_path / "h.csv", tmp_path / "plan.csv"
    history.write_text(REPORTED + "".join(f"xã A,An Giang,{row}\n" for row in rows), "utf-8")
    file.write_text(plan, "utf-8")
    found = LIBRARY.progress(ntmrules.read_history(history), set_, from_="2023-01-01", to=on)
    return found.plan(file)[0]


def test_a_tally_that_is_only_repeated_is_no_second_point(tmp_path: Path) -> None:
    plan = "unit,target,due\nxã A,15 tiêu chí,2023-12-31\n"
    found = state_of(tmp_path, plan, "tieu-chi,10/19,2023-01-01", "18,đạt,2023-06-30")
    assert (found.state, found.pace) == ("cannot_be_told", "few")
    two = state_of(tmp_path, plan, "tieu-chi,10/19,2023-01-01", "tieu-chi,10/19,2023-06-30")
    assert (two.state, two.pace) == ("behind", "stands")


def test_a_target_is_not_expected_before_the_day_on_which_it_is_not_reached(tmp_path: Path) -> None:
    plan = "unit,target,due\nxã A,13 tiêu chí,2023-12-31\n"
    found = state_of(tmp_path, plan, "tieu-chi,6/19,2023-01-01", "tieu-chi,11/19,2023-06-30")
    assert found.state == "behind"
    assert not isinstance(found.pace, str)
    assert found.pace.first > date(2023, 12, 31)  # five in ten months, for it has stood still since June
    near = state_of(tmp_path, plan, "tieu-chi,6/19,2023-01-01", "tieu-chi,11/19,2023-06-30", on="2023-09-05")
    assert not isinstance(near.pace, str)
    assert near.pace.first > date(2023, 9, 5)


def test_a_tally_of_another_set_reaches_no_target(tmp_path: Path) -> None:
    plan = "unit,set,target,due\nxã A,xa-ntm-nang-cao,đạt chuẩn,2023-12-31\n"
    found = state_of(tmp_path, plan, "tieu-chi,19/19,2023-01-31", "chi-tieu,57/57,2023-01-31")
    assert found.state == "cannot_be_told"


def test_headings_as_offices_write_them(tmp_path: Path) -> None:
    plan = "STT,Tên xã,Mục tiêu,Thời hạn,Cơ quan phụ trách\n1,xã A,13 tiêu chí,2023-12-31,Sở Y tế\n"
    assert state_of(tmp_path, plan, "tieu-chi,13/19,2023-01-01").row.body == "Sở Y tế"


def test_a_set_and_a_due_day_merged_over_rows_are_those_of_each(tmp_path: Path) -> None:
    path = tmp_path / "p.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Đơn vị", "Bộ tiêu chí", "Mục tiêu", "Hạn"])
        sheet.merge_range(1, 1, 3, 1, "xa-ntm")
        sheet.merge_range(1, 3, 3, 3, date(2023, 12, 31), book.add_format({"num_format": "dd/mm/yyyy"}))
        for row, target in enumerate(("19/19", "đạt 15/19 tiêu chí", "53/57 CT"), 1):
            sheet.write_row(row, 0, [f"xã {row}"])
            sheet.write(row, 2, target)
    rows = read_plan(path)
    assert [(row.set, row.due) for row in rows] == [("xa-ntm", "2023-12-31")] * 3
    assert [(row.target.kind, row.target.number) for row in rows] == [
        ("criteria", 19),
        ("criteria", 15),
        ("indicators", 53),
    ]


@pytest.mark.parametrize(
    ("target", "kind", "label"),
    [
        ("TC 17", "label", "17"),
        ("đạt tiêu chí 17", "label", "17"),
        ("chỉ tiêu 17.1", "label", "17.1"),
        ("17 TC", "criteria", None),
    ],
)
def test_a_number_behind_the_word_is_a_label_and_before_it_a_count(
    tmp_path: Path, target: str, kind: str, label: str | None
) -> None:
    path = tmp_path / "p.csv"
    path.write_text(f"unit,target,due\nxã A,{target},2023\n", "utf-8")
    (row,) = read_plan(path)
    assert (row.target.kind, row.target.label) == (kind, label)


def plan_of(tmp: Path, figures: str, plan: str, province: str | None) -> tuple[PlanState, ...]:
    file, rows = tmp / "h.csv", tmp / "plan.csv"
    file.write_text(figures, "utf-8")
    rows.write_text(plan, "utf-8")
    found = LIBRARY.progress(
        ntmrules.read_history(file), "xa-ntm", from_="2023-01-01", to="2023-10-31", province=province
    )
    return found.plan(rows)


@pytest.mark.parametrize(
    ("own", "planned", "asked", "who"),
    [
        ("Quảng Ninh", "An Giang", None, "h.csv"),
        ("", "An Giang", "Quảng Ninh", "--province"),
        ("Quảng Ninh", "An Giang", "Quảng Ninh", "--province"),
        ("Quảng Ninh", "tỉnh Quảng Ninh", "quảng ninh", None),
        ("Quảng Ninh", "", "Quảng Ninh", None),
        ("", "Quảng Ninh", None, None),
        ("tỉnh Quảng Ninh", "Quảng Ninh", None, None),
    ],
)
def test_a_plan_of_another_province_is_refused(
    tmp_path: Path, own: str, planned: str, asked: str | None, who: str | None
) -> None:
    given = (f"unit,province,subject,value,as_of\nxã A,{own},17.2,70,2023-01-01\n",
             f"unit,target,due,province\nxã A,17.2,2023,{planned}\n", asked)  # fmt: skip
    if who is None:
        assert len(plan_of(tmp_path, *given)) == 1
        return
    with pytest.raises(FiguresError) as caught:
        plan_of(tmp_path, *given)
    assert caught.value.code == "NTM610"
    assert f"An Giang, {who} says Quảng Ninh" in str(caught.value)


def test_a_figure_that_goes_on_too_slowly_goes_on(tmp_path: Path) -> None:
    rows = (
        "unit,subject,value,as_of\nxã A,17.2,70,2023-01-01\nxã A,17.2,{},2023-07-01\n",
        "unit,target,due\nxã A,17.2,2023\n",
    )
    (slow,) = plan_of(tmp_path, rows[0].format("70.5"), rows[1], "Quảng Ninh")
    assert (slow.state, slow.pace) == ("behind", "far")
    assert slow.reason.vi == "có tiến thêm, nhưng giữ tốc độ này thì hơn 10 năm nữa mới đạt"
    (still,) = plan_of(tmp_path, rows[0].format("70"), rows[1], "Quảng Ninh")
    assert (still.state, still.pace) == ("behind", "stands")
    assert still.reason.vi == "từ mốc đầu đến nay chưa tiến thêm"


def test_a_plan_may_leave_out_the_word_for_the_kind(tmp_path: Path) -> None:
    history = "unit,within,subject,value,as_of\nxã Đông Xá,huyện Vân Đồn,17.2,70,2023-01-01\n"
    (row,) = plan_of(tmp_path, history, "unit,within,target,due\nĐông Xá,Vân Đồn,17.2,2023\n", None)
    assert row.key[-1] == name_key("xã Đông Xá")


def test_conditions_of_a_set_are_counted_apart_from_its_indicators(tmp_path: Path) -> None:
    """Of a district set of 38 indicators no 43 are open: five are conditions that stand before its criteria."""
    file, plan = tmp_path / "h.csv", tmp_path / "p.csv"
    file.write_text("unit,subject,value,as_of\nhuyện A,tieu-chi,8/9,2023-01-01\n", "utf-8")
    plan.write_text("unit,target,due\nhuyện A,đạt chuẩn,2023\n", "utf-8")
    found = LIBRARY.progress(ntmrules.read_history(file), "huyen-ntm-nang-cao", from_="2023-01-01", to="2023-10-31")
    lines = [str(line).strip() for line in plan_lines(found.plan(plan), lang="vi")]
    assert any(line.startswith("38 chỉ tiêu, 5 điều kiện chưa xác định: ") for line in lines), lines
    assert sum(work.conditions for work in found.work()) == 5


def test_a_tally_that_a_spreadsheet_made_a_day_of_is_told_as_one(tmp_path: Path) -> None:
    file, plan = tmp_path / "h.xlsx", tmp_path / "p.xlsx"
    for path, head in ((file, ("Đơn vị", "Số tiêu chí đạt", "Ngày")), (plan, ("Đơn vị", "Mục tiêu", "Hạn"))):
        with xlsxwriter.Workbook(path) as book:
            sheet, form = book.add_worksheet(), book.add_format({"num_format": "dd/mm/yyyy"})
            sheet.write_row(0, 0, head)
            sheet.write(1, 0, "xã A")
            sheet.write_datetime(1, 1, date(2026, 9, 10), form)
            sheet.write_datetime(1, 2, date(2022, 12, 31), form)
    for read in (lambda: ntmrules.read_figures(file), lambda: read_plan(plan)):
        with pytest.raises(FiguresError, match="is a day") as caught:
            read()
        assert [each.code for each in caught.value.problems] == ["NTM502"]


@pytest.mark.parametrize("subject", ["tieu-chi", "17.2"])
def test_what_was_withdrawn_is_no_point_of_a_pace(tmp_path: Path, subject: str) -> None:
    """16/19 of June was taken back in August: from 10 to 11 in eight months nobody meets 14 by December."""
    said = {"tieu-chi": ("10/19", "16/19", "11/19", "14/19"), "17.2": ("70", "88", "71", "17.2")}[subject]
    rows = [
        (said[0], "2023-01-31", ""),
        (said[1], "2023-06-30", ""),
        (said[1], "2023-08-01", "rút"),
        (said[2], "2023-09-30", ""),
    ]
    text = "unit,subject,value,as_of,status\n"
    with_it, without = (text + "".join(f"xã A,{subject},{','.join(row)}\n" for row in some)
                        for some in (rows, (rows[0], rows[3])))  # fmt: skip
    plan = tmp_path / "p.csv"
    plan.write_text(f"unit,target,due\nxã A,{said[3]},2023\n", "utf-8")
    found = []
    for each in (with_it, without):
        file = tmp_path / "h.csv"
        file.write_text(each, "utf-8")
        compared = ntmrules.Library(plugins=()).progress(
            ntmrules.read_history(file), "xa-ntm", from_="2023-01-31", to="2023-09-30"
        )
        (state,) = compared.plan(plan)
        found.append((state.state, state.pace))
    assert found[0] == found[1]
    assert found[0][0] == "behind"


@pytest.mark.parametrize("target", ["19/19", "đạt chuẩn", "57/57 chỉ tiêu", "18"])
def test_a_row_says_that_the_reports_cannot_both_be_where_that_leaves_it_open(tmp_path: Path, target: str) -> None:
    plan = f"unit,target,due\nxã A,{target},2023-12-31\n"
    found = state_of(tmp_path, plan, "tieu-chi,19/19,2023-10-20", "chi-tieu,56/57,2023-10-20")
    if found.state == "cannot_be_told":
        assert "báo cáo 19/19, 56/57 không thể cùng đúng" in found.reason.vi
        assert "the reported 19/19, 56/57 cannot both be" in str(found.reason.en)
    fits = state_of(tmp_path, plan, "tieu-chi,18/19,2023-10-20", "chi-tieu,56/57,2023-10-20")
    assert "không thể cùng đúng" not in fits.reason.vi


def test_a_commune_of_the_list_that_nobody_has_reported_on_is_open_and_said_so(tmp_path: Path) -> None:
    plan = "unit,province,target,due\nxã An Phú,An Giang,19/19,2024-12-31\nxã A,An Giang,19/19,2024-12-31\n"
    found = state_of(tmp_path, plan, "tieu-chi,18/19,2023-10-20")
    assert (found.state, found.now) == ("cannot_be_told", "0–19/19")
    assert found.reason.vi.startswith("chưa có số liệu nào của đơn vị đến ngày")
    file = tmp_path / "plan.csv"
    asked = ["--set", "xa-ntm", "--from", "2023-01-01", "--to", "2023-10-31", "--plan", str(file), "--no-plugins"]
    for form in ("text", "json", "csv"):  # the plan stands in each; the unit itself has no progress to tell
        assert run(["progress", str(tmp_path / "h.csv"), *asked, "--format", form]) in (1, 2)
    for name in ("xã An Phúu", "xã Không Có"):
        with pytest.raises(ntmrules.FiguresError, match="NTM602"):
            state_of(tmp_path, plan.replace("xã An Phú", name), "tieu-chi,18/19,2023-10-20")
