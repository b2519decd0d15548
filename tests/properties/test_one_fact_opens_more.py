"""One fact that is not known and opens several questions: whether an indicator applies, its level, its neighbours, a clause.

Every answer that the facts may have is tried, and what is decided while they are open has to be what one of these ways comes to.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from importlib.util import find_spec
from itertools import product
from typing import NamedTuple, TypeAlias

import attrs
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.engine.core.context import MOST_WAYS
from ntmrules.engine.core.joins import unsettled
from ntmrules.face.attainment import Attainment
from ntmrules.face.rulebook import Rulebook
from ntmrules.library import Library
from ntmrules.model import requirements as req
from ntmrules.model.conditions import Applicability, Condition, Transition
from ntmrules.model.evidence import Provision, Span
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.overrides import ZoneRule, Zoning
from ntmrules.model.possible_units import contradicts_itself
from ntmrules.model.reported_together import tied
from ntmrules.model.requirements import AnyRequirement, Cell, Threshold
from ntmrules.model.rulebook import Former, Rule, with_rules
from ntmrules.model.sets import CriteriaSet, Criterion, Declared, Indicator, Version
from ntmrules.model.text import Text
from ntmrules.model.units import Area, Scheme
from ntmrules.model.verdicts import Verdict
from ntmrules.testing.memory import MemoryPack
from ntmrules.testing.recompute import root_from_leaves
from ntmrules.testing.sets import SURE_EVIDENCE

SET, TEXT = "vn/thu/2021", Provision(decision="1/QĐ")
MET, NOT_MET, UNDETERMINED, NA = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE
FACTS, NUMBER, LEVEL, ANSWERS = ("f", "g"), "so", "muc", ("a", "b")
ZONES = ("z1", "z2", "z3")
SCHEME = Scheme(id="vung-tinh", name=Text("vùng"), areas=tuple(Area(id=each, name=Text(each)) for each in ZONES))
MEASURES = [Measure(id=name, name=Text(name), kind=MeasureKind.YES_NO) for name in (*FACTS, *ANSWERS)]
MEASURES += [Measure(id=name, name=Text(name), kind=MeasureKind.PERCENT) for name in (NUMBER, LEVEL)]
LABELS = ("1.1", "1.2", "2.1")
ENGINES = ("forward/agenda", *(("forward/durable",) if find_spec("durable") is not None else ()))
Value: TypeAlias = Verdict | Decimal | None


class Shape(NamedTuple):
    """Of each indicator, in two criteria, what it asks of whom, and by which former text of units that keep it."""

    asks: tuple[AnyRequirement, ...]
    applies: tuple[Condition | None, ...]
    keeps: tuple[tuple[Condition, AnyRequirement] | None, ...]
    gate: Condition | None
    zones: tuple[tuple[str, Condition], ...]
    counts: str


def by_zone(*levels: int) -> req.AtLeast:
    rows = tuple(
        Cell(area=zone, value=Decimal(level), evidence=SURE_EVIDENCE) for zone, level in zip(ZONES, levels, strict=True)
    )
    return req.AtLeast(measure=LEVEL, threshold=Threshold(rows=rows))


def of_number(kind: type[req.AtMost] | type[req.AtLeast], value: int) -> req.AnyRequirement:
    return kind(measure=NUMBER, threshold=Threshold(rows=(Cell(value=Decimal(value), evidence=SURE_EVIDENCE),)))


def attained(measure: str) -> req.Attained:
    return req.Attained(measure=measure, evidence=SURE_EVIDENCE)


def meets(label: str) -> req.Meets:
    return req.Meets(target=f"{SET}/{label}", evidence=SURE_EVIDENCE)


def weighed(*labels: str) -> req.Points:
    mark = Threshold(rows=(Cell(value=Decimal(6), evidence=SURE_EVIDENCE),))
    return req.Points(weights={label: Decimal(5) for label in labels}, threshold=mark)


def whole_text(name: str) -> Version:
    return Version(from_="2021-01-01", provision=TEXT, requirement=attained(name))


def book_of(shape: Shape) -> Rulebook:
    items = [Indicator(id=label, name=Text("việc"), measure="a", versions=(whole_text("a"),)) for label in LABELS]
    criteria = tuple(
        Criterion(id=number, name=Text("tiêu chí"), indicators=tuple(inside), declared_indicators=len(inside))
        for number, inside in (("1", items[:2]), ("2", items[2:]))
    )
    whole = CriteriaSet(
        id=SET, level="xa", tier="ntm", name=Text("Bộ thử"), stage=Span(from_="2021-01-01", to="2025-12-31"),
        provision=TEXT, checked_on="2026-01-01", not_applicable=shape.counts, criteria=criteria,
        declared=Declared(criteria=2, indicators=3, evidence=SURE_EVIDENCE),
    )  # fmt: skip
    pack = MemoryPack([whole], measures=MEASURES, schemes=[SCHEME])
    book = Library.over(Catalogue([pack])).rulebook(SET, on="2023-06-30")
    zoning = Zoning(scheme=SCHEME.id, otherwise="z3", evidence=SURE_EVIDENCE,
                    rules=tuple(ZoneRule(area=zone, when=when) for zone, when in shape.zones))  # fmt: skip
    book = attrs.evolve(book, zonings={SCHEME.id: zoning}, schemes={SCHEME.id: SCHEME})

    def asked(rule: Rule) -> Rule:
        at = LABELS.index(rule.number)
        where, kept = shape.applies[at], shape.keeps[at]
        return attrs.evolve(
            rule, requirement=shape.asks[at], measure=shape.asks[at].measure,
            applies=(Applicability(when=where, evidence=SURE_EVIDENCE),) if where is not None else (),
            gates=(Applicability(when=shape.gate, evidence=SURE_EVIDENCE),) if shape.gate is not None else (),
            formers=(Former(requirement=kept[1], version=whole_text("b"), clause=Transition(
                when=kept[0], until="2024-12-31", evidence=SURE_EVIDENCE)),) if kept is not None else (),
        )  # fmt: skip

    return with_rules(book, asked)


def unit_of(values: dict[str, Value]) -> UnitFigures:
    entries = tuple(Entry(subject=name, value=value) for name, value in values.items() if value is not None)
    return UnitFigures(unit="xã Thử", entries=entries)


facts = st.builds(Condition, fact=st.sampled_from(FACTS), is_=st.booleans())
numbers = st.sampled_from([Condition(measure=NUMBER, at_least=Decimal(15)), Condition(measure=NUMBER, less_than=Decimal(15)),
                           Condition(measure=NUMBER, more_than=Decimal(30))])  # fmt: skip
simple = facts | facts | numbers
conditions = st.one_of(
    simple, simple, st.builds(lambda one, other: Condition(all_=(one, other)), simple, simple),
    st.builds(lambda one, other: Condition(any_=(one, other)), simple, simple),
    st.builds(lambda one: Condition(none_=(one,)), simple),
)  # fmt: skip
conditions = conditions.filter(
    lambda each: not any(contradicts_itself(one, {}, ()) for one in (each, Condition(none_=(each,))))
)
wheres = conditions | st.builds(Condition, zone=st.sampled_from(ZONES))
levels = st.sampled_from([(60, 50, 50), (50, 60, 60), (60, 50, 60), (50, 60, 50), (50, 50, 60)])
leaves = st.one_of(
    levels.map(lambda each: by_zone(*each)), levels.map(lambda each: by_zone(*each)),
    st.sampled_from([*ANSWERS, *FACTS]).map(attained),
    st.sampled_from([of_number(req.AtMost, 10), of_number(req.AtLeast, 20), req.NoneOf(measure=NUMBER, evidence=SURE_EVIDENCE)]),
)  # fmt: skip
compounds = st.builds(lambda kind, parts: kind(of=tuple(parts)), st.sampled_from([req.AllOf, req.AnyOf]),
                      st.lists(leaves, min_size=2, max_size=2))  # fmt: skip
asks = leaves | leaves | compounds


@st.composite
def shapes(draw: st.DrawFn) -> Shape:
    asked: list[AnyRequirement] = [draw(asks), draw(asks)]
    asked.append(draw(asks | st.sampled_from([meets("1.1"), meets("1"), weighed("1.1", "1.2")])))
    kept = st.none() | st.none() | st.none() | st.tuples(conditions, leaves)
    return Shape(
        asks=tuple(asked), applies=tuple(draw(st.none() | wheres) for _ in LABELS),
        keeps=tuple(draw(kept) for _ in LABELS), gate=draw(st.none() | st.none() | st.none() | st.none() | conditions),
        zones=tuple((zone, draw(conditions)) for zone in ZONES[:2]), counts=draw(st.sampled_from(["counts_as_met", "drops_out"])),
    )  # fmt: skip


@st.composite
def cases(draw: st.DrawFn, *, alone: bool = False) -> tuple[Shape, dict[str, Value]]:
    """Draw a set with what is known of a unit, and with reports; ``alone``: with one of them."""
    shape = draw(shapes())
    values: dict[str, Value] = {fact: draw(st.sampled_from([None, None, None, MET, NOT_MET])) for fact in FACTS}
    values[NUMBER] = draw(st.sampled_from([None, None, Decimal(5), Decimal(20)]))
    values[LEVEL] = draw(st.sampled_from([Decimal(55), Decimal(55), Decimal(60), None]))
    values |= {name: draw(st.sampled_from([MET, NOT_MET, None])) for name in ANSWERS}
    for name in (*LABELS, "1", "2"):
        values[name] = draw(st.sampled_from([None, None, MET, MET, NOT_MET, NA])) if not alone else None
    if alone:
        values[draw(st.sampled_from([*LABELS, "1", "2"]))] = draw(st.sampled_from([MET, MET, NOT_MET, NA]))
    return shape, values


def completions(values: dict[str, Value]) -> Iterator[dict[str, Value]]:
    """Yield every way in which facts, answers and numbers may turn out."""
    facts_ = [name for name in (*FACTS, *ANSWERS) if values[name] is None]
    numbers_ = (
        [Decimal(each) for each in (0, 5, 10, 12, 15, 20, 30, 40)] if values[NUMBER] is None else [values[NUMBER]]
    )
    levels_ = [Decimal(each) for each in (40, 50, 55, 60, 65)] if values[LEVEL] is None else [values[LEVEL]]
    for *way, number, level in product(*([(MET, NOT_MET)] * len(facts_)), numbers_, levels_):
        yield {**values, **dict(zip(facts_, way, strict=True)), NUMBER: number, LEVEL: level}


def verdict(result: Attainment, label: str) -> Verdict:
    node = result.node(label) if label else result.trace
    return UNDETERMINED if unsettled(node) else node.verdict or UNDETERMINED


def zone_of_a_raise() -> Shape:
    """An indicator asked by the coast, and its level raised in the zone of the coast."""
    coast = Condition(fact="f")
    return Shape(asks=(by_zone(60, 50, 50), attained("a"), attained("b")), applies=(coast, None, None), keeps=(None, None, None),
                 gate=None, zones=(("z1", coast), ("z2", Condition(fact="g"))), counts="drops_out")  # fmt: skip


SAID: dict[str, Value] = {"f": None, "g": None, NUMBER: Decimal(5), LEVEL: Decimal(55), "a": MET, "b": MET, "1.1": MET,
                          "1.2": None, "2.1": None, "1": None, "2": None}  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(cases(alone=True) | cases())
@example((zone_of_a_raise(), SAID))
@example((zone_of_a_raise(), {**SAID, "1.1": None, "1": MET, "a": None}))
def test_what_is_decided_is_what_some_way_comes_to(case: tuple[Shape, dict[str, Value]]) -> None:
    """Nobody is met by reports that no answer to the open facts bears out, each by itself or all together; those are flagged."""
    shape, values = case
    book = book_of(shape)
    result = book.evaluate(unit_of(values))
    if shape.gate is None and not any(shape.keeps):  # of those the trace alone does not tell
        assert root_from_leaves(result) is result.verdict
    ways = [book.evaluate(unit_of(way)) for way in completions(values)]
    said = [label for label in (*LABELS, "1", "2") if values[label] is not None]
    against = [{label for label in said if way.node(label).has_note("contradiction")} for way in ways]
    never = set(said).intersection(*against)
    for label in (*LABELS, "1", "2", ""):
        mine = verdict(result, label)
        found = {verdict(way, label) for way in ways}
        assert mine is UNDETERMINED or mine in found or UNDETERMINED in found, (label, mine, found, values)
        if label and result.node(label).verdict is UNDETERMINED and result.node(label).has_note("contradiction"):
            if any(group.asked.number > MOST_WAYS for group in tied(book)):
                continue  # more ways than are tried: nobody can see through them, so nothing is met by that report
            # Beside a report that nothing at all bears out another one may be held back: what one rule alone asks is not tried.
            assert never or all(each for each in against), (label, against, values)


@settings(max_examples=150, deadline=None)
@given(cases(alone=True) | cases())
@example((zone_of_a_raise(), SAID))
@example((zone_of_a_raise(), {**SAID, "1.1": None, "b": None}))
def test_a_range_holds_what_every_way_comes_to(case: tuple[Shape, dict[str, Value]]) -> None:
    """Whatever the open facts turn out to be, the counts lie within what was shown, unless a report is against it."""
    shape, values = case
    book = book_of(shape)
    tally = book.evaluate(unit_of(values)).tally
    for way in completions(values):
        result = book.evaluate(unit_of(way))
        if any(
            result.node(label).has_note("contradiction") for label in (*LABELS, "1", "2") if values[label] is not None
        ):
            continue
        for which in ("indicators", "criteria"):
            shown, found = getattr(tally, which), getattr(result.tally, which)
            assert shown.low <= found.low, (which, shown, found, values, way)
            assert found.high <= shown.high, (which, shown, found, values, way)


@settings(max_examples=150, deadline=None)
@given(cases())
@example((zone_of_a_raise(), SAID))
@example((zone_of_a_raise(), {**SAID, "1.1": None, "1": MET, "a": None}))
def test_every_engine_says_so(case: tuple[Shape, dict[str, Value]]) -> None:
    shape, values = case
    book, unit = book_of(shape), unit_of(values)
    core = book.evaluate(unit)
    for engine in ENGINES:
        other = book.evaluate(unit, engine=engine)
        for label in (*LABELS, "1", "2"):
            assert other.node(label) == core.node(label), (engine, label, values)
    if find_spec("polars") is not None:
        from ntmrules.circuit.keys import VERDICT_OF
        from ntmrules.engine.columnar.plan import OUTPUTS, named
        from ntmrules.engine.columnar.units import judge_units

        row = judge_units(book, [unit], OUTPUTS).row(0, named=True)
        for label in (*LABELS, "1", "2"):
            node = core.node(label)
            assert VERDICT_OF[row[named("verdict", label)]] is node.verdict, (label, values)
            assert row[named("contradiction", label)] is node.has_note("contradiction"), (label, values)
        for which in ("indicators", "criteria"):
            tally = getattr(core.tally, which)
            assert (row[f"{which}.low"], row[f"{which}.high"]) == (tally.low, tally.high), (which, values)
