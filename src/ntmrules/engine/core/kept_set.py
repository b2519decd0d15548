"""A former set that some units keep whole: the root of the new one has its verdict, and its tallies are those of the former."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Protocol, Self, TypeAlias

from ntmrules.engine.core.conditions import asked, transition_about
from ntmrules.engine.core.context import Context, Judge
from ntmrules.engine.core.references import reported
from ntmrules.frozen import evolve
from ntmrules.model.rulebook import KeptSet, Rulebook, with_rules
from ntmrules.model.text import Text
from ntmrules.model.trace import About, Node, NodeKind, Note, NoteCode
from ntmrules.model.verdicts import Reason, Tallies, Verdict

UNDETERMINED = Verdict.UNDETERMINED
KEPT = Text("Chuyển tiếp: đơn vị giữ bộ tiêu chí trước", "Transition: units that keep the former set")

Judged: TypeAlias = tuple[Node, Tallies]


class Whole(Judge, Protocol):
    """A rulebook, compiled, that judges the whole of its set."""

    @property
    def nested(self) -> Mapping[str, Self]:
        """The sets that this one looks at, by id."""

    def run(self, context: Context) -> Judged:
        """Return the set's node and its tallies."""


def with_kept(
    program: Whole, kept: KeptSet, make: Callable[[Rulebook], Whole]
) -> Callable[[Context, Node, Tallies], Judged]:
    """Return what makes of the set's root, judged by its own criteria, the root under the clause of a former set.

    Where the clause holds, nothing of the new set is asked (its indicators have a condition of their own for that) and the
    former one decides; while that is open, only what both come to. ``make`` compiles a rulebook.
    """
    former = program.nested[kept.id]
    clause = kept.clause
    about = transition_about(f"{program.book.id}:transition", KEPT, clause, program.book.set.provision)
    holds = asked(program, clause.when, about)
    until = Note(NoteCode.KEPT_SET_UNTIL, clause.until.isoformat())
    of_all: list[Whole] = []

    def by_former(context: Context) -> Judged:
        inner = context.within(former)
        node, tallies = former.run(inner)
        report = inner.reports.get(kept.id)
        if node.verdict is UNDETERMINED and report is not None and not context.deaf_to(kept.id):
            again = inner.contradicted(kept.id, report.verdict, lambda each: former.run(each)[0])
            told = About(kind=NodeKind.TRANSITION, id=f"{kept.id}#kept", label=former.book.set.name)
            node = reported(told, node, kept.id, report, again, inner)
        return node, tallies

    def by_all(context: Context) -> Node:
        """The verdict of the new set, were it asked of the unit."""
        if not of_all:
            of_all.append(make(ungated(program.book)))
        return of_all[0].run(context.within(of_all[0]))[0]

    def kept_root(context: Context, node: Node, tallies: Tallies) -> Judged:
        found, condition = holds(context)
        if found.holds is False:
            return node._replace(children=(*node.children, condition)), tallies
        old, old_tallies = by_former(context)
        condition = condition._replace(notes=(until,), children=(*condition.children, old))
        under = (*node.children, condition)
        if found.holds:
            return old._replace(about=node.about, observed=None, basis=old.basis, children=under,
                                notes=(*node.notes, until), source=None, at=""), old_tallies  # fmt: skip
        new = by_all(context)
        if new.verdict is old.verdict and new.verdict is not UNDETERMINED:
            rests = new.provisional or old.provisional
            return node._replace(verdict=new.verdict, basis=new.basis, reasons=(), provisional=rests,
                                 children=under), tallies  # fmt: skip
        reasons: tuple[Reason, ...] = tuple(dict.fromkeys((*found.reasons, *old.reasons, *new.reasons)))
        return node._replace(verdict=UNDETERMINED, basis=None, reasons=reasons, provisional=False,
                             children=under), tallies  # fmt: skip

    return kept_root


def ungated(book: Rulebook) -> Rulebook:
    """Return the set as it is asked of units that keep no former one."""
    return with_rules(evolve(book, kept=None), lambda rule: evolve(rule, gates=()))


__all__ = ["ungated", "with_kept"]
