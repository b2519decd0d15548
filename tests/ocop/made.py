"""Products made up for the tests of OCOP."""

from __future__ import annotations

from decimal import Decimal

import ntmrules
from ntmrules.model.ocop import Sheet
from ntmrules.ocop.product import Given, Product

VERBS = ntmrules.Library(plugins=()).ocop()
LODGED = {"2023": "2024-03-01", "2026": "2026-06-15"}


def best(sheet: Sheet) -> dict[str, Decimal]:
    """Return the best answers of a sheet: the first case of a group of cases."""
    taken: set[str] = set()
    found = {}
    for criterion in sheet.lines:
        if criterion.case_of is not None:
            if criterion.case_of in taken:
                continue
            taken.add(criterion.case_of)
        found[criterion.id] = criterion.most
    return found


def product(points: dict[str, Decimal | int], *, sheet: int = 1, stage: str = "2026", **more: object) -> Product:
    """Return a made-up product with these points by criterion."""
    answers = {criterion: Given(points=Decimal(value)) for criterion, value in points.items()}
    values: dict[str, object] = {
        "name": "Chè A",
        "sheet": str(sheet),
        "lodged": LODGED[stage],
        "answers": answers,
        **more,
    }
    return Product(**values)  # type: ignore[arg-type]
