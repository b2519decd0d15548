"""What the rules of a rulebook name has to be there: measures of a kind that can be read, facts, columns, labels.

``ntmrules lint`` says the same at the line where it is written. Whoever makes a rulebook without it gets the error here: a name
that means nothing would leave a rule undetermined for ever, or a condition or a raised level without any unit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ntmrules.errors import CatalogError, Problem, problem
from ntmrules.model import walk
from ntmrules.model.areas import areas_meant, of_several_schemes, unknown_scheme
from ntmrules.model.conditions import Condition, PassRule, Remaining, every_condition
from ntmrules.model.level_slips import level_slips
from ntmrules.model.levels_of_units import in_no_such_unit
from ntmrules.model.measures import MeasureKind
from ntmrules.model.possible_units import contradicts_itself
from ntmrules.model.readable import (
    ANSWERS,
    Reading,
    beside,
    kinds_for,
    out_of_reach,
    read_by_condition,
)
from ntmrules.model.requirements import AnyRequirement, Comparison, Relative
from ntmrules.model.rulebook import Rule, Rulebook
from ntmrules.model.subjects import level_of

WHOLE = 100  # a number up to here may be a share whose sign was left out


def names_there(book: Rulebook, zoned: Iterable[str]) -> Rulebook:
    """Return ``book`` as it is; ``CatalogError`` tells what is not there or cannot be: NTM160 to NTM162 and NTM167 to NTM169 of
    names, NTM195 of pass rules, NTM170 of conditions that no unit can meet, NTM235 of columns of several schemes,
    NTM170 of levels that all come to or none, NTM114 and NTM192 of figures compared.

    ``zoned`` are the schemes by which some pack divides its units, wherever it speaks.
    """
    areas = [area.id for scheme in book.schemes.values() for area in scheme.areas]
    found = dict.fromkeys((*_schemes(book), *_measures(book), *_columns(book, areas), *_undivided(book, areas, zoned),
                           *_several(book), *_passes(book), *_never(book), *_bases(book)))  # fmt: skip
    if found:
        raise CatalogError(found)
    return book


def _texts(rule: Rule) -> Iterator[AnyRequirement]:
    """Yield everything that a rule asks, by any of its texts, and what each entry of a pack asks by itself."""
    yield rule.requirement
    if rule.national is not None:
        yield rule.national
    yield from (each.requirement for each in rule.every_former)
    yield from (each.override.requirement for each in rule.applied if each.override.requirement is not None)


def _written(rule: Rule) -> Iterator[AnyRequirement]:
    """Yield what the text of a rule and the entries over it ask as written: a derived level stands in the columns of its base."""
    yield rule.version.requirement
    yield from (each.override.requirement for each in rule.applied if each.override.requirement is not None)


def _conditions(book: Rulebook) -> Iterator[tuple[str, Condition]]:
    """Yield every condition on units, with the id of what it stands in."""
    for rule in book.all_rules:
        yield from ((rule.id, each) for each in rule.conditions)
    yield from _beside_rules(book)


def _as_texts_have_them(book: Rulebook) -> Iterator[tuple[str, Condition]]:
    """Yield the conditions that a text writes, those of a criterion and its indicator as one; clauses may leave nobody."""
    for rule in book.all_rules:
        asked = tuple(each.when for each in rule.applies if not isinstance(each, Remaining))
        if asked:
            yield rule.id, asked[0] if len(asked) == 1 else Condition(all_=asked)
        yield from ((rule.id, each.clause.when) for each in rule.every_former)
    yield from _beside_rules(book)


def _beside_rules(book: Rulebook) -> Iterator[tuple[str, Condition]]:
    """Yield the conditions of zones and of the clause by which units keep a former set."""
    for zoning in book.zonings.values():
        yield from ((zoning.scheme, rule.when) for rule in zoning.rules if rule.when is not None)
    if book.kept is not None:
        yield book.id, book.kept.clause.when


def _facts(book: Rulebook) -> Iterator[tuple[str, str]]:
    """Yield the facts by which columns and zones take units, with the id of what they stand in."""
    yield from ((book.id, fact) for rule in book.area_rules for fact in rule.when_any)
    for zoning in book.zonings.values():
        yield from ((zoning.scheme, fact) for rule in zoning.rules for fact in rule.when_any)


def _read(book: Rulebook) -> Iterator[tuple[str, Reading]]:
    for rule in book.all_rules:
        for text in _texts(rule):
            for item, measure in walk.measures(text, rule.measure):
                if measure is not None:
                    yield rule.id, Reading(measure, kinds_for(item))
                yield from ((rule.id, each) for each in beside(item))
                if measure is not None and isinstance(item, Comparison):
                    yield from ((rule.id, Reading(f"{measure}/{part}", ())) for part in item.parts)


def _measures(book: Rulebook) -> Iterator[Problem]:
    """Yield what is wrong with the figures that rules and conditions read."""
    for place, (name, kinds) in dict.fromkeys(_read(book)):
        yield from _measure(book, place, name, kinds)
    told = dict.fromkeys((place, each) for place, when in _conditions(book) for each in read_by_condition(when))
    facts = dict.fromkeys((place, Reading(fact, ANSWERS)) for place, fact in _facts(book))
    for place, each in {**told, **facts}:
        yield from _fact(book, place, each.measure) if each.kinds is ANSWERS else _measure(book, place, *each)


def _measure(book: Rulebook, place: str, name: str, kinds: tuple[MeasureKind, ...]) -> Iterator[Problem]:
    level = level_of(name)
    base, _, part = name.removeprefix(f"{level}:").partition("/")
    measure = book.measures.get(base)
    if measure is None and _of_several(base, book.measures):
        return
    if measure is None:
        yield problem("NTM167", place, measure=base, near=(base, book.measures))
        return
    if part and part not in measure.parts:
        known = ", ".join(measure.parts)
        yield problem(
            "NTM169.part" if measure.parts else "NTM169.no-parts", place, measure=base, part=part, known=known
        )
    if kinds and measure.kind not in kinds:
        yield problem("NTM168", place, measure=name, kind=measure.kind, known=" | ".join(kinds))


def _fact(book: Rulebook, place: str, fact: str) -> Iterator[Problem]:
    measure = book.measures.get(fact)
    if measure is None and _of_several(fact, book.measures):
        return
    if measure is None:
        facts = [name for name, each in book.measures.items() if each.kind is MeasureKind.YES_NO]
        yield problem("NTM162", place, fact=fact, near=(fact, facts))
    elif measure.kind is not MeasureKind.YES_NO:  # no slip of the pen: the remedy is another key, not another name
        yield problem("NTM162", place, fact=fact)


def _never(book: Rulebook) -> Iterator[Problem]:
    """Yield conditions on numbers that no unit can meet (all were taken for not asked), levels that all come to, or none."""
    for place, when in _as_texts_have_them(book):
        if contradicts_itself(when, book.measures, book.schemes.values()):
            yield problem("NTM170.nobody", place)
    for place, when in _conditions(book):
        for each in every_condition(when):
            measure = book.measures.get(each.measure or "")
            if measure is not None and each.measure is not None and out_of_reach(*each.comparison, measure):
                op, level = each.comparison
                yield problem("NTM170.never", place, op=op, value=level, measure=each.measure, low=measure.low,
                              high=measure.high)  # fmt: skip
    for rule in book.all_rules:
        for place, text, own in _as_written(rule):
            for item, name in walk.measures(text, own):
                measure = book.measures.get((name or "").partition("/")[0])
                for slip in level_slips(item, measure, book.measures):
                    yield problem(slip.id, place, **slip.values)


def _as_written(rule: Rule) -> Iterator[tuple[str, AnyRequirement, str | None]]:
    """Yield what the texts of a rule and the entries over it ask, each by itself: the id of what says it, and its measure.

    A level that is derived is no level of a text: 1.10 times 95 % is what it is.
    """
    formers = (each.requirement for each in rule.every_former)
    for text in (rule.version.requirement, *formers):
        if not any(isinstance(part, Comparison) and part.derived_from is not None for part in walk.parts(text)):
            yield rule.id, text, rule.measure
    for each in rule.applied:
        if each.override.requirement is not None:
            yield each.override.id, each.override.requirement, each.override.part or rule.measure


def _bases(book: Rulebook) -> Iterator[Problem]:
    """Yield the figures compared with another one that is in another unit of measure, or is that very figure."""
    for rule in book.all_rules:
        for text in _texts(rule):
            for item, own in walk.measures(text, rule.measure):
                if isinstance(item, Relative):
                    yield from _base(book, rule.id, item, own)
                    yield from in_no_such_unit(rule.id, item.whose, book.set.level)


def _base(book: Rulebook, place: str, item: Relative, own: str | None) -> Iterator[Problem]:
    base, measure = book.measures.get(item.base or own or ""), book.measures.get(own or "")
    if item.whose is None and item.base in (None, own):
        yield problem("NTM114.relative", place)
    elif base is not None and measure is not None and base.unit != measure.unit:
        yield problem("NTM192", place, measure=base.id, unit=base.unit or "…", other=measure.unit or "…")


def _of_several(name: str, known: Iterable[str]) -> bool:
    """Tell whether packs of several places have an id each for its own: which is meant the place says, where one is named."""
    return any(each.endswith(f"/{name}") for each in known)


def _schemes(book: Rulebook) -> Iterator[Problem]:
    """Yield the schemes that zones of a pack divide by and that are not there."""
    for scheme in book.zonings:
        if scheme not in book.schemes and not _of_several(scheme, book.schemes):
            yield unknown_scheme(scheme, scheme, book.schemes)


def _columns(book: Rulebook, known: list[str]) -> Iterator[Problem]:
    """Yield the columns of levels, zones and conditions that no scheme has: nobody would stand in them."""
    named = [(rule.id, cell.area) for rule in book.all_rules for text in _texts(rule)
             for cell in walk.cells(text, bounds=True)]  # fmt: skip
    if (divided := book.set.areas) is not None:
        named += [(book.id, area) for area in (*(rule.area for rule in divided.rules), divided.otherwise)]
    named += [(place, each.zone) for place, when in _conditions(book) for each in every_condition(when)]
    for scheme, zoning in book.zonings.items():
        named += [(scheme, rule.area) for rule in zoning.rules]
        named.append((scheme, zoning.otherwise))
    for place, area in dict.fromkeys(named):
        if area is not None and area not in known:
            meant = _meant(book, place, area, known)
            yield problem("NTM161.area", place, area=area, known=" | ".join(meant), near=(area, meant))


def _meant(book: Rulebook, place: str, area: str, known: list[str]) -> tuple[str, ...]:
    """Return the areas that can be meant by one that no scheme has: of the scheme that is divided, or of the rows beside it."""
    if place in book.zonings and place in book.schemes and area not in _zones_asked(book, place):
        return tuple(each.id for each in book.schemes[place].areas)
    beside = [level for rule in book.all_rules if rule.id == place for text in _written(rule) for part in walk.parts(text)
              for level in walk.thresholds(part) if any(row.area == area for row in level.rows)]  # fmt: skip
    return areas_meant(beside, known, book.schemes.values())


def _zones_asked(book: Rulebook, scheme: str) -> set[str | None]:
    """Return the zones that the conditions of a scheme's rules ask for: they may be of any scheme."""
    conditions = (rule.when for rule in book.zonings[scheme].rules if rule.when is not None)
    return {each.zone for condition in conditions for each in every_condition(condition)}


