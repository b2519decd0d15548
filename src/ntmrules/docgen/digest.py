"""Digests by which a build knows what has changed since the last one."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ntmrules._version import __version__
from ntmrules.docgen.book import Book, digest_of

FOLDERS = (
    "catalog", "check", "docgen", "engine", "explain", "figures", "messages", "model", "places", "record", "resolve",
)  # fmt: skip


def catalogue_digest(book: Book) -> str:
    """Return a short digest of everything in the catalogue: the same rules give the same, wherever they lie."""
    whole = book.catalogue
    parts = [
        *book.everything.values(),
        whole.measures,
        whole.decisions,
        whole.sources,
        whole.schemes,
        whole.provinces,
        [pack.head for pack in whole.packs],
        [[placed.override for placed in pack.overrides] for pack in whole.packs],
    ]
    return digest_of(parts)[:12]


def code_digest() -> str:
    """Return a digest of the code, templates and assets that make pages, so that a changed template makes them anew."""
    state = hashlib.sha256(__version__.encode())
    package = Path(__file__).resolve().parent.parent
    for folder in (*FOLDERS, "."):
        # Other floors of the package change no page, and compiled files come and go.
        for path in sorted((package / folder).rglob("*") if folder != "." else package.glob("*.py")):
            if path.is_file() and path.suffix in (".py", ".j2", ".css", ".js"):
                state.update(f"{path.relative_to(package).as_posix()}\0".encode() + path.read_bytes())
    return state.hexdigest()
