"""How many criteria and how many indicators can be met together, where a criterion is met only with all its indicators."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import TypeAlias

from ntmrules.model.rulebook import Rulebook

Ends: TypeAlias = tuple[int, int]
"""At least and at most so many are met."""


def sizes_of(book: Rulebook) -> tuple[int, ...] | None:
    """Return how many indicators each criterion of a set has, the smallest first.

    Nothing where one is not known, or where they are not as many, or do not come to as many, as the decision counts.
    """
    sizes = [heading.declared for heading in book.headings]
    known = sorted(size for size in sizes if size)
    declared = book.set.declared
    if len(known) != len(sizes) or (len(known), sum(known)) != (declared.criteria, declared.indicators):
        return None
    return tuple(known)


def indicators_of(sizes: Sequence[int], criteria: Ends) -> Ends:
    """Return how many indicators are met where so many criteria are: at least all of the smallest, and each criterion that is
    not met lacks at least one.
    """
    return sum(sizes[: criteria[0]]), sum(sizes) - (len(sizes) - criteria[1])


def criteria_of(sizes: Sequence[int], indicators: Ends) -> Ends:
    """Return how many criteria are met where so many indicators are: the other way round of ``indicators_of``."""
    low = max(0, len(sizes) - (sum(sizes) - indicators[0]))
    smallest = list(accumulate(sizes, initial=0))
    return low, max(met for met, least in enumerate(smallest) if least <= indicators[1])
