"""The sheets of a live form that answer: verdicts, tallies, what is missing, the level and the decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ntmrules.circuit.compiled import Told
from ntmrules.circuit.formulas import EMPTY
from ntmrules.circuit.keys import BIT_OF, VERDICT_OF
from ntmrules.circuit.network import FALSE, Bit
from ntmrules.circuit.questions import keys_of
from ntmrules.explain.lang.numbers import provision_text
from ntmrules.explain.lang.words import say as phrase
from ntmrules.explain.lang.words import verdict_word
from ntmrules.explain.requirement import RulebookTeller
from ntmrules.model.rulebook import Heading, Rule
from ntmrules.office.live_asked import counts_children
from ntmrules.office.live_figures import LINE, lines_of
from ntmrules.office.live_levels import levels_in_force
from ntmrules.office.live_paper import Paper, Said, Unit
from ntmrules.office.live_standing import span_of, standing, verdict_of, warning
from ntmrules.office.live_words import PARTS, RESULTS
from ntmrules.office.tables import clean

WIDTHS = (7, 38, 15, 36, 28, 26)
HEAD = ("number", "what", "verdict", "why", "level", "text")
MOST_MISSING = 12  # an indicator that reads more cells is told without them


def results_of_one(paper: Paper, unit: Unit, count: int) -> None:
    """Write the results of one unit: the set and its tallies, then every criterion and indicator."""
    looks = paper.looks
    sheet = paper.sheet(paper.name(RESULTS, unit, count), WIDTHS)
    book = paper.form.book
    sheet.write_string(0, 0, f"{paper.word(RESULTS)}: {book.set.name.in_(paper.lang)}", looks.title)
    paper.write(sheet, 1, 0, paper.called(unit), looks.who)
    paper.write(sheet, 2, 0, standing(paper, unit), looks.now)
    paper.write(sheet, 3, 0, warning(paper, unit), looks.bad)
    top = 4
    for column, key in enumerate(HEAD):
        sheet.write_string(top, column, paper.word(key), looks.head)
    for row, told in enumerate(paper.form.made.told, start=top + 1):
        _row(paper, sheet, row, told, unit)
    last = top + len(paper.form.made.told)
    _coloured(paper, sheet, (top + 1, 2, last, 2), [verdict_word(VERDICT_OF[code], paper.lang) for code in range(4)])
    sheet.freeze_panes(top + 1, 2)
    sheet.repeat_rows(top)


def _row(paper: Paper, sheet: Any, row: int, told: Told, unit: Unit) -> None:
    looks = paper.looks
    own = told.rule is None
    number, name, level, text = about(paper, told)
    look, centre = (looks.bold, looks.bold_centre) if own else (looks.text, looks.centre)
    sheet.write_string(row, 0, number, centre)
    sheet.write_string(row, 1, clean(name), look)
    paper.write(sheet, row, 2, verdict_of(paper, told, unit), centre)
    paper.write(sheet, row, 3, why(paper, told, unit), look)
    sheet.write_string(row, 4, clean(level), look)
    sheet.write_string(row, 5, clean(text), look)
    needed = max(lines_of(each, width) for each, width in ((name, WIDTHS[1]), (level, WIDTHS[4]), (text, WIDTHS[5])))
    sheet.set_row(row, LINE * max(needed, 2) + 3)  # why it stands so is a formula, of two lines as a rule


def about(paper: Paper, told: Told) -> tuple[str, str, str, str]:
    """Return number, name, level and decision of a node."""
    book, lang = paper.form.book, paper.lang
    if told.rule is not None:
        rule: Rule = told.rule
        level = levels_in_force(paper, rule) or RulebookTeller(lang=lang, book=book).short(
            rule.requirement, rule.measure
        )
        return rule.number, rule.name.in_(lang), level, provision_text(rule.provision, lang)
    heading = _heading(paper, told.label)
    if heading is None:
        return "", book.set.name.in_(lang), "", provision_text(book.set.provision, lang)
    return heading.number, heading.name.in_(lang), "", ""


def _heading(paper: Paper, label: str) -> Heading | None:
    book = paper.form.book
    return next((each for each in (*book.headings, *book.added_headings) if label and each.number == label), None)


def why(paper: Paper, told: Told, unit: Unit) -> Said:
    """Return why a node is undetermined and which cells are missing, what is provisional, what a report contradicts."""
    parts = list(_reasons(paper, told, unit))
    left = _left(paper, told)
    if left:
        parts.append(_open(paper, told, f"; {paper.word('ntmrules')}", unit))
    elif told.rule is not None and counts_children(told.rule):
        parts.append(_open(paper, told, f"; {paper.word('children')}", unit))
    if told.provisional != FALSE:
        parts.append(paper.where(told.provisional, f"; {paper.word('provisional')}", unit))
    if told.contradiction != FALSE:
        parts.append(paper.where(told.contradiction, f"; {paper.word('contradiction')}", unit))
    return paper.joined(parts)


def _reasons(paper: Paper, told: Told, unit: Unit) -> Iterator[Said]:
    for code, bit in sorted(told.reasons.items(), key=lambda each: BIT_OF[each[0]]):
        if bit == FALSE:
            continue
        said = paper.where(bit, f"; {phrase(f'short.{code}', paper.lang)}", unit)
        if code == "no_figure" and told.rule is not None:
            rows = list(_missing(paper, told, unit))
            if rows:
                empty = paper.joined(rows, ", ")
                held = paper.holds(bit, unit)
                text = (
                    f'IF({held.formula}=1,IF({empty.formula}="",""," ({paper.word("rows")} "&{empty.formula}&")"),"")'
                )
                now = f" ({paper.word('rows')} {empty.value})" if held.value and empty.value else ""
                said = Said(formula=f"{said.formula}&{text}", value=f"{said.value}{now}")
        yield said


def _missing(paper: Paper, told: Told, unit: Unit) -> Iterator[Said]:
    """Yield the number of each empty cell that a node reads."""
    keys = read_by(paper, [bit for bit, _ in told.verdict])
    asked = sorted((paper.form.by_key[key] for key in keys if key in paper.form.by_key), key=lambda each: each.number)
    for each in asked if len(asked) <= MOST_MISSING else ():
        state = paper.state(each, unit)
        text = f", {each.number}"
        yield Said(formula=f'IF({state.formula}={EMPTY},"{text}","")', value=text if state.value == EMPTY else "")


def read_by(paper: Paper, bits: Sequence[Bit]) -> set[str]:
    """Return the columns that bits are made of."""
    circuit = paper.form.made.circuit
    stack, seen, found = list(bits), set[Bit](), set[str]()
    while stack:
        bit = stack.pop()
        if bit in seen:
            continue
        seen.add(bit)
        if circuit.node(bit)[0] == "leaf":
            found.update(keys_of(circuit.question(bit)))
        stack.extend(circuit.inputs(bit))
    return found


def _open(paper: Paper, told: Told, text: str, unit: Unit) -> Said:
    open_ = next((bit for bit, code in told.verdict if code == 2), FALSE)
    return paper.where(open_, text, unit)


def _left(paper: Paper, told: Told) -> bool:
    left = paper.form.made.left
    return told.label in left or (not told.label and bool(left))


def results_of_many(paper: Paper) -> None:
    """Write the results of many units: a row each with tallies and criteria, and a second sheet with the indicators."""
    told = paper.form.made.told
    first = ("unit", "verdict", "criteria", "indicators", "empty", "refused")
    criteria = [each for each in told if each.label and each.rule is None]
    parts = [each for each in told if each.rule is not None]
    sheet = paper.sheet(paper.name(RESULTS), (24, 14, 11, 11, 8, 8, *(5 for _ in criteria)))
    top = _head(paper, sheet, first, criteria)
    for row, unit in enumerate(paper.units, start=top):
        paper.write(sheet, row, 0, paper.called(unit), paper.looks.bold)
        cells = [verdict_of(paper, told[0], unit), span_of(paper, "criteria", unit), span_of(paper, "indicators", unit),
                 paper.empty(unit), paper.refused(unit)]  # fmt: skip
        for column, said in enumerate(cells, start=1):
            paper.write(sheet, row, column, said, paper.looks.centre)
    last = top + len(paper.units) - 1
    _coloured(paper, sheet, (top, 1, last, 1), [verdict_word(VERDICT_OF[code], paper.lang) for code in range(4)])
    _marks(paper, sheet, criteria, top, len(first))
    second = paper.sheet(paper.name(PARTS), (24, *(6 for _ in parts)))
    _marks(paper, second, parts, _head(paper, second, first[:1], parts), 1)
    for row, unit in enumerate(paper.units, start=top):
        paper.write(second, row, 0, paper.called(unit), paper.looks.bold)


def _head(paper: Paper, sheet: Any, first: Sequence[str], nodes: Sequence[Told]) -> int:
    looks, book = paper.looks, paper.form.book
    sheet.write_string(0, 0, f"{paper.word(RESULTS)}: {book.set.name.in_(paper.lang)}", looks.title)
    sheet.write_string(1, 0, paper.word("legend"), looks.small)
    for column, key in enumerate(first):
        sheet.write_string(2, column, paper.word(key), looks.head)
    for column, each in enumerate(nodes, start=len(first)):
        number, name, level, text = about(paper, each)
        sheet.write_string(2, column, number, looks.head)
        note = "\n".join(filter(None, (f"{number} {name}", level, text)))
        sheet.write_comment(2, column, clean(note)[:1000], {"x_scale": 2})
    sheet.set_row(2, 2 * LINE + 4)
    sheet.freeze_panes(3, 1)
    sheet.repeat_rows(2)
    return 3


def _marks(paper: Paper, sheet: Any, nodes: Sequence[Told], top: int, left: int) -> None:
    marks = paper.word("marks")
    for row, unit in enumerate(paper.units, start=top):
        for column, each in enumerate(nodes, start=left):
            paper.write(sheet, row, column, paper.chosen(each.verdict, list(marks), unit), paper.looks.centre)
    if nodes:
        _coloured(paper, sheet, (top, left, top + len(paper.units) - 1, left + len(nodes) - 1), list(marks))


def _coloured(paper: Paper, sheet: Any, place: tuple[int, int, int, int], words: Sequence[str]) -> None:
    for text, look in zip(words, paper.looks.marks, strict=True):
        sheet.conditional_format(*place, {"type": "cell", "criteria": "==", "value": f'"{text}"', "format": look})
