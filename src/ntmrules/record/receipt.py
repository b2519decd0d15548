"""Receipts: what a result was made from, with digests, so that somebody else can make it again and compare.

A receipt holds the figures too: the JSON of an attainment alone is enough to verify it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ntmrules._version import __version__
from ntmrules.errors import UsageError
from ntmrules.model.asked import asked_beside, asked_of_place
from ntmrules.model.attainment import Attainment
from ntmrules.model.rulebook import Former, Rule, Rulebook
from ntmrules.model.subjects import measure_id
from ntmrules.model.verdicts import Tally
from ntmrules.record.figures_json import figures_data, figures_digest

SCHEMA = "ntmrules/receipt/1"
COUNTS = ("met", "not_met", "undetermined", "not_applicable", "low", "high", "declared", "modelled")


# what a rulebook was made from


def receipt_of(book: Rulebook) -> dict[str, Any]:
    """Return what ``book`` was made from: versions, set, day, place, floor, packs and plugins with their digests.

    Made when it is first asked for, never by an evaluation.
    """
    found: dict[str, Any] = book.memo("receipt", lambda: _receipt(book))
    return found


def _receipt(book: Rulebook) -> dict[str, Any]:
    place = book.province
    return {
        "schema": SCHEMA,
        "library": __version__,
        "set": book.id,
        "on": str(book.on),
        "province": {"list": place.list, "id": place.id} if place is not None else None,
        "area": book.areas[0] if book.settled_area else None,
        "floor": book.floor.label,
        "on_gap": "last" if any(each.outside_force for each in _books(book)) else None,
        "catalogue": _digest(_resolved(book)),
        "circuit": circuit_digest(book),
        "packs": packs_of(book),
        "plugins": [dict(each) for each in book.loaded],
    }


def circuit_digest(book: Rulebook) -> str | None:
    """Return the digest of the circuit of ``book``, as ``ntmrules compile --to json`` prints it; none where it cannot.

    ``catalogue`` says whether the rules are the same, this whether what is asked of the figures is.
    """
    from ntmrules.circuit.compiled import columns_of, compiled
    from ntmrules.circuit.document import document_of

    try:
        found: str = document_of(compiled(book, columns_of(book)))["digest"]
    except UsageError:  # NTM044: a plugin's function, a text that some units keep
        return None
    return found


def _digest(value: Any) -> str:
    # Loaded here: cattrs costs more than a whole warm start, and few results are ever written down.
    from ntmrules.catalog.digest import digest

    return digest(value)


def _books(book: Rulebook) -> Iterator[Rulebook]:
    yield book
    for each in book.nested.values():
        yield from _books(each)


def _resolved(book: Rulebook) -> dict[str, Any]:
    """Return all of a rulebook that can move a verdict, as plain data; nested sets are in it."""
    return {
        "set": book.id,
        "declared": [book.set.declared.criteria, book.set.declared.indicators],
        "not_applicable": book.set.not_applicable,
        **({} if book.set.pass_ is None else {"pass": _dump(book.set.pass_)}),
        "criteria": [
            {
                "id": heading.id,
                "declared": heading.declared,
                "rules": [_rule(rule) for rule in heading.rules],
                **({} if heading.passes is None else {"pass": _dump(heading.passes)}),
            }
            for heading in (*book.headings, *book.added_headings)
        ],
        "outside": [_rule(rule) for rule in (*book.prerequisites, *book.added)],
        **({} if book.kept is None else {"kept": [book.kept.id, _dump(book.kept.clause)]}),
        "areas": list(book.areas),
        "area_rules": [_dump(rule) for rule in book.area_rules],
        "zones": [_dump(zoning) for _, zoning in sorted(book.zonings.items())],
        "measures": [_dump(book.measures[name]) for name in sorted(_measures(book))],
        "nested": {key: _resolved(each) for key, each in sorted(book.nested.items())},
    }


def _dump(value: Any) -> Any:
    from ntmrules.catalog.structure import dump

    return dump(value)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id, "name": rule.name.vi, "measure": rule.measure, "provision": _dump(rule.provision),
        "requirement": _dump(rule.requirement), "waived": rule.waived,
        "not_applicable_when": rule.not_applicable_when is not None,
        "applied": [placed.override.id for placed in rule.applied],
        **({"applies": [_dump(each) for each in rule.applies]} if rule.applies else {}),
        **({"gates": [_dump(each) for each in rule.gates]} if rule.gates else {}),
        **({"formers": [_former(each) for each in rule.formers]} if rule.formers else {}),
    }  # fmt: skip


def _former(former: Former) -> Any:
    inside = [_former(each) for each in former.formers]
    gone = ["waived"] if former.waived else []
    return [_dump(former.requirement), _dump(former.clause), *([inside] if inside else []), *gone]


def _measures(book: Rulebook) -> set[str]:
    from ntmrules.figures.bind import measures_of

    read = {name for rule in book.all_rules for name in (rule.measure, *measures_of(rule.requirement)) if name}
    facts = {fact for rule in book.area_rules for fact in rule.when_any}
    facts |= {measure_id(name) for rule in book.all_rules for name in asked_beside(rule)}
    facts |= {measure_id(name) for name in asked_of_place(book)}
    return {base for name in read | facts if (base := name.partition("/")[0]) in book.measures}


def packs_of(book: Rulebook) -> list[dict[str, Any]]:
    """Return the packs that ``book`` used, by name: the sets and the entries of each, with a digest of just these."""
    sets: dict[str, dict[str, Any]] = {}
    entries: dict[str, dict[str, Any]] = {}
    for each in _books(book):
        sets.setdefault(each.id.partition("/")[0], {})[each.id] = _dump(each.set)
        for rule in each.all_rules:
            for placed in rule.applied:
                entries.setdefault(placed.pack, {})[placed.override.id] = _dump(placed.override)
    names = sorted(sets.keys() | entries.keys())
    return [
        {
            "name": name, "sets": sorted(sets.get(name, {})), "overrides": sorted(entries.get(name, {})),
            "digest": _digest([sets.get(name, {}), entries.get(name, {})]),
        }
        for name in names
    ]  # fmt: skip


# what an attainment was made from, and what came out


def attainment_receipt(attainment: Attainment) -> dict[str, Any]:
    """Return the receipt of one attainment: that of its rulebook, with engine, figures and result."""
    return {
        **receipt_of(attainment.rulebook),
        "engine": attainment.engine,
        "figures": {"digest": figures_digest(attainment.figures), "unit": figures_data(attainment.figures)},
        "result": result_of(attainment),
    }


def with_left_out(data: dict[str, Any], said: Sequence[str]) -> dict[str, Any]:
    """Return the data of an attainment with what its file left out; the receipt keeps the digest of that.

    What was left out is no figure, so judging again cannot find it: the digest alone says whether it was altered since.
    """
    return {**data, "left_out": list(said), "receipt": {**data["receipt"], "left_out": left_out_digest(said)}}


def left_out_digest(said: object) -> str:
    """Return the SHA-256 of what a file left out, as it was told."""
    import hashlib
    import json

    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode()).hexdigest()


def result_of(attainment: Attainment) -> dict[str, Any]:
    """Return what came out: verdict, both tallies, and the verdict on every criterion and indicator of the set."""
    return {
        "verdict": str(attainment.verdict),
        "provisional": attainment.provisional,
        "criteria": _tally(attainment.tally.criteria),
        "indicators": _tally(attainment.tally.indicators),
        "verdicts": {
            node.id: str(node.verdict)
            for parent in (attainment.trace, *attainment.trace.children)
            for node in parent.children
            if node.kind in ("criterion", "indicator")
        },
    }


def _tally(tally: Tally) -> dict[str, int]:
    return {name: getattr(tally, name) for name in COUNTS}
