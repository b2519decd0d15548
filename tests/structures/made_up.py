"""Small packs written in the tests themselves. All of them are made up: provinces, decisions and levels."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from textwrap import dedent

import pytest

from ntmrules import Library, Rulebook
from ntmrules.check.lint import lint
from ntmrules.model.figures import UnitFigures
from ntmrules.model.trace import Node

HEAD = """
    id: mau
    name: {vi: Tỉnh Mẫu, en: Made-up province}
    territory: [{list: "2004", province: an-giang}]
"""
DECISIONS = """
    decisions:
      - id: 01/QĐ-MẪU
        date: "2022-06-01"
        title: {vi: Quyết định bịa để thử, en: "Decision, made up"}
        in_force: {from: "2022-06-01"}
        note: {vi: bịa ra, en: made up}
"""
EVIDENCE = "{kind: recall, confidence: medium, note: {vi: bịa ra, en: made up}}"


def write(folder: Path, files: Mapping[str, str]) -> Path:
    """Write a made-up pack and return its folder; ``EVIDENCE`` in a text stands for the evidence of a made-up cell."""
    for name, text in {"pack.yaml": HEAD, "decisions.yaml": DECISIONS, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(dedent(text).replace("EVIDENCE", EVIDENCE).lstrip(), encoding="utf-8")
    return folder


def library(folder: Path, files: Mapping[str, str], *more: Path) -> Library:
    """Return a library with the made-up pack, which has to be without an error that is not about missing cases."""
    write(folder, files)
    found = [each.problem for each in lint(folder) if each.severity == "error" and each.problem.code != "NTM159"]
    if not more and found:
        pytest.fail("\n".join(map(str, found)))
    return Library(packs=[folder, *more], plugins=())


def verdict(book: Rulebook, number: str, values: Mapping[str, object], **details: object) -> str:
    """Return the verdict on one criterion or indicator (or ``set``) for these figures."""
    return verdict_on(book, number, UnitFigures.of("xã Mẫu", values, **details))


def verdict_on(book: Rulebook, number: str, unit: UnitFigures) -> str:
    """Return the verdict on one criterion or indicator (or ``set``); the forward engine has to say the same."""
    found = set()
    for engine in ("core", "forward/agenda"):
        result = book.evaluate(unit, engine=engine)
        found.add(str(result.verdict if number == "set" else result.node(number).verdict))
    assert len(found) == 1, f"{number}: the engines say {found}"
    return found.pop()


def under(node: Node, kind: str) -> list[Node]:
    """Return every node of a kind below ``node``."""
    return [found for child in node.children for found in ([child] if child.kind == kind else []) + under(child, kind)]


def own_set(name: str, *, level: str = "xa", criteria: str = "1", indicators: str = "1", more: str = "") -> str:
    """Return the ``set.yaml`` of a made-up set ``mau/<name>/2022``."""
    return dedent(f"""
        id: mau/{name}/2022
        level: {level}
        tier: ntm
        name: {{vi: "Bộ {name} (bịa)", en: "Set {name} (made up)"}}
        stage: {{from: "2022-06-01", to: "2025-12-31"}}
        provision: {{decision: 01/QĐ-MẪU}}
        declared: {{criteria: {criteria}, indicators: {indicators}, evidence: EVIDENCE}}
        not_applicable: counts_as_met
        checked_on: "2026-11-23"
    """) + dedent(more)


def criterion(number: str, *indicators: str, name: str = "Tiêu chí bịa") -> str:
    """Return a criterion file with these indicators, each a version written as ``measure | requirement``."""
    rows = []
    for place, text in enumerate(indicators, 1):
        measure, _, requirement = text.partition("|")
        rows += [
            f'  - id: "{number}.{place}"',
            f'    name: {{vi: "Chỉ tiêu bịa {number}.{place}", en: "Indicator, made up"}}',
        ]
        rows += [f"    measure: {measure.strip()}"] if measure.strip() else []
        rows += ["    versions:", '      - from: "2022-06-01"', "        provision: {decision: 01/QĐ-MẪU}"]
        rows += [f"        requirement: {requirement.strip()}"]
    head = [
        f'id: "{number}"',
        f"name: {{vi: {name}, en: Made up}}",
        f"declared_indicators: {len(indicators)}",
        "indicators:",
    ]
    return "\n".join([*head, *rows]) + "\n"


def asked_where(text: str, label: str, condition: str) -> str:
    """Return a criterion file of which the indicator ``label`` is asked where ``condition`` (``fact: ven-bien``) holds."""
    head, found, rest = text.partition(f'  - id: "{label}"\n')
    assert found, label
    return f"{head}{found}    applies_when: {{when: {{{condition}}}, evidence: EVIDENCE}}\n{rest}"
