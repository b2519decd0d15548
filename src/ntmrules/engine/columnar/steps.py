"""The steps of a program: what a row is made of, and the same for many rows at once where they lie in step with each other.

Rulebooks ask the same of many figures, so most rows have sisters that are made in the same way of rows beside each other. An
operation over a matrix of eighty rows takes a third of the time of eighty operations.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, NamedTuple, NewType, TypeAlias

import numpy as np

from ntmrules.engine.columnar.vectors import Array
from ntmrules.frozen import frozen

Place = NewType("Place", int)
MOST_COUNTED = 127
"""So many bits are added in eight bits, which they cannot run over."""


class Home(NamedTuple):
    """Where the row of a place lies: in which matrix, and which row of it."""

    matrix: int
    row: int


class Matrix(NamedTuple):
    """Rows of one type; ``kept``: they are shown, else only needed on the way."""

    type_: np.dtype[Any]
    rows: int
    kept: bool


@frozen
class Made:
    """How the row ``out`` of ``type_`` is made: by the operation ``how`` with its ``numbers``, of other rows."""

    out: Place
    type_: np.dtype[Any]
    how: str
    numbers: tuple[int, ...]
    of: tuple[Place, ...]


Run: TypeAlias = Callable[[Sequence[Array]], object]
"""Makes some rows, given the matrices."""


@frozen(kw_only=True)
class Laid:
    """Where the rows of all places lie, and the runs that make them, in order."""

    homes: Mapping[Place, Home]
    matrices: tuple[Matrix, ...]
    runs: tuple[Run, ...]


def laid(leaves: Sequence[Place], steps: Sequence[Made], kept: set[Place]) -> Laid:
    """Return the rows of ``leaves`` (in eight bits) and ``steps`` laid out, sisters beside each other; ``kept`` are shown."""
    depth = dict.fromkeys(leaves, 0)
    sisters: dict[object, list[Made]] = {}
    for each in steps:
        depth[each.out] = 1 + max((depth[place] for place in each.of), default=0)
        alone = each.out if each.how == "count" else len(each.of)
        key = (depth[each.out], each.how, each.numbers, each.type_.str, each.out in kept, alone)
        sisters.setdefault(key, []).append(each)
    families = sorted(sisters.values(), key=lambda family: (depth[family[0].out], family[0].out))
    homes: dict[Place, Home] = {}
    sizes: dict[tuple[np.dtype[Any], bool], int] = {}

    def house(place: Place, type_: np.dtype[Any]) -> None:
        key = (type_, place in kept)
        sizes.setdefault(key, 0)
        homes[place] = Home(list(sizes).index(key), sizes[key])
        sizes[key] += 1

    for place in leaves:
        house(place, np.dtype(np.int8))
    for family in families:
        family.sort(key=lambda each: [homes[place] for place in each.of])
        for each in family:
            house(each.out, each.type_)
    matrices = tuple(Matrix(type_, size, shown) for (type_, shown), size in sizes.items())
    runs = [run for family in families for run in _runs(family, homes)]
    return Laid(homes=homes, matrices=matrices, runs=tuple(runs))


def _runs(family: Sequence[Made], homes: Mapping[Place, Home]) -> Iterator[Run]:
    """Yield what makes the rows of sisters, as many at once as lie in step."""
    first = family[0]
    if first.how == "count":
        yield _Counted(homes[first.out], tuple(_beside(homes[place] for place in first.of)))
        return
    rows = [[homes[place] for place in (each.out, *each.of)] for each in family]
    start = 0
    while start < len(rows):
        end = start + _in_step(rows, start)
        out, *of = [_slice([each[at] for each in rows[start:end]]) for at in range(len(rows[start]))]
        if first.how in ("and", "or") and end - start == 1:
            plain = len(first.of) - first.numbers[0]
            of = [*_beside(rows[start][1 : plain + 1]), *of[plain:]]
        yield _Operated(_HOW[first.how], first.numbers, out, tuple(of))
        start = end


def _in_step(rows: Sequence[Sequence[Home]], start: int) -> int:
    """Return how many of these, from ``start``, have all their rows at the same distance from those before, in their matrix."""
    steps: list[int | None] = []
    for at in range(start + 1, len(rows)):
        found = [_distance(one, two) for one, two in zip(rows[at - 1], rows[at], strict=True)]
        if None in found or (steps and found != steps):
            return at - start
        steps = found
    return len(rows) - start


def _distance(one: Home, two: Home) -> int | None:
    return two.row - one.row if one.matrix == two.matrix and two.row >= one.row else None


def _slice(homes: Sequence[Home]) -> tuple[int, slice]:
    """Return rows that lie in step, or the one row that all of them are."""
    first, last = homes[0], homes[-1]
    step = homes[1].row - first.row if len(homes) > 1 else 0
    return first.matrix, slice(first.row, last.row + 1, step or 1)


def _beside(homes: Iterable[Home]) -> Iterator[tuple[int, slice]]:
    """Yield rows that lie beside each other, with their matrix, not more at a time than can be counted in eight bits."""
    for (matrix, _), run in groupby(enumerate(sorted(homes)), key=lambda each: (each[1].matrix, each[1].row - each[0])):
        found = [home.row for _, home in run]
        for start in range(0, len(found), MOST_COUNTED):
            some = found[start : start + MOST_COUNTED]
            yield matrix, slice(some[0], some[-1] + 1)


@frozen
class _Operated:
    """Rows made in one way, all at once."""

    how: Callable[..., object]
    numbers: tuple[int, ...]
    out: tuple[int, slice]
    of: tuple[tuple[int, slice], ...]

    def __call__(self, matrices: Sequence[Array]) -> None:
        matrix, rows = self.out
        self.how(matrices[matrix][rows], [matrices[at][some] for at, some in self.of], *self.numbers)


@frozen
class _Counted:
    """How many of some rows of 0 and 1 hold, in each column."""

    out: Home
    of: tuple[tuple[int, slice], ...]

    def __call__(self, matrices: Sequence[Array]) -> None:
        total = matrices[self.out.matrix][self.out.row]
        small: Array | None = None
        held, begun = 0, False
        for matrix, rows in self.of:
            number = rows.stop - rows.start
            part = np.add.reduce(matrices[matrix][rows], axis=0, dtype=np.int8)
            if small is None or held + number > MOST_COUNTED:
                begun = _added(total, small, begun=begun)
                small, held = part, number
            else:
                np.add(small, part, out=small)
                held += number
        _added(total, small, begun=begun)


def _added(total: Array, more: Array | None, *, begun: bool) -> bool:
    """Add to a total, or begin it; return whether it is begun."""
    if more is None:
        return begun
    if begun:
        np.add(total, more, out=total)
    else:
        total[:] = more
    return True


# ----- operations: the rows to fill, the rows that they are made of, and numbers; rows of 0 and 1 are bits


def _and(out: Array, rows: Sequence[Array], denied: int) -> None:
    """All hold, but for the last ``denied``, of which none does."""
    _join(np.bitwise_and, np.greater, out, rows, denied)


def _or(out: Array, rows: Sequence[Array], denied: int) -> None:
    """One holds, or one of the last ``denied`` does not."""
    _join(np.bitwise_or, np.greater_equal, out, rows, denied)


def _join(join: np.ufunc, deny: np.ufunc, out: Array, rows: Sequence[Array], denied: int) -> None:
    plain = len(rows) - denied
    found = rows[0]
    if len(out) == 1 and len(found) > 1:  # rows beside each other that come to one
        found = join.reduce(found, axis=0, out=out[0])[np.newaxis]
    for row in rows[1:plain]:
        if len(out) == 1 and len(row) > 1:
            row = join.reduce(row, axis=0, keepdims=True)
        found = join(found, row, out=out)
    for row in rows[plain:]:
        deny(found, row, out=out.view(np.bool_))  # of 0 and 1, «one and not the other» is «more than», and so on
        found = out


def _not(out: Array, rows: Sequence[Array]) -> None:
    np.bitwise_xor(rows[0], np.int8(1), out=out)


def _reaches(out: Array, rows: Sequence[Array], least: int) -> None:
    np.greater_equal(rows[0], least, out=out.view(np.bool_))


def _cut(out: Array, rows: Sequence[Array], most: int) -> None:
    np.minimum(rows[0], most, out=out)


def _always(out: Array, _: Sequence[Array], value: int) -> None:
    out.fill(value)


def _widened(out: Array, rows: Sequence[Array]) -> None:
    out[...] = rows[0]


def _weighed(out: Array, rows: Sequence[Array], base: int, *weights: int) -> None:
    type_ = out.dtype.type
    np.multiply(rows[0], type_(weights[0]), out=out)
    for row, weight in zip(rows[1:], weights[1:], strict=True):
        np.add(out, row if weight == 1 else np.multiply(row, type_(weight), dtype=out.dtype), out=out)
    if base:
        np.add(out, type_(base), out=out)


_HOW: Mapping[str, Callable[..., object]] = {
    "and": _and, "or": _or, "not": _not, "reaches": _reaches, "cut": _cut, "always": _always, "wide": _widened,
    "weighed": _weighed,
}  # fmt: skip
