"""Files as offices have them, made anew: workbooks, ods and text in a few lines, and what is read of them."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest
import xlsxwriter
from attrs import frozen

from ntmrules import FiguresError, Library, Rulebook, read_figures
from ntmrules.model.figures import Entry, FigureTable
from ntmrules.model.verdicts import Verdict

ON = "2023-12-31"
PROVINCES = ("quang-ninh", "nghe-an")


@frozen
class Shown:
    """A number with the format that a person sees it in."""

    number: float
    code: str


@frozen
class Formula:
    """A formula with the result that the last program left in the cell; XlsxWriter leaves 0 and asks to calculate anew."""

    text: str
    result: Any = 0


@frozen(kw_only=True)
class Page:
    """One sheet: rows of cells, merged ranges as (row, column, row, column) from 0, what is hidden."""

    rows: Sequence[Sequence[Any]]
    merged: Sequence[tuple[int, int, int, int]] = ()
    hidden: bool = False
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()


@cache
def rulebook(province: str = PROVINCES[0]) -> Rulebook:
    """Return the set of communes of 2021-2025 in a province, without plugins."""
    return Library(plugins=()).rulebook("xa-ntm", province=province, on=ON)


def workbook(path: Path, pages: Mapping[str, Page]) -> Path:
    """Write an xlsx with XlsxWriter."""
    with xlsxwriter.Workbook(str(path)) as book:
        for name, page in pages.items():
            sheet = book.add_worksheet(name)
            for top, left, bottom, right in page.merged:
                sheet.merge_range(top, left, bottom, right, "")
            for row, cells in enumerate(page.rows):
                for column, cell in enumerate(cells):
                    _write(book, sheet, row, column, cell)
            for row in page.hidden_rows:
                sheet.set_row(row, None, None, {"hidden": True})
            for column in page.hidden_columns:
                sheet.set_column(column, column, None, None, {"hidden": True})
            if page.hidden:
                sheet.hide()
    return path


def _write(book: xlsxwriter.Workbook, sheet: Any, row: int, column: int, cell: Any) -> None:
    if isinstance(cell, Shown):
        sheet.write_number(row, column, cell.number, book.add_format({"num_format": cell.code}))
    elif isinstance(cell, Formula):
        sheet.write_formula(row, column, cell.text, None, cell.result)
    elif isinstance(cell, str) and cell:
        sheet.write_string(row, column, cell)
    elif cell is not None and cell != "":
        sheet.write(row, column, cell)


def repacked(path: Path, part: str, old: str, new: str) -> Path:
    """Return a copy of a packed file in which one part says something else; the old text has to be there."""
    copy = path.with_name(f"re-{path.name}")
    with zipfile.ZipFile(path) as given, zipfile.ZipFile(copy, "w", zipfile.ZIP_DEFLATED) as made:
        for name in given.namelist():
            data = given.read(name)
            if name == part:
                assert old.encode() in data
                data = data.replace(old.encode(), new.encode())
            made.writestr(name, data)
    return copy


_MANIFEST = (
    '<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
    '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/></manifest:manifest>'
)
_ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content'
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>'
    '<table:table table:name="Sheet1">{rows}</table:table></office:spreadsheet></office:body></office:document-content>'
)


def ods(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """Write an ods; a :class:`Shown` number becomes a cell of per cent."""
    text = "".join(f"<table:table-row>{''.join(_ods_cell(cell) for cell in row)}</table:table-row>" for row in rows)
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr("META-INF/manifest.xml", _MANIFEST)
        made.writestr("content.xml", _ODS.format(rows=text))
    return path


def _ods_cell(cell: Any) -> str:
    if cell is None:
        return "<table:table-cell/>"
    if isinstance(cell, Shown):
        return f'<table:table-cell office:value-type="percentage" office:value="{cell.number}"/>'
    if isinstance(cell, bool):
        said = str(cell).lower()
        return f'<table:table-cell office:value-type="boolean" office:boolean-value="{said}"/>'
    if isinstance(cell, Formula):
        told = f'table:formula="of:={escape(cell.text)}" office:value-type="float" office:value="{int(cell.result)}"'
        return f"<table:table-cell {told}/>"
    if isinstance(cell, (int, float)):
        return f'<table:table-cell office:value-type="float" office:value="{cell}"/>'
    return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'


def xls(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """Write an old Excel file; a :class:`Shown` number keeps its format."""
    xlwt = pytest.importorskip("xlwt")
    book = xlwt.Workbook()
    sheet = book.add_sheet("Biểu")
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells):
            if isinstance(cell, Shown):
                sheet.write(row, column, cell.number, xlwt.easyxf(num_format_str=cell.code))
            else:
                sheet.write(row, column, cell)
    book.save(str(path))
    return path


def locked(stream_name: str = "EncryptedPackage") -> bytes:
    """Return a workbook behind a password: a compound file with an encrypted package, or an old one that says so."""
    compound = pytest.importorskip("xlwt.CompoundDoc")
    stream = io.BytesIO()
    begins = struct.pack("<HHHHHHII", 0x0809, 16, 0x0600, 0x0005, 0, 0, 0, 0)
    password = struct.pack("<HHHHH", 0x002F, 6, 0, 1, 1)
    compound.XlsDoc().save(stream, begins + password + struct.pack("<HH", 0x000A, 0))
    entry, named = (name.encode("utf-16-le").ljust(64, b"\0") + struct.pack("<H", 2 * len(name) + 2)
                    for name in ("Workbook", stream_name))  # fmt: skip
    data = stream.getvalue()
    assert entry in data
    return data.replace(entry, named)


def locked_ods(*, whole: bool = False) -> bytes:
    """Return an ods behind a password: each part encrypted, or all of it as one part, as programs write it since 2024."""
    part = "encrypted-package" if whole else "content.xml"
    told = f'"{part}" manifest:media-type="text/xml"><manifest:encryption-data/></manifest:file-entry>'
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        made.writestr(
            "META-INF/manifest.xml", _MANIFEST.replace('"content.xml" manifest:media-type="text/xml"/>', told)
        )
        made.writestr(part, bytes(range(256)))
    return stream.getvalue()


def made_at(folder: Path, name: str, content: Any) -> Path:
    """Write ``content`` under ``name``: bytes as they are, text in UTF-8, rows or pages as the workbook that the name says."""
    path = folder / name
    if isinstance(content, bytes):
        path.write_bytes(content)
    elif isinstance(content, str):
        path.write_bytes(content.encode())
    elif path.suffix == ".ods":
        ods(path, content)
    else:
        page = content if isinstance(content, (Page, Mapping)) else Page(rows=content)
        workbook(path, page if isinstance(page, Mapping) else {"Sheet": page})
    return path


def table(path: Path, *, province: str = PROVINCES[0], **asked: Any) -> FigureTable:
    """Return the figures of a file, checked against the rulebook of a province."""
    return read_figures(path, rulebook=rulebook(province), **asked)


def read(path: Path, **asked: Any) -> dict[str, dict[str, str]]:
    """Return unit -> subject -> value in words: ``95``, ``95%``, ``met``; a figure and a verdict on it as ``80 | met``."""
    found: dict[str, dict[str, str]] = {}
    for unit in table(path, **asked).units:
        said = found.setdefault(unit.unit, {})
        for entry in unit.entries:
            said[entry.subject] = " | ".join(filter(None, (said.get(entry.subject), _worded(entry))))
    return found


def _worded(entry: Entry) -> str:
    value = entry.value
    if isinstance(value, Verdict):
        return value.value
    said = f"{value.normalize():f}" if isinstance(value, Decimal) else f"{value[0]}/{value[1]}"  # type: ignore[index]
    return said + (entry.unit or "")


def codes(path: Path, **asked: Any) -> list[str]:
    """Return the codes of what is wrong in a file, in the order of the cells; none when it is read."""
    try:
        table(path, **asked)
    except FiguresError as error:
        return [each.code for each in error.problems]
    return []


def places(path: Path, **asked: Any) -> list[str]:
    """Return ``row:column code`` of what is wrong in a file."""
    try:
        table(path, **asked)
    except FiguresError as error:
        return [f"{each.where.partition(':')[2]} {each.code}" for each in error.problems]
    return []


def left_out(path: Path, **asked: Any) -> list[tuple[str, object]]:
    """Return what was not used of a file: the kind of the remark with the row or the columns it is about."""
    return [
        (each.name, each.values.get("row") or each.values.get("columns") or each.values.get("rows") or each.values.get("unused"))
        for each in table(path, **asked).left_out
    ]  # fmt: skip


def verdicts(path: Path, number: str, *, province: str = PROVINCES[0], **asked: Any) -> dict[str, str]:
    """Return unit -> verdict on one criterion or indicator."""
    book = rulebook(province)
    return {
        unit.unit: str(book.evaluate(unit).node(number).verdict.value)  # type: ignore[union-attr]
        for unit in table(path, province=province, **asked).units
    }


# xlsb: records of BIFF12, a number of the record and its length in seven bits a byte; texts in UTF-16.

_XLSB_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="bin" ContentType="application/vnd.ms-excel.sheet.binary.macroEnabled.main"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/></Types>'
)
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_XLSB_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="{office}/{kind}" Target="{target}"/></Relationships>'
)


def xlsb(path: Path, rows: Sequence[Sequence[Any]]) -> Path:
    """Write an xlsb by hand: one sheet of texts, numbers and errors (``#N/A``), without styles."""
    width = max(map(len, rows))
    sheet = [_record(129), _record(148, struct.pack("<4I", 0, len(rows) - 1, 0, width - 1)), _record(145)]
    for row, cells in enumerate(rows):
        sheet.append(_record(0, struct.pack("<IIHBBBI", row, 0, 300, 0, 0, 0, 0)))
        for column, cell in enumerate(cells):
            at = struct.pack("<II", column, 0)
            if isinstance(cell, str) and cell == "#N/A":
                sheet.append(_record(3, at + b"\x2a"))
            elif isinstance(cell, str) and cell:
                sheet.append(_record(6, at + _wide(cell)))
            elif isinstance(cell, (int, float)):
                sheet.append(_record(5, at + struct.pack("<d", cell)))
    sheet += [_record(146), _record(130)]
    named = struct.pack("<II", 0, 1) + _wide("rId1") + _wide("Sheet1")
    book = [_record(131), _record(143), _record(156, named), _record(144), _record(132)]
    relations = _XLSB_RELATIONS.format
    with zipfile.ZipFile(path, "w") as packed:
        packed.writestr("[Content_Types].xml", _XLSB_TYPES)
        packed.writestr("_rels/.rels", relations(office=_OFFICE, kind="officeDocument", target="xl/workbook.bin"))
        packed.writestr("xl/workbook.bin", b"".join(book))
        own = relations(office=_OFFICE, kind="worksheet", target="worksheets/sheet1.bin")
        packed.writestr("xl/_rels/workbook.bin.rels", own)
        packed.writestr("xl/worksheets/sheet1.bin", b"".join(sheet))
    return path


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 128 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size, length = len(data), bytearray()
    while size > 127:
        length.append(size & 0x7F | 0x80)
        size >>= 7
    return head + bytes([*length, size]) + data


def _wide(text: str) -> bytes:
    return struct.pack("<I", len(text)) + text.encode("utf-16-le")
