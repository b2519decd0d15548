"""What an author names in an entry has to be there: what it supersedes, the dates of its decision, one scheme a threshold."""

from __future__ import annotations

from collections.abc import Iterator

from ntmrules.catalog.entries import entry_problem
from ntmrules.catalog.known import Known
from ntmrules.errors import Problem
from ntmrules.model import walk
from ntmrules.model.areas import columns, of_several_schemes
from ntmrules.model.overrides import Placed
from ntmrules.model.requirements import AnyRequirement, Threshold


def named_problems(catalogue: Known) -> Iterator[Problem]:
    """Yield every name in the entries of all packs that names nothing, or something else than it may."""
    entries = {placed.override.id: placed for found in catalogue.overrides.values() for placed in found}
    # A decision of the merged province supersedes those of its former ones, whose packs need not be installed beside it.
    absent = {province for _, province in catalogue.provinces} - {pack.id for pack in catalogue.packs}
    for placed in entries.values():
        yield from _superseded(placed, entries, absent)
        yield from _in_force(catalogue, placed)
        yield from _in_stage(catalogue, placed)
        yield from _schemes(catalogue, placed)
        yield from _nobody(catalogue, placed)


def _superseded(placed: Placed, entries: dict[str, Placed], absent: set[str]) -> Iterator[Problem]:
    """What is superseded is another entry over the same target, and nothing supersedes itself in the end.

    ``absent``: ids of provinces whose packs are not loaded: nothing can be said of their entries.
    """
    mine = placed.override
    if mine.revives is not None and not mine.supersedes:
        yield entry_problem("NTM233.revives", placed)
    for name in mine.supersedes:
        other = entries.get(name)
        if other is None and name.partition("/")[0] in absent:
            continue
        if other is None:
            yield entry_problem(
                "NTM233.unknown", placed, id=name, near=(name, [each for each in entries if each != mine.id])
            )
        elif other.override.target != mine.target or other.override.part != mine.part:
            yield entry_problem("NTM233.target", placed, id=name, target=other.override.target, at=other.at)
    seen: set[str] = set()
    ahead = list(mine.supersedes)
    while ahead:
        name = ahead.pop()
        if name == mine.id:
            yield entry_problem("NTM233.circle", placed, id=mine.id)
            return
        if name not in seen and name in entries:
            seen.add(name)
            ahead.extend(entries[name].override.supersedes)


def _in_force(catalogue: Known, placed: Placed) -> Iterator[Problem]:
    """An entry says no day on which its decision was not in force; one without an end ends with the decision."""
    override = placed.override
    decision = catalogue.of_pack(placed.pack).decisions.get(override.provision.decision)
    span = decision.in_force if decision is not None else None
    if decision is None or span is None:
        return
    if override.from_ < span.from_:
        yield entry_problem("NTM234.before", placed, decision=decision.id, day=override.from_, first=span.from_)
    if span.to is not None and override.from_ > span.to:
        yield entry_problem("NTM234.begins-after", placed, decision=decision.id, day=override.from_, last=span.to)
    elif span.to is not None and override.to is not None and override.to > span.to:
        yield entry_problem("NTM234.after", placed, decision=decision.id, day=override.to, last=span.to)


def _in_stage(catalogue: Known, placed: Placed) -> Iterator[Problem]:
    """An entry begins while the set is in force: a later one would never be asked of anybody."""
    whole = catalogue.headers.get(catalogue.home_of(placed.override.target))
    last = whole.stage.to if whole is not None else None
    if whole is not None and last is not None and placed.override.from_ > last:
        yield entry_problem("NTM234.stage", placed, set=whole.id, day=placed.override.from_, last=last)


def _schemes(catalogue: Known, placed: Placed) -> Iterator[Problem]:
    """The rows of one threshold stand in the columns of one scheme: no unit stands in two at once."""
    schemes = catalogue.of_pack(placed.pack).schemes.values()
    for threshold in _thresholds(placed.override.requirement):
        found = of_several_schemes(threshold, schemes)
        if found is not None:
            yield entry_problem("NTM235", placed, areas=found[0], schemes=found[1])


def _nobody(catalogue: Known, placed: Placed) -> Iterator[Problem]:
    """Of a threshold with rows by area some row stands where a unit of the territory can: else it would never be used."""
    whole = catalogue.headers.get(catalogue.home_of(placed.override.target))
    if whole is None or whole.areas is None or not placed.territory:
        return
    schemes = catalogue.of_pack(placed.pack).schemes
    scheme = schemes.get(whole.areas.scheme)
    if scheme is None:
        return
    mine = [area.id for area in scheme.areas]
    open_to = {rule.area for rule in whole.areas.rules} | {whole.areas.otherwise}
    for key in placed.territory:
        open_to |= set(columns(whole, schemes, catalogue.provinces.get((key.list, key.province)), None))
    for threshold in _thresholds(placed.override.requirement):
        areas = dict.fromkeys(row.area for row in threshold.rows)
        if areas and areas.keys() <= set(mine) and open_to.isdisjoint(areas):
            known = " | ".join(area for area in mine if area in open_to)
            yield entry_problem("NTM161.nobody", placed, area=", ".join(map(str, areas)), known=known)


def _thresholds(item: AnyRequirement | None) -> Iterator[Threshold]:
    for part in walk.parts(item) if item is not None else ():
        yield from walk.thresholds(part)
