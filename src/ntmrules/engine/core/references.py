"""Requirements that look at other sets and at the units inside: the trace nests."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypeVar

from ntmrules.engine.core.about import Run, about_requirement
from ntmrules.engine.core.context import Context, FigureReader, Judge
from ntmrules.engine.core.joins import PROVISIONAL, UNFORESEEN, WHERE_ASKED, asked_note, is_where_asked, where_asked
from ntmrules.engine.core.joins import asked_met as where_met
from ntmrules.engine.core.level_finder import LevelFinder, torn_over
from ntmrules.engine.core.nodes import computed_node, joined_node, report_node, reported_node, undetermined_node
from ntmrules.figures.bind import asked_of_level, beside_notes, bind
from ntmrules.figures.larger_units import heard_inside
from ntmrules.frozen import frozen
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.asked import child_sets
from ntmrules.model.asked_twice import rules_under
from ntmrules.model.evidence import Floor
from ntmrules.model.figures import Bound, Entry, UnitFigures
from ntmrules.model.joined import not_applicable_is_met, settled_without_total
from ntmrules.model.levels import Level
from ntmrules.model.logic import compare
from ntmrules.model.rounding import rounded
from ntmrules.model.rulebook import Rule
from ntmrules.model.text import Text
from ntmrules.model.trace import About, Among, Exceeding, Node, NodeKind, Note, NoteCode
from ntmrules.model.unit_names import level_among, same_name
from ntmrules.model.verdicts import Basis, Reason, ReasonCode, Verdict

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
NOT_APPLICABLE = Verdict.NOT_APPLICABLE

WHOLE = Decimal(100)

Judges = TypeVar("Judges", bound=Judge)


def target_of(program: Judges, target: str) -> tuple[Judges, str]:
    """Return the program of the target's set and the label in it; an empty label means the whole set."""
    return walk.find_target(target, program.nested, program)


def _report(context: Context, other: Judge, label: str) -> Entry | None:
    """Return what was reported on a whole target set (parts of it take their own reports)."""
    return None if label or context.deaf_to(other.book.id) else context.reports.get(other.book.id)


def inside(context: Context, program: Judge, other: Judge) -> Context:
    """Return the context of the same unit under the set ``other``, made once an evaluation."""
    if other is program:
        return context
    inner: Context = context.cache.setdefault(other.book.id, context.within(other))
    return inner


def reported(
    about: About, node: Node, target: str, report: Entry, former: Verdict | None, inner: Context,
    notes: tuple[Note, ...] = (), *, provisional: bool = False,
) -> Node:  # fmt: skip
    """Return what a report on a whole set makes of a ``node`` that is undetermined, of which ``inner`` is the context.

    It stands, unless a figure taken back since (``former``) contradicted it, or what is known does in each way in which the
    rest may turn out; «không áp dụng», which no text foresees of a whole set, settles nothing.
    """
    under = (node, report_node(target, report))
    if former is not None:
        notes = (*notes, Note(NoteCode.CONTRADICTED_BY_WITHDRAWN, former))
    elif report.verdict is NOT_APPLICABLE:
        notes = (UNFORESEEN,)
    elif inner.whole_fits_no_way(report.verdict):
        notes = (*notes, Note(NoteCode.CONTRADICTION, report.verdict))
    else:
        return reported_node(about, report.verdict, (), notes, under, provisional=provisional)
    return undetermined_node(about, None, None, node.reasons, notes, under)


