"""What is concluded in one run: shared by durable-rules and our own agenda, so that both conclude the same way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ntmrules.engine.forward.network import Network
from ntmrules.engine.forward.rules import LOST, UNDETERMINED, Fact, Rule, fault
from ntmrules.model.firing import Firing


class Board:
    """Conclusions by node, and the firings that led to them.

    ``Fact`` is (token, word): the token is an edge, or ``edges + node`` for the report on a node, or one of the two
    halves of the proof that a node is lost. A node is concluded once; what fires later about it says nothing new and
    is left out.
    """

    __slots__ = ("_halves", "by_report", "concluded", "firings", "network", "pending")

    def __init__(self, network: Network) -> None:
        self.network = network
        self.concluded: list[str | None] = [None] * len(network.joins)
        self.by_report: set[int] = set()
        self.firings: list[tuple[Rule, tuple[Fact, ...]]] = []
        self.pending: list[list[Fact]] = [[] for _ in network.rulesets]
        self._halves: set[int] = set()

    def give(self, facts: Iterable[Fact]) -> None:
        """Lay facts ready for the ruleset in which their node stands."""
        for fact in facts:
            self.pending[self.network.ruleset_of[self.network.node_of[fact[0]]]].append(fact)

    def fire(self, rule: Rule, facts: Sequence[Fact], ruleset: int) -> list[Fact]:
        """Conclude by ``rule`` and return the new facts of the same ruleset; those of others are laid ready."""
        node = rule.node
        if self.concluded[node] is not None:
            return []
        if rule.concludes == LOST:
            token = self.network.half(node, rule)
            if token in self._halves:
                return []
            self._halves.add(token)
            self.firings.append((rule, tuple(facts)))
            return [(token, LOST)]
        self.concluded[node] = rule.concludes
        if rule.by_report:
            self.by_report.add(node)
        self.firings.append((rule, tuple(facts)))
        here: list[Fact] = []
        network = self.network
        for edge in network.joins[node].above:
            fact = (edge, network.word_on(edge, rule.concludes))
            other = network.ruleset_of[network.node_of[edge]]
            if other == ruleset:
                here.append(fact)
            else:
                self.pending[other].append(fact)
        return here

    def computed(self, node: int) -> str:
        """Return what was concluded on a node before any report on it was heard.

        Raises ``ForwardError`` NTM021 where nothing was.
        """
        if node in self.by_report:
            return UNDETERMINED
        word = self.concluded[node]
        if word is None:
            raise fault("NTM021.nothing", id=self.network.joins[node].place)
        return word

    def records(self, *, first: int, unit: str) -> list[Firing]:
        """Return the firings in order, numbered from ``first``."""
        network = self.network
        return [
            Firing(
                number, rule.shape, rule.place, rule.concludes,
                tuple([(network.place_of[token], word) for token, word in facts]), unit,
            )
            for number, (rule, facts) in enumerate(self.firings, first)
        ]  # fmt: skip
