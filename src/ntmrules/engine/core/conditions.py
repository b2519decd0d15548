"""Conditions on a unit judged from its facts, numbers and zones; rules that apply, or ask the former text, by them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from ntmrules.engine.core.about import Run
from ntmrules.engine.core.context import Context, FigureReader, Judge
from ntmrules.engine.core.joins import PROVISIONAL, WHERE_ASKED, asked_note, is_where_asked, where_asked
from ntmrules.engine.core.nodes import computed_node
from ntmrules.engine.core.zoned import Columns, Held, held
from ntmrules.frozen import evolve
from ntmrules.model.conditions import Condition, Transition, read_by, zones_of
from ntmrules.model.evidence import Provision
from ntmrules.model.not_applicable import can_be_not_applicable
from ntmrules.model.rulebook import Former, Rule
from ntmrules.model.text import Text
from ntmrules.model.trace import About, Node, NodeKind, Note, NoteCode
from ntmrules.model.verdicts import Basis, Reason, Verdict

MET, NOT_MET = Verdict.MET, Verdict.NOT_MET
UNDETERMINED, NOT_APPLICABLE = Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE

APPLIES = Text("Đối tượng áp dụng", "Of which units it is asked")
TRANSITION = Text("Chuyển tiếp: đơn vị giữ văn bản trước", "Transition: units that keep the former text")

Texts: TypeAlias = Callable[[Former], Run]
Asked: TypeAlias = Callable[[Context], tuple[Held, Node]]


def conditional(program: Judge, rule: Rule, run: Run, text: Texts) -> Run:
    """Return ``run`` of a rule whose text depends on the unit: what it keeps of former texts, and whether it applies.

    ``text`` compiles what one of them asks.
    """
    return where_it_applies(program, rule, _with_formers(program, rule, rule.formers, run, text))


def where_it_applies(program: Judge, rule: Rule, run: Run) -> Run:
    """Return ``run`` asked only of the units that the indicator, its criterion and clauses of its set are for."""
    for index, each in enumerate((*rule.applies, *rule.gates), 1):
        about = About(kind=NodeKind.CONDITION, id=_applies(rule, index), label=APPLIES,
                      provision=each.provision or rule.provision, evidence=each.evidence)  # fmt: skip
        run = _where(run, asked(program, each.when, about), of_the_set=index > len(rule.applies))
    return run


def known_to_apply(rule: Rule, node: Node) -> bool:
    """Tell whether every condition on which an indicator is asked is known to hold, by the node of it or of its requirement.

    Then a report of «không áp dụng» is one that the text does not foresee of this unit.
    """
    if not rule.foreseen_elsewhere:
        return False
    shown = _conditions(rule, node)
    return all(shown.get(_applies(rule, index)) is MET for index, _ in enumerate(rule.applies, 1))


def may_be_not_applicable(rule: Rule, node: Node) -> bool:
    """Tell whether an indicator that is open may turn out not applicable to the unit once more is known."""
    return can_be_not_applicable(rule) or UNDETERMINED in _conditions(rule, node).values()


def _conditions(rule: Rule, node: Node) -> dict[str, Verdict | None]:
    """Return what is known of each condition on which an indicator is asked, by the node of it or of its requirement."""
    asked_where = {_applies(rule, index) for index, _ in enumerate((*rule.applies, *rule.gates), 1)}
    shown = (each for part in (node, *node.children) for each in part.children)
    return {each.about.id: each.verdict for each in shown if each.about.id in asked_where}


def were_it_to_hold(when: Condition, rules: Sequence[Rule], nodes: Sequence[Node]) -> tuple[Node, ...] | None:
    """Return what indicators come to if a condition that all of them share, and of which nobody knows, holds.

    Nothing where it is known, or where some of them are decided otherwise: then they do not stand or fall with it.
    """
    found = []
    for rule, node in zip(rules, nodes, strict=True):
        if node.verdict is NOT_APPLICABLE and node.basis is Basis.COMPUTED:
            found.append(node)
            continue
        shown = _conditions(rule, node)
        own = {_applies(rule, index) for index, each in enumerate(rule.applies, 1) if each.when == when}
        if node.verdict is not UNDETERMINED or any(shown.get(each) is not UNDETERMINED for each in own):
            return None
        alone = all(each in own for each, known in shown.items() if known is UNDETERMINED) and not _asks_open(node)
        note = asked_note(node)
        if note is not None and alone:
            verdict = MET if is_where_asked(node, MET) else NOT_MET
            weak = note.value == PROVISIONAL
            node = node._replace(verdict=verdict, basis=Basis.COMPUTED, reasons=(), notes=(), provisional=weak)
        found.append(node)
    return tuple(found)


def _asks_open(node: Node) -> bool:
    """Tell whether an indicator asks for another one, or a criterion, that is open itself."""
    asked = next((each for each in node.children if each.kind is NodeKind.REQUIREMENT), None)
    if asked is None or asked.about.requirement != "meets" or not asked.children:
        return False
    return asked.children[0].verdict is UNDETERMINED


def _applies(rule: Rule, index: int) -> str:
    return f"{rule.id}:applies{index}"


def _with_formers(program: Judge, rule: Rule, formers: tuple[Former, ...], run: Run, text: Texts) -> Run:
    """The last one is asked first: of several clauses that hold a unit keeps the oldest text."""
    for former in formers:
        old = _with_formers(program, rule, former.formers, text(former), text)
        run = _with_former(program, rule, former, run, old)
    return run


def transition_about(name: str, label: Text, clause: Transition, provision: Provision) -> About:
    """Return the fixed part of the node that says whether a unit keeps what was."""
    return About(kind=NodeKind.TRANSITION, id=name, label=label, provision=clause.provision or provision,
                 evidence=clause.evidence)  # fmt: skip


def asked(program: Judge, condition: Condition, about: About) -> Asked:
    """Return what tells whether a condition holds for a unit, with the node that shows it."""
    readers = [FigureReader(program, name) for name in dict.fromkeys(read_by(condition))]
    schemes = tuple(dict.fromkeys(program.book.scheme_of((zone,)) for zone in zones_of(condition)))

    def held_by(context: Context) -> tuple[Held, Node]:
        columns: Columns = context.columns
        found = held(program.book, condition, context.bound, columns)
        read = [reader.node(context)[1] for reader in readers]
        for scheme in schemes:
            read += [node for node in context.placed_by(scheme) if node not in read]
        verdict = UNDETERMINED if found.holds is None else MET if found.holds else NOT_MET
        return found, Node(about, verdict, reasons=found.reasons, children=tuple(read))

    return held_by


def _where(run: Run, asked: Asked, *, of_the_set: bool) -> Run:
    """Ask only of units for which a condition holds; of others it is not applicable, and open while that is not known.

    ``of_the_set``: by a clause of the whole set; what holds of units that keep another one is told there, and not here.
    """

    def where(context: Context) -> Node:
        found, condition = asked(context)
        node = run(context)
        if found.holds or (found.holds is None and node.verdict is NOT_APPLICABLE and not of_the_set):
            return node._replace(children=(*node.children, condition))
        if found.holds is None:
            undecided = node.reasons if node.verdict is UNDETERMINED else ()
            reasons = tuple(dict.fromkeys((*found.reasons, *undecided)))
            notes = _without_asked(node).notes if of_the_set else node.notes
            if node.verdict in WHERE_ASKED and node.basis is Basis.COMPUTED and not of_the_set:
                notes = (*notes, where_asked(node.verdict, provisional=node.provisional))
            return node._replace(verdict=UNDETERMINED, basis=None, reasons=reasons, provisional=False, notes=notes,
                                 children=(*node.children, condition))  # fmt: skip
        why = (Note(NoteCode.DOES_NOT_APPLY),)
        return computed_node(node.about, NOT_APPLICABLE, node.observed, None, why, (condition,), False)

    return where


def _with_former(program: Judge, rule: Rule, former: Former, run: Run, old: Run) -> Run:
    """Judge by the former text where its clause holds, by the new one where it does not; by both while that is open."""
    clause = former.clause
    about = transition_about(f"{rule.id}:transition", TRANSITION, clause, rule.provision)
    holds = asked(program, clause.when, about)
    until = Note(NoteCode.KEPT_UNTIL, clause.until.isoformat())

    def transition(context: Context) -> Node:
        found, condition = holds(context)
        if found.holds is not None:
            node = _without_asked((old if found.holds else run)(context))
            kept = condition._replace(notes=(until,)) if found.holds else condition
            return node._replace(children=(*node.children, kept))
        one, other = old(context), _without_asked(run(context))
        condition = condition._replace(notes=(until,), children=(*condition.children, _named(one, former)))
        if one.verdict is other.verdict and other.verdict is not UNDETERMINED:
            return other._replace(provisional=one.provisional or other.provisional,
                                  children=(*other.children, condition))  # fmt: skip
        reasons: tuple[Reason, ...] = tuple(dict.fromkeys((*found.reasons, *one.reasons, *other.reasons)))
        return other._replace(verdict=UNDETERMINED, basis=None, reasons=reasons, provisional=False,
                              children=(*other.children, condition))  # fmt: skip

    return transition


def _without_asked(node: Node) -> Node:
    """Return a node without the note on whether it applies, which is that of one text only."""
    if not node.notes:
        return node
    return node._replace(notes=tuple(note for note in node.notes if note.code not in WHERE_ASKED.values()))


def _named(node: Node, former: Former) -> Node:
    return node._replace(about=evolve(node.about, provision=former.version.provision))


__all__ = [
    "asked", "conditional", "known_to_apply", "may_be_not_applicable", "transition_about", "were_it_to_hold", "where_it_applies",
]  # fmt: skip
