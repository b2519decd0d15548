"""Networks of one node, to try the rules by themselves."""

from __future__ import annotations

from typing import Any

from ntmrules.engine.network import Join, Leaf, Network


def unused(*_: Any) -> Any:
    raise AssertionError("no leaf is judged and no node is built here")


def fan(n: int, k: int, *, kind: str = "part", report: bool = False, foreseen: bool = True) -> Network:
    """Return a network of one node over ``n`` leaves."""
    leaves = [Leaf(f"leaf{place}", "part", place, 0, unused, True) for place in range(n)]
    root = Join("root", kind, n, 0, k, tuple(leaves), unused, True, 1, "root" if report else None, foreseen)
    return Network([*leaves, root])


def facts(network: Network, words: tuple[str, ...]) -> list[tuple[int, str]]:
    return list(zip(network.joins[0].edges, words, strict=True))
