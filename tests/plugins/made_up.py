"""Made-up packs over the commune set of 2021-2025, for tests."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from plugins.installing import write_tree

from ntmrules.catalog.pack import Pack
from ntmrules.library import Library

SET = "vn/xa-ntm/2021"
LEVEL = "{value: %s, evidence: {kind: excerpt, confidence: high, ref: [investqn]}}"


def entry(
    pack: str,
    label: str,
    verb: str,
    body: str = "",
    *,
    target: str | None = None,
    since: str = "2022-08-01",
    more: str = "",
) -> str:
    """Return one entry as YAML; ``body`` and ``more`` are lines with their indent."""
    return (
        f"  - id: {pack}/xa-ntm/2021/{label}\n    verb: {verb}\n    target: {target or f'{SET}/{label}'}\n"
        f'    provision: {{decision: 318/QĐ-TTg}}\n    from: "{since}"\n{more}{body}'
    )


def level(kind: str, value: object) -> str:
    """Return a requirement with one level."""
    return f"    requirement:\n      kind: {kind}\n      threshold: {LEVEL % value}\n"


def pack_at(
    folder: Path, pack: str, entries: Iterable[str], *, province: str | None = None, list_: str = "2004", files: int = 1
) -> Pack:
    """Write a pack whose entries lie in ``files`` files, in turn, and return it."""
    rows = list(entries)
    head = f'id: {pack}\nname: {{vi: {pack}}}\nterritory:\n  - {{list: "{list_}", province: {province or pack}}}\n'
    tree = {"pack.yaml": head}
    for number in range(files):
        own = rows[number::files]
        tree[f"overrides/{number:02}.yaml"] = "overrides:\n" + "".join(own) if own else "overrides: []\n"
    return Pack(write_tree(folder / pack, tree))


def over(*packs: Pack) -> Library:
    """Return a library of the national catalogue and these packs, in this order."""
    return Library(packs=[pack.root for pack in packs], plugins=())
