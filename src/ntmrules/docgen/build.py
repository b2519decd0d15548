"""Building: what is asked for, written whole, only where something changed, and the same bytes every time."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from ntmrules.docgen.book import Book, Options, digest_of
from ntmrules.docgen.digest import catalogue_digest, code_digest
from ntmrules.docgen.extras import missing_extra
from ntmrules.docgen.links import check_references, local_links
from ntmrules.docgen.outputs import files as other_files
from ntmrules.docgen.write import prepare, write_file
from ntmrules.errors import CatalogError, UsageError, problem
from ntmrules.frozen import frozen
from ntmrules.library import Library
from ntmrules.messages.speech import few

FORMATS = ("html", "markdown", "docx", "json")
STATE = ".ntmrules-docs.json"


@frozen(kw_only=True)
class Built:
    """What a build did: files written, files that were so already, files of an earlier build taken away."""

    written: tuple[str, ...]
    kept: int
    removed: tuple[str, ...]


def build(library: Library, out: Path, options: Options, *, format: str = "html", force: bool = False) -> Built:  # noqa: A002
    """Build the documentation into ``out`` and return what was done.

    A file that no build has written is not replaced without ``force``.
    Pages whose inputs did not change since the last build into the same folder are not made again. Raises
    ``UsageError`` (NTM031 unknown format or extra not installed, NTM033 folder), ``CatalogError`` (NTM180 for
    a reference that leads nowhere, NTM144 for a case that does not hold).
    """
    if format not in FORMATS:
        raise UsageError(problem("NTM031.format", format=format, known=" | ".join(FORMATS), near=(format, FORMATS)))
    book = Book.of(library, options)
    check_references(library.catalogue, tuple(book.everything.values()))
    prepare(out)
    if format == "html":
        return _build_site(book, out, force=force)
    return _finish(out, other_files(book, format), {}, force=force)


def _build_site(book: Book, out: Path, *, force: bool) -> Built:
    try:
        made, digests = _site_pages(book, out)
    except ImportError as error:
        raise missing_extra("html", error) from None
    lost = [
        f"{path}: {file}"
        for path, content in made.items()
        if path.endswith(".html")
        for file, _ in local_links(path, content.decode())
        if file not in digests and file != book.options.judging
    ]
    if lost:
        raise CatalogError([problem("NTM180.page", place) for place in lost])
    return _finish(out, made, digests, force=force)


def _site_pages(book: Book, out: Path) -> tuple[dict[str, bytes], dict[str, str]]:
    """Return the pages that have to be made, and the digest of the inputs of every page."""
    from ntmrules.docgen.html import Site

    site = Site(book, catalogue_digest(book))
    base = digest_of((code_digest(), book.options, book.province))
    known = _state(out)
    made: dict[str, bytes] = {}
    digests: dict[str, str] = {}
    for page in site.pages():
        digests[page.path] = digest_of((base, page.inputs))
        if known.get(page.path) != digests[page.path] or not (out / page.path).is_file():
            made[page.path] = page.make().encode()
    return made, digests


def _state(out: Path) -> dict[str, str]:
    """Return the digests of the last build; an unreadable state means that everything is made anew."""
    try:
        found = json.loads((out / STATE).read_text(encoding="utf-8"))["pages"]
        return {str(path): str(digest) for path, digest in found.items()}
    except (OSError, ValueError, KeyError, AttributeError):
        return {}


def _refuse_foreign(out: Path, made: Mapping[str, bytes]) -> None:
    """Raise ``UsageError`` NTM033 where a file would be replaced that no build has written."""
    own = _state(out)
    foreign = [path for path, content in made.items()
               if path not in own and (out / path).exists() and _other(out / path, content)]  # fmt: skip
    if foreign:
        raise UsageError(problem("NTM033.foreign", str(out), count=len(foreign), files=few(foreign, 5)))


def _other(path: Path, content: bytes) -> bool:
    try:
        return path.read_bytes() != content
    except OSError:
        return True


def _finish(out: Path, made: Mapping[str, bytes], digests: Mapping[str, str], *, force: bool) -> Built:
    """Write what was made, take away what an earlier build left and this one has not, and note the state."""
    wanted = {**dict.fromkeys(made, ""), **digests}
    for content in made:
        wanted[content] = digests.get(content, hashlib.sha256(made[content]).hexdigest())
    if not force:
        _refuse_foreign(out, made)
    removed = [path for path in _state(out) if path not in wanted and _inside(out, path)]
    written = [path for path, content in made.items() if write_file(out / path, content)]
    for path in removed:
        (out / path).unlink(missing_ok=True)
    state = json.dumps({"schema": "ntmrules/docs-build/1", "pages": dict(sorted(wanted.items()))}, indent=1)
    write_file(out / STATE, f"{state}\n".encode())
    return Built(written=tuple(written), kept=len(wanted) - len(written), removed=tuple(removed))


def _inside(out: Path, path: str) -> bool:
    """Whether a path of the state lies in the folder: an edited state must not make us delete elsewhere."""
    return (out / path).resolve().is_relative_to(out.resolve())


def names(files: Iterable[str], most: int = 20) -> str:
    """Return names of files in a few lines, for a message."""
    listed = list(files)
    return "\n".join([*listed[:most], *([f"… {len(listed) - most} more"] if len(listed) > most else [])])
