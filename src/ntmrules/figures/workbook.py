"""Spreadsheets as people see them: the cells of each sheet as text, with what a value alone does not say.

A number format belongs to the value (0.3 shown as 30 % is ``30%``), an error cell and a formula that nobody calculated are
no empty cells, and hidden rows, columns and merged cells are told. Values come from calamine, which gives no formats; those
are read beside it from the parts of the file (xlsx, ods) or by xlrd (xls).
"""

from __future__ import annotations

import io
import math
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from pathlib import Path
from typing import Any

from attrs import Factory

from ntmrules.errors import FiguresError, problem
from ntmrules.figures.csv import refuse_long_cells, utf16_of
from ntmrules.figures.marks import MAX_CELLS, Marks
from ntmrules.figures.no_tables import no_spreadsheet
from ntmrules.figures.runs import Pieces, glued
from ntmrules.figures.scale import is_unit_of_measure
from ntmrules.figures.signs import RAISED, RATIO, SCALED, SHOWN_UNIT, STRUCK, TYPED_LABEL, UNCALCULATED, UNSEEN
from ntmrules.frozen import define, frozen
from ntmrules.messages.foreign import Foreign
from ntmrules.model.spelling import says_something, seen
from ntmrules.patterns import later

MOST_DIGITS = 30
KINDS = (".xlsx", ".xlsm", ".xlsb", ".ods", ".xls")


