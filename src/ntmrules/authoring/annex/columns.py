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
_SAID = {"bo": IGNORED, "bo qua": IGNORED, "ignore": IGNORED, "chung": COMMON, "common": COMMON}


def chosen_columns(
    path: Path, grids: Sequence[Grid], areas: Mapping[str, str], options: Sequence[str]
) -> dict[str, str]:
    """Return what each named column is, by its heading, folded: the id of an area, a year, ``COMMON`` or ``IGNORED``.

    ``UsageError`` NTM026 where no table has the heading, what it is said to be is none of these, or it is of some communes.
    """
    heads = {
        fold(cell): cell for grid in grids for row in grid.rows[:HEADINGS] for cell in row if cell and len(cell) < 200
    }
    heads |= {fold(unnamed(n)): unnamed(n) for grid in grids for n in range(len(grid.rows[0]))}
    found: dict[str, str] = {}
    for option in options:
        head, _, what = option.rpartition("=")
        key = fold(tidy(head))
        if key not in heads:
            near = (tidy(head), list(heads.values()))
            raise UsageError(problem("NTM026.column", str(path), head=head or option, near=near))
        meant = _meant(tidy(what), areas)
        if meant is None:
            known = " | ".join((*areas, "2023", COMMON, IGNORED))
            raise UsageError(problem("NTM026.column-what", str(path), head=head, what=what, known=known,
                                     near=(what, [*areas, *areas.values(), COMMON, IGNORED])))  # fmt: skip
        if meant != IGNORED and _OF_SOME.search(key) and area_of(heads[key], areas) != meant:
            raise UsageError(problem("NTM026.column-some", str(path), head=head))
        found[key] = meant
    return found


def _meant(what: str, areas: Mapping[str, str]) -> str | None:
    plain = fold(what)
    if plain in _SAID:
        return _SAID[plain]
    if re.fullmatch(r"20\d\d", plain):
        return plain
    return next((area for area, name in areas.items() if plain in (area, fold(name))), area_of(what, areas))
