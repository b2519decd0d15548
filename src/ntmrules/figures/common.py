"""What a row says of all its figures: the year or day, how firm they are, the source, the note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ntmrules.figures.cells import is_confirmed, read_last_day, read_status, read_year
from ntmrules.figures.csv import Sheet, cell_at
from ntmrules.model.written import BadCellError


def common_of(
    cells: Sequence[str], columns: Mapping[str, int], sheet: Sheet, *, accept: bool
) -> tuple[dict[str, object], list[tuple[str, BadCellError]]]:
    """Return what a row says of its figures, and what is wrong with its cells by the kind of their column.

    ``accept``: somebody has confirmed all of the file.
    """
    found: dict[str, object] = {}
    wrong: list[tuple[str, BadCellError]] = []
    for key, read in (("period", read_year), ("as_of", read_last_day), ("status", read_status)):
        if key in columns and (text := cell_at(cells, columns[key])):
            try:
                found[key] = read(text)
                if key == "status" and is_confirmed(text):
                    found["confirmed"] = True
            except BadCellError as error:
                wrong.append((key, error))
    if accept:
        found["confirmed"] = True
    if "period" not in columns and sheet.named_year:
        found["period"] = sheet.named_year
    for key in ("source", "note"):
        if key in columns and (text := cell_at(cells, columns[key])):
            found[key] = text
    return found, wrong
