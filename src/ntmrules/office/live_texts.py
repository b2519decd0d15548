"""The sheet of a live form that says on which decisions and on which evidence its levels rest."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from ntmrules.explain.lang.numbers import day, decision_name, provision_text
from ntmrules.explain.requirement import RulebookTeller
from ntmrules.model.asked import same_unit_books
from ntmrules.model.evidence import Decision, Source
from ntmrules.model.firmness import all_evidence
from ntmrules.model.rulebook import Rulebook
from ntmrules.office.live_figures import LINE, lines_of
from ntmrules.office.live_levels import evidence_words, in_force, known_by, level_words
from ntmrules.office.live_paper import Paper
from ntmrules.office.live_words import TEXTS
from ntmrules.office.tables import clean

WIDTHS = (12, 40, 26, 34, 34)


def texts_sheet(
    paper: Paper, decisions: Callable[[str], Decision | None], sources: Callable[[str], Source | None]
) -> None:
    """Write the decisions that the form rests on, every level with its provision and its evidence, and the sources of that."""
    looks, lang = paper.looks, paper.lang
    sheet = paper.sheet(paper.name(TEXTS), WIDTHS)
    books = same_unit_books(paper.form.book)
    sheet.write_string(0, 0, paper.word(TEXTS), looks.title)
    used = dict.fromkeys(name for each in books for name in _decisions(each))
    row = 2
    _line(paper, sheet, row, ("no", "decision-title", "from", "to", "decision"), head=True)
    for number, name in enumerate(used, start=1):
        row += 1
        known = decisions(name)
        span = known.in_force if known is not None else None
        cells = (str(number), known.title.in_(lang) if known is not None else "",
                 day(span.from_, lang) if span is not None else "", day(span.to, lang) if span is not None and span.to else "",
                 decision_name(name, lang))  # fmt: skip
        _line(paper, sheet, row, cells)
    row += 2
    sheet.write_string(row, 0, paper.word("levels"), looks.who)
    row += 1
    _line(paper, sheet, row, ("number", "what", "level", "text", "evidence"), head=True)
    refs = dict[str, None]()
    for book in books:
        teller = RulebookTeller(lang=lang, book=book)
        for rule in book.all_rules:
            levels = in_force(paper, rule)
            label = rule.number if book is paper.form.book else f"{book.set.key} {rule.number}"
            asked = "; ".join(dict.fromkeys(filter(None, (level_words(paper, each) for each in levels))))
            seen = [one for each in levels for one in each.evidence]
            seen = seen or [one for one in all_evidence(rule.requirement) if one is not None]
            refs |= dict.fromkeys(ref for one in seen for ref in one.ref)
            told = "; ".join(dict.fromkeys(evidence_words(paper, each) for each in levels)) or known_by(paper, seen)
            line = (label, rule.name.in_(lang), asked or teller.short(rule.requirement, rule.measure),
                     provision_text(rule.provision, lang), told)  # fmt: skip
            row += 1
            _line(paper, sheet, row, line)
    _sources(paper, sheet, row + 2, [(ref, sources(ref)) for ref in refs])


def _sources(paper: Paper, sheet: Any, row: int, known: list[tuple[str, Source | None]]) -> None:
    """Write where the evidence was seen: the name by which the lines above call it, its title and its address."""
    if not known:
        return
    sheet.write_string(row, 0, paper.word("sources"), paper.looks.who)
    for at, (ref, source) in enumerate(known, start=row + 1):
        said = "" if source is None else " · ".join(filter(None, (source.title, source.url)))
        sheet.merge_range(at, 1, at, len(WIDTHS) - 1, clean(said), paper.looks.text)
        sheet.write_string(at, 0, clean(ref), paper.looks.text)
        sheet.set_row(at, LINE * max(lines_of(ref, WIDTHS[0]), lines_of(said, sum(WIDTHS[1:]))) + 3)


def _decisions(book: Rulebook) -> list[str]:
    return [book.set.provision.decision, *(rule.provision.decision for rule in book.all_rules)]


def _line(paper: Paper, sheet: Any, row: int, cells: tuple[str, ...], *, head: bool = False) -> None:
    for column, text in enumerate(cells):
        said = paper.word(text) if head else clean(text)
        sheet.write_string(row, column, said, paper.looks.head if head else paper.looks.text)
    if not head:
        sheet.set_row(row, LINE * max(lines_of(text, width) for text, width in zip(cells, WIDTHS, strict=True)) + 3)
