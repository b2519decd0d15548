"""Shares and counts over the units inside: the reasons of the reference engine, and the same from tables."""

from __future__ import annotations

from decimal import Decimal

import polars as pl
import pytest
from columnar.agreement import assert_agrees
from columnar.tables import random_table

from ntmrules import CatalogError, Library
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Confidence, Evidence, EvidenceKind, Floor
from ntmrules.model.figures import UnitFigures
from ntmrules.model.requirements import Candidate, Cell, Hole, Threshold
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.text import Text
from ntmrules.model.verdicts import ReasonCode, Verdict
from ntmrules.tables import evaluate_table
from ntmrules.testing.memory import rulebook_of
from ntmrules.testing.sets import CHILD_ANSWER, MEASURES, ON, SCHEMES, SET_ID

GAZETTE = Evidence(kind=EvidenceKind.GAZETTE, confidence=Confidence.HIGH, ref=("made-up",))


def book_with(threshold: Threshold, *, kind: str = "share_of", op: str = "at_least") -> Rulebook:
    """Return a made-up set of one indicator over hamlets (thôn) that answer yes or no."""
    from ntmrules.model.evidence import Provision, Span
    from ntmrules.model.sets import CriteriaSet, Criterion, Declared, Indicator, Version

    item = req.KINDS[kind](children="cum", measure=CHILD_ANSWER, op=op, threshold=threshold)  # type: ignore[call-arg]
    version = Version(from_="2021-01-01", provision=Provision(decision="1/QĐ"), requirement=item)
    indicator = Indicator(id="1.1", name=Text("Thôn"), versions=(version,))
    whole = CriteriaSet(
        id=SET_ID, level="xa", tier="ntm", name=Text("Bộ thử"), stage=Span(from_="2021-01-01", to="2025-12-31"),
        provision=Provision(decision="1/QĐ"), declared=Declared(criteria=1, indicators=1, evidence=GAZETTE),
        checked_on="2026-01-01", not_applicable="drops_out",
        criteria=(Criterion(id="1", name=Text("Thôn"), indicators=(indicator,), declared_indicators=1),),
    )  # fmt: skip
    return rulebook_of(whole, MEASURES, on=ON, schemes=SCHEMES, floor=Floor.RECALL)


def one(value: str) -> Threshold:
    return Threshold(rows=(Cell(value=Decimal(value), evidence=GAZETTE),))


def commune(answers: list[bool | None], said: int) -> UnitFigures:
    inside = tuple(
        UnitFigures.of(f"thôn {at}", {} if answer is None else {CHILD_ANSWER: answer}, level="cum")
        for at, answer in enumerate(answers)
    )
    return UnitFigures.of("xã Mẫu", {"so-cum": said}, children=inside)


def test_a_share_whose_level_is_a_hole_says_so_when_every_child_is_known() -> None:
    hole = Threshold(rows=(Cell(unknown=Hole(why=Text("không rõ"))),))
    node = book_with(hole).evaluate(commune([True, False], 2)).node("1.1")
    assert node.verdict is Verdict.UNDETERMINED
    assert {reason.code for reason in node.reasons} == {ReasonCode.THRESHOLD_UNKNOWN}


def test_a_share_between_two_disputed_levels_says_so_when_every_child_is_known() -> None:
    disputed = Threshold(
        rows=(Cell(candidates=tuple(Candidate(value=Decimal(v), evidence=GAZETTE) for v in (40, 60))),)
    )
    node = book_with(disputed).evaluate(commune([True, False], 2)).node("1.1")
    assert node.verdict is Verdict.UNDETERMINED
    assert {reason.code for reason in node.reasons} == {ReasonCode.THRESHOLD_DISPUTED}


def test_children_that_are_not_handed_in_are_the_only_reason_they_leave() -> None:
    node = book_with(one("60")).evaluate(commune([True, False], 4)).node("1.1")
    assert {reason.code for reason in node.reasons} == {ReasonCode.NO_FIGURE}


def table(*communes: tuple[list[bool | None], int | None]) -> tuple[pl.DataFrame, pl.DataFrame]:
    above = pl.DataFrame(
        {"unit": [f"xã {at}" for at in range(len(communes))], "so-cum": [said for _, said in communes]},
        schema={"unit": pl.String, "so-cum": pl.Int64},
    )
    rows = [
        (f"xã {at}", f"thôn {at}/{n}", answer)
        for at, (answers, _) in enumerate(communes)
        for n, answer in enumerate(answers)
    ]
    below = pl.DataFrame(rows, schema={"within": pl.String, "unit": pl.String, CHILD_ANSWER: pl.Boolean}, orient="row")
    return above, below


