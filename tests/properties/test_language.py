"""Properties of the rest of the language: what is asked of some units only, and what derives from something else."""

from __future__ import annotations

from decimal import Decimal

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from ntmrules.model import requirements as req
from ntmrules.model.conditions import Applicability, Condition
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.requirements import Cell, Threshold
from ntmrules.model.rounding import before_rounding, rounded
from ntmrules.model.sets import CriteriaSet
from ntmrules.model.verdicts import Verdict
from ntmrules.testing import properties as of
from ntmrules.testing.conformance import chooser
from ntmrules.testing.figures import figures_for
from ntmrules.testing.properties import ORDER
from ntmrules.testing.sets import CONDITIONS, SURE_EVIDENCE, Sample, samples, samples_with_former

NEVER = Applicability(when=Condition(fact=CONDITIONS[0]), evidence=SURE_EVIDENCE)


def asked_by_others(whole: CriteriaSet) -> set[str]:
    """Return the labels that other rules of the set ask for, in any of their versions: a unit may keep a former one."""
    from ntmrules.model import walk

    indicators = [*whole.prerequisites, *(item for criterion in whole.criteria for item in criterion.indicators)]
    items = [version.requirement for item in indicators for version in item.versions]
    return {target.rpartition("/")[2] for item in items for target in walk.targets(item)}


def with_never(whole: CriteriaSet, label: str) -> CriteriaSet:
    """Return the set with one indicator asked only of units for which the first fact holds."""
    return attrs.evolve(whole, pass_=None, criteria=tuple(
        attrs.evolve(criterion, pass_=None, applies_when=None, indicators=tuple(
            attrs.evolve(item, applies_when=NEVER) if item.id == label else item for item in criterion.indicators))
        for criterion in whole.criteria))  # fmt: skip


def without(whole: CriteriaSet, label: str) -> CriteriaSet:
    """Return the set without one indicator, counted no more."""

    def fewer(count: int | None, gone: int) -> int | None:
        return None if count is None else count - gone

    criteria = []
    for criterion in whole.criteria:
        kept = tuple(item for item in criterion.indicators if item.id != label)
        gone = len(criterion.indicators) - len(kept)
        criteria.append(attrs.evolve(criterion, pass_=None, applies_when=None, indicators=kept,
                                     declared_indicators=fewer(criterion.declared_indicators, gone)))  # fmt: skip
    declared = attrs.evolve(whole.declared, indicators=fewer(whole.declared.indicators, 1))
    return attrs.evolve(whole, pass_=None, criteria=tuple(criteria), declared=declared)


@given(st.data(), samples())
def test_what_is_not_asked_and_what_is_not_there_give_the_same_tally(data: st.DataObject, sample: Sample) -> None:
    whole = attrs.evolve(sample.whole, not_applicable="drops_out")
    books = sample.rulebook(with_never(whole, ""))
    asked = asked_by_others(whole)
    free = [rule for rule in books.rules if rule.number not in asked
            and sum(each.number.partition(".")[0] == rule.number.partition(".")[0] for each in books.rules) > 1]  # fmt: skip
    if not free:
        return
    label = data.draw(st.sampled_from([rule.number for rule in free]))
    apart, gone = sample.rulebook(with_never(whole, label)), sample.rulebook(without(whole, label))
    unit = data.draw(figures_for(gone, reports=False))
    entries = tuple(each for each in unit.entries if each.subject != CONDITIONS[0])
    unit = attrs.evolve(unit, entries=(*entries, Entry(subject=CONDITIONS[0], value=Verdict.NOT_MET)))
    one, other = apart.evaluate(unit), gone.evaluate(unit)
    assert one.node(label).verdict is Verdict.NOT_APPLICABLE
    mine, its = one.tally.indicators, other.tally.indicators
    assert (mine.met, mine.not_met, mine.undetermined) == (its.met, its.not_met, its.undetermined)
    assert mine.not_applicable == its.not_applicable + 1
    assert (mine.low, mine.high) == (its.low, its.high)
    assert one.verdict is other.verdict
    assert (one.tally.criteria.low, one.tally.criteria.high) == (other.tally.criteria.low, other.tally.criteria.high)