def compile_meets(program: Judge, rule: Rule, item: req.Meets) -> Run:
    """Judge the same unit by another set (or part of one); a report on the target counts where nothing is computed."""
    about = about_requirement(program, rule, item, item.evidence)
    weak = (Reason(ReasonCode.EVIDENCE_TOO_WEAK, rule.id),) if item.evidence.rank < program.book.floor else ()
    provisional = item.evidence.rank < Floor.EXCERPT

    def meets(context: Context, node: Node | None = None) -> Node:
        other, label = target_of(program, item.target)
        if node is None:
            node = other.judge(label, inside(context, program, other))
        verdict: Verdict | None = node.verdict
        notes: tuple[Note, ...] = ()
        if weak:
            return undetermined_node(about, None, None, weak, (), (node,))
        if verdict is NOT_APPLICABLE and node.has_note(UNFORESEEN.code):
            verdict, notes = UNDETERMINED, (UNFORESEEN,)  # it settles nothing there, so it settles nothing here
        report = _report(context, other, label)
        if verdict is UNDETERMINED and report is not None:
            again = context.contradicted(other.book.id, report.verdict, meets)
            inner = inside(context, program, other)
            return reported(about, node, item.target, report, again, inner, notes, provisional=provisional)
        asked = asked_note(node) if label else None  # of a whole set a report may say more
        if asked is not None:
            notes = (*notes, Note(asked.code, PROVISIONAL) if provisional else asked)
        rests = node.provisional or (provisional and verdict is not UNDETERMINED)
        basis = None if verdict is UNDETERMINED else node.basis
        return joined_node(about, verdict, basis, node.reasons, notes, (node,), rests)

    return meets


def _as_above(bound: Bound, above: Context) -> Bound:
    """Return what is known of a unit inside; what it was before anything was taken back, where that is asked above."""
    return bound.as_it_was() if above.back else bound


