"""The scoring sheets of OCOP as data: parts, criteria, options with points, and the least that each star asks.

A decision (``OcopStage``) has 26 sheets, one a product set. A product's file is scored by the decision in force on the day it was
lodged. What a sheet leaves open (an option not seen, points missing in the copy) is said on the place where it is open.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any

from attrs import field

from ntmrules.frozen import frozen
from ntmrules.model.closed import Day, Words
from ntmrules.model.days import as_day, as_day_if_any
from ntmrules.model.evidence import Evidence, Provision
from ntmrules.model.points import band_of
from ntmrules.model.text import Text

NO_CERTIFICATE = (1, 2)
CERTIFIED = (3, 4, 5)
READ = Words(("xa-ntm",))


@frozen(kw_only=True)
class Option:
    """One option of a criterion: its points and, where it was seen, its words. ``doubt``: how an unclear print was read."""

    points: Decimal
    text: Text | None = None
    doubt: Text | None = None


@frozen(kw_only=True)
class Mark:
    """The least points on a criterion that a star asks (*** / **** / *****).

    Several values of ``least`` are several readings of one mark, of which nought says "no such mark": what they disagree on is
    undetermined.
    """

    stars: int
    least: tuple[Decimal, ...]
    note: Text | None = None


@frozen(kw_only=True)
class SheetCriterion:
    """One scored line of a sheet. ``case_of`` names the group of which only one case is scored; ``printed`` the number on paper.

    ``reads`` names the set whose recognition of the product's commune this criterion asks for: the last option with it, the first
    without. ``open`` says why the options seen are not all: then every number of points up to ``most`` may be given.
    """

    id: str
    name: Text
    most: Decimal
    options: tuple[Option, ...]
    marks: tuple[Mark, ...] = ()
    printed: str | None = None
    case_of: str | None = None
    reads: Annotated[str, READ] | None = None
    note: Text | None = None
    open: Text | None = None

    @cached_property
    def memo(self) -> dict[tuple[object, ...], Any]:
        """What was worked out on this line, by the answer given: thousands of products give the same few answers."""
        return {}

    def points(self) -> tuple[Decimal, ...]:
        """Return the points that the options give, lowest first; of an open criterion its least and its most as well."""
        known = {option.points for option in self.options}
        if self.open is not None:
            known |= {self.most} if known else {Decimal(0), self.most}
        return tuple(sorted(known))

    def gives(self, points: Decimal) -> bool:
        """Tell whether ``points`` can be given on this criterion."""
        if any(option.points == points for option in self.options):
            return True
        return self.open is not None and (points == self.most if self.options else 0 <= points <= self.most)

    def number(self) -> str:
        """Return the number that is printed on the sheet."""
        return self.printed or self.id


@frozen(kw_only=True)
class Group:
    """A heading of a sheet with the criteria below it, and the points that they give together at most."""

    id: str
    name: Text
    most: Decimal
    criteria: tuple[SheetCriterion, ...]
    note: Text | None = None


@frozen(kw_only=True)
class Part:
    """Part A, B or C of a sheet."""

    id: str
    most: Decimal
    groups: tuple[Group, ...]


@frozen(kw_only=True)
class Sheet:
    """The scoring sheet of one product set."""

    id: str
    number: int
    name: Text
    industry: str
    provision: Provision
    evidence: Evidence
    parts: tuple[Part, ...]
    rejected_if: Text | None = None
    checked_on: Day | None = field(default=None, converter=as_day_if_any)

    @cached_property
    def lines(self) -> tuple[SheetCriterion, ...]:
        """The scored lines in printed order."""
        return tuple(criterion for part in self.parts for group in part.groups for criterion in group.criteria)

    @cached_property
    def by_id(self) -> dict[str, SheetCriterion]:
        """The scored lines by id."""
        return {criterion.id: criterion for criterion in self.lines}

    @cached_property
    def cases(self) -> dict[str, tuple[str, ...]]:
        """The lines of which only one is scored, by group."""
        found: dict[str, tuple[str, ...]] = {}
        for criterion in self.lines:
            if criterion.case_of is not None:
                found[criterion.case_of] = (*found.get(criterion.case_of, ()), criterion.id)
        return found


@frozen(kw_only=True)
class Band:
    """The points of a star: from ``from_`` to under ``to``; the band of five stars holds its end (100) as well."""

    stars: int
    from_: Decimal
    to: Decimal
    evidence: Evidence


@frozen(kw_only=True)
class PartHead:
    """A part as the decision names it, and the points that it gives at most."""

    id: str
    most: Decimal
    name: Text


@frozen(kw_only=True)
class Industry:
    """One of the six industries: its id, printed number and name."""

    id: str
    number: str
    name: Text


@frozen(kw_only=True)
class Certifier:
    """Who recognises products of these stars, on which days. ``by`` left out: no decision is made for them."""

    stars: tuple[int, ...]
    evidence: Evidence
    by: Text | None = None
    from_: Day | None = field(default=None, converter=as_day_if_any)
    to: Day | None = field(default=None, converter=as_day_if_any)
    duty: Text | None = None


@frozen(kw_only=True)
class Clause:
    """Something that the process says, in short, with its evidence; ``days`` or ``months`` where it counts any."""

    id: str
    text: Text
    evidence: Evidence
    days: int | None = None
    months: int | None = None
    article: str | None = None


@frozen(kw_only=True)
class Renewal:
    """When the file of a re-evaluation is lodged: days before the certificate ends, earliest and latest."""

    evidence: Evidence
    earliest: int | None = None
    latest: int | None = None
    notice: int | None = None
    decide_within: int | None = None
    article: str | None = None


@frozen(kw_only=True)
class Round:
    """A yearly round of rating products of these stars: asked for before one day of the year, the result before another (MM-DD).

    ``asks`` is who asks for it. A result day that lies before the day of asking is one of the next year.
    """

    stars: tuple[int, ...]
    asks: Text
    request_before: str
    result_before: str
    evidence: Evidence
    article: str | None = None


@frozen(kw_only=True)
class Council:
    """What a province's rules of the council say: the spread between two judges, members, votes. ``None``: nothing is said."""

    evidence: Evidence | None = None
    most_spread: Decimal | None = None
    members: int | None = None
    quorum: int | None = None
    vote_share: Decimal | None = None
    provision: Provision | None = None
    note: Text | None = None


