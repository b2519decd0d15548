"""What is met, or counted, whether or not an indicator of unknown applicability applies: against every way it may turn out."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from importlib.util import find_spec
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.face.rulebook import Rulebook
from ntmrules.library import Library
from ntmrules.model import requirements as req
from ntmrules.model.conditions import Applicability, Condition, Least, PassRule
from ntmrules.model.evidence import Provision, Span
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.sets import CriteriaSet, Criterion, Declared, Indicator, Version
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Verdict
from ntmrules.testing.memory import MemoryPack
from ntmrules.testing.recompute import root_from_leaves
from ntmrules.testing.sets import SURE_EVIDENCE

TEXT = Provision(decision="1/QĐ")
MET, NOT_MET, UNDETERMINED, NA = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE
Shape = list[list[bool]]
"""Of each criterion, of each of its indicators: whether it is asked of some units only."""


def answer(name: str) -> Measure:
    return Measure(id=name, name=Text(name), kind=MeasureKind.YES_NO)


def names(shape: Shape) -> Iterator[tuple[str, bool]]:
    for number, parts in enumerate(shape, 1):
        for place, conditional in enumerate(parts, 1):
            yield f"{number}-{place}", conditional


def book_of(shape: Shape, counts: str, least: Least | None, of_set: Least | None) -> Rulebook:
    """Return a set in which each indicator has an answer ``a-1-1`` and, where it is conditional, a fact ``f-1-1``."""

    def passing(rule: Least | None) -> PassRule | None:
        return PassRule(at_least=rule, evidence=SURE_EVIDENCE) if rule is not None else None

    criteria = []
    for number, parts in enumerate(shape, 1):
        items = tuple(
            Indicator(
                id=f"{number}.{place}", name=Text("việc"), measure=f"a-{number}-{place}",
                applies_when=Applicability(when=Condition(fact=f"f-{number}-{place}"), evidence=SURE_EVIDENCE) if some else None,
                versions=(Version(from_="2021-01-01", provision=TEXT, requirement=req.Attained(evidence=SURE_EVIDENCE)),),
            ) for place, some in enumerate(parts, 1)
        )  # fmt: skip
        criteria.append(Criterion(id=str(number), name=Text("tiêu chí"), indicators=items, declared_indicators=len(items),
                                  pass_=passing(least) if number == 1 else None))  # fmt: skip
    whole = CriteriaSet(
        id="vn/thu/2021", level="xa", tier="ntm", name=Text("Bộ thử"), stage=Span(from_="2021-01-01", to="2025-12-31"),
        provision=TEXT, checked_on="2026-01-01", not_applicable=counts, criteria=tuple(criteria), pass_=passing(of_set),
        declared=Declared(criteria=len(shape), indicators=sum(map(len, shape)), evidence=SURE_EVIDENCE),
    )  # fmt: skip
    measures = [answer(f"{kind}-{name}") for name, _ in names(shape) for kind in "af"]
    return Library.over(Catalogue([MemoryPack([whole], measures=measures)])).rulebook("vn/thu/2021", on="2023-06-30")


def unit_of(values: dict[str, Verdict | None]) -> UnitFigures:
    entries = tuple(Entry(subject=name, value=value) for name, value in values.items() if value is not None)
    return UnitFigures(unit="xã Thử", entries=entries)


shapes = st.lists(st.lists(st.booleans(), min_size=1, max_size=3), min_size=1, max_size=3)
leasts = st.none() | st.builds(Least, count=st.integers(1, 3)) | st.builds(Least, share=st.sampled_from([34, 50, 67, 80]).map(
    Decimal))  # fmt: skip


@st.composite
def judged(draw: st.DrawFn) -> tuple[Rulebook, dict[str, Verdict | None]]:
    shape = draw(shapes)
    book = book_of(shape, draw(st.sampled_from(["counts_as_met", "drops_out"])), draw(leasts), draw(leasts))
    values: dict[str, Verdict | None] = {}
    for name, conditional in names(shape):
        values[f"a-{name}"] = draw(st.sampled_from([MET, MET, NOT_MET, None]))
        if conditional:
            values[f"f-{name}"] = draw(st.sampled_from([None, None, MET, NOT_MET]))
    return book, values


def labels(book: Rulebook) -> list[str]:
    return ["", *(heading.number for heading in book.headings)]


def verdict(result: object, label: str) -> Verdict:
    return result.verdict if not label else result.node(label).verdict  # type: ignore[attr-defined,no-any-return]


@settings(max_examples=150, deadline=None)
@given(judged())
def test_it_is_decided_where_every_way_comes_to_the_same(given_: tuple[Rulebook, dict[str, Verdict | None]]) -> None:
    """Facts that are not known are tried both ways: what holds in all of them is said, and nothing else is."""
    book, values = given_
    result = book.evaluate(unit_of(values))
    forward = book.evaluate(unit_of(values), engine="forward/agenda")
    assert root_from_leaves(result) is result.verdict
    unknown = [name for name, value in values.items() if name.startswith("f-") and value is None]
    ways = [book.evaluate(unit_of({**values, **dict(zip(unknown, way, strict=True))}))
            for way in product((MET, NOT_MET), repeat=len(unknown))] if len(unknown) <= 5 else []  # fmt: skip
    for label in labels(book):
        mine = verdict(result, label)
        assert verdict(forward, label) is mine, label
        if not ways:
            continue
        found = {verdict(way, label) for way in ways}
        assert mine is UNDETERMINED or found == {mine}, (label, mine, found)
        if len(found) == 1 and (label or book.set.pass_ is None):
            assert mine in found, (label, mine, found)
    for which in ("indicators", "criteria"):
        tally, others = getattr(result.tally, which), [getattr(way.tally, which) for way in ways]
        assert tally.low <= min([other.low for other in others], default=tally.low)
        assert tally.high >= max([other.high for other in others], default=tally.high)


@settings(max_examples=60, deadline=None)
@given(judged())
def test_the_table_says_the_same(given_: tuple[Rulebook, dict[str, Verdict | None]]) -> None:
    if find_spec("polars") is None:
        return
    from ntmrules.circuit.keys import VERDICT_OF
    from ntmrules.engine.columnar.plan import OUTPUTS, named
    from ntmrules.engine.columnar.units import judge_units

    book, values = given_
    result = book.evaluate(unit_of(values))
    row = judge_units(book, [unit_of(values)], OUTPUTS).row(0, named=True)
    for label in labels(book):
        assert VERDICT_OF[row[named("verdict", label)]] is verdict(result, label), label
        node = result.trace if not label else result.node(label)
        assert row[named("provisional", label)] is node.provisional, label
    for which in ("indicators", "criteria"):
        tally = getattr(result.tally, which)
        assert (row[f"{which}.low"], row[f"{which}.high"]) == (tally.low, tally.high), which
