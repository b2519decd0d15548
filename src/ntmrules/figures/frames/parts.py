"""A table of units in a file, read part by part: Parquet, CSV, spreadsheets, JSON."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import TypeAlias

import polars as pl
import pyarrow as pa
import pyarrow.parquet
from attrs import Factory

from ntmrules.errors import FiguresError, problem
from ntmrules.figures import headings
from ntmrules.figures.asked import Asked
from ntmrules.figures.behind import heard
from ntmrules.figures.csv import Sheet, csv_text
from ntmrules.figures.frames.csv_parts import Head, Rows, blocks, head_of
from ntmrules.figures.frames.given import refuse_twice
from ntmrules.figures.frames.names import odd_names
from ntmrules.figures.heading_rows import may_be_subject
from ntmrules.figures.noughts import keeps_nought, may_be_short
from ntmrules.figures.odd_rows import is_only_numbered, why_no_unit
from ntmrules.figures.own_names import DOUBTFUL, own_name, plain_names, taken_off
from ntmrules.figures.read import TABLES, WHOLE, read_text
from ntmrules.figures.rows_of_nobody import RowsOfNobody
from ntmrules.figures.sections import note_between
from ntmrules.figures.sheets import only_table, read_table
from ntmrules.figures.signs import IGNORED, RATIO, SHOWN_UNIT, TYPED_LABEL
from ntmrules.figures.words_beside import SaidInColumns, may_be_of_a_part
from ntmrules.figures.workbook import letters
from ntmrules.frozen import evolve, frozen
from ntmrules.messages.foreign import Foreign
from ntmrules.model.figures import Beside, Cell
from ntmrules.model.spelling import fold
from ntmrules.model.verdicts import Verdict

Part: TypeAlias = tuple[int, pl.DataFrame]
_MOST_NAMELESS = 200  # rows without a name that are looked at: notes and signatures are few
_LOOKED_AT = 50_000  # rows of columns of words at a time
SHEETS = tuple(suffix for suffix in TABLES if suffix != ".parquet")


@frozen(kw_only=True)
class Parts:
    """A table in parts. ``rows``: how many there are in all, where that is known beforehand.

    Each part comes with how many rows further down the file it begins than under a header in the first line. ``notes`` are
    what was left out, more of them with every part; ``doubts`` the columns whose label may be another one; ``titles`` what stands
    above the header, ``sheets`` the name of the sheet of a workbook, ``places`` the numbers of the columns in the file, from 1,
    ``beside`` what stands over columns; ``between`` the rows that are over others, of groups and of notes, by their numbers in
    the file, more of them with every part; ``words`` what columns of words say that may be of a part of a unit, ``wordy`` these
    columns by their places.
    """

    columns: tuple[str, ...]
    rows: int | None
    parts: Iterator[Part]
    notes: list[tuple[str, dict[str, object]]] = Factory(list)
    doubts: dict[str, Cell] = Factory(dict)
    titles: tuple[str, ...] = ()
    sheets: tuple[str, ...] = ()
    places: dict[str, int] = Factory(dict)
    beside: tuple[Beside, ...] = ()
    between: dict[int, Beside] = Factory(dict)
    words: SaidInColumns = Factory(SaidInColumns)
    wordy: Mapping[int, str] = Factory(dict)


def read_parts(
    path: Path, batch_rows: int, *, only: Sequence[str] | None = None, keep: Sequence[str] = ()
) -> Parts:  # fmt: skip
    """Return the table in the file at ``path`` in parts of ``batch_rows`` units; with ``only``, just those columns.

    Columns that people read and that are no figures («STT», «Mức đạt») are left out and said, but those to ``keep``.

    Raises ``FiguresError``: NTM501 no such file, NTM504 not the file that it is called, NTM508 no table in it; the parts
    raise it too, for what is found further down. A spreadsheet and JSON are held in memory whole, the others are not.
    """
    if not path.is_file():
        raise FiguresError(problem("NTM501.no-table", str(path)))
    suffix = path.suffix.lower()
    if suffix == ".parquet":
        found = _parquet(path, batch_rows, only, keep)
    elif suffix not in SHEETS and (head := _plain_head(path)) is not None:
        header = _named(head.header)
        kept, notes = _read_columns(header, path.name, keep)
        between: dict[int, Beside] = {}
        rows = _csv(path, batch_rows, head, header, kept if only is None else only, notes, between, aside=only is None)
        found = Parts(columns=kept, rows=None, parts=rows, notes=notes, doubts=_doubts(kept, resaved=head.resaved),
                      places=_placed(header), between=between, titles=head.remarks)  # fmt: skip
    else:
        found = _held(
            read_table(path) if suffix in SHEETS else only_table(read_text(csv_text(path), path.name, Asked())),
            batch_rows,
            only,
            keep,
        )
    refuse_twice(found.columns, path.name)
    return found


def without_words(path: Path, found: Parts, keep: Sequence[str]) -> Parts:
    """Return a table without the columns whose heading can be no subject and in which only words stand («Người lập»).

    The whole of such a column is looked at, up to the first cell that can be a figure or a verdict. What stands in those that
    may say of whom or where the figures are («Thôn», «Đối tượng») comes into ``words``.
    """
    names = [each for each in found.columns if each not in keep and not _is_read(each)]
    if not names or path.suffix.lower() in SHEETS:
        return found
    unit = next((each for each in found.columns if headings.role(each) == "unit"), None)
    asked = [each for each in names if may_be_of_a_part(each)]
    wordy, filled = dict.fromkeys(names), set[str]()
    only = names if unit is None or not asked else [unit, *names]
    for first, frame in read_parts(path, _LOOKED_AT, only=only).parts:
        for name in [each for each in wordy if each in frame.columns]:
            cells = frame.get_column(name).drop_nulls().unique()
            filled |= {name} if len(cells) else set()
            if cells.dtype != pl.String or any(headings.may_decide(cell) for cell in cells):
                del wordy[name]
            elif name in asked:
                _take_words(found.words, found.places[name] - 1, frame, name, unit, first)
        if not wordy:
            return found
    left = [name for name in wordy if name in filled]
    if not left:
        return found
    said = ", ".join(f"{letters(found.places[each] - 1)} {each!r}" for each in left)
    found.notes.append(("columns", {"sheet": path.name, "columns": said}))
    parts = ((first, frame.drop(left, strict=False)) for first, frame in found.parts)
    columns = tuple(each for each in found.columns if each not in left)
    return evolve(found, columns=columns, parts=parts, wordy={found.places[each] - 1: each for each in left})


def _take_words(said: SaidInColumns, at: int, frame: pl.DataFrame, name: str, unit: str | None, first: int) -> None:
    """Take in what a column says in one part of a table, each text once a unit."""
    names = [name] if unit is None or unit not in frame.columns else [name, unit]
    rows = frame.select(names).with_row_index("[row]").drop_nulls(name).unique(names, keep="first", maintain_order=True)
    for row, text, *units in rows.select("[row]", *names).iter_rows():
        said.take(at, text, first + row + 2, str(units[0] or "") if units else "")


def _is_read(name: str) -> bool:
    return headings.role(name) is not None or name == IGNORED or name == "on" or "@" in name or may_be_subject(name)


def _held(sheet: Sheet, batch_rows: int, only: Sequence[str] | None, keep: Sequence[str]) -> Parts:
    """Return a table that is held whole: a spreadsheet, JSON, a CSV that is no plain table."""
    named = {at: said for at, said in sheet.wordy.items() if said in keep}
    written = sheet.written or sheet.header
    raw = [each if headings.role(each) else name for each, name in zip(written, sheet.header, strict=True)]
    header = _named(named.get(at - 1) or name or f"[{at}]" for at, name in enumerate(raw, 1))
    kept = tuple(name for name in header if name != IGNORED)
    doubts = _doubts(header, resaved=sheet.resaved)
    doubts |= {name: Cell(typed=True) for name, each in zip(header, raw, strict=True) if each.endswith(TYPED_LABEL)}
    for at, said in sheet.behind.items():
        doubts[header[at]] = evolve(doubts.get(header[at], Cell()), behind=said)
    for at, said in sheet.measured.items():
        if header[at] in kept:
            doubts[header[at]] = evolve(doubts.get(header[at], Cell()), measured=said)
    if sheet.titles_measure:
        for name in (each for each in kept if headings.role(each) is None):
            doubts[name] = evolve(doubts.get(name, Cell()), titled=sheet.titles_measure)
    _refuse_years(sheet)
    between, words = dict[int, Beside](), SaidInColumns()
    wordy = {at: said for at, said in sheet.wordy.items() if at not in named and may_be_of_a_part(said)}
    parts = _of_sheet(header, sheet, batch_rows, only, between, words=(words, wordy))
    return Parts(columns=kept, rows=None, parts=parts, notes=sheet.notes, doubts=doubts, titles=sheet.remarks,
                 sheets=(sheet.of_book,) if sheet.of_book else (), places=_placed(header), beside=sheet.beside,
                 between=between, words=words, wordy=wordy)  # fmt: skip


def _refuse_years(sheet: Sheet) -> None:
    """Refuse a table that is read in columns and names a year in the heading of one: a year stands in its own column there."""
    years = {at: (year,) for at, year in sheet.years.items()} | {
        at: heard(said).years for at, said in sheet.behind.items()
    }
    found = [problem("NTM509.heading", f"{sheet.name}:{sheet.header_row}:{at + 1}", text=sheet.written[at], year=said[0])
             for at, said in sorted(years.items()) if said and sheet.header[at] != IGNORED]  # fmt: skip
    if found:
        raise FiguresError(found)


def _doubts(header: Sequence[str], *, resaved: bool) -> dict[str, Cell]:
    """Return the columns of a CSV whose label may have lost a nought, where a spreadsheet saved the file."""
    if not resaved or any(keeps_nought(name) for name in header):
        return {}
    return {name: Cell(resaved=True) for name in header if may_be_short(name)}


def _plain_head(path: Path) -> Head | None:
    """Return the head of a CSV that can be read part by part: one with a column for the unit, or one that is too long.

    Raises ``FiguresError`` as :func:`head_of`.
    """
    head = head_of(path)
    if head is None or path.stat().st_size > WHOLE:
        return head
    return head if any(headings.role(name) == "unit" for name in _named(head.header)) else None


def _placed(header: Iterable[str]) -> dict[str, int]:
    return {name: at for at, name in enumerate(header, 1)}


def _read_columns(
    header: tuple[str, ...], name: str, keep: Sequence[str]
) -> tuple[tuple[str, ...], list[tuple[str, dict[str, object]]]]:
    """Return the columns that are read, and the note that names the others."""
    several = sum(map(may_be_subject, header)) > 1
    left = {at: each for at, each in enumerate(header) if each not in keep
            and (headings.role(each) == "ignored" or (several and headings.adds_up(each)))}  # fmt: skip
    said = ", ".join(f"{letters(at)} {each!r}" for at, each in left.items())
    kept = tuple(each for at, each in enumerate(header) if at not in left)
    return kept, [("columns", {"sheet": name, "columns": said})] if left else []


def _named(header: Iterable[str]) -> tuple[str, ...]:
    """Return the names of columns as the readers of figures take them: letters composed, without blanks around."""
    return headings.with_districts(
        tuple(unicodedata.normalize("NFC", name.strip().rstrip(TYPED_LABEL)) for name in header)
    )


def _parquet(path: Path, batch_rows: int, only: Sequence[str] | None, keep: Sequence[str]) -> Parts:
    try:
        # With a buffer, a row group of millions of rows is not fetched whole.
        file = pyarrow.parquet.ParquetFile(path, buffer_size=1 << 20)
    except (OSError, pa.ArrowInvalid) as error:
        raise _foreign(path, error) from None
    own = file.schema_arrow.names
    called = dict(zip(own, _named(own), strict=True))
    kept, notes = _read_columns(tuple(called.values()), path.name, keep)
    between: dict[int, Beside] = {}

    def parts() -> Iterator[Part]:
        done = 0
        wanted = [name for name in own if called[name] in (kept if only is None else only)]
        batches = file.iter_batches(batch_size=batch_rows, columns=wanted)
        while True:
            try:
                batch = next(batches, None)
            except (OSError, pa.ArrowInvalid) as error:  # cut off, or damaged further down
                raise _foreign(path, error) from None
            if batch is None:
                return
            frame = _as_written(_frame(batch)).rename({name: called[name] for name in wanted})
            frame = _own_names(frame, path.name, notes)
            yield from _apart(done, frame, _no_units(frame, done, path.name, notes, between))
            done += batch.num_rows

    return Parts(columns=kept, rows=file.metadata.num_rows, parts=parts(), notes=notes, places=_placed(called.values()),
                 between=between)  # fmt: skip


def _as_written(frame: pl.DataFrame) -> pl.DataFrame:
    """Return yes/no columns of a file as the words of a cell: what they mean is for the measure to say."""
    answers = pl.col(pl.Boolean)
    return frame.with_columns(pl.when(answers).then(pl.lit("TRUE")).when(~answers).then(pl.lit("FALSE")).name.keep())


def _foreign(path: Path, error: Exception) -> FiguresError:
    return FiguresError(problem("NTM504.parquet", path.name, said=Foreign(error)))


def _frame(batch: pa.RecordBatch) -> pl.DataFrame:
    frame = pl.from_arrow(batch)
    assert isinstance(frame, pl.DataFrame)
    return frame


def _csv(
    path: Path, batch_rows: int, head: Head, names: tuple[str, ...], only: Sequence[str] | None,
    notes: list[tuple[str, dict[str, object]]], between: dict[int, Beside], *, aside: bool,
) -> Iterator[Part]:  # fmt: skip
    """Yield the rows of a CSV file as text in parts: the cells are read with the care that officials' writing needs.

    ``aside``: columns before that of units which are not read are looked at all the same, for notes and totals stand there.
    """
    before = _numbering(names) if aside and only is not None else []
    wanted = None if only is None else [each for each in names if each in only or each in before]
    for block in blocks(path, head, names, batch_rows, wanted):
        if isinstance(block, Rows):
            sheet = Sheet(path.name, names, head.line - 1, block.rows, notes=block.notes)
            yield from _of_sheet(names, sheet, batch_rows, only, between)
            notes += block.notes
            continue
        for start in range(0, block.frame.height, batch_rows):
            frame, done = _own_names(block.frame[start : start + batch_rows], path.name, notes), block.line - 2 + start
            out = [*_blanks(frame), *_no_units(frame, done, path.name, notes, between)]
            yield from _apart(done, frame.drop([each for each in before if only is None or each not in only]), out)


def _numbering(names: Sequence[str]) -> list[str]:
    """Return the columns before that of units, of those that are not read: «STT»."""
    place = next((at for at, each in enumerate(names) if headings.role(each) == "unit"), 0)
    return [each for each in names[:place] if headings.role(each) == "ignored"]


def _blanks(frame: pl.DataFrame) -> list[int]:
    """Return the rows of a part of text in which nothing stands."""
    name = next((each for each in frame.columns if headings.role(each) == "unit"), frame.columns[0])
    begins = frame[name].fill_null("").str.strip_chars() == ""  # the few rows worth a look at every cell
    return [
        row for row in begins.arg_true() if is_only_numbered([cell or "" for cell in frame.row(row)], frame.columns)
    ]


def _apart(first: int, frame: pl.DataFrame, out: Iterable[int]) -> Iterator[Part]:
    """Yield a part without the rows that are left out; it is cut there, so that places stay right."""
    start = 0
    for row in (*sorted(set(out)), frame.height):
        if row > start:
            yield first + start, frame[start:row]
        start = row + 1


def _own_names(frame: pl.DataFrame, name_of_file: str, notes: list[tuple[str, dict[str, object]]]) -> pl.DataFrame:
    """Return a part with the names of its units by themselves; what was taken off is added to ``notes``."""
    name = next((each for each in frame.columns if headings.role(each) == "unit"), None)
    if name is None or frame.get_column(name).dtype != pl.String:
        return frame
    names = frame.get_column(name)
    doubtful = names.filter(names.str.contains(DOUBTFUL).fill_null(value=False)).unique(maintain_order=True)
    taken = {cell: own for cell in doubtful if (own := own_name(cell)) != cell}
    if not taken:
        return frame
    notes += taken_off(name_of_file, taken)
    return frame.with_columns(pl.col(name).replace(taken))


def _no_units(
    frame: pl.DataFrame, first: int, name_of_file: str, notes: list[tuple[str, dict[str, object]]],
    between: dict[int, Beside],
) -> list[int]:  # fmt: skip
    """Return the rows that are no unit, by what stands where the name should: the few that begin as such rows do.

    Each is added to ``notes``; ``first`` is how many rows stand before this part.
    """
    name = next((each for each in frame.columns if headings.role(each) == "unit"), None)
    if name is None:
        return []
    names = frame.get_column(name)
    if names.dtype != pl.String:
        return []
    odd, nameless = odd_names(names), (names.str.strip_chars().fill_null("") == "").arg_true().head(_MOST_NAMELESS)
    if not odd and not len(nameless):
        return []
    rows = sorted({*names.is_in(odd).fill_null(value=False).arg_true(), *nameless})
    at, sheet = frame.columns.index(name), Sheet(name_of_file, tuple(frame.columns), 1, iter(()))
    nobody = _nobody(sheet)
    found = []
    for row in rows:
        cells = ["" if cell is None else str(cell).strip() for cell in frame.row(row)]
        if not any(cells):
            continue
        kind = _why_no_unit(cells, at, sheet)
        if kind == "heading" and headings.role(cells[at]) and not _is_head(cells, frame.columns):
            raise FiguresError(problem("NTM508.headed-anew", f"{name_of_file}:{first + row + 2}"))
        if kind is not None:
            found.append(row)
            cell = next(each for each in (cells[at], *cells) if each)
            nobody.take(first + row + 2, kind, cells, cell)
            note_between(between, name_of_file, first + row + 2, cells, at, kind)
    notes += _told(nobody)
    return found


def _is_head(cells: Sequence[str], header: Sequence[str]) -> bool:
    """Tell whether a row is the headings of its table again, as on every page."""
    return all(fold(cell) == fold(name) or (headings.role(cell) or "-") == headings.role(name)
               for cell, name in zip(cells, header, strict=True))  # fmt: skip


def _of_sheet(
    header: tuple[str, ...], sheet: Sheet, batch_rows: int, only: Sequence[str] | None, between: dict[int, Beside],
    words: tuple[SaidInColumns, Iterable[int]] | None = None,
) -> Iterator[Part]:  # fmt: skip
    """Yield the rows of a sheet as text. A part ends where the sheet leaves rows out, so that places stay right.

    ``words``: what takes in what some columns of words say, and their places.
    """
    width = len(header)
    place = next((at for at, name in enumerate(header) if headings.role(name) == "unit"), None)
    rows: list[list[str]] = []
    begins = 0
    said, asked = words or (SaidInColumns(), ())
    described = {at for at, name in enumerate(header) if headings.role(name) is not None or name == IGNORED}
    taken: dict[str, str] = {}
    nobody = _nobody(evolve(sheet, header=header))
    for number, written in sheet.rows:
        cells = plain_names(written, place)
        if len(cells) > width and any(cell.strip() for cell in cells[width:]):
            where = f"{sheet.name}:{number}:{width + 1}"
            raise FiguresError(problem("NTM508.cells-over", where, cells=len(cells), columns=width))
        texts = [cell.strip() for cell in islice((*cells, *[""] * width), width)]
        if sheet.marks:
            texts = [texts[at] if at in described else _meant(texts[at], sheet.marks) for at in range(width)]
        kind = None if place is None else _why_no_unit(texts, place, sheet)
        if kind == "heading" and place is not None and headings.role(texts[place]) and not _is_head(texts, header):
            raise FiguresError(problem("NTM508.headed-anew", f"{sheet.name}:{number}"))
        if kind is not None and place is not None:
            cell = next(each for each in (written[place].strip(), *texts) if each)
            nobody.take(number, kind, texts, cell)
            note_between(between, sheet.name, number, texts, place, kind)
        empty = kind is not None or is_only_numbered(texts, header)
        if rows and (empty or number != begins + len(rows) or len(rows) == batch_rows):
            yield begins - 2, _texts(header, rows, only)
            rows = []
        if not empty:
            begins = begins if rows else number
            rows.append(texts)
            for at in asked:
                said.take(at, texts[at], number, texts[place] if place is not None else "")
            if place is not None and cells is not written:
                taken[written[place].strip()] = texts[place]
    sheet.notes.extend((*_told(nobody), *taken_off(sheet.name, taken)))
    if rows:
        yield begins - 2, _texts(header, rows, only)


def _nobody(sheet: Sheet) -> RowsOfNobody:
    """Return what gathers the rows of a table of units, a row each, that are about none."""
    roles = ((headings.role(name), at) for at, name in enumerate(sheet.header))
    return RowsOfNobody(sheet, {role: at for role, at in roles if role is not None})


def _told(nobody: RowsOfNobody) -> list[tuple[str, dict[str, object]]]:
    """Return what is said of these rows; ``FiguresError`` where figures stand beside no name."""
    problems = [*nobody.problems()]
    if problems:
        raise FiguresError(problems)
    return [(each.name, dict(each.values)) for each in nobody.remarks()]


def _why_no_unit(cells: Sequence[str], place: int, sheet: Sheet) -> str | None:
    """Return why a row is no unit, by what stands in the place of the name, or where nothing does by all of it."""
    name = cells[place]
    if name or not any(cells):
        return headings.not_a_unit(name, [*cells[:place], *cells[place + 1 :]])
    return why_no_unit(cells, {"unit": place}, sheet, None)


def _meant(cell: str, marks: Mapping[str, Verdict]) -> str:
    """Return what a cell says in words where it is a sign that the legend of its table explains."""
    verdict = marks.get(cell.casefold())
    return cell if verdict is None else verdict.value


def _texts(header: tuple[str, ...], rows: list[list[str]], only: Sequence[str] | None) -> pl.DataFrame:
    columns = zip(*rows, strict=True)
    return pl.DataFrame(
        [pl.Series(name, [cell.rstrip(RATIO).replace(SHOWN_UNIT, " ") or None for cell in column], dtype=pl.String)
         for name, column in zip(header, columns, strict=True)
         if name != IGNORED and (only is None or name in only)]
    )  # fmt: skip


__all__ = ["Parts", "read_parts"]
