"""The common indicator, one firm figure against one level, walked criterion by criterion without a call for each.

Two in three indicators are of this kind, and calls are a third of what judging them costs. What is out of the common
(a report, a figure that is missing or not firm, candidates, levels by year, joins, entries of packs) is left to the
closures of ``engine.core.requirements``; they judge the common case too, and tests hold both to the same nodes.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeAlias

from ntmrules.engine.core.about import about_requirement, borderline
from ntmrules.engine.core.context import FINAL, Context, Judge, about_figure
from ntmrules.engine.core.nodes import compared_nodes
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Floor
from ntmrules.model.levels import make_level
from ntmrules.model.logic import OPERATORS
from ntmrules.model.rulebook import Rule
from ntmrules.model.trace import About, Node, Note
from ntmrules.model.verdicts import Basis, Verdict

MET, NOT_MET, NOT_APPLICABLE = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_APPLICABLE
COMPUTED = Basis.COMPUTED
NOWHERE = ""  # no figure has this name, so a lane that reads it always goes the long way


class Lane(NamedTuple):
    """All that judging one indicator needs. ``test`` is nothing for an answer, which is met when it is «đạt».

    ``low`` and ``high`` are the net around the level in which a figure may be borderline; ``node`` makes the nodes of a figure,
    and is nothing where the indicator always goes the long way.
    """

    run: Callable[..., Node]
    rule: str
    measure: str
    test: Callable[[Any, Any], bool] | None
    value: Any
    low: Any
    high: Any
    firm: bool
    node: Callable[..., Node] | None


Walked: TypeAlias = tuple[tuple[Node, ...], tuple[int, int, int, int] | None]


def lane_of(
    program: Judge, rule: Rule, run: Callable[..., Node], about: About, areas: tuple[str, ...], marks: tuple[Note, ...]
) -> Lane:
    """Return the lane of an indicator for units in ``areas``; one that always goes the long way where it has to."""
    long_way = Lane(run, rule.id, NOWHERE, None, None, None, None, firm=False, node=None)
    if rule.waived or rule.applied or rule.lapsed or rule.conditional:
        return long_way
    item = rule.requirement
    if isinstance(item, req.Attained):
        rank = item.evidence.rank
        if rank < program.book.floor:
            return long_way
        measure = item.measure or rule.id
        asked = about_requirement(program, rule, item, item.evidence)
        firm = rank >= Floor.EXCERPT
        node = compared_nodes(about, asked, about_figure(program, measure), None, None, marks, not firm)
        return long_way._replace(measure=measure, firm=firm, node=node)
    if not isinstance(item, req.Comparison) or item.threshold.by_year or item.derived_from is not None:
        return long_way
    if item.round is not None:
        return long_way
    named = [row.area for row in item.threshold.rows if row.area is not None]
    if named and program.book.scheme_of(named) is not None:
        return long_way
    asked = about_requirement(program, rule, item)
    level = make_level(
        item.threshold, item.kind, rule.id, areas if named else (), 0, program.book.floor, program.book.area_name,
        asked.unit,
    )  # fmt: skip
    if len(level.values) != 1 or len(level.nodes) != 1:
        return long_way
    measure = item.measure or NOWHERE
    of_figure = about_figure(program, measure)
    node = compared_nodes(about, asked, of_figure, level.required, level.nodes[0], marks, level.provisional)
    return Lane(run, rule.id, measure, OPERATORS[item.kind], level.values[0], *level.near[0],
                firm=not level.provisional, node=node)  # fmt: skip


def walk(context: Context, lanes: Sequence[tuple[Any, ...]]) -> Walked:
    """Return the nodes of the indicators of one criterion, and how many are met and not met where all were common.

    ``lanes`` hold the fields of :class:`Lane`, as bare tuples: those are taken apart in half the time.
    """
    figures, reports = context.figures, context.reports
    nodes: list[Node] = []
    met = not_met = firm_met = firm_not_met = 0
    for run, rule, measure, test, value, low, high, firm, node in lanes:
        entry = figures.get(measure)
        if entry is None or entry.status is not FINAL or (reports and rule in reports):
            nodes.append(run(context))
            continue
        figure: Any = entry.value
        notes: tuple[Note, ...] = ()
        if test is None:
            if figure is NOT_APPLICABLE:
                nodes.append(run(context))
                continue
            is_met = figure is MET
        else:
            is_met = test(figure, value)
            if low < figure < high:
                notes = borderline(figure, (value,))
        if is_met:
            verdict = MET
            met += 1
            if firm:
                firm_met += 1
        else:
            verdict = NOT_MET
            not_met += 1
            if firm:
                firm_not_met += 1
        nodes.append(node(entry, verdict, notes))
    common = (met, not_met, firm_met, firm_not_met) if met + not_met == len(nodes) else None
    return tuple(nodes), common


def run_all(context: Context, lanes: Sequence[tuple[Any, ...]]) -> tuple[Node, ...]:
    """Return the nodes of the indicators of one criterion, each of them in the long way."""
    return tuple(lane[0](context) for lane in lanes)


__all__ = ["Lane", "Walked", "lane_of", "run_all", "walk"]
