"""What an import of an annex found."""

from __future__ import annotations

from ntmrules.authoring.annex.rows import Row
from ntmrules.authoring.annex.taking import TAKEN, Outcome
from ntmrules.frozen import frozen


@frozen(kw_only=True)
class Imported:
    """What an import found: every cell, the rows without an indicator, the columns and indicators that the table lacks."""

    set_id: str
    decision: str
    outcomes: tuple[Outcome, ...]
    unmatched: tuple[tuple[Row, str], ...]
    areas_lacking: tuple[str, ...]
    indicators_lacking: tuple[str, ...]
    columns_left: tuple[str, ...]
    joined: tuple[str, ...]
    hidden: tuple[str, ...]
    told: tuple[str, ...]
    """Lines of words that may limit the levels of the whole table."""
    tables_left: tuple[str, ...]
    amended: str
    """The line that says that the file holds cells of several decisions; nothing where none says so."""
    unnamed: tuple[str, ...]
    """Tables over which nothing says whose annex they are."""
    columns_named: tuple[str, ...]
    """The columns that a person named."""
    lacking: tuple[str, ...]
    """The numbers of rows whose indicator the catalogue does not have."""
    files: dict[str, str]

    def count(self, status: str) -> int:
        """Return how many cells have a status."""
        return sum(each.status == status for each in self.outcomes)

    @property
    def taken(self) -> int:
        """How many cells are taken."""
        return sum(map(self.count, TAKEN))
