"""Columns of words beside figures whose headings nobody knows: «Thôn», «Đối tượng», «Đợt».

They may say of whom, where or when a figure is. Those that are called so are asked about, where they say more than the unit
judged is; and any of them by which two rows of one figure differ.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from attrs import Factory, field

from ntmrules.figures import headings
from ntmrules.figures.csv import Sheet, cell_at
from ntmrules.figures.heading_words import words_of
from ntmrules.figures.workbook import letters
from ntmrules.frozen import define
from ntmrules.model.figures import Beside
from ntmrules.model.spelling import fold, verdict_of
from ntmrules.model.unit_names import name_key, parted
from ntmrules.model.written import BadCellError


@cache
def _headings_of_parts() -> frozenset[str]:
    return frozenset(fold(each) for each in words_of("of_a_part")["columns"])


def may_be_of_a_part(heading: str) -> bool:
    """Tell whether a column may say of whom, where or when the figures beside it are."""
    plain = fold(heading).strip(" .:*").removeprefix("ten ")
    return plain in _headings_of_parts() or headings.is_of_villages(heading)


@define
class SaidInColumns:
    """What cells of such columns say, each text with the first row of it and the unit of that row.

    A text with the name of its unit in it says the same of no other unit, so it is one a unit.
    """

    _said: dict[tuple[int, str, str], tuple[int, str]] = Factory(dict)

    def take(self, at: int, cell: str, row: int, unit: str) -> None:
        """Take in what stands in the column ``at`` of a row that is about ``unit``."""
        text = " ".join(cell.split())
        if not text or verdict_of(text) is not None or name_key(text) in (name_key(unit), parted(unit)[1]):
            return
        own = unit if unit and parted(unit)[1] in name_key(text) else ""
        self._said.setdefault((at, text, own), (row, unit))

    def texts(self, name: str, headings: Mapping[int, str]) -> Iterator[Beside]:
        """Yield what has to be understood in the table ``name``; ``headings`` are those of the columns by their places."""
        for (at, text, _), (row, unit) in self._said.items():
            if at not in headings:  # a figure stands further down in it
                continue
            units = (unit,) if unit else ()
            yield Beside(kind="cell", text=text, at=f"{name}:{row}:{at + 1}", units=units, option=letters(at),
                         heading=headings[at])  # fmt: skip


@define
class WordsBeside:
    """Follows the rows of a table with columns of words that nobody knows; ``places`` are those that may be of a part.

    ``named`` is the column of units; a form without one is of ``unit``.
    """

    sheet: Sheet
    named: int | None
    unit: str
    places: tuple[int, ...] = field(init=False)
    _said: SaidInColumns = Factory(SaidInColumns)
    _rows: dict[object, tuple[str, ...]] = Factory(dict)
    _now: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        self.places = tuple(at for at, heading in self.sheet.wordy.items() if may_be_of_a_part(heading))

    def take(self, row: int, cells: Sequence[str]) -> None:
        """Take in what a row says in these columns."""
        unit = self.unit if self.named is None else cell_at(cells, self.named)
        self._now = tuple(cell_at(cells, at) for at in self.sheet.wordy)
        for at in self.places:
            self._said.take(at, cell_at(cells, at), row, unit)

    def apart(self, key: object, unit: str, subject: str) -> BadCellError | None:
        """Return what is wrong with a second row of one figure that says other words than the first one did; else nothing."""
        first = self._rows.setdefault(key, self._now)
        for (at, heading), one, other in zip(self.sheet.wordy.items(), first, self._now, strict=True):
            if one != other:
                return BadCellError("NTM507.apart", unit=unit, subject=subject, column=heading, letter=letters(at), one=one[:40],
                                    other=other[:40])  # fmt: skip
        return None

    def texts(self) -> Iterator[Beside]:
        """Yield what has to be understood."""
        yield from self._said.texts(self.sheet.name, self.sheet.wordy)