@settings(max_examples=25)
@given(st.data(), samples_with_former())
def test_a_former_set_that_some_units_keep(data: st.DataObject, sample: Sample) -> None:
    """Engines agree on it, its root follows from the trace, and taking figures away never flips it."""
    book = sample.rulebook()
    unit = data.draw(figures_for(book, reports=False))
    found = book.evaluate(unit)
    of.root_is_that_of_the_leaves(found)
    of.removing_never_flips(book, unit, chooser(data))
    assert book.evaluate(unit, engine="forward/agenda").trace == found.trace
    for tally in (found.tally.criteria, found.tally.indicators):
        assert tally.met + tally.not_met + tally.undetermined + tally.not_applicable == tally.modelled <= tally.declared


@given(st.data(), st.one_of(samples(), samples_with_former()))
def test_what_is_taken_back_turns_no_verdict_round(data: st.DataObject, sample: Sample) -> None:
    book = sample.rulebook()
    of.taking_back_never_turns_round(
        book, data.draw(figures_for(book, reports=data.draw(st.booleans()))), chooser(data)
    )


@settings(max_examples=25)
@given(st.data(), samples())
def test_the_engines_agree_on_what_is_taken_back(data: st.DataObject, sample: Sample) -> None:
    book, pick = sample.rulebook(), chooser(data)
    unit = of.reported_anyhow(book, data.draw(figures_for(book, reports=False)), pick)
    if unit.entries:
        unit = of.taken_back(book, unit, pick)
    assert book.evaluate(unit, engine="forward/agenda").trace == book.evaluate(unit).trace


def base_of(whole: CriteriaSet, level: Decimal, factor: Decimal) -> CriteriaSet:
    """Return the set with one more criterion: a base of so much, and what derives from it."""
    from ntmrules.testing.sets import SET_ID

    first = whole.criteria[0].indicators[0]
    version = first.versions[0]
    base = req.AtLeast(measure="luong-1", threshold=Threshold(rows=(Cell(value=level, evidence=SURE_EVIDENCE),)))
    derived = req.Derived(of=f"{SET_ID}/B.1", factor=factor, evidence=SURE_EVIDENCE, measure="luong-2")
    rows = tuple(
        attrs.evolve(first, id=label, applies_when=None, not_applicable_when=None,
                     versions=(attrs.evolve(version, requirement=item, transition=None),))
        for label, item in (("B.1", base), ("B.2", derived))
    )  # fmt: skip
    more = attrs.evolve(whole.criteria[0], id="B", indicators=rows, declared_indicators=2, pass_=None)
    return attrs.evolve(whole, criteria=(*whole.criteria, more))


LEVELS = st.integers(1, 400).map(lambda n: Decimal(n) / 10)


@given(samples(), LEVELS, LEVELS, st.sampled_from((Decimal("1.1"), Decimal(1), Decimal("0.5"))), LEVELS)
def test_a_change_of_the_base_moves_what_derives_from_it_in_the_same_direction(
    sample: Sample, low: Decimal, more: Decimal, factor: Decimal, figure: Decimal
) -> None:
    unit = UnitFigures.of("xã Thử", {"luong-1": figure, "luong-2": figure})
    found = []
    for level in (low, low + more):
        node = sample.rulebook(base_of(sample.whole, level, factor)).evaluate(unit).node("B.2")
        required = next(child.required for child in node.children if child.required is not None)
        assert required.values == (level * factor,)
        found.append(ORDER[node.verdict or Verdict.UNDETERMINED])
    assert found[1] <= found[0], "a higher base made what derives from it easier"


@given(
    st.sampled_from(("at_least", "at_most", "more_than", "less_than")),
    st.integers(-2000, 2000).map(lambda n: Decimal(n) / 100), st.integers(-20000, 20000).map(lambda n: Decimal(n) / 1000),
    st.integers(0, 2), st.sampled_from(req.HALVES),
)  # fmt: skip
def test_rounding_the_figure_is_moving_the_level(
    op: str, level: Decimal, figure: Decimal, digits: int, half: str
) -> None:
    from ntmrules.model.logic import OPERATORS

    rounding = req.Rounding(digits=digits, half=half, evidence=SURE_EVIDENCE)
    moved, edge = before_rounding(op, level, rounding)
    assert OPERATORS[op](rounded(figure, rounding), level) is OPERATORS[moved](figure, edge)
