"""Letters that are set above or below the line: a unit (m²), or the mark of a note, which is no part of a number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ntmrules.authoring.annex.tables import NOTE, OBJECT
from ntmrules.figures.runs import of_a_unit

MARKED = re.compile(r"(?<=\S)\s?\[(?:\d{1,3}|\*{1,3})\]|(?<=\S)\s?\((?:\d{1,2}|\*{1,3})\)$|(?<=[^\s*])\s?\*{1,3}$")
"""The mark of a note in the words of a cell: «[5]» anywhere, «(1)» and «*» at their end."""


def with_raised(before: str, said: str) -> str:
    """Return raised or lowered letters as they are read behind others: of a unit as they are, else as the mark of a note."""
    return said if not said.strip() or of_a_unit(before, said) else NOTE


def with_underline(said: str) -> str:
    """Return underlined letters as they are read: > and < with a stroke below are ≥ and ≤, the usual way to type them."""
    return said.replace(">", "≥").replace("<", "≤") if said.strip() in (">", "<") else re.sub(r"[<>]", OBJECT, said)


def put_together(pieces: Iterable[tuple[str, bool]]) -> str:
    """Return pieces of a text, each with whether it is raised, as one text."""
    said = ""
    for piece, raised in pieces:
        said += with_raised(said, piece) if raised else piece
    return said


def noted(text: str) -> bool:
    """Tell whether a cell has the mark of a note."""
    return NOTE in text or MARKED.search(text.strip()) is not None
