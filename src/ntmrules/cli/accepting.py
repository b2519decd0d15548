"""What ``--accept`` and ``--accept-only`` take of the files of a command: told before anything is judged, or asked about."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from ntmrules.books import Books
from ntmrules.cli.left_out import tell_left_out
from ntmrules.errors import FiguresError, Problem
from ntmrules.figures.accepted import Acceptance, refused
from ntmrules.figures.asked import Asked
from ntmrules.figures.read import Readers, in_order, scan_figures
from ntmrules.frozen import evolve
from ntmrules.model.figures import FigureTable

Read = Callable[[Asked], tuple[FigureTable, list[Problem]]]


def tell_accepted(
    accepted: Acceptance, asked: Asked, files: Iterable[Path], readers: Readers, sides: Iterable[Books]
) -> None:  # fmt: skip
    """Say which places of the files are accepted; ``FiguresError`` for those that are asked about all the same.

    ``sides`` judge them. What is wrong and nobody can accept is told where it is judged.
    """
    if accepted.given:
        books = tuple(sides)
        for file in files:
            tell_taken(accepted, asked, file.name, reader_of(file, readers), books)


def tell_taken(accepted: Acceptance, asked: Asked, name: str, read: Read, sides: Iterable[Books]) -> None:
    """Say which places are accepted of what ``read`` returns, as :func:`tell_accepted` does of files."""
    left, every = (list(dict.fromkeys(wrong_in(read, evolve(asked, accept=accept), sides))) for accept in (True, False))
    still, said = accepted.told(every, left, name)
    if still:
        raise FiguresError(in_order(still))
    tell_left_out(said)


def reader_of(file: Path, readers: Readers) -> Read:
    """Return what reads a file again where something else is asked of it."""
    return lambda asked: scan_figures(file, readers=readers, asked=asked, whole=False)


def wrong_in(read: Read, asked: Asked, sides: Iterable[Books]) -> list[Problem]:
    """Return what is wrong with a table where so much is asked of it, by whoever judges it."""

    def look() -> list[Problem]:
        table, problems = read(asked)
        for books in sides:
            books.check(table, problems)
        return problems

    return refused(look)
