"""Who the rows of a table that is judged in parts are about: as a table that is read whole tells it, from whole columns.

Rows of another level are left out, a unit in two rows and half a name beside a whole one are errors, names on no list are said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl
from attrs import Factory, define

from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.face.rulebook import Rulebook
from ntmrules.figures.cells import check_name
from ntmrules.figures.frames.names import maybe_of_another_level, parted_names, without_places
from ntmrules.figures.frames.rows import UnitTable
from ntmrules.figures.garbled import STRANGE
from ntmrules.figures.levels import level_told
from ntmrules.figures.titles import same_communes
from ntmrules.figures.unlisted import MOST as MOST_NAMED
from ntmrules.figures.unlisted import former_keys, is_listed, listed_keys, unlisted_remark
from ntmrules.model.figures import Remark, UnitFigures
from ntmrules.model.unit_names import TITLE_KEYS, kind_level, spelled_key
from ntmrules.places.behind_names import with_its_place

MOST = 200


@define
class Unlisted:
    """Names of one province that are on no list: how many, and the first of them with the rows in which they stand."""

    count: int = 0
    names: list[tuple[int, str]] = Factory(list)


@define
class UnitsNamed:
    """The units named so far: sixteen bytes each and one for the word before the name.

    A unit that stands in two rows would be judged by half its figures. ``own`` is the rulebook whose level counts, if any is
    known; ``others`` are the units of another level (the first of them), ``other`` how many there are.
    """

    file: str
    own: Rulebook | None = None
    titles: tuple[str, ...] = ()
    others: list[str] = Factory(list)
    other: int = 0
    titled: bool = False
    _seen: list[pl.DataFrame] = Factory(list)
    _unlisted: dict[str, Unlisted] = Factory(dict)

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

    def note(self, table: UnitTable) -> list[Problem]:
        """Take in one part of the table and return the rows that name no unit; without a column for it ``FiguresError``."""
        about = table.columns()[0]
        text = table.words("unit")
        if text is None:
            raise FiguresError(problem("NTM508.no-unit", self.file, header=", ".join(table.given.columns)[:120]))
        names, within, province = without_places(text)
        parts = parted_names(names)
        said, inside = table.words("province"), table.words("within")
        places = [province if said is None else said.fill_null(province),
                  within if inside is None else inside.fill_null(within)]  # fmt: skip
        who = pl.DataFrame([parts["rest"], *(parted_names(each)["rest"].fill_null("").alias(key)
                                             for key, each in zip(("province", "within"), places, strict=True))])  # fmt: skip
        rows = pl.int_range(table.first + 2, table.first + 2 + len(text), dtype=pl.Int32, eager=True)
        kinds = parts["title"].replace_strict(_code_of(), default=0, return_dtype=pl.UInt8)
        self._seen.append(pl.DataFrame({"hash": who.hash_rows(), "kind": kinds, "row": rows}))
        if self.own is not None:
            called = pl.select(pl.concat_str([names, within], separator=", ", ignore_nulls=True)).to_series()
            self._list(names, called, parts, said, self.own, table.first)
        if self.titles and not self.titled:
            self.titled = same_communes(self.titles, parts["key"], parts["rest"])
        doubtful = text.fill_null("").str.contains(rf"^[^\p{{L}}]*$|{STRANGE}")
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

    def problems(self) -> list[Problem]:
        """Return a problem for each row whose unit stands further up (the first of them), in the order of the rows."""
        if not self._seen:
            return []
        seen = pl.concat(self._seen)
        if seen["hash"].n_unique() == seen.height:
            return []
        groups = seen.filter(pl.col("hash").is_duplicated())
        again = groups.with_columns(first=pl.col("row").min().over("hash", "kind")).filter(
            pl.col("row") != pl.col("first")
        )
        return [problem("NTM507.unit-again", f"{self.file}:{row}", row=other)
                for row, other in again.head(MOST).select("row", "first").iter_rows()]  # fmt: skip

    def halves(self) -> list[tuple[int, int]]:
        """Return pairs of rows of which the first has a whole name and the second half of it, without the word for its kind."""
        if not self._seen:
            return []
        seen = pl.concat(self._seen)
        bare = seen.filter(pl.col("kind") == 0)
        if bare.height in (0, seen.height):
            return []
        first = seen.group_by("hash", "kind", maintain_order=True).agg(pl.col("row").min())
        both = first.filter(pl.col("kind") > 0).join(first.filter(pl.col("kind") == 0), on="hash", suffix="_half")
        return list(both.sort("row_half", "row").head(MOST).select("row", "row_half").iter_rows())

    def remarks(self, book: Rulebook) -> Iterator[Remark]:
        """Yield a remark for each province with the names that its lists do not have."""
        for province, found in self._unlisted.items():
            if found.count:
                names = [name for _, name in sorted(found.names)[: MOST_NAMED + 1]]
                yield unlisted_remark(self.file, province, book.on, found.count, names)


def half_names(file: str, pairs: list[tuple[int, int]], names: Mapping[int, str]) -> Iterator[Problem]:
    """Yield NTM609 for pairs of rows, of which ``names`` gives the names."""
    for whole, half in pairs:
        unit, other = (with_its_place(" ".join(names[row].split())).name for row in (half, whole))
        yield problem("NTM609.half", f"{file}:{half}", unit=unit, other=other, place=f"{file}:{whole}")


def _in(parts: pl.DataFrame, keys: frozenset[str]) -> pl.Series:
    known = list(keys)
    return parts["rest"].is_in(known) | parts["key"].is_in(known)


def _code_of() -> dict[str, int]:
    kinds: dict[str, int] = {}
    found = {}
    for title in TITLE_KEYS:
        spelled = spelled_key(f"{title} x")
        found[title] = kinds.setdefault(spelled, len(kinds) + 1)
    return found
