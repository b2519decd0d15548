"""One unit under two criteria sets or on two days: what it gains and loses, by the change of text alone or of figures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from ntmrules.errors import FiguresError, problem
from ntmrules.explain.attainment.voice import Voice, is_leaf
from ntmrules.explain.compare.texts import TextComparison, compare_texts
from ntmrules.explain.lang.lines import Line
from ntmrules.explain.lang.numbers import day as shown_day
from ntmrules.explain.lang.set_words import SETS
from ntmrules.explain.lang.words import MARKS, verdict_word
from ntmrules.figures.bind import subjects
from ntmrules.figures.newest import is_after, of_newest_time
from ntmrules.frozen import evolve, frozen
from ntmrules.messages import Listed
from ntmrules.model.attainment import Attainment
from ntmrules.model.days import as_day
from ntmrules.model.figures import Entry, FigureTable, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.sets import CriteriaSet
from ntmrules.model.text import Text
from ntmrules.model.trace import Node
from ntmrules.model.verdicts import Basis, Verdict

MOST = 8
GROUPS = ("lost", "gained", "open", "settled", "new_not_met", "new_open", "new_met", "gone_met", "gone")

tell = SETS.say


@frozen(kw_only=True)
class Move:
    """A criterion or indicator whose verdict is another one under the later set; a side it is not in is nothing.

    ``group`` is one of ``GROUPS``; ``why`` is ``level``, ``measure``, ``report``, ``parts`` or empty.
    """

    group: str
    before: Node | None
    after: Node | None
    why: str = ""

    @property
    def node(self) -> Node:
        """The node under the later set, or under the earlier one where the later has none."""
        found = self.after or self.before
        assert found is not None
        return found


@frozen(kw_only=True)
class Switch:
    """One unit under two sets: both attainments, the criteria and the indicators that move, and the texts."""

    unit: str
    before: Attainment
    after: Attainment
    criteria: tuple[Move, ...]
    indicators: tuple[Move, ...]
    texts: TextComparison
    carried: tuple[str | None, str | None] = (None, None)


def natural_day(header: CriteriaSet, asked: str) -> str:
    """Return the day to judge by a set: ``asked`` where it lies in the stage, else the end of the stage next to it."""
    if header.stage.covers(asked):
        return asked
    return str(header.stage.from_ if as_day(asked) < header.stage.from_ else header.stage.to or asked)


def carried(unit: UnitFigures, *, asked: str, day: str) -> UnitFigures:
    """Return the figures known on ``asked`` as if known on ``day``, their dates cut back: of one time then the newest.

    One set of figures under two texts has to be the same under both, and a text of the past would not see them.
    """
    known = [entry for entry in unit.entries if not is_after(entry, asked)]
    last = [each for group in _alike((entry, entry.year) for entry in known) for each in of_newest_time(group, asked)]
    cut = _alike((entry, (_cut(entry, day).period, _cut(entry, day).as_of)) for entry in last)
    entries = tuple(_cut(entry, day) for group in cut for entry in of_newest_time(group, asked))
    children = tuple(carried(child, asked=asked, day=day) for child in unit.children)
    return evolve(unit, entries=entries, children=children)


def _alike(entries: Iterable[tuple[Entry, object]]) -> Iterable[list[Entry]]:
    """Return entries by what they are about and their time; beside a label a figure and a report of it are two things."""
    groups: dict[tuple[object, ...], list[Entry]] = {}
    for entry, time in entries:
        groups.setdefault((entry.subject, type(entry.value), time), []).append(entry)
    return groups.values()


def _cut(entry: Entry, day: str) -> Entry:
    as_of = day if entry.as_of is not None and entry.as_of > day else entry.as_of
    period = int(day[:4]) if entry.period is not None and entry.period > int(day[:4]) else entry.period
    return evolve(entry, as_of=as_of, period=period)


def refuse_bare_labels(table: FigureTable, books: Iterable[Rulebook]) -> None:
    """Refuse labels that each of two sets would take for its own; ``FiguresError`` NTM512 for every such row."""
    every = list(books)
    problems = []
    for unit in table.units:
        for entry in unit.entries:
            found = [subjects(book).get(entry.subject) for book in every]
            meant = {subject.key for subject in found if subject is not None and subject.label}
            if len(meant) > 1:
                problems.append(
                    problem("NTM512.either", entry.at, subject=entry.subject, keys=Listed(sorted(meant), "or"))
                )
    if problems:
        raise FiguresError(problems)


def switch(before: Attainment, after: Attainment, *, texts: TextComparison | None = None,
           carried: tuple[str | None, str | None] = (None, None)) -> Switch:  # fmt: skip
    """Return what one unit gains and loses between two sets; indicators are matched as ``compare_texts`` does.

    ``texts``: the comparison of the two rulebooks, where the caller has it already.
    """
    texts = texts if texts is not None else compare_texts(before.rulebook, after.rulebook)
    olds = {node.id: node for node in _own(before)}
    news = {node.id: node for node in _own(after)}
    indicators = []
    kinds = {(change.before and change.before.id, change.after and change.after.id): change for change in texts.changes}
    for old, new in texts.pairs:
        was = olds.get(old.id) if old is not None else None
        now = news.get(new.id) if new is not None else None
        change = kinds.get((old and old.id, new and new.id))
        indicators += _move(was, now, _why(was, now, () if change is None else change.kinds))
    criteria = []
    for pair in texts.heading_pairs:
        was = olds.get(pair.before.id) if pair.before is not None else None
        now = news.get(pair.after.id) if pair.after is not None else None
        criteria += _move(was, now, "report" if _reported(was, now) else "parts")
    return Switch(unit=after.unit, before=before, after=after, criteria=tuple(criteria), indicators=tuple(indicators),
                  texts=texts, carried=carried)  # fmt: skip


def figures_differ(found: Switch) -> bool:
    """Return whether some figure of the unit, or of a unit inside, is known on one of the two days only."""
    days = (str(found.before.rulebook.on), str(found.after.rulebook.on))
    units = (found.before.figures, *found.before.figures.children)
    entries = (entry for unit in units for entry in unit.entries)
    return not any(found.carried) and any(len({is_after(entry, day) for day in days}) > 1 for entry in entries)


def _own(attainment: Attainment) -> Iterator[Node]:
    """Yield the criteria and indicators of the set itself, not those of sets nested in it."""
    for node in attainment.trace.children:
        yield node
        if node.kind == "criterion":
            yield from (child for child in node.children if child.kind == "indicator")


def _move(was: Node | None, now: Node | None, why: str) -> list[Move]:
    group = _group(was.verdict if was is not None else None, now.verdict if now is not None else None)
    return [Move(group=group, before=was, after=now, why=why)] if group else []


def _group(was: Verdict | None, now: Verdict | None) -> str:
    if was is now:
        return ""
    if was is None:
        return {Verdict.MET: "new_met", Verdict.NOT_MET: "new_not_met"}.get(now or Verdict.UNDETERMINED, "new_open")
    if now is None:
        return "gone_met" if was is Verdict.MET else "gone"
    if now is Verdict.UNDETERMINED:
        return "open"
    if was is Verdict.UNDETERMINED:
        return "settled"
    return "lost" if now is Verdict.NOT_MET else "gained"


def _why(was: Node | None, now: Node | None, kinds: tuple[str, ...]) -> str:
    if was is None or now is None:
        return ""
    if "measure" in kinds or "requirement" in kinds:
        return "measure"
    if "level" in kinds:
        return "level"
    return "report" if _reported(was, now) else ""


def _reported(was: Node | None, now: Node | None) -> bool:
    return any(node is not None and node.basis is Basis.REPORTED for node in (was, now))


# for people


def switch_lines(found: Switch, *, lang: str = "vi", called: str | None = None) -> Iterator[Line]:
    """Yield what a unit gains and loses as lines; ``called`` names it where its name alone is that of several."""
    yield Line(called or found.unit, "heading")
    for attainment, day in zip((found.before, found.after), found.carried, strict=True):
        book = attainment.rulebook
        verdict = verdict_word(attainment.verdict, lang).upper()
        tally = attainment.tally.text(lang)
        said = tell("line", lang, set=book.id, day=shown_day(book.on, lang), verdict=verdict, tally=tally)
        yield Line(f"{MARKS[attainment.verdict]} {said}", str(attainment.verdict), 1)
        if day is not None:
            yield Line(tell("carried", lang, day=shown_day(day, lang)), "muted", 2)
    if not found.criteria and not found.indicators:
        yield Line(tell("same", lang), "muted", 1)
        return
    teller = _Teller(found, lang)
    for group in GROUPS:
        yield from teller.group(group)


def switch_line(found: Switch, called: str, *, lang: str = "vi") -> Line:
    """Return what a unit gains and loses as one line: the verdict and the criteria under each set, of one set on each day."""
    books = [found.before.rulebook, found.after.rulebook]
    one_set = books[0].id == books[1].id
    sides = [
        f"{shown_day(attainment.rulebook.on, lang) if one_set else attainment.rulebook.id}: "
        f"{verdict_word(attainment.verdict, lang)}, {attainment.tally.criteria.count}"
        for attainment in (found.before, found.after)
    ]
    return Line(f"{called} · {' → '.join(sides)}", str(found.after.verdict))


class _Teller:
    def __init__(self, found: Switch, lang: str) -> None:
        self.found, self.lang = found, lang
        self.old, self.new = Voice.of(found.before, lang), Voice.of(found.after, lang)
        self.titles = {"lost": "lost_later", "gained": "gained_later"} if figures_differ(found) else {}

    def group(self, group: str) -> Iterator[Line]:
        style = {"lost": "not_met", "new_not_met": "not_met", "gained": "met", "new_met": "met"}.get(
            group, "undetermined"
        )
        for what in ("criteria", "indicators"):
            moves = [move for move in getattr(self.found, what) if move.group == group]
            if not moves:
                continue
            yield Line(
                f"{tell(self.titles.get(group, group), self.lang)}: {len(moves)} {tell(what, self.lang)}", style, 1
            )
            if group in ("lost", "gained", "new_not_met"):
                for move in moves:
                    yield Line(self.move(move, criterion=what == "criteria"), "plain", 2)
            elif what == "indicators" and len(moves) > MOST:
                yield Line(", ".join(str(move.node.about.number) for move in moves), "muted", 2)
            else:
                names = [f"{move.node.about.number} {move.node.label.in_(self.lang)}" for move in moves]
                yield Line("; ".join(names), "muted", 2)

    def move(self, move: Move, *, criterion: bool) -> str:
        number, name = move.node.about.number, move.node.label.in_(self.lang)
        earlier = f" ← {move.before.about.number}" if self._renumbered(move) and move.before is not None else ""
        why = self.why(move, criterion=criterion)
        return f"{number}{earlier} {name}" + (f": {why}" if why else "")

    def _renumbered(self, move: Move) -> bool:
        both = move.before is not None and move.after is not None
        return both and move.before.about.number != move.after.about.number  # type: ignore[union-attr]

    def why(self, move: Move, *, criterion: bool) -> str:
        if move.why == "report":
            return tell("report", self.lang)
        if criterion:
            missed = [
                each for each in move.node.children if each.kind == "indicator" and each.verdict is Verdict.NOT_MET
            ]
            numbers = ", ".join(str(each.about.number) for each in missed)
            return tell("parts", self.lang, numbers=numbers) if numbers else ""
        was, now = _leaf(move.before), _leaf(move.after)
        if move.why == "measure":
            return tell("measure", self.lang, new=self._asked(move.after))
        if now is None:
            return ""
        new, seen = self.new.required(now) or "?", self.new.observed(now) or "?"
        old = self.old.required(was) or "?" if was is not None else None
        if old is None or old == new:
            return f"{new}; {seen}"
        return tell("level", self.lang, old=old, new=new, seen=seen)

    def _asked(self, node: Node | None) -> str:
        leaf = _leaf(node)
        if leaf is None:
            return node.label.in_(self.lang) if node is not None else ""
        said = self.new.required(leaf)
        return f"{leaf.label.in_(self.lang)}{f' ({said})' if said else ''}"


def _leaf(node: Node | None) -> Node | None:
    child = next((each for each in node.children if each.kind == "requirement"), None) if node is not None else None
    return child if child is not None and is_leaf(child) else None


# as data


def switch_data(found: Switch) -> dict[str, Any]:
    """Return the comparison as plain data, schema ``ntmrules/switch/1``."""
    return {
        "schema": "ntmrules/switch/1",
        "unit": found.after.unit,
        **({"within": found.after.figures.within} if found.after.figures.within is not None else {}),
        "before": _side(found.before, found.carried[0]),
        "after": _side(found.after, found.carried[1]),
        "criteria": [_data(move) for move in found.criteria],
        "indicators": [_data(move) for move in found.indicators],
    }


def _side(attainment: Attainment, day: str | None) -> dict[str, Any]:
    from ntmrules.explain.attainment.data import attainment_data

    data = attainment_data(attainment)
    kept = {key: data[key] for key in ("set", "on", "province", "verdict", "provisional", "criteria", "indicators")}
    return {**kept, "figures_carried_to": day}


def _data(move: Move) -> dict[str, Any]:
    label: Text = move.node.label
    return {
        "group": move.group,
        "before": _verdict(move.before),
        "after": _verdict(move.after),
        "label": {"vi": label.vi, "en": label.en} if label.en is not None else {"vi": label.vi},
        "why": move.why or None,
    }


def _verdict(node: Node | None) -> dict[str, Any] | None:
    return None if node is None else {"id": node.id, "number": node.about.number, "verdict": str(node.verdict)}
