"""Verdicts and tallies of many units, without traces."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ntmrules.circuit.keys import VERDICT_OF
from ntmrules.circuit.nodes import COUNTS, most_criteria, most_indicators
from ntmrules.engine.columnar.units import judge_units
from ntmrules.model.figures import UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.verdicts import Tallies, Tally, Verdict


def summaries(book: Rulebook, units: Sequence[UnitFigures]) -> list[tuple[Verdict, Tallies]]:
    """Return the verdict and the tallies of every unit, in their order."""
    frame = judge_units(book, units, ("verdict", "tally"))
    return [(VERDICT_OF[row["verdict"]], tallies_of(book, row)) for row in frame.iter_rows(named=True)]


def tallies_of(book: Rulebook, row: Mapping[str, int]) -> Tallies:
    """Return the tallies that the columns of one row hold."""
    more = sum(len(heading.rules) for heading in book.added_headings) + len(book.added)
    declared = book.set.declared
    criteria = _tally(row, "criteria", most_criteria(book), len(book.headings), declared.criteria)
    indicators = _tally(row, "indicators", most_indicators(book), len(book.rules), declared.indicators)
    return Tallies(criteria, indicators, _tally(row, "added", more, more, more) if more else None)


def _tally(row: Mapping[str, int], name: str, declared: int, modelled: int, of_the_set: int | None) -> Tally:
    counts = {key: row[f"{name}.{key}"] for key in COUNTS}
    return Tally(declared=declared, modelled=modelled, whole=of_the_set is not None, **counts)
