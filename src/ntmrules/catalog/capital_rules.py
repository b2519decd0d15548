"""Reads ``capital.yaml``: norms of allotment, counterpart funds, deadlines of reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ntmrules.catalog.strict import Document, read_document
from ntmrules.errors import CatalogError, Problem, problem
from ntmrules.model.capital import EVERY, HIGHEST, CapitalRules
from ntmrules.model.requirements import Cell

FILE = "capital.yaml"
MOST_DAY, MOST_MONTH = 31, 12


def read_capital_rules(root: Path) -> CapitalRules:
    """Return the rules on capital of the catalogue at ``root``.

    ``CatalogError`` NTM187 for words that do not exist, a value without evidence, two norms with coefficients for one year.
    """
    from ntmrules.catalog.structure import structure

    document = read_document(root / FILE, f"{root.name}/{FILE}")
    found: CapitalRules = structure(document, document.data, CapitalRules)
    problems = list(_wrong(document, found))
    if problems:
        raise CatalogError(problems)
    return found


def _wrong(document: Document, found: CapitalRules) -> Iterator[Problem]:
    years: dict[int, int] = {}
    for index, norm in enumerate(found.norms):
        where = document.where(("norms", index))
        if norm.several != HIGHEST:
            at = document.where(("norms", index), key="several")
            yield problem(
                "NTM187.word", at, key="several", word=norm.several, known=HIGHEST, near=(norm.several, (HIGHEST,))
            )
        for year in range(norm.from_, norm.to + 1) if norm.groups else ():
            first = years.setdefault(year, index)
            if first != index:
                there = document.where(("norms", first))
                yield problem("NTM187.two", where, year=year, one=norm.id, other=found.norms[first].id, at=there)
        cells: list[Cell] = [each.coefficient for each in norm.groups]
        cells += [each.ratio for each in norm.counterpart if each.ratio is not None]
        cells += [norm.village] if norm.village is not None else []
        for cell in cells:
            if cell.value is not None and (cell.evidence is None or cell.value < 0):
                yield problem("NTM187.evidence", where, value=cell.value)
        for each in norm.counterpart:
            if (each.ratio is None) == (each.words is None):
                yield problem("NTM187.ratio", where, id=each.id)
    for index, report in enumerate(found.reports):
        where = document.where(("reports", index))
        if report.every not in EVERY:
            at, near = document.where(("reports", index), key="every"), (report.every, EVERY)
            yield problem("NTM187.word", at, key="every", word=report.every, known=" | ".join(EVERY), near=near)
        fits = 1 <= report.day <= MOST_DAY and (report.month is None or 1 <= report.month <= MOST_MONTH)
        if not fits or (report.every == "year") != (report.month is not None):
            yield problem("NTM187.day", where, id=report.id)
