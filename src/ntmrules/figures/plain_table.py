"""A table whose columns are its own and no figures: plans, published tallies, capital. Headings come as they are written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.figures.cells import REFUSED_AS
from ntmrules.figures.csv import Sheet, beginning, csv_text, grid_of, read_csv, sheets_beside
from ntmrules.figures.headings import districts_beside_communes, known_role, no_unit, numbers_rows, role
from ntmrules.figures.signs import MARKS, RATIO, SHOWN_UNIT, TYPED_LABEL, UNCALCULATED
from ntmrules.figures.tally_headings import tally_in
from ntmrules.frozen import frozen
from ntmrules.messages.speech import Joined, visible
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import name_key
from ntmrules.model.written_time import days_of, within_a_year

if TYPE_CHECKING:
    from ntmrules.figures.workbook import SheetGrid

SPREADSHEETS = (".xlsx", ".xls", ".ods", ".xlsm", ".xlsb")
_DOUBTS = TYPED_LABEL + RATIO
_TIMES = ("as_of", "period")
_MOST_TITLES = 40  # lines above the headings of an office's table


def read_plain(path: Path) -> Sheet:
    """Return the table in the CSV or spreadsheet at ``path``: of a workbook the first visible sheet in which something stands.

    Rows above the header that say something in one cell only are its remarks. Raises ``FiguresError``: NTM501 for a file that
    cannot be opened, NTM504 for what is no such file, NTM508 for one without a table.
    """
    grids = _grids(path)
    if grids is None:
        return read_csv(path)
    seen = [grid for grid in grids if not grid.hidden][:1]
    if not seen:
        raise FiguresError(problem("NTM508.empty", path.name))
    return _tables(path.name, grids, seen)[0]


def read_tables(
    path: Path, fits: Callable[[Sequence[str]], bool], *, asked: Sequence[str] = (), shown: bool = False
) -> list[Sheet]:
    """Return the tables whose headings ``fits`` knows: of a CSV its one, of a workbook the one among its visible sheets.

    Several sheets with such a table are never chosen between: ``asked`` names those to read, ``all`` takes each. Rows above the
    headings are remarks. A workbook without such headings gives its first table, whose columns then say what is wrong with it.
    ``shown`` keeps the words that a format writes behind a number («16 tiêu chí»), and what marks a label kept as a number.
    Raises ``FiguresError`` as `read_plain` does; NTM514 for several tables, a sheet that is not there, sheets asked of a CSV.
    """
    grids = _grids(path)
    if grids is None:
        if asked:
            raise FiguresError(problem("NTM514.no-sheets", path.name))
        return [_of_csv(path, fits)]
    if not grids:
        raise FiguresError(problem("NTM508.empty", path.name))
    # A unit that the format of a cell shows is written out: amounts of money are read with theirs.
    return _tables(path.name, grids, _wanted(path.name, grids, fits, asked), fits, unit=" ", shown=shown)


def _of_csv(path: Path, fits: Callable[[Sequence[str]], bool]) -> Sheet:
    """Return the table of a CSV; a sheet that was saved as one may have titles above the headings that ``fits`` knows."""
    sheet = read_csv(path)
    if fits(sheet.header):
        return sheet
    rows = read_rows(path)[0][0].rows
    return _table(path.name, rows, fits) if any(map(fits, rows[:_MOST_TITLES])) else sheet


def every_table(path: Path, fits: Callable[[Sequence[str]], bool]) -> list[Sheet]:
    """Return every table whose headings ``fits`` knows, of a workbook of each visible sheet; else as `read_tables`."""
    workbook = path.suffix.lower() in SPREADSHEETS and not path.is_dir()
    return read_tables(path, fits, asked=("all",) if workbook else ())


def _grids(path: Path) -> list[SheetGrid] | None:
    """Return the sheets of a workbook in which something stands; nothing for what is no workbook by its name."""
    if path.suffix.lower() not in SPREADSHEETS or path.is_dir():
        return None
    from ntmrules.figures.workbook import read_workbook

    if not path.is_file():
        raise FiguresError(problem("NTM501.missing", str(path)))
    return [grid for grid in read_workbook(path) if not grid.empty()]


def _cells(
    file: str, grids: Sequence[SheetGrid], grid: SheetGrid, *, unit: str | None = None, shown: bool = False
) -> tuple[str, list[list[str]]]:
    """Return what a sheet is called in messages, and its cells without signs of doubt; bare formulas are refused.

    ``unit`` is what to put before a unit that the format of a cell shows; without it that unit is not part of the cell.
    ``shown``: see :func:`read_tables`.
    """
    name = file if len(grids) == 1 else f"{file}[{grid.name}]"
    rows = [[cell.rstrip(RATIO if shown else _DOUBTS) for cell in row] for row in grid.rows]
    for row, column, words in grid.written() if shown else ():
        cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else ""
        if cell[:1].isdigit() and not cell.endswith(words.strip()):
            rows[row][column] = f"{cell.rstrip(_DOUBTS)}{'' if words.startswith('/') else ' '}{words}"
    rows = [
        [cell.partition(SHOWN_UNIT)[0] if unit is None else cell.replace(SHOWN_UNIT, unit) for cell in row]
        for row in rows
    ]
    _all_calculated(name, rows)
    return name, rows


def _tables(
    file: str, grids: Sequence[SheetGrid], wanted: Sequence[SheetGrid],
    fits: Callable[[Sequence[str]], bool] | None = None, *, unit: str | None = None, shown: bool = False,
) -> list[Sheet]:  # fmt: skip
    """Return the tables of some sheets of a workbook; the first notes which sheets stand beside them."""
    found = []
    for grid in wanted:
        name, rows = _cells(file, grids, grid, unit=unit, shown=shown)
        _filled_down(rows, grid.merged)
        sheet = _table(name, rows, fits)
        _times_filled_down(rows, grid.merged, sheet.header)
        sheet.notes.extend(_hidden(grid, name))
        found.append(sheet)
    beside = [grid for grid in grids if grid not in wanted]
    if beside:
        found[0].notes.append(sheets_beside(file, (each.name for each in wanted), (each.name for each in beside),
                                            (each.name for each in beside if each.hidden)))  # fmt: skip
    return found


def _wanted(
    name: str, grids: Sequence[SheetGrid], fits: Callable[[Sequence[str]], bool], asked: Sequence[str]
) -> list[SheetGrid]:
    """Return the sheets to read; hidden ones only where they are named."""
    names = [grid.name for grid in grids]
    if asked and tuple(asked) != ("all",):
        by_name = {name_key(grid.name): grid for grid in grids}
        for each in asked:
            if name_key(each) not in by_name:
                raise FiguresError(problem("NTM514.unknown", name, name=each, sheets=Joined(names), near=(each, names)))
        return [by_name[key] for key in dict.fromkeys(map(name_key, asked))]
    seen = [grid for grid in grids if not grid.hidden]
    tables = [grid for grid in seen if any(fits(row) for row in grid.rows)]
    if len(tables) > 1 and not asked:
        raise FiguresError(problem("NTM514.several", name, sheets=Joined([grid.name for grid in tables])))
    if not seen:
        raise FiguresError(problem("NTM514.several", name, sheets=Joined(names)))
    return tables or seen[:1]


def _all_calculated(name: str, rows: Iterable[Sequence[str]]) -> None:
    """Refuse cells that hold a formula without its result, all at once: what they would show nobody knows."""
    bare = [f"{name}:{row}:{column}" for row, cells in enumerate(rows, 1) for column, cell in enumerate(cells, 1)
            if cell.strip() == UNCALCULATED]  # fmt: skip
    found = [problem("NTM502.formula", at) for at in bare]
    for sign, identity in REFUSED_AS.items():
        found += [problem(identity, f"{name}:{row}:{column}", text=cell[2:62].rstrip(MARKS)) for row, cells in enumerate(rows, 1)
                  for column, cell in enumerate(cells, 1) if cell.startswith(f"{UNCALCULATED}{sign}")]  # fmt: skip
    if found:
        raise FiguresError(found)


def _filled_down(rows: list[list[str]], merged: Iterable[tuple[int, int, int, int]]) -> None:
    """Let words of cells merged over rows of one column stand in each of these rows; an amount merged so is left where it is."""
    for top, left, bottom, right in merged:
        cell = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
        if right == left and any(sign.isalpha() for sign in cell):
            _repeat(rows, top, left, bottom)


def _times_filled_down(
    rows: list[list[str]], merged: Iterable[tuple[int, int, int, int]], header: Sequence[str]
) -> None:  # fmt: skip
    """Let a day merged over rows stand in each of them too; a year alone, perhaps an amount, only below a heading of time."""
    for top, left, bottom, right in merged:
        cell = rows[top][left] if top < len(rows) and left < len(rows[top]) else ""
        if right == left and (_is_time(cell, within_a_year)
                              or (left < len(header) and role(header[left]) in _TIMES and _is_time(cell, days_of))):  # fmt: skip
            _repeat(rows, top, left, bottom)


def _is_time(cell: str, read: Callable[[str], object]) -> bool:
    try:
        return bool(cell.strip()) and read(cell) is not None
    except ValueError:
        return True  # a day that does not exist is one for each of its rows


def _repeat(rows: list[list[str]], top: int, left: int, bottom: int) -> None:
    for row in rows[top + 1 : bottom + 1]:
        row.extend([""] * (left + 1 - len(row)))
        row[left] = row[left] or rows[top][left]


def is_no_unit(cells: Sequence[str], place: int | None) -> bool:
    """Tell whether a row is no unit's: a total, a mean, a note, a signature, by the cell at ``place``, else by its first."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    name = cells[place].strip() if place is not None and place < len(cells) else ""
    name = name or (filled[0] if filled else "")
    others = list(filled)
    if name in others:
        others.remove(name)
    return no_unit(name, others) is not None


