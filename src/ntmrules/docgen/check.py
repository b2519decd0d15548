"""Whether committed pages still say what the rules say."""

from __future__ import annotations

from pathlib import Path

from ntmrules.docgen.book import Book, Options
from ntmrules.docgen.build import STATE
from ntmrules.docgen.links import check_references
from ntmrules.docgen.outputs import files
from ntmrules.errors import UsageError, problem
from ntmrules.frozen import frozen
from ntmrules.library import Library


@frozen(kw_only=True)
class Drift:
    """How a folder differs from what would be generated: pages that differ, are missing, or belong to no rule."""

    changed: tuple[str, ...]
    missing: tuple[str, ...]
    extra: tuple[str, ...]

    @property
    def none(self) -> bool:
        """Whether the folder is up to date."""
        return not (self.changed or self.missing or self.extra)


def drift(library: Library, folder: Path, options: Options) -> Drift:
    """Return how the MyST pages in ``folder`` differ from what the rules give now; ``UsageError`` NTM033 for no folder.

    Line ends do not count as a difference: git may write them in the way of the system.
    """
    if not folder.is_dir():
        raise UsageError(problem("NTM033.pages", str(folder), folder=folder))
    book = Book.of(library, options)
    check_references(library.catalogue, tuple(book.everything.values()))
    wanted = files(book, "markdown")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file() and path.name != STATE}
    changed = [
        name
        for name in sorted(wanted.keys() & there)
        if (folder / name).read_bytes().replace(b"\r\n", b"\n") != wanted[name]
    ]
    return Drift(
        changed=tuple(changed), missing=tuple(sorted(wanted.keys() - there)), extra=tuple(sorted(there - wanted.keys()))
    )
