"""The bits of a circuit as rows of numpy: the questions to the figures column by column, then a few steps over many rows.

A bit is a row of 0 and 1 in eight bits, for that is what codes and counts are made of: a verdict that is met or not
met is its bit, and nothing is left to be converted. A column is read once: while it is near, it is looked at whether every
figure can be one, and all that is asked about it is answered. Rows that are shown are written where they stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple, TypeAlias

import numpy as np
import polars as pl
import pyarrow as pa

from ntmrules.circuit.network import FALSE, TRUE, Bit, Circuit, Sum
from ntmrules.circuit.questions import Question
from ntmrules.engine.columnar.asking import Asked
from ntmrules.engine.columnar.memory import lasting, scratch
from ntmrules.engine.columnar.steps import MOST_COUNTED, Home, Laid, Made, Place, laid
from ntmrules.engine.columnar.vectors import Array, Bounds, OutsideError, Shared, fields_of, flags, frame_of, vectors
from ntmrules.frozen import frozen

BIT, COUNT = pl.Int8(), pl.Int16()
MOST_ROWS = 1 << 15
"""So many units are judged at a time: what is made of them on the way stays near."""
Type: TypeAlias = np.dtype[Any]
_BITS: Type = np.dtype(np.int8)
_NUMBERS: Mapping[type[pl.DataType], Type] = {
    pl.Int8: _BITS,
    pl.Int16: np.dtype(np.int16),
    pl.Int64: np.dtype(np.int64),
}


class Number(NamedTuple):
    """A column of whole numbers to show."""

    place: Place


class Flag(NamedTuple):
    """A column of yes and no to show."""

    place: Place


class Level(NamedTuple):
    """A column to show that has, where a bit holds, the value beside it."""

    chosen: tuple[tuple[Place, object], ...]
    dtype: pl.DataType


Shown: TypeAlias = Number | Flag | Level
Asking: TypeAlias = tuple[Place, Asked]


@frozen(kw_only=True)
class Program:
    """Questions, how all else is made of the answers, and what is shown.

    ``types`` and ``of_columns``: of each column its type and what is asked of it, with the places of the answers.
    ``by_polars``: what is asked of texts, or of several columns. ``kept``: the places that are shown, by how. ``plain``: the
    places of all columns but levels, and whether numbers; ``fields``: their names and types.
    """

    types: Mapping[str, pl.DataType]
    of_columns: Mapping[str, Sequence[Asking]]
    by_polars: Sequence[Asking]
    laid: Laid
    shown: tuple[tuple[str, Shown], ...]
    kept: Mapping[type[Shown], Sequence[Place]]
    plain: Sequence[tuple[Place, bool]]
    fields: pa.StructType

    def run(
        self, columns: Mapping[str, pl.Series], height: int, bounds: Mapping[str, Bounds] | None = None
    ) -> pl.DataFrame:
        """Return what is shown for every row of ``columns``.

        Raises ``OutsideError`` where a number is not within the ``bounds`` of its column.
        """
        matrices = self.laid.matrices
        shown = [lasting(each.rows, each.type_, height) if each.kept else None for each in matrices]
        with scratch([(each.rows, each.type_) for each in matrices if not each.kept], min(height, MOST_ROWS)) as rest:
            others = iter(rest)
            whole = [next(others) if each is None else each for each in shown]
            for start in range(0, height, MOST_ROWS):
                number = min(height - start, MOST_ROWS)
                part = (
                    columns if number == height else {key: each.slice(start, number) for key, each in columns.items()}
                )
                ends = [slice(start, start + number) if each.kept else slice(number) for each in matrices]
                self._judge(part, [each[:, end] for each, end in zip(whole, ends, strict=True)], bounds or {})
        return self._show(whole, height)

    def _judge(self, columns: Mapping[str, pl.Series], matrices: Sequence[Array], bounds: Mapping[str, Bounds]) -> None:
        homes, by_polars = self.laid.homes, list(self.by_polars)
        types = self.types
        if not bounds.keys() <= types.keys():  # columns that nothing is asked of are looked at all the same
            types = {**{key: columns[key].dtype for key in bounds}, **types}
        views = [each.view(np.bool_) if each.dtype == _BITS else each for each in matrices]
        of_columns = self.of_columns
        for key, given in vectors(columns, types, bounds):
            if given is None:
                by_polars += of_columns.get(key, ())
                continue
            for place, asked in of_columns.get(key, ()):
                matrix, row = homes[place]
                asked.of_vector(given, views[matrix][row])  # type: ignore[misc]
        _ask_polars(columns, [(_row(matrices, homes[place]), asked) for place, asked in by_polars])
        for run in self.laid.runs:
            run(matrices)

    def _show(self, whole: Sequence[Array], height: int) -> pl.DataFrame:
        shared = [Shared(each) if laid.kept else None for each, laid in zip(whole, self.laid.matrices, strict=True)]
        homes = self.laid.homes
        columns = {place: shared[homes[place].matrix].column(homes[place].row)  # type: ignore[union-attr]
                   for place in self.kept[Number]}  # fmt: skip
        flagged = {place: flags(_row(whole, homes[place])) for place in self.kept[Flag]}
        found = frame_of(self.fields, [(columns if number else flagged)[place] for place, number in self.plain], height)
        levels = [_level(each, [_row(whole, homes[place]) for place, _ in each.chosen], height).alias(name)
                  for name, each in self.shown if isinstance(each, Level)]  # fmt: skip
        return found.hstack(levels).select([name for name, _ in self.shown]) if levels else found


def _row(matrices: Sequence[Array], home: Home) -> Array:
    row: Array = matrices[home.matrix][home.row]
    return row


def _ask_polars(columns: Mapping[str, pl.Series], questions: Sequence[tuple[Array, Asked]]) -> None:
    """Write the answers to questions that polars answers, all of them asked together."""
    if not questions:
        return
    expressions = [asked.expression for _, asked in questions if asked.expression is not None]
    keys = sorted({key for each in expressions for key in each.meta.root_names()})
    found = pl.DataFrame([columns[key].alias(key) for key in keys]).select(
        each.alias(str(at)) for at, each in enumerate(expressions)
    )
    for (row, _), answers in zip(questions, found.get_columns(), strict=True):
        row[:] = answers.to_numpy()


def _level(level: Level, rows: Sequence[Array], height: int) -> pl.Series:
    chosen = np.zeros(height, np.int16)
    for number, row in enumerate(rows, 1):
        np.putmask(chosen, row.view(np.bool_), number)
    values = pl.Series([None, *(value for _, value in level.chosen)], dtype=level.dtype)
    return values.gather(pl.Series(chosen))


class Assembler:
    """Puts a program together; what is asked for twice is computed once."""

    def __init__(self, circuit: Circuit, wanted: Iterable[Bit], asked: Callable[[Question], Asked]) -> None:
        """Prepare the bits that are ``wanted``, and those that they are made of; ``asked`` says how a question is answered."""
        self._circuit = circuit
        self._places: dict[Bit, Place] = {}
        self._types: list[Type] = []
        self._steps: list[Made] = []
        self._known: dict[object, Place] = {}
        self._leaves: list[Asking] = []
        needed: set[Bit] = set()
        stack = list(wanted)
        while stack:
            bit = stack.pop()
            if bit not in needed:
                needed.add(bit)
                stack.extend(each for parts in self._made_of(bit) for each in parts)
        leaves = [bit for bit in sorted(needed) if circuit.node(bit)[0] == "leaf"]
        for bit in sorted(leaves, key=lambda bit: type(circuit.question(bit)).__name__):
            self._places[bit] = self._new(_BITS)
            self._leaves.append((self._places[bit], asked(circuit.question(bit))))
        for bit in sorted(needed.difference(leaves)):  # what a bit is made of is older than the bit
            self._places[bit] = self._composed(bit)

    def program(self, shown: Iterable[tuple[str, Shown]]) -> Program:
        """Return the program that shows these columns under their names."""
        columns = tuple(shown)  # asking for them may add steps
        kept: dict[type[Shown], set[Place]] = {Number: set(), Flag: set(), Level: set()}
        for _, each in columns:
            kept[type(each)].update([place for place, _ in each.chosen] if isinstance(each, Level) else [each.place])
        types: dict[str, pl.DataType] = {}
        of_columns: dict[str, list[Asking]] = {}
        for place, asked in self._leaves:
            if asked.dtype is not None:
                types[asked.key] = asked.dtype
                of_columns.setdefault(asked.key, []).append((place, asked))
        by_polars = [(place, asked) for place, asked in self._leaves if asked.dtype is None]
        rows = laid([place for place, _ in self._leaves], self._steps, set().union(*kept.values()))
        plain = [(name, each.place, isinstance(each, Number)) for name, each in columns if not isinstance(each, Level)]
        fields = fields_of([(name, self._types[place] if number else None) for name, place, number in plain])
        return Program(types=types, of_columns=of_columns, by_polars=by_polars, laid=rows, shown=columns,
                       kept={how: sorted(places) for how, places in kept.items()},
                       plain=[each[1:] for each in plain], fields=fields)  # fmt: skip

    def flag(self, bit: Bit) -> Flag:
        """Return the column of yes and no of a bit that was asked for."""
        return Flag(self._places[bit])

    def total(self, value: Sum, dtype: pl.DataType, *, most: int | None = None) -> Number:
        """Return the column of a number, made of bits that were asked for, and at most ``most``."""
        base, type_ = value.base, _NUMBERS[type(dtype)]
        parts: list[tuple[Place, int]] = []
        for bit, weight in value.terms:
            if bit == TRUE:
                base += weight
            elif bit != FALSE:
                parts.append((self._places[bit], weight))
        for bits, weight in value.counts:
            base += weight * sum(bit == TRUE for bit in bits)
            undecided = sorted(self._places[bit] for bit in bits if bit not in (FALSE, TRUE))
            if undecided:
                parts.append((self._count(tuple(undecided)), weight))
        if not parts:
            return Number(self._step("always", (base if most is None else min(base, most),), (), type_))
        at = self._weighed(tuple(parts), base, type_)
        return Number(at if most is None else self._step("cut", (most,), (at,), type_))

    def level(self, levels: Sequence[tuple[Bit, object]], dtype: pl.DataType) -> Level:
        """Return the column with the value of the one bit that holds, of several that were asked for."""
        return Level(tuple((self._places[bit], value) for bit, value in levels), dtype)

    # ----- steps

    def _new(self, type_: Type) -> Place:
        self._types.append(type_)
        return Place(len(self._types) - 1)

    def _step(self, how: str, numbers: tuple[int, ...], of: tuple[Place, ...], type_: Type = _BITS) -> Place:
        key = (how, numbers, of, type_.str)
        if key not in self._known:
            self._known[key] = self._new(type_)
            self._steps.append(Made(self._known[key], type_, how, numbers, of))
        return self._known[key]

    def _made_of(self, bit: Bit) -> tuple[list[Bit], list[Bit]]:
        """Return the bits that a bit is made of, and those whose opposites it is made of: a «not» is seldom a row of its own."""
        inputs = self._circuit.inputs(bit)
        if self._circuit.node(bit)[0] not in ("and", "or"):
            return list(inputs), []
        denied = [each for each in inputs if self._circuit.node(each)[0] == "not"]
        return [each for each in inputs if each not in denied], [self._circuit.inputs(each)[0] for each in denied]

    def _composed(self, bit: Bit) -> Place:
        """Return the row of a bit, those that it is made of being there."""
        node = self._circuit.node(bit)
        kind = str(node[0])
        if kind == "const":
            return self._step("always", (int(bit == TRUE),), ())
        plain, denied = ([self._places[each] for each in part] for part in self._made_of(bit))
        if kind in ("and", "or"):
            return self._step(kind, (len(denied),), (*plain, *denied))
        if kind == "not":
            return self._step(kind, (), tuple(plain))
        least: int = node[1]  # type: ignore[assignment]
        if kind == "reaches":
            weights: tuple[int, ...] = node[3]  # type: ignore[assignment]
            total = self._weighed(tuple(zip(plain, weights, strict=True)), 0, _NUMBERS[pl.Int64])
        else:
            total = self._count(tuple(plain))
        return self._step("reaches", (least,), (total,))

    def _count(self, places: tuple[Place, ...]) -> Place:
        """Return how many bits hold."""
        return self._step("count", (), places, _NUMBERS[pl.Int16])

    def _weighed(self, parts: tuple[tuple[Place, int], ...], base: int, type_: Type) -> Place:
        """Return ``base`` and the weights of the rows together: in eight bits where they cannot run over."""
        small = all(self._types[at] == _BITS for at, _ in parts)
        small = small and abs(base) + sum(abs(weight) for _, weight in parts) <= MOST_COUNTED
        if small and len(parts) == 1 and parts[0][1] == 1 and not base:
            found = parts[0][0]
        else:
            # Most weights are one, and so are not multiplied, but for the first.
            places, weights = zip(*sorted(parts, key=lambda part: -abs(part[1])), strict=True)
            found = self._step("weighed", (base, *weights), places, _BITS if small else type_)
        return self._step("wide", (), (found,), type_) if small and type_ != _BITS else found


__all__ = ["Assembler", "OutsideError", "Program", "Shown"]
