"""The level that a requirement meets in one evaluation: the row of the year and of the column in which the unit stands."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

from ntmrules.engine.core.context import Context, Judge
from ntmrules.frozen import evolve
from ntmrules.model.levels import Level, derivation_node, make_level
from ntmrules.model.requirements import Derivation, Threshold
from ntmrules.model.trace import Node
from ntmrules.model.verdicts import Reason, ReasonCode

MOST_KEPT = 4096  # figures may name any year, so the memory of levels is kept bounded


class LevelFinder:
    """Finds the level of one threshold; rows by year and by area, of the set's own scheme or of a pack's zones."""

    __slots__ = (
        "_by_area",
        "_found",
        "_one",
        "_op",
        "_program",
        "_rule",
        "_threshold",
        "_unit",
        "by_year",
        "chain",
        "scheme",
    )

    def __init__(
        self, program: Judge, rule: str, threshold: Threshold, op: str, unit: str | None,
        chain: Derivation | None = None,
    ) -> None:  # fmt: skip
        named = [row.area for row in threshold.rows if row.area is not None]
        self._program, self._rule, self._threshold, self._op, self._unit = program, rule, threshold, op, unit
        self._by_area, self.by_year, self.chain = bool(named), threshold.by_year, chain
        self.scheme = program.book.scheme_of(named) if named else None
        self._found: dict[tuple[tuple[str, ...], int], Level] = {}
        self._one: Level | None = None  # of every year and column, where there are no rows of either

    def at(self, context: Context, year: int | None = None) -> Level:
        """Return the level for a figure of ``year``; one of no year is taken for one of the year of assessment."""
        if self._one is not None:
            return self._one
        then = (year if year is not None else context.year) if self.by_year else 0
        key = (context.columns(self.scheme)[0] if self._by_area else (), then)
        level = self._found.get(key)
        if level is None:
            level = self._made(*key)
            if len(self._found) < MOST_KEPT:
                self._found[key] = level
            if not self._by_area and not self.by_year:
                self._one = level
        placed_by = context.placed_by(self.scheme) if self._by_area and level.nodes else ()
        return level if not placed_by else _placed(level, placed_by)

    def _made(self, areas: tuple[str, ...], year: int) -> Level:
        book = self._program.book
        level = make_level(self._threshold, self._op, self._rule, areas, year, book.floor, book.area_name, self._unit)
        if self.chain is None:
            return level
        told = derivation_node(self.chain, areas, year, book.floor, book.area_name, self._unit)
        return evolve(level, nodes=(*level.nodes, told))

    def doubt(self, context: Context, level: Level) -> tuple[Reason, ...]:
        """Return what would settle in which column the unit stands, where the columns differ."""
        return context.columns(self.scheme)[1] if level.by_area else ()


def _placed(level: Level, figures: tuple[Node, ...]) -> Level:
    """Return the level with the figures that chose its row, for they are not firm."""
    first, *others = level.nodes
    return evolve(level, nodes=(first._replace(children=(*first.children, *figures)), *others))


def torn_over(
    rule: str,
    levels: LevelFinder,
    level: Level,
    context: Context,
    leaves_open: Callable[[tuple[Decimal, Decimal]], bool],
) -> tuple[Reason, ...]:
    """Return why a level alone leaves a verdict open: the column is in doubt, or sources disagree on the value.

    ``leaves_open`` tells of two values between which sources disagree whether the verdict depends on which holds.
    """
    doubt = levels.doubt(context, level)
    return (*doubt, Reason(ReasonCode.THRESHOLD_DISPUTED, rule)) if not doubt or level.torn(leaves_open) else doubt
