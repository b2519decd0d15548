"""Where a unit lies on a map: the coordinates of the lists of units, by name, province and day."""

from __future__ import annotations

from ntmrules.frozen import frozen
from ntmrules.model.days import as_day
from ntmrules.model.figures import UnitFigures
from ntmrules.model.unit_names import bare_province, keys_of, same_name
from ntmrules.model.units import LAST_DAY_OF_63
from ntmrules.places.communes import Commune, District, ListedProvince, all_communes, listed_districts, listed_provinces


@frozen(kw_only=True)
class Position:
    """A unit on the map: its code in the list of its day, latitude and longitude in degrees where the list has them."""

    code: str
    latitude: float | None
    longitude: float | None


@frozen(kw_only=True)
class Unplaced:
    """Why a unit is not on the map: no such unit on the list of the day, or several of that name."""

    several: bool


class Positions:
    """Finds units of one level on the list that held on a day; every name is looked up once."""

    def __init__(self, level: str, day: str) -> None:
        self.list = "2004" if as_day(day) <= LAST_DAY_OF_63 else "2025"
        self._provinces = {bare_province(each.name): each.id for each in listed_provinces(self.list)}
        self._by_name: dict[str, list[Commune | District | ListedProvince]] = {}
        listed: list[Commune | District | ListedProvince]
        if level == "tinh":
            listed = [*listed_provinces(self.list)]
        elif level == "xa":
            listed = [*all_communes(self.list)]
        else:
            listed = [each for place in listed_provinces("2004") for each in listed_districts(place.id)]
        for each in listed:
            for key in {*keys_of(each.full_name), *keys_of(each.name)}:
                self._by_name.setdefault(key, []).append(each)

    def of(self, unit: UnitFigures, province: str | None) -> Position | Unplaced:
        """Return where a unit lies, or why that is not known; of several with one name none is taken."""
        found: dict[str, Commune | District | ListedProvince] = {}
        for key in sorted(keys_of(unit.unit)):
            for each in self._by_name.get(key, ()):
                if same_name(each.full_name, unit.unit) or same_name(each.name, unit.unit):
                    found[each.code] = each
        own = list(found.values())
        place = self._provinces.get(bare_province(province)) if province else None
        if place is not None:
            own = [each for each in own if (each.id if isinstance(each, ListedProvince) else each.province) == place]
        if unit.within:
            inside = [each for each in own if isinstance(each, Commune) and each.district is not None
                      and same_name(each.district, unit.within)]  # fmt: skip
            if inside:
                own = [*inside]
        if len(own) != 1:
            return Unplaced(several=len(own) > 1)
        return Position(code=own[0].code, latitude=_degrees(own[0].latitude), longitude=_degrees(own[0].longitude))


def _degrees(text: str) -> float | None:
    """Return a coordinate: it places a dot, and decides nothing."""
    return float(text) if text else None
