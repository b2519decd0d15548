"""The tally over time: how many units met the set on each day on which something became known."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from ntmrules.errors import NtmRulesError
from ntmrules.model.asked import child_sets
from ntmrules.model.figures import FigureTable, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.progress.history import History, Key, key_of
from ntmrules.progress.summary import unit_rows
from ntmrules.report.columns import ABSENT, LETTERS
from ntmrules.report.interned import of_text, pair

MOST_DAYS = 24
"""As many days as a line can show; of more the newest."""
Books = Callable[[str, "str | None"], Rulebook]
"""Returns the rulebook of a day and a province."""
Choose = Callable[[FigureTable, Rulebook], Sequence[UnitFigures]]


def over_time(
    history: History, books: Books, choose: Choose, *, province: str | None, days: Sequence[str], keys: Sequence[Key]
) -> list[dict[str, Any]]:  # fmt: skip
    """Return a point a day: the set, and a letter of the verdict for each unit of ``keys``, ``-`` where it was not judged.

    A day on which no set was in force, or on which the figures cannot be judged, is a point with its reason and no number.
    The page joins only points of one set: no line runs across two.
    """
    return [_point(history, books, choose, province, day, keys) for day in days[-MOST_DAYS:]]


def _point(
    history: History, books: Books, choose: Choose, province: str | None, day: str, keys: Sequence[Key]
) -> dict[str, Any]:  # fmt: skip
    try:
        first = books(day, province)
        places: dict[str | None, list[UnitFigures]] = {}
        for unit in choose(history.on(day), first):
            places.setdefault(province if province is not None else unit.province, []).append(unit)
        found: dict[Key, str] = {}
        for place, own in places.items():
            book = books(day, place)
            rows = unit_rows(book, own, grouped=False, nested=bool(child_sets(book)))[0]
            found |= {key_of(unit): LETTERS[row.verdict] for unit, row in zip(own, rows, strict=True)}
    except NtmRulesError as error:
        said = error.problems[0]
        return {"on": day, "why": pair(said.told("vi"), said.told("en"))}
    letters = "".join(found.get(key, ABSENT) for key in keys)
    return {"on": day, "set": first.id, "name": of_text(first.set.name), "v": letters}
