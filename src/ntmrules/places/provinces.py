"""Provinces by name and date, and the columns in which a unit can stand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from ntmrules.errors import UnitError, problem
from ntmrules.model.days import as_day
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import bare_province
from ntmrules.model.units import LAST_DAY_OF_63, Province


def list_on(day: str | date) -> str:
    """Return the list of provinces in force on ``day``: ``2004`` (63) or ``2025`` (34)."""
    return "2004" if as_day(day) <= LAST_DAY_OF_63 else "2025"


def find_province(provinces: Mapping[tuple[str, str], Province], name: str, day: str | date) -> Province:
    """Return the province that ``name`` means on ``day``: a name in any case, with or without accents, or an id.

    A former province is found after 01/07/2025 too, since its decisions and columns still matter; where one of today
    has its name, ``2004:da-nang`` is the former one. Raises ``UnitError``:
    ``NTM601`` for a bare code (a code belongs to a list: ``2004:22``), ``NTM603`` for an unknown name.
    """
    if name.strip().isdigit():
        raise UnitError(problem("NTM601.province", code=name))
    today = list_on(day)
    order = [today, "2025" if today == "2004" else "2004"]
    list_name, _, code = name.partition(":")
    if code and list_name in order:
        for province in provinces.values():
            if province.list == list_name and code.strip() in (province.code, province.id):
                return province
    wanted = bare_province(name)
    for list_id in order:
        for province in provinces.values():
            if province.list == list_id and wanted in _names(province):
                return province
    known = [province.name for province in provinces.values() if province.list == today]
    raise UnitError(problem("NTM603.day", name=name, day=day, count=len(known), near=(name, known)))


def exact_name(province: Province) -> str:
    """Return the name by which :func:`find_province` finds just this province: ``2004:bac-ninh``."""
    return f"{province.list}:{province.id}"


def province_of_both(provinces: Mapping[tuple[str, str], Province], asked: str, own: str, day: str | date) -> str:
    """Return a name of the province that an option and a file mean together: of one in the other, the smaller.

    Raises ``UnitError`` NTM610 where they mean two places, and what :func:`find_province` raises.
    """
    option, file = find_province(provinces, asked, day), find_province(provinces, own, day)
    if option.key == file.key or file.id in _parts(option, file):
        return f"{file.list}:{file.id}"
    if option.id in _parts(file, option):
        return f"{option.list}:{option.id}"
    raise UnitError(problem("NTM610.province", own=file.name, asked=option.name))


def _parts(whole: Province, part: Province) -> tuple[str, ...]:
    """Return the ids of the former provinces of which one of today was formed, if the other is a former one."""
    if whole.list != "2025" or part.list != "2004":
        return ()
    return whole.formed_from or (whole.id,)


def _names(province: Province) -> set[str]:
    names = {bare_province(province.name), fold(province.id), *(bare_province(other) for other in province.aka)}
    return names | {fold(province.id).replace("-", " ")}
