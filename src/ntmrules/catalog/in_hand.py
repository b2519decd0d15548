"""What an entry that completes a set says of the text in hand: when it was read, of which years and columns its levels are.

A level of a year that the set does not speak of, or of a column that is none, would stand there and judge nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from ntmrules.catalog.known import Known
from ntmrules.errors import Problem, problem
from ntmrules.messages import Pair
from ntmrules.model import walk
from ntmrules.model.days import today
from ntmrules.model.evidence import Evidence, Provision
from ntmrules.model.firmness import all_evidence
from ntmrules.model.measures import Measure
from ntmrules.model.overrides import Override, Placed
from ntmrules.model.readable import always, is_plausible, kinds_for, out_of_reach, outside
from ntmrules.model.requirements import AnyRequirement, Comparison
from ntmrules.model.sets import CriteriaSet, Criterion, Indicator


def in_hand_problems(
    catalogue: Known,
    placed: Placed,
    whole: CriteriaSet,
    criterion: Criterion | None,
    national: AnyRequirement | None,
    own: str | None,
) -> Iterator[Problem]:
    """Yield what an entry over ``whole`` says and no text can.

    NTM151 and NTM152 sources and texts, NTM236 days of reading, NTM170 levels and years, NTM161 columns, NTM167 and NTM168
    measures; of an indicator that it brings NTM234 days and NTM230 its number. ``national`` and ``own``: what it completes, and
    the measure of that; ``criterion`` that it adds to.
    """
    override = placed.override
    for provision, evidence in _evidence(override):
        yield from _read(catalogue, placed, provision, evidence)
    given = [(override.requirement, own)] if override.requirement is not None else []
    for item in _new(override):
        given += [(version.requirement, version.measure or item.measure) for version in item.versions]
        yield from _number(criterion or override.criterion, item)
        yield from _in_stage(whole, item)
    for requirement, measure in given:
        yield from _years(whole, requirement, national)
        yield from _columns(catalogue, placed, requirement)
        yield from _levels(catalogue, placed, requirement, measure, national)


def _number(criterion: Criterion | None, item: Indicator) -> Iterator[Problem]:
    """The number of an indicator begins with that of its criterion, where both are numbers."""
    first, _, rest = item.id.partition(".")
    if criterion is not None and criterion.id.isdigit() and first.isdigit() and rest and first != criterion.id:
        yield problem("NTM230.number", label=item.id, criterion=criterion.id)


def _in_stage(whole: CriteriaSet, item: Indicator) -> Iterator[Problem]:
    first, last = whole.stage.from_, whole.stage.to
    for day in (version.from_ for version in item.versions):
        if day < first or (last is not None and day > last):
            yield problem("NTM234.version", label=item.id, day=day, set=whole.id, first=first, last=last or "…")


def _levels(
    catalogue: Known, placed: Placed, item: AnyRequirement, own: str | None, national: AnyRequirement | None
) -> Iterator[Problem]:
    """The measures are there, and every level is one that their figures can have; one that stands there already can be."""
    there = {value for cell in walk.cells(national) for value in cell.values} if national is not None else set()
    known = catalogue.of_pack(placed.pack).measures
    for part, name in walk.measures(item, own):
        base = (name or "").partition("/")[0]
        measure = known.get(base)
        if name is not None and measure is None:
            yield problem("NTM167", measure=name, near=(name, known))
        kinds = kinds_for(part)
        if measure is not None and kinds and measure.kind not in kinds:
            yield problem("NTM168", measure=name, kind=measure.kind, known=" | ".join(kinds))
        if measure is not None and isinstance(part, Comparison):
            values = (value for row in part.threshold.rows for value in row.values if value not in there)
            yield from (fault for value in values if (fault := _wrong_level(part.kind, value, measure)) is not None)


def _wrong_level(op: str, value: Decimal, measure: Measure) -> Problem | None:
    """Return why a level is none of the measure: no figure has it, every one does, none comes to it, or it is in another unit."""
    if outside(value, measure):
        return _outside(value, measure)
    if always(op, value, measure):
        return problem("NTM170.always", op=op, value=value)
    if out_of_reach(op, value, measure):
        return problem("NTM170.never", op=op, value=value, measure=measure.id,
                       low=_end(measure.low), high=_end(measure.high))  # fmt: skip
    range_ = measure.plausible
    if range_ is None or is_plausible(range_, value):
        return None
    return problem(
        "NTM170.unlikely",
        value=value,
        measure=measure.id,
        unit=measure.unit or "…",
        low=_end(range_.min),
        high=_end(range_.max),
        why=Pair(range_.why.vi, range_.why.en or range_.why.vi),
    )


def _outside(value: Decimal, measure: Measure) -> Problem:
    return problem("NTM170.outside", value=value, measure=measure.id, low=_end(measure.low), high=_end(measure.high))


def _end(value: Decimal | None) -> Decimal | str:
    return "…" if value is None else value


def _new(override: Override) -> tuple[Indicator, ...]:
    """Return the indicators that an entry brings."""
    own = (override.indicator,) if override.indicator is not None else ()
    return own + (override.criterion.indicators if override.criterion is not None else ())


def _evidence(override: Override) -> Iterator[tuple[Provision, Evidence]]:
    """Yield every piece of evidence of an entry, each once, with the place in the text that it is about."""
    found = [(override.provision, override.evidence)]
    if override.requirement is not None:
        found += [(override.provision, each) for each in all_evidence(override.requirement)]
    for version in (version for item in _new(override) for version in item.versions):
        found += [(version.provision, each) for each in all_evidence(version.requirement)]
    yield from dict.fromkeys((provision, each) for provision, each in found if each is not None)


def _read(catalogue: Known, placed: Placed, provision: Provision, evidence: Evidence) -> Iterator[Problem]:
    registers = catalogue.of_pack(placed.pack)
    for ref in evidence.ref:
        if ref not in registers.sources:
            yield problem("NTM151", ref=ref, file="sources", near=(ref, registers.sources))
    decision = registers.decisions.get(provision.decision)
    if decision is None:
        yield problem(
            "NTM152", ref=provision.decision, file="decisions", near=(provision.decision, registers.decisions)
        )
    first = decision.date if decision is not None else None
    day, last = evidence.checked_on, today()
    if day is not None and (day > last or (first is not None and day < first)):
        yield problem("NTM236", day=day, first=first or "…", last=last)


def years_of(whole: CriteriaSet) -> tuple[int, int]:
    """Return the first and the last year of which a set has levels: of its period, and those in which it is in force."""
    first, last = whole.stage.from_.year, (whole.stage.to or date.max).year
    period = whole.period
    return (min(first, period.from_), max(last, period.to)) if period is not None else (first, last)


def _years(whole: CriteriaSet, item: AnyRequirement, national: AnyRequirement | None) -> Iterator[Problem]:
    first, last = years_of(whole)
    known = {cell.year for cell in walk.cells(national)} if national is not None else set()
    for year in dict.fromkeys(cell.year for cell in walk.cells(item)):
        if year is not None and year not in known and not first <= year <= last:
            yield problem("NTM170.years", year=year, first=first, last=last if last < date.max.year else "…")


def _columns(catalogue: Known, placed: Placed, item: AnyRequirement) -> Iterator[Problem]:
    known = [area.id for scheme in catalogue.of_pack(placed.pack).schemes.values() for area in scheme.areas]
    for area in dict.fromkeys(cell.area for cell in walk.cells(item)):
        if area is not None and area not in known:
            yield problem("NTM161.area", area=area, known=" | ".join(known), near=(area, known))