CASES = (
    ([True, True], 2), ([True, False], 2), ([True, None], 2), ([True], 3), ([False, False, False], 3), ([], 0), ([], 2),
    ([True, True, True], 2), ([], None), ([True, None], None),
)  # fmt: skip


LEVELS = [(kind, op, level) for kind in ("share_of", "count_of") for op in ("at_least", "more_than", "at_most", "less_than")
          for level in ("0", "1", "2", "33.3", "50", "66.6", "100")]  # fmt: skip
# Every unit comes to these, or none: no such rule is judged by.
SETTLED = {("share_of", "at_least", "0"), ("share_of", "at_most", "100"), ("count_of", "at_least", "0"),
           ("share_of", "more_than", "100"), ("share_of", "less_than", "0"), ("count_of", "less_than", "0")}  # fmt: skip


@pytest.mark.parametrize(("kind", "op", "level"), [each for each in LEVELS if each not in SETTLED])
def test_shares_and_counts_from_a_table_are_those_of_the_reference_engine(kind: str, op: str, level: str) -> None:
    above, below = table(*CASES)
    assert_agrees(book_with(one(level), kind=kind, op=op), above, children={"cum": below})


@pytest.mark.parametrize(("kind", "op", "level"), sorted(SETTLED))
def test_a_share_that_every_unit_or_none_comes_to_is_not_judged_by(kind: str, op: str, level: str) -> None:
    with pytest.raises(CatalogError, match="NTM170"):
        book_with(one(level), kind=kind, op=op)


def test_a_table_without_the_units_inside_counts_none_of_them() -> None:
    above, _ = table(*CASES)
    assert_agrees(book_with(one("50")), above)


def test_reasons_of_holes_and_disputes_over_children_are_the_same_from_a_table() -> None:
    above, below = table(*CASES)
    hole = Threshold(rows=(Cell(unknown=Hole(why=Text("không rõ"))),))
    disputed = Threshold(
        rows=(Cell(candidates=tuple(Candidate(value=Decimal(v), evidence=GAZETTE) for v in (40, 60))),)
    )
    for threshold in (hole, disputed):
        assert_agrees(book_with(threshold), above, children={"cum": below})


def test_verdicts_of_a_share_are_met_not_met_and_undetermined() -> None:
    above, below = table(([True, True], 2), ([True, False], 2), ([True, None], 2))
    result = evaluate_table(book_with(one("60")), above, children={"cum": below})
    assert result.verdicts("1.1") == [Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED]


def test_answers_of_children_that_were_withdrawn_or_came_too_late_are_none() -> None:
    above, below = table(([True, True, True], 3), ([True, False, True], 3))
    statuses = pl.Series("status", ["rút", None, None, None, "cũ", None], dtype=pl.String)
    days = pl.Series("as_of", [None, "2031-01-01", None, "2022-01-01", None, None], dtype=pl.String)
    assert_agrees(book_with(one("70")), above, children={"cum": below.with_columns(statuses)})
    assert_agrees(book_with(one("70")), above, children={"cum": below.with_columns(days)})


def test_a_province_table_with_its_communes_agrees_set_by_set() -> None:
    library = Library(plugins=())
    book = library.rulebook("huyen-ntm", on="2023-06-30")
    inner = library.rulebook("xa-ntm", on="2023-06-30")
    communes = random_table(inner, 11, rows=12).drop("area", "status", strict=False)
    labels = {rule.number for rule in inner.all_rules} | {heading.number for heading in inner.headings}
    communes = communes.drop([name for name in communes.columns if name in labels])
    told = [None, "đạt", "chưa đạt"] * 4
    communes = communes.with_columns(
        pl.Series("within", [f"xã {n % 3}" for n in range(12)]), pl.Series(inner.id, told, dtype=pl.String)
    )
    district = (
        random_table(book, 12, rows=3).drop("area", "so-xa", strict=False).with_columns(pl.Series("so-xa", [4, 4, 5]))
    )
    result = assert_agrees(book, district, children={"xa": communes})
    assert result.frame.height == 3
