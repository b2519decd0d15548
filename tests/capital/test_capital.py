"""Capital: sums by every dimension, rates with their base, identities, counterpart, allotment to the đồng, arrears."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ntmrules import CatalogError, FiguresError
from ntmrules.capital.rows import SOURCES, CapitalRow, read_capital
from ntmrules.capital.rules import Commune, allot, capital_rules, counterpart_of, read_communes, reports_due
from ntmrules.capital.totals import BY, arrears_of, capital_view
from ntmrules.catalog.capital_rules import read_capital_rules
from ntmrules.cli import run

HEAD = "unit,within,source,part,kind,amount,money_unit,period,as_of,plan_of,note\n"
RULES = capital_rules()
VON = str(Path(__file__).parents[2] / "examples" / "ho-so" / "von.csv")
NORM = next(each for each in RULES.norms if each.id == "qd-16-2026")


def rows(tmp: Path, text: str, head: str = HEAD) -> tuple[CapitalRow, ...]:
    path = tmp / "v.csv"
    path.write_text(head + text, "utf-8")
    return read_capital(path)


def test_two_units_of_money_in_one_column_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FiguresError) as error:
        rows(tmp_path, "a,,nstw-dau-tu,,kế hoạch,1,triệu đồng,2023,,,\nb,,nstw-dau-tu,,kế hoạch,1,tỷ đồng,2023,,,\n")
    assert [each.identity for each in error.value.problems] == ["NTM591.units"]
    assert "v.csv:2" in error.value.text("en")


def test_a_negative_amount_needs_a_reason(tmp_path: Path) -> None:
    line = "a,,nstw-dau-tu,,kế hoạch,-1,triệu đồng,2023,,,"
    with pytest.raises(FiguresError, match="NTM591"):
        rows(tmp_path, f"{line}\n")
    assert rows(tmp_path, f"{line}điều chỉnh giảm\n")[0].amount == Decimal(-1_000_000)


def test_a_row_that_stands_twice_is_refused(tmp_path: Path) -> None:
    line = "a,,nstw-dau-tu,,kế hoạch,1,triệu đồng,2023,,,\n"
    with pytest.raises(FiguresError, match="NTM591"):
        rows(tmp_path, line * 2)


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
    amount=st.integers(0, 10**12).map(Decimal), source=st.sampled_from(sorted(SOURCES)),
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


def test_missing_arrears_are_open_and_never_nought(tmp_path: Path) -> None:
    known = rows(tmp_path, (
        "xã A,huyện H,nsdp-tinh,,nợ đọng,0,triệu đồng,,2023-06-30,,\nxã A,huyện H,nsdp-tinh,,nợ đọng,5,triệu đồng,,2023-01-31,,\n"
        "xã B,huyện H,nsdp-tinh,,nợ đọng,0,triệu đồng,,,,\n"
    ))  # fmt: skip
    assert arrears_of(known, "xã A", "2023-12-31")[0] == 0
    assert arrears_of(known, "xã A", "2023-03-01")[0] == Decimal(5_000_000)
    assert arrears_of(known, "xã B", "2023-12-31")[0] is None  # a row without a day
    assert arrears_of(known, "xã C", "2023-12-31")[0] is None
    assert arrears_of(known, "huyện H", "2023-12-31", inside=["xã A", "xã B"])[0] is None
    assert arrears_of(known, "huyện H", "2023-12-31", inside=["xã A"])[0] == 0


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
