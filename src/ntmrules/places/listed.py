"""The units of a province that a criteria set judges, as they existed on the day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ntmrules.errors import UnitError, problem
from ntmrules.model.units import Province
from ntmrules.places.communes import KINDS_OF_LEVEL, all_communes, communes_in, districts
from ntmrules.places.provinces import list_on

if TYPE_CHECKING:
    from ntmrules.places.communes import Commune


def units_of_level(province: Province, level: str, day: str | date) -> list[tuple[str, str | None]]:
    """Return the full name of every unit of a level in a province on ``day``, with what it lies in.

    Of a former province after 30/06/2025: the units of today into which its communes went. Raises ``UnitError`` NTM608
    where no such unit existed on the day, or no list has units of the level.
    """
    kinds = KINDS_OF_LEVEL.get(level, (level,))
    found: list[tuple[str, str | None]] = []
    if level == "tinh":
        found = [(province.name, None)]
    elif level in ("huyen", "thi-xa"):
        if list_on(day) == "2004" and province.list == "2004":
            found = [(each.full_name, None) for each in districts(province.id, kinds=kinds)]
    elif level in ("xa", "phuong", "thi-tran", "dac-khu"):
        found = [(each.full_name, each.district) for each in communes_on(province, day) if each.kind in kinds]
    if not found:
        raise UnitError(problem("NTM608", level=level, province=province.name, day=day))
    return found


def communes_on(province: Province, day: str | date) -> tuple[Commune, ...]:
    """Return the communes that existed in a province on ``day``; of a former one, those that its communes became."""
    today = list_on(day)
    if province.list == today:
        return communes_in(province.id, today)
    if today == "2004":  # a province that did not exist yet: those of which it was formed
        return tuple(each for part in province.formed_from or (province.id,) for each in communes_in(part, "2004"))
    codes = {code for each in communes_in(province.id, "2004") for code in each.became}
    return tuple(each for each in all_communes("2025") if each.code in codes)
