"""The workbook of a live form while it is written: its looks, its units, and what a formula says of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from xlsxwriter.worksheet import Worksheet

from ntmrules.circuit.answers import Row, total
from ntmrules.circuit.formulas import EMPTY, TAKEN, Formulas, quoted
from ntmrules.circuit.keys import AREA
from ntmrules.circuit.network import Bit
from ntmrules.figures.live import FILL, NOTE, Place
from ntmrules.figures.made_for import first_line
from ntmrules.figures.workbook import letters
from ntmrules.frozen import frozen
from ntmrules.model.figures import UnitFigures
from ntmrules.office.live_asked import Asked, Live
from ntmrules.office.live_words import HIDDEN, LISTS, SUMS, word
from ntmrules.office.tables import clean

MOST_NAME, MOST_MESSAGE = 31, 250
MOST_LIST = 255  # signs of a drop-down that is written in the cell's own rule
MOST_WIDTH, PRINTED = 200, 75  # signs that an A4 across can show, and per cent of their size where there are more


@frozen(kw_only=True)
class Unit:
    """One unit of the form: who it is, what stands in its cells, its row in the sheet that calculates, and the answers."""

    figures: UnitFigures
    named: bool
    cells: Mapping[str, Decimal | str]
    confirmed: frozenset[str]
    row: int
    fixed: Row
    bits: Mapping[Bit, int]


@frozen(kw_only=True)
class Said:
    """A formula and what it comes to as long as nobody changes a cell."""

    formula: str
    value: str | int


class FormulaSheet(Worksheet):  # type: ignore[misc]
    """A sheet whose formulas are written as they are: none has a function that XlsxWriter would have to look for."""

    def _prepare_formula(self, formula: str, expand_future_functions: bool = False) -> str:  # noqa: FBT001, FBT002
        return formula.removeprefix("=")


class Looks:
    """The formats of the workbook."""

    def __init__(self, book: Any) -> None:
        """Make the formats."""
        line = {"border": 1, "border_color": "#BBBBBB", "valign": "top", "text_wrap": True, "font_size": 10}
        self.text = book.add_format(line)
        self.centre = book.add_format({**line, "align": "center"})
        self.bold = book.add_format({**line, "bold": True, "bg_color": "#F2F2F2"})
        self.bold_centre = book.add_format({**line, "bold": True, "bg_color": "#F2F2F2", "align": "center"})
        self.head = book.add_format(
            {**line, "bold": True, "valign": "vcenter", "align": "center", "bg_color": "#DDE5EE"}
        )
        self.fill = book.add_format({**line, "bg_color": "#FFF9DB", "locked": False, "align": "right"})
        self.fill_text = book.add_format({**line, "bg_color": "#FFF9DB", "locked": False})
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.small = book.add_format({"italic": True, "font_color": "#555555", "font_size": 9})
        self.how = book.add_format({"font_size": 10, "text_wrap": True, "valign": "top"})
        self.who = book.add_format({"bold": True, "font_size": 12})
        self.beside = book.add_format({"font_size": 10, "align": "right"})
        self.now = book.add_format({"bold": True, "font_size": 12})
        self.bad = book.add_format({"font_color": "#6B1410", "bold": True})
        self.marks = [book.add_format({"bg_color": back, "font_color": front}) for back, front in (
            ("#F6D0CC", "#6B1410"), ("#D9EFD8", "#12401B"), ("#FFF2C2", "#594300"), ("#E4E4E4", "#3C3C3C"))]  # fmt: skip


class Paper:
    """The workbook while it is written: its formats, its units, and what a formula says of them."""

    def __init__(self, workbook: Any, form: Live, units: Sequence[Unit]) -> None:
        """Lay out the sheet that calculates."""
        self.workbook, self.form, self.units, self.lang = workbook, form, tuple(units), form.lang
        self.looks = Looks(workbook)
        self.places: list[Place] = []
        self.formulas = Formulas(form.made, form.inputs, area=AREA, sheet=SUMS, confirmed=word("confirmed", form.lang))
        self.names_matter = self.formulas.names_matter
        self._names: set[str] = set()
        self.lists: list[tuple[str, ...]] = []

    def word(self, key: str, **values: object) -> str:
        """Return a phrase in the language of the form."""
        return word(key, self.lang, **values)

    def name(self, key: str, unit: Unit | None = None, count: int = 1) -> str:
        """Return a name for a sheet, of a unit where there are several."""
        base = self.word(key)
        if unit is not None and count > 1:
            kept = "".join(" " if sign in "[]:*?/\\'" else sign for sign in clean(unit.figures.unit))
            base = f"{base} {unit.row - 1} {kept}"
        base = base.strip()[:MOST_NAME].strip()
        assert base.casefold() not in self._names, base
        self._names.add(base.casefold())
        return base

    def sheet(self, name: str, widths: Sequence[float]) -> Any:
        """Return a new protected sheet for A4 across: as wide as the page, or on several pages with the first column on each
        where it would be too small to read."""
        sheet = self.workbook.add_worksheet(name, FormulaSheet)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        # A cell into which 35% or a day was typed keeps that format: it must be possible to take it away again.
        free = ("format_cells", "format_columns", "format_rows", "autofilter")
        sheet.protect("", dict.fromkeys(free, True))
        sheet.set_paper(9)
        sheet.set_landscape()
        if sum(widths) > MOST_WIDTH:
            sheet.set_print_scale(PRINTED)
            sheet.repeat_columns(0)
            sheet.print_across()
        else:
            sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        sheet.set_footer(f"&L&A&R{self.word('page')}")
        sheet.hide_gridlines(2)
        return sheet

    def write(self, sheet: Any, row: int, column: int, said: Said, look: Any) -> None:
        """Write a formula with what it comes to now; ``UsageError`` NTM044 where it is longer than a spreadsheet takes."""
        sheet.write_formula(row, column, f"={self.formulas.spared(said.formula)}", look, said.value)

    def choices(self, words: Sequence[str]) -> list[str] | str:
        """Return the source of a drop-down: its words, or where the hidden sheet holds them, if a rule cannot."""
        if len(",".join(words)) <= MOST_LIST and not any("," in each for each in words):
            return list(words)
        if tuple(words) not in self.lists:
            self.lists.append(tuple(words))
        column = letters(LISTS + self.lists.index(tuple(words)))
        return f"={HIDDEN}!${column}$1:${column}${len(words)}"

    # ----- what formulas say of a unit

    def holds(self, bit: Bit, unit: Unit) -> Said:
        """Return a bit of a unit."""
        return Said(formula=self.formulas.bit(bit, unit.row, unit.fixed), value=unit.bits[bit])

    def chosen(self, weights: Sequence[tuple[Bit, int]], words: Sequence[str], unit: Unit) -> Said:
        """Return the word of a code that is made of bits."""
        parts = [(self.holds(bit, unit), code) for bit, code in weights if bit]
        code = "+".join([*(f"{code}*{said.formula}" if code > 1 else said.formula for said, code in parts), "1"])
        choices = ",".join(quoted(each) for each in words)
        now = sum(int(said.value) * code for said, code in parts)
        return Said(formula=self._of_this(f"CHOOSE({code},{choices})", words[2], unit), value=words[now])

    def joined(self, parts: Sequence[Said], between: str = "; ") -> Said:
        """Return texts in one line; each part begins with ``between`` where it says anything."""
        if not parts:
            return Said(formula='""', value="")
        whole = "&".join(each.formula for each in parts)
        value = "".join(str(each.value) for each in parts)[len(between) :]
        return Said(formula=f"MID({whole},{len(between) + 1},500)", value=value)

    def where(self, bit: Bit, text: str, unit: Unit) -> Said:
        """Return a text where a bit holds, else nothing."""
        said = self.holds(bit, unit)
        return Said(formula=f'IF({said.formula}=1,{quoted(text)},"")', value=text if said.value else "")

    def counted(self, name: str, unit: Unit) -> int:
        """Return what a number of the tallies comes to now."""
        most = self.form.made.most if name == "indicators.high" else None
        return total(self.form.made.tallies[name], unit.bits, most=most)

    def count(self, name: str, unit: Unit) -> Said:
        """Return a number of the tallies."""
        return Said(formula=self.formulas.tally(name, unit.row), value=self.counted(name, unit))

    def span(self, name: str, whole: str, unit: Unit) -> Said:
        """Return ``10–12/19``, or one number where both ends are the same."""
        low, high = self.count(f"{name}.low", unit), self.count(f"{name}.high", unit)
        text = f"{low.value}" if low.value == high.value else f"{low.value}–{high.value}"
        formula = f'IF({low.formula}={high.formula},{low.formula},{low.formula}&"–"&{high.formula})&"/{whole}"'
        return Said(formula=self._of_this(formula, f"?/{whole}", unit), value=f"{text}/{whole}")

    def _of_this(self, formula: str, otherwise: str, unit: Unit) -> str:
        """Return a formula that says ``otherwise`` where the rules ask for the name of the unit and it was changed."""
        return f'IF({self.formulas.same(unit.row)}=1,{formula},"{otherwise}")' if self.names_matter else formula

    def called(self, unit: Unit) -> Said:
        """Return the name of a unit as it stands on the sheet of figures, wherever its row went."""
        cell, _ = self._name_cells(unit)
        return Said(formula=f'{cell}&""', value=clean(unit.figures.unit) if unit.named else self.word("fill-unit"))

    def unchanged(self, unit: Unit) -> str:
        """Return the formula for whether a unit is called, and lies, as it did when the form was made."""
        pairs = zip(self._name_cells(unit), (self.called(unit).value, clean(unit.figures.within or "")), strict=True)
        return "AND(" + ",".join(f"TRIM({cell})=TRIM({quoted(str(said))})" for cell, said in pairs) + ")"

    def _name_cells(self, unit: Unit) -> tuple[str, str]:
        if self.places[0].wide:
            row = self.places[0].first + unit.row - 2
            return f"'{self.places[0].sheet}'!$A${row}", f"'{self.places[0].sheet}'!$B${row}"
        place = self.places[unit.row - 2]
        row = int("".join(filter(str.isdigit, place.unit)))
        return f"'{place.sheet}'!${letters(FILL)}${row}", f"'{place.sheet}'!${letters(NOTE)}${row}"

    def state(self, each: Asked, unit: Unit) -> Said:
        """Return what became of a cell."""
        now = TAKEN if each.input.key in unit.cells else EMPTY
        return Said(formula=f"{SUMS}!{self.formulas.state(each.input.key, unit.row)}", value=now)

    def refused(self, unit: Unit) -> Said:
        """Return how many cells are not taken."""
        return Said(formula=f"{SUMS}!B{unit.row}", value=0)

    def empty(self, unit: Unit) -> Said:
        """Return how many cells that the circuit asks are empty."""
        return Said(formula=f"{SUMS}!C{unit.row}", value=len(self.form.inputs) - sum(
            each.key in unit.cells for each in self.form.inputs))  # fmt: skip


def head_of(paper: Paper) -> Iterator[tuple[str, Any]]:
    """Yield the lines above a sheet of figures."""
    book = paper.form.book
    yield paper.word("title", set=book.set.name.in_(paper.lang)), paper.looks.title
    yield first_line(book), paper.looks.small
    area = f' --area "{book.area_name(book.areas[0]).vi}"' if book.settled_area and book.areas else ""
    yield f"{paper.word('again')}: ntmrules evaluate {paper.word('this-file')}{area}", paper.looks.small
