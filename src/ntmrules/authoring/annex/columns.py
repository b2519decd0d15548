"""What a person says of columns whose headings are not understood: the level of an area, of a year, of all, or none."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from ntmrules.authoring.annex.dividers import LIMITS
from ntmrules.authoring.annex.layout import COMMON, HEADINGS, IGNORED, area_of, unnamed
from ntmrules.authoring.annex.tables import Grid, tidy
from ntmrules.errors import UsageError, problem
from ntmrules.model.spelling import fold

_OF_SOME = re.compile(rf"{LIMITS.pattern}|\b(?:tru|ngoai tru)\b")
_OF_A_GROUP = re.compile(
    r"\b(?:xa|thon|huyen|phuong) (?!(?:ntm|nong thon|nang cao|kieu mau|hien dai|dat|phai|can)\b)\w|\b(?:huyen|xa|thon|ho) ngheo\b"
    r"|\b(?:nhom|vung|khu vuc|mien|dan toc|dac biet|bien gioi|ven bien|bai ngang|thi tran)\b"
)
"""Headings, folded, of columns of some communes; the level of an area is named by the area."""
_NO_TEXT = re.compile(
    r"\b(?:hien trang|thuc trang|ket qua|thuc hien|thuc te|de xuat|du thao|ke hoach|dang ky|phan dau|muc dat duoc|tu danh gia)\b"
    r"|\bdat (?:duoc |trong )?nam 20\d\d\b"
)
"""Headings, folded, of columns of what was reached, planned or proposed: no level of a text."""
_NO_LEVEL = re.compile(r"(?:s?tt|so thu tu|(?:ten )?tieu chi|noi dung(?: tieu chi| chi tieu)?|don vi(?: tinh)?|dvt)")
_SAID = {"bo": IGNORED, "bo qua": IGNORED, "ignore": IGNORED, "chung": COMMON, "common": COMMON}


def chosen_columns(
    path: Path, grids: Sequence[Grid], areas: Mapping[str, str], options: Sequence[str]
) -> dict[str, tuple[str, ...]]:
    """Return what each named column is, by its heading, folded: the ids of areas, or one of a year, ``COMMON`` and ``IGNORED``.

    ``UsageError`` NTM026 where no table has the heading, what it is said to be is none of these, it is said to be two things
    (only areas may share a column), it is of some communes, or of no text.
    """
    heads = {
        fold(cell): cell for grid in grids for row in grid.rows[:HEADINGS] for cell in row if cell and len(cell) < 200
    }
    heads |= {fold(unnamed(n)): unnamed(n) for grid in grids for n in range(len(grid.rows[0]))}
    found: dict[str, tuple[str, ...]] = {}
    for option in options:
        head, _, what = option.rpartition("=")
        key = fold(tidy(head))
        if key not in heads:
            near = (tidy(head), list(heads.values()))
            raise UsageError(problem("NTM026.column", str(path), head=head or option, near=near))
        meant = _meant(tidy(what), areas)
        if meant is None or (meant != IGNORED and _NO_LEVEL.fullmatch(key)):
            known = " | ".join((*areas, "2023", COMMON, IGNORED))
            raise UsageError(problem("NTM026.column-what", str(path), head=head, what=what, known=known,
                                     near=(what, [*areas, *areas.values(), COMMON, IGNORED])))  # fmt: skip
        if meant != IGNORED and _OF_SOME.search(key) and area_of(heads[key], areas) != meant:
            raise UsageError(problem("NTM026.column-some", str(path), head=head))
        if meant not in (IGNORED, *areas) and _OF_A_GROUP.search(key):
            raise UsageError(problem("NTM026.column-some", str(path), head=head))
        if meant != IGNORED and _NO_TEXT.search(key):
            raise UsageError(problem("NTM026.column-none", str(path), head=head))
        before = found.get(key, ())
        if before and meant not in before and not {*before, meant} <= set(areas):
            raise UsageError(problem("NTM026.column-twice", str(path), head=head, first=before[0], second=meant))
        found[key] = (*(each for each in before if each != meant), meant)
    return found


def _meant(what: str, areas: Mapping[str, str]) -> str | None:
    plain = fold(what)
    if plain in _SAID:
        return _SAID[plain]
    if re.fullmatch(r"20\d\d", plain):
        return plain
    return next((area for area, name in areas.items() if plain in (area, fold(name))), area_of(what, areas))
