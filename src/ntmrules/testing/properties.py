"""What holds for every rulebook and all figures: functions that raise ``AssertionError`` where it does not.

``pick`` chooses one of several things to try: a draw of hypothesis, or any other chooser. The numbers are those of the
design: P1 a better figure never loses, P2 removing never flips, and so on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Protocol, TypeVar

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.catalog.digest import digest
from ntmrules.catalog.strict import parse_document
from ntmrules.catalog.structure import dump, structure
from ntmrules.face.attainment import Attainment
from ntmrules.face.rulebook import Rulebook
from ntmrules.frozen import evolve
from ntmrules.library import Library
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.asked import asked_of_place
from ntmrules.model.conditions import read_by
from ntmrules.model.evidence import Floor
from ntmrules.model.figures import Entry, Status, UnitFigures
from ntmrules.model.measures import MeasureKind
from ntmrules.model.rulebook import Rule
from ntmrules.model.sets import CriteriaSet
from ntmrules.model.subjects import year_of
from ntmrules.model.trace import Node
from ntmrules.model.verdicts import Tally, Verdict
from ntmrules.testing.changes import change_days, days_inside
from ntmrules.testing.holes import disputes_in, fillings_of
from ntmrules.testing.memory import with_requirement
from ntmrules.testing.readings import UPWARD, Reading, possible, readings_of, step_of, values_near
from ntmrules.testing.recompute import root_from_leaves
from ntmrules.testing.write import yaml_text

T = TypeVar("T")
DECIDED = (Verdict.MET, Verdict.NOT_MET)
ORDER = {Verdict.NOT_MET: 0, Verdict.UNDETERMINED: 1, Verdict.MET: 2}


class Pick(Protocol):
    """Chooses one of several things."""

    def __call__(self, items: Sequence[T], /) -> T:
        """Return one of ``items``, which are not empty."""


def verdicts_of(attainment: Attainment) -> dict[str, Verdict]:
    """Return the verdict on the set, every criterion, indicator and prerequisite of it, by id."""
    root = attainment.trace
    # A former set stands in the trace only while the unit may still be judged by it: it is no part of this one.
    parts = [node for node in root.children if node.kind != "transition"]
    nodes = [root, *parts, *(child for node in parts for child in node.children)]
    return {
        node.id: node.verdict
        for node in nodes
        if node.kind in ("set", "criterion", "indicator") and node.verdict is not None
    }


def better_figure_never_loses(book: Rulebook, figures: UnitFigures, pick: Pick) -> None:
    """P1: with one figure better, nothing that was met is lost and nothing gets further from being met."""
    readings = readings_of(book)
    choices = []
    for index, entry in enumerate(figures.entries):
        reading = readings.get(entry.subject)
        choices += [(index, value) for value in _better(reading, entry)] if reading is not None else []
    if not choices:
        return
    index, value = pick(choices)
    entry = figures.entries[index]
    entries = (*figures.entries[:index], evolve(entry, value=value), *figures.entries[index + 1 :])
    before, after = (
        verdicts_of(book.evaluate(figures)),
        verdicts_of(book.evaluate(evolve(figures, entries=entries))),
    )
    for key, verdict in before.items():
        if verdict is not Verdict.NOT_APPLICABLE:
            assert ORDER[after[key]] >= ORDER[verdict], (
                f"{key} went from {verdict} to {after[key]} when {entry.subject} went from {entry.value} to {value}"
            )


def _better(reading: Reading, entry: Entry) -> list[Decimal] | list[Verdict]:
    if reading.kind is MeasureKind.YES_NO:
        return [Verdict.MET] if reading.better == 1 and entry.value is Verdict.NOT_MET else []
    if not isinstance(entry.value, Decimal):
        return []
    return [value for value in values_near(reading) if (value - entry.value) * reading.better > 0]


def removing_never_flips(book: Rulebook, figures: UnitFigures, pick: Pick) -> None:
    """P2: what is decided on a part of the figures stays so on all of them (reports, if any, fit the figures)."""
    kept = tuple(entry for entry in figures.entries if pick((True, True, False)))
    # Where the newest figure of a measure goes, the one of the year before is the newest: they go together.
    left = {entry.subject for entry in kept}
    kept = tuple(entry for entry in kept if year_of(entry.subject)[0] in left)
    part = verdicts_of(book.evaluate(evolve(figures, entries=kept)))
    whole = verdicts_of(book.evaluate(figures))
    gone = sorted({entry.subject for entry in figures.entries} - {entry.subject for entry in kept})
    for key, verdict in part.items():
        if verdict in DECIDED:
            assert whole[key] is verdict, (
                f"{key} is {whole[key]} on all figures and {verdict} without {', '.join(gone)}"
            )


def taking_back_never_turns_round(book: Rulebook, figures: UnitFigures, pick: Pick) -> None:
    """What is taken back beside reports of any kind never turns one verdict into another; at most it opens it.

    Figures are taken back, answers to facts and numbers that conditions and zones read, and reports.
    """
    whole = reported_anyhow(book, figures, pick)
    if not whole.entries:
        return
    before = verdicts_of(book.evaluate(whole))
    part = taken_back(book, whole, pick)
    gone = ", ".join(sorted({entry.subject for entry in part.entries if entry.status is Status.WITHDRAWN}))
    after = verdicts_of(book.evaluate(part))
    for key, verdict in before.items():
        now = after.get(key, verdict)
        kept = now is verdict or Verdict.UNDETERMINED in (verdict, now)
        assert kept, f"{key} went from {verdict} to {now} when {gone} was taken back"


def reported_anyhow(book: Rulebook, figures: UnitFigures, pick: Pick) -> UnitFigures:
    """Return the figures with a few reports on indicators and criteria that need not fit them."""
    labels = [rule.number for rule in book.rules] + [heading.number for heading in book.headings]
    said = tuple(Entry(subject=pick(labels), value=pick((Verdict.MET, Verdict.NOT_MET))) for _ in range(3) if labels)
    reports = {
        entry.subject: entry for entry in said if entry.subject not in {each.subject for each in figures.entries}
    }
    return evolve(figures, entries=(*figures.entries, *reports.values()))


def taken_back(book: Rulebook, figures: UnitFigures, pick: Pick) -> UnitFigures:
    """Return the same figures with some taken back: one, or many of those that conditions read and some of the others."""
    asked = {name for rule in book.all_rules for each in rule.conditions for name in read_by(each)}
    asked |= set(asked_of_place(book))
    alone = pick((True, False))
    gone = {pick(figures.entries).subject} if alone else {
        entry.subject for entry in figures.entries
        if pick((True, True, False) if entry.subject in asked else (True, False, False))
    }  # fmt: skip
    return evolve(figures, entries=tuple(
        evolve(entry, status=Status.WITHDRAWN) if entry.subject in gone else entry for entry in figures.entries
    ))  # fmt: skip


def filling_only_narrows(book: Rulebook, figures: UnitFigures, pick: Pick) -> None:
    """P3: with a hole filled by a level that it could have, tallies get narrower and decided verdicts stay."""
    rules = [rule for rule in book.all_rules if fillings_of(book, rule)]
    if not rules:
        return
    rule = pick(rules)
    filled = with_requirement(book, rule.id, pick(fillings_of(book, rule)))
    before, after = book.evaluate(figures), filled.evaluate(figures)
    for old, new, name in (
        (before.tally.criteria, after.tally.criteria, "criteria"),
        (before.tally.indicators, after.tally.indicators, "indicators"),
    ):
        assert old.low <= new.low <= new.high <= old.high, (
            f"{name}: {old.count} became {new.count} by filling {rule.id}"
        )
    _decided_stay(before, after, f"filling {rule.id}")


def _decided_stay(before: Attainment, after: Attainment, why: str) -> None:
    later = verdicts_of(after)
    for key, verdict in verdicts_of(before).items():
        assert verdict not in DECIDED or later[key] is verdict, f"{key} went from {verdict} to {later[key]} by {why}"


def order_of_figures_changes_nothing(book: Rulebook, figures: UnitFigures, pick: Pick) -> None:
    """P4, for figures: the same entries and children in another order give the same tree, node by node."""
    entries = _shuffled(figures.entries, pick)
    first, second = book.evaluate(figures), book.evaluate(evolve(figures, entries=entries))
    assert first.trace == second.trace, "the order of the entries changed the trace"
    assert first.tally == second.tally
    turned = book.evaluate(evolve(figures, children=figures.children[::-1]))
    assert verdicts_of(first) == verdicts_of(turned), "the order of the child units changed a verdict"


def _shuffled(items: Sequence[T], pick: Pick) -> tuple[T, ...]:
    left, result = list(items), []
    while left:
        result.append(left.pop(pick(range(len(left)))))
    return tuple(result)


def the_level_is_met(book: Rulebook, rule: Rule) -> int:
    """P5: at every level of ``rule`` it is met, one reporting step worse it is not; return how many figures were tried.

    ``more_than`` and ``less_than`` are the other way round at the level itself.
    """
    tried = 0
    for item in walk.parts(rule.requirement):
        reading = readings_of(book).get(item.measure or "")
        if not isinstance(item, req.AnyComparison) or reading is None or item.round is not None:
            continue  # what is rounded is met below its level too
        for cell in _different(book, item.threshold.rows):
            assert cell.value is not None
            lone = _alone(book, rule, evolve(item, threshold=req.Threshold(rows=(cell,))))
            strict = item.kind in ("more_than", "less_than")
            step = step_of(reading.kind, cell.value) * (1 if item.kind in UPWARD else -1)
            for figure, met in ((cell.value, not strict), (cell.value - step, False), (cell.value + step, True)):
                if possible(reading, [figure]) == [figure]:
                    got = _verdict_alone(
                        lone, rule, cell, Entry(subject=reading.subject, value=figure, period=cell.year, confirmed=True)
                    )
                    wanted = Verdict.MET if met else Verdict.NOT_MET
                    assert got is wanted, f"{rule.id} {item.kind} {cell.value}: {figure} is {got}, not {wanted}"
                    tried += 1
    return tried


def _different(book: Rulebook, rows: Sequence[req.Cell]) -> list[req.Cell]:
    """Those cells that may be used on the day and at the floor of ``book``, one for each value."""
    others = {area.id for area in book.scheme.areas} - set(book.areas) if book.scheme is not None else set()
    found: dict[Decimal, req.Cell] = {}
    for cell in rows:
        rank = cell.evidence.rank if cell.evidence is not None else Floor.RECALL_LOW
        value = cell.value
        if value is None or rank < book.floor or (cell.year or 0) > book.on.year or cell.area in others:
            continue
        if cell.area is not None and cell.area not in book.areas:
            cell = evolve(cell, area=None)  # a zone of a pack: which units stand in it is not what is tried here
        found.setdefault(value, cell)
    return list(found.values())


def _alone(book: Rulebook, rule: Rule, item: req.AnyComparison) -> Rulebook:
    """The rulebook with nothing in it but ``rule``, asking ``item``."""
    only = evolve(rule, requirement=item, applied=(), national=None, waived=False, applies=(), gates=(), formers=())
    return evolve(book, headings=(), prerequisites=(only,), added=(), added_headings=(), nested={})


def _verdict_alone(book: Rulebook, rule: Rule, cell: req.Cell, entry: Entry) -> Verdict | None:
    area = cell.area if book.areas and not book.settled_area else None
    unit = UnitFigures(unit="xã Thử", entries=(entry,), area=area)
    node = next(node for node in book.evaluate(unit).trace.children if node.id == rule.id)
    return next(child.verdict for child in node.children if child.kind == "requirement")


def raise_is_never_easier(attainment: Attainment) -> None:
    """P6: where a province raised a level, what is met is met nationally too, and what is not met there stays so."""
    for node in attainment.nodes():
        raised = [child for child in node.children if child.kind == "raise"] if node.kind == "indicator" else []
        others = {child.kind for child in node.children} & {"fill", "replace", "measure_as", "waive", "complete"}
        asked = next((child.verdict for child in node.children if child.kind == "requirement"), None)
        for entry in raised if not others else []:
            national = entry.verdict
            assert asked is not Verdict.MET or national is Verdict.MET, (
                f"{entry.id}: met, and {national} by the national text"
            )
            assert national is not Verdict.NOT_MET or asked is Verdict.NOT_MET, (
                f"{entry.id}: {asked}, not met nationally"
            )


def root_is_that_of_the_leaves(attainment: Attainment) -> None:
    """P8: the verdict on the set, worked out again from the leaves of its trace, is the same."""
    again = root_from_leaves(attainment)
    assert again is attainment.verdict, f"the leaves of the trace come to {again}, the root says {attainment.verdict}"


def digest_survives_writing(whole: CriteriaSet) -> None:
    """P9: a set written as YAML and read back by the strict reader has the digest it had."""
    document = parse_document(yaml_text(dump(whole)), "written.yaml")
    again = structure(document, document.data, CriteriaSet)
    assert again == whole, f"{whole.id} reads back as something else"
    assert digest(again) == digest(whole)


def constant_between_changes(
    library: Library,
    set_id: str,
    figures_on: Callable[[Rulebook], UnitFigures],
    pick: Pick,
    *,
    floor: Floor = Floor.RECALL,
    province: str | None = None,
) -> None:
    """P10: on any two days between which no text changes and no year ends, the same figures get the same verdicts."""
    stretch = pick(change_days(library.catalogue, set_id))
    first, second = days_inside(stretch, pick)
    one = library.rulebook(set_id, on=first, evidence_floor=floor, province=province)
    other = library.rulebook(set_id, on=second, evidence_floor=floor, province=province)
    figures = figures_on(one)
    left, right = one.evaluate(figures), other.evaluate(figures)
    assert left.tally == right.tally, f"{set_id}: another tally on {first} than on {second}"
    assert verdicts_of(left) == verdicts_of(right), f"{set_id}: other verdicts on {first} than on {second}"


def tallies_add_up(attainment: Attainment) -> None:
    """P11: the four counts add up to what is modelled, within what is declared, and the range lies in it."""
    for tally in (attainment.tally.criteria, attainment.tally.indicators):
        _adds_up(tally)
    book, root = attainment.rulebook, attainment.trace
    assert attainment.tally.criteria.modelled == len(book.headings)
    assert attainment.tally.indicators.modelled == len(book.rules)
    own = [node for node in root.children if node.kind == "criterion" and node.id.startswith(f"{book.id}/")]
    counted = [child for node in own for child in node.children if child.kind == "indicator"]
    assert attainment.tally.indicators.met == _count(counted, Verdict.MET)
    assert attainment.tally.indicators.not_met == _count(counted, Verdict.NOT_MET)


def _adds_up(tally: Tally) -> None:
    assert tally.met + tally.not_met + tally.undetermined + tally.not_applicable == tally.modelled <= tally.declared, (
        tally
    )
    assert min(tally.met, tally.not_met, tally.undetermined, tally.not_applicable) >= 0, tally
    assert 0 <= tally.low <= tally.high <= tally.declared, tally
    assert tally.met <= tally.low, tally


def _count(nodes: Sequence[Node], verdict: Verdict) -> int:
    return sum(node.verdict is verdict for node in nodes)


def disputed_decides_no_more(book: Rulebook, figures: UnitFigures, pick: Pick) -> None:
    """P14: what is decided while sources disagree is decided alike whichever of them is right."""
    rules = [rule for rule in book.all_rules if disputes_in(rule.requirement)]
    if not rules:
        return
    rule = pick(rules)
    before = book.evaluate(figures)
    for settled in pick(disputes_in(rule.requirement)):
        _decided_stay(before, with_requirement(book, rule.id, settled).evaluate(figures), f"settling {rule.id}")


def raising_the_floor_decides_no_more(low: Rulebook, high: Rulebook, figures: UnitFigures) -> None:
    """With a higher floor of evidence nothing is decided that was open, and nothing decided otherwise."""
    _decided_stay(high.evaluate(figures), low.evaluate(figures), "lowering the floor")


def packs_in_any_order(packs: Sequence[Catalogue]) -> None:
    """P4, for packs: catalogues of the same packs in another order hold the same."""
    first = packs[0]
    for other in packs[1:]:
        assert list(first.headers) == list(other.headers)
        for set_id in first.headers:
            assert digest(first.set(set_id)) == digest(other.set(set_id))
        for register in ("measures", "decisions", "sources", "schemes", "provinces"):
            assert getattr(first, register) == getattr(other, register)
