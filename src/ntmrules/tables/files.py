"""Tables of any length, judged part by part: memory holds one part, not the table."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from pathlib import Path

import polars as pl
import polars.selectors as cs

from ntmrules.engine.columnar.plan import DEFAULT, taken_outputs, texts
from ntmrules.errors import FiguresError, NtmRulesError, Problem, problem
from ntmrules.explain.left_out import none_judged
from ntmrules.face.rulebook import Rulebook
from ntmrules.figures import headings
from ntmrules.figures.accepted import Acceptance
from ntmrules.figures.frames.larger import LargerColumns
from ntmrules.figures.frames.parts import Parts, read_parts, without_words
from ntmrules.figures.frames.rows import UnitTable, names_alone
from ntmrules.figures.frames.shares import take_shares
from ntmrules.figures.larger_units import SHOWN, heard_by, hears_larger
from ntmrules.figures.made_for import other_rulebook
from ntmrules.figures.read import in_order
from ntmrules.figures.said_below import wrong_below
from ntmrules.figures.small_shares import SmallShares
from ntmrules.figures.suspects import stopped
from ntmrules.figures.titles import Titled, remarks_on_titles, unit_titled, wrong_titles, year_in
from ntmrules.figures.understood import not_understood
from ntmrules.figures.without_rulebook import of_no_whole_unit
from ntmrules.frozen import evolve, frozen
from ntmrules.messages.speech import few
from ntmrules.model.figures import Remark
from ntmrules.tables.accepting import Accepted, as_written
from ntmrules.tables.notes_of_rows import NotesOfRows
from ntmrules.tables.placed import Placed, asked_province
from ntmrules.tables.results import ResultFile, Show
from ntmrules.tables.rows_of_units import RowsOfUnits, half_names
from ntmrules.tables.table import BookFinder, judge_table, refuse_long
from ntmrules.tables.units_named import UnitsNamed

MOST = 200
BATCH = 50_000


@frozen(kw_only=True)
class FileSummary:
    """What became of a file: how many units, how many of each verdict on the set (by its code), and what was left out.

    ``other`` rows are of another level than the set and were not judged, ``others`` are the first of them.
    """

    units: int
    verdicts: dict[int, int]
    left_out: tuple[Remark, ...] = ()
    others: tuple[str, ...] = ()
    other: int = 0


class UnjudgedError(FiguresError):
    """What is wrong with a file, and what of it was left out: whoever tells the one tells the other."""

    def __init__(self, problems: Sequence[Problem], left_out: tuple[Remark, ...]) -> None:
        super().__init__(problems)
        self.left_out = left_out

    def __reduce__(self) -> tuple[type[NtmRulesError], tuple[tuple[Problem, ...]]]:
        return FiguresError, (self.problems,)


def evaluate_file(
    path: str | Path,
    books: Rulebook | BookFinder,
    *,
    out: str | Path,
    batch_rows: int = BATCH,
    outputs: Sequence[str] = DEFAULT,
    keep: Sequence[str] = (),
    progress: bool | None = None,
    show: Show | None = None,
    distinct: bool = False,
    accept: bool | str | Sequence[str] = False,
    force: bool = False,
) -> FileSummary:
    """Judge every unit of a table in parts of ``batch_rows`` and write the verdicts to ``out``, row for row.

    The table is a CSV, Parquet, xlsx, ods or JSON file with a row a unit; columns are as in ``evaluate_table``. The
    verdicts become Parquet or CSV, as the name of ``out`` ends; ``show`` may turn each part into other columns first.
    A unit in two rows that are judged on one day is an error, as a row without a name is; ``distinct`` wants a column of names,
    and leaves rows of another level than the set out (NTM610 otherwise). ``accept`` takes figures outside what is plausible
    and rows between units that are not understood, or of that only errors of some codes, which ``left_out`` says;
    ``force`` writes over a file that is no table of verdicts. A bar on stderr shows the progress when somebody watches
    (``progress`` forces it). Only a spreadsheet or JSON is held in memory whole.

    Raises ``FiguresError`` with the bad cells of the whole table (the first 200); then nothing is left at ``out``.
    """
    source = Path(path)
    outputs, keep = taken_outputs(outputs), texts(keep, "keep", example='("unit",)')
    with ResultFile(Path(out), source, show=show, force=force) as result:
        return _judge(source, books, result.add, batch_rows=batch_rows, outputs=outputs, keep=keep,
                      progress=progress, distinct=distinct,
                      accepted=Accepted(Acceptance.of(accept), source.name))  # fmt: skip


def _judge(
    source: Path, books: Rulebook | BookFinder, add: Callable[[pl.DataFrame], None], *, batch_rows: int,
    outputs: Sequence[str], keep: Sequence[str], progress: bool | None, distinct: bool, accepted: Accepted,
) -> FileSummary:  # fmt: skip
    """Judge the table in parts and hand the verdicts of each part to ``add``, until something is wrong."""
    placed = Placed() if not isinstance(books, Rulebook) and asked_province(books) is None else None
    problems: list[Problem] = []
    counts: dict[int, int] = {}
    done = 0
    read = without_words(source, read_parts(source, batch_rows, keep=keep), keep)
    refuse_long(read.columns, source.name)
    told = _Told(source, read, books, accepted=accepted, distinct=distinct)
    problems += told.titles()
    counted = outputs if "verdict" in outputs else ("verdict", *outputs)  # the summary says how many are met
    last = 0
    with _Bar(read.rows, shown=progress) as bar:
        for table in _tables(read, source.name, keep, told, accept=accepted.acceptance.given):
            wrong = [*told.of_notes(), *told.note(table)]
            if placed is not None:
                placed.note(table)
            found: pl.DataFrame | None = None
            try:
                found = judge_table(books, table, counted).frame
                accepted.of_figures(lambda given: judge_table(books, given, counted), table)
            except FiguresError as error:
                wrong += error.problems
            problems += in_order(wrong)
            if len(problems) > MOST:
                last = table.first + table.given.height + 1
                break
            if found is not None and not problems:
                add(found if counted == outputs else found.drop(cs.matches("^verdict(:|$)")))
                for code, number in found.get_column("verdict").value_counts().iter_rows():
                    counts[code] = counts.get(code, 0) + number
            done += table.given.height
            bar.to(done)
    problems += told.of_notes()  # of rows behind which nothing is judged
    problems += told.between()
    problems += told.problems(again=not problems)
    problems += placed.problems() if placed is not None and not problems else []
    still, taken = accepted.told()
    problems += still
    if problems:
        shown = problems[:MOST]
        raise UnjudgedError(shown if not last else stopped(f"{source.name}:{last}", shown), told.left_out())
    left_out = (*told.left_out(), *told.remarks(), *taken)
    if not done:
        raise UnjudgedError([told.none()], left_out)
    return FileSummary(units=done, verdicts=dict(sorted(counts.items())), left_out=left_out,
                       others=tuple(told.units.others), other=told.units.other)  # fmt: skip


def _tables(read: Parts, name: str, keep: Sequence[str], told: _Told, *, accept: bool) -> Iterator[UnitTable]:
    """Yield the parts of a file as tables, without the rows that are of another level than the set."""
    for first, frame in read.parts:
        table = UnitTable(frame=frame, name=name, keep=tuple(keep), first=first, accept=accept, doubts=read.doubts,
                          places=read.places)  # fmt: skip
        parts = told.units.judged(table) if told.distinct else [(first, table.given)]
        for begins, part in parts:
            cut = table if part is table.given else evolve(table, frame=part, first=begins)
            yield from told.notes.kept(cut)


class _Told:
    """What is told of a table that is judged in parts beside its bad cells: the same as of one that is read whole."""

    def __init__(
        self, source: Path, read: Parts, books: Rulebook | BookFinder, *, accepted: Accepted, distinct: bool
    ) -> None:
        self._source, self._name, self._read, self.distinct = source, source.name, read, distinct
        self._accepted = accepted
        self._book = books if isinstance(books, Rulebook) else _any_book(books)
        roles = {headings.role(each) for each in read.columns}
        self._placed, self._undated = "province" in roles, not roles & {"period", "as_of"}
        self._shares = None if self._book is None else SmallShares(self._book)
        self._doubted = None if self._book is None or not accepted.acceptance.given else SmallShares(self._book)
        self._provinces: dict[str, None] = {}
        self._last = 0  # the row of the last unit
        rows = RowsOfUnits.judged_by(books, self._name)
        self.notes, self._larger = NotesOfRows(self._name), LargerColumns()
        self.units = UnitsNamed(self._name, rows, own=self._book, titles=read.titles)

    def _titled(self) -> Titled:
        return Titled(name=self._name, titles=self._read.titles, sheets=self._read.sheets, placed=self._placed,
                      provinces=tuple(self._provinces), undated=self._undated, confirmed=self._accepted.acceptance.given,
                      beside=self._read.beside)  # fmt: skip

    def titles(self) -> list[Problem]:
        """Return what titles and names of sheets say that is not so for the rulebook."""
        if self._book is None:
            return []
        left = list(wrong_titles([self._titled()], self._book))
        if self._accepted.acceptance.given:
            asked = wrong_titles([evolve(self._titled(), confirmed=False)], self._book)
            self._accepted.add(each for each in asked if each not in left)
        return [*other_rulebook(self._read.titles, self._book, self._name), *left]

    def note(self, table: UnitTable) -> list[Problem]:
        """Take in one part and return what is wrong with its rows: no name, a province's figure that differs from that above."""
        self._last = table.first + table.given.height + 1
        if self._shares is not None and self._book is not None:
            take_shares(self._shares, table, self._book)
        if self._doubted is not None and self._book is not None:
            take_shares(self._doubted, as_written(table), self._book)
        cells = table.words("province")
        if cells is not None and len(self._provinces) < MOST:
            self._provinces |= dict.fromkeys(each for each in cells.unique(maintain_order=True) if each)
        self._read.between.update((table.first + row + 2, said) for row, said in islice(names_alone(table), MOST))
        wrong = list(islice(self._larger.take(table), MOST))
        if self.distinct or "unit" in table.columns()[0]:
            wrong += self.units.note(table, closely=self.distinct)
        return wrong

    def between(self) -> list[Problem]:
        """Return what rows by themselves say, or may say, of the figures: those over others that a unit follows, and notes."""
        of_parts = [*self._read.words.texts(self._name, self._read.wordy)]
        if self._book is None:
            return [*of_no_whole_unit(of_parts)]
        found = [*not_understood(of_parts, self._book)]
        said = [each for row, each in self._read.between.items() if each.kind == "below" or row < self._last]
        alone = [*not_understood(said, self._book), *wrong_below(said, self._book, undated=self._undated)]
        if self._accepted.acceptance.given:
            self._accepted.add(alone)
            return found
        return [*found, *alone]

    def problems(self, *, again: bool) -> list[Problem]:
        """Return what is wrong with rows only beside others; ``again``: units in two rows too."""
        pairs = self.units.rows.halves()
        found = (
            list(half_names(self._name, pairs, self._names({row for pair in pairs for row in pair}))) if pairs else []
        )
        found += self._shares.problems() if self._shares is not None else []
        self._accepted.add(() if self._doubted is None else self._doubted.problems())
        return found + (self.units.rows.again() if again and not found else [])

    def of_notes(self) -> list[Problem]:
        """Return the problems of rows whose notes say that they hold no results, once."""
        found, self.notes.problems = self.notes.problems, []
        return found

    def _names(self, rows: set[int]) -> dict[int, str]:
        """Return what a second look at the file finds in the column of units, in some rows."""
        column = next(name for name in self._read.columns if headings.role(name) == "unit")
        found: dict[int, str] = {}
        for first, frame in read_parts(self._source, BATCH, only=[column]).parts:
            begins, names = first + 2, frame.get_column(column).cast(pl.String)
            found |= {row: str(names[row - begins]) for row in rows if begins <= row < begins + len(names)}
        return found

    def none(self) -> Problem:
        """Return why no unit was judged."""
        if self.units.other and self._book is not None:
            return none_judged(self._name, self.units.others, self._book)
        return problem("NTM508.no-rows", self._name)

    def left_out(self) -> tuple[Remark, ...]:
        """Return what of the file was not used, or was read in a way worth knowing."""
        own = None if self.units.titled or not self.distinct else unit_titled(self._read.titles)
        titled = () if own is None else (Remark("title_unit", {"sheet": self._name, "unit": own}),)
        notes = (Remark(name, values) for name, values in self._read.notes)
        return (*notes, *self.notes.left_out, *titled)

    def remarks(self) -> Iterator[Remark]:
        """Yield what is said of titles, small shares and names, in the order of a table that is read whole."""
        book, titles = self._book, self._read.titles
        yield from self.notes.told.remarks(self._name)
        if book is None:
            return
        if self.units.other and hears_larger(book):
            yield Remark(
                "larger_long", {"units": few(self.units.others, SHOWN), "subjects": few(heard_by(book), SHOWN)}
            )
        yield from remarks_on_titles([self._titled()], book)
        if self._shares is not None:
            yield from self._shares.remarks(self._name)
        year = year_in(titles) if self._undated else None
        if year is not None and year != book.on.year:
            yield Remark("titled_year", {"sheet": self._name, "year": year})
        yield from self.units.remarks(book)


def _any_book(books: BookFinder) -> Rulebook | None:
    """Return the rulebook of the province that was asked for; nothing where there is none of it alone."""
    try:
        return books(asked_province(books), None)
    except NtmRulesError:
        return None


class _Bar:
    """A progress bar on stderr, or nothing."""

    def __init__(self, total: int | None, *, shown: bool | None) -> None:
        self._shown = sys.stderr.isatty() if shown is None else shown
        self._total = total

    def __enter__(self) -> _Bar:
        if self._shown:
            from rich.console import Console
            from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

            self._progress = Progress(TextColumn("đánh giá"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(),
                                      console=Console(file=sys.stderr))  # fmt: skip
            self._progress.start()
            self._task = self._progress.add_task("", total=self._total)
        return self

    def to(self, done: int) -> None:
        """Show that ``done`` units are judged."""
        if self._shown:
            self._progress.update(self._task, completed=done)

    def __exit__(self, *_: object) -> None:
        if self._shown:
            self._progress.stop()
