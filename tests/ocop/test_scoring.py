"""Points, bands, marks, ranges: the rank of a product, by examples and by laws."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product as every

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntmrules.model.ocop import Sheet
from ntmrules.model.verdicts import Verdict
from ntmrules.ocop.scoring import Ranking, next_star, rank, rank_by_judges
from ntmrules.ocop.told import reasons

from .made import LODGED, VERBS, best, product

SHEETS = [(stage.id.rpartition("/")[2], number) for stage in VERBS.stages for number in VERBS.sheets(stage)]


def ranked(points: dict[str, Decimal | int], *, sheet: int = 1, stage: str = "2026") -> Ranking:
    return rank(VERBS.answers([product(points, sheet=sheet, stage=stage)])[0])


def sheet_of(stage: str, number: int) -> Sheet:
    return VERBS.sheet(number, VERBS.stage(stage))


@pytest.mark.parametrize(
    ("points", "stars"),
    [
        ("0", 1),
        ("29.99", 1),
        ("30", 2),
        ("49.99", 2),
        ("50", 3),
        ("69.5", 3),
        ("70", 4),
        ("89.99", 4),
        ("90", 5),
        ("100", 5),
    ],
)
def test_bands_are_half_open(points: str, stars: int) -> None:
    for stage in VERBS.stages:
        assert stage.band(Decimal(points)).stars == stars


@pytest.mark.parametrize(("stage", "number"), SHEETS)
def test_the_best_of_every_sheet_is_100_points_and_five_stars(stage: str, number: int) -> None:
    found = ranked(best(sheet_of(stage, number)), sheet=number, stage=stage)
    assert (found.low, found.high, found.stars) == (100, 100, (5, 5))
    assert next_star(found) is None


@pytest.mark.parametrize(("stage", "number"), SHEETS)
def test_without_any_answer_everything_is_possible(stage: str, number: int) -> None:
    found = ranked({}, sheet=number, stage=stage)
    assert (found.low, found.high, found.stars) == (0, 100, (1, 5))
    assert found.verdict is Verdict.UNDETERMINED


def test_92_points_without_a_mark_of_four_stars_are_three_stars_and_say_so() -> None:
    answers = best(sheet_of("2026", 1)) | {"1.6": Decimal(1), "2.3": Decimal(0)}
    line = next(each for each in sheet_of("2026", 1).lines if each.id == "2.3")
    lowest = min(mark.stars for mark in line.marks) if line.marks else 5
    found = ranked(answers)
    assert found.low == 100 - (line.most + 2)
    assert found.stars[0] <= max(lowest - 1, 2)


def test_the_reason_names_points_mark_criterion_and_rank() -> None:
    sheet = sheet_of("2023", 1)
    criterion = next(each for each in sheet.lines if any(mark.stars == 4 and mark.least == (2,) for mark in each.marks))
    found = ranked(best(sheet) | {criterion.id: Decimal(1)}, stage="2023")
    said = list(reasons(found, "vi"))
    assert found.stars == (3, 3)
    assert said[0].startswith(f"{found.low} điểm nhưng thiếu mức tối thiểu 4 sao ở tiêu chí {criterion.number()}")
    assert said[0].endswith(": 3 sao")


def test_a_mark_with_two_readings_leaves_the_rank_between_them() -> None:
    sheet = sheet_of("2023", 1)
    found = ranked(best(sheet) | {"3.e": Decimal(1)}, stage="2023")  # the mark stands on the heading: 1 point, or 2
    assert found.stars == (3, 5)
    assert any("dấu sao đứng ở tên tiêu chí" in line for line in reasons(found, "vi"))


def test_points_missing_in_the_copy_leave_a_range() -> None:
    sheet = sheet_of("2023", 11)
    answers = best(sheet)
    del answers["C.x"]
    found = ranked(answers, sheet=11, stage="2023")
    assert (found.low, found.high) == (97, 100)
    assert found.stars == (5, 5)


def test_one_case_of_a_group_is_scored() -> None:
    sheet = sheet_of("2026", 26)
    cases = next(iter(sheet.cases.values()))
    answers = {key: value for key, value in best(sheet).items() if key not in cases} | {cases[1]: Decimal(3)}
    assert ranked(answers, sheet=26).high == 100


def test_next_star_names_marks_first_then_the_cheapest_points() -> None:
    sheet = sheet_of("2026", 1)
    answers = {
        line.id: min((points for points in line.points() if points > 0), default=Decimal(0)) for line in sheet.lines
    }
    step = next_star(ranked(answers))
    assert step is not None
    needed = [each.rise for each in step.steps if each.needed]
    assert needed == sorted(needed)
    after = answers | {each.criterion.id: each.to for each in step.steps if each.needed}
    assert ranked(after).low + step.short >= {2: 30, 3: 50, 4: 70, 5: 90}[step.stars]


def test_the_mean_of_judges_is_exact_and_a_missing_sheet_leaves_a_range() -> None:
    sheet = sheet_of("2026", 1)
    loose = next(line for line in sheet.lines if not line.marks and line.most >= 3 and 0 in line.points())
    judges = [
        product(best(sheet) | {loose.id: points}, judge=name)
        for name, points in (("A", loose.most), ("B", 0), ("C", 0))
    ]
    found = rank_by_judges(VERBS.answers(judges))
    assert found.low == Fraction(300 - 2 * int(loose.most), 3)
    assert found.decided
    open_ = rank_by_judges(VERBS.answers(judges), members=4)
    assert open_.low == Fraction(300 - 2 * int(loose.most), 4)
    assert open_.high == Fraction(400 - 2 * int(loose.most), 4)
    assert not open_.decided


def test_judges_who_differ_on_a_mark_leave_it_open() -> None:
    sheet = sheet_of("2026", 1)
    line, mark = next((line, mark) for line in sheet.lines for mark in line.marks if mark.stars == 4 and line.most >= 2)
    below = max(points for points in (*line.points(), Decimal(0)) if points < mark.least[0])
    judges = [product(best(sheet), judge="A"), product(best(sheet) | {line.id: below}, judge="B")]
    found = rank_by_judges(VERBS.answers(judges))
    assert found.stars[0] <= 3 < found.stars[1]


def drawn_points(sheet: Sheet) -> st.SearchStrategy[dict[str, Decimal]]:
    taken: set[str] = set()
    parts = {}
    for line in sheet.lines:
        if line.case_of in taken:
            continue
        if line.case_of is not None:
            taken.add(line.case_of)
        parts[line.id] = st.sampled_from(sorted({Decimal(0), *line.points()}))
    return st.fixed_dictionaries(parts)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, int, dict[str, Decimal]]:
    stage, number = draw(st.sampled_from(SHEETS))
    return stage, number, draw(drawn_points(sheet_of(stage, number)))


@given(cases(), st.data())
@settings(max_examples=150, deadline=None)
def test_more_points_never_lower_the_rank(case: tuple[str, int, dict[str, Decimal]], data: st.DataObject) -> None:
    stage, number, points = case
    before = ranked(points, sheet=number, stage=stage)
    line = data.draw(st.sampled_from([each for each in sheet_of(stage, number).lines if each.id in points]))
    higher = [value for value in line.points() if value > points[line.id]]
    if higher:
        after = ranked(points | {line.id: data.draw(st.sampled_from(higher))}, sheet=number, stage=stage)
        assert after.stars[0] >= before.stars[0]
        assert after.stars[1] >= before.stars[1]


@given(cases(), st.data())
@settings(max_examples=150, deadline=None)
def test_a_range_holds_every_completion(case: tuple[str, int, dict[str, Decimal]], data: st.DataObject) -> None:
    stage, number, points = case
    left_out = data.draw(st.sets(st.sampled_from(sorted(points)), max_size=8))
    range_ = ranked({key: value for key, value in points.items() if key not in left_out}, sheet=number, stage=stage)
    whole = ranked(points, sheet=number, stage=stage)
    assert range_.low <= whole.low <= whole.high <= range_.high
    assert range_.stars[0] <= whole.stars[0] <= whole.stars[1] <= range_.stars[1]


@given(cases(), st.randoms())
@settings(max_examples=60, deadline=None)
def test_the_order_of_answers_changes_nothing(case: tuple[str, int, dict[str, Decimal]], random: object) -> None:
    stage, number, points = case
    keys = sorted(points)
    random.shuffle(keys)  # type: ignore[attr-defined]
    one, other = (ranked({key: points[key] for key in order}, sheet=number, stage=stage) for order in (points, keys))
    assert (one.low, one.high, one.stars, one.held_by) == (other.low, other.high, other.stars, other.held_by)


def test_ends_of_a_range_are_ranks_of_completions() -> None:
    """Every completion of three criteria left out, by brute force: the ends of the range are among them."""
    sheet = sheet_of("2026", 1)
    answers = best(sheet)
    left = [line for line in sheet.lines if line.marks][:3]
    base = {key: value for key, value in answers.items() if key not in {line.id for line in left}}
    range_ = ranked(base)
    stars = set()
    for chosen in every(*((Decimal(0), *line.points()) for line in left)):
        stars.add(ranked(base | dict(zip((line.id for line in left), chosen, strict=True))).stars[0])
    assert (min(stars), max(stars)) == range_.stars


def test_an_answer_that_no_file_gives_is_no_answer() -> None:
    given_none = attrs.evolve(product({}), answers={})
    assert rank(VERBS.answers([given_none])[0]).low == 0
    assert LODGED["2023"] < LODGED["2026"]


def test_the_sheet_of_tourism_hears_whether_the_commune_is_recognised() -> None:
    sheet = sheet_of("2026", 26)
    line = next(each for each in sheet.lines if each.reads == "xa-ntm")
    points = {key: value for key, value in best(sheet).items() if key != line.id}
    one = product(points, sheet=26, commune="xã Quảng La")
    yes, no = (VERBS.rank([one], recognised={"Quảng La": said})[0] for said in (True, False))
    assert (yes.low, no.low) == (100, 100 - (line.options[-1].points - line.options[0].points))
    assert VERBS.rank([one], recognised={"xã Khác": True})[0].low < no.low
