"""The reference engine: a rulebook compiled once to closures, one tree of nodes an evaluation."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from ntmrules.engine.core.about import Run
from ntmrules.engine.core.conditions import (
    conditional,
    known_to_apply,
    may_be_not_applicable,
    were_it_to_hold,
)
from ntmrules.engine.core.context import Context
from ntmrules.engine.core.fast_path import Lane, lane_of, run_all, walk
from ntmrules.engine.core.joins import (
    UNFORESEEN,
    WHERE_ASKED,
    Counts,
    Weights,
    asked_note,
    count,
    implied,
    join_all,
    open_only_for_asking,
    ruled_out,
    weigh,
    where_asked,
)
from ntmrules.engine.core.kept_set import with_kept
from ntmrules.engine.core.nodes import joined_node, report_node, reported_node, undetermined_node
from ntmrules.engine.core.passing import Passing, both
from ntmrules.engine.core.provincial import about_entry, about_rule, entry_notes, has_entries, text_run, with_entries
from ntmrules.figures.bind import CRITERIA_TALLY, INDICATORS_TALLY, beside_notes, bind
from ntmrules.figures.larger_units import with_larger
from ntmrules.frozen import evolve
from ntmrules.model.attainment import Attainment
from ntmrules.model.figures import Bound, Entry, UnitFigures
from ntmrules.model.joined import not_applicable_is_met
from ntmrules.model.not_applicable import shared_by
from ntmrules.model.rulebook import Heading, Rule, Rulebook
from ntmrules.model.trace import About, Node, NodeKind, Note, NoteCode
from ntmrules.model.verdicts import Basis, Reason, ReasonCode, Tallies, Tally, Verdict

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
UNDETERMINED, NOT_APPLICABLE = Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE
COMPUTED, REPORTED, MIXED = Basis.COMPUTED, Basis.REPORTED, Basis.MIXED

RuleRun: TypeAlias = Callable[..., Node]
HeadingRun: TypeAlias = Callable[..., tuple[Node, Counts]]

OUTSIDE = Note(NoteCode.OUTSIDE_FORCE)
DOUBTED = Note(NoteCode.REPORTED_AGAINST_WEAK_LEVEL)


class Core:
    """The engine ``core``."""

    name = "core"

    def evaluate(self, rulebook: Rulebook, figures: UnitFigures) -> Attainment:
        """Judge one unit; see ``Rulebook.evaluate``."""
        program: Program = rulebook.memo("core", lambda: Program(rulebook))
        figures = with_larger(rulebook, figures)
        bound = bind(rulebook, figures)
        node, tallies = program.run(Context(program, rulebook, figures, bound))
        return attainment(rulebook, figures, bound, node, tallies, self.name)


CORE = Core()


def attainment(
    rulebook: Rulebook,
    figures: UnitFigures,
    bound: Bound,
    node: Node,
    tallies: Tallies,
    engine: str,
    firings: tuple[Any, ...] = (),
) -> Attainment:
    """Return the attainment over a judged tree, with the tallies that somebody reported beside it."""
    report = bound.reports.get(rulebook.id)
    marks = beside_notes(bound)
    if report is not None:
        marks = (Note(NoteCode.REPORTED_BESIDE, report.verdict), *marks)
    return Attainment(
        unit=figures.unit,
        rulebook=rulebook,
        trace=node._replace(notes=(*node.notes, *marks)) if marks else node,
        tally=tallies,
        figures=figures,
        engine=engine,
        firings=firings,
        bound=bound,
        reported_verdict=report.verdict if report is not None else None,
        reported_criteria=_fraction(bound, CRITERIA_TALLY),
        reported_indicators=_fraction(bound, INDICATORS_TALLY),
    )


def _fraction(bound: Bound, key: str) -> tuple[int, int] | None:
    entry = bound.tallies.get(key)
    return entry.value if entry is not None and isinstance(entry.value, tuple) else None


class Program:
    """A compiled rulebook. Closures made over it judge other sets through it, so each engine has programs of its own."""

    memo = "core"

    def __init__(self, book: Rulebook) -> None:
        self.book = book
        make = type(self)
        self.nested = {
            set_id: each.memo(self.memo, lambda each=each: make(each)) for set_id, each in book.nested.items()
        }
        self.na_counts = not_applicable_is_met(book)
        self.marks: tuple[Note, ...] = (OUTSIDE,) if book.outside_force else ()
        self.rules = {rule.number: self._rule(rule) for rule in (*book.rules, *book.prerequisites, *book.added)}
        self.headings = [(heading, self._heading(heading)) for heading in book.headings]
        self.prerequisites = [self.rules[rule.number] for rule in (*book.prerequisites, *book.added)]
        self.added_headings = [(heading, self._added(heading)) for heading in book.added_headings]
        self.about = About(kind=NodeKind.SET, id=book.id, label=book.set.name, provision=book.set.provision)
        self.complete = book.complete
        self.passing = self._passing()
        self.unwritten = sum(_missing(heading) for heading in book.headings)
        self.kept = with_kept(self, book.kept, make) if book.kept is not None else None

    def _passing(self) -> Passing | None:
        """Return the pass rule of the set over its criteria; nothing where all of them have to be met."""
        rule, declared = self.book.set.pass_, self.book.set.declared.criteria
        if rule is None:
            return None
        missing = max(0, (declared or 0) - len(self.book.headings))
        return Passing(rule, self.book.id, self.book.floor, missing=missing, known=declared is not None,
                       na_counts=self.na_counts)  # fmt: skip

    def _rule(self, rule: Rule) -> RuleRun:
        run = text_run(self, rule, rule)
        if rule.conditional:
            run = conditional(self, rule, run, lambda text: text_run(self, rule, text))
        about = about_rule(rule)
        judge = _indicator_run(rule, about, run, (*self.marks, *lapse_notes(rule)))
        return with_entries(self, rule, judge) if has_entries(rule) else judge

    def _added(self, heading: Heading) -> HeadingRun:
        """Compile a criterion that a pack adds: it decides with the others and is counted apart."""
        self.rules.update({rule.number: self._rule(rule) for rule in heading.rules})
        return self._heading(heading)

    def _heading(self, heading: Heading) -> HeadingRun:
        foreseen = heading.foreseen

        def lanes_of(areas: tuple[str, ...]) -> list[Lane]:
            rules = heading.rules
            return [lane_of(self, rule, self.rules[rule.number], about_rule(rule), areas, self.marks) for rule in rules]

        passing = None
        if heading.passes is not None:
            known = heading.complete or heading.declared is not None
            passing = Passing(heading.passes, heading.id, self.book.floor, missing=_missing(heading), known=known,
                              na_counts=self.na_counts)  # fmt: skip
        hidden = self.book.hidden > 0
        run = _criterion_run(heading, lanes_of, foreseen, self.marks, self.na_counts, passing, hidden=hidden)
        return run if heading.passed_by is None else self._passed_by(heading, run)

    def _passed_by(self, heading: Heading, run: HeadingRun) -> HeadingRun:
        """Show the entry of a pack by which the criterion passes, with what it comes to by the national text alone."""
        assert heading.passed_by is not None
        rule = heading.criterion.pass_
        known = heading.complete or heading.declared is not None
        national = None if rule is None else Passing(
            rule, heading.id, self.book.floor, missing=_missing(heading), known=known, na_counts=self.na_counts)  # fmt: skip
        about, notes = about_entry(heading.passed_by), entry_notes(heading.passed_by)

        def passed(
            context: Context, nodes: tuple[Node, ...] | None = None, concluded: Verdict | None = None
        ) -> tuple[Node, Counts]:
            node, counts = run(context, nodes, concluded)
            parts = tuple(each for each in node.children if each.kind is NodeKind.INDICATOR)
            alone = (join_all(parts, weigh(parts)) if national is None else national.join(parts, weigh(parts)))[0]
            if not heading.complete and alone is not NOT_MET:
                alone = UNDETERMINED
            return node._replace(children=(*node.children, Node(about, alone, notes=notes))), counts

        return passed

    def run(self, context: Context) -> tuple[Node, Tallies]:
        """Return the set's node and its tallies."""
        judged = [run(context) for _, run in self.headings]
        node, tallies = self.assemble(context, judged, self.outside(context))
        return (node, tallies) if self.kept is None else self.kept(context, node, tallies)

    def outside(self, context: Context) -> tuple[Node, ...]:
        """Return what decides the set and is not counted in it: prerequisites, and what packs add."""
        added = [run(context)[0] for _, run in self.added_headings]
        return (*(run(context) for run in self.prerequisites), *added)

    def judge(self, label: str, context: Context) -> Node:
        """Return the node of a criterion or indicator, or of the set (no label), made once an evaluation."""
        key = f"{self.book.id}/{label}"
        node: Node | None = context.cache.get(key)
        if node is None:
            if not label:
                node = self.run(context)[0]
            elif label in self.rules:
                node = self.rules[label](context)
            else:
                node = self.heading_run(label)(context)[0]
            context.cache[key] = node
        return node

    def heading_run(self, number: str) -> HeadingRun:
        """Return what judges the criterion with this label."""
        return next(run for heading, run in (*self.headings, *self.added_headings) if heading.number == number)

    def assemble(
        self,
        context: Context,
        judged: list[tuple[Node, Counts]],
        outside: tuple[Node, ...],
        concluded: Verdict | None = None,
    ) -> tuple[Node, Tallies]:
        """Return the set's node and tallies over its criteria and prerequisites, judged already."""
        nodes = [node for node, _ in judged]
        everything = (*nodes, *outside)
        weights = weigh(everything)
        tallies = self._tallies(weigh(nodes) if outside else weights, [counts for _, counts in judged])
        if self.book.added or self.book.added_headings:
            tallies = evolve(tallies, added=self._tally_added(outside))
        passing: tuple[Note, ...] = ()
        if self.passing is None:
            verdict, basis, reasons, provisional = join_all(everything, weights, concluded)
        else:
            inside = self.passing.join(tuple(nodes), weigh(nodes))
            found = both(inside, join_all(outside, weigh(outside))) if outside else inside
            verdict, basis, reasons, provisional = found
            passing = self.passing.notes(nodes)
        if not self.complete and verdict is not NOT_MET:
            verdict, basis, provisional = UNDETERMINED, None, False
            reasons = (*reasons, Reason(ReasonCode.SET_INCOMPLETE, self.book.id))
        if verdict is UNDETERMINED and context.bound.split:
            reasons = (Reason(ReasonCode.UNIT_SPLIT, context.unit.unit), *reasons)
        if verdict is UNDETERMINED and context.bound.old:
            reasons = (*_outdated(context, self.book.id)[0], *reasons)
        notes = (*self.marks, *passing, *context.notes)
        root = joined_node(self.about, verdict, basis, reasons, notes, everything, provisional)
        return root, tallies

    def _tally_added(self, outside: tuple[Node, ...]) -> Tally:
        """Count the indicators that packs add, apart from the national ones."""
        own = {rule.id for rule in self.book.added}
        nodes = [node for node in outside if node.id in own]
        nodes += [
            child
            for node in outside
            if node.kind == "criterion"
            for child in node.children
            if child.kind == "indicator"
        ]
        met, not_met, undetermined, not_applicable, low, high, reported = count(
            len(nodes), weigh(nodes), None, missing=0, na_counts=self.na_counts, known=True
        )
        return Tally(met, not_met, undetermined, not_applicable, low, high, len(nodes), len(nodes), reported)

    def _tallies(self, weights: Weights, counts: list[Counts]) -> Tallies:
        return Tallies(self._of_criteria(weights, len(counts)), self._of_indicators(counts))

    def _of_indicators(self, counts: list[Counts]) -> Tally:
        declared = self.book.set.declared.indicators
        totals = map(sum, zip(*counts, strict=True)) if counts else (0,) * 7
        met, not_met, undetermined, not_applicable, low, high, reported = totals
        modelled = met + not_met + undetermined + not_applicable
        counted = modelled + self.unwritten
        total = max(declared if declared is not None else counted, modelled)
        beyond = max(0, total - counted)  # declared by the set, under a criterion that nobody knows
        high = max(low, min(high + beyond, total))
        whole = declared is not None
        return Tally(met, not_met, undetermined, not_applicable, low, high, total, modelled, reported, whole)

    def _of_criteria(self, weights: Weights, number: int) -> Tally:
        declared = self.book.set.declared.criteria
        met, not_met, not_applicable = weights.met, weights.not_met, weights.not_applicable
        settled = not_applicable - weights.unsettled
        total = max(declared if declared is not None else number, number)
        low = met + (settled + weights.asked_met if self.na_counts else 0)
        high = total - not_met - (0 if self.na_counts else settled + weights.asked_not_met)
        undetermined = number - met - not_met - not_applicable
        return Tally(met, not_met, undetermined, not_applicable, low, high, total, number, weights.reported,
                     declared is not None)  # fmt: skip


