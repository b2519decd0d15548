"""Forms that judge while they are filled, as they come back: the hidden sheet says which cell is which figure."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from attrs import Factory

from ntmrules.errors import FiguresError, problem
from ntmrules.figures.workbook import SheetGrid, letters, read_workbook
from ntmrules.frozen import frozen
from ntmrules.json_text import read_json

SCHEMA = "ntmrules/live/1"
LAST = 5000  # the last row in which a form looks for its figures
MOST_ABOVE = 60  # rows in which the headings of a form are looked for
HIDDEN = "ntmrules"
COLUMNS = ("no", "numbers", "name", "measure-unit", "question", "fill", "confirm", "check", "note")
"""What stands in the columns of a form of one unit."""
UNNAMED = ("xã (ghi tên xã)", "commune (write its name)")
"""What stands where the name of the unit is to be filled in."""
TITLE = ("Biểu tự đánh giá", "Live form")
HEADINGS = {"fill": ("Điền vào đây", "Fill in here"), "confirm": ("Xác nhận", "Confirmed"), "check": ("Kiểm tra", "Check"),
            "why": ("Vì sao, còn thiếu gì", "Why, what is missing")}  # fmt: skip
"""By what a sheet of a form is known when nothing but the sheet is left of it."""
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

    def cell(self, number: int, row: int) -> str:
        """Return a formula for the cell of a figure, by its number on the form (and the row of its unit).

        It is looked up by the number of its row, or in the row of its unit: a reference to the cell itself would follow the
        figure into another row when somebody cuts it out and pastes it there, and would stay when the rows are sorted.
        """
        return self._looked_up(len(WIDE) + number - 1 if self.wide else FILL, number, row)

    def beside(self, number: int, row: int) -> str:
        """Return a formula for the cell that confirms a figure."""
        return self._looked_up(WIDE.index("confirm") if self.wide else CONFIRM, number, row)

    def twice(self, number: int) -> str | None:
        """Return the formula for whether a number stands in no row or in several; nothing where units stand in the rows."""
        return None if self.wide else f"COUNTIF({self._column(0)},{number})<>1"

    def _looked_up(self, column: int, number: int, row: int) -> str:
        at = f"ROW('{self.sheet}'!$A${row})" if self.wide else f"MATCH({number},{self._column(0)},0)"
        return f"INDEX({self._column(column)},{at})"

    def _column(self, column: int) -> str:
        name = letters(column)
        return f"'{self.sheet}'!${name}$1:${name}${LAST}"


@frozen(kw_only=True)
class Form:
    """What a live form was made from: the set, day and place, the digest of its circuit and of each node, its cells.

    ``subjects`` and what is ``asked`` beside each, by their numbers; ``headings`` by the keys of ``COLUMNS`` and ``WIDE``;
    ``pages`` are the sheets of the form that are not filled in; ``area`` is the one that it was made for, where it was.
    """

    set: str
    on: str
    province: str | None
    lang: str
    digest: str
    places: tuple[Place, ...]
    subjects: tuple[str, ...]
    asked: tuple[str, ...]
    headings: Mapping[str, str]
    pages: tuple[str, ...]
    area: str = ""
    nodes: Mapping[str, str] = Factory(dict)


def hidden_rows(form: Form) -> Iterator[list[str]]:
    """Yield the rows of the hidden sheet: a kind, a name, and what is said of it; and by what an altered one is known."""
    rows = list(_rows(form))
    yield [SCHEMA, "", form.digest]
    yield from rows
    yield ["check", "", _check(rows)]
    yield from (["node", label, digest] for label, digest in form.nodes.items())


def _check(rows: Iterable[Sequence[str]]) -> str:
    """Return the digest of the rows that say which cell is which figure of which set."""
    told = [[*row, "", ""][:4] for row in rows if row[0] in ("about", "sheet", "page", "heading", "cell")]
    said = [[" ".join(cell.split()) for cell in row] for row in told]  # office programs write spaces as they like
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def _rows(form: Form) -> Iterator[list[str]]:
    about = {
        "set": form.set, "on": form.on, "province": form.province or "", "lang": form.lang, "area": form.area}  # fmt: skip
    yield from (["about", key, value] for key, value in about.items())
    for place in form.places:
        yield ["sheet", place.sheet, json.dumps({"wide": place.wide, "first": place.first, "unit": place.unit})]
    yield from (["page", name, ""] for name in form.pages)
    yield from (["heading", key, text] for key, text in form.headings.items())
    pairs = zip(form.subjects, form.asked, strict=True)
    yield from (["cell", str(number), subject, asked] for number, (subject, asked) in enumerate(pairs, start=1))


def live_form(grids: Sequence[SheetGrid], name: str) -> Form | None:
    """Return what a workbook says it was made from; nothing for any other workbook.

    Raises ``FiguresError`` NTM516 for a form whose hidden sheet was altered.
    """
    grid = next((each for each in grids if each.name == HIDDEN and each.rows and each.rows[0][:1] == [SCHEMA]), None)
    if grid is None:
        return None
    try:
        rows = [[*row, "", "", "", ""][:4] for row in grid.rows if any(row)]
        said = {kind: {key: value for each, key, value, _ in rows if each == kind} for kind in {row[0] for row in rows}}
        about, cells = said["about"], [(int(key), value, asked) for kind, key, value, asked in rows if kind == "cell"]
        if [number for number, *_ in cells] != list(range(1, len(cells) + 1)):
            raise ValueError("cells")
        if said["check"] != {"": _check(rows)}:
            raise ValueError("check")
        return Form(
            set=about["set"], on=about["on"], province=about["province"] or None, lang=about["lang"], digest=rows[0][2],
            places=tuple(_place(key, read_json(value)) for key, value in said["sheet"].items()), area=about["area"],
            subjects=tuple(subject for _, subject, _ in cells), asked=tuple(asked for *_, asked in cells),
            headings={key: said["heading"][key] for key in (*COLUMNS, *WIDE)}, pages=tuple(said["page"]),
            nodes=said.get("node", {}),
        )  # fmt: skip
    except (KeyError, ValueError, TypeError):
        raise FiguresError(problem("NTM516.hidden", name)) from None


def refuse_torn(grid: SheetGrid, name: str) -> None:
    """Raise ``FiguresError`` NTM516 for a sheet of a live form without its workbook: saved as CSV, or copied out of it.

    Which cell is which figure stands in the hidden sheet alone, and what the sheet of results says are no reports.
    """
    for row, cells in enumerate(grid.rows[:MOST_ABOVE], start=1):
        said = {key for key, words in HEADINGS.items() if any(cell.strip() in words for cell in cells)}
        above = (cell.strip() for each in grid.rows[:row] for cell in each)
        to_fill = {"confirm", "check"} <= said and ("fill" in said or any(cell.startswith(TITLE) for cell in above))
        if to_fill or "why" in said:
            raise FiguresError(problem("NTM516.torn", f"{name}:{row}"))


def _place(sheet: str, said: Mapping[str, Any]) -> Place:
    return Place(sheet=sheet, wide=bool(said["wide"]), first=int(said["first"]), unit=str(said["unit"]))


def form_in(path: Path) -> Form | None:
    """Return what the workbook at ``path`` was made from, where it is a live form."""
    return live_form(read_workbook(path), path.name)
