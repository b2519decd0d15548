"""Shares and counts of units inside, held against a second working-out: some are not asked, some not known, some reported."""

from __future__ import annotations

from decimal import Decimal
from importlib.util import find_spec
from typing import Literal

from hypothesis import given, settings
from hypothesis import strategies as st

from ntmrules.face.rulebook import Rulebook
from ntmrules.model import requirements as req
from ntmrules.model.conditions import Applicability, Condition
from ntmrules.model.evidence import Floor, Provision, Span
from ntmrules.model.figures import UnitFigures
from ntmrules.model.logic import OPERATORS
from ntmrules.model.requirements import AnyRequirement, AtLeast, Cell, Threshold
from ntmrules.model.sets import CriteriaSet, Criterion, Declared, Indicator, Version
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Verdict
from ntmrules.testing.memory import rulebook_of
from ntmrules.testing.sets import CONDITIONS, MEASURES, SURE_EVIDENCE

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
UNDETERMINED, NOT_APPLICABLE = Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE
INSIDE, ABOVE, FACT, FIGURE, TOTAL = "vn/ben-trong/2021", "vn/ben-ngoai/2021", CONDITIONS[0], "luong-1", "so-cum"
KINDS = {
    "met": {FACT: "đạt", FIGURE: 60}, "lost": {FACT: "đạt", FIGURE: 40}, "not asked": {FACT: "chưa đạt", FIGURE: 40},
    "no figure": {FACT: "đạt"}, "not known whether asked": {FIGURE: 60}, "nothing": {},
    "reported away": {FACT: "đạt", f"{INSIDE}/1.1": "không áp dụng"},
    "reported away, not known whether asked": {f"{INSIDE}/1.1": "không áp dụng"},
    "reported met": {FACT: "đạt", f"{INSIDE}/1.1": "đạt"},
}  # fmt: skip
Rule = Literal["counts_as_met", "drops_out"]


def at(value: Decimal | int) -> Threshold:
    return Threshold(rows=(Cell(value=Decimal(value), evidence=SURE_EVIDENCE),))


def a_set(name: str, level: str, rule: Rule, item: AnyRequirement, asked: Applicability | None = None) -> CriteriaSet:
    version = Version(from_="2021-01-01", provision=Provision(decision="1/QĐ"), requirement=item)
    indicator = Indicator(id="1.1", name=Text("1.1"), measure=None, versions=(version,), applies_when=asked)
    return CriteriaSet(
        id=name, level=level, tier="ntm", name=Text("Bộ thử"), stage=Span(from_="2021-01-01", to="2025-12-31"),
        provision=Provision(decision="1/QĐ"), declared=Declared(criteria=1, indicators=1, evidence=SURE_EVIDENCE),
        checked_on="2026-01-01", not_applicable=rule,
        criteria=(Criterion(id="1", name=Text("1"), indicators=(indicator,), declared_indicators=1),),
    )  # fmt: skip


def book_of(kind: str, op: str, level: Decimal, rule: Rule, label: str) -> Rulebook:
    asked = Applicability(when=Condition(fact=FACT), evidence=SURE_EVIDENCE)
    inside = a_set(INSIDE, "cum", rule, AtLeast(measure=FIGURE, threshold=at(50)), asked)
    target = f"{INSIDE}/{label}" if label else INSIDE
    item = req.KINDS[kind](children="cum", target=target, op=op, threshold=at(level))  # type: ignore[call-arg]
    # The other rule above: it is the set of the units inside that says how they count.
    above = a_set(ABOVE, "xa", "drops_out" if rule == "counts_as_met" else "counts_as_met", item)
    return rulebook_of(above, MEASURES, on="2023-06-30", others=(inside,), floor=Floor.RECALL)


