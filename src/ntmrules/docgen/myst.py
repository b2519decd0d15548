"""The small pieces of MyST: text made safe, tables, lists of facts, tables of contents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

_SPECIAL = re.compile(r"([\\`*_\[\]<>|{}$#~])")


def escape(text: str) -> str:
    """Return ``text`` so that MyST shows it as it is, in a paragraph and in a cell of a table."""
    return _SPECIAL.sub(r"\\\1", text).replace("\n", " ")


def page(lines: Iterable[str]) -> str:
    """Return lines as a page: never two blank lines, one line end at the end."""
    body = "\n".join(lines)
    return re.sub(r"\n{3,}", "\n\n", body).strip("\n") + "\n"


def pairs(rows: Sequence[tuple[str, str]]) -> Iterator[str]:
    """Yield facts as a list."""
    yield from (*(f"- {key}: {value}" for key, value in rows), "")


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """Yield a table whose cells are already safe."""
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    yield from (f"| {' | '.join(row)} |" for row in rows)
    yield ""


def toctree(names: Sequence[str], *, depth: int, hidden: bool = False) -> Iterator[str]:
    """Yield a table of contents for Sphinx."""
    yield from ("", "```{toctree}", f":maxdepth: {depth}", *([":hidden:"] if hidden else []), "", *names, "```", "")
