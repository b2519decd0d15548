"""A shape for tests of the cache that anything has."""

from __future__ import annotations

from collections.abc import Iterable

from ntmrules.catalog.shape import shape_of


class _All(frozenset[type]):
    def issuperset(self, _: Iterable[object]) -> bool:
        return True


ANYTHING = shape_of(str)._replace(kinds=_All())
