"""Strategies for random sets over which a province lays a decision: zones of its own, entries before and after an amendment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from hypothesis import strategies as st

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.errors import CatalogError
from ntmrules.face.rulebook import Rulebook
from ntmrules.frozen import evolve, frozen
from ntmrules.library import Library
from ntmrules.model import requirements as req
from ntmrules.model.conditions import Condition, Transition
from ntmrules.model.evidence import Floor, Provision
from ntmrules.model.measures import MeasureKind
from ntmrules.model.overrides import Override, PackHead, Placed, UnitKey, Verb, ZoneRule, Zoning
from ntmrules.model.requirements import Cell, Threshold
from ntmrules.model.sets import CriteriaSet, Indicator, Version
from ntmrules.model.text import Text
from ntmrules.model.units import Area, Province, Scheme
from ntmrules.testing.memory import MemoryPack
from ntmrules.testing.sets import (
    AREAS,
    CHANGE,
    CONDITIONS,
    FIRST,
    MEASURES,
    ON,
    SCHEMES,
    SET_ID,
    SURE_EVIDENCE,
    conditions,
    criteria_sets,
    thresholds,
)

PACK, TEXT = "mau", Provision(decision="2/QĐ")
HERE = Province(id="an-giang", list="2004", name="An Giang", areas=AREAS)
KEYS = (UnitKey(list="2004", province=HERE.id),)
ZONES = ("khu-1", "khu-2")
SCHEME = Scheme(id="khu", name=Text("Khu"), areas=tuple(Area(id=each, name=Text(each)) for each in ZONES))
BEGINS = (FIRST, date(2022, 7, 1), CHANGE, date(2023, 6, 1))
ENDS = (None, None, None, date(2023, 4, 30), date(2023, 6, 15))
STEP = Decimal(5)
Places = tuple[str | None, ...]


@frozen(kw_only=True)
class Laid:
    """A random set, the zones of a province, and what it lays over the set."""

    whole: CriteriaSet
    zoning: Zoning
    entries: tuple[Placed, ...]
    floor: Floor = Floor.RECALL

    def rulebook(self) -> Rulebook:
        """Return the rulebook of the set in the province."""
        return self.library().rulebook(SET_ID, on=ON, province=f"2004:{HERE.id}", evidence_floor=self.floor)

    def library(self) -> Library:
        """Return a library with both packs; ``CatalogError`` for entries that the law does not allow."""
        national = MemoryPack([self.whole], measures=MEASURES, schemes=SCHEMES, provinces=[HERE], name="vn")
        own = MemoryPack([], schemes=[SCHEME], name=PACK)
        own.head = PackHead(id=PACK, name=Text("Tỉnh Mẫu"), territory=KEYS, zones=(self.zoning,))
        own.overrides = self.entries
        return Library.over(Catalogue([national, own]))

    @property
    def allowed(self) -> bool:
        """Whether the law allows all the entries."""
        try:
            self.rulebook()
        except CatalogError:
            return False
        return True


@st.composite
def zonings(draw: st.DrawFn) -> Zoning:
    """Return the zones of a province, by conditions and facts; mostly without a zone for the rest."""
    when = draw(st.one_of(st.none(), conditions()))
    by_fact = ZoneRule(area=ZONES[0], when_any=(draw(st.sampled_from(CONDITIONS)),))
    first = by_fact if when is None else ZoneRule(area=ZONES[0], when=when)
    second = ZoneRule(area=ZONES[1], when=Condition(fact=draw(st.sampled_from(CONDITIONS)), is_=draw(st.booleans())))
    rules = draw(st.sampled_from(((first,), (first, second), (second,))))
    rest = draw(st.sampled_from((None, None, ZONES[1])))
    return Zoning(scheme=SCHEME.id, rules=rules, evidence=SURE_EVIDENCE, otherwise=rest)


def _levels(draw: st.DrawFn, item: req.Comparison, places: Places) -> Threshold | None:
    """Return a level for each of some places, at the levels of ``item`` or a step on the strict side of them."""
    known = sorted({value for row in item.threshold.rows for value in row.values})
    if not known:
        return None
    lower = item.kind in ("at_most", "less_than")
    beyond = max(Decimal(0), known[0] - STEP) if lower else known[-1] + STEP
    rows = tuple(
        Cell(area=area, value=draw(st.sampled_from((*known, beyond))), evidence=SURE_EVIDENCE) for area in places
    )
    return Threshold(rows=rows)


@st.composite
def entries_over(draw: st.DrawFn, indicator: Indicator, number: int, *, areas: bool) -> Placed | None:
    """Return an entry over an indicator that fits what its newest version asks; nothing where none does.

    ``areas``: the set has columns of its own, which an entry may name.
    """
    asked = indicator.versions[-1].requirement
    verb = draw(st.sampled_from((Verb.RAISE, Verb.RAISE, Verb.REPLACE, Verb.FILL, Verb.WAIVE)))
    begins, end = draw(st.sampled_from(BEGINS)), draw(st.sampled_from(ENDS))
    if end is not None and end < begins:
        end = None
    given: req.AnyRequirement | None = None
    if verb is not Verb.WAIVE:
        if not isinstance(asked, req.Comparison) or asked.parts:
            return None
        known: tuple[Places, ...] = ((None,), ZONES[:1], ZONES[1:], ZONES)
        places = draw(st.sampled_from((*known, AREAS[:1]) if areas else known))
        level = _levels(draw, asked, places)
        if level is None:
            return None
        given = evolve(asked, threshold=level, round=None)
    made = Override(
        id=f"{PACK}/{number}", verb=verb, target=f"{SET_ID}/{indicator.id}", provision=TEXT, from_=begins, to=end,
        requirement=given, legal_basis=TEXT if verb in (Verb.REPLACE, Verb.WAIVE) else None,
    )  # fmt: skip
    return Placed(override=made, pack=PACK, at=f"{PACK}/{number}", territory=KEYS)


def _compared(whole: CriteriaSet) -> Iterator[Indicator]:
    """Yield the indicators over which something can be laid."""
    for criterion in whole.criteria:
        for each in criterion.indicators:
            if isinstance(each.versions[-1].requirement, req.Comparison) or each.not_applicable_when is not None:
                yield each


@st.composite
def amended(draw: st.DrawFn, label: str, *, areas: bool) -> Indicator:
    """Return an indicator of one comparison in two texts, of which some units keep the older one."""
    kind = draw(st.sampled_from(("at_least", "at_least", "at_most", "more_than")))
    asked = [req.KINDS[kind](measure="ty-le-2", threshold=draw(thresholds(MeasureKind.PERCENT, areas=areas)))  # type: ignore[call-arg]
             for _ in range(2)]  # fmt: skip
    clause = Transition(when=draw(conditions()), until=date(2024, 12, 31), evidence=SURE_EVIDENCE)
    versions = tuple(
        Version(from_=day, provision=Provision(decision="1/QĐ"), requirement=each, transition=keeps)  # type: ignore[arg-type]
        for day, each, keeps in zip((FIRST, CHANGE), asked, (None, clause), strict=True)
    )
    foreseen = Text("không có đối tượng") if draw(st.booleans()) else None
    return Indicator(id=label, name=Text(f"Chỉ tiêu {label}"), versions=versions, not_applicable_when=foreseen)


def _with(whole: CriteriaSet, indicator: Indicator) -> CriteriaSet:
    """Return a set with an indicator in the place of the one of its label."""
    return evolve(whole, criteria=tuple(
        evolve(each, indicators=tuple(indicator if row.id == indicator.id else row for row in each.indicators))
        for each in whole.criteria
    ))  # fmt: skip


@st.composite
def laid_sets(draw: st.DrawFn) -> Laid:
    """Return a random set with a decision of a province laid over some of its indicators, as far as the law allows it."""
    whole = draw(criteria_sets())
    if draw(st.integers(0, 2)):
        whole = _with(whole, draw(amended(whole.criteria[0].indicators[0].id, areas=whole.areas is not None)))
    found = Laid(whole=whole, zoning=draw(zonings()), entries=(),
                 floor=draw(st.sampled_from((Floor.RECALL, Floor.RECALL_LOW))))  # fmt: skip
    for indicator in _compared(found.whole):
        for _ in range(draw(st.sampled_from((1, 1, 2)))):
            placed = draw(entries_over(indicator, len(found.entries), areas=found.whole.areas is not None))
            more = evolve(found, entries=(*found.entries, placed)) if placed is not None else found
            found = more if more is not found and more.allowed else found
    return found


__all__ = ["Laid", "entries_over", "laid_sets", "zonings"]
