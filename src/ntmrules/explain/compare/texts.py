"""What changed between two texts: added, gone, renamed, measured or asked otherwise, and what can flip."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

from ntmrules.explain.compare.flips import Flip, Level, flips, level_of
from ntmrules.explain.requirement import unit_of
from ntmrules.frozen import frozen
from ntmrules.model import requirements as req
from ntmrules.model import walk
from ntmrules.model.measures import Measure, MeasureKind, part_word
from ntmrules.model.requirements import AnyAgainstFigure, AnyChildCount, AnyCompound, AnyRequirement
from ntmrules.model.rulebook import Heading, Rule, Rulebook
from ntmrules.model.spelling import fold
from ntmrules.model.text import Text

RulePair: TypeAlias = tuple[Rule | None, Rule | None]

HOLES = (req.Unknown, req.Delegated)
KINDS = ("added", "gone", "renumbered", "renamed", "measure", "requirement", "level", "provision")


@frozen(kw_only=True)
class LevelChange:
    """One level that differs, in some areas and for one year, with the figures whose verdict it flips.

    ``areas`` are pairs (column before, column after) that differ only where the two texts divide the units otherwise;
    ``years`` are the rows read before and after, nothing where the level has no years.
    """

    key: JudgedBy
    name: Text
    unit: str | None
    areas: tuple[tuple[str | None, str | None], ...]
    years: tuple[int | None, int | None]
    before: Level
    after: Level
    flips: tuple[Flip, ...]


@frozen(kw_only=True)
class TextChange:
    """What changed in one indicator. ``every``: any result can change, for it is not the same question any more."""

    before: Rule | None
    after: Rule | None
    kinds: tuple[str, ...]
    levels: tuple[LevelChange, ...] = ()
    every: bool = False

    @property
    def asked(self) -> tuple[tuple[Text, ...], tuple[Text, ...]]:
        """What guidance asks before and after, where just that differs."""
        found = []
        for rule in (self.before, self.after):
            parts = leaves(rule.requirement, rule.measure) if rule is not None else ()
            found.append(tuple(ask for _, item in parts for ask in getattr(item, "asks", ())))
        return found[0], found[1]

    @property
    def opened(self) -> bool:
        """Whether what was known before is left open by the later text, as far as that is known."""
        if self.before is None or self.after is None:
            return False
        return isinstance(self.after.requirement, HOLES) and not isinstance(self.before.requirement, HOLES)

    @property
    def number(self) -> str:
        """The label in the later text, or in the earlier one where it is gone."""
        rule = self.after or self.before
        assert rule is not None
        return rule.number


@frozen(kw_only=True)
class HeadingChange:
    """A criterion with its partner in the other text, where there is one."""

    before: Heading | None
    after: Heading | None

    @property
    def same(self) -> bool:
        """Whether number and name stayed."""
        if self.before is None or self.after is None:
            return False
        return self.before.number == self.after.number and self.before.name.vi == self.after.name.vi


@frozen(kw_only=True)
class TextComparison:
    """Two texts side by side: what changed, and how many indicators stayed as they were.

    ``pairs`` and ``heading_pairs`` hold every indicator and criterion with its partner, changed or not.
    """

    before: Rulebook
    after: Rulebook
    changes: tuple[TextChange, ...]
    pairs: tuple[RulePair, ...] = ()
    heading_pairs: tuple[HeadingChange, ...] = ()

    @property
    def headings(self) -> tuple[HeadingChange, ...]:
        """The criteria that were added, are gone, or have another name or number."""
        return tuple(each for each in self.heading_pairs if not each.same)

    @property
    def unchanged(self) -> int:
        """How many indicators stayed as they were."""
        return len(self.pairs) - len(self.changes)

    @property
    def same_scheme(self) -> bool:
        """Whether both texts divide the units into the same columns."""
        ids = [book.scheme.id if book.scheme is not None else None for book in (self.before, self.after)]
        return ids[0] == ids[1] or None in ids


def compare_texts(before: Rulebook, after: Rulebook) -> TextComparison:
    """Return what changed from ``before`` to ``after``: two dates of one set, or two sets of any stages.

    Indicators of one set are matched by their labels; those of two sets by a shared measure, then by name, then by
    label where the names are alike. Evidence is no part of a text: a level that is only better known did not change.
    """
    pairs = match_rules(before, after)
    changes = (_change(old, new, before, after) for old, new in pairs)
    return TextComparison(before=before, after=after, changes=tuple(change for change in changes if change is not None),
                          pairs=tuple(pairs), heading_pairs=tuple(_headings(before, after, pairs)))  # fmt: skip


# matching


def match_rules(before: Rulebook, after: Rulebook) -> list[RulePair]:
    """Return the indicators of both texts in pairs, in the order of the later text; those that are gone come last."""
    olds, news = before.all_rules, after.all_rules
    partner: dict[str, Rule] = {}
    free = {rule.id: rule for rule in olds}
    for likeness in _likenesses(before, after):
        scored = []
        for place, new in enumerate(news):
            for other, old in enumerate(olds):
                score = likeness(old, new)
                if score > 0:
                    scored.append((-score, old.number != new.number, place, other))
        for _, _, place, other in sorted(scored):
            new, old = news[place], olds[other]
            if new.id not in partner and old.id in free:
                partner[new.id] = free.pop(old.id)
    pairs: list[RulePair] = [(partner.get(new.id), new) for new in news]
    return [*pairs, *((old, None) for old in olds if old.id in free)]


def _likenesses(before: Rulebook, after: Rulebook) -> list[Callable[[Rule, Rule], int]]:
    if before.id == after.id:
        return [lambda old, new: int(old.number == new.number)]

    def by_measure(old: Rule, new: Rule) -> int:
        one, other = keys_of(old), keys_of(new)
        shared = len(one & other)
        return 1000 * shared // len(one | other) if shared else 0

    def by_name(old: Rule, new: Rule) -> int:
        return int(fold(old.name.vi) == fold(new.name.vi))

    def by_label(old: Rule, new: Rule) -> int:
        # A number names another thing in another set, so it counts only beside a name that is alike.
        return int(old.number == new.number and _alike(old.name.vi, new.name.vi))

    return [by_measure, by_name, by_label]


def _alike(one: str, other: str) -> bool:
    mine, theirs = set(fold(one).replace(",", " ").split()), set(fold(other).replace(",", " ").split())
    return 2 * len(mine & theirs) > len(mine | theirs)


def _headings(before: Rulebook, after: Rulebook, pairs: Iterable[RulePair]) -> Iterator[HeadingChange]:
    """Pair criteria by name (of one set: by number), then by the indicators they share."""
    free = {heading.number: heading for heading in before.headings}
    same = before.id == after.id
    by_name = {heading.number if same else fold(heading.name.vi): heading.number for heading in before.headings}
    found = {}
    for heading in after.headings:
        number = by_name.get(heading.number if same else fold(heading.name.vi))
        if number is not None and number in free:
            found[heading.number] = free.pop(number)
    home = {rule.id: heading.number for book in (before, after) for heading in book.headings for rule in heading.rules}
    for old, new in pairs:
        if old is None or new is None or home.get(new.id) in found or home.get(old.id) not in free:
            continue
        found[home[new.id]] = free.pop(home[old.id])
    for heading in after.headings:
        yield HeadingChange(before=found.get(heading.number), after=heading)
    for heading in free.values():
        yield HeadingChange(before=heading, after=None)


# one indicator


class JudgedBy(NamedTuple):
    """What one part of a demand is judged by: a figure, another verdict, a count of units, a function.

    ``kind`` is ``"figure"`` or the kind of the demand; ``name`` the measure, target or function; ``part`` that of the measure;
    ``number`` tells the parts that are judged by one thing apart.
    """

    kind: str
    name: str
    part: str = ""
    number: int = 1

    def __str__(self) -> str:
        whole = f"{self.name}{'/' if self.part else ''}{self.part}"
        said = whole if self.kind == _FIGURE else f"{self.kind} {whole}"
        return said if self.number == 1 else f"{said}#{self.number}"

    @property
    def measure(self) -> str | None:
        """The measure of a figure."""
        return self.name if self.kind == _FIGURE else None


_FIGURE = "figure"


def leaves(item: AnyRequirement, own: str | None) -> Iterator[tuple[JudgedBy, AnyRequirement]]:
    """Yield every part that is judged by itself, with what it is judged by."""
    seen: dict[JudgedBy, int] = {}
    for key, part in _parts.visit(item, own):
        seen[key] = seen.get(key, 0) + 1
        yield key._replace(number=seen[key]), part


_Found: TypeAlias = list[tuple[JudgedBy, AnyRequirement]]


class _Parts(walk.Visitor[_Found]):
    """Every part that is judged by itself, with what it is judged by; ``own`` is the measure of what stands around it."""

    def on_compound(self, item: AnyCompound, own: str | None) -> _Found:
        return [each for part in item.of for each in self.visit(part, item.measure or own)]

    def on_meets(self, item: req.Meets, own: str | None) -> _Found:
        return [(JudgedBy(item.kind, _stageless(item.target)), item)]

    def on_child_count(self, item: AnyChildCount, own: str | None) -> _Found:
        return [(JudgedBy(item.kind, f"{item.children} {_stageless(item.target or item.measure or '')}"), item)]

    def on_function(self, item: req.Function, own: str | None) -> _Found:
        return [(JudgedBy(item.kind, item.name), item)]

    def on_against_figure(self, item: AnyAgainstFigure, own: str | None) -> _Found:
        return [(JudgedBy(item.kind, item.measure or own or "?"), item)]

    def _figure(self, item: AnyRequirement, own: str | None) -> _Found:
        name, _, part = (item.measure or own or "?").partition("/")
        return [(JudgedBy(_FIGURE, name, part), item)]

    on_attained = on_none_of = on_comparison = on_between = on_derived = on_points = on_delegated = on_unknown = _figure


_parts = _Parts()


def _stageless(target: str) -> str:
    """Take the stage out of a target: the set of the same name one stage later is the same demand in another text."""
    return "/".join(part for part in target.split("/") if not (part.isdigit() and len(part) == 4))


def keys_of(rule: Rule) -> set[JudgedBy]:
    """Return what an indicator is judged by."""
    return {key for key, _ in leaves(rule.requirement, rule.measure)}


def _shape(item: AnyRequirement, own: str | None) -> object:
    """How parts are joined, without their levels."""
    if isinstance(item, req.Compound):
        k = item.k if isinstance(item, req.KOf) else item.kind
        return (k, frozenset((_shape(part, item.measure or own), 1) for part in item.of), len(item.of))
    return next(key for key, _ in leaves(item, own))


def _change(old: Rule | None, new: Rule | None, before: Rulebook, after: Rulebook) -> TextChange | None:
    if old is None or new is None:
        return TextChange(before=old, after=new, kinds=("added",) if old is None else ("gone",))
    kinds = []
    if old.number != new.number:
        kinds.append("renumbered")
    if old.name.vi != new.name.vi:
        kinds.append("renamed")
    every = False
    levels: list[LevelChange] = []
    if keys_of(old) != keys_of(new) and any(isinstance(rule.requirement, HOLES) for rule in (old, new)):
        kinds.append("requirement")
    elif keys_of(old) != keys_of(new):
        kinds.append("measure")
        every = True
        levels = list(_levels(old, new, before, after))
        kinds += ["level"] if levels else []
    else:
        asked = _asked(old, new)
        levels = list(_levels(old, new, before, after))
        if asked:
            kinds.append("requirement")
            every = not levels
        if levels:
            kinds.append("level")
    if old.provision.decision != new.provision.decision and before.id == after.id:
        kinds.append("provision")
    if not kinds:
        return None
    return TextChange(before=old, after=new, kinds=tuple(kinds), levels=tuple(levels), every=every)


def _asked(old: Rule, new: Rule) -> bool:
    """Whether another thing is asked of the same figures: parts joined otherwise, or another kind of demand.

    A demand that is not known differs in its level only: nobody can say that it is of another kind.
    """
    if _shape(old.requirement, old.measure) != _shape(new.requirement, new.measure):
        return True
    one = dict(leaves(old.requirement, old.measure))
    other = dict(leaves(new.requirement, new.measure))
    return any(
        not _demand(item, other[key])
        for key, item in one.items()
        if not isinstance(item, HOLES) and not isinstance(other[key], HOLES)
    )


def _demand(one: AnyRequirement, other: AnyRequirement) -> bool:
    """Whether two demands on one measure are of one kind; lists of what guidance asks count where both have one."""
    kinds = [walk.operator(item) for item in (one, other)]
    asks = [getattr(item, "asks", ()) for item in (one, other)]
    return kinds[0] == kinds[1] and (asks[0] == asks[1] or () in asks)


def _levels(old: Rule, new: Rule, before: Rulebook, after: Rulebook) -> Iterator[LevelChange]:
    others = dict(leaves(new.requirement, new.measure))
    for key, item in leaves(old.requirement, old.measure):
        other = others.get(key)
        if other is None or level_of(item, None, None) is None or level_of(other, None, None) is None:
            continue
        measure = before.measures.get(key.measure or "")
        name = part_name(key, item, measure, old)
        for years in _years(item, other, before, after):
            for (low, high), areas in _grouped(item, other, years, before, after):
                yield LevelChange(
                    key=key, name=name, unit=unit_of(item, measure), areas=areas, years=years, before=low, after=high,
                    flips=flips(low, high, _bounds(measure, item)),
                )  # fmt: skip


def part_name(key: JudgedBy, item: AnyRequirement, measure: Measure | None, rule: Rule) -> Text:
    """Return what one part of an indicator is called."""
    name = item.label or (measure.name if measure is not None else rule.name)
    word = part_word(key.part)
    return Text(f"{name.vi} ({word.vi})", f"{name.en or name.vi} ({word.en or word.vi})") if key.part else name


def _bounds(measure: Measure | None, item: AnyRequirement) -> Measure | None:
    if isinstance(item, req.ChildCount):
        kind = MeasureKind.PERCENT if isinstance(item, req.ShareOf) else MeasureKind.COUNT
        return Measure(id="units", name=Text("units"), kind=kind)
    return measure


def _years(
    old: AnyRequirement, new: AnyRequirement, before: Rulebook, after: Rulebook
) -> list[tuple[int | None, int | None]]:
    """Return the years to compare: every year that a text names, or between two sets the years of the two days."""
    named = {row.year for item in (old, new) for row in walk.cells(item, bounds=True) if row.year is not None}
    if not named:
        return [(None, None)]
    if before.id != after.id:
        return [(before.on.year, after.on.year)]
    return [(year, year) for year in sorted(named)]


def _grouped(
    old: AnyRequirement, new: AnyRequirement, years: tuple[int | None, int | None], before: Rulebook, after: Rulebook
) -> list[tuple[tuple[Level, Level], tuple[tuple[str | None, str | None], ...]]]:
    """Return the pairs of levels that differ, each with the areas in which they stand."""
    found: dict[tuple[object, object], tuple[tuple[Level, Level], list[tuple[str | None, str | None]]]] = {}
    for one, other in _area_pairs(old, new, before, after):
        levels = level_of(old, years[0], one), level_of(new, years[1], other)
        if levels[0] is None or levels[1] is None or levels[0].says == levels[1].says:
            continue
        if levels[0].open and levels[1].open and levels[0].bound == levels[1].bound:
            continue  # two holes differ in nothing that anybody can see
        key = (levels[0].shown, levels[1].shown)
        found.setdefault(key, ((levels[0], levels[1]), []))[1].append((one, other))
    return [(levels, tuple(areas)) for levels, areas in found.values()]


def _area_pairs(
    old: AnyRequirement, new: AnyRequirement, before: Rulebook, after: Rulebook
) -> Sequence[tuple[str | None, str | None]]:
    mine, theirs = _columns(old, before), _columns(new, after)
    shared = [(area, area) for area in mine if area in theirs]
    if shared or (mine and theirs and before.scheme == after.scheme and (mine, theirs) == (before.areas, after.areas)):
        return shared
    return [(one, other) for one in mine or (None,) for other in theirs or (None,)]


def _columns(item: AnyRequirement, book: Rulebook) -> tuple[str, ...]:
    areas = {row.area for row in walk.cells(item, bounds=True) if row.area is not None}
    scheme = book.scheme_of(areas) if areas else None  # a pack may write its levels by zones of its own
    return () if not areas else book.areas if scheme is None else tuple(each.id for each in book.schemes[scheme].areas)
