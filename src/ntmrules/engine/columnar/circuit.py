"""A network of yes/no questions about rows, folded while it is built and turned into polars expressions once.

A bit is an answer for every row, and never null: what is not known is a bit of its own. Equal questions are one bit, so
a rulebook's sharing survives, and a question whose answer the rulebook already settles costs nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import add, and_, or_, sub
from typing import NewType

import polars as pl
from attrs import frozen

Bit = NewType("Bit", int)

FALSE, TRUE = Bit(0), Bit(1)


@frozen
class Sum:
    """A whole number for every row: ``base``, ``weight`` for each bit that holds, and ``weight`` times named counts."""

    base: int
    terms: tuple[tuple[Bit, int], ...] = ()
    counts: tuple[tuple[str, int], ...] = ()


@frozen
class Program:
    """Columns to compute one stage after the other, and the expression of every output."""

    stages: tuple[tuple[pl.Expr, ...], ...]
    outputs: tuple[pl.Expr, ...]

    def run(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return the outputs for every row of ``frame``."""
        for stage in self.stages:
            frame = frame.with_columns(stage)
        return frame.select(self.outputs)


class Circuit:
    """Makes bits; see the module."""

    def __init__(self) -> None:
        self._nodes: list[tuple[object, ...]] = [("const", False), ("const", True)]
        self._index: dict[tuple[object, ...], Bit] = {("const", False): FALSE, ("const", True): TRUE}
        self._leaves: dict[str, pl.Expr] = {}

    def leaf(self, key: str, expr: pl.Expr) -> Bit:
        """Return the bit that ``expr`` (boolean, no nulls) answers; ``key`` names the question."""
        self._leaves.setdefault(key, expr)
        return self._node(("leaf", key))

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
        return self._node(("atleast", k, rest))

    def exactly(self, k: int, bits: Sequence[Bit]) -> Bit:
        """Return whether exactly ``k`` of ``bits`` are true."""
        return self.without(self.at_least(k, bits), self.at_least(k + 1, bits))

    def _many(self, name: str, bits: Iterable[Bit], *, neutral: Bit, final: Bit) -> Bit:
        parts = {bit for bit in bits if bit != neutral}
        if final in parts or any(self._index.get(("not", bit)) in parts for bit in parts):
            return final
        if len(parts) < 2:
            return parts.pop() if parts else neutral
        return self._node((name, tuple(sorted(parts))))

    def _node(self, node: tuple[object, ...]) -> Bit:
        bit = self._index.get(node)
        if bit is None:
            bit = self._index[node] = Bit(len(self._nodes))
            self._nodes.append(node)
        return bit

    def _inputs(self, bit: Bit) -> tuple[Bit, ...]:
        node = self._nodes[bit]
        if node[0] in ("and", "or"):
            return node[1]  # type: ignore[return-value]
        if node[0] == "atleast":
            return node[2]  # type: ignore[return-value]
        return (node[1],) if node[0] == "not" else ()  # type: ignore[return-value]


class Printer:
    """Turns the bits that are asked for into stages of polars expressions; what is used twice becomes a column."""

    def __init__(self, circuit: Circuit, wanted: Iterable[Bit]) -> None:
        self.circuit = circuit
        uses: dict[Bit, int] = {}
        stack = list(wanted)
        while stack:
            bit = stack.pop()
            uses[bit] = uses.get(bit, 0) + 1
            if uses[bit] == 1:
                stack.extend(circuit._inputs(bit))
        self._exprs: dict[Bit, pl.Expr] = {}
        self._fixed: dict[str, int] = {}
        self._counted: dict[str, pl.Expr] = {}
        self._depth: dict[Bit, int] = {}
        stages: dict[int, list[pl.Expr]] = {}
        for bit in sorted(uses):  # inputs of a bit are older than the bit
            expr, depth = self._compose(bit)
            if uses[bit] > 1 and bit not in (FALSE, TRUE):
                name = f"_bit{bit}"
                stages.setdefault(depth, []).append(expr.alias(name))
                expr, depth = pl.col(name), depth + 1
            self._exprs[bit], self._depth[bit] = expr, depth
        self.stages = tuple(tuple(stages[depth]) for depth in sorted(stages))

    def bit(self, bit: Bit) -> pl.Expr:
        """Return the expression of a bit that was asked for."""
        return self._exprs[bit]

    def count(self, counts: Mapping[str, Sequence[Bit]]) -> None:
        """Make columns with the number of bits that are true, for sums that name them; the last stage."""
        last: list[pl.Expr] = []
        for name, bits in counts.items():
            exprs = [self._exprs[bit] for bit in bits if bit not in (FALSE, TRUE)]
            self._fixed[name] = sum(bit == TRUE for bit in bits)
            if exprs:
                self._counted[name] = pl.col(f"_count:{name}")
                last.append(pl.sum_horizontal(exprs).cast(pl.Int16).alias(f"_count:{name}"))
        if last:
            self.stages = (*self.stages, tuple(last))

    def sum(self, value: Sum, dtype: type[pl.DataType] = pl.Int16) -> pl.Expr:
        """Return the expression of a number."""
        base = value.base + sum(weight for bit, weight in value.terms if bit == TRUE)
        base += sum(weight * self._fixed[name] for name, weight in value.counts)
        parts = [(self._exprs[bit].cast(dtype), weight) for bit, weight in value.terms if bit not in (FALSE, TRUE)]
        parts += [(self._counted[name], weight) for name, weight in value.counts if name in self._counted]
        plus = [_times(expr, weight, dtype) for expr, weight in parts if weight > 0]
        if base or not plus:
            plus.insert(0, pl.lit(base, dtype=dtype))
        minus = [_times(expr, -weight, dtype) for expr, weight in parts if weight < 0]
        return reduce(sub, minus, reduce(add, plus))

    def _compose(self, bit: Bit) -> tuple[pl.Expr, int]:
        node = self.circuit._nodes[bit]
        kind = node[0]
        if kind == "const":
            return pl.lit(node[1]), 0
        if kind == "leaf":
            return self.circuit._leaves[str(node[1])], 0
        inputs = self.circuit._inputs(bit)
        exprs = [self._exprs[each] for each in inputs]
        depth = max(self._depth[each] for each in inputs)
        if kind == "not":
            return ~exprs[0], depth
        if kind == "and":
            return reduce(and_, exprs), depth
        if kind == "or":
            return reduce(or_, exprs), depth
        return pl.sum_horizontal([each.cast(pl.UInt8) for each in exprs]) >= pl.lit(node[1], dtype=pl.UInt8), depth


def _times(expr: pl.Expr, weight: int, dtype: type[pl.DataType]) -> pl.Expr:
    return expr if weight == 1 else expr * pl.lit(weight, dtype=dtype)