@frozen(kw_only=True)
class OcopStage:
    """One decision on OCOP: the days on which files are lodged under it, its parts, bands, and the process as far as known."""

    id: str
    name: Text
    provision: Provision
    lodged_from: Day = field(converter=as_day)
    lodged_to: Day | None = field(default=None, converter=as_day_if_any)
    parts: tuple[PartHead, ...]
    industries: tuple[Industry, ...]
    bands: tuple[Band, ...]
    marks_rule: Clause
    valid: Clause
    renewal: Renewal
    certifiers: tuple[Certifier, ...]
    revocation: tuple[Clause, ...] = ()
    transition: tuple[Clause, ...] = ()
    process: tuple[Clause, ...] = ()
    rounds: tuple[Round, ...] = ()
    unknown: tuple[Text, ...] = ()
    owners: tuple[Text, ...] = ()
    council: Council = field(factory=Council)
    checked_on: Day | None = field(default=None, converter=as_day_if_any)

    def band(self, points: Decimal | Fraction) -> Band:
        """Return the band that ``points`` (0 to 100) lie in, its lower end included; ``ValueError`` for points below them all."""
        found = band_of(self.bands, points)
        if found is None:
            raise ValueError(f"no band of {self.id} for {points} points")
        return found

    def takes(self, lodged: str | date) -> bool:
        """Tell whether files lodged on this day are judged under the decision."""
        day = as_day(lodged)
        return self.lodged_from <= day and (self.lodged_to is None or day <= self.lodged_to)

    def certifier(self, stars: int, day: str | date) -> Certifier | None:
        """Return who recognises ``stars`` on ``day``, or nothing where no text says it."""
        day = as_day(day)
        for each in self.certifiers:
            if (
                stars in each.stars
                and (each.from_ is None or each.from_ <= day)
                and (each.to is None or day <= each.to)
            ):
                return each
        return None
