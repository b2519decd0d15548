"""Names of units that are on no list of their province: said in one line, for what is no unit would be counted as one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ntmrules.errors import UnitError
from ntmrules.messages.speech import few
from ntmrules.model.figures import Remark, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.unit_names import kind_level, name_key, parted
from ntmrules.model.units import LAST_DAY_OF_63
from ntmrules.places.communes import COMMUNES, DISTRICTS
from ntmrules.places.listed import names_of_communes, names_of_districts, names_of_former_communes

MOST = 8


def unlisted(units: Iterable[UnitFigures], book: Rulebook, sheet: str) -> Iterator[Remark]:
    """Yield a remark for each province with the units that its lists do not have on the day of ``book``.

    Looked at are communes and districts, those inside others too; where nobody says a province, nothing can be. A commune that
    was merged before 2025 is on no list either, so this is no error.
    """
    found: dict[str, dict[str, None]] = {}
    for unit, province, level in _all(units, None if book.province is None else book.province.name, book.set.level):
        if province is not None and not _is_listed(unit.unit, province, level, book.on):
            found.setdefault(province, {}).setdefault(unit.called)
    for province, names in found.items():
        said = few(list(names), MOST)
        yield Remark(
            "unlisted", {"sheet": sheet, "count": len(names), "province": province, "day": book.on, "names": said}
        )


def _all(
    units: Iterable[UnitFigures], province: str | None, level: str
) -> Iterator[tuple[UnitFigures, str | None, str]]:
    for unit in units:
        own = unit.province or province
        inside = unit.within is not None and level in DISTRICTS
        kind = unit.level or kind_level(unit.unit) or ("xa" if inside else level)
        yield unit, own, kind
        yield from _all(unit.children, own, "xa" if kind in DISTRICTS else "thon" if kind in COMMUNES else "")


def _is_listed(name: str, province: str, level: str, day: date) -> bool:
    """Tell whether a name is on the list; what is of no level that has a list is not asked about."""
    keys = {parted(name)[1], name_key(name)}
    try:
        if level in COMMUNES:
            known = names_of_communes(province, day)
            if known is None or keys & known:
                return True
            return day > LAST_DAY_OF_63 and bool(keys & names_of_former_communes(province))
        if level in DISTRICTS:
            districts = names_of_districts(province)
            return not districts or bool(keys & districts)
    except UnitError:  # an installation without the lists
        return True
    return True
