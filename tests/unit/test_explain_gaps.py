"""Gaps to the levels, and the figures that decide a verdict: checked against the engine, value by value."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from itertools import product

import attrs
import pytest

from ntmrules import Entry, Library, UnitFigures, Verdict
from ntmrules.explain.attainment.gaps import decisive, gaps
from ntmrules.model.attainment import Attainment
from ntmrules.model.figures import Status

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
MINIMUM, LEVEL_1, SCHOOLS = "ty-le-truong-dat-csvc-toi-thieu", "ty-le-truong-dat-csvc-muc-do-1", "so-truong-hoc"
INCOME = "thu-nhap-binh-quan-dau-nguoi"


@pytest.fixture(scope="module")
def library() -> Library:
    return Library(plugins=())


def judge(library: Library, figures: dict[str, object], *, but: tuple[str, ...] = (), **details: object) -> Attainment:
    """Judge a commune of which every criterion but ``but`` is reported met."""
    details.setdefault("on", "2023-10-31")
    reports: dict[str, object] = {str(number): MET for number in range(1, 20) if str(number) not in but}
    return library.rulebook("vn/xa-ntm/2021", **details).evaluate(UnitFigures.of("xã Mẫu", {**reports, **figures}))  # type: ignore[arg-type]


def test_gap_is_what_is_missing_and_the_widest_comes_first(library: Library) -> None:
    figures = {
        "ty-le-dan-so-co-so-kham-chua-benh-dien-tu": Decimal("49.5"),
        "so-nha-tam-dot-nat": 4,
        INCOME: Decimal(21),
    }
    found = gaps(judge(library, figures, but=("9", "10", "15"), area="trung-du-mien-nui-phia-bac"))
    assert [(gap.number, gap.level, gap.distance) for gap in found] == [
        ("9.1", Decimal(0), Decimal(4)),
        ("10.1", Decimal(42), Decimal(21)),
        ("15.4", Decimal(50), Decimal("0.5")),
    ]
    assert found[0].id == "vn/xa-ntm/2021/9.1"
    assert found[2].measure == "ty-le-dan-so-co-so-kham-chua-benh-dien-tu"
    assert [gap.unit for gap in found] == ["nhà", "triệu đồng/người/năm", "%"]


def test_gap_of_a_level_not_to_be_passed_is_positive_too(library: Library) -> None:
    found = gaps(judge(library, {"11.1": Decimal("14.25")}, but=("11",), area="trung-du-mien-nui-phia-bac"))
    assert [(gap.observed, gap.level, gap.distance) for gap in found] == [
        (Decimal("14.25"), Decimal(13), Decimal("1.25"))
    ]


def test_gap_reaches_the_level_that_every_source_accepts(library: Library) -> None:
    found = gaps(judge(library, {INCOME: Decimal(40)}, but=("10",), area="bac-trung-bo"))
    assert [(gap.level, gap.distance) for gap in found] == [(Decimal(45), Decimal(5))]


def test_undetermined_comparison_and_reported_failure_have_no_gap(library: Library) -> None:
    assert gaps(judge(library, {INCOME: Decimal("43.5"), "9": NOT_MET}, but=("9", "10"), area="bac-trung-bo")) == []


def test_part_that_fails_is_a_gap_of_its_own(library: Library) -> None:
    parts = {"ty-le-nguoi-tham-gia-bhyt": 91, "ty-le-nguoi-tham-gia-bhyt/nam": 93, "ty-le-nguoi-tham-gia-bhyt/nu": 89}
    found = gaps(judge(library, parts, but=("15",)))
    assert [(gap.measure, gap.distance) for gap in found] == [("ty-le-nguoi-tham-gia-bhyt/nu", Decimal(1))]


def test_way_that_failed_beside_one_that_succeeded_is_no_gap(library: Library) -> None:
    few_schools = {MINIMUM: 100, LEVEL_1: 60, SCHOOLS: 2}
    assert gaps(judge(library, few_schools, but=("5",), area="bac-trung-bo")) == []
    many_schools = {MINIMUM: 100, LEVEL_1: 60, SCHOOLS: 4}
    assert len(gaps(judge(library, many_schools, but=("5",), area="bac-trung-bo"))) == 2


def test_decided_verdict_needs_no_figure(library: Library) -> None:
    assert decisive(judge(library, {})) == []
    assert decisive(judge(library, {"9": NOT_MET}, but=("9",))) == []


def test_one_missing_figure_is_the_decisive_one(library: Library) -> None:
    assert decisive(judge(library, {}, but=("10",), area="dong-bang-song-hong")) == [INCOME]


def test_all_figures_that_a_compound_may_hang_on_are_needed(library: Library) -> None:
    assert decisive(judge(library, {}, but=("5",), area="bac-trung-bo")) == [MINIMUM, LEVEL_1, SCHOOLS]


def test_figure_that_cannot_change_the_outcome_is_left_out(library: Library) -> None:
    # QĐ 1491/QĐ-BGDĐT: in this column both ways ask for 100%, so the number of schools decides nothing.
    assert decisive(judge(library, {}, but=("5",), area="dong-bang-song-hong")) == [MINIMUM, LEVEL_1]


def test_either_of_two_works_needs_both_answers_only_while_the_first_is_open(library: Library) -> None:
    both = ["hop-tac-xa-hoat-dong-hieu-qua", "to-hop-tac-co-hop-dong"]
    rest = {f"13.{number}": MET for number in range(2, 6)}
    details = {"but": ("13",), "on": "2024-10-31"}
    assert decisive(judge(library, rest, **details)) == both  # type: ignore[arg-type]
    assert decisive(judge(library, {**rest, both[0]: False}, **details)) == both[1:]  # type: ignore[arg-type]


def test_facts_of_the_column_are_needed_where_columns_differ(library: Library) -> None:
    facts = ["xa-dac-biet-kho-khan", "xa-an-toan-khu-huyen-ngheo"]
    assert decisive(judge(library, {}, but=("10",), province="An Giang")) == [INCOME, *facts]
    assert decisive(judge(library, {facts[0]: False}, but=("10",), province="An Giang")) == [INCOME, facts[1]]
    assert decisive(judge(library, {facts[0]: True}, but=("10",), province="An Giang")) == [INCOME]


def test_area_is_asked_for_where_nothing_else_would_settle_the_column(library: Library) -> None:
    assert decisive(judge(library, {}, but=("5",))) == [MINIMUM, LEVEL_1, SCHOOLS, "area"]


@pytest.mark.parametrize(
    ("but", "details"),
    [
        (("10",), {"area": "bac-trung-bo"}),  # sources differ
        (("2",), {"area": "bac-trung-bo"}),  # left to the province
        (("16",), {"area": "bac-trung-bo"}),  # not known
        (("9",), {"area": "bac-trung-bo"}),  # evidence below the floor
        (("10",), {}),  # some column is disputed
    ],
)
def test_no_figures_decide_what_waits_for_something_else(
    library: Library, but: tuple[str, ...], details: dict[str, object]
) -> None:
    assert decisive(judge(library, {}, but=but, **details)) == []


def test_withdrawn_figure_is_not_a_missing_one(library: Library) -> None:
    gone = Entry(subject=INCOME, value=Decimal(60), status=Status.WITHDRAWN)
    assert decisive(judge(library, {INCOME: gone}, but=("10",), area="dong-bang-song-hong")) == []


CASES = [
    (("5",), {"area": "bac-trung-bo"}),
    (("5",), {"area": "dong-bang-song-hong"}),
    (("10",), {"province": "An Giang"}),
    (("3", "15"), {"area": "trung-du-mien-nui-phia-bac"}),
]
TRIED: dict[str, tuple[object, ...]] = {
    INCOME: (0, 41, 42, 50, 56, 99), MINIMUM: (0, 99, 100), LEVEL_1: (0, 49, 50, 69, 70, 99, 100), SCHOOLS: (0, 3, 4),
    "ty-le-dat-nong-nghiep-tuoi-tieu-chu-dong": (0, 80, 100), "ty-le-dan-so-co-so-kham-chua-benh-dien-tu": (49, 50),
    "ty-le-nguoi-tham-gia-bhyt": (89, 90), "ty-le-nguoi-tham-gia-bhyt/nam": (89, 90),
    "ty-le-nguoi-tham-gia-bhyt/nu": (89, 90),
    "ty-le-tre-duoi-5-tuoi-thap-coi": (24, 25),
}  # fmt: skip


def outcomes(result: Attainment, subjects: list[str]) -> Iterator[Verdict]:
    """Yield the verdict of the whole set for all tried values of the subjects."""
    for values in product(*(TRIED.get(subject, (True, False)) for subject in subjects)):
        more = UnitFigures.of("xã Mẫu", dict(zip(subjects, values, strict=True))).entries
        figures = attrs.evolve(result.figures, entries=(*result.figures.entries, *more))
        yield result.rulebook.evaluate(figures, accept=True).verdict


@pytest.mark.parametrize(("but", "details"), CASES)
def test_decisive_figures_decide_whatever_they_are_and_none_can_be_left_out(
    library: Library, but: tuple[str, ...], details: dict[str, object]
) -> None:
    result = judge(library, {}, but=but, **details)
    found = decisive(result)
    assert found
    assert Verdict.UNDETERMINED not in set(outcomes(result, found))
    for subject in found:
        assert Verdict.UNDETERMINED in set(outcomes(result, [each for each in found if each != subject]))