def verdict_of(kind: str, rule: Rule, label: str) -> Verdict:
    """Return what one unit counts as: a report away settles nothing where the unit is known to be asked.

    What is met or not applicable is as good as met where what does not apply counts so; of a whole set a report may say more.
    """
    if kind == "not known whether asked" and rule == "counts_as_met" and label:
        return MET
    if kind == "reported away, not known whether asked":
        return NOT_APPLICABLE
    return {"met": MET, "reported met": MET, "lost": NOT_MET, "not asked": NOT_APPLICABLE}.get(kind, UNDETERMINED)


def expected(kind: str, op: str, level: Decimal, rule: Rule, kinds: list[str], total: int, label: str) -> Verdict:
    """Return the verdict where it is the same whatever the units that are open come to; else it is open."""
    if len(kinds) > total:
        return UNDETERMINED
    found = [verdict_of(each, rule, label) for each in kinds] + [UNDETERMINED] * (total - len(kinds))
    ends = set()
    for rest in (MET, NOT_MET):
        each = [rest if verdict is UNDETERMINED else verdict for verdict in found]
        met = each.count(MET) + (each.count(NOT_APPLICABLE) if rule == "counts_as_met" else 0)
        asked = total if rule == "counts_as_met" else total - each.count(NOT_APPLICABLE)
        if kind == "share_of" and not asked:
            return NOT_APPLICABLE
        value = Decimal(met) * 100 / asked if kind == "share_of" else Decimal(met)
        ends.add(MET if OPERATORS[op](value, level) else NOT_MET)
    return ends.pop() if len(ends) == 1 else UNDETERMINED


def in_a_table(book: Rulebook, unit: UnitFigures) -> Verdict:
    import polars as pl

    from ntmrules.circuit.keys import VERDICT_OF
    from ntmrules.engine.columnar.plan import OUTPUTS, named
    from ntmrules.figures.frames.rows import UnitTable
    from ntmrules.tables.table import judge

    below = [{"unit": child.unit, "within": unit.unit, "level": "cum",
              **{entry.subject: str(entry.value) for entry in child.entries}} for child in unit.children]  # fmt: skip
    subjects = dict.fromkeys(("unit", "within", "level", FACT, FIGURE, f"{INSIDE}/1.1"), pl.String)
    children = {"cum": UnitTable(frame=pl.DataFrame(below, schema=subjects))}
    above = pl.DataFrame({"unit": [unit.unit], TOTAL: [str(unit.entries[0].value)]})
    row = judge(book, UnitTable(frame=above, children=children), OUTPUTS).row(0, named=True)
    return VERDICT_OF[row[named("verdict", "1.1")]]


@settings(max_examples=150)
@given(
    st.sampled_from(("share_of", "count_of")), st.sampled_from(("at_least", "more_than", "at_most", "less_than")),
    st.sampled_from(("counts_as_met", "drops_out")), st.sampled_from(("1.1", "1", "")),
    st.lists(st.sampled_from(sorted(KINDS)), max_size=5), st.integers(0, 2), st.sampled_from((1, 2, 25, 40, 50, 75, 99)),
)  # fmt: skip
def test_units_inside_count_as_their_own_set_says(
    kind: str, op: str, rule: Rule, label: str, kinds: list[str], more: int, level: int
) -> None:
    if label != "1.1":  # of a whole criterion or set a report on its only indicator settles what that one comes to
        kinds = [each for each in kinds if not each.startswith("reported away")]
    book = book_of(kind, op, Decimal(level), rule, label)
    inside = tuple(
        UnitFigures.of(f"thôn {n}", KINDS[each], level="cum", within="xã Mẫu") for n, each in enumerate(kinds)
    )
    total = len(kinds) + more
    unit = UnitFigures.of("xã Mẫu", {TOTAL: Decimal(total)}, children=inside)
    wanted = expected(kind, op, Decimal(level), rule, kinds, total, label)
    for engine in ("core", "forward/agenda"):
        assert book.evaluate(unit, engine=engine).node("1.1").children[0].verdict is wanted, engine
    if find_spec("polars") is not None:
        assert in_a_table(book, unit) is wanted
