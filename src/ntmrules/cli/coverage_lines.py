"""What ``ntmrules sets --coverage`` prints: indicators and cells by evidence, and the texts that are worth an hour."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ntmrules.catalog.procedures import read_procedures
from ntmrules.check.coverage import STATES, Coverage, coverage
from ntmrules.check.coverage_cells import SURE, CellCoverage, cell_coverage, hours_of
from ntmrules.cli.output import print_json, print_lines, print_table
from ntmrules.explain.lang.coverage_words import COVERAGE
from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import place_text, provision_text
from ntmrules.library import Library
from ntmrules.model.evidence import Provision
from ntmrules.model.sets import CriteriaSet
from ntmrules.recognition.procedure_told import coverage_of
from ntmrules.resolve.completed import completed_set

say = COVERAGE.say


def print_coverage(library: Library, only: CriteriaSet | None, lang: str, *, json: bool) -> None:
    """Print the coverage of every set, or of one with its columns."""
    wholes = [only] if only is not None else [completed_set(library.catalogue, header.id) for header in library.sets()]
    cells = [cell_coverage(whole) for whole in wholes]
    national = read_procedures(library.catalogue.packs).national if only is None else {}
    procedures = [(each, coverage_of(each)) for _, each in sorted(national.items())]
    if json:
        sets = [{**coverage(whole).as_dict(), "cells": of.as_dict()} for whole, of in zip(wholes, cells, strict=True)]
        print_json([*sets, *(of.as_dict(each) for each, of in procedures)])
        return
    _print_table(lang, ("set", "criteria", "declared", "modelled", "missing", *STATES, "disputed"),
                 [_row_of_set(coverage(whole)) for whole in wholes])  # fmt: skip
    print_lines([Line(say("legend", lang)), Line(""), Line(say("cells", lang))])
    _print_table(lang, ("set", "count", *STATES, *SURE, "disputed", "computed"),
                 [row for each in cells for row in _cell_rows(library, each, lang, by_area=only is not None)])  # fmt: skip
    if procedures:
        print_lines([Line(""), Line(say("procedures", lang))])
        rows = [
            (each.id, str(of.cells), *(str(of.by_state.get(state, 0)) for state in STATES), str(of.open))
            for each, of in procedures
        ]
        _print_table(lang, ("procedure", "count", *STATES, "open"), rows)
    print_lines([Line(""), Line(say("hour", lang)), *_hour_lines(cells, lang)])


def _print_table(lang: str, keys: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    print_table([say(key, lang) for key in keys], rows, right=tuple(range(1, len(keys))))


def _row_of_set(found: Coverage) -> tuple[str, ...]:
    states = (str(found.by_state.get(state, 0)) for state in STATES)
    counts = (str(found.criteria), _or_mark(found.declared), str(found.modelled), _or_mark(found.missing))
    return (found.id, *counts, *states, str(found.disputed))


def _or_mark(number: int | None) -> str:
    return "?" if number is None else str(number)


def _cell_rows(library: Library, each: CellCoverage, lang: str, *, by_area: bool) -> Iterator[tuple[str, ...]]:
    yield _row(each, each.id, None)
    names = {area.id: area.name.in_(lang) for scheme in library.catalogue.schemes.values() for area in scheme.areas}
    for area in ("", *each.areas) if by_area and each.areas else ():
        yield _row(each, f"  {names.get(area, area) if area else say('all-areas', lang)}", area)


def _row(each: CellCoverage, name: str, area: str | None) -> tuple[str, ...]:
    states, sure = each.by_state(area), each.by_confidence(area)
    numbers = (*states.values(), *sure.values(), each.count("disputed", area), each.count("computed", area))
    return (name, str(sum(states.values())), *map(str, numbers))


def _hour_lines(cells: list[CellCoverage], lang: str) -> Iterator[Line]:
    for set_id, hour in hours_of(cells):
        text = provision_text(Provision(decision=hour.decision), lang)
        where = say("annex", lang, annex=place_text(hour.annex, lang), text=text) if hour.annex else text
        said = say("settles", lang, where=where, open=hour.open, of=hour.indicators, cells=hour.cells, set=set_id)
        yield Line(said, indent=1)
