"""The cells of a live form as it comes back: found by their headings and numbers, wherever an office moved them.

A row inserted, a column, a line of text above or below, a sheet renamed, copied or sorted: the number of a row and what is
asked in it say which figure it is. What cannot be told apart is refused, and what is not read is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set

from ntmrules.errors import FiguresError, problem
from ntmrules.figures.cells import read_value
from ntmrules.figures.csv import Sheet, sheets_beside
from ntmrules.figures.live import COLUMNS, HIDDEN, UNNAMED, WIDE, Form
from ntmrules.figures.made_for import made_for
from ntmrules.figures.signs import IGNORED, TYPED_LABEL
from ntmrules.figures.workbook import SheetGrid, letters
from ntmrules.frozen import frozen
from ntmrules.model.spelling import accented
from ntmrules.model.unit_names import same_name
from ntmrules.model.written import BadCellError

_ROLES = {"no": "subject", "fill": "value", "confirm": "status", "note": "note"}


@frozen(kw_only=True)
class _Laid:
    """A sheet to fill in as it lies now: the row of its headings and the columns by their keys, from 0."""

    grid: SheetGrid
    head: int
    columns: Mapping[str, int]


def live_tables(grids: Sequence[SheetGrid], form: Form, name: str, *, only: Sequence[str] = ()) -> Iterator[Sheet]:
    """Yield the figures of a live form as tables, each cell with the row where it stands; ``only`` the sheets of these names.

    Raises ``FiguresError`` NTM516 where a cell is missing, stands twice, or is asked something else than when it was made.
    """
    wide = form.places[0].wide
    asked = [grid for grid in grids if grid.name != HIDDEN and (
        not only or any(same_name(grid.name, each) for each in only))]  # fmt: skip
    laid = [each for grid in asked if (each := _laid(grid, form, wide=wide)) is not None]
    if not laid:
        raise FiguresError(problem("NTM516.sheet", name, sheet=form.places[0].sheet))
    read = [each.grid.name for each in laid]
    unused = [grid.name for grid in grids if grid.name not in (*read, *form.pages, HIDDEN)]
    gone = (
        []
        if only
        else [place.sheet for place in form.places if place.sheet not in read][: len(form.places) - len(read)]
    )
    for at, each in enumerate(laid):
        sheet = _wide(each, form, name) if wide else _tall(each, form, name)
        if unused and not at:
            hidden = (grid.name for grid in grids if grid.hidden and grid.name in unused)
            sheet.notes.insert(0, sheets_beside(name, read, unused, hidden))
        if gone and not at:
            sheet.notes.insert(0, ("live_gone", {"sheet": name, "gone": ", ".join(gone)}))
        if not at and name.lower().endswith(".xls"):
            sheet.notes.insert(0, ("live_xls", {"sheet": name}))
        yield sheet


def _laid(grid: SheetGrid, form: Form, *, wide: bool) -> _Laid | None:
    """Return how a sheet to fill in lies; nothing for a sheet that is none."""
    keys = WIDE if wide else COLUMNS
    wanted = {accented(form.headings[key]): key for key in keys}
    for row, cells in enumerate(grid.rows):
        plain = [accented(cell) for cell in cells]
        if all(plain.count(text) == 1 for text in wanted):
            return _Laid(grid=grid, head=row, columns={key: plain.index(text) for text, key in wanted.items()})
    place = next((each for each in form.places if each.sheet == grid.name), None)
    if place is None:
        return None
    as_made = _Laid(grid=grid, head=place.first - 2, columns={key: at for at, key in enumerate(keys)})
    return as_made if wide or _number(_at(grid, place.first - 1, 0)) == 1 else None  # only headings were written anew


def _tall(laid: _Laid, form: Form, name: str) -> Sheet:
    grid, columns = laid.grid, laid.columns
    called = f"{name}[{grid.name}]"
    unit, within = _who(laid, form, called)
    width = max(columns.values()) + 1
    area, seen, notes = "", dict[int, int](), list[tuple[str, dict[str, object]]]()
    rows: list[tuple[int, list[str]]] = []
    for row in range(laid.head + 1, len(grid.rows)):
        number = _number(_at(grid, row, columns["no"]))
        if number is None:
            notes += _no_cell(laid, row, called)
            continue
        where = f"{called}:{row + 1}"
        if number in seen or not 1 <= number <= len(form.subjects):
            raise FiguresError(problem("NTM516.twice", where, number=number))
        seen[number] = row
        _asked_as_made(form, number, [_at(grid, row, columns[key]) for key in ("name", "question")], where)
        subject, value = form.subjects[number - 1], _at(grid, row, columns["fill"])
        if subject == "area":
            area = value
        elif value:
            said = {key: _at(grid, row, columns[key]) for key in ("fill", "confirm", "note")} | {"no": subject}
            cells = [next((said[key] for key in said if columns[key] == at), "") for at in range(width)]
            rows.append((row + 1, [*cells, unit, within, ""]))
    _none_missing(seen, form, called)
    _refuse_merged(grid, {(row, columns["fill"]) for row in seen.values()}, called)
    empty = [form.subjects[-1] if at == columns["no"] else "" for at in range(width)]
    rows = rows or [(laid.head + 2, [*empty, unit, within, ""])]
    for _, cells in rows:
        cells[-1] = area
    roles = {columns[key]: role for key, role in _ROLES.items()}
    header = (*(roles.get(at, IGNORED) for at in range(width)), "unit", "within", "area")  # these stand above the table
    notes += _more_columns(laid, {*columns.values()}, called)
    return Sheet(called, header, laid.head + 1, iter(rows), _titles(laid, form, called), notes)


def _who(laid: _Laid, form: Form, called: str) -> tuple[str, str]:
    """Return the name of the unit and what it lies in, from the row above the table that begins with «Đơn vị»."""
    label, fill = accented(form.headings["unit"]), laid.columns["fill"]
    rows = [row for row in range(laid.head) if label in map(accented, laid.grid.rows[row][:fill])]
    row = rows[0] if rows else laid.head
    unit = _at(laid.grid, row, fill) if rows else ""
    if not unit or unit in UNNAMED:
        raise FiguresError(problem("NTM516.unit", f"{called}:{row + 1}:{fill + 1}"))
    return unit, _at(laid.grid, row, laid.columns["note"])


def _no_cell(laid: _Laid, row: int, called: str) -> list[tuple[str, dict[str, object]]]:
    """Say that a row without a number was not read; refuse it where a figure stands in it, which would be lost."""
    cells = [cell.strip() for cell in laid.grid.rows[row]]
    said = next((cell for cell in cells if cell), "")
    if not said:
        return []
    fill = laid.columns["fill"]
    if _is_figure(_at(laid.grid, row, fill)):
        raise FiguresError(problem("NTM516.below", f"{called}:{row + 1}:{fill + 1}"))
    return [("row", {"sheet": called, "row": row + 1, "kind": "text", "cell": said[:60]})]


def _is_figure(text: str) -> bool:
    try:
        read_value(text)
    except BadCellError:
        return False
    return bool(text)


def _wide(laid: _Laid, form: Form, name: str) -> Sheet:
    grid, columns = laid.grid, laid.columns
    called = f"{name}[{grid.name}]"
    seen: dict[int, int] = {}
    for column, cell in enumerate(grid.rows[laid.head]):
        number = None if column in columns.values() else _number(cell)
        if number is None:
            continue
        where = f"{called}:{laid.head + 1}:{column + 1}"
        if number in seen or number > len(form.subjects):
            raise FiguresError(problem("NTM516.twice", where, number=number))
        seen[number] = column
        _asked_as_made(form, number, [_at(grid, row, column) for row in range(laid.head)], where)
    _none_missing(seen, form, called)
    units = [row for row in range(laid.head + 1, len(grid.rows)) if _at(grid, row, columns["unit"])]
    _refuse_merged(grid, {(row, column) for row in units for column in (columns["unit"], *seen.values())}, called)
    roles = {columns[key]: role for key, role in (("unit", "unit"), ("within", "within"), ("confirm", "status"))}
    roles |= {column: form.subjects[number - 1] for number, column in seen.items()}
    header = tuple(roles.get(at, IGNORED) for at in range(max(roles) + 1))
    rows = [(at + 1, [_at(grid, at, column) if column in roles else "" for column in range(len(header))])
            for at in range(laid.head + 1, len(grid.rows))]  # fmt: skip
    notes = _more_columns(laid, {*roles}, called)
    return Sheet(called, header, laid.head + 1, iter(rows), _titles(laid, form, called), notes)


def _asked_as_made(form: Form, number: int, said: Sequence[str], where: str) -> None:
    """Refuse a number that stands beside what another number asks: rows were sorted without it, or cells moved."""
    beside = {accented(text) for text in said if text.strip()}
    asked = [[accented(text) for text in each.split("\n")] for each in form.asked]
    own = asked[number - 1]
    if not beside or own[0] in beside or own[-1] in beside:
        return
    if any(each[0] in beside or each[-1] in beside for each in asked):
        raise FiguresError(problem("NTM516.row", where, number=number))


def _none_missing(seen: Mapping[int, int], form: Form, called: str) -> None:
    missing = [number for number in range(1, len(form.subjects) + 1) if number not in seen]
    if missing:
        raise FiguresError(problem("NTM516.gone", called, number=", ".join(map(str, missing[:10]))))


def _refuse_merged(grid: SheetGrid, fill: Set[tuple[int, int]], called: str) -> None:
    """Refuse a cell to fill that was merged with another: of two cells that become one, the figure of one is lost."""
    for top, left, bottom, right in grid.merged:
        cells = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        if len(cells) > 1 and not fill.isdisjoint(cells):
            said = f"{letters(left)}{top + 1}:{letters(right)}{bottom + 1}"
            raise FiguresError(problem("NTM516.merged", f"{called}:{top + 1}:{left + 1}", cells=said))


def _more_columns(laid: _Laid, read: set[int], called: str) -> list[tuple[str, dict[str, object]]]:
    """Say which columns hold something that is no part of the form."""
    below = laid.grid.rows[laid.head :]
    used = {at for row in below for at, cell in enumerate(row) if cell.strip()} - read
    if not used:
        return []
    shown = ", ".join(_at(laid.grid, laid.head, at) or letters(at) for at in sorted(used))
    return [("columns", {"sheet": called, "columns": shown})]


def _titles(laid: _Laid, form: Form, called: str) -> tuple[str, ...]:
    """Return what stands above the table, with the line that says what the form was made for as the hidden sheet has it.

    Raises ``FiguresError`` NTM516 where the line in the sheet says something else.
    """
    place = f", {form.province}" if form.province else ""
    titles = [f"Phiếu số liệu theo {form.set}, ngày {form.on}{place}: {form.set}"]
    titles += [f'ntmrules evaluate … --area "{form.area}"'] if form.area else []
    own = made_for(titles)
    if own is None:  # the sheet was written over: nothing says which set it is
        raise FiguresError(problem("NTM516.hidden", called))
    shown = [cell.strip() for row in laid.grid.rows[: laid.head] for cell in row if cell.strip()]
    for each in shown:
        said = made_for([each])
        if said is not None and (said.set, said.on, said.province) != (own.set, own.on, own.province):
            raise FiguresError(problem("NTM516.line", called, line=each[:100]))
    return (*titles, *(each for each in shown if made_for([each]) is None))


def _number(text: str) -> int | None:
    """Return the number of a row or column; nothing for any other text."""
    plain = text.replace(TYPED_LABEL, "").strip().removesuffix(".0")
    return int(plain) if plain.isascii() and plain.isdecimal() and len(plain) < 5 else None


def _at(grid: SheetGrid, row: int, column: int) -> str:
    cells = grid.rows[row] if row < len(grid.rows) else []
    return cells[column].replace(TYPED_LABEL, "").strip() if column < len(cells) else ""
