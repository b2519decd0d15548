"""Rules over which a pack has laid an entry: the trace shows the province's text beside the national one."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ntmrules.engine.core.about import Run, about_requirement
from ntmrules.engine.core.conditions import asked, where_it_applies
from ntmrules.engine.core.context import Context, FigureReader, Judge
from ntmrules.engine.core.nodes import computed_node, report_node
from ntmrules.engine.core.requirements import compile_requirement
from ntmrules.frozen import evolve
from ntmrules.model.evidence import Evidence
from ntmrules.model.levels import ENTRY_LABELS
from ntmrules.model.overrides import Placed, Verb
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.rulebook import Former, Rule
from ntmrules.model.trace import About, Node, NodeKind, Note, NoteCode
from ntmrules.model.verdicts import Verdict


def with_entries(program: Judge, rule: Rule, run: Callable[..., Node]) -> Callable[..., Node]:
    """Return ``run`` with a node for every entry laid over the rule.

    The node's verdict is that of the national text alone, ``required`` the level that the entry asks. Under it stand
    the national requirement, what the entry asks by itself, and with ``measure_as`` the figure of the national measure.
    """
    newest = _Over(program, rule, rule.national, rule.applied)
    kept = [(asked(program, each.clause.when, about_rule(rule)), _Over.kept(program, rule, each))
            for each in reversed(rule.formers)]  # fmt: skip

    gone = rule.waived and not rule.formers

    def overlaid(context: Context, child: Node | None = None) -> Node:
        node = _with_report(_waived(about_rule(rule)), rule, context) if gone else run(context, child)
        # Of several clauses that hold a unit keeps the oldest text; while that is not known the newest is told.
        known = ((holds(context)[0].holds, over) for holds, over in kept)
        first = next((each for each in known if each[0] is not False), None)
        over = first[1] if first is not None and first[0] else newest
        return node._replace(children=(*node.children, *over.nodes(context)))

    return overlaid


def has_entries(rule: Rule) -> bool:
    """Tell whether a pack has laid an entry over a rule, or over a text of it that some units keep."""
    return bool(rule.applied) or any(each.applied or each.unsure for each in rule.formers)


class _Over:
    """The entries over one text of a rule, as the trace shows them."""

    def __init__(
        self, program: Judge, rule: Rule, national: AnyRequirement | None, laid: Iterable[Placed],
        others: Iterable[tuple[Placed, NoteCode]] = (),
    ) -> None:  # fmt: skip
        """``others``: entries that are not laid over it, or of which that is not known, each with the note that says so."""
        run = compile_requirement(program, rule, national) if national is not None else None
        if run is not None and (rule.applies or rule.gates):
            run = where_it_applies(program, rule, run)
        self._national = run
        self._laid = [
            (about_entry(each), entry_notes(each), _own(program, rule, each), _former_reading(program, rule, each))
            for each in laid
        ]
        self._others = tuple(
            Node(about_entry(each), None, notes=(*entry_notes(each), Note(code))) for each, code in others
        )

    @classmethod
    def kept(cls, program: Judge, rule: Rule, former: Former) -> _Over:
        """Return the entries over a text that some units keep, with those that are not for these units."""
        brought = [each for each in rule.applied if each.override.indicator or each.override.criterion]
        unsure = {each.override.id: (each, NoteCode.ENTRY_UNSURE_FOR_KEPT) for each in former.unsure}
        heard = {each.override.id for each in (*former.applied, *brought)} | set(unsure)
        apart = [(each, NoteCode.ENTRY_NOT_FOR_KEPT) for each in rule.applied if each.override.id not in heard]
        return cls(program, rule, former.national, (*brought, *former.applied), (*unsure.values(), *apart))

    def nodes(self, context: Context) -> tuple[Node, ...]:
        """Return a node for each entry."""
        alone = self._national(context) if self._national is not None else None
        verdict = alone.verdict if alone is not None else None
        extra = []
        for about, notes, own, former in self._laid:
            asked_ = own(context) if own is not None else None
            read = former.node(context)[1] if former is not None else None
            before = alone if about.kind is not NodeKind.ADD else None  # before it there was nothing to judge
            under = tuple(each for each in (before, asked_, read) if each is not None)
            level = asked_.required if asked_ is not None else None
            decided = verdict if before is not None else None
            extra.append(Node(about, decided, required=level, notes=notes, children=under))
        return (*extra, *self._others)


def about_entry(placed: Placed) -> About:
    """Return the fixed part of the node of an entry; its kind is the verb."""
    override = placed.override
    return About(
        kind=NodeKind(override.verb.value),
        id=override.id,
        label=ENTRY_LABELS[override.verb],
        provision=override.provision,
        evidence=override.evidence or _evidence(placed),
    )


def _evidence(placed: Placed) -> Evidence | None:
    return getattr(placed.override.pass_ or placed.override.requirement, "evidence", None)


def entry_notes(placed: Placed) -> tuple[Note, ...]:
    """Return what the node of an entry notes: its pack, its days, the legal basis it names."""
    override = placed.override
    notes = [Note(NoteCode.PACK, placed.pack), Note(NoteCode.ENTRY_FROM, override.from_.isoformat())]
    if override.to is not None:
        notes.append(Note(NoteCode.ENTRY_TO, override.to.isoformat()))
    if override.legal_basis is not None:
        notes.append(Note(NoteCode.LEGAL_BASIS, str(override.legal_basis)))
    return tuple(notes)


def _own(program: Judge, rule: Rule, placed: Placed) -> Callable[[Context], Node] | None:
    """What the entry asks, judged by itself; nothing where it asks nothing of its own."""
    override = placed.override
    if override.requirement is None:
        return None
    given = evolve(override.requirement, provision=override.provision)
    if given.measure is None:
        given = evolve(given, measure=override.part or rule.measure)
    return compile_requirement(program, rule, given)


def _former_reading(program: Judge, rule: Rule, placed: Placed) -> FigureReader | None:
    """With ``measure_as`` the figure under the national measure is shown too, where there is one."""
    if placed.override.verb is not Verb.MEASURE_AS:
        return None
    return FigureReader(program, placed.override.part or rule.measure or rule.id)


def text_run(program: Judge, rule: Rule, text: Rule | Former) -> Run:
    """Return what judges a text of a rule, its own or one that some units keep; one that a pack waives asks nothing."""
    if not text.waived:
        return compile_requirement(program, rule, text.requirement)
    about = about_requirement(program, rule, text.requirement)
    return lambda _: _waived(about)


def about_rule(rule: Rule) -> About:
    """Return the fixed part of an indicator's node."""
    return About(
        kind=NodeKind.INDICATOR,
        id=rule.id,
        label=rule.name,
        number=rule.number,
        measure=rule.measure,
        provision=rule.provision,
        requirement=rule.requirement.kind,
    )


def _with_report(node: Node, rule: Rule, context: Context) -> Node:
    """Return the node of an indicator that is waived with what was reported on it: nothing is accepted and lost."""
    report = context.reports.get(rule.id)
    if report is None or context.deaf_to(rule.id):
        return node
    against = () if report.verdict is node.verdict else (Note(NoteCode.CONTRADICTION, report.verdict),)
    return node._replace(notes=(*node.notes, *against), children=(*node.children, report_node(rule.id, report)))


def _waived(about: About) -> Node:
    return computed_node(about, Verdict.NOT_APPLICABLE, None, None, (Note(NoteCode.WAIVED),), (), False)


__all__ = ["about_entry", "about_rule", "entry_notes", "has_entries", "text_run", "with_entries"]
