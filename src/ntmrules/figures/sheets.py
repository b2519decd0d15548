"""Figures from spreadsheets, Parquet and JSON: the cells of a sheet, for the same reading as CSV.

A number in such a file is a number already: it is handed on as text that can be read in one way only.
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from ntmrules.errors import FiguresError, problem
from ntmrules.figures.csv import Sheet
from ntmrules.messages import Phrase
from ntmrules.messages.foreign import Foreign

MAX_BYTES = 256 << 20


def read_table(path: Path) -> Sheet:
    """Return the sheet in the xlsx, xls, ods, Parquet or JSON file at ``path``.

    Raises ``FiguresError``: NTM501 when it cannot be read or the extra for it is not installed, NTM504 when it is no
    such file, NTM508 when it holds no table.
    """
    if not path.is_file():
        raise FiguresError(problem("NTM501.missing", str(path)))
    if path.stat().st_size > MAX_BYTES:
        raise FiguresError(problem("NTM508.large", path.name, size=path.stat().st_size >> 20, most=MAX_BYTES >> 20))
    reader = {".parquet": _parquet, ".json": _json}.get(path.suffix.lower(), _spreadsheet)
    return reader(path)


def _spreadsheet(path: Path) -> Sheet:
    """Return the first sheet that has cells; rows above the header that say something in one cell only are remarks."""
    calamine = _extra("python_calamine", "office", path)
    book = _opened(path, lambda: calamine.CalamineWorkbook.from_path(str(path)), Phrase("remarks.spreadsheet"))
    for name in book.sheet_names:
        rows = _opened(path, lambda name=name: book.get_sheet_by_name(name).to_python(skip_empty_area=False),  # type: ignore[misc]
                       Phrase("remarks.spreadsheet"))  # fmt: skip
        if any(_text(cell) for row in rows for cell in row):
            return _sheet(path.name if len(book.sheet_names) == 1 else f"{path.name}[{name}]", rows)
    raise _empty(path.name)


def _sheet(name: str, rows: Sequence[Sequence[Any]]) -> Sheet:
    texts = [[_text(cell) for cell in row] for row in rows]
    remarks: list[str] = []
    for index, row in enumerate(texts):
        filled = [cell for cell in row if cell]
        if len(filled) > 1 and not filled[0].startswith("#"):
            header = tuple(cell.strip() for cell in row)
            return Sheet(name, header, index + 1, _numbered(texts, index + 1), tuple(remarks))
        remarks += [cell.lstrip("# ") for cell in filled]
    raise _empty(name)


def _numbered(rows: Sequence[list[str]], start: int) -> Iterator[tuple[int, list[str]]]:
    for index, row in enumerate(rows[start:], start + 1):
        if not (row and row[0].lstrip().startswith("#")):
            yield index, row


def _parquet(path: Path) -> Sheet:
    """Return the columns of a Parquet file; row 1 stands for its column names."""
    parquet = _extra("pyarrow.parquet", "table", path)
    file = _opened(path, lambda: parquet.ParquetFile(path), "a Parquet file")
    header = tuple(str(name).strip() for name in file.schema_arrow.names)
    if not header:
        raise _empty(path.name)
    return Sheet(path.name, header, 1, _parquet_rows(path, file))


def _parquet_rows(path: Path, file: Any) -> Iterator[tuple[int, list[str]]]:
    row = 1
    batches = file.iter_batches(batch_size=4096)
    while True:
        batch = _opened(path, lambda: next(batches, None), "a Parquet file")
        if batch is None:
            return
        for cells in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            row += 1
            yield row, [_text(cell) for cell in cells]


def _json(path: Path) -> Sheet:
    """Return a list of objects as rows, each key a column; objects may leave keys out. Row n is the n-th object."""
    try:
        data = json.loads(path.read_bytes().decode("utf-8-sig"), parse_float=Decimal, parse_constant=_no_number)
    except UnicodeDecodeError:
        raise FiguresError(problem("NTM504.json-utf8", path.name)) from None
    except (ValueError, RecursionError) as error:
        raise FiguresError(problem("NTM504.no-json", path.name, error=Foreign(error))) from None
    if not isinstance(data, list) or not all(isinstance(each, dict) for each in data):
        raise FiguresError(problem("NTM508.objects", path.name))
    header = tuple(dict.fromkeys(str(key).strip() for each in data for key in each))
    if not header:
        raise _empty(path.name)
    rows = ((index, [_text(value) for value in _laid(each, header)]) for index, each in enumerate(data, 1))
    return Sheet(path.name, header, 0, rows)


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
        return "đạt" if cell else "chưa đạt"
    if isinstance(cell, (int, float, Decimal)):
        return _number(Decimal(repr(cell)) if isinstance(cell, float) else Decimal(cell))
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, (list, dict)):
        return json.dumps(cell, ensure_ascii=False, default=str)
    return str(cell)


def _number(number: Decimal) -> str:
    if not number.is_finite():
        return str(number)
    if number == number.to_integral_value():
        return f"{number:.0f}"
    text = f"{number:f}"
    # Three digits behind the point could be thousands in a text; in a number they are not, and a nought says so.
    return text + "0" if len(text.partition(".")[2]) == 3 else text


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
    except Exception as error:  # noqa: BLE001  (readers written in Rust and C++ raise classes of their own)
        said = (str(error).splitlines() or [type(error).__name__])[0]
        raise FiguresError(problem("NTM504.unreadable", path.name, said=Foreign(said), kind=kind)) from None


def _empty(name: str) -> FiguresError:
    return FiguresError(problem("NTM508.empty", name))
