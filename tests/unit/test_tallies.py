"""Tallies never lie: one number when decided, a range when not, and reports carried down only as far as it follows."""

from __future__ import annotations

from pathlib import Path

import pytest
from made import at_least, attained, book, book_of, criterion, entry, indicator, judge, made_set, unknown, verdict

from ntmrules import Attainment, Library, Verdict, read_figures
from ntmrules.model.figures import Status
from ntmrules.model.verdicts import Tallies, Tally

MET, NOT_MET, OPEN, AWAY = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE
EXAMPLES = Path(__file__).parents[2] / "examples"


def counts(result: Attainment) -> tuple[str, str]:
    return result.tally.criteria.count, result.tally.indicators.count


def an_nong(file: str, on: str) -> Attainment:
    rulebook = Library(plugins=()).rulebook("vn/xa-ntm/2021", on=on, province="An Giang")
    return rulebook.evaluate(read_figures(EXAMPLES / file, rulebook=rulebook).unit("xã An Nông"))


def test_an_nong_2024_is_16_of_19_and_a_range_that_contains_53_of_57() -> None:
    result = an_nong("an-nong-2024.csv", "2024-03-31")
    assert result.tally.criteria.count == "16/19"
    assert result.tally.indicators.low <= 53 <= result.tally.indicators.high
    assert result.tally.indicators.low < result.tally.indicators.high
    assert result.reported_criteria == (16, 19)
    assert result.reported_indicators == (53, 57)
    assert result.tally_fits() is True
    assert {node.about.number for node in result.trace.children if node.verdict is NOT_MET} == {"5", "9", "13"}


def test_an_nong_2023_leaves_10_of_19_inside_its_range() -> None:
    result = an_nong("an-nong-2023.csv", "2023-03-16")
    assert result.verdict is NOT_MET
    assert result.tally.criteria.not_met == 4
    assert result.tally.criteria.low <= 10 <= result.tally.criteria.high == 15
    assert result.tally_fits() is True


def test_a_reported_tally_outside_the_range_does_not_fit() -> None:
    rulebook = book(attained("co"), attained("co-khac"))
    assert judge(rulebook, {"co": "chưa đạt", "chi-tieu": entry("chi-tieu", (2, 2))}).tally_fits() is False
    assert judge(rulebook, {"co": "chưa đạt", "chi-tieu": entry("chi-tieu", (1, 2))}).tally_fits() is True
    assert judge(rulebook, {"co": "chưa đạt", "chi-tieu": entry("chi-tieu", (1, 3))}).tally_fits() is False
    assert judge(rulebook, {"co": "chưa đạt"}).tally_fits() is None


def test_a_reported_tally_never_enters_the_computed_one() -> None:
    rulebook = book(attained("co"), attained("co-khac"))
    assert (
        judge(rulebook, {"tieu-chi": entry("tieu-chi", (1, 1)), "chi-tieu": entry("chi-tieu", (2, 2))}).tally
        == judge(rulebook, {}).tally
    )


def test_a_range_becomes_one_number_when_all_is_decided() -> None:
    rulebook = book(attained("co"), attained("co-khac"))
    assert counts(judge(rulebook, {})) == ("0–1/1", "0–2/2")
    assert counts(judge(rulebook, {"co": "đạt"})) == ("0–1/1", "1–2/2")
    assert counts(judge(rulebook, {"co": "đạt", "co-khac": "chưa đạt"})) == ("0/1", "1/2")
    assert counts(judge(rulebook, {"co": "đạt", "co-khac": "đạt"})) == ("1/1", "2/2")


def test_a_met_criterion_is_carried_down_to_its_open_indicators() -> None:
    result = judge(book(attained("co"), unknown()), {"1": "đạt"})
    assert result.verdict is MET
    assert counts(result) == ("1/1", "2/2")
    assert all(node.has_note("implied_by_criterion") for node in result.node("1").children if node.kind == "indicator")
    assert result.node("1.1").basis == "reported"


def test_an_unmet_criterion_says_of_its_open_indicators_only_that_one_is_not_met() -> None:
    result = judge(book(attained("co"), attained("co-khac")), {"1": "chưa đạt"})
    assert counts(result) == ("0/1", "0–1/2")
    assert {result.node(label).verdict for label in ("1.1", "1.2")} == {OPEN}


def test_the_one_open_indicator_of_an_unmet_criterion_is_the_unmet_one() -> None:
    result = judge(book(attained("co"), attained("co-khac")), {"1": "chưa đạt", "co": "đạt"})
    assert result.node("1.2").verdict is NOT_MET
    assert counts(result) == ("0/1", "1/2")


def test_nothing_follows_for_the_one_open_indicator_where_others_are_not_written_down() -> None:
    whole = made_set(criterion("1", indicator("1.1", attained("co")), declared=2), indicators_declared=2)
    result = judge(book_of(whole), {"1": "chưa đạt"})
    assert result.node("1.1").verdict is OPEN
    assert counts(result) == ("0/1", "0–1/2")


def test_a_computed_verdict_stands_against_a_report_and_the_report_is_flagged() -> None:
    result = judge(book(at_least(80)), {"ty-le": 70, "1.1": "đạt"})
    assert result.node("1.1").verdict is NOT_MET
    assert result.node("1.1").has_note("contradiction")
    agreed = judge(book(at_least(80)), {"ty-le": 90, "1.1": "đạt"})
    assert not agreed.node("1.1").has_note("contradiction")


