"""In which columns of a scheme rows can stand, what would settle the doubt; as the reference engine does for one."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product

from ntmrules.circuit.asked import Asked, Place
from ntmrules.circuit.conditions import Where, where
from ntmrules.circuit.keys import AREA, NAME, WITHIN
from ntmrules.circuit.network import FALSE, TRUE, Bit
from ntmrules.circuit.questions import Among, Known
from ntmrules.circuit.states import NotCompiled
from ntmrules.model.unit_names import keys_of
from ntmrules.model.verdicts import ReasonCode

NO_FIGURE, DISPUTED = ReasonCode.NO_FIGURE, ReasonCode.THRESHOLD_DISPUTED
UNPLACED, UNKNOWN = ReasonCode.UNIT_UNPLACED, ReasonCode.THRESHOLD_UNKNOWN
MOST_RULES = 5  # each can turn out in three ways, and every combination is a way for a row
_SETTLED: frozenset[ReasonCode] = frozenset()


def own_columns(on: Asked) -> list[Place]:
    """Return where rows can stand in the set's own scheme.

    Raises ``NotCompiled`` for what is left to the reference engine.
    """
    book, circuit = on.book, on.circuit
    if not book.areas:
        return [(TRUE, (), _SETTLED)]
    places: list[Place] = []
    named: list[Bit] = []
    if on.says_area():
        for area in book.scheme.areas if book.scheme is not None else ():
            here = circuit.leaf(Among(AREA, (area.id,)))
            named.append(here)
            places.append((here, (area.id,), _SETTLED))
    unnamed = circuit.no(circuit.some(named))
    zoned = book.scheme is not None and book.scheme.id in book.zonings
    if zoned and book.area_rules and not book.settled_area:
        raise NotCompiled("rules about areas beside the zones of a pack")
    found = [(TRUE, book.areas, _SETTLED)] if book.settled_area else _by_rules(on)
    if zoned and book.scheme is not None and not book.settled_area:
        found = zone_columns(on, book.scheme.id)
    return _grouped(on, [*places, *((circuit.both(unnamed, bit), areas, doubt) for bit, areas, doubt in found)])


def _by_rules(on: Asked) -> list[Place]:
    """Return the columns to which facts send rows, for every way in which the rules can turn out."""
    book, circuit = on.book, on.circuit
    if len(book.area_rules) > MOST_RULES:
        raise NotCompiled("many rules about areas")
    ways: list[list[tuple[str, Bit]]] = []
    for rule in book.area_rules:
        holds = circuit.some(on.word(fact, 1) for fact in rule.when_any)
        unknown = circuit.without(circuit.some(circuit.no(on.present(fact)) for fact in rule.when_any), holds)
        ways.append([("sent", holds), ("possible", unknown), ("no", circuit.no(circuit.either(holds, unknown)))])
    otherwise = book.set.areas.otherwise if book.set.areas is not None else None
    places: list[Place] = []
    for way in product(*ways):
        sent = list(
            dict.fromkeys(rule.area for rule, (how, _) in zip(book.area_rules, way, strict=True) if how == "sent")
        )
        possible = [rule.area for rule, (how, _) in zip(book.area_rules, way, strict=True) if how == "possible"]
        base = tuple(sent) or ((otherwise,) if otherwise is not None else book.areas)
        areas = tuple(dict.fromkeys((*base, *possible)))
        doubt = set[ReasonCode]()
        if len(areas) > 1:
            doubt |= {NO_FIGURE} if possible else set()
            doubt |= {DISPUTED} if len(sent) > 1 else {NO_FIGURE} if not sent and len(base) > 1 else set()
        places.append((circuit.every(bit for _, bit in way), areas, frozenset(doubt)))
    return places


def zone_columns(on: Asked, scheme: str) -> list[Place]:
    """Return where rows can stand in a pack's own scheme: the first rule that takes the unit wins.

    Raises ``NotCompiled`` for what is left to the reference engine.
    """
    book, circuit = on.book, on.circuit
    everything = tuple(area.id for area in book.schemes[scheme].areas)
    zoning = book.zonings.get(scheme)
    hole = NO_FIGURE if book.scheme is not None and book.scheme.id == scheme else UNKNOWN
    if zoning is None:
        return [(TRUE, everything, frozenset({hole}))]
    unplaced = _unplaced(on, scheme)
    places: list[Place] = [(unplaced, everything, frozenset({UNPLACED}))]
    # Rows that no rule took so far, by the columns still possible.
    reached: dict[tuple[str, ...], Bit] = {(): circuit.no(unplaced)}
    for rule in zoning.rules:
        skipped = _is(on, NAME, rule.except_units)
        facts = [on.word(fact, 1) for fact in rule.when_any]
        here, there = _is(on, NAME, rule.units), _is(on, WITHIN, rule.within)
        both = circuit.both(here, there) if rule.units and rule.within else circuit.either(here, there)
        alone = rule.when is not None and not (rule.units or rule.within or rule.when_any)
        takes = TRUE if alone else circuit.some([both, *facts])
        wanted = Where(TRUE, FALSE, {}) if rule.when is None else where(on, rule.when)
        if wanted.reasons.keys() - {NO_FIGURE}:
            raise NotCompiled("a zone that rests on a doubtful one")
        unknown = [circuit.no(on.present(fact)) for fact in rule.when_any]
        if rule.within:
            nowhere = circuit.no(circuit.leaf(Known(WITHIN))) if WITHIN in on.schema else TRUE
            unknown.append(circuit.both(nowhere, here) if rule.units else nowhere)
        following: dict[tuple[str, ...], Bit] = {}
        for possible, here in reached.items():
            taken = circuit.every((here, circuit.no(skipped), takes, wanted.holds))
            columns = tuple(dict.fromkeys((*possible, rule.area)))
            places.append((taken, columns, frozenset({NO_FIGURE}) if possible else _SETTLED))
            rest = circuit.without(here, taken)
            maybe = circuit.every(
                (rest, circuit.no(skipped), circuit.no(wanted.fails), circuit.some([takes, *unknown]))
            )
            for key, bit in ((columns, maybe), (possible, circuit.without(rest, maybe))):
                following[key] = circuit.either(following.get(key, FALSE), bit)
        reached = {key: bit for key, bit in following.items() if bit != FALSE}
    last = (zoning.otherwise,) if zoning.otherwise is not None else everything
    for possible, here in reached.items():
        columns = tuple(dict.fromkeys((*possible, *last)))
        doubt: set[ReasonCode] = {NO_FIGURE} if possible else set()
        doubt |= {hole} if zoning.otherwise is None else set()
        places.append((here, columns, frozenset(doubt) if len(columns) > 1 else _SETTLED))
    return _grouped(on, places)


def _unplaced(on: Asked, scheme: str) -> Bit:
    """Return where a unit lies where no list has it; see ``KnownNames.lacks``."""
    known, circuit = on.book.listed.get(scheme), on.circuit
    if known is None:
        return FALSE
    nameless = _off(on, NAME, known.units) if known.units is not None else FALSE
    if known.within is None or WITHIN not in on.schema:
        return nameless
    found = [_off(on, WITHIN, known.within), circuit.both(nameless, circuit.no(circuit.leaf(Known(WITHIN))))]
    together: dict[frozenset[str], list[str]] = {}
    for district, units in known.within.items():
        if units is not None:
            together.setdefault(units, []).append(district)
    for units, keys in together.items():
        found.append(circuit.both(circuit.leaf(Among(WITHIN, tuple(sorted(keys)))), _off(on, NAME, units)))
    return circuit.some(found)


def _off(on: Asked, column: str, names: Iterable[str]) -> Bit:
    return on.circuit.leaf(Among(column, tuple(sorted(names)), off=True)) if column in on.schema else FALSE


def _is(on: Asked, column: str, names: tuple[str, ...]) -> Bit:
    if not names or column not in on.schema:
        return FALSE
    folded = sorted({key for name in names for key in keys_of(name)})
    return on.circuit.leaf(Among(column, tuple(folded)))


def _grouped(on: Asked, places: list[Place]) -> list[Place]:
    """Put ways together that come to the same columns and doubts; the order of columns makes no difference."""
    found: dict[tuple[frozenset[str], frozenset[ReasonCode]], tuple[list[Bit], tuple[str, ...]]] = {}
    for bit, areas, doubt in places:
        if bit != FALSE:
            found.setdefault((frozenset(areas), doubt), ([], areas))[0].append(bit)
    return [(on.circuit.some(bits), areas, doubt) for (_, doubt), (bits, areas) in found.items()]
