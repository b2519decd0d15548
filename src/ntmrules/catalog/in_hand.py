"""What an entry that completes a set says of the text in hand: when it was read, of which years and columns its levels are.

A level of a year that the set does not speak of, or of a column that is none, would stand there and judge nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from ntmrules.catalog.known import Known
from ntmrules.errors import Problem, problem
from ntmrules.model import walk
from ntmrules.model.days import today
from ntmrules.model.evidence import Evidence, Provision
from ntmrules.model.firmness import all_evidence
from ntmrules.model.overrides import Override, Placed
from ntmrules.model.requirements import AnyRequirement
from ntmrules.model.sets import CriteriaSet, Indicator


def in_hand_problems(
    catalogue: Known, placed: Placed, whole: CriteriaSet, national: AnyRequirement | None
) -> Iterator[Problem]:
    """Yield NTM236, NTM170 and NTM161 for what an entry over ``whole`` says and no text can; ``national``: what it completes."""
    override = placed.override
    for provision, evidence in _evidence(override):
        yield from _read(catalogue, placed, provision, evidence)
    given = [override.requirement] if override.requirement is not None else []
    given += [version.requirement for item in _new(override) for version in item.versions]
    for item in given:
        yield from _years(whole, item, national)
        yield from _columns(catalogue, placed, item)


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
    decision = catalogue.of_pack(placed.pack).decisions.get(provision.decision)
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