def compile_children(program: Judge, rule: Rule, item: Any) -> Run:
    """Judge the child units and compare how many of them are met.

    One to which what is asked does not apply counts as its own set says: as met, or not at all.

    The list of children may be short: the number of all of them is the figure ``so-<kind>``, and those not handed in are
    undetermined. So a missing commune never raises a share. Without children, the share itself may be given as a figure.
    """
    share = item.kind == "share_of"
    about = about_requirement(program, rule, item)
    total_reader = FigureReader(program, f"so-{item.children}")
    direct = FigureReader(program, rule.measure) if rule.measure else None
    levels = LevelFinder(program, rule.id, item.threshold, item.op, "%" if share else item.children)
    one_set = len(child_sets(program.book).get(item.children, ())) <= 1
    as_met = item.target is not None and not_applicable_is_met(target_of(program, item.target)[0].book)
    counted_as = Note(NoteCode.CHILD_COUNTS_AS_MET if as_met else NoteCode.CHILD_DROPS_OUT)

    def child(unit: UnitFigures, above: Context) -> Node:
        if item.target is None:
            bound = _as_above(bind(program.book, unit, elsewhere=asked_of_level(above.top, None)), above)
            entry = bound.known(item.measure)
            verdict = UNDETERMINED if entry is None else entry.value
            reasons = (Reason(ReasonCode.NO_FIGURE, item.measure),) if entry is None else ()
            return Node(_unit(unit, above.unit), verdict, None, None, Basis.COMPUTED if entry else None, reasons)  # type: ignore[arg-type]
        other, label = target_of(program, item.target)
        elsewhere = asked_of_level(above.top, other.book.set.level)
        unit = heard_inside(other.book, unit, above.unit, program.book.set.level)
        bound = _as_above(bind(other.book, unit, bare=one_set, elsewhere=elsewhere), above)
        inner = Context(other, other.book, unit, bound, above.log, above.top, back=above.back)
        node = other.judge(label, inner)
        report = _report(inner, other, label)
        notes = beside_notes(bound, elsewhere)
        if node.verdict is UNDETERMINED and report is not None:
            again = inner.contradicted(other.book.id, report.verdict, lambda context: other.judge(label, context))
            return reported(_unit(unit, above.unit), node, item.target, report, again, inner, notes)
        about_unit = _unit(unit, above.unit)
        if node.verdict is NOT_APPLICABLE and node.has_note(
            UNFORESEEN.code
        ):  # it settles nothing there, so nothing here
            return undetermined_node(about_unit, None, None, node.reasons, (*notes, UNFORESEEN), (node,))
        if node.verdict is NOT_APPLICABLE:
            notes = (*notes, counted_as)
        asked = asked_note(node) if label else None  # of a whole set a report may say more
        if label and asked is None and node.verdict is UNDETERMINED:
            inside_of = rules_under(other.book, label)
            asked = inner.wherever_it_is_asked(f"{label}#inside", inside_of, lambda again: other.judge(label, again))
        if asked is not None:
            notes = (*notes, asked)
        return joined_node(about_unit, node.verdict, node.basis, node.reasons, notes, (node,), node.provisional)

    def children(context: Context) -> Node:
        wanted = (None, item.children)
        units = [each for each in context.unit.children if level_among(each.unit, each.level, item.children) in wanted]
        entry, seen = total_reader.node(context)
        if not units and direct is not None:
            given, figure = direct.node(context)
            if given is not None:
                level = levels.at(context, given.period)
                return _decide(context, level, [given.number], (figure, *level.nodes), given.number, Basis.COMPUTED)
        level = levels.at(
            context
        )  # of the year of assessment: how many there are may be told by an older figure, or by none
        nodes = tuple(child(unit, context) for unit in units)
        not_applicable = [node for node in nodes if node.verdict is NOT_APPLICABLE] if item.target is not None else []
        asked_met, asked_not_met = (sum(is_where_asked(node, each) for node in nodes) for each in (MET, NOT_MET))
        # Met or not applicable, whichever: each is as good as met, where what does not apply counts so.
        sure = asked_met if as_met else 0
        soft = [weak for asked, weak in map(where_met, nodes) if asked]
        met = sum(node.verdict is MET for node in nodes) + (len(not_applicable) if as_met else 0) + sure
        lost = sum(node.verdict is NOT_MET for node in nodes)
        parts = (seen, *level.nodes, *nodes)
        deciding = [node for node in nodes if node.verdict is MET] + (not_applicable if as_met else [])
        basis = Basis.COMPUTED if all(node.basis is Basis.COMPUTED for node in deciding) else Basis.MIXED
        weak = any(node.provisional for node in nodes) or any(soft)
        if entry is None:
            settled = settled_without_total(item, level.values, met, lost)
            if settled is not None:
                told = (Note(NoteCode.CHILDREN_LOST, lost),) if settled is NOT_MET else ()
                weak = weak or level.provisional
                return Node(about, settled, None, level.required, basis, (), told, parts, weak)
            reasons = dict.fromkeys([*seen.reasons, *level.reasons, *(r for n in nodes for r in n.reasons)])
            return undetermined_node(about, None, level.required, tuple(reasons), (), parts)
        total = int(entry.number)
        if len(nodes) > total:
            more = (Note(NoteCode.MORE_CHILDREN_THAN_SAID, Exceeding(len(nodes), total)),)
            return undetermined_node(about, None, level.required, total_reader.missing, more, parts)
        if total == 0 and share:  # no such unit inside: a share of nothing does not apply (a count of nothing is 0)
            nothing = (Note(NoteCode.NO_CHILDREN),)
            return computed_node(about, NOT_APPLICABLE, None, level.required, nothing, parts, False)
        counted = total if as_met else total - len(not_applicable)
        if counted == 0 and share:
            nothing = (Note(NoteCode.CHILDREN_NOT_ASKED),)
            return computed_node(about, NOT_APPLICABLE, None, level.required, nothing, parts, False)
        ends = Ends(met, lost, counted) if as_met else Ends(met, lost, counted, asked_met, asked_not_met)
        low, high = ends.low(share=share), ends.high(share=share)
        most = counted - lost - ends.asked_not_met
        notes: tuple[Note, ...] = (Note(NoteCode.CHILDREN, Among(met, most, counted)),)
        if len(nodes) < total:
            notes = (*notes, Note(NoteCode.CHILDREN_MISSING, total - len(nodes)))
        missing = (
            (Reason(ReasonCode.NO_FIGURE, item.children, lacking=total - len(nodes)),) if len(nodes) < total else ()
        )
        reasons = dict.fromkeys(
            (*missing, *(r for n in nodes if n.verdict is UNDETERMINED and not _counts(n) for r in n.reasons))
        )
        node = _decide(context, level, [low, high], parts, low if low == high else None, basis, provisional=weak)
        none_sure = share and item.target is not None and not as_met and not met and not lost
        if node.verdict in WHERE_ASKED and none_sure:  # all of them may turn out to be none of those that are asked
            asked_if = where_asked(node.verdict, provisional=node.provisional)
            return undetermined_node(about, None, level.required, tuple(reasons), (*notes, asked_if), parts)
        if node.verdict is not UNDETERMINED:
            return node._replace(notes=notes)
        # What the children leave open says it all, unless the level itself is in doubt.
        nothing_more = Reason(ReasonCode.NO_FIGURE, rule.id)
        own = [reason for reason in node.reasons if not reasons or reason != nothing_more]
        return node._replace(notes=notes, reasons=(*reasons, *own))

    def _counts(node: Node) -> bool:
        """Tell whether a unit inside counts as met whether or not it is asked."""
        return as_met and is_where_asked(node, MET)

    def _decide(
        context: Context,
        level: Level,
        ends: list[Decimal],
        parts: tuple[Node, ...],
        observed: Decimal | None,
        basis: Basis,
        *,
        provisional: bool = False,
    ) -> Node:
        if item.kind == "share_of" and item.round is not None:
            ends = [rounded(end, item.round) for end in ends]
            observed = ends[0] if observed is not None else None
        if not level.values:
            open_level = (*level.reasons, *levels.doubt(context, level))
            return undetermined_node(about, observed, level.required, open_level, (), parts)
        found = {compare(item.op, end, level.values) for end in ends}
        verdict = found.pop() if len(found) == 1 else UNDETERMINED
        if verdict is UNDETERMINED:

            def leaves_open(values: Sequence[Decimal]) -> bool:
                return any(compare(item.op, end, values) is UNDETERMINED for end in ends)

            why: tuple[Reason, ...] = (Reason(ReasonCode.NO_FIGURE, rule.id),)
            if leaves_open(level.values):
                why = torn_over(rule.id, levels, level, context, leaves_open)
            return undetermined_node(about, observed, level.required, why, (), parts)
        return Node(about, verdict, observed, level.required, basis, (), (), parts, provisional or level.provisional)

    return children


