"""Which bits of a circuit become columns, and in which step: for printers in which a column asks earlier ones only."""

from __future__ import annotations

from collections import Counter

from ntmrules.circuit.compiled import Compiled
from ntmrules.circuit.network import Bit
from ntmrules.frozen import frozen


@frozen
class Steps:
    """``questions`` are columns first; then the bits of each of ``steps``, made of columns before it; the rest is written
    where it is used. ``kept`` are, a step, the columns of earlier ones that later steps or the result still ask."""

    questions: tuple[Bit, ...]
    steps: tuple[tuple[Bit, ...], ...]
    kept: tuple[tuple[Bit, ...], ...]


def steps_of(made: Compiled) -> Steps:
    """Return the steps: a bit that is used twice, or that counts others, is a column of its own."""
    circuit, needed = made.circuit, made.needed()
    uses = Counter(each for bit in needed for each in circuit.inputs(bit))
    shown = [bit for each in made.told for bit in each.bits()]
    shown += [bit for each in made.tallies.values() for bit in each.bits()]
    uses.update(shown)
    kinds = {bit: circuit.node(bit)[0] for bit in needed}
    for bit in reversed(needed):  # «not» is written where it is used, so what it denies is used as often
        if kinds[bit] == "not":
            uses[circuit.inputs(bit)[0]] += uses[bit] - 1
    step: dict[Bit, int] = {}  # of those that are columns
    reads: dict[Bit, frozenset[Bit]] = {}  # what a column is made of
    asks: dict[Bit, frozenset[Bit]] = {}  # the columns that a bit asks where it is written
    for bit in needed:
        kind, inputs = kinds[bit], circuit.inputs(bit)
        asks[bit] = frozenset[Bit]().union(*(asks[each] for each in inputs))
        if kind in ("leaf", "atleast", "reaches") or (kind in ("and", "or") and uses[bit] > 1):
            reads[bit] = asks[bit]
            step[bit] = 0 if kind == "leaf" else 1 + max((step[each] for each in reads[bit]), default=0)
            asks[bit] = frozenset({bit})
    last = max(step.values(), default=0)
    until = dict.fromkeys(frozenset[Bit]().union(*(asks[bit] for bit in shown)), last)
    for bit, at in step.items():
        for each in reads[bit]:
            until[each] = max(until.get(each, 0), at - 1)
    layers = [tuple(sorted(bit for bit, at in step.items() if at == level)) for level in range(last + 1)]
    kept = [
        tuple(sorted(bit for bit, at in step.items() if at < level and until.get(bit, 0) >= level))
        for level in range(last + 1)
    ]
    return Steps(layers[0], tuple(layers[1:]), tuple(kept[1:]))
