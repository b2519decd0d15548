"""Texts that units keep, held against a second working-out: random amendments, clauses, entries of packs, facts and zones.

What stands here knows nothing of resolver and engine: for one unit of which all is known it says day by day which text holds.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from decimal import Decimal
from itertools import product

import attrs
from hypothesis import given, settings
from hypothesis import strategies as st

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.face.rulebook import Rulebook
from ntmrules.library import Library
from ntmrules.model.conditions import Condition, SetTransition, Transition
from ntmrules.model.evidence import Provision, Span
from ntmrules.model.figures import UnitFigures
from ntmrules.model.overrides import Override, Placed, UnitKey, Verb
from ntmrules.model.requirements import AtLeast, Cell, Threshold
from ntmrules.model.sets import Areas, CriteriaSet, Criterion, Declared, Indicator, Version
from ntmrules.model.text import Text
from ntmrules.model.units import Province
from ntmrules.model.verdicts import Verdict
from ntmrules.testing.memory import MemoryPack
from ntmrules.testing.sets import CONDITIONS, MEASURES, SCHEMES, SURE_EVIDENCE

SET, PACK, INCOME = "vn/thu/2021", "mau", "luong-1"
DAYS = tuple(date(2021 + year, month, 1) for year in range(4) for month in (1, 4, 7, 10))
FIRST, DAY = DAYS[0], timedelta(days=1)
HERE, THERE = (Province(id=name, list="2004", name=name, areas=("vung-3",)) for name in ("an-giang", "ca-mau"))
TEXT = Provision(decision="1/QĐ")
LABELS = ("1.1", "1.2", "2.1")
MET, NOT_MET, NOT_APPLICABLE = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE
UNDETERMINED = Verdict.UNDETERMINED


def at_least(level: int) -> AtLeast:
    return AtLeast(threshold=Threshold(rows=(Cell(value=Decimal(level), evidence=SURE_EVIDENCE),)))


days = st.sampled_from(DAYS[1:])
ends = st.sampled_from([None, *(day - DAY for day in DAYS[2:])])
numbers, more = st.integers(1, 60), st.integers(60, 99)
conditions = st.sampled_from((
    *(Condition(fact=fact) for fact in CONDITIONS), Condition(fact=CONDITIONS[0], is_=False), Condition(zone="vung-1"),
    Condition(all_=(Condition(fact=CONDITIONS[1]), Condition(zone="vung-2"))),
))  # fmt: skip


@st.composite
def indicators(draw: st.DrawFn, label: str) -> Indicator:
    """Return an indicator of up to four texts, some with a last day, some with a clause of their own."""
    begins = sorted(draw(st.sets(st.sampled_from(DAYS), min_size=1, max_size=4)))
    versions: list[Version] = []
    for place, day in enumerate(begins):
        clause = Transition(when=draw(conditions), until=draw(days) - DAY, evidence=SURE_EVIDENCE)
        end = draw(ends)
        following = begins[place + 1] if place + 1 < len(begins) else date(2030, 1, 1)
        follows_on = bool(versions) and versions[-1].to is None
        versions.append(Version(
            from_=day, provision=TEXT, requirement=at_least(draw(numbers)), measure=None,
            to=end if end is not None and day <= end < following else None,
            transition=clause if follows_on and clause.until >= day and draw(st.booleans()) else None,
        ))  # fmt: skip
    return Indicator(
        id=label, name=Text(label), measure=INCOME, versions=tuple(versions), not_applicable_when=Text("khi")
    )


@st.composite
def clauses(draw: st.DrawFn) -> SetTransition:
    begins = draw(days)
    return SetTransition(from_=begins, until=draw(st.sampled_from([day for day in DAYS if day >= begins])),
                         when=draw(conditions), evidence=SURE_EVIDENCE)  # fmt: skip


@st.composite
def entries(draw: st.DrawFn, label: str) -> list[Placed]:
    """Return entries over a target: one that raises, two that replace or waive, each with its days and province."""
    made = [(Verb.RAISE, draw(days), draw(ends))] if draw(st.booleans()) else []
    cut = draw(days)
    for begins, end in ((draw(days), cut - DAY), (cut, draw(ends))):
        if draw(st.booleans()):
            made.append((draw(st.sampled_from((Verb.REPLACE, Verb.WAIVE))), begins, end))
    return [
        placed(f"{PACK}/{label}-{place}", f"{SET}/{label}", verb, begins, end, draw(st.booleans()),
               requirement=None if verb is Verb.WAIVE else at_least(draw(more if verb is Verb.RAISE else numbers)))
        for place, (verb, begins, end) in enumerate(made) if end is None or begins <= end
    ]  # fmt: skip


def placed(
    name: str, target: str, verb: Verb, begins: date, end: date | None, here: bool, **given_: object
) -> Placed:  # fmt: skip
    made = Override(id=name, verb=verb, target=target, provision=TEXT, from_=begins, to=end, legal_basis=TEXT, **given_)  # type: ignore[arg-type]
    return Placed(
        override=made, pack=PACK, at=name, territory=(UnitKey(list="2004", province=(HERE if here else THERE).id),)
    )


@st.composite
def additions(draw: st.DrawFn) -> list[Placed]:
    if draw(st.booleans()):
        return []
    begins, end = draw(days), draw(ends)
    if end is not None and end < begins:
        return []
    version = Version(from_=begins, provision=TEXT, requirement=at_least(draw(numbers)))
    own = Indicator(id="9.1", name=Text("9.1"), measure=INCOME, versions=(version,))
    return [placed(f"{PACK}/thu/9.1", SET, Verb.ADD, begins, end, draw(st.booleans()), indicator=own)]


@st.composite
def cases(draw: st.DrawFn) -> tuple[CriteriaSet, list[Placed], date, bool, str]:
    criteria = []
    for number in ("1", "2"):
        items = tuple(draw(indicators(label)) for label in LABELS if label.startswith(number))
        criteria.append(Criterion(id=number, name=Text(number), indicators=items, declared_indicators=len(items)))
    whole = CriteriaSet(
        id=SET, level="xa", tier="ntm", name=Text("Bộ thử"), stage=Span(from_=FIRST, to=date(2029, 12, 31)),
        provision=TEXT, declared=Declared(criteria=2, indicators=3, evidence=SURE_EVIDENCE), checked_on="2026-01-01",
        not_applicable="drops_out", criteria=tuple(criteria), areas=Areas(scheme="ba-vung"),
        transitions=tuple(draw(st.lists(clauses(), max_size=3))),
    )  # fmt: skip
    laid = [each for label in LABELS for each in draw(entries(label))] + draw(additions())
    on = draw(st.sampled_from(DAYS)) + draw(st.sampled_from((-1, 0, 1))) * DAY
    return whole, laid, max(on, FIRST), draw(st.booleans()), draw(st.sampled_from(("vung-1", "vung-2", "vung-3")))


def book_of(whole: CriteriaSet, laid: list[Placed], on: date, here: bool, area: str) -> Rulebook:
    pack = MemoryPack([whole], measures=MEASURES, schemes=SCHEMES, provinces=[HERE, THERE], name=PACK)
    pack.overrides = tuple(laid)
    library = Library.over(Catalogue([pack]))
    return library.rulebook(SET, on=on, province=f"2004:{(HERE if here else THERE).id}", area=area)


# ----- the second working-out: one unit of which all is known


def holds(condition: Condition, facts: Mapping[str, bool], area: str) -> bool:
    if condition.fact is not None:
        return facts[condition.fact] is condition.is_
    if condition.zone is not None:
        return condition.zone == area
    return all(holds(each, facts, area) for each in condition.all_)


def in_force(begins: date, end: date | None, day: date) -> bool:
    return begins <= day and (end is None or day <= end)


def text_on(indicator: Indicator, day: date) -> Version | None:
    begun = [each for each in indicator.versions if each.from_ <= day]
    return begun[-1] if begun and in_force(begun[-1].from_, begun[-1].to, day) else None


def kept_on(
    indicator: Indicator, whole: CriteriaSet, on: date, facts: Mapping[str, bool], area: str
) -> tuple[date, bool]:  # fmt: skip
    """Return the day as on which the unit is judged, and whether a clause of a single text keeps it what was.

    It is today, or the last day of the oldest text that a clause leaves it; a clause of the set goes before one of that day.
    """
    of_the_set = [each.from_ for each in whole.transitions
                  if each.from_ is not None and each.from_ <= on <= each.until and holds(each.when, facts, area)]  # fmt: skip
    alone = [each.from_ for each in indicator.versions
             if each.transition is not None and each.from_ <= on <= each.transition.until
             and holds(each.transition.when, facts, area)]  # fmt: skip
    begins = min((*of_the_set, *alone), default=None)
    return (begins - DAY, begins not in of_the_set) if begins is not None else (on, False)


def judged(level: Version | None, laid: list[Override], figure: int) -> Verdict:
    if level is None or any(each.verb is Verb.WAIVE for each in laid):
        return NOT_APPLICABLE
    asked = [level.requirement]
    asked = [each.requirement for each in laid if each.verb is Verb.REPLACE] or asked
    asked += [each.requirement for each in laid if each.verb is Verb.RAISE]
    return MET if all(figure >= item.threshold.rows[0].value for item in asked) else NOT_MET  # type: ignore[union-attr]


def kept(version: Version | None, then: list[Override], now: list[Override], figure: int) -> Verdict:
    """Judge by a text that a clause of its own keeps: what is raised today counts, of what came or went else nobody knows."""
    sure = [each for each in now if each in then or each.verb is Verb.RAISE]
    gone = [each for each in then if each not in now]
    late = [each for each in now if each not in sure]
    found = {judged(version, [*sure, *each], figure) for each in ([], gone, late)}
    return found.pop() if len(found) == 1 else UNDETERMINED


def expected(
    whole: CriteriaSet, laid: list[Placed], on: date, here: bool, area: str, facts: Mapping[str, bool], figure: int
) -> dict[str, Verdict]:
    valid = [each.override for each in laid if (each.territory[0].province == HERE.id) is here]
    found = {}
    for indicator in (item for criterion in whole.criteria for item in criterion.indicators):
        day, alone = kept_on(indicator, whole, on, facts, area)
        version = text_on(indicator, day)
        mine = [each for each in valid if each.target == f"{SET}/{indicator.id}"]
        then, now = ([each for each in mine if in_force(each.from_, each.to, when)] for when in (day, on))
        found[indicator.id] = kept(version, then, now, figure) if alone else judged(version, then, figure)
    for each in valid:
        if each.indicator is not None:
            day, _ = kept_on(each.indicator, whole, on, facts, area)
            version = text_on(each.indicator, day) if in_force(each.from_, each.to, day) else None
            found[each.indicator.id] = judged(version, [], figure)
    return found


def units() -> Iterator[tuple[dict[str, bool], UnitFigures, int]]:
    for known, figure in product(product((True, False), repeat=2), (20, 50, 80)):
        facts = dict(zip(CONDITIONS, known, strict=True))
        yield facts, unit_of(facts, figure), figure


def unit_of(facts: Mapping[str, bool], figure: int) -> UnitFigures:
    said = {name: "đạt" if answer else "chưa đạt" for name, answer in facts.items()}
    return UnitFigures.of("xã Thử", {INCOME: Decimal(figure), **said})


def told(book: Rulebook, unit: UnitFigures, engine: str = "core") -> dict[str, Verdict | None]:
    """Return the verdict of each indicator that the rulebook has."""
    nodes = book.evaluate(unit, engine=engine).nodes()
    return {node.about.number: node.verdict for node in nodes if node.kind == "indicator" and node.about.number}


@settings(max_examples=150)
@given(cases())
def test_each_unit_has_the_text_that_its_clauses_leave_it(
    case: tuple[CriteriaSet, list[Placed], date, bool, str],
) -> None:
    whole, laid, on, here, area = case
    book = book_of(whole, laid, on, here, area)
    for facts, unit, figure in units():
        wanted = expected(whole, laid, on, here, area, facts, figure)
        found = told(book, unit)
        assert set(found) <= set(wanted)
        for label, verdict in wanted.items():
            assert found.get(label, NOT_APPLICABLE) is verdict, (label, facts, figure)


@settings(max_examples=60)
@given(cases(), st.sampled_from(CONDITIONS), st.booleans(), st.sampled_from((20, 50, 80)))
def test_what_is_decided_without_a_fact_is_so_with_either_answer(
    case: tuple[CriteriaSet, list[Placed], date, bool, str], missing: str, other: bool, figure: int
) -> None:
    whole, laid, on, here, area = case
    book = book_of(whole, laid, on, here, area)
    known = {name: other for name in CONDITIONS if name != missing}
    open_ = told(book, unit_of(known, figure))
    answers = [expected(whole, laid, on, here, area, {**known, missing: answer}, figure) for answer in (True, False)]
    for label, verdict in open_.items():
        if verdict is not Verdict.UNDETERMINED:
            assert {each[label] for each in answers} == {verdict}, label


@settings(max_examples=25)
@given(cases())
def test_engines_say_the_same_of_texts_that_are_kept(case: tuple[CriteriaSet, list[Placed], date, bool, str]) -> None:
    book = book_of(*case)
    for _, unit, _ in list(units())[::5]:
        alike = attrs.evolve(unit)
        assert told(book, unit, "forward/agenda") == told(book, alike)


def test_clauses_that_leave_nobody_for_the_newest_text_are_no_contradiction() -> None:
    """Two clauses, one for those that were recognised and one for the others: all keep what was, which is what was meant."""
    clauses_ = tuple(
        SetTransition(
            from_=DAYS[1], until=DAYS[-1], evidence=SURE_EVIDENCE, when=Condition(fact=CONDITIONS[0], is_=is_)
        )
        for is_ in (True, False)
    )
    version = Version(from_=FIRST, provision=TEXT, requirement=at_least(10), measure=None)
    own = Indicator(id="1.1", name=Text("1.1"), measure=INCOME, versions=(version,))
    whole = CriteriaSet(
        id=SET, level="xa", tier="ntm", name=Text("Bộ thử"), stage=Span(from_=FIRST, to=date(2029, 12, 31)),
        provision=TEXT, declared=Declared(criteria=1, indicators=1, evidence=SURE_EVIDENCE), checked_on="2026-01-01",
        not_applicable="drops_out", areas=Areas(scheme="ba-vung"), transitions=clauses_,
        criteria=(Criterion(id="1", name=Text("1"), indicators=(own,), declared_indicators=1),),
    )  # fmt: skip
    added = Indicator(
        id="9.1", name=Text("9.1"), measure=INCOME,
        versions=(Version(from_=DAYS[1], provision=TEXT, requirement=at_least(20)),),
    )  # fmt: skip
    laid = [placed(f"{PACK}/thu/9.1", SET, Verb.ADD, DAYS[1], None, True, indicator=added)]
    book = book_of(whole, laid, DAYS[1], True, "vung-1")
    assert [rule.number for rule in book.all_rules]
