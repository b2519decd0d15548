"""What a file is that is none of the kind its name says: said as people call it, with what to do."""

from __future__ import annotations

from pathlib import Path

from ntmrules.errors import FiguresError, problem
from ntmrules.messages import Phrase

_MAGIC = {
    b"%PDF": "remarks.a-pdf",
    b"PAR1": "remarks.a-parquet",
    b"\x89PNG": "remarks.a-picture",
    b"\xff\xd8\xff": "remarks.a-picture",
    b"<?xml": "remarks.an-xml",
    b"\xef\xbb\xbf<?xml": "remarks.an-xml",
    b"\xff\xfe\0\0": "remarks.utf-32",
    b"\0\0\xfe\xff": "remarks.utf-32",
}
_PAGE = (b"<!doctype html", b"<html", b"<table")
_OBEYED = frozenset(range(0x20)) - frozenset(b"\t\n\v\f\r\x1b")


def refuse_no_text(path: Path, start: bytes, *, is_utf16: bool) -> None:
    """Raise ``FiguresError`` NTM504 where a file is no text, or the text of a web page: ``start`` is how it begins."""
    if start.startswith(b"PK\x03\x04"):
        _refuse_packed(path)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        _refuse_compound(path)
    if start.startswith(b"\x1f\x8b"):
        raise FiguresError(problem("NTM504.packed", path.name, kind="gzip"))
    if start.startswith(b"{\\rtf"):
        raise FiguresError(problem("NTM504.word", path.name))
    kind = next((word for magic, word in _MAGIC.items() if start.startswith(magic)), None)
    if start[:1024].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_PAGE):
        kind = "remarks.a-web-page"
    if kind is not None:
        raise FiguresError(problem("NTM504.kind", path.name, kind=Phrase(kind)))
    if not is_utf16 and _is_binary(start[:1024]):
        raise FiguresError(problem("NTM504.binary", path.name))


def no_spreadsheet(path: Path, start: bytes, *, is_utf16: bool) -> FiguresError:
    """Return, or raise, NTM504 with what a file is that is called a spreadsheet and begins as none does."""
    refuse_no_text(path, start, is_utf16=is_utf16)
    return _misnamed(path, ".json" if start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"[", b"{") else ".csv")


def _is_binary(start: bytes) -> bool:
    """Tell whether bytes are no text of any encoding: of chance ones a tenth are signs that only machines obey."""
    return b"\0" in start or sum(each in _OBEYED for each in start) > len(start) / 20


def _refuse_packed(path: Path) -> None:
    import zipfile

    from ntmrules.figures.packed import kind_of_zip, refuse_text_document

    kind = kind_of_zip(path)
    if kind is not None:
        raise _misnamed(path, kind)
    try:
        with path.open("rb") as stream, zipfile.ZipFile(stream) as packed:
            names = set(packed.namelist())
    except (zipfile.BadZipFile, OSError, ValueError):
        raise FiguresError(problem("NTM504.kind", path.name, kind=Phrase("remarks.an-excel"))) from None
    refuse_text_document(path, names)
    raise FiguresError(problem("NTM504.packed", path.name, kind="zip"))


def _refuse_compound(path: Path) -> None:
    from ntmrules.figures.oldexcel import holds_stream

    if holds_stream(path, "WordDocument"):
        raise FiguresError(problem("NTM504.word", path.name))
    if holds_stream(path, "EncryptedPackage"):
        raise FiguresError(problem("NTM504.password", path.name))
    if holds_stream(path, "Workbook") or holds_stream(path, "Book"):
        raise _misnamed(path, ".xls")
    raise FiguresError(problem("NTM504.kind", path.name, kind=Phrase("remarks.old-excel")))


def _misnamed(path: Path, kind: str) -> FiguresError:
    return FiguresError(problem("NTM504.other-kind", path.name, kind=kind[1:], suffix=path.suffix or path.name))
