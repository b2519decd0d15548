"""Memory that is lent and comes back: to get it anew from the system each time takes as long as all that is done in it."""

from __future__ import annotations

import weakref
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import accumulate
from typing import Any

import numpy as np

from ntmrules.engine.columnar.vectors import Array

MOST_SPARED = 1 << 25
"""So many bytes are kept for the next who asks."""
_PIECE = 1 << 16  # memory is kept in pieces of so many bytes
_LINE = 64

_spared: dict[int, list[Array]] = {}


def _taken(size: int) -> Array:
    pieces = -(-size // _PIECE)
    try:
        return _spared[pieces].pop()
    except (KeyError, IndexError):
        return np.empty(pieces * _PIECE, np.uint8)


def _back(memory: Array) -> None:
    """Take memory back. Whoever drops a table last does so, in any thread: every step here is one for all threads."""
    held = sum(pieces * len(each) for pieces, each in tuple(_spared.items())) * _PIECE
    if held + len(memory) <= MOST_SPARED:
        _spared.setdefault(len(memory) // _PIECE, []).append(memory)


@contextmanager
def scratch(sizes: Iterable[tuple[int, np.dtype[Any]]], width: int) -> Iterator[list[Array]]:
    """Lend matrices of so many rows of a type, ``width`` long, with anything in them."""
    wanted = [(rows, type_, rows * width * type_.itemsize) for rows, type_ in sizes]
    places = list(accumulate((-(-size // _LINE) * _LINE for _, _, size in wanted), initial=0))
    memory = _taken(places[-1])
    try:
        yield [memory[at : at + size].view(type_).reshape(rows, width)
               for at, (rows, type_, size) in zip(places, wanted, strict=False)]  # fmt: skip
    finally:
        _back(memory)


def lasting(rows: int, type_: np.dtype[Any], width: int) -> Array:
    """Return a matrix with anything in it, whose memory comes back when nobody holds it any more.

    Who holds a row of it alone does not hold it; a buffer of Arrow over the whole does.
    """
    memory = _taken(rows * width * type_.itemsize)
    found: Array = memory[: rows * width * type_.itemsize].view(type_).reshape(rows, width)
    weakref.finalize(found, _back, memory).atexit = False
    return found
