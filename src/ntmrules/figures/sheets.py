"""Figures from spreadsheets, Parquet and JSON: the cells of a sheet, for the same reading as CSV.

A number in such a file is a number already: it is handed on as text that can be read in one way only.
"""

from __future__ import annotations

import json
import math
import struct
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ntmrules.errors import FiguresError, problem
from ntmrules.figures import headings
from ntmrules.figures.asked import Asked
from ntmrules.figures.beside_cells import beside_cells, hear_comments
from ntmrules.figures.csv import Sheet, refuse_long_cells, refuse_many_subjects, sheets_beside, utf16_of
from ntmrules.figures.held import Held
from ntmrules.figures.live import live_form, refuse_torn
from ntmrules.figures.live_cells import live_tables
from ntmrules.figures.no_tables import refuse_no_text
from ntmrules.figures.row_words import listed_commune
from ntmrules.figures.signs import IGNORED
from ntmrules.figures.tally_headings import tally_in
from ntmrules.figures.titles import provinces_in, units_headed
from ntmrules.figures.workbook import SheetGrid, decimal_of, letters, one_way, plain, read_workbook, text_of
from ntmrules.json_text import read_json
from ntmrules.messages import Joined, Phrase
from ntmrules.messages.foreign import Foreign
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import name_key, same_name
from ntmrules.patterns import later

MAX_BYTES = 256 << 20
MOST_COLUMNS = 20_000
_YEAR = later(r"(?:nam )?((?:19|20)\d\d)\Z")
_KINDS = ("xa ", "phuong ", "thi tran ", "huyen ", "thi xa ", "thanh pho ", "tp ", "tx ")


def read_table(path: Path, asked: Asked | None = None) -> Sheet:
    """Return the one table in the file at ``path``; see :func:`read_tables` and :func:`only_table`."""
    return only_table(read_tables(path, asked or Asked()))


def only_table(sheets: Iterable[Sheet]) -> Sheet:
    """Return the only one of some tables; ``FiguresError`` NTM508 where another one is headed further down."""
    first, *others = sheets
    if others:
        raise FiguresError(problem("NTM508.headed-anew", f"{others[0].name}:{others[0].header_row}"))
    return first


def read_tables(path: Path, asked: Asked) -> Iterator[Sheet]:
    """Yield the tables in the xlsx, xls, ods, Parquet or JSON file at ``path``: one, or the sheets that were asked for.

    Raises ``FiguresError``: NTM501 when it cannot be read or the extra for it is not installed, NTM504 when it is no
    such file, NTM508 when it holds no table, NTM514 when it holds several and nobody said which.
    """
    if not path.is_file():
        raise FiguresError(problem("NTM501.missing", str(path)))
    if path.stat().st_size == 0:
        raise _empty(path.name)
    if path.stat().st_size > MAX_BYTES:
        raise FiguresError(problem("NTM508.large", path.name, size=path.stat().st_size >> 20, most=MAX_BYTES >> 20))
    reader = {".parquet": _parquet, ".json": _json}.get(path.suffix.lower())
    if reader is not None:
        yield reader(path)
    else:
        yield from _spreadsheet(path, asked)


