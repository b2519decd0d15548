"""Laying the entries of packs over a national rule: what applies on a day in a place, and the rule that results."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, TypeAlias

from ntmrules.catalog.pack import natural
from ntmrules.errors import UnitError, problem
from ntmrules.frozen import evolve, frozen
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.evidence import Decision, Floor
from ntmrules.model.firmness import gives_way, rank_of_cell
from ntmrules.model.in_part import fits_into, laid_in_part
from ntmrules.model.overrides import Lapse, Placed, UnitKey, Verb, own_keys
from ntmrules.model.requirements import AnyRequirement, Cell, Threshold
from ntmrules.model.text import Text
from ntmrules.model.units import LAST_DAY_OF_63, OF_THE_REST, Province, Scheme

PROVINCE = "ubnd-cap-tinh"
ORDER = (Verb.COMPLETE, Verb.FILL, Verb.REPLACE, Verb.RAISE, Verb.MEASURE_AS, Verb.WAIVE)


SchemesOf: TypeAlias = Callable[[str], tuple[Scheme, ...]]


@frozen
class Laid:
    """A requirement after the entries: ``waived`` when an entry takes it away."""

    requirement: AnyRequirement
    applied: tuple[Placed, ...]
    waived: bool = False


def _own_end(placed: Placed) -> date | None:
    """Return the last day of an entry as it says itself."""
    return placed.override.to


def end_by(decisions_of: Callable[[str], Mapping[str, Decision]]) -> Callable[[Placed], date | None]:
    """Return what tells the last day of an entry: its own, or that of the decision it stands in, whichever comes first."""

    def end_of(placed: Placed) -> date | None:
        decision = decisions_of(placed.pack).get(placed.override.provision.decision)
        last = decision.in_force.to if decision is not None and decision.in_force is not None else None
        return min((day for day in (placed.override.to, last) if day is not None), default=None)

    return end_of


def applying(
    entries: Iterable[Placed], day: date, province: Province | None, heir: Province | None = None, *,
    end_of: Callable[[Placed], date | None] = _own_end,
) -> list[Placed]:  # fmt: skip
    """Return the entries in force on ``day`` in ``province``, without those that another one of them supersedes.

    What was superseded stays so after the newer entry has ended, unless that one revives it: a text that was replaced
    does not come back by itself.

    ``heir`` is the province of today that a former one became a part of, see :func:`heir_of`. ``end_of`` tells the last day
    of an entry, which its decision may end too.
    """
    here = [placed for placed in entries if covers(placed, province, heir)]
    active = [placed for placed in here if _active(placed, day, end_of)]
    gone = _superseded(here, day, end_of)
    # By their ids: the order of packs and files may not show, not even in the order of a trace.
    standing = [placed for placed in active if placed.override.id not in gone]
    return sorted(standing, key=lambda placed: natural(placed.override.id))


def _superseded(here: Iterable[Placed], day: date, end_of: Callable[[Placed], date | None]) -> set[str]:
    """Return the ids of the entries that others of a place have superseded by ``day``."""
    return {
        old for placed in here if placed.override.from_ <= day
        if _active(placed, day, end_of) or not placed.override.revives for old in placed.override.supersedes
    }  # fmt: skip


def _active(placed: Placed, day: date, end_of: Callable[[Placed], date | None]) -> bool:
    end = end_of(placed)
    return placed.override.from_ <= day and (end is None or day <= end)


def lapses(
    entries: Iterable[Placed], day: date, province: Province | None, heir: Province | None = None, *,
    end_of: Callable[[Placed], date | None] = _own_end,
) -> tuple[Lapse, ...]:  # fmt: skip
    """Return the entries that have ended by ``day`` with what they superseded, where that would stand without them.

    Arguments are those of :func:`applying`. What an entry in force supersedes is not among them: it tells that itself.
    """
    here = [placed for placed in entries if covers(placed, province, heir)]
    standing = {placed.override.id for placed in applying(here, day, province, heir, end_of=end_of)}
    active = {placed.override.id: placed for placed in here if _active(placed, day, end_of)}
    held = {old for placed in active.values() for old in placed.override.supersedes}
    found = [
        Lapse(newer=placed, older=active[old], revived=old in standing, ended=end)
        for placed in here if placed.override.from_ <= day and (end := end_of(placed)) is not None and end < day
        for old in placed.override.supersedes if old in active and old not in held
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda each: (natural(each.older.override.id), natural(each.newer.override.id))))


def heir_of(province: Province | None, day: date, known: Mapping[Any, Province]) -> Province | None:
    """Return the province of today in which a former one lies on ``day``; nothing before 01/07/2025."""
    if province is None or province.list != "2004" or day <= LAST_DAY_OF_63:
        return None
    return next((each for each in known.values() if each.list == "2025" and province.id in each.formed_from), None)


def covers(placed: Placed, province: Province | None, heir: Province | None = None) -> bool:
    """Tell whether the entry holds in ``province``; an entry without territory holds everywhere.

    A province of today that is the old one unchanged carries its decisions on; a merged one holds those of several, so
    an entry of a former province reaches a unit only when the unit is named with its former province. Such a unit has
    the decisions of the merged province (``heir``) too.
    """
    return speaks_for(placed.territory, province, heir)


def speaks_for(territory: tuple[UnitKey, ...], province: Province | None, heir: Province | None = None) -> bool:
    """Tell whether what holds in a territory holds in ``province``, as :func:`covers` says."""
    if not territory:
        return True
    if province is None:
        return False
    keys = own_keys(province) | ({UnitKey(list=heir.list, province=heir.id)} if heir is not None else set())
    return not keys.isdisjoint(territory)


def check_named(entries: Iterable[Placed], day: date, province: Province | None, known: Mapping[Any, Province]) -> None:
    """Raise ``UnitError`` NTM606 when entries of a former province may apply and only the merged one is named.

    Whether they do depends on where in the merged province the unit lies, and nobody may choose that for it. An entry that
    the merged province has superseded is asked of nobody.
    """
    if province is None or province.list != "2025" or province.unchanged:
        return
    former = {UnitKey(list="2004", province=each): known.get(("2004", each)) for each in province.formed_from}
    every = list(entries)
    gone = _superseded([placed for placed in every if covers(placed, province)], day, _own_end)
    held = [placed for placed in every if placed.override.stands_on(day) and set(placed.territory) & set(former)
            and not covers(placed, province) and placed.override.id not in gone]  # fmt: skip
    if not held:
        return
    makers = sorted({each.name for placed in held for key in placed.territory if (each := former.get(key)) is not None})
    names = [f"{each.name} (2004:{each.id})" for each in former.values() if each is not None]
    example = f"{held[0].override.id}{' …' if len(held) > 1 else ''}"
    raise UnitError(
        problem(
            "NTM606.merged", province=province.name, makers=", ".join(makers), example=example, names=" | ".join(names)
        )
    )


def lay(
    national: AnyRequirement, entries: Iterable[Placed], own: str | None, floor: Floor, schemes_of: SchemesOf
) -> Laid:
    """Return ``national`` (measures filled in) with ``entries`` laid over it in the order that the law gives them.

    ``schemes_of`` tells the schemes that the levels of a pack may name columns of.

    Whether an entry whose own evidence is weaker than ``floor`` stands is not known: what is asked is then that the text
    with it and the text without it agree (two of three, the third being never known).
    """
    entries = tuple(entries)
    weak = [each for each in entries if each.override.evidence is not None and each.override.evidence.rank < floor]
    laid = _laid(national, entries, own, schemes_of)
    if not weak:
        return laid
    firm = _laid(national, (each for each in entries if each not in weak), own, schemes_of)
    if firm.requirement == laid.requirement and firm.waived is laid.waived:
        return laid
    names = ", ".join(each.override.id for each in weak)
    why = Text(f"căn cứ của {names} yếu hơn mức được dùng: chỉ kết luận khi có hay không có mục này đều như nhau",
               f"the evidence of {names} is weaker than asked for: decided only where it makes no difference")  # fmt: skip
    return agreed((firm, laid), why, own, national.label)


def agreed(readings: Sequence[Laid], why: Text, own: str | None, label: Text | None) -> Laid:
    """Return what is asked where each of several readings may be the right one: that all of them agree.

    The entries of the last are those that are named; ``why`` nobody knows which reading is right.
    """
    asked: list[AnyRequirement] = []
    for each in readings:
        asked += [each.requirement] if each.requirement not in asked else []
    last, waived = readings[-1], {each.waived for each in readings}
    doubt = doubtful(why)
    if len(waived) > 1:  # not applicable, or asked: no figure makes these agree
        return Laid(evolve(doubt, measure=own), last.applied)
    if len(asked) == 1:
        return last
    rest = (doubt,) * (len(asked) - 1)  # never known: met, or not met, is only what all the readings are
    return Laid(req.KOf(k=len(asked), of=(*asked, *rest), measure=own, label=label), last.applied, last.waived)


def doubtful(why: Text) -> req.Unknown:
    """Return the part of a demand that nobody can know: whether an entry of a province applies."""
    return req.Unknown(why=why, label=walk.DOUBT)


def _laid(national: AnyRequirement, entries: Iterable[Placed], own: str | None, schemes_of: SchemesOf) -> Laid:
    requirement, waived = national, False
    applied = [placed for verb in ORDER for placed in entries if placed.override.verb is verb]
    for placed in applied:
        override = placed.override
        if override.verb is Verb.WAIVE:
            waived = True
        elif override.verb is Verb.MEASURE_AS and override.measure is not None:
            requirement = _remeasured(requirement, override.part or own, override.measure)
        elif override.requirement is not None:
            given = evolve(override.requirement, provision=override.provision)
            requirement = _put(requirement, override.part, given, override.verb, schemes_of(placed.pack))
    return Laid(requirement, tuple(applied), waived)


def _put(
    item: AnyRequirement, part: str | None, given: AnyRequirement, verb: Verb, schemes: tuple[Scheme, ...]
) -> AnyRequirement:
    if part is not None and isinstance(item, req.Comparison) and item.parts and item.measure != part:
        return _put(walk.in_parts(item), part, given, verb, schemes)
    if part is not None and isinstance(item, req.Compound):
        return evolve(item, of=tuple(_put(each, part, given, verb, schemes) for each in item.of))
    if part is not None and item.measure != part:
        return item
    given = given if given.measure is not None else evolve(given, measure=item.measure)
    if verb is Verb.RAISE:
        return req.AllOf(of=(item, given), measure=item.measure, label=item.label)
    if verb is Verb.COMPLETE:
        return _completed(item, given)
    if verb is Verb.FILL:
        given = _open_to_the_rest(given, _left_open(item), schemes)
    if verb is Verb.FILL and item.kind == given.kind and walk.levels(item):
        laid = _levels_laid(item, given, _filled)
        rounds = isinstance(given, req.Comparison) and isinstance(laid, req.Comparison) and given.round is not None
        return evolve(laid, round=given.round) if rounds else laid  # type: ignore[union-attr]
    if verb is Verb.REPLACE and not _is_derived(item) and fits_into(item, given, schemes):
        return _levels_laid(evolve(item, label=given.label or item.label), given, laid_in_part)
    if verb is Verb.REPLACE:
        given = _open_to_the_rest(given, _NO_LEVEL, schemes)
    return evolve(given, label=given.label or item.label)


def _is_derived(item: AnyRequirement) -> bool:
    return isinstance(item, req.Comparison) and item.derived_from is not None


def raising(given: AnyRequirement) -> AnyRequirement:
    """Return what an entry that raises asks: nothing of the years and areas for which it names no level."""
    if not isinstance(given, req.Comparison):
        return given
    return evolve(given, threshold=evolve(given.threshold, partial=True))


def _completed(item: AnyRequirement, given: AnyRequirement) -> AnyRequirement:
    """Return a demand with its holes filled, and with what the text in hand says better than what was seen or remembered."""
    if not walk.differences(item, given):
        return _levels_laid(item, given, _better)
    if isinstance(item, req.Attained) and isinstance(given, req.Attained) and not given.asks:
        given = evolve(given, asks=item.asks)
    return evolve(given, label=given.label or item.label)


def _levels_laid(
    item: AnyRequirement, given: AnyRequirement, join: Callable[[Threshold, Threshold], Threshold]
) -> AnyRequirement:
    """Return ``item`` with each of its levels joined with the one that ``given``, of the same kind, has in that place."""
    own, theirs = walk.levels(item), walk.levels(given)
    joined = walk.with_levels(item, {name: join(level, theirs[name]) for name, level in own.items()})
    laid: AnyRequirement = evolve(joined, provision=given.provision)
    return laid


def _better(national: Threshold, given: Threshold) -> Threshold:
    """Keep every national cell but the holes and those that the same row of the text in hand knows better.

    Each stays in its place; a hole that the text in hand leaves open too stays with its own reason.
    """
    theirs = {(row.year, row.area): row for row in given.rows}
    laid = []
    for row in national.rows:
        own = theirs.get((row.year, row.area))
        if own is not None and own.unknown is None and gives_way(rank_of_cell(row), own.evidence):
            laid.append(own)
        elif row.unknown is None or own is not None:
            laid.append(row)
    taken = {(row.year, row.area) for row in laid}
    return Threshold(
        rows=(*laid, *(row for row in given.rows if (row.year, row.area) not in taken)), common=national.common
    )


def _filled(national: Threshold, given: Threshold) -> Threshold:
    """Keep every national cell that stands, and put the given rows where the text leaves the level to the province."""
    kept = tuple(row for row in national.rows if row.delegated is None or row.delegated.to != PROVINCE)
    taken = {(row.year, row.area) for row in kept}
    return Threshold(
        rows=(*kept, *(row for row in given.rows if (row.year, row.area) not in taken)), common=national.common
    )


def _open_to_the_rest(given: AnyRequirement, left: Cell | None, schemes: tuple[Scheme, ...]) -> AnyRequirement:
    """Return what an entry asks, with ``left`` for units that are in none of the zones of which alone it speaks."""
    if isinstance(given, req.Compound):
        return walk.rebuilt(given, lambda each: _open_to_the_rest(each, left, schemes))
    levels = {}
    for name, level in walk.levels(given).items():
        named = {row.area for row in level.rows}
        rest = () if left is None or None in named else tuple(
            evolve(left, area=area.id)
            for each in schemes if named & {area.id for area in each.areas}
            for area in each.areas if area.id.endswith(OF_THE_REST) and area.id not in named
        )  # fmt: skip
        levels[name] = evolve(level, rows=(*level.rows, *rest)) if rest else level
    return walk.with_levels(given, levels) if levels else given


_NO_LEVEL = Cell(
    unknown=req.Hole(why=Text("quyết định không nêu mức cho nơi khác", "the decision names no level for the rest"))
)


def _left_open(item: AnyRequirement) -> Cell | None:
    """Return the cell of what a text leaves to the province, for every year and column."""
    if isinstance(item, req.Delegated):
        return Cell(delegated=req.Delegation(to=item.to), evidence=item.evidence)
    rows = (row for level in walk.thresholds(item) for row in level.rows)
    found = next((row for row in rows if row.delegated is not None and row.delegated.to == PROVINCE), None)
    return None if found is None else evolve(found, year=None, area=None)


def _remeasured(item: AnyRequirement, old: str | None, new: str) -> AnyRequirement:
    if isinstance(item, req.Compound):
        return walk.rebuilt(item, lambda each: _remeasured(each, old, new))
    base, _, part = (item.measure or "").partition("/")
    if base != old:
        return item
    return evolve(item, measure=f"{new}/{part}" if part else new)


def in_parts(placed: Placed) -> Placed:
    """Return an entry whose requirement asks each part of a figure (men, women) by itself, as the rule that it is laid over."""
    given = placed.override.requirement
    if given is None or (laid := walk.in_parts(given)) is given:
        return placed
    return evolve(placed, override=evolve(placed.override, requirement=laid))
