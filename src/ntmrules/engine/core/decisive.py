"""Which missing figures together would decide a verdict, whatever their values turn out to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, pairwise, product
from typing import TypeAlias

from ntmrules.engine.core.again import column_reasons, columns_of, context_of, program_of
from ntmrules.engine.core.context import Context
from ntmrules.engine.core.program import Program
from ntmrules.frozen import evolve
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.attainment import Attainment
from ntmrules.model.conditions import every_condition
from ntmrules.model.figures import Entry, Value
from ntmrules.model.measures import Measure, MeasureKind
from ntmrules.model.requirements import AnyRequirement, Threshold
from ntmrules.model.rulebook import Rule, names_of
from ntmrules.model.subjects import measure_id
from ntmrules.model.trace import Node, NoteCode
from ntmrules.model.verdicts import ReasonCode, Verdict

AREA, DISTRICT = "area", "within"
SMALL = 6
MOST_TRIALS = 20_000
Trial: TypeAlias = Mapping[str, Value | str]


def decisive(attainment: Attainment) -> list[str]:
    """Return the smallest set of missing figures (measure ids) after whose arrival the verdict is decided for certain.

    One failing figure would settle an undetermined set at once, but no figure can be promised to fail. So what counts
    is the worst case: a set of figures is decisive when no values of them leave the verdict open. As the set is met
    only if all its parts are, that means that every part still open is decided by them, one way or the other.

    The list is empty when the verdict is decided already, and when no figures can decide it: a level that is delegated,
    unknown or disputed between sources, evidence below the floor, a withdrawn figure, a set that is not whole. It may
    hold ``area``: the column in which the unit stands, where that is what is missing.

    Figures are taken to be of the year of assessment. For each indicator the set is the smallest there is, found by
    trying values at and between the levels; with more than six missing figures it is one that cannot be made smaller by
    leaving one out.
    """
    if attainment.verdict is not Verdict.UNDETERMINED:
        return []
    return list(_of_set(program_of(attainment), context_of(attainment), attainment.trace) or ())


def _of_set(program: Program, context: Context, node: Node) -> dict[str, None] | None:
    """Return what decides every rule that a set waits for; nothing when some of them cannot be decided by figures."""
    if not program.book.complete:
        return None
    needed: dict[str, None] = {}
    for rule in _open_rules(program, node):
        mine = _of_rule(program, rule, context)
        if mine is None:
            return None
        needed.update(dict.fromkeys(mine))
    return needed


def _open_rules(program: Program, node: Node) -> list[Rule]:
    """Return the rules under the criteria that are open, and the open prerequisites, in the order of the annex."""
    book = program.book
    waiting = {child.id for child in node.children if is_waiting(child)}
    headings = (*book.headings, *book.added_headings)
    rules = [rule for heading in headings if heading.id in waiting for rule in heading.rules]
    return [*rules, *(rule for rule in (*book.prerequisites, *book.added) if rule.id in waiting)]


def is_waiting(node: Node) -> bool:
    """Whether a verdict is open: undetermined, or «not applicable» where the text does not foresee it."""
    return node.verdict is Verdict.UNDETERMINED or node.has_note(NoteCode.NOT_APPLICABLE_UNFORESEEN)


def _of_rule(program: Program, rule: Rule, context: Context) -> tuple[str, ...] | None:
    """Return the smallest set of subjects that decides one rule: empty when it is decided, nothing when none does."""
    node = program.rules[rule.number](context)
    if not is_waiting(node):
        return ()
    if isinstance(rule.requirement, req.Meets) and rule.requirement.target in program.nested:
        return _of_other_set(program.nested[rule.requirement.target], rule, context, node)
    values = _values(rule, context, node)
    subjects = tuple(values)
    if not _decides(program, rule, context, subjects, values):
        return None
    if len(subjects) > SMALL:
        return _thinned(program, rule, context, subjects, values)
    for size in range(1, len(subjects)):
        for chosen in combinations(subjects, size):
            if _decides(program, rule, context, chosen, values):
                return chosen
    return subjects


def _of_other_set(other: Program, rule: Rule, context: Context, node: Node) -> tuple[str, ...] | None:
    """Return what decides another set that the unit has to meet, so far as nothing else stands in the way."""
    judged = next((child for part in node.children for child in part.children if child.kind == "set"), None)
    if judged is None or any(each.subject == rule.id for each in node.reasons):
        return None
    found = _of_set(other, context.within(other), judged)
    return None if found is None else tuple(found)


def _thinned(
    program: Program,
    rule: Rule,
    context: Context,
    subjects: tuple[str, ...],
    values: Mapping[str, Sequence[Value | str]],
) -> tuple[str, ...]:
    for subject in subjects:
        fewer = tuple(each for each in subjects if each != subject)
        if _decides(program, rule, context, fewer, values):
            subjects = fewer
    return subjects


def _decides(
    program: Program, rule: Rule, context: Context, chosen: Sequence[str], values: Mapping[str, Sequence[Value | str]]
) -> bool:
    """Tell whether the rule is decided under all values of the chosen subjects; past a bound of trials: no."""
    trials = 1
    for subject in chosen:
        trials *= len(values[subject])
    if trials > MOST_TRIALS:
        return False
    return all(
        not is_waiting(program.rules[rule.number](_with(context, dict(zip(chosen, trial, strict=True)))))
        for trial in product(*(values[subject] for subject in chosen))
    )


def _with(context: Context, trial: Trial) -> Context:
    """Return the context as it would be with further figures."""
    figures = dict(context.figures)
    unit = context.unit
    for subject, value in trial.items():
        if subject == AREA:
            unit = evolve(unit, area=str(value))
        elif subject == DISTRICT:
            unit = evolve(unit, within=str(value))
        else:
            figures[subject] = Entry(subject=subject, value=value)
    bound = evolve(context.bound, figures=figures)
    return Context(context.program, context.program.book, unit, bound)


def _values(rule: Rule, context: Context, node: Node) -> dict[str, tuple[Value | str, ...]]:
    """Return every missing subject that a rule could be waiting for, with the values worth trying."""
    book = context.program.book
    wanted = dict.fromkeys(_read(rule.requirement, rule))
    wanted.update(dict.fromkeys(each.subject for each in node.reasons if each.code is ReasonCode.NO_FIGURE))
    wanted.update(dict.fromkeys(each.subject for each in column_reasons(rule, context)))
    found: dict[str, tuple[Value | str, ...]] = {}
    for subject in wanted:
        measure = book.measures.get(measure_id(subject))
        if subject == AREA:
            found[AREA] = context.areas
        elif subject == DISTRICT:
            found[DISTRICT] = _districts(context)
        elif measure is not None and not _answered(context, subject):
            found[subject] = tuple(_worth_trying(measure, subject, rule, context))
    return found


def _districts(context: Context) -> tuple[str, ...]:
    """Return every district that a zone of a province names, and one that none does."""
    zonings = context.program.book.zonings.values()
    named = dict.fromkeys(district for zoning in zonings for rule in zoning.rules for district in rule.within)
    return (*named, "-")


def _answered(context: Context, subject: str) -> bool:
    entry = context.figures.get(subject)
    return entry is not None and entry.value is not Verdict.NOT_APPLICABLE


def _read(item: AnyRequirement, rule: Rule) -> Iterator[str]:
    """Yield the measures that a requirement reads, those of its parts and of the share it asks for."""
    if isinstance(item, req.Compound):
        for part in item.of:
            yield from _read(part, rule)
    elif isinstance(item, req.ChildCount):
        if rule.measure is not None:
            yield rule.measure
    elif item.measure is not None:
        yield item.measure


def _worth_trying(measure: Measure, subject: str, rule: Rule, context: Context) -> Iterable[Value]:
    """Yield values of a measure on every side of every level: at each, between them, and beyond the ends."""
    if measure.kind is MeasureKind.YES_NO:
        return (Verdict.MET, Verdict.NOT_MET)
    levels = sorted({Decimal(0), *_levels(subject, rule, context)})
    tried = {*levels, levels[0] - 1, levels[-1] + 1, *((low + high) / 2 for low, high in pairwise(levels))}
    low, high = measure.low, measure.high
    return sorted(each for each in tried if (low is None or each >= low) and (high is None or each <= high))


def _levels(subject: str, rule: Rule, context: Context) -> Iterator[Decimal]:
    """Yield every level that a measure is compared with, in this rule and in the sets that it may look at."""
    book = context.program.book
    for condition in (part for whole in rule.conditions for part in every_condition(whole)):
        if condition.measure == subject:
            yield condition.comparison[1]
    for each in names_of(book).rules.values() if book.nested else (rule,):
        for item in walk.levelled(each.requirement):
            read = each.measure if isinstance(item, req.ChildCount) else item.measure
            for threshold in walk.thresholds(item) if read == subject else ():
                yield from _cells(threshold, context, columns_of(threshold, context)[0] if each is rule else ())


def _cells(threshold: Threshold, context: Context, areas: tuple[str, ...]) -> Iterator[Decimal]:
    """Yield every value of the cells of the year of assessment, in the columns ``areas`` (none: in all)."""
    for row in threshold.rows:
        if row.year in (None, context.year) and (not areas or row.area is None or row.area in areas):
            bounds = (row.delegated.low, row.delegated.high) if row.delegated is not None else ()
            found = (row.value, *(each.value for each in row.candidates), *bounds)
            yield from (value for value in found if value is not None)
