"""The parts of a packed spreadsheet, walked element by element."""

from __future__ import annotations

from collections.abc import Callable
from xml.parsers import expat

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384


def parse(data: bytes, start: Callable[[str, dict[str, str]], None], end: Callable[[str], object] | None = None,
           text: Callable[[str], None] | None = None) -> None:  # fmt: skip
    """Walk XML part by part; names come without their namespace. ``ValueError`` for entities of its own: none is needed."""
    parser = expat.ParserCreate(namespace_separator="}")
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise ValueError("entities")

    parser.EntityDeclHandler = refuse
    parser.StartElementHandler = lambda name, about: start(
        name.rpartition("}")[2], {key.rpartition("}")[2]: value for key, value in about.items()}
    )
    if end is not None:
        parser.EndElementHandler = lambda name: end(name.rpartition("}")[2])
    if text is not None:
        parser.CharacterDataHandler = text
    parser.Parse(data, True)  # noqa: FBT003  (the parameter has no name)
