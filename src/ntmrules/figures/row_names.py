"""What the cells of a row say beside its figures: what its indicator is called, what kind of number it holds, whose it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Sequence
from functools import lru_cache

from ntmrules.figures.behind import only_no_result
from ntmrules.figures.csv import Sheet, cell_at
from ntmrules.figures.heading_rows import BARE_LABEL
from ntmrules.figures.notes import no_result_in
from ntmrules.figures.signs import IGNORED, TYPED_LABEL
from ntmrules.model.spelling import fold
from ntmrules.patterns import later

_OF_DOCUMENTS = later(
    r"minh chung|van ban|can cu|ho so|tai lieu|nguon|ghi chu|phap ly|so hieu|nhan xet|giai trinh|ly do|dien giai"
)
_PART = later(r"\s*(?:[-–—+•●▪*]\s*[^\W\d]|[a-eđ]\)\s*[^\W\d]|trong đó\b|tr\.đó\b)", re.IGNORECASE)


@lru_cache(maxsize=4096)
def subject_written(text: str) -> str:
    """Return a subject as it is written, its letters composed, without the sign behind a label that was typed as a number."""
    return unicodedata.normalize("NFC", text.strip().rstrip(TYPED_LABEL))


def called(sheet: Sheet, cells: Sequence[str]) -> str:
    """Return what a row calls its indicator in a column beside that of its label; empty where it has none in words."""
    texts = (cell_at(cells, at) for at in sheet.names)
    return next((text for text in texts if any(map(str.isalpha, text))), "")


def number_of(sheet: Sheet, cells: Sequence[str], subject: str) -> str:
    """Return what numbers a row that says by a name what it is about; empty where nothing does."""
    at = sheet.numbered
    number = "" if at is None or not any(map(str.isalpha, subject)) else cell_at(cells, at).strip(" .")
    return number if BARE_LABEL.match(number) else ""


def part_named(sheet: Sheet, cells: Sequence[str], written: str) -> str:
    """Return what a row is called that is about a part of the row above («- Trong đó: nữ», «a) Nam»); empty for any other."""
    name = written or called(sheet, cells)
    return name if is_part(name) else ""


def is_part(name: str) -> bool:
    """Tell whether a row is called as one about a part of the row above is."""
    return _PART.match(name) is not None


def beside_figures(sheet: Sheet) -> list[int]:
    """Return the columns whose words may say what kind of number a row holds: those not read, the note and the source."""
    aside = {*sheet.names, sheet.numbered}
    return [at for at, name in enumerate(sheet.header) if name in (IGNORED, "note", "source") and at not in aside]


def columns_of_kinds(sheet: Sheet) -> frozenset[int]:
    """Return those of them whose words are kinds of numbers: none of notes, sources or evidence, where they name documents."""
    return frozenset(at for at in beside_figures(sheet) if sheet.header[at] == IGNORED and at not in sheet.of_documents)


def is_of_documents(heading: str) -> bool:
    """Tell whether a column is one of evidence, papers or notes."""
    return _OF_DOCUMENTS.search(fold(heading)) is not None


def cells_of(cells: Sequence[str], columns: dict[str, int], names: Sequence[str]) -> tuple[str, ...]:
    """Return what a row says in some columns, those that the table has."""
    width = len(cells)
    places = [columns[name] for name in names if name in columns]
    return tuple([cells[place].strip() if place < width else "" for place in places])


def kind_of_row(
    cells: Sequence[str], beside: Sequence[int], of_kinds: Container[int] = (), note: int | None = None
) -> tuple[int, str | None]:
    """Return the first of some columns that says what kind of number a row holds, and that kind: ``plan``, ``estimate`` …

    ``of_kinds``: those of them that name no documents; ``note``: that of notes.
    """
    for at in beside:
        text = cell_at(cells, at)
        if not text:
            continue
        kind = no_result_in(text) if at == note else only_no_result(text, of_kinds=at in of_kinds)
        if kind is not None:
            return at, kind
    return 0, None
