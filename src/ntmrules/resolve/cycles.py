"""A set may ask for another one and a rule for another rule: for what is there, and never by a way round for itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from ntmrules.catalog.entries import at_entry
from ntmrules.errors import CatalogError, Problem, problem
from ntmrules.frozen import evolve
from ntmrules.messages import Joined, Pair
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.conditions import every_condition
from ntmrules.model.overrides import Placed, Verb
from ntmrules.model.requirements import AnyRequirement, Requirement
from ntmrules.model.rulebook import Former, Rule, Rulebook, with_rules
from ntmrules.model.text import Text


def refuse_chain(asked: str, above: tuple[str, ...], identity: str = "NTM138.sets") -> None:
    """Raise ``CatalogError`` NTM138 if a set, or the level of an indicator, is asked for by way of itself.

    ``above`` are those that ask, the first one first; ``identity`` is that of the message.
    """
    if asked in above:
        way = (*above[above.index(asked) :], asked)
        raise CatalogError(problem(identity, asked, way=" -> ".join(way)))


def told_where_asked(asks: Placed | str, home: str, error: CatalogError) -> CatalogError:
    """Return ``error`` with what an entry, or a rule known by its id, asks wrongly told there, and not at the set ``home``.

    That is a circle that an entry closes, and a set that is asked of units of another level. What was told at an entry
    further inside stays there.
    """

    def told(each: Problem) -> Problem:
        level = each.identity == "NTM139.level" and each.where == home
        if isinstance(asks, str):
            return each.at(asks) if level else each
        closes = each.code == "NTM138" and ".yaml" not in each.where and _closes(asks, home, str(each.values["way"]))
        return at_entry(each, asks) if level or closes else each

    return CatalogError(told(each) for each in error.problems)


def _closes(placed: Placed, home: str, way: str) -> bool:
    """Tell whether what an entry lies over, or brings, is a part of a circle."""
    override = placed.override
    own = override.indicator.id if override.indicator is not None else override.target.rpartition("/")[2]
    return bool({home, override.target, f"{home}/{own}"} & set(way.split(" -> ")))


def labels_in(book: Rulebook) -> set[str]:
    """Return the label of every criterion and indicator that is in force in ``book``."""
    headings = {heading.number for heading in (*book.headings, *book.added_headings)}
    return headings | {rule.number for rule in book.all_rules}


def not_in_force(book: Rulebook, label: str, item: Requirement) -> req.Unknown:
    """Return the hole that a target leaves whose text is not in force; NTM139 if its set has no such label at all."""
    whole = book.set
    rows = [row.id for row in whole.prerequisites]
    rows += [row.id for criterion in whole.criteria for row in criterion.indicators]
    if label not in rows:
        raise no_label(book.id, label, labels_in(book))
    why = Text(f"{label} chưa hoặc không còn văn bản có hiệu lực", f"no text of {label} is in force on that day")
    return req.Unknown(why=why, measure=item.measure, label=item.label)


def with_own_added(book: Rulebook) -> Rulebook:
    """Return ``book`` whose rules, where they ask for a criterion of it, ask for what packs add inside that too.

    What is added inside a criterion asks for the criterion as it stood: else it would ask for itself.
    """
    inside = {rule.number: places for rule in book.added if (places := _added_to(rule))}
    if not inside:
        return book
    targets = {place for places in inside.values() for place in places}

    def heard(rule: Rule) -> Rule:
        own = inside.get(rule.number, ())

        def with_more(item: AnyRequirement) -> AnyRequirement:
            if isinstance(item, req.Meets | req.ChildCount) and item.target in targets and item.target not in own:
                return with_added(book, item.target.rpartition("/")[2], item)
            return walk.rebuilt(item, with_more)

        def former(each: Former) -> Former:
            return evolve(each, requirement=with_more(each.requirement), formers=tuple(map(former, each.formers)))

        return evolve(rule, requirement=with_more(rule.requirement), formers=tuple(map(former, rule.formers)))

    return with_rules(book, heard)


def _added_to(rule: Rule) -> tuple[str, ...]:
    """Return the full ids of the criteria inside which packs add a rule."""
    return tuple(each.override.target for each in rule.applied if each.override.verb is Verb.ADD)


def with_added(book: Rulebook, label: str, item: req.Meets | req.ChildCount) -> AnyRequirement:
    """Return what asks for a label of ``book`` with what packs add inside it, where that is a criterion.

    An indicator added there decides with those of the criterion, as it decides the set. Of the units inside each would have
    to meet both, which no count can say: that stays a hole.
    """
    target = f"{book.id}/{label}"
    added = [rule.number for rule in book.added if target in _added_to(rule)]
    if not label or not added:
        return item  # type: ignore[return-value]
    if isinstance(item, req.Meets):
        return req.AllOf(of=(item, *(evolve(item, target=f"{book.id}/{each}") for each in added)), label=item.label)
    names = ", ".join(added)
    why = Text(f"tỉnh bổ sung {names} vào {label}: chưa đếm được theo cả hai",
               f"the province adds {names} inside {label}: units cannot be counted by both yet")  # fmt: skip
    return req.Unknown(why=why, measure=item.measure, label=item.label)


def no_label(set_id: str, label: str, known: Iterable[str]) -> CatalogError:
    """Return the error for a label that a set does not have: NTM139."""
    return CatalogError(problem("NTM139.label", set_id, label=label, set=set_id, near=(label, known)))


def without_circles(book: Rulebook) -> Rulebook:
    """Return ``book`` as it is; ``CatalogError`` NTM138 names the way round if a rule of it asks for itself.

    Sets that ask for each other are found when they are resolved; this is about the rules of one set.
    """
    asked = {rule.number: tuple(_asked_by(rule, book.id)) for rule in book.all_rules}
    _zones_without_circles(book)
    if any(asked.values()):
        headings = (*book.headings, *book.added_headings)
        asked.update({heading.number: tuple(rule.number for rule in heading.rules) for heading in headings})
        outside = (rule.number for rule in (*book.prerequisites, *book.added))
        asked[""] = (*(heading.number for heading in headings), *outside)
        for label in {label for labels in asked.values() for label in labels} - asked.keys():
            raise no_label(book.id, label, labels_in(book))
        way = _way_round(asked)
        if way:
            raise CatalogError(_circle(book, way))
    return book


def _circle(book: Rulebook, way: list[str]) -> Problem:
    """Return the problem with a circle of rules, at the entry that closes it where one does, else at its first rule."""
    shown = Joined((label or Pair("cả bộ", "the whole set") for label in way), " -> ")
    own = next((f"{book.id}/{label}" for label in way if label), book.id)
    found = problem("NTM138.rule", own, way=shown)
    for rule in (rule for rule in book.all_rules if rule.number in way):
        for placed in rule.applied:
            override = placed.override
            texts = [each.requirement for each in override.indicator.versions] if override.indicator else []
            texts += [override.requirement] if override.requirement is not None else []
            if any(label in way for text in texts for label in _asked(text, book.id, book.set.key)):
                return at_entry(found, placed)
    return found


def _asked_by(rule: Rule, set_id: str) -> Iterator[str]:
    yield from _asked(rule.requirement, set_id)
    for former in rule.every_former:
        yield from _asked(former.requirement, set_id)


def _zones_without_circles(book: Rulebook) -> None:
    """Raise ``CatalogError`` NTM138 where whether a unit is in a zone depends, by some way round, on that itself."""
    asked = {
        scheme: tuple(
            other
            for rule in zoning.rules
            for each in (every_condition(rule.when) if rule.when is not None else ())
            if each.zone is not None and (other := book.scheme_named(each.zone)) is not None and other in book.zonings
        )
        for scheme, zoning in book.zonings.items()
    }
    way = _way_round(asked) if any(asked.values()) else []
    if way:
        raise CatalogError(problem("NTM138.zones", way[0], way=" -> ".join(way)))


def _asked(item: AnyRequirement, *names: str) -> Iterator[str]:
    """Yield the labels of the same set that a requirement looks at; an empty one is the set itself.

    ``names`` are those of the set: its id, and of a requirement as written also its id without the stage.
    """
    for part in walk.parts(item):
        if isinstance(part, req.Points):
            yield from part.weights
            yield from (each.indicator for each in part.scored if each.indicator is not None)
        elif isinstance(part, req.Meets):
            yield from (part.target[len(name) + 1 :] for name in names if f"{part.target}/".startswith(f"{name}/"))


def _way_round(asked: Mapping[str, tuple[str, ...]]) -> list[str]:
    """Return the labels of a circle, the first one again at the end; nothing if there is none."""
    done: set[str] = set()

    def follow(label: str, above: tuple[str, ...]) -> list[str]:
        if label in above:
            return [*above[above.index(label) :], label]
        if label in done:
            return []
        for other in asked.get(label, ()):
            way = follow(other, (*above, label))
            if way:
                return way
        done.add(label)
        return []

    return next((way for way in (follow(label, ()) for label in asked) if way), [])
