"""A report on a whole criterion, above all that it does not apply: believed only where some answers to what is open come to it.

Drawn over conditions that nest, and that read a zone beside the facts that put units into it: such ones may hold for everybody.
"""

from __future__ import annotations

from decimal import Decimal
from importlib.util import find_spec

from hypothesis import given, settings
from hypothesis import strategies as st
from properties.test_one_fact_opens_more import (
    ANSWERS,
    FACTS,
    LABELS,
    LEVEL,
    MET,
    NA,
    NOT_MET,
    NUMBER,
    UNDETERMINED,
    ZONES,
    Shape,
    Value,
    book_of,
    completions,
    shapes,
    simple,
    unit_of,
    verdict,
)

from ntmrules.face.rulebook import Rulebook
from ntmrules.model.conditions import Condition
from ntmrules.model.verdicts import Verdict
from ntmrules.testing.recompute import root_from_leaves

NUMBERED = (*LABELS, "1", "2")


def joined(parts: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    some = st.lists(parts, min_size=1, max_size=3).map(tuple)
    return st.one_of(st.builds(lambda each: Condition(all_=each), some), st.builds(lambda each: Condition(any_=each), some),
                     st.builds(lambda each: Condition(none_=each), some))  # fmt: skip


def contrary(condition: Condition) -> Condition:
    return Condition(none_=(condition,))


def wheres(shape: Shape) -> st.SearchStrategy[Condition | None]:
    """Draw conditions, most of them over the zones of a set and over what puts units into those."""
    own = st.sampled_from([Condition(zone="z1"), Condition(zone="z2"), *(when for _, when in shape.zones)])
    near = own | own.map(contrary)
    zones = st.builds(Condition, zone=st.sampled_from(ZONES))
    return st.one_of(st.none(), joined(simple | zones), joined(near), joined(near), joined(joined(near)))


@st.composite
def asked_by_conditions(draw: st.DrawFn) -> tuple[Shape, dict[str, Value]]:
    """Draw a set with what is known of a unit, and no report."""
    shape = draw(shapes())
    applies = [draw(wheres(shape)) for _ in LABELS]
    if applies[0] is not None and draw(st.integers(0, 3)) == 0:  # each unit is asked for one of the two
        applies[1] = contrary(applies[0])
    values: dict[str, Value] = {fact: draw(st.sampled_from([None, None, None, MET, NOT_MET])) for fact in FACTS}
    values[NUMBER] = draw(st.sampled_from([None, None, Decimal(5), Decimal(20)]))
    values[LEVEL] = draw(st.sampled_from([Decimal(55), Decimal(55), Decimal(60), None]))
    values |= {name: draw(st.sampled_from([MET, NOT_MET, None])) for name in ANSWERS}
    values |= dict.fromkeys(NUMBERED)
    return shape._replace(applies=tuple(applies), gate=None, keeps=(None,) * len(LABELS)), values


reports = st.sampled_from([MET, NOT_MET, NA, NA, NA])


@settings(max_examples=50, deadline=None)
@given(asked_by_conditions(), st.sampled_from(["1", "1", *NUMBERED]), reports)
def test_one_report_is_believed_where_some_way_comes_to_it_and_no_other_is_flagged(
    case: tuple[Shape, dict[str, Value]], label: str, said: Verdict
) -> None:
    shape, values = case
    book = book_of(shape)
    result = book.evaluate(unit_of({**values, label: said}))
    assert root_from_leaves(result) is result.verdict
    ways = [book.evaluate(unit_of(way)) for way in completions(values)]
    for each in (label, ""):
        mine, found = verdict(result, each), {verdict(way, each) for way in ways}
        assert mine is UNDETERMINED or mine in found or UNDETERMINED in found, (each, mine, found, values)
    if said in {verdict(way, label) for way in ways}:
        assert not result.node(label).has_note("contradiction"), (label, said, values)
    same_in_every_engine(book, {**values, label: said})


def seen(book: Rulebook, values: dict[str, Value], label: str) -> object:
    result = book.evaluate(unit_of(values))
    ranges = [(tally.low, tally.high) for tally in (result.tally.criteria, result.tally.indicators)]
    return [verdict(result, each) for each in (*NUMBERED, "")], ranges, result.node(label).has_note("contradiction")


@settings(max_examples=50, deadline=None)
@given(asked_by_conditions(), reports, st.fixed_dictionaries({
    label: st.sampled_from([None, None, None, MET, NOT_MET, NA]) for label in ("1.1", "1.2", "1")}))  # fmt: skip
def test_a_report_on_a_criterion_of_one_indicator_is_one_on_that_indicator(
    case: tuple[Shape, dict[str, Value]], said: Verdict, beside: dict[str, Value]
) -> None:
    shape, values = case
    book, values = book_of(shape), {**values, **beside}
    assert seen(book, {**values, "2": said}, "2") == seen(book, {**values, "2.1": said}, "2.1"), (said, values)
    for label in ("2", "2.1"):
        same_in_every_engine(book, {**values, label: said})


def same_in_every_engine(book: Rulebook, values: dict[str, Value]) -> None:
    unit = unit_of(values)
    core, forward = book.evaluate(unit), book.evaluate(unit, engine="forward/agenda")
    for label in NUMBERED:
        assert forward.node(label) == core.node(label), (label, values)
    if find_spec("polars") is None:
        return
    from ntmrules.circuit.keys import VERDICT_OF
    from ntmrules.engine.columnar.plan import OUTPUTS, named
    from ntmrules.engine.columnar.units import judge_units

    row = judge_units(book, [unit], OUTPUTS).row(0, named=True)
    for label in (*NUMBERED, ""):
        node = core.node(label) if label else core.trace
        assert VERDICT_OF[row[named("verdict", label)]] is node.verdict, (label, values)
        assert not label or row[named("contradiction", label)] is node.has_note("contradiction"), (label, values)
    for which in ("indicators", "criteria"):
        tally = getattr(core.tally, which)
        assert (row[f"{which}.low"], row[f"{which}.high"]) == (tally.low, tally.high), (which, values)
