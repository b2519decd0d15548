"""Where units lie that do not say it: a commune in the province of its district, a district in that of its communes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeVar

T = TypeVar("T")


def place_inside(details: Mapping[T, dict[str, str]], inside: Mapping[T, Sequence[T]]) -> None:
    """Give units whose rows name no province the one that what lies in them names, else that of what they lie in.

    ``details`` are what rows say of each unit, ``inside`` the units in it.
    """
    rest, before = [unit for unit in inside if "province" not in details[unit]], -1
    while before != len(rest):
        before = len(rest)
        for unit in rest:
            places = {place for child in inside[unit] if (place := details[child].get("province"))}
            if len(places) == 1:
                details[unit]["province"] = places.pop()
        rest = [unit for unit in rest if "province" not in details[unit]]
    waiting = [unit for unit in inside if "province" in details[unit]]
    for unit in waiting:
        province = details[unit]["province"]
        for child in inside.get(unit, ()):
            if details[child].setdefault("province", province) == province and child in inside and child not in waiting:
                waiting.append(child)
