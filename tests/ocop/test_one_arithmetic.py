"""A sheet of OCOP and a provincial scale that says the same give the same points and cross the same marks."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import product as every

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ntmrules.model import requirements as req
from ntmrules.model.evidence import Confidence, Evidence, EvidenceKind, Provision, Span
from ntmrules.model.figures import UnitFigures
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.ocop import Sheet
from ntmrules.model.point_scale import Band, PointGroup, Scored
from ntmrules.model.points import Range, band_of, by_verdict, capped, reached, total
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.sets import CriteriaSet, Criterion, Declared, Indicator, Version
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Verdict
from ntmrules.ocop.scoring import rank
from ntmrules.testing import rulebook_of

from .made import VERBS, product

SURE = Evidence(kind=EvidenceKind.GAZETTE, confidence=Confidence.HIGH, ref=("made-up",))
PASS = 50


def sheet_without_cases() -> Sheet:
    for stage in VERBS.stages:
        for number in VERBS.sheets(stage):
            sheet = VERBS.sheet(number, stage)
            if not sheet.cases and all(line.open is None for line in sheet.lines):
                return sheet
    raise AssertionError("no sheet is plain")


def scale(sheet: Sheet) -> Rulebook:
    """The sheet as a scale of a province: a figure for each line, with bands that are its options; a group for each part."""
    measures = [
        Measure(id=f"dong-{at}", name=Text(f"Dòng {at}"), kind=MeasureKind.AMOUNT) for at, _ in enumerate(sheet.lines)
    ]
    at_of = {line.id: at for at, line in enumerate(sheet.lines)}
    groups = tuple(
        PointGroup(id=part.id, name=Text(part.id), evidence=SURE, items=tuple(
            Scored(measure=f"dong-{at_of[line.id]}", bands=tuple(Band(from_=points, points=points) for points in line.points()))
            for group in part.groups for line in group.criteria))
        for part in sheet.parts
    )  # fmt: skip
    level = req.Threshold(rows=(req.Cell(value=Decimal(PASS), evidence=SURE),))
    version = Version(from_="2021-01-01", provision=Provision(decision="1/QĐ"),
                      requirement=req.Points(threshold=level, groups=groups))  # fmt: skip
    row = Indicator(id="1.1", name=Text("Điểm"), versions=(version,))
    whole = CriteriaSet(
        id="vn/thu/2021", level="san-pham", tier="ntm", name=Text("Bộ thử"), stage=Span(from_="2021-01-01", to="2027-12-31"),
        provision=Provision(decision="1/QĐ"), declared=Declared(criteria=1, indicators=1, evidence=SURE),
        checked_on="2026-01-01", not_applicable="drops_out",
        criteria=(Criterion(id="1", name=Text("Điểm"), indicators=(row,), declared_indicators=1),),
    )  # fmt: skip
    return rulebook_of(whole, measures, on="2023-06-30")


SHEET = sheet_without_cases()
BOOK = scale(SHEET)


@settings(max_examples=60)
@given(data=st.data())
def test_a_sheet_of_ocop_is_a_scale_of_points(data: st.DataObject) -> None:
    given_ = {line.id: data.draw(st.sampled_from([None, *line.points()])) for line in SHEET.lines}
    points = {key: value for key, value in given_.items() if value is not None}
    ranking = rank(VERBS.answers([product(points, sheet=SHEET.number, stage=SHEET.id.split("/")[2])])[0])
    figures = {f"dong-{at}": given_[line.id] for at, line in enumerate(SHEET.lines) if given_[line.id] is not None}
    node = BOOK.evaluate(UnitFigures.of("sản phẩm", figures)).node("1.1").children[0]
    said = next(note.subject for note in node.notes if note.code == "points")
    ends = said.partition("/")[0].split("–")
    assert (Fraction(ends[0]), Fraction(ends[-1])) == (ranking.low, ranking.high)
    assert node.verdict is reached(ranking, (Decimal(PASS),))


RANGES = [Range(low, high) for low, high in every(range(-2, 5), repeat=2) if low <= high]


@pytest.mark.parametrize("cap", [None, Decimal(2)])
def test_a_total_holds_what_every_completion_comes_to(cap: Decimal | None) -> None:
    for one, other in every(RANGES, repeat=2):
        found = capped(total([one, other], Fraction(0)), cap)
        for a, b in every((one.low, one.high), (other.low, other.high)):
            came = a + b if cap is None else min(a + b, int(cap))
            assert found.low <= came <= found.high
        for level in range(-4, 9):
            verdict = reached(found, (Decimal(level),))
            held = {came >= level for came in range(int(found.low), int(found.high) + 1)}
            assert (verdict is Verdict.UNDETERMINED) == (len(held) == 2)
            assert verdict is not Verdict.MET or held == {True}


def test_several_readings_of_a_level_have_to_agree() -> None:
    assert reached(Range(3, 5), (Decimal(3), Decimal(2))) is Verdict.MET
    assert reached(Range(3, 5), (Decimal(3), Decimal(4))) is Verdict.UNDETERMINED
    assert reached(Range(3, 3), (Decimal(3), Decimal(4))) is Verdict.UNDETERMINED
    assert reached(Range(1, 2), (Decimal(3), Decimal(4))) is Verdict.NOT_MET
    assert reached(Range(1, 2), ()) is Verdict.UNDETERMINED


def test_what_an_indicator_gives_and_which_band_a_figure_reaches() -> None:
    assert [by_verdict(each, Decimal(4)) for each in Verdict] == [
        Range(*ends) for ends in ((4, 4), (0, 0), (0, 4), (0, 0))
    ]
    bands = (Band(from_=Decimal(10), points=Decimal(1)), Band(from_=Decimal(20), points=Decimal(3)))
    reached_ = [band_of(bands, Fraction(number)) for number in (9, 10, 19, 20, 99)]
    assert [band and band.points for band in reached_] == [None, 1, 1, 3, 3]