def _spreadsheet(path: Path, asked: Asked) -> Iterator[Sheet]:
    from ntmrules.figures.layout import tables_in

    grids = [grid for grid in read_workbook(path) if not grid.empty()]
    if not grids:
        raise _empty(path.name)
    for grid in grids:
        hear_comments(grid)
    form = live_form(grids, path.name)
    if form is not None:
        only = () if asked.sheets == ("all",) else asked.sheets
        laid = {f"{path.name}[{grid.name}]": grid for grid in grids}
        for sheet in live_tables(grids, form, path.name, only=only):
            sheet.notes[:0] = beside_cells(laid[sheet.name], sheet)
            _left_out(sheet, asked)
            yield sheet
        return
    for grid in grids if not asked.sheets else ():
        refuse_torn(grid, f"{path.name}[{grid.name}]")
    wanted = _wanted(path.name, grids, asked)
    unused = [grid.name for grid in grids if grid not in wanted]
    joined: list[str] = []
    for grid in wanted:
        name = path.name if len(grids) == 1 else f"{path.name}[{grid.name}]"
        sheets = tables_in(grid, name, asked)
        sheets[0].notes[:0] = beside_cells(grid, sheets[0])
        if unused and grid is wanted[0]:
            hidden = [each.name for each in grids if each.hidden and each not in wanted]
            sheets[0].notes.insert(0, sheets_beside(path.name, (each.name for each in wanted), unused, hidden))
        for sheet in sheets:
            _named_after(sheet, grid.name, asked.province)
            sheet.of_book = grid.name
            sheet.several = len(wanted) > 1
            if sheet.several and asked.unit and not sheet.named_unit and "unit" not in sheet.header:
                joined.append(grid.name)
            if grid is wanted[-1] and sheet is sheets[-1] and len(joined) > 1:
                said: dict[str, object] = {"sheet": path.name, "sheets": ", ".join(joined), "unit": asked.unit}
                sheet.notes.append(("joined", said))
            yield sheet


def _left_out(sheet: Sheet, asked: Asked) -> None:
    """Leave columns of figures of a live form out that somebody said to ignore, by their letters or subjects."""
    wanted = [said for said, kind in asked.columns.items() if kind == "ignored"]
    columns = {at: said for at, name in enumerate(sheet.header) for said in wanted
               if name not in (*headings.columns(), IGNORED) and fold(said) in (letters(at).lower(), fold(name))}  # fmt: skip
    sheet.heeded.update(columns.values())
    if columns:
        sheet.notes.append(("columns", {"sheet": sheet.name, "columns": ", ".join(
            f"{letters(at)} {sheet.header[at]!r}" for at in columns)}))  # fmt: skip
        sheet.header = tuple(IGNORED if at in columns else name for at, name in enumerate(sheet.header))


def _wanted(name: str, grids: list[SheetGrid], asked: Asked) -> list[SheetGrid]:
    """Return the sheets to read; hidden ones only where they are named."""
    from ntmrules.figures.layout import looks_like_figures

    if asked.sheets and asked.sheets != ("all",):
        by_name = {name_key(grid.name): grid for grid in grids}
        for each in asked.sheets:
            if name_key(each) not in by_name:
                names = [grid.name for grid in grids]
                raise FiguresError(problem("NTM514.unknown", name, name=each, sheets=Joined(names), near=(each, names)))
        return [by_name[name_key(each)] for each in asked.sheets]
    seen = [grid for grid in grids if not grid.hidden]
    if not seen:
        raise FiguresError(problem("NTM514.several", name, sheets=Joined([grid.name for grid in grids])))
    figures = [grid for grid in seen if looks_like_figures(grid)]
    if asked.sheets:
        return figures or seen
    if len(figures) > 1:
        raise FiguresError(problem("NTM514.several", name, sheets=Joined([grid.name for grid in figures])))
    if not figures and len(seen) > 1:
        several = [grid for grid in seen if any(sum(bool(cell) for cell in row) > 1 for row in grid.rows)]
        if len(several) > 1:
            raise FiguresError(problem("NTM514.several", name, sheets=Joined([grid.name for grid in several])))
        return several or seen[:1]
    return figures or seen


def _named_after(sheet: Sheet, name: str, province: str | None) -> None:
    """A sheet a commune, or a sheet a year: its name says what no column does.

    A name without the word for its kind is that of a commune of the province that a title or ``province`` names.
    """
    plain_name = fold(name)
    year = _YEAR.match(plain_name)
    if year and sheet.named_year is None:
        sheet.named_year = int(year[1])
    elif plain_name.startswith(_KINDS) and not sheet.across:
        sheet.named_unit = " ".join(name.split())
    elif not sheet.across:  # «Hà Lâu» below «UBND XÃ HÀ LÂU»: two sources that agree
        headed = [each for each in units_headed(sheet.remarks) if same_name(each, name)]
        listed = listed_commune(" ".join(name.split()), (province, *provinces_in(sheet.remarks)))
        sheet.named_unit, sheet.called = headed[-1] if headed else listed or "", " ".join(name.split())


