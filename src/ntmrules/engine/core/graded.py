"""Points by groups: bands of a figure, proportion, deductions, caps, and the least that each group has to come to."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TypeAlias

from ntmrules.engine.core.about import Run, about_requirement
from ntmrules.engine.core.context import Context, FigureReader, Judge
from ntmrules.engine.core.level_finder import LevelFinder, torn_over
from ntmrules.engine.core.nodes import computed_node, undetermined_node
from ntmrules.engine.core.points import Given, PointsFor, reported_beside, told_points
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Floor
from ntmrules.model.point_scale import PointGroup, Scored
from ntmrules.model.points import Range, band_of, capped, reached, total
from ntmrules.model.rulebook import Rule
from ntmrules.model.trace import Among, Grouped, Lacking, Node, Note, NoteCode
from ntmrules.model.verdicts import Reason, ReasonCode, Verdict

NOUGHT = Fraction(0)
MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED

Scorer: TypeAlias = Callable[[Context], Given]


def compile_graded(program: Judge, rule: Rule, item: req.Points) -> Run:
    """Judge graded points: the total against the pass mark, and each group against its least; both ends have to agree."""
    about = about_requirement(program, rule, item)
    levels = LevelFinder(program, rule.id, item.threshold, item.op, about.unit)
    groups = [(group, [_scorer(program, rule, item, each) for each in group.items]) for group in item.groups]
    weak = any(group.evidence.rank < program.book.floor for group in item.groups)
    rests_weakly = any(group.evidence.rank < Floor.EXCERPT for group in item.groups)
    whole = total((_ends(group) for group in item.groups), NOUGHT).high
    reported = FigureReader(program, item.measure or rule.id)

    def graded(context: Context) -> Node:
        level = levels.at(context)
        doubt = () if level.values else levels.doubt(context, level)
        reasons: dict[Reason, None] = dict.fromkeys((*level.reasons, *doubt))
        nodes: list[Node] = []
        notes: list[Note] = []
        verdicts: list[Verdict] = []
        given: list[Range] = []
        for group, scorers in groups:
            own = _of_group(group, scorers, context)
            points = own.points
            given.append(points)
            reasons |= dict.fromkeys(own.reasons)
            nodes += own.nodes
            notes += own.notes
            if len(groups) > 1:
                counted = Among(told_points(points.low), told_points(points.high), told_points(_ends(group).high))
                notes.append(Note(NoteCode.GROUP_POINTS, Grouped(group.id, group.name, counted)))
            if group.least is not None:
                verdicts.append(reached(points, (group.least,)))
                if verdicts[-1] is NOT_MET:
                    lacking = Lacking(group.id, group.name, told_points(points.high), group.least.normalize())
                    notes.append(Note(NoteCode.BELOW_GROUP, lacking))
        low, high = found = total(given, NOUGHT)
        counted = Among(told_points(low), told_points(high), told_points(whole))
        said, seen = reported.node(context)
        notes[:0] = (Note(NoteCode.POINTS, counted), *reported_beside(said, counted))
        verdicts.append(reached(found, level.values, item.op))
        children = (*((seen,) if said is not None else ()), *dict.fromkeys(nodes), *level.nodes)
        verdict = NOT_MET if NOT_MET in verdicts else UNDETERMINED if UNDETERMINED in verdicts else MET
        observed = told_points(low) if low == high else None
        if weak:
            reasons = {Reason(ReasonCode.EVIDENCE_TOO_WEAK, rule.id): None}
            verdict = UNDETERMINED
        if verdict is UNDETERMINED:
            why = tuple(reasons) or torn_over(
                rule.id, levels, level, context, lambda span: reached(found, span, item.op) is UNDETERMINED
            )
            return undetermined_node(about, observed, level.required, why, tuple(notes), children)
        weakly = rests_weakly or level.provisional
        return computed_node(about, verdict, observed, level.required, tuple(notes), children, weakly)

    return graded


def _ends(group: PointGroup) -> Range:
    return Range(*map(Fraction, group.ends))


def _of_group(group: PointGroup, scorers: list[Scorer], context: Context) -> Given:
    found = [scorer(context) for scorer in scorers]
    return Given(
        capped(total((each.points for each in found), NOUGHT), group.cap),
        tuple(reason for each in found for reason in each.reasons),
        tuple(note for each in found for note in each.notes),
        tuple(node for each in found for node in each.nodes),
    )


def _scorer(program: Judge, rule: Rule, whole: req.Points, item: Scored) -> Scorer:
    if item.way == "indicator":
        return PointsFor(program, rule, whole, item.indicator or "", Fraction(item.points or 0)).given
    ends = Range(*map(Fraction, item.ends))
    reader = FigureReader(program, item.measure or "")

    def by_figure(context: Context) -> Given:
        entry, node = reader.node(context)
        if entry is None:
            return Given(ends, node.reasons, nodes=(node,))
        points = _points(item, Fraction(entry.number))
        return Given(Range(points, points), nodes=(node,))

    return by_figure


def _points(item: Scored, figure: Fraction) -> Fraction:
    """Return the points that a figure gives, exactly."""
    if item.way == "bands":
        band = band_of(item.bands, figure)
        return Fraction(band.points) if band is not None else NOUGHT
    if item.way == "proportion":
        full = Fraction(item.full_at or 1)
        return Fraction(item.points or 0) * max(Fraction(0), min(figure, full)) / full
    return -min(Fraction(item.deduct or 0) * max(Fraction(0), figure), Fraction(item.most or 0))


__all__ = ["compile_graded"]
