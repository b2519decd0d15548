"""In which column a unit stands: named, sent by a fact, left open by an unknown one, or contradicted."""

from __future__ import annotations

import pytest
from made import SURE, book_of, cell, criterion, entry, indicator, judge, made_set, verdict

from ntmrules import Entry, UnitError, Verdict
from ntmrules.model import requirements as req
from ntmrules.model.figures import Status
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.sets import AreaRule, Areas

MET, NOT_MET, OPEN = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
LEVELS = req.Threshold(rows=(cell(40, area="bac"), cell(60, area="nam")))


def rule(fact: str, area: str) -> AreaRule:
    return AreaRule(when_any=(fact,), area=area, evidence=SURE)


def by_area(*rules: AreaRule, otherwise: str | None = None, area: str | None = None) -> Rulebook:
    row = indicator("1.1", req.AtLeast(measure="luong", threshold=LEVELS))
    areas = Areas(scheme="hai-vung", rules=rules, otherwise=otherwise)
    return book_of(made_set(criterion("1", row), areas=areas), area=area)


@pytest.mark.parametrize(("value", "wanted"), [(39, NOT_MET), (40, OPEN), (59, OPEN), (60, MET)])
def test_an_unknown_column_decides_only_what_every_column_decides(value: int, wanted: Verdict) -> None:
    assert verdict(by_area(), {"luong": value}) is wanted


def test_the_reason_for_an_open_column_is_the_area_and_not_a_dispute() -> None:
    reasons = judge(by_area(), {"luong": 50}).node("1.1").reasons
    assert [(str(reason.code), reason.subject) for reason in reasons] == [("no_figure", "area")]


@pytest.mark.parametrize("name", ["bac", "Bắc", "BẮC", "bắc"])
def test_a_column_is_named_by_id_or_by_name_in_any_case(name: str) -> None:
    assert verdict(by_area(), {"luong": 50}, area=name) is MET
    assert verdict(by_area(area=name), {"luong": 50}) is MET


def test_an_unknown_column_is_an_error_that_offers_the_known_ones() -> None:
    with pytest.raises(UnitError) as caught:
        judge(by_area(), {"luong": 50}, area="bacc")
    assert caught.value.code == "NTM604"
    assert caught.value.problems[0].expected == "bac | nam"
    assert "did you mean 'bac'?" in caught.value.problems[0].remedy


def test_a_fact_that_holds_sends_the_unit_to_its_column() -> None:
    rulebook = by_area(rule("kho-khan", "bac"), otherwise="nam")
    assert verdict(rulebook, {"luong": 50, "kho-khan": True}) is MET
    assert verdict(rulebook, {"luong": 50, "kho-khan": False}) is NOT_MET


def test_an_unknown_fact_leaves_both_columns_possible() -> None:
    result = judge(by_area(rule("kho-khan", "bac"), otherwise="nam"), {"luong": 50})
    assert result.node("1.1").verdict is OPEN
    assert [(str(each.code), each.subject) for each in result.node("1.1").reasons] == [("no_figure", "kho-khan")]
    assert verdict(by_area(rule("kho-khan", "bac"), otherwise="nam"), {"luong": 60}) is MET


def test_two_facts_that_contradict_leave_both_columns_and_nobody_chooses() -> None:
    rulebook = by_area(rule("kho-khan", "bac"), rule("xa-dao", "nam"), otherwise="nam")
    result = judge(rulebook, {"luong": 50, "kho-khan": True, "xa-dao": True})
    assert result.node("1.1").verdict is OPEN
    assert "threshold_disputed" in {str(each.code) for each in result.node("1.1").reasons}
    turned = by_area(rule("xa-dao", "nam"), rule("kho-khan", "bac"), otherwise="nam")
    assert judge(turned, {"luong": 50, "kho-khan": True, "xa-dao": True}).node("1.1").verdict is OPEN


def test_two_facts_that_agree_settle_the_column() -> None:
    rulebook = by_area(rule("kho-khan", "bac"), rule("xa-dao", "bac"), otherwise="nam")
    assert verdict(rulebook, {"luong": 50, "kho-khan": True, "xa-dao": True}) is MET


def test_a_column_that_the_unit_names_stands_over_facts() -> None:
    rulebook = by_area(rule("kho-khan", "bac"), otherwise="nam")
    assert verdict(rulebook, {"luong": 50, "kho-khan": True}, area="nam") is NOT_MET


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.STALE])
def test_a_withdrawn_or_stale_fact_is_an_unknown_one(status: Status) -> None:
    rulebook = by_area(rule("kho-khan", "bac"), otherwise="nam")
    for answer in (Verdict.MET, Verdict.NOT_MET):
        fact: Entry = entry("kho-khan", answer, status=status)
        assert verdict(rulebook, {"luong": 50, "kho-khan": fact}) is OPEN
        node = judge(rulebook, {"luong": 50, "kho-khan": fact}).node("1.1")
        assert {(str(each.code), each.subject) for each in node.reasons} == {(f"figure_{status}", "kho-khan")}