def _parquet(path: Path) -> Sheet:
    """Return the columns of a Parquet file; row 1 stands for its column names."""
    parquet = _extra("pyarrow.parquet", "table", path)
    given: Any = path
    source = given.open("rb") if isinstance(given, Held) else given
    file = _opened(path, lambda: parquet.ParquetFile(source), Phrase("remarks.parquet"))
    names = _opened(
        path, lambda: tuple(str(name).strip() for name in file.schema_arrow.names), Phrase("remarks.parquet")
    )
    if not names:
        raise _empty(path.name)
    if len(names) > MOST_COLUMNS:
        raise FiguresError(problem("NTM508.wide", path.name, columns=len(names), most=MOST_COLUMNS))
    header, notes = _with_unread(path.name, names, _canonical(names))
    return Sheet(path.name, header, 1, _parquet_rows(path, file), notes=notes)


def _parquet_rows(path: Path, file: Any) -> Iterator[tuple[int, list[str]]]:
    row = 1
    batches = file.iter_batches(batch_size=4096)
    single = {at for at, field in enumerate(file.schema_arrow) if str(field.type) in ("float", "halffloat")}
    while True:
        batch = _opened(path, lambda: next(batches, None), Phrase("remarks.parquet"))
        if batch is None:
            return
        columns = _opened(
            path,
            lambda batch=batch: [column.to_pylist() for column in batch.columns],  # type: ignore[misc]
            Phrase("remarks.parquet"),
        )
        for cells in zip(*columns, strict=True):
            row += 1
            texts = [_text(_short(cell) if at in single else cell) for at, cell in enumerate(cells)]
            refuse_long_cells(path.name, row, texts)
            yield row, texts


def _short(cell: object) -> object:
    """Return a number of 32 bits at the digits that it has: the shortest text that means it."""
    if not isinstance(cell, float) or not math.isfinite(cell):
        return cell
    for digits in range(6, 10):
        text = format(cell, f".{digits}g")
        if struct.pack("<f", float(text)) == struct.pack("<f", cell):
            return Decimal(text)
    return cell


def _json(path: Path) -> Sheet:
    """Return a list of objects as rows, each key a column; objects may leave keys out. Row n is the n-th object."""
    raw = path.read_bytes()
    refuse_no_text(path, raw[:4096], is_utf16=utf16_of(raw) is not None)
    try:
        text = raw.decode("utf-8-sig")
        data = read_json(text, parse_float=_decimal, parse_int=_whole, parse_constant=_no_number,
                          object_pairs_hook=lambda pairs: _once(path, pairs))  # fmt: skip
    except UnicodeDecodeError:
        raise FiguresError(problem("NTM504.json-utf8", path.name)) from None
    except ValueError as error:
        raise FiguresError(problem("NTM504.no-json", path.name, error=Foreign(error))) from None
    if not isinstance(data, list) or not all(isinstance(each, dict) for each in data):
        raise FiguresError(problem("NTM508.objects", path.name))
    names = tuple(dict.fromkeys(str(key).strip() for each in data for key in each))
    if not names:
        raise _empty(path.name)
    if len(names) > MOST_COLUMNS:
        raise FiguresError(problem("NTM508.wide", path.name, columns=len(names), most=MOST_COLUMNS))
    called = _canonical(names)
    if "subject" in called:
        own = names[called.index("subject")]
        refuse_many_subjects(path.name, 0, ("subject",), [(str(each.get(own)),) for each in data])
    header, notes = _with_unread(path.name, names, called)
    return Sheet(path.name, header, 0, _json_rows(path.name, data, names), notes=notes)


