"""Norms of allotment, counterpart funds and deadlines of reports as data; holes stay holes."""

from __future__ import annotations

from typing import Annotated, TypeAlias

from attrs import field

from ntmrules.frozen import frozen
from ntmrules.model.closed import Day, Words
from ntmrules.model.days import as_day
from ntmrules.model.evidence import Evidence
from ntmrules.model.requirements import Cell
from ntmrules.model.text import Text

HIGHEST = "highest"
"""Where a commune is of several groups, the highest coefficient counts, and only that."""
EVERY = ("month", "quarter", "year")
SOURCES = Words(
    (
        "nstw-dau-tu",
        "nstw-thuong-xuyen",
        "nsdp-tinh",
        "nsdp-huyen",
        "nsdp-xa",
        "long-ghep",
        "tin-dung",
        "tin-dung-khac",
        "doanh-nghiep",
        "dan-tien-mat",
        "dan-ngay-cong",
    )
)
"""Where capital comes from."""
Source: TypeAlias = Annotated[str, SOURCES]


@frozen(kw_only=True)
class NormGroup:
    """A group of communes and its coefficient."""

    id: str
    name: Text
    coefficient: Cell


@frozen(kw_only=True)
class Counterpart:
    """What the local budget has to add: ``ratio`` of local to central capital, or words where the rule has no number."""

    id: str
    name: Text
    ratio: Cell | None = None
    words: Text | None = None


@frozen(kw_only=True)
class Norm:
    """One decision on allotment for budget years; ``village``: the coefficient of each village of special difficulty."""

    id: str
    name: Text
    decision: str
    from_: int
    to: int
    several: str = HIGHEST
    groups: tuple[NormGroup, ...] = ()
    village: Cell | None = None
    excluded: Text | None = None
    counterpart: tuple[Counterpart, ...] = ()
    note: Text | None = None

    def covers(self, year: int) -> bool:
        """Tell whether it is about a budget year."""
        return self.from_ <= year <= self.to


@frozen(kw_only=True)
class Report:
    """A report that is due: every month or quarter by a day, or every year by a day and month."""

    id: str
    name: Text
    every: str
    day: int
    decision: str
    evidence: Evidence
    from_: Day = field(converter=as_day)
    month: int | None = None


@frozen(kw_only=True)
class CapitalRules:
    """The file ``capital.yaml``."""

    norms: tuple[Norm, ...]
    reports: tuple[Report, ...]

    def norm_of(self, year: int, *, groups: bool = False) -> Norm | None:
        """Return the norm of a budget year; with ``groups`` one that has coefficients of communes."""
        return next((each for each in self.norms if each.covers(year) and (each.groups or not groups)), None)
