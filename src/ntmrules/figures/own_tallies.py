"""Tallies that name their set: «Số tiêu chí NTM nâng cao đạt» is of the set of that tier, and of no other."""

from __future__ import annotations

from ntmrules.frozen import evolve
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.written_tally import CRITERIA, INDICATORS

TALLIES = (CRITERIA, INDICATORS)
_TIERS = ("ntm", "ntm-nang-cao", "ntm-kieu-mau", "ntm-hien-dai")


def own_names(book: Rulebook) -> tuple[str, ...]:
    """Return what names the set of ``book`` before the name of a tally: its id, its key, its tier (``ntm-nang-cao``)."""
    tier = book.set.tier
    return book.id, book.set.key, book.set.key.rpartition("/")[2], "ntm" if tier == "ntm" else f"ntm-{tier}"


def own_tally(book: Rulebook, subject: str) -> str | None:
    """Return which tally a subject is that names the set of ``book``; nothing for any other subject."""
    name, _, tally = subject.rpartition("/")
    return tally if tally in TALLIES and name in own_names(book) else None


def is_of_another_set(book: Rulebook, subject: str) -> bool:
    """Tell whether a subject is a tally that names another set than that of ``book``."""
    name, _, tally = subject.rpartition("/")
    if not name or tally not in TALLIES or name in own_names(book):
        return False
    return name in book.other_sets or f"vn/{name}" in book.other_sets or name in _TIERS


def tallies_beside(book: Rulebook, unit: UnitFigures) -> tuple[Entry, ...]:
    """Return the tallies of a unit that are of another set than that of ``book``: said, and not used."""
    return tuple(
        entry for entry in unit.entries if isinstance(entry.value, tuple) and is_of_another_set(book, entry.subject)
    )


def own_tallies(book: Rulebook, unit: UnitFigures) -> UnitFigures:
    """Return the figures of a unit with the tallies that name the set of ``book`` as its tallies. Beside such a one a tally that
    names no set is of another, and left out.
    """
    if not any(isinstance(entry.value, tuple) and "/" in entry.subject for entry in unit.entries):
        return unit
    meant = [own_tally(book, entry.subject) for entry in unit.entries]
    entries = [entry if tally is None else evolve(entry, subject=tally)
               for entry, tally in zip(unit.entries, meant, strict=True)
               if tally is not None or entry.subject not in meant]  # fmt: skip
    return evolve(unit, entries=tuple(entries))


def of_named_set(
    tallies: dict[str, Entry], again: list[tuple[dict[str, Entry], str, Entry]]
) -> list[tuple[dict[str, Entry], str, Entry]]:
    """Return what is said again without tallies that name no set, where others of the unit name this one: they are of another."""
    left = again
    for key in tallies if any(target is tallies for target, _, _ in again) else ():
        said = [tallies[key], *(entry for target, name, entry in again if target is tallies and name == key)]
        own = [entry for entry in said if "/" in entry.subject]
        if own and len(own) < len(said):
            tallies[key] = own[0]
            left = [each for each in left if each[0] is not tallies or each[1] != key]
            left += [(tallies, key, entry) for entry in own[1:]]
    return left
