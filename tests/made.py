"""Small made-up sets for tests: a rulebook from a few requirements, in memory."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from ntmrules import Attainment, Entry, UnitFigures, Verdict
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Confidence, Evidence, EvidenceKind, Floor, Provision, Span
from ntmrules.model.measures import Measure, MeasureKind, YesMeans
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.sets import Areas, CriteriaSet, Criterion, Declared, Indicator, Version
from ntmrules.model.text import Text
from ntmrules.model.units import Area, Scheme
from ntmrules.testing import rulebook_of

SURE = Evidence(kind=EvidenceKind.GAZETTE, confidence=Confidence.HIGH, ref=("made-up",))
EXCERPT = Evidence(kind=EvidenceKind.EXCERPT, confidence=Confidence.HIGH, ref=("made-up",))
RECALL = Evidence(kind=EvidenceKind.RECALL, confidence=Confidence.MEDIUM)
WEAK = Evidence(kind=EvidenceKind.RECALL, confidence=Confidence.LOW)
SET_ID = "vn/thu/2021"
FIRST, LAST, ON = "2021-01-01", "2025-12-31", "2023-06-30"
WHY = Text("không có nguồn", "no source")

MEASURES = tuple(
    Measure(
        id=name,
        name=Text(name),
        kind=MeasureKind(kind),
        unit="%" if kind == "percent" else None,
        parts=parts,
        yes_means=YesMeans.MET if kind == "yes_no" else None,
    )
    for name, kind, parts in (
        ("ty-le", "percent", ("nam", "nu")),
        ("ty-le-khac", "percent", ()),
        ("luong", "amount", ()),
        ("so-mo-hinh", "count", ()),
        ("so-xa", "count", ()),
        ("xa-dat", "yes_no", ()),
        ("co", "yes_no", ()),
        ("co-khac", "yes_no", ()),
        ("kho-khan", "yes_no", ()),
        ("xa-dao", "yes_no", ()),
        ("ty-le-xa", "percent", ()),
    )
)
SCHEME = Scheme(
    id="hai-vung", name=Text("Hai vùng"), areas=(Area(id="bac", name=Text("Bắc")), Area(id="nam", name=Text("Nam")))
)


def level(value: object, evidence: Evidence = SURE, **where: Any) -> req.Threshold:
    """One cell with this value."""
    return req.Threshold(rows=(cell(value, evidence, **where),))


def cell(value: object, evidence: Evidence = SURE, **where: Any) -> req.Cell:
    return req.Cell(value=Decimal(str(value)), evidence=evidence, **where)


def disputed(*values: object, evidence: Evidence = SURE) -> req.Threshold:
    """One cell on which sources disagree."""
    candidates = tuple(req.Candidate(value=Decimal(str(value)), evidence=evidence) for value in values)
    return req.Threshold(rows=(req.Cell(candidates=candidates, evidence=evidence),))


def at_least(value: object, measure: str = "ty-le", evidence: Evidence = SURE) -> req.AtLeast:
    return req.AtLeast(measure=measure, threshold=level(value, evidence))


def attained(measure: str = "co", evidence: Evidence = SURE) -> req.Attained:
    return req.Attained(measure=measure, evidence=evidence)


def unknown(measure: str | None = None) -> req.Unknown:
    return req.Unknown(why=WHY, measure=measure)


def indicator(label: str, requirement: Any, *, foreseen: bool = False, measure: str | None = None) -> Indicator:
    return Indicator(
        id=label,
        name=Text(f"Chỉ tiêu {label}"),
        measure=measure,
        not_applicable_when=Text("không có đối tượng") if foreseen else None,
        versions=(Version(from_=FIRST, provision=Provision(decision="1/QĐ"), requirement=requirement),),
    )


def criterion(label: str, *rows: Indicator, declared: int | None = -1) -> Criterion:
    return Criterion(
        id=label,
        name=Text(f"Tiêu chí {label}"),
        indicators=rows,
        declared_indicators=len(rows) if declared == -1 else declared,
    )


def made_set(
    *criteria: Criterion,
    criteria_declared: int | None = -1,
    indicators_declared: int | None = -1,
    not_applicable: str = "counts_as_met",
    areas: Areas | None = None,
    prerequisites: Iterable[Indicator] = (),
    set_id: str = SET_ID,
    stage: tuple[str, str | None] = (FIRST, LAST),
    level: str = "xa",
) -> CriteriaSet:
    """A set that declares what it models, unless told otherwise."""
    declared = Declared(
        criteria=len(criteria) if criteria_declared == -1 else criteria_declared,
        indicators=sum(len(each.indicators) for each in criteria) if indicators_declared == -1 else indicators_declared,
        evidence=SURE,
    )
    return CriteriaSet(
        id=set_id,
        level=level,
        tier="ntm",
        name=Text("Bộ thử", "Test set"),
        stage=Span(from_=stage[0], to=stage[1]),
        provision=Provision(decision="1/QĐ"),
        declared=declared,
        checked_on="2026-01-01",
        not_applicable=not_applicable,
        areas=areas,
        prerequisites=tuple(prerequisites),
        criteria=criteria,
    )


def book_of(
    whole: CriteriaSet, *others: CriteriaSet, on: str = ON, floor: Floor = Floor.RECALL, area: str | None = None
) -> Rulebook:
    return rulebook_of(whole, MEASURES, on=on, schemes=(SCHEME,), others=others, floor=floor, area=area)


def book(*requirements: Any, foreseen: bool = False, floor: Floor = Floor.RECALL, **of_set: Any) -> Rulebook:
    """A rulebook of one criterion "1" with these requirements as indicators "1.1", "1.2" …"""
    rows = [indicator(f"1.{number}", each, foreseen=foreseen) for number, each in enumerate(requirements, 1)]
    return book_of(made_set(criterion("1", *rows), **of_set), floor=floor)


def judge(rulebook: Rulebook, values: dict[str, Any] | None = None, /, **details: Any) -> Attainment:
    """The attainment of a unit with these figures and reports."""
    return rulebook.evaluate(UnitFigures.of("xã Thử", values or {}, **details))


def verdict(
    rulebook: Rulebook, values: dict[str, Any] | None = None, /, *, of: str = "1.1", **details: Any
) -> Verdict | None:
    return judge(rulebook, values, **details).node(of).verdict


def reasons(
    rulebook: Rulebook, values: dict[str, Any] | None = None, /, *, of: str = "1.1", **details: Any
) -> set[str]:
    return {str(reason.code) for reason in judge(rulebook, values, **details).node(of).reasons}


def entry(subject: str, value: Any, **details: Any) -> Entry:
    """One entry; numbers are taken through their text."""
    return Entry(
        subject=subject, value=value if isinstance(value, (Verdict, tuple)) else Decimal(str(value)), **details
    )


def children(level: str = "xa", *values: dict[str, Any]) -> tuple[UnitFigures, ...]:
    return tuple(UnitFigures.of(f"{level} {number}", each, level=level) for number, each in enumerate(values, 1))
