"""The JSON Schema (2020-12) of an attainment as data, schema ``ntmrules/attainment/1``."""

from __future__ import annotations

from typing import Any

from ntmrules.engine.forward.rules import FLAGS, LOST, VERDICT_OF
from ntmrules.explain.attainment.compact import COLUMNS
from ntmrules.explain.attainment.compact import SCHEMA as COMPACT
from ntmrules.explain.attainment.data import SCHEMA
from ntmrules.model.evidence import Confidence, EvidenceKind
from ntmrules.model.trace import NodeKind
from ntmrules.model.verdicts import Basis, ReasonCode, Verdict

CURES = ("commune", "province", "catalogue", "data_owner")
TALLY = ("met", "not_met", "undetermined", "not_applicable", "low", "high", "declared", "modelled", "reported")
DECIMAL = {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}
DAY = {"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}$"}
WORD = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 0}


def attainment_schema() -> dict[str, Any]:
    """Return the JSON Schema of one attainment; the command line prints a list of them."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA,
        "title": "Attainment of one unit",
        "$defs": {
            "verdict": _one_of(Verdict),
            "text": _object({"vi": WORD, "en": WORD}, required=("vi",)),
            "tally": _object({**dict.fromkeys(TALLY, COUNT), "whole": {"type": "boolean"}}),
            "node": _node(),
        },
        **_object(
            {
                "schema": {"const": SCHEMA},
                "unit": {"type": "string"},
                "within": WORD,
                "set": WORD,
                "on": DAY,
                "province": _or_null(WORD),
                "verdict": _ref("verdict"),
                "provisional": {"type": "boolean"},
                "engine": WORD,
                "criteria": _ref("tally"),
                "indicators": _ref("tally"),
                "reported": _or_null(_reported()),
                "trace": _ref("node"),
                "receipt": {"type": "object", "required": ["engine"]},
                "added": _ref("tally"),
                "firings": {"type": "array", "items": _firing()},
            },
            required=(
                "schema",
                "unit",
                "set",
                "on",
                "province",
                "verdict",
                "provisional",
                "engine",
                "criteria",
                "indicators",
                "reported",
                "trace",
                "receipt",
            ),
        ),
    }


def compact_schema() -> dict[str, Any]:
    """Return the JSON Schema of one attainment in little room, ``ntmrules/attainment-compact/1``."""
    index, several = COUNT, _list_of(COUNT)
    cells: dict[str, dict[str, Any]] = {
        "depth": COUNT, "id": {"type": "string"}, "kind": {"enum": list(NodeKind)}, "verdict": _ref("verdict"),
        "reasons": several,
        "required": index, "provision": index, "evidence": index, "number": WORD, "basis": _one_of(Basis),
        "observed": _observed(), "unit": WORD, "notes": several, "provisional": {"const": True},
        "period": {"type": "integer"}, "source": index, "at": WORD,
    }  # fmt: skip
    row = {"type": "array", "minItems": 3, "items": False,
           "prefixItems": [cells[name] if name in ("depth", "id", "kind") else _or_null(cells[name])
                           for name in COLUMNS]}  # fmt: skip
    full = attainment_schema()
    node = full["$defs"].pop("node")["properties"]
    tables = {
        "reasons": node["reasons"]["items"], "notes": node["notes"]["items"], "required": node["required"],
        "provisions": node["provision"], "evidence": node["evidence"], "sources": WORD,
    }  # fmt: skip
    properties = {
        **full["properties"], "schema": {"const": COMPACT}, "columns": {"const": list(COLUMNS)},
        "trace": {"type": "array", "items": row, "minItems": 1},
        **{name: {"type": "array", "items": item} for name, item in tables.items()},
    }  # fmt: skip
    return {**full, "$id": COMPACT, "title": "Attainment of one unit, in little room", "properties": properties,
            "required": [*full["required"], *tables, "columns"]}  # fmt: skip


def _firing() -> dict[str, Any]:
    fact = _object({"id": WORD, "says": {"enum": list(FLAGS)}})
    return _object({"order": {"type": "integer", "minimum": 1}, "unit": {"type": "string"}, "rule": WORD, "node": WORD,
                    "verdict": {"enum": [*VERDICT_OF, LOST]}, "facts": {"type": "array", "items": fact}})  # fmt: skip


def _node() -> dict[str, Any]:
    return _object(
        {
            "id": {"type": "string"},
            "kind": {"enum": list(NodeKind)},
            "number": WORD,
            "label": _ref("text"),
            "verdict": _or_null(_ref("verdict")),
            "basis": _one_of(Basis),
            "provisional": {"const": True},
            "observed": _observed(),
            "required": _required(),
            "unit": WORD,
            "provision": _object(dict.fromkeys(("decision", "annex", "article", "row"), WORD), required=("decision",)),
            "evidence": _evidence(),
            "why": _ref("text"),
            "asks": _list_of(_ref("text")),
            "reasons": _list_of(_object({"code": _one_of(ReasonCode), "subject": WORD, "cure": {"enum": list(CURES)}})),
            "notes": _list_of(_object({"code": WORD, "subject": {"type": "string"}})),
            "period": {"type": "integer"},
            "source": WORD,
            "at": WORD,
            "children": {"type": "array", "items": _ref("node")},
        },
        required=("id", "kind", "label", "verdict", "children"),
    )


def _observed() -> dict[str, Any]:
    return {"anyOf": [DECIMAL, _ref("verdict"), {"type": "string", "pattern": "^[0-9]+/[0-9]+$"}]}


def _required() -> dict[str, Any]:
    """What is asked: an operator with its level, or the kind of a requirement without one (its values are empty)."""
    values = {"type": "array", "items": DECIMAL}
    return _object({"op": WORD, "values": values, "upper": values, "k": COUNT}, required=("op", "values"))


def _evidence() -> dict[str, Any]:
    parts = {"kind": _one_of(EvidenceKind), "confidence": _one_of(Confidence), "ref": _list_of(WORD), "checked_on": DAY}
    parts["computed"] = _object({"rule": _ref("text"), "cells": _list_of(WORD)})
    return _object(parts, required=("kind", "confidence"))


def _reported() -> dict[str, Any]:
    """The tallies that somebody reported, and whether they lie in the computed ranges."""
    tally = _or_null(_object({"met": COUNT, "declared": COUNT}))
    return _object({"criteria": tally, "indicators": tally, "fits": {"type": "boolean"}})


def _object(properties: dict[str, Any], *, required: tuple[str, ...] | None = None) -> dict[str, Any]:
    names = list(properties) if required is None else list(required)
    return {"type": "object", "properties": properties, "required": names, "additionalProperties": False}


def _list_of(item: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": item, "minItems": 1}


def _one_of(words: Any) -> dict[str, Any]:
    return {"enum": [str(word) for word in words]}


def _or_null(schema: dict[str, Any]) -> dict[str, Any]:
    return {"anyOf": [schema, {"type": "null"}]}


def _ref(name: str) -> dict[str, str]:
    return {"$ref": f"#/$defs/{name}"}
