"""The progress of many units between two days: each unit, and the units of a district, a province, a criterion together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from ntmrules.errors import FiguresError, NtmRulesError, Problem, UnitError, problem
from ntmrules.figures.bind import subjects
from ntmrules.figures.own_word import who_disagrees
from ntmrules.figures.withdrawn import known_on
from ntmrules.frozen import frozen
from ntmrules.model.figures import FigureTable, UnitFigures, called_apart
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Verdict
from ntmrules.progress.change import FIGURE, TEXT, Move, UnitProgress, nodes_of, unit_progress
from ntmrules.progress.former_units import without_former, without_later
from ntmrules.progress.history import History, key_of
from ntmrules.progress.states import (
    WHAT,
    Books,
    Count,
    Range,
    Shares,
    counted,
    has_area,
    open_of,
    same_text,
    total,
)
from ntmrules.resolve.options import iso_day

Chosen = Callable[[FigureTable, Rulebook], Sequence[UnitFigures]]
"""Returns the units of a table that the set of a rulebook judges."""


@frozen(kw_only=True)
class Progress:
    """All units between two days; ``former``: those that are none any more on the last day, beside a unit in their place.

    ``later`` names those that were formed after the last day, and are not among the units.
    """

    set: str
    from_: str
    to: str
    units: tuple[UnitProgress, ...]
    former: tuple[UnitProgress, ...] = ()
    later: tuple[str, ...] = ()

    @property
    def counted(self) -> tuple[UnitProgress, ...]:
        """The units that are counted together: of a commune and those that were merged into it the one that there is."""
        return tuple(each for each in self.units if not any(each is other for other in self.former))

    def unit(self, name: str) -> UnitProgress:
        """Return the progress of the unit with this name, or name and district («xã Tân An, huyện A»).

        ``KeyError`` where there is none; ``UnitError`` NTM609 where several are called so.
        """
        found = [each for each in self.units if name in (each.unit, each.called)]
        if not found:
            raise KeyError(name)
        if len(found) > 1:
            raise UnitError(problem("NTM609.asked", name=name, found="; ".join(each.called for each in found),
                                    example=f"{found[0].unit}, {found[0].within or 'huyện …'}"))  # fmt: skip
        return found[0]

    def by_district(self) -> tuple[Together, ...]:
        """Return the units of each district together, then all of them."""
        return (
            *_grouped(self.counted, lambda each: (each.province or "", each.within or "")),
            together("", self.counted, whole=True),
        )

    def by_province(self) -> tuple[Together, ...]:
        """Return the units of each province together."""
        return tuple(_grouped(self.counted, lambda each: (each.province or "",)))

    def by_criterion(self) -> tuple[OneCriterion, ...]:
        """Return each criterion over all units: how many met it then and now, who gained and lost it."""
        return tuple(_criteria(self.counted))


@frozen(kw_only=True)
class Together:
    """Several units as one: their tallies and changes added up; no change where the two days of a unit are of two sets."""

    name: str
    units: tuple[str, ...]
    then: Mapping[str, Count]
    now: Mapping[str, Count]
    shares: Mapping[str, Shares | None]
    settled: Mapping[str, Shares | None]
    met: tuple[Count, Count]
    whole: bool = False
    of_two_sets: bool = False
    text_moved: bool = False
    untold: tuple[str, ...] = ()

    def told(self, what: str) -> Shares | None:
        """What can be told of the shares in the change of a tally, over its units; nothing between two sets."""
        return self.settled[what]


@frozen(kw_only=True)
class OneCriterion:
    """One criterion over several units: met by how many then and now, its moves, the causes.

    ``moves`` name their units apart: with the district where several are called alike.
    """

    id: str
    number: str | None
    label: Text
    units: int
    then: Count
    now: Count
    change: Range
    moves: tuple[tuple[str, Move], ...]
    figures: int
    texts: int
    both: int


def progress_between(
    history: History, books: Books, *, from_: str, to: str, choose: Chosen, province: str | None = None,
    beside: Sequence[Books] = (),
) -> Progress:  # fmt: skip
    """Return the progress of every unit that the set judges, from one day to another.

    ``books`` gives the rulebook of a day and a province; ``choose`` the units of a table that it judges. A unit of which
    nothing was known on the first day is open then, not unmet. ``beside`` give the rulebooks of other sets that the same
    history is of: what only they know is no slip here. ``FiguresError`` where the days are the wrong way round, no
    unit is judged, or a value cannot be.
    """
    days = iso_day(from_), iso_day(to)
    if days[0] > days[1]:
        raise FiguresError(problem("NTM575.days", first=days[0], last=days[1]))
    tables = [history.on(day) for day in days]
    old = {key_of(unit): unit for unit in tables[0].units}
    found: list[UnitProgress] = []
    problems: list[Problem] = []
    alike: dict[str | None, bool] = {}

    def last(where: str | None) -> Rulebook:
        return books(days[1], province if province is not None else where)

    chosen, later = without_later(choose(tables[1], books(days[1], province)), last)
    for unit in chosen:
        where = province if province is not None else unit.province
        pair = books(days[0], where), books(days[1], where)
        if where not in alike:
            alike[where] = same_text(*pair)
        then = old.get(key_of(unit)) or UnitFigures(unit=unit.unit)
        if wrong := list(who_disagrees(pair[1], unit)):
            problems += wrong
            continue
        try:
            others = _beside((then, unit), (books, *beside), where, pair, history.days)
            found.append(unit_progress(pair, (then, unit), text_moved=not alike[where], beside=others,
                                       taken_back=history.taken_back(unit, *days)))  # fmt: skip
        except FiguresError as error:
            problems += error.problems
    if problems:
        raise FiguresError(list(dict.fromkeys(problems)))
    if not found:
        raise FiguresError(problem("NTM511.progress", history.name))
    _, former = without_former(chosen, last)
    gone = {key_of(unit) for unit in former}
    return Progress(set=found[0].set, from_=days[0], to=days[1], units=tuple(found),
                    former=tuple(each for each in found if each.key in gone),
                    later=tuple(unit.called for unit in later))  # fmt: skip


def _beside(
    units: Iterable[UnitFigures], finders: Sequence[Books], where: str | None, pair: Sequence[Rulebook], later: Iterable[str]
) -> tuple[Rulebook, ...]:  # fmt: skip
    """Return the rulebooks of other sets, and those of the days of entries that neither day of the comparison knows.

    ``later``: the days of a history, for an area that a text of none of the two days has.
    """
    strange = {iso_day(known_on(entry)) for unit in units for each in _within(unit) for entry in each.entries
               if not any(entry.subject in subjects(book) for book in pair)}  # fmt: skip
    if any(each.area is not None and not any(has_area(book, each.area) for book in pair)
           for unit in units for each in _within(unit)):  # fmt: skip
        strange |= set(later)
    found: dict[int, Rulebook] = {}
    for find in finders:
        for day in sorted({*strange, str(pair[1].on)} if strange else ()):
            try:
                book = find(day, where)
            except NtmRulesError:
                continue  # no text was in force: what was said under it is known to none
            found[id(book)] = book
    return tuple(found.values())


def _within(unit: UnitFigures) -> Iterator[UnitFigures]:
    yield unit
    for child in unit.children:
        yield from _within(child)


def _grouped(units: Iterable[UnitProgress], key: Callable[[UnitProgress], tuple[str, ...]]) -> Iterator[Together]:
    groups: dict[tuple[str, ...], list[UnitProgress]] = {}
    for unit in units:
        groups.setdefault(key(unit), []).append(unit)
    for name in sorted(groups):
        yield together(" – ".join(part for part in reversed(name) if part), groups[name])


def together(name: str, units: Iterable[UnitProgress], *, whole: bool = False) -> Together:
    """Return several units as one: every number is the sum of theirs."""
    every = list(units)
    none = Count(low=0, high=0, declared=0)
    return Together(
        name=name, whole=whole, of_two_sets=any(unit.of_two_sets for unit in every),
        text_moved=any(unit.text_moved for unit in every),
        untold=tuple(dict.fromkeys(number for unit in every for number in unit.untold)), units=tuple(unit.unit for unit in every),
        then={what: sum((unit.then[what] for unit in every), none) for what in WHAT},
        now={what: sum((unit.now[what] for unit in every), none) for what in WHAT},
        shares={what: _all(unit.shares[what] for unit in every) for what in WHAT},
        settled={what: _all(unit.told(what) for unit in every) for what in WHAT},
        met=(_met(counted(unit.states.then) for unit in every), _met(counted(unit.states.now) for unit in every)),
    )  # fmt: skip


def _all(parts: Iterable[Shares | None]) -> Shares | None:
    every = list(parts)
    known = [part for part in every if part is not None]
    return total(known) if len(known) == len(every) else None


def _met(verdicts: Iterable[object]) -> Count:
    found = list(verdicts)
    low = sum(each is Verdict.MET for each in found)
    return Count(low=low, high=low + sum(each is Verdict.UNDETERMINED for each in found), declared=len(found))


def _criteria(units: Sequence[UnitProgress]) -> Iterator[OneCriterion]:
    order: dict[str, tuple[str | None, Text]] = {}
    then: dict[str, list[object]] = {}
    now: dict[str, list[object]] = {}
    moves: dict[str, list[tuple[str, Move]]] = {}
    called = called_apart(units)
    for unit in units:
        old = nodes_of(unit.states.then)
        before, after = open_of(unit.states.then, WHAT[0]), open_of(unit.states.now, WHAT[0])
        for key, (node, _) in nodes_of(unit.states.now).items():
            if node.kind == "criterion" and key in old:
                order.setdefault(key, (node.about.number, node.label))
                then.setdefault(key, []).append(_counted(old[key][0].verdict, before))
                now.setdefault(key, []).append(_counted(node.verdict, after))
        for move in unit.moves:
            if move.kind == "criterion":
                moves.setdefault(move.id, []).append((called(unit), move))
    for key, (number, label) in order.items():
        own = moves.get(key, [])
        met = _met(then[key]), _met(now[key])
        yield OneCriterion(
            id=key, number=number, label=label, units=len(now[key]), then=met[0], now=met[1],
            change=Range(low=met[1].low - met[0].high, high=met[1].high - met[0].low), moves=tuple(own),
            figures=sum(move.cause == FIGURE for _, move in own), texts=sum(move.cause == TEXT for _, move in own),
            both=sum(move.cause not in (FIGURE, TEXT) for _, move in own),
        )  # fmt: skip


def _counted(verdict: object, where_open: Verdict) -> object:
    if verdict is Verdict.UNDETERMINED:
        return where_open
    return Verdict.MET if verdict is Verdict.NOT_APPLICABLE else verdict
