"""Rows and sheets that are about no unit of their table, or about another one: read on, they would be counted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ntmrules.errors import Problem, problem
from ntmrules.figures import headings
from ntmrules.figures.cells import LONGEST_NAME, check_name
from ntmrules.figures.csv import Sheet, cell_at
from ntmrules.figures.mentions import SIGNED, name_on_list
from ntmrules.figures.row_words import is_commune_all_the_same, listed_commune
from ntmrules.figures.signs import IGNORED
from ntmrules.figures.titles import provinces_in, unit_heading
from ntmrules.model.figures import Remark
from ntmrules.model.spelling import fold, says_something
from ntmrules.model.unit_names import kind_level, same_name
from ntmrules.model.written import BadCellError
from ntmrules.patterns import later
from ntmrules.places.communes import COMMUNES


def beyond(cells: Sequence[str], width: int, names: Iterable[int]) -> tuple[int, BadCellError] | None:
    """Return the first column and what is wrong with a row of more cells than the header, or of a name that can be none.

    A comma that was meant as a decimal one cuts a figure in two. ``names`` are the columns of units and what they lie in, whose
    words are not looked at where they are too many.
    """
    if len(cells) > width and any(cell.strip() for cell in cells[width:]):
        return width, BadCellError("NTM508.cells-over", cells=len(cells), columns=width)
    for place in names:
        name = cell_at(cells, place)
        if len(name) > LONGEST_NAME and (wrong := check_name(name)) is not None:
            return place, wrong
    return None


def begins_another(cells: Sequence[str], own: str, provinces: Sequence[str | None]) -> BadCellError | None:
    """Return what is wrong with a row that heads the part of another unit than the ``own`` one of the form; else nothing.

    The heading may be numbered («II. Xã Hải Anh», «B - XÃ HẢI ANH»); a name without the word for its kind is one of the communes
    of the ``provinces`` that are said.
    """
    said = list(dict.fromkeys(" ".join(cell.split()) for cell in cells if cell.strip()))
    text = _NUMBERED.sub("", said[0]) if len(said) == 1 else ""
    named = unit_heading(cells) or unit_heading([text]) or listed_commune(text, provinces)
    kind = None if named is None else kind_level(named)
    if named is None or same_name(named, own) or (kind is not None and kind_level(own) not in (None, kind)):
        return None
    return BadCellError("NTM610.block", own=named, asked=own)


def separated_otherwise(cells: Sequence[str], columns: int) -> BadCellError | None:
    """Return what is wrong with a row that is one cell, with the sign in it that separates cells in other files; else nothing."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    if len(filled) != 1 or columns < 2 or not (";" in filled[0] or "\t" in filled[0]):
        return None
    return BadCellError("NTM508.separator", cell=filled[0][:60], columns=columns)


_REMARK = later(r"(?:don vi|dvt|so lieu|thu nhap|cac so|rieng)\b[^:]*:\s*\S|.*\btinh (?:bang|theo)\b")
_NUMBERED = later(r"(?:[IVX]{1,4}|[A-HĐ]|\d{1,2})\s*[.)/:,–-]\s*(?=[^\W\d])")


class Otherwise(NamedTuple):
    """What is wrong with a sheet, and what is only said of it."""

    problems: tuple[Problem, ...] = ()
    remarks: tuple[Remark, ...] = ()


def sheet_of_another(sheet: Sheet, name: str) -> Otherwise:
    """Return what is to be told of a sheet that is called as another commune is than ``name``, whose figures it is read for.

    The name of a district or province may be that of what the commune lies in: it is said and stops nothing.
    """
    kind = name_on_list(sheet.called)
    if kind is None or same_name(sheet.called, name):
        return Otherwise()
    if kind == "xa" and kind_level(name) in (None, *COMMUNES):
        return Otherwise(problems=(problem("NTM610.unit", f"{sheet.name}:1", own=sheet.called, asked=name),))
    return Otherwise(remarks=(Remark("sheet_named", {"sheet": sheet.name, "named": sheet.called, "unit": name}),))


def is_only_numbered(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Tell whether nothing stands in a row but its number («3» in «STT»): a row of a form that nobody filled in."""
    return all(
        cell.strip(" .").isdigit() and at < len(header) and (header[at] == IGNORED or headings.numbers_rows(header[at]))
        for at, cell in enumerate(cells)
        if cell.strip()
    )


def why_no_unit(cells: Sequence[str], columns: Mapping[str, int], sheet: Sheet, province: str | None) -> str | None:
    """Return why a row is no unit: a total, mean, heading, row of column numbers, note, signature; nothing if it is one.

    ``province`` is the one that was asked for: a name that reads as such a word (Trung Bình) may be that of a commune there.
    """
    place = columns.get("unit", columns.get("subject", 0))
    name = cell_at(cells, place)
    if "unit" not in columns and _REMARK.match(fold(name)) and sum(bool(cell.strip()) for cell in cells) == 1:
        return "note"
    if headings.plainly_a_name(name) or ("unit" in columns and _is_commune(name, cells, columns, sheet, province)):
        return None
    if "unit" in columns and (group := headings.group_of_units(name)) is not None:
        return group
    first = next((cell.strip() for cell in cells if cell.strip()), "")
    others = [cell for at, cell in enumerate(cells) if at != place and cell.strip()]
    kind = headings.no_unit(name, others)
    if kind is None and not name:
        kind = headings.no_unit(first, others[1:])
        if kind == "numbers" or (kind is None and len(others) == 1 and "unit" in columns and len(first) > 3):
            kind = kind or "text"
    return "signature" if kind is None and _is_signed(cells) else kind


def _is_signed(cells: Sequence[str]) -> bool:
    """Tell whether a row ends a paper: the place and day of signing, or who signs, and no figure beside them."""
    said = [cell for cell in cells if cell.strip()]
    ends = [cell for cell in said if SIGNED.match(cell.strip()) or headings.no_unit(cell, ("x",)) == "signature"]
    return bool(ends) and not any(map(says_something, (cell for cell in said if cell not in ends)))


def _is_commune(
    name: str, cells: Sequence[str], columns: Mapping[str, int], sheet: Sheet, province: str | None
) -> bool:
    header = sheet.header
    numbering = [at for at in range(columns["unit"]) if header[at] == IGNORED or headings.numbers_rows(header[at])]
    own = cell_at(cells, columns["province"]) if "province" in columns else None
    return is_commune_all_the_same(name, cells, numbering, (own, province, *provinces_in(sheet.remarks)))
