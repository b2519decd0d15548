"""``ntmrules evaluate --out FILE``: the verdicts of any number of units as a table, judged part by part."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from attrs import frozen

from ntmrules.cli.many import one_table, totals
from ntmrules.cli.options import Books
from ntmrules.cli.output import say
from ntmrules.explain.words import say as phrase
from ntmrules.figures.cells import BadCellError, read_day, read_year
from ntmrules.figures.read import COLUMNS
from ntmrules.library import Library, iso_day
from ntmrules.model.figures import UnitFigures
from ntmrules.model.verdicts import Verdict
from ntmrules.words import fold

if TYPE_CHECKING:
    from ntmrules.engine.columnar import ProvinceBooks
    from ntmrules.rulebook import Rulebook

# Rows of such a table are not one unit each, or lie in one another: they have to be read as a whole first.
_GROUPED = ("subject", "level", "within")


@frozen(kw_only=True)
class Wanted:
    """What is asked for: the set, where and when, and what turns a file that is no plain table into units."""

    library: Library
    ref: str
    province: str | None
    on: str | None
    options: dict[str, Any]
    units: Callable[[], tuple[Books, tuple[UnitFigures, ...]]]


def to_file(file: Path, out: Path, wanted: Wanted, lang: str) -> Mapping[Verdict, int]:
    """Judge every unit of ``file``, write the verdicts to ``out`` and return how many there are of each verdict.

    A row is a unit. Memory holds a part of the table, not the whole; a table in long form, or of units inside others, is
    read as a whole first.
    """
    from ntmrules.engine.columnar import evaluate_file, in_words
    from ntmrules.engine.columnar.inputs import VERDICT_OF
    from ntmrules.engine.columnar.parts import read_parts
    from ntmrules.engine.columnar.results import ResultFile

    show = in_words(lang) if out.suffix.lower() == ".csv" else None
    own = file.suffix.lower() in wanted.library.plugins.readers
    columns = () if own else read_parts(file, 1).columns
    if own or any(fold(name) in COLUMNS[each] for name in columns for each in _GROUPED):
        books, units = wanted.units()
        with ResultFile(out, file, show=show) as result:
            frame = one_table(books, units)
            result.add(frame)
        codes = dict(frame.get_column("verdict").value_counts().iter_rows())
    else:
        codes = evaluate_file(file, _finder(file, columns, wanted), out=out, show=show, distinct=True).verdicts
    counts = {VERDICT_OF[code]: number for code, number in codes.items()}
    say(totals(counts, lang))
    say(phrase("many.written", lang, path=out))
    return counts


def _finder(file: Path, columns: tuple[str, ...], wanted: Wanted) -> Callable[[str | None, str | None], Rulebook]:
    """Return what finds the rulebook of a province and day; the options of the command line win over the table."""
    from ntmrules.engine.columnar import ProvinceBooks

    day = None if wanted.on is None else iso_day(wanted.on)
    newest = day or _newest(file, columns)
    books: ProvinceBooks = ProvinceBooks(wanted.library, wanted.ref, on=newest, options=wanted.options)
    if day is None and "on" not in columns:
        say(f"ngày đánh giá: {newest} (theo số liệu mới nhất trong tệp; --on để chọn ngày khác)")
    return lambda province, on: books(wanted.province or province, day or on)


def _newest(file: Path, columns: tuple[str, ...]) -> str:
    """Return the day of the newest figure in the table, as ``default_day`` does; cells that are no dates come up later."""
    from ntmrules.engine.columnar.parts import read_parts

    days = {name for name in columns if fold(name) in COLUMNS["as_of"]}
    years = {name for name in columns if fold(name) in COLUMNS["period"] or name.endswith("@period")}
    found: list[str] = []
    if days or years:
        for _, frame in read_parts(file, 1 << 18, only=[*days, *years]).parts:
            for name in frame.columns:
                found += _days(frame.get_column(name).drop_nulls().unique().to_list(), whole_years=name in years)
    return max(found, default=datetime.now(tz=UTC).date().isoformat())


def _days(cells: list[Any], *, whole_years: bool) -> Iterator[str]:
    for cell in cells:
        try:
            yield f"{read_year(str(cell))}-12-31" if whole_years else read_day(str(cell))
        except BadCellError:
            continue
