"""A rulebook compiled over the columns that a table has: criteria, indicators, tallies, areas.

Columns that a table does not have are settled while compiling: a set judged without reports costs nothing for them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property

from ntmrules.circuit.asked import Place
from ntmrules.circuit.borne_out import BorneOut, Never
from ntmrules.circuit.cells import Cells
from ntmrules.circuit.columns import own_columns, zone_columns
from ntmrules.circuit.conditions import applying, where
from ntmrules.circuit.keys import BIT_OF, Columns, left_column
from ntmrules.circuit.network import FALSE, TRUE, Bit, Circuit
from ntmrules.circuit.questions import Coded, Flagged, InMask
from ntmrules.circuit.requirements import requirement
from ntmrules.circuit.states import NotCompiled, State, join_all, masked, not_asked, undone
from ntmrules.frozen import evolve, frozen
from ntmrules.model import walk
from ntmrules.model.asked_twice import AskedTwice, Way, asked_twice, depends_on
from ntmrules.model.conditions import Condition
from ntmrules.model.joined import not_applicable_is_met
from ntmrules.model.not_applicable import can_be_not_applicable, shared_by
from ntmrules.model.rulebook import Heading, Rule, Rulebook
from ntmrules.model.verdicts import ReasonCode


@frozen(kw_only=True)
class Counted:
    """A criterion with its indicators after a report on it, and what the report adds to the range of a tally."""

    heading: Heading
    state: State
    parts: tuple[tuple[Rule, State], ...]
    low: tuple[tuple[Bit, int], ...]
    high: tuple[tuple[Bit, int], ...]


class Compiler(Cells):
    """States of everything in one rulebook, each made once; nested rulebooks have compilers over the same columns.

    ``dense``: there is a figure in every row of every column, so that nothing has to be said about gaps.
    ``leaving``: what cannot be compiled stays undetermined and stands in ``left``, by its number, with why.
    ``way``: what comes of one way in which what is asked more than once may turn out, where it is not known; ``known``: the
    compiler of all that does not depend on the way.
    """

    def __init__(
        self, book: Rulebook, schema: Columns, circuit: Circuit | None = None, *, dense: bool = False,
        leaving: bool = False, way: Way | None = None, known: Compiler | None = None,
    ) -> None:  # fmt: skip
        super().__init__(book, schema, circuit or Circuit(), dense=dense, way=way)
        self._known = known
        self._places: dict[str | None, list[Place]] = {}
        self.leaving = leaving
        self.left: dict[str, str] = {}
        self.na_counts = not_applicable_is_met(book)
        self._nested: dict[str, Compiler] = {
            key: Compiler(each, schema, self.circuit, dense=dense, way=way, known=known and known._nested[key])
            for key, each in book.nested.items()
        }
        self._rules = {rule.number: rule for rule in book.all_rules}
        if len(self._rules) < len(book.all_rules):
            raise NotCompiled("two rules with one label")
        self._states: dict[str, State] = {}
        self._counted: dict[str, Counted] = {}
        self._ways: dict[str, Compiler] = {}
        self._borne_out = BorneOut(self)

    # ----- columns in which rows can stand

    def columns(self, scheme: str | None) -> list[Place]:
        """Return in which columns of a scheme (none: the set's own) rows can stand, where, and what is in doubt."""
        if scheme not in self._places:
            made = own_columns(self) if scheme is None else zone_columns(self, scheme)
            column = self._column(scheme)
            if column is not None:
                made = [
                    (bit, (column,), frozenset()) if column in areas else (bit, areas, doubt)
                    for bit, areas, doubt in made
                ]
            self._places[scheme] = made
        return self._places[scheme]

    def _column(self, scheme: str | None) -> str | None:
        """Return the column of a scheme in which units stand by the way that is tried, where that is not known."""
        own = self.book.scheme.id if self.book.scheme is not None else None
        name = own if scheme is None else scheme
        return self.way.columns.get(name) if self.way is not None and name is not None else None

    def stands_nowhere(self) -> Bit:
        """Return where no unit can stand in the columns of the way that is tried."""
        assert self.way is not None
        own = self.book.scheme.id if self.book.scheme is not None else None
        places = [place for name in self.way.columns for place in self.columns(None if name == own else name)]
        return self.circuit.some(here for here, areas, _ in places if len(areas) > 1)

    # ----- what is asked more than once

    def fits_no_way(self, name: str, rules: Iterable[Rule], of: Callable[[Compiler], State]) -> Never:
        """Return where a report on ``name``, which ``rules`` come to, fits none of what it may be; see ``circuit.borne_out``."""
        return self._borne_out.fits_no_way(name, rules, of)

    def in_way(self, way: Way) -> Compiler:
        """Return the compiler of one way in which what is not known may turn out, made once."""
        key = repr(way)
        if key not in self._ways:  # no report is held against other ways in a way, on what it does not bear on either
            known = self.in_way(Way()) if key != repr(Way()) else None
            self._ways[key] = Compiler(self.book, self.schema, self.circuit, dense=self.dense, way=way, known=known)
        return self._ways[key]

    def still_open(self, asked: AskedTwice) -> AskedTwice:
        """Return what of ``asked`` is not known in some row: numbers that have gaps, columns between which rows can stand."""
        own = self.book.scheme.id if self.book.scheme is not None else None
        doubtful = {name: {area for _, areas, _ in self.columns(None if name == own else name) if len(areas) > 1
                           for area in areas} for name in asked.columns}  # fmt: skip
        numbers = {name: tried for name, tried in asked.numbers.items() if self.has_gaps(name)}
        return evolve(asked, numbers=numbers, columns={
            name: tuple(each for each in areas if each in doubtful[name])
            for name, areas in asked.columns.items() if doubtful[name].intersection(areas)})  # fmt: skip

    def against(self, said: Iterable[str]) -> dict[str, Bit]:
        """Return where each report on an indicator or criterion, by its id, contradicts what is known or decides nothing."""
        found = [(key, self._by_id[key]) for key in said]
        states = {
            key: self.indicator(each) if isinstance(each, Rule) else self.criterion(each).state for key, each in found
        }
        return {key: self.circuit.either(state.against, state.unforeseen) for key, state in states.items()}

    def known_to_apply(self, name: str) -> Bit:
        """Return where an indicator, by its id, is known to be asked though it can be left out, or one of a criterion."""
        found = self._by_id.get(name)
        if isinstance(found, Heading):
            return self._asked_here(found, map(self.indicator, found.rules)) if found.foreseen else FALSE
        return self._unforeseen(found) if found is not None and found.foreseen_elsewhere else FALSE

    def without_report_on(self, name: str) -> State:
        """Return what an indicator or criterion, by its id, comes to without the report on it."""
        found = self._by_id[name]
        return self._where_it_applies(found) if isinstance(found, Rule) else self.without_report(found)

    @cached_property
    def _by_id(self) -> dict[str, Rule | Heading]:
        """The indicators and criteria of the rulebook by their ids."""
        found: tuple[Rule | Heading, ...] = (*self.book.headings, *self.book.added_headings, *self.book.all_rules)
        return {each.id: each for each in found}

    # ----- nodes

    def target_of(self, target: str) -> tuple[Compiler, str]:
        """Return the compiler of the target's set and the label in it; an empty label means the whole set."""
        return walk.find_target(target, self._nested, self)

    def judge(self, label: str) -> State:
        """Return the state of an indicator or criterion, or of the set (no label), as another set sees it.

        Raises ``NotCompiled`` for what is left, and what has a part that is.
        """
        if not label:
            return self.whole()
        if label in self._rules:
            return self.indicator(self._rules[label])
        headings = (*self.book.headings, *self.book.added_headings)
        state = self.criterion(next(heading for heading in headings if heading.number == label)).state
        if label in self.left:
            raise NotCompiled(self.left[label])
        return state

    def indicator(self, rule: Rule) -> State:
        """Return the state of an indicator, with what was reported on it."""
        if self._known is not None and not self._depends(rule):
            return self._known.indicator(rule)
        state = self._states.get(rule.number)
        if state is None:
            self._states[rule.number] = state = self._indicator(rule)
        return state

    def _depends(self, rule: Rule) -> bool:
        return self.way is not None and depends_on(self.book, rule, self.way)

    def part(self, rule: Rule) -> State:
        """Return the state of an indicator where it is counted; what is left stays open, and no report settles it.

        Raises ``NotCompiled`` where nothing is to be left.
        """
        try:
            return self.indicator(rule)
        except NotCompiled as error:
            if not self.leaving:
                raise
            self.left[rule.number] = str(error)
            return State()

    def _indicator(self, rule: Rule) -> State:
        if self.is_told(rule):
            return self._told(rule)
        if rule.formers:
            raise NotCompiled("a text that some units keep")
        if rule.waived:
            gone = State(not_applicable=TRUE, undetermined=FALSE, firm_not_applicable=TRUE)
            return self._reported(gone, rule.id, unforeseen=FALSE)
        never = self.fits_no_way(rule.id, (rule,), lambda there: there._where_it_applies(rule))
        if not rule.foreseen:
            never = (*never[:2], FALSE)
        return self._reported(self._where_it_applies(rule), rule.id, unforeseen=self._unforeseen(rule), never=never)

    def _where_it_applies(self, rule: Rule, *, but: Condition | None = None) -> State:
        """Return what a rule comes to by itself, asked of those for whom its conditions hold, all of them ``but`` one."""
        inner = requirement(self, rule, rule.requirement)
        for each in rule.applies:
            if each.when != but:
                inner = applying(self, each.when, inner, of_the_set=False)
        for each in rule.gates:
            inner = applying(self, each.when, inner, of_the_set=True)
        return inner

    def _unforeseen(self, rule: Rule) -> Bit:
        """Return where the text does not foresee that an indicator is not applicable: where its conditions are known to hold."""
        if not rule.foreseen_elsewhere:
            return FALSE if rule.foreseen else TRUE
        if self.is_told(rule):
            return self.circuit.leaf(Flagged(left_column(self.book.id, rule.number, "applies")))
        return self.circuit.every(where(self, each.when).holds for each in rule.applies)

    def _elsewhere(self, rule: Rule) -> Bit:
        """Return where an indicator may turn out not applicable; see ``engine.core.conditions.may_be_not_applicable``."""
        if rule.waived or can_be_not_applicable(rule):
            return TRUE
        if self.is_told(rule):
            return self.circuit.leaf(Flagged(left_column(self.book.id, rule.number, "elsewhere")))
        found = [where(self, each.when) for each in (*rule.applies, *rule.gates)]
        return self.circuit.some(self.circuit.no(self.circuit.either(each.holds, each.fails)) for each in found)

    def is_told(self, rule: Rule) -> bool:
        """Tell whether the reference engine judged an indicator row by row."""
        return left_column(self.book.id, rule.number, "verdict") in self.schema

    def _told(self, rule: Rule) -> State:
        """Return the state of an indicator that the reference engine judged row by row, reports on it included."""
        circuit = self.circuit

        def leaf(kind: str, code: int) -> Bit:
            return circuit.leaf(Coded(left_column(self.book.id, rule.number, kind), code))

        def flag(kind: str) -> Bit:
            return circuit.leaf(Flagged(left_column(self.book.id, rule.number, kind)))

        met, not_met, not_applicable = (leaf("verdict", code) for code in (1, 0, 3))
        undetermined = circuit.no(circuit.some((met, not_met, not_applicable)))
        comp, rep, firm = leaf("basis", 1), leaf("basis", 2), circuit.no(flag("provisional"))
        reasons = left_column(self.book.id, rule.number, "reasons")
        return State(
            met=met, not_met=not_met, not_applicable=not_applicable, undetermined=undetermined,
            firm_met=circuit.both(met, firm), firm_not_met=circuit.both(not_met, firm),
            firm_not_applicable=circuit.both(not_applicable, firm),
            comp_met=circuit.both(met, comp), comp_not_met=circuit.both(not_met, comp), rep_met=circuit.both(met, rep),
            rep_not_met=circuit.both(not_met, rep), rep_not_applicable=circuit.both(not_applicable, rep),
            unforeseen=circuit.both(not_applicable, flag("unforeseen")), against=flag("against"),
            asked_met=flag("asked_met"), asked_not_met=flag("asked_not_met"),
            firm_asked_met=circuit.without(flag("asked_met"), flag("asked_soft")),
            reasons={code: circuit.leaf(InMask(reasons, mask)) for code, mask in BIT_OF.items()},
        )  # fmt: skip

    def _reported(
        self, inner: State, target: str, *, unforeseen: Bit, never: Never = (FALSE, FALSE, FALSE)
    ) -> State:  # fmt: skip
        """Return ``inner`` with a report: it stands where nothing is computed, and is flagged where it contradicts."""
        circuit = self.circuit
        met, not_met, not_applicable = self.report(target)
        reported = circuit.some((met, not_met, not_applicable))
        if reported == FALSE:
            return evolve(inner, unforeseen=FALSE)
        now_met, now_not_met, now_not_applicable = self._heard(inner, target, never)
        agrees = circuit.some(circuit.both(one, other) for one, other in
                              ((inner.met, met), (inner.not_met, not_met), (inner.not_applicable, not_applicable)))  # fmt: skip
        heard = circuit.some((now_met, now_not_met, now_not_applicable))
        silent, doubt = circuit.no(heard), circuit.both(now_not_applicable, unforeseen)
        keep = circuit.either(silent, doubt)
        return State(
            met=circuit.either(inner.met, now_met), not_met=circuit.either(inner.not_met, now_not_met),
            not_applicable=circuit.either(inner.not_applicable, now_not_applicable),
            undetermined=circuit.both(inner.undetermined, silent),
            firm_met=circuit.either(inner.firm_met, now_met),
            firm_not_met=circuit.either(inner.firm_not_met, now_not_met),
            firm_not_applicable=circuit.either(inner.firm_not_applicable, now_not_applicable), comp_met=inner.comp_met,
            comp_not_met=inner.comp_not_met,
            rep_met=circuit.either(inner.rep_met, now_met), rep_not_met=circuit.either(inner.rep_not_met, now_not_met),
            rep_not_applicable=circuit.either(inner.rep_not_applicable, now_not_applicable), unforeseen=doubt,
            against=circuit.every((silent, reported, circuit.no(agrees))),
            reasons=masked(circuit, keep, inner.reasons), asked_met=circuit.both(inner.asked_met, silent),
            asked_not_met=circuit.both(inner.asked_not_met, silent),
            firm_asked_met=circuit.both(inner.firm_asked_met, silent),
        )  # fmt: skip

    def _heard(self, inner: State, target: str, never: Never) -> tuple[Bit, Bit, Bit]:
        """Return where a report of met, not met, not applicable is heard: beside what is open, and not against what is asked.

        What is met (not met) wherever it is asked is not what was reported, whether it applies or not.
        """
        met, not_met, not_applicable = (self.circuit.both(inner.undetermined, each) for each in self.report(target))
        return (
            self.circuit.without(met, self.circuit.either(inner.asked_not_met, never[0])),
            self.circuit.without(not_met, self.circuit.either(inner.asked_met, never[1])),
            self.circuit.without(not_applicable, never[2]),
        )

    def criterion(self, heading: Heading) -> Counted:
        """Return a criterion with its indicators and tallies."""
        if self._known is not None and not any(map(self._depends, heading.rules)):
            return self._known.criterion(heading)
        if heading.id not in self._counted:
            self._counted[heading.id] = self._criterion(heading)
        return self._counted[heading.id]

    def _criterion(self, heading: Heading) -> Counted:
        states = [self.part(rule) for rule in heading.rules]
        why = next((self.left[rule.number] for rule in heading.rules if rule.number in self.left), None)
        if heading.passes is not None:
            why = "a criterion that is met by some of its indicators"
            if not self.leaving:
                raise NotCompiled(why)
        known = heading.complete or heading.declared is not None
        hidden = self.book.hidden if not known else 0
        spread = hidden and hidden < sum(each.declared is None for each in self.book.headings)
        if spread and self.leaving and self.report(heading.id)[1] != FALSE:
            why = "more criteria of unknown length than indicators to share among them"
        told = any(map(self.is_told, heading.rules))
        twice = self.report(heading.id) != (FALSE, FALSE, FALSE) and asked_twice(self.book, heading.id, heading.rules)
        if why is None and told and (shared_by(heading.rules) or twice):
            why = "a condition of a whole criterion, over what is left"
            if not self.leaving:
                raise NotCompiled(why)
        if why is not None:
            return self._left_undetermined(heading, states, why)
        alone = self._by_itself(heading, states)
        never = self.fits_no_way(heading.id, heading.rules, lambda there: there.without_report(heading))
        if not heading.foreseen:
            never = (*never[:2], FALSE)
        unforeseen = self._asked_here(heading, states) if heading.rules else TRUE
        state = self._reported(alone, heading.id, unforeseen=unforeseen, never=never)
        reported = self._heard(alone, heading.id, never)
        parts = self._implied(heading, states, reported, unforeseen=unforeseen)
        missing = max(0, (heading.declared or 0) - len(heading.rules))
        if spread and reported[1] != FALSE:
            raise NotCompiled("more criteria of unknown length than indicators to share among them")
        low, high = self._beyond(parts, missing or hidden, missing if known else 0, reported)
        return Counted(
            heading=heading, state=state, parts=tuple(zip(heading.rules, parts, strict=True)), low=low, high=high
        )

    def _asked_here(self, heading: Heading, states: Iterable[State]) -> Bit:
        """Return where one of the indicators of a criterion is decided, or no text foresees that it is not applicable."""
        decided = (bit for state in states for bit in (state.met, state.not_met))
        return self.circuit.some((*map(self._unforeseen, heading.rules), *decided))

    def without_report(self, heading: Heading) -> State:
        """Return the state of a criterion by its indicators, whatever was reported on it."""
        return self._by_itself(heading, [self.indicator(rule) for rule in heading.rules])

    def _by_itself(self, heading: Heading, states: Sequence[State]) -> State:
        alone = self._standing_together(heading, states, join_all(self.circuit, states))
        if heading.complete:
            return alone
        open_ = self.circuit.either(alone.met, alone.not_applicable)
        return not_asked(undone(self.circuit, alone, open_, ReasonCode.SET_INCOMPLETE))

    def _standing_together(self, heading: Heading, states: Sequence[State], alone: State) -> State:
        """Return the state of a criterion whose indicators share a condition, where that is open: what they come to if it
        holds, or not applicable; see ``engine.core.conditions.were_it_to_hold``."""
        circuit = self.circuit
        for when in shared_by(heading.rules):
            place = where(self, when)
            out = (circuit.without(state.not_applicable, state.rep_not_applicable) for state in states)
            free = circuit.every(
                circuit.either(state.undetermined, bit) for state, bit in zip(states, out, strict=True)
            )
            here = circuit.every((alone.undetermined, circuit.no(circuit.either(place.holds, place.fails)), free))
            given = join_all(circuit, [self._were_it_to_hold(rule, when) for rule in heading.rules])
            met, not_met = (
                circuit.either(given.met, given.asked_met),
                circuit.either(given.not_met, given.asked_not_met),
            )
            firm = circuit.either(given.firm_met, given.firm_asked_met)
            more = circuit.without(here, circuit.either(alone.asked_met, alone.asked_not_met))
            alone = evolve(
                alone, asked_met=circuit.either(alone.asked_met, circuit.both(more, met)),
                asked_not_met=circuit.either(alone.asked_not_met, circuit.both(more, not_met)),
                firm_asked_met=circuit.either(alone.firm_asked_met, circuit.both(more, firm)),
            )  # fmt: skip
        return alone

    def _were_it_to_hold(self, rule: Rule, when: Condition) -> State:
        """Return what is computed of an indicator if one of its conditions holds, whatever was reported."""
        if rule.waived:
            return self.indicator(rule)
        circuit, inner = self.circuit, self._where_it_applies(rule, but=when)
        decided = (inner.comp_met, inner.comp_not_met, inner.not_applicable)
        return State(
            met=inner.comp_met, not_met=inner.comp_not_met, not_applicable=inner.not_applicable,
            undetermined=circuit.no(circuit.some(decided)), firm_met=circuit.both(inner.comp_met, inner.firm_met),
            firm_not_met=circuit.both(inner.comp_not_met, inner.firm_not_met), comp_met=inner.comp_met,
            comp_not_met=inner.comp_not_met, asked_met=inner.asked_met, asked_not_met=inner.asked_not_met,
            firm_asked_met=inner.firm_asked_met,
        )  # fmt: skip

    def _left_undetermined(self, heading: Heading, states: list[State], why: str) -> Counted:
        """Return a criterion of which something is left: not met where a part says so, else undetermined, despite any report."""
        self.left[heading.number] = why
        alone = State() if heading.passes is not None else join_all(self.circuit, states)
        state = evolve(alone, unforeseen=FALSE) if heading.complete else undone(
            self.circuit, alone, self.circuit.either(alone.met, alone.not_applicable), ReasonCode.SET_INCOMPLETE)  # fmt: skip
        state = state if heading.complete else not_asked(state)
        parts = tuple(zip(heading.rules, states, strict=True))
        low, high = self._beyond(states, 0, 0, (FALSE, FALSE, FALSE))
        return Counted(heading=heading, state=state, parts=parts, low=low, high=high)

    def _implied(
        self, heading: Heading, states: Sequence[State], reported: tuple[Bit, ...], *, unforeseen: Bit
    ) -> list[State]:
        """Carry a reported criterion down to its indicators, only as far as it follows; see ``engine.core.joins.implied``."""
        met, not_met, not_applicable = reported
        if met == not_met == not_applicable == FALSE:
            return list(states)
        circuit, whole = self.circuit, heading.complete
        gone = [circuit.without(state.not_applicable, state.unforeseen) for state in states]
        fine = [circuit.some((state.met, state.asked_met, out)) for state, out in zip(states, gone, strict=True)]
        gone = [circuit.either(state.asked_not_met, out) for state, out in zip(states, gone, strict=True)]
        found = []
        for index, (rule, state) in enumerate(zip(heading.rules, states, strict=True)):
            now_met = circuit.both(state.undetermined, met)
            if now_met != FALSE:
                alone = circuit.every(bit for at, bit in enumerate(gone) if at != index) if whole else FALSE
                now_met = circuit.without(now_met, circuit.without(self._elsewhere(rule), alone))
            now_not_applicable = circuit.both(state.undetermined, not_applicable)
            others = circuit.every(bit for at, bit in enumerate(fine) if at != index) if whole else FALSE
            now_not_met = circuit.every((state.undetermined, not_met, others, circuit.no(state.asked_met)))
            taken = circuit.some((now_met, now_not_met, now_not_applicable))
            found.append(evolve(
                state, met=circuit.either(state.met, now_met), not_met=circuit.either(state.not_met, now_not_met),
                not_applicable=circuit.either(state.not_applicable, now_not_applicable),
                undetermined=circuit.without(state.undetermined, taken),
                firm_met=circuit.either(state.firm_met, now_met),
                firm_not_met=circuit.either(state.firm_not_met, now_not_met),
                firm_not_applicable=circuit.either(state.firm_not_applicable, now_not_applicable),
                rep_met=circuit.either(state.rep_met, now_met),
                rep_not_met=circuit.either(state.rep_not_met, now_not_met),
                rep_not_applicable=circuit.either(state.rep_not_applicable, now_not_applicable),
                unforeseen=circuit.either(state.unforeseen, circuit.both(now_not_applicable, unforeseen)),
                asked_met=circuit.without(state.asked_met, taken),
                asked_not_met=circuit.without(state.asked_not_met, taken),
                firm_asked_met=circuit.without(state.firm_asked_met, taken),
                reasons=masked(circuit, circuit.no(taken), state.reasons),
            ))  # fmt: skip
        return found

    def _beyond(
        self, parts: Sequence[State], unwritten: int, missing: int, reported: tuple[Bit, ...]
    ) -> tuple[tuple[tuple[Bit, int], ...], tuple[tuple[Bit, int], ...]]:
        """Return what a report on a criterion adds to what is least met, and takes from what can be met at most."""
        circuit = self.circuit
        undetermined = [circuit.either(part.undetermined, part.unforeseen) for part in parts]
        room = TRUE if unwritten else circuit.some(undetermined)
        not_met = [part.not_met for part in parts] + ([] if self.na_counts else [part.asked_not_met for part in parts])
        less = circuit.every((reported[1], circuit.no(circuit.some(not_met)), room))
        # What is still undetermined under a criterion that was reported met is met or does not apply.
        either = [circuit.either(circuit.both(part.undetermined, reported[0]), part.asked_met)
                  for part in parts] if self.na_counts else []  # fmt: skip
        lost = [] if self.na_counts else [part.asked_not_met for part in parts]
        return ((reported[0], missing), *((bit, 1) for bit in either if bit != FALSE)), (
            (less, -1),
            *((bit, -1) for bit in lost if bit != FALSE),
        )

    def outside(self) -> list[tuple[Rule | Heading, State]]:
        """Return what decides the set and is not counted in it: prerequisites, and what packs add."""
        rules = [(rule, self.part(rule)) for rule in (*self.book.prerequisites, *self.book.added)]
        return [*rules, *((heading, self.criterion(heading).state) for heading in self.book.added_headings)]

    def whole(self) -> State:
        """Return the state of the set; raises ``NotCompiled`` where some criteria are enough, or some units keep a former set."""
        if "" not in self._states:
            if self.book.set.pass_ is not None or self.book.kept is not None:
                enough = "a set that is met by some of its criteria"
                why = enough if self.book.kept is None else "a former set that some units keep whole"
                if not self.leaving:
                    raise NotCompiled(why)
                self.left[""] = why
                self._states[""] = State()
                return self._states[""]
            nodes = [self.criterion(heading).state for heading in self.book.headings]
            state = join_all(self.circuit, [*nodes, *(each for _, each in self.outside())])
            if not self.book.complete:
                state = undone(
                    self.circuit, state, self.circuit.either(state.met, state.not_applicable), ReasonCode.SET_INCOMPLETE
                )
            self._states[""] = state
        return self._states[""]
