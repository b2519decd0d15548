"""What a form of holes shows as known beside its open places: compared with the catalogue, since one mark confirms it.

Somebody may write the level of the text over ``known`` instead of the open place, change the comparison and leave the mark,
or fill in a form of an older catalogue: a mark would then confirm what nobody has, and a lone ``known`` would be passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal, InvalidOperation
from typing import Any

from ntmrules.catalog.blanks import BLANK, DELEGATED, KNOWN, PRINTED, has_key, is_form, is_marked, untouched
from ntmrules.catalog.far_levels import far_problems
from ntmrules.catalog.known import Known
from ntmrules.catalog.pack import Pack, read_document
from ntmrules.catalog.strict import Path_, each_path
from ntmrules.errors import Problem, problem
from ntmrules.model import walk
from ntmrules.model.closed import day_written
from ntmrules.model.requirements import AnyRequirement, Cell
from ntmrules.model.sets import indicators_of


def form_problems(catalogue: Known, pack: Pack) -> Iterator[Problem]:
    """Yield what a form, a pack of one file, shows as known and the catalogue does not have, and levels to be asked about."""

    def national(entry: dict[str, Any]) -> AnyRequirement | None:
        set_id, _, label = str(entry.get("target")).rpartition("/")
        if set_id not in catalogue.pack_of:
            return None
        for item in (each for each in indicators_of(catalogue.set(set_id)) if each.id == label):
            day = day_written(str(entry.get("from")))
            version = item.on(day) if day is not None else None
            if version is not None:
                return walk.part_named(version.requirement, entry.get("part"), version.measure or item.measure)
        return None

    document = read_document(pack.root, pack.shown(pack.root))
    yield from known_problems(document.data, document.where, national)
    yield from far_problems(document.data, document.where, national)


def known_problems(
    data: Any, where: Callable[[Path_], str], national: Callable[[dict[str, Any]], AnyRequirement | None]
) -> Iterator[Problem]:
    """Yield NTM232 for everything that a form has under ``known`` and that is not what the catalogue has there.

    ``where`` gives the file and line of a path, ``national`` what an entry is about (nothing: told by others).
    """
    if not isinstance(data, dict) or not is_form(data):
        return
    rows = data.get("overrides")
    for index, entry in enumerate(rows if isinstance(rows, list) else ()):
        if not isinstance(entry, dict) or not (_frame(entry) or has_key(entry, KNOWN)):
            continue
        found = national(entry)
        if found is None:
            continue
        key = _changed(entry, found)
        if key is not None:
            written, there = entry["requirement"][key], _own(found, key)
            yield problem("NTM232.frame", where(("overrides", index, "requirement", key)), key=key,
                          written=str(written), there=there)  # fmt: skip
        for path, written in each_path(entry):
            if (
                path
                and path[-1] == KNOWN
                and (there := _there(found, path, entry)) is not None
                and not _same(written, there)
            ):
                yield problem(
                    "NTM232.known", where(("overrides", index, *path)), written=str(written), there=there, blank=BLANK
                )


FRAME = ("kind", "measure", "children", "op", "target")


def _frame(entry: dict[str, Any]) -> dict[str, Any]:
    """Return the demand of which the form itself has printed all but the levels; nothing of another."""
    asked = entry.get("requirement")
    return asked if isinstance(asked, dict) and asked.get("note") == PRINTED else {}


def _own(item: AnyRequirement, key: str) -> Any:
    return getattr(item, key, None)


def _changed(entry: dict[str, Any], item: AnyRequirement) -> str | None:
    """Return the key of a comparison that was changed although a mark says that all is as in the catalogue, or no level.

    With levels of its own a changed comparison is what the text in hand prints.
    """
    asked = _frame(entry)
    if not asked or not (is_marked(entry) or untouched(entry)):
        return None
    return next((key for key in FRAME if key in asked and asked[key] != _own(item, key)), None)


def _there(item: AnyRequirement, path: Path_, entry: Any) -> str | None:
    """Return what the catalogue has at a place of a form; nothing where the place is none of its own."""
    if path == ("requirement", KNOWN):
        return item.kind
    if len(path) != 5 or path[0] != "requirement" or path[2] != "rows":
        return None
    levels = walk.levels(item)
    row = entry["requirement"][path[1]]["rows"][path[3]]
    if path[1] not in levels or not isinstance(row, dict):
        return None
    same = (each for each in levels[path[1]].rows if (each.year, each.area) == (row.get("year"), row.get("area")))
    return next((_shown(cell) for cell in same), "…")


def _shown(cell: Cell) -> str:
    if cell.delegated is not None:
        return DELEGATED
    return " | ".join(map(str, cell.values)) or "…"


def _same(written: Any, there: str) -> bool:
    if str(written) == there:
        return True
    try:
        return Decimal(str(written)) == Decimal(there)
    except InvalidOperation:
        return False
