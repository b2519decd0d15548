"""Requirements compiled to closures: each takes the context of one evaluation and gives one node."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ntmrules.engine.core.about import Run, about_requirement, borderline
from ntmrules.engine.core.context import Context, FigureReader, Judge
from ntmrules.engine.core.graded import compile_graded
from ntmrules.engine.core.joins import join
from ntmrules.engine.core.level_finder import LevelFinder
from ntmrules.engine.core.nodes import computed_node, joined_node, undetermined_node
from ntmrules.engine.core.other_figures import compile_against
from ntmrules.engine.core.points import compile_function, compile_points
from ntmrules.engine.core.references import compile_children, compile_meets
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Floor
from ntmrules.model.joined import joined
from ntmrules.model.levels import Level, sure_failure
from ntmrules.model.logic import OPERATORS
from ntmrules.model.requirements import AnyComparison, AnyRequirement
from ntmrules.model.rounding import rounded
from ntmrules.model.rulebook import Rule
from ntmrules.model.trace import About, Node, NodeKind, Note, NoteCode, Required, Step
from ntmrules.model.verdicts import Basis, Reason, ReasonCode, Verdict
from ntmrules.model.walk import Visitor

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
UNDETERMINED, NOT_APPLICABLE = Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE
COMPUTED = Basis.COMPUTED

MISSES_WEAK = (Note(NoteCode.FAILS_WEAK_LEVEL),)


def compile_requirement(program: Judge, rule: Rule, item: AnyRequirement) -> Run:
    """Return the closure that judges ``item`` of ``rule``.

    The closure of a joining requirement, and of one that rests on another set, may be handed its parts already judged
    (and, for a join, the verdict already concluded); see ``engine.network``.
    """
    return _compiled.visit(item, program, rule)


def _misses_all(level: Level, test: Callable[[Decimal, Decimal], bool], figure: Decimal) -> bool:
    """Tell whether a figure misses every level that is known but too weakly to be used: nothing is decided by it, but a
    report of «đạt» beside such a figure deserves a second look."""
    for value in level.weak:
        if test(figure, value):
            return False
    return bool(level.weak)


def _comparison(program: Judge, rule: Rule, item: AnyComparison) -> Run:
    measure, op, threshold = item.measure or "", item.kind, item.threshold
    test, reader = OPERATORS[op], FigureReader(program, measure)
    about = about_requirement(program, rule, item)
    finder, rounding = LevelFinder(program, rule.id, threshold, op, about.unit, item.derived_from), item.round
    by_year, level_at, doubt = finder.by_year, finder.at, finder.doubt

    def comparison(context: Context) -> Node:
        entry, seen = reader.node(context)
        level = level_at(context, entry.period if entry is not None else None)
        under = (seen, *level.nodes)
        if level.free and level.asks_nothing:
            return computed_node(about, NOT_APPLICABLE, None, None, (), under, False)
        if entry is None:
            return undetermined_node(about, None, level.required, seen.reasons + level.reasons, (), under)
        figure: Decimal = entry.value  # type: ignore[assignment]
        told: tuple[Note, ...] = ()
        if rounding is not None:
            told = (Note(NoteCode.ROUNDED, Step(figure, rounded(figure, rounding))),)
            figure = rounded(figure, rounding)
        values = level.values
        if values:
            met = test(figure, values[0])
            if (len(values) == 1 or test(figure, values[-1]) is met) and (met or not level.free):
                notes: tuple[Note, ...] = told
                for low, high in level.near if rounding is None else ():
                    if low < figure < high:
                        notes = borderline(figure, values)
                if by_year and entry.period is not None and context.year - entry.period > 1:
                    notes = (*notes, Note(NoteCode.LEVEL_OF_OWN_YEAR, entry.period))
                return computed_node(
                    about, MET if met else NOT_MET, figure, level.required, notes, under, level.provisional
                )
            reasons = doubt(context, level)
            if not reasons or level.torn(lambda span: test(figure, span[0]) is not test(figure, span[1])):
                reasons = (*reasons, Reason(ReasonCode.THRESHOLD_DISPUTED, rule.id))
        else:
            if level.fails is not None and sure_failure(op, figure, level.fails) is NOT_MET:
                bound, below = Required(op, (level.fails,)), (*told, Note(NoteCode.BELOW_BOUND))
                return computed_node(about, NOT_MET, figure, bound, below, under, True)
            reasons = level.reasons + doubt(context, level) if level.by_area else level.reasons
        weak = MISSES_WEAK if level.weak and not values and _misses_all(level, test, figure) else ()
        return undetermined_node(about, figure, level.required, reasons, (*told, *weak), under)

    return comparison


def _assertion(program: Judge, rule: Rule, item: req.Attained | req.NoneOf) -> Run:
    """«Đạt» as answered, or a count of nought; both rest on the evidence that the text asks just that."""
    reader = FigureReader(program, item.measure or rule.id)
    about = about_requirement(program, rule, item, item.evidence)
    rank = item.evidence.rank
    weak = (Reason(ReasonCode.EVIDENCE_TOO_WEAK, rule.id),) if rank < program.book.floor else ()
    provisional = rank < Floor.EXCERPT
    absence = isinstance(item, req.NoneOf)
    required = Required("none_of", (Decimal(0),)) if absence else None

    def assertion(context: Context) -> Node:
        entry, seen = reader.node(context)
        if entry is None or weak:
            observed = entry.value if entry is not None else None
            return undetermined_node(about, observed, required, seen.reasons + weak, (), (seen,))
        value = entry.value
        met = value == 0 if absence else value is MET
        if value is NOT_APPLICABLE:
            return undetermined_node(about, value, required, reader.missing, (), (seen,))
        return computed_node(about, MET if met else NOT_MET, value, required, (), (seen,), provisional)

    return assertion


def _left_undetermined(program: Judge, rule: Rule, item: AnyRequirement) -> Run:
    """A requirement left to somebody or not known: undetermined; a failed bound of a delegation is still a failure."""
    delegated = isinstance(item, req.Delegated)
    code = ReasonCode.THRESHOLD_DELEGATED if delegated else ReasonCode.THRESHOLD_UNKNOWN
    about = about_requirement(program, rule, item, getattr(item, "evidence", None))
    hole_about = About(
        kind=NodeKind.HOLE, id=f"{rule.id}:hole", label=about.label, why=about.why, evidence=about.evidence
    )
    hole = Node(
        hole_about, None, notes=(Note(NoteCode.DELEGATED_TO, item.to),) if isinstance(item, req.Delegated) else ()
    )
    reader = FigureReader(program, item.measure) if item.measure else None
    reasons = (Reason(code, rule.id),)
    bound = compile_requirement(program, rule, item.bound) if isinstance(item, req.Delegated) and item.bound else None

    def undetermined(context: Context) -> Node:
        children: tuple[Node, ...] = (hole,)
        observed = None
        if reader is not None:
            entry, seen = reader.node(context)
            if entry is not None:
                children, observed = (seen, hole), entry.value
        if bound is not None:
            kept = bound(context)
            children = (*children, kept)
            if kept.verdict is NOT_MET:
                return computed_node(about, NOT_MET, observed, None, (Note(NoteCode.BELOW_BOUND),), children, True)
        return undetermined_node(about, observed, None, reasons, (), children)

    return undetermined


def _compound(rule: Rule, item: AnyRequirement, k: int, runs: list[Run]) -> Run:
    about = About(
        kind=NodeKind.REQUIREMENT,
        id=f"{rule.id}:{item.kind}",
        label=item.label or rule.name,
        rule=rule.id,
        requirement=item.kind,
        provision=item.provision or rule.provision,
        k=k,
    )

    silent = Reason(ReasonCode.THRESHOLD_UNKNOWN, rule.id) if isinstance(item, req.KOf) else None

    def compound(context: Context, nodes: tuple[Node, ...] | None = None, concluded: Verdict | None = None) -> Node:
        if nodes is None:
            nodes = tuple([run(context) for run in runs])
        verdict, basis, reasons, provisional = join(k, nodes, concluded, silent)
        return joined_node(about, verdict, basis, reasons, (), nodes, provisional)

    return compound


class _Compiled(Visitor[Run]):
    """The closure that judges each kind, made from the program and the rule."""

    def _parts(self, item: AnyRequirement, program: Judge, rule: Rule) -> Run:
        k, parts = joined(item)  # type: ignore[misc]
        return _compound(rule, item, k, [self.visit(part, program, rule) for part in parts])

    def on_comparison(self, item: AnyComparison, program: Judge, rule: Rule) -> Run:
        return _comparison(program, rule, item)

    def _assertion(self, item: req.Attained | req.NoneOf, program: Judge, rule: Rule) -> Run:
        return _assertion(program, rule, item)

    def on_meets(self, item: req.Meets, program: Judge, rule: Rule) -> Run:
        return compile_meets(program, rule, item)

    def on_child_count(self, item: req.ChildCount, program: Judge, rule: Rule) -> Run:
        return compile_children(program, rule, item)

    def on_against_figure(self, item: req.AgainstFigure, program: Judge, rule: Rule) -> Run:
        return compile_against(program, rule, item)

    def on_points(self, item: req.Points, program: Judge, rule: Rule) -> Run:
        return compile_graded(program, rule, item) if item.groups else compile_points(program, rule, item)

    def on_function(self, item: req.Function, program: Judge, rule: Rule) -> Run:
        return compile_function(program, rule, item)

    def _left(self, item: AnyRequirement, program: Judge, rule: Rule) -> Run:
        return _left_undetermined(program, rule, item)

    on_compound = on_between = _parts
    on_attained = on_none_of = _assertion
    on_delegated = on_unknown = _left
    on_derived = _left  # resolving turns it into comparisons, so none is left unless a caller makes one by hand


_compiled = _Compiled()
