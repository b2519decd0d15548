"""Rows of a CSV that is being written: each look at the file gives those that were finished since the last one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from ntmrules.errors import FiguresError, Problem, problem
from ntmrules.figures.asked import Asked, not_heeded
from ntmrules.figures.csv import DELIMITERS, Sheet, sheet_of
from ntmrules.figures.read import scan_figures
from ntmrules.figures.signs import IGNORED
from ntmrules.figures.workbook import letters
from ntmrules.frozen import evolve
from ntmrules.messages import Fault
from ntmrules.model.figures import FigureTable
from ntmrules.model.spelling import fold

GONE = "NTM501"
MOST_LINES = 50  # of one row: a quote that is still open after so many was never meant to be one


class Row(NamedTuple):
    """One row of the file, with the sheet that says what its columns are; or what is wrong with it."""

    sheet: Sheet
    number: int
    cells: list[str]
    problem: Problem | None = None
    asked: Asked | None = None

    def read(self, path: Path) -> tuple[FigureTable, list[Problem]]:
        """Return what the row says, as units, and what is wrong with it; a row that is no unit is among what was left out."""
        if self.problem is not None:
            return FigureTable(units=()), [self.problem]
        one = evolve(self.sheet, rows=iter([(self.number, self.cells)]))
        return scan_figures(path, readers={path.suffix.lower(): lambda _: one}, asked=self.asked, whole=False)

    def reader(self, path: Path) -> Callable[[Asked], tuple[FigureTable, list[Problem]]]:
        """Return what reads the row again where something else is asked of the file."""
        return lambda asked: self._replace(asked=asked).read(path)


class Tail:
    """Reads on where it stopped; a file that no longer begins as it did is read from its start.

    ``restarted``: so it was at the last look. ``unfinished``: something stands behind the last finished row.
    """

    def __init__(self, path: Path, asked: Asked | None = None) -> None:
        self.path = path
        self.asked = asked or Asked()
        self.restarted = False
        self.unfinished = False
        self._begin()

    def _begin(self) -> None:
        self._seen = b""
        self._lines = 0
        self._head = ""
        self._sheet: Sheet | None = None

    @property
    def titles(self) -> tuple[str, ...]:
        """What stands above the header."""
        return () if self._sheet is None else self._sheet.remarks

    def rows(self) -> list[Row]:
        """Return the new rows; ``FiguresError`` when the file cannot be read (NTM501) or has no header of figures."""
        try:
            raw = self.path.read_bytes()
        except OSError as error:
            raise FiguresError(problem("NTM501.unreadable", str(self.path), fault=Fault(error))) from None
        self.restarted = not raw.startswith(self._seen)
        if self.restarted:
            self._begin()
        found: list[Row] = []
        place = len(self._seen)
        for piece in self._pieces(raw, place):
            place += len(piece)
            number = self._lines + 1
            self._lines += piece.count(b"\n")
            if self._sheet is None:
                self._above(piece)
            else:
                found += self._rows(piece, number)
        self._seen = raw[:place]
        self.unfinished = place < len(raw)
        return found

    def _pieces(self, raw: bytes, place: int) -> Iterator[bytes]:
        """Yield finished rows: single lines, or several where a cell in quotes runs on."""
        start = first = place
        lines = 0
        while (end := raw.find(b"\n", place) + 1) > 0:
            lines += 1
            place = end
            first = first if lines > 1 else end
            if self._sheet is None or not runs_on(raw[start:end], max(DELIMITERS, key=self._head.count)):
                yield raw[start:end]
            elif lines == MOST_LINES:
                yield raw[start:first]
                place = first
            else:
                continue
            start, lines = place, 0

    def _above(self, line: bytes) -> None:
        """Take a remark above the header in, or the header."""
        try:
            text = line.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise FiguresError(_no_text(f"{self.path.name}:{self._lines}", line, error)) from None
        self._head += text
        if text.strip() and not text.lstrip().startswith("#"):
            sheet = self._as_asked(sheet_of(self._head, self.path.name))
            _, problems = Row(sheet, 0, ["?"], asked=self.asked).read(self.path)
            problems = [each for each in problems if not each.where.startswith(f"{self.path.name}:0:")]
            problems += not_heeded(self.asked, self.path.name, sheet.heeded, self.asked.marks, sheet.written)
            if problems:
                raise FiguresError(problems)
            self._sheet = sheet

    def _as_asked(self, sheet: Sheet) -> Sheet:
        """Return the sheet with its columns called and its signs read as somebody said."""
        header, heeded = [], set[str]()
        for at, cell in enumerate(sheet.header):
            own = (fold(cell), letters(at).lower())
            called = {said: kind for said, kind in self.asked.columns.items() if fold(said) in own}
            kind = next(iter(called.values()), cell)
            heeded.update(called)
            header.append(IGNORED if kind == "ignored" else kind)
        return evolve(sheet, header=tuple(header), marks=dict(self.asked.marks), heeded=heeded, written=sheet.header)

    def _rows(self, piece: bytes, number: int) -> Iterator[Row]:
        assert self._sheet is not None
        where = f"{self.path.name}:{number}"
        try:
            read = sheet_of(self._head + piece.decode("utf-8"), self.path.name)
            all_cells = [cells for _, cells in read.rows]
        except UnicodeDecodeError as error:
            yield Row(self._sheet, number, [], _no_text(where, piece, error))
            return
        except FiguresError as error:
            yield Row(self._sheet, number, [], error.problems[0].at(where))
            return
        for cells in all_cells:
            if any(cell.strip() for cell in cells):
                yield Row(self._sheet, number, cells, asked=self.asked)


def runs_on(line: bytes, delimiter: str) -> bool:
    """Tell whether a cell in quotes is still open at the end. A quote in the middle of a cell is a sign of inches."""
    if b'"' not in line:
        return False
    inside = quoted = False
    start = True
    for letter in line.decode("utf-8", errors="replace"):
        if inside:
            inside = letter != '"'
        elif letter == '"' and (start or quoted):
            inside = quoted = True
        else:
            quoted = False
        start = letter in (delimiter, "\n") and not inside
    return inside


def _no_text(where: str, line: bytes, error: UnicodeDecodeError) -> Problem:
    return problem("NTM504.utf8", where, byte=f"0x{line[error.start]:02x}")


__all__ = ["GONE", "Row", "Tail", "runs_on"]
