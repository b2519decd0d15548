"""Says on stderr what became of units and provinces before the day of assessment."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from ntmrules.cli.output import say
from ntmrules.explain.lives import life_phrases, life_phrases_of
from ntmrules.model.attainment import Attainment
from ntmrules.model.figures import UnitFigures
from ntmrules.model.rulebook import Rulebook


def tell_lives(units: Iterable[UnitFigures], book_of: Callable[[str | None], Rulebook]) -> None:
    """Name on stderr the units that are none any more on the day; see :func:`ntmrules.explain.lives.life_phrases`."""
    for each in life_phrases(units, book_of):
        say(each)


def tell_lives_of(attainments: Iterable[Attainment]) -> None:
    """Name on stderr the units of attainments that are none any more on their day."""
    for each in life_phrases_of(attainments):
        say(each)
