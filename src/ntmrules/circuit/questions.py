"""The questions that a circuit asks of one row: yes or no, and never «null», whatever the row lacks.

Each is no where the column that it asks has nothing in the row; that something is missing is a question of its own.
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TypeAlias

from ntmrules.frozen import frozen


@frozen
class Known:
    """Whether something stands in the column ``key``."""

    key: str


@frozen
class Compared:
    """Whether the number in ``key`` is there and compares so (``at_least`` …) with ``level``, exactly."""

    key: str
    op: str
    level: Decimal


@frozen
class Coded:
    """Whether the answer in ``key`` is the verdict ``code`` (0 not met, 1 met, 3 not applicable)."""

    key: str
    code: int


@frozen
class Flagged:
    """Whether ``key`` says yes."""

    key: str


@frozen
class OfYear:
    """Whether the year in ``key`` is ``year``; a row without one stands for ``otherwise``."""

    key: str
    year: int
    otherwise: int


@frozen
class Among:
    """Whether the text in ``key`` is one of ``names``; with ``off``, whether it is there and none of them."""

    key: str
    names: tuple[str, ...]
    off: bool = False


@frozen
class InMask:
    """Whether the bits ``mask`` stand in the whole number of ``key``."""

    key: str
    mask: int


@frozen
class Weighed:
    """Whether the columns of ``terms``, each times its weight, come to a total that compares so with ``level``.

    Whole numbers all of them: shares are compared without a division.
    """

    terms: tuple[tuple[str, int], ...]
    op: str
    level: int


Question: TypeAlias = Known | Compared | Coded | Flagged | OfYear | Among | InMask | Weighed


def same(question: Question) -> Question:
    """Return the question in the form in which equal ones are equal: 48.0 is 48."""
    if isinstance(question, Compared):
        with localcontext(prec=1000):  # not one digit of a level is lost
            level = question.level.normalize()
        op = "at_least" if question.op == "count_at_least" else question.op
        return Compared(question.key, op, level or Decimal(0))
    if isinstance(question, Among):
        return Among(question.key, tuple(sorted(set(question.names))), question.off)
    return question


def keys_of(question: Question) -> tuple[str, ...]:
    """Return the columns that a question asks."""
    if isinstance(question, Weighed):
        return tuple(key for key, _ in question.terms)
    return (question.key,)
