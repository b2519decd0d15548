"""The sheets of a live form that are filled in: a row a figure for one unit, or a row a unit for many."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ntmrules.circuit.formulas import DOUBTFUL, EXACT, FORMATTED, LEAST_PLACES, REFUSED, TAKEN, Input, quoted
from ntmrules.figures.live import COLUMNS, CONFIRM, FILL, NOTE, WIDE, Place
from ntmrules.figures.workbook import letters
from ntmrules.office.live_asked import Asked
from ntmrules.office.live_paper import MOST_MESSAGE, Paper, Said, Unit, head_of
from ntmrules.office.live_standing import standing, warning
from ntmrules.office.live_words import FIGURES
from ntmrules.office.tables import clean

WIDTHS = (5, 9, 30, 15, 42, 14, 11, 24, 20)
FAR = 10 ** (15 - LEAST_PLACES)
LINE = 14


def tall_figures(paper: Paper, unit: Unit, name: str) -> Place:
    """Write the sheet of one unit and return where its cells are."""
    looks = paper.looks
    sheet = paper.sheet(name, WIDTHS)
    head = list(head_of(paper))
    for row, (text, look) in enumerate(head):
        sheet.write_string(row, 0, text, look)
    sheet.merge_range(len(head), 0, len(head), len(COLUMNS) - 1, paper.word("how"), looks.how)
    sheet.set_row(len(head), 2 * LINE + 4)
    who = len(head) + 1
    sheet.write_string(who, 2, paper.word("unit"), looks.who)
    called = clean(unit.figures.unit) if unit.named else paper.word("fill-unit")
    sheet.merge_range(who, FILL, who, FILL + 1, called, looks.who if unit.named else looks.fill_text)
    within = clean(unit.figures.within or "")
    if within or not unit.named:
        sheet.write_string(who, NOTE - 1, paper.word("within"), looks.beside)
    sheet.write_string(who, NOTE, within, looks.who if unit.named else looks.fill_text)
    now = who + 1
    sheet.write_string(now, 2, paper.word("now"), looks.who)
    paper.write(sheet, now, FILL, standing(paper, unit), looks.now)
    paper.write(sheet, now + 1, FILL, warning(paper, unit), looks.bad)
    top = now + 2
    for column, key in enumerate(COLUMNS):
        sheet.write_string(top, column, paper.word(key), looks.head)
    sheet.set_row(top, 2 * LINE + 4)
    place = Place(sheet=name, wide=False, first=top + 2, unit=f"{letters(FILL)}{who + 1}")
    for each in paper.form.asked:
        _tall_row(paper, sheet, top + each.number, each, unit)
    sheet.freeze_panes(top + 1, 3)
    sheet.repeat_rows(top)
    return place


def _tall_row(paper: Paper, sheet: Any, row: int, each: Asked, unit: Unit) -> None:
    looks = paper.looks
    texts = (", ".join(each.numbers), each.name, each.unit, each.question)
    sheet.set_row(row, LINE * max(lines_of(text, width) for text, width in zip(texts, WIDTHS[1:5], strict=True)) + 3)
    sheet.write_number(row, 0, each.number, looks.centre)
    for column, text in enumerate(texts, start=1):
        sheet.write_string(row, column, clean(text), looks.centre if column in (1, 3) else looks.text)
    fill(paper, sheet, row, FILL, each, unit)
    sheet.data_validation(row, FILL, row, FILL, _limits(paper, each))
    if each.input.plausible is not None:
        _confirm(paper, sheet, row, CONFIRM, sure=each.input.key in unit.confirmed)
        sheet.data_validation(row, CONFIRM, row, CONFIRM, {"validate": "list", "source": [paper.word("confirmed")]})
    else:
        sheet.write_blank(row, CONFIRM, None, looks.text)
    if each.input.key in paper.form.made.columns:
        paper.write(sheet, row, FILL + 2, _checked(paper, each, unit), looks.text)
    else:
        sheet.write_string(row, FILL + 2, paper.word("state-elsewhere"), looks.text)
    sheet.write_blank(row, NOTE, None, looks.fill_text)


def _confirm(paper: Paper, sheet: Any, row: int, column: int, *, sure: bool) -> None:
    """Write the cell by which somebody says that an implausible number is right."""
    sheet.write_string(row, column, paper.word("confirmed") if sure else "", paper.looks.fill_text)


def fill(paper: Paper, sheet: Any, row: int, column: int, each: Asked, unit: Unit) -> None:
    """Write a cell to fill in: its figure where there is one."""
    said = unit.cells.get(each.input.key)
    if isinstance(said, Decimal):
        sheet.write_number(row, column, float(said), paper.looks.fill)
    elif said is not None:
        sheet.write_string(row, column, said, paper.looks.fill)
    else:
        sheet.write_blank(row, column, None, paper.looks.fill)


def _limits(paper: Paper, each: Asked) -> dict[str, Any]:
    title = ", ".join(each.numbers)[:32]
    about = {"input_title": title, "error_title": paper.word("wrong-title"), "ignore_blank": True}
    if each.choices:
        return {**about, "validate": "list", "source": paper.choices(each.choices), "input_message": each.question[:MOST_MESSAGE],
                "error_message": paper.word("wrong-word")}  # fmt: skip
    range_ = range_of(paper, each.input.low, each.input.high, whole=each.input.whole)
    message = f"{each.question} ({paper.word('limits', range=range_).strip()} {each.unit})"[:MOST_MESSAGE]
    low = -FAR if each.input.low is None else float(each.input.low)
    high = FAR if each.input.high is None else float(each.input.high)
    return {**about, "validate": "integer" if each.input.whole else "decimal", "criteria": "between", "minimum": low,
            "maximum": high, "input_message": message, "error_message": paper.word("wrong-number", range=range_)}  # fmt: skip


def range_of(paper: Paper, low: Decimal | None, high: Decimal | None, *, whole: bool = False) -> str:
    """Return the bounds of a number in words."""
    key = {(True, True): "between", (True, False): "at-least", (False, True): "at-most"}.get(
        (low is not None, high is not None), "any"
    )
    said = {name: f"{value:f}".replace(".", "," if paper.lang == "vi" else ".") for name, value in
            (("low", low), ("high", high)) if value is not None}  # fmt: skip
    return (paper.word("whole") if whole else "") + paper.word(key, **said)


def _checked(paper: Paper, each: Asked, unit: Unit) -> Said:
    """Return what became of a cell, in words."""
    given: Input = each.input
    state = paper.state(each, unit)
    usual = given.plausible or (None, None, False)
    bounds = range_of(paper, given.low, given.high, whole=given.whole)
    wrong = paper.word("state-percent" if each.unit == "%" else "state-number", range=bounds)
    wrong = paper.word("state-word") if each.choices else wrong
    doubtful = paper.word("state-doubtful", range=range_of(paper, *usual[:2]))
    words = {0: paper.word("state-empty"), TAKEN: paper.word("state-taken"), REFUSED: wrong,
             EXACT: paper.word("state-exact"), DOUBTFUL: doubtful, FORMATTED: paper.word("state-formatted")}  # fmt: skip
    choices = ",".join(quoted(words[code]) for code in sorted(words))
    return Said(formula=f"CHOOSE({state.formula}+1,{choices})", value=words[int(state.value)])


def wide_figures(paper: Paper) -> Place:
    """Write the sheet of many units, a row each, and return where its cells are."""
    looks, asked = paper.looks, paper.form.asked
    name = paper.name(FIGURES)
    sheet = paper.sheet(name, (24, 16, 11, 14, *(13 for _ in asked)))
    head = list(head_of(paper))
    for row, (text, look) in enumerate(head):
        sheet.write_string(row, 0, text, look)
    sheet.write_string(len(head), 0, paper.word("how"), looks.small)
    top = len(head) + 1
    for column, key in enumerate(WIDE):
        for row in range(top, top + 3):
            sheet.write_blank(row, column, None, looks.head)
        sheet.write_string(top + 3, column, paper.word(key), looks.head)
    for each in asked:
        column = len(WIDE) + each.number - 1
        for row, text in enumerate((", ".join(each.numbers), each.name, each.unit)):
            sheet.write_string(top + row, column, clean(text), looks.head)
        sheet.write_number(top + 3, column, each.number, looks.head)
    sheet.set_row(top + 1, 5 * LINE)
    place = Place(sheet=name, wide=True, first=top + 5)
    for at, unit in enumerate(paper.units):
        row = top + 4 + at
        sheet.write_string(row, 0, clean(unit.figures.unit), looks.bold)
        sheet.write_string(row, 1, clean(unit.figures.within or ""), looks.text)
        confirm = WIDE.index("confirm")
        _confirm(paper, sheet, row, confirm, sure=bool(unit.confirmed))
        paper.write(sheet, row, WIDE.index("check"), warning(paper, unit, brief=True), looks.text)
        for each in asked:
            fill(paper, sheet, row, len(WIDE) + each.number - 1, each, unit)
    # One rule a column: with one a cell LibreOffice takes minutes for the communes of a province.
    last, confirm = top + 3 + len(paper.units), WIDE.index("confirm")
    sheet.data_validation(top + 4, confirm, last, confirm, {"validate": "list", "source": [paper.word("confirmed")]})
    for each in asked:
        column = len(WIDE) + each.number - 1
        sheet.data_validation(top + 4, column, last, column, _limits(paper, each))
    sheet.freeze_panes(top + 4, 1)
    sheet.repeat_rows(top, top + 3)
    return place


def lines_of(text: str, width: float) -> int:
    return sum(-(-max(len(line), 1) // max(int(width * 1.05) - 1, 1)) for line in text.split("\n"))
