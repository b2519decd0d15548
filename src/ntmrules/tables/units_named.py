"""Who the rows of a table that is judged in parts are about: as a table that is read whole tells it, from whole columns.

Rows of another level are left out, a unit in two rows and half a name beside a whole one are errors, names on no list are said.
"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl
from attrs import Factory

from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.face.rulebook import Rulebook
from ntmrules.figures.cells import LONGEST_NAME, check_name
from ntmrules.figures.frames.names import maybe_of_another_level
from ntmrules.figures.frames.rows import UnitTable
from ntmrules.figures.garbled import STRANGE
from ntmrules.figures.levels import level_told
from ntmrules.figures.titles import same_communes
from ntmrules.figures.unlisted import MOST as MOST_NAMED
from ntmrules.figures.unlisted import (
    elsewhere_remark,
    former_keys,
    is_listed,
    listed_keys,
    other_districts,
    said_elsewhere,
    unlisted_remark,
)
from ntmrules.frozen import define
from ntmrules.model.figures import Remark, UnitFigures
from ntmrules.model.unit_names import kind_level
from ntmrules.places.communes import COMMUNES
from ntmrules.tables.rows_of_units import RowsOfUnits

MOST = 200


@define
class Unlisted:
    """Names of one province that are on no list: how many, and the first of them with the rows in which they stand."""

    count: int = 0
    names: list[tuple[int, str]] = Factory(list)


@define
class UnitsNamed:
    """The units named so far, and the ``rows`` in which they stand.

    ``own`` is the rulebook whose level counts, if any is known; ``others`` are the units of another level (the first of them),
    ``other`` how many there are.
    """

    file: str
    rows: RowsOfUnits
    own: Rulebook | None = None
    titles: tuple[str, ...] = ()
    others: list[str] = Factory(list)
    other: int = 0
    titled: bool = False
    _unlisted: dict[str, Unlisted] = Factory(dict)
    _elsewhere: dict[str, Unlisted] = Factory(dict)

    def judged(self, table: UnitTable) -> list[tuple[int, pl.DataFrame]]:
        """Return the rows of a part that are judged, cut where rows of another level are left out, each with where it begins."""
        names = table.words("unit")
        if names is None or self.own is None:
            return [(table.first, table.given)]
        province = None if self.own.province is None else self.own.province.name
        odd = [each for each in maybe_of_another_level(names, self.own.set.level, province) if self._other_level(each)]
        if not odd:
            return [(table.first, table.given)]
        out = names.is_in(odd).fill_null(value=False).arg_true().to_list()
        self.other += len(out)
        self.others += [names[row] for row in out[: max(0, MOST_NAMED + 1 - len(self.others))]]
        self._list_others(table, [(row, names[row]) for row in out])
        parts, start = [], 0
        for row in (*out, table.given.height):
            if row > start:
                parts.append((table.first + start, table.given[start:row]))
            start = row + 1
        return parts

    def _other_level(self, name: str) -> bool:
        assert self.own is not None
        return level_told(UnitFigures(unit=name), self.own) not in (None, self.own.set.level)

    def note(self, table: UnitTable, *, closely: bool) -> list[Problem]:
        """Take in one part of the table and return the rows that name no unit, ``closely`` those too whose name is none.

        Without a column for it ``FiguresError``.
        """
        about = table.columns()[0]
        text = table.words("unit")
        if text is None:
            raise FiguresError(problem("NTM508.no-unit", self.file, header=", ".join(table.given.columns)[:120]))
        named = self.rows.note(table, text)
        names, within, parts = named.names, named.within, named.parts
        said = table.words("province")
        if self.own is not None:
            called = pl.select(pl.concat_str([names, within], separator=", ", ignore_nulls=True)).to_series()
            self._list(names, called, parts, said, self.own, table.first)
            self._list_elsewhere(names, named.home, said, self.own, table.first)
        if self.titles and not self.titled:
            self.titled = same_communes(self.titles, parts["key"], parts["rest"])
        doubtful = text.fill_null("").str.contains(rf"^[^\p{{L}}]*$|{STRANGE}" if closely else "^$")
        doubtful = doubtful | (text.str.len_chars().fill_null(0) > LONGEST_NAME)
        return [
            wrong.problem.at(table.place(row, about["unit"]))
            for row in doubtful.arg_true().head(MOST)
            if (wrong := check_name(text[row] or "")) is not None
        ]

    def _list(
        self, names: pl.Series, called: pl.Series, parts: pl.DataFrame, province: pl.Series | None, book: Rulebook,
        first: int,
    ) -> None:  # fmt: skip
        """Gather the names that are on no list of their province."""
        asked = None if book.province is None else book.province.name
        places = pl.Series([asked], dtype=pl.String).new_from_index(0, len(names)) if province is None else province
        places = places.fill_null(asked) if asked is not None else places
        for place in places.drop_nulls().unique(maintain_order=True):
            known = listed_keys(place, book.set.level, book.on) if place else None
            if known is None:
                continue
            odd = (places == place) & names.is_not_null() & ~_in(parts, known)
            if odd.any():  # the communes of the whole country are read for these
                odd = odd & ~_in(parts, former_keys(place, book.set.level, book.on))
            rows = odd.fill_null(value=False).arg_true()
            known_so_far = self._unlisted.setdefault(place, Unlisted())
            known_so_far.count += len(rows)
            known_so_far.names += [(first + row, called[row]) for row in rows.head(MOST_NAMED + 1)]

    def _list_elsewhere(
        self, names: pl.Series, home: pl.Series, province: pl.Series | None, book: Rulebook, first: int
    ) -> None:
        """Gather the communes that lie in another district by the list of their province."""
        if book.set.level not in COMMUNES or home.null_count() == len(home):
            return
        asked = None if book.province is None else book.province.name
        places = pl.Series([asked], dtype=pl.String).new_from_index(0, len(names)) if province is None else province
        rows = pl.DataFrame(
            [names.alias("name"), home.alias("within"), places.fill_null(asked or "").alias("province")]
        )
        pairs = (
            rows.with_row_index("row").drop_nulls().group_by("name", "within", "province", maintain_order=True).first()
        )
        for name, within, place, row in pairs.iter_rows():
            if place and within and is_listed(name, place, book.set.level, book.on):
                homes = other_districts(name, within, place, book.on)
                if homes:
                    found = self._elsewhere.setdefault(place, Unlisted())
                    found.count += 1
                    found.names.append((first + row, said_elsewhere(f"{name}, {within}", homes)))

    def _list_others(self, table: UnitTable, rows: list[tuple[int, str]]) -> None:
        """Gather those of the rows of another level whose name is on no list."""
        assert self.own is not None
        asked = None if self.own.province is None else self.own.province.name
        cells = table.words("province")
        for row, name in rows:
            province = asked if cells is None else cells[row] or asked
            level = kind_level(name) or "tinh"
            if province is not None and not is_listed(name, province, level, self.own.on):
                found = self._unlisted.setdefault(province, Unlisted())
                found.count += 1
                found.names.append((table.first + row, name))

    def remarks(self, book: Rulebook) -> Iterator[Remark]:
        """Yield a remark for each province with the names that its lists do not have."""
        for province, found in self._unlisted.items():
            if found.count:
                names = [name for _, name in sorted(found.names)[: MOST_NAMED + 1]]
                yield unlisted_remark(self.file, province, book.on, found.count, names)
        for province, found in self._elsewhere.items():
            yield elsewhere_remark(
                self.file, province, found.count, [name for _, name in found.names[: MOST_NAMED + 1]]
            )


def _in(parts: pl.DataFrame, keys: frozenset[str]) -> pl.Series:
    known = list(keys)
    return parts["rest"].is_in(known) | parts["key"].is_in(known)
