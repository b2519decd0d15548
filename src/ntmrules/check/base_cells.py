"""Cells that a computed level names as its base: each is there, has one level, and is computed by nobody in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.errors import CatalogError
from ntmrules.model import walk
from ntmrules.model.requirements import Cell


def base_cell_fault(catalogue: Catalogue, name: str) -> tuple[str, tuple[str, ...]]:
    """Return why a base cell cannot be one as the id of a message, or ``""``; and what is near.

    A name is ``<indicator id> [<year>] [<area>]``. ``NTM173.open``: a hole, a delegated cell, or sources that differ.
    """
    words = name.split()
    set_id, _, label = words[0].rpartition("/") if words else ("", "", "")
    if not words or len(words) > 3 or set_id.count("/") != 2 or not label:
        return "NTM173.form", ()
    if set_id not in catalogue.pack_of:
        return "NTM173.set", tuple(catalogue.pack_of)
    try:
        return _fault_in(catalogue, name)
    except CatalogError:
        return "", ()  # a set that is asked does not load: said where it stands


def _fault_in(catalogue: Catalogue, name: str) -> tuple[str, tuple[str, ...]]:
    words = name.split()
    set_id, _, label = words[0].rpartition("/")
    rows = list(_rows(catalogue, set_id, label))
    there = tuple(dict.fromkeys(_name(words[0], row) for row in rows))
    mine = [row for row in rows if _name(words[0], row) == name]
    if not mine:
        return "NTM173.cell", there or tuple(f"{set_id}/{each}" for each in _labels(catalogue, set_id))
    if all(row.value is None for row in mine):
        return "NTM173.open", ()
    if _circle(catalogue, name, ()):
        return "NTM173.circle", ()
    return "", ()


def computed_sum(catalogue: Catalogue, cells: Sequence[str], shares: Sequence[Decimal]) -> Decimal | None:
    """Return the sum of the base cells, each as often as its share says; nothing where one of them has no single level.

    Likewise nothing where the set of a base cell does not load: that is said where it stands.
    """
    total = Decimal(0)
    for name, share in zip(cells, shares, strict=True):
        try:
            found = set(_levels(catalogue, name)) - {None}
        except CatalogError:
            return None
        if len(found) != 1:
            return None
        total += share * (found.pop() or 0)
    return total


def _levels(catalogue: Catalogue, name: str) -> Iterator[Decimal | None]:
    place = name.split(maxsplit=1)[0]
    set_id, _, label = place.rpartition("/")
    yield from (row.value for row in _rows(catalogue, set_id, label) if _name(place, row) == name)


def _rows(catalogue: Catalogue, set_id: str, label: str) -> Iterator[Cell]:
    whole = catalogue.set(set_id)
    for item in (*whole.prerequisites, *(each for criterion in whole.criteria for each in criterion.indicators)):
        for version in item.versions if item.id == label else ():
            yield from walk.cells(version.requirement)


def _labels(catalogue: Catalogue, set_id: str) -> Iterator[str]:
    whole = catalogue.set(set_id)
    yield from (item.id for item in whole.prerequisites)
    yield from (item.id for criterion in whole.criteria for item in criterion.indicators)


def _name(place: str, row: Cell) -> str:
    return " ".join(str(each) for each in (place, row.year, row.area) if each is not None)


def _circle(catalogue: Catalogue, name: str, above: tuple[str, ...]) -> bool:
    if name in above:
        return True
    place = name.split(maxsplit=1)[0]
    set_id, _, label = place.rpartition("/")
    if set_id not in catalogue.pack_of:
        return False
    return any(
        _circle(catalogue, each, (*above, name))
        for row in _rows(catalogue, set_id, label)
        if _name(place, row) == name and row.evidence is not None and row.evidence.computed is not None
        for each in row.evidence.computed.cells
        if each.split()
    )
