"""The columns in which one unit can stand, and what would settle them: its own word, facts, zones of a province."""

from __future__ import annotations

from ntmrules.engine.core.zoned import Held, held, missing
from ntmrules.frozen import evolve
from ntmrules.model.conditions import read_by, zones_of
from ntmrules.model.figures import Bound, Status, UnitFigures
from ntmrules.model.rulebook import Rulebook
from ntmrules.model.trace import Note, NoteCode
from ntmrules.model.unit_names import keys_of, name_key
from ntmrules.model.verdicts import Reason, ReasonCode, Verdict

MET = Verdict.MET
FINAL = Status.FINAL


def areas_of(
    book: Rulebook, unit: UnitFigures, bound: Bound
) -> tuple[tuple[str, ...], tuple[Reason, ...], tuple[Note, ...]]:
    """Return the possible columns, what would settle them, and what was applied.

    A column that the caller or the unit names stands. Else a fact of a rule sends the unit to that rule's column; an
    unknown fact leaves both possible; two rules that send it to different columns leave both too, for nobody may choose.
    """
    if not book.areas:
        return (), (), ()
    if unit.area is not None:
        return book.area_named(unit.area), (), ()
    if book.settled_area:
        return book.areas, (), ()
    sent: dict[str, str] = {}
    possible: dict[str, None] = {}
    reasons: list[Reason] = []
    for rule in book.area_rules:
        values = [(fact, bound.known(fact)) for fact in rule.when_any]
        fact = next((fact for fact, entry in values if entry is not None and entry.value is MET), None)
        unknown = [missing(bound, fact) for fact, entry in values if entry is None]
        if fact is not None:
            sent.setdefault(rule.area, fact)
        elif unknown:
            possible[rule.area] = None
            reasons += unknown
    otherwise = book.set.areas.otherwise if book.set.areas is not None else None
    base = tuple(sent) or ((otherwise,) if otherwise is not None else book.areas)
    if not sent and book.scheme is not None and book.scheme.id in book.zonings:
        base, why = zone_columns(book, book.scheme.id, unit, bound)
        if len(base) > 1:
            return tuple(dict.fromkeys((*base, *possible))), (*reasons, *why), ()
    areas = tuple(dict.fromkeys((*base, *possible)))
    if len(areas) == 1:
        return areas, (), tuple(Note(NoteCode.AREA_RULE, fact) for fact in sent.values())
    if len(sent) > 1:
        reasons.append(Reason(ReasonCode.THRESHOLD_DISPUTED, book.id, column=True))
    elif not sent and len(base) > 1:
        reasons.append(Reason(ReasonCode.NO_FIGURE, "area"))
    return areas, tuple(reasons), ()


def zone_columns(
    book: Rulebook, scheme: str, unit: UnitFigures, bound: Bound
) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
    """Return the columns of a pack's own scheme in which the unit can stand: the first rule that takes it wins.

    A rule that may still take it, because a fact is not known, leaves its column and all later ones possible. A unit that
    lies where no list has it (the name or the district is on none, or they do not go together) can be in any. So can one that
    no rule takes where the decision has no zone for the rest: that is a hole of the decision, which no figure closes.
    """
    everything = tuple(area.id for area in book.schemes[scheme].areas)
    zoning = book.zonings.get(scheme)
    own = book.scheme is not None and book.scheme.id == scheme  # of its column in the set's own table a unit may tell
    hole = Reason(ReasonCode.NO_FIGURE, "area") if own else Reason(ReasonCode.THRESHOLD_UNKNOWN, scheme, column=True)
    if zoning is None:
        return everything, (hole,)
    possible: dict[str, None] = {}
    reasons: list[Reason] = []

    def elsewhere(other: str | None) -> tuple[tuple[str, ...], tuple[Reason, ...]]:
        return areas_of(book, unit, bound)[:2] if other is None else zone_columns(book, other, unit, bound)

    name, district = name_key(unit.unit), name_key(unit.within or "")
    known = book.listed.get(scheme)
    lacking = known.lacks(name, district) if known is not None else None
    if lacking is not None:  # what is on no list is in no zone by its name, and never the rest
        lost = unit.unit if lacking == name else unit.within or ""
        return everything, (Reason(ReasonCode.UNIT_UNPLACED, lost),)
    for rule in zoning.rules:
        if any(name in keys_of(each) for each in rule.except_units):
            continue
        facts = [bound.known(fact) for fact in rule.when_any]
        here = any(name in keys_of(each) for each in rule.units)
        there = any(district in keys_of(each) for each in rule.within)
        named = (here or there) and (here or not rule.units) and (there or not rule.within)
        wanted = Held(holds=True) if rule.when is None else held(book, rule.when, bound, elsewhere)
        alone = rule.when is not None and not (rule.units or rule.within or rule.when_any)
        takes = alone or named or any(entry is not None and entry.value is MET for entry in facts)
        if wanted.holds is False:
            continue
        if takes and wanted.holds:
            return tuple(dict.fromkeys((*possible, rule.area))), tuple(reasons)
        unknown = [fact for fact, entry in zip(rule.when_any, facts, strict=True) if entry is None]
        if rule.within and unit.within is None and (here or not rule.units):
            unknown.append("within")
        if unknown or takes:
            possible[rule.area] = None
            reasons += [missing(bound, fact) for fact in unknown if not takes]
            reasons += wanted.reasons
    rest = (zoning.otherwise,) if zoning.otherwise is not None else everything
    columns = tuple(dict.fromkeys((*possible, *rest)))
    if zoning.otherwise is None and len(columns) > 1:
        reasons.append(hole)
    return columns, tuple(reasons) if len(columns) > 1 else ()


def rests_on(
    book: Rulebook, scheme: str | None, unit: UnitFigures, bound: Bound, columns: tuple[str, ...]
) -> tuple[str, ...]:
    """Return the facts and numbers that are old or preliminary and without which the unit would not stand in ``columns`` alone.

    ``scheme``: none is the set's own.
    """
    if len(columns) != 1:
        return ()
    weak = [
        name
        for name in _facts_of(book, scheme)
        if (entry := bound.known(name)) is not None and entry.status is not FINAL
    ]
    if not weak:
        return ()
    less = bound.figures.copy()
    for name in weak:
        del less[name]
    without = evolve(bound, figures=less)
    found = areas_of(book, unit, without)[0] if scheme is None else zone_columns(book, scheme, unit, without)[0]
    return tuple(weak) if found != columns else ()


def _facts_of(book: Rulebook, scheme: str | None) -> tuple[str, ...]:
    """Return the facts and numbers that find the column of a scheme, those of the zones on which it rests with them."""
    known: dict[str | None, tuple[str, ...]] = book.memo("facts_of_columns", dict)
    if scheme not in known:
        found: dict[str, None] = {}
        waiting, seen = [scheme], set[str | None]()
        while waiting:
            name = waiting.pop()
            if name in seen:
                continue
            seen.add(name)
            if name is None:
                found |= dict.fromkeys(fact for rule in book.area_rules for fact in rule.when_any)
                name = book.scheme.id if book.scheme is not None else ""
            zoning = book.zonings.get(name)
            for rule in zoning.rules if zoning is not None else ():
                found |= dict.fromkeys(rule.when_any)
                if rule.when is not None:
                    found |= dict.fromkeys(read_by(rule.when))
                    waiting += [book.scheme_of((zone,)) for zone in zones_of(rule.when)]
        known[scheme] = tuple(found)
    return known[scheme]
