"""Small parts of Word files that python-docx has no name for: bookmarks, links, fields, and a file with a fixed time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from ntmrules.docgen.links import slug

# Word files hold the time of their making; a fixed one keeps two builds alike.
EPOCH = datetime(2000, 1, 1, tzinfo=UTC)


def mark(target: str) -> str:
    """Return a bookmark's name: letters, digits and underscores, at most forty of them."""
    return f"n_{slug(target).replace('-', '_')}"[:40]


def element(tag: str, /, **values: str) -> Any:
    """Return an element of Word with its values."""
    made = OxmlElement(tag)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def bookmark(paragraph: Any, name: str, number: int) -> None:
    """Put a bookmark round the text of a paragraph."""
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, element("w:bookmarkStart", id=str(number), name=name))
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def jump(paragraph: Any, text: str, name: str) -> None:
    """Put a link to a bookmark into a paragraph."""
    link = element("w:hyperlink", anchor=name, history="1")
    words = OxmlElement("w:t")
    words.text = text
    link.append(run(words))
    paragraph._p.append(link)


def run(*children: Any) -> Any:
    """Return a run with these children."""
    made = OxmlElement("w:r")
    for child in children:
        made.append(child)
    return made


def instruction(text: str) -> Any:
    """Return the instruction of a field."""
    made = OxmlElement("w:instrText")
    made.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    made.text = text
    return made


def field(paragraph: Any, code: str, shown: str) -> None:
    """Put a field into a paragraph, with the text that stands there until it is brought up to date."""
    paragraph._p.append(run(element("w:fldChar", fldCharType="begin")))
    paragraph._p.append(run(instruction(code)))
    paragraph._p.append(run(element("w:fldChar", fldCharType="separate")))
    paragraph.add_run(shown)
    paragraph._p.append(run(element("w:fldChar", fldCharType="end")))


def around(paragraphs: Sequence[Any], code: str) -> None:
    """Make the paragraphs the shown result of a field."""
    first, last = paragraphs[0]._p, paragraphs[-1]._p
    at = 1 if paragraphs[0]._p.pPr is not None else 0
    for child in (
        element("w:fldChar", fldCharType="separate"),
        instruction(code),
        element("w:fldChar", fldCharType="begin"),
    ):
        first.insert(at, run(child))
    last.append(run(element("w:fldChar", fldCharType="end")))


def repeat(row: Any) -> None:
    """Repeat a heading row on every page that the table reaches."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader", val="true"))


def repacked(document: Any) -> bytes:
    """Return the file with every part of the archive dated alike: a zip holds the time of each of its files."""
    raw = io.BytesIO()
    document.save(raw)
    packed = io.BytesIO()
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, date_time=(2000, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            target.writestr(entry, source.read(name))
    return packed.getvalue()
