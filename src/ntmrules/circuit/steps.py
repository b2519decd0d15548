"""Which bits of a circuit become columns, and in which step: for printers in which a column asks earlier ones only."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ntmrules.circuit.compiled import Compiled
from ntmrules.circuit.network import Bit
from ntmrules.frozen import frozen

FEW = 3  # so many columns a bit may be made of to be written again wherever it is asked


@frozen
class Steps:
    """``questions`` are columns first; then the bits of each of ``steps``, made of columns before it; the rest is written
    where it is used. ``kept`` are, a step, the columns of earlier ones that later steps or the result still ask.
    ``told`` are, a step, the names of results that are known before it and stand in it, so that their bits need no column."""

    questions: tuple[Bit, ...]
    steps: tuple[tuple[Bit, ...], ...]
    kept: tuple[tuple[Bit, ...], ...]
    told: tuple[tuple[str, ...], ...]


def steps_of(made: Compiled, results: Mapping[str, Iterable[Bit]], *, narrow: bool = False) -> Steps:
    """Return the steps: a bit that is used twice, or that counts others, is a column of its own.

    ``results`` are the bits of which each result is made. ``narrow`` takes as few columns as it can, for databases that
    have a limit: results are told as soon as they are known, and a small bit is written again where that saves its column.
    """
    circuit, needed = made.circuit, made.needed()
    shown = {name: tuple(bits) for name, bits in results.items()}
    uses = Counter(each for bit in needed for each in circuit.inputs(bit))
    for bits in shown.values():
        uses.update(bits)
    kinds = {bit: circuit.node(bit)[0] for bit in needed}
    for bit in reversed(needed):  # «not» is written where it is used, so what it denies is used as often
        if kinds[bit] == "not":
            uses[circuit.inputs(bit)[0]] += uses[bit] - 1
    step: dict[Bit, int] = {}  # of those that are columns
    reads: dict[Bit, frozenset[Bit]] = {}  # what a column is made of
    asks: dict[Bit, frozenset[Bit]] = {}  # the columns that a bit asks where it is written
    for bit in needed:
        kind, inputs = kinds[bit], circuit.inputs(bit)
        asks[bit] = _together(asks, inputs)
        if kind in ("leaf", "atleast", "reaches") or (kind in ("and", "or") and uses[bit] > 1):
            reads[bit] = asks[bit]
            step[bit] = 0 if kind == "leaf" else 1 + max((step[each] for each in reads[bit]), default=0)
            asks[bit] = frozenset({bit})
    last = max(step.values(), default=0)
    parts = {name: _together(asks, bits) for name, bits in shown.items()}
    early = {name: max(step[each] for each in found) for name, found in parts.items() if found} if narrow else {}
    until = dict[Bit, int]()
    for name, found in parts.items():
        for each in found:
            until[each] = max(until.get(each, 0), early.get(name, last))
    for bit, at in step.items():
        for each in reads[bit]:
            until[each] = max(until.get(each, 0), at - 1)
    if narrow:
        _written_again([bit for bit in needed if kinds[bit] in ("and", "or")], step, reads, until)
    layers = [tuple(sorted(bit for bit, at in step.items() if at == level)) for level in range(last + 1)]
    kept = [
        tuple(sorted(bit for bit, at in step.items() if at < level and until.get(bit, 0) >= level))
        for level in range(last + 1)
    ]
    told = [tuple(name for name, at in early.items() if at == level) for level in range(last)]
    return Steps(layers[0], tuple(layers[1:]), tuple(kept[1:]), tuple(told))


def _together(asks: Mapping[Bit, frozenset[Bit]], bits: Iterable[Bit]) -> frozenset[Bit]:
    return frozenset[Bit]().union(*(asks[each] for each in bits))


def _written_again(
    bits: Iterable[Bit], step: dict[Bit, int], reads: dict[Bit, frozenset[Bit]], until: Mapping[Bit, int]
) -> None:
    """Take from the columns, inputs first, those made of few others that are kept as long as they are themselves."""
    for bit in bits:
        own = reads.get(bit, frozenset())
        if bit not in step or len(own) > FEW or any(until.get(each, 0) < until.get(bit, 0) for each in own):
            continue
        del step[bit]
        for other in step:
            if bit in reads[other]:
                reads[other] = (reads[other] - {bit}) | own
