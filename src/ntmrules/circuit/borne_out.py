"""Reports held against each way in which what is asked more than once may turn out; see ``engine.core.context``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Generic, Protocol, Self, TypeAlias, TypeVar

from ntmrules.circuit.network import FALSE, Bit, Circuit
from ntmrules.circuit.states import NotCompiled, State, settled
from ntmrules.model.asked_twice import AskedTwice, Way, asked_twice
from ntmrules.model.reported_together import Tied, beside, may_be_reported, tied
from ntmrules.model.rulebook import Rule, Rulebook

MOST_WAYS = 32
"""In so many ways at most what is asked more than once may turn out; each is a copy of what depends on it."""
Never: TypeAlias = tuple[Bit, Bit, Bit]
"""Where a report of met, not met, not applicable fits no way in which what is asked more than once may turn out."""


class Tried(Protocol):
    """A rulebook over a table, of which each way can be tried by itself."""

    book: Rulebook
    circuit: Circuit
    way: Way | None

    def report(self, target: str) -> tuple[Bit, Bit, Bit]:
        """Return where ``target`` was reported met, not met, not applicable."""

    def is_told(self, rule: Rule) -> bool:
        """Tell whether the reference engine judged an indicator row by row."""

    def in_way(self, way: Way) -> Self:
        """Return the same in one way in which what is not known may turn out."""

    def still_open(self, asked: AskedTwice) -> AskedTwice:
        """Return what of ``asked`` is not known in some row."""

    def stands_nowhere(self) -> Bit:
        """Return where no unit can stand in the columns of the way."""

    def against(self, said: Iterable[str]) -> dict[str, Bit]:
        """Return where each report on an indicator or criterion contradicts what is known, or decides nothing."""

    def known_to_apply(self, name: str) -> Bit:
        """Return where an indicator or criterion, by its id, is known to be asked though its text lets it be not applicable."""

    def without_report_on(self, name: str) -> State:
        """Return what an indicator or criterion, by its id, comes to without the report on it."""


T = TypeVar("T", bound=Tried)


class BorneOut(Generic[T]):
    """Which reports some way bears out, and which of them no way bears out together."""

    def __init__(self, on: T) -> None:
        self._on = on
        self._torn: dict[str, Bit] | None = None
        self._never: dict[str, tuple[Bit, ...]] = {}

    def fits_no_way(self, name: str, rules: Iterable[Rule], of: Callable[[T], State]) -> Never:
        """Return where a report on ``name``, which ``rules`` come to, fits none of what it may be; see ``Context.fits_no_way``.

        ``of``: what a compiler makes of it, without the report. Raises ``NotCompiled`` where there are too many ways.
        """
        on, circuit = self._on, self._on.circuit
        if on.way is not None or on.report(name) == (FALSE, FALSE, FALSE):
            return FALSE, FALSE, FALSE
        apart = self._apart(name)
        met, not_met, out, anyhow = self._alone(name, rules, of)
        if anyhow not in (FALSE, out):  # of one that is known to apply whatever the way it is told otherwise
            out = circuit.either(out, circuit.without(anyhow, on.known_to_apply(name)))
        return circuit.either(met, apart), circuit.either(not_met, apart), circuit.either(out, apart)

    def _alone(self, name: str, rules: Iterable[Rule], of: Callable[[T], State]) -> tuple[Bit, ...]:
        """Return the same whatever else was reported beside it; last where «not applicable» does not fit also by what is known
        to apply in each way."""
        if name not in self._never:
            self._never[name] = self._tried(name, rules, of)
        return self._never[name]

    def _tried(self, name: str, rules: Iterable[Rule], of: Callable[[T], State]) -> tuple[Bit, ...]:
        on, circuit = self._on, self._on.circuit
        asked = on.still_open(asked_twice(on.book, name, rules))
        if not asked:
            return (FALSE,) * 4
        against = []
        for there in self._ways_of(asked):
            state = settled(circuit, of(there))
            met = circuit.either(state.met, state.asked_met)
            not_met = circuit.either(state.not_met, state.asked_not_met)
            out, nobody, asked_now = state.not_applicable, there.stands_nowhere(), (state.met, state.not_met)
            sure = there.known_to_apply(name)
            against.append([circuit.some((nobody, *others)) for others in
                            ((not_met, out), (met, out), asked_now, (*asked_now, sure))])  # fmt: skip
        return tuple(circuit.every(each) for each in zip(*against, strict=True))

    def _apart(self, name: str) -> Bit:
        """Return where a report is borne out by some way, and no way bears out all beside it; see ``Context.apart``."""
        if self._torn is None:
            every = may_be_reported(self._on.book)
            self._torn = {}
            for group in tied(self._on.book):
                said = [key for key in every if key in group.names and self._on.report(key) != (FALSE, FALSE, FALSE)]
                self._torn.update(self._found(group, said) if len(said) > 1 else {})
        return self._torn.get(name, FALSE)

    def _found(self, group: Tied, said: list[str]) -> dict[str, Bit]:
        on, circuit, every = self._on, self._on.circuit, may_be_reported(self._on.book)
        asked = on.still_open(group.asked_by(on.book, said))
        if not asked:
            return {}
        if any(on.is_told(rule) for key in said for rule in every[key]):
            raise NotCompiled("many facts that open several questions")
        ways = [(circuit.no(there.stands_nowhere()), there.against(said)) for there in self._ways_of(asked)]
        borne_out = {key: circuit.some(circuit.without(here, against[key]) for here, against in ways) for key in said}
        for key in said:  # what no way bears out by its own rule is no witness, and holds back nothing
            never = self._alone(key, every[key], lambda there, key=key: there.without_report_on(key))  # type: ignore[misc]
            wrong = circuit.some(circuit.both(*each) for each in zip(on.report(key), never[:3], strict=True))
            borne_out[key] = circuit.without(borne_out[key], wrong)
        denied = {key: circuit.some(circuit.both(here, against[key]) for here, against in ways) for key in said}
        lost = [{key: circuit.both(against[key], borne_out[key]) for key in said} for _, against in ways]

        def together(names: frozenset[str]) -> Bit:
            return circuit.some(circuit.without(here, circuit.some(each[key] for key in said if key in names))
                                for (here, _), each in zip(ways, lost, strict=True))  # fmt: skip

        witnesses = {key: beside(on.book, key, said) for key in said}
        agreed = {names: together(names) for names in dict.fromkeys(witnesses.values())}
        return {key: circuit.without(circuit.both(borne_out[key], denied[key]), agreed[witnesses[key]]) for key in said}

    def _ways_of(self, asked: AskedTwice) -> Iterator[T]:
        """Yield each way; raises ``NotCompiled`` where there are too many."""
        ways = list(islice(asked.ways, MOST_WAYS + 1))
        if len(ways) > MOST_WAYS:
            raise NotCompiled("many facts that open several questions")
        yield from map(self._on.in_way, ways)


__all__ = ["BorneOut", "Never"]
