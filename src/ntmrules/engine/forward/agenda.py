"""Our own agenda: the rules of :mod:`ntmrules.engine.forward.rules` in plain Python, with the firings of durable-rules.

It fires what durable-rules fires, in the same order: the first rule by priority that has enough facts, on those that
came last. It keeps no state between runs, so it needs no lock.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heappop, heappush

from ntmrules.engine.forward.conclusions import Board
from ntmrules.engine.forward.network import Network
from ntmrules.engine.forward.rules import Fact


class Agenda:
    """Runs the rulesets of one network."""

    kind = "agenda"

    def __init__(self, network: Network) -> None:
        self.network = network

    def run(self, facts: Iterable[Fact]) -> Board:
        """Conclude all that follows from ``facts``."""
        board = Board(self.network)
        board.give(facts)
        for index, pending in enumerate(board.pending):
            self._drain(board, index, pending)
        return board

    def _drain(self, board: Board, index: int, facts: list[Fact]) -> None:
        network = self.network
        rules, needs, wants, node_of = (
            network.rulesets[index],
            network.needs[index],
            network.wanted[index],
            network.node_of,
        )
        waiting: list[list[Fact] | None] = [None] * len(rules)
        ready: list[int] = []
        news = facts
        while True:
            for fact in news:
                for position in wants[node_of[fact[0]], fact[1]]:
                    heap = waiting[position]
                    if heap is None:
                        heap = waiting[position] = []
                    heap.append(fact)
                    if len(heap) >= needs[position]:
                        heappush(ready, position)
            news = []
            if not ready:
                return
            position = heappop(ready)
            heap, need = waiting[position] or [], needs[position]
            if len(heap) >= need:  # else it was ready more than once and has fired since
                rule = rules[position]
                taken = heap[-rule.takes :][::-1]
                del heap[-rule.takes :]
                if len(heap) >= need:
                    heappush(ready, position)
                news = board.fire(rule, taken, index)