def test_a_report_stands_where_the_level_is_a_hole_and_says_so() -> None:
    result = judge(book(unknown("ty-le")), {"ty-le": 70, "1.1": "đạt"})
    assert result.node("1.1").verdict is MET
    assert result.node("1.1").basis == "reported"
    assert result.tally.indicators.reported == 1


@pytest.mark.parametrize(("policy", "low", "verdict_"), [("counts_as_met", 2, MET), ("drops_out", 1, MET)])
def test_foreseen_not_applicable_counts_as_the_set_says(policy: str, low: int, verdict_: Verdict) -> None:
    rulebook = book(attained("co"), attained("co-khac"), foreseen=True, not_applicable=policy)
    result = judge(rulebook, {"1.1": AWAY, "co-khac": "đạt"})
    assert result.verdict is verdict_
    assert result.tally.indicators.low == low
    assert result.tally.indicators.not_applicable == 1
    assert result.tally.indicators.low == result.tally.indicators.high


def test_not_applicable_that_no_text_foresees_settles_nothing() -> None:
    result = judge(book(attained("co"), attained("co-khac")), {"1.1": AWAY, "co-khac": "đạt"})
    assert result.node("1.1").verdict is AWAY
    assert result.node("1.1").has_note("not_applicable_unforeseen")
    assert result.verdict is OPEN
    assert counts(result) == ("0–1/1", "1–2/2")


def test_a_criterion_reported_not_applicable_counts_only_where_all_its_indicators_foresee_it() -> None:
    foreseen = judge(book(attained("co"), foreseen=True), {"1": AWAY})
    assert foreseen.verdict is AWAY
    assert counts(foreseen) == ("1/1", "1/1")
    other = judge(book(attained("co")), {"1": AWAY})
    assert other.verdict is OPEN
    assert other.tally.criteria.count == "0–1/1"


def test_a_set_that_declares_more_than_it_models_can_be_not_met_and_never_met() -> None:
    whole = made_set(criterion("1", indicator("1.1", attained("co"))), criteria_declared=5, indicators_declared=47)
    met = judge(book_of(whole), {"co": "đạt"})
    assert met.verdict is OPEN
    assert {str(reason.code) for reason in met.trace.reasons} == {"set_incomplete"}
    assert counts(met) == ("1–5/5", "1–47/47")
    assert judge(book_of(whole), {"co": "chưa đạt"}).verdict is NOT_MET


def test_a_set_that_is_not_whole_is_not_set_aside_because_what_is_known_of_it_does_not_apply() -> None:
    whole = made_set(
        criterion("1", indicator("1.1", attained("co"), foreseen=True)), criteria_declared=5, indicators_declared=47
    )
    assert judge(book_of(whole), {"1.1": AWAY}).verdict is OPEN


def test_a_set_whose_count_nobody_knows_is_never_met() -> None:
    for known in ({"criteria_declared": None}, {"indicators_declared": None}):
        whole = made_set(criterion("1", indicator("1.1", attained("co"))), **known)  # type: ignore[arg-type]
        assert judge(book_of(whole), {"co": "đạt"}).verdict is OPEN


def test_a_criterion_whose_count_nobody_knows_is_met_only_by_report() -> None:
    whole = made_set(criterion("1", indicator("1.1", attained("co")), declared=None))
    assert verdict(book_of(whole), {"co": "đạt"}, of="1") is OPEN
    assert verdict(book_of(whole), {"co": "đạt", "1": "đạt"}, of="1") is MET


def test_prerequisites_decide_the_set_and_are_not_counted() -> None:
    whole = made_set(
        criterion("1", indicator("1.1", attained("co"))), prerequisites=[indicator("P1", attained("co-khac"))]
    )
    result = judge(book_of(whole), {"co": "đạt", "co-khac": "chưa đạt"})
    assert result.verdict is NOT_MET
    assert counts(result) == ("1/1", "1/1")
    assert judge(book_of(whole), {"co": "đạt"}).verdict is OPEN


def test_a_preliminary_report_still_counts() -> None:
    assert verdict(book(attained()), {"1.1": entry("1.1", MET, status=Status.PRELIMINARY)}) is MET


def test_the_line_officials_report_has_ranges_and_says_how_many_are_open() -> None:
    tally = Tallies(Tally(10, 7, 2, 0, 10, 12, 19, 19), Tally(56, 17, 2, 0, 56, 58, 75, 75))
    assert tally.text() == "10–12/19 tiêu chí, 56–58/75 chỉ tiêu (2 chưa xác định)"
    assert tally.text("en") == "10–12/19 criteria, 56–58/75 indicators (2 undetermined)"
    assert (
        str(Tallies(Tally(16, 3, 0, 0, 16, 16, 19, 19), Tally(53, 4, 0, 0, 53, 53, 57, 57)))
        == "16/19 tiêu chí, 53/57 chỉ tiêu"
    )


def test_what_is_met_or_not_applicable_is_counted_and_is_not_called_open() -> None:
    criteria = Tally(19, 0, 0, 0, 19, 19, 19, 19)
    assert Tallies(criteria, Tally(56, 0, 1, 0, 57, 57, 57, 57)).text() == "19/19 tiêu chí, 57/57 chỉ tiêu"
    assert Tallies(criteria, Tally(50, 0, 7, 0, 52, 57, 57, 57)).text().endswith("52–57/57 chỉ tiêu (5 chưa xác định)")
    assert (
        Tallies(criteria, Tally(10, 0, 5, 0, 10, 15, 15, 15, whole=False))
        .text()
        .endswith("/? chỉ tiêu (5 chưa xác định)")
    )
