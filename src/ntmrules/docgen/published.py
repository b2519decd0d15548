"""The catalogue as published data: versioned, with a JSON Schema; the stable thing for other programs."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

import attrs

from ntmrules._version import __version__
from ntmrules.catalog.procedures import read_procedures
from ntmrules.check.coverage import coverage
from ntmrules.docgen.book import Book
from ntmrules.docgen.digest import catalogue_digest
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Decision, Source
from ntmrules.model.measures import Measure
from ntmrules.model.overrides import Override, PackHead
from ntmrules.model.procedures import PlacedOverride, Procedure, ProcedureOverride, Procedures
from ntmrules.model.requirements import KINDS, AnyRequirement, Requirement
from ntmrules.model.sets import CriteriaSet
from ntmrules.model.units import Province, Scheme
from ntmrules.recognition.procedure_told import coverage_of

SCHEMA = "ntmrules/catalogue/1"
DATA_FILE, SCHEMA_FILE = "catalogue.json", "catalogue.schema.json"
REGISTERS: dict[str, type] = {
    "sets": CriteriaSet,
    "measures": Measure,
    "decisions": Decision,
    "sources": Source,
    "schemes": Scheme,
    "provinces": Province,
    "procedures": Procedure,
}
_DECIMAL = {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}


def published_files(book: Book) -> dict[str, bytes]:
    """Return the data and its schema as files."""
    return {DATA_FILE: _bytes(published(book)), SCHEMA_FILE: _bytes(schema())}


def _bytes(value: Any) -> bytes:
    return f"{json.dumps(value, ensure_ascii=False, indent=1)}\n".encode()


def published(book: Book) -> dict[str, Any]:
    """Return the sets that are printed, every register, what packs lay over them, and the coverage, as plain data.

    Keys are those of the catalogue's files, with two differences: a criterion's indicators carry their full id, and a
    threshold is always ``{rows: [...]}``, also when it is one cell.
    """
    whole = book.catalogue
    procedures = read_procedures(whole.packs)
    return {
        "schema": SCHEMA,
        "version": __version__,
        "digest": catalogue_digest(book),
        "on": book.options.on,
        "sets": [_set(each) for each in book.sets],
        "measures": [plain(each) for _, each in sorted(whole.measures.items())],
        "decisions": [plain(each) for _, each in sorted(whole.decisions.items())],
        "sources": [plain(each) for _, each in sorted(whole.sources.items())],
        "schemes": [plain(each) for _, each in sorted(whole.schemes.items())],
        "provinces": [plain(each) for _, each in sorted(whole.provinces.items())],
        "procedures": [plain(each) for _, each in sorted(procedures.national.items())],
        "packs": [
            {
                "head": plain(pack.head),
                "overrides": [plain(placed.override) for placed in pack.overrides],
                "procedure_overrides": [plain(each.override) for each in _laid_over(procedures, pack.head)],
            }
            for pack in whole.packs
            if pack.head is not None
        ],
        "coverage": [coverage(each).as_dict() for each in book.sets],
        "procedure_coverage": [coverage_of(each).as_dict(each) for _, each in sorted(procedures.national.items())],
    }


def _laid_over(procedures: Procedures, head: PackHead) -> list[PlacedOverride]:
    """Return what the pack of a territory lays over procedures."""
    territory = tuple((unit.list, unit.province) for unit in head.territory)
    return [each for each in procedures.overlays if each.provinces == territory]


def _set(whole: CriteriaSet) -> dict[str, Any]:
    data: dict[str, Any] = plain(whole)
    for criterion in data.get("criteria", ()):
        criterion["full_id"] = f"{whole.id}/{criterion['id']}"
        for indicator in criterion.get("indicators", ()):
            indicator["full_id"] = f"{whole.id}/{indicator['id']}"
    for indicator in data.get("prerequisites", ()):
        indicator["full_id"] = f"{whole.id}/{indicator['id']}"
    return data


def plain(value: Any) -> Any:
    """Return a model object as JSON data: keys as in the files, decimals as text, what is empty left out."""
    if isinstance(value, Requirement):
        return {"kind": value.kind, **_fields(value)}
    if attrs.has(type(value)):
        return _fields(value)
    if isinstance(value, Mapping):
        return {str(key): plain(item) for key, item in value.items()}
    if isinstance(value, (tuple, list, frozenset)):
        return [plain(item) for item in value]
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, date):
        return value.isoformat()
    return str(value.value) if isinstance(value, Enum) else value


def _fields(value: Any) -> dict[str, Any]:
    found = {_key(each.name): plain(getattr(value, each.name)) for each in attrs.fields(type(value))}
    return {key: item for key, item in found.items() if item is not None and item not in ([], {})}


def _key(name: str) -> str:
    return name.rstrip("_")


# the schema


def schema() -> dict[str, Any]:
    """Return the JSON Schema of the published data, made from the model itself so that the two cannot part."""
    defs: dict[str, Any] = {}
    properties: dict[str, Any] = {
        "schema": {"const": SCHEMA},
        "version": {"type": "string"},
        "digest": {"type": "string", "pattern": "^[0-9a-f]{12}$"},
        "on": {"type": ["string", "null"], "format": "date"},
        "coverage": {"type": "array", "items": {"type": "object"}},
        "procedure_coverage": {"type": "array", "items": {"type": "object"}},
        "packs": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["head", "overrides", "procedure_overrides"],
                "additionalProperties": False,
                "properties": {
                    "head": _of(PackHead, defs),
                    "overrides": {"type": "array", "items": _of(Override, defs)},
                    "procedure_overrides": {"type": "array", "items": _of(ProcedureOverride, defs)},
                },
            },
        },
    }
    for name, cls in REGISTERS.items():
        properties[name] = {"type": "array", "items": _of(cls, defs)}
    for name in ("Criterion", "Indicator"):
        defs[name]["properties"]["full_id"] = {"type": "string"}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "https://ntmrules.invalid/schema/catalogue/1",
        "title": SCHEMA,
        "description": (
            "Criteria sets of Vietnam's New Rural Development programme. Decimals are text. "
            "Fields may be added within version 1; none is taken away or changes its meaning."
        ),
        "type": "object",
        "required": [*properties],
        "properties": properties,
        "$defs": dict(sorted(defs.items())),
    }


def _of(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a type of the model; classes go to ``defs``."""
    if kind == AnyRequirement or kind is Requirement:
        return _requirement(defs)
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        inner = [_of(each, defs) for each in get_args(kind) if each is not NoneType]
        return inner[0] if len(inner) == 1 else {"anyOf": inner}
    if origin is dict:
        return {"type": "object", "additionalProperties": _of(get_args(kind)[1], defs)}
    if origin is tuple:
        return {"type": "array", "items": _of(get_args(kind)[0], defs)}
    if kind is Decimal:
        return dict(_DECIMAL)
    if kind is date:
        return {"type": "string"}
    if kind in (str, int, bool):
        return {"type": {str: "string", int: "integer", bool: "boolean"}[kind]}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [each.value for each in kind]}
    if isinstance(kind, type) and attrs.has(kind):
        return _class(kind, defs)
    raise TypeError(f"no schema for {kind!r}")  # a new type of field has to be decided here


