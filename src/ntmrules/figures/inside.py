"""The units that are counted inside another: each is one of the list of its district or province, and none counts twice.

A name that is no unit there would fill the place of one that is missing, and make a district's total complete.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ntmrules.errors import Problem, UnitError, problem
from ntmrules.figures.levels import another_kind, province_of
from ntmrules.frozen import evolve
from ntmrules.messages import Phrase
from ntmrules.messages.speech import few
from ntmrules.model.asked import child_sets
from ntmrules.model.figures import UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.subjects import level_of, measure_id, year_of
from ntmrules.model.unit_names import level_among, name_key, parted, same_name, spelled_key
from ntmrules.model.units import LAST_DAY_OF_63
from ntmrules.places.communes import COMMUNES, KINDS_OF_LEVEL
from ntmrules.places.listed import ListedUnit, names_of_former_communes, units_inside

MOST = 6
_TOWNS = {"thi-xa", "thanh-pho"}  # a thị xã of one day is a thành phố of a later one: Đông Triều in 2024
_COUNTED = (*COMMUNES, "huyen", "thi-xa")


def wrong_inside(book: Rulebook, unit: UnitFigures) -> Iterator[Problem]:
    """Yield what must not be counted for ``unit`` among the units inside it: NTM614 for a name that is on no list there and that
    nobody has confirmed, for one unit in two spellings, and for fewer units in all than the list has.

    Where no list has what lies in ``unit`` on the day of ``book``, or not one of the names is on it (the list of another time, or
    names that stand for others), only the spellings are looked at.
    """
    levels = child_sets(book)
    if not unit.children or not levels:
        return
    listed = _listed(book, unit)
    seen: dict[object, UnitFigures] = {}
    placed = [(child, level, _found(child, listed, level)) for child in unit.children
              if (level := _level_of(child, levels)) is not None]  # fmt: skip
    if not any(found for _, _, found in placed):
        listed = ()
    for level in {level: None for _, level, found in placed if found and level in _COUNTED}:
        yield from _fewer(book, unit, listed, level)
    for child, level, found in placed:
        yield from _again(child, seen, found, level)
        known = not listed or found or _is_former(book, child, unit)
        if child.entries and not known and not _is_confirmed(child) and another_kind(child) is None:  # that is NTM610
            yield _unlisted(book, unit, child, listed, level)
        for nested in levels[level][:1]:
            yield from wrong_inside(nested, _placed(child, unit))


def _fewer(book: Rulebook, unit: UnitFigures, listed: Sequence[ListedUnit], level: str) -> Iterator[Problem]:
    """Yield NTM614 where the number of units inside, as ``unit`` has it, is below that of the list, and nobody confirmed it.

    Of them all a share would be reached by those that were not forgotten. More of them is no slip: many were merged before the
    list was made.
    """
    inside = [each for each in listed if each.kind in KINDS_OF_LEVEL.get(level, (level,))]
    least = len(inside) - (_more_districts(unit, listed) if level == "thi-xa" else 0)
    given = {name_key(child.unit) for child in unit.children} | {parted(child.unit)[1] for child in unit.children}
    for entry in unit.entries:
        number = entry.value
        if (
            measure_id(entry.subject) != f"so-{level}"
            or level_of(year_of(entry.subject)[0]) is not None
            or entry.confirmed
        ):
            continue
        if isinstance(number, Decimal) and number < least and entry.usable:
            missing = [each.name for each in inside if each.key not in given] or [each.name for each in inside]
            yield problem("NTM614.fewer", entry.at or unit.called, subject=entry.subject, value=format(number, "f"),
                          where=unit.unit, day=book.on, list=_list_of(book), count=len(inside),
                          missing=few(missing, MOST))  # fmt: skip


def _more_districts(unit: UnitFigures, listed: Sequence[ListedUnit]) -> Decimal:
    """Return how many more rural districts ``unit`` says than the list has: as many of its towns may have become towns later."""
    said = [entry.value for entry in unit.entries if measure_id(entry.subject) == "so-huyen" and entry.usable]
    rural = sum(each.kind == "huyen" for each in listed)
    return max((Decimal(0), *(each - rural for each in said if isinstance(each, Decimal))))


def _list_of(book: Rulebook) -> Phrase:
    """Return of which time the list is that holds on the day of a rulebook: what was merged before is not on it."""
    return Phrase("remarks.list-2004" if book.on <= LAST_DAY_OF_63 else "remarks.list-2025")


def _level_of(child: UnitFigures, levels: Iterable[str]) -> str | None:
    return next((each for each in levels if level_among(child.unit, child.level, each) in (None, each)), None)


def _placed(child: UnitFigures, unit: UnitFigures) -> UnitFigures:
    return child if child.province is not None or unit.province is None else evolve(child, province=unit.province)


def _listed(book: Rulebook, unit: UnitFigures) -> tuple[ListedUnit, ...]:
    try:
        return units_inside(unit.unit, province_of(unit, book), book.on)
    except UnitError:  # an installation without the lists
        return ()


def _is_confirmed(child: UnitFigures) -> bool:
    """Tell whether somebody looked again at what is said of a unit: its row says so, or all of the file was accepted."""
    return any(entry.confirmed for entry in child.entries)


def _found(child: UnitFigures, listed: Sequence[ListedUnit], level: str) -> list[ListedUnit]:
    """Return the units of the list that a name can be, of the level that is counted."""
    kinds = KINDS_OF_LEVEL.get(level, (level,))
    return [each for each in _called(child, listed) if each.kind in kinds]


def _is_former(book: Rulebook, child: UnitFigures, unit: UnitFigures) -> bool:
    """Tell whether a name is that of a unit of before the reform of 01/07/2025: what became of it is told where it is judged."""
    return book.on > LAST_DAY_OF_63 and parted(child.unit)[1] in names_of_former_communes(unit.province or unit.unit)


def _called(child: UnitFigures, listed: Sequence[ListedUnit]) -> list[ListedUnit]:
    keys = {parted(child.unit)[1], name_key(child.unit)}
    kind = parted(child.unit)[0]
    return [each for each in listed if each.key in keys and (same_name(each.name, child.unit) or {kind, each.kind} <= _TOWNS)
            and (child.within is None or each.within is None or same_name(each.within, child.within))]  # fmt: skip


def _again(
    child: UnitFigures, seen: dict[object, UnitFigures], found: Sequence[ListedUnit], level: str
) -> Iterator[Problem]:
    """Yield a problem where a unit stands there before: by what is ``found`` of it on the list, else by its name with or without
    the word for its kind.
    """
    where = name_key(child.within or ""), name_key(child.province or "")
    kind, rest = parted(child.unit)
    keys: list[object] = [(spelled_key(child.unit), *where)]
    keys += [("bare", name_key(child.unit), *where)] if kind is None else []
    also: list[object] = [("bare", rest, *where)] if kind is not None else [(f"{level} {rest}", *where)]
    keys += [each.code for each in found] if len(found) == 1 else []
    before = next((seen[key] for key in (*keys, *also) if key in seen), None)
    if before is not None:
        called = found[0].name if found else child.unit
        yield problem(
            "NTM614.twice", _place(child), unit=child.unit, other=before.unit, place=_place(before), listed=called
        )
    for key in keys:
        seen.setdefault(key, child)


def _unlisted(
    book: Rulebook, unit: UnitFigures, child: UnitFigures, listed: Sequence[ListedUnit], level: str
) -> Problem:
    from difflib import get_close_matches

    others = _called(child, listed)
    kinds = KINDS_OF_LEVEL.get(level, (level,))
    known = [each.name for each in (others or [each for each in listed if each.kind in kinds])]
    near = get_close_matches(child.unit, known, n=3) or known
    return problem(
        "NTM614.unlisted",
        _place(child),
        unit=child.unit,
        where=unit.unit,
        day=book.on,
        list=_list_of(book),
        known=few(near, MOST),
    )


def _place(unit: UnitFigures) -> str:
    return next((entry.at for entry in unit.entries if entry.at), unit.called)
