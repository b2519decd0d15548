"""What a unit says of itself stands: a rulebook of another province, area or level does not judge it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from ntmrules.errors import FiguresError, Problem, UnitError, problem
from ntmrules.figures.accepted import Acceptance
from ntmrules.figures.headings import not_a_unit
from ntmrules.figures.inside import wrong_inside
from ntmrules.figures.levels import another_kind, level_refused
from ntmrules.figures.row_words import is_commune_all_the_same, is_listed_name
from ntmrules.figures.rows_of_nobody import UNNAMED
from ntmrules.messages.speech import few
from ntmrules.model.asked import child_sets
from ntmrules.model.figures import UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import LEVELS, bare_province
from ntmrules.model.units import Province
from ntmrules.places.communes import KINDS

_SHOWN = ("xã", "phường", "thị trấn", "đặc khu", "huyện", "quận", "thị xã", "thành phố", "tỉnh", "thôn")


def refuse_other(book: Rulebook, unit: UnitFigures) -> None:
    """Raise ``UnitError``: NTM610 where the unit says another province, area or level than ``book`` judges, NTM614 where a unit
    inside it is on no list or stands there twice.

    ``FiguresError`` NTM510 for figures made in Python on what is no unit (a total, a mean): a file has left such rows out.
    """
    refuse_no_unit(book, unit)
    problems = list(who_disagrees(book, unit))
    own = None if problems else level_refused(unit, book)
    if own is not None:
        problems.append(problem("NTM610.level", unit.unit, unit=unit.unit, own=own, asked=book.set.level))
    problems += wrong_inside(book, unit)
    if problems:
        raise UnitError(problems)


def with_accepted(book: Rulebook, unit: UnitFigures, acceptance: Acceptance) -> UnitFigures:
    """Return the figures as ``book`` judges them: those that are accepted as ones that somebody looked at again.

    Raises what :func:`refuse_other` raises, NTM614 unless that is accepted; NTM506 is told where they are judged.
    """
    looked_at = unit.accepted() if acceptance.given else unit
    refuse_other(book, looked_at if acceptance.takes("NTM614") else unit)
    return looked_at if acceptance.takes("NTM506") else unit


def refuse_no_unit(book: Rulebook, unit: UnitFigures) -> None:
    """Raise ``FiguresError`` NTM510 for figures made in Python on a total or a mean, which a table would leave out."""
    for child in unit.children:
        refuse_no_unit(book, child)
    kind = not_a_unit(unit.unit, ("x",))
    if kind == UNNAMED:
        raise FiguresError(problem("NTM510.unnamed", unit.unit[:60], cell=unit.unit[:60]))
    if kind not in ("total", "mean", "whole"):  # whatever else a form has may be what somebody calls a unit
        return
    if any(entry.at for entry in unit.entries) or is_listed_name(unit.unit):
        return
    place = book.province.name if book.province is not None else None
    if not is_commune_all_the_same(unit.unit, (), (), (unit.province, place)):
        raise FiguresError(problem("NTM510.word", unit.unit[:60], cell=unit.unit[:60]))


def who_disagrees(book: Rulebook, unit: UnitFigures, where: str = "") -> Iterator[Problem]:
    """Yield what the unit and the units in it say of province, area and level that is not so for ``book``."""
    at = where or unit.unit
    if unit.level is not None and unit.level not in levels_of(book):
        known = " | ".join(_SHOWN)
        yield problem("NTM611", at, level=unit.level, known=known, near=(fold(unit.level), [*_SHOWN, *levels_of(book)]))
    if unit.province is not None:
        if book.province is None:
            yield problem("NTM610.no-province", at, own=unit.province)
        elif not is_in_province(unit.province, book):
            yield problem("NTM610.province", at, own=unit.province, asked=book.province.name)
    if unit.area is not None and book.settled_area and book.areas:
        try:
            own = book.area_named(unit.area)
        except UnitError:
            own = book.areas  # an unknown word is told where it is read
        if own != book.areas:
            asked = book.area_name(book.areas[0]).vi
            yield problem("NTM610.area", at, own=unit.area, asked=asked)
    for each in (unit, *unit.children):
        yield from wrong_kind(each, at if each is unit else f"{at}: {each.unit}")
    for child in unit.children:
        if child.province is not None and book.province is not None:
            yield from who_disagrees(book, UnitFigures(unit=child.unit, province=child.province), where)


def wrong_kind(unit: UnitFigures, where: str) -> Iterator[Problem]:
    """Yield NTM610 where a unit says one level and its name tells another: «phường …» as xã, «Thôn 2» as xã.

    It is told at the first of its figures that was read somewhere, else at ``where``.
    """
    kind = another_kind(unit)
    if kind is not None:
        where = next((entry.at for entry in unit.entries if entry.at), where)
        own = KINDS.get(unit.level or "", unit.level)
        yield problem("NTM610.kind", where, unit=unit.unit, own=own, kind=KINDS.get(kind, "thôn"))


def half_placed(units: Iterable[UnitFigures], judged: Iterable[UnitFigures], where: str) -> Iterator[Problem]:
    """Yield NTM613 for each judged unit without a province where other units of its file say one, and nobody was asked.

    A row with an empty cell is no row of "no province": it would be judged by less than the rules of its place.
    """
    others = dict.fromkeys(unit.province for unit in units if unit.province is not None)
    blank = (unit for unit in judged if unit.province is None)
    yield from unplaced(
        ((next((entry.at for entry in unit.entries if entry.at), where), unit.called) for unit in blank), list(others)
    )


def unplaced(blank: Iterable[tuple[str, str]], others: Sequence[str]) -> Iterator[Problem]:
    """Yield NTM613 for each place and unit that says no province, where ``others`` say theirs."""
    shown = few(others, 3)
    for at, unit in blank if others else ():
        yield problem("NTM613", at, unit=unit, others=shown)


def levels_of(book: Rulebook) -> set[str]:
    """Return every level that a unit of a file for this rulebook may have: those of units, and those of packs."""
    return {*LEVELS.values(), book.set.level, *child_sets(book), *(each.set.level for each in book.nested.values()),
            *(level for each in book.nested.values() for level in child_sets(each))}  # fmt: skip


def is_in_province(name: str, book: Rulebook) -> bool:
    """Tell whether a name means the province of ``book``, or that of today in which it went up."""
    return any(_means(name, place) for place in (book.province, book.heir) if place is not None)


def _means(name: str, province: Province) -> bool:
    list_id, colon, rest = name.partition(":")
    if colon and list_id.strip() in ("2004", "2025"):
        return list_id.strip() == province.list and rest.strip() in (province.code, province.id)
    wanted = _bare(name)
    return wanted in {_bare(province.name), _bare(province.id), *(_bare(other) for other in province.aka)}


def _bare(name: str) -> str:
    return bare_province(name).replace("-", " ")
