"""What the forward engine concluded, one conclusion at a time."""

from __future__ import annotations

from typing import NamedTuple


class Firing(NamedTuple):
    """One conclusion: the rule, the node it is about, what it concludes, and the facts it rests on, in order."""

    order: int
    rule: str
    node: str
    verdict: str
    facts: tuple[tuple[str, str], ...]
    unit: str = ""
