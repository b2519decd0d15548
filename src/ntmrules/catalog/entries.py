"""An entry of a pack: where what is wrong with it is told, and over which national texts it lies."""

from __future__ import annotations

from datetime import date
from typing import Any

from ntmrules.errors import Problem, problem
from ntmrules.model.overrides import Override, Placed
from ntmrules.model.sets import Indicator, Version


def at_entry(found: Problem, placed: Placed) -> Problem:
    """Return a problem at the place of an entry in its file, with its verb and its target."""
    return found.at(placed.at, within=f"{placed.override.verb} {placed.override.target}")


def entry_problem(identity: str, placed: Placed, **values: Any) -> Problem:
    """Return a problem of an entry, at its place in a file."""
    return at_entry(problem(identity, **values), placed)


def versions_during(indicator: Indicator, override: Override) -> list[Version]:
    """Return the national texts that are in force while the entry is."""
    found = []
    for index, version in enumerate(indicator.versions):
        ends = version.to or (indicator.versions[index + 1].from_ if index + 1 < len(indicator.versions) else date.max)
        if version.from_ <= (override.to or date.max) and override.from_ < ends:
            found.append(version)
    return found


__all__ = ["at_entry", "entry_problem", "versions_during"]
