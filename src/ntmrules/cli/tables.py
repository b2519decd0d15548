"""``ntmrules evaluate`` over a table of any length, judged part by part: as lines, or with ``--out`` as a table."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ntmrules.books import Books
from ntmrules.cli.left_out import tell_left_out
from ntmrules.cli.lives import tell_lives
from ntmrules.cli.many import MANY, Short, one_table, totals
from ntmrules.cli.output import say
from ntmrules.errors import FiguresError
from ntmrules.explain.lang.words import say as phrase
from ntmrules.explain.left_out import other_level_said
from ntmrules.figures.cells import read_last_day, read_year
from ntmrules.figures.made_for import made_for
from ntmrules.figures.read import COLUMNS, TABLES
from ntmrules.frozen import frozen
from ntmrules.library import Library
from ntmrules.messages import Phrase
from ntmrules.model.days import today
from ntmrules.model.figures import UnitFigures
from ntmrules.model.spelling import fold
from ntmrules.model.verdicts import Verdict
from ntmrules.model.written import BadCellError
from ntmrules.resolve.options import iso_day

if TYPE_CHECKING:
    from ntmrules.tables import FileSummary

START, LINES = 1 << 18, 10_000
AGAIN = "NTM507"
WHOLE = 32 << 20  # bytes of a table that memory can hold as a unit's figures each
SHORT, FEW = 1 << 20, 250_000  # bytes of a CSV, cells of Parquet that are read whole: a province's communes, in seconds
# Rows of such a table are not one unit each, or lie in one another: they have to be read as a whole first.
_GROUPED = ("subject", "level", "within")


@frozen(kw_only=True)
class Wanted:
    """What is asked for: the set, where and when, and what turns a file that is no long plain table into units.

    ``whole``: something was said of the file (which sheet, what columns are) that only the reader of whole files heeds.
    """

    library: Library
    ref: str
    province: str | None
    on: str | None
    options: dict[str, Any]
    accept: bool
    force: bool
    whole: bool
    units: Callable[[], tuple[Books, tuple[UnitFigures, ...]]]


def to_file(file: Path, out: Path, wanted: Wanted, lang: str) -> Mapping[Verdict, int]:
    """Judge every unit of ``file``, write the verdicts to ``out`` and return how many there are of each verdict.

    A row is a unit. Memory holds a part of the table, not the whole; a table in long form, or of units inside others, is
    read as a whole first.
    """
    from ntmrules.circuit.keys import VERDICT_OF
    from ntmrules.tables import evaluate_file, in_words
    from ntmrules.tables.results import ResultFile

    show = in_words(lang) if out.suffix.lower() == ".csv" else None
    columns = None if wanted.whole else plain_columns(file, wanted.library)
    if columns is None:
        books, units = wanted.units()
        with ResultFile(out, file, show=show, force=wanted.force) as result:
            frame = one_table(books, units)
            result.add(frame)
        codes = dict(frame.get_column("verdict").value_counts().iter_rows())
    else:
        day = _Day.of(file, columns, wanted)
        books = day.books(wanted)
        try:
            found = evaluate_file(file, books, out=out, show=show, distinct=True, accept=wanted.accept,
                                  force=wanted.force)  # fmt: skip
        except FiguresError as error:
            _tell_unjudged(error)
            raise
        codes = found.verdicts
        _tell(found, books)
        day.tell()
        _tell_lives(books, file, columns)
    counts = {VERDICT_OF[code]: number for code, number in codes.items()}
    say(totals(counts, lang))
    say(phrase("many.written", lang, path=out))
    return counts


def _tell_unjudged(error: FiguresError) -> None:
    """Say what of a file was not used where nothing of it was judged."""
    tell_left_out(getattr(error, "left_out", ()))


def _tell(found: FileSummary, books: Books) -> None:
    """Say what of a file was not used: rows that are no unit, and units of another level."""
    tell_left_out(found.left_out)
    if found.other:
        say(other_level_said(found.others, found.other, books.any()))


def in_lines(file: Path, wanted: Wanted) -> Iterator[Short] | None:
    """Return verdict and tallies of the units of a plain table of hundreds, judged part by part before the first is
    given; nothing where the table is short, or has to be read as a whole first.
    """
    if not _may_be_long(file):
        return None
    from tempfile import TemporaryDirectory

    from ntmrules.tables import evaluate_file

    columns = _long_columns(file, wanted.library)
    if columns is None:
        return None
    day = _Day.of(file, columns, wanted)
    books = day.books(wanted)
    with ExitStack() as stack:
        # Ten million verdicts are half a gigabyte: they wait on the disk.
        judged = Path(stack.enter_context(TemporaryDirectory(prefix="ntmrules-"))) / "judged.parquet"
        try:
            found = evaluate_file(file, books, out=judged, outputs=("verdict", "tally"), distinct=True,
                                  accept=wanted.accept)  # fmt: skip
        except FiguresError as error:
            codes = {each.code for each in error.problems if each.identity != "NTM508.stopped"}
            if codes == {AGAIN} and file.stat().st_size < WHOLE:
                return None  # figures of a unit in several rows are put together where the table is read as a whole
            _tell_unjudged(error)
            raise
        _tell(found, books)
        day.tell()
        _tell_lives(books, file, columns)
        return _shorts(stack.pop_all(), judged, columns, books)


def _shorts(folder: ExitStack, judged: Path, columns: tuple[str, ...], books: Books) -> Iterator[Short]:
    """Yield what was judged, row by row, and take the folder away in the end."""
    from ntmrules.circuit.keys import VERDICT_OF
    from ntmrules.engine.columnar.summary import tallies_of
    from ntmrules.figures.frames.parts import read_parts

    called = {each: name for name in columns for each in ("unit", "province") if fold(name) in COLUMNS[each]}
    with folder:
        again = _again(judged, called)
        for _, part in read_parts(judged, LINES).parts:
            for row in part.iter_rows(named=True):
                province = row.get(called.get("province", ""))
                book = books(province, row.get("on"))
                name = row[called["unit"]]
                name = f"{name}, {province}" if province and name in again else name
                yield Short(name, VERDICT_OF[row["verdict"]], tallies_of(book, row))


def _again(judged: Path, called: Mapping[str, str]) -> frozenset[str]:
    """Return the names that units of several provinces have: they are told with their province."""
    import polars as pl

    if "province" not in called:
        return frozenset()
    name = called["unit"]
    names = pl.scan_parquet(judged).group_by(name).len().filter(pl.col("len") > 1).select(name).collect()
    return frozenset(str(each) for each in names[name])


def _may_be_long(file: Path) -> bool:
    """Tell from its first bytes whether a file can hold hundreds of rows: what judges tables takes a while to import.

    A spreadsheet or JSON is held in memory whole in any case.
    """
    if file.suffix.lower() in TABLES:
        return file.suffix.lower() == ".parquet"
    try:
        with file.open("rb") as stream:
            return stream.read(START).count(b"\n") >= MANY or file.stat().st_size > START
    except OSError:
        return False


def _long_columns(file: Path, library: Library) -> tuple[str, ...] | None:
    """Return the columns of a plain table of hundreds of units; nothing for anything else, be it no table at all."""
    from ntmrules.figures.frames.parts import read_parts

    try:
        columns = plain_columns(file, library)
        if columns is None:
            return None
        read = read_parts(file, MANY)
        rows = read.rows if read.rows is not None else sum(part.height for _, part in islice(read.parts, MANY))
    except FiguresError:  # whoever reads it as a whole says what is wrong with it
        return None
    return columns if rows >= MANY else None


def plain_columns(file: Path, library: Library) -> tuple[str, ...] | None:
    """Return the columns of a long table whose rows are a unit each; nothing for any other file of figures.

    What memory holds anyway is read as every other file is, so that there is one reader as long as there can be.
    """
    from ntmrules.figures.frames.parts import read_parts

    suffix = file.suffix.lower()
    if suffix in library.plugins.readers or not file.is_file():
        return None
    if suffix in TABLES and suffix != ".parquet":
        return None
    read = read_parts(file, 1)
    columns = read.columns
    short = (read.rows or 0) * len(columns) <= FEW if suffix == ".parquet" else file.stat().st_size <= SHORT
    if suffix != ".parquet" and _is_form(file):
        return None  # its first line says what it is judged by, and the reader of whole files heeds it
    if short and not any(name == "on" or name.endswith("@period") for name in columns):  # those a table alone can have
        return None
    return None if any(fold(name) in COLUMNS[each] for name in columns for each in _GROUPED) else columns


def _is_form(file: Path) -> bool:
    """Tell whether a CSV is a form that says above its table what it was made for."""
    with file.open("rb") as stream:
        return made_for([stream.read(1 << 12).decode("utf-8", errors="replace")]) is not None


@frozen
class _Day:
    """The day on which the rows of one table are judged. ``remark``: what is said of it where nobody named one."""

    day: str
    fixed: bool
    remark: str | None

    @classmethod
    def of(cls, file: Path, columns: tuple[str, ...], wanted: Wanted) -> _Day:
        """Return the day that was asked for, else that of the newest figure, else today."""
        if wanted.on is not None:
            return cls(iso_day(wanted.on), fixed=True, remark=None)
        newest = _newest(file, columns)
        told = None if "on" in columns else "remarks.day" if newest else "remarks.today-undated"
        return cls(newest or today().isoformat(), fixed=False, remark=told)

    def books(self, wanted: Wanted) -> Books:
        """Return the rulebooks of the rows."""
        return Books(wanted.library, wanted.ref, on=self.day, options=wanted.options, province=wanted.province,
                     fixed=self.fixed)  # fmt: skip

    def tell(self) -> None:
        """Say on which day was judged, when nobody named one."""
        if self.remark is not None:
            say(Phrase(self.remark, day=self.day))


def _tell_lives(books: Books, file: Path, columns: tuple[str, ...]) -> None:
    """Name the units of the table that are none any more on the day; nothing before the reform of 01/07/2025."""
    if books(None, None).lives is not None:
        tell_lives(_units_of(file, columns), books.of)


def _units_of(file: Path, columns: tuple[str, ...]) -> Iterator[UnitFigures]:
    """Yield the units of a plain table without their figures: one whose name is that of a unit of today is that one."""
    from ntmrules.figures.frames.parts import read_parts

    called = {each: name for name in columns for each in ("unit", "province") if fold(name) in COLUMNS[each]}
    for _, part in read_parts(file, LINES, only=[*called.values()]).parts:
        for row in part.iter_rows(named=True):
            province = row.get(called.get("province", ""))
            yield UnitFigures(unit=str(row[called["unit"]]), province=None if province is None else str(province))


def _newest(file: Path, columns: tuple[str, ...]) -> str | None:
    """Return the day of the newest figure in the table, as ``default_day`` does; cells that are no dates come up later."""
    from ntmrules.figures.frames.parts import read_parts

    days = {name for name in columns if fold(name) in COLUMNS["as_of"]}
    years = {name for name in columns if fold(name) in COLUMNS["period"] or name.endswith("@period")}
    found: list[str] = []
    if days or years:
        for _, frame in read_parts(file, 1 << 18, only=[*days, *years]).parts:
            for name in frame.columns:
                found += _days(frame.get_column(name).drop_nulls().unique().to_list(), whole_years=name in years)
    return max(found, default=None)


def _days(cells: list[Any], *, whole_years: bool) -> Iterator[str]:
    for cell in cells:
        try:
            yield f"{read_year(str(cell))}-12-31" if whole_years else read_last_day(str(cell))
        except BadCellError:
            continue
