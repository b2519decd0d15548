"""Networks made up to try the rules by themselves: of one node, and of joins in a tangle."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from random import Random
from typing import Any

from hypothesis import strategies as st

from ntmrules.engine.forward.network import WHOLE, Join, Leaf, Network
from ntmrules.engine.forward.rules import (
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    REPORTED_AS,
    UNDETERMINED,
    UNFORESEEN,
    VERDICT_OF,
)
from ntmrules.model.firing import Place
from ntmrules.model.logic import joined
from ntmrules.model.verdicts import Verdict

WORDS = (MET, NOT_MET, UNDETERMINED, NOT_APPLICABLE, UNFORESEEN)
KINDS = (*WHOLE, "indicator", "part")


def k_of(k: int, parts: Sequence[Verdict]) -> Verdict:
    """What the joins of the library say of decided and undetermined parts; those that do not apply drop out."""
    away = sum(part is Verdict.NOT_APPLICABLE for part in parts)
    return joined(k, list(parts).count(Verdict.MET), list(parts).count(Verdict.NOT_MET), len(parts) - away)


def unused(*_: Any) -> Any:
    raise AssertionError("no leaf is judged and no node is built here")


def fan(n: int, k: int, *, kind: str = "part", report: bool = False, foreseen: bool = True) -> Network:
    """Return a network of one node over ``n`` leaves."""
    leaves = [Leaf(Place(f"leaf{place}"), "part", place, 0, unused, True) for place in range(n)]
    root = Join(Place("root"), kind, n, 0, k, tuple(leaves), unused, True, 1, "root" if report else None, foreseen)
    return Network([*leaves, root])


def facts(network: Network, words: tuple[str, ...]) -> list[tuple[int, str]]:
    return list(zip(network.joins[0].edges, words, strict=True))


def leaves_of(aparts: Iterable[bool]) -> list[Leaf | Join]:
    return [
        Leaf(Place(f"leaf{place}"), "indicator", place, 0, unused, may_not_apply)
        for place, may_not_apply in enumerate(aparts)
    ]


def join_over(parts: Sequence[Leaf | Join], place: int, *, k: int, kind: str, report: bool, foreseen: bool) -> Join:
    name, may_not_apply = f"join{place}", report or any(part.may_not_apply for part in parts)
    level = 1 + max(part.level for part in parts)
    return Join(
        Place(name), kind, place, 0, k, tuple(parts), unused, may_not_apply, level, name if report else None, foreseen
    )


@st.composite
def tangles(draw: st.DrawFn) -> Network:
    """Return a network in which joins lie over leaves and over one another, some under several."""
    items = leaves_of(draw(st.lists(st.booleans(), min_size=6, max_size=6)))
    for place in range(6, 14):
        parts = draw(st.lists(st.sampled_from(items), min_size=1, max_size=5, unique_by=id))
        items.append(join_over(parts, place, k=draw(st.integers(1, len(parts))), report=draw(st.booleans()),
                               kind=draw(st.sampled_from(KINDS)), foreseen=draw(st.booleans())))  # fmt: skip
    return Network(items)


def great_tangle(random: Random, *, joins: int) -> Network:
    """Return such a network of many joins."""
    items = leaves_of(random.random() < 0.5 for _ in range(40))
    for place in range(40, 40 + joins):
        parts = random.sample(items, random.randint(1, 4))
        items.append(join_over(parts, place, k=random.randint(1, len(parts)), report=random.random() < 0.3,
                               kind=random.choice(KINDS), foreseen=random.random() < 0.5))  # fmt: skip
    return Network(items)


@st.composite
def tidings(draw: st.DrawFn, network: Network) -> tuple[dict[int, str], dict[int, str]]:
    """Return a word for every leaf, by its place, and reports on some of the joins that take them, by their number."""
    own = {leaf.index: draw(st.sampled_from(WORDS if leaf.may_not_apply else WORDS[:3])) for leaf in network.leaves}
    taking = [join.number for join in network.joins if join.report is not None]
    said = {number: draw(st.sampled_from(tuple(REPORTED_AS))) for number in taking if draw(st.booleans())}
    return own, said


def told(network: Network, own: dict[int, str], said: dict[int, str]) -> list[tuple[int, str]]:
    """Return what leaves and reports say as facts, in the order of the network."""
    found = []
    for join in network.joins:
        for part, edge in zip(join.parts, join.edges, strict=True):
            if isinstance(part, Leaf):
                found.append((edge, network.word_on(edge, own[part.index])))
        if join.number in said:
            found.append((network.reported_on[join.number], REPORTED_AS[said[join.number]]))
    return found


def by_logic(network: Network, own: dict[int, str], said: dict[int, str]) -> list[str]:
    """Return what stands of every join, worked out by strong Kleene logic without a rule."""
    words = dict(own)
    for join in network.joins:
        under = [words[part.index] for part in join.parts]
        doubtful = UNDETERMINED if join.kind in WHOLE else NOT_APPLICABLE
        seen = [Verdict(doubtful if word == UNFORESEEN else VERDICT_OF[word]) for word in under]
        found = str(k_of(join.k, seen))
        if found == UNDETERMINED and join.number in said:
            found = said[join.number]
            if found == NOT_APPLICABLE and not join.foreseen:
                found = UNFORESEEN
        words[join.index] = found
    return [words[join.index] for join in network.joins]
