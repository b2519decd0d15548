"""A circuit as plain data, ``ntmrules/circuit/1``: the same bytes for the same rules, whatever order they were loaded in."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any, assert_never

from ntmrules.circuit.compiled import Compiled, Told
from ntmrules.circuit.keys import BIT_OF
from ntmrules.circuit.network import FALSE, TRUE, Bit, Circuit, Sum
from ntmrules.circuit.questions import (
    Among,
    Coded,
    Compared,
    Flagged,
    InMask,
    Known,
    OfYear,
    Question,
    Weighed,
    keys_of,
)
from ntmrules.circuit.texts import Written, written
from ntmrules.model.rulebook import Heading, Rule

SCHEMA = "ntmrules/circuit/1"
CODES = {"verdict": {1: "met", 2: "undetermined", 3: "not_applicable"},
         "basis": {1: "computed", 2: "reported", 3: "mixed"}}  # fmt: skip
NODE_KINDS = ("set", "criterion", "indicator")
ASKS = ("known", "compared", "coded", "flagged", "of_year", "among", "in_mask", "weighed")
GATES = ("and", "or", "not", "at_least", "reaches")


def document_of(made: Compiled) -> dict[str, Any]:
    """Return the circuit as data; ``digest`` is of all the rest. Levels are text with every digit.

    Bits are ``q1`` (a question), ``g1`` (a gate), ``true`` and ``false``; gates stand after what they are made of. What
    is not met is what is neither met nor undetermined nor not applicable.
    """
    names = _Names(made)
    book = made.book
    asked = sorted({key for bit in names.questions for key in keys_of(made.circuit.question(bit))})
    found: dict[str, Any] = {
        "schema": SCHEMA,
        "set": book.id,
        "on": str(book.on),
        "province": None if book.province is None else book.province.id,
        "floor": book.floor.label,
        "columns": [{"key": key, "kind": str(made.columns[key])} for key in asked],
        "questions": [{"id": names[bit], **_question(made.circuit.question(bit))} for bit in names.questions],
        "gates": [{"id": names[bit], **names.gate(bit)} for bit in names.gates],
        "nodes": [_node(made, each, names) for each in made.told],
        "tallies": {name: _sum(each, names, made.most if name == "indicators.high" else None)
                    for name, each in sorted(made.tallies.items())},
    }  # fmt: skip
    return {**found, "digest": digest_of(found)}


def digests_of(made: Compiled) -> dict[str, str]:
    """Return a short digest of all that is told of each node, by its number (the set: ``""``): what differs changed."""
    names = _Names(made)
    found = {}
    for told in made.told:
        about = {key: value for key, value in _about(made, told).items() if key not in ("name", "kind")}
        text = json.dumps([about, [names.said(bit) for bit in told.bits()]], ensure_ascii=False, sort_keys=True)
        found[told.label] = hashlib.sha256(text.encode()).hexdigest()[:16]
    return found


def digest_of(document: dict[str, Any]) -> str:
    """Return the digest of a circuit as data, ``sha256:…``, of all but the digest that stands in it."""
    plain = {key: value for key, value in document.items() if key != "digest"}
    text = json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return f"sha256:{hashlib.sha256(text.encode()).hexdigest()}"


class _Names:
    """Names of bits by what they say, and by nothing else."""

    def __init__(self, made: Compiled) -> None:
        circuit, needed = made.circuit, [bit for bit in made.needed() if bit not in (FALSE, TRUE)]
        self._circuit = circuit
        self._said: dict[Bit, str] = {FALSE: "false", TRUE: "true"}
        depth: dict[Bit, int] = {FALSE: 0, TRUE: 0}
        for bit in needed:
            inputs = circuit.inputs(bit)
            depth[bit] = 1 + max([depth[each] for each in inputs]) if inputs else 0
            self._said[bit] = _said(circuit, bit, self._said)
        ordered = sorted(needed, key=lambda bit: (depth[bit], self._said[bit]))
        self.questions = [bit for bit in ordered if circuit.node(bit)[0] == "leaf"]
        self.gates = [bit for bit in ordered if circuit.node(bit)[0] != "leaf"]
        self._names = {FALSE: "false", TRUE: "true"}
        self._names.update((bit, f"q{at}") for at, bit in enumerate(self.questions, start=1))
        self._names.update((bit, f"g{at}") for at, bit in enumerate(self.gates, start=1))

    def said(self, bit: Bit) -> str:
        """Return a digest of all that a bit says."""
        return self._said[bit]

    def __getitem__(self, bit: Bit) -> str:
        return self._names[bit]

    def of(self, bits: Iterable[Bit]) -> list[str]:
        """Return the names of bits whose order says nothing, in an order that always is the same."""
        names = self._names
        return [names[bit] for bit in sorted(bits, key=self._said.__getitem__)]

    def weighed(self, terms: Iterable[tuple[Bit, int]]) -> list[list[Any]]:
        """Return bits with their weights, in an order that always is the same."""
        return [[self[bit], weight] for bit, weight in sorted(terms, key=lambda each: (self._said[each[0]], each[1]))]

    def gate(self, bit: Bit) -> dict[str, Any]:
        """Return what a gate is made of."""
        node, inputs = self._circuit.node(bit), self._circuit.inputs(bit)
        match node[0]:
            case "atleast":
                return {"is": "at_least", "count": node[1], "of": self.of(inputs)}
            case "reaches":
                weights: tuple[int, ...] = node[3]  # type: ignore[assignment]
                return {"is": "reaches", "least": node[1],
                        "of": self.weighed(zip(inputs, weights, strict=True))}  # fmt: skip
        return {"is": str(node[0]), "of": self.of(inputs)}


def _said(circuit: Circuit, bit: Bit, said: dict[Bit, str]) -> str:
    """Return a digest of all that a bit says."""
    node = circuit.node(bit)
    if node[0] == "leaf":
        whole = json.dumps(_question(circuit.question(bit)), sort_keys=True)
    elif node[0] == "reaches":
        weights: tuple[int, ...] = node[3]  # type: ignore[assignment]
        terms = sorted((said[each], weight) for each, weight in zip(circuit.inputs(bit), weights, strict=True))
        whole = f"reaches {node[1]} {' '.join(f'{weight}*{each}' for each, weight in terms)}"
    else:
        count = node[1] if node[0] == "atleast" else ""
        whole = f"{node[0]} {count} {' '.join(sorted([said[each] for each in circuit.inputs(bit)]))}"
    return hashlib.sha256(whole.encode()).hexdigest()


def _question(question: Question) -> dict[str, Any]:
    match question:
        case Weighed(terms=terms, op=op, level=whole):
            return {"ask": "weighed", "terms": [list(each) for each in sorted(terms)], "op": op, "level": whole}
        case Compared(key=key, op=op, level=level):
            return {"ask": "compared", "key": key, "op": op, "level": f"{level:f}"}
        case OfYear(key=key, year=year, otherwise=otherwise):
            return {"ask": "of_year", "key": key, "year": year, "otherwise": otherwise}
        case Among(key=key, names=names, off=off):
            return {"ask": "among", "key": key, "names": sorted(names), "off": off}
        case InMask(key=key, mask=mask):
            return {"ask": "in_mask", "key": key, "mask": mask}
        case Coded(key=key, code=code):
            return {"ask": "coded", "key": key, "code": code}
        case Known(key=key):
            return {"ask": "known", "key": key}
        case Flagged(key=key):
            return {"ask": "flagged", "key": key}
    assert_never(question)


def _sum(value: Sum, names: _Names, most: int | None) -> dict[str, Any]:
    counts = [{"of": names.of(bits), "weight": weight} for bits, weight in value.counts]
    found = {"base": value.base, "terms": names.weighed(value.terms), "counts": counts}
    return found if most is None else {**found, "most": most}


def _node(made: Compiled, told: Told, names: _Names) -> dict[str, Any]:
    found: dict[str, Any] = {"label": told.label, **_about(made, told)}
    for kind, weights in (("verdict", told.verdict), ("basis", told.basis)):
        found[kind] = {word: names[bit] for code, word in CODES[kind].items()
                       for bit, weight in weights if weight == code}  # fmt: skip
    ordered = sorted(told.reasons.items(), key=lambda each: BIT_OF[each[0]])
    found["reasons"] = {str(code): names[bit] for code, bit in ordered if bit != FALSE}
    return found | {"provisional": names[told.provisional], "contradiction": names[told.contradiction]}


def _about(made: Compiled, told: Told) -> dict[str, Any]:
    book = made.book
    if told.rule is not None:
        return {"kind": "indicator", **_named(told.rule), "provision": str(told.rule.provision),
                "levels": [_level(each) for each in written(told.rule)]}  # fmt: skip
    heading = next((each for each in (*book.headings, *book.added_headings) if each.number == told.label), None)
    if told.label and heading is not None:
        return {"kind": "criterion", **_named(heading)}
    return {"kind": "set", "id": book.id, "name": {"vi": book.set.name.vi, "en": book.set.name.en}}


def _named(item: Rule | Heading) -> dict[str, Any]:
    return {"id": item.id, "name": {"vi": item.name.vi, "en": item.name.en}}


def _level(each: Written) -> dict[str, Any]:
    return {"op": each.op, "measure": each.measure, "year": each.year, "area": each.area,
            "values": [f"{value:f}" for value in each.values], "known": each.known}  # fmt: skip


def circuit_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a circuit as data."""
    bit = {"type": "string", "pattern": "^(true|false|[qg][1-9][0-9]*)$"}
    word = {"type": "string", "minLength": 1}
    maybe = {"type": ["string", "null"]}
    bits = {"type": "array", "items": bit}
    weighed = {"type": "array", "items": {"type": "array", "prefixItems": [bit, {"type": "integer"}], "items": False}}
    text = {"type": "object", "required": ["vi"], "properties": {"vi": word, "en": maybe}}
    total = _object({"base": {"type": "integer"}, "terms": weighed, "most": {"type": "integer"}, "counts": {
        "type": "array", "items": _object({"of": bits, "weight": {"type": "integer"}})}}, optional=("most",))  # fmt: skip
    question = {"type": "object", "required": ["id", "ask"], "properties": {"id": bit, "ask": {"enum": list(ASKS)}}}
    gate = _object({"id": bit, "is": {"enum": list(GATES)}, "count": {"type": "integer"}, "least": {"type": "integer"},
                    "of": {"anyOf": [bits, weighed]}}, optional=("count", "least"))  # fmt: skip
    level = _object({"op": word, "measure": maybe, "year": {"type": ["integer", "null"]}, "area": maybe,
                     "values": {"type": "array", "items": {"type": "string", "pattern": r"^-?[0-9]+(\.[0-9]+)?$"}},
                     "known": word})  # fmt: skip
    node = _object({
        "label": {"type": "string"}, "kind": {"enum": list(NODE_KINDS)}, "id": word, "name": text, "provision": word,
        "levels": {"type": "array", "items": level}, "provisional": bit, "contradiction": bit,
        "verdict": _object(dict.fromkeys(CODES["verdict"].values(), bit)),
        "basis": _object(dict.fromkeys(CODES["basis"].values(), bit)),
        "reasons": {"type": "object", "propertyNames": {"enum": [str(code) for code in BIT_OF]},
                    "additionalProperties": bit},
    }, optional=("provision", "levels"))  # fmt: skip
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": SCHEMA, "title": "Circuit of a rulebook",
            **_object({
                "schema": {"const": SCHEMA}, "set": word, "on": word, "province": maybe, "floor": word,
                "columns": {"type": "array", "items": _object({"key": word, "kind": word})},
                "questions": {"type": "array", "items": question}, "gates": {"type": "array", "items": gate},
                "nodes": {"type": "array", "items": node, "minItems": 1},
                "tallies": {"type": "object", "additionalProperties": total},
                "digest": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
            })}  # fmt: skip


def _object(properties: dict[str, Any], optional: tuple[str, ...] = ()) -> dict[str, Any]:
    return {"type": "object", "additionalProperties": False, "properties": properties,
            "required": [name for name in properties if name not in optional]}  # fmt: skip
