"""From answers to points, marks and stars: the rank of a product, as a range where an answer or the sheet leaves it open.

A product takes the highest star whose band its points reach and whose marks, and those of every star below, it meets. Both ends
of a range are the rank of one completion of the answers: the least that may still come of them, and the most.
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple, TypeAlias

from attrs import field

from ntmrules.frozen import frozen
from ntmrules.model.ocop import CERTIFIED, Band, Mark, OcopStage, Sheet, SheetCriterion
from ntmrules.model.points import Range, reached, total
from ntmrules.model.verdicts import Verdict
from ntmrules.ocop.product import Answers, Product

NOUGHT = Decimal(0)
MOST_STARS = 5


class Line(NamedTuple):
    """One criterion of a product: its points (a range where unknown) and how it stands to its marks.

    A named tuple, as nodes of the trace are: a province has some three hundred thousand of them.
    """

    criterion: SheetCriterion
    low: Decimal
    high: Decimal
    answered: bool
    scored: bool = True

    def meets(self, mark: Mark) -> Verdict:
        """Tell whether a mark is reached: every reading of it, and whatever the points may be, has to agree."""
        if not self.scored:
            return Verdict.NOT_APPLICABLE
        return reached(self, mark.least)


Held: TypeAlias = tuple[SheetCriterion, Mark, Verdict]
"""A mark that is not met or open, with its criterion and how it stands."""


@frozen(kw_only=True)
class Step:
    """One thing that is missing for the next star: a criterion, from how many points to how many."""

    criterion: SheetCriterion
    from_: Decimal
    to: Decimal
    needed: bool

    @property
    def rise(self) -> Decimal:
        """The points that the step costs."""
        return self.to - self.from_


@frozen(kw_only=True)
class Next:
    """What is missing for ``stars``: steps that a mark asks for, then points of any criterion, cheapest first.

    ``short`` is how many points the total still lacks once the marks are met; ``possible`` is false where the steps that are
    left on the sheet do not reach it.
    """

    stars: int
    steps: tuple[Step, ...]
    short: Fraction
    possible: bool


@frozen(kw_only=True)
class Ranking:
    """The rank of a product: points and stars as ranges, the lines behind them, and what somebody claimed.

    ``low``, ``high`` are points of 100; ``stars`` the least and the most stars. Several judges: ``totals`` holds each one's
    points, ``missing_judges`` how many sheets did not come.
    """

    product: Product
    stage: OcopStage
    sheet: Sheet
    lines: tuple[Line, ...]
    low: Fraction
    high: Fraction
    stars: tuple[int, int]
    held_by: tuple[Held, ...] = ()
    totals: dict[str, tuple[Decimal, Decimal]] = field(factory=dict)
    missing_judges: int = 0

    @property
    def decided(self) -> bool:
        """Whether one number of stars is left."""
        return self.stars[0] == self.stars[1]

    @property
    def verdict(self) -> Verdict:
        """Met with three stars or more (a certificate), not met with fewer, undetermined where both may be."""
        if self.stars[0] >= CERTIFIED[0]:
            return Verdict.MET
        return Verdict.NOT_MET if self.stars[1] < CERTIFIED[0] else Verdict.UNDETERMINED

    def bands(self) -> tuple[Band, Band]:
        """Return the bands of the least and of the most points."""
        return self.stage.band(self.low), self.stage.band(self.high)

    def part(self, identity: str) -> tuple[Decimal, Decimal]:
        """Return the least and the most points of a part of the sheet."""
        part = next(each for each in self.sheet.parts if each.id == identity)
        mine = {criterion.id for group in part.groups for criterion in group.criteria}
        return total(line for line in self.lines if line.criterion.id in mine and line.scored)


def rank(answers: Answers) -> Ranking:
    """Return the rank of a product by one sheet of answers."""
    apart = _not_scored(answers)
    lines: list[Line] = []
    held: list[Held] = []
    for criterion in answers.sheet.lines:
        identity = criterion.id
        if identity in apart:
            lines.append(Line(criterion, NOUGHT, NOUGHT, identity in answers.points, scored=False))
            continue
        line, marks = _line(criterion, answers.points.get(identity), unclear=identity in answers.unclear)
        lines.append(line)
        held += marks
    low, high = total(line for line in lines if line.scored)
    held_by = tuple(sorted(held, key=_stars))
    least = min(answers.stage.band(low).stars, _under_marks(held_by, strict=True))
    most = min(answers.stage.band(high).stars, _under_marks(held_by, strict=False))
    return Ranking(
        product=answers.product,
        stage=answers.stage,
        sheet=answers.sheet,
        lines=tuple(lines),
        low=Fraction(low),
        high=Fraction(high),
        stars=(least, most),
        held_by=held_by,
    )


def rank_by_judges(sheets: Iterable[Answers], *, members: int | None = None) -> Ranking:
    """Return the rank by the mean of several judges' totals ("tổng điểm trung bình"), exactly, nothing rounded.

    ``sheets`` are of one product, one a judge. A mark is met where every judge's points meet it and not met where none's do;
    where judges differ it is undetermined, since no decision says whose points count. A sheet that did not come (of
    ``members``) may still give anything from 0 to 100.
    """
    each = [rank(answers) for answers in sheets]
    first = each[0]
    missing = max((members or len(each)) - len(each), 0)
    count = len(each) + missing
    absent = [Range(Fraction(0), Fraction(100))] * missing
    low, high = (end / count for end in total([*each, *absent], Fraction(0)))
    merged = tuple(_merged(lines, missing=missing) for lines in zip(*(one.lines for one in each), strict=True))
    held_by = _held_by(merged)
    least = min(first.stage.band(low).stars, _under_marks(held_by, strict=True))
    most = min(first.stage.band(high).stars, _under_marks(held_by, strict=False))
    totals = {
        one.product.judge or str(place): (
            _decimal(one.low),
            _decimal(one.high),
        )
        for place, one in enumerate(each, 1)
    }
    return Ranking(
        product=first.product,
        stage=first.stage,
        sheet=first.sheet,
        lines=merged,
        low=low,
        high=high,
        stars=(least, most),
        held_by=held_by,
        totals=totals,
        missing_judges=missing,
    )


def next_star(ranking: Ranking) -> Next | None:
    """Return what is missing for the star after the least one that is certain; nothing above five."""
    target = ranking.stars[0] + 1
    if target > MOST_STARS:
        return None
    wanted = next(band for band in ranking.stage.bands if band.stars == target)
    steps: list[Step] = []
    for line in ranking.lines:
        needs = [
            max(mark.least)
            for mark in line.criterion.marks
            if mark.stars <= target and line.meets(mark) is not Verdict.MET
        ]
        if needs and line.scored:
            steps.append(Step(criterion=line.criterion, from_=line.low, to=max(needs), needed=True))
    short = Fraction(wanted.from_) - ranking.low - sum((Fraction(step.rise) for step in steps), Fraction(0))
    reached = {step.criterion.id: step.to for step in steps}
    more = [
        Step(criterion=line.criterion, from_=reached.get(line.criterion.id, line.low), to=points, needed=False)
        for line in ranking.lines
        if line.scored
        for points in line.criterion.points()
        if points > reached.get(line.criterion.id, line.low)
    ]
    room = sum(
        (line.criterion.most - reached.get(line.criterion.id, line.low) for line in ranking.lines if line.scored),
        NOUGHT,
    )
    needed = sorted(steps, key=lambda step: (step.rise, step.criterion.id))
    further = sorted(_first_steps(more), key=lambda step: (step.rise, step.criterion.id)) if short > 0 else []
    return Next(
        stars=target, steps=(*needed, *further), short=max(short, Fraction(0)), possible=short <= Fraction(room)
    )


def _first_steps(steps: Iterable[Step]) -> list[Step]:
    """Return of the steps of one criterion the smallest."""
    found: dict[str, Step] = {}
    for step in steps:
        if step.criterion.id not in found or step.rise < found[step.criterion.id].rise:
            found[step.criterion.id] = step
    return list(found.values())


def _line(criterion: SheetCriterion, points: Decimal | None, *, unclear: bool) -> tuple[Line, tuple[Held, ...]]:
    """Return a line with these points, and its marks that are not met or open: one object for all products that have it."""
    key = ("line", points, unclear)
    found: tuple[Line, tuple[Held, ...]] | None = criterion.memo.get(key)
    if found is None:
        if points is None:  # nobody chose an option: it may be none, or the best
            low, high = NOUGHT, criterion.most
        else:
            low, high = points, criterion.most if unclear else points
        line = Line(criterion, low, high, points is not None)
        found = criterion.memo[key] = line, _held_by((line,))
    return found


def _not_scored(answers: Answers) -> set[str]:
    """Return the cases of a group beside the one that was answered, or beside the best one where none was."""
    apart: set[str] = set()
    for mine in answers.sheet.cases.values():
        most = {case: answers.sheet.by_id[case].most for case in mine}
        kept = {case for case in mine if case in answers.points} or {max(mine, key=most.__getitem__)}
        apart |= set(mine) - kept
    return apart


def _merged(lines: tuple[Line, ...], *, missing: int) -> Line:
    """Return one line for several judges: the least and the most that any of them gives, since a mark asks for points."""
    scored = [line for line in lines if line.scored] or list(lines)
    high = lines[0].criterion.most if missing else max(line.high for line in scored)
    return Line(
        criterion=lines[0].criterion,
        low=NOUGHT if missing else min(line.low for line in scored),
        high=high,
        answered=all(line.answered for line in scored),
        scored=any(line.scored for line in lines),
    )


def _under_marks(held_by: Iterable[Held], *, strict: bool) -> int:
    """Return the most stars that no mark stands against: marks that are undetermined count as missed when ``strict``."""
    lost = [mark.stars for _, mark, verdict in held_by if strict or verdict is Verdict.NOT_MET]
    return min(lost, default=MOST_STARS + 1) - 1


def _held_by(lines: Iterable[Line]) -> tuple[Held, ...]:
    """Return the marks that are not met or open, lowest star first."""
    found = [(line.criterion, mark, line.meets(mark)) for line in lines for mark in line.criterion.marks]
    kept = [each for each in found if each[2] in (Verdict.NOT_MET, Verdict.UNDETERMINED)]
    return tuple(sorted(kept, key=_stars))


def _stars(held: Held) -> int:
    return held[1].stars


def _decimal(points: Fraction) -> Decimal:
    return Decimal(points.numerator) / Decimal(points.denominator)
