"""Requirements that look at another set, another indicator, or the units inside."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import attrs
import pytest
from made import (
    MEASURES,
    RECALL,
    SURE,
    WEAK,
    WHY,
    at_least,
    attained,
    book,
    book_of,
    cell,
    children,
    criterion,
    disputed,
    entry,
    indicator,
    judge,
    level,
    made_set,
    reasons,
    verdict,
)

from ntmrules import CatalogError, DateError, UnitFigures, Verdict
from ntmrules.model import requirements as req
from ntmrules.model.figures import Status
from ntmrules.model.sets import Areas, CriteriaSet
from ntmrules.testing import library_of

MET, NOT_MET, UNDETERMINED, AWAY = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE
LOWER = "vn/duoi/2021"


def lower(**more: Any) -> CriteriaSet:
    rows = (indicator("1.1", at_least(80)), indicator("1.2", attained("co")))
    return made_set(criterion("1", *rows), set_id=LOWER, **more)


def upper(requirement: Any, **more: Any) -> CriteriaSet:
    return made_set(criterion("1", indicator("1.1", requirement)), **more)


@pytest.mark.parametrize("target", [LOWER, "vn/duoi"])
def test_meets_a_set_is_its_verdict_on_the_same_unit(target: str) -> None:
    rulebook = book_of(upper(req.Meets(target=target, evidence=SURE)), lower())
    assert verdict(rulebook, {"ty-le": 80, "co": True}) is MET
    assert verdict(rulebook, {"ty-le": 79, "co": True}) is NOT_MET
    assert verdict(rulebook, {"ty-le": 80}) is UNDETERMINED


@pytest.mark.parametrize(("label", "values"), [("1.1", {"ty-le": 80}), ("1", {"ty-le": 80, "co": True})])
def test_meets_may_ask_for_one_indicator_or_criterion(label: str, values: dict[str, Any]) -> None:
    rulebook = book_of(upper(req.Meets(target=f"{LOWER}/{label}", evidence=SURE)), lower())
    assert verdict(rulebook, values) is MET
    assert verdict(rulebook, {}) is UNDETERMINED


def test_the_trace_of_meets_nests_the_other_set() -> None:
    rulebook = book_of(upper(req.Meets(target=LOWER, evidence=SURE)), lower())
    ids = [node.id for node in judge(rulebook, {"ty-le": 80}).nodes()]
    assert f"{LOWER}/1.1" in ids
    assert LOWER in ids


def test_a_report_on_the_other_set_counts_where_nothing_is_computed() -> None:
    rulebook = book_of(upper(req.Meets(target=LOWER, evidence=SURE)), lower())
    assert verdict(rulebook, {LOWER: "đạt"}) is MET
    assert judge(rulebook, {LOWER: "đạt"}).node("1.1").basis == "reported"
    assert verdict(rulebook, {LOWER: "đạt", "ty-le": 79}) is NOT_MET


def test_meets_on_weak_evidence_is_open() -> None:
    rulebook = book_of(upper(req.Meets(target=LOWER, evidence=WEAK)), lower())
    assert verdict(rulebook, {"ty-le": 80, "co": True}) is UNDETERMINED


def test_meets_on_a_day_without_that_set_is_an_error_that_names_it() -> None:
    with pytest.raises(DateError) as caught:
        book_of(upper(req.Meets(target="vn/duoi", evidence=SURE)), lower(stage=("2024-01-01", None)))
    assert caught.value.code == "NTM301"


def test_sets_that_ask_for_each_other_are_refused() -> None:
    one = upper(req.Meets(target=LOWER, evidence=SURE))
    other = made_set(criterion("1", indicator("1.1", req.Meets(target=one.id, evidence=SURE))), set_id=LOWER)
    with pytest.raises(CatalogError) as caught:
        book_of(one, other)
    assert caught.value.code == "NTM138"


@pytest.mark.parametrize(("first", "second"), [("1.1", "1.1"), ("1.2", "1.1"), ("1", "1.1"), ("", "1.1")])
def test_an_indicator_that_asks_for_itself_is_refused(first: str, second: str) -> None:
    own = "vn/thu/2021"
    rows = (
        indicator("1.1", req.Meets(target=f"{own}/{first}" if first else own, evidence=SURE)),
        indicator("1.2", req.AllOf(of=(attained(), req.Meets(target=f"{own}/{second}", evidence=SURE)))),
    )
    with pytest.raises(CatalogError) as caught:
        judge(book_of(made_set(criterion("1", *rows))), {"co": True})
    assert caught.value.code == "NTM138"


def test_an_unknown_target_is_refused() -> None:
    with pytest.raises(CatalogError) as caught:
        book_of(upper(req.Meets(target="vn/khong-co/2021", evidence=SURE)), lower())
    assert caught.value.code == "NTM139"


def share(value: object = 50, **more: Any) -> req.ShareOf:
    return req.ShareOf(children="xa", measure="xa-dat", threshold=level(value), **more)


def communes(*answers: bool | None) -> tuple[UnitFigures, ...]:
    return children("xa", *[{} if answer is None else {"xa-dat": answer} for answer in answers])


@pytest.mark.parametrize(
    ("answers", "total", "wanted"),
    [
        ((True, True), 2, MET),
        ((True, False), 2, MET),
        ((False, False), 2, NOT_MET),
        ((True, None), 2, MET),
        ((None, None), 2, UNDETERMINED),
        ((False, None), 2, UNDETERMINED),
        ((True,), 2, MET),
        ((True,), 3, UNDETERMINED),
        ((True,), 4, UNDETERMINED),
        ((), 4, UNDETERMINED),
        ((False, False), 3, NOT_MET),
        ((False,), 3, UNDETERMINED),
        ((True, True, True), 2, UNDETERMINED),
        ((), 0, AWAY),
    ],
)
def test_a_share_is_decided_only_where_the_missing_units_cannot_change_it(
    answers: tuple[bool | None, ...], total: int, wanted: Verdict
) -> None:
    assert verdict(book(share()), {"so-xa": total}, children=communes(*answers)) is wanted


def test_units_that_were_not_handed_in_never_raise_a_share() -> None:
    for total in range(1, 9):
        handed_in = communes(*[True] * min(total, 3))
        result = judge(book(share(100)), {"so-xa": total}, children=handed_in)
        assert (result.node("1.1").verdict is MET) == (total <= 3)


def test_without_the_number_of_units_a_share_is_open() -> None:
    assert verdict(book(share()), {}, children=communes(True, True)) is UNDETERMINED


def test_the_share_itself_may_be_given_where_no_units_are() -> None:
    row = indicator("1.1", share(), measure="ty-le-xa")
    rulebook = book_of(made_set(criterion("1", row)))
    assert [verdict(rulebook, {"ty-le-xa": value}) for value in (49, 50)] == [NOT_MET, MET]
    assert verdict(rulebook, {"ty-le-xa": 100, "so-xa": 2}, children=communes(False, False)) is NOT_MET


@pytest.mark.parametrize(
    ("answers", "total", "wanted"),
    [((True,), 1, NOT_MET), ((True,), 2, UNDETERMINED), ((True, True), 9, MET), ((), 0, NOT_MET)],
)
def test_count_of_counts_what_is_met_and_leaves_room_for_what_is_missing(
    answers: tuple[bool, ...], total: int, wanted: Verdict
) -> None:
    count = req.CountOf(children="xa", measure="xa-dat", threshold=level(2))
    assert verdict(book(count), {"so-xa": total}, children=communes(*answers)) is wanted


def test_children_are_judged_by_their_own_set_and_the_trace_nests() -> None:
    rulebook = book_of(upper(req.ShareOf(children="xa", target=LOWER, threshold=level(100)), level="huyen"), lower())
    good = children("xa", {"ty-le": 80, "co": True}, {"ty-le": 95, "co": True})
    result = judge(rulebook, {"so-xa": 2}, children=good)
    assert result.node("1.1").verdict is MET
    assert sum(node.id == LOWER for node in result.nodes()) == 2
    bad = children("xa", {}, {"ty-le": 1})[1:]
    assert verdict(rulebook, {"so-xa": 2}, children=(*good[:1], *bad)) is NOT_MET


def test_a_child_whose_set_was_reported_as_met_counts() -> None:
    rulebook = book_of(upper(req.ShareOf(children="xa", target=LOWER, threshold=level(100)), level="huyen"), lower())
    assert verdict(rulebook, {"so-xa": 1}, children=children("xa", {LOWER: "đạt"})) is MET
    assert verdict(rulebook, {"so-xa": 1}, children=children("xa", {LOWER: "chưa đạt"})) is NOT_MET


def test_children_of_another_level_are_not_counted() -> None:
    towns = children("thi-tran", {"xa-dat": "chưa đạt"})
    assert verdict(book(share(100)), {"so-xa": 1}, children=(*communes(True), *towns)) is MET


@pytest.mark.parametrize("status", [Status.WITHDRAWN, Status.STALE])
def test_a_withdrawn_answer_of_a_child_is_no_answer(status: Status) -> None:
    inside = children("xa", {"xa-dat": entry("xa-dat", MET, status=status)})
    assert verdict(book(share()), {"so-xa": 1}, children=inside) is UNDETERMINED


def derived(evidence: Any = SURE, factor: str = "1.10") -> req.Derived:
    return req.Derived(of=f"{LOWER}/1.1", factor=Decimal(factor), evidence=evidence, measure="luong")


def base(threshold: req.Threshold) -> CriteriaSet:
    return made_set(criterion("1", indicator("1.1", req.AtLeast(measure="luong", threshold=threshold))), set_id=LOWER)


@pytest.mark.parametrize(("value", "wanted"), [("54.9", NOT_MET), ("55", MET), ("55.0", MET)])
def test_a_derived_level_is_exactly_the_factor_times_the_base(value: str, wanted: Verdict) -> None:
    rulebook = book_of(upper(derived()), base(level(50)))
    assert verdict(rulebook, {"luong": Decimal(value)}) is wanted


def test_a_derived_level_follows_year_and_dispute_of_its_base() -> None:
    rows = req.Threshold(rows=(cell(10, year=2022), req.Cell(year=2023, unknown=req.Hole(why=WHY))))
    rulebook = book_of(upper(derived()), base(rows))
    assert verdict(rulebook, {"luong": entry("luong", 11, period=2022)}) is MET
    assert verdict(rulebook, {"luong": 11}) is UNDETERMINED
    rulebook = book_of(upper(derived()), base(disputed(39, 42)))
    assert [verdict(rulebook, {"luong": Decimal(value)}) for value in ("42.8", "42.9", "46.2")] == [
        NOT_MET,
        UNDETERMINED,
        MET,
    ]


def test_a_derived_level_is_as_weak_as_the_weaker_of_base_and_factor() -> None:
    assert verdict(book_of(upper(derived(evidence=WEAK)), base(level(50))), {"luong": 60}) is UNDETERMINED
    assert verdict(book_of(upper(derived()), base(level(50, WEAK))), {"luong": 60}) is UNDETERMINED
    assert judge(book_of(upper(derived(evidence=RECALL)), base(level(50))), {"luong": 60}).provisional


def test_a_derived_level_of_something_that_is_no_level_is_a_hole() -> None:
    other = made_set(criterion("1", indicator("1.1", attained())), set_id=LOWER)
    assert verdict(book_of(upper(derived()), other), {"luong": 60}) is UNDETERMINED


def test_two_libraries_over_different_sets_live_side_by_side() -> None:
    one = library_of(upper(at_least(80)), measures=MEASURES)
    other = library_of(upper(at_least(90)), measures=MEASURES)
    values = UnitFigures.of("xã Thử", {"ty-le": 85})
    found = [each.rulebook("thu", on="2023-06-30").evaluate(values).verdict for each in (one, other, one)]
    assert found == [MET, NOT_MET, MET]


@pytest.mark.parametrize("target", [f"{LOWER}/9.9", "vn/duoi/9", "vn/thu/2021/9.9", "vn/thu/1.9"])
def test_a_target_that_its_set_does_not_have_is_refused(target: str) -> None:
    with pytest.raises(CatalogError) as caught:
        book_of(upper(req.Meets(target=target, evidence=SURE)), lower())
    assert caught.value.code == "NTM139"


def test_a_target_whose_text_is_not_in_force_yet_is_a_hole() -> None:
    row = attrs.evolve(indicator("1.3", attained("co-khac")))
    later = attrs.evolve(row, versions=(attrs.evolve(row.versions[0], from_="2024-01-01"),))
    other = made_set(criterion("1", indicator("1.1", at_least(80)), later), set_id=LOWER)
    whole = upper(req.Meets(target=f"{LOWER}/1.3", evidence=SURE))
    before = book_of(whole, other, on="2023-06-30")
    assert verdict(before, {"co-khac": True}) is UNDETERMINED
    assert reasons(before, {"co-khac": True}) == {"threshold_unknown"}
    assert verdict(book_of(whole, other, on="2024-06-30"), {"co-khac": True}) is MET


def test_an_unknown_area_scheme_is_refused() -> None:
    with pytest.raises(CatalogError) as caught:
        book_of(upper(attained(), areas=Areas(scheme="hai-vungg")))
    assert caught.value.code == "NTM160"
    assert "did you mean 'hai-vung'?" in caught.value.problems[0].remedy
