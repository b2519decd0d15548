"""What notes beside the figures of a table say, and «cơ bản đạt» in its cells: heard as in a table that is read whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import polars as pl
from attrs import Factory

from ntmrules.errors import Problem, problem
from ntmrules.figures.behind import KINDS_LEFT_OUT, KINDS_OF_NO_RESULT, only_no_result
from ntmrules.figures.cells import read_year
from ntmrules.figures.frames.rows import UnitTable
from ntmrules.figures.notes import (
    LONGEST,
    Gathered,
    NotesTold,
    is_doubted,
    is_understood,
    no_result_in,
    of_note,
    says_when,
    says_whose,
)
from ntmrules.frozen import define, evolve
from ntmrules.messages import Phrase
from ntmrules.model.figures import Remark
from ntmrules.model.spelling import is_basically_met
from ntmrules.model.written import BadCellError

MOST = 200  # problems told
_TEXT = (pl.String, pl.Categorical, pl.Enum)
_BASICALLY = r"^\s*[cCbB]"  # with which «cơ bản đạt» and «basically met» begin, and few other cells


def said_no_results(table: UnitTable) -> dict[int, tuple[str, str, str]]:
    """Return the rows that hold no results with the column that says so, its text and the kind of number (``plan`` …)."""
    found: dict[int, tuple[str, str, str]] = {}
    about = table.columns()[0]
    heard: tuple[tuple[str, Callable[[str], str | None]], ...] = (("note", no_result_in), ("source", only_no_result))
    for name, kind_of in heard:
        for row, text in _said(table, name, kind_of):
            found.setdefault(row, (about[name], text, str(kind_of(text))))
    return dict(sorted(found.items()))


def _said(
    table: UnitTable, name: str, says: Callable[[str], object], *, longest: int | None = LONGEST
) -> Iterator[tuple[int, str]]:
    """Yield the rows whose text in a column is short (of any length without ``longest``) and ``says`` something, each with it."""
    texts = table.words(name)
    if texts is None:
        return
    letters = texts.str.len_chars()
    some = letters > 0 if longest is None else letters.is_between(1, longest)
    short = texts.filter(some.fill_null(value=False)).unique()
    saying = [text for text in short if says(text)]
    for row in texts.is_in(saying).fill_null(value=False).arg_true() if saying else ():
        yield row, texts[row]


def refused_no_results(table: UnitTable) -> Iterator[Problem]:
    """Yield NTM503 for each row that holds no results, of a table of which no row is left out."""
    for row, (column, text, kind) in said_no_results(table).items():
        yield _refused(table, row, column, text, kind)


def in_years_of_notes(table: UnitTable) -> tuple[UnitTable, list[Problem]]:
    """Return the table with the years that notes name in its column of years, and what is wrong with notes.

    That is a note of another year than its row (NTM507), or about another unit (NTM610).
    """
    about = table.columns()[0]
    names, periods = table.words("unit"), table.words("period")
    years: dict[int, int] = {}
    problems: list[Problem] = []
    for row, text in _said(table, "note", lambda note: says_when(note) or says_whose(note)):
        common: dict[str, object] = {"note": text}
        try:
            if periods is not None and periods[row]:
                common["period"] = read_year(periods[row])
            said = of_note(common, (names[row] if names is not None else None) or "")
        except BadCellError as error:
            if len(problems) < MOST and error.problem.code != "NTM509":  # a year that is none is told where it is read
                problems.append(error.problem.at(table.place(row, about["note"])))
            continue
        if "period" not in common and "period" in said:
            years[row] = int(str(said["period"]))
    if not years:
        return table, problems
    column = about.get("period", "period")
    cells = [years.get(row) for row in range(table.given.height)]
    found = pl.Series(column, cells, dtype=pl.Int64).cast(pl.String)
    found = found if periods is None else periods.replace("", None).fill_null(found).alias(column)
    return evolve(table, frame=table.given.with_columns(found)), problems


@define
class Told:
    """The cells of a table that are only told of: figures that a note doubts, and «cơ bản đạt»."""

    notes: NotesTold = Factory(NotesTold)
    basically: Gathered = Factory(lambda: Gathered("basically_met"))

    def take(self, table: UnitTable) -> None:
        """Take in a table, or one part of it."""
        names = table.words("unit")

        def called(row: int) -> str:
            return (names[row] if names is not None else None) or str(table.first + row + 2)

        for row, text in _said(
            table, "note", lambda text: is_doubted(text, one=False) or not is_understood(text), longest=None
        ):
            self.notes.take(text, called(row), one=False)
        texts = [name for name in table.columns()[1] if type(table.types[name]) in _TEXT]
        said = sorted((row, at, name) for at, name in enumerate(texts) for row in _basically_met(table, name))
        for row, _, name in said:
            self.basically.add(f"{called(row)} {name}")

    def remarks(self, sheet: str) -> list[Remark]:
        """Return what is told."""
        return [*self.notes.remarks(sheet), *self.basically.remarks(sheet)]


@define
class NotesOfRows:
    """What the notes so far say: rows of plans are left out and said, those of other numbers that are no results refused.

    ``told``: what is only said, of doubted figures and of «cơ bản đạt».
    """

    file: str
    problems: list[Problem] = Factory(list)
    left_out: list[Remark] = Factory(list)
    told: Told = Factory(Told)

    def kept(self, table: UnitTable) -> list[UnitTable]:
        """Return a part in which the rows stand that are judged, cut where rows are left out."""
        parts: list[UnitTable] = []
        start, end = 0, table.given.height
        for row, (column, text, kind) in said_no_results(table).items():
            if kind in KINDS_LEFT_OUT:
                said = {"sheet": self.file, "row": table.first + row + 2, "kind": "level", "cell": text[:60]}
                self.left_out.append(Remark("row", said))
            elif len(self.problems) < MOST:
                self.problems.append(_refused(table, row, column, text, kind))
            if row > start:
                parts.append(evolve(table, frame=table.given[start:row], first=table.first + start))
            start = row + 1
        if start == 0:
            parts = [table]
        elif start < end:
            parts.append(evolve(table, frame=table.given[start:], first=table.first + start))
        return [self._heard(part) for part in parts]

    def _heard(self, table: UnitTable) -> UnitTable:
        found, problems = in_years_of_notes(table)
        self.problems += problems[: max(0, MOST - len(self.problems))]
        self.told.take(found)
        return found


def _basically_met(table: UnitTable, name: str) -> list[int]:
    """Return the rows of a column of texts that say «cơ bản đạt»."""
    texts = table.given.get_column(name).cast(pl.String)
    words = [each for each in texts.filter(texts.str.contains(_BASICALLY)).unique() if is_basically_met(each)]
    return texts.is_in(words).fill_null(value=False).arg_true().to_list() if words else []


def _refused(table: UnitTable, row: int, column: str, text: str, kind: str) -> Problem:
    return problem("NTM503.row", table.place(row, column), text=text[:60], kind=Phrase(KINDS_OF_NO_RESULT[kind]))
