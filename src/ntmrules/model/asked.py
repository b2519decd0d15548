"""Which other rulebooks one rulebook asks for: of the same unit, of the units inside, at any depth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ntmrules.model import walk
from ntmrules.model.conditions import read_by, zones_of
from ntmrules.model.requirements import AnyRequirement, ChildCount, Meets
from ntmrules.model.rulebook import Rule, Rulebook


def asked_beside(rule: Rule) -> tuple[str, ...]:
    """Return the subjects that a rule reads beside those of its requirement: of conditions, of a former text, of others."""
    found: list[str] = []
    for condition in rule.conditions:
        found += read_by(condition)
    for former in rule.every_former:
        found += _read(former.requirement)
    return tuple(dict.fromkeys([*found, *walk.against(rule.requirement)]))


def asked_of_place(book: Rulebook) -> tuple[str, ...]:
    """Return the facts and numbers that find in which columns a unit stands: of the set's own, and of the zones it uses."""
    found = [fact for rule in book.area_rules for fact in rule.when_any]
    for scheme in zones_in_use(book):
        for rule in book.zonings[scheme].rules:
            found += [*rule.when_any, *(read_by(rule.when) if rule.when is not None else ())]
    return tuple(dict.fromkeys(found))


def zones_in_use(book: Rulebook) -> tuple[str, ...]:
    """Return the schemes of packs' zones that levels and conditions of the rulebook name, and those that these rest on."""
    named: dict[str, None] = {}
    for rule in book.all_rules:
        kept = (former.requirement for former in rule.every_former)
        for item in (rule.requirement, *kept):
            named.update(dict.fromkeys(cell.area for cell in walk.cells(item, bounds=True) if cell.area is not None))
        named.update(dict.fromkeys(zone for each in rule.conditions for zone in zones_of(each)))
    own = (book.scheme.id,) if book.scheme is not None else ()
    waiting, used = [*own, *(book.scheme_named(area) for area in named)], dict[str, None]()
    while waiting:
        scheme = waiting.pop(0)
        if scheme is None or scheme in used or scheme not in book.zonings:
            continue
        used[scheme] = None
        conditions = [rule.when for rule in book.zonings[scheme].rules if rule.when is not None]
        waiting += [book.scheme_named(area) for each in conditions for area in zones_of(each)]
    return tuple(used)


def _read(item: AnyRequirement) -> Iterator[str]:
    yield from (part.measure for part in walk.parts(item) if part.measure is not None)
    yield from walk.against(item)


def same_unit_books(book: Rulebook) -> tuple[Rulebook, ...]:
    """Return the rulebook and every other one by which the same unit is judged for it, at any depth; itself first."""
    return book.memo("same_unit_books", lambda: tuple(_closure(book, inside=False).values()))  # type: ignore[no-any-return]


def every_book(book: Rulebook) -> tuple[Rulebook, ...]:
    """Return the rulebook and every other one by which it, or a unit inside, is judged for it; itself first."""
    return book.memo("every_book", lambda: tuple(_closure(book, inside=True).values()))  # type: ignore[no-any-return]


def child_sets(book: Rulebook) -> Mapping[str, tuple[Rulebook, ...]]:
    """Return, by the level of child units, the sets that this rulebook judges them by."""
    return book.memo("child_sets", lambda: _child_sets(book))  # type: ignore[no-any-return]


def _child_sets(book: Rulebook) -> dict[str, tuple[Rulebook, ...]]:
    found: dict[str, dict[str, Rulebook]] = {}
    for rule in book.all_rules:
        kept = (former.requirement for former in rule.every_former)
        for part in (part for item in (rule.requirement, *kept) for part in walk.parts(item)):
            if isinstance(part, ChildCount):
                sets = found.setdefault(part.children, {})
                if part.target is not None:
                    nested, _ = walk.find_target(part.target, book.nested, None)
                    if nested is not None:
                        sets[nested.id] = nested
    return {level: tuple(sets.values()) for level, sets in found.items()}


def _closure(book: Rulebook, *, inside: bool) -> dict[str, Rulebook]:
    found: dict[str, Rulebook] = {}
    waiting = [book]
    while waiting:
        each = waiting.pop(0)
        if each.id in found:
            continue
        found[each.id] = each
        waiting += each.nested.values() if inside else _met_by(each)
    return found


def _met_by(book: Rulebook) -> Iterator[Rulebook]:
    """Yield the rulebooks that requirements of ``book``, the national ones under entries included, ask of its unit.

    The former set that some units keep is one of them.
    """
    if book.kept is not None:
        yield book.nested[book.kept.id]
    for rule in book.all_rules:
        given = (placed.override.requirement for placed in rule.applied)
        kept = (former.requirement for former in rule.every_former)
        for item in (rule.requirement, rule.national, *kept, *given):
            for part in walk.parts(item) if item is not None else ():
                if isinstance(part, Meets):
                    nested, _ = walk.find_target(part.target, book.nested, None)
                    if nested is not None:
                        yield nested
