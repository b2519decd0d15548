"""What a report is made from: files and folders of figures, each with its day, as the commands of ``report`` name them."""

from __future__ import annotations

import gc
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from ntmrules.cli.left_out import left_out_phrases, tell_left_out
from ntmrules.cli.output import say
from ntmrules.errors import FiguresError
from ntmrules.figures.csv import read_csv
from ntmrules.figures.plain_table import SPREADSHEETS
from ntmrules.frozen import evolve
from ntmrules.library import Library
from ntmrules.messages import Phrase
from ntmrules.messages.speech import Pair
from ntmrules.model.days import last_of_month
from ntmrules.patterns import later
from ntmrules.progress.history import History, history_of, read_history
from ntmrules.resolve.options import iso_day

if TYPE_CHECKING:
    from ntmrules.report.contents import Asked, Contents

SUFFIXES = (".csv", ".tsv", *SPREADSHEETS, ".parquet", ".json", ".jsonl")
_DAY = later(r"(?<!\d)(\d{4})-(\d{2})(?:-(\d{2}))?(?!\d)")


@contextmanager
def without_collecting() -> Iterator[None]:
    """Work without looking for cycles: nothing here makes any, and among thousands of traces the search takes long."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def read_report(
    library: Library, paths: Sequence[Path], asked: Asked, *, on: str | None, as_of: str | None, left: Sequence[Phrase] = ()
) -> Contents:  # fmt: skip
    """Return the contents of a report on files; its day, where none is named, is that of the newest figure, and is said."""

    from ntmrules.report.contents import contents

    history = _history(paths, as_of or on, library, told=as_of is not None)
    for each in left:
        say(each)
    tell_left_out(history.left_out)
    day = iso_day(on) if on is not None else history.days[-1]
    if on is None:
        say(Phrase("remarks.day", day=day))
    whole = evolve(asked, on=day, files=tuple(path.name for path in paths), left_out=(*_pairs(left), *_said(history)))
    return contents(library, history, whole)


def each_file(files: Sequence[Path], beside: Iterable[Path | None]) -> tuple[list[Path], list[Phrase]]:
    """Return the files of figures, those of each folder by name, and what of the folders is not read.

    Of a folder are left out what begins with a dot, the files ``beside`` that are named for something else, and, told of,
    tables with a column ``set``: plans and published tallies, which are no figures.
    """
    found: list[Path] = []
    left: list[Phrase] = []
    named = {path.resolve() for path in beside if path is not None}
    for path in files:
        if not path.is_dir():
            found.append(path)
            continue
        for each in sorted(path.iterdir()):
            if not each.is_file() or each.suffix.lower() not in SUFFIXES or each.name.startswith((".", "~$")):
                continue
            if each.resolve() in named:
                continue
            if _has_sets(each):
                left.append(Phrase("remarks.not-figures", name=each.name))
            else:
                found.append(each)
    return found, left


def _has_sets(path: Path) -> bool:
    """Tell whether a CSV has a column ``set``: it is a plan or a table of published tallies."""
    if path.suffix.lower() != ".csv":
        return False
    try:
        return "set" in (cell.casefold() for cell in read_csv(path).header)
    except FiguresError:  # said when its figures are read
        return False


def _history(paths: Sequence[Path], day: str | None, library: Library, *, told: bool) -> History:
    """Return the history in the files; where figures have no day, that of the option or of the name of their file."""
    readers = library.plugins.readers
    if day is not None:
        return history_of(paths, as_of=iso_day(day), readers=readers, told=told)
    try:
        return read_history(paths, readers=readers)
    except FiguresError as error:
        undated = {each.identity for each in error.problems} == {"NTM574.undated"}
        if not undated:
            raise
        wanted = {str(each.place).partition(":")[0] for each in error.problems}
        days = [_day_in(path.name) if any(path.name == Path(name).name for name in wanted) else None for path in paths]
        if not any(days):
            raise
        return read_history(paths, as_of=days, readers=readers)


def _day_in(name: str) -> str | None:
    """Return the day that the name of a file tells, of a month alone its last: ``2023-10.csv`` -> ``2023-10-31``."""
    found = _DAY.search(name)
    if found is None or not 1 <= int(found[2]) <= 12:
        return None
    if found[3] is not None:
        return iso_day(found[0])
    return iso_day(f"{found[1]}-{found[2]}-{last_of_month(int(found[1]), int(found[2])):02d}")


def _said(history: History) -> tuple[Pair, ...]:
    return tuple(dict.fromkeys(_pairs(left_out_phrases(history.left_out))))


def _pairs(phrases: Iterable[Phrase]) -> list[Pair]:
    return [Pair(each.told("vi"), each.told("en")) for each in phrases]
