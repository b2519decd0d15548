"""The summary of many units: by number of criteria met, by criterion, by tier, the average; each with its range where open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from ntmrules.engine import engine_named
from ntmrules.engine.core.columns import areas_of
from ntmrules.errors import FiguresError, Problem
from ntmrules.figures.bind import INDICATORS_TALLY, bind, subjects
from ntmrules.figures.own_tallies import own_tallies
from ntmrules.frozen import evolve, frozen
from ntmrules.model.asked import child_sets
from ntmrules.model.attainment import Attainment
from ntmrules.model.figures import Entry, Remark, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.text import Text
from ntmrules.model.verdicts import Verdict
from ntmrules.progress.said import contradictions, decided, is_of_set, on_the_whole, tally_said
from ntmrules.progress.states import Count, of_each, tied

MET, NOT_MET, UNDETERMINED, NA = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED, Verdict.NOT_APPLICABLE
# How officials count communes by the criteria they meet: of 19 until 2025, of 10 from 2026.
SCHEMES: Mapping[int, tuple[tuple[int, int], ...]] = {
    19: ((19, 19), (15, 18), (10, 14), (5, 9), (0, 4)),
    10: ((10, 10), (5, 9), (0, 4)),
}
BY = ("district", "province", "group")
TIERS = ("ntm", "nang-cao", "kieu-mau", "hien-dai")
MANY = 60  # from so many units on the table engine is the quicker one, its start counted in


@frozen(kw_only=True)
class UnitRow:
    """What a summary needs of one unit: verdicts of the set and of its criteria, how many criteria are met, a decision.

    ``decision``: whether a report on the set itself says that it was recognised; nothing where none was handed in.
    ``reported``: the number of criteria is that of a report; ``unfit``: a report was handed in that the figures, or the total
    of the set, contradict, and which was not used.
    """

    unit: str
    within: str | None
    province: str | None
    group: str | None
    verdict: Verdict
    low: int
    high: int
    reported: bool
    criteria: Mapping[str, Verdict]
    decision: bool | None
    unfit: bool = False
    fewer: bool = False

    @property
    def counted(self) -> Verdict:
        """The verdict as it is counted: who reports fewer criteria than the set has does not meet it, whatever is open."""
        return NOT_MET if self.fewer and self.verdict is UNDETERMINED else self.verdict


@frozen(kw_only=True)
class Span:
    """A number of units: between ``low`` and ``high``."""

    low: int
    high: int

    @property
    def text(self) -> str:
        """``61``, or ``58–61`` where it is open."""
        return str(self.low) if self.low == self.high else f"{self.low}–{self.high}"


@frozen(kw_only=True)
class Bucket:
    """The units that meet from ``first`` to ``last`` criteria."""

    first: int
    last: int
    units: Span


@frozen(kw_only=True)
class ByCriterion:
    """How many units meet one criterion."""

    id: str
    number: str
    label: Text
    met: Span
    units: int


@frozen(kw_only=True)
class Decisions:
    """Units with a decision of recognition, without one, and those about which nothing was said."""

    given: int
    none: int
    unsaid: int


@frozen(kw_only=True)
class Tier:
    """How many units meet one of the sets of the stage, and how many have its decision."""

    set: str
    tier: str
    label: Text
    met: Span
    decisions: Decisions


@frozen(kw_only=True)
class Summary:
    """Several units together, all of a file or those of one district, province or group."""

    name: str
    units: int
    criteria: int | None
    met: Span
    decisions: Decisions
    buckets: tuple[Bucket, ...]
    by_criterion: tuple[ByCriterion, ...]
    average: tuple[Decimal, Decimal] | None
    tiers: tuple[Tier, ...] = ()


@frozen(kw_only=True)
class Summaries:
    """The summary of all units, of each group, and for sets over other units the attainments with their nested traces.

    ``left_out``: what titles of the file say that is not so here.
    """

    set: str
    on: str
    by: str | None
    whole: Summary
    groups: tuple[Summary, ...]
    attainments: tuple[Attainment, ...]
    rows: tuple[UnitRow, ...]
    left_out: tuple[Remark, ...] = ()


Tiers = Callable[[str | None], Sequence[Rulebook]]
"""Returns the rulebooks of the sets of one stage and level, lowest tier first, in a province."""


def summarise(
    books: Callable[[str | None], Rulebook], units: Iterable[UnitFigures], *, by: str | None, province: str | None,
    tiers: Tiers,
) -> Summaries:  # fmt: skip
    """Return the summary of ``units``, each judged by the rulebook of its province.

    ``FiguresError`` for values that cannot be. Nobody is counted as not met for want of a figure: counts are ranges then.
    """
    every = list(units)
    places: dict[str | None, list[UnitFigures]] = {}
    for unit in every:
        places.setdefault(province if province is not None else unit.province, []).append(unit)
    rows: dict[int, UnitRow] = {}
    above: list[tuple[Rulebook, dict[int, Verdict], dict[int, bool | None]]] = []
    attainments: list[Attainment] = []
    first: Rulebook | None = None
    for place, own in places.items():
        book = books(place)
        first = first or book
        nested = bool(child_sets(book))
        others = () if nested else tiers(place)
        _agree((book, *(each for each in others if each.id != book.id)), own)
        found, judged = unit_rows(book, own, grouped=by == "group", nested=nested)
        attainments += judged
        rows |= {id(unit): row for unit, row in zip(own, found, strict=True)}
        _judge_tiers(others, book, own, rows, above)
    assert first is not None
    ordered = [rows[id(unit)] for unit in every]
    keys = [id(unit) for unit in every]
    groups = _groups(by, keys, rows) if by is not None else {}
    return Summaries(
        set=first.id, on=str(first.on), by=by, whole=_summary("", keys, rows, first, above),
        groups=tuple(_summary(name, own, rows, first, above) for name, own in sorted(groups.items())),
        attainments=tuple(attainments), rows=tuple(ordered),
    )  # fmt: skip


def _agree(books: Sequence[Rulebook], units: Iterable[UnitFigures]) -> None:
    """Raise ``FiguresError`` where units say two things of one time of themselves as a whole, or nobody can tell the newest."""
    problems = [each for unit in units for each in contradictions(books, unit, on_the_whole(unit))]
    if problems:
        raise FiguresError(list(dict.fromkeys(problems)))


def _groups(by: str, keys: Sequence[int], rows: Mapping[int, UnitRow]) -> dict[str, list[int]]:
    groups: dict[str, list[int]] = {}
    for key in keys:
        row = rows[key]
        name = {"district": row.within, "province": row.province, "group": row.group}[by] or ""
        if by == "district" and row.province and name:
            name = f"{name} – {row.province}"
        groups.setdefault(name, []).append(key)
    return groups


def unit_rows(
    book: Rulebook, units: Sequence[UnitFigures], *, grouped: bool, nested: bool
) -> tuple[list[UnitRow], list[Attainment]]:  # fmt: skip
    """Return the rows of units of one province, by the table engine where they are many and it is there.

    Raises ``FiguresError`` with every bad cell of every unit.
    """
    if not nested and len(units) >= MANY:
        by_table = _by_table(book, units)
        if by_table is not None:
            return [_row(book, unit, *each, grouped=grouped) for unit, each in zip(units, by_table, strict=True)], []
    problems: list[Problem] = []
    judged = []
    for unit in units:
        try:
            judged.append(engine_named("core").evaluate(book, unit))
        except FiguresError as error:
            problems += error.problems
    if problems:
        raise FiguresError(list(dict.fromkeys(problems)))
    rows = []
    for unit, attainment in zip(units, judged, strict=True):
        criteria = {
            node.about.number or node.id: node.verdict for node in attainment.trace.children if node.kind == "criterion"
        }
        tally = attainment.tally.criteria
        settled = {number: verdict for number, verdict in criteria.items() if verdict is not None}
        rows.append(_row(book, unit, attainment.verdict, tally.low, tally.high, settled, grouped=grouped))
    return rows, judged if nested else []


def _by_table(
    book: Rulebook, units: Sequence[UnitFigures]
) -> list[tuple[Verdict, int, int, dict[str, Verdict]]] | None:
    try:
        from ntmrules.circuit.keys import VERDICT_OF
        from ntmrules.engine.columnar.units import judge_units
    except ImportError:  # the extra for tables is not there: the reference engine does the same, slower
        return None
    frame = judge_units(book, units, ("verdict", "tally"))
    numbers = [heading.number for heading in book.headings]
    columns = ["verdict", "criteria.low", "criteria.high", *(f"verdict:{number}" for number in numbers)]
    found = []
    for row in frame.select(columns).iter_rows():
        criteria = {number: VERDICT_OF[code] for number, code in zip(numbers, row[3:], strict=True)}
        found.append((VERDICT_OF[row[0]], row[1], row[2], criteria))
    return found


def _row(
    book: Rulebook, unit: UnitFigures, verdict: Verdict, low: int, high: int, criteria: Mapping[str, Verdict],
    *, grouped: bool,
) -> UnitRow:  # fmt: skip
    whole, declared = on_the_whole(own_tallies(book, unit)), book.set.declared
    said, beside = tally_said(book, whole), tally_said(book, whole, subject=INDICATORS_TALLY)
    of_set = is_of_set(book, said, beside)
    fits = said is not None and low <= said[0] <= high and of_set
    own = Count(low=low, high=high, declared=declared.criteria)
    if fits and said is not None and low < high:
        own = Count(low=said[0], high=said[0], declared=said[1], reported=True)
    elif of_set and beside is not None and said is None:
        own, _ = tied(book, own, Count(low=beside[0], high=beside[0], declared=beside[1], reported=True))
    fewer = own.reported and own.declared is not None and own.high < own.declared
    every = of_each(own, book)
    short = beside is not None and beside[0] < beside[1]  # of its indicators: then not all criteria can be met
    if every is not UNDETERMINED and not (every is MET and short):
        criteria = {number: every if each is UNDETERMINED else each for number, each in criteria.items()}
    return UnitRow(unit=unit.unit, within=unit.within, province=unit.province, verdict=verdict, low=own.low, high=own.high,
                   group=_group(book, unit) if grouped else None, reported=own.reported, criteria=criteria,
                   decision=decided(book, whole), unfit=said is not None and not fits, fewer=fewer)  # fmt: skip


def _group(book: Rulebook, unit: UnitFigures) -> str | None:
    """Return the area in which a unit stands: that it names, or the only one that its facts leave."""
    areas, _, _ = areas_of(book, unit, bind(book, unit))
    return book.area_name(areas[0]).vi if len(areas) == 1 else None


def _judge_tiers(
    books: Sequence[Rulebook], own: Rulebook, units: Sequence[UnitFigures], rows: Mapping[int, UnitRow],
    above: list[tuple[Rulebook, dict[int, Verdict], dict[int, bool | None]]],
) -> None:  # fmt: skip
    """Judge units by each set of the stage; who does not meet a tier meets none above it, for each asks for the one below."""
    left = list(units)
    for place, book in enumerate(books):
        found = {id(unit): NOT_MET for unit in units}
        if book.id == own.id:
            found |= {id(unit): rows[id(unit)].counted for unit in units}
        elif left:
            judged, _ = unit_rows(book, [_plain_for(book, unit) for unit in left], grouped=False, nested=False)
            found |= {id(unit): row.verdict for unit, row in zip(left, judged, strict=True)}
        said = {id(unit): decided(book, on_the_whole(unit)) for unit in units}
        if len(above) <= place:
            above.append((book, {}, {}))
        above[place][1].update(found)
        above[place][2].update(said)
        left = [unit for unit in left if found[id(unit)] is not NOT_MET]
    for upper, lower in zip(above[1:][::-1], above[:-1][::-1], strict=True):
        lower[1].update(
            {key: MET for key, verdict in upper[1].items() if verdict is MET and lower[1].get(key) is UNDETERMINED}
        )


def _plain_for(book: Rulebook, unit: UnitFigures) -> UnitFigures:
    """Leave out labels and tallies without their set: they are of the set that was asked for, not of its neighbour."""
    known = subjects(book)

    def clear(entry: Entry) -> bool:
        subject = known.get(entry.subject)
        return subject is not None and (
            subject.measure is not None or "/" in entry.subject or entry.subject == book.set.key
        )

    return evolve(unit, entries=tuple(entry for entry in unit.entries if clear(entry)))


def _summary(
    name: str, keys: Sequence[int], rows: Mapping[int, UnitRow], book: Rulebook,
    above: Sequence[tuple[Rulebook, Mapping[int, Verdict], Mapping[int, bool | None]]],
) -> Summary:  # fmt: skip
    own = [rows[key] for key in keys]
    declared = book.set.declared.criteria
    return Summary(
        name=name, units=len(own), criteria=declared, met=_met(row.counted for row in own),
        decisions=_decisions(row.decision for row in own), buckets=tuple(_buckets(own, declared)),
        by_criterion=tuple(_by_criterion(own, book)), average=_average(own),
        tiers=tuple(
            Tier(set=each.id, tier=each.set.tier or "ntm", label=each.set.name,
                 met=_met(found[key] for key in keys if key in found), decisions=_decisions(said.get(key) for key in keys))
            for each, found, said in above
        ),
    )  # fmt: skip


def _met(verdicts: Iterable[Verdict]) -> Span:
    found = list(verdicts)
    low = sum(each is MET for each in found)
    return Span(low=low, high=low + sum(each is UNDETERMINED for each in found))


def _decisions(said: Iterable[bool | None]) -> Decisions:
    found = list(said)
    return Decisions(given=sum(each is True for each in found), none=sum(each is False for each in found),
                     unsaid=sum(each is None for each in found))  # fmt: skip


def scheme_of(declared: int) -> tuple[tuple[int, int], ...]:
    """Return the groups by number of criteria met; of sets with another count: all, at least half, fewer."""
    if declared in SCHEMES:
        return SCHEMES[declared]
    half = (declared + 1) // 2
    return tuple(each for each in ((declared, declared), (half, declared - 1), (0, half - 1)) if each[0] <= each[1])


def _buckets(rows: Sequence[UnitRow], declared: int | None) -> Iterator[Bucket]:
    for first, last in scheme_of(declared) if declared is not None else ():
        low = sum(first <= row.low and row.high <= last for row in rows)
        high = sum(row.low <= last and first <= row.high for row in rows)
        yield Bucket(first=first, last=last, units=Span(low=low, high=high))


def _by_criterion(rows: Sequence[UnitRow], book: Rulebook) -> Iterator[ByCriterion]:
    for heading in book.headings:
        found = [row.criteria[heading.number] for row in rows if heading.number in row.criteria]
        verdicts = [MET if each is NA else each for each in found]
        yield ByCriterion(id=heading.id, number=heading.number, label=heading.name, met=_met(verdicts), units=len(rows))


def _average(rows: Sequence[UnitRow]) -> tuple[Decimal, Decimal] | None:
    """Return the average number of criteria a unit, at least and at most, at two digits, half up."""
    if not rows:
        return None
    low, high = (Decimal(sum(ends)) / len(rows) for ends in ([row.low for row in rows], [row.high for row in rows]))
    step = Decimal("0.01")
    return low.quantize(step, ROUND_HALF_UP), high.quantize(step, ROUND_HALF_UP)
