"""The bits of a circuit as columns: the questions to the figures in one go, then one short step after the other.

A bit is a column of 0 and 1 in eight bits, for that is what codes and counts are made of: a verdict that is met or not
met is its bit, and nothing is left to be converted. The questions go to polars together, which asks them on all cores;
the steps are so short that making and planning an expression for each would cost more than the step.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import reduce
from operator import add, and_, or_
from typing import NewType, TypeAlias

import polars as pl

from ntmrules.circuit.network import FALSE, TRUE, Bit, Circuit, Sum
from ntmrules.circuit.questions import Question
from ntmrules.frozen import frozen

Place = NewType("Place", int)
Step: TypeAlias = Callable[[Sequence[pl.Series], int], pl.Series]
BIT, COUNT = pl.Int8(), pl.Int16()


@frozen
class Program:
    """Questions, steps, and what is shown: each column stands at its place, the answers first, then a step each."""

    questions: tuple[pl.Expr, ...]
    steps: tuple[Step, ...]
    shown: tuple[tuple[str, Place], ...]

    def run(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Return what is shown for every row of ``frame``."""
        height = frame.height
        columns = frame.select(self.questions).get_columns() if self.questions else []
        for step in self.steps:
            columns.append(step(columns, height))
        return pl.DataFrame([columns[place].alias(name) for name, place in self.shown])


class Assembler:
    """Puts a program together; what is asked for twice is computed once."""

    def __init__(self, circuit: Circuit, asked: Iterable[Bit], expression: Callable[[Question], pl.Expr]) -> None:
        """Prepare the bits that are ``asked``, and those that they are made of; ``said`` puts questions into polars."""
        self._circuit = circuit
        self._places: dict[Bit, Place] = {}
        self._steps: list[Step] = []
        self._known: dict[object, Place] = {}
        needed: set[Bit] = set()
        stack = list(asked)
        while stack:
            bit = stack.pop()
            if bit not in needed:
                needed.add(bit)
                stack.extend(circuit.inputs(bit))
        leaves = [bit for bit in sorted(needed) if circuit.node(bit)[0] == "leaf"]
        self._questions = tuple(expression(circuit.question(bit)).cast(BIT).alias(str(bit)) for bit in leaves)
        self._places.update((bit, Place(at)) for at, bit in enumerate(leaves))
        for bit in sorted(needed.difference(leaves)):  # inputs of a bit are older than the bit
            self._places[bit] = self._composed(bit)

    def program(self, shown: Iterable[tuple[str, Place]]) -> Program:
        """Return the program that shows these columns under their names."""
        places = tuple(shown)  # asking for them may add steps
        return Program(self._questions, tuple(self._steps), places)

    def flag(self, bit: Bit) -> Place:
        """Return the column of yes and no of a bit that was asked for."""
        at = self._places[bit]
        return self._step(("flag", at), lambda columns, _: columns[at].cast(pl.Boolean))

    def total(self, value: Sum, dtype: pl.DataType, *, most: int | None = None) -> Place:
        """Return the column of a number, made of bits that were asked for, and at most ``most``."""
        base = value.base
        parts: list[tuple[Place, int]] = []
        for bit, weight in value.terms:
            if bit == TRUE:
                base += weight
            elif bit != FALSE:
                parts.append((self._places[bit], weight))
        for bits, weight in value.counts:
            base += weight * sum(bit == TRUE for bit in bits)
            places = sorted(self._places[bit] for bit in bits if bit not in (FALSE, TRUE))
            if places:
                parts.append((self._count(tuple(places)), weight))
        if not parts:
            return self._always(base if most is None else min(base, most), dtype)
        at = self._weighed(tuple(parts), base, dtype)
        if most is None:
            return at
        cut = self._always(most, dtype)
        return self._step(
            ("cut", at, most), lambda columns, _: columns[at].zip_with(columns[at] < columns[cut], columns[cut])
        )

    def level(self, levels: Sequence[tuple[Bit, object]], dtype: pl.DataType) -> Place:
        """Return the column with the value of the one bit that holds, of several that were asked for."""
        chosen = [(self._places[bit], value) for bit, value in levels]

        def step(columns: Sequence[pl.Series], height: int) -> pl.Series:
            found = _filled(None, dtype, height)
            for at, value in chosen:
                found = _filled(value, dtype, height).zip_with(columns[at].cast(pl.Boolean), found)
            return found

        return self._step(("level", tuple(chosen)), step)

    # ----- steps

    def _step(self, key: object, step: Step) -> Place:
        if key not in self._known:
            self._known[key] = Place(len(self._questions) + len(self._steps))
            self._steps.append(step)
        return self._known[key]

    def _composed(self, bit: Bit) -> Place:
        """Return the column of a bit, those that it is made of being there."""
        node = self._circuit.node(bit)
        kind = node[0]
        if kind == "const":
            return self._always(int(bit == TRUE), BIT)
        inputs = tuple(self._places[each] for each in self._circuit.inputs(bit))
        if kind == "not":
            ones, (at,) = self._always(1, BIT), inputs
            return self._step((kind, at), lambda columns, _: columns[ones] ^ columns[at])
        if kind in ("and", "or"):
            join = and_ if kind == "and" else or_
            return self._step((kind, inputs), lambda columns, _: reduce(join, [columns[at] for at in inputs]))
        if kind == "reaches":
            weights: tuple[int, ...] = node[3]  # type: ignore[assignment]
            total = self._weighed(tuple(zip(inputs, weights, strict=True)), 0, pl.Int64())
        else:
            total = self._count(inputs)
        least = node[1]
        return self._step((kind, total, least), lambda columns, _: (columns[total] >= least).cast(BIT))

    def _always(self, value: int, dtype: pl.DataType) -> Place:
        """Return a column with one value in every row; all that show it share its memory."""

        def step(columns: Sequence[pl.Series], height: int) -> pl.Series:
            if not columns:
                return _filled(value, dtype, height)
            # What polars offers for this plans a query, which takes a hundred times as long.
            zeros = (columns[0] ^ columns[0]).cast(dtype)
            return zeros + value if value else zeros

        return self._step(("always", value, dtype), step)

    def _count(self, places: tuple[Place, ...]) -> Place:
        """Return how many bits hold: a hundred at a time are added in eight bits, which they cannot run over."""

        def step(columns: Sequence[pl.Series], _: int) -> pl.Series:
            hundreds = [[columns[at] for at in places[start : start + 100]] for start in range(0, len(places), 100)]
            return reduce(add, [reduce(add, each).cast(COUNT) for each in hundreds])

        return self._step(("count", places), step)

    def _weighed(self, parts: tuple[tuple[Place, int], ...], base: int, dtype: pl.DataType) -> Place:
        """Return ``base`` and the weights of the columns together."""
        small = dtype == BIT

        def step(columns: Sequence[pl.Series], _: int) -> pl.Series:
            total: pl.Series | None = None
            for at, weight in parts:
                column = columns[at] if small else columns[at].cast(dtype)
                if weight != 1:
                    column = column * weight
                total = column if total is None else total + column
            assert total is not None
            return total + base if base else total

        # Bits of eight bits are a code already where nothing is added to them.
        bare = small and len(parts) == 1 and parts[0][1] == 1 and not base
        return parts[0][0] if bare else self._step(("weighed", parts, base, dtype), step)


def _filled(value: object, dtype: pl.DataType, height: int) -> pl.Series:
    return pl.Series([value], dtype=dtype).new_from_index(0, height)


__all__ = ["Assembler", "Program"]
