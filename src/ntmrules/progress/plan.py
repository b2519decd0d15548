"""The state of a plan on a day: each target attained, on track, behind, overdue or not to be told, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from ntmrules.engine import engine_named
from ntmrules.errors import FiguresError, NtmRulesError, Problem, UnitError, problem
from ntmrules.explain.attainment.gaps import Gap, gaps_of
from ntmrules.figures.own_tallies import own_tallies
from ntmrules.figures.own_word import is_in_province
from ntmrules.figures.unlisted import listed_keys
from ntmrules.figures.withdrawn import known_on
from ntmrules.frozen import evolve, frozen
from ntmrules.model.attainment import Attainment
from ntmrules.model.bodies import Bodies
from ntmrules.model.figures import Entry, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.text import Text
from ntmrules.model.unit_names import bare_province, kind_level, name_key, named, parted, same_name
from ntmrules.model.verdicts import Verdict
from ntmrules.progress.change import nodes_of, not_both
from ntmrules.progress.history import History, Key, key_of
from ntmrules.progress.open_work import OpenItem, open_items
from ntmrules.progress.pace import Expected, Point, expected
from ntmrules.progress.plan_file import CRITERIA, INDICATORS, LABEL, SET, PlanRow
from ntmrules.progress.said import of_one_time
from ntmrules.progress.states import cannot_both_be, count_of, known_to, open_of
from ntmrules.resolve.options import iso_day

Finder = Callable[[str, str, str | None], Rulebook]
"""Returns the rulebook of a set, a day (ISO) and a province."""
ATTAINED, ON_TRACK, BEHIND, OVERDUE, UNTOLD = "attained", "on_track", "behind", "overdue", "cannot_be_told"
STATES = (ATTAINED, ON_TRACK, BEHIND, OVERDUE, UNTOLD)
MOST_POINTS = 24


@frozen(kw_only=True)
class PlanState:
    """One row of a plan on a day: its unit, its state and why, days left, what is open, when it is reached at the pace so far."""

    row: PlanRow
    key: Key
    set: str
    on: str
    state: str
    reason: Text
    days_left: int
    now: str
    open: tuple[OpenItem, ...]
    pace: Expected | str


def plan_states(
    rows: Iterable[PlanRow], history: History, find: Finder, *, on: str, set_: str, bodies: Bodies, province: str | None = None
) -> tuple[PlanState, ...]:  # fmt: skip
    """Return the state of every row on ``on``; rows without a set are of ``set_``.

    ``FiguresError`` for units, sets, criteria and targets that do not exist, all at once.
    """
    day = iso_day(on)
    found: list[PlanState] = []
    problems: list[Problem] = []
    every = list(rows)
    sets = tuple(dict.fromkeys((set_, *(row.set for row in every if row.set))))
    for row in every:
        try:
            found.append(_state(row, history, _Beside(find, sets), day, row.set or set_, bodies, province))
        except NtmRulesError as error:
            problems += [each.at(row.at) for each in error.problems]
    if problems:
        raise FiguresError(problems)
    return tuple(found)


@frozen
class _Beside:
    """Finds rulebooks, and those of all sets that one plan and its history are about."""

    find: Finder
    sets: Sequence[str]

    def __call__(self, set_: str, day: str, province: str | None) -> Rulebook:
        """Return the rulebook of a set, a day (ISO) and a province."""
        return self.find(set_, day, province)

    def others(self, day: str, province: str | None) -> tuple[Rulebook, ...]:
        """Return the rulebooks of all sets of the plan on a day: what only one of them knows is no slip under another."""
        found = []
        for each in self.sets:
            try:
                found.append(self.find(each, day, province))
            except NtmRulesError:
                continue  # told where a row asks for it
        return tuple(found)


def _state(
    row: PlanRow, history: History, find: _Beside, day: str, set_: str, bodies: Bodies, province: str | None
) -> PlanState:  # fmt: skip
    unit = _unit(row, history, day, province)
    where = row.province or province or unit.province
    book = find(set_, day, where)
    _check_province(row, {"--province": province, history.name: unit.province}, book)
    _check(row, book)
    known = known_to(book, of_one_time(own_tallies(book, unit), str(book.on)), find.others(day, where))
    attainment = engine_named("core").evaluate(book, known)
    low, high, goal, now = _reached(row, attainment)
    points, step = _points(row, history, find, day, set_, where, book.id)
    # A figure on its way to its level is measured by what is missing; everything else by how much is met.
    today = date.fromisoformat(day)
    pace = expected(points, goal, on=today) if step is None else expected(points, 0, step=step, on=today)
    items = tuple(sorted(_open(row, attainment, bodies), key=lambda item: item.nearness))
    left = (date.fromisoformat(row.due) - today).days
    state, reason = _told(low, high, goal, one=row.target.kind == LABEL, left=left, due=row.due, pace=pace)
    impossible = not_both(attainment) if state == UNTOLD else None
    if not unit.entries and state != ATTAINED:
        reason = Text(
            f"chưa có số liệu nào của đơn vị đến ngày; {reason.vi}", f"no figure of the unit is known; {reason.en}"
        )
    if impossible is not None:
        reason = Text(f"{reason.vi}; {impossible.vi}", f"{reason.en}; {impossible.en}")
    return PlanState(
        row=row,
        key=key_of(unit),
        set=book.id,
        on=day,
        state=state,
        reason=reason,
        days_left=left,
        now=now,
        open=items,
        pace=pace,
    )


def _unit(row: PlanRow, history: History, day: str, province: str | None) -> UnitFigures:
    """Return what was known about the unit of a row; one without a figure is open.

    So is one that the history does not name, where the list of its province does: nobody has reported on it yet.
    """
    known = [unit for unit in named(row.unit, [(unit.unit, unit) for unit in history.on(day).units])
             if not row.within or (unit.within is not None and same_name(unit.within, row.within))]  # fmt: skip
    if len(known) > 1 and row.province:
        known = [
            unit for unit in known if not unit.province or bare_province(unit.province) == bare_province(row.province)
        ]
    if len(known) == 1:
        return known[0]
    every = history.units
    if not named(row.unit, [(unit.unit, unit) for unit in every]) and _is_on_list(row, every, province, day):
        return UnitFigures(unit=row.unit, province=row.province, within=row.within)
    names = sorted({unit.unit for unit in history.units})
    if len(known) > 1:
        raise UnitError(problem("NTM602.plan-several", count=len(known), unit=row.unit))
    raise UnitError(problem("NTM602.plan-none", unit=row.unit, known=", ".join(names[:8]), near=(row.unit, names)))


def _is_on_list(row: PlanRow, others: Iterable[UnitFigures], province: str | None, day: str) -> bool:
    """Tell whether the unit of a row is on the list of its province: that of the row, that is asked for, or the one of others."""
    said = {unit.province for unit in others}
    where = row.province or province or (said.pop() if len(said) == 1 else None)
    level = kind_level(row.unit) or "xa"
    keys = listed_keys(where, level, date.fromisoformat(day)) if where is not None else None
    return keys is not None and bool(keys & {parted(row.unit)[1], name_key(row.unit)})


def _check_province(row: PlanRow, others: Mapping[str, str | None], book: Rulebook) -> None:
    """Raise ``UnitError`` NTM610 where a row says another province than the ``others`` do, by who says it."""
    for who, other in others.items() if row.province else ():
        if other is not None and not is_in_province(other, book):
            raise UnitError(problem("NTM610.plan-province", unit=row.unit, own=row.province, who=who, other=other))


def _check(row: PlanRow, book: Rulebook) -> None:
    """Refuse a target that the set does not have. Bodies are free: a plan names offices that no national register has."""
    if row.target.kind == LABEL:
        labels = [heading.number for heading in (*book.headings, *book.added_headings)] + [
            rule.number for rule in book.all_rules
        ]
        if row.target.label not in labels:
            raise FiguresError(
                problem("NTM576.target", set=book.id, target=row.target.text, near=(str(row.target.label), labels))
            )
        if row.target.typed and f"{row.target.label}0" in labels:
            full = f"{book.set.key}/{row.target.label}"
            raise FiguresError(problem("NTM503.typed", row.at, subject=row.target.label, full=full))
    declared = {CRITERIA: book.set.declared.criteria, INDICATORS: book.set.declared.indicators}.get(row.target.kind)
    goal = row.target.number
    if declared is not None and ((goal or 0) > declared or row.target.of not in (None, declared)):
        raise FiguresError(problem("NTM576.more", set=book.id, declared=declared, target=row.target.text))


def _reached(row: PlanRow, attainment: Attainment) -> tuple[int, int, int, str]:
    """Return how far a target is reached, at least and at most, of how much, and in words."""
    target = row.target
    if target.kind == LABEL:
        node = next(node for node, _ in nodes_of(attainment).values() if node.about.number == target.label)
        verdict = open_of(attainment, INDICATORS if node.kind == "indicator" else CRITERIA) if (
            node.verdict is Verdict.UNDETERMINED) else node.verdict  # fmt: skip
        low = int(verdict in (Verdict.MET, Verdict.NOT_APPLICABLE))
        return low, low + int(verdict is Verdict.UNDETERMINED), 1, str(verdict)
    what = INDICATORS if target.kind == INDICATORS else CRITERIA
    count = count_of(attainment, what)
    if count.low == count.declared and cannot_both_be(attainment):
        count = evolve(count, low=count.low - 1)  # 19/19 beside 56/57: one of the two is wrong
    words = f"{count.low if count.low == count.high else f'{count.low}–{count.high}'}/{count.declared or '?'}"
    if target.kind == SET:
        goal = count.declared if count.declared is not None else len(attainment.rulebook.headings)
        settled = {Verdict.MET: (goal, goal), Verdict.NOT_MET: (min(count.low, goal - 1), min(count.high, goal - 1))}
        low, high = settled.get(attainment.verdict, (min(count.low, goal - 1), goal))
        if count.reported:  # a report of the whole tally, and nothing of the parts
            low, high = count.low, count.high
        return low, high, goal, words
    return count.low, count.high, target.number or 0, words


def _points(
    row: PlanRow, history: History, find: _Beside, day: str, set_: str, where: str | None, now: str
) -> tuple[Sequence[Point], Fraction | None]:  # fmt: skip
    """Return how far the target was reached on each day on which something became known about the unit, and the step.

    A day on which that is open is no point, nor is a value that was withdrawn by ``day``. Of an indicator with a figure below
    its level it is the distance to the level, with the step in which the figure is reported; else what is met, without a step.
    """
    own = _unit(row, history, day, where)
    history = history.still_said(day)
    days = [each for each in history.days_of(own) if each <= day][-MOST_POINTS:]
    met: list[Point] = []
    short: list[tuple[Point, Decimal]] = []
    others = find.others(day, where)
    for each in days:
        try:
            book = find(set_, each, where)
        except NtmRulesError:
            continue  # the set was not in force yet: no point of its pace
        if book.id != now:
            continue  # nor is a tally of another set
        unit = next((unit for unit in history.on(each).units if key_of(unit) == key_of(own)), None)
        if unit is None or not unit.entries:
            continue
        attainment = engine_named("core").evaluate(
            book, known_to(book, of_one_time(own_tallies(book, unit), str(book.on)), others)
        )
        low, high, _, _ = _reached(row, attainment)
        if low == high and not _said_before(row, attainment, unit, each):
            met.append(Point(day=date.fromisoformat(each), met=low))
        missing = _missing(row, attainment)
        if missing is not None and any(
            _about(row, entry, missing) and known_on(entry) == each for entry in unit.entries
        ):
            short.append((Point(day=date.fromisoformat(each), met=-Fraction(missing.distance)), missing.observed))
    if _missing_to_the_end(short, met):
        return [point for point, _ in short], Fraction(min(Decimal(1).scaleb(_exponent(seen)) for _, seen in short))
    return met, None


def _said_before(row: PlanRow, attainment: Attainment, unit: UnitFigures, day: str) -> bool:
    """Tell whether how far a tally is reached was only reported on an earlier day: repeated, it is no second point."""
    if (
        row.target.kind == LABEL
        or not count_of(attainment, INDICATORS if row.target.kind == INDICATORS else CRITERIA).reported
    ):
        return False
    return not any(isinstance(entry.value, tuple) and known_on(entry) == day for entry in unit.entries)


def _missing_to_the_end(short: Sequence[tuple[Point, Decimal]], met: Sequence[Point]) -> bool:
    """Tell whether a target was short of its level by a figure all the while, as far as anything was known."""
    return bool(short) and all(point.met == 0 for point in met)


def _about(row: PlanRow, entry: Entry, missing: Gap) -> bool:
    label = str(row.target.label)
    return entry.subject in (label, missing.measure) or entry.subject.endswith(f"/{label}")


def _exponent(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def _missing(row: PlanRow, attainment: Attainment) -> Gap | None:
    """Return how far the one figure of an indicator that is a target is from its level; nothing where it is met or open."""
    if row.target.kind != LABEL:
        return None
    node = next((node for node, _ in nodes_of(attainment).values() if node.about.number == row.target.label), None)
    found = gaps_of(node) if node is not None and node.verdict is Verdict.NOT_MET else []
    return found[0] if len(found) == 1 else None


def _open(row: PlanRow, attainment: Attainment, bodies: Bodies) -> Iterable[OpenItem]:
    label = row.target.label if row.target.kind == LABEL else None
    for item in open_items(attainment, bodies):
        if label is None or label in (item.number, item.criterion):
            yield item


def _told(low: int, high: int, goal: int, *, one: bool, left: int, due: str, pace: Expected | str) -> tuple[str, Text]:
    """Return the state of a target and why; how much is missing is not said of ``one`` criterion or indicator."""
    if low >= goal:
        return ATTAINED, Text("đã đạt mục tiêu", "the target is reached")
    if left >= 0 and low < goal <= high:
        lacks = ("", "") if one else (f"; còn thiếu 0–{goal - low}", f"; 0–{goal - low} missing")
        return UNTOLD, Text(f"còn chỗ chưa xác định nên có thể đã đạt{lacks[0]}",
                            f"open figures leave open whether it is reached{lacks[1]}")  # fmt: skip
    missing = f"{goal - low}" if low == high else f"{max(goal - high, 0)}–{goal - low}"
    lacks = ("", "") if one else (f"; còn thiếu {missing}", f"; {missing} missing")
    if left < 0:
        if high >= goal:
            return UNTOLD, Text("đã quá hạn, còn chỗ chưa xác định nên không biết đã đạt chưa",
                                "past due, and open figures leave open whether it was reached")  # fmt: skip
        return OVERDUE, Text(f"quá hạn {-left} ngày{lacks[0]}", f"{-left} days past due{lacks[1]}")
    if isinstance(pace, str):
        words = {"few": ("chưa đủ hai mốc để tính tốc độ", "fewer than two points to tell a pace from"),
                 "stands": ("từ mốc đầu đến nay chưa tiến thêm", "no progress since the first point"),
                 "far": ("có tiến thêm, nhưng giữ tốc độ này thì hơn 10 năm nữa mới đạt",
                         "some progress, and at this pace it takes more than ten years"),
                 "reached": ("chưa xác định", "undetermined")}[pace]  # fmt: skip
        state = BEHIND if pace in ("stands", "far") and high < goal else UNTOLD
        return state, Text(f"{words[0]}{lacks[0]}", f"{words[1]}{lacks[1]}")
    last = pace.last.isoformat() if pace.last is not None else ""
    if last and last <= due:
        return ON_TRACK, Text("giữ tốc độ này thì kịp hạn", "at this pace it is reached in time")
    if pace.first.isoformat() > due:
        return BEHIND, Text("giữ tốc độ này thì không kịp hạn", "at this pace it is late")
    return UNTOLD, Text("giữ tốc độ này có thể kịp hoặc không kịp hạn", "at this pace it may be reached in time or not")
