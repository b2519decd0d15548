"""A session: figures of one unit arrive one by one, and only what each of them touches is concluded anew."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from ntmrules.engine.core.context import Context
from ntmrules.engine.core.program import Program, attainment
from ntmrules.engine.forward.engine import Log, Strand, check_kind, program_of
from ntmrules.engine.forward.network import Join, Leaf, node_of
from ntmrules.engine.forward.reads import ALL, Reads
from ntmrules.errors import FiguresError, problem
from ntmrules.figures.bind import bind, dated, subjects
from ntmrules.figures.larger_units import with_larger
from ntmrules.frozen import evolve, frozen
from ntmrules.model.attainment import Attainment
from ntmrules.model.figures import FIRMNESS, Entry, Status, UnitFigures
from ntmrules.model.firing import Firing
from ntmrules.model.subjects import year_of
from ntmrules.model.text import Text
from ntmrules.model.trace import Node, NoteCode
from ntmrules.model.verdicts import Verdict

if TYPE_CHECKING:
    from ntmrules.model.rulebook import Rulebook

SHOWN = ("indicator", "criterion", "set")
Key = tuple[str, str, int | None, str | None]


@frozen(kw_only=True)
class Step:
    """One verdict that changed. ``cause``: ids of what changed beneath it, or the subject that was reported."""

    id: str
    kind: str
    label: Text
    number: str | None
    before: Verdict
    after: Verdict
    cause: tuple[str, ...]


@frozen(kw_only=True)
class Change:
    """What one figure changed: the steps from indicators up to the sets, and the firings that led there.

    True when any verdict changed. ``judged`` counts the leaves that were judged anew.
    """

    subject: str
    steps: tuple[Step, ...] = ()
    firings: tuple[Firing, ...] = ()
    judged: int = 0

    def __bool__(self) -> bool:
        return bool(self.steps)


class Session:
    """What stands about one unit, judged at any time as ``Rulebook.evaluate`` would judge it.

    Nothing is ever taken back inside an engine: what a figure touches is concluded afresh, in a run of its own, from
    the verdicts that stand around it. Not for several threads at once.
    """

    def __init__(self, rulebook: Rulebook, unit: str | UnitFigures, *, inference: str = "agenda") -> None:
        self.rulebook = rulebook
        self._unit = with_larger(rulebook, unit) if isinstance(unit, UnitFigures) else UnitFigures(unit=unit)
        self._kind = check_kind(inference)
        self._strand: Strand = program_of(rulebook).strand("")
        self._network = self._strand.network
        self._above = _above(self._network.items)
        self._built: list[Any] = [None] * len(self._network.items)
        self._concluded: list[str | None] = [None] * len(self._network.joins)
        self._firings: dict[int, list[Firing]] = {}
        self._inside: dict[int, list[Firing]] = {}
        self._reads: list[set[str]] = [set() for _ in self._network.items]
        self._asked_by: dict[str, set[int]] = {}
        self._entries: dict[Key, Entry] = {}
        self._contexts: list[Context] = []
        bind(rulebook, self._unit)
        self._update(self._settled(self._unit.entries), {ALL}, self._unit.unit)

    @property
    def figures(self) -> UnitFigures:
        """All that stands about the unit now."""
        return evolve(self._unit, entries=tuple(self._entries.values()))

    def report(self, entry: Entry) -> Change:
        """Take an entry in and return what it changed.

        It takes the place of what stands on the same thing for the same period and day; of entries for different
        times the newest counts, as always. Raises ``FiguresError`` for an unknown subject or a value that cannot be;
        then nothing has changed.
        """
        entry = dated(self.rulebook, entry)
        key = self._key(entry)
        return self._update({**self._entries, key: entry}, {key[1]}, entry.subject)

    def withdraw(self, subject: str) -> Change:
        """Take back all that was said about a subject, and return what that changed; ``FiguresError`` NTM503 if unknown.

        Of a label that is what was said under the label, not the figure of its measure. A figure that a report
        contradicted stays as withdrawn: without it the report would stand alone as if nobody had ever gainsaid it.
        ``thu-nhap@2022`` is what was said of that year alone.
        """
        known = subjects(self.rulebook)
        plain, year = (subject, None) if subject in known else year_of(subject)
        meant = known.get(plain)
        if meant is None and not any(key[1] in (subject, plain) for key in self._entries):
            raise FiguresError(problem("NTM503.unknown", subject=subject, near=(plain, known)))
        place = meant.key if meant is not None else plain
        gone = [key for key, entry in self._entries.items() if entry.subject == subject
                or (place in (key[1], self._said_of(entry)) and year in (None, key[2]))]  # fmt: skip
        kept = {key: entry for key, entry in self._entries.items() if key not in gone}
        back = {key: evolve(entry, status=Status.WITHDRAWN)
                for key, entry in self._entries.items() if key in gone and key[0] == "figure"}  # fmt: skip
        if back and self._gainsaid({**kept, **back}):
            kept |= back
        return self._update(kept, {place, *(key[1] for key in gone)}, subject)

    def _said_of(self, entry: Entry) -> str:
        subject = subjects(self.rulebook).get(entry.subject)
        return entry.subject if subject is None else subject.key

    def _gainsaid(self, entries: dict[Key, Entry]) -> bool:
        """Tell whether a report stands among ``entries`` that a withdrawn figure contradicted."""
        found = self.rulebook.memo("core", lambda: Program(self.rulebook))
        unit = evolve(self._unit, entries=tuple(entries.values()))
        node = found.run(Context(found, self.rulebook, unit, bind(self.rulebook, unit)))[0]
        stack = [node]
        while stack:
            node = stack.pop()
            if node.has_note(NoteCode.CONTRADICTED_BY_WITHDRAWN):
                return True
            stack.extend(node.children)
        return False

    def about(
        self, *, area: str | None = None, children: Iterable[UnitFigures] | None = None, cause: str | None = None
    ) -> Change:
        """Say in which column the unit stands, or put these in place of the units inside; all is judged anew.

        ``cause`` is what the change shall name as its reason; left out, the unit.
        """
        before = self._unit
        self._unit = evolve(
            before,
            area=before.area if area is None else area,
            children=before.children if children is None else tuple(children),
        )
        try:
            return self._update(self._entries, {ALL}, cause or self._unit.unit)
        except Exception:
            self._unit = before
            raise

    def until(self, later: Session, *, cause: str) -> Change:
        """Return what stands otherwise in ``later``, a session with the same rulebook, and which subjects did it.

        ``cause`` is named where no subject that differs explains a verdict: another column, other units inside.
        """
        mine, theirs = ({key: (each.value, each.status) for key, each in one._entries.items()} for one in (self, later))
        differing = {key for key in mine.keys() | theirs.keys() if mine.get(key) != theirs.get(key)}
        entries = {**self._entries, **later._entries}
        said = {key[1]: entries[key].subject for key in sorted(differing, key=str)}
        return _Run(self, later._contexts, set(said), cause, set(), said).compared(later)

    def attainment(self) -> Attainment:
        """Return the attainment over what stands; ``firings``: by which each verdict that stands was concluded."""
        node, tallies = self._built[-1]
        firings = [firing for place in sorted(self._inside) for firing in self._inside[place]]
        firings += [firing for number in sorted(self._firings) for firing in self._firings[number]]
        numbered = tuple(firing._replace(order=order) for order, firing in enumerate(firings, 1))
        watched = self._contexts[0].bound
        bound = evolve(watched, figures=dict.copy(watched.figures), reports=dict.copy(watched.reports))
        return attainment(self.rulebook, self.figures, bound, node, tallies, f"forward/{self._kind}", numbered)

    def _settled(self, entries: Iterable[Entry]) -> dict[Key, Entry]:
        """Return the entries to begin with; of several about one thing at one time the least firm stands, as always."""
        found: dict[Key, Entry] = {}
        for entry in entries:
            other = found.setdefault(self._key(entry), entry)
            if FIRMNESS.index(entry.status) < FIRMNESS.index(other.status):
                found[self._key(entry)] = entry
        return found

    def _key(self, entry: Entry) -> Key:
        subject = subjects(self.rulebook).get(entry.subject)
        if subject is None:
            return ("unknown", entry.subject, entry.period, entry.as_of)
        kind, place = "figure", subject.key
        if subject.label and isinstance(entry.value, Verdict):
            kind = "report"
        elif subject.label and subject.number_of is not None:
            place = subject.number_of.id
        return (kind, place, entry.period, entry.as_of)

    def _update(self, entries: dict[Key, Entry], touched: set[str], subject: str) -> Change:
        bound = bind(self.rulebook, evolve(self._unit, entries=tuple(entries.values())))
        seen: set[str] = set()
        figures, reports = Reads(bound.figures, seen), Reads(bound.reports, seen)
        watched = evolve(bound, figures=figures, reports=reports)
        program, log = program_of(self.rulebook), Log(self._kind)
        contexts = self._network.contexts(
            Context(program, self.rulebook, self._unit, watched, log), self._strand.programs
        )
        if [_place(each) for each in contexts] != [_place(each) for each in self._contexts]:
            touched = {ALL}  # the unit stands in another column: every level may be another one
        if any(each.apart() for each in (*contexts, *self._contexts)):
            touched = {ALL}  # what one report comes to rests on all the others
        run = _Run(self, contexts, touched, subject, seen)
        change = run.change()
        self._entries, self._contexts = entries, contexts
        return change


class _Run:
    """One update: what is touched is judged and concluded anew; the session changes only when that is done."""

    def __init__(self, session: Session, contexts: list[Context], touched: set[str], subject: str, seen: set[str],
                 said: Mapping[str, str] | None = None) -> None:  # fmt: skip
        self.session, self.contexts, self.touched, self.subject, self.seen = session, contexts, touched, subject, seen
        self.said = said or {}
        self.network = session._network
        self.built = list(session._built)

    def change(self) -> Change:
        """Judge and conclude anew, then put the result in place, and return what changed.

        Whatever fails on the way (a figure of a unit inside that cannot be, a function of a plugin) leaves the session
        as it was.
        """
        session, log = self.session, self.contexts[0].log
        everything = ALL in self.touched
        leaves = [leaf for leaf in self.network.leaves if leaf.run is not None] if everything else self._leaves()
        reads: dict[int, set[str]] = {}
        inside: dict[int, list[Firing]] = {}
        for leaf in leaves:
            before = len(log.firings)
            reads[leaf.index] = self._judge(leaf)
            inside[leaf.index] = log.firings[before:]
        scope = self.network.joins if everything else self._scope(leaves)
        records: list[Firing] = []
        latest: dict[int, list[Firing]] = {}
        concluded = list(session._concluded)
        if scope:
            facts = self.network.facts(self.built, self.contexts, scope, session._concluded)
            board = session._strand.machine(session._kind).run(facts)
            for join in scope:
                computed, word = board.computed(join.number), board.concluded[join.number]
                self.network.build(join, self.contexts, self.built, computed, word)
            records = board.records(first=len(log.firings) + 1, unit=self.contexts[0].unit.unit)
            for (rule, _), record in zip(board.firings, records, strict=True):
                latest.setdefault(rule.node, []).append(record)
            for join in scope:
                concluded[join.number] = board.concluded[join.number]
        steps = self._steps(leaves, scope) if session._contexts else ()
        session._firings.update(latest)
        session._inside.update(inside)
        session._built, session._concluded = self.built, concluded
        for place, names in reads.items():
            self._depends(place, names)
        return Change(subject=self.subject, steps=steps, firings=(*log.firings, *records), judged=len(leaves))

    def compared(self, later: Session) -> Change:
        """Return what stands otherwise in ``later``; nothing is judged."""
        self.built = later._built
        leaves = [leaf for leaf in self.network.leaves if leaf.run is not None]
        return Change(subject=self.subject, steps=self._steps(leaves, self.network.joins))

    def _leaves(self) -> list[Leaf]:
        asked_by = self.session._asked_by
        places = set().union(*(asked_by.get(name, ()) for name in (*self.touched, ALL)))
        items = self.network.items
        return [leaf for place in sorted(places) if isinstance(leaf := items[place], Leaf)]

    def _judge(self, leaf: Leaf) -> set[str]:
        """Judge one leaf and return what it asked for."""
        assert leaf.run is not None
        self.seen.clear()
        for context in self.contexts:  # what was worked out for another leaf would be used here without being asked for
            context.cache.clear()
            context.zones.clear()
        self.built[leaf.index] = leaf.run(self.contexts[leaf.program])
        return set(self.seen)

    def _scope(self, leaves: list[Leaf]) -> list[Join]:
        """Return the joins above what was judged or reported on, parts before what they are parts of."""
        above = self.session._above
        numbers: set[int] = set()
        for leaf in leaves:
            numbers |= above[leaf.index]
        for join in self.network.joins:
            if join.report in self.touched:
                numbers |= above[join.index] | {join.number}
        return [self.network.joins[number] for number in sorted(numbers)]

    def _depends(self, place: int, names: set[str]) -> None:
        session = self.session
        for name in session._reads[place] - names:
            session._asked_by[name].discard(place)
        for name in names - session._reads[place]:
            session._asked_by.setdefault(name, set()).add(place)
        session._reads[place] = names

    def _steps(self, leaves: list[Leaf], scope: list[Join]) -> tuple[Step, ...]:
        """Return the verdicts that changed as they stand in the trace, where reports on criteria carry downwards."""
        steps: dict[str, Step] = {}
        moved = {leaf.index: self._read_by(leaf) for leaf in leaves}
        items: list[Leaf | Join] = [*leaves, *scope]
        for item in items:
            if isinstance(item, Join):
                moved[item.index] = self._causes(item, moved, steps)
            if item.kind not in SHOWN:
                continue
            old, new = node_of(self.session._built[item.index]), node_of(self.built[item.index])
            if (
                isinstance(item, Leaf) and item.kind == "set"
            ):  # judged whole by the reference: its parts are in its trace
                for one, other in _below(old, new):
                    self._step(steps, one, other, moved, item.place.id, item.index)
            elif item.kind == "criterion":
                for one, other in zip(_indicators(old), _indicators(new), strict=True):
                    self._step(steps, one, other, moved, item.place.id)
            self._step(steps, old, new, moved, item.place.id, item.index)
        order = {kind: place for place, kind in enumerate(SHOWN)}
        return tuple(sorted(steps.values(), key=lambda step: order[step.kind]))

    def _read_by(self, leaf: Leaf) -> tuple[str, ...]:
        """Return which of several subjects that differ a leaf reads; the one subject that was reported otherwise."""
        reads = self.session._reads[leaf.index]
        return tuple(subject for place, subject in self.said.items() if place in reads) or (self.subject,)

    def _causes(self, join: Join, moved: Mapping[int, tuple[str, ...]], steps: Mapping[str, Step]) -> tuple[str, ...]:
        causes: dict[str, None] = {}
        for part in join.parts:
            if part.kind in SHOWN and part.place.id in steps:
                causes[part.place.id] = None
            elif part.index in moved:
                causes.update(dict.fromkeys(moved[part.index]))
        if join.report in self.touched:
            causes[self.said.get(join.report or "", self.subject)] = None
        own = [cause for cause in causes if cause in steps]
        return tuple(own or causes or (self.subject,))

    def _step(self, steps: dict[str, Step], old: Node, new: Node, moved: Mapping[int, tuple[str, ...]], by: str,
              place: int | None = None) -> None:  # fmt: skip
        """Note one verdict. In a criterion's trace an indicator may stand otherwise than its own figures say."""
        assert old.verdict is not None
        assert new.verdict is not None
        if old.verdict is new.verdict:
            steps.pop(new.id, None)
            return
        before = steps.get(new.id)
        cause = moved.get(place, ()) if place is not None else before.cause if before is not None else ()
        implied = before is not None and before.after is not new.verdict
        steps[new.id] = Step(
            id=new.id,
            kind=new.kind,
            label=new.label,
            number=new.about.number,
            before=old.verdict,
            after=new.verdict,
            cause=(by,) if implied or not cause else cause,
        )


def _place(context: Context) -> tuple[Any, ...]:
    return context.areas, context.area_reasons, context.notes


def _indicators(node: Node) -> list[Node]:
    return [child for child in node.children if child.kind == "indicator"]


def _below(old: Node, new: Node) -> Iterator[tuple[Node, Node]]:
    """Yield the criteria and indicators of a set's two traces, side by side."""
    for one, other in zip(old.children, new.children, strict=False):
        if one.id == other.id and one.kind in ("criterion", "indicator"):
            yield one, other
            yield from _below(one, other)


def _above(items: list[Leaf | Join]) -> list[frozenset[int]]:
    """Return for each place the numbers of all joins above it."""
    found: list[set[int]] = [set() for _ in items]
    for item in reversed(items):
        if isinstance(item, Join):
            for part in item.parts:
                found[part.index] |= found[item.index] | {item.number}
    return [frozenset(each) for each in found]


__all__ = ["Change", "Session", "Step"]
