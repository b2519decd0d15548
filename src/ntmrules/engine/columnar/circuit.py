"""A network of yes/no questions about rows, folded while it is built and turned into polars expressions once.

A bit is an answer for every row, and never null: what is not known is a bit of its own. Equal questions are one bit, so
a rulebook's sharing survives, and a question whose answer the rulebook already settles costs nothing at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import reduce
from operator import add, and_, or_, sub
from typing import NewType

import polars as pl
from attrs import frozen

Bit = NewType("Bit", int)

FALSE, TRUE = Bit(0), Bit(1)


@frozen
class Sum:
    """A whole number for every row: ``base``, ``weight`` for each bit that holds, and ``weight`` times each count of
    how many of some bits hold."""

    base: int
    terms: tuple[tuple[Bit, int], ...] = ()
    counts: tuple[tuple[tuple[Bit, ...], int], ...] = ()

    @property
    def bit(self) -> Bit | None:
        """The bit that it is nothing but, if it is one."""
        terms = [term for term in self.terms if term[0] != FALSE]
        return terms[0][0] if len(terms) == 1 and terms[0][1] == 1 and not self.base and not self.counts else None

    def bits(self) -> Iterator[Bit]:
        """Yield every bit that it is made of."""
        yield from (bit for bit, _ in self.terms)
        for bits, _ in self.counts:
            yield from bits


@frozen
class Program:
    """Columns to compute, one stage after the other, and those that are shown."""

    stages: tuple[tuple[pl.Expr, ...], ...]
    outputs: tuple[pl.Expr, ...]

    def run(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return what is shown for every row of ``frame``."""
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
        opposites = self._opposites(parts)
        if (
            opposites is not None
        ):  # some are not: not all are. One of the two forms, so that equal questions are one bit
            return self.no(self._node(("or" if name == "and" else "and", tuple(sorted(opposites)))))
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

    def _inputs(self, bit: Bit) -> tuple[Bit, ...]:
        node = self._nodes[bit]
        if node[0] in ("and", "or"):
            return node[1]  # type: ignore[return-value]
        if node[0] in ("atleast", "reaches"):
            return node[2]  # type: ignore[return-value]
        return (node[1],) if node[0] == "not" else ()  # type: ignore[return-value]


