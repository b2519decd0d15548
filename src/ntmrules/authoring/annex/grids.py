"""The tables of a file as grids of text, of Word, HTML, CSV and Excel alike; nothing in the file acts."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from ntmrules.authoring.annex.sheet_looks import unseen_cells
from ntmrules.authoring.annex.sheets import sheet_grid
from ntmrules.authoring.annex.tables import MOST_BYTES, MOST_CELLS, Filling, Grid, tidy
from ntmrules.authoring.annex.web import html_grids
from ntmrules.authoring.annex.word import docx_grids
from ntmrules.errors import NtmRulesError, UsageError, problem
from ntmrules.figures.csv import csv_text
from ntmrules.figures.workbook import read_workbook
from ntmrules.messages import Fault, Pair
from ntmrules.messages.foreign import Foreign

FORMS = (".docx", ".html", ".htm", ".csv", ".xlsx")


def read_grids(path: Path) -> list[Grid]:
    """Return the tables of a file; ``UsageError`` NTM026 where it is none of the four kinds, or cannot be read as its kind."""
    suffix = path.suffix.casefold()
    if suffix not in FORMS:
        raise UsageError(problem("NTM026.kind", str(path), kind=suffix or "?"))
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError(problem("NTM026.size", str(path)))
        data = path.read_bytes()
    except OSError as error:
        raise UsageError(problem("NTM026.open", str(path), fault=Fault(error))) from None
    try:
        if suffix == ".xlsx":
            sheets = list(read_workbook(path))
            unseen = unseen_cells(path)
            grids = [sheet_grid(sheet, unseen.get(sheet.name, ())) for sheet in sheets]
        elif suffix == ".csv":
            grids = [_csv(csv_text(path).text)]
        else:
            grids = docx_grids(data) if suffix == ".docx" else html_grids(data)
    except NtmRulesError as error:
        raise UsageError([each.at(str(path)) for each in error.problems]) from None
    except (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, LookupError, ValueError, RuntimeError, EOFError,
            OSError, csv.Error) as error:  # fmt: skip
        raise UsageError(problem("NTM026.read", str(path), kind=suffix, fault=_fault(error))) from None
    return [grid for grid in grids if any(any(row) for row in grid.rows)]


FAULTS: tuple[tuple[type[BaseException], Pair], ...] = (
    (zipfile.BadZipFile, Pair("bên trong không phải tệp Word", "inside it is no file of Word")),
    (zlib.error, Pair("phần nén bị hỏng", "a packed part is broken")),
    (EOFError, Pair("tệp bị cắt cụt", "the file is cut off")),
    (KeyError, Pair("thiếu phần chứa văn bản của tệp Word", "the part with the text of a Word file is lacking")),
    (ElementTree.ParseError, Pair("phần XML bị hỏng", "a part in XML is broken")),
    (UnicodeError, Pair("chữ không phải Unicode (UTF-8, UTF-16)", "the letters are not Unicode (UTF-8, UTF-16)")),
    (LookupError, Pair("bảng mã chữ không ai biết", "an encoding that nobody knows")),
    (RecursionError, Pair("lồng nhau quá sâu", "too deep inside of one another")),
    (RuntimeError, Pair("tệp có mật khẩu", "the file has a password")),
    (ValueError, Pair("quá nhiều ô, quá nhiều lớp thẻ, hoặc phần XML không an toàn",
                      "too many cells, too many tags inside of tags, or a part in XML that is not safe")),
)  # fmt: skip
"""What the readers of the kinds of files raise, in our words."""


def _fault(error: BaseException) -> Pair | Fault | Foreign:
    if isinstance(error, csv.Error):
        return Foreign(error)
    return next((told for kind, told in FAULTS if isinstance(error, kind)), Fault(error))


def _csv(text: str) -> Grid:
    """Return the table; of the separators the one that cuts most lines into equally many cells."""
    cut: dict[str, list[list[str]]] = {}
    fault: csv.Error | None = None
    for mark in ";,\t":
        try:  # what stands in quotes ends before the true separator alone
            cut[mark] = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark, strict=True))
        except csv.Error as error:
            fault = error
    if fault is not None and not any(len(row) > 1 for rows in cut.values() for row in rows):
        raise fault
    usual = {mark: Counter(len(row) for row in rows if len(row) > 1).most_common(1) for mark, rows in cut.items()}
    mark = max(cut, key=lambda each: usual[each][0][1] * (usual[each][0][0] > 2) if usual[each] else 0)
    rows, width = cut[mark], usual[mark][0][0] if usual[mark] else 1
    if sum(map(len, rows)) > MOST_CELLS or max(map(len, rows), default=0) * len(rows) > MOST_CELLS * 4:
        raise ValueError("too many cells")
    grid = Filling([dict(enumerate(map(tidy, row))) for row in rows]).grid("bảng 1")
    ragged = frozenset(
        number for number, row in enumerate(rows)
        if len(row) > width or (len(row) < width and sum(bool(cell.strip()) for cell in row) > 4)
    )  # fmt: skip
    uneven = frozenset(number for number, row in enumerate(rows) if len(row) != width)
    return Grid(grid.name, grid.rows, ragged=ragged, uneven=uneven)
