"""An attainment as plain data in little room, schema ``ntmrules/attainment-compact/1``.

All that decides or proves stands in it: verdicts, bases, figures, levels, reasons, tallies, receipt. The trace is a table,
a row a node; what many nodes share (reasons, provisions, evidence …) stands once and is named by its index. Left out are
texts alone: labels, questions, explanations, which the catalogue holds under the same ids.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ntmrules.explain.attainment.data import (
    evidence_data,
    firing_data,
    note_data,
    observed_data,
    outer_data,
    provision_data,
    reason_data,
    required_data,
)
from ntmrules.model.attainment import Attainment
from ntmrules.model.trace import Node
from ntmrules.record.receipt import attainment_receipt

SCHEMA = "ntmrules/attainment-compact/1"
TEXTS = ("label", "why", "asks")
"""What a node of ``ntmrules/attainment/1`` says beside: texts for people."""
SHARED = {"required": "required", "provision": "provisions", "evidence": "evidence", "source": "sources"}
"""Columns of nodes that hold an index, and the table that it is of; ``reasons`` and ``notes`` hold several of theirs."""
TABLES = ("reasons", "notes", *SHARED.values())
NUMBERED = ("criterion", "indicator")
COLUMNS = ("depth", "id", "kind", "verdict", "reasons", "required", "provision", "evidence", "number", "basis", "observed",
           "unit", "notes", "provisional", "period", "source", "at")  # fmt: skip
"""What a row of the trace holds, in this order; what would be empty at its end is left out.

The number of a criterion or an indicator stands only where it is not the end of its id.
"""


def compact_data(attainment: Attainment) -> dict[str, Any]:
    """Return an attainment as data in little room; its schema is ``explain.attainment.schema.compact_schema()``.

    An id that begins with that of the set and a slash is written from the slash on.
    """
    nodes = _Nodes(attainment.rulebook.id)
    nodes.add(attainment.trace, 0)
    return {
        **outer_data(attainment, SCHEMA),
        **nodes.tables,
        "columns": list(COLUMNS),
        "trace": nodes.rows,
        **({"firings": [firing_data(each) for each in attainment.firings]} if attainment.firings else {}),
        "receipt": attainment_receipt(attainment),
    }


class _Nodes:
    """Rows of a trace, and what they share, each at its index in the order of its first use."""

    def __init__(self, set_id: str) -> None:
        self.rows: list[list[Any]] = []
        self.tables: dict[str, list[Any]] = {name: [] for name in TABLES}
        self._set, self._from = f"{set_id}/", len(set_id)
        self._at: dict[object, int] = {}
        self._same: dict[tuple[str, int], int] = {}
        self._asked: dict[object, int | None] = {}
        self._kept: list[object] = []  # as long as they are kept, no other object has their place

    def _index(self, table: str, value: Any, made: Callable[[Any], Any]) -> int:
        same = (table, id(value))  # one object serves many nodes, and to hash it takes longer than to find it
        at = self._same.get(same)
        if at is None:
            key = (table, value)
            at = self._at.get(key)
            if at is None:
                found = self.tables[table]
                at = self._at[key] = len(found)
                found.append(made(value))
            self._same[same] = at
            self._kept.append(value)
        return at

    def _required(self, node: Node) -> int | None:
        """Return the index of what is asked."""
        about = node.about
        same = (about.requirement, about.k, node.kind) if node.required is None else ("required", id(node.required))
        at = self._asked.get(same, -1)
        if at == -1:
            required = required_data(node)
            at = None if required is None else self._index("required", repr(required), lambda _: required)
            self._asked[same] = at
            self._kept.append(node.required)
        return at

    def add(self, node: Node, depth: int) -> None:
        """Add a node and all below it."""
        about, id_ = node.about, node.id
        row: list[Any] = [
            depth,
            id_[self._from :] if id_.startswith(self._set) else id_,
            node.kind.value,
            None if node.verdict is None else node.verdict.value,
            [self._index("reasons", each, reason_data) for each in node.reasons] if node.reasons else None,
            self._required(node) if node.required is not None or about.requirement is not None else None,
            None if about.provision is None else self._index("provisions", about.provision, provision_data),
            None if about.evidence is None else self._index("evidence", about.evidence, evidence_data),
            about.number if about.number and not id_.endswith(f"/{about.number}") else None,
            None if node.basis is None else node.basis.value,
            observed_data(node.observed) or None,
            about.unit or None,
            [self._index("notes", each, note_data) for each in node.notes] if node.notes else None,
            node.provisional or None,
            node.period,
            self._index("sources", node.source, str) if node.source else None,
            node.at or None,
        ]
        while row[-1] is None:
            row.pop()
        self.rows.append(row)
        for child in node.children:
            self.add(child, depth + 1)


def expanded(compact: Mapping[str, Any]) -> dict[str, Any]:
    """Return the data of ``ntmrules/attainment/1`` that ``compact`` stands for, without the texts for people.

    Raises ``KeyError``, ``IndexError``, ``TypeError`` or ``ValueError`` for what is no such data.
    """
    above: list[dict[str, Any]] = []
    for row in compact["trace"]:
        data = _node(compact, row)
        depth = data.pop("depth")
        if not 0 <= depth <= len(above) or (not depth and above):
            raise ValueError(f"depth {depth}")
        del above[depth:]
        if above:
            above[-1]["children"].append(data)
        above.append(data)
    left = {name: value for name, value in compact.items() if name not in (*TABLES, "columns")}
    return {**left, "trace": above[0]}


def _node(compact: Mapping[str, Any], row: Sequence[Any]) -> dict[str, Any]:
    found = {name: value for name, value in zip(compact["columns"], row, strict=False) if value is not None}
    if found["id"].startswith("/"):
        found["id"] = f"{compact['set']}{found['id']}"
    if found["kind"] in NUMBERED:
        found.setdefault("number", found["id"].rpartition("/")[2])
    for name, table in SHARED.items():
        if name in found:
            found[name] = compact[table][found[name]]
    for name in ("reasons", "notes"):
        if name in found:
            found[name] = [compact[name][at] for at in found[name]]
    return {"verdict": None, **found, "children": []}