def _json_rows(sheet: str, data: Iterable[dict[str, Any]], names: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    for index, each in enumerate(data, 1):
        texts = [_text(value) for value in _laid(each, names)]
        refuse_long_cells(sheet, index, texts)
        yield index, texts


def _with_unread(
    sheet: str, names: Sequence[str], called: Sequence[str]
) -> tuple[tuple[str, ...], list[tuple[str, dict[str, object]]]]:
    """Return the columns with those that only people read («STT», «kế hoạch») marked as not read, and the note that says so."""
    unread = {at: repr(name) for at, name in enumerate(names) if headings.role(name) == "ignored"}
    header = tuple(IGNORED if at in unread else each for at, each in enumerate(called))
    return header, [("columns", {"sheet": sheet, "columns": ", ".join(unread.values())})] if unread else []


def _canonical(names: Iterable[str]) -> tuple[str, ...]:
    """Return headings with the kinds of columns in their English names; ``đơn vị`` and the like become ``unit``."""
    known = tuple(names)
    called = [name if (kind := headings.role(name)) in (None, "ignored") else str(kind) for name in known]
    called = [
        "period" if headings.is_bare_year(name, known) else each for each, name in zip(called, known, strict=True)
    ]
    beside = [at for at in headings.districts_beside_communes(known) if called[at] == "unit"]
    if len(beside) == 1 and called.count("unit") > 1 and "within" not in called:
        called[beside[0]] = "within"
    return tuple(tally_in(name) or name for name in called)


def _once(path: Path, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        (twice, _), *_ = Counter(name for name, _ in pairs).most_common(1)
        raise FiguresError(problem("NTM504.double-key", path.name, key=twice))
    for name, value in pairs:
        for text in (name, value):
            if isinstance(text, str) and any("\ud800" <= letter <= "\udfff" for letter in text):
                raise ValueError(f"half a character in {name!r}")
    return found


def _decimal(text: str) -> Decimal:
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise ValueError(f"the number {text[:40]} is out of all bounds") from None
    if abs(number.adjusted()) > 60:
        raise ValueError(f"the number {text[:40]} is out of all bounds")
    return number


def _whole(text: str) -> int:
    if len(text) > 60:
        raise ValueError(f"the number {text[:40]}… has {len(text)} digits")
    return int(text)


def _laid(item: dict[str, Any], header: Iterable[str]) -> list[Any]:
    cells = {str(key).strip(): value for key, value in item.items()}
    return [cells.get(name) for name in header]


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is no number")


def _text(cell: object) -> str:
    """Return a cell as text that the reading of cells takes in one way: plain decimals, ISO dates, words."""
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, Decimal):
        return _written(cell)
    if isinstance(cell, (int, float)):
        return plain(decimal_of(cell))
    if isinstance(cell, (list, dict)):
        return json.dumps(cell, ensure_ascii=False, default=str)[:200]
    if isinstance(cell, bytes):
        return cell.decode("utf-8", errors="replace")
    return text_of(cell)


def _written(number: Decimal) -> str:
    """Return a number with the noughts it was written with: 17.10 in JSON is a label of its own."""
    if not number.is_finite() or abs(number.adjusted()) > 60:
        return str(number)
    return one_way(f"{number:f}")


def _extra(module: str, extra: str, path: Path) -> Any:
    from importlib import import_module

    try:
        return import_module(module)
    except ImportError:
        raise FiguresError(
            problem(
                "NTM501.extra",
                path.name,
                suffix=path.suffix,
                package=module.partition(".")[0].replace("_", "-"),
                extra=extra,
            )
        ) from None


def _opened(path: Path, read: Callable[[], Any], kind: object) -> Any:
    """Return what ``read`` gives; whatever a foreign reader raises means that the file is not what it is called."""
    try:
        return read()
    except FiguresError:
        raise
    except Exception as error:  # noqa: BLE001  (readers written in Rust and C++ raise classes of their own)
        said = (str(error).splitlines() or [type(error).__name__])[0]
        raise FiguresError(problem("NTM504.unreadable", path.name, said=Foreign(said), kind=kind)) from None


def _empty(name: str) -> FiguresError:
    return FiguresError(problem("NTM508.empty", name))
