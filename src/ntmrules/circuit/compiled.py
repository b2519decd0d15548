"""A rulebook compiled once, whatever will answer it: the circuit, and what is told of each node and of the whole."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping

from attrs import Factory

from ntmrules.circuit.children import columns_about, counts
from ntmrules.circuit.compiler import Compiler
from ntmrules.circuit.keys import AREA, FIGURE, NAME, REPORT, WITHIN, Columns, Kind
from ntmrules.circuit.network import FALSE, Bit, Circuit, Sum
from ntmrules.circuit.nodes import codes, flags_of, most_indicators, nodes, tallies
from ntmrules.circuit.states import NotCompiled, Reasons, State
from ntmrules.errors import UsageError, problem
from ntmrules.frozen import frozen
from ntmrules.messages.not_compiled import why_not
from ntmrules.model.asked import same_unit_books, zones_in_use
from ntmrules.model.measures import MeasureKind
from ntmrules.model.overrides import Zoning
from ntmrules.model.rulebook import Rule, Rulebook

TOLD = ("verdict", "reasons", "basis", "provisional", "contradiction", "unforeseen", "asked")


@frozen(kw_only=True)
class Told:
    """What is told of one node: ``verdict`` (weights of the code), its reasons, ``basis`` (weights), two bits.

    ``unforeseen``: «không áp dụng» was reported though the text does not foresee it; only what is above asks that.
    ``asked``: met or not applicable, ``asked_soft``: and provisional if met; only what is above asks that.
    """

    label: str
    rule: Rule | None
    verdict: tuple[tuple[Bit, int], ...]
    reasons: Reasons
    basis: tuple[tuple[Bit, int], ...]
    provisional: Bit
    contradiction: Bit
    unforeseen: Bit
    asked: Bit = FALSE
    asked_soft: Bit = FALSE

    def bits(self) -> list[Bit]:
        """Return every bit that it is made of."""
        weighed = [bit for bit, _ in (*self.verdict, *self.basis)]
        return [*weighed, *self.reasons.values(), self.provisional, self.contradiction]


@frozen(kw_only=True)
class Compiled:
    """A circuit over ``columns``; ``told`` of the set (label ``""``), its criteria and indicators, in the set's order.

    ``tallies``: sums by name (``criteria.met``, ``indicators.high`` …); ``most``: what ``indicators.high`` is cut at.
    ``left``: numbers of what the circuit cannot say and leaves undetermined, with why; asked for with ``leaving``.
    """

    book: Rulebook
    columns: Columns
    circuit: Circuit
    told: tuple[Told, ...]
    tallies: dict[str, Sum]
    most: int
    left: Mapping[str, str] = Factory(dict)

    def needed(self) -> list[Bit]:
        """Return the bits that are told, and those that they are made of, inputs first."""
        stack = [bit for each in self.told for bit in each.bits()]
        stack += [bit for each in self.tallies.values() for bit in each.bits()]
        found: set[Bit] = set()
        while stack:
            bit = stack.pop()
            if bit not in found:
                found.add(bit)
                stack.extend(self.circuit.inputs(bit))
        return sorted(found)


def columns_of(
    book: Rulebook, only: Iterable[str] | None = None, *, children: Container[str] = frozenset()
) -> dict[str, Kind]:
    """Return the columns of a table that says all that ``book`` can hear of one unit on its day; ``only`` some keys.

    Figures of one year, without days and years of their own. Of the units inside those of the levels ``children`` are
    there, put together; of the others it is said at most how many there are.
    """
    found: dict[str, Kind] = {}
    for each in same_unit_books(book):
        for measure in each.measures.values():
            kind = Kind.ANSWER if measure.kind is MeasureKind.YES_NO else Kind.NUMBER
            found |= {FIGURE + key: kind for key in (measure.id, *(f"{measure.id}/{part}" for part in measure.parts))}
        ids = [rule.id for rule in each.all_rules]
        ids += [heading.id for heading in (*each.headings, *each.added_headings)]
        ids += [each.id] if each is not book else []
        found |= dict.fromkeys((REPORT + id_ for id_ in ids), Kind.ANSWER)
        if each.areas:
            found[AREA] = Kind.TEXT
        if any(_by_names(each.zonings[scheme]) for scheme in zones_in_use(each)):
            found |= {NAME: Kind.TEXT, WITHIN: Kind.TEXT}
    if only is not None:
        wanted = {NAME, WITHIN, *only}
        found = {key: kind for key, kind in found.items() if key in wanted}
    for owner, item in counts(book):
        if item.children in children:
            found |= columns_about(owner, item)
    return found


def _by_names(zoning: Zoning) -> bool:
    """Tell whether the names of units or districts place a unit; facts and numbers alone are figures like others."""
    return any(rule.units or rule.within or rule.except_units for rule in zoning.rules)


def compiled(book: Rulebook, columns: Columns, *, leaving: bool = False) -> Compiled:
    """Return ``book`` compiled over ``columns``; ``leaving`` keeps undetermined what a circuit cannot say.

    Raises ``UsageError`` NTM044 naming the first indicator that a circuit cannot say.
    """
    compiler = Compiler(book, columns, leaving=leaving)
    for rule in book.all_rules if not leaving else ():
        try:
            compiler.indicator(rule)
        except NotCompiled as error:
            raise UsageError(problem("NTM044.rule", rule.id, why=why_not(str(error)))) from None
    try:
        told = tuple(_told(compiler.circuit, *each) for each in nodes(compiler))
        counted = tallies(compiler)
    except NotCompiled as error:
        raise UsageError(problem("NTM044.rule", book.id, why=why_not(str(error)))) from None
    return Compiled(
        book=book,
        columns=columns,
        circuit=compiler.circuit,
        told=told,
        tallies=counted,
        most=most_indicators(book),
        left=compiler.left,
    )


def _told(circuit: Circuit, label: str, rule: Rule | None, state: State) -> Told:
    weights = dict(codes(circuit, state, TOLD))
    flags = dict(flags_of(circuit, state, TOLD))
    return Told(
        label=label, rule=rule, verdict=tuple(weights["verdict"]), basis=tuple(weights["basis"]),
        reasons=state.reasons, provisional=flags["provisional"], contradiction=flags["contradiction"],
        unforeseen=flags["unforeseen"], asked=flags["asked"], asked_soft=flags["asked_soft"],
    )  # fmt: skip
