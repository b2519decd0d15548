"""An attainment as plain data, schema ``ntmrules/attainment/1``: the face that other programs read.

Decimals are text, so that no digit is lost. Keys that would be empty are left out of nodes, all but id, kind, label,
verdict and children.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from ntmrules.model.attainment import Attainment
from ntmrules.model.evidence import Evidence, Provision
from ntmrules.model.firing import Firing
from ntmrules.model.text import Text
from ntmrules.model.trace import Node, Note
from ntmrules.model.verdicts import Reason, Tally
from ntmrules.record.receipt import attainment_receipt

SCHEMA = "ntmrules/attainment/1"
WITHOUT_LEVEL = ("attained", "all_of", "any_of", "k_of", "between", "meets", "delegated", "unknown", "function")


def attainment_data(attainment: Attainment) -> dict[str, Any]:
    """Return an attainment as data that ``json.dumps`` takes; its schema is ``explain.schema.attainment_schema()``."""
    return {
        **outer_data(attainment, SCHEMA),
        "trace": node_data(attainment.trace),
        **({"firings": [firing_data(each) for each in attainment.firings]} if attainment.firings else {}),
        "receipt": attainment_receipt(attainment),
    }


def outer_data(attainment: Attainment, schema: str) -> dict[str, Any]:
    """Return what an attainment says beside its trace and its receipt: unit, set, day, verdict, tallies."""
    book = attainment.rulebook
    return {
        "schema": schema,
        "unit": attainment.unit,
        **({"within": attainment.figures.within} if attainment.figures.within is not None else {}),
        "set": book.id,
        "on": str(book.on),
        "province": book.province.name if book.province is not None else None,
        "verdict": str(attainment.verdict),
        "provisional": attainment.provisional,
        "engine": attainment.engine,
        "criteria": _tally(attainment.tally.criteria),
        "indicators": _tally(attainment.tally.indicators),
        **({"added": _tally(attainment.tally.added)} if attainment.tally.added is not None else {}),
        "reported": _reported(attainment),
    }


def firing_data(firing: Firing) -> dict[str, Any]:
    """Return one conclusion of the forward engine: by which rule, on what, and the facts it rests on."""
    facts = [{"id": str(place), "says": word} for place, word in firing.facts]
    return {"order": firing.order, "unit": firing.unit, "rule": firing.rule, "node": firing.node,
            "verdict": firing.verdict, "facts": facts}  # fmt: skip


def _tally(tally: Tally) -> dict[str, int | bool]:
    names = (
        "met",
        "not_met",
        "undetermined",
        "not_applicable",
        "low",
        "high",
        "declared",
        "modelled",
        "reported",
        "whole",
    )
    return {name: getattr(tally, name) for name in names}


def _reported(attainment: Attainment) -> dict[str, Any] | None:
    """Return the tallies that somebody reported and whether they lie in the computed ranges; nothing without any."""
    fits = attainment.tally_fits()
    if fits is None:
        return None
    pairs = {"criteria": attainment.reported_criteria, "indicators": attainment.reported_indicators}
    said = {key: None if pair is None else {"met": pair[0], "declared": pair[1]} for key, pair in pairs.items()}
    return {**said, "fits": fits}


def node_data(node: Node) -> dict[str, Any]:
    """Return one node of a trace, with all below it, as data."""
    about = node.about
    data: dict[str, Any] = {
        "id": node.id,
        "kind": node.kind,
        "number": about.number,
        "label": _text(node.label),
        "verdict": str(node.verdict) if node.verdict is not None else None,
        "basis": str(node.basis) if node.basis is not None else None,
        "provisional": node.provisional,
        "observed": observed_data(node.observed),
        "required": required_data(node),
        "unit": about.unit,
        "provision": provision_data(about.provision),
        "evidence": evidence_data(about.evidence),
        "why": _text(about.why) if about.why is not None else None,
        "asks": [_text(ask) for ask in about.asks],
        "reasons": [reason_data(each) for each in node.reasons],
        "notes": [note_data(each) for each in node.notes],
        "period": node.period,
        "source": node.source,
        "at": node.at,
        "children": [node_data(child) for child in node.children],
    }
    always = ("id", "kind", "label", "verdict", "children")
    return {key: value for key, value in data.items() if key in always or not _empty(value)}


def reason_data(reason: Reason) -> dict[str, str]:
    """Return a reason as data: code, what it is about, who can settle it."""
    return {"code": str(reason.code), "subject": reason.told, "cure": reason.cure}


def note_data(note: Note) -> dict[str, str]:
    """Return a note as data."""
    return {"code": str(note.code), "subject": note.subject}


def _empty(value: object) -> bool:
    return value is None or value is False or value in ("", [], {})


def _text(text: Text) -> dict[str, str]:
    return {"vi": text.vi, "en": text.en} if text.en is not None else {"vi": text.vi}


def observed_data(value: object) -> str | None:
    """Return a figure as text with every digit; nothing where there is none."""
    if isinstance(value, tuple):
        return f"{value[0]}/{value[1]}"
    if isinstance(value, Decimal):
        return format(value, "f")
    return None if value is None else str(value)


def required_data(node: Node) -> dict[str, Any] | None:
    """Return what is asked: the comparison and its level, or the kind of a requirement that has none of its own."""
    required = node.required
    if required is not None:
        data: dict[str, Any] = {"op": required.op, "values": [format(value, "f") for value in required.values]}
        if required.upper:
            data["upper"] = [format(value, "f") for value in required.upper]
        return data
    if node.kind == "requirement" and node.about.requirement in WITHOUT_LEVEL:
        plain = {"op": node.about.requirement, "values": []}
        return plain if node.about.k is None else {**plain, "k": node.about.k}
    return None


def provision_data(provision: Provision | None) -> dict[str, str] | None:
    """Return where a text says something: decision, annex, article, row, each where it is named."""
    if provision is None:
        return None
    parts = {name: getattr(provision, name) for name in ("decision", "annex", "article", "row")}
    return {name: value for name, value in parts.items() if value}


def evidence_data(evidence: Evidence | None) -> dict[str, Any] | None:
    """Return how a level is known: kind, confidence, references, day, and of what it was computed."""
    if evidence is None:
        return None
    data: dict[str, Any] = {"kind": str(evidence.kind), "confidence": str(evidence.confidence)}
    if evidence.ref:
        data["ref"] = list(evidence.ref)
    if evidence.checked_on is not None:
        data["checked_on"] = str(evidence.checked_on)
    if evidence.computed is not None:
        data["computed"] = {"rule": _text(evidence.computed.rule), "cells": list(evidence.computed.cells)}
    return data
