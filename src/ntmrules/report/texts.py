"""The decisions that a report rests on, with where each can be read."""

from __future__ import annotations

from typing import Any

from ntmrules.catalog.catalogue import Catalogue
from ntmrules.explain.lang.numbers import decision_name
from ntmrules.report.interned import of_text, pair


class Texts:
    """Decisions by number, in the order in which they were first named."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        self._numbers: dict[str, int] = {}

    def number(self, decision: str) -> int:
        """Return the number of a decision."""
        return self._numbers.setdefault(decision, len(self._numbers))

    def data(self) -> list[dict[str, Any]]:
        """Return each decision: name, title, days, how it is known, and the addresses at which it was read."""
        return [self._one(each) for each in self._numbers]

    def _one(self, name: str) -> dict[str, Any]:
        found = self.catalogue.decisions.get(name)
        data: dict[str, Any] = {"id": name, "name": pair(decision_name(name, "vi"), decision_name(name, "en"))}
        if found is None:
            return data
        data["title"] = of_text(found.title)
        data["date"] = str(found.date)
        if found.in_force is not None:
            data["force"] = [None if each is None else str(each) for each in (found.in_force.from_, found.in_force.to)]
        if found.evidence is not None:
            sources = [self.catalogue.sources.get(ref) for ref in found.evidence.ref]
            data["kind"] = str(found.evidence.kind)
            data["links"] = [
                [each.title or each.url, each.url] for each in sources if each is not None and _is_link(each.url)
            ]
        return data


def _is_link(url: str | None) -> bool:
    return url is not None and url.startswith(("https://", "http://"))