def lapse_notes(rule: Rule) -> tuple[Note, ...]:
    """Return what became of the entries that others superseded which have ended since."""
    return tuple(
        Note(NoteCode.REVIVED if each.revived else NoteCode.SUPERSEDED_STAYS,
             f"{each.older.override.id} ← {each.newer.override.id} (→ {each.ended})")
        for each in rule.lapsed
    )  # fmt: skip


def _missing(heading: Heading) -> int:
    """The indicators that the decision counts under the criterion and nobody has written down."""
    return max(0, (heading.declared or 0) - len(heading.rules))


def _indicator_run(rule: Rule, about: About, run: Run, marks: tuple[Note, ...]) -> RuleRun:
    rule_id, foreseen = rule.id, rule.foreseen

    def indicator(context: Context, child: Node | None = None) -> Node:
        if child is None:
            child = run(context)
        verdict = child.verdict
        report = context.reports.get(rule_id)
        asked, open_marks, shown = _told_once(child, marks) if child.notes else (None, marks, child)
        if report is None or context.deaf_to(rule_id):
            if verdict is UNDETERMINED and rule_id in context.bound.old:
                reasons, parts = _outdated(context, rule_id)
                return undetermined_node(about, None, None, (*reasons, *child.reasons), open_marks, (shown, *parts))
            return joined_node(about, verdict, child.basis, child.reasons, open_marks, (shown,), child.provisional)
        reported = report.verdict
        reports = report_node(rule_id, report)
        if verdict is not UNDETERMINED:
            notes = marks if reported is verdict else (*marks, Note(NoteCode.CONTRADICTION, reported))
            return joined_node(about, verdict, child.basis, (), notes, (child, reports), child.provisional)
        former = context.contradicted(rule_id, reported, run)
        if former is not None:
            doubt = (*open_marks, Note(NoteCode.CONTRADICTED_BY_WITHDRAWN, former))
            return undetermined_node(about, None, None, child.reasons, doubt, (shown, reports))
        against = ruled_out(asked, reported) is not None
        if not against and (reported is not NOT_APPLICABLE or foreseen):
            applies = None if known_to_apply(rule, child) else lambda node: known_to_apply(rule, node)
            against = context.fits_no_way(rule_id, (rule,), reported, run, applies)
        if against:
            notes = (*open_marks, Note(NoteCode.CONTRADICTION, reported))
            return undetermined_node(about, None, None, child.reasons, notes, (shown, reports))
        if reported is NOT_APPLICABLE and (not foreseen or known_to_apply(rule, child)):
            return reported_node(about, reported, child.reasons, (*marks, UNFORESEEN), (child, reports))
        notes = (*marks, DOUBTED) if reported is MET and child.has_note(NoteCode.FAILS_WEAK_LEVEL) else marks
        return reported_node(about, reported, (), notes, (child, reports), source=report.source)

    return indicator


