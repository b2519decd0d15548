"""The name of a unit without what stands around it in a list: «1. Xuân Hòa», «Xuân Hòa*», «Xuân Hòa (điểm)» are Xuân Hòa."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from ntmrules.figures.cells import LONGEST_NAME
from ntmrules.figures.mentions import listed_names
from ntmrules.figures.row_words import has_bullet
from ntmrules.messages.speech import few
from ntmrules.model.spelling import fold
from ntmrules.model.unit_names import kind_level, name_key
from ntmrules.patterns import later

# X. is xã, P. phường, H. huyện: of letters only those with a bracket number a row, and Roman numbers but X.
_BEFORE = later(
    r"(?:\d{1,3}\s*[.)/:]\s*(?:[-–]\s*)?|\d{1,5}\s*[-–]\s+|[-–+•●▪]\s+|[a-h]\)\s*|(?!X\.)[IVX]{1,5}[.)]\s+)(?=[^\W\d])"
)
_OFFICE = later(
    r"\A(?:UBND|Ủy ban nhân dân|Uỷ ban nhân dân)\s+(?=(?:xã|phường|thị trấn|huyện|thị xã|thành phố)\s)", re.IGNORECASE
)
_COLON = later(r"\A((?:xã|phường|thị trấn|đặc khu|huyện|thị xã|thành phố))\s*:\s*(?=[^\W\d])", re.IGNORECASE)
_CODE = later(r"[-–]\s*\d{5}\Z")
_BEHIND = later(r"\s*(?:[*†‡¹²³⁴⁵]+|[:;,.]+|[-–]\s*\d{5}|\(\s*(?:\d{1,2}|\*{1,4})\s*\)|\[\d{1,2}\])\s*\Z")
_NOTE = later(r"\s*[(\[]\s*([^()\[\]]+?)\s*[)\]]\s*\Z")
_NOTES = later(
    r"(?:xa )?(?:diem|ntm|nong thon moi|nang cao|kieu mau|ntm nang cao|ntm kieu mau|dat chuan|dat|chua dat|ve dich|dang ky"
    r"|135|atk|dbkk|dac biet kho khan|kho khan|bai ngang|bien gioi|mien nui|vung cao|hai dao|trung tam|diem cua (?:tinh|huyen)"
    r"|(?:khu vuc|kv|loai|nhom)\s*(?:[1-3]|i{1,3}))(?:\s+(?:nam\s+)?20\d\d)?"
)
DOUBTFUL = (
    r"^\s*\(?\d{1,5}\s*[.)/:–-]|^\s*[-–+•●▪]\s|^\s*[a-h]\)|^\s*[IVX]{1,5}[.)]"
    r"|^\s*\p{L}+(?: \p{L}+)?\s*:|[*†‡¹²³⁴⁵)\]:;,.]\s*$|^\s*(?i:ubnd|[ủu][ỷy] ban)|[-–]\s*\d{5}\s*$"
)
"""A pattern that every name has of which :func:`own_name` takes something off; for whole columns."""


@lru_cache(maxsize=16384)
def own_name(cell: str) -> str:
    """Return the name in a cell without its number in a list, a sign for a footnote, and a remark in brackets that many have.

    Brackets that say where a unit lies, or anything that is no such remark, are left: two units may differ by them.
    """
    name = _COLON.sub(r"\1 ", _OFFICE.sub("", cell.strip(), count=1), count=1)
    if (
        name[:1].isalpha()
        and (name[-1:].isalpha() or name[-1:].isdecimal())
        and ("." not in name[:6] and ")" not in name[:3])
        and not _CODE.search(name)
    ):
        return name if name != cell.strip() else cell
    before = None
    while before != name:
        before = name
        name = _BEFORE.sub("", name, count=1) if _BEFORE.match(name) else name
        name = _BEHIND.sub("", name) if name[:1].isalpha() else name
        said = _NOTE.search(name)
        if said is not None and said.start() and _NOTES.fullmatch(fold(said[1]).strip(" .")):
            name = name[: said.start()]
    if not name.strip() or name == cell.strip() or (has_bullet(cell) and not _is_called_so(name)):
        return cell  # «- Hộ nghèo» is a part of the row above, «- Hà Lâu» a commune
    return name


def _is_called_so(name: str) -> bool:
    """Tell whether a name is that of a unit by the word for its kind, or by a list of communes, districts and provinces."""
    return kind_level(name) is not None or any(name_key(name) in listed_names(each) for each in ("xa", "huyen"))


def plain_names(cells: Sequence[str], place: int | None) -> Sequence[str]:
    """Return the cells of a row with the name of its unit, which stands in ``place``, by itself."""
    if place is None or place >= len(cells) or len(cells[place]) > LONGEST_NAME:
        return cells
    name = own_name(cells[place])
    return cells if name == cells[place] else [*cells[:place], name, *cells[place + 1 :]]


def taken_off(sheet: str, taken: Mapping[str, str]) -> Iterator[tuple[str, dict[str, object]]]:
    """Yield the note on names that were taken without what stood around them; none where there are none."""
    if taken:
        said = [f"«{cell}» → {name}" for cell, name in taken.items()]
        yield "names", {"sheet": sheet, "names": few(said, 4, "; "), "count": len(taken)}
