"""The outputs other than the site: pages for Sphinx, a printable handbook, published data."""

from __future__ import annotations

from ntmrules.docgen.book import Book
from ntmrules.docgen.extras import missing_extra


def files(book: Book, format: str) -> dict[str, bytes]:  # noqa: A002
    """Return the files of one format by path; ``UsageError`` NTM031 when its extra is not installed."""
    if format == "markdown":
        from ntmrules.docgen.markdown import MarkdownBook

        return {path: text.encode() for path, text in MarkdownBook(book).files()}
    if format == "json":
        from ntmrules.docgen.published import published_files

        return published_files(book)
    try:
        from ntmrules.docgen.handbook import handbook
    except ImportError as error:
        raise missing_extra(format, error) from None
    return {"so-tay-tieu-chi.docx": handbook(book)}
