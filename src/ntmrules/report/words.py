"""A report read in one language: the data of the page with its texts as texts, for whoever prints it elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from ntmrules.explain.lang.numbers import day, number
from ntmrules.explain.lang.words import verdict_word
from ntmrules.frozen import frozen
from ntmrules.model.verdicts import Verdict
from ntmrules.progress.states import Count
from ntmrules.progress.told import count_words, tally_words
from ntmrules.report.columns import ABSENT, LETTERS
from ntmrules.report.contents import Contents
from ntmrules.report.interned import Pair

VERDICT_OF = {letter: verdict for verdict, letter in LETTERS.items() if verdict is not None}
# The places in a row of words, as `contents` lays it.
FIGURE, ASKED, SAID, DISTANCE, DECISION, EVIDENCE, WHY, CURE = range(8)


@frozen(kw_only=True)
class Told:
    """The contents of a report in ``lang``; what is asked by number is returned as text."""

    found: Contents
    lang: str

    @property
    def overview(self) -> dict[str, Any]:
        """The first part of the contents."""
        return self.found.overview

    def text(self, both: Pair | None) -> str:
        """Return a text that may be in two languages."""
        if both is None:
            return ""
        return both if isinstance(both, str) else both[self.lang == "en"]

    def word(self, index: int) -> str:
        """Return the words of a number."""
        return self.text(self.overview["words"][index])

    def day(self, iso: str | None) -> str:
        """Return a day as people write it."""
        return day(iso, self.lang) if iso else ""

    def verdict(self, letter: str) -> str:
        """Return the word of a verdict; nothing where a unit has no such criterion."""
        return "" if letter == ABSENT else verdict_word(VERDICT_OF[letter], self.lang)

    def number(self, value: Decimal | None) -> str:
        """Return a number with the marks of the language."""
        return number(value, self.lang) if value is not None else ""

    def count(self, own: Sequence[Any]) -> str:
        """Return a tally of the page as ``8/9``."""
        return count_words(_count(own))

    def tally(self, unit: dict[str, Any]) -> str:
        """Return ``8/9 tiêu chí, 36/38 chỉ tiêu``."""
        return tally_words({"criteria": _count(unit["t"][0]), "indicators": _count(unit["t"][1])}, self.lang)

    def called(self, index: int) -> str:
        """Return a unit with what it lies in."""
        unit = self.overview["units"][index]
        return f"{unit['n']}, {unit['d']}" if unit["d"] else str(unit["n"])

    def change(self, index: int) -> str:
        """Return how the tallies of a unit changed and what is to be heeded of it; nothing without a first day."""
        lines = self.found.details["units"][index].get("changes", ())
        return "; ".join(
            self.word(word) for place, (word, style, _) in enumerate(lines) if place == 0 or style == "note"
        )

    def rows(self, index: int) -> Iterator[dict[str, str]]:
        """Yield the table of one unit: each criterion, and under it its indicators with their words."""
        unit, detail = self.overview["units"][index], self.found.details["units"][index]
        places: dict[int, list[int]] = {}
        for place, column in enumerate(self.overview["indicators"]):
            places.setdefault(column[2], []).append(place)
        for criterion, (label, name, _) in enumerate(self.overview["criteria"]):
            if unit["c"][criterion] != ABSENT:
                yield self._row(label, unit["c"][criterion], criterion=self.text(name))
                yield from self._indicators(places.get(criterion, ()), unit, detail)
        yield from self._indicators(places.get(-1, ()), unit, detail)

    def _indicators(
        self, places: Sequence[int], unit: dict[str, Any], detail: dict[str, Any]
    ) -> Iterator[dict[str, str]]:
        for place in places:
            if detail["rows"][place] < 0:
                continue
            row = self.found.details["rows"][detail["rows"][place]]
            label, name = self.overview["indicators"][place][:2]
            why, cure = ("; ".join(map(self.word, row[each])) for each in (WHY, CURE))
            untold = [each for each in map(self.word, row[CURE]) if each not in why]
            yield self._row(
                label, unit["i"][place], content=self.text(name), required=self.word(row[ASKED]),
                observed=self.word(row[FIGURE]), own=self.word(row[SAID]), distance=self.word(row[DISTANCE]),
                decision=self.word(row[DECISION]), evidence=self.word(row[EVIDENCE]), why=why, cure=cure,
                note="; ".join(each for each in (why, *untold) if each),
            )  # fmt: skip

    def _row(self, label: str, letter: str, **said: str) -> dict[str, str]:
        keys = ("criterion", "content", "required", "observed", "distance", "decision", "evidence", "why", "cure",
                "note", "verified", "appraised")  # fmt: skip
        return (
            dict.fromkeys(keys, "")
            | {"tt": label, "own": self.verdict(letter), "shade": SHADES[VERDICT_OF[letter]]}
            | said
        )


SHADES = {
    Verdict.MET: "D9EFD8",
    Verdict.NOT_MET: "F6D0CC",
    Verdict.UNDETERMINED: "FFF2C2",
    Verdict.NOT_APPLICABLE: "E4E4E4",
}
"""The colours of verdicts on paper, as in the workbooks; each stands beside its word."""


def _count(own: Sequence[Any]) -> Count:
    return Count(low=own[0], high=own[1], declared=own[2], reported=bool(own[3]))
