"""Which cell of a threshold is met by which figure, and what evidence and disputes do to it."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from made import (
    EXCERPT,
    RECALL,
    SURE,
    WEAK,
    WHY,
    at_least,
    attained,
    book,
    cell,
    disputed,
    entry,
    judge,
    level,
    reasons,
    unknown,
    verdict,
)

from ntmrules import Floor, UnitFigures, Verdict
from ntmrules.model import requirements as req
from ntmrules.model.figures import Status

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED


def rows(*cells: req.Cell) -> req.Threshold:
    return req.Threshold(rows=cells)


def test_the_cell_that_names_year_and_area_wins_over_area_over_year_over_neither() -> None:
    table = rows(cell(1), cell(2, year=2022), cell(3, area="bac"), cell(4, year=2022, area="bac"))
    found = {
        key: table.cell(*key) for key in [(2022, "bac"), (2023, "bac"), (2022, "nam"), (2023, "nam"), (None, None)]
    }
    assert {key: row.value for key, row in found.items() if row} == {
        (2022, "bac"): 4,
        (2023, "bac"): 3,
        (2022, "nam"): 2,
        (2023, "nam"): 1,
        (None, None): 1,
    }


def test_no_row_for_the_year_is_an_unknown_level_and_never_another_year() -> None:
    rulebook = book(req.AtLeast(measure="luong", threshold=rows(cell(10, year=2022))))
    assert verdict(rulebook, {"luong": entry("luong", 50, period=2022)}) is MET
    assert verdict(rulebook, {"luong": entry("luong", 50, period=2021)}) is UNDETERMINED
    assert reasons(rulebook, {"luong": entry("luong", 50, period=2021)}) == {"threshold_unknown"}


def test_a_figure_without_a_period_is_about_the_year_of_assessment() -> None:
    rulebook = book(req.AtLeast(measure="luong", threshold=rows(cell(10, year=2022), cell(20, year=2023))))
    assert verdict(rulebook, {"luong": 15}) is NOT_MET
    assert verdict(rulebook, {"luong": entry("luong", 15, period=2022)}) is MET


@pytest.mark.parametrize(
    ("kind", "below", "at", "above"),
    [
        ("at_least", NOT_MET, MET, MET),
        ("more_than", NOT_MET, NOT_MET, MET),
        ("at_most", MET, MET, NOT_MET),
        ("less_than", MET, NOT_MET, NOT_MET),
    ],
)
def test_each_comparison_below_at_and_above_the_level(kind: str, below: Verdict, at: Verdict, above: Verdict) -> None:
    rulebook = book(req.KINDS[kind](measure="ty-le", threshold=level("80.5")))  # type: ignore[call-arg]
    assert [verdict(rulebook, {"ty-le": Decimal(value)}) for value in ("80.4", "80.5", "80.6")] == [below, at, above]


def test_equality_meets_whatever_number_of_noughts_is_written() -> None:
    assert verdict(book(at_least("80.00")), {"ty-le": Decimal(80)}) is MET
    assert verdict(book(at_least("0.3")), {"ty-le": 0.1 + 0.2}) is MET
    assert verdict(book(at_least("0.3")), {"ty-le": Decimal("0.2999999999999999999")}) is NOT_MET


@pytest.mark.parametrize(("value", "wanted"), [("9", NOT_MET), ("10", MET), ("15", MET), ("20", MET), ("21", NOT_MET)])
def test_between_takes_both_ends(value: str, wanted: Verdict) -> None:
    rulebook = book(req.Between(measure="luong", low=level(10), high=level(20)))
    assert verdict(rulebook, {"luong": Decimal(value)}) is wanted


def test_between_with_an_open_end_is_decided_only_where_the_other_end_decides() -> None:
    hole = rows(req.Cell(unknown=req.Hole(why=WHY)))
    rulebook = book(req.Between(measure="luong", low=level(10), high=hole))
    assert verdict(rulebook, {"luong": 9}) is NOT_MET
    assert verdict(rulebook, {"luong": 15}) is UNDETERMINED


def test_none_of_is_met_by_nought_alone_and_never_by_silence() -> None:
    rulebook = book(req.NoneOf(measure="so-mo-hinh", evidence=SURE))
    assert [verdict(rulebook, values) for values in ({"so-mo-hinh": 0}, {"so-mo-hinh": 1}, {})] == [
        MET,
        NOT_MET,
        UNDETERMINED,
    ]


def test_missing_value_never_turns_into_not_met() -> None:
    requirements = [
        at_least(1),
        req.AtMost(measure="ty-le", threshold=level(1)),
        attained(),
        req.NoneOf(measure="so-mo-hinh", evidence=SURE),
        req.CountAtLeast(measure="so-mo-hinh", threshold=level(1)),
        req.Between(measure="ty-le", low=level(1), high=level(2)),
    ]
    result = judge(book(*requirements))
    assert {node.verdict for node in result.trace.children[0].children} == {UNDETERMINED}
    assert result.verdict is UNDETERMINED


def test_candidates_decide_only_where_they_agree() -> None:
    rulebook = book(req.AtLeast(measure="luong", threshold=disputed(39, 42)))
    assert [verdict(rulebook, {"luong": value}) for value in (38, 39, 41, 42)] == [
        NOT_MET,
        UNDETERMINED,
        UNDETERMINED,
        MET,
    ]
    assert reasons(rulebook, {"luong": 40}) == {"threshold_disputed"}


def test_parts_have_to_reach_the_level_each() -> None:
    rulebook = book(req.AtLeast(measure="ty-le", threshold=level(80), parts=("nam", "nu")))
    assert verdict(rulebook, {"ty-le": 90, "ty-le/nam": 85, "ty-le/nu": 79}) is NOT_MET
    assert verdict(rulebook, {"ty-le": 90, "ty-le/nam": 85, "ty-le/nu": 80}) is MET
    assert verdict(rulebook, {"ty-le": 90, "ty-le/nam": 85}) is UNDETERMINED


def test_a_delegated_level_is_open_until_even_its_bound_is_missed() -> None:
    cell_ = req.Cell(delegated=req.Delegation(to="ubnd-cap-tinh", low=Decimal(80)))
    rulebook = book(req.AtLeast(measure="ty-le", threshold=rows(cell_)))
    assert [verdict(rulebook, {"ty-le": value}) for value in (79, 80, 100)] == [NOT_MET, UNDETERMINED, UNDETERMINED]
    assert reasons(rulebook, {"ty-le": 100}) == {"threshold_delegated"}


def test_a_delegated_ceiling_is_surely_missed_only_above_its_upper_bound() -> None:
    cell_ = req.Cell(delegated=req.Delegation(to="ubnd-cap-tinh", low=Decimal(5), high=Decimal(10)))
    rulebook = book(req.AtMost(measure="ty-le", threshold=rows(cell_)))
    assert [verdict(rulebook, {"ty-le": value}) for value in (4, 10, 11)] == [UNDETERMINED, UNDETERMINED, NOT_MET]


def test_a_delegated_requirement_is_not_met_where_its_bound_is_not_met() -> None:
    bound = req.AtLeast(threshold=level(80))
    rulebook = book(req.Delegated(measure="ty-le", to="ubnd-cap-tinh", evidence=SURE, bound=bound))
    assert [verdict(rulebook, {"ty-le": value}) for value in (79, 80)] == [NOT_MET, UNDETERMINED]
    assert verdict(rulebook, {}) is UNDETERMINED


@pytest.mark.parametrize("evidence", [SURE, EXCERPT, RECALL, WEAK])
def test_raising_the_floor_never_decides_more(evidence: req.Evidence) -> None:
    requirements = [
        at_least(80, evidence=evidence),
        attained(evidence=evidence),
        req.AtLeast(measure="luong", threshold=disputed(5, 6, evidence=evidence)),
    ]
    values = {"ty-le": 80, "co": True, "luong": 5}
    decided = []
    for floor in Floor:
        node = judge(book(*requirements, floor=floor), values).trace.children[0]
        decided.append({child.id for child in node.children if child.verdict is not UNDETERMINED})
    assert all(later <= earlier for earlier, later in pairwise(decided))
    assert [bool(each) for each in decided] == [evidence.rank >= floor for floor in Floor]


def test_a_level_below_the_floor_is_open_with_that_reason() -> None:
    rulebook = book(at_least(80, evidence=WEAK))
    assert reasons(rulebook, {"ty-le": 90}) == {"evidence_too_weak"}
    assert verdict(book(at_least(80, evidence=WEAK), floor=Floor.RECALL_LOW), {"ty-le": 90}) is MET


def test_a_verdict_on_less_than_an_excerpt_is_provisional() -> None:
    assert judge(book(at_least(80, evidence=RECALL)), {"ty-le": 90}).provisional
    assert not judge(book(at_least(80, evidence=EXCERPT)), {"ty-le": 90}).provisional


def test_a_failure_that_stands_without_its_provisional_part_is_firm() -> None:
    rulebook = book(at_least(80, evidence=RECALL), attained(evidence=SURE))
    assert not judge(rulebook, {"ty-le": 10, "co": False}).provisional
    assert judge(rulebook, {"ty-le": 10, "co": True}).provisional


@pytest.mark.parametrize(("status", "reason"), [(Status.WITHDRAWN, "figure_withdrawn"), (Status.STALE, "figure_stale")])
def test_a_withdrawn_or_stale_figure_decides_nothing(status: Status, reason: str) -> None:
    rulebook = book(at_least(80))
    figures = {"ty-le": entry("ty-le", 10, status=status)}
    assert verdict(rulebook, figures) is UNDETERMINED
    assert reasons(rulebook, figures) == {reason}


def test_a_preliminary_figure_decides_and_is_marked() -> None:
    result = judge(book(at_least(80)), {"ty-le": entry("ty-le", 90, status=Status.PRELIMINARY)})
    assert result.node("1.1").verdict is MET
    assert any(node.has_note("preliminary_figure") for node in result.nodes())


def test_a_figure_known_only_after_the_date_is_not_used_and_says_so() -> None:
    for late in (entry("ty-le", 90, as_of="2023-07-01"), entry("ty-le", 90, period=2024)):
        result = judge(book(at_least(80)), {"ty-le": late})
        assert result.verdict is UNDETERMINED
        assert any(node.has_note("figure_after_date") for node in result.nodes())


@pytest.mark.parametrize(
    ("value", "asked", "near"),
    [
        ("80", "80", True),
        ("80.0", "80", True),
        ("79.9", "80", False),
        ("80", "79.6", True),
        ("80", "80.5", True),
        ("80", "79.4", False),
        ("79.6", "79.64", True),
        ("79.6", "79.66", False),
    ],
)
def test_borderline_is_a_figure_that_rounding_could_have_carried_over_the_level(
    value: str, asked: str, near: bool
) -> None:
    result = judge(book(at_least(asked)), {"ty-le": Decimal(value)})
    assert any(node.has_note("borderline") for node in result.nodes()) is near


def test_an_unknown_requirement_is_open_even_with_its_figure() -> None:
    assert reasons(book(unknown("ty-le")), {"ty-le": 100}) == {"threshold_unknown"}


def test_any_of_and_k_of_are_decided_as_soon_as_nothing_can_change_them() -> None:
    any_of = book(req.AnyOf(of=(attained("co"), attained("co-khac"))))
    assert verdict(any_of, {"co": True}) is MET
    assert verdict(any_of, {"co": False}) is UNDETERMINED
    assert verdict(any_of, {"co": False, "co-khac": False}) is NOT_MET
    k_of = book(req.KOf(k=2, of=(attained("co"), attained("co-khac"), at_least(80))))
    assert verdict(k_of, {"co": True, "ty-le": 80}) is MET
    assert verdict(k_of, {"co": False, "ty-le": 79}) is NOT_MET
    assert verdict(k_of, {"co": True, "ty-le": 79}) is UNDETERMINED


def test_figures_of_another_unit_are_never_read() -> None:
    inside = UnitFigures.of("xã khác", {"ty-le": 100})
    assert verdict(book(at_least(80)), {}, children=(inside,)) is UNDETERMINED
