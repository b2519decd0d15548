"""Rules that ask for themselves by some way round, found without a case that would stumble over it."""

from __future__ import annotations

from collections.abc import Mapping

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.catalog.strict import Document
from ntmrules.errors import NtmRulesError, Problem
from ntmrules.model.sets import CriteriaSet
from ntmrules.resolve.resolver import resolve

CIRCLE = "NTM138"


def circle_of(
    catalogue: Catalogue, whole: CriteriaSet, head: Document, documents: Mapping[str, Document]
) -> Problem | None:
    """Return the first circle of the rules of a set, on any day on which one of its texts begins; nothing where none is.

    ``documents``: its criteria as written, by number. The place is that of the first rule of the circle.
    """
    items = [*whole.prerequisites, *(item for criterion in whole.criteria for item in criterion.indicators)]
    days = {version.from_ for item in items for version in item.versions if whole.stage.covers(version.from_)}
    for day in sorted({whole.stage.from_, *days}):
        try:
            resolve(catalogue, whole.id, on=day)
        except NtmRulesError as error:
            found = next((each for each in error.problems if each.code == CIRCLE), None)
            if found is not None:
                return found.at(_place(str(found.values.get("way", "")), whole, head, documents))
    return None


def _place(way: str, whole: CriteriaSet, head: Document, documents: Mapping[str, Document]) -> str:
    labels = way.split(" -> ")
    for criterion in whole.criteria:
        document = documents.get(criterion.id)
        at = next((index for index, item in enumerate(criterion.indicators) if item.id in labels), None)
        if document is not None and at is not None:
            return document.where(("indicators", at))
    return head.where()


__all__ = ["circle_of"]
