"""Whose a figure is by the words behind its label: «10.1 Thu nhập xã Hùng Sơn» in a row of another commune is none of it."""

from __future__ import annotations

from functools import lru_cache

from ntmrules.figures.mentions import Place, listed_names, places_in
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import name_key, same_name
from ntmrules.model.written import BadCellError
from ntmrules.places.communes import COMMUNES, DISTRICTS

_KINDS = ("xa", "phuong", "thi tran", "dac khu", "huyen", "thi xa", "thanh pho")


def of_unit(said: str, unit: str) -> str:
    """Return what stands behind a label without the name of the unit that its row is about.

    Raises ``BadCellError`` NTM610 where it names other communes or districts, and not that unit.
    """
    places = _places(said) if said else ()
    if not places:
        return said
    if not any(same_name(each.called, unit) for each in places):
        raise BadCellError("NTM610.behind", text=said[:80], own=places[-1].called, asked=unit)
    for each in places:
        said = _without(said, each)
    return "" if fold(said).strip(" .,:()-–") in _KINDS else said


@lru_cache(maxsize=1024)
def _places(said: str) -> tuple[Place, ...]:
    """Return the communes and districts that a text names; in capitals («ĐƯỜNG XÃ CỨNG HÓA») only those of a list."""
    found = [each for each in places_in([said]) if each.kind in (*COMMUNES, *DISTRICTS)]
    return tuple(each for each in found if not said.isupper() or name_key(each.name) in listed_names(each.kind))


def _without(said: str, place: Place) -> str:
    at = said.casefold().find(place.name.casefold())
    return said if at < 0 else f"{said[:at]}{said[at + len(place.name) :]}"
