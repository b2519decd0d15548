"""P15: where every level that two sets share is tighter in one of them, whoever attains that one attains the other.

So a commune that is nâng cao is NTM. Both sets are drawn over the whole language: conditions, kept texts, pass rules, points.
"""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given, reject
from hypothesis import strategies as st

from ntmrules.errors import CatalogError
from ntmrules.frozen import evolve
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.requirements import AnyRequirement, Cell, Threshold
from ntmrules.model.sets import CriteriaSet, Indicator
from ntmrules.model.verdicts import Verdict
from ntmrules.testing.figures import figures_for
from ntmrules.testing.sets import Sample, samples, samples_with_former

UP, DOWN = ("at_least", "more_than", "count_at_least"), ("at_most", "less_than")
WHOLE = Decimal(100)


def tighter(whole: CriteriaSet, step: Decimal, *, but: frozenset[str]) -> CriteriaSet:
    """Return a set of which every level asks more by ``step``, in each of its texts; of the indicators ``but`` those named."""

    def of(item: Indicator) -> Indicator:
        if item.id in but:
            return item
        return evolve(item, versions=tuple(
            evolve(each, requirement=asked_more(each.requirement, step)) for each in item.versions))  # fmt: skip

    return evolve(whole, prerequisites=tuple(map(of, whole.prerequisites)), criteria=tuple(
        evolve(each, indicators=tuple(map(of, each.indicators))) for each in whole.criteria))  # fmt: skip


def asked_more(item: AnyRequirement, step: Decimal) -> AnyRequirement:
    if isinstance(item, req.Compound):
        return walk.rebuilt(item, lambda each: asked_more(each, step))
    op = getattr(item, "op", item.kind) if isinstance(item, req.ChildCount | req.Points) else item.kind
    if op not in (*UP, *DOWN):
        return item
    return walk.with_levels(item, {
        name: Threshold(rows=tuple(moved(row, step if op in UP else -step) for row in level.rows), common=level.common,
                        partial=level.partial)
        for name, level in walk.levels(item).items()})  # fmt: skip


def moved(row: Cell, step: Decimal) -> Cell:
    def to(value: Decimal) -> Decimal:
        most = max(WHOLE, value) if value <= WHOLE else value + step  # a share goes up to the whole
        return max(Decimal(0), min(most, value + step))

    return evolve(row, value=to(row.value) if row.value is not None else None,
                  candidates=tuple(evolve(each, value=to(each.value)) for each in row.candidates))  # fmt: skip


def bases_of(whole: CriteriaSet) -> frozenset[str]:
    """Return the labels of the indicators from whose levels others derive: an upper limit that falls makes that easier."""
    items = (version.requirement for each in whole.criteria for item in each.indicators for version in item.versions)
    return frozenset(
        part.of.rpartition("/")[2] for item in items for part in walk.parts(item) if isinstance(part, req.Derived)
    )


@given(
    st.data(),
    st.one_of(samples(), samples(), samples_with_former()),
    st.sampled_from([Decimal(1), Decimal("0.1"), Decimal(20)]),
)
def test_p15_who_attains_what_is_tighter_everywhere_attains_the_other(
    data: st.DataObject, sample: Sample, step: Decimal
) -> None:
    strict = tighter(sample.whole, step, but=bases_of(sample.whole))
    former = sample.former if sample.former is None else tighter(sample.former, step, but=bases_of(sample.former))
    try:
        hard, easy = evolve(sample, former=former).rulebook(strict), sample.rulebook()
    except CatalogError:  # a level that nobody reaches any more is refused when the set is loaded
        reject()
    figures = data.draw(st.one_of(figures_for(hard, reports=False), figures_for(easy, reports=False)))
    wanted = {
        node.id: node.verdict
        for node in easy.evaluate(figures).nodes()
        if node.kind in ("set", "criterion", "indicator")
    }
    for node in hard.evaluate(figures).nodes():
        if node.id in wanted and node.kind in ("set", "criterion", "indicator"):
            assert node.verdict is not Verdict.MET or wanted[node.id] is Verdict.MET, (node.id, wanted[node.id])
            assert wanted[node.id] is not Verdict.NOT_MET or node.verdict is Verdict.NOT_MET, (node.id, node.verdict)
