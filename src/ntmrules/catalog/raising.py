"""What raises a national demand: it compares as that does, and no level of it lies below all that it can meet.

Where the level of a province and the national ones stand in columns of one scheme, none may be looser than that of its own
column. Where they stand in columns of two schemes, or the national level is derived from another, a unit of one zone may meet
several national levels: some may be looser than what the province asks and some stricter, and the stricter of the two counts
for each unit. Looser than every one of them is no raise.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from ntmrules.catalog.entries import entry_problem, versions_during
from ntmrules.catalog.known import Known
from ntmrules.catalog.ways import compares_alike, raised_by, way
from ntmrules.errors import Problem
from ntmrules.messages import Listed
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.overrides import Override, Placed
from ntmrules.model.requirements import AnyRequirement, Cell, Comparison, Threshold
from ntmrules.model.rounding import rounded
from ntmrules.model.sets import CriteriaSet, Indicator, Version
from ntmrules.model.units import Scheme
from ntmrules.patterns import later

_STAGE = later(r"/[0-9]{4}/")
TOO_LOOSE = ("NTM226.looser", "NTM226.everywhere")
"""What is wrong with a level that raises nothing for units of whom the text asks more already."""
_WITH_OP = ("share_of", "count_of", "derived", "relative", "points")


def raise_problems(
    catalogue: Known, placed: Placed, national: AnyRequirement, version: Version, own: str | None
) -> Iterator[Problem]:
    """Yield what keeps an entry from raising ``national``, a text of ``version`` or the part of it that the entry is about.

    The entry stands beside it, and the stricter of the two counts: both have to compare the same way. ``own`` is the measure
    of the version.
    """
    given = placed.override.requirement
    if given is None:
        return  # said elsewhere
    if isinstance(national, req.Delegated):
        yield entry_problem("NTM226.delegated", placed, body=national.to)
        return
    wanted = raised_by(national)
    if not compares_alike(given, national):
        key = "way: increase" if isinstance(given, req.ChangeAtLeast) else f"op: {way(national)}"
        wanted = wanted if not wanted or given.kind not in wanted else (key,)
        shown = f"{given.kind} {walk.operator(given)}" if given.kind in _WITH_OP else given.kind
        identity = "NTM226.comparison" if wanted else "NTM226.kind"
        yield entry_problem(identity, placed, given=shown, national=national.kind, wanted=Listed(wanted, "or"))
        return
    if given.measure not in (None, national.measure or own):
        yield entry_problem("NTM226.other", placed, key="measure", kind=national.kind)
        return
    if version.from_ > placed.override.from_:
        return  # the national text rose after the province's: the stricter of the two counts, and that is no fault
    if given.kind == national.kind:
        yield from _no_looser(catalogue, placed, national, given)
    elif isinstance(national, req.Derived):
        base = derived_cells(catalogue, national, placed.override)
        yield from _none_below_all(catalogue, placed, base, given, lower=_lower_is_stricter(given))
    elif isinstance(national, req.NotBelowBefore) and isinstance(given, req.ChangeAtLeast):
        still = [Cell(value=Decimal(0))]  # a figure that may not fall changes by nought at least
        yield from _none_below_all(catalogue, placed, still, given, lower=False)


def _lower_is_stricter(item: AnyRequirement) -> bool:
    return walk.operator(item) in ("at_most", "less_than")


def _no_looser(
    catalogue: Known, placed: Placed, national: AnyRequirement, given: AnyRequirement
) -> Iterator[Problem]:  # fmt: skip
    """Nothing but levels and factors may differ, and no level may be looser than the national one of its year and area."""
    compared = walk.levels(national) and not isinstance(given, Comparison)  # a level of its own parts stands beside
    for name in walk.differences(national, given) if compared else ():
        yield entry_problem("NTM226.other", placed, key=name, kind=national.kind)
    lower = _lower_is_stricter(given)
    if isinstance(given, (req.Derived, req.Relative)) and isinstance(national, (req.Derived, req.Relative)):
        if _bases(given) == _bases(national) and _looser(given.factor, national.factor, lower=lower):
            yield entry_problem("NTM226.looser", placed, value=given.factor, national=national.factor, place="")
        return
    if not isinstance(given, Comparison) and any(row.year or row.area for row in walk.cells(given)):
        yield entry_problem("NTM226.rows", placed, kind=given.kind)
        return
    own, places = walk.levels(national), (_schemes(catalogue, placed), _reached(catalogue, placed))
    for name, level in walk.levels(given).items():
        stricter_below = lower or name == "high"
        reached = [base for base in own[name].rows if _reachable(base.area, *places)]
        found = list(_rows_no_looser(placed, reached, level, lower=stricter_below))
        yield from found
        if not found:
            yield from _none_below_all(catalogue, placed, own[name].rows, given, lower=stricter_below, name=name)


def _bases(item: req.Derived | req.Relative) -> tuple[str | None, ...]:
    """Return what a factor is of; an indicator of a set by its label, whether or not the stage of the set is named."""
    return (_STAGE.sub("/", item.of),) if isinstance(item, req.Derived) else (item.whose, item.base)


def _looser(given: Decimal, national: Decimal, *, lower: bool) -> bool:
    return given > national if lower else given < national


def _rows_no_looser(
    placed: Placed, national: Sequence[Cell], given: Threshold, *, lower: bool
) -> Iterator[Problem]:  # fmt: skip
    for row in given.rows:
        bases = list(same_cells(national, row))
        left = [base.delegated.to for base in bases if base.delegated is not None]
        if left and len(left) == len(bases):
            yield entry_problem("NTM226.delegated", placed, body=left[0])
        for base in bases:
            if base.value is None or row.value is None:
                continue
            if _looser(row.value, base.value, lower=lower):
                where = " ".join(str(part) for part in (base.year, base.area) if part)
                yield entry_problem(
                    "NTM226.looser", placed, value=row.value, national=base.value, place=f" ({where})" if where else ""
                )


def same_cells(rows: Iterable[Cell], mine: Cell) -> Iterator[Cell]:
    """Yield the cells of a level that are of a year and a column of another cell, in columns of one scheme."""
    for row in rows:
        area = row.area is None or mine.area is None or row.area == mine.area
        if _same_year(row, mine) and area:
            yield row


def _same_year(one: Cell, other: Cell) -> bool:
    return one.year is None or other.year is None or one.year == other.year


def _none_below_all(
    catalogue: Known, placed: Placed, national: Iterable[Cell] | None, given: AnyRequirement, *, lower: bool,
    name: str = "threshold",
) -> Iterator[Problem]:  # fmt: skip
    """Yield each level that is looser than every national one that it can meet; nothing where one of those is not known."""
    level = walk.levels(given).get(name)
    if national is None or level is None:
        return
    cells = tuple(national)
    reached = _reached(catalogue, placed)
    schemes = _schemes(catalogue, placed)
    for row in level.rows:
        met = [base for base in cells if _same_year(base, row) and _may_meet(base.area, row.area, schemes, reached)]
        if not met or not row.values or not all(base.values for base in met):
            continue
        known = [value for base in met for value in base.values]
        if all(_looser(mine, other, lower=lower) for mine in row.values for other in known):
            loosest, own = (max(known), min(row.values)) if lower else (min(known), max(row.values))
            yield entry_problem("NTM226.everywhere", placed, value=own, national=loosest)


def _may_meet(base: str | None, mine: str | None, schemes: Sequence[Scheme], reached: frozenset[str] | None) -> bool:
    """Tell whether a unit of a column can stand in another one: of the same scheme only in its own."""
    if base is None or base == mine:
        return True
    if mine is not None and any({base, mine} <= {area.id for area in scheme.areas} for scheme in schemes):
        return False
    return _reachable(base, schemes, reached)


def _schemes(catalogue: Known, placed: Placed) -> tuple[Scheme, ...]:
    return tuple(catalogue.of_pack(placed.pack).schemes.values())


def _reachable(base: str | None, schemes: Sequence[Scheme], reached: frozenset[str] | None) -> bool:
    """Tell whether a unit of the territory of an entry can stand in a column: in any of a scheme that says nothing of it."""
    if base is None or reached is None:
        return True
    own = [areas for scheme in schemes if base in (areas := {area.id for area in scheme.areas})]
    return base in reached or not any(areas & reached for areas in own)


def _reached(catalogue: Known, placed: Placed) -> frozenset[str] | None:
    """Return the national columns in which a unit of the territory of an entry can stand; nothing where that is not known."""
    places = [catalogue.provinces.get((key.list, key.province)) for key in placed.territory]
    if not places or any(place is None or not place.areas for place in places):
        return None
    own = {area for place in places if place is not None for area in place.areas}
    areas = catalogue.set(catalogue.home_of(placed.override.target)).areas
    sent = {*(rule.area for rule in areas.rules), areas.otherwise} if areas is not None else set()
    return frozenset(own | {area for area in sent if area is not None})


def derived_cells(
    catalogue: Known, item: req.Derived, override: Override, above: tuple[str, ...] = ()
) -> list[Cell] | None:
    """Return the levels that a derived demand comes to nationally while an entry is in force; nothing where one is not known.

    ``above``: the bases through which one came here.
    """
    found: list[Cell] = []
    for whole, indicator in _bases_of(catalogue, item.of):
        if f"{whole.id}/{indicator.id}" in above:
            return None
        for version in versions_during(indicator, override):
            base = version.requirement
            cells: Iterable[Cell] | None = None
            if isinstance(base, Comparison):
                cells = base.threshold.rows
            elif isinstance(base, req.Derived):
                cells = derived_cells(catalogue, base, override, (*above, f"{whole.id}/{indicator.id}"))
            if cells is None:
                return None
            found += [_times(cell, item) for cell in cells]
    return found or None


def _bases_of(catalogue: Known, target: str) -> Iterator[tuple[CriteriaSet, Indicator]]:
    set_id, _, label = target.rpartition("/")
    for header in catalogue.headers.values():
        if set_id in (header.id, header.key):
            whole = catalogue.set(header.id)
            yield from (
                (whole, each) for criterion in whole.criteria for each in criterion.indicators if each.id == label
            )


def _times(cell: Cell, item: req.Derived) -> Cell:
    def level(value: Decimal) -> Decimal:
        found = value * item.factor
        return rounded(found, item.round) if item.round is not None and item.round.of == "level" else found

    values = tuple(req.Candidate(value=level(each)) for each in cell.values)
    return Cell(year=cell.year, area=cell.area, candidates=values)


__all__ = ["TOO_LOOSE", "derived_cells", "raise_problems", "same_cells"]
