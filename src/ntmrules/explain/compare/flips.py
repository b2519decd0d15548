"""For which figures two levels give different verdicts: intervals, exact at their ends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

from ntmrules.frozen import evolve, frozen
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Evidence, Floor
from ntmrules.model.logic import OPERATORS, compare
from ntmrules.model.measures import Measure
from ntmrules.model.requirements import AnyComparison, AnyRequirement, Cell, Threshold
from ntmrules.model.rounding import before_rounding, rounded
from ntmrules.model.verdicts import Verdict
from ntmrules.model.walk import Visitor

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
FALLING = ("at_most", "less_than")


@frozen(kw_only=True)
class Level:
    """What one requirement asks of a figure in one year and area, as the text says it.

    ``state`` is ``value``, ``candidates``, ``delegated``, ``unknown`` (a hole) or ``no_row``; ``bound`` is the level
    that a delegation may not be looser than; ``weak``: the level rests on less than an excerpt. ``proofs``: the evidence
    of every value, which is no part of what the text says.
    """

    op: str
    values: tuple[Decimal, ...] = ()
    upper: tuple[Decimal, ...] = ()
    state: str = "value"
    bound: Decimal | None = None
    weak: bool = False
    round: req.Rounding | None = None
    proofs: tuple[Evidence | None, ...] = ()

    @property
    def open(self) -> bool:
        """Whether nobody has set the level, or nobody knows it."""
        return self.state in ("delegated", "unknown", "no_row")

    @property
    def says(self) -> tuple[object, ...]:
        """What the text says, without how well it is known."""
        rounds = (self.round.digits, self.round.half) if self.round is not None else None
        return (self.op, self.values, self.upper, self.state, self.bound, rounds)

    @property
    def shown(self) -> tuple[object, ...]:
        """What is shown of it: what the text says, and which of its values no text prints."""
        return (*self.says, tuple(proof is not None and proof.computed is not None for proof in self.proofs))

    def judge(self, figure: Decimal) -> Verdict:
        """Decide one figure, rounded where the text orders it, against the level; an open one by its bound alone."""
        if self.round is not None:
            figure = rounded(figure, self.round)
        if self.op == "none_of":
            return MET if figure == 0 else NOT_MET
        if self.open:
            if self.bound is None:
                return UNDETERMINED
            worse = figure > self.bound if self.op in FALLING else figure < self.bound
            return NOT_MET if worse else UNDETERMINED
        if self.op == "between":
            ends = (compare("at_least", figure, self.values), compare("at_most", figure, self.upper))
            return NOT_MET if NOT_MET in ends else UNDETERMINED if UNDETERMINED in ends else MET
        return compare(self.op, figure, self.values)

    @property
    def points(self) -> set[Decimal]:
        """The figures at which the verdict can change."""
        own = {*self.values, *self.upper}
        if self.bound is not None:
            own.add(self.bound)
        if self.round is not None:
            own = {before_rounding(op, each, self.round)[1] for each in own for op in ("at_least", "more_than")}
        return own | {Decimal(0)} if self.op == "none_of" else own


@frozen(kw_only=True)
class Flip:
    """Figures from ``low`` to ``high`` (nothing: without end) that are judged ``before`` and then ``after``.

    ``low_in`` and ``high_in`` tell whether the end itself belongs to it; ``every``: it holds for every possible figure.
    """

    before: Verdict
    after: Verdict
    low: Decimal | None
    high: Decimal | None
    low_in: bool
    high_in: bool
    every: bool = False


def level_of(item: AnyRequirement, year: int | None, area: str | None) -> Level | None:
    """Return the level of a requirement on one figure; nothing for one that is answered with words or has parts."""
    return _levels.visit(item, year, area)


class _Levels(Visitor["Level | None"]):
    """The level of one figure for a year and an area."""

    def on_none_of(self, item: req.NoneOf, year: int | None, area: str | None) -> Level:
        return Level(op="none_of", weak=item.evidence.rank < Floor.EXCERPT)

    def on_between(self, item: req.Between, year: int | None, area: str | None) -> Level:
        low, high = _cell_level("at_least", item.low, year, area), _cell_level("at_most", item.high, year, area)
        if low.open or high.open:
            return Level(op="between", state=low.state if low.open else high.state)
        state = "candidates" if "candidates" in (low.state, high.state) else "value"
        weak = low.weak or high.weak
        return Level(op="between", values=low.values, upper=high.values, state=state, weak=weak, round=item.round,
                     proofs=(*low.proofs, *high.proofs))  # fmt: skip

    def on_comparison(self, item: AnyComparison, year: int | None, area: str | None) -> Level:
        return evolve(_cell_level(item.kind, item.threshold, year, area), round=item.round)

    def _own_op(self, item: req.ChildCount | req.Points, year: int | None, area: str | None) -> Level:
        return evolve(_cell_level(item.op, item.threshold, year, area), round=getattr(item, "round", None))

    def on_unknown(self, item: req.Unknown, year: int | None, area: str | None) -> Level:
        return Level(op="unknown", state="unknown")

    def on_delegated(self, item: req.Delegated, year: int | None, area: str | None) -> Level:
        bound = level_of(item.bound, year, area) if item.bound is not None else None
        if bound is not None and len(bound.values) == 1 and bound.op in OPERATORS:
            return Level(op=bound.op, state="delegated", bound=bound.values[0])
        return Level(op="delegated", state="delegated")

    def _no_level(self, item: AnyRequirement, year: int | None, area: str | None) -> None:
        return None

    on_child_count = on_points = _own_op
    on_attained = on_compound = on_meets = on_derived = on_function = on_against_figure = _no_level


_levels = _Levels()


def _cell_level(op: str, threshold: Threshold, year: int | None, area: str | None) -> Level:
    cell = threshold.cell(year, area)
    if cell is None:
        return Level(op=op, state="no_row")
    if cell.unknown is not None:
        return Level(op=op, state="unknown")
    if cell.delegated is not None:
        return Level(op=op, state="delegated", bound=cell.delegated.high if op in FALLING else cell.delegated.low)
    if cell.candidates:
        return Level(op=op, values=tuple(sorted({each.value for each in cell.candidates})), state="candidates",
                     weak=_weak(cell), proofs=cell.proofs)  # fmt: skip
    assert cell.value is not None
    return Level(op=op, values=(cell.value,), weak=_weak(cell), proofs=cell.proofs)


def _weak(cell: Cell) -> bool:
    ranks = [each.evidence.rank for each in cell.candidates if each.evidence] or [
        cell.evidence.rank if cell.evidence is not None else Floor.RECALL_LOW
    ]
    return min(ranks) < Floor.EXCERPT


def flips(before: Level, after: Level, measure: Measure | None) -> tuple[Flip, ...]:
    """Return the intervals of possible figures whose verdict differs, from the least figure on."""
    low = measure.low if measure is not None else None
    high = measure.high if measure is not None else None
    found: list[Flip] = []
    for piece in _pieces(before.points | after.points, low, high):
        verdicts = before.judge(piece.sample), after.judge(piece.sample)
        if verdicts[0] is verdicts[1]:
            continue
        last = found[-1] if found else None
        touches = last is not None and last.high == piece.low and (last.high_in or piece.point)
        if last is not None and touches and (last.before, last.after) == verdicts:
            found[-1] = evolve(last, high=piece.high, high_in=piece.point)
        else:
            found.append(Flip(before=verdicts[0], after=verdicts[1], low=piece.low, high=piece.high,
                              low_in=piece.point, high_in=piece.point))  # fmt: skip
    return tuple(_marked(flip, low, high) for flip in found)


def _marked(flip: Flip, low: Decimal | None, high: Decimal | None) -> Flip:
    every = flip.low == low and flip.high == high and (low is None or flip.low_in) and (high is None or flip.high_in)
    return evolve(flip, every=every)


@frozen(kw_only=True)
class _Piece:
    """One point (``low`` and ``high`` are it), or what lies between two points without them."""

    low: Decimal | None
    high: Decimal | None
    sample: Decimal

    @property
    def point(self) -> bool:
        return self.low is not None and self.low == self.high


def _pieces(points: Iterable[Decimal], low: Decimal | None, high: Decimal | None) -> Iterator[_Piece]:
    """Cut the possible figures at ``points``: each point by itself, and what lies between; a piece has one verdict."""
    ends = {end for end in (low, high) if end is not None}
    cuts = sorted({cut for cut in points if (low is None or low <= cut) and (high is None or cut <= high)} | ends)
    if not cuts:
        yield _Piece(low=None, high=None, sample=Decimal(0))
        return
    if low is None:
        yield _Piece(low=None, high=cuts[0], sample=cuts[0] - 1)
    for index, cut in enumerate(cuts):
        yield _Piece(low=cut, high=cut, sample=cut)
        if index + 1 < len(cuts):
            yield _Piece(low=cut, high=cuts[index + 1], sample=(cut + cuts[index + 1]) / 2)
    if high is None:
        yield _Piece(low=cuts[-1], high=None, sample=cuts[-1] + 1)
