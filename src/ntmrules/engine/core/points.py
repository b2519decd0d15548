"""Points of a provincial scale, and rule functions of plugins."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from ntmrules.engine.core.about import Run, about_requirement
from ntmrules.engine.core.context import Context, FigureReader, Judge
from ntmrules.engine.core.joins import asked_note, unsettled
from ntmrules.engine.core.level_finder import LevelFinder, torn_over
from ntmrules.engine.core.nodes import computed_node, undetermined_node
from ntmrules.errors import FOREIGN, PluginError, problem
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Floor
from ntmrules.model.figures import Entry
from ntmrules.model.joined import points_where_not_applicable
from ntmrules.model.points import Range, by_verdict, reached, total
from ntmrules.model.rulebook import Rule
from ntmrules.model.trace import Among, Beside, Node, Note, NoteCode, PointsOf
from ntmrules.model.verdicts import Reason, ReasonCode, Verdict
from ntmrules.plugins.functions import no_function

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
UNDETERMINED, NOT_APPLICABLE = Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE
WHERE_ASKED = {NoteCode.MET_WHERE_ASKED: MET, NoteCode.NOT_MET_WHERE_ASKED: NOT_MET}


def compile_points(program: Judge, rule: Rule, item: req.Points) -> Run:
    """Judge points: what is met already, up to what may still be met, against the pass mark; both ends have to agree.

    A total that somebody reports decides only where the weights are not known. Where they are it stands beside, flagged: taken
    for an answer it would say more than the indicators do, and lose it again with the next of their figures.
    """
    about = about_requirement(program, rule, item)
    levels = LevelFinder(program, rule.id, item.threshold, item.op, about.unit)
    reader = FigureReader(program, item.measure or rule.id)
    whole = sum(item.weights.values(), Decimal(0))
    parts = [PointsFor(program, rule, item, label, weight) for label, weight in item.weights.items()]

    def points(context: Context) -> Node:
        entry, seen = reader.node(context)
        level = levels.at(context, entry.period if entry is not None and not item.weights else None)
        waiting: dict[Reason, None] = {}
        if item.weights:
            given = [part.given(context) for part in parts]
            for each in given:
                waiting |= dict.fromkeys(each.reasons)
            found = total(each.points for each in given)
            counted = Among(*found, whole)
            apart = [note for each in given for note in each.notes]
            notes: tuple[Note, ...] = (Note(NoteCode.POINTS, counted), *apart, *reported_beside(entry, counted))
        elif entry is not None:
            said = entry.value if isinstance(entry.value, Decimal) else Decimal(0)
            found, notes = Range(said, said), ()
        else:
            why = (*seen.reasons, *level.reasons)
            return undetermined_node(about, None, level.required, why, (), (seen, *level.nodes))
        children = (seen, *level.nodes) if entry is not None or not item.weights else level.nodes
        observed = found.low if found.low == found.high else None
        if not level.values:
            asked = (*level.reasons, *levels.doubt(context, level))
            return undetermined_node(about, observed, None, asked, notes, children)
        verdict = reached(found, level.values, item.op)
        if verdict is UNDETERMINED:
            # Where nothing is open the points are known, and it is the pass mark that is in doubt.
            reasons = tuple(waiting) or torn_over(
                rule.id, levels, level, context, lambda span: reached(found, span, item.op) is UNDETERMINED
            )
            return undetermined_node(about, observed, level.required, reasons, notes, children)
        return computed_node(about, verdict, observed, level.required, notes, children, level.provisional)

    return points


class Given(NamedTuple):
    """The points that something gives, why that is not one number, what is told of it, and what was read for it."""

    points: Range
    reasons: tuple[Reason, ...] = ()
    notes: tuple[Note, ...] = ()
    nodes: tuple[Node, ...] = ()


class PointsFor:
    """What points give for one indicator or criterion, by its verdict.

    What does not apply has the points that the text or the set gives it, else it is open between none and all of them, for
    nothing says whether it is missed; so is what was reported away though no text foresees it.
    """

    def __init__(self, program: Judge, rule: Rule, item: req.Points, label: str, points: Decimal | Fraction) -> None:
        self._judge, self._label, self._points = program.judge, label, points
        self._unasked = points_where_not_applicable(item, program.book)
        self._silent = (Reason(ReasonCode.THRESHOLD_UNKNOWN, rule.id),)

    def given(self, context: Context) -> Given:
        """Return what it gives to the unit of ``context``."""
        part = self._judge(self._label, context)
        if part.verdict is NOT_APPLICABLE and not unsettled(part):
            return self._where_not_applicable(part)
        note = asked_note(part)
        verdict = UNDETERMINED if unsettled(part) else part.verdict
        if note is not None and WHERE_ASKED[note.code] is self._stands_for:
            verdict = self._stands_for  # met (not met) or not applicable, nobody knows which, and both give the same
        return Given(self._by(verdict), part.reasons if verdict is UNDETERMINED else ())

    @property
    def _stands_for(self) -> Verdict:
        """The verdict whose points are given to what does not apply."""
        return UNDETERMINED if self._unasked is None else MET if self._unasked == "full_points" else NOT_MET

    def _by(self, verdict: Verdict | None) -> Range:
        return by_verdict(verdict, self._points)

    def _where_not_applicable(self, part: Node) -> Given:
        found = self._by(self._stands_for)
        low, high, most = (told_points(each) for each in (*found, self._points))
        told = PointsOf(part.about.number or self._label, part.label, Among(low, high, most))
        return Given(found, self._silent if self._unasked is None else (), (Note(_TOLD[self._unasked], told),))


_TOLD = {
    "full_points": NoteCode.NOT_APPLICABLE_FULL_POINTS,
    "no_points": NoteCode.NOT_APPLICABLE_NO_POINTS,
    None: NoteCode.NOT_APPLICABLE_OPEN_POINTS,
}


def told_points(points: Decimal | Fraction) -> Decimal:
    """Return points as they are told: exact where they have an end, else cut after six digits."""
    if isinstance(points, Decimal):
        return points
    return (Decimal(points.numerator) / Decimal(points.denominator)).quantize(Decimal("0.000001")).normalize()


def reported_beside(entry: Entry | None, counted: Among) -> tuple[Note, ...]:
    """Return the flag on a total that was reported beside its parts: whether they can come to it."""
    if entry is None or not isinstance(entry.value, Decimal):
        return ()
    fits = counted.low <= entry.value <= counted.high
    return (Note(NoteCode.POINTS_REPORTED if fits else NoteCode.POINTS_CONTRADICTED, Beside(entry.value, counted)),)


def compile_function(program: Judge, rule: Rule, item: req.Function) -> Run:
    """Judge by a rule function of a plugin, called only when all that it reads is there.

    Raises ``PluginError``: NTM209 where no plugin brings it, and when it is called NTM205 for an error or no verdict.
    """
    functions = program.book.functions
    function = functions.get(item.name)
    if function is None:
        raise PluginError(no_function(item.name, functions).at(rule.id))
    about = about_requirement(program, rule, item, item.evidence)
    readers = [FigureReader(program, measure) for measure in function.reads]
    weak = (Reason(ReasonCode.EVIDENCE_TOO_WEAK, rule.id),) if item.evidence.rank < program.book.floor else ()
    provisional = item.evidence.rank < Floor.EXCERPT

    def judged(context: Context) -> Node:
        found = [reader.node(context) for reader in readers]
        children = tuple(node for _, node in found)
        reasons = tuple(reason for _, node in found for reason in node.reasons) + weak
        for reader, (entry, _) in zip(readers, found, strict=True):
            # «không áp dụng» is no answer that a function knows of.
            reasons += reader.missing if entry is not None and entry.value is Verdict.NOT_APPLICABLE else ()
        if reasons:
            return undetermined_node(about, None, None, reasons, (), children)
        values = {
            reader.measure: entry.value for reader, (entry, _) in zip(readers, found, strict=True) if entry is not None
        }
        try:
            verdict = function.judge(values)
        except FOREIGN as error:
            raise PluginError(
                problem("NTM205.function-raises", rule.id, name=item.name, error=f"{type(error).__name__}: {error}")
            ) from error
        if not isinstance(verdict, str) or verdict not in (Verdict.MET, Verdict.NOT_MET):
            raise PluginError(problem("NTM205.function-no-verdict", rule.id, name=item.name, verdict=repr(verdict)))
        return computed_node(about, Verdict(verdict), None, None, (), children, provisional)

    return judged
