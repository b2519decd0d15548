"""Forms that judge while they are filled, as they come back: the hidden sheet says which cell is which figure."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import Factory

from ntmrules.errors import FiguresError, problem
from ntmrules.figures.csv import Sheet
from ntmrules.figures.signs import IGNORED, TYPED_LABEL
from ntmrules.figures.workbook import SheetGrid, letters, read_workbook
from ntmrules.frozen import frozen

SCHEMA = "ntmrules/live/1"
HIDDEN = "ntmrules"
COLUMNS = ("no", "numbers", "name", "measure-unit", "question", "fill", "confirm", "check", "note")
"""What stands in the columns of a form of one unit."""
UNNAMED = ("xã (ghi tên xã)", "commune (write its name)")
"""What stands where the name of the unit is to be filled in."""
FILL, CONFIRM, NOTE = COLUMNS.index("fill"), COLUMNS.index("confirm"), COLUMNS.index("note")
WIDE = ("unit", "within", "confirm", "check")
"""What stands in the first columns of a form of many units; a column a figure follows."""


@frozen(kw_only=True)
class Place:
    """Where figures are filled in: a sheet of one unit (a row a figure) or, ``wide``, of many (a row each).

    ``first`` is the first row of figures, from 1; ``unit`` the address of the unit's name in a sheet of one unit.
    """

    sheet: str
    wide: bool
    first: int
    unit: str = ""

    def address(self, number: int, row: int | None = None) -> str:
        """Return the address of the cell of a figure, by its number on the form (and the row of its unit)."""
        name = f"'{self.sheet}'!"
        if self.wide:
            return f"{name}${letters(len(WIDE) + number - 1)}${row}"
        return f"{name}${letters(FILL)}${self.first + number - 1}"

    def beside(self, row: int) -> str:
        """Return the address of the cell that confirms what stands in a row."""
        return f"'{self.sheet}'!${letters(WIDE.index('confirm') if self.wide else CONFIRM)}${row}"


@frozen(kw_only=True)
class Form:
    """What a live form was made from: the set, day and place, the digest of its circuit and of each node, its cells."""

    set: str
    on: str
    province: str | None
    lang: str
    digest: str
    places: tuple[Place, ...]
    subjects: tuple[str, ...]
    nodes: Mapping[str, str] = Factory(dict)


def hidden_rows(form: Form) -> Iterator[list[str]]:
    """Yield the rows of the hidden sheet: a kind, a name, and what is said of it."""
    yield [SCHEMA, "", form.digest]
    about = {"set": form.set, "on": form.on, "province": form.province or "", "lang": form.lang}
    yield from (["about", key, value] for key, value in about.items())
    for place in form.places:
        yield ["sheet", place.sheet, json.dumps({"wide": place.wide, "first": place.first, "unit": place.unit})]
    yield from (["cell", str(number), subject] for number, subject in enumerate(form.subjects, start=1))
    yield from (["node", label, digest] for label, digest in form.nodes.items())


def live_form(grids: Sequence[SheetGrid], name: str) -> Form | None:
    """Return what a workbook says it was made from; nothing for any other workbook.

    Raises ``FiguresError`` NTM516 for a form whose hidden sheet was altered.
    """
    grid = next((each for each in grids if each.name == HIDDEN and each.rows and each.rows[0][:1] == [SCHEMA]), None)
    if grid is None:
        return None
    try:
        rows = [[*row, "", "", ""][:3] for row in grid.rows if any(row)]
        about = {key: value for kind, key, value in rows if kind == "about"}
        cells = {int(key): value for kind, key, value in rows if kind == "cell"}
        places = [_place(key, json.loads(value)) for kind, key, value in rows if kind == "sheet"]
        return Form(
            set=about["set"], on=about["on"], province=about["province"] or None, lang=about["lang"], digest=rows[0][2],
            places=tuple(places), subjects=tuple(cells[number] for number in range(1, len(cells) + 1)),
            nodes={key: value for kind, key, value in rows if kind == "node"},
        )  # fmt: skip
    except (KeyError, ValueError, TypeError):
        raise FiguresError(problem("NTM516.hidden", name)) from None


def _place(sheet: str, said: Mapping[str, Any]) -> Place:
    return Place(sheet=sheet, wide=bool(said["wide"]), first=int(said["first"]), unit=str(said["unit"]))


def form_in(path: Path) -> Form | None:
    """Return what the workbook at ``path`` was made from, where it is a live form."""
    return live_form(read_workbook(path), path.name)


def live_tables(grids: Sequence[SheetGrid], form: Form, name: str) -> Iterator[Sheet]:
    """Yield the figures of a live form as tables, cell by cell where they stand in the file.

    Raises ``FiguresError`` NTM516 where a sheet or a row of the form is missing or stands elsewhere.
    """
    by_name = {grid.name: grid for grid in grids}
    for place in form.places:
        grid = by_name.get(place.sheet)
        if grid is None:
            raise FiguresError(problem("NTM516.sheet", name, sheet=place.sheet))
        titles = tuple(cell.strip() for row in grid.rows[: place.first - 1] for cell in row[:1] if cell.strip())
        yield _wide(grid, place, form, name, titles) if place.wide else _tall(grid, place, form, name, titles)


def _tall(grid: SheetGrid, place: Place, form: Form, name: str, titles: tuple[str, ...]) -> Sheet:
    called = f"{name}[{place.sheet}]"
    row_of_unit = int("".join(filter(str.isdigit, place.unit))) - 1
    unit, within = (_at(grid, row_of_unit, column) for column in (FILL, NOTE))
    if not unit or unit in UNNAMED:
        raise FiguresError(problem("NTM516.unit", f"{called}:{row_of_unit + 1}:{FILL + 1}"))
    area = ""
    rows: list[tuple[int, list[str]]] = []
    for number, subject in enumerate(form.subjects, start=1):
        row = place.first + number - 2
        if _at(grid, row, 0).partition(".")[0] != str(number):
            raise FiguresError(problem("NTM516.row", f"{called}:{row + 1}", number=number))
        value = _at(grid, row, FILL)
        if subject == "area":
            area = value
        elif value:
            rows.append(
                (row + 1, [subject, unit, within, area, "", value, _at(grid, row, CONFIRM), "", _at(grid, row, NOTE)])
            )
    rows = rows or [(place.first, [form.subjects[-1], unit, within, area, "", "", "", "", ""])]
    _nothing_beside(grid, place, form, called)
    header = ("subject", "unit", "within", "area", IGNORED, "value", "status", IGNORED, "note")
    return Sheet(called, header, place.first - 1, iter(rows), titles)


def _nothing_beside(grid: SheetGrid, place: Place, form: Form, called: str) -> None:
    """Refuse figures that somebody wrote below the form: they are no cell of it, and would be lost without a word."""
    for row in range(place.first + len(form.subjects) - 1, len(grid.rows)):
        if any(cell.strip() for cell in grid.rows[row]):
            raise FiguresError(problem("NTM516.below", f"{called}:{row + 1}"))


def _wide(grid: SheetGrid, place: Place, form: Form, name: str, titles: tuple[str, ...]) -> Sheet:
    called = f"{name}[{place.sheet}]"
    numbers = [_at(grid, place.first - 2, len(WIDE) + at).partition(".")[0] for at in range(len(form.subjects))]
    wrong = next((at for at, said in enumerate(numbers) if said != str(at + 1)), None)
    if wrong is not None:
        raise FiguresError(
            problem("NTM516.row", f"{called}:{place.first - 1}:{len(WIDE) + wrong + 1}", number=wrong + 1)
        )
    header = ("unit", "within", "status", IGNORED, *form.subjects)
    rows = [(at + 1, [_at(grid, at, column) if column != WIDE.index("check") else "" for column in range(len(header))])
            for at in range(place.first - 1, len(grid.rows))]  # fmt: skip
    return Sheet(called, header, place.first - 1, iter(rows), titles)


def _at(grid: SheetGrid, row: int, column: int) -> str:
    cells = grid.rows[row] if row < len(grid.rows) else []
    return cells[column].replace(TYPED_LABEL, "").strip() if column < len(cells) else ""
