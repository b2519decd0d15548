"""Figures that stand under one set when another one is chosen: what a number meant stays what it meant."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ntmrules.face.rulebook import Rulebook
from ntmrules.figures.bind import dated, subjects
from ntmrules.figures.indicator_names import numbered
from ntmrules.frozen import evolve
from ntmrules.model.figures import Entry, UnitFigures


def of_set(units: Sequence[UnitFigures], book: Rulebook) -> list[UnitFigures]:
    """Return ``units`` with the numbers of ``book`` told from those of other sets: ``6.1`` as that of the set, a figure under a
    number as that of its measure.
    """
    return [evolve(unit, entries=tuple(_told(book, each) for each in unit.entries)) for unit in units]


def _told(book: Rulebook, entry: Entry) -> Entry:
    known = subjects(book)
    if "/" in entry.subject or entry.subject in book.measures:
        return entry
    if entry.subject not in known:
        entry = dated(book, entry)
        if entry.subject not in known and entry.cell is not None and entry.cell.number:
            entry = numbered(book, entry)
    subject = known.get(entry.subject)
    if subject is None or not subject.label or "/" in entry.subject:
        return entry
    of = subject.number_of if isinstance(entry.value, Decimal) and entry.cell is None else None
    return evolve(entry, subject=of.id if of is not None else f"{book.id}/{entry.subject}")