def _requirement(defs: dict[str, Any]) -> dict[str, Any]:
    if "Requirement" not in defs:
        defs["Requirement"] = {}
        defs["Requirement"] = {"oneOf": [_class(each, defs) for each in KINDS.values()]}
    return {"$ref": "#/$defs/Requirement"}


def _class(cls: type, defs: dict[str, Any]) -> dict[str, Any]:
    name = _name(cls)
    if name not in defs:
        defs[name] = {}
        hints = get_type_hints(cls, localns=vars(req))
        fields = attrs.fields(cls)
        properties = {_key(each.name): _of(hints[each.name], defs) for each in fields}
        required = [
            _key(each.name) for each in fields if each.default is attrs.NOTHING and not _may_be_empty(hints[each.name])
        ]
        if issubclass(cls, Requirement):
            properties = {"kind": {"const": cls.kind}, **properties}
            required = ["kind", *required]
        defs[name] = {
            "type": "object",
            "required": required,
            "properties": properties,
            "additionalProperties": False,
        }
    return {"$ref": f"#/$defs/{name}"}


def _name(cls: type) -> str:
    """Return what a class is called in the schema: parts of procedures by that word, sets have conditions of their own."""
    own = cls.__module__ == Procedure.__module__ and not cls.__name__.startswith("Procedure")
    return f"Procedure{cls.__name__}" if own else cls.__name__


def _may_be_empty(hint: Any) -> bool:
    return get_origin(hint) in (tuple, dict)
