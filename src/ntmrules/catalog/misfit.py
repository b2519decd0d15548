"""What does not fit the format, with its place in the file: from the errors of cattrs to problems for a person."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import attrs
from cattrs import Converter
from cattrs.errors import ClassValidationError, ForbiddenExtraKeysError, IterableValidationError

from ntmrules.catalog.strict import Document, Path_
from ntmrules.errors import Problem, problem
from ntmrules.messages import Pair
from ntmrules.model.spelling import fold


class MisfitError(ValueError):
    """A value that does not fit: an id of the register of messages with what it is about; ``point`` is the key to point at.

    ``beneath``: the way from the value to what does not fit, and ``other`` to what it does not go with, which the message names.
    """

    def __init__(
        self, identity: str, *, point: str | None = None, beneath: Path_ = (), other: Path_ | None = None, **values: Any
    ) -> None:
        super().__init__(identity)
        self._identity, self._values, self._point, self._beneath, self._other = identity, values, point, beneath, other

    def problem(self, document: Document, path: Path_) -> Problem:
        """Return what is said of it where the value stands at ``path``."""
        other: dict[str, Any] = {} if self._other is None else {"other": document.where((*path, *self._other))}
        return problem(
            self._identity, document.where((*path, *self._beneath), key=self._point), **self._values, **other
        )


# What authors write in Vietnamese for keys, folded; and where keys stand that are written in a wrong place.
MEANT = {"nam": "year", "vung": "area", "nhom": "area", "muc": "value", "gia_tri": "value", "gia-tri": "value", "tu": "from",
         "den": "to", "ten": "name", "loai": "kind", "so_lieu": "measure", "so-lieu": "measure", "ghi_chu": "note",
         "can_cu": "evidence", "quyet_dinh": "decision", "diem": "points", "he_so": "factor", "tinh": "province",
         "huyen": "within", "xa": "units", "ma": "id"}  # fmt: skip
_IN_WHEN = Pair("when: { } của điều kiện", "when: { } of the condition")
_IN_ENTRY, _IN_ROW = Pair("mục trong overrides/", "an entry in overrides/"), Pair("một dòng của rows", "a row of rows")
_IN_INDICATOR, _IN_SET = Pair("chỉ tiêu", "the indicator"), Pair("set.yaml", "set.yaml")
ELSEWHERE = {
    "pass": Pair("tiêu chí, set.yaml, hoặc mục replace trên một tiêu chí", "a criterion, set.yaml, or a replace over one"),
    "applies_when": Pair("chỉ tiêu hoặc tiêu chí", "the indicator or the criterion"),
    "transition": Pair("một văn bản (versions) của chỉ tiêu", "a version of the indicator"),
    "transitions": _IN_SET, "declared_indicators": Pair("tiêu chí", "the criterion"), "not_applicable_when": _IN_INDICATOR,
    "legal_basis": _IN_ENTRY, "supersedes": _IN_ENTRY, "revives": _IN_ENTRY, "year": _IN_ROW, "area": _IN_ROW,
    **dict.fromkeys(("fact", "zone", "all", "any", "none"), _IN_WHEN),
}  # fmt: skip


def unknown_key(key: str, known: Sequence[str]) -> tuple[str, dict[str, Any]]:
    """Return the message on a key that is not taken where it stands, with its values: the one meant, or where it belongs."""
    said: dict[str, Any] = {"key": key, "known": " | ".join(known)}
    meant = MEANT.get(fold(key).replace(" ", "_"))
    if meant in known:
        return "NTM109.key", {**said, "near": (meant, [meant])}
    if key in ELSEWHERE:
        return "NTM109.elsewhere", {**said, "place": ELSEWHERE[key]}
    return "NTM109.key", {**said, "near": (key, known)}


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
    return [key_of(attribute.name) for attribute in attrs.fields(cls) if not attribute.metadata.get("resolved")]


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
        identity, values = unknown_key(extra, known)
        return problem(identity, document.where(path, key=extra), **values)
    if isinstance(error, KeyError) and path and path[-1] == key_of(str(error.args[0])):
        return problem("NTM117", document.where(path[:-1]), key=path[-1])
    if isinstance(error, MisfitError):
        return error.problem(document, path)
    if isinstance(error, AttributeError) and error.name == "items":  # of a map with keys of the author's own
        return problem("NTM111.pairs", document.where(path))
    return problem("NTM110", document.where(path), error=str(error), kind=getattr(cls, "__name__", ""))
