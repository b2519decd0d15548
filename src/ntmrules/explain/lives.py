"""What is said of units that ended, were merged, renamed or divided before the day of assessment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import date
from functools import lru_cache

from ntmrules.messages import Phrase
from ntmrules.model.attainment import Attainment
from ntmrules.model.figures import UnitFigures
from ntmrules.model.life import Fate, Life
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import kind_level, parted
from ntmrules.model.units import LAST_DAY_OF_63, Province
from ntmrules.places.communes import COMMUNES
from ntmrules.places.listed import communes_on

MOST = 8
_SAID = {
    Fate.RENAMED: "remarks.life.unit_renamed", Fate.MERGED: "remarks.life.unit_merged",
    Fate.SPLIT: "remarks.life.unit_split", Fate.ENDED: "remarks.life.unit_ended",
}  # fmt: skip


def life_phrases(units: Iterable[UnitFigures], book_of: Callable[[str | None], Rulebook]) -> list[Phrase]:
    """Return a sentence for each unit that is none any more on the day, with those of today in its place.

    So with a province that became a part of another, and with names that are on no list and differ by accents only from
    one that is.
    """
    units = list(units)
    found = list(_told(_lives(units, book_of)))
    books = {each: book_of(each) for each in dict.fromkeys(unit.province for unit in units)}
    merged = {(book.province.name, book.heir.name) for book in books.values()
              if book.province is not None and book.heir is not None and book.heir.id != book.province.id}  # fmt: skip
    found += [Phrase("remarks.life.province_merged", old=old, new=new) for old, new in sorted(merged)]
    near = [each for unit in units if (each := _near(unit, books[unit.province])) is not None]
    found += [Phrase("remarks.life.near", name=name, listed=listed) for name, listed in near[:MOST]]
    if len(near) > MOST:
        found.append(Phrase("remarks.life.more-near", count=len(near) - MOST))
    return found


def _near(unit: UnitFigures, book: Rulebook) -> tuple[str, str] | None:
    """Return the name of a commune that is on no list with those that it equals but for its accents."""
    if book.province is None or (unit.level or kind_level(unit.unit) or book.set.level) not in COMMUNES:
        return None
    keys, bare = _names(book.province, book.on)
    key = parted(unit.unit)[1]
    if key in keys or fold(key) not in bare or (book.lives is not None and book.lives.were(unit.unit)):
        return None
    return unit.unit, ", ".join(bare[fold(key)])


@lru_cache(maxsize=64)
def _names(province: Province, day: date) -> tuple[frozenset[str], dict[str, list[str]]]:
    """Return the names of the communes of a province, those of before the reform too, and the full ones without accents."""
    bare: dict[str, list[str]] = {}
    lists = {day, min(day, LAST_DAY_OF_63)}  # a name of before the reform is one too: what became of its unit is told
    every = list(dict.fromkeys(each.full_name for on in sorted(lists) for each in communes_on(province, on)))
    for name in every:
        bare.setdefault(fold(parted(name)[1]), []).append(name)
    return frozenset(parted(name)[1] for name in every), bare


def life_phrases_of(attainments: Iterable[Attainment]) -> list[Phrase]:
    """Return a sentence for each unit of attainments that is none any more on its day; see :func:`life_phrases`."""
    return list(_told(each.bound.life for each in attainments if each.bound.life is not None))


def life_phrase(unit: UnitFigures, book: Rulebook) -> Phrase | None:
    """Return the sentence on a unit that is none any more on the day of ``book``; nothing where it still is one."""
    return next(_told(_lives([unit], lambda _: book)), None)


def _told(found: Iterable[Life]) -> Iterator[Phrase]:
    lives = list(dict.fromkeys(found))
    for life in lives[:MOST]:
        yield Phrase(_SAID[life.fate], life=str(life))
    if len(lives) > MOST:
        yield Phrase("remarks.life.more", count=len(lives) - MOST)


def _lives(units: Iterable[UnitFigures], book_of: Callable[[str | None], Rulebook]) -> Iterator[Life]:
    for unit in units:
        book = book_of(unit.province)
        if book.lives is None:
            continue
        for each, level in ((unit, book.set.level), *((child, child.level or "xa") for child in unit.children)):
            life = book.lives.of(each, level) if book.lives.were(each.unit) or level == "tinh" else None
            if life is not None:
                yield life