def columns_of(
    header: Sequence[str], known: Mapping[str, Sequence[str]]
) -> tuple[dict[str, int], list[tuple[int, bool]]]:  # fmt: skip
    """Return where each of the ``known`` columns stands, and the places of headings that are none of them, or (true) one again.

    A heading is known by the words of its column, as one of the files of figures, and as that of a tally. What numbers the
    rows is passed over.
    """
    of_word = {word: name for name, words in known.items() for word in words}
    found: dict[str, int] = {}
    strange: list[tuple[int, bool]] = []
    districts = districts_beside_communes(header) if "within" in known else []
    for index, head in enumerate(header):
        if not head.strip() or numbers_rows(head):
            continue
        name = "within" if index in districts else of_word.get(fold(head)) or known_role(head, known) or tally_in(head)
        if name is not None and name in known and name not in found:
            found[name] = index
        else:
            strange.append((index, name in found))
    return found, strange


def whole_rows(sheet: Sheet, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    """Yield the rows in which something stands; NTM508 is noted for one with more cells than the header has.

    A comma that was meant as a decimal one cuts an amount in two, and nobody knows which cell is of which column. Signs that
    a terminal obeys are written out: text from files never acts.
    """
    width = len(sheet.header)
    for number, cells in sheet.rows:
        if any(cell.strip() for cell in cells[width:]):
            where = f"{sheet.name}:{number}:{width + 1}"
            problems.append(problem("NTM508.cells-over", where, cells=len(cells), columns=width))
        elif any(cell.strip() for cell in cells):
            yield number, [visible(cell) for cell in cells]


def _table(name: str, rows: list[list[str]], fits: Callable[[Sequence[str]], bool] | None = None) -> Sheet:
    """Return the table below the first row that heads one: that ``fits``, where any does, else that fills several cells."""
    remarks: list[str] = []
    known = fits if fits is not None and any(map(fits, rows)) else None
    for index, row in enumerate(rows):
        filled = [cell.strip() for cell in row if cell.strip()]
        if (known is None or known(row)) and len(filled) > 1 and not filled[0].startswith("#"):
            below = ((at, cells) for at, cells in enumerate(rows[index + 1 :], index + 2)
                     if not (cells and cells[0].lstrip().startswith("#")))  # fmt: skip
            return Sheet(name, tuple(cell.strip() for cell in row), index + 1, below, tuple(remarks))
        remarks += [cell.lstrip("# ") for cell in filled]
    raise FiguresError(problem("NTM508.empty", name))


@frozen
class Rows:
    """All rows of a CSV or of one sheet of a workbook: its name in messages, the sheet's own, and what is hidden of it."""

    name: str
    rows: list[list[str]]
    sheet: str | None = None
    notes: tuple[tuple[str, dict[str, object]], ...] = ()


def read_rows(path: Path) -> tuple[list[Rows], list[str]]:
    """Return all rows of the CSV, or of every visible sheet that is not empty, since a form has lines above its table; and the
    names of hidden sheets.

    Raises ``FiguresError`` as `read_plain` does.
    """
    grids = _grids(path)
    if grids is None:
        text = csv_text(path).text
        lines, skipped, _, delimiter = beginning(text, path.name)
        return [Rows(path.name, [*([] for _ in range(skipped)),
                                 *grid_of(lines[skipped:], path.name, delimiter=delimiter, first=skipped)])], []  # fmt: skip
    found: list[Rows] = []
    for grid in grids:
        if not grid.hidden:
            name, rows = _cells(path.name, grids, grid)
            found.append(Rows(name, rows, grid.name, tuple(_hidden(grid, name))))
    if not found:
        raise FiguresError(problem("NTM508.empty", path.name))
    return found, [grid.name for grid in grids if grid.hidden]


def _hidden(grid: SheetGrid, name: str) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield which filled rows and columns of a sheet are hidden: they are read all the same."""
    from ntmrules.figures.workbook import letters, ranges

    rows = [row + 1 for row in grid.hidden_rows if row < len(grid.rows) and any(grid.rows[row])]
    columns = [at for at in sorted(grid.hidden_columns) if any(at < len(row) and row[at] for row in grid.rows)]
    if rows:
        yield "hidden_rows", {"sheet": name, "rows": ranges(rows)}
    if columns:
        yield "hidden_columns", {"sheet": name, "columns": ", ".join(letters(at) for at in columns)}