def _told_once(child: Node, marks: tuple[Note, ...]) -> tuple[Note | None, tuple[Note, ...], Node]:
    """Return the note of a requirement that is open only for whether it applies, the notes of its indicator with it, and the
    requirement without."""
    asked = asked_note(child)
    if asked is None:
        return None, marks, child
    return asked, (*marks, asked), child._replace(notes=tuple(note for note in child.notes if note is not asked))


def _outdated(context: Context, owner: str) -> tuple[tuple[Reason, ...], tuple[Node, ...]]:
    """Return the reason that a report of a time before the set gives, and its node; nothing where there is none."""
    old = context.bound.old.get(owner)
    if old is None:
        return (), ()
    reasons = (Reason(ReasonCode.FIGURE_STALE, owner),)
    node = report_node(owner, old)._replace(reasons=reasons)
    if old.as_of is not None and old.year is not None and old.year >= context.program.book.set.first_year:
        node = node._replace(notes=(Note(NoteCode.REPORTED_BEFORE, old.as_of),))
    return reasons, (node,)


def _criterion_run(
    heading: Heading, lanes_of: Callable[[tuple[str, ...]], list[Lane]], foreseen: bool, marks: tuple[Note, ...],
    na_counts: bool, passing: Passing | None = None, *, hidden: bool,
) -> HeadingRun:  # fmt: skip
    about = About(kind=NodeKind.CRITERION, id=heading.id, label=heading.name, number=heading.number)
    own_marks = marks
    missing = _missing(heading)
    complete = heading.complete
    hole = () if complete else (Reason(ReasonCode.SET_INCOMPLETE, heading.id),)
    known = complete or heading.declared is not None
    hidden = hidden and not known
    shared = shared_by(heading.rules)
    only_asked = open_only_for_asking if passing is None else passing.open_only_for_asking
    lanes: dict[tuple[str, ...], list[tuple[Any, ...]]] = {}
    outcomes: dict[tuple[int, int, int, int], tuple[Verdict, Basis | None, bool, Counts]] = {}

    def criterion(
        context: Context, nodes: tuple[Node, ...] | None = None, concluded: Verdict | None = None
    ) -> tuple[Node, Counts]:
        report = context.reports.get(heading.id)
        if report is not None and context.deaf_to(heading.id):
            report = None
        if nodes is None:
            areas = context.areas
            if areas not in lanes:
                lanes[areas] = [tuple(lane) for lane in lanes_of(areas)]
            placed = areas and context.placed_by(None)  # what chose the row of a level is told in the long way alone
            nodes, common = walk(context, lanes[areas]) if not placed else (run_all(context, lanes[areas]), None)
            if common is not None and report is None and complete and passing is None:
                outcome = outcomes.get(common)
                if outcome is None:  # what so many met and not met come to is worked out once
                    outcomes[common] = outcome = plainly(nodes, common)
                verdict, basis, provisional, counts = outcome
                return joined_node(about, verdict, basis, (), marks, nodes, provisional), counts
        return judged(context, nodes, report, concluded)

    def plainly(
        nodes: tuple[Node, ...], common: tuple[int, int, int, int]
    ) -> tuple[Verdict, Basis | None, bool, Counts]:
        weights = Weights.of_common(*common)
        verdict, basis, _, provisional = join_all(nodes, weights)
        counts = count(len(nodes), weights, None, missing=missing, na_counts=na_counts, known=known)
        return verdict, basis, provisional, counts

    def asked_of(nodes: tuple[Node, ...], weights: Weights) -> Note | None:
        found = only_asked(nodes, weights)
        for when in shared if found is None else ():
            given = were_it_to_hold(when, heading.rules, nodes)
            if given is not None:
                found = found or asked_if(given)
        return found

    def asked_if(given: tuple[Node, ...]) -> Note | None:
        """The note where the criterion is what ``given`` come to, or not applicable: all stand or fall with one condition."""
        weights = weigh(given)
        verdict, _, _, weak = join_all(given, weights) if passing is None else passing.join(given, weights)
        if verdict in WHERE_ASKED:
            return where_asked(verdict, provisional=weak)
        return only_asked(given, weights)

    def against_what_is_known(context: Context, nodes: tuple[Node, ...], asked: Note | None, reported: Verdict) -> bool:
        if ruled_out(asked, reported) is not None:
            return True
        if reported is NOT_APPLICABLE and not foreseen:  # that decides nothing by itself
            return False
        applies = None if asked_here(nodes) else lambda node: asked_here(node.children)
        return context.fits_no_way(heading.id, heading.rules, reported, lambda again: criterion(again)[0], applies)

    def asked_here(nodes: tuple[Node, ...]) -> bool:
        """Tell whether one of the indicators is decided, or known to be asked: then the criterion cannot be left out."""
        inside = zip(heading.rules, nodes, strict=False)  # what was reported on the criterion stands behind them
        return any(node.verdict in WHERE_ASKED or known_to_apply(rule, node) for rule, node in inside)

    def judged(
        context: Context, nodes: tuple[Node, ...], report: Entry | None, concluded: Verdict | None
    ) -> tuple[Node, Counts]:
        weights = weigh(nodes)
        found = join_all(nodes, weights, concluded) if passing is None else passing.join(nodes, weights)
        verdict, basis, reasons, provisional = found
        if not complete and verdict is not NOT_MET:
            verdict, basis, provisional = UNDETERMINED, None, False
            reasons = (*reasons, *hole)
        marks = own_marks if passing is None else (*own_marks, *passing.notes(nodes))
        notes = marks
        reported: Verdict | None = None
        reports: tuple[Node, ...] = ()
        asked = asked_of(nodes, weights) if verdict is UNDETERMINED and complete else None
        if report is not None:
            reports = (report_node(heading.id, report),)
            former = (
                context.contradicted(heading.id, report.verdict, lambda again: criterion(again)[0])
                if verdict is UNDETERMINED
                else None
            )
            if former is not None:
                notes = (*marks, Note(NoteCode.CONTRADICTED_BY_WITHDRAWN, former))
            elif verdict is UNDETERMINED and not against_what_is_known(context, nodes, asked, report.verdict):
                reported = verdict = report.verdict
                basis, provisional = REPORTED, False
                here = foreseen and not asked_here(nodes)
                if reported is NOT_APPLICABLE and not here:
                    notes = (*marks, UNFORESEEN)
                else:
                    reasons = ()
                if passing is None or reported is NOT_APPLICABLE:
                    elsewhere = tuple(map(may_be_not_applicable, heading.rules, nodes))
                    nodes = implied(nodes, reported, complete=complete, foreseen=here, elsewhere=elsewhere)
                    weights = weigh(nodes)
            elif report.verdict is not verdict:
                notes = (*marks, Note(NoteCode.CONTRADICTION, report.verdict))
        elif verdict is UNDETERMINED and context.bound.old:
            why, reports = _outdated(context, heading.id)
            reasons = (*why, *reasons)
        if verdict is UNDETERMINED and asked is not None:
            notes = (*notes, asked)
        # Enough of the parts says nothing of each of them, and no more of those that nobody has written down.
        silent = passing is not None and (reported is MET or passing.may_fall_short(nodes))
        whole = None if silent else reported
        counts = count(len(nodes), weights, whole, missing=missing, na_counts=na_counts, known=known, hidden=hidden)
        under = (*nodes, *reports) if reports else nodes
        if reported is None:
            return joined_node(about, verdict, basis, reasons, notes, under, provisional), counts
        return reported_node(about, reported, reasons, notes, under), counts

    return criterion


__all__ = ["CORE", "Core", "Program"]
