"""A network of yes/no questions about rows, folded while it is built; printers say it in what answers them.

A bit is an answer for every row, and never null: what is not known is a bit of its own. Equal questions are one bit, so
a rulebook's sharing survives, and a question whose answer the rulebook already settles costs nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NewType

from ntmrules.circuit.questions import Question, same
from ntmrules.frozen import frozen

Bit = NewType("Bit", int)

FALSE, TRUE = Bit(0), Bit(1)


@frozen
class Sum:
    """A whole number for every row: ``base``, ``weight`` for each bit that holds, and ``weight`` times each count of
    how many of some bits hold."""

    base: int
    terms: tuple[tuple[Bit, int], ...] = ()
    counts: tuple[tuple[tuple[Bit, ...], int], ...] = ()

    def bits(self) -> Iterator[Bit]:
        """Yield every bit that it is made of."""
        yield from (bit for bit, _ in self.terms)
        for bits, _ in self.counts:
            yield from bits


class Circuit:
    """Makes bits; see the module."""

    def __init__(self) -> None:
        self._nodes: list[tuple[object, ...]] = [("const", False), ("const", True)]
        self._index: dict[tuple[object, ...], Bit] = {("const", False): FALSE, ("const", True): TRUE}

    def leaf(self, question: Question) -> Bit:
        """Return the bit that the answer to ``question`` is."""
        return self._node(("leaf", same(question)))

    def no(self, bit: Bit) -> Bit:
        """Return the opposite."""
        if bit in (FALSE, TRUE):
            return TRUE if bit == FALSE else FALSE
        node = self._nodes[bit]
        return node[1] if node[0] == "not" else self._node(("not", bit))  # type: ignore[return-value]

    def every(self, bits: Iterable[Bit]) -> Bit:
        """Return whether all are true."""
        return self._many("and", bits, neutral=TRUE, final=FALSE)

    def some(self, bits: Iterable[Bit]) -> Bit:
        """Return whether at least one is true."""
        return self._many("or", bits, neutral=FALSE, final=TRUE)

    def both(self, *bits: Bit) -> Bit:
        """Return whether all the arguments are true."""
        return self.every(bits)

    def either(self, *bits: Bit) -> Bit:
        """Return whether some argument is true."""
        return self.some(bits)

    def without(self, bit: Bit, other: Bit) -> Bit:
        """Return whether ``bit`` is true and ``other`` is not."""
        return self.every((bit, self.no(other)))

    def at_least(self, k: int, bits: Sequence[Bit]) -> Bit:
        """Return whether at least ``k`` of ``bits`` are true; a bit that stands twice counts twice."""
        k -= sum(bit == TRUE for bit in bits)
        rest = tuple(sorted(bit for bit in bits if bit not in (FALSE, TRUE)))
        if k <= 0:
            return TRUE
        if k > len(rest):
            return FALSE
        if k == 1:
            return self.some(rest)
        if k == len(rest):
            return self.every(rest)
        opposites = self._opposites(rest)
        if opposites is not None:  # at least k are not: fewer than all but k - 1 are
            return self.no(self.at_least(len(rest) - k + 1, opposites))
        return self._node(("atleast", k, rest))

    def exactly(self, k: int, bits: Sequence[Bit]) -> Bit:
        """Return whether exactly ``k`` of ``bits`` are true."""
        return self.without(self.at_least(k, bits), self.at_least(k + 1, bits))

    def reaches(self, least: int, weights: Iterable[tuple[Bit, int]]) -> Bit:
        """Return whether the weights of those that are true come to at least ``least``; a bit may stand twice."""
        rest: dict[Bit, int] = {}
        for bit, weight in weights:
            if bit == TRUE:
                least -= weight
            elif bit != FALSE:
                rest[bit] = rest.get(bit, 0) + weight
        terms = tuple(sorted((bit, weight) for bit, weight in rest.items() if weight))
        if sum(min(0, weight) for _, weight in terms) >= least:
            return TRUE
        if sum(max(0, weight) for _, weight in terms) < least:
            return FALSE
        return self._node(("reaches", least, tuple(bit for bit, _ in terms), tuple(weight for _, weight in terms)))

    def _many(self, name: str, bits: Iterable[Bit], *, neutral: Bit, final: Bit) -> Bit:
        parts = {bit for bit in bits if bit != neutral}
        if final in parts or any(self._index.get(("not", bit)) in parts for bit in parts):
            return final
        if len(parts) < 2:
            return parts.pop() if parts else neutral
        # «Some are not» is «not all are»: of the two forms the one with fewer «not», so that equal questions are one bit.
        nots = sum(self._nodes[bit][0] == "not" for bit in parts)
        if 2 * nots > len(parts) or (2 * nots == len(parts) and name == "or"):
            dual = "or" if name == "and" else "and"
            return self.no(self._node((dual, tuple(sorted([self.no(bit) for bit in sorted(parts)])))))
        return self._node((name, tuple(sorted(parts))))

    def _opposites(self, bits: Iterable[Bit]) -> list[Bit] | None:
        """Return the opposites of ``bits`` where every one of them is a «not»; else nothing."""
        nodes = [self._nodes[bit] for bit in bits]
        return [node[1] for node in nodes] if all(node[0] == "not" for node in nodes) else None  # type: ignore[misc]

    def _node(self, node: tuple[object, ...]) -> Bit:
        bit = self._index.get(node)
        if bit is None:
            bit = self._index[node] = Bit(len(self._nodes))
            self._nodes.append(node)
        return bit

    def node(self, bit: Bit) -> tuple[object, ...]:
        """Return what a bit is: its kind, and what it is made of."""
        return self._nodes[bit]

    def question(self, bit: Bit) -> Question:
        """Return what a bit of the kind ``leaf`` asks."""
        return self._nodes[bit][1]  # type: ignore[return-value]

    def inputs(self, bit: Bit) -> tuple[Bit, ...]:
        """Return the bits that a bit is made of."""
        node = self._nodes[bit]
        if node[0] in ("and", "or"):
            return node[1]  # type: ignore[return-value]
        if node[0] in ("atleast", "reaches"):
            return node[2]  # type: ignore[return-value]
        return (node[1],) if node[0] == "not" else ()  # type: ignore[return-value]
