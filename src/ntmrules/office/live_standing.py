"""How a unit of a live form stands: its verdict, its tallies as ranges, and how many of its cells are not taken."""

from __future__ import annotations

from ntmrules.circuit.compiled import Told
from ntmrules.circuit.formulas import TAKEN
from ntmrules.circuit.keys import AREA, VERDICT_OF
from ntmrules.circuit.nodes import most_criteria, most_indicators
from ntmrules.explain.lang.words import verdict_word
from ntmrules.office.live_paper import Paper, Said, Unit


def verdict_of(paper: Paper, told: Told, unit: Unit) -> Said:
    """Return the verdict of a node in words."""
    words = [verdict_word(VERDICT_OF[code], paper.lang) for code in range(4)]
    return paper.chosen(told.verdict, words, unit)


def span_of(paper: Paper, name: str, unit: Unit) -> Said:
    """Return a tally as a range over how many there are; ``?`` where nobody knows how many."""
    book = paper.form.book
    declared = book.set.declared
    criteria = name == "criteria"
    whole = declared.criteria if criteria else declared.indicators
    most = most_criteria(book) if criteria else most_indicators(book)
    return paper.span(name, "?" if whole is None else str(most), unit)


def standing(paper: Paper, unit: Unit) -> Said:
    """Return the verdict and the tallies of a unit in one line."""
    verdict = verdict_of(paper, paper.form.made.told[0], unit)
    parts = [verdict, span_of(paper, "criteria", unit), span_of(paper, "indicators", unit)]
    words = ("tiêu chí", "chỉ tiêu") if paper.lang == "vi" else ("criteria", "indicators")
    formula = f'{parts[0].formula}&" · "&{parts[1].formula}&" {words[0]} · "&{parts[2].formula}&" {words[1]}"'
    return Said(formula=formula, value=f"{parts[0].value} · {parts[1].value} {words[0]} · {parts[2].value} {words[1]}")


def warning(paper: Paper, unit: Unit, *, brief: bool = False) -> Said:
    """Return how many cells are not taken, or that the unit is not the one that the form was made for; ``brief`` for a cell."""
    count = paper.refused(unit).formula
    some = f'" {paper.word("refused").lower()}"' if brief else f'"{paper.word("some-refused")}"'
    formula = f'IF({count}=0,"",{count}&{some})'
    if AREA in paper.form.by_key and AREA in paper.form.made.columns:
        state = paper.state(paper.form.by_key[AREA], unit).formula
        formula = f'IF({state}>{TAKEN},"{paper.word("area")}",{formula})'
    if paper.names_matter:
        formula = f'IF({paper.formulas.same(unit.row)}=1,{formula},"{paper.word("renamed")}")'
    return Said(formula=formula, value="")
