"""What an OpenDocument spreadsheet says about its cells beside their values."""

from __future__ import annotations

import zipfile
from contextlib import suppress
from pathlib import Path

from ntmrules.errors import FiguresError, problem
from ntmrules.figures.marks import MAX_CELLS, Marks
from ntmrules.figures.open_formats import OpenFormats, answers_yes_or_no
from ntmrules.figures.xml_parts import MOST_COLUMNS, MOST_ROWS, parse


class _EnoughError(Exception):
    """What was looked for stands before here."""


class OpenSheets:
    """The tables of an OpenDocument spreadsheet: ``office:value-type`` says what is a percentage."""

    def __init__(self, path: Path, packed: zipfile.ZipFile) -> None:
        self.path, self.packed = path, packed
        self.found: dict[str, Marks] = {}
        self.formats = OpenFormats()
        self.column_styles: list[tuple[int, str]] = []
        self.row_style = ""
        self.table = ""
        self.row = self.column = 0
        self.repeat_rows = 1
        self.current: Marks | None = None
        self.hidden_rows: set[int] = set()
        self.hidden_columns: set[int] = set()
        self.merged: list[tuple[int, int, int, int]] = []
        self.columns_seen = 0
        self.errors_shown: list[tuple[int, int]] = []
        self.shown = ""
        self.cells: list[tuple[int, int]] = []
        self.comment: list[str] | None = None
        self.pieces: list[tuple[str, bool]] = []
        self.spans: list[bool] = []

    def sheets(self) -> dict[str, Marks]:
        """Return the marks by the name of the sheet."""
        content = self.packed.read("content.xml")
        if "styles.xml" in self.packed.namelist():
            self._styles(self.packed.read("styles.xml"))
        self._styles(content)
        parse(content, self.start, self.end, self.text)
        return self.found

    def _styles(self, data: bytes) -> None:
        """Read the number formats of a part, which stand before its cells."""
        formats = self.formats

        def start(tag: str, about: dict[str, str]) -> None:
            if tag == "body":
                raise _EnoughError
            formats.start(tag, about)

        with suppress(_EnoughError):
            parse(data, start, formats.end, formats.text)

    def start(self, tag: str, about: dict[str, str]) -> None:
        if tag == "table" and "name" in about:
            self.table = about["name"]
            self.current = Marks()
            self.row, self.columns_seen, self.column_styles = 0, 0, []
            self.hidden_rows, self.hidden_columns, self.merged = set(), set(), []
        elif self.current is None:
            return
        elif tag == "table-column":
            times = self._times(about, "number-columns-repeated", MOST_COLUMNS)
            if about.get("visibility") in ("collapse", "filter"):
                self.hidden_columns.update(range(self.columns_seen, self.columns_seen + times))
            self.columns_seen += times
            self.column_styles.append((self.columns_seen, about.get("default-cell-style-name", "")))
        elif tag == "table-row":
            self.repeat_rows, self.column = self._times(about, "number-rows-repeated", MOST_ROWS), 0
            self.row_style = about.get("default-cell-style-name", "")
            if about.get("visibility") in ("collapse", "filter") and self.repeat_rows < MOST_ROWS // 2:
                self.hidden_rows.update(range(self.row, self.row + self.repeat_rows))
        elif tag in ("table-cell", "covered-table-cell"):
            self._cell(about)
        elif tag == "annotation":
            self.comment = []
        elif tag == "span" and self.comment is None:
            style = about.get("style-name", "")
            self.spans.append(self.formats.raises(style) or any(self.spans[-1:]))
            if self.formats.strikes(style):
                self.current.struck.update(self.cells)
        elif tag == "s" and self.comment is None:
            self.pieces.append((" ", False))

    def _times(self, about: dict[str, str], key: str, most: int) -> int:
        times = int(about.get(key, 1))
        if not 0 < times <= most:
            raise ValueError(f"{key}={times}")
        return times

    def _cell(self, about: dict[str, str]) -> None:
        assert self.current is not None
        times = self._times(about, "number-columns-repeated", MOST_COLUMNS)
        kind = about.get("value-type", "")
        self.cells, self.pieces, self.spans = [], [], []
        down, right = int(about.get("number-rows-spanned", 1)), int(about.get("number-columns-spanned", 1))
        if down > 1 or right > 1:
            self.merged.append((self.row, self.column, self.row + down - 1, self.column + right - 1))
        if kind or "formula" in about:
            if (self.row + 1) * (self.column + times) > MAX_CELLS or self.repeat_rows * times > MAX_CELLS:
                raise FiguresError(problem("NTM508.far", self.path.name, cell=f"{self.row + 1}:{self.column + times}",
                                           most=MAX_CELLS))  # fmt: skip
            for row in range(self.row, self.row + self.repeat_rows):
                for column in range(self.column, self.column + times):
                    self._mark((row, column), kind, about)
                    self.cells.append((row, column))
            style = about.get("style-name") or self.row_style or self._column_style(self.column)
            if self.formats.strikes(style):
                self.current.struck.update(self.cells)
        self.column += times

    def _mark(self, at: tuple[int, int], kind: str, about: dict[str, str]) -> None:
        assert self.current is not None
        if kind in ("float", "currency", "percentage"):
            code = self.formats.code_of(about.get("style-name") or self.row_style or self._column_style(at[1]))
            if kind == "percentage" and "%" not in code:
                code = "0%"
            if code:
                self.current.formats[at] = code
            if code in ("", "General") and answers_yes_or_no(about.get("formula", "")):
                self.current.logical.add(at)
        if about.get("value-type") == "error" or (kind == "string" and about.get("string-value", "").startswith("#")):
            self.current.errors[at] = about.get("string-value") or "#N/A"
            if not about.get(
                "string-value"
            ):  # LibreOffice leaves it empty, and shows the error in the text of the cell
                self.errors_shown.append(at)
        elif "formula" in about and not kind:
            self.current.uncalculated.add(at)

    def _column_style(self, column: int) -> str:
        """Return the style that cells of a column have where they name none."""
        return next((style for end, style in self.column_styles if column < end), "")

    def text(self, said: str) -> None:
        if self.comment is not None:
            self.comment.append(said)
            return
        if self.cells:
            self.pieces.append((said, any(self.spans[-1:])))
        if self.errors_shown:
            self.shown += said

    def end(self, tag: str) -> None:
        if tag == "annotation" and self.comment is not None and self.current is not None:
            self.current.comments.update(dict.fromkeys(self.cells, " ".join(" ".join(self.comment).split())))
            self.comment = None
        elif tag in ("creator", "date") and self.comment is not None:
            self.comment.clear()  # who wrote it, and when, stand before what it says
        if tag == "span" and self.comment is None and self.spans:
            self.spans.pop()
        if tag in ("table-cell", "covered-table-cell") and self.current is not None:
            if any(up for _, up in self.pieces):
                self.current.raised.update(dict.fromkeys(self.cells, tuple(self.pieces)))
            self.cells, self.pieces = [], []
        if tag in ("table-cell", "covered-table-cell") and self.errors_shown and self.current is not None:
            shown = self.shown.strip()
            self.current.errors.update(dict.fromkeys(self.errors_shown, shown) if shown else {})
            self.errors_shown, self.shown = [], ""
        if tag == "table-row" and self.current is not None:
            self.row += self.repeat_rows
        elif tag == "table" and self.current is not None:
            made = self.current
            self.found[self.table] = Marks(
                formats=made.formats, errors=made.errors, uncalculated=made.uncalculated, logical=made.logical,
                hidden_rows=frozenset(self.hidden_rows), hidden_columns=frozenset(self.hidden_columns),
                merged=tuple(self.merged), struck=made.struck, comments=made.comments,
                raised=made.raised,
            )  # fmt: skip
            self.current = None
