"""What a row says of its unit: the name by itself, and the district, province, area and level beside or behind it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence

from ntmrules.figures.csv import cell_at
from ntmrules.figures.identity import Said
from ntmrules.model.unit_names import bare_province, level_of, same_name
from ntmrules.places.behind_names import Placed, with_its_place

OF_UNIT = ("province", "area", "level", "within")


def placed_in(cells: Sequence[str], columns: Mapping[str, int], of_sheet: str) -> Placed:
    """Return the name of the unit of a row, and the district and province that stand behind it in one cell.

    ``of_sheet`` is the unit of a table without a column of units.
    """
    text = cell_at(cells, columns["unit"]) if "unit" in columns else of_sheet
    return with_its_place(" ".join(unicodedata.normalize("NFC", text).split()))


def details_in(placed: Placed, cells: Sequence[str], columns: Mapping[str, int]) -> dict[str, str]:
    """Return what a row says of its unit beside the name, in columns of their own and behind the name."""
    found = {"within": placed.within or "", "province": placed.province or ""}
    for key in OF_UNIT:
        if key in columns and (text := cell_at(cells, columns[key])):
            found[key] = text
    return {key: text for key, text in found.items() if text}


def same_place(key: str, one: str, other: str) -> bool:
    """Tell whether two words for what a unit lies in (``key``: within or province) mean one place."""
    return bare_province(one) == bare_province(other) if key == "province" else same_name(one, other)


def said_in(placed: Placed, details: Mapping[str, str]) -> Said:
    """Return what a row says of who its unit is, of its name and the details beside it."""
    level = details.get("level")
    return Said(name=placed.name, level=(level_of(level, placed.name) or level) if level else None,
                province=details.get("province"), within=details.get("within"))  # fmt: skip
