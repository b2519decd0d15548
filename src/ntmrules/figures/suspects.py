"""When a table has more bad cells than anybody reads: reading stops at them, and says where."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from attrs import field

from ntmrules.errors import Problem, problem
from ntmrules.figures.cells import check_name, read_last_day, read_status, read_value, read_year
from ntmrules.figures.csv import Sheet, cell_at
from ntmrules.figures.signs import IGNORED, RATIO, SHOWN_UNIT
from ntmrules.frozen import define
from ntmrules.model.written import BadCellError

LONG_TABLE, HEAD = 20_000, 2_500  # rows of a table whose head is read first, and of that head
_KEPT = 65_536


def stopped(where: str, problems: Sequence[Problem]) -> list[Problem]:
    """Return what is wrong so far with, first, where reading stopped: a file like this is mended by its head."""
    return [problem("NTM508.stopped", where, count=len(problems)), *problems]


@define
class Suspects:
    """Counts the cells of a table that nobody seems to be able to read, while its rows are gathered.

    It tells when the rows so far are worth reading by themselves: where they hold more bad cells than anybody reads, the
    others need not be looked at. What it counts decides nothing: the reading of these rows does.
    """

    rows: int  # of the whole table, remarks and all
    _values: tuple[int, ...]
    _others: tuple[tuple[int, Callable[[str], object]], ...]
    _marks: Mapping[str, object]
    _allowed: int
    count: int = field(default=0, init=False)
    _known: dict[str, bool] = field(factory=dict, init=False)

    @classmethod
    def of(cls, sheet: Sheet, columns: Mapping[str, int], rows: int, allowed: int) -> Suspects:
        """Return the count of a table with these columns, none of its rows read; ``allowed`` are the bad cells that are told."""
        if "subject" in columns:
            values = [columns[each] for each in ("value", "verdict") if each in columns] + [*sheet.more_values]
        else:
            known = {*columns.values()}
            values = [at for at, name in enumerate(sheet.header) if at not in known and name != IGNORED]
        reads = (("unit", _name), ("period", read_year), ("as_of", read_last_day), ("status", read_status))
        others = tuple((columns[each], read) for each, read in reads if each in columns)
        return cls(rows, tuple(values), others, sheet.marks, allowed)

    def worth_reading(self, taken: int, cells: Sequence[str]) -> bool:
        """Take in the row of ``cells``, the ``taken``-th; tell whether the rows so far shall be read by themselves."""
        for at, read in self._others:
            text = cell_at(cells, at)
            self.count += bool(text) and not self._reads(f"{at}\n{text}", text, read)
        for at in self._values:
            text = cell_at(cells, at)
            self.count += bool(text) and not self._reads(text, text, self._value)
        if self.count > self._allowed:
            self._allowed *= 2
            return True
        return taken == HEAD and self.rows >= LONG_TABLE

    def _reads(self, key: str, text: str, read: Callable[[str], object]) -> bool:
        good = self._known.get(key)
        if good is None:
            try:
                read(text)
            except BadCellError:
                good = False
            else:
                good = True
            if len(self._known) < _KEPT:
                self._known[key] = good
        return good

    def _value(self, text: str) -> None:
        text = text.partition(SHOWN_UNIT)[0]
        if text.casefold() not in self._marks:
            read_value(text.rstrip(RATIO))


def _name(text: str) -> None:
    wrong = check_name(text)
    if wrong is not None:
        raise wrong
