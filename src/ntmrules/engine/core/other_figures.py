"""A figure against another figure: of the year before, of a larger unit, of another measure."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from functools import partial

from ntmrules.engine.core.about import Run, about_requirement
from ntmrules.engine.core.context import Context, FigureReader, Judge
from ntmrules.engine.core.level_finder import LevelFinder, torn_over
from ntmrules.engine.core.nodes import computed_node, undetermined_node
from ntmrules.frozen import evolve
from ntmrules.model import requirements as req
from ntmrules.model.evidence import Evidence, Floor
from ntmrules.model.figures import Entry
from ntmrules.model.levels import Level
from ntmrules.model.logic import OPERATORS
from ntmrules.model.rounding import rounded
from ntmrules.model.rulebook import Rule
from ntmrules.model.subjects import in_year, of_unit
from ntmrules.model.trace import About, Node, Note, NoteCode, Required, Step
from ntmrules.model.verdicts import Reason, ReasonCode, Verdict

MET, NOT_MET, UNDETERMINED = Verdict.MET, Verdict.NOT_MET, Verdict.UNDETERMINED
UNKNOWN, WEAK = ReasonCode.THRESHOLD_UNKNOWN, ReasonCode.EVIDENCE_TOO_WEAK


def compile_against(program: Judge, rule: Rule, item: req.AgainstFigure) -> Run:
    """Return the closure that judges a figure by another figure."""
    return (
        _relative(program, rule, item) if isinstance(item, req.Relative) else _against_before(program, rule, item)  # type: ignore[arg-type]
    )


class _Years:
    """Reads one subject in certain years."""

    def __init__(self, program: Judge, subject: str) -> None:
        self._program, self._subject = program, subject
        self._plain = FigureReader(program, subject)
        self._readers: dict[int, FigureReader] = {}

    def newest(self, context: Context) -> tuple[Entry | None, Node]:
        """Return the newest figure, as every other requirement reads it, and its node."""
        return self._plain.node(context)

    def of(self, context: Context, year: int) -> tuple[Entry | None, Node]:
        """Return the figure of ``year`` and its node; the node of one that is not there asks for just that year."""
        entry, node = self._plain.node(context)
        if entry is not None and entry.year == year:
            return entry, node
        reader = self._readers.get(year)
        if reader is None:
            reader = FigureReader(self._program, in_year(self._subject, year))
            if len(self._readers) < 256:
                self._readers[year] = reader
        return reader.node(context)


def _against_before(program: Judge, rule: Rule, item: req.NotBelowBefore | req.ChangeAtLeast) -> Run:
    """Judge each of the last years by the year before it: all of them have to hold, and one that fails decides."""
    change = item if isinstance(item, req.ChangeAtLeast) else None
    evidence = item.evidence if isinstance(item, req.NotBelowBefore) else None
    about = about_requirement(program, rule, item, evidence)
    years = _Years(program, item.measure or "")
    unit = change.unit(about.unit) if change is not None else about.unit
    levels = None if change is None else LevelFinder(program, rule.id, change.threshold, "at_least", unit)
    weak, rests_weakly = _standing(program, rule, evidence)

    def level_of(context: Context, year: int | None) -> Level | None:
        return None if levels is None else levels.at(context, year)

    def against_before(context: Context) -> Node:
        entry, seen = years.newest(context)
        if entry is None:
            level = level_of(context, None)
            asked = () if level is None else level.reasons
            return _undetermined(about, None, level, (*seen.reasons, *weak, *asked), (), (seen,))
        newest = entry.year if entry.year is not None else context.year
        verdicts: list[Verdict] = []
        nodes, reasons = [seen], dict.fromkeys(weak)
        met_levels: list[Level] = []
        notes: list[Note] = []
        later: Entry | None = entry
        for year in range(newest - 1, newest - 1 - item.for_years, -1):
            earlier, node = years.of(context, year)
            nodes.append(node)
            level = level_of(context, year + 1)
            if level is not None and not any(level is each for each in met_levels):
                met_levels.append(level)
            if earlier is None:
                reasons.update(dict.fromkeys(node.reasons))
            if earlier is None or later is None:
                verdicts.append(UNDETERMINED)
            else:
                verdict, told = _compared(later.number, earlier.number, year + 1, change, level)
                verdicts.append(verdict)
                notes += told
                if verdict is UNDETERMINED and level is not None and levels is not None:
                    nothing = told[0].code is NoteCode.CHANGE_FROM_NOTHING
                    # A share of nothing: the figures are all there, what the text does not say is what holds then.
                    why: tuple[Reason, ...] = (Reason(UNKNOWN, rule.id),) if nothing else ()
                    if not nothing and level.values:
                        leaves_open = partial(_leaves_open, later.number, earlier.number, year + 1, change, level)
                        why = torn_over(rule.id, levels, level, context, leaves_open)
                    elif not nothing:
                        why = (*level.reasons, *levels.doubt(context, level))
                    reasons.update(dict.fromkeys(why))
            later = earlier
        children = (*nodes, *(node for each in met_levels for node in each.nodes))
        verdict = NOT_MET if NOT_MET in verdicts else UNDETERMINED if UNDETERMINED in verdicts else MET
        only = met_levels[0] if len(met_levels) == 1 else None
        if weak or verdict is UNDETERMINED:
            return _undetermined(about, entry.number, only, tuple(reasons), tuple(notes), children)
        provisional = rests_weakly or any(each.provisional for each in met_levels)
        return computed_node(about, verdict, entry.number, None, tuple(notes), children, provisional)

    return against_before


def _standing(program: Judge, rule: Rule, evidence: Evidence | None) -> tuple[tuple[Reason, ...], bool]:
    """Return the reason that a demand without a level may not be used, and whether what it decides is provisional."""
    if evidence is None:
        return (), False
    weak = (Reason(WEAK, rule.id),) if evidence.rank < program.book.floor else ()
    return weak, evidence.rank < Floor.EXCERPT


def _compared(
    later: Decimal, earlier: Decimal, year: int, change: req.ChangeAtLeast | None, level: Level | None
) -> tuple[Verdict, tuple[Note, ...]]:
    """Return the verdict on one step from a year to the next, and the notes that show it."""
    shown = Note(NoteCode.CHANGE, Step(earlier.normalize(), later.normalize(), year))
    if change is None or level is None:
        return (MET if later >= earlier else NOT_MET), (shown,)
    moved = later - earlier if change.way == "increase" else earlier - later
    percent = change.by == "percent"
    if percent and earlier <= 0:
        return UNDETERMINED, (Note(NoteCode.CHANGE_FROM_NOTHING, Step(earlier.normalize(), year=year - 1)),)
    if change.round is not None:
        found = moved * 100 / earlier if percent else moved
        asked = rounded(found, change.round)
        told: tuple[Note, ...] = (shown, Note(NoteCode.ROUNDED, Step(found.normalize(), asked)))
        held = {asked >= value for value in level.values}
    else:  # without a division: a change of t percent is exact as t hundredths of what there was
        told = (shown,)
        held = {(moved * 100 >= value * earlier) if percent else (moved >= value) for value in level.values}
    return (MET if held == {True} else NOT_MET if held == {False} else UNDETERMINED), told


def _leaves_open(
    later: Decimal, earlier: Decimal, year: int, change: req.ChangeAtLeast | None, level: Level,
    values: tuple[Decimal, ...],
) -> bool:  # fmt: skip
    """Tell whether one step is open where the level is one of ``values``."""
    return _compared(later, earlier, year, change, evolve(level, values=values))[0] is UNDETERMINED


def _relative(program: Judge, rule: Rule, item: req.Relative) -> Run:
    """Judge a figure by ``factor`` times another one of the same year."""
    about = about_requirement(program, rule, item, item.evidence)
    own = _Years(program, item.measure or "")
    base = _Years(program, of_unit(item.whose, item.base or item.measure or ""))
    weak, provisional = _standing(program, rule, item.evidence)
    test: Callable[[Decimal, Decimal], bool] = OPERATORS[item.op]
    factor = Note(NoteCode.TIMES, item.factor.normalize())

    def relative(context: Context) -> Node:
        entry, seen = own.newest(context)
        other, read = base.newest(context)
        year = entry.year if entry is not None and entry.year is not None else context.year
        # A figure without a year is one of the year of assessment, be it the unit's own or the one it is compared with.
        if other is not None and (other.year if other.year is not None else context.year) != year:
            other, read = base.of(context, year)
        children = (seen, read)
        if entry is None or other is None or weak:
            observed = entry.number if entry is not None else None
            return _undetermined(about, observed, None, (*seen.reasons, *read.reasons, *weak), (), children)
        level, figure, notes = item.factor * other.number, entry.number, [factor]
        if item.round is not None and item.round.of == "level":
            exact, level = level, rounded(level, item.round)
            notes.append(Note(NoteCode.LEVEL_ROUNDED, Step(exact.normalize(), level)))
        elif item.round is not None:
            figure = rounded(figure, item.round)
            notes.append(Note(NoteCode.ROUNDED, Step(entry.number, figure)))
        verdict = MET if test(figure, level) else NOT_MET
        required = Required(item.op, (level,))
        return computed_node(about, verdict, figure, required, tuple(notes), children, provisional)

    return relative


def _undetermined(
    about: About, observed: Decimal | None, level: Level | None, reasons: tuple[Reason, ...], notes: tuple[Note, ...],
    children: tuple[Node, ...],
) -> Node:  # fmt: skip
    under = children if level is None or any(node in children for node in level.nodes) else (*children, *level.nodes)
    return undetermined_node(about, observed, None, tuple(dict.fromkeys(reasons)), notes, under)