def _several(book: Rulebook) -> Iterator[Problem]:
    """Yield the levels whose rows stand in the columns of several schemes: no unit stands in two at once."""
    levels = ((rule.id, threshold) for rule in book.all_rules for text in _written(rule) for part in walk.parts(text)
              for threshold in walk.thresholds(part))  # fmt: skip
    for place, threshold in levels:
        found = of_several_schemes(threshold, book.schemes.values())
        if found is not None:
            yield problem("NTM235", place, areas=found[0], schemes=found[1])


def _undivided(book: Rulebook, known: list[str], zoned: Iterable[str]) -> Iterator[Problem]:
    """Yield the columns of levels and conditions of a scheme by which neither the set nor a pack divides: nobody stands there."""
    mine = {*zoned, *book.zonings, *([book.scheme.id] if book.scheme is not None else [])}
    there = {area.id for scheme in book.schemes.values() if scheme.id in mine for area in scheme.areas}
    divided = [area for area in dict.fromkeys(known) if area in there]
    named = [(rule.id, cell.area) for rule in book.all_rules for text in _written(rule) for cell in walk.cells(text)]
    named += [
        (rule.id, each.zone) for rule in book.all_rules for when in rule.conditions for each in every_condition(when)
    ]
    for place, area in dict.fromkeys(named):
        if area is not None and area in known and area not in there:
            yield undivided(area, divided, place)


