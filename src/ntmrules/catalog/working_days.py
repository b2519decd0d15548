"""Reads ``working-days.yaml``: days off, in lieu, exchanged and worked, each with its document."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ntmrules.catalog.strict import Document, read_document
from ntmrules.errors import CatalogError, Problem, problem
from ntmrules.model.calendar import DAY_KINDS, HOLIDAY, SWAPPED_OFF, WORKED, WorkingDays

FILE = "working-days.yaml"
SATURDAY = 5


def read_working_days(root: Path) -> WorkingDays:
    """Return the days of the catalogue at ``root``.

    ``CatalogError`` NTM184 for words, days and documents that do not exist, a day that stands twice, a day off that
    changes nothing, an exchange without its other half.
    """
    from ntmrules.catalog.structure import structure

    path = root / FILE
    document = read_document(path, f"{root.name}/{FILE}")
    data = dict(document.data) if isinstance(document.data, dict) else document.data
    found: WorkingDays = structure(document, data, WorkingDays)
    problems = list(_wrong(document, found))
    if problems:
        raise CatalogError(problems)
    return found


def _wrong(document: Document, found: WorkingDays) -> Iterator[Problem]:
    texts = {each.id for each in found.documents}
    years = {each.year for each in found.years}
    seen: dict[date, int] = {}
    kinds = {day: row for row in found.days for day in row.days}
    for index, row in enumerate(found.days):
        where = document.where(("days", index))
        if row.kind not in DAY_KINDS:
            at = document.where(("days", index), key="kind")
            yield problem("NTM184.kind", at, kind=row.kind, known=" | ".join(DAY_KINDS), near=(row.kind, DAY_KINDS))
        if row.document not in texts:
            yield problem("NTM184.document", where, document=row.document, near=(row.document, texts))
        for day in row.days:
            if seen.setdefault(day, index) != index:
                yield problem("NTM184.twice", where, day=day, other=document.where(("days", seen[day])))
            if day.year not in years:
                yield problem("NTM184.year", where, day=day, year=day.year)
            if (row.kind == WORKED) != (day.weekday() >= SATURDAY) and row.kind != HOLIDAY:
                yield problem("NTM184.weekday", where, day=day, kind=row.kind)
        if row.kind in (SWAPPED_OFF, WORKED):
            other = kinds.get(row.instead_of) if row.instead_of is not None else None
            wanted = WORKED if row.kind == SWAPPED_OFF else SWAPPED_OFF
            if len(row.days) != 1 or other is None or other.kind != wanted or other.instead_of != row.days[0]:
                yield problem("NTM184.exchange", where, days=", ".join(map(str, row.days)))
