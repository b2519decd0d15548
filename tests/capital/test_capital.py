"""Capital: sums by every dimension, rates with their base, identities, counterpart, allotment to the đồng, arrears."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntmrules import CatalogError, FiguresError
from ntmrules.capital.arrears import Place, arrears_of
from ntmrules.capital.rows import CapitalRow, read_capital
from ntmrules.capital.rules import Commune, allot, capital_rules, counterpart_of, read_communes, reports_due
from ntmrules.capital.totals import BY, capital_view
from ntmrules.catalog.capital_rules import read_capital_rules
from ntmrules.cli import run
from ntmrules.model.capital import SOURCES
from ntmrules.model.figures import Remark

HEAD = "unit,within,source,part,kind,amount,money_unit,period,as_of,plan_of,note\n"
RULES = capital_rules()
VON = str(Path(__file__).parents[2] / "examples" / "ho-so" / "von.csv")
NORM = next(each for each in RULES.norms if each.id == "qd-16-2026")


def rows(tmp: Path, text: str, head: str = HEAD) -> tuple[CapitalRow, ...]:
    path = tmp / "v.csv"
    path.write_text(head + text, "utf-8")
    return read_capital(path)


def test_each_amount_is_converted_by_its_own_unit_of_money(tmp_path: Path) -> None:
    text = "".join(f'{unit},,nstw-dau-tu,,kế hoạch,"{amount}",{money},2023,,,\n' for unit, amount, money in (
        ("a", "1,5", "tỷ đồng"), ("b", "1500", "Triệu đồng"), ("c", "2000000000", "đồng"), ("d", "7", "tr.đ"),
        ("e", "9", "Tỉ đồng"), ("f", "3", "nghìn đồng"), ("g", "3", "1.000 đồng"), ("h", "2", "(triệu đồng)"),
    ))  # fmt: skip
    (tmp_path / "v.csv").write_text(HEAD + text, "utf-8")
    said: list[Remark] = []
    found = {each.unit: each.amount for each in read_capital(tmp_path / "v.csv", said)}
    assert found == {"a": 15 * 10**8, "b": 15 * 10**8, "c": 2 * 10**9, "d": 7 * 10**6, "e": 9 * 10**9, "f": 3000, "g": 3000,
                     "h": 2 * 10**6}  # fmt: skip
    assert [(each.name, "v.csv:3" in str(each.values["units"])) for each in said] == [("money_units", True)]


@pytest.mark.parametrize(
    ("head", "amount", "money"),
    [
        ("amount", "5 tỷ đồng", "triệu đồng"),
        ("amount (tỷ đồng)", "5", "triệu đồng"),
        ("amount (tỷ đồng)", "5 triệu đồng", ""),
        ("# Đơn vị tính: tỷ đồng\namount", "5", "triệu đồng"),
        ("# Đơn vị tính: tỷ đồng\namount (triệu đồng)", "5", ""),
        ("# ĐVT: Tỷ đồng\namount", "5 triệu đồng", ""),
    ],
)
def test_two_units_of_money_of_one_amount_are_told_wherever_they_stand(
    tmp_path: Path, head: str, amount: str, money: str
) -> None:
    title, _, name = head.rpartition("\n")
    line = f"a,nstw-dau-tu,kế hoạch,{amount},{money},2023\n"
    with pytest.raises(FiguresError) as error:
        rows(tmp_path, line, f"{title}\nunit,source,kind,{name},money_unit,period\n".lstrip())
    assert [each.identity for each in error.value.problems] == ["NTM578.units"]
    assert "tỷ đồng and triệu đồng" in error.value.text("en") or "triệu đồng and tỷ đồng" in error.value.text("en")


def test_the_half_of_a_year_is_in_its_year(tmp_path: Path) -> None:
    plan = "a,,nstw-dau-tu,,kế hoạch,{},triệu đồng,{},,{},\n"
    text = plan.format(10, 2027, "") + plan.format(4, "6T cuối năm 2027", "") + plan.format(3, "6T cuối năm 2028", "")
    view = capital_view(rows(tmp_path, text), "2027-12-31")
    assert view.total.amount("planned") == Decimal(13_000_000)
    assert [each.amount("planned") for each in view.by("source")] == [Decimal(13_000_000)]


def test_a_negative_amount_needs_a_reason(tmp_path: Path) -> None:
    line = "a,,nstw-dau-tu,,kế hoạch,-1,triệu đồng,2023,,,"
    with pytest.raises(FiguresError, match="NTM591"):
        rows(tmp_path, f"{line}\n")
    assert rows(tmp_path, f"{line}điều chỉnh giảm\n")[0].amount == Decimal(-1_000_000)


def test_a_row_that_stands_twice_is_refused(tmp_path: Path) -> None:
    line = "a,,nstw-dau-tu,,kế hoạch,1,triệu đồng,2023,,,\n"
    with pytest.raises(FiguresError, match="NTM591"):
        rows(tmp_path, line * 2)


def test_amounts_of_several_days_add_up_only_where_it_is_said(tmp_path: Path) -> None:
    """The disbursement of June and that of September may be running totals: their sum would be what nobody said."""
    two = (
        "a,,nstw-dau-tu,,{0},3000,triệu đồng,2023,2023-06-30,,\na,,nstw-dau-tu,,{0},6240,triệu đồng,2023,2023-09-30,,\n"
    )
    with pytest.raises(FiguresError, match="NTM591"):
        rows(tmp_path, two.format("giải ngân"))
    for word, wanted in (("giải ngân lũy kế", 6240), ("giải ngân trong kỳ", 9240)):
        view = capital_view(rows(tmp_path, two.format(word)), "2023-12-31")
        assert view.total.amount("disbursed") == Decimal(wanted) * 1_000_000
    with pytest.raises(FiguresError, match="NTM591"):
        rows(
            tmp_path,
            two.format("giải ngân lũy kế") + "a,,nstw-dau-tu,,giải ngân trong kỳ,1,triệu đồng,2023,2023-09-30,,\n",
        )
    given = rows(tmp_path, "a,,nstw-dau-tu,,giải ngân,5,triệu đồng,2023,2023-06-30,,\n"
                           "a,,nstw-dau-tu,,giải ngân,-1,triệu đồng,2023,2023-09-30,,thu hồi tạm ứng\n")  # fmt: skip
    assert capital_view(given, "2023-12-31").total.amount("disbursed") == Decimal(4_000_000)


def test_a_row_without_a_part_that_is_the_sum_of_the_parts_is_not_added_to_them(tmp_path: Path) -> None:
    """An office keeps the total above its parts; the rows would come to twice what there is."""
    row = "a,,nstw-dau-tu,{},phân bổ,{},triệu đồng,2027,2027-03-01,,\n"
    parts = row.format("Quy hoạch", 10) + row.format("Kinh tế nông thôn", 20)
    with pytest.raises(FiguresError) as error:
        rows(tmp_path, row.format("", 30) + parts)
    assert [(each.identity, each.where) for each in error.value.problems] == [("NTM591.whole", "v.csv:2")]
    for own in (row.format("", 31), row.format("khac", 30), row.format("", 30).replace("nstw-dau-tu", "nsdp-tinh")):
        assert len(rows(tmp_path, own + parts)) == 3
    assert len(rows(tmp_path, row.format("", 10) + row.format("Quy hoạch", 10))) == 2  # one part alone tells nothing


def test_a_line_of_totals_is_checked_and_never_added(tmp_path: Path) -> None:
    plan = "{},{},nstw-dau-tu,,kế hoạch,{},triệu đồng,2023,,thủ tướng,\n"
    text = plan.format("xã A", "huyện M", 8000) + plan.format("xã B", "huyện M", 3000)
    for whole, holds in ((11000, True), (12000, False)):
        view = capital_view(rows(tmp_path, text + plan.format("Tổng cộng", "", whole)), "2023-12-31")
        assert view.total.amount("planned") == Decimal(11_000_000_000)
        assert [each.holds for each in view.identities] == [holds]
    alone = capital_view(rows(tmp_path, plan.format("Tổng cộng", "", 5)), "2023-12-31")
    assert alone.total.amount("planned") == Decimal(5_000_000)  # nothing else says it


def test_a_total_of_sources_counts_where_no_source_is_told(tmp_path: Path) -> None:
    plan = "{},,{},,kế hoạch,{},triệu đồng,2023,,,\n"
    text = plan.format("xã A", "tổng số", 8) + plan.format("xã B", "tổng số", 9) + plan.format("xã B", "nsdp-xa", 9)
    view = capital_view(rows(tmp_path, text), "2023-12-31")
    assert view.total.amount("planned") == Decimal(17_000_000)
    assert [line.name for line in view.by("source")] == ["nsdp-xa", "tong-so"]


def test_kinds_side_by_side_with_the_unit_of_money_in_the_heading(tmp_path: Path) -> None:
    text = 'xã A,Ngân sách tỉnh,"1.500,5",,0\nxã B,Ngân sách tỉnh,2000,1.000.000,\n'
    head = "STT đơn vị,Nguồn vốn,Kế hoạch (triệu đồng),Huy động (triệu đồng),Nợ đọng (triệu đồng)\n".replace(
        "STT đơn vị", "Đơn vị"
    )
    found = rows(tmp_path, text, head)
    assert [(each.unit, each.kind, each.amount) for each in found] == [
        ("xã A", "planned", Decimal(1500500000)), ("xã A", "arrears", Decimal(0)),
        ("xã B", "planned", Decimal(2_000_000_000)), ("xã B", "mobilised", Decimal(10**12)),
    ]  # fmt: skip
    titled = rows(
        tmp_path, "xã A,Ngân sách tỉnh,kế hoạch,5\n", "# Đơn vị tính: tỷ đồng\nĐơn vị,Nguồn vốn,Loại,Số tiền\n"
    )
    assert titled[0].amount == 5 * 10**9
    for bad in ("Đơn vị,Nguồn vốn,Kế hoạch\n", "Đơn vị,Nguồn vốn,Kế hoạch (triệu USD)\n"):
        with pytest.raises(FiguresError, match="NTM578"):
            rows(tmp_path, "xã A,Ngân sách tỉnh,5\n", bad)
    mixed = rows(tmp_path, "xã A,Ngân sách tỉnh,5,6\n", "Đơn vị,Nguồn vốn,Kế hoạch (triệu đồng),Huy động (tỷ đồng)\n")
    assert [each.amount for each in mixed] == [5 * 10**6, 6 * 10**9]


def test_a_cell_beyond_the_header_is_not_lost(tmp_path: Path) -> None:
    with pytest.raises(FiguresError, match="NTM508"):
        rows(
            tmp_path,
            "xã A,,nstw-dau-tu,,kế hoạch,1,5,triệu đồng,2023,,,,\n".replace(
                "triệu đồng,2023,,,,", "triệu đồng,2023,,,,x"
            ),
        )


def test_merged_cells_of_a_workbook_name_every_row(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "v.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write(0, 0, "Đơn vị tính: triệu đồng")
        sheet.write_row(1, 0, ["Đơn vị", "Nguồn vốn", "Loại", "Số tiền", "Ghi chú"])
        sheet.merge_range(2, 0, 3, 0, "xã A")
        sheet.write_row(2, 1, ["ngân sách tỉnh", "kế hoạch", 1500.5])
        sheet.write_row(3, 1, ["ngân sách xã", "kế hoạch", 20])
        sheet.write_row(4, 0, ["Người lập biểu", "", "", "", ""])
        other = book.add_worksheet("xã B")
        other.write_row(0, 0, ["UBND xã B", "", "Mẫu 07"])
        other.write_row(1, 0, ["Đơn vị", "Nguồn vốn", "Kế hoạch (triệu đồng)"])
        other.write_row(2, 0, ["xã B", "ngân sách xã", 7])
    left_out: list[Remark] = []
    found = read_capital(path, left_out)
    assert [(each.unit, each.amount) for each in found] == [("xã A", Decimal(1500500000)), ("xã A", Decimal(20000000)),
                                                             ("xã B", Decimal(7000000))]  # fmt: skip
    assert [each.name for each in left_out] == ["row"]


def test_rates_name_their_base_and_take_only_what_it_covers(tmp_path: Path) -> None:
    view = capital_view(rows(tmp_path, (
        "a,,nstw-dau-tu,,kế hoạch,100,triệu đồng,2023,,thủ tướng,\na,,nstw-dau-tu,,kế hoạch,120,triệu đồng,2023,,địa phương,\n"
        "a,,nstw-dau-tu,,kéo dài,30,triệu đồng,2023,,,\na,,nstw-dau-tu,,giải ngân,60,triệu đồng,2023,2023-06-30,,\n"
        "a,,doanh-nghiep,,giải ngân,500,triệu đồng,2023,2023-06-30,,\n"
    )), "2023-12-31")  # fmt: skip
    assert {rate.base.en: rate.percent for rate in view.rates()} == {
        "plan assigned by the Prime Minister": Decimal(60), "plan with what the province adds": Decimal(50),
        "plan with carried-over capital": Decimal(40),
    }  # fmt: skip
    assert view.total.amount("planned") == Decimal(120_000_000)


def test_a_kind_without_a_row_is_not_nought(tmp_path: Path) -> None:
    view = capital_view(rows(tmp_path, "a,,nstw-dau-tu,,kế hoạch,100,triệu đồng,2023,,,\n"), "2023-12-31")
    assert view.total.amount("disbursed") is None
    assert view.rates()[0].percent is None
    check = counterpart_of(RULES.norm_of(2018), "planned", *view.counterpart("planned"))
    assert check.ratio is None


def test_identities_are_checked_like_bad_cells(tmp_path: Path) -> None:
    head = HEAD.replace("note", "share,note")
    view = capital_view(rows(tmp_path, (
        "tỉnh T,,tổng số,,kế hoạch,301,triệu đồng,2023,,,,\ntỉnh T,,nstw-dau-tu,,kế hoạch,200,triệu đồng,2023,,,66.66,\n"
        "tỉnh T,,nsdp-tinh,,kế hoạch,100,triệu đồng,2023,,,33.33,\nxã A,tỉnh T,nsdp-tinh,,kế hoạch,60,triệu đồng,2023,,,,\n"
        "xã B,tỉnh T,nsdp-tinh,,kế hoạch,30,triệu đồng,2023,,,,\ntỉnh T,,nstw-dau-tu,,giải ngân,250,triệu đồng,2023,,,,\n"
    ), head), "2023-12-31")  # fmt: skip
    wrong = {(each.text.en, each.where) for each in view.identities if each.holds is False}
    assert wrong == {
        ("the total is the sum of its sources", "v.csv:2"), ("a unit has the sum of the units in it", "v.csv:4"),
        ("disbursed is not more than plan and carried-over capital", "tỉnh T · nstw-dau-tu · 2023"),
        ("share printed in the file: cut off, not rounded", "v.csv:3"),
    }  # fmt: skip
    assert view.total.amount("planned") == Decimal(300_000_000)  # the communes are in the province's row


def test_the_counterpart_rule_of_2017_is_compared_and_that_of_2022_is_open() -> None:
    old = counterpart_of(RULES.norm_of(2018), "planned", Decimal(120), Decimal(100))
    assert [holds for _, _, holds in old.rules] == [None, None, True, False]
    assert counterpart_of(RULES.norm_of(2023), "planned", Decimal(120), Decimal(100)).rules[0][2] is None
    assert counterpart_of(RULES.norm_of(2015), "planned", Decimal(1), Decimal(1)).rules == ()


def test_reports_are_due_by_the_text_of_the_time() -> None:
    assert reports_due(RULES, "2024-10-15") == ()
    assert [(each.report.id, each.day) for each in reports_due(RULES, "2025-01-11")] == [
        ("thang", "2025-01-15"), ("nam", "2025-02-28"), ("quy", "2025-04-10"), ("sau-thang", "2025-07-10"),
        ("phan-bo", "2026-01-10"),
    ]  # fmt: skip


def test_only_the_highest_coefficient_counts_and_villages_add_to_it() -> None:
    one = Commune(unit="a", groups=("con-lai", "khu-vuc-2"), villages=3)
    found = allot(Decimal(1000), NORM, [one, Commune(unit="b", groups=("con-lai",))])
    assert [part.points for part in found.parts] == [Decimal(43), Decimal(25)]
    assert [int(part.amount) for part in found.parts] == [632, 368]


@given(
    amount=st.integers(0, 10**16),
    groups=st.lists(
        st.tuples(st.sampled_from([each.id for each in NORM.groups]), st.integers(0, 40)), min_size=1, max_size=60
    ),
)
def test_an_allotment_sums_to_the_amount_to_the_dong(amount: int, groups: list[tuple[str, int]]) -> None:
    communes = [
        Commune(unit=f"xã {place}", groups=(group,), villages=count) for place, (group, count) in enumerate(groups)
    ]
    found = allot(Decimal(amount), NORM, communes)
    assert sum(int(part.amount) for part in found.parts) == amount
    for part in found.parts:
        exact = Decimal(amount) * part.points / found.points
        assert abs(part.amount - exact) < 1 + exact / 10**20


ROW = st.builds(
    CapitalRow,
    amount=st.integers(0, 10**12).map(Decimal), source=st.sampled_from(sorted(SOURCES.known)),
    kind=st.sampled_from(["planned", "allotted", "disbursed", "arrears", "mobilised"]),
    unit=st.sampled_from(["xã A", "xã B", "huyện H", None]), within=st.sampled_from(["huyện H", None]),
    part=st.sampled_from(["hp1-01", "hp1-02", None]), period=st.sampled_from([2023, 2024]),
    as_of=st.sampled_from(["2023-06-30", "2024-06-30"]), plan_of=st.sampled_from(["thu-tuong", "dia-phuong", None]),
)  # fmt: skip


@given(made=st.lists(ROW, max_size=25))
def test_sums_by_every_dimension_agree(made: list[CapitalRow]) -> None:
    view = capital_view(made, "2024-12-31")
    for dimension in BY:
        for kind in ("planned", "allotted", "disbursed", "arrears", "mobilised"):
            amounts = [line.amount(kind) for line in view.by(dimension)]
            known = [amount for amount in amounts if amount is not None]
            assert (sum(known, Decimal(0)) if known else None) == view.total.amount(kind)


def owed(tmp: Path, text: str, unit: str = "xã A", on: str = "2023-12-31", **more: object) -> Decimal | str | None:
    """Return the arrears of a unit, or in words why they cannot be told."""
    place = {name: more.pop(name) for name in ("within", "province") if name in more}
    found = arrears_of(rows(tmp, text), Place(unit=unit, **place), on, **more)  # type: ignore[arg-type]
    return found.amount if found.amount is not None else found.why.vi if found.why is not None else None


def debt(
    unit: str, amount: str, as_of: str = "2023-06-30", source: str = "tổng số", within: str = "", part: str = ""
) -> str:
    """Return a row of arrears."""
    return f"{unit},{within},{source},{part},nợ đọng,{amount},triệu đồng,,{as_of},,điều chỉnh\n"


def test_missing_arrears_are_open_and_never_nought(tmp_path: Path) -> None:
    known = (
        debt("xã A", "0", within="huyện H") + debt("xã A", "5", "2023-01-31", within="huyện H") + debt("xã B", "0", "")
    )
    assert owed(tmp_path, known) == 0
    assert owed(tmp_path, known, on="2023-03-01") == Decimal(5_000_000)
    assert "không có ngày" in str(owed(tmp_path, known, "xã B"))
    assert "chưa có dòng" in str(owed(tmp_path, known, "xã C"))
    assert "còn 1 đơn vị" in str(owed(tmp_path, known, "huyện H", inside=["xã A", "xã B"]))
    assert owed(tmp_path, known, "huyện H", inside=["xã A"]) == 0


def test_communes_are_told_apart_by_accents_and_districts(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    text = "unit,within,group\nxã A,huyện H,con-lai\nxã Á,huyện H,con-lai\nxã A,huyện K,con-lai\nTổng cộng,,\n"
    path.write_text(text, "utf-8")
    left_out: list[Remark] = []
    assert [each.unit for each in read_communes(path, NORM, left_out)] == ["xã A", "xã Á", "xã A"]
    assert len(left_out) == 1
    path.write_text(text + "xã A,huyện H,con-lai\n", "utf-8")
    with pytest.raises(FiguresError, match="stands twice"):
        read_communes(path, NORM)


def test_text_of_a_table_never_acts_on_a_terminal(tmp_path: Path) -> None:
    assert rows(tmp_path, "\x1b[2Jxã B,,nsdp-xa,,kế hoạch,2,triệu đồng,2023,,,\n")[0].unit == "\\x1b[2Jxã B"


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        (debt("xã A", "0", within="huyện Khác"), "chưa có dòng"),  # another commune of this name
        (debt("xã Á", "0"), "chưa có dòng"),  # accents decide
        (debt("A", "0"), 0),  # without the word for its kind it is the same
        (debt("thị trấn A", "0"), "chưa có dòng"),
        (debt("", "0"), "không ghi đơn vị"),
        (debt("xã A", "0", "2022-02-28") + debt("xã A", "1200", source="nsdp-tinh"), 1_200_000_000),
        (debt("xã A", "0") + debt("xã A", "1200", "2022-02-28", source="nsdp-tinh"), 0),  # paid since
        (debt("xã A", "0") + debt("xã A", "1200", source="nsdp-tinh"), "mâu thuẫn"),
        (debt("xã A", "0", source="nsdp-tinh"), "cần một dòng tổng số"),
        (debt("xã A", "0", part="hp1-02"), "cần một dòng tổng số"),
        (debt("xã A", "-5"), "số âm"),
        (debt("xã A", "0", "2012-12-31"), "trước ngày mở hồ sơ"),  # old data does not count for ever
        (debt("Tổng cộng", "7") + debt("xã A", "0"), 0),  # of all units, not of this one
    ],
)
def test_nothing_is_owed_only_where_a_row_of_all_sources_says_so(text: str, wanted: object, tmp_path: Path) -> None:
    found = owed(tmp_path, text, within="huyện H", since="2023-03-01")
    assert str(wanted) in str(found)


def test_one_name_in_two_districts_is_no_answer(tmp_path: Path) -> None:
    text = debt("xã A", "0", within="huyện H") + debt("xã A", "9", within="huyện K")
    assert "nhiều đơn vị tên xã A" in str(owed(tmp_path, text))
    assert owed(tmp_path, text, within="huyện K") == 9_000_000


def test_a_district_without_arrears_whose_communes_owe_contradicts_itself(tmp_path: Path) -> None:
    text = debt("huyện H", "0") + debt("xã A", "9", within="huyện H")
    assert "mâu thuẫn" in str(owed(tmp_path, text, "huyện H"))


def test_communes_of_no_group_are_refused_all_at_once(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.write_text("unit,group,villages\nxã A,khu-vuc-4,\nxã B,,\nxã B,con-lai,x\n", "utf-8")
    with pytest.raises(FiguresError) as error:
        read_communes(path, NORM)
    assert len(error.value.problems) == 4
    assert "did you mean" in error.value.text("en")


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown"])
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_command_in_every_form(form: str, lang: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["capital", VON, "--on", "2023-10-31", "--format", form, "--lang", lang]) == 0
    said = capsys.readouterr().out
    assert "xã Mẫu Hai" in said
    if form == "json":
        assert json.loads(said)["total"]["arrears"] == "1200000000"


def test_a_workbook_and_an_allotment(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "o.xlsx"
    assert (
        run(
            [
                "capital",
                VON,
                "--on",
                "2023-10-31",
                "--by",
                "source",
                "--format",
                "xlsx",
                "-o",
                str(out),
            ]
        )
        == 0
    )
    assert out.stat().st_size > 1000
    path = tmp_path / "x.csv"
    path.write_text("unit,group\nxã A,duoi-15\nxã B,15-18\n", "utf-8")
    assert run(["capital", "allot", str(path), "--amount", "8 tỷ đồng", "--norm", "qd-07-2022", "--json"]) == 0
    assert [part["amount"] for part in json.loads(capsys.readouterr().out)["parts"]] == ["5000000000", "3000000000"]
    for words in (["--amount", "8", "--norm", "qd-07-2022"], ["--amount", "8 tỷ đồng", "--norm", "qd-07-2023"]):
        assert run(["capital", "allot", str(path), *words]) == 3
    assert run(["capital", "--on", "2023-10-31"]) == 3


def test_bad_rules_on_capital_are_told_all_at_once(tmp_path: Path) -> None:
    (tmp_path / "capital.yaml").write_text(
        "norms:\n  - {id: a, name: {vi: a}, decision: a, from: 2022, to: 2022, several: sum}\n"
        "reports:\n  - {id: b, name: {vi: b}, every: week, day: 32, decision: a, from: \"2024-01-01\", "
        "evidence: {kind: recall, confidence: low}}\n", "utf-8")  # fmt: skip
    with pytest.raises(CatalogError) as error:
        read_capital_rules(tmp_path)
    assert [each.identity for each in error.value.problems] == [
        "NTM187.word",
        "NTM187.word",
        "NTM187.day",
    ]


def test_a_unit_of_money_that_a_number_format_shows_is_part_of_the_amount(tmp_path: Path) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "von.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet, shown = book.add_worksheet(), book.add_format({"num_format": '#,##0" nghìn đồng"'})
        sheet.write_row(0, 0, ["unit", "source", "kind", "amount (triệu đồng)"])
        sheet.write_row(1, 0, ["xã A", "nsdp-tinh", "planned"])
        sheet.write_number(1, 3, 450, shown)
    with pytest.raises(FiguresError, match="'450 nghìn đồng'"):
        read_capital(path)


@pytest.mark.parametrize(
    ("code", "identity"),
    [('#,##0" tỷ đồng"', "NTM578"), ("#,##0,,", "NTM502"), ('#,##0,," triệu đồng"', "NTM502"), (";;;", "NTM502")],
)
def test_an_amount_whose_cell_shows_another_number_is_refused(tmp_path: Path, code: str, identity: str) -> None:
    xlsxwriter = pytest.importorskip("xlsxwriter")
    path = tmp_path / "von.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["Nguồn vốn", "Kế hoạch (triệu đồng)"])
        sheet.write(1, 0, "Ngân sách tỉnh")
        sheet.write(1, 1, 1_000_000_000, book.add_format({"num_format": code}))
    with pytest.raises(FiguresError) as error:
        read_capital(path)
    assert [each.code for each in error.value.problems] == [identity]


@pytest.mark.parametrize(("rate", "holds"), [("80%", True), ("70%", False)])
def test_a_rate_beside_several_kinds_is_that_of_what_was_spent(tmp_path: Path, rate: str, *, holds: bool) -> None:
    path = tmp_path / "von.csv"
    head = "Nguồn vốn,Kế hoạch (triệu đồng),Giải ngân (triệu đồng),Tỷ lệ giải ngân"
    path.write_text(f"{head}\nNgân sách tỉnh,1000,800,{rate}\n", "utf-8")
    found = [each.holds for each in capital_view(read_capital(path), "2024-12-31").identities if "rate" in each.text.en]
    assert found == [holds]


def test_the_content_is_the_part_and_days_are_written_as_people_write_them(tmp_path: Path) -> None:
    head = "# Đơn vị tính: triệu đồng\nNội dung,Nguồn vốn,Giải ngân,Ngày\n"
    assert rows(tmp_path, "Quy hoạch,Ngân sách xã,5,31/3/2027\n", head)[0].part == "Quy hoạch"
    with pytest.raises(FiguresError) as error:
        rows(tmp_path, "Quy hoạch,Ngân sách xã,5,31/3/2027\nQuy hoạch,Ngân sách xã,6,30/6/2027\n", head)
    assert "ngày 30/06/2027" in error.value.text("vi")
