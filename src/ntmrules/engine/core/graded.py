"""Points by groups: bands of a figure, proportion, deductions, caps, and the least that each group has to come to."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from ntmrules.engine.core.about import Run, about_requirement
from ntmrules.engine.core.context import Context, FigureReader, Judge
from ntmrules.engine.core.level_finder import LevelFinder, torn_over
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Floor
from ntmrules.model.logic import OPERATORS
from ntmrules.model.point_scale import Band, PointGroup, Scored
from ntmrules.model.rulebook import Rule
from ntmrules.model.trace import Among, Grouped, Lacking, Node, Note, NoteCode
from ntmrules.model.verdicts import Basis, Reason, ReasonCode, Verdict

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED

Found: TypeAlias = tuple[Fraction, Fraction, tuple[Reason, ...], tuple[Node, ...]]
"""The least and the most points that something may give, why that is not one number, and what was read for it."""
Scorer: TypeAlias = Callable[[Context], Found]


def compile_graded(program: Judge, rule: Rule, item: req.Points) -> Run:
    """Judge graded points: the total against the pass mark, and each group against its least; both ends have to agree."""
    about = about_requirement(program, rule, item)
    levels = LevelFinder(program, rule.id, item.threshold, item.op, about.unit)
    groups = [(group, [_scorer(program, each) for each in group.items]) for group in item.groups]
    weak = any(group.evidence.rank < program.book.floor for group in item.groups)
    rests_weakly = any(group.evidence.rank < Floor.EXCERPT for group in item.groups)
    total = sum((_most(group) for group in item.groups), Fraction(0))
    test = OPERATORS[item.op]

    def graded(context: Context) -> Node:
        low = high = Fraction(0)
        level = levels.at(context)
        doubt = () if level.values else levels.doubt(context, level)
        reasons: dict[Reason, None] = dict.fromkeys((*level.reasons, *doubt))
        nodes: list[Node] = []
        notes: list[Note] = []
        verdicts: list[Verdict] = []
        for group, scorers in groups:
            least, most, why, read = _of_group(group, scorers, context)
            low, high = low + least, high + most
            reasons |= dict.fromkeys(why)
            nodes += read
            if len(groups) > 1:
                counted = Among(_number(least), _number(most), _number(_most(group)))
                notes.append(Note(NoteCode.GROUP_POINTS, Grouped(group.id, group.name, counted)))
            if group.least is not None:
                verdicts.append(_verdict([least >= group.least, most >= group.least]))
                if verdicts[-1] is NOT_MET:
                    lacking = Lacking(group.id, group.name, _number(most), group.least.normalize())
                    notes.append(Note(NoteCode.BELOW_GROUP, lacking))
        notes.insert(0, Note(NoteCode.POINTS, Among(_number(low), _number(high), _number(total))))
        tests = [test(end, value) for end in (low, high) for value in level.values]  # type: ignore[arg-type]
        verdicts.append(_verdict(tests) if tests else UNDETERMINED)
        children = (*dict.fromkeys(nodes), *level.nodes)
        verdict = NOT_MET if NOT_MET in verdicts else UNDETERMINED if UNDETERMINED in verdicts else MET
        observed = _number(low) if low == high else None
        if weak:
            reasons = {Reason(ReasonCode.EVIDENCE_TOO_WEAK, rule.id): None}
            verdict = UNDETERMINED
        if verdict is UNDETERMINED:
            why = tuple(reasons) or torn_over(rule.id, levels, level, context)
            return Node(about, verdict, observed, level.required, None, why, tuple(notes), children)
        weakly = rests_weakly or level.provisional
        return Node(about, verdict, observed, level.required, Basis.COMPUTED, (), tuple(notes), children, weakly)

    return graded


def _verdict(held: list[bool]) -> Verdict:
    return UNDETERMINED if len(set(held)) > 1 else MET if held[0] else NOT_MET


def _most(group: PointGroup) -> Fraction:
    found = sum((Fraction(each.ends[1]) for each in group.items), Fraction(0))
    return found if group.cap is None else min(found, Fraction(group.cap))


def _of_group(group: PointGroup, scorers: list[Scorer], context: Context) -> Found:
    low = high = Fraction(0)
    reasons: list[Reason] = []
    nodes: list[Node] = []
    for scorer in scorers:
        least, most, why, read = scorer(context)
        low, high = low + least, high + most
        reasons += why
        nodes += read
    if group.cap is not None:
        low, high = min(low, Fraction(group.cap)), min(high, Fraction(group.cap))
    return low, high, tuple(reasons), tuple(nodes)


def _scorer(program: Judge, item: Scored) -> Scorer:
    least, most = (Fraction(end) for end in item.ends)
    if item.way == "indicator":
        label, weight = item.indicator or "", Fraction(item.points or 0)

        def by_indicator(context: Context) -> Found:
            node = program.judge(label, context)
            if node.verdict is UNDETERMINED:
                return Fraction(0), weight, node.reasons, ()
            points = weight if node.verdict is MET else Fraction(0)
            return points, points, (), ()

        return by_indicator
    reader = FigureReader(program, item.measure or "")

    def by_figure(context: Context) -> Found:
        entry, node = reader.node(context)
        if entry is None:
            return least, most, node.reasons, (node,)
        points = _points(item, Fraction(entry.number))
        return points, points, (), (node,)

    return by_figure


def _points(item: Scored, figure: Fraction) -> Fraction:
    """Return the points that a figure gives, exactly."""
    if item.way == "bands":
        return max((Fraction(band.from_), Fraction(band.points)) for band in (_NOTHING, *item.bands)
                   if band is _NOTHING or Fraction(band.from_) <= figure)[1]  # fmt: skip
    if item.way == "proportion":
        full = Fraction(item.full_at or 1)
        return Fraction(item.points or 0) * max(Fraction(0), min(figure, full)) / full
    return -min(Fraction(item.deduct or 0) * max(Fraction(0), figure), Fraction(item.most or 0))


_NOTHING = Band(from_=Decimal("-1e99"), points=Decimal(0))


def _number(points: Fraction) -> Decimal:
    """Return points as they are told: exact where they have an end, else cut after six digits."""
    return (Decimal(points.numerator) / Decimal(points.denominator)).quantize(Decimal("0.000001")).normalize()


__all__ = ["compile_graded"]
