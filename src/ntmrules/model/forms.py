"""Forms (biểu) that offices must fill, as data: headings over several rows, rows, what each cell holds, the identities."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from attrs import field

from ntmrules.frozen import frozen
from ntmrules.model.capital import Source
from ntmrules.model.closed import Day, Level, Words
from ntmrules.model.days import as_day_if_any
from ntmrules.model.evidence import Evidence
from ntmrules.model.text import Text

BEFORE, NOW, PLAN, YEAR = "before", "now", "plan", "year"
TIMES = Words((BEFORE, NOW, PLAN, YEAR))
SHOWS = Words(("tt", "text", "measure_unit", "note", "value", "result", "verdict"))
COUNTS = Words(("communes", "all_criteria", "decision", "preparing", "decision_of_tier", "criteria_between"))
MONEY_UNITS = Words(("đồng", "nghìn đồng", "triệu đồng", "tỷ đồng"))
"""Amounts of a form are filled in in this unit."""
KINDS = Words(("planned", "allotted", "mobilised", "disbursed"))


@frozen(kw_only=True)
class Column:
    """One heading, with the headings under it; a lowest one says what its cells show.

    ``shows`` is of ``SHOWS``. ``time``: the figures of the day before, of now, of the plan, of the whole year. ``group``: only
    communes of this group. ``sources`` and ``kinds`` choose rows of capital; ``sum_of`` adds up other columns.
    """

    title: str
    id: str | None = None
    columns: tuple[Column, ...] = ()
    shows: Annotated[str, SHOWS] = "value"
    time: Annotated[str, TIMES] | None = None
    group: int | None = None
    sources: tuple[Source, ...] = ()
    kinds: tuple[Annotated[str, KINDS], ...] = ()
    sum_of: tuple[str, ...] = ()

    def lowest(self) -> Iterator[Column]:
        """Yield the columns that have cells, from left to right."""
        if not self.columns:
            yield self
        for column in self.columns:
            yield from column.lowest()

    @property
    def depth(self) -> int:
        """How many rows of headings it takes."""
        return 1 + max((column.depth for column in self.columns), default=0)


@frozen(kw_only=True)
class Row:
    """One row, with what its cells count; a heading of a part counts nothing.

    ``criterion``: units that meet it. ``count``: of ``COUNTS``. ``between``: units that meet from so many to so many criteria.
    ``sources``, ``part``, ``work``: rows of capital; a part or a work is what some row has as its id. ``sum_of``: other
    rows. ``whole``: the total of the form; over parts or works it has the rows of capital that name none of them as well.
    ``group``: only communes of this group.
    """

    text: str
    id: str | None = None
    tt: str = ""
    header: bool = False
    criterion: str | None = None
    count: Annotated[str, COUNTS] | None = None
    between: tuple[int, ...] = ()
    of_set: str | None = None
    group: int | None = None
    sources: tuple[Source, ...] = ()
    part: str | None = None
    work: str | None = None
    whole: bool = False
    sum_of: tuple[str, ...] = ()
    unknown: Text | None = None


@frozen(kw_only=True)
class Check:
    """One identity: a row is the sum of others, or not more than another; the same over columns or with a count of units.

    ``other_form``: the cell ``row``, ``column`` is the cell ``other_row``, ``other_column`` of that form.
    """

    text: Text
    row: str | None = None
    equals: tuple[str, ...] = ()
    at_most: str | None = None
    column: str | None = None
    columns: tuple[str, ...] = ()
    other_form: str | None = None
    other_row: str | None = None
    other_column: str | None = None
    rows_at_most_communes: bool = False
    least_row_at_least_all: bool = False


@frozen(kw_only=True)
class Form:
    """One form: for which level, its title, headings, rows and identities, with how well its layout is known.

    ``rows_of``: the rows are the criteria and indicators of this set. ``same_as``: headings, rows and identities of another.
    ``from_``: the first day that its rows are right for; before it the set had other criteria of the same numbers.
    """

    id: str
    code: str
    level: Level
    title: str
    evidence: Evidence
    set: str | None = None
    from_: Day | None = field(default=None, converter=as_day_if_any)
    money_unit: Annotated[str, MONEY_UNITS] | None = None
    attached_to: str | None = None
    header: tuple[Column, ...] = ()
    rows: tuple[Row, ...] = ()
    rows_of: str | None = None
    checks: tuple[Check, ...] = ()
    same_as: str | None = None
    note: Text | None = None

    def columns(self) -> tuple[Column, ...]:
        """Return the columns that have cells, from left to right."""
        return tuple(column for top in self.header for column in top.lowest())
