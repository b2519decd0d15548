"""The words of ``headings.toml``, which readers of figures understand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from ntmrules.model.spelling import accented


@cache
def table() -> dict[str, dict[str, list[str]]]:
    """Return the sections of the table, each with its words by kind."""
    import tomllib
    from importlib.resources import files

    text = files("ntmrules.figures").joinpath("headings.toml").read_text(encoding="utf-8")
    found: dict[str, dict[str, list[str]]] = tomllib.loads(text)
    return found


@cache
def words_of(section: str) -> Mapping[str, tuple[str, ...]]:
    """Return the words of one section of the table by kind, in lower case with their accents."""
    return {kind: tuple(accented(word) for word in said) for kind, said in table()[section].items()}
