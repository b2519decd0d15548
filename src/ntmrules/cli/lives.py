"""What is said of units that ended, were merged, renamed or divided before the day of assessment."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ntmrules.cli.output import say
from ntmrules.messages import Phrase
from ntmrules.model.attainment import Attainment
from ntmrules.model.figures import UnitFigures
from ntmrules.model.life import Fate, Life
from ntmrules.model.rulebook import Rulebook

MOST = 8
_SAID = {
    Fate.RENAMED: "remarks.life.unit_renamed", Fate.MERGED: "remarks.life.unit_merged",
    Fate.SPLIT: "remarks.life.unit_split", Fate.ENDED: "remarks.life.unit_ended",
}  # fmt: skip


def tell_lives(units: Iterable[UnitFigures], book_of: Callable[[str | None], Rulebook]) -> None:
    """Name on stderr the units that are none any more on the day, with those of today in their place."""
    _tell(_lives(units, book_of))


def tell_lives_of(attainments: Iterable[Attainment]) -> None:
    """Name on stderr the units of attainments that are none any more on their day; see :func:`tell_lives`."""
    _tell(each.bound.life for each in attainments if each.bound.life is not None)


def _tell(found: Iterable[Life]) -> None:
    lives = list(dict.fromkeys(found))
    for life in lives[:MOST]:
        say(Phrase(_SAID[life.fate], life=str(life)))
    if len(lives) > MOST:
        say(Phrase("remarks.life.more", count=len(lives) - MOST))


def _lives(units: Iterable[UnitFigures], book_of: Callable[[str | None], Rulebook]) -> Iterator[Life]:
    for unit in units:
        book = book_of(unit.province)
        if book.lives is None:
            continue
        for each, level in ((unit, book.set.level), *((child, child.level or "xa") for child in unit.children)):
            life = book.lives.of(each, level) if book.lives.were(each.unit) or level == "tinh" else None
            if life is not None:
                yield life
