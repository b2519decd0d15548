"""Lines of an explanation: text, a style by name, an indent; plain text and a coloured terminal are made from them."""

from __future__ import annotations

from collections.abc import Iterable

from attrs import field

from ntmrules.frozen import frozen
from ntmrules.messages.speech import visible

STYLES = ("heading", "met", "not_met", "undetermined", "not_applicable", "note", "muted", "plain")
STEP = "  "


@frozen
class Line:
    """One line: ``style`` is one of ``STYLES``, ``indent`` counts steps of two spaces."""

    text: str = field(converter=visible)  # whatever stands in it came from a file, and is shown
    style: str = "plain"
    indent: int = 0

    def __str__(self) -> str:
        return f"{STEP * self.indent}{self.text}" if self.text else ""


def plain(lines: Iterable[Line]) -> str:
    """Return lines as text without colour, for a pipe or a file."""
    return "\n".join(str(line) for line in lines)
