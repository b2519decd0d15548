"""What does not fit the format, with its place in the file: from the errors of cattrs to problems for a person."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import attrs
from cattrs import Converter
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

from ntmrules.catalog.strict import Document, Path_
from ntmrules.errors import Problem, did_you_mean


class MisfitError(ValueError):
    """A value that does not fit, in words for a person; ``key`` is the key to point at."""

    def __init__(
        self, what: str, expected: str = "", remedy: str = "", *, key: str | None = None, code: str = "NTM110"
    ) -> None:
        super().__init__(what)
        self.what, self.expected, self.remedy, self.key, self.code = what, expected, remedy, key, code


class Index(str):
    """A note that says at which place of a list an error was raised."""

    place: int

    def __new__(cls, index: int) -> Index:
        note = super().__new__(cls, f"[{index}]")
        note.place = index
        return note


class Key(str):
    """A note that says under which key an error was raised."""

    __slots__ = ()


def key_of(name: str) -> str:
    return name.rstrip("_")


def keys_of(cls: type) -> list[str]:
    """Return the keys that a document may use for ``cls``."""
    return [key_of(attribute.name) for attribute in attrs.fields(cls)]


def problems_of(converter: Converter, document: Document, data: Any, cls: type, path: Path_) -> Iterator[Problem]:
    """Yield every misfit of ``data`` with its place; ``converter`` has to validate in detail."""
    try:
        converter.structure(data, cls)
    except Exception as error:  # noqa: BLE001 - cattrs groups errors of every kind
        yield from _walk(document, error, path, cls)


def _walk(document: Document, error: BaseException, path: Path_, cls: Any) -> Iterator[Problem]:
    for note in getattr(error, "__notes__", ()):
        if isinstance(note, Key):
            path = (*path, str(note))
    if isinstance(error, ClassValidationError):
        with_notes, without = error.group_exceptions()
        for inner, note in with_notes:
            yield from _walk(document, inner, (*path, key_of(note.name)), note.type)
        for inner in without:
            yield from _walk(document, inner, path, error.cl)
    elif isinstance(error, IterableValidationError):
        for inner in error.exceptions:
            index = next((note.place for note in getattr(inner, "__notes__", ()) if isinstance(note, Index)), 0)
            yield from _walk(document, inner, (*path, index), cls)
    else:
        yield _problem(document, error, path, cls)


def _problem(document: Document, error: BaseException, path: Path_, cls: Any) -> Problem:
    if isinstance(error, ForbiddenExtraKeysError):
        known = keys_of(error.cl)
        extra = min(error.extra_fields)
        return Problem(
            "NTM109",
            document.where(path, key=extra),
            f"unknown key {extra!r}",
            expected=" | ".join(known),
            remedy=did_you_mean(extra, known) or "take the key out",
        )
    if isinstance(error, KeyError) and path and path[-1] == key_of(str(error.args[0])):
        return Problem(
            "NTM117",
            document.where(path[:-1]),
            f"the key {path[-1]!r} is missing",
            expected=f"{path[-1]}: …",
            remedy="add it",
        )
    if isinstance(error, MisfitError):
        return Problem(
            error.code, document.where(path, key=error.key), error.what, expected=error.expected, remedy=error.remedy
        )
    return Problem("NTM110", document.where(path), f"does not fit: {error}", expected=getattr(cls, "__name__", ""))
