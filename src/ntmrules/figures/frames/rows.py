"""One row of a table of units as the figures of one unit, for the engine that explains."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any

import polars as pl
from attrs import field

from ntmrules.errors import FiguresError, Problem, UsageError, problem
from ntmrules.figures import headings
from ntmrules.figures.cells import is_confirmed, read_last_day, read_status, read_value, read_year
from ntmrules.figures.frames.given import at_its_digits, singles_at_their_digits, whole_years
from ntmrules.figures.frames.names import maybe_of_another_level, odd_names
from ntmrules.figures.levels import level_refused
from ntmrules.figures.read import COLUMNS
from ntmrules.figures.sections import name_alone
from ntmrules.frozen import evolve, frozen
from ntmrules.messages import Phrase
from ntmrules.model.figures import Answer, Beside, Cell, Entry, UnitFigures, Value
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.spelling import fold
from ntmrules.model.written import BadCellError

PERIOD_OF = "@period"
OF_UNIT = ("unit", "province", "area", "level", "within")
OF_FIGURE = ("period", "as_of", "status", "source", "note")
DAY = "on"
_TEXT = (pl.String, pl.Categorical, pl.Enum)
_NAMED = {word: name for name in (*OF_UNIT, *OF_FIGURE) for word in COLUMNS[name]}


@lru_cache(maxsize=4096)
def _named(column: str) -> str | None:
    """Return what a column says of a row, by our name for it; nothing for one of figures."""
    return _NAMED.get(fold(column))


@frozen(kw_only=True)
class UnitTable:
    """A table with one row a unit: its frame, its name in messages, and the tables of the units inside by their level.

    ``given`` is the frame as it was handed in, ``frame`` the same with every number at its digits: whoever does not read
    numbers, or reads them at their digits himself, asks for the first, which costs nothing. ``keep`` are columns that are no
    figures: handed on and never read. ``first`` is the number of rows before this part
    of a longer table, so that messages name the row of the whole. ``accept``: figures outside what is plausible are taken.
    ``doubts`` are the columns whose label may be another one, each with what its cell leaves in doubt. ``places``: the numbers
    of columns in the file, from 1, where not all of it were handed in.
    """

    given: pl.DataFrame = field(alias="frame")
    name: str = "table"
    keep: tuple[str, ...] = ()
    children: Mapping[str, UnitTable] = field(factory=dict)
    first: int = 0
    accept: bool = True
    doubts: Mapping[str, Cell] = field(factory=dict)
    places: Mapping[str, int] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        years = [name for name in self.given.columns if _named(name) == "period"]
        object.__setattr__(self, "given", singles_at_their_digits(whole_years(self.given, years), self.keep))

    @cached_property
    def types(self) -> dict[str, pl.DataType]:
        """The types of its columns, by name."""
        return dict(zip(self.given.columns, self.given.dtypes, strict=True))

    @cached_property
    def frame(self) -> pl.DataFrame:
        """The table with every float at the 15 digits that a spreadsheet shows."""
        return at_its_digits(self.given, self.keep)

    def place(self, row: int, column: str | None = None) -> str:
        """Return ``table:row:column`` as an error names it; the header is row 1."""
        at = f"{self.name}:{self.first + row + 2}"
        if column is None:
            return at
        return f"{at}:{self.places.get(column) or self.given.columns.index(column) + 1}"

    def words(self, name: str) -> pl.Series | None:
        """Return what the rows say in the column that we call ``name``, without blanks around it; nothing where there is none."""
        column = self.columns()[0].get(name)
        return None if column is None else self.given.get_column(column).cast(pl.String).str.strip_chars()

    def columns(self) -> tuple[dict[str, str], list[str]]:
        """Return the columns that describe the row (by our name for them), and those that hold figures.

        Raises ``UsageError`` NTM041 when two columns mean the same.
        """
        return self._split

    @cached_property
    def _split(self) -> tuple[dict[str, str], list[str]]:
        about: dict[str, str] = {}
        figures: list[str] = []
        for column in self.given.columns:
            if column in self.keep and column not in OF_UNIT:
                continue
            name = DAY if column == DAY else _named(column)
            if name is None:
                figures.append(column)
            elif name in about:
                raise UsageError(problem("NTM041.twice", self.name, one=about[name], other=column, name=name))
            else:
                about[name] = column
        return about, figures


def rows_of_no_unit(table: UnitTable) -> Iterator[Problem]:
    """Yield a problem for each row that is no unit by what stands in the place of its name: a total, a mean, a note."""
    column = table.columns()[0].get("unit")
    if column is None or not isinstance(table.given[column].dtype, _TEXT):
        return
    names = table.given[column].cast(pl.String)
    odd = odd_names(names)
    for row in names.is_in(odd).fill_null(value=False).arg_true() if odd else ():
        cells = ["" if cell is None else str(cell) for cell in table.frame.row(row)]
        at = table.frame.columns.index(column)
        kind = headings.not_a_unit(cells[at], [*cells[:at], *cells[at + 1 :]])
        # What only an office's form has is no slip here (a unit may be called H), but for the headings again.
        if kind not in (None, "numbers", "heading") or headings.role(cells[at]) == "unit":
            yield problem("NTM041.no-unit", table.place(row, column), cell=cells[at][:60])


def names_alone(table: UnitTable) -> Iterator[tuple[int, Beside]]:
    """Yield the rows with nothing but a name that may be none of a unit, and over those below, with what it says."""
    names, column = table.words("unit"), table.columns()[0].get("unit")
    if names is None or column is None:
        return
    alone = names.is_not_null() & (names != "")
    for other in table.given.get_columns():
        if other.name == column or other.name in table.keep:
            continue
        if not alone.any():  # a look at one or two columns is enough for most tables
            return
        blank = other.is_null()
        alone = alone & (blank | (other.cast(pl.String).str.strip_chars() == "") if other.dtype == pl.String else blank)
    told: set[str] = set()
    for row in alone.fill_null(value=False).arg_true():
        said = None if names[row] in told else name_alone(names[row], table.place(row, column))
        told.add(names[row])
        if said is not None:
            yield row, said


def rows_of_another_level(table: UnitTable, book: Rulebook) -> Iterator[Problem]:
    """Yield NTM610 for each row without a level whose name tells another one than the set judges: «huyện …» as a commune."""
    about = table.columns()[0]
    column = about.get("unit")
    if column is None or "level" in about or not isinstance(table.given[column].dtype, _TEXT):
        return
    names = table.given[column].cast(pl.String)
    province = None if book.province is None else book.province.name
    for name in maybe_of_another_level(names, book.set.level, province):
        own = level_refused(UnitFigures(unit=name), book)
        if own is not None:
            row = int(names.eq(name).fill_null(value=False).arg_true()[0])
            yield problem("NTM610.level", table.place(row, column), unit=name, own=own, asked=book.set.level)


def unit_at(table: UnitTable, row: int) -> UnitFigures:
    """Return the figures of the unit in ``row`` (from 0) with the units inside it; ``FiguresError`` lists bad cells."""
    about, figures = table.columns()
    cells = table.given.row(row, named=True)
    problems: list[Problem] = []

    def said(name: str) -> str | None:
        value = cells.get(about.get(name, ""))
        text = "" if value is None else str(value).strip()
        return text or None

    common: dict[str, Any] = {}
    for name, read in (("period", read_year), ("as_of", read_last_day), ("status", read_status)):
        text = said(name)
        if text is not None:
            try:
                common[name] = read(text)
            except BadCellError as error:
                problems.append(bad(table, row, about[name], error))
    for name in ("source", "note"):
        if (text := said(name)) is not None:
            common[name] = text
    common["confirmed"] = table.accept or is_confirmed(said("status") or "")
    entries = tuple(_entries(table, row, cells, figures, common, problems))
    if problems:
        raise FiguresError(problems)
    name = said("unit") or f"{table.first + row + 1}"
    details = {key: said(key) for key in ("province", "area", "level", "within")}
    return UnitFigures(unit=name, entries=entries, children=tuple(_inside(table, name)), **details)  # type: ignore[arg-type]


def _entries(
    table: UnitTable, row: int, cells: Mapping[str, Any], figures: Sequence[str], common: Mapping[str, Any],
    problems: list[Problem],
) -> Iterator[Entry]:  # fmt: skip
    for column in figures:
        if column.endswith(PERIOD_OF):
            continue
        try:
            found = value_of(cells[column])
        except BadCellError as error:
            problems.append(bad(table, row, column, error))
            continue
        if found is None:
            continue
        own = cells.get(column + PERIOD_OF)
        dated = common if own is None else {**common, "period": int(own)}
        yield Entry(subject=column, value=found[0], unit=found[1], at=table.place(row, column), **dated)


def _inside(table: UnitTable, name: str) -> Iterator[UnitFigures]:
    for level, children in table.children.items():
        within = children.columns()[0].get("within")
        if within is None:
            raise UsageError(problem("NTM041.no-within", children.name))
        for row in children.given.get_column(within).eq(name).fill_null(value=False).arg_true():
            yield _of_level(unit_at(children, row), level)


def _of_level(unit: UnitFigures, level: str) -> UnitFigures:

    return unit if unit.level is not None else evolve(unit, level=level)


def value_of(cell: object) -> tuple[Value | Answer, str | None] | None:
    """Return what a cell says and the unit sign behind it, nothing when it is empty; else ``BadCellError``."""
    if cell is None:
        return None
    if isinstance(cell, bool):
        return (Answer.YES if cell else Answer.NO), None
    if isinstance(cell, Decimal):
        return plain(cell), None
    if isinstance(cell, int):
        return Decimal(cell), None
    if isinstance(cell, float):
        if math.isnan(cell):
            return None
        if math.isinf(cell):
            raise BadCellError("NTM502.infinite")
        return Decimal(format(cell, ".15g")), None
    text = str(cell).strip()
    return read_value(text) if text else None


def said_by(cell: object) -> tuple[Value, str | None] | None:
    """Return what a cell says as :func:`value_of`; nothing for one that is bad, which is told elsewhere, and for a yes or no."""
    try:
        found = value_of(cell)
    except BadCellError:
        return None
    return None if found is None or isinstance(found[0], Answer) else (found[0], found[1])


def plain(number: Decimal) -> Decimal:
    """Return a number of a column without the zeros that only the type of the column gave it."""
    short = number.normalize()
    return short if int(short.as_tuple().exponent) <= 0 else short.quantize(Decimal(1))


def bad(table: UnitTable, row: int, column: str, error: BadCellError) -> Problem:
    """Return the problem of one cell with its place."""
    return error.problem.at(table.place(row, column), within=Phrase("remarks.column", name=column))
