"""A rulebook as a network: leaves that are judged outside, and joins that are concluded from the verdicts beneath.

The joins are the criteria, the set, the sets it rests on, compound requirements, and the requirements over another
set. Whatever compares a figure is a leaf and is judged by the closures of the reference engine; an indicator with a
plain requirement is one leaf, its report included. The tree of the trace is then built by the closures of the
reference engine, each handed its parts and the verdict that was concluded.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from attrs import Factory

from ntmrules.engine.core.context import Context
from ntmrules.engine.forward.rules import (
    FLAGS,
    LOST,
    MET,
    MOST_RULES,
    NOT_APPLICABLE,
    NOT_MET,
    REPORTED_AS,
    UNDETERMINED,
    UNFORESEEN,
    VERDICT_OF,
    Fact,
    Rule,
    fault,
    in_order,
    node_rules,
)
from ntmrules.frozen import define
from ntmrules.model.firing import Of, Place
from ntmrules.model.trace import Node, NoteCode
from ntmrules.model.verdicts import Verdict

WHOLE = ("criterion", "set", "meets")


@define(eq=False)
class Leaf:
    """What is judged outside. ``run`` is nothing for the mark of an incomplete criterion or set: always open."""

    place: Place
    kind: str
    index: int
    program: int
    run: Callable[[Context], Any] | None
    may_not_apply: bool
    above: list[int] = Factory(list)

    level = 0


@define(eq=False)
class Join:
    """What is concluded: «at least ``k`` of the parts». ``build`` makes its node from those of its parts.

    ``again`` judges it without the network, to see whether figures taken back since contradicted the ``report``; ``fits_no_way``
    tells whether a report is against what is known, however what is open may turn out.
    """

    place: Place
    kind: str
    index: int
    program: int
    k: int
    parts: tuple[Leaf | Join, ...]
    build: Callable[[Context, list[Any], Verdict], Any]
    may_not_apply: bool
    level: int
    report: str | None
    foreseen: bool
    again: Callable[[Context], Node] | None = None
    fits_no_way: Callable[[Context, Verdict], bool] | None = None
    number: int = 0
    edges: tuple[int, ...] = ()
    above: list[int] = Factory(list)

    @property
    def judged(self) -> list[int]:
        """The places of its parts that have nodes."""
        return [part.index for part in self.parts if not isinstance(part, Leaf) or part.run is not None]


def word_of(node: Node) -> str:
    """Return the word by which a judged leaf enters the network."""
    if node.verdict is Verdict.NOT_APPLICABLE and node.has_note(NoteCode.NOT_APPLICABLE_UNFORESEEN):
        return UNFORESEEN
    return str(node.verdict)


def node_of(built: Any) -> Node:
    """Return the node of a place in the network; criteria and sets come with their counts."""
    return built if type(built) is Node else built[0]


class Network:
    """A compiled network. ``items``: parts before what they are parts of, so that the last is the root."""

    def __init__(self, items: list[Leaf | Join]) -> None:
        self.items = items
        self.joins = [item for item in items if isinstance(item, Join)]
        self.leaves = [item for item in items if isinstance(item, Leaf)]
        self.node_of: list[int] = []
        self.place_of: list[Place] = []
        for number, join in enumerate(self.joins):
            join.number = number
            join.edges = tuple(self._token(number, part.place) for part in join.parts)
            for part, edge in zip(join.parts, join.edges, strict=True):
                part.above.append(edge)
        self.reported_on = [self._token(join.number, join.place.told(Of.REPORT)) for join in self.joins]
        self._halves = {
            join.number: (
                self._token(join.number, join.place.told(Of.FEW)),
                self._token(join.number, join.place.told(Of.LOST)),
            )
            for join in self.joins
            if join.may_not_apply and 1 < join.k < len(join.parts)
        }
        self._edges = sum(len(join.parts) for join in self.joins)
        self._rulesets()

    def _token(self, node: int, place: Place) -> int:
        self.node_of.append(node)
        self.place_of.append(place)
        return len(self.node_of) - 1

    def _rulesets(self) -> None:
        """Lay the rules in as few rulesets as their number allows; a join never stands before one of its parts."""
        self.rulesets: list[list[Rule]] = [[]]
        self.ruleset_of: list[int] = []
        for join in self.joins:
            rules = node_rules(join.number, join.place, k=join.k, n=len(join.parts), level=join.level,
                               may_not_apply=join.may_not_apply, report=join.report is not None,
                               foreseen=join.foreseen)  # fmt: skip
            if len(self.rulesets[-1]) + len(rules) >= MOST_RULES:  # one place is the opening rule's
                self.rulesets.append([])
            self.rulesets[-1] += rules
            self.ruleset_of.append(len(self.rulesets) - 1)
        self.rulesets = [in_order(rules) for rules in self.rulesets]
        self.needs = [[rule.needs for rule in rules] for rules in self.rulesets]
        self.wanted: list[dict[tuple[int, str], tuple[int, ...]]] = []
        for rules in self.rulesets:
            wanted: dict[tuple[int, str], tuple[int, ...]] = {}
            for position, rule in enumerate(rules):
                for word in FLAGS:
                    if rule.wants(word):
                        wanted[rule.node, word] = (*wanted.get((rule.node, word), ()), position)
            self.wanted.append(wanted)

    def half(self, node: int, rule: Rule) -> int:
        """Return the token of the half of a proof that ``rule`` gives: too few remain, or one is lost."""
        return self._halves[node][rule.attribute == "v"]

    def word_on(self, edge: int, word: str) -> str:
        """Return the word for what is above: only criteria and sets tell an unforeseen report from a foreseen one."""
        if word == UNFORESEEN and self.joins[self.node_of[edge]].kind not in WHOLE:
            return NOT_APPLICABLE
        return word

    def words_on(self, token: int) -> list[str]:
        """Return the words a fact may carry: those that some rule of its node wants."""
        node = self.node_of[token]
        wanted = self.wanted[self.ruleset_of[node]]
        if token < self._edges:
            words: tuple[str, ...] = (MET, NOT_MET, UNDETERMINED, NOT_APPLICABLE, UNFORESEEN)
        else:
            words = tuple(REPORTED_AS.values()) if token in self.reported_on else (LOST,)
        return [word for word in words if (node, word) in wanted]

    def contexts(self, context: Context, programs: Sequence[Any]) -> list[Context]:
        """Return the contexts of the same unit under every set of the network; the first is the unit's own."""
        return [context, *(context.within(program) for program in programs[1:])]

    def facts(self, built: Sequence[Any], contexts: Sequence[Context], scope: Sequence[Join] | None = None,
              concluded: Sequence[str | None] | None = None) -> list[Fact]:  # fmt: skip
        """Return the facts to begin with: verdicts of leaves, and reports, for the joins of ``scope`` (all of them).

        A part that is a join outside the scope stands as it was ``concluded`` before.
        """
        facts: list[Fact] = []
        inside = None if scope is None else {join.number for join in scope}
        for join in self.joins if scope is None else scope:
            for part, edge in zip(join.parts, join.edges, strict=True):
                if isinstance(part, Leaf):
                    word = UNDETERMINED if part.run is None else word_of(node_of(built[part.index]))
                    facts.append((edge, self.word_on(edge, word)))
                elif inside is not None and part.number not in inside:
                    assert concluded is not None
                    facts.append((edge, self.word_on(edge, concluded[part.number] or UNDETERMINED)))
            if join.report is not None:
                reported = self._reported(join, contexts)
                if reported is not None:
                    facts.append((self.reported_on[join.number], reported))
        return facts

    def _reported(self, join: Join, contexts: Sequence[Context]) -> str | None:
        """Return the word of the report on a join, where there is one that may decide what is open."""
        assert join.report is not None
        entry = contexts[0].reports.get(join.report)
        if entry is None or (join.kind == "meets" and entry.verdict is Verdict.NOT_APPLICABLE):
            return None
        if join.again is not None:
            context = contexts[join.program]
            if context.contradicted(join.report, entry.verdict, join.again) is not None:
                return None
            decides = entry.verdict is not Verdict.NOT_APPLICABLE or join.foreseen
            if decides and join.fits_no_way is not None and join.fits_no_way(context, entry.verdict):
                return None
        return REPORTED_AS.get(str(entry.verdict))

    def build(self, join: Join, contexts: Sequence[Context], built: list[Any], computed: str, word: str | None) -> None:
        """Put the node of ``join`` in its place: ``computed`` before any report on it was heard, ``word`` at the end.

        Raises ``ForwardError`` NTM021 where the trace says another verdict.
        """
        made = join.build(contexts[join.program], [built[place] for place in join.judged], Verdict(computed))
        found = node_of(made).verdict
        if word is None or found is not VERDICT_OF[word]:
            raise fault("NTM021.differs", id=join.place, word=word, found=found)
        built[join.index] = made


__all__ = ["Join", "Leaf", "Network", "node_of", "word_of"]
