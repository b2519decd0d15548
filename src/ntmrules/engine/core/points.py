"""Points of a provincial scale, and rule functions of plugins."""

from __future__ import annotations

from decimal import Decimal

from ntmrules.engine.core.about import Run, about_requirement
from ntmrules.engine.core.context import Context, FigureReader, Judge
from ntmrules.engine.core.joins import is_where_asked, unsettled
from ntmrules.engine.core.level_finder import LevelFinder, torn_over
from ntmrules.engine.core.nodes import computed_node, undetermined_node
from ntmrules.errors import FOREIGN, PluginError, problem
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Floor
from ntmrules.model.figures import Entry
from ntmrules.model.points import Range, by_verdict, reached, total
from ntmrules.model.rulebook import Rule
from ntmrules.model.trace import Among, Beside, Node, Note, NoteCode
from ntmrules.model.verdicts import Reason, ReasonCode, Verdict
from ntmrules.plugins.functions import no_function

UNDETERMINED = Verdict.UNDETERMINED


def compile_points(program: Judge, rule: Rule, item: req.Points) -> Run:
    """Judge points: what is met already, up to what may still be met, against the pass mark; both ends have to agree.

    A total that somebody reports decides only where the weights are not known. Where they are it stands beside, flagged: taken
    for an answer it would say more than the indicators do, and lose it again with the next of their figures.
    """
    about = about_requirement(program, rule, item)
    levels = LevelFinder(program, rule.id, item.threshold, item.op, about.unit)
    reader = FigureReader(program, item.measure or rule.id)
    whole = sum(item.weights.values(), Decimal(0))

    def points(context: Context) -> Node:
        entry, seen = reader.node(context)
        level = levels.at(context, entry.period if entry is not None and not item.weights else None)
        waiting: dict[Reason, None] = {}
        if item.weights:
            parts = {label: program.judge(label, context) for label in item.weights}
            verdicts = {label: counted_as(part) for label, part in parts.items()}
            for label, part in parts.items():
                waiting |= dict.fromkeys(part.reasons if verdicts[label] is UNDETERMINED else ())
            found = total(by_verdict(verdicts[label], weight) for label, weight in item.weights.items())
            counted = Among(*found, whole)
            notes: tuple[Note, ...] = (Note(NoteCode.POINTS, counted), *reported_beside(entry, counted))
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


def counted_as(part: Node) -> Verdict | None:
    """Return the verdict of a part as points hear it: open where it was reported away though no text foresees it, and none at all
    where it is not met or not applicable, whichever it is."""
    if is_where_asked(part, Verdict.NOT_MET):
        return Verdict.NOT_MET
    return UNDETERMINED if unsettled(part) else part.verdict


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
