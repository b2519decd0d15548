"""The engine ``forward``: verdict facts chained upwards in durable-rules or on our own agenda, each firing recorded."""

from __future__ import annotations

from typing import Any, TypeAlias

from ntmrules.engine.core.context import Context
from ntmrules.engine.core.program import Program, attainment
from ntmrules.engine.forward.agenda import Agenda
from ntmrules.engine.forward.durable import Durable, engine
from ntmrules.engine.forward.network import Join, node_of
from ntmrules.engine.forward.network_builder import Weaver
from ntmrules.errors import UsageError, problem
from ntmrules.figures.bind import bind
from ntmrules.figures.larger_units import with_larger
from ntmrules.model.attainment import Attainment
from ntmrules.model.figures import UnitFigures
from ntmrules.model.firing import Firing
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.trace import Node

KINDS = ("durable", "agenda")

Machine: TypeAlias = Agenda | Durable


class Log:
    """The firings of one evaluation, those about the units inside among them, and who infers."""

    __slots__ = ("firings", "kind")

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.firings: list[Firing] = []


class Strand:
    """The network of one set, criterion or indicator, with the machines that run it."""

    def __init__(self, program: ForwardProgram, label: str) -> None:
        weaver = Weaver(program)
        self.network = weaver.weave(label)
        self.programs = weaver.programs
        self._machines: dict[str, Machine] = {}

    def machine(self, kind: str) -> Machine:
        """Return the machine ``kind``, compiled once a network."""
        if kind not in self._machines:
            self._machines[kind] = Durable(self.network) if kind == "durable" else Agenda(self.network)
        return self._machines[kind]

    def judge(self, context: Context) -> Any:
        """Return the root's node (with its tallies or counts, where it has any) for the unit of ``context``."""
        network, log = self.network, context.log
        contexts = network.contexts(context, self.programs)
        built: list[Any] = [None] * len(network.items)
        for leaf in network.leaves:
            if leaf.run is not None:
                built[leaf.index] = leaf.run(contexts[leaf.program])
        if network.joins:
            board = self.machine(log.kind).run(network.facts(built, contexts))
            for item in network.joins:
                network.build(item, contexts, built, board.computed(item.number), board.concluded[item.number])
            log.firings += board.records(first=len(log.firings) + 1, unit=context.unit.unit)
        return built[-1]


class ForwardProgram(Program):
    """A compiled rulebook whose joins are concluded by a network."""

    memo = "forward"

    def __init__(self, book: Rulebook) -> None:
        super().__init__(book)
        self._strands: dict[str, Strand] = {}

    def strand(self, label: str) -> Strand:
        """Return the network of the set (no label) or of a part of it, made once a rulebook."""
        if label not in self._strands:
            self._strands[label] = Strand(self, label)
        return self._strands[label]

    def judge(self, label: str, context: Context) -> Node:
        """Return the node of a criterion or indicator, or of the set: for units inside, each a run of its own."""
        key = f"{self.book.id}/{label}"
        node: Node | None = context.cache.get(key)
        if node is None:
            node = context.cache[key] = node_of(self.strand(label).judge(context))
        return node


def program_of(rulebook: Rulebook) -> ForwardProgram:
    """Return the compiled rulebook, made once."""
    return rulebook.memo(ForwardProgram.memo, lambda: ForwardProgram(rulebook))  # type: ignore[no-any-return]


def best() -> str:
    """Return the machine to use when none is named: durable-rules where it imports, else our agenda."""
    return "durable" if engine() is not None else "agenda"


def check_kind(kind: str) -> str:
    """Return the machine that ``kind`` names; ``UsageError`` NTM002 where it is not to be had."""
    if kind == "durable" and engine() is None:
        raise UsageError(problem("NTM002.durable"))
    if kind not in KINDS:
        raise UsageError(problem("NTM002.inference", name=kind, known=" | ".join(KINDS)))
    return kind


class Forward:
    """The engine ``forward``; ``kind`` fixes the machine (``durable`` or ``agenda``)."""

    def __init__(self, kind: str | None = None) -> None:
        self.kind = kind
        self.name = "forward" if kind is None else f"forward/{kind}"

    def evaluate(self, rulebook: Rulebook, figures: UnitFigures) -> Attainment:
        """Judge one unit; see ``Rulebook.evaluate``. The attainment's ``engine`` says which machine inferred."""
        kind, figures = check_kind(self.kind or best()), with_larger(rulebook, figures)
        program, bound, log = program_of(rulebook), bind(rulebook, figures), Log(kind)
        node, tallies = program.strand("").judge(Context(program, rulebook, figures, bound, log))
        return attainment(rulebook, figures, bound, node, tallies, f"forward/{kind}", tuple(log.firings))


FORWARD = {None: Forward(), "durable": Forward("durable"), "agenda": Forward("agenda")}

__all__ = ["FORWARD", "Forward", "ForwardProgram", "Join", "Strand", "program_of"]
