"""The columns of the heat table: criteria with their indicators, of several provinces laid into one order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from attrs import field

from ntmrules.explain.attainment.told_once import Told
from ntmrules.frozen import define
from ntmrules.model.attainment import Attainment
from ntmrules.model.verdicts import Verdict
from ntmrules.report.interned import Pair, of_text, pair

LETTERS = {Verdict.MET: "m", Verdict.NOT_MET: "n", Verdict.UNDETERMINED: "u", Verdict.NOT_APPLICABLE: "a", None: "u"}
ABSENT = "-"
OUTSIDE = ""
"""The number of what stands in no criterion."""


@define
class Columns:
    """Criteria by id and indicators by id, each with number and name, in the order of the annexes.

    What a province adds comes behind what stands before it there, so that a column means one thing in every row.
    """

    criteria: dict[str, tuple[str, Pair]] = field(factory=dict)
    indicators: dict[str, tuple[str, Pair, str]] = field(factory=dict)
    _order: dict[str, list[str]] = field(factory=lambda: {"criteria": [], "indicators": []})

    def criterion_letters(self, attainment: Attainment) -> dict[str, str]:
        """Return the letter of each criterion of a unit by its id, and learn those that are new."""
        nodes = [node for node in attainment.trace.children if node.kind == "criterion"]
        self._learn("criteria", [node.id for node in nodes])
        for node in nodes:
            self.criteria.setdefault(node.id, (node.about.number or node.id, of_text(node.label)))
        return {node.id: LETTERS[node.verdict] for node in nodes}

    def indicator_letters(self, attainment: Attainment, told: Sequence[Told]) -> dict[str, str]:
        """Return the letter of each indicator of a unit by its id, and learn those that are new."""
        self._learn("indicators", [each.vi.id for each in told])
        if any(each.vi.id not in self.indicators for each in told):
            own = {
                child.id: node.id
                for node in attainment.trace.children
                if node.kind == "criterion"
                for child in node.children
            }
            for each in told:
                name = pair(each.vi.name, each.en.name)
                self.indicators.setdefault(each.vi.id, (each.vi.number, name, own.get(each.vi.id, OUTSIDE)))
        return {each.vi.id: LETTERS[each.vi.verdict] for each in told}

    def spelled(self, what: str, letters: dict[str, str]) -> str:
        """Return letters by id as one string in the order of the columns; ``-`` where a unit has no such column."""
        return "".join(letters.get(each, ABSENT) for each in self.order(what))

    def order(self, what: str) -> list[str]:
        """Return the ids of ``criteria`` or ``indicators`` in their order; indicators by criterion, those outside last."""
        if what == "criteria":
            return self._order["criteria"]
        place = {each: index for index, each in enumerate(self._order["criteria"])}
        return sorted(self._order["indicators"], key=lambda each: place.get(self.indicators[each][2], len(place)))

    def data(self) -> dict[str, Any]:
        """Return both kinds of columns as data of the page."""
        criteria, indicators = self.order("criteria"), self.order("indicators")
        where = {each: index for index, each in enumerate(criteria)}
        return {
            "criteria": [[self.criteria[each][0], self.criteria[each][1], each] for each in criteria],
            "indicators": [
                [self.indicators[each][0], self.indicators[each][1], where.get(self.indicators[each][2], -1), each]
                for each in indicators
            ],
        }

    def _learn(self, what: str, ids: list[str]) -> None:
        order = self._order[what]
        known = set(order)
        if known.issuperset(ids):
            return
        for place, each in enumerate(ids):
            if each not in known:
                known.add(each)
                order.insert(order.index(ids[place - 1]) + 1 if place else 0, each)