class Printer:
    """Turns the bits that are asked for into stages of polars expressions; what is used twice becomes a column.

    A bit is a column of 0 and 1 in eight bits, for that is what codes and counts are made of: a verdict that is met or
    not met is its bit, and nothing is left to be converted.
    """

    def __init__(self, circuit: Circuit, asked: Iterable[Bit], names: Mapping[Bit, str]) -> None:
        """Prepare what is ``asked``; the bits in ``names`` are shown as they are, so their columns get these names."""
        self.circuit = circuit
        uses: dict[Bit, int] = {}
        stack = list(asked)
        while stack:
            bit = stack.pop()
            uses[bit] = uses.get(bit, 0) + 1
            if uses[bit] == 1:
                stack.extend(circuit._inputs(bit))
        self._exprs: dict[Bit, pl.Expr] = {}
        self._depth: dict[Bit, int] = {}
        self._counts: dict[tuple[Bit, ...], pl.Expr] = {}
        self._constants: dict[tuple[int, pl.DataType], pl.Expr] = {}
        self._stages: dict[int, list[pl.Expr]] = {}
        for bit in sorted(uses):  # inputs of a bit are older than the bit
            expr, depth = self._compose(bit)
            if (uses[bit] > 1 or bit in names) and bit not in (FALSE, TRUE):
                expr, depth = self._column(names.get(bit, f"_bit{bit}"), expr, depth)
            self._exprs[bit], self._depth[bit] = expr, depth

    def _column(self, name: str, expr: pl.Expr, depth: int) -> tuple[pl.Expr, int]:
        self._stages.setdefault(depth, []).append(expr.alias(name))
        return pl.col(name), depth + 1

    @property
    def stages(self) -> tuple[tuple[pl.Expr, ...], ...]:
        """The columns to compute, in order; complete when everything has been asked for."""
        return tuple(tuple(self._stages[depth]) for depth in sorted(self._stages))

    def _always(self, value: int, dtype: pl.DataType) -> pl.Expr:
        """Return a column with one value in every row: all that show it share its memory."""
        key = (value, dtype)
        if key not in self._constants:
            expr = pl.lit(value).cast(dtype)
            self._constants[key], _ = self._column(f"_always:{value}:{dtype}", expr, 0)
        return self._constants[key]

    def bit(self, bit: Bit) -> pl.Expr:
        """Return a bit that was asked for as a column of yes and no."""
        if bit in (FALSE, TRUE):
            return self._always(int(bit == TRUE), pl.Boolean())
        return self._exprs[bit].cast(pl.Boolean)

    def sum(self, value: Sum, dtype: pl.DataType) -> pl.Expr:
        """Return a column of whole numbers, made of bits that were asked for."""
        base = value.base
        parts: list[tuple[pl.Expr, int]] = []
        for bit, weight in value.terms:
            if bit == TRUE:
                base += weight
            elif bit != FALSE:
                parts.append((self._exprs[bit] if dtype == pl.Int8 else self._exprs[bit].cast(dtype), weight))
        for bits, weight in value.counts:
            sure, column = self._count(bits)
            base += weight * sure
            if column is not None:
                parts.append((column, weight))
        if not parts:
            return self._always(base, dtype)
        plus = [_times(expr, weight, dtype) for expr, weight in parts if weight > 0]
        if base or not plus:
            plus.insert(0, pl.lit(base, dtype=dtype))
        minus = [_times(expr, -weight, dtype) for expr, weight in parts if weight < 0]
        return reduce(sub, minus, reduce(add, plus))

    def _count(self, bits: Sequence[Bit]) -> tuple[int, pl.Expr | None]:
        """Return how many of ``bits`` hold in every row, and a column with the number of the others that hold."""
        sure = sum(bit == TRUE for bit in bits)
        open_ = tuple(sorted(bit for bit in bits if bit not in (FALSE, TRUE)))
        if not open_:
            return sure, None
        if open_ not in self._counts:
            depth = max(self._depth[bit] for bit in open_)
            expr = _total([self._exprs[bit] for bit in open_])
            self._counts[open_], _ = self._column(f"_count{len(self._counts)}", expr, depth)
        return sure, self._counts[open_]

    def _compose(self, bit: Bit) -> tuple[pl.Expr, int]:
        node = self.circuit._nodes[bit]
        kind = node[0]
        if kind == "const":
            return pl.lit(int(bit == TRUE), dtype=pl.Int8), 0
        if kind == "leaf":
            return self.circuit._leaves[str(node[1])].cast(pl.Int8), 0
        inputs = self.circuit._inputs(bit)
        exprs = [self._exprs[each] for each in inputs]
        depth = max(self._depth[each] for each in inputs)
        if kind == "not":
            return pl.lit(1, dtype=pl.Int8) - exprs[0], depth
        if kind == "and":
            return reduce(and_, exprs), depth
        if kind == "or":
            return reduce(or_, exprs), depth
        if kind == "reaches":
            long = pl.Int64()
            weighed = [_times(expr.cast(long), weight, long) for expr, weight in zip(exprs, node[3], strict=True)]  # type: ignore[call-overload]
            return (reduce(add, weighed) >= pl.lit(node[1], dtype=long)).cast(pl.Int8), depth
        return (_total(exprs) >= pl.lit(node[1], dtype=pl.Int16)).cast(pl.Int8), depth


def _total(numbers: Sequence[pl.Expr]) -> pl.Expr:
    """Return how many of the bits hold: a hundred at a time are added in eight bits, which they cannot run over."""
    parts = [pl.sum_horizontal(numbers[at : at + 100]).cast(pl.Int16) for at in range(0, len(numbers), 100)]
    return reduce(add, parts)


def _times(expr: pl.Expr, weight: int, dtype: pl.DataType) -> pl.Expr:
    return expr if weight == 1 else expr * pl.lit(weight, dtype=dtype)
