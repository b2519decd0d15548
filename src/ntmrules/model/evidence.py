"""Where a number comes from, and how far it can be trusted."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import IntEnum, StrEnum

from attrs import field

from ntmrules.frozen import frozen
from ntmrules.model.closed import Day
from ntmrules.model.days import as_day, as_day_if_any
from ntmrules.model.text import Text


class EvidenceKind(StrEnum):
    """How the number was known, strongest first."""

    GAZETTE = "gazette"
    COPY = "copy"
    EXCERPT = "excerpt"
    RECALL = "recall"


class Confidence(StrEnum):
    """How sure the person was who wrote the number down."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class Floor(IntEnum):
    """The weakest evidence on which a verdict may rest; also the rank of one piece of evidence."""

    RECALL_LOW = 0
    RECALL = 1
    EXCERPT = 2
    COPY = 3
    GAZETTE = 4

    @property
    def label(self) -> str:
        """The spelling of the command line: ``recall-low``."""
        return self.name.lower().replace("_", "-")

    @classmethod
    def parse(cls, word: str | Floor) -> Floor:
        """Return the floor that ``word`` names; ``KeyError`` if there is none."""
        return word if isinstance(word, Floor) else cls[word.upper().replace("-", "_")]


@frozen(kw_only=True)
class Computed:
    """By which rule a value was computed and from which cells: it is then no number that a text prints.

    A cell is named ``<indicator id> <year> <area>``, year and area where it has them. ``shares``: how often each cell is
    in the sum that the value is, where the rule is a sum; lint then works it out again.
    """

    rule: Text
    cells: tuple[str, ...]
    shares: tuple[Decimal, ...] = ()


@frozen(kw_only=True)
class Evidence:
    """How one cell of the catalogue is known: kind, confidence, the sources, the day it was checked.

    ``kind`` of a ``computed`` value is that of its rule and base cells, never that of a printed number.
    """

    kind: EvidenceKind
    confidence: Confidence
    ref: tuple[str, ...] = ()
    checked_on: Day | None = field(default=None, converter=as_day_if_any)
    note: Text | None = None
    computed: Computed | None = None

    @property
    def rank(self) -> Floor:
        """The rank to compare with a floor; a recall of low confidence ranks below every other."""
        if self.kind is EvidenceKind.RECALL and self.confidence is Confidence.LOW:
            return Floor.RECALL_LOW
        return Floor[self.kind.name]


@frozen(kw_only=True)
class Provision:
    """The place in a decision that says so."""

    decision: str
    annex: str | None = None
    article: str | None = None
    row: str | None = None

    def __str__(self) -> str:
        return ", ".join(part for part in (self.decision, self.annex, self.article, self.row) if part)


@frozen(kw_only=True)
class Source:
    """A page or document that evidence refers to."""

    id: str
    url: str | None = None
    title: str | None = None
    note: Text | None = None


@frozen(kw_only=True)
class Span:
    """Days from ``from_`` to ``to``, both included; no ``to``: until further notice."""

    from_: Day = field(converter=as_day)
    to: Day | None = field(default=None, converter=as_day_if_any)

    def covers(self, day: str | date) -> bool:
        """Tell whether ``day`` lies in the span."""
        day = as_day(day)
        return self.from_ <= day and (self.to is None or day <= self.to)


@frozen(kw_only=True)
class Decision:
    """One decision of the register."""

    id: str
    title: Text
    date: Day | None = field(default=None, converter=as_day_if_any)
    issuer: Text | None = None
    in_force: Span | None = None
    amends: tuple[str, ...] = ()
    repeals: tuple[str, ...] = ()
    annexes: tuple[str, ...] = ()
    evidence: Evidence | None = None
    note: Text | None = None
