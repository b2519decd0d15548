"""One evaluation in progress: the figures of one unit, where it stands, and the nodes of what was read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol, Self

from ntmrules.engine.core.columns import areas_of, rests_on, zone_columns
from ntmrules.engine.core.joins import asked_note, is_where_asked, ruled_out, unsettled, where_asked
from ntmrules.engine.core.nodes import figure_node
from ntmrules.frozen import evolve
from ntmrules.model.asked_twice import AskedTwice, Way, asked_twice
from ntmrules.model.figures import Bound, Entry, Status, UnitFigures
from ntmrules.model.measures import part_word
from ntmrules.model.reported_together import Tied, beside, may_be_reported, tied
from ntmrules.model.rulebook import Rule, Rulebook
from ntmrules.model.subjects import level_of, year_of
from ntmrules.model.text import Text
from ntmrules.model.trace import About, Node, NodeKind, Note, NoteCode
from ntmrules.model.verdicts import Reason, ReasonCode, Verdict

FINAL = Status.FINAL
MOST_WAYS = 128
LARGER = {"tinh": Text("của tỉnh", "of the province"), "huyen": Text("của huyện", "of the district")}
PRELIMINARY = Note(NoteCode.PRELIMINARY_FIGURE)
LATE = Note(NoteCode.FIGURE_AFTER_DATE)


def life_notes(bound: Bound) -> tuple[Note, ...]:
    """Return what became of a unit that was no more on the day, and how many figures on it were left alone for that."""
    assert bound.life is not None
    unused = (Note(NoteCode.UNIT_SPLIT_UNUSED, bound.unused),) if bound.unused else ()
    return (Note(NoteCode(bound.life.fate), bound.life), *unused)


class Judge(Protocol):
    """What a compiled requirement may ask of the rulebook in which it stands, compiled too; see ``engine.core.program``."""

    book: Rulebook
    na_counts: bool
    rules: dict[str, Callable[..., Node]]

    @property
    def nested(self) -> Mapping[str, Self]:
        """The sets that this one looks at, by id."""

    def judge(self, label: str, context: Context) -> Node:
        """Judge an indicator, a criterion, or the set (no label)."""


class Context:
    """One evaluation: the figures of one unit, and the columns in which it can stand.

    ``top`` is the rulebook that was asked for: of the unit itself, or of the one in which it lies. ``deaf``: the report on
    what is named here is left out, to see what is known without it. ``back``: the evaluation asks what withdrawn figures had
    come to; ``bound`` is then what was known before anything was taken back, which is made once (``before``). ``way``: it asks
    what comes of one way in which what is not known may turn out; ``bound`` then holds the facts and numbers of it.
    """

    __slots__ = (
        "apart_known",
        "area_reasons",
        "areas",
        "back",
        "before",
        "bound",
        "cache",
        "deaf",
        "figures",
        "log",
        "notes",
        "placing",
        "program",
        "reports",
        "top",
        "unit",
        "way",
        "year",
        "zones",
    )

    def __init__(
        self, program: Judge, book: Rulebook, unit: UnitFigures, bound: Bound, log: Any = None,
        top: Rulebook | None = None, deaf: str | None = None, *, back: bool = False, way: Way | None = None,
    ) -> None:  # fmt: skip
        self.program = program
        self.deaf, self.back, self.way = deaf, back, way
        self.apart_known: frozenset[str] | None = None
        self.top = top or book
        self.log = log
        self.unit = unit
        self.bound = bound
        self.before: Bound | None = None
        self.figures = bound.figures
        self.reports = bound.reports
        self.year = book.on.year
        self.cache: dict[str, Any] = {}
        self.zones: dict[str, tuple[tuple[str, ...], tuple[Reason, ...]]] = {}
        self.placing: dict[str | None, tuple[Node, ...]] = {}
        self.areas, self.area_reasons, notes = areas_of(book, unit, bound)
        self.notes = (*life_notes(bound), *notes) if bound.life is not None else notes
        if way is not None and book.scheme is not None:
            self.areas, self.area_reasons = _settled(way, book.scheme.id, self.areas, self.area_reasons)

    def columns(self, scheme: str | None) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
        """Return the columns of a scheme in which the unit can stand, and what would settle them."""
        if scheme is None:
            return self.areas, self.area_reasons
        if scheme not in self.zones:
            found = zone_columns(self.program.book, scheme, self.unit, self.bound)
            self.zones[scheme] = found if self.way is None else _settled(self.way, scheme, *found)
        return self.zones[scheme]

    def placed_by(self, scheme: str | None) -> tuple[Node, ...]:
        """Return the figures, old or preliminary, by which the unit stands in its column of a scheme (none: the set's own)."""
        found = self.placing.get(scheme)
        if found is None:
            names = rests_on(self.program.book, scheme, self.unit, self.bound, self.columns(scheme)[0])
            found = tuple(FigureReader(self.program, name).node(self)[1] for name in names)
            self.placing[scheme] = found
        return found

    def within(self, program: Judge) -> Context:
        """Return the context of the same unit under another set."""
        return Context(program, program.book, self.unit, self.bound, self.log, self.top, self.deaf, back=self.back,
                       way=self.way)  # fmt: skip

    def deaf_to(self, name: str) -> bool:
        """Tell whether the report on ``name`` is left out, to see what the figures alone had come to."""
        return self.deaf == name

    def contradicted(self, name: str, reported: Verdict, judge: Callable[[Context], Node]) -> Verdict | None:
        """Return the verdict that what was taken back since had come to on ``name``, where it contradicted the report.

        Such a report is not taken up again when the figure goes: nothing is decided until another figure comes. Everything
        is judged as it was before, the columns in which the unit stands and the conditions on which it is asked too.
        """
        if self.back or not self.bound.withdrawn:
            return None
        log = self._other_log()
        if self.before is None:
            self.before = self.bound.as_it_was()
        again = Context(self.program, self.program.book, self.unit, self.before, log, self.top, name, back=True)
        node = judge(again)
        if node.verdict is Verdict.UNDETERMINED:
            return ruled_out(asked_note(node), reported)
        return None if node.verdict is reported or unsettled(node) else node.verdict

    def fits_no_way(
        self, name: str, rules: Iterable[Rule], reported: Verdict, judge: Callable[[Context], Node],
        applies: Callable[[Node], bool] | None = None,
    ) -> bool:  # fmt: skip
        """Tell whether a report on ``name``, which ``rules`` come to, is none of what it may be: in each way in which what is
        asked more than once may turn out, what is known comes to another verdict.

        So is a report that fits only ways past the number that is tried: nothing is met by what nobody can see through.
        ``applies``: whether it is known to apply in a way, where a report of «không áp dụng» fits no more.
        """
        ways = self._in_each_way(name, rules, judge)
        return self._borne_out(ways, reported, applies) is False or name in self.apart()

    def _borne_out(
        self, ways: Iterator[Node], reported: Verdict, applies: Callable[[Node], bool] | None = None
    ) -> bool | None:
        """Tell whether one of some ways bears out a report: not so past the number that is tried; nothing of no ways."""
        found = None
        for tried, node in enumerate(ways, 1):
            asked = ruled_out(asked_note(node), reported)
            # Where it is asked it cannot be left out.
            sure = reported is Verdict.NOT_APPLICABLE and applies is not None and applies(node)
            open_ = unsettled(node) or (node.verdict is Verdict.UNDETERMINED and asked is None)
            if not sure and (node.verdict is reported or open_):
                return True
            found = False
            if tried == MOST_WAYS:
                break
        return found

    def apart(self) -> frozenset[str]:
        """Return what is reported on, each borne out in some way in which what is open may turn out, though no way bears out all
        that are witnesses beside it.

        Nobody can choose between such reports: none of them decides.
        """
        if self.apart_known is None:
            groups = tied(self.program.book) if self.way is None and not self.back else ()
            self.apart_known = frozenset[str]().union(*map(self._apart, groups))
        return self.apart_known

    def _apart(self, group: Tied) -> frozenset[str]:
        book, said = self.program.book, group.names & self.reports.keys()
        if len(said) < 2:
            return frozenset()
        numbers = {rule.id: rule.number for rule in book.all_rules}
        numbers |= {each.id: each.number for each in (*book.headings, *book.added_headings)}
        found: list[set[str]] = []
        for there in self._ways_of(group.asked_by(book, said)):
            nodes = {name: self.program.judge(numbers[name], there) for name in said}
            found.append(
                {name for name, node in nodes.items() if node.has_note(NoteCode.CONTRADICTION) or unsettled(node)}
            )
            if not found[-1]:
                return frozenset()
            if len(found) == MOST_WAYS:
                return frozenset(set().union(*found))
        never = said.intersection(*found)
        torn = _torn(book, said, [each - never for each in found])
        if torn:  # what no way bears out by its own rule is no witness, and holds back nothing
            alone = {name for name in said - never if self._impossible(name, numbers[name])}
            torn = _torn(book, said, [each - never - alone for each in found]) if alone else torn
        return torn

    def _impossible(self, name: str, number: str) -> bool:
        """Tell whether a report is none of what its own rules may come to, whatever else was reported beside it."""
        rules = may_be_reported(self.program.book)[name]
        nodes = self._in_each_way(name, rules, lambda there: there.program.judge(number, there))
        return self._borne_out(nodes, self.reports[name].verdict) is False

    def whole_fits_no_way(self, reported: Verdict) -> bool:
        """Tell the same of a report on the whole set."""
        book = self.program.book
        return self.fits_no_way(book.id, book.all_rules, reported, lambda again: again.program.judge("", again))

    def wherever_it_is_asked(self, name: str, rules: Iterable[Rule], judge: Callable[[Context], Node]) -> Note | None:
        """Return the note on what is open by itself and has one verdict, or is not applicable, in each way in which what is
        asked more than once may turn out; nothing where they differ."""
        found: set[Verdict] = set()
        firm = True
        for tried, node in enumerate(self._in_each_way(name, rules, judge)):
            asked = asked_note(node)
            verdict = node.verdict or Verdict.UNDETERMINED
            if asked is not None:
                verdict = Verdict.MET if is_where_asked(node, Verdict.MET) else Verdict.NOT_MET
            firm = firm and not node.provisional and (asked is None or not asked.value)
            found.add(Verdict.UNDETERMINED if unsettled(node) or tried == MOST_WAYS else verdict)
            if found & {Verdict.UNDETERMINED} or found >= {Verdict.MET, Verdict.NOT_MET}:
                return None
        decided = found - {Verdict.NOT_APPLICABLE}
        return where_asked(decided.pop(), provisional=not firm) if decided else None

    def _in_each_way(self, name: str, rules: Iterable[Rule], judge: Callable[[Context], Node]) -> Iterator[Node]:
        """Yield what ``name`` comes to without a report on it, in each way in which the unit can stand; none where
        all is known."""
        if self.way is not None:  # there all of that is settled
            return
        yield from map(judge, self._ways_of(asked_twice(self.program.book, name, rules), name))

    def _ways_of(self, asked: AskedTwice, deaf: str | None = None) -> Iterator[Context]:
        """Yield the context of each way in which the unit can stand."""
        for way in self._open(asked):
            there = self._in(way, deaf)
            if all(len(there.columns_of(scheme)) < 2 for scheme in way.columns):
                yield there

    def _open(self, asked: AskedTwice) -> Iterator[Way]:
        """Return the ways in which what is asked more than once, and is not known, may turn out; none where
        all is known."""
        facts = tuple(fact for fact in asked.facts if not self._answered(fact))
        numbers = {name: tried for name, tried in asked.numbers.items() if self.bound.known(name) is None}
        places = {name: self.columns_of(name) for name in asked.columns}
        columns = {name: each for name, each in places.items() if len(each) > 1}
        left = AskedTwice(facts=facts, numbers=numbers, columns=columns)
        return left.ways if left else iter(())

    def columns_of(self, scheme: str) -> tuple[str, ...]:
        """Return the columns of a scheme, the set's own too, in which the unit can stand."""
        own = self.program.book.scheme
        return self.columns(None if own is not None and own.id == scheme else scheme)[0]

    def _answered(self, fact: str) -> bool:
        entry = self.bound.known(fact)
        return entry is not None and entry.value in (Verdict.MET, Verdict.NOT_MET)

    def _in(self, way: Way, deaf: str | None) -> Context:
        figures = self.bound.figures.copy()
        for fact, holds in way.facts.items():
            figures[fact] = Entry(subject=fact, value=Verdict.MET if holds else Verdict.NOT_MET)
        figures.update({name: Entry(subject=name, value=number) for name, number in way.numbers.items()})
        bound = evolve(self.bound, figures=figures)
        return Context(self.program, self.program.book, self.unit, bound, self._other_log(), self.top, deaf,
                       back=self.back, way=way)  # fmt: skip

    def _other_log(self) -> Any:
        """Return where what is concluded aside is written: it is no part of what is told."""
        return None if self.log is None else type(self.log)(self.log.kind)


def _torn(book: Rulebook, said: frozenset[str], lost: Sequence[set[str]]) -> frozenset[str]:
    """Return the reports that are ``lost`` in some way, where no way bears out all that are witnesses beside them."""
    return frozenset(name for name in set[str]().union(*lost)
                     if not any(each.isdisjoint(beside(book, name, said)) for each in lost))  # fmt: skip


def _settled(
    way: Way, scheme: str, columns: tuple[str, ...], reasons: tuple[Reason, ...]
) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    column = way.columns.get(scheme)
    return ((column,), ()) if column in columns and column is not None else (columns, reasons)


def about_figure(program: Judge, measure_id: str) -> About:
    """Return the fixed part of a figure's node."""
    plain, year = year_of(measure_id)
    level = level_of(plain)
    base, _, part = plain.removeprefix(f"{level}:").partition("/")
    measure = program.book.measures.get(base)
    label = measure.name if measure is not None else Text(measure_id)
    if part:
        word = part_word(part)
        label = Text(f"{label.vi} ({word.vi})", f"{label.en} ({word.en or word.vi})" if label.en else None)
    if level is not None:
        whose = LARGER.get(level, Text(level))
        label = Text(f"{label.vi} {whose.vi}", f"{label.en} {whose.en}" if label.en else None)
    if year is not None:
        label = Text(f"{label.vi} năm {year}", f"{label.en} in {year}" if label.en else None)
    return About(
        kind=NodeKind.FIGURE,
        id=measure_id,
        label=label,
        measure=measure_id,
        unit=measure.unit_name if measure else None,
    )


class FigureReader:
    """Reads one measure from a context: the value and its node, or why there is none."""

    __slots__ = ("about", "absent", "measure", "missing", "split")

    def __init__(self, program: Judge, measure: str) -> None:
        self.measure = measure
        self.about = about_figure(program, measure)
        self.missing = (Reason(ReasonCode.NO_FIGURE, measure),)
        self.absent = Node(self.about, None, reasons=self.missing)
        self.split = self.absent._replace(reasons=(Reason(ReasonCode.UNIT_SPLIT, measure),))

    def node(self, context: Context) -> tuple[Entry | None, Node]:
        """Return the entry, if it can be used, and its node."""
        entry = context.figures.get(self.measure)
        if entry is None:
            if self.measure in context.bound.late:
                return None, self.absent._replace(notes=(LATE,))
            return None, self.split if context.bound.split else self.absent
        if entry.status is FINAL:
            return entry, figure_node(self.about, entry)
        return self._marked(entry)

    def _marked(self, entry: Entry) -> tuple[Entry | None, Node]:
        node = figure_node(self.about, entry)
        if entry.status is Status.PRELIMINARY:
            return entry, node._replace(notes=(PRELIMINARY,))
        if entry.status is Status.OLD:
            return entry, node._replace(notes=(Note(NoteCode.OLD_FIGURE, entry.year or ""),))
        code = ReasonCode.FIGURE_WITHDRAWN if entry.status is Status.WITHDRAWN else ReasonCode.FIGURE_STALE
        return None, node._replace(reasons=(Reason(code, self.measure),))
