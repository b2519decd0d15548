"""The tables of a file as grids of text, of Word, HTML, CSV and Excel alike; nothing in the file acts."""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from ntmrules.authoring.annex.sheets import sheet_grid
from ntmrules.authoring.annex.tables import MOST_BYTES, MOST_CELLS, Filling, Grid, tidy
from ntmrules.authoring.annex.web import html_grids
from ntmrules.authoring.annex.word import docx_grids
from ntmrules.errors import NtmRulesError, UsageError, problem
from ntmrules.figures.csv import csv_text
from ntmrules.figures.workbook import read_workbook

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
        raise UsageError(problem("NTM026.open", str(path), fault=error.strerror or str(error))) from None
    try:
        if suffix == ".xlsx":
            grids = [sheet_grid(sheet) for sheet in read_workbook(path)]
        elif suffix == ".csv":
            grids = [_csv(csv_text(path).text)]
        else:
            grids = docx_grids(data) if suffix == ".docx" else html_grids(data)
    except NtmRulesError as error:
        raise UsageError([each.at(str(path)) for each in error.problems]) from None
    except (zipfile.BadZipFile, zlib.error, ElementTree.ParseError, LookupError, ValueError, RuntimeError, EOFError,
            OSError, csv.Error) as error:  # fmt: skip
        raise UsageError(problem("NTM026.read", str(path), kind=suffix, fault=str(error)[:120])) from None
    return [grid for grid in grids if any(any(row) for row in grid.rows)]


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