def undivided(area: str, divided: Iterable[str], where: str) -> Problem:
    """Return what is said of a column in which no unit can stand; ``divided`` are those in which units do."""
    known = tuple(divided)
    if not known:
        return problem("NTM161.not-divided", where, area=area)
    return problem("NTM161.other-division", where, area=area, known=" | ".join(known), near=(area, known))


def _passes(book: Rulebook) -> Iterator[Problem]:
    """Yield what pass rules call mandatory and is not there, and those that ask for more parts than there are."""
    headings = (*book.headings, *book.added_headings)
    # Of criteria and indicators also those of which no text is in force.
    criteria = [*(each.number for each in headings), *(each.id for each in book.set.criteria)]
    yield from pass_problems(book.set.pass_, criteria, book.set.declared.criteria, book.id)
    for heading in headings:
        labels = [*(each.id for each in heading.criterion.indicators), *(rule.number for rule in heading.rules)]
        place = heading.passed_by.at if heading.passed_by is not None else heading.id
        yield from pass_problems(heading.passes, labels, heading.declared, place)


def pass_problems(rule: PassRule | None, labels: Iterable[str], declared: int | None, where: str) -> Iterator[Problem]:
    """Yield what a pass rule names that is not among ``labels``, and a number that is more than there are: NTM195.

    ``declared`` is how many parts the text has; nothing where nobody knows: then those that are written count.
    """
    known = tuple(dict.fromkeys(labels))
    if rule is None:
        return
    for label in rule.mandatory:
        if label not in known:
            yield problem("NTM195.label", where, label=label, known=" | ".join(known), near=(label, known))
    count, most = rule.at_least.count, declared if declared is not None else len(known)
    if count is not None and count > most:
        yield problem("NTM195.share" if count <= WHOLE else "NTM195.count", where, count=count, most=most)


__all__ = ["names_there", "pass_problems", "undivided"]
