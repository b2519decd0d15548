"""Which unit each row of a table is about: in two rows a unit would be judged by half its figures, without a name by whose?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import polars as pl
from attrs import Factory

from ntmrules.errors import NtmRulesError, Problem, problem
from ntmrules.face.rulebook import Rulebook
from ntmrules.figures.frames.names import parted_names, without_places
from ntmrules.figures.frames.rows import DAY, UnitTable
from ntmrules.frozen import define, frozen
from ntmrules.model.unit_names import TITLE_KEYS, spelled_key
from ntmrules.places.behind_names import with_its_place
from ntmrules.resolve.options import iso_day

MOST = 200


@frozen(kw_only=True)
class Named:
    """The names in the rows of a part: by themselves, with the district that stands behind them (``home``: or in its column),
    and parted into keys.
    """

    names: pl.Series
    within: pl.Series
    home: pl.Series
    parts: pl.DataFrame


@define
class RowsOfUnits:
    """The units of the rows seen so far: sixteen bytes each and one for the word before the name.

    ``apart``: rows of different days (a column ``on``) are judged on them, and do not stand for one another; ``day`` is that of
    rows that name none.
    """

    file: str
    apart: bool = False
    day: str | None = None
    _seen: list[pl.DataFrame] = Factory(list)

    @classmethod
    def judged_by(cls, books: object, file: str) -> RowsOfUnits:
        """Return one for rows that are judged by ``books``: a finder of rulebooks judges each on the day that it names."""
        finds = not isinstance(books, Rulebook) and not getattr(books, "fixed", False)
        return cls(file, apart=finds, day=getattr(books, "on", None) if finds else None)

    def note(self, table: UnitTable, text: pl.Series) -> Named:
        """Take in one part of the table, of which ``text`` are the cells of its column of units, and return the names in it."""
        names, within, province = without_places(text)
        parts = parted_names(names)
        said, inside = table.words("province"), table.words("within")
        places = [province if said is None else said.fill_null(province),
                  within if inside is None else inside.fill_null(within)]  # fmt: skip
        who = [parts["rest"], *(parted_names(each)["rest"].fill_null("").alias(key)
                                for key, each in zip(("province", "within"), places, strict=True))]  # fmt: skip
        days = table.words(DAY) if self.apart else None
        if days is not None:
            known = {each: _day(each) if each else self.day for each in days.fill_null("").unique()}
            who.append(days.fill_null("").replace_strict(known, return_dtype=pl.String).fill_null("").alias(DAY))
        rows = pl.int_range(table.first + 2, table.first + 2 + len(text), dtype=pl.Int32, eager=True)
        kinds = parts["title"].replace_strict(_code_of(), default=0, return_dtype=pl.UInt8)
        self._seen.append(pl.DataFrame({"hash": pl.DataFrame(who).hash_rows(), "kind": kinds, "row": rows}))
        return Named(names=names, within=within, home=places[1], parts=parts)

    def again(self) -> list[Problem]:
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


def half_names(file: str, pairs: list[tuple[int, int]], names: Mapping[int, str]) -> Iterator[Problem]:
    """Yield NTM609 for pairs of rows, of which ``names`` gives the names."""
    for whole, half in pairs:
        unit, other = (with_its_place(" ".join(names[row].split())).name for row in (half, whole))
        yield problem("NTM609.half", f"{file}:{half}", unit=unit, other=other, place=f"{file}:{whole}")


def wrong_rows(table: UnitTable, books: object) -> list[Problem]:
    """Return what is wrong with the units of a whole table that ``books`` judge: a row without a name, half a name beside the
    whole, a unit again.
    """
    text, column = table.words("unit"), table.columns()[0].get("unit")
    if text is None or column is None:
        return []
    nameless = (text.fill_null("") == "").arg_true().to_list()
    if nameless:
        return [problem("NTM510", table.place(row, column)) for row in nameless[:MOST]]
    wrong: list[Problem] = []
    rows = RowsOfUnits.judged_by(books, table.name)
    rows.note(table, text)
    pairs = rows.halves()
    if pairs:
        begins = table.first + 2
        wrong += half_names(table.name, pairs, {row: text[row - begins] for pair in pairs for row in pair})
    return wrong + rows.again()


def _day(text: str) -> str:
    try:
        return iso_day(text)
    except NtmRulesError:  # what is no day is told where it is read
        return text


def _code_of() -> dict[str, int]:
    kinds: dict[str, int] = {}
    found = {}
    for title in TITLE_KEYS:
        spelled = spelled_key(f"{title} x")
        found[title] = kinds.setdefault(spelled, len(kinds) + 1)
    return found
