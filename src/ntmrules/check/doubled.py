"""Lists of a file that say one thing twice: the second says nothing, and was mostly meant to say something else."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ntmrules.catalog.sound import shown
from ntmrules.catalog.strict import Document, Path_
from ntmrules.errors import Problem, problem

PARTS = ("all", "any", "none", "of")
"""Keys under which whole maps may not stand twice either: conditions, parts of a requirement."""


def doubled(document: Document) -> Iterator[Problem]:
    """Yield what a list of the document says for the second time, where it stands."""
    yield from _in(document, document.data, ())


def _in(document: Document, data: Any, path: Path_) -> Iterator[Problem]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _in(document, value, (*path, key))
    if not isinstance(data, list):
        return
    name = next((each for each in reversed(path) if isinstance(each, str)), "…")
    scalars: set[tuple[type, Any]] = set()  # with their types: 1 and true are equal
    for index, item in enumerate(data):
        if isinstance(item, dict | list):
            said = name in PARTS and item in data[:index]
        else:
            said = (type(item), item) in scalars
            scalars.add((type(item), item))
        if said:
            yield problem("NTM199", document.where((*path, index)), name=name, item=shown(item))
        yield from _in(document, item, (*path, index))


__all__ = ["doubled"]
