"""Many units together: groups by number of criteria met, by criterion, by tier, decisions apart, averages, roll-ups."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from pathlib import Path

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

import ntmrules
from ntmrules.errors import FiguresError
from ntmrules.model.figures import FigureTable, UnitFigures
from ntmrules.progress.summary import MANY, Summaries, scheme_of
from ntmrules.progress.summary_told import summary_data, summary_lines, summary_schema

LIBRARY = ntmrules.Library(plugins=())
LABELS = [heading.number for heading in LIBRARY.rulebook("xa-ntm", on="2023-10-31").headings]


def commune(name: str, met: int, unmet: int | None = None, *, of: str = "", **details: str) -> UnitFigures:
    """A commune whose first criteria are reported met, the next reported not met; the others are open."""
    unmet = len(LABELS) - met if unmet is None else unmet
    verdicts = ["met"] * met + ["not_met"] * unmet
    values = {of + label: verdict for label, verdict in zip(LABELS, verdicts, strict=False)}
    return UnitFigures.of(name, values, **details)


def summary(*units: UnitFigures, set_: str = "xa-ntm", on: str = "2023-10-31", by: str | None = None) -> Summaries:
    return LIBRARY.summary(FigureTable(units=units), set_, on=on, by=by, province="An Giang")


def test_communes_by_number_of_criteria_met_and_their_average() -> None:
    found = summary(*(commune(f"xã {met}", met) for met in (19, 18, 15, 14, 9, 4))).whole
    assert [(each.first, each.last, each.units.text) for each in found.buckets] == [
        (19, 19, "1"), (15, 18, "2"), (10, 14, "1"), (5, 9, "1"), (0, 4, "1"),
    ]  # fmt: skip
    assert found.average == (Decimal("13.17"), Decimal("13.17"))
    assert found.met.text == "1"


def test_what_is_open_is_a_range_and_never_not_met() -> None:
    found = summary(commune("xã A", 10, 5), commune("xã B", 19)).whole
    assert [each.units.text for each in found.buckets] == ["1", "0", "1", "0", "0"]
    assert found.average == (Decimal("14.50"), Decimal("16.50"))
    wide = summary(commune("xã A", 13, 2)).whole
    assert [each.units.text for each in wide.buckets] == ["0", "0–1", "0–1", "0", "0"]
    assert wide.by_criterion[18].met.text == "0–1"


def test_by_criterion_counts_units() -> None:
    found = summary(commune("xã A", 17), commune("xã B", 16)).whole
    assert {one.number: one.met.text for one in found.by_criterion}["17"] == "1"
    text = "\n".join(map(str, summary_lines(summary(commune("xã A", 17), commune("xã B", 16)))))
    assert "tiêu chí 17 Môi trường và an toàn thực phẩm: 1/2 đạt" in text


def test_a_decision_is_counted_apart_from_all_criteria_met() -> None:
    from attrs import evolve

    from ntmrules.model.figures import Entry
    from ntmrules.model.verdicts import Verdict

    def decided(unit: UnitFigures, verdict: Verdict) -> UnitFigures:
        return evolve(unit, entries=(*unit.entries, Entry(subject="vn/xa-ntm", value=verdict)))

    found = summary(
        decided(commune("xã A", 19), Verdict.NOT_MET), decided(commune("xã B", 18), Verdict.MET), commune("xã C", 19)
    ).whole
    assert found.met.text == "2"
    assert (found.decisions.given, found.decisions.none, found.decisions.unsaid) == (1, 1, 1)


def test_tiers_are_counted_and_never_rise_with_the_tier() -> None:
    found = summary(commune("xã A", 19), commune("xã B", 18)).whole
    assert [tier.tier for tier in found.tiers] == ["ntm", "nang-cao", "kieu-mau"]
    assert [tier.met.low for tier in found.tiers] == [1, 0, 0]
    assert [tier.met.high for tier in found.tiers] == [1, 1, 1]


def test_ten_criteria_from_2026_are_counted_in_three_groups() -> None:
    book = LIBRARY.rulebook("xa-ntm", on="2026-06-30")
    values = {heading.number: "met" for heading in book.headings[:6]} | {
        heading.number: "not_met" for heading in book.headings[6:]
    }
    found = summary(UnitFigures.of("xã A", values), on="2026-06-30", by="group")
    assert [(each.first, each.last, each.units.text) for each in found.whole.buckets] == [
        (10, 10, "0"),
        (5, 9, "1"),
        (0, 4, "0"),
    ]
    assert len(found.groups) == 1
    assert scheme_of(9) == ((9, 9), (5, 8), (0, 4))


def test_districts_are_judged_over_their_communes_with_nested_traces() -> None:
    district = UnitFigures(unit="huyện H", level="huyen", children=(
        commune("xã A", 19, of="vn/xa-ntm/", level="xa", within="huyện H"),
        commune("xã B", 3, of="vn/xa-ntm/", level="xa", within="huyện H"),
    ))  # fmt: skip
    found = summary(district, set_="huyen-ntm")
    (attainment,) = found.attainments
    units = {node.label.vi for node in attainment.nodes() if node.kind == "unit"}
    assert {"xã A", "xã B"} <= units
    assert "huyện H" in "\n".join(map(str, summary_lines(found)))
    jsonschema.validate(summary_data(found), summary_schema(), cls=jsonschema.Draft202012Validator)


def test_the_table_engine_and_the_reference_engine_agree() -> None:
    few = [commune(f"xã {index}", index % 20, (index * 7) % 5 if index % 3 else None) for index in range(MANY + 5)]
    many = summary(*few)
    alone = [summary(unit).whole for unit in few]
    assert many.whole.met.low == sum(each.met.low for each in alone)
    assert many.whole.met.high == sum(each.met.high for each in alone)
    for place, bucket in enumerate(many.whole.buckets):
        assert bucket.units.low == sum(each.buckets[place].units.low for each in alone)
        assert bucket.units.high == sum(each.buckets[place].units.high for each in alone)


@given(st.lists(st.tuples(st.integers(0, 19), st.booleans(), st.sampled_from(["H", "K"])), min_size=1, max_size=8))
def test_a_roll_up_counts_its_parts_and_its_identities_hold(made: list[tuple[int, bool, str]]) -> None:
    units = [
        commune(f"xã {index}", met, 0 if open_ else None, within=within)
        for index, (met, open_, within) in enumerate(made)
    ]
    found = summary(*units, by="district")
    whole = found.whole
    assert whole.units == sum(group.units for group in found.groups)
    assert whole.met.low == sum(group.met.low for group in found.groups)
    for place, bucket in enumerate(whole.buckets):
        assert bucket.units.low == sum(group.buckets[place].units.low for group in found.groups)
        assert bucket.units.high == sum(group.buckets[place].units.high for group in found.groups)
    assert (
        sum(bucket.units.low for bucket in whole.buckets)
        <= whole.units
        <= sum(bucket.units.high for bucket in whole.buckets)
    )
    assert whole.average is not None
    assert whole.average[0] <= whole.average[1]
    assert summary(*reversed(units), by="district").whole == whole


REPORT = "unit,province,subject,value,as_of\n"
TALLY, DECISION, ABOVE = "tieu-chi", "vn/xa-ntm", "vn/xa-ntm-nang-cao"


def read(tmp: Path, *rows: str, on: str = "2023-10-31", name: str = "f.csv") -> Summaries:
    path = tmp / name
    path.write_text(REPORT + "".join(f"{row}\n" for row in rows), "utf-8")
    return LIBRARY.summary(ntmrules.read_figures(path), "xa-ntm", on=on)


def said(subject: str, *values: tuple[str, str], unit: str = "xã A") -> list[str]:
    return [f"{unit},An Giang,{subject},{value},{day}" for value, day in values]


def test_the_latest_word_counts_and_none_of_a_later_day(tmp_path: Path) -> None:
    tallies = said(TALLY, ("14/19", "2023-10-31"), ("15/19", "2024-01-01"), ("10/19", "2023-01-01"))
    decisions = said(DECISION, ("đạt", "2023-09-01"), ("chưa đạt", "2022-09-01"), ("chưa đạt", "2024-01-01"))
    found = read(tmp_path, *tallies, *decisions).whole
    assert found.average == (Decimal("14.00"), Decimal("14.00"))
    assert (found.decisions.given, found.decisions.none) == (1, 0)
    early = read(tmp_path, *tallies, *decisions, on="2022-12-31").whole
    assert early.average == (Decimal("0.00"), Decimal("19.00"))
    assert (early.decisions.given, early.decisions.none) == (0, 1)
    before = read(tmp_path, *decisions, on="2022-01-31").whole
    assert before.decisions.unsaid == 1
    assert all(tier.decisions.unsaid == 1 for tier in before.tiers)


def test_a_tally_of_the_time_before_the_set_says_nothing_of_it(tmp_path: Path) -> None:
    found = read(tmp_path, *said(TALLY, ("10/19", "2012-06-01"))).whole
    assert found.average == (Decimal("0.00"), Decimal("19.00"))


def test_two_words_of_one_day_are_bad_input_whatever_set_they_are_of(tmp_path: Path) -> None:
    for subject in (TALLY, DECISION, ABOVE):
        values = ("10/19", "11/19") if subject == TALLY else ("đạt", "chưa đạt")
        with pytest.raises(FiguresError, match="NTM507"):
            read(tmp_path, *said(subject, *((value, "2023-10-31") for value in values)))
        with pytest.raises(FiguresError, match="NTM507"):
            read(tmp_path, *said(subject, (values[0], "2023-10-31"), (values[1], "")))


def test_who_reports_fewer_criteria_than_the_set_has_does_not_meet_it(tmp_path: Path) -> None:
    fewer = read(tmp_path, *said(TALLY, ("14/19", "2023-10-31")))
    assert fewer.whole.met.text == "0"
    assert [tier.met.text for tier in fewer.whole.tiers] == ["0", "0", "0"]
    assert [row.counted for row in fewer.rows] == ["not_met"]
    full = read(tmp_path, *said(TALLY, ("19/19", "2023-10-31"))).whole
    assert full.met.text == "0–1"  # a report is no figure: that it meets the set nobody has shown


@pytest.mark.parametrize("tally", ["10/18", "5/6", "10/10"])
def test_a_tally_of_another_set_is_not_used_and_said(tmp_path: Path, tally: str) -> None:
    found = read(tmp_path, *said(TALLY, (tally, "2023-10-31")))
    assert found.whole.average == (Decimal("0.00"), Decimal("19.00"))
    assert [remark.values["units"] for remark in found.left_out if remark.name == "unfit"] == ["xã A"]


def test_a_tally_whose_indicators_are_those_of_another_set_is_not_used(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(
        REPORT + "\n".join((*said(TALLY, ("19/19", "2023-10-31")), *said("chi-tieu", ("57/57", "2023-10-31"))))
    )
    table = ntmrules.read_figures(path)
    own, other = (LIBRARY.summary(table, set_, on="2023-10-31").whole for set_ in ("xa-ntm", "xa-ntm-nang-cao"))
    assert own.buckets[0].units.text == "1"
    assert other.buckets[0].units.text == "0–1"


def test_a_tally_that_the_figures_contradict_is_not_used_and_said(tmp_path: Path) -> None:
    found = read(tmp_path, *said(TALLY, ("19/19", "2023-10-31")), *said("18", ("chưa đạt", "2023-10-31")))
    assert found.whole.average == (Decimal("0.00"), Decimal("18.00"))
    assert any(remark.name == "unfit" for remark in found.left_out)


WORDS = st.tuples(
    st.sampled_from([TALLY, DECISION, ABOVE, "17", "18", "17.2"]),
    st.integers(0, 19),
    st.sampled_from(["2019-06-30", "2022-06-30", "2023-01-31", "2023-10-30", "2023-11-01", "2024-06-30"]),
    st.sampled_from(["xã A", "xã B"]),
)


@given(st.lists(WORDS, min_size=1, max_size=10, unique_by=lambda each: (each[0], each[2], each[3])), st.randoms())
def test_the_order_of_rows_changes_nothing(
    tmp_path_factory: pytest.TempPathFactory, words: list[tuple[str, int, str, str]], chance: object
) -> None:
    def value(subject: str, number: int) -> str:
        return f"{number}/19" if subject == TALLY else str(80 + number) if subject == "17.2" else (
            "đạt" if number % 2 else "chưa đạt")  # fmt: skip

    rows = [f"{unit},An Giang,{subject},{value(subject, number)},{day}" for subject, number, day, unit in words]
    tmp = tmp_path_factory.mktemp("order")
    shuffled: Sequence[str] = sorted(rows, key=lambda _: chance.random())  # type: ignore[attr-defined]
    one, two = read(tmp, *rows), read(tmp, *shuffled)
    assert summary_data(one) == summary_data(two)


def test_a_wrong_grouping_and_no_unit_are_bad_input() -> None:
    with pytest.raises(ntmrules.UsageError):
        summary(commune("xã A", 1), by="districts")
    with pytest.raises(ntmrules.FiguresError):
        summary(UnitFigures(unit="huyện H", level="huyen"))


@pytest.mark.parametrize("form", ["text", "json", "csv", "markdown", "xlsx"])
def test_the_command_in_every_form(form: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from ntmrules.cli import run

    path, out = tmp_path / "f.csv", tmp_path / f"o.{form}"
    path.write_text("unit,within,1,2,17\nxã A,H,đạt,đạt,chưa đạt\nxã B,K,đạt,,\n", "utf-8")
    words = ["summary", str(path), "--on", "2023-10-31", "--by", "district", "--format", form, "--no-plugins"]
    assert run([*words, "-o", str(out)]) == 1
    assert out.stat().st_size > 100
    if form != "xlsx":
        assert run(words) == 1
        assert "17" in capsys.readouterr().out


@pytest.mark.parametrize("subject", ["17.2", "ty-le-ho-ngheo-da-chieu"])
def test_many_units_are_judged_as_each_is_by_itself(tmp_path: Path, subject: str) -> None:
    """Numbers beside labels, units written behind them, shares that a spreadsheet shows as fractions, bad cells."""
    values = ["95", "94,9", "95%", "7", "0", "100", ""] + (["đạt", "chưa đạt"] if subject == "17.2" else [])
    rows = [f"xã {index},xa,An Giang,{value}" for index, value in enumerate(values * (MANY // len(values) + 1))]
    path = tmp_path / "f.csv"
    text = "\n".join([f"unit,level,province,{subject}", *rows]).replace(",94,9", ',"94,9"')
    path.write_text(text, "utf-8")
    table = ntmrules.read_figures(path)
    many = LIBRARY.summary(table, "xa-ntm", on="2023-10-31")
    single = [
        LIBRARY.summary(FigureTable(units=(unit,)), "xa-ntm", on="2023-10-31").rows[0] for unit in table.units[:9]
    ]
    for one, two in zip(many.rows[:9], single, strict=True):
        assert (one.low, one.high, one.verdict, one.criteria) == (two.low, two.high, two.verdict, two.criteria)


def test_a_bad_cell_among_many_units_is_told_with_its_place(tmp_path: Path) -> None:
    rows = [f"xã {index},xa,An Giang,{140 if index == 7 else 95}" for index in range(MANY + 5)]
    path = tmp_path / "f.csv"
    path.write_text("\n".join(["unit,level,province,17.2", *rows]), "utf-8")
    with pytest.raises(FiguresError, match=r"f\.csv:9:4"):
        LIBRARY.summary(ntmrules.read_figures(path), "xa-ntm", on="2023-10-31")


def test_what_is_no_day_and_no_unit_is_told(tmp_path: Path) -> None:
    path = tmp_path / "f.csv"
    path.write_text(REPORT + "\n".join(said(TALLY, ("13/19", "2023-10-31"))), "utf-8")
    for day in (None, 20231031, "2023-02-30"):
        with pytest.raises(ntmrules.DateError, match="NTM302"):
            LIBRARY.summary(ntmrules.read_figures(path), "xa-ntm", on=day)  # type: ignore[arg-type]
    found = LIBRARY.progress(ntmrules.read_history(path), "xa-ntm", from_="2023-01-01", to="2023-10-31")
    with pytest.raises(KeyError, match="xx"):
        found.unit("xx")


def test_a_decision_on_a_set_that_no_tier_counts_is_named() -> None:
    pack = Path(__file__).parents[2] / "plugins/ntmrules-quang-ninh/src/ntmrules_quang_ninh/catalog"
    own = ntmrules.Library(packs=[pack], plugins=())
    units = (UnitFigures.of("xã Q", {"quang-ninh/xa-ntm-kieu-mau": "met"}, province="Quảng Ninh", within="huyện X"),
             UnitFigures.of("xã R", {"vn/xa-ntm-nang-cao": "met"}, province="Quảng Ninh", within="huyện X"))  # fmt: skip
    found = own.summary(FigureTable(units=units), "xa-ntm", on="2023-10-31")
    (said,) = [each for each in found.left_out if each.name == "decided_beside"]
    assert (said.values["count"], said.values["sets"]) == (1, "quang-ninh/xa-ntm-kieu-mau")
    assert "xã Q" in str(said.values["units"])
