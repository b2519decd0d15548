"""A workbook that judges while it is filled: figures in, verdicts out, in formulas of Excel 2016 and LibreOffice.

The formulas are printed from the circuit, and hold no macro and no function of later programs. The sheets are protected
without a password, but for the cells to fill in.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import xlsxwriter

from ntmrules.circuit.answers import answers
from ntmrules.circuit.document import digests_of, document_of
from ntmrules.circuit.formulas import EMPTY, EMPTY_AT, OWN, REFUSED_AT, SAME, TAKEN, Where, shape_of
from ntmrules.circuit.network import Bit
from ntmrules.figures.live import COLUMNS, WIDE, Form, hidden_rows
from ntmrules.model.evidence import Decision, Source
from ntmrules.model.figures import UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.office.live_asked import Live, fixed_of, live, row_of, typed
from ntmrules.office.live_figures import tall_figures, wide_figures
from ntmrules.office.live_paper import FormulaSheet, Paper, Said, Unit
from ntmrules.office.live_results import results_of_many, results_of_one
from ntmrules.office.live_texts import texts_sheet
from ntmrules.office.live_words import FIGURES, HIDDEN, LISTS, SUMS, word
from ntmrules.office.tables import clean


def live_workbook(
    book: Rulebook, units: Sequence[UnitFigures], *, decisions: Callable[[str], Decision | None],
    sources: Callable[[str], Source | None] = lambda _: None, lang: str = "vi", rows: bool = False, full: bool = False,
    named: bool = True,
) -> bytes:  # fmt: skip
    """Return the workbook for ``units``: a sheet of figures each, or with ``rows`` one row each.

    Figures that a unit has already stand in its cells. ``full`` asks for everything that the set can hear (see ``live``);
    ``named``: the names of the units stand, else they are filled in. ``decisions`` gives a decision of
    the register by its id, ``sources`` a source of evidence.
    Raises ``UsageError`` NTM044 where a formula would be longer than a spreadsheet takes.
    """
    form = live(book, full=full, lang=lang)
    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(stream, options) as workbook:
        workbook.set_properties(
            {"title": word("title", lang, set=book.set.name.in_(lang)), "comments": "ntmrules form live"}
        )
        paper = Paper(workbook, form, [_unit(form, unit, at, named=named) for at, unit in enumerate(units, start=2)])
        if rows:
            paper.places = [wide_figures(paper)]
            results_of_many(paper)
        else:
            names = [(paper.name(FIGURES, unit, len(units)), unit) for unit in paper.units]
            paper.places = [tall_figures(paper, unit, name) for name, unit in names]
            for unit in paper.units:
                results_of_one(paper, unit, len(units))
        texts_sheet(paper, decisions, sources)
        _sums(paper)
        _hidden(paper)
        workbook.get_worksheet_by_name(paper.places[0].sheet).activate()
    return stream.getvalue()


def _unit(form: Live, unit: UnitFigures, row: int, *, named: bool) -> Unit:
    cells = typed(form, unit)
    sure = {entry.subject for entry in unit.entries if entry.confirmed}
    confirmed = frozenset(each.input.key for each in form.asked if each.subject in sure)
    fixed = fixed_of(unit)
    return Unit(figures=unit, named=named, cells=cells, confirmed=confirmed, row=row, fixed=fixed,
                bits=answers(form.made, row_of(form, cells, unit)))  # fmt: skip


def _sums(paper: Paper) -> None:
    """Write the sheet that calculates: a row for each unit."""
    sheet = paper.workbook.add_worksheet(SUMS, FormulaSheet)
    sheet.hide()
    sheet.protect()
    form, formulas = paper.form, paper.formulas
    paper.write(sheet, 0, 0, Said(formula=shape_of(f"{HIDDEN}!$A$1"), value="G"), None)
    column: dict[int, Bit | str] = dict(enumerate((*formulas.bits, *form.made.tallies), start=formulas.first_bit))
    for unit in paper.units:
        at = _addresses(paper, unit)
        paper.write(sheet, unit.row - 1, 0, paper.called(unit), None)
        for place, text in formulas.cells(unit.row, at, unit.fixed, paper.unchanged(unit)):
            paper.write(
                sheet, unit.row - 1, place, Said(formula=text, value=_now(paper, form, unit, place, column)), None
            )


def _now(paper: Paper, form: Live, unit: Unit, place: int, column: Mapping[int, Bit | str]) -> Any:
    """Return what a cell of the sheet that calculates comes to as long as nobody changes a cell."""
    if place in column:
        held = column[place]
        return paper.counted(held, unit) if isinstance(held, str) else unit.bits[held]
    if place < OWN:
        return {REFUSED_AT: paper.refused(unit).value, EMPTY_AT: paper.empty(unit).value, SAME: 1}[place]
    each = form.inputs[(place - OWN) // 2]
    typed_ = unit.cells.get(each.key)
    if (place - OWN) % 2 == 0:
        return EMPTY if typed_ is None else TAKEN
    if typed_ is None:
        return ""
    return each.words[typed_] if isinstance(typed_, str) else int(typed_.scaleb(each.places))


def _addresses(paper: Paper, unit: Unit) -> Callable[[str], Where]:
    """Return where the cell of a key is filled in, and where it is confirmed."""
    by_key, wide = paper.form.by_key, paper.places[0].wide
    place = paper.places[0 if wide else unit.row - 2]
    row = place.first + unit.row - 2

    def where(key: str) -> Where:
        number = by_key[key].number
        return Where(cell=place.cell(number, row), confirmed=place.beside(number, row), twice=place.twice(number))

    return where


def _hidden(paper: Paper) -> None:
    """Write what the form was made from: set, day, digests, and which cell is which subject."""
    book, form = paper.form.book, paper.form
    sheet = paper.workbook.add_worksheet(HIDDEN)
    sheet.hide()
    sheet.protect()
    places = {place.sheet for place in paper.places}
    about = Form(
        set=book.id, on=book.on.isoformat(), province=None if book.province is None else book.province.name, lang=form.lang,
        digest=str(document_of(form.made)["digest"]), places=tuple(paper.places),
        subjects=tuple(each.subject for each in form.asked), nodes=digests_of(form.made),
        asked=tuple(f"{clean(each.name)}\n{clean(each.question)}" for each in form.asked),
        headings={key: paper.word(key) for key in dict.fromkeys((*COLUMNS, *WIDE))},
        pages=tuple(each.name for each in paper.workbook.worksheets() if each.name not in places),
        area=book.area_name(book.areas[0]).vi if book.settled_area and book.areas else "",
    )  # fmt: skip
    for row, cells in enumerate(hidden_rows(about)):
        for column, cell in enumerate(cells):
            sheet.write_string(row, column, cell)
    for column, words in enumerate(paper.lists, start=LISTS):
        for row, text in enumerate(words):
            sheet.write_string(row, column, text)
