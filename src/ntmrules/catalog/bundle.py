"""Packs as bytes: what files would be read into, already read, for a host without files or without the time to read them.

A bundle is lines of JSON without any code: a head, then one line for each part in the form of :mod:`ntmrules.catalog.kept`.
The head names the library that wrote it and the digest of all the rest, so that a bundle of another version, or one that was
cut off on its way, is refused and never half read. A set is made from its line when it is first asked for.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from ntmrules._version import __version__
from ntmrules.catalog import kept
from ntmrules.catalog.pack import Pack, shown_root, types_beside_sets
from ntmrules.catalog.shape import shape_of
from ntmrules.errors import CatalogError, problem
from ntmrules.frozen import frozen
from ntmrules.json_text import read_json
from ntmrules.model.sets import CriteriaSet
from ntmrules.model.units import Province

FORMAT = "ntmrules-bundle-1"
_REGISTERS = types_beside_sets("head")


@frozen(kw_only=True)
class Bundle:
    """What a bundle holds: packs, what receipts say of the plugins they came with, and provinces that plugins brought."""

    packs: tuple[Pack, ...]
    plugins: tuple[dict[str, Any], ...]
    provinces: tuple[Province, ...]


class BundledPack(Pack):
    """A pack out of a bundle: nothing of it is read from a file."""

    def __init__(self, about: Mapping[str, Any], lines: list[bytes]) -> None:
        self.root = Path(about["root"])  # only a name here, for messages
        self.name = about["name"]
        registers = kept.read(lines[about["registers"]], shape_of(_REGISTERS))
        for register in _REGISTERS:
            setattr(self, register, registers[register])
        self.headers = kept.read(lines[about["headers"]], shape_of(dict[str, CriteriaSet]))
        self.set_files = {}
        self._sets: dict[str, CriteriaSet] = {}
        self._lines = {set_id: lines[at] for set_id, at in about["sets"].items()}

    def load(self, set_id: str) -> CriteriaSet:
        """Return the whole set; made when it is first asked for."""
        if set_id not in self._sets:
            self._sets[set_id] = kept.read(self._lines[set_id], shape_of(CriteriaSet))
        return self._sets[set_id]


def bundled(
    packs: Iterable[Pack],
    *,
    plugins: Iterable[Mapping[str, Any]] = (),
    provinces: Iterable[Province] = (),
) -> bytes:
    """Return packs as one bundle; the same packs give the same bytes."""
    lines: list[bytes] = []

    def put(value: Any) -> int:
        lines.append(kept.written(value).encode())
        return len(lines) - 1

    heads = []
    for pack in packs:
        headers = {each: pack.headers[each] for each in sorted(pack.headers)}
        heads.append({
            "name": pack.name, "root": shown_root(pack.root),
            "registers": put({register: getattr(pack, register) for register in _REGISTERS}),
            "headers": put(headers), "sets": {each: put(pack.load(each)) for each in headers},
        })  # fmt: skip
    more = put(tuple(provinces))
    body = b"\n".join(lines)
    head = {"format": FORMAT, "library": __version__, "digest": hashlib.sha256(body).hexdigest(), "packs": heads,
            "plugins": [dict(each) for each in plugins], "provinces": more}  # fmt: skip
    return json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" + body


def read_bundle(data: bytes) -> Bundle:
    """Return what a bundle holds; ``CatalogError`` NTM148 for what is no bundle, is damaged, or is of another version."""
    first, _, body = bytes(data).partition(b"\n")
    try:
        head = read_json(first)
        if head["format"] != FORMAT:
            raise ValueError(head["format"])
        version, digest = head["library"], head["digest"]
    except (ValueError, KeyError, TypeError):
        raise CatalogError(problem("NTM148.none", format=FORMAT)) from None
    if version != __version__:
        raise CatalogError(problem("NTM148.version", then=version, now=__version__))
    if hashlib.sha256(body).hexdigest() != digest:
        raise CatalogError(problem("NTM148.damaged"))
    lines = body.split(b"\n")
    try:
        packs = tuple(BundledPack(each, lines) for each in head["packs"])
        provinces = kept.read(lines[head["provinces"]], shape_of(tuple[Province, ...]))
        return Bundle(packs=packs, plugins=tuple(head["plugins"]), provinces=provinces)
    except (ValueError, TypeError, LookupError, ArithmeticError, AttributeError, RecursionError):
        raise CatalogError(problem("NTM148.damaged")) from None


__all__ = ["Bundle", "BundledPack", "bundled", "read_bundle"]