@define
class SheetGrid:
    """One sheet: its cells as text, row by row from row 1, and what was found around them.

    ``merged`` are (first row, first column, last row, last column), from 0, both ends inside. ``rounded`` are the numbers, by
    row and column, that the format shows with fewer places than they have: 1.96 as 2.0. ``struck`` are the cells that are struck
    out, ``comments`` what comments on cells say; ``raised``, ``masked`` and ``underlined`` are as in :class:`Marks`.
    """

    name: str
    rows: list[list[str]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merged: tuple[tuple[int, int, int, int], ...] = ()
    formats: Mapping[tuple[int, int], str] = Factory(dict)
    rounded: Mapping[tuple[int, int], tuple[str, str]] = Factory(dict)
    struck: Set[tuple[int, int]] = frozenset()
    comments: Mapping[tuple[int, int], str] = Factory(dict)
    raised: Mapping[tuple[int, int], Pieces] = Factory(dict)
    masked: Set[tuple[int, int]] = frozenset()
    underlined: Mapping[tuple[int, int], Pieces] = Factory(dict)

    def cell(self, row: int, column: int) -> str:
        """Return a cell; empty where the sheet has none there."""
        return self.rows[row][column] if row < len(self.rows) and column < len(self.rows[row]) else ""

    def written(self) -> Iterator[tuple[int, int, str]]:
        """Yield row, column and words of the cells beside whose number the format writes some: 16 shown as «16 tiêu chí»."""
        for (row, column), code in self.formats.items():
            sections = _plain_sections(code)
            words = sections[0].quoted.strip() if sections else ""
            if words and any(letter.isalpha() or letter == "/" for letter in words) and not is_unit_of_measure(words):
                yield row, column, words

    def empty(self) -> bool:
        """Whether nothing stands in the sheet."""
        return not any(cell for row in self.rows for cell in row)


def read_workbook(path: Path) -> list[SheetGrid]:
    """Return the sheets of the xlsx, xls or ods file at ``path`` in their order, hidden ones marked.

    Raises ``FiguresError``: NTM504 for what is no such file (a password, a web page, xlsb, a CSV under another name), NTM508 for
    one that is too large or refers to cells that cannot be.
    """
    import python_calamine as calamine

    marks = _marks_of(path)
    book = opened(path, lambda: calamine.CalamineWorkbook.from_filelike(io.BytesIO(path.read_bytes())))
    found = []
    for about in book.sheets_metadata:
        if about.typ is not calamine.SheetTypeEnum.WorkSheet:
            continue
        own = marks(about.name)
        rows = opened(path, lambda about=about: _values(book, about.name))  # type: ignore[misc]
        found.append(
            SheetGrid(
                name=about.name,
                rows=[[_shown(cell, (at, column), own) for column, cell in enumerate(row)] for at, row in enumerate(rows)],
                hidden=about.visible is not calamine.SheetVisibleEnum.Visible,
                hidden_rows=own.hidden_rows,
                hidden_columns=own.hidden_columns,
                merged=own.merged,
                formats=own.formats,
                rounded=dict(rounded_in(rows, own.formats)),
                struck=own.struck,
                comments=own.comments,
                raised=own.raised,
                masked=own.masked,
                underlined=own.underlined,
            )
        )  # fmt: skip
        _restore(found[-1], own)
        _refuse(found[-1])
        for at, cells in enumerate(found[-1].rows, 1):
            refuse_long_cells(f"{path.name}[{about.name}]", at, cells)
    return found


def _values(book: Any, name: str) -> Sequence[Sequence[Any]]:
    sheet = book.get_sheet_by_name(name)
    end = sheet.end
    if end is not None and (end[0] + 1) * (end[1] + 1) > MAX_CELLS:
        raise ValueError(f"{name}: {end[0] + 1} x {end[1] + 1}")
    rows: Sequence[Sequence[Any]] = sheet.to_python(skip_empty_area=False)
    return rows


def _restore(grid: SheetGrid, marks: Marks) -> None:
    """Put error cells and formulas without a result back: the values of a file have them as empty, or as nought."""
    for (row, column), said in (*marks.errors.items(), *((at, UNCALCULATED) for at in marks.uncalculated)):
        while len(grid.rows) <= row:
            grid.rows.append([])
        cells = grid.rows[row]
        cells.extend([""] * (column + 1 - len(cells)))
        cells[column] = said


def _refuse(grid: SheetGrid) -> None:
    """Make numbers and verdicts none that are struck out, not shown or raised at their end: their reader refuses them by name."""
    glues = [at for at, pieces in grid.raised.items() if glued(pieces)]
    for sign, places in ((STRUCK, grid.struck), (RAISED, glues), (UNSEEN, sorted(grid.masked))):
        for row, column in places:
            cell = grid.cell(row, column)
            if not cell.startswith(UNCALCULATED) and says_something(cell):
                grid.rows[row][column] = f"{UNCALCULATED}{sign}{cell}"


def _marks_of(path: Path) -> Callable[[str], Marks]:
    """Return what finds the marks of a sheet by its name, from whatever the kind of file offers."""
    # Each kind by its own reader, loaded for its own files: most runs open none.
    from ntmrules.figures.oldexcel import behind_password, holds_stream, marks_in_xls
    from ntmrules.figures.packed import kind_of_zip, marks_in_zip

    head = _head(path)
    if not head:
        raise FiguresError(problem("NTM508.empty", path.name))
    if head.startswith(b"PK"):
        kind = kind_of_zip(path)
        # Its values can be had, not how they are shown: 30 %, an error and a hidden row would be lost.
        if kind == ".xlsb":
            raise FiguresError(problem("NTM504.xlsb", path.name))
        _of_its_name(path, kind)
        found = marks_in_zip(path)
        unknown = Marks(knows_formats=found is not None)
        return lambda name: (found or {}).get(name, unknown)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        if holds_stream(path, "EncryptedPackage") or behind_password(path):
            raise FiguresError(problem("NTM504.password", path.name))
        if holds_stream(path, "Workbook") or holds_stream(path, "Book"):
            _of_its_name(path, ".xls")
        elif holds_stream(path, "WordDocument"):
            raise FiguresError(problem("NTM504.word", path.name))
        old = marks_in_xls(path)
        return lambda name: old.get(name, Marks(knows_formats=False))
    raise no_spreadsheet(path, head, is_utf16=utf16_of(head) is not None)


def _of_its_name(path: Path, kind: str | None) -> None:
    """Refuse a workbook that is called by the name of another kind: each is read by a reader of its own."""
    suffix = path.suffix.lower()
    if kind is not None and suffix in KINDS and suffix != kind and (suffix, kind) != (".xlsm", ".xlsx"):
        raise FiguresError(problem("NTM504.other-kind", path.name, kind=kind[1:], suffix=suffix))


def _head(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(4096)


def opened(path: Path, read: Callable[[], Any]) -> Any:
    """Return what ``read`` gives; whatever a foreign reader raises means that the file is not what it is called."""
    try:
        return read()
    except FiguresError:
        raise
    except MemoryError:
        raise FiguresError(problem("NTM508.far", path.name, cell="?", most=MAX_CELLS)) from None
    except BaseException as error:
        if isinstance(error, (KeyboardInterrupt, SystemExit)):
            raise
        said = (str(error).splitlines() or [type(error).__name__])[0][:120]
        if type(error).__name__ == "PasswordError" or "password" in said.lower():
            raise FiguresError(problem("NTM504.password", path.name)) from None
        raise FiguresError(problem("NTM504.broken", path.name, said=Foreign(said))) from None


def _shown(cell: object, at: tuple[int, int], marks: Marks) -> str:
    """Return one cell as text that can be read in one way: as it is shown where the format changes what is meant."""
    if cell is None or cell == "":
        return ""
    if isinstance(cell, bool):
        return "TRUE" if cell else "FALSE"
    if isinstance(cell, (int, float)):
        if at in marks.logical and cell in (0, 1):
            return "TRUE" if cell else "FALSE"
        return _number(cell, marks.formats.get(at, ""), knows=marks.knows_formats)
    return text_of(cell)


def _number(cell: float, code: str, *, knows: bool) -> str:
    value = decimal_of(cell)
    if not value.is_finite():
        return str(value)
    sections = _plain_sections(code)
    if _unseen(value, code, sections):
        return f"{UNCALCULATED}{UNSEEN}{plain(value)} {code}"
    if sections and (compared := _compared(value, code, sections)):
        return compared  # no figure
    if sections and (written := _worded(value, code, sections)):
        return written
    if any("%" in part.unquoted for part in sections):
        return f"{plain(value * 100)}%"
    if any(part.scaled for part in sections):
        return f"{UNCALCULATED}{SCALED}{plain(value)} {code}"  # shown in thousands or millions: refused
    if any("%" in part.quoted for part in sections):
        return f"{plain(value)}%"
    beside = sections[0].quoted.strip() if sections else ""
    measured = f"{SHOWN_UNIT}{beside}" if beside and is_unit_of_measure(beside) else ""
    places = sections[0].places if sections else None
    if places:
        text = f"{value:f}"
        whole, _, fraction = text.partition(".")
        if len(fraction) < places:
            return one_way(f"{whole}.{fraction.ljust(places, '0')}") + measured
        return one_way(text) + measured
    if measured:
        return plain(value) + measured
    mark = TYPED_LABEL if value != value.to_integral_value() else ""
    if not knows and 0 < value < 1:
        mark += RATIO
    return plain(value) + mark


def rounded_in(
    rows: Sequence[Sequence[object]], formats: Mapping[tuple[int, int], str]
) -> Iterator[tuple[tuple[int, int], tuple[str, str]]]:
    """Yield place, number and what is seen of it, for each number that its format shows rounded."""
    for (row, column), code in formats.items():
        cell = rows[row][column] if row < len(rows) and column < len(rows[row]) else None
        sections = _plain_sections(code)
        places = sections[0].shown_places if sections else None
        if places is None or isinstance(cell, bool) or not isinstance(cell, (int, float)):
            continue
        value, sign = decimal_of(cell), "%" if "%" in sections[0].unquoted else ""
        if sign:
            value *= 100
        if not value.is_finite() or sections[0].scaled or value.adjusted() > MOST_DIGITS:
            continue
        seen_as = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
        if seen_as != value:
            yield (row, column), (f"{value.normalize():f}{sign}", f"{seen_as:f}{sign}")


def _unseen(value: Decimal, code: str, sections: Sequence[_Part]) -> bool:
    """Tell whether a number format shows nothing of a number: ``;;;`` hides all, ``0;-0;;@`` a nought."""
    if value == 0 and _HIDDEN_NOUGHT.match(code):
        return True
    if not sections:
        return False
    if _CONDITION.search(code):  # which part it is shown by the condition says: one without digits shows no number
        return any(_DIGITS.search(each.unquoted) is None for each in sections if each.quoted.strip())
    part = _section(value, sections)
    if value == 0 and len(sections) > 2:  # a nought is often shown as a stroke
        return not part.unquoted.strip() and not part.quoted.strip()
    return _DIGITS.search(part.unquoted) is None


def _section(value: Decimal, sections: Sequence[_Part]) -> _Part:
    """Return the part of a number format that a number is shown by."""
    return sections[2 if value == 0 and len(sections) > 2 else 1 if value < 0 and len(sections) > 1 else 0]


def _compared(value: Decimal, code: str, sections: Sequence[_Part]) -> str:
    """Return a level that its format writes with a sign (0.8 shown as «≥80%»); empty where it writes none.

    A format that writes a sign by a condition, or shows thousands or fractions, does not say which level it is.
    """
    part = _section(value, sections)
    if not any(_SIGNS.search(each.quoted + each.unquoted) for each in sections):
        return ""
    if _CONDITION.search(code) or part.scaled or _OTHERWISE.search(part.unquoted):
        return f"{UNCALCULATED}{UNSEEN}{plain(value)} {code}"
    said = "".join(_SIGNS.findall(part.quoted + part.unquoted))
    words = _SIGNS.sub("", part.quoted.replace("%", "")).strip()
    number = f"{said} {_in_its_scale(value, part)}".strip()
    return f"{number} {words}" if words else number


def _in_its_scale(value: Decimal, part: _Part) -> str:
    """Return a number with the per cent sign of its format: one that is meant counts hundredths, one in quotes does not."""
    if "%" in part.unquoted:
        return f"{plain(value * 100)}%"
    return f"{plain(value)}%" if "%" in part.quoted else plain(value)


def _worded(value: Decimal, code: str, sections: Sequence[_Part]) -> str:
    """Return a number with what its format writes around it («KH 95», «95 (ước)»); empty where that says nothing new."""
    part = _section(value, sections)
    if _CONDITION.search(code) or not _SAYS_SOMETHING.search(part.quoted) or is_unit_of_measure(part.quoted.strip()):
        return ""
    number = f"{plain(value * 100)}%" if "%" in part.unquoted else plain(value)
    return f"{part.before}{number}{part.quoted[len(part.before) :]}".strip()


_DIGITS = later(r"[0#?@]|general|standard|[dmyhs]", re.IGNORECASE)
_SIGNS = later(r"[≥≤<>±~]=?")
_NO_DIGITS = str.maketrans("", "", "%≥≤<>±~=")
_OTHERWISE = later(r"[?/]|E[+-]")
_SAYS_SOMETHING = later(r"[^\W_]|/")
_CONDITION = later(r"\[[<>=]")
_HIDDEN_NOUGHT = later(r'\[=0\](?:"")?;')


@frozen
class _Part:
    unquoted: str
    quoted: str
    before: str
    scaled: bool
    places: int | None

    @property
    def shown_places(self) -> int | None:
        """How many places a number is shown with: of «0.0» one, of «#,##0» none; nothing where the format leaves it open."""
        digits = self.unquoted.translate(_NO_DIGITS).strip()
        if not digits or digits.strip("0#,. ") or "?" in digits:
            return None
        return len(digits.partition(".")[2].rstrip())


def _plain_sections(code: str) -> tuple[_Part, ...]:
    """Return the parts of a number format (positive; negative; nought): what is meant, what is only written beside it."""
    found = _KNOWN.get(code)
    if found is None:
        found = _KNOWN[code] = tuple(_part(each) for each in code.split(";")) if code else ()
    return found


_KNOWN: dict[str, tuple[_Part, ...]] = {}


def _part(text: str) -> _Part:
    unquoted: list[str] = []
    quoted: list[str] = []
    before, at = 0, 0
    while at < len(text):
        letter = text[at]
        if letter == '"':
            end = text.find('"', at + 1)
            end = len(text) if end < 0 else end
            quoted.append(text[at + 1 : end])
            at = end
        elif letter in "\\_*" and at + 1 < len(text):
            quoted.append(text[at + 1] if letter == "\\" else "")
            at += 1
        elif letter == "[":
            end = text.find("]", at)
            end = len(text) if end < 0 else end
            if text.startswith("[$", at):  # a currency with its language: [$₫-42A]
                quoted.append(text[at + 2 : end].partition("-")[0])
            at = end
        else:
            before = len("".join(quoted)) if not "".join(unquoted).strip() else before
            unquoted.append(letter)
        at += 1
    plain_text = "".join(unquoted)
    digits = plain_text.rstrip(" ")
    point = digits.rfind(".")
    places = len(digits[point + 1 :]) if point >= 0 and set(digits[point + 1 :]) == {"0"} else None
    scaled = digits.endswith(",") or (
        "," in digits and not digits.strip("0#,. ").strip() and digits.rstrip("0#. ").endswith(",,")
    )
    written = "".join(quoted)
    return _Part(plain_text, written, before=written[:before], scaled=scaled, places=places)  # fmt: skip


def decimal_of(cell: float) -> Decimal:
    """Return a number of a file at the 15 digits that a spreadsheet shows: 7.000000000000001 is 7."""
    if isinstance(cell, int):
        return Decimal(cell)
    if math.isnan(cell) or math.isinf(cell):
        return (
            Decimal("NaN") if math.isnan(cell) else Decimal("Infinity").copy_sign(Decimal(int(math.copysign(1, cell))))
        )
    return Decimal(format(cell, ".15g"))


def plain(number: Decimal) -> str:
    """Return a number as plain decimals that can be read in one way; ``BadNumber`` words where it is out of all bounds."""
    if not number.is_finite():
        return str(number)
    if number.adjusted() > MOST_DIGITS or (number and number.adjusted() < -MOST_DIGITS):
        return f"{number:.3E}"
    if number == number.to_integral_value():
        return f"{number:.0f}"
    return one_way(f"{number.normalize():f}")


def one_way(text: str) -> str:
    """Return decimals so that nobody takes them for thousands: a nought behind three digits says that they are none."""
    return text + "0" if len(text.partition(".")[2]) == 3 else text


def text_of(cell: object) -> str:
    """Return a cell that is no number as text: ISO dates, words."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == time(0) else cell.isoformat(sep=" ")
    if isinstance(cell, date):
        return cell.isoformat()
    return seen(str(cell))


def letters(column: int) -> str:
    """Return the name of a column, counted from 0: A, B … Z, AA."""
    found = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        found = chr(65 + rest) + found
    return found


def ranges(numbers: Iterable[int]) -> str:
    """Return numbers as short ranges: ``3, 5-7``."""
    found: list[list[int]] = []
    for number in sorted(numbers):
        if found and number == found[-1][1] + 1:
            found[-1][1] = number
        else:
            found.append([number, number])
    return ", ".join(str(low) if low == high else f"{low}-{high}" for low, high in found)