@frozen
class Ends:
    """How many units inside may be met, of how many: ``counted`` are all but those that do not apply for sure.

    ``asked_met`` and ``asked_not_met`` of them are met (not met) or drop out, whichever it is.
    """

    met: int
    lost: int
    counted: int
    asked_met: int = 0
    asked_not_met: int = 0

    def low(self, *, share: bool) -> Decimal:
        """Return the least that can be met: what fails where it is asked is asked, what is met there is not."""
        return _ratio(self.met, self.counted - self.asked_met, share=share, none=WHOLE)

    def high(self, *, share: bool) -> Decimal:
        """Return the most that can be met: what is met where it is asked is asked, what fails there is not."""
        most = self.counted - self.asked_not_met
        return _ratio(most - self.lost, most, share=share, none=Decimal(0))


def _ratio(part: int, total: int, *, share: bool, none: Decimal) -> Decimal:
    """Return ``part`` of ``total`` in percent, or by itself; ``none`` of a share of nothing."""
    if not share:
        return Decimal(part)
    if not total:
        return none
    return Decimal(part) * 100 / Decimal(total)


def _unit(unit: UnitFigures, around: UnitFigures) -> About:
    """Return what a unit inside is called: with what it lies in, where that is not the unit that looks at it."""
    inside = unit.within is None or same_name(unit.within, around.unit)
    return About(kind=NodeKind.UNIT, id=unit.unit, label=Text(unit.unit if inside else unit.called))


__all__ = ["compile_children", "compile_meets", "inside", "reported", "target_of"]
