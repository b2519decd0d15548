"""Strategies for small criteria sets, made of model objects: every kind of requirement, every state of a threshold."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from ntmrules.face.rulebook import Rulebook
from ntmrules.frozen import evolve, frozen
from ntmrules.model import requirements as req
from ntmrules.model.conditions import OPS, Applicability, Condition, Least, PassRule, SetTransition, Transition
from ntmrules.model.evidence import Confidence, Evidence, EvidenceKind, Floor, Provision, Span
from ntmrules.model.measures import Measure, MeasureKind, YesMeans
from ntmrules.model.point_scale import Band, PointGroup, Scored
from ntmrules.model.readable import ends_of, settled_beforehand
from ntmrules.model.requirements import AnyRequirement, Candidate, Cell, Delegation, Hole, Rounding, Threshold
from ntmrules.model.sets import AreaRule, Areas, CriteriaSet, Criterion, Declared, Indicator, Version
from ntmrules.model.text import Text
from ntmrules.model.units import Area, Scheme
from ntmrules.testing.memory import rulebook_of

SET_ID = "vn/thu/2021"
FIRST, CHANGE, ON = date(2021, 1, 1), date(2023, 5, 1), "2023-06-30"
YEARS = (2022, 2023)
AREAS = ("vung-1", "vung-2", "vung-3")
FACTS = ("vung-kho-khan", "xa-dao")
CHILD_ANSWER = "cum-dat"
CONDITIONS, SHARE = ("xa-ven-bien", "da-cong-nhan"), "ty-le-dan-toc"
"""Facts, and a number, on which it depends what is asked of a unit."""


def _measure(name: str, kind: MeasureKind, unit: str | None = None, parts: tuple[str, ...] = ()) -> Measure:
    means = YesMeans.MET if kind is MeasureKind.YES_NO else None
    return Measure(id=name, name=Text(name), kind=kind, unit=unit, parts=parts, yes_means=means)


MEASURES = (
    *(_measure(f"ty-le-{n}", MeasureKind.PERCENT, "%", ("nam", "nu") if n == 1 else ()) for n in (1, 2, 3)),
    *(_measure(f"luong-{n}", MeasureKind.AMOUNT, "m2") for n in (1, 2)),
    _measure("ty-le-nam", MeasureKind.PERCENT, "%"),
    _measure("luong-nam", MeasureKind.AMOUNT, "m2"),
    *(_measure(f"so-{n}", MeasureKind.COUNT) for n in (1, 2)),
    *(_measure(f"co-{n}", MeasureKind.YES_NO) for n in (1, 2, 3)),
    *(_measure(fact, MeasureKind.YES_NO) for fact in (*FACTS, *CONDITIONS, CHILD_ANSWER)),
    _measure(SHARE, MeasureKind.PERCENT, "%"),
    _measure("so-cum", MeasureKind.COUNT),
)
SCHEMES = (Scheme(id="ba-vung", name=Text("Ba vùng"), areas=tuple(Area(id=each, name=Text(each)) for each in AREAS)),)
SERIES = {MeasureKind.PERCENT: "ty-le-nam", MeasureKind.AMOUNT: "luong-nam"}
"""Measures of which figures of several years are read."""
SURE_EVIDENCE = Evidence(kind=EvidenceKind.GAZETTE, confidence=Confidence.HIGH, ref=("made-up",))
WHY = Text("không có nguồn", "no source")


@frozen(kw_only=True)
class Sample:
    """A random set with all that is needed to resolve it; ``former``: a set that some units keep in its place."""

    whole: CriteriaSet
    floor: Floor
    former: CriteriaSet | None = None
    on: str = ON
    measures: tuple[Measure, ...] = MEASURES
    schemes: tuple[Scheme, ...] = SCHEMES

    def rulebook(self, whole: CriteriaSet | None = None) -> Rulebook:
        """Return the rulebook of the set, or of a changed one in its place."""
        others = () if self.former is None else (self.former,)
        return rulebook_of(whole or self.whole, self.measures, on=self.on, schemes=self.schemes, floor=self.floor,
                           others=others)  # fmt: skip


def evidences() -> st.SearchStrategy[Evidence]:
    """Return a strategy for evidence of every rank; strong ones more often, so that most cells can be used."""
    kinds = st.sampled_from((*EvidenceKind, EvidenceKind.GAZETTE, EvidenceKind.EXCERPT))
    confidences = st.sampled_from((*Confidence, Confidence.HIGH))
    return st.builds(_evidence, kinds, confidences)


def _evidence(kind: EvidenceKind, confidence: Confidence) -> Evidence:
    return Evidence(kind=kind, confidence=confidence, ref=() if kind is EvidenceKind.RECALL else ("made-up",))


def levels(kind: MeasureKind) -> st.SearchStrategy[Decimal]:
    """Return a strategy for levels that a measure of this kind can have."""
    if kind is MeasureKind.COUNT:
        return st.integers(1, 9).map(Decimal)
    top = 1000 if kind is MeasureKind.PERCENT else 4000
    return st.one_of(st.integers(1, top // 10 - 1).map(Decimal), st.integers(1, top - 1).map(lambda n: Decimal(n) / 10))


@st.composite
def cells(draw: st.DrawFn, kind: MeasureKind, *, year: int | None = None, area: str | None = None) -> Cell:
    """Return a cell in any state: mostly a value, else candidates, a delegation with or without bound, or a hole."""
    state = draw(st.sampled_from(("value", "value", "value", "candidates", "delegated", "unknown")))
    evidence = draw(evidences())
    if state == "value":
        return Cell(year=year, area=area, value=draw(levels(kind)), evidence=evidence)
    if state == "candidates":
        values = draw(st.lists(levels(kind), min_size=2, max_size=3, unique=True))
        each = tuple(Candidate(value=value, evidence=draw(evidences())) for value in values)
        return Cell(year=year, area=area, candidates=each, evidence=evidence)
    if state == "delegated":
        ends = sorted(draw(st.lists(levels(kind), min_size=2, max_size=2, unique=True)))
        low, high = (end if draw(st.booleans()) else None for end in ends)
        return Cell(
            year=year, area=area, delegated=Delegation(to="ubnd-cap-tinh", low=low, high=high), evidence=evidence
        )
    return Cell(year=year, area=area, unknown=Hole(why=WHY), evidence=evidence)


@st.composite
def thresholds(draw: st.DrawFn, kind: MeasureKind, *, areas: bool) -> Threshold:
    """Return a threshold of one cell, or of rows by year, by area, or by both, some of them missing."""
    years: tuple[int | None, ...] = draw(st.sampled_from(((None,), (None,), (None,), YEARS, (None, 2023))))
    columns: tuple[str | None, ...] = (None,)
    if areas:
        columns = draw(st.sampled_from(((None,), (None,), AREAS, (None, AREAS[0]), AREAS[:2])))
    rows = [draw(cells(kind, year=year, area=area)) for year in years for area in columns]
    return Threshold(rows=tuple(rows))


def _named(kind: MeasureKind) -> st.SearchStrategy[str]:
    reserved = (*FACTS, *CONDITIONS, SHARE, CHILD_ANSWER, "so-cum", *SERIES.values())
    return st.sampled_from([measure.id for measure in MEASURES if measure.kind is kind and measure.id not in reserved])


@st.composite
def simple(draw: st.DrawFn, *, areas: bool) -> AnyRequirement:
    """Return a requirement without parts, of any kind that looks at nothing but figures of the unit."""
    kind = draw(
        st.sampled_from(
            (
                "attained",
                "attained",
                "at_least",
                "at_least",
                "at_least",
                "at_most",
                "more_than",
                "less_than",
                "count_at_least",
                "none_of",
                "between",
                "delegated",
                "unknown",
                "not_below_before",
                "change_at_least",
                "relative",
            )
        )
    )
    if kind == "attained":
        return req.Attained(measure=draw(_named(MeasureKind.YES_NO)), evidence=draw(evidences()))
    if kind in ("count_at_least", "none_of"):
        name = draw(_named(MeasureKind.COUNT))
        if kind == "none_of":
            return req.NoneOf(measure=name, evidence=draw(evidences()))
        return req.CountAtLeast(measure=name, threshold=draw(thresholds(MeasureKind.COUNT, areas=areas)))
    number = draw(st.sampled_from((MeasureKind.PERCENT, MeasureKind.AMOUNT)))
    name = draw(_named(number))
    if kind in ("not_below_before", "change_at_least", "relative"):
        return draw(against_figures(kind, number, areas=areas))
    if kind == "unknown":
        return req.Unknown(why=WHY, measure=draw(st.sampled_from((None, name))))
    if kind == "between":
        low, high = draw(thresholds(number, areas=areas)), draw(thresholds(number, areas=areas))
        if not _in_order(low, high):
            low = high = Threshold(rows=(evolve(low.rows[0], year=None, area=None),))
        return req.Between(measure=name, low=low, high=high, round=draw(roundings()))
    parts = ("nam", "nu") if name == "ty-le-1" and draw(st.booleans()) else ()
    threshold = draw(thresholds(number, areas=areas))
    if kind == "delegated":
        bound = req.AtLeast(threshold=threshold) if draw(st.booleans()) else None
        return req.Delegated(measure=name, to="ubnd-cap-tinh", evidence=draw(evidences()), bound=bound)
    rounding = draw(roundings())
    return req.KINDS[kind](measure=name, threshold=threshold, parts=parts, round=rounding)  # type: ignore[call-arg,return-value]


def _in_order(low: Threshold, high: Threshold) -> bool:
    """Whether no level of ``low`` is above one of ``high``: a range that nothing lies in is refused when it is read."""
    values = [[row.value for row in each.rows if row.value is not None] for each in (low, high)]
    return not all(values) or max(values[0]) <= min(values[1])


def roundings(*, of: tuple[str, ...] = ("figure",)) -> st.SearchStrategy[Rounding | None]:
    """Return a strategy for the rounding that a text orders, ``of`` the figure or the computed level; mostly none."""
    some = st.builds(
        Rounding, digits=st.integers(0, 1), half=st.sampled_from(req.HALVES), evidence=st.just(SURE_EVIDENCE),
        of=st.sampled_from(of),
    )  # fmt: skip
    return st.one_of(st.none(), st.none(), st.none(), some)


@st.composite
def against_figures(draw: st.DrawFn, kind: str, number: MeasureKind, *, areas: bool) -> AnyRequirement:
    """Return a requirement that compares a figure with another figure: of another year, unit or measure."""
    years = draw(st.sampled_from((1, 1, 2)))
    name = SERIES[number]
    if kind == "not_below_before":
        return req.NotBelowBefore(measure=name, evidence=draw(evidences()), for_years=years)
    if kind == "change_at_least":
        level = draw(thresholds(MeasureKind.PERCENT, areas=areas))
        by, way = draw(st.sampled_from(req.CHANGES)), draw(st.sampled_from(req.WAYS))
        rounding = draw(roundings())
        return req.ChangeAtLeast(measure=name, threshold=level, by=by, way=way, for_years=years, round=rounding)
    whose = draw(st.sampled_from((None, *req.LARGER_UNITS)))
    base = draw(_named(number)) if whose is None else None
    factor, op = (
        draw(st.sampled_from((Decimal("1.1"), Decimal(1), Decimal("0.5")))),
        draw(st.sampled_from(req.COMPARISONS)),
    )
    rounding = draw(roundings(of=req.ROUNDED))
    return req.Relative(
        measure=name, factor=factor, base=base, whose=whose, op=op, evidence=draw(evidences()), round=rounding
    )


@st.composite
def requirements(draw: st.DrawFn, *, areas: bool, earlier: tuple[str, ...] = ()) -> AnyRequirement:
    """Return a requirement of any kind; ``earlier`` are labels of indicators of the set that it may ask for."""
    kind = draw(
        st.sampled_from(
            ("simple",) * 6 + ("all_of", "any_of", "k_of", "share_of", "count_of", "meets", "derived", "points")
        )
    )
    if kind in ("all_of", "any_of", "k_of"):
        inner = st.one_of(simple(areas=areas), simple(areas=areas), st.deferred(lambda: _compounds(areas=areas)))
        of = tuple(draw(st.lists(inner, min_size=1, max_size=3)))
        if kind == "k_of":
            # One question asked twice would count twice: it is refused when the set is loaded.
            of = tuple({repr(req.question_of(part)): part for part in of}.values())
            return req.KOf(of=of, k=draw(st.integers(1, len(of))))
        return req.AllOf(of=of) if kind == "all_of" else req.AnyOf(of=of)
    if kind in ("share_of", "count_of"):
        number = MeasureKind.PERCENT if kind == "share_of" else MeasureKind.COUNT
        threshold = draw(thresholds(number, areas=areas))
        op = draw(st.sampled_from(("at_least", "at_least", "more_than", "at_most")))
        counted: req.ChildCount = req.CountOf(children="cum", measure=CHILD_ANSWER, op=op, threshold=threshold)
        if kind == "share_of":
            rounding = draw(roundings())
            counted = req.ShareOf(children="cum", measure=CHILD_ANSWER, op=op, threshold=threshold, round=rounding)
        # A share that every unit comes to, or none, is refused when the set is loaded.
        settled = any(settled_beforehand(counted))
        return counted if not settled else draw(simple(areas=areas))  # type: ignore[return-value]
    if kind == "meets" and earlier:
        return req.Meets(target=f"{SET_ID}/{draw(st.sampled_from(earlier))}", evidence=draw(evidences()))
    if kind == "points":
        return draw(graded(earlier=earlier, areas=areas))
    if kind == "derived" and earlier:
        base, measure = draw(st.sampled_from(earlier)), draw(_named(MeasureKind.AMOUNT))
        rounding = draw(roundings(of=req.ROUNDED))
        return req.Derived(
            of=f"{SET_ID}/{base}", factor=Decimal("1.10"), evidence=draw(evidences()), measure=measure, round=rounding
        )
    return draw(simple(areas=areas))


@st.composite
def graded(draw: st.DrawFn, *, earlier: tuple[str, ...], areas: bool) -> req.Points:
    """Return graded points: bands, proportion, deductions and indicators in groups with a cap or a least number."""
    some = st.integers(1, 20).map(Decimal)
    bands = st.lists(
        st.tuples(levels(MeasureKind.PERCENT), some), min_size=1, max_size=3, unique_by=lambda each: each[0]
    )
    ways = st.one_of(
        bands.map(lambda rows: Scored(
            measure=SHARE, bands=tuple(Band(from_=at, points=points) for at, points in sorted(rows)))),
        st.builds(Scored, measure=st.just(SHARE), points=some, full_at=st.just(Decimal(90))),
        st.builds(Scored, measure=st.just("so-1"), deduct=some, most=some),
    )  # fmt: skip
    if earlier:
        ways = st.one_of(ways, st.builds(Scored, indicator=st.sampled_from(earlier), points=some))
    groups = st.builds(
        PointGroup, id=st.just("a"), name=st.just(Text("Nhóm")), items=st.lists(ways, min_size=1, max_size=3).map(tuple),
        evidence=evidences(), cap=st.one_of(st.none(), some), least=st.one_of(st.none(), some),
    ).filter(lambda each: each.least is None or each.least <= each.ends.high)  # fmt: skip
    mark = draw(thresholds(MeasureKind.COUNT, areas=areas))
    if earlier and draw(st.integers(0, 2)) == 0:
        weights = {label: draw(some) for label in earlier}
        unasked = draw(st.sampled_from((None, None, *req.UNASKED_POINTS)))
        return _within_reach(req.Points(measure="luong-2", threshold=mark, weights=weights, not_applicable=unasked))
    drawn = draw(st.lists(groups, min_size=1, max_size=2))
    named = tuple(evolve(each, id=name) for each, name in zip(drawn, "ab", strict=False))
    by_indicator = any(each.indicator is not None for group in named for each in group.items)
    unasked = draw(st.sampled_from((None, None, *req.UNASKED_POINTS))) if by_indicator else None
    return _within_reach(req.Points(measure="luong-2", threshold=mark, groups=named, not_applicable=unasked))


def _within_reach(scale: req.Points) -> req.Points:
    """Return the scale with a pass mark that some units reach and some do not: any other is refused when the set is loaded."""
    ends = ends_of(scale)
    if not any(settled_beforehand(scale)) or ends.low is None or ends.high is None or ends.high <= ends.low:
        return scale
    middle = (ends.low + ends.high) / 2
    return evolve(scale, threshold=Threshold(rows=(Cell(value=middle, evidence=SURE_EVIDENCE),)))


@st.composite
def _compounds(draw: st.DrawFn, *, areas: bool) -> AnyRequirement:
    of = tuple(draw(st.lists(simple(areas=areas), min_size=1, max_size=2)))
    return req.AllOf(of=of) if draw(st.booleans()) else req.AnyOf(of=of)


@st.composite
def indicators(draw: st.DrawFn, label: str, *, areas: bool, earlier: tuple[str, ...] = ()) -> Indicator:
    """Return an indicator with one or two versions, the second in force on the day of assessment."""
    days = draw(st.sampled_from(((FIRST,), (FIRST,), (FIRST, CHANGE))))
    versions = tuple(
        Version(
            from_=day,
            provision=Provision(decision="1/QĐ"),
            requirement=draw(requirements(areas=areas, earlier=earlier)),
            transition=draw(transitions()) if day == CHANGE else None,
        )
        for day in days
    )
    foreseen = Text("không có đối tượng") if draw(st.integers(0, 2)) == 0 else None
    return Indicator(
        id=label,
        name=Text(f"Chỉ tiêu {label}"),
        versions=versions,
        not_applicable_when=foreseen,
        applies_when=draw(applicabilities()),
    )


@st.composite
def conditions(draw: st.DrawFn) -> Condition:
    """Return a condition on facts and numbers of the unit."""
    kind = draw(st.sampled_from(("fact", "number", "all", "any", "none")))
    if kind == "fact":
        return Condition(fact=draw(st.sampled_from(CONDITIONS)), is_=draw(st.booleans()))
    if kind == "number":
        level = {draw(st.sampled_from(OPS)): draw(levels(MeasureKind.PERCENT))}
        return Condition(measure=SHARE, **level)  # type: ignore[arg-type]
    parts = (Condition(fact=draw(st.sampled_from(CONDITIONS))), Condition(measure=SHARE, at_least=Decimal(15)))
    return Condition(**{f"{kind}_": parts})  # type: ignore[arg-type]


def applicabilities() -> st.SearchStrategy[Applicability | None]:
    """Return a strategy for of which units something is asked; mostly of all."""
    some = st.builds(Applicability, when=conditions(), evidence=st.just(SURE_EVIDENCE))
    return st.one_of(st.none(), st.none(), st.none(), some)


def transitions() -> st.SearchStrategy[Transition | None]:
    """Return a strategy for which units keep the former text."""
    some = st.builds(
        Transition,
        when=conditions(),
        until=st.sampled_from((CHANGE, date(2023, 8, 15), date(2024, 12, 31))),
        evidence=st.just(SURE_EVIDENCE),
    )
    return st.one_of(st.none(), some)


def set_transitions(**kept: Any) -> st.SearchStrategy[tuple[SetTransition, ...]]:
    """Return a strategy for a clause by which units keep a former set, or this one as it stood; mostly none."""
    days = st.sampled_from((CHANGE, date(2024, 3, 15), date(2024, 12, 31)))
    some = st.builds(SetTransition, when=conditions(), until=days, evidence=st.just(SURE_EVIDENCE),
                     **{name: st.just(value) for name, value in kept.items()})  # fmt: skip
    return st.one_of(st.just(()), st.just(()), some.map(lambda each: (each,)))


@st.composite
def pass_rules(draw: st.DrawFn, labels: tuple[str, ...]) -> PassRule | None:
    """Return a rule for how many of ``labels`` have to be met; mostly none."""
    if draw(st.integers(0, 2)):
        return None
    share = draw(st.sampled_from((None, Decimal(50), Decimal(80), Decimal("66.7"))))
    least = Least(share=share) if share is not None else Least(count=draw(st.integers(1, len(labels))))
    mandatory = tuple(label for label in labels if draw(st.integers(0, 3)) == 0)
    return PassRule(at_least=least, evidence=draw(evidences()), mandatory=mandatory)


@st.composite
def criteria_sets(draw: st.DrawFn, *, alone: bool = False) -> CriteriaSet:
    """Return a set of one to three criteria; it may declare more than it models, have columns, have prerequisites.

    ``alone``: none of its indicators asks for another one by its full id.
    """
    areas = draw(st.booleans())
    criteria: list[Criterion] = []
    labels: tuple[str, ...] = ()
    for number in range(1, draw(st.integers(1, 3)) + 1):
        rows = []
        for place in range(1, draw(st.integers(1, 3)) + 1):
            rows.append(draw(indicators(f"{number}.{place}", areas=areas, earlier=() if alone else labels)))
            labels = (*labels, rows[-1].id)
        declared = draw(st.sampled_from((len(rows), len(rows), len(rows), len(rows) + 1, None)))
        criteria.append(
            Criterion(
                id=str(number),
                name=Text(f"Tiêu chí {number}"),
                indicators=tuple(rows),
                declared_indicators=declared,
                pass_=draw(pass_rules(tuple(row.id for row in rows))),
            )
        )
    outside = draw(st.sampled_from(((), (), ("P1",))))
    return CriteriaSet(
        id=SET_ID,
        level="xa",
        tier="ntm",
        name=Text("Bộ thử", "Test set"),
        stage=Span(from_=FIRST, to=date(2025, 12, 31)),
        provision=Provision(decision="1/QĐ"),
        declared=draw(_declared(criteria)),
        checked_on=date(2026, 1, 1),
        not_applicable=draw(st.sampled_from(("counts_as_met", "drops_out"))),
        areas=draw(_areas()) if areas else None,
        criteria=tuple(criteria),
        pass_=draw(pass_rules(tuple(each.id for each in criteria))),
        transitions=draw(set_transitions(from_=CHANGE)),
        prerequisites=tuple(draw(indicators(label, areas=areas)) for label in outside),
    )


@st.composite
def _declared(draw: st.DrawFn, criteria: list[Criterion]) -> Declared:
    least = sum(each.declared_indicators or len(each.indicators) for each in criteria)
    return Declared(
        criteria=draw(st.sampled_from((len(criteria), len(criteria), len(criteria) + 1, None))),
        indicators=draw(st.sampled_from((least, least, least + 2, None))),
        evidence=_evidence(EvidenceKind.GAZETTE, Confidence.HIGH),
    )


@st.composite
def _areas(draw: st.DrawFn) -> Areas:
    facts = draw(st.sampled_from(((), ((FACTS[0],),), ((FACTS[0],), (FACTS[1],)), (FACTS,))))
    rules = tuple(
        AreaRule(when_any=when, area=draw(st.sampled_from(AREAS)), evidence=draw(evidences())) for when in facts
    )
    return Areas(scheme="ba-vung", rules=rules, otherwise=draw(st.sampled_from((None, AREAS[0]))))


def samples() -> st.SearchStrategy[Sample]:
    """Return a strategy for random sets with the floor they are judged at."""
    floors = st.sampled_from((Floor.RECALL, Floor.RECALL_LOW, Floor.RECALL_LOW, Floor.EXCERPT))
    return st.builds(Sample, whole=criteria_sets(), floor=floors)


@st.composite
def samples_with_former(draw: st.DrawFn) -> Sample:
    """Return a random set of which some units keep another random one."""
    former = evolve(draw(criteria_sets(alone=True)), id="vn/thu/2020", stage=Span(from_=FIRST, to=date(2023, 5, 31)))
    until = draw(st.sampled_from((date(2023, 12, 31), date(2023, 9, 15))))
    clause = SetTransition(when=draw(conditions()), until=until, evidence=SURE_EVIDENCE, keeps=former.id)
    whole = evolve(draw(criteria_sets()), transitions=(clause,))
    return Sample(whole=whole, floor=Floor.RECALL, former=former)


def rulebooks() -> st.SearchStrategy[Rulebook]:
    """Return a strategy for the rulebooks of random sets."""
    return samples().map(lambda sample: sample.rulebook())
