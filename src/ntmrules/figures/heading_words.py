"""The words of ``headings.toml``, which readers of figures understand."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from ntmrules.catalog import cache as read_before
from ntmrules.catalog.shape import Shape, shape_of
from ntmrules.model.spelling import accented


@cache
def table() -> dict[str, dict[str, list[str]]]:
    """Return the sections of the table, each with its words by kind; kept in the cache, since TOML is read slowly."""
    # By the loader of this module, in a folder or a packed file: the package for resources loads fifteen modules more.
    loader: Any = __spec__.loader
    written: bytes = loader.get_data(str(Path(__file__).with_name("headings.toml")))
    entry = f"headings-{hashlib.sha256(written).hexdigest()[:32]}"
    found: dict[str, dict[str, list[str]]] | None = read_before.load(entry, _shape(written.decode("utf-8")))
    if found is None:
        import tomllib

        found = tomllib.loads(written.decode("utf-8"))
        read_before.save(entry, found)
    return found


def _shape(written: str) -> Shape:
    """Return what the table must hold: the sections and kinds that the file names, each with words."""
    sections: dict[str, dict[str, Any]] = {}
    section = ""
    for line in written.splitlines():
        if line.startswith("["):
            section = line.strip("[]")
            sections[section] = {}
        elif " = [" in line and not line.startswith((" ", "#")):
            sections[section][line.partition(" = ")[0]] = list[str]
    return shape_of(sections)


@cache
def words_of(section: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of one section of the table by kind, in lower case with their accents."""
    return {kind: tuple(accented(word) for word in said) for kind, said in table()[section].items()}
