"""What is met, or counted, whether or not an indicator of unknown applicability applies: against every way it may turn out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from importlib.util import find_spec
from itertools import product
from typing import NamedTuple, TypeAlias

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
Shape: TypeAlias = list[list[bool]]
"""Of each criterion, of each of its indicators: whether it is asked of some units only."""
Values: TypeAlias = dict[str, Verdict | None]
ENGINES = ("core", "forward/agenda", *(("forward/durable",) if find_spec("durable") is not None else ()))


def answer(name: str) -> Measure:
    return Measure(id=name, name=Text(name), kind=MeasureKind.YES_NO)


def names(shape: Shape) -> Iterator[tuple[str, bool]]:
    for number, parts in enumerate(shape, 1):
        for place, conditional in enumerate(parts, 1):
            yield f"{number}-{place}", conditional


def book_of(
    shape: Shape, counts: str, least: Least | None, of_set: Least | None, more: Sequence[int] = (), *,
    together: bool = False,
) -> Rulebook:  # fmt: skip
    """Return a set in which each indicator has an answer ``a-1-1`` and, where it is conditional, a fact ``f-1-1``.

    ``together``: the first criterion is asked as a whole of some units only, by a fact ``f-1``.

    ``more``: of each criterion, how many indicators the decision counts that nobody has written down.
    """
    more = more or [0] * len(shape)

    def passing(rule: Least | None, most: int) -> PassRule | None:
        if rule is not None and rule.count is not None:  # more than there are is refused
            rule = Least(count=min(rule.count, most))
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
        declared = len(items) + more[number - 1]
        asked = Applicability(when=Condition(fact="f-1"), evidence=SURE_EVIDENCE) if together and number == 1 else None
        criteria.append(Criterion(id=str(number), name=Text("tiêu chí"), indicators=items, declared_indicators=declared,
                                  applies_when=asked,
                                  pass_=passing(least, declared) if number == 1 else None))  # fmt: skip
    whole = CriteriaSet(
        id="vn/thu/2021", level="xa", tier="ntm", name=Text("Bộ thử"), stage=Span(from_="2021-01-01", to="2025-12-31"),
        provision=TEXT, checked_on="2026-01-01", not_applicable=counts, criteria=tuple(criteria),
        pass_=passing(of_set, len(shape)),
        declared=Declared(criteria=len(shape), indicators=sum(map(len, shape)) + sum(more), evidence=SURE_EVIDENCE),
    )  # fmt: skip
    measures = [answer("f-1"), *(answer(f"{kind}-{name}") for name, _ in names(shape) for kind in "af")]
    return Library.over(Catalogue([MemoryPack([whole], measures=measures)])).rulebook("vn/thu/2021", on="2023-06-30")


def unit_of(values: Values) -> UnitFigures:
    entries = tuple(Entry(subject=name, value=value) for name, value in values.items() if value is not None)
    return UnitFigures(unit="xã Thử", entries=entries)


shapes = st.lists(st.lists(st.booleans(), min_size=1, max_size=3), min_size=1, max_size=3)
leasts = st.none() | st.builds(Least, count=st.integers(1, 3)) | st.builds(Least, share=st.sampled_from([34, 50, 67, 80]).map(
    Decimal))  # fmt: skip


@st.composite
def judged(draw: st.DrawFn) -> tuple[Rulebook, Values]:
    shape = draw(shapes)
    book = book_of(shape, draw(st.sampled_from(["counts_as_met", "drops_out"])), draw(leasts), draw(leasts))
    values: Values = {}
    for name, conditional in names(shape):
        values[f"a-{name}"] = draw(st.sampled_from([MET, MET, NOT_MET, None]))
        if conditional:
            values[f"f-{name}"] = draw(st.sampled_from([None, None, MET, NOT_MET]))
    return book, values


def labels(book: Rulebook) -> list[str]:
    return ["", *(heading.number for heading in book.headings)]


def verdict(result: object, label: str) -> Verdict:
    return result.verdict if not label else result.node(label).verdict  # type: ignore[attr-defined,no-any-return]


@settings(max_examples=100, deadline=None)
@given(judged())
def test_it_is_decided_where_every_way_comes_to_the_same(given_: tuple[Rulebook, Values]) -> None:
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
def test_the_table_says_the_same(given_: tuple[Rulebook, Values]) -> None:
    if find_spec("polars") is None:
        return
    book, values = given_
    same_in_a_table(book, values)


def same_in_a_table(book: Rulebook, values: Values, inside: Sequence[str] = ()) -> None:
    from ntmrules.circuit.keys import VERDICT_OF
    from ntmrules.engine.columnar.plan import OUTPUTS, named
    from ntmrules.engine.columnar.units import judge_units

    result = book.evaluate(unit_of(values))
    row = judge_units(book, [unit_of(values)], OUTPUTS).row(0, named=True)
    for label in (*labels(book), *inside):
        assert VERDICT_OF[row[named("verdict", label)]] is verdict(result, label), (label, values)
        node = result.trace if not label else result.node(label)
        assert row[named("provisional", label)] is node.provisional, label
        assert row[named("contradiction", label)] is node.has_note("contradiction"), (label, values)
    for which in ("indicators", "criteria"):
        tally = getattr(result.tally, which)
        assert (row[f"{which}.low"], row[f"{which}.high"]) == (tally.low, tally.high), (which, values)


class Comes(NamedTuple):
    """What one criterion may come to, over every way in which what is open may turn out."""

    verdicts: frozenset[Verdict]
    parts: tuple[frozenset[Verdict], ...]
    least: int
    most: int
    against: tuple[bool, ...]
    """Of the criterion and each of its indicators: whether a report on it contradicts what is known."""
    doubtful: bool
    """A report of «không áp dụng» that the text does not foresee: it settles nothing, and is shown."""


def narrowed(possible: set[Verdict], reported: Verdict | None) -> tuple[set[Verdict], bool, bool]:
    """Return what is left beside a report, whether the report contradicts what is known, and whether it is unforeseen."""
    if reported is None or possible == {reported}:
        return possible, False, False
    if len(possible) == 1 or (reported not in possible and reported is not NA):
        return possible, True, False
    return (possible, False, True) if reported not in possible else ({reported}, False, False)


def worked_out(number: int, parts: list[bool], values: Values, *, more: int, na_counts: bool) -> Comes:
    """Work out one criterion from its definition: every completion of what is not known that fits what was reported."""
    inside, against, doubtful = [], [], False
    for place, conditional in enumerate(parts, 1):
        answer, fact = values[f"a-{number}-{place}"], values.get(f"f-{number}-{place}")
        possible = {answer} if answer is not None else {MET, NOT_MET}
        if conditional and fact is not MET:
            possible = {NA} if fact is NOT_MET else {*possible, NA}
        possible, clash, unforeseen = narrowed(possible, values.get(f"{number}.{place}"))
        inside.append(possible)
        against.append(clash)
        doubtful = doubtful or unforeseen
    inside += [{MET, NOT_MET}] * more

    def of(way: tuple[Verdict, ...]) -> Verdict:
        return NOT_MET if NOT_MET in way else MET if MET in way else NA

    ways = list(product(*inside))
    reported = values.get(str(number))
    verdicts, clash, unforeseen = narrowed({of(way) for way in ways}, reported)
    ways = [way for way in ways if of(way) in verdicts]
    counted = [way.count(MET) + (way.count(NA) if na_counts else 0) for way in ways]
    return Comes(frozenset(verdicts), tuple(frozenset(way[at] for way in ways) for at in range(len(parts))),
                 min(counted), max(counted), (clash, *against), doubtful or unforeseen)  # fmt: skip


def of_all(criteria: list[Comes]) -> set[Verdict]:
    ways = product(*(each.verdicts for each in criteria))
    return {NOT_MET if NOT_MET in way else MET if MET in way else NA for way in ways}


@st.composite
def reported_on(draw: st.DrawFn) -> tuple[Shape, str, list[int], Values]:
    shape = draw(shapes)
    counts = draw(st.sampled_from(["counts_as_met", "drops_out"]))
    more = [draw(st.sampled_from([0, 0, 0, 1])) for _ in shape]
    values: Values = {}
    for name, conditional in names(shape):
        values[f"a-{name}"] = draw(st.sampled_from([MET, NOT_MET, None]))
        if conditional:
            values[f"f-{name}"] = draw(st.sampled_from([None, None, None, MET, NOT_MET]))
        said = draw(st.sampled_from([None, None, None, MET, NOT_MET, NA]))
        if said is not None:
            values[name.replace("-", ".")] = said
    for number, unwritten in enumerate(
        more, 1
    ):  # of what nobody has written down nobody knows whether it may not apply
        values[str(number)] = draw(st.sampled_from([None, MET, NOT_MET, NOT_MET, *([] if unwritten else [NA])]))
    return shape, counts, more, values


@settings(max_examples=120, deadline=None)
@given(reported_on())
def test_what_was_reported_fits_some_way_it_may_turn_out_or_contradicts(
    given_: tuple[Shape, str, list[int], Values],
) -> None:
    """Verdicts, both ends of each tally and contradictions are those of the completions that fit what was reported."""
    shape, counts, more, values = given_
    book, na_counts = book_of(shape, counts, None, None, more), counts == "counts_as_met"
    wanted = [
        worked_out(at, parts, values, more=more[at - 1], na_counts=na_counts) for at, parts in enumerate(shape, 1)
    ]
    for engine in ENGINES:
        result = book.evaluate(unit_of(values), engine=engine)
        assert root_from_leaves(result) is result.verdict
        for number, (parts, each) in enumerate(zip(shape, wanted, strict=True), 1):
            node = result.node(str(number))
            nodes = [result.node(f"{number}.{place}") for place, _ in enumerate(parts, 1)]
            assert tuple(one.has_note("contradiction") for one in (node, *nodes)) == each.against, (number, values)
            if each.doubtful:
                continue
            assert node.verdict is one_of(each.verdicts), (number, values)
            for place, possible in enumerate(each.parts):
                found = one_of(possible)
                if found is NA and node.verdict is MET and nodes[place].has_note("not_met_where_asked"):
                    found = UNDETERMINED  # a criterion reported met does not say that what would fail it is not asked
                assert nodes[place].verdict is found, (number, place, values)
        fits = result.tally.indicators, result.tally.criteria
        ends = [(sum(each.least for each in wanted), sum(each.most for each in wanted)),
                (sum(each.verdicts <= ({MET, NA} if na_counts else {MET}) for each in wanted),
                 sum(bool(each.verdicts & ({MET, NA} if na_counts else {MET})) for each in wanted))]  # fmt: skip
        doubtful = any(each.doubtful for each in wanted)
        for tally, (least, most) in zip(fits, ends, strict=True):
            assert tally.low <= least <= most <= tally.high, (tally, least, most, values)
            assert doubtful or (tally.low, tally.high) == (least, most), (tally, least, most, values)
        if not any(more) and not doubtful:
            assert result.verdict is one_of(of_all(wanted)), values


def one_of(possible: Iterable[Verdict]) -> Verdict:
    found = set(possible)
    return found.pop() if len(found) == 1 else UNDETERMINED


@settings(max_examples=60, deadline=None)
@given(reported_on())
def test_the_table_hears_the_same_reports(given_: tuple[Shape, str, list[int], Values]) -> None:
    if find_spec("polars") is None:
        return
    shape, counts, more, values = given_
    same_in_a_table(
        book_of(shape, counts, None, None, more), values, [name.replace("-", ".") for name, _ in names(shape)]
    )


@st.composite
def asked_together(draw: st.DrawFn) -> tuple[Shape, str, Least | None, Values]:
    """Draw one criterion that is asked as a whole of some units only, with what is known and reported on it."""
    parts = draw(st.lists(st.sampled_from([False, False, True]), min_size=1, max_size=3))
    values: Values = {"f-1": draw(st.sampled_from([None, None, MET, NOT_MET]))}
    for place, conditional in enumerate(parts, 1):
        values[f"a-1-{place}"] = draw(st.sampled_from([MET, NOT_MET, None]))
        if conditional:
            values[f"f-1-{place}"] = draw(st.sampled_from([None, MET, NOT_MET]))
    values["1"] = draw(st.sampled_from([None, MET, NOT_MET]))
    counts = draw(st.sampled_from(["counts_as_met", "drops_out"]))
    return [parts], counts, draw(st.none() | st.just(Least(count=1)) | st.just(Least(share=Decimal(50)))), values


def completions(values: Values) -> Iterator[Values]:
    """Yield every way in which what is open of facts and answers may turn out, without what was reported."""
    open_ = [name for name, value in values.items() if name != "1" and value is None]
    for way in product((MET, NOT_MET), repeat=len(open_)):
        yield {**values, **dict(zip(open_, way, strict=True)), "1": None}


@settings(max_examples=100, deadline=None)
@given(asked_together())
def test_indicators_stand_and_fall_with_the_condition_of_their_criterion(
    given_: tuple[Shape, str, Least | None, Values],
) -> None:
    """A report on the criterion is heard where some completion comes to it; else it contradicts and decides nothing."""
    shape, counts, least, values = given_
    book = book_of(shape, counts, least, None, together=True)
    ways = [book.evaluate(unit_of(way)) for way in completions(values)]
    may = {way.node("1").verdict for way in ways}
    reported = values["1"]
    fits = [way for way in ways if reported is None or way.node("1").verdict is reported] or ways
    for engine in ENGINES:
        result = book.evaluate(unit_of(values), engine=engine)
        node = result.node("1")
        assert root_from_leaves(result) is result.verdict
        assert node.has_note("contradiction") is (reported is not None and reported not in may), values
        assert node.verdict is UNDETERMINED or {way.node("1").verdict for way in fits} == {node.verdict}, values
        for which in ("indicators", "criteria"):
            tally, others = getattr(result.tally, which), [getattr(way.tally, which) for way in fits]
            assert tally.low <= min(other.low for other in others), values
            assert tally.high >= max(other.high for other in others), values
    if find_spec("polars") is not None:
        same_in_a_table(book, values, [f"1.{place}" for place, _ in enumerate(shape[0], 1)])


def test_a_criterion_reported_met_of_which_one_fails_wherever_the_criterion_is_asked() -> None:
    for counts in ("counts_as_met", "drops_out"):
        book = book_of([[False, False]], counts, None, None, together=True)
        result = book.evaluate(unit_of({"a-1-1": MET, "a-1-2": NOT_MET, "1": MET}))
        assert result.node("1").verdict is UNDETERMINED
        assert result.node("1").has_note("contradiction")
        assert result.verdict is UNDETERMINED
        part = book.evaluate(unit_of({"a-1-2": NOT_MET}))
        assert part.tally.criteria.count == ("0–1/1" if counts == "counts_as_met" else "0/1")
