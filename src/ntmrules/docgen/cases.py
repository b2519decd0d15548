"""Worked cases: chosen so that each verdict is seen, run by the engine, told with their real trace."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ntmrules.check.cases import PlacedCase, unit_of_case
from ntmrules.docgen.book import Book
from ntmrules.docgen.titles import case_title, named
from ntmrules.docgen.views import CaseView
from ntmrules.errors import CatalogError, problem
from ntmrules.explain.attainment.text import node_lines, text_lines
from ntmrules.explain.lang.page_words import word
from ntmrules.explain.lang.words import verdict_word
from ntmrules.face.finder import Finder
from ntmrules.face.rulebook import Rulebook
from ntmrules.model.verdicts import Verdict

VERDICTS = ("met", "not_met", "undetermined", "not_applicable")


def chosen(cases: list[PlacedCase], since: date) -> list[PlacedCase]:
    """Return one case for each verdict: of the text in force ``since`` that day, judged as usual, the latest."""
    picked = []
    for verdict in VERDICTS:
        fitting = [placed for placed in cases if placed.case.expect == verdict]
        if fitting:
            # The first of equals, so that the order of the file decides nothing but ties.
            picked.append(max(fitting, key=lambda placed: _weight(placed, since)))
    return picked


def _weight(placed: PlacedCase, since: date) -> tuple[bool, bool, bool, date]:
    case = placed.case
    return (case.on >= since, case.floor is None, case.basis != "reported", case.on)


class CaseTeller:
    """Runs cases with one rulebook for all cases of a set, day, place and floor."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self._find = Finder(book.library)

    def rulebook(self, placed: PlacedCase) -> Rulebook:
        """Return the rulebook that a case asks for."""
        case = placed.case
        return self._find(placed.set_id, case.on.isoformat(), case.province, evidence_floor=case.floor or "recall")

    def views(self, cases: Iterable[PlacedCase]) -> tuple[CaseView, ...]:
        """Return cases with their traces."""
        return tuple(map(self.view, cases))

    def view(self, placed: PlacedCase) -> CaseView:
        """Return a case with its trace; ``CatalogError`` NTM144 when rule and case disagree, so no page can lie.

        Where a pack completes the catalogue the case may be of the level that stood there before: then it says so.
        """
        case, lang = placed.case, self.book.lang
        name, unit = case_title(self.book, case), word("case.unit", lang)
        book = self.rulebook(placed)
        result = book.evaluate(unit_of_case(case, name=unit))
        node = result.trace if case.of == "set" else result.node(case.of)
        holds = str(node.verdict) == case.expect
        if not holds and not self.book.is_completed:
            raise CatalogError(
                problem("NTM144.gives", placed.at, case=case.name, verdict=node.verdict, wanted=case.expect)
            )
        lines = text_lines(result, view="unmet", lang=lang) if case.of == "set" else node_lines(result, node, lang=lang)
        told = [(named(self.book, line.text), line.style, line.indent) for line in lines if line.text]
        if case.unit is None and told:  # called as its case here, where nobody reads the words as the name of a place
            told[0] = (told[0][0].replace(unit, name, 1), *told[0][1:])
        return CaseView(
            name=name,
            verdict=str(node.verdict),
            word=verdict_word(node.verdict, lang),
            source=word("case.made-up", lang) if case.source in (None, "made up") else case.source,
            changed="" if holds else word("case.changed", lang, before=verdict_word(Verdict(case.expect), lang)),
            lines=tuple(told),
        )
